//! Taking a place and giving it back.

use super::booking_rows::{self as rows, NewBooking, Why};
use super::facts::{self, Member, Mode, Terms};
use super::gate::{self, Cleared};
use super::reason::Reason;
use super::store::{self, Booking, Shift};
use super::{picking_letters as letters, unit_letters, waiting};
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::{self, Conn, Unavailable, WriteError};
use crate::domain::Role;
use crate::error::{AppError, Clash, Denial};
use crate::vetting::State;
use crate::vetting::members::find_membership;
use chrono::TimeDelta;
use serde_json::json;

/// How long a pick can be undone without a word, and how close to its start no more.
const UNDO_FOR: TimeDelta = TimeDelta::minutes(10);
const NO_UNDO_WITHIN: TimeDelta = TimeDelta::hours(8);

/// Until when a pick can be undone; at once over where the shift starts soon.
pub fn undo_until(now: UtcTime, starts_at: UtcTime) -> UtcTime {
    if starts_at.since(now) > NO_UNDO_WITHIN {
        now.plus(UNDO_FOR)
    } else {
        now
    }
}

/// Why a pick did not happen.
#[derive(Debug)]
pub enum PickError {
    /// The gate says why; all reasons.
    Refused(Vec<Reason>),
    /// The gate would open, but there is something to know first.
    Unheeded(Vec<Reason>),
    /// Something else.
    App(AppError),
}

impl From<AppError> for PickError {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<diesel::result::Error> for PickError {
    fn from(error: diesel::result::Error) -> Self {
        Self::App(error.into())
    }
}

impl From<Unavailable> for PickError {
    fn from(reason: Unavailable) -> Self {
        Self::App(reason.into())
    }
}

impl From<gate::Verdict> for PickError {
    fn from(verdict: gate::Verdict) -> Self {
        if verdict.against.is_empty() {
            Self::Unheeded(verdict.warnings)
        } else {
            Self::Refused(verdict.against)
        }
    }
}

impl WriteError for PickError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::App(error) if error.is_transient())
    }
}

/// Locks a member's application: from here on a suspension at the same moment is either seen or sees what
/// is done. Nobody but an approved member comes further. What is read about them is for one shift.
///
/// # Errors
/// 403 for everybody else; 404 where there is no such shift.
pub fn lock_member(
    conn: &mut Conn,
    user: i64,
    shift: i64,
    now: UtcTime,
) -> Result<Member, AppError> {
    let found = find_membership(conn, user)?.ok_or(AppError::Forbidden(Denial::NotApproved))?;
    db::lock_application(conn, found.application)?;
    // Read again under the lock: only now is what it says still true at the commit.
    let unit = store::find_unit_of(conn, shift)?;
    let member = facts::load_member(conn, user, unit, now)?;
    match member.candidate.membership.state {
        State::Approved => Ok(member),
        State::Suspended => Err(AppError::Forbidden(Denial::Suspended)),
        State::Lapsed => Err(AppError::Forbidden(Denial::Lapsed)),
        _ => Err(AppError::Forbidden(Denial::NotApproved)),
    }
}

/// Takes a place. The member's application is locked first; the place is taken by one conditional update.
/// `heeded` says that the member has read the warnings of a rule that only warns.
///
/// # Errors
/// All reasons, where the gate is closed; the same form sent again is the same pick (R03).
pub async fn pick(
    app: &App,
    user: i64,
    id: i64,
    key: String,
    heeded: bool,
) -> Result<(), PickError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let member = lock_member(conn, user, id, now)?;
            if made_already(conn, &key, user, id)? {
                return Ok(());
            }
            let shift = store::find_shift(conn, id)?;
            let around = facts::load_around(conn, &shift)?;
            let wanted = shift.wanted(&around);
            let cleared = gate::clear(&member.candidate, &wanted, heeded, now)?;
            let terms = around.terms(shift.unit_id);
            let booking = book(conn, &cleared, &shift, &terms, &key, now)?;
            waiting::leave_taken(conn, user, id)?;
            note(conn, user, "shift.picked", booking, id, now)?;
            Ok(())
        })
        .await
}

