//! Waiting lists as rows.

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{shifts, waiting};
use crate::text_enum;
use diesel::prelude::*;

text_enum! {
    /// Where somebody stands on a waiting list.
    WaitState {
        /// In the queue.
        Waiting = "waiting",
        /// A place is kept for them.
        Offered = "offered",
        /// They took a place.
        Taken = "taken",
        /// They left the queue.
        Left = "left",
        /// They did not want the place.
        Declined = "declined",
        /// They did not answer in time.
        Expired = "expired",
        /// The gate was closed to them when a place came free, or the shift was called off.
        Skipped = "skipped",
    }
}

/// A member's place on a waiting list.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct Wait {
    /// Row.
    pub id: i64,
    /// The shift.
    pub shift: i64,
    /// Whether a place is offered.
    pub state: WaitState,
    /// Until when.
    pub offer_until: Option<UtcTime>,
}

impl Wait {
    /// Until when a place is kept for them, if one is.
    pub fn offer(&self) -> Option<UtcTime> {
        self.offer_until
            .filter(|_| self.state == WaitState::Offered)
    }
}

const OPEN: [WaitState; 2] = [WaitState::Waiting, WaitState::Offered];
type WaitColumns = (
    waiting::id,
    waiting::shift_id,
    waiting::state,
    waiting::offer_until,
);
const COLUMNS: WaitColumns = (
    waiting::id,
    waiting::shift_id,
    waiting::state,
    waiting::offer_until,
);

/// A member's place on the list of a shift.
///
/// # Errors
/// The database's.
pub fn find_wait(conn: &mut Conn, user: i64, shift: i64) -> QueryResult<Option<Wait>> {
    waiting::table
        .filter(waiting::user_id.eq(user))
        .filter(waiting::shift_id.eq(shift))
        .filter(waiting::state.eq_any(OPEN))
        .select(COLUMNS)
        .first(conn)
        .optional()
}

/// Everybody on the list of a shift: their row, who they are, and whether a place is kept for them.
///
/// # Errors
/// The database's.
pub fn list_of_shift(conn: &mut Conn, shift: i64) -> QueryResult<Vec<(i64, i64, WaitState)>> {
    waiting::table
        .filter(waiting::shift_id.eq(shift))
        .filter(waiting::state.eq_any(OPEN))
        .order(waiting::id)
        .select((waiting::id, waiting::user_id, waiting::state))
        .load(conn)
}

/// Holds an open shift until the transaction ends, so that it is not called off in between; 0 where it
/// is not open.
///
/// # Errors
/// The database's.
pub fn hold_open(conn: &mut Conn, shift: i64) -> QueryResult<usize> {
    diesel::update(shifts::table.find(shift).filter(shifts::state.eq("open")))
        .set(shifts::offered.eq(shifts::offered))
        .execute(conn)
}

/// All lists on which a member waits.
///
/// # Errors
/// The database's.
pub fn list_waits(conn: &mut Conn, user: i64) -> QueryResult<Vec<Wait>> {
    waiting::table
        .filter(waiting::user_id.eq(user))
        .filter(waiting::state.eq_any(OPEN))
        .order(waiting::id)
        .select(COLUMNS)
        .load(conn)
}

/// How many wait for a shift.
///
/// # Errors
/// The database's.
pub fn count_waiting(conn: &mut Conn, shift: i64) -> QueryResult<i64> {
    waiting::table
        .filter(waiting::shift_id.eq(shift))
        .filter(waiting::state.eq_any(OPEN))
        .count()
        .get_result(conn)
}

/// Which place of the queue a wait has, from 1.
///
/// # Errors
/// The database's.
pub fn count_before(conn: &mut Conn, wait: &Wait) -> QueryResult<i64> {
    let before: i64 = waiting::table
        .filter(waiting::shift_id.eq(wait.shift))
        .filter(waiting::state.eq_any(OPEN))
        .filter(waiting::id.lt(wait.id))
        .count()
        .get_result(conn)?;
    Ok(before + 1)
}

/// Moves somebody on; 0 where they are not there any more.
///
/// # Errors
/// The database's.
pub fn update(conn: &mut Conn, wait: i64, from: WaitState, to: WaitState) -> QueryResult<usize> {
    diesel::update(waiting::table.find(wait).filter(waiting::state.eq(from)))
        .set(waiting::state.eq(to))
        .execute(conn)
}

/// Takes back the place that an offer kept; 0 where none is.
///
/// # Errors
/// The database's.
pub fn unkeep(conn: &mut Conn, shift: i64) -> QueryResult<usize> {
    diesel::update(shifts::table.find(shift).filter(shifts::offered.gt(0)))
        .set(shifts::offered.eq(shifts::offered - 1))
        .execute(conn)
}

/// Shifts that have a free place and somebody who waits: somebody joined at the moment when it came free.
///
/// # Errors
/// The database's.
pub fn list_missed(conn: &mut Conn, now: UtcTime) -> QueryResult<Vec<(i64, UtcTime)>> {
    waiting::table
        .inner_join(shifts::table)
        .filter(waiting::state.eq(WaitState::Waiting))
        .filter(shifts::state.eq("open"))
        .filter(shifts::starts_at.gt(now))
        .filter((shifts::filled + shifts::offered).lt(shifts::places))
        .select((shifts::id, shifts::starts_at))
        .distinct()
        .limit(200)
        .load(conn)
}

/// Offers whose time has passed.
///
/// # Errors
/// The database's.
pub fn list_due(conn: &mut Conn, now: UtcTime) -> QueryResult<Vec<Wait>> {
    waiting::table
        .filter(waiting::state.eq(WaitState::Offered))
        .filter(waiting::offer_until.le(now))
        .order(waiting::id)
        .limit(200)
        .select(COLUMNS)
        .load(conn)
}
