//! A unit that confirms: applications, their deadline, and the question whether somebody still comes.

use super::booking_rows::{self as rows, Why};
use super::picking::release;
use super::picking_letters as letters;
use super::store::{self, Booking};
use crate::accounts::store::User;
use crate::accounts::store::find_user;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{bookings, shifts, unit_managers};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::picking_letter::About;
use crate::organisation::service as organisation;
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;

/// How long before its end a deadline is called to mind, and before a shift somebody is asked.
const REMIND_BEFORE: TimeDelta = TimeDelta::hours(6);
const ASK_BEFORE: TimeDelta = TimeDelta::hours(12);
/// Rows that one round of a job takes.
const ROUND: i64 = 200;

/// Somebody who applies for a place.
pub struct Application {
    /// The place that is kept for them.
    pub booking: Booking,
    /// Who.
    pub member: User,
    /// How often they have worked in the unit.
    pub worked: i64,
}

/// Whether a manager holds a unit.
///
/// # Errors
/// 404 where they do not.
pub fn must_hold(conn: &mut Conn, manager: i64, unit: i64) -> Result<(), AppError> {
    let held = organisation::list_held_units(conn, manager)?;
    if held.iter().any(|held| held.id == unit) {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}

/// The applications that wait for a manager, those whose deadline is nearest first. Picks that can
/// still be undone are not among them.
///
/// # Errors
/// The database's.
pub async fn applications(app: &App, manager: i64) -> Result<Vec<Application>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let ids: Vec<i64> = bookings::table
                .inner_join(shifts::table)
                .inner_join(unit_managers::table.on(unit_managers::unit_id.eq(shifts::unit_id)))
                .filter(unit_managers::user_id.eq(manager))
                .filter(bookings::state.eq("held"))
                .filter(bookings::confirm_by.gt(now))
                .filter(bookings::confirmed_at.is_null())
                .filter(bookings::undo_until.le(now))
                .order((bookings::confirm_by, bookings::id))
                .limit(ROUND)
                .select(bookings::id)
                .load(conn)?;
            let mut found = Vec::new();
            for id in ids {
                let booking = store::find_booking(conn, id)?;
                let unit = booking.shift.unit_id;
                found.push(Application {
                    member: find_user(conn, booking.user)?,
                    worked: super::rosters::count_worked(conn, booking.user, unit, now)?,
                    booking,
                });
            }
            Ok::<_, AppError>(found)
        })
        .await
}

/// A unit's answer to an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Confirm,
    /// No, and why; the member reads it.
    Decline(String),
}

/// Answers applications, all or none.
///
/// # Errors
/// 404 for a unit that the manager does not hold; 409 where one was answered or taken back meanwhile.
pub async fn answer(
    app: &App,
    manager: i64,
    ids: Vec<i64>,
    answer: Answer,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            for id in &ids {
                answer_one(conn, manager, *id, &answer, now)?;
            }
            Ok(())
        })
        .await
}

fn answer_one(
    conn: &mut Conn,
    manager: i64,
    id: i64,
    answer: &Answer,
    now: UtcTime,
) -> Result<(), AppError> {
    let booking = store::find_booking(conn, id)?;
    must_hold(conn, manager, booking.shift.unit_id)?;
    let late = booking.confirm_by.is_none_or(|by| by <= now);
    if late || !booking.is_application() || booking.undo_until > now {
        return Err(AppError::Conflict(Clash::State));
    }
    let (act, done) = match answer {
        Answer::Confirm => {
            let done = rows::update_confirmed(conn, id, now)? > 0;
            ("shift.confirmed", done)
        }
        Answer::Decline(reason) => (
            "shift.declined",
            release(conn, &booking, Why::Declined, reason, now)?,
        ),
    };
    if !done {
        return Err(AppError::Conflict(Clash::State));
    }
    let actor = Actor::Person(manager, Role::UnitManager);
    audit::record(conn, now, actor, act, Subject::Booking(id), &json!({}))?;
    match answer {
        Answer::Confirm => {
            letters::plain(conn, booking.user, About::Confirmed, &booking.shift, now)
        }
        Answer::Decline(reason) => letters::declined(conn, &booking, reason, now),
    }
}