/// Whether this very form was carried out before.
///
/// # Errors
/// 409 where another member, or another shift, has its key.
pub fn made_already(conn: &mut Conn, key: &str, user: i64, shift: i64) -> Result<bool, AppError> {
    match rows::find_by_key(conn, key)? {
        Some(made) if made == (user, shift) => Ok(true),
        Some(_) => Err(AppError::Conflict(Clash::State)),
        None => Ok(false),
    }
}

/// Takes the place and writes the booking, as the unit takes people.
///
/// # Errors
/// `Full`, where the last place has just gone; `Cancelled`, where the unit has just called it off.
pub fn book(
    conn: &mut Conn,
    cleared: &Cleared,
    shift: &Shift,
    terms: &Terms,
    key: &str,
    now: UtcTime,
) -> Result<i64, PickError> {
    if rows::take_place(conn, shift.id)? == 0 {
        let open = store::find_shift(conn, shift.id)?.state == "open";
        let reason = if open {
            Reason::Full
        } else {
            Reason::Cancelled
        };
        return Err(PickError::Refused(vec![reason]));
    }
    let undo_until = undo_until(now, shift.starts_at);
    let by = undo_until.plus(TimeDelta::hours(terms.confirm_hours.into()));
    let confirm_by = (terms.mode == Mode::Confirm).then(|| by.min(shift.starts_at));
    let new = NewBooking {
        shift,
        key,
        picked_at: now,
        undo_until,
        confirm_by,
    };
    Ok(rows::insert_booking(conn, cleared, &new)?)
}

/// Records an act of a member on a place.
///
/// # Errors
/// The database's.
pub fn note(
    conn: &mut Conn,
    user: i64,
    act: &str,
    booking: i64,
    shift: i64,
    now: UtcTime,
) -> Result<(), AppError> {
    let actor = Actor::Person(user, Role::Clinician);
    let detail = json!({"shift": shift});
    Ok(audit::record(
        conn,
        now,
        actor,
        act,
        Subject::Booking(booking),
        &detail,
    )?)
}

/// Undoes a pick within its window, without trace on the member's record.
///
/// # Errors
/// 409 once the window has closed.
pub async fn undo(app: &App, user: i64, id: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let membership =
                find_membership(conn, user)?.ok_or(AppError::Forbidden(Denial::NotApproved))?;
            db::lock_application(conn, membership.application)?;
            if rows::delete_booking(conn, user, id, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            rows::free_place(conn, id)?;
            let actor = Actor::Person(user, Role::Clinician);
            let subject = Subject::Shift(id);
            audit::record(conn, now, actor, "shift.undone", subject, &json!({}))?;
            waiting::offer_next(conn, id, now)
        })
        .await
}

/// Gives a place back for a reason: the counter, the unit that expects the member, the waiting list.
/// Answers whether it was held at all.
///
/// # Errors
/// The database's.
pub fn release(
    conn: &mut Conn,
    booking: &Booking,
    why: Why,
    reason: &str,
    now: UtcTime,
) -> Result<bool, AppError> {
    if rows::update_released(conn, booking.id, why, reason, now)? == 0 {
        return Ok(false);
    }
    let shift = booking.shift.id;
    rows::free_place(conn, shift)?;
    let actor = match why {
        Why::Cancelled | Why::Late => Actor::Person(booking.user, Role::Clinician),
        _ => Actor::System,
    };
    let detail = json!({"shift": shift, "why": why.as_str()});
    let subject = Subject::Booking(booking.id);
    audit::record(conn, now, actor, "shift.released", subject, &detail)?;
    if why != Why::Declined {
        let owner = accounts::store::find_user(conn, booking.user)?;
        unit_letters::vacated(conn, booking, &owner, now)?;
    }
    waiting::offer_next(conn, shift, now)?;
    Ok(true)
}

