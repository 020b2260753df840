//! A unit calls a shift off: whoever holds a place, waits for one or was to take one over hears it at
//! once, with the reason in their language. What holders could take instead is named and nothing more:
//! they pick it themselves, and the gate decides.

use super::booking_rows::{self, Why};
use super::calling_rows::{self as rows, CalledOff, Cause};
use super::confirming::must_hold;
use super::handover_rows::{self as handovers, HandoverState, OPEN};
use super::picking_letters as letters;
use super::posting::AHEAD;
use super::rosters::Coming;
use super::similar;
use super::snapshot::Snapshot;
use super::store::{self, Shift};
use super::waiting_rows::{self as waiting, WaitState};
use crate::accounts::store::find_user;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::{self, Conn};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::calling_letter::CallingLetter;
use crate::mail::picking_letter::About;
use crate::mail::{self, Envelope, Letter};
use crate::organisation::service as organisation;
use crate::vetting::members::find_membership;
use serde_json::json;
use std::sync::Arc;

/// What calling a shift off would mean now.
pub struct Consequence {
    /// The shift.
    pub shift: Shift,
    /// How many people hold a place or applied for one.
    pub holders: usize,
    /// How many wait for one.
    pub waiting: i64,
    /// Whole hours until it begins.
    pub hours: i64,
}

fn own_open(conn: &mut Conn, manager: i64, id: i64, now: UtcTime) -> Result<Shift, AppError> {
    let shift = store::find_shift(conn, id)?;
    must_hold(conn, manager, shift.unit_id)?;
    if shift.state != "open" || shift.starts_at <= now {
        return Err(AppError::Conflict(Clash::State));
    }
    Ok(shift)
}

/// What calling a shift off would mean.
///
/// # Errors
/// 404 for a shift of a unit that the manager does not hold; 409 once it has begun or was called off.
pub async fn consequence(app: &App, manager: i64, id: i64) -> Result<Consequence, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let shift = own_open(conn, manager, id, now)?;
            Ok(Consequence {
                holders: rows::list_holders(conn, id)?.len(),
                waiting: waiting::count_waiting(conn, id)?,
                hours: shift.starts_at.since(now).num_hours(),
                shift,
            })
        })
        .await
}

/// That a shift was called off, and whose places ended; `None` where it was not.
///
/// # Errors
/// The database's.
pub async fn find(app: &App, shift: i64) -> Result<Option<(CalledOff, Vec<Coming>)>, AppError> {
    app.db
        .read(move |conn| match rows::find(conn, shift)? {
            Some(found) => Ok(Some((found, rows::list_released(conn, shift)?))),
            None => Ok(None),
        })
        .await
}

/// What a manager's units called off and what would start within the days that the desk shows.
///
/// # Errors
/// The database's.
pub async fn list_ahead(app: &App, manager: i64) -> Result<Vec<Shift>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let held = organisation::list_held_units(conn, manager)?;
            let held: Vec<i64> = held.iter().map(|unit| unit.id).collect();
            Ok(rows::list_of_units(conn, &held, now, now.plus(AHEAD))?)
        })
        .await
}

/// A call: which shift, why, by whom and when.
struct Call<'a> {
    shift: &'a Shift,
    cause: Cause,
    note: &'a str,
    manager: i64,
    now: UtcTime,
    /// What else is open.
    board: Arc<Snapshot>,
}

