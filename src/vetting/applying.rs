//! One function for each thing that an applicant does with their application.

use super::State;
use super::background::{self, NewExperience};
use super::clock;
use super::machine::Deed;
use super::pace;
use super::referees;
use super::service::{Trace, carry_out, load_case, open, tell};
use super::store::{self, Application, Beside};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::credentials::Slot;
use crate::db::Conn;
use crate::domain::{Category, Role};
use crate::error::{AppError, Clash};
use crate::keys;
use crate::mail::Letter;
use crate::mail::outcome_letter::OutcomeLetter;
use diesel::prelude::*;
use serde_json::json;

pub use super::referees::{Contact, NewReferee};

/// Stretches of work, and former units, that an application can name: enough for a working life, too few to
/// fill the house or to write to half of it.
const AT_MOST: usize = 20;

/// Locks a person's own application and reads it.
fn open_own(conn: &mut Conn, user: i64) -> Result<Application, AppError> {
    let id = store::find_latest(conn, user)?.id;
    open(conn, id)
}

/// A person's own application, locked; for the room that takes their documents.
///
/// # Errors
/// 404 where there is none.
pub fn own_application(conn: &mut Conn, user: i64) -> Result<Application, AppError> {
    open_own(conn, user)
}

/// A person's own application, unlocked, to look at.
///
/// # Errors
/// 404 where there is none.
pub fn latest_application(conn: &mut Conn, user: i64) -> Result<Application, AppError> {
    Ok(store::find_latest(conn, user)?)
}

/// Begins an application for somebody who has none open. Called when an address is confirmed, and when
/// somebody applies again.
///
/// # Errors
/// 409 where one is open.
pub fn begin_draft(
    conn: &mut Conn,
    user: i64,
    category: Category,
    now: UtcTime,
) -> Result<(), AppError> {
    if let Some(latest) = store::find_latest(conn, user).optional()? {
        if !State::ENDED.contains(&latest.state) {
            return Err(AppError::Conflict(Clash::State));
        }
        if latest.again_from.is_some_and(|from| now.day() < from) {
            return Err(AppError::Conflict(Clash::TooEarly));
        }
    }
    let mut reference = new_reference();
    while store::find_by_reference(conn, &reference)
        .optional()?
        .is_some()
    {
        reference = new_reference();
    }
    let id = store::insert(conn, user, category, &reference, now)?;
    let actor = Actor::Person(user, Role::Clinician);
    audit::record(
        conn,
        now,
        actor,
        "application.begun",
        Subject::Application(id),
        &json!({}),
    )?;
    Ok(())
}

/// Six random digits. Not a count: a reference tells nobody how many have applied.
fn new_reference() -> String {
    format!("LO-{:06}", u32::from_be_bytes(keys::random()) % 1_000_000)
}

/// Applies again after an application or a membership that ended.
///
/// # Errors
/// 409 where an application is open, or before the date that a rejection names.
pub async fn apply_again(app: &App, user: i64, category: Category) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| begin_draft(conn, user, category, now))
        .await
}

/// Runs a change on a person's own draft.
async fn on_draft<T: Send + 'static>(
    app: &App,
    user: i64,
    mut change: impl FnMut(&mut Conn, i64) -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_own(conn, user)?;
            if application.state != State::Draft {
                return Err(AppError::Conflict(Clash::State));
            }
            store::touch(conn, application.id, now)?;
            change(conn, application.id)
        })
        .await
}

/// Saves the number on the register.
///
/// # Errors
/// 409 once the application was sent in.
pub async fn save_registration(app: &App, user: i64, number: String) -> Result<(), AppError> {
    on_draft(app, user, move |conn, id| {
        store::update_registration(conn, id, &number)?;
        Ok(())
    })
    .await
}

/// A stretch of work as somebody typed it.
#[derive(Debug, Clone)]
pub struct Work {
    /// Hospital.
    pub hospital: String,
    /// Unit.
    pub unit: String,
    /// Row of the specialty.
    pub specialty: i64,
    /// First day.
    pub from: chrono::NaiveDate,
    /// Last day; `None` where it goes on.
    pub to: Option<chrono::NaiveDate>,
}