/// What cancelling would mean now, before it is done.
pub struct Consequence {
    /// The place.
    pub booking: Booking,
    /// How the unit takes people.
    pub terms: Terms,
    /// Until when the member can cancel by themselves.
    pub cutoff: UtcTime,
    /// Whether that has passed: then by telephone.
    pub late: bool,
    /// How often they cancelled within ninety days, in time and late.
    pub record: (i64, i64),
}

/// What cancelling a place would mean.
///
/// # Errors
/// 404 where the member holds none; 409 once the shift has begun.
pub async fn consequence(app: &App, user: i64, shift: i64) -> Result<Consequence, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let booking = store::find_held(conn, user, shift)?;
            if booking.shift.starts_at <= now {
                return Err(AppError::Conflict(Clash::State));
            }
            let terms = facts::load_around(conn, &booking.shift)?.terms(booking.shift.unit_id);
            let cutoff = terms.cutoff(booking.shift.starts_at);
            Ok(Consequence {
                record: rows::count_cancelled(conn, user, now.minus(TimeDelta::days(90)))?,
                late: now >= cutoff && !booking.is_application(),
                booking,
                terms,
                cutoff,
            })
        })
        .await
}

/// Cancels a place for a reason. After the unit's cut-off only with the name of whom the member told by
/// telephone; an application can always be taken back.
///
/// # Errors
/// 404 where the member holds none; 409 once it has begun, or where it is late and nobody was told.
pub async fn cancel(
    app: &App,
    user: i64,
    shift: i64,
    reason: String,
    told: Option<String>,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            lock_member(conn, user, shift, now)?;
            let booking = store::find_held(conn, user, shift)?;
            if booking.shift.starts_at <= now {
                return Err(AppError::Conflict(Clash::State));
            }
            let terms = facts::load_around(conn, &booking.shift)?.terms(booking.shift.unit_id);
            let late = now >= terms.cutoff(booking.shift.starts_at) && !booking.is_application();
            let (why, note) = match (late, &told) {
                (false, _) => (Why::Cancelled, reason.clone()),
                (true, Some(told)) => (Why::Late, format!("{told}: {reason}")),
                (true, None) => return Err(AppError::Conflict(Clash::State)),
            };
            if !release(conn, &booking, why, &note, now)? {
                return Err(AppError::Conflict(Clash::State));
            }
            Ok(())
        })
        .await
}

/// The member says that they still come.
///
/// # Errors
/// 404 where they hold no such place; 409 once it has begun.
pub async fn coming(app: &App, user: i64, shift: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let booking = store::find_held(conn, user, shift)?;
            if booking.shift.starts_at <= now {
                return Err(AppError::Conflict(Clash::State));
            }
            rows::update_coming(conn, booking.id, now)?;
            note(conn, user, "shift.coming", booking.id, shift, now)
        })
        .await
}

/// Releases what a member holds and has not begun, when the board is closed to them; they are told of
/// each place, and so are the units that expect them. The application must be locked already.
///
/// # Errors
/// The database's.
pub fn release_future(
    conn: &mut Conn,
    user: i64,
    now: UtcTime,
    reason: &str,
) -> Result<Vec<i64>, AppError> {
    let owner = accounts::store::find_user(conn, user)?;
    let mut released = Vec::new();
    waiting::drop_member(conn, user, now)?;
    for booking in store::list_bookings(conn, user, now)? {
        if booking.shift.starts_at <= now || !release(conn, &booking, Why::Closed, "", now)? {
            continue;
        }
        letters::released(conn, &owner, &booking.shift, reason, now)?;
        released.push(booking.id);
    }
    Ok(released)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn a_pick_shortly_before_the_start_cannot_be_undone() {
        let now = UtcTime::new(
            NaiveDate::from_ymd_opt(2026, 3, 2)
                .unwrap()
                .and_hms_opt(0, 0, 0)
                .unwrap(),
        );
        assert_eq!(
            undo_until(now, now.plus(TimeDelta::hours(9))),
            now.plus(TimeDelta::minutes(10))
        );
        assert_eq!(undo_until(now, now.plus(TimeDelta::hours(8))), now);
    }
}
