//! What an applicant of the demo puts into their draft: background, former units, papers.

use super::dice::Dice;
use super::stories::{Chapter, Part};
use super::{names, paper, places};
use crate::accounts;
use crate::app::App;
use crate::clock::{UtcTime, add_days};
use crate::credentials::content::Media;
use crate::credentials::domain::Scan;
use crate::credentials::{ReturnReason, Slot, Stored, digest, service as credentials};
use crate::db::schema::{outbox, specialties};
use crate::domain::{Category, Profession};
use crate::error::AppError;
use crate::vetting::applying::{self, Contact, NewReferee, Work};
use crate::vetting::deciding;
use crate::vetting::facts::{self, Fact};
use crate::vetting::reminders;
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;

/// Experience and two former units; a draft names only one, so that something is left to do.
pub(super) async fn add_background(
    app: &App,
    dice: &mut Dice,
    user: i64,
    part: &Part,
) -> Result<Vec<String>, AppError> {
    let mut units = Vec::new();
    let count = if part.chapter == Chapter::Draft { 1 } else { 2 };
    for index in 0..count {
        let (hospital, unit, nursing) = places::former_unit(dice);
        let specialty = match part.category.profession() {
            Profession::Nurse => nursing,
            Profession::Doctor => *dice.pick(&[
                "dr-internal",
                "dr-emergency",
                "dr-intensive",
                "dr-anaesthesia",
            ]),
        };
        let specialty = app
            .db
            .read(move |conn| {
                let id = specialties::table
                    .filter(specialties::code.eq(specialty))
                    .select(specialties::id);
                Ok::<_, AppError>(id.first::<i64>(conn)?)
            })
            .await?;
        let from = add_days(app.clock.now().day(), -dice.between(800, 3000));
        let to = Some(add_days(from, dice.between(300, 780)));
        let work = Work {
            hospital: hospital.into(),
            unit: unit.into(),
            specialty,
            from,
            to,
        };
        applying::add_experience(app, user, work).await?;
        let new = NewReferee {
            hospital: hospital.into(),
            unit: unit.into(),
            contact: Contact {
                name: format!("{}病房經理", names::name(dice).zh),
                email: unit_address(part, index, dice.between(100, 999)),
                phone: format!(
                    "2{:03} {:04}",
                    dice.between(100, 999),
                    dice.between(1000, 9999)
                ),
            },
        };
        units.push(unit.to_owned());
        applying::add_unit(app, user, new).await?;
    }
    Ok(units)
}

/// Whose letter to a unit came back.
pub(super) const BOUNCED: &str = "bounced@demo.example";
/// Whose number an officer asks about.
pub(super) const ASKED: &str = "asked@demo.example";
/// An address that the demo's mail does not reach.
const WRONG_ADDRESS: &str = "bounce@hospital.example";
/// Whose unit has an address that anybody could have opened.
pub(super) const DOUBTFUL: &str = "doubtful@demo.example";

/// A unit's address; the second ones of two applicants are there to be looked into.
fn unit_address(part: &Part, index: usize, number: i64) -> String {
    match (part.email.as_str(), index) {
        (BOUNCED, 1) => WRONG_ADDRESS.to_owned(),
        (DOUBTFUL, 1) => format!("ward{number}.office@gmail.com"),
        // A hundred wards a place, so that no two units of a person share one.
        _ => format!("ward{}{number}@hospital.example", index + 1),
    }
}

/// The certificate ends on the last day of this year or the next but one, as nearly all do.
fn last_day(today: UtcTime, category: Category) -> Option<NaiveDate> {
    let years = match category.profession() {
        Profession::Nurse => 2,
        Profession::Doctor => 1,
    };
    NaiveDate::from_ymd_opt(today.day().year() + years, 12, 31)
}

pub(super) async fn upload_all(
    app: &App,
    user: i64,
    part: &Part,
    today: UtcTime,
) -> Result<(), AppError> {
    for slot in Slot::needed(part.category) {
        upload(app, user, part, *slot, today).await?;
    }
    Ok(())
}

async fn upload(
    app: &App,
    user: i64,
    part: &Part,
    slot: Slot,
    today: UtcTime,
) -> Result<(), AppError> {
    let until = slot
        .expires()
        .then(|| last_day(today, part.category))
        .flatten();
    let mut lines = vec![
        format!("Name: {}", part.name.en),
        "A paper of the demonstration; it proves nothing.".to_owned(),
    ];
    lines.extend(until.map(|day| format!("Valid until {day}")));
    let bytes = paper::page(&slot.as_str().replace('_', " ").to_uppercase(), &lines);
    let key = app.config.instance_key.clone();
    let key = app
        .db
        .read(move |conn| Ok::<_, AppError>(accounts::store::find_person_key(conn, &key, user)?))
        .await?
        .ok_or(AppError::NotFound)?
        .map_err(anyhow::Error::from)?;
    // Pages are drawn when somebody first looks: six hundred children would make the demo wait.
    let stored = Stored {
        blob: app
            .blobs
            .seal(&key, user, &bytes)
            .map_err(anyhow::Error::from)?,
        file_name: format!("{slot}.pdf"),
        media: Media::Pdf,
        size: i64::try_from(bytes.len()).unwrap_or(0),
        sha256: digest(&bytes),
        pages: Vec::new(),
        scan: Scan::NotAsked,
    };
    credentials::place(app, user, slot, stored, until).await
}

/// The letter to the unit with the wrong address comes back, as mail of the demo to it does.
pub(super) async fn comes_back(app: &App) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            diesel::update(outbox::table.filter(outbox::address.eq(WRONG_ADDRESS)))
                .set((outbox::parked_at.eq(now), outbox::bounced_at.eq(now)))
                .execute(conn)?;
            Ok::<_, AppError>(())
        })
        .await?;
    reminders::bring_back(app).await.map(|_| ())
}

/// An officer doubts the number that somebody typed.
pub(super) async fn is_asked(app: &App, officer: i64, reference: String) -> Result<(), AppError> {
    let why = "證書上的號碼看來多一個數字。".to_owned();
    facts::ask(app, officer, reference, Fact::RegistrationNumber, why).await
}

/// An officer sends the first document back.
pub(super) async fn is_returned(
    app: &App,
    officer: i64,
    reference: String,
    rows: &[(i64, Slot)],
) -> Result<(), AppError> {
    let Some((row, _)) = rows.first() else {
        return Ok(());
    };
    let (note, reason) = ("右下角的到期日看不清楚。", ReturnReason::Unreadable);
    deciding::return_document(app, officer, reference, *row, reason, note.to_owned()).await
}
