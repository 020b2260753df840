//! The waiting list: who comes first is asked first, a place that is offered is kept for them until a
//! time, and only their acceptance books it.

use super::gate;
use super::picking::{PickError, book, lock_member, made_already, note};
use super::reason::Reason;
use super::store::{self, Shift};
use super::waiting_rows::{
    Wait, WaitState, find_wait, hold_open, list_due, list_missed, list_waits, unkeep, update,
};
use super::{facts, picking_letters as letters};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::{SERVICE_ZONE, UtcTime, add_days};
use crate::db::Conn;
use crate::db::schema::{shifts, waiting};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use chrono::{NaiveTime, TimeDelta, Timelike};
use diesel::prelude::*;
use serde_json::json;

/// Closer to the start than this nobody is asked alone: all who wait hear at once.
const OPEN_CALL: TimeDelta = TimeDelta::hours(6);

/// Until when an offer holds. Who sleeps (22:00 to 07:00) has their time from the morning on. `None`
/// where there is not enough time left to ask one after the other.
pub fn offer_until(now: UtcTime, starts_at: UtcTime) -> Option<UtcTime> {
    let local = now.local(SERVICE_ZONE);
    let seven = NaiveTime::from_hms_opt(7, 0, 0)?;
    let from = match local.hour() {
        22.. => UtcTime::from_local(add_days(local.date(), 1).and_time(seven), SERVICE_ZONE),
        0..7 => UtcTime::from_local(local.date().and_time(seven), SERVICE_ZONE),
        _ => now,
    };
    let time = if starts_at.since(from) > TimeDelta::hours(48) {
        TimeDelta::hours(2)
    } else {
        TimeDelta::minutes(30)
    };
    let until = from.plus(time);
    (starts_at.since(until) >= OPEN_CALL).then_some(until)
}

/// Ends a member's wait for a shift that they have taken by themselves.
///
/// # Errors
/// The database's.
pub fn leave_taken(conn: &mut Conn, user: i64, shift: i64) -> QueryResult<()> {
    if let Some(wait) = find_wait(conn, user, shift)? {
        update(conn, wait.id, WaitState::Waiting, WaitState::Taken)?;
    }
    Ok(())
}

/// Joins the list of a shift that is full, and against which nothing else stands.
///
/// # Errors
/// All other reasons; 409 where a place is free.
pub async fn join(app: &App, user: i64, shift: i64) -> Result<(), PickError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let member = lock_member(conn, user, shift, now)?;
            let found = store::find_shift(conn, shift)?;
            let around = facts::load_around(conn, &found)?;
            let verdict = gate::eligibility(&member.candidate, &found.wanted(&around), now);
            let (full, other): (Vec<_>, Vec<_>) = verdict
                .against
                .into_iter()
                .partition(|reason| *reason == Reason::Full);
            if !other.is_empty() {
                return Err(PickError::Refused(other));
            }
            if full.is_empty()
                || find_wait(conn, user, shift)?.is_some()
                || hold_open(conn, shift)? == 0
            {
                return Err(AppError::Conflict(Clash::State).into());
            }
            diesel::insert_into(waiting::table)
                .values((
                    waiting::shift_id.eq(shift),
                    waiting::user_id.eq(user),
                    waiting::joined_at.eq(now),
                    waiting::state.eq(WaitState::Waiting),
                ))
                .execute(conn)?;
            Ok(record(conn, user, "waiting.joined", shift, now)?)
        })
        .await
}

fn record(conn: &mut Conn, user: i64, act: &str, shift: i64, now: UtcTime) -> QueryResult<()> {
    let actor = Actor::Person(user, Role::Clinician);
    audit::record(conn, now, actor, act, Subject::Shift(shift), &json!({}))
}

/// Leaves a list, or does not want the place that is offered.
///
/// # Errors
/// 409 where the member does not wait for it.
pub async fn leave(app: &App, user: i64, shift: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let wait = find_wait(conn, user, shift)?.ok_or(AppError::Conflict(Clash::State))?;
            if !end(conn, &wait, WaitState::Left, WaitState::Declined, now)? {
                return Err(AppError::Conflict(Clash::State));
            }
            Ok(record(conn, user, "waiting.left", shift, now)?)
        })
        .await
}

/// Ends a wait; a place that was kept goes to the next. Answers whether it was open.
fn end(
    conn: &mut Conn,
    wait: &Wait,
    of_waiting: WaitState,
    of_offered: WaitState,
    now: UtcTime,
) -> Result<bool, AppError> {
    if wait.state == WaitState::Waiting {
        return Ok(update(conn, wait.id, WaitState::Waiting, of_waiting)? > 0);
    }
    if update(conn, wait.id, WaitState::Offered, of_offered)? == 0 {
        return Ok(false);
    }
    unkeep(conn, wait.shift)?;
    offer_next(conn, wait.shift, now)?;
    Ok(true)
}

/// Takes a member to whom the board was closed off every list.
///
/// # Errors
/// The database's.
pub fn drop_member(conn: &mut Conn, user: i64, now: UtcTime) -> Result<(), AppError> {
    for wait in list_waits(conn, user)? {
        end(conn, &wait, WaitState::Skipped, WaitState::Skipped, now)?;
    }
    Ok(())
}