/// Adds a stretch of work to the draft.
///
/// # Errors
/// 409 once the application was sent in.
pub async fn add_experience(app: &App, user: i64, work: Work) -> Result<(), AppError> {
    on_draft(app, user, move |conn, application_id| {
        let Work {
            hospital,
            unit,
            specialty,
            from,
            to,
        } = work.clone();
        let new = NewExperience {
            application_id,
            hospital,
            unit,
            specialty_id: specialty,
            from_on: from,
            to_on: to,
        };
        if background::list_experiences(conn, application_id)?.len() >= AT_MOST {
            return Err(AppError::Conflict(Clash::Full));
        }
        Ok(background::insert_experience(conn, &new)?)
    })
    .await
}

/// Removes a stretch of work from the draft.
///
/// # Errors
/// 404 when it is not there.
pub async fn remove_experience(app: &App, user: i64, row: i64) -> Result<(), AppError> {
    on_draft(
        app,
        user,
        move |conn, id| match background::delete_experience(conn, id, row)? {
            0 => Err(AppError::NotFound),
            _ => Ok(()),
        },
    )
    .await
}

/// Adds a former unit. Allowed until the decision: a unit that stays silent can be replaced.
///
/// # Errors
/// 409 after the decision, or when the list is full.
pub async fn add_unit(app: &App, user: i64, new: NewReferee) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_own(conn, user)?;
            let case = load_case(conn, &application)?;
            if !case.is_under_way() && !matches!(case.state, State::Draft | State::Submitted) {
                return Err(AppError::Conflict(Clash::State));
            }
            if case.enquiries.len() >= AT_MOST {
                return Err(AppError::Conflict(Clash::Full));
            }
            store::touch(conn, application.id, now)?;
            referees::insert(conn, application.id, &new)?;
            let actor = Actor::Person(user, Role::Clinician);
            let subject = Subject::Application(application.id);
            Ok(audit::record(
                conn,
                now,
                actor,
                "application.unit_named",
                subject,
                &json!({}),
            )?)
        })
        .await
}

/// Takes back a former unit that was not asked yet.
///
/// # Errors
/// 404 when there is none.
pub async fn remove_unit(app: &App, user: i64, row: i64) -> Result<(), AppError> {
    on_draft(app, user, move |conn, id| {
        match referees::delete(conn, id, row)? {
            0 => Err(AppError::NotFound),
            _ => Ok(()),
        }
    })
    .await
}

/// Sends the application in; the clock runs from here.
///
/// # Errors
/// 409 when something is missing or it was sent in already.
pub async fn submit(app: &App, user: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_own(conn, user)?;
            let beside = Beside {
                submitted_at: Some(now),
                ..Beside::default()
            };
            let trace = Trace {
                beside,
                detail: json!({}),
                said: None,
            };
            carry_out(
                conn,
                &application,
                Deed::Submit,
                Actor::Person(user, Role::Clinician),
                &trace,
                now,
            )?;
            pace::assign(conn, application.id, now)?;
            let sent = store::find(conn, application.id)?;
            let Some(clocks) = clock::read(&sent, &[], now) else {
                return Err(anyhow::anyhow!("a submitted application has no clock").into());
            };
            let (reference, from, to) = (
                sent.reference.clone(),
                clocks.service.target_from,
                clocks.service.target_to,
            );
            tell(conn, &sent, now, |name| Letter::Received {
                name,
                reference,
                from,
                to,
            })
        })
        .await
}

/// Takes the application back.
///
/// # Errors
/// 409 once it was decided.
pub async fn withdraw(app: &App, user: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_own(conn, user)?;
            let actor = Actor::Person(user, Role::Clinician);
            carry_out(
                conn,
                &application,
                Deed::Withdraw,
                actor,
                &Trace::of(json!({})),
                now,
            )?;
            tell(conn, &application, now, |name| {
                Letter::Outcome(OutcomeLetter::Withdrawn { name })
            })
        })
        .await
}

/// A document arrived: freely in a draft, as an act of the machine afterwards.
///
/// # Errors
/// 409 where the slot cannot take one now.
pub fn supply_document(
    conn: &mut Conn,
    application: &Application,
    slot: Slot,
    now: UtcTime,
) -> Result<(), AppError> {
    // A member's renewal is no act of vetting: the membership stands, and the gate reads the dates.
    if application.state == State::Draft || application.state.is_member() {
        return Ok(store::touch(conn, application.id, now)?);
    }
    let actor = Actor::Person(application.user, Role::Clinician);
    let trace = Trace::of(json!({"slot": slot.as_str()}));
    carry_out(
        conn,
        application,
        Deed::SupplyDocument(slot),
        actor,
        &trace,
        now,
    )
    .map(|_| ())
}
