//! Bulk reading stops (R12): at how many documents an officer looked in the last minutes decides whether
//! they may look at one more.

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{bulk_readings, document_looks};
use crate::error::{AppError, Denial};
use chrono::TimeDelta;
use diesel::prelude::*;

/// So long a look is remembered, and so long a reason counts.
const WINDOW: TimeDelta = TimeDelta::minutes(10);
/// Documents that anybody may look at in that time.
pub const FREELY: i64 = 30;
/// Documents that somebody may look at who said why.
pub const AT_MOST: i64 = 100;

/// What an officer may do about one more document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowance {
    /// Look at it.
    Free,
    /// Say why first.
    SayWhy,
    /// Nothing for now: administrators were told.
    Stop,
}

/// What an officer may do about a document now. One that they have just looked at stays open: its pages
/// are not counted one by one.
///
/// # Errors
/// The database's.
pub fn allowance(
    conn: &mut Conn,
    officer: i64,
    document: i64,
    now: UtcTime,
) -> QueryResult<Allowance> {
    let since = now.minus(WINDOW);
    let lately = document_looks::table
        .filter(document_looks::officer_id.eq(officer))
        .filter(document_looks::looked_at.gt(since));
    let again: i64 = lately
        .filter(document_looks::document_id.eq(document))
        .count()
        .get_result(conn)?;
    let looked: i64 = lately.count().get_result(conn)?;
    if again > 0 || looked < FREELY {
        return Ok(Allowance::Free);
    }
    let said: Option<UtcTime> = bulk_readings::table
        .find(officer)
        .select(bulk_readings::until)
        .first(conn)
        .optional()?;
    Ok(match said {
        _ if looked >= AT_MOST => Allowance::Stop,
        Some(until) if until > now => Allowance::Free,
        _ => Allowance::SayWhy,
    })
}

/// Counts a look, where it is allowed.
///
/// # Errors
/// 403 until a reason is given; 429 where no reason helps.
pub fn take(conn: &mut Conn, officer: i64, document: i64, now: UtcTime) -> Result<(), AppError> {
    match allowance(conn, officer, document, now)? {
        Allowance::Free => {}
        Allowance::SayWhy => return Err(AppError::Forbidden(Denial::BulkReading)),
        Allowance::Stop => {
            let seconds = u32::try_from(WINDOW.num_seconds()).unwrap_or(u32::MAX);
            return Err(AppError::too_many(seconds));
        }
    }
    let row = document_looks::table.find((officer, document));
    let known = diesel::update(row)
        .set(document_looks::looked_at.eq(now))
        .execute(conn)?;
    if known == 0 {
        diesel::insert_into(document_looks::table)
            .values((
                document_looks::officer_id.eq(officer),
                document_looks::document_id.eq(document),
                document_looks::looked_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Notes why an officer needs to look at many; it counts for a while.
///
/// # Errors
/// The database's.
pub fn say_why(conn: &mut Conn, officer: i64, reason: &str, now: UtcTime) -> QueryResult<()> {
    let until = now.plus(WINDOW);
    let known = diesel::update(bulk_readings::table.find(officer))
        .set((
            bulk_readings::reason.eq(reason),
            bulk_readings::until.eq(until),
        ))
        .execute(conn)?;
    if known == 0 {
        diesel::insert_into(bulk_readings::table)
            .values((
                bulk_readings::officer_id.eq(officer),
                bulk_readings::reason.eq(reason),
                bulk_readings::until.eq(until),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Whether administrators are to be told that an officer was stopped: once in a while, not at each try.
///
/// # Errors
/// The database's.
pub fn alert(conn: &mut Conn, officer: i64, now: UtcTime) -> QueryResult<bool> {
    let due = bulk_readings::table.find(officer).filter(
        bulk_readings::alerted_at
            .is_null()
            .or(bulk_readings::alerted_at.le(now.minus(WINDOW))),
    );
    let told = diesel::update(due)
        .set(bulk_readings::alerted_at.eq(now))
        .execute(conn)?;
    Ok(told == 1)
}