/// Accepts the place that is kept for the member; the gate is asked again.
///
/// # Errors
/// 409 where none is, or the time has passed; all reasons where the gate has closed since.
pub async fn accept(
    app: &App,
    user: i64,
    shift: i64,
    key: String,
    heeded: bool,
) -> Result<(), PickError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let member = lock_member(conn, user, shift, now)?;
            if made_already(conn, &key, user, shift)? {
                return Ok(());
            }
            let wait = find_wait(conn, user, shift)?.ok_or(AppError::Conflict(Clash::State))?;
            if wait.offer().is_none_or(|until| until <= now)
                || update(conn, wait.id, WaitState::Offered, WaitState::Taken)? == 0
                || unkeep(conn, shift)? == 0
            {
                return Err(AppError::Conflict(Clash::State).into());
            }
            let found = store::find_shift(conn, shift)?;
            let around = facts::load_around(conn, &found)?;
            let wanted = found.wanted(&around);
            let cleared = gate::clear(&member.candidate, &wanted, heeded, now)?;
            let terms = around.terms(found.unit_id);
            let booking = book(conn, &cleared, &found, &terms, &key, now)?;
            Ok(note(conn, user, "shift.accepted", booking, shift, now)?)
        })
        .await
}

/// Offers what is free to who waits first and whom the gate lets in; who is skipped hears by which rule.
///
/// # Errors
/// The database's.
pub fn offer_next(conn: &mut Conn, shift: i64, now: UtcTime) -> Result<(), AppError> {
    loop {
        let queue: Option<(i64, i64)> = waiting::table
            .filter(waiting::shift_id.eq(shift))
            .filter(waiting::state.eq(WaitState::Waiting))
            .order(waiting::id)
            .select((waiting::id, waiting::user_id))
            .first(conn)
            .optional()?;
        let Some((wait, user)) = queue else {
            return Ok(());
        };
        let found = store::find_shift(conn, shift)?;
        if found.left() <= 0 || found.starts_at <= now || found.state != "open" {
            return Ok(());
        }
        let Some(until) = offer_until(now, found.starts_at) else {
            return call_all(conn, &found, now);
        };
        if !offer(conn, wait, user, &found, until, now)? {
            return Ok(());
        }
    }
}

/// Answers whether to go on asking. Whoever acts at the same moment is first, and that is no fault: whoever
/// freed the place has freed it, whatever became of the next in the queue.
fn offer(
    conn: &mut Conn,
    wait: i64,
    user: i64,
    shift: &Shift,
    until: UtcTime,
    now: UtcTime,
) -> Result<bool, AppError> {
    let member = facts::load_member(conn, user, shift.unit_id, now)?;
    let around = facts::load_around(conn, shift)?;
    let verdict = gate::eligibility(&member.candidate, &shift.wanted(&around), now);
    if let Some(reason) = verdict.against.first() {
        if update(conn, wait, WaitState::Waiting, WaitState::Skipped)? > 0 {
            letters::skipped(conn, user, shift, reason, now)?;
        }
        return Ok(true);
    }
    let kept = diesel::update(
        shifts::table
            .find(shift.id)
            .filter((shifts::filled + shifts::offered).lt(shifts::places)),
    )
    .set(shifts::offered.eq(shifts::offered + 1))
    .execute(conn)?;
    if kept == 0 {
        return Ok(false);
    }
    let asked = diesel::update(
        waiting::table
            .find(wait)
            .filter(waiting::state.eq(WaitState::Waiting)),
    )
    .set((
        waiting::state.eq(WaitState::Offered),
        waiting::offer_until.eq(until),
    ))
    .execute(conn)?;
    if asked == 0 {
        unkeep(conn, shift.id)?;
        return Ok(true);
    }
    letters::offered(conn, user, shift, until, now)?;
    Ok(true)
}

/// Too late to ask one after the other: all who wait hear, and who is first has it.
fn call_all(conn: &mut Conn, shift: &Shift, now: UtcTime) -> Result<(), AppError> {
    let all: Vec<i64> = waiting::table
        .filter(waiting::shift_id.eq(shift.id))
        .filter(waiting::state.eq(WaitState::Waiting))
        .select(waiting::user_id)
        .load(conn)?;
    for user in all {
        letters::called(conn, user, shift, now)?;
    }
    Ok(())
}

/// Ends offers that nobody answered in time, and offers what is free; answers how many ended.
///
/// # Errors
/// The database's.
pub async fn expire(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let due = list_due(conn, now)?;
            let mut ended = 0;
            for wait in due {
                let done = end(conn, &wait, WaitState::Expired, WaitState::Expired, now)?;
                ended += usize::from(done);
            }
            for (shift, starts_at) in list_missed(conn, now)? {
                // Shortly before the start all were called already.
                if offer_until(now, starts_at).is_some() {
                    offer_next(conn, shift, now)?;
                }
            }
            Ok::<_, AppError>(ended)
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> UtcTime {
        UtcTime::from_local(text.parse().unwrap(), SERVICE_ZONE)
    }

    #[test]
    fn an_offer_holds_longer_the_earlier_it_is_and_nobody_is_woken() {
        let until = |now: &str, start: &str| offer_until(at(now), at(start));
        let (two, half) = ("2026-03-02T16:00:00", "2026-03-02T14:30:00");
        let now = "2026-03-02T14:00:00";
        assert_eq!(until(now, "2026-03-09T07:00:00"), Some(at(two)));
        assert_eq!(until(now, "2026-03-03T07:00:00"), Some(at(half)));
        assert_eq!(until(now, "2026-03-02T20:00:00"), None, "all hear at once");
        assert_eq!(
            until("2026-03-02T23:00:00", "2026-03-09T07:00:00"),
            Some(at("2026-03-03T09:00:00"))
        );
        assert_eq!(
            until("2026-03-03T02:00:00", "2026-03-03T14:00:00"),
            Some(at("2026-03-03T07:30:00"))
        );
        assert_eq!(until("2026-03-02T23:00:00", "2026-03-03T07:00:00"), None);
    }
}
