//! A place changes hands: a member asks a colleague to take it over, or to exchange it for one of their
//! own in the same unit; the colleague accepts; the unit agrees. The gate is asked at each step.

use super::booking_rows::{self as rows, NewBooking, Why};
use super::confirming::must_hold;
use super::facts;
use super::gate::{self, Cleared};
use super::handover_rows::{Handover, HandoverState, OPEN, find, record, settle};
use super::picking::{PickError, lock_member};
use super::picking_letters as letters;
use super::reason::Reason;
use super::store::{self, Booking, Shift};
use crate::accounts::domain::Email;
use crate::accounts::store::find_user;
use crate::app::App;
use crate::audit::Actor;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{handovers, users};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::keys;
use crate::mail::picking_letter::About;
use diesel::prelude::*;

/// A place that can be handed over: held, confirmed, not begun, and not to be undone any more.
fn givable(conn: &mut Conn, user: i64, shift: i64, now: UtcTime) -> Result<Booking, AppError> {
    let booking = store::find_held(conn, user, shift)?;
    if booking.undo_until > now || booking.is_application() || booking.shift.starts_at <= now {
        return Err(AppError::Conflict(Clash::State));
    }
    Ok(booking)
}

/// Whether the gate lets somebody take a place that another one gives; `without` is what they give up.
fn may_take(
    conn: &mut Conn,
    user: i64,
    shift: &Shift,
    without: Option<i64>,
    now: UtcTime,
) -> Result<Result<Cleared, Vec<Reason>>, AppError> {
    let mut member = facts::load_member(conn, user, shift.unit_id, now)?;
    member
        .candidate
        .held
        .retain(|held| Some(held.shift) != without);
    let around = facts::load_around(conn, shift)?;
    let mut wanted = shift.wanted(&around);
    // Its place is taken by the one who gives it, and who it was released to first no longer matters.
    wanted.filled -= 1;
    wanted.release = None;
    // A warning is the taker's own affair: they see it before they accept.
    Ok(gate::clear(&member.candidate, &wanted, true, now).map_err(|verdict| verdict.against))
}

/// Asks a colleague, by their address, to take a place over. The answer is the same whether or not there
/// is such a member and whether they may: nobody learns that of a colleague here.
///
/// # Errors
/// 404 where the place is not held; 409 where it cannot be given now, or is being given already.
pub async fn ask(app: &App, user: i64, shift: i64, address: Email) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            lock_member(conn, user, shift, now)?;
            let booking = givable(conn, user, shift, now)?;
            let open: i64 = handovers::table
                .filter(handovers::booking_id.eq(booking.id))
                .filter(handovers::state.eq_any(OPEN))
                .count()
                .get_result(conn)?;
            if open > 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let colleague: Option<i64> = users::table
                .filter(users::email_key.eq(address.key()))
                .filter(users::role.eq(Role::Clinician))
                .filter(users::disabled_at.is_null())
                .select(users::id)
                .first(conn)
                .optional()?;
            let Some(taker) = colleague.filter(|taker| *taker != user) else {
                return Ok(());
            };
            let member = crate::vetting::members::find_membership(conn, taker)?;
            if member.is_none()
                || may_take(conn, taker, &booking.shift, None, now)?
                    .is_err_and(|reasons| !only_time(&reasons))
            {
                return Ok(());
            }
            let id: i64 = diesel::insert_into(handovers::table)
                .values((
                    handovers::booking_id.eq(booking.id),
                    handovers::giver_id.eq(user),
                    handovers::taker_id.eq(taker),
                    handovers::state.eq(HandoverState::Asked),
                    handovers::asked_at.eq(now),
                ))
                .returning(handovers::id)
                .get_result(conn)?;
            record(
                conn,
                Actor::Person(user, Role::Clinician),
                "handover.asked",
                id,
                booking.id,
                now,
            )?;
            let giver = find_user(conn, user)?;
            letters::handover_asked(conn, taker, &giver, &booking.shift, now)
        })
        .await
}

/// Whether nothing but the colleague's own shifts stands against it: an exchange could still do.
fn only_time(reasons: &[Reason]) -> bool {
    reasons.iter().all(|reason| {
        matches!(
            reason,
            Reason::Overlap(_) | Reason::Rest { .. } | Reason::Quota { .. }
        )
    })
}

/// What a member answers to a handover that is open with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// The colleague takes it over, or gives the shift of this row for it.
    Accept(Option<i64>),
    /// The colleague does not want it.
    Decline,
    /// Who asked takes it back.
    Withdraw,
}

/// Answers a handover as one of its two members. Accepting asks the gate; the unit hears of it.
///
/// # Errors
/// 404 for a handover that is not theirs; all reasons where the gate is closed to either.
pub async fn reply(app: &App, user: i64, id: i64, reply: Reply) -> Result<(), PickError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let handover = find(conn, id)?;
            let own = match reply {
                Reply::Withdraw => handover.giver,
                Reply::Accept(_) | Reply::Decline => handover.taker,
            };
            if own != user {
                return Err(AppError::NotFound.into());
            }
            let actor = Actor::Person(user, Role::Clinician);
            let (to, act) = match reply {
                Reply::Accept(back) => return accept(conn, &handover, back, now),
                Reply::Decline => (HandoverState::Declined, "handover.declined"),
                Reply::Withdraw => (HandoverState::Withdrawn, "handover.withdrawn"),
            };
            settle(conn, &handover, &OPEN, to, user, now)?;
            record(conn, actor, act, id, handover.booking, now)?;
            if to == HandoverState::Declined {
                let shift = store::find_booking(conn, handover.booking)?.shift;
                letters::plain(conn, handover.giver, About::HandoverRefused, &shift, now)?;
            }
            Ok(())
        })
        .await
}

