//! What happens to enquiries without anybody asking: reminders on days 4, 8 and 12, the end on day 14,
//! and letters that come back. Each may run at any time and on any node.

use super::asking::turn_of_events;
use super::deciding::open_quoted;
use super::referees::{self, Referee};
use super::service::ENQUIRY_LIVES;
use super::store::{self, Application};
use super::turn::Turn;
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::domain::Role;
use crate::error::{AppError, Denial};
use crate::mail::reference_letter::ReferenceLetter;
use crate::mail::{self, Envelope, Letter};
use chrono::TimeDelta;
use serde_json::json;

/// Days after the letter on which a reminder follows.
const REMINDERS: [i64; 3] = [4, 8, 12];

async fn waiting(app: &App) -> Result<Vec<Referee>, AppError> {
    app.db.read(|conn| Ok(referees::list_waiting(conn)?)).await
}

/// How many reminders should have left by now.
fn due(referee: &Referee, now: UtcTime) -> i32 {
    let Some(asked_at) = referee.asked_at else {
        return 0;
    };
    let passed = REMINDERS
        .iter()
        .filter(|days| now >= asked_at.plus(TimeDelta::days(**days)));
    i32::try_from(passed.count()).unwrap_or(0)
}

fn is_alive(referee: &Referee, now: UtcTime) -> bool {
    referee
        .expires_at
        .is_some_and(|expires_at| now < expires_at)
}

/// Reminds the units that are silent; returns how many letters were written. Where several reminders are
/// due at once, one leaves.
///
/// # Errors
/// The database's.
pub async fn remind(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let mut reminded = 0;
    for referee in waiting(app).await? {
        let number = due(&referee, now);
        if number <= referee.reminders || !is_alive(&referee, now) {
            continue;
        }
        reminded += app
            .db
            .write(move |conn| {
                let application = store::find(conn, referee.application)?;
                write(conn, &application, &referee, number, now)
            })
            .await?;
    }
    Ok(reminded)
}

/// Writes one reminder; 0 where it was written already or the unit answered.
fn write(
    conn: &mut Conn,
    application: &Application,
    referee: &Referee,
    number: i32,
    now: UtcTime,
) -> Result<usize, AppError> {
    if referees::update_reminded(conn, referee, number, now)? == 0 {
        return Ok(0);
    }
    let applicant = accounts::store::find_user(conn, application.user)?;
    let (Some(salt), Some(expires_at)) = (&referee.salt, referee.expires_at) else {
        return Ok(0);
    };
    let lang = referee.lang.unwrap_or(applicant.lang);
    let letter = Letter::Reference(ReferenceLetter::Reminder {
        unit: referee.place(),
        contact: referee.contact.clone(),
        applicant: applicant.name(lang).to_owned(),
        salt: salt.clone(),
        expires_on: expires_at.day(),
    });
    let to = Envelope {
        recipient: None,
        address: &referee.email,
        lang,
    };
    mail::post(conn, &to, &letter, now)?;
    Ok(1)
}

/// A unit that got a letter since then is left in peace.
const PEACE: TimeDelta = TimeDelta::days(2);

/// Reminds the silent units of a file because an officer says so; returns how many letters were written.
/// Such a reminder takes the place of the next one by the calendar; a unit that got a letter in the last
/// two days gets none.
///
/// # Errors
/// 403 on one's own file; the database's.
pub async fn remind_file(app: &App, by: i64, reference: String) -> Result<usize, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            if application.user == by {
                return Err(AppError::Forbidden(Denial::OwnFile));
            }
            let mut reminded = Vec::new();
            for referee in referees::list(conn, application.id)? {
                let last = referee.reminded_at.or(referee.asked_at);
                let in_peace = last.is_none_or(|last| now < last.plus(PEACE));
                if !referee.is_waiting() || !is_alive(&referee, now) || in_peace {
                    continue;
                }
                if write(conn, &application, &referee, referee.reminders + 1, now)? == 1 {
                    reminded.push(referee.id);
                }
            }
            if !reminded.is_empty() {
                let actor = Actor::Person(by, Role::Officer);
                let subject = Subject::Application(application.id);
                let detail = json!({"enquiries": reminded});
                audit::record(conn, now, actor, "application.remind", subject, &detail)?;
            }
            Ok(reminded.len())
        })
        .await
}

/// Ends the enquiries whose link has died; returns how many.
///
/// # Errors
/// The database's.
pub async fn expire(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    turn_all(app, Turn::Expire, now, |referee| !is_alive(referee, now)).await
}

/// Brings letters that came back to their files; returns how many.
///
/// # Errors
/// The database's.
pub async fn bring_back(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let salts = app
        .db
        .read(move |conn| {
            Ok::<_, AppError>(mail::bounced_enquiries(conn, now.minus(ENQUIRY_LIVES))?)
        })
        .await?;
    if salts.is_empty() {
        return Ok(0);
    }
    turn_all(app, Turn::Bounce, now, |referee| {
        referee
            .salt
            .as_ref()
            .is_some_and(|salt| salts.contains(salt))
    })
    .await
}

async fn turn_all(
    app: &App,
    turn: Turn,
    now: UtcTime,
    concerns: impl Fn(&Referee) -> bool,
) -> Result<usize, AppError> {
    let mut turned = 0;
    for referee in waiting(app).await? {
        if concerns(&referee) {
            turned += app
                .db
                .write(move |conn| turn_of_events(conn, &referee, turn, now))
                .await?;
        }
    }
    Ok(turned)
}
