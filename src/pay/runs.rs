//! Rows of payroll exports, and how they take hold of lines.

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{pay_lines, pay_runs};
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;

text_enum! {
    /// Where a payroll export stands.
    RunState {
        /// Made; a second person has to release it.
        Made = "made",
        /// Released: it is with who pays.
        Released = "released",
        /// Paid.
        Paid = "paid",
        /// Taken back before it was released.
        Discarded = "discarded",
    }
}

/// A payroll export.
#[derive(Debug, Clone, Queryable)]
pub struct Run {
    /// Row.
    pub id: i64,
    /// Its currency.
    pub currency: String,
    /// Where it stands.
    pub state: RunState,
    /// Who made it.
    pub made_by: i64,
    /// When.
    pub made_at: UtcTime,
    /// When it was released or discarded.
    pub settled_at: Option<UtcTime>,
    /// When it was paid.
    pub paid_at: Option<UtcTime>,
}

macro_rules! run_columns {
    () => {
        (
            pay_runs::id,
            pay_runs::currency,
            pay_runs::state,
            pay_runs::made_by,
            pay_runs::made_at,
            pay_runs::settled_at,
            pay_runs::paid_at,
        )
    };
}

/// The exports, latest first.
///
/// # Errors
/// The database's.
pub fn list_runs(conn: &mut Conn) -> QueryResult<Vec<Run>> {
    pay_runs::table
        .order(pay_runs::id.desc())
        .limit(50)
        .select(run_columns!())
        .load(conn)
}

/// An export by row.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find_run(conn: &mut Conn, id: i64) -> QueryResult<Run> {
    pay_runs::table.find(id).select(run_columns!()).first(conn)
}

/// Makes an export of lines that none holds yet; returns its row and how many it took.
///
/// # Errors
/// The database's.
pub fn insert_run(
    conn: &mut Conn,
    currency: &str,
    lines: &[i64],
    by: i64,
    now: UtcTime,
) -> QueryResult<(i64, usize)> {
    let run: i64 = diesel::insert_into(pay_runs::table)
        .values((
            pay_runs::currency.eq(currency),
            pay_runs::state.eq(RunState::Made),
            pay_runs::made_by.eq(by),
            pay_runs::made_at.eq(now),
        ))
        .returning(pay_runs::id)
        .get_result(conn)?;
    let mut taken = 0;
    for line in lines {
        taken += diesel::update(
            pay_lines::table
                .find(line)
                .filter(pay_lines::run_id.is_null()),
        )
        .set(pay_lines::run_id.eq(run))
        .execute(conn)?;
    }
    Ok((run, taken))
}

/// Releases an export or takes it back; 0 where it is no longer waiting. A constraint keeps its maker
/// from releasing it.
///
/// # Errors
/// The database's.
pub fn update_settled(
    conn: &mut Conn,
    run: i64,
    to: RunState,
    by: i64,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        pay_runs::table
            .find(run)
            .filter(pay_runs::state.eq(RunState::Made)),
    )
    .set((
        pay_runs::state.eq(to),
        pay_runs::settled_by.eq(by),
        pay_runs::settled_at.eq(now),
    ))
    .execute(conn)
}

/// Lets the lines of an export go; its allowances go altogether, to be reckoned again. Answers whose
/// allowances, where and of which month.
///
/// # Errors
/// The database's.
pub fn free_lines(conn: &mut Conn, run: i64) -> QueryResult<Vec<(i64, i64, NaiveDate)>> {
    let held = pay_lines::table.filter(pay_lines::run_id.eq(run));
    let allowances = held
        .filter(pay_lines::booking_id.is_null())
        .select((pay_lines::user_id, pay_lines::hospital_id, pay_lines::month))
        .load(conn)?;
    diesel::delete(held.filter(pay_lines::booking_id.is_null())).execute(conn)?;
    diesel::update(held)
        .set(pay_lines::run_id.eq(None::<i64>))
        .execute(conn)?;
    Ok(allowances)
}

/// Notes that an export was paid; 0 where it was not released.
///
/// # Errors
/// The database's.
pub fn update_paid(conn: &mut Conn, run: i64, by: i64, now: UtcTime) -> QueryResult<usize> {
    diesel::update(
        pay_runs::table
            .find(run)
            .filter(pay_runs::state.eq(RunState::Released)),
    )
    .set((
        pay_runs::state.eq(RunState::Paid),
        pay_runs::paid_by.eq(by),
        pay_runs::paid_at.eq(now),
    ))
    .execute(conn)
}
