//! Rows of leave.

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::leave_requests;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Leave that a member asked for.
#[derive(Debug, Clone, Queryable)]
pub struct LeaveRequest {
    /// Row.
    pub id: i64,
    /// First day.
    pub first: NaiveDate,
    /// Last day, counted too.
    pub last: NaiveDate,
    /// `asked`, `granted` or `refused`.
    pub state: String,
    /// The first day of the edition under which it was decided.
    pub edition: Option<NaiveDate>,
}

/// The leave of an engagement, by day.
///
/// # Errors
/// The database's.
pub fn list_leave(conn: &mut Conn, engagement: i64) -> QueryResult<Vec<LeaveRequest>> {
    leave_requests::table
        .filter(leave_requests::engagement_id.eq(engagement))
        .order((leave_requests::first_day, leave_requests::id))
        .select((
            leave_requests::id,
            leave_requests::first_day,
            leave_requests::last_day,
            leave_requests::state,
            leave_requests::edition,
        ))
        .load(conn)
}

/// Asks for leave.
///
/// # Errors
/// The database's.
pub fn insert_leave(
    conn: &mut Conn,
    engagement: i64,
    first: NaiveDate,
    last: NaiveDate,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::insert_into(leave_requests::table)
        .values((
            leave_requests::engagement_id.eq(engagement),
            leave_requests::first_day.eq(first),
            leave_requests::last_day.eq(last),
            leave_requests::state.eq("asked"),
            leave_requests::asked_at.eq(now),
        ))
        .execute(conn)
}

/// Decides about leave that was asked for; 0 when it was decided already.
///
/// # Errors
/// The database's.
pub fn update_leave(
    conn: &mut Conn,
    (engagement, leave): (i64, i64),
    (state, edition): (&str, NaiveDate),
    by: i64,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        leave_requests::table
            .find(leave)
            .filter(leave_requests::engagement_id.eq(engagement))
            .filter(leave_requests::state.eq("asked")),
    )
    .set((
        leave_requests::state.eq(state),
        leave_requests::edition.eq(edition),
        leave_requests::decided_by.eq(by),
        leave_requests::decided_at.eq(now),
    ))
    .execute(conn)
}