/// Calls a shift off, for a cause and with what the unit adds to it.
///
/// # Errors
/// 404 for a shift of a unit that the manager does not hold; 409 once it has begun or was called off.
pub async fn call_off(
    app: &App,
    manager: i64,
    id: i64,
    cause: Cause,
    note: String,
) -> Result<(), AppError> {
    let (board, now) = (app.board.clone(), app.clock.now());
    // Read before the change: what is not committed stays out of it.
    let board = app.db.read(move |conn| board.read(conn, now)).await?;
    app.db
        .write(move |conn| {
            let shift = own_open(conn, manager, id, now)?;
            // Applications before the shift, as everybody who takes or gives back a place locks them.
            for (_, user) in rows::list_holders(conn, id)? {
                if let Some(found) = find_membership(conn, user)? {
                    db::lock_application(conn, found.application)?;
                }
            }
            if rows::update_called_off(conn, id, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            rows::insert(conn, id, (cause, &note), manager, now)?;
            let call = Call {
                shift: &shift,
                cause,
                note: &note,
                manager,
                now,
                board: Arc::clone(&board),
            };
            end_waits(conn, &call)?;
            let holders = rows::list_holders(conn, id)?;
            for (booking, _) in &holders {
                release(conn, &call, *booking)?;
            }
            // After all places: nobody is told of what they could take while another still counts.
            for (_, user) in &holders {
                tell(conn, &call, *user, true)?;
            }
            let notice = shift.starts_at.since(now).num_minutes();
            let detail = json!({"cause": cause, "places": holders.len(), "notice_minutes": notice});
            record(conn, &call, "shift.called_off", Subject::Shift(id), &detail)
        })
        .await
}

fn record(
    conn: &mut Conn,
    call: &Call<'_>,
    act: &str,
    subject: Subject,
    detail: &serde_json::Value,
) -> Result<(), AppError> {
    let actor = Actor::Person(call.manager, Role::UnitManager);
    Ok(audit::record(conn, call.now, actor, act, subject, detail)?)
}

/// Nobody waits any more, and no place is kept.
fn end_waits(conn: &mut Conn, call: &Call<'_>) -> Result<(), AppError> {
    for (wait, user, state) in waiting::list_of_shift(conn, call.shift.id)? {
        if waiting::update(conn, wait, state, WaitState::Skipped)? == 0 {
            continue;
        }
        if state == WaitState::Offered {
            waiting::unkeep(conn, call.shift.id)?;
        }
        tell(conn, call, user, false)?;
    }
    Ok(())
}

/// Ends a place and what was being arranged about it.
fn release(conn: &mut Conn, call: &Call<'_>, booking: i64) -> Result<(), AppError> {
    if booking_rows::update_released(conn, booking, Why::CalledOff, "", call.now)? == 0 {
        return Err(AppError::Conflict(Clash::State));
    }
    booking_rows::free_place(conn, call.shift.id)?;
    let detail = json!({"shift": call.shift.id, "why": Why::CalledOff});
    record(
        conn,
        call,
        "shift.released",
        Subject::Booking(booking),
        &detail,
    )?;
    for handover in handovers::list_of_place(conn, booking)? {
        let refused = HandoverState::Refused;
        handovers::settle(conn, &handover, &OPEN, refused, call.manager, call.now)?;
        let actor = Actor::Person(call.manager, Role::UnitManager);
        handovers::record(
            conn,
            actor,
            "handover.refused",
            handover.id,
            booking,
            call.now,
        )?;
        if handover.booking == booking {
            tell(conn, call, handover.taker, false)?;
        } else {
            let kept = store::find_booking(conn, handover.booking)?.shift;
            letters::plain(
                conn,
                handover.giver,
                About::HandoverRefused,
                &kept,
                call.now,
            )?;
        }
    }
    Ok(())
}

/// Writes to somebody who held a place, or who hoped for one.
fn tell(conn: &mut Conn, call: &Call<'_>, user: i64, held: bool) -> Result<(), AppError> {
    let owner = find_user(conn, user)?;
    let instead = if held {
        match similar::list_instead(conn, Arc::clone(&call.board), user, call.shift, call.now) {
            // To whom the board is closed nothing is offered, but they hear.
            Err(AppError::Forbidden(_)) => Vec::new(),
            found => found?,
        }
    } else {
        Vec::new()
    };
    let instead = instead.iter();
    let letter = CallingLetter {
        held,
        name: owner.name(owner.lang).to_owned(),
        shift: letters::shift_text(call.shift, owner.lang),
        id: call.shift.id,
        cause: call.cause,
        note: call.note.to_owned(),
        instead: instead
            .map(|card| letters::shift_text(&card.shift, owner.lang))
            .collect(),
    };
    let to = Envelope::from(&owner);
    Ok(mail::post(conn, &to, &Letter::Calling(letter), call.now)?)
}
