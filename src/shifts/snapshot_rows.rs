//! Rows behind the board in memory: what is open, and what changed since.

use super::snapshot::Place;
use super::store::{Shift, shift_columns, shifts_with_places};
use crate::clock::UtcTime;
use crate::db::schema::{board_changes, hospitals, shifts, specialties, units};
use crate::db::{Conn, Dialect};
use crate::error::AppError;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};

/// How many changes are kept: a node that slept through more reads everything again.
const KEPT: i64 = 50_000;
/// How many are deleted at once.
const SWEPT: i64 = 1_000;

/// A change of the board.
#[derive(QueryableByName)]
pub struct Change {
    /// Its number.
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    /// Which shift; `None` is everything.
    #[diesel(sql_type = Nullable<BigInt>, column_name = shift_id)]
    pub shift: Option<i64>,
    /// From where to ask the next time.
    #[diesel(sql_type = BigInt)]
    pub next: i64,
}

/// The number of the last change, and from where to ask for those after it.
#[derive(QueryableByName)]
pub struct Head {
    /// The last change.
    #[diesel(sql_type = BigInt)]
    pub last: i64,
    /// From where to ask the next time.
    #[diesel(sql_type = BigInt)]
    pub next: i64,
}

/// How far the changes go now.
///
/// # Errors
/// The database's.
pub fn find_head(conn: &mut Conn) -> QueryResult<Head> {
    let query = match Dialect::of_conn(conn) {
        Dialect::Sqlite => {
            "SELECT coalesce(max(id), 0) AS last, coalesce(max(id), 0) + 1 AS next FROM board_changes"
        }
        Dialect::Postgres => {
            "SELECT coalesce(max(id), 0) AS last, pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS next \
             FROM board_changes"
        }
    };
    diesel::sql_query(query).get_result(conn)
}

/// Changes from a place on, in the order of their numbers.
///
/// # Errors
/// The database's.
pub fn list_changes(conn: &mut Conn, from: i64, most: usize) -> QueryResult<Vec<Change>> {
    // A restored database holds numbers of transactions that it has not reached: those are left out.
    // SQLite has one writer, so numbers are in the order of commits. PostgreSQL's are not: there the next
    // question begins with the oldest transaction that was under way when this one was asked.
    let query = match Dialect::of_conn(conn) {
        Dialect::Sqlite => {
            "SELECT id, shift_id, id + 1 AS next FROM board_changes WHERE id >= $1 ORDER BY id LIMIT $2"
        }
        Dialect::Postgres => {
            "SELECT id, shift_id, pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS next \
             FROM board_changes WHERE xid >= $1 AND xid < pg_snapshot_xmax(pg_current_snapshot())::text::bigint \
             ORDER BY id LIMIT $2"
        }
    };
    diesel::sql_query(query)
        .bind::<BigInt, _>(from)
        .bind::<BigInt, _>(i64::try_from(most).unwrap_or(i64::MAX))
        .load(conn)
}

/// The oldest change that is kept.
///
/// # Errors
/// The database's.
pub fn find_first(conn: &mut Conn) -> QueryResult<Option<i64>> {
    board_changes::table
        .select(diesel::dsl::min(board_changes::id))
        .first(conn)
}

/// The last of the changes that every node has seen long ago; `None` where nothing is worth deleting.
///
/// # Errors
/// The database's.
pub fn find_swept(conn: &mut Conn) -> Result<Option<i64>, AppError> {
    let last = find_head(conn)?.last - KEPT;
    let first = find_first(conn)?;
    Ok(first.filter(|first| first + SWEPT <= last).map(|_| last))
}

/// Deletes changes up to one of them.
///
/// # Errors
/// The database's.
pub fn sweep(conn: &mut Conn, last: i64) -> QueryResult<usize> {
    diesel::delete(board_changes::table.filter(board_changes::id.le(last))).execute(conn)
}

/// All units.
///
/// # Errors
/// The database's.
pub fn list_places(conn: &mut Conn) -> QueryResult<Vec<Place>> {
    units::table
        .inner_join(hospitals::table)
        .select((units::id, hospitals::id, hospitals::cluster_id, units::kind))
        .load(conn)
}

/// All specialties.
///
/// # Errors
/// The database's.
pub fn list_specialties(conn: &mut Conn) -> QueryResult<Vec<i64>> {
    specialties::table.select(specialties::id).load(conn)
}

/// What is open and started not longer than a day ago, by start.
///
/// # Errors
/// The database's.
pub fn list_open(conn: &mut Conn, now: UtcTime) -> QueryResult<Vec<Shift>> {
    shifts_with_places!()
        .filter(shifts::state.eq("open"))
        .filter(shifts::starts_at.gt(now.minus(TimeDelta::days(1))))
        .order((shifts::starts_at, shifts::id))
        .select(shift_columns!())
        .load(conn)
}

/// The same of some shifts.
///
/// # Errors
/// The database's.
pub fn list_some_open(conn: &mut Conn, of: Vec<i64>, now: UtcTime) -> QueryResult<Vec<Shift>> {
    shifts_with_places!()
        .filter(shifts::id.eq_any(of))
        .filter(shifts::state.eq("open"))
        .filter(shifts::starts_at.gt(now.minus(TimeDelta::days(1))))
        .select(shift_columns!())
        .load(conn)
}