fn accept(
    conn: &mut Conn,
    handover: &Handover,
    back: Option<i64>,
    now: UtcTime,
) -> Result<(), PickError> {
    let place = store::find_booking(conn, handover.booking)?;
    lock_member(conn, handover.taker, place.shift.id, now)?;
    let place = givable(conn, handover.giver, place.shift.id, now)?;
    let own = back.map(|shift| givable(conn, handover.taker, shift, now));
    let own = own.transpose()?;
    let gone = own.as_ref().map(|own| own.shift.id);
    may_take(conn, handover.taker, &place.shift, gone, now)?.map_err(PickError::Refused)?;
    if let Some(own) = &own {
        if own.shift.unit_id != place.shift.unit_id {
            return Err(AppError::Conflict(Clash::State).into());
        }
        may_take(conn, handover.giver, &own.shift, Some(place.shift.id), now)?
            .map_err(PickError::Refused)?;
    }
    let asked = [HandoverState::Asked];
    settle(
        conn,
        handover,
        &asked,
        HandoverState::Accepted,
        handover.taker,
        now,
    )?;
    diesel::update(handovers::table.find(handover.id))
        .set(handovers::back_booking_id.eq(own.as_ref().map(|own| own.id)))
        .execute(conn)?;
    let actor = Actor::Person(handover.taker, Role::Clinician);
    record(conn, actor, "handover.accepted", handover.id, place.id, now)?;
    let taker = find_user(conn, handover.taker)?;
    let name = move |_: &mut Conn, lang| Ok(taker.name(lang).to_owned());
    letters::to_unit(conn, About::Agree, handover.giver, &place.shift, name, now)?;
    Ok(())
}

/// The unit agrees, or does not. Only now the places change hands, in one transaction: given back and
/// taken, each by somebody whom the gate has just cleared. The counters stay as they are.
///
/// # Errors
/// 404 for a unit that the manager does not hold; 409 where it cannot be any more, with the reasons.
pub async fn agree(app: &App, manager: i64, id: i64, yes: bool) -> Result<(), PickError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let handover = find(conn, id)?;
            let shift = store::find_booking(conn, handover.booking)?.shift;
            must_hold(conn, manager, shift.unit_id)?;
            if handover.state != HandoverState::Accepted {
                return Err(AppError::Conflict(Clash::State).into());
            }
            let (to, act, about) = if yes {
                exchange(conn, &handover, &shift, now)?;
                (
                    HandoverState::Agreed,
                    "handover.agreed",
                    About::HandoverAgreed,
                )
            } else {
                (
                    HandoverState::Refused,
                    "handover.refused",
                    About::HandoverRefused,
                )
            };
            let accepted = [HandoverState::Accepted];
            settle(conn, &handover, &accepted, to, manager, now)?;
            let actor = Actor::Person(manager, Role::UnitManager);
            record(conn, actor, act, id, handover.booking, now)?;
            letters::plain(conn, handover.giver, about, &shift, now)?;
            letters::plain(conn, handover.taker, about, &shift, now)?;
            Ok(())
        })
        .await
}

fn exchange(
    conn: &mut Conn,
    handover: &Handover,
    shift: &Shift,
    now: UtcTime,
) -> Result<(), PickError> {
    // Always in the same order, so that two exchanges never wait for each other.
    let mut both = [handover.giver, handover.taker];
    both.sort_unstable();
    for user in both {
        lock_member(conn, user, shift.id, now)?;
    }
    let given = givable(conn, handover.giver, shift.id, now)?;
    let own = match handover.back {
        Some(id) => {
            let shift = store::find_booking(conn, id)?.shift.id;
            Some(givable(conn, handover.taker, shift, now)?)
        }
        None => None,
    };
    if given.id != handover.booking || own.as_ref().map(|own| own.id) != handover.back {
        return Err(AppError::Conflict(Clash::State).into());
    }
    let gone = own.as_ref().map(|own| own.shift.id);
    let taker = may_take(conn, handover.taker, &given.shift, gone, now)?;
    let taker = taker.map_err(PickError::Refused)?;
    let giver = match &own {
        Some(own) => {
            let cleared = may_take(conn, handover.giver, &own.shift, Some(shift.id), now)?;
            Some((own, cleared.map_err(PickError::Refused)?))
        }
        None => None,
    };
    for booking in [Some(&given), own.as_ref()].into_iter().flatten() {
        if rows::update_released(conn, booking.id, Why::HandedOver, "", now)? == 0 {
            return Err(AppError::Conflict(Clash::State).into());
        }
    }
    take_over(conn, &taker, &given.shift, now)?;
    if let Some((own, cleared)) = giver {
        take_over(conn, &cleared, &own.shift, now)?;
    }
    Ok(())
}

/// Writes the place for its new holder; it cannot be undone, and the unit knows of it.
fn take_over(conn: &mut Conn, cleared: &Cleared, shift: &Shift, now: UtcTime) -> QueryResult<()> {
    let key = keys::random_token();
    let new = NewBooking {
        shift,
        key: &key,
        picked_at: now,
        undo_until: now,
        confirm_by: None,
    };
    let id = rows::insert_booking(conn, cleared, &new)?;
    rows::update_known(conn, id, now)
}