/// Applications as a job looks for them.
fn due(conn: &mut Conn, what: Due, now: UtcTime) -> QueryResult<Vec<i64>> {
    let open = bookings::table
        .filter(bookings::state.eq("held"))
        .filter(bookings::confirm_by.is_not_null())
        .filter(bookings::confirmed_at.is_null())
        .order(bookings::id)
        .limit(ROUND)
        .select(bookings::id)
        .into_boxed();
    match what {
        Due::Untold => open
            .filter(bookings::undo_until.le(now))
            .filter(bookings::unit_told_at.is_null()),
        Due::Reminder => open
            .filter(bookings::confirm_by.le(now.plus(REMIND_BEFORE)))
            .filter(bookings::unit_told_at.lt(now.minus(REMIND_BEFORE)))
            .filter(bookings::reminded_at.is_null()),
        Due::Silent => open.filter(bookings::confirm_by.le(now)),
    }
    .load(conn)
}

#[derive(Clone, Copy)]
enum Due {
    Untold,
    Reminder,
    Silent,
}

/// Tells units of applications, reminds them, and releases what they left unanswered; answers how many.
///
/// # Errors
/// The database's.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let mut done = 0;
            for id in due(conn, Due::Silent, now)? {
                let booking = store::find_booking(conn, id)?;
                if release(conn, &booking, Why::Silent, "", now)? {
                    letters::plain(conn, booking.user, About::Silent, &booking.shift, now)?;
                    done += 1;
                }
            }
            for id in due(conn, Due::Untold, now)? {
                done += tell(conn, id, About::Applied, now)?;
            }
            for id in due(conn, Due::Reminder, now)? {
                done += tell(conn, id, About::Unanswered, now)?;
            }
            Ok::<_, AppError>(done)
        })
        .await
}

fn tell(conn: &mut Conn, id: i64, about: About, now: UtcTime) -> Result<usize, AppError> {
    let held = bookings::table.find(id).filter(bookings::state.eq("held"));
    let noted = if about == About::Applied {
        diesel::update(held.filter(bookings::unit_told_at.is_null()))
            .set(bookings::unit_told_at.eq(now))
            .execute(conn)?
    } else {
        diesel::update(held.filter(bookings::reminded_at.is_null()))
            .set(bookings::reminded_at.eq(now))
            .execute(conn)?
    };
    if noted > 0 {
        let booking = store::find_booking(conn, id)?;
        let by = booking.confirm_by.unwrap_or(now);
        let until = |_: &mut Conn, lang: crate::i18n::Lang| Ok(lang.moment(by));
        letters::to_unit(conn, about, booking.user, &booking.shift, until, now)?;
    }
    Ok(noted)
}

/// Asks who picked long before whether they still come; answers how many.
///
/// # Errors
/// The database's.
pub async fn ask_coming(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let soon: Vec<(i64, UtcTime, UtcTime)> = bookings::table
                .filter(bookings::state.eq("held"))
                .filter(bookings::starts_at.gt(now))
                .filter(bookings::starts_at.le(now.plus(ASK_BEFORE)))
                .filter(bookings::coming_asked_at.is_null())
                .filter(
                    bookings::confirm_by
                        .is_null()
                        .or(bookings::confirmed_at.is_not_null()),
                )
                .order(bookings::id)
                .limit(ROUND)
                .select((bookings::id, bookings::picked_at, bookings::starts_at))
                .load(conn)?;
            let mut asked = 0;
            for (id, picked_at, starts_at) in soon {
                // Who has just picked it need not say so again.
                let lately = starts_at.since(picked_at) <= ASK_BEFORE;
                let noted = diesel::update(
                    bookings::table
                        .find(id)
                        .filter(bookings::coming_asked_at.is_null()),
                )
                .set((
                    bookings::coming_asked_at.eq(now),
                    bookings::coming_at.eq(lately.then_some(picked_at)),
                ))
                .execute(conn)?;
                if noted > 0 && !lately {
                    let booking = store::find_booking(conn, id)?;
                    letters::plain(conn, booking.user, About::Coming, &booking.shift, now)?;
                    asked += 1;
                }
            }
            Ok::<_, AppError>(asked)
        })
        .await
}
