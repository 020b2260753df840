//! The queries behind every figure.

use super::domain::{Count, Figures};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::statistics_snapshots as kept;
use crate::domain::Category;
use crate::vetting::State;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Date, Text, Timestamp};

#[derive(QueryableByName)]
struct MembersRow {
    #[diesel(sql_type = Text)]
    category: Category,
    #[diesel(sql_type = BigInt)]
    approved: i64,
    #[diesel(sql_type = BigInt)]
    matched: i64,
}

/// The one query that counts members. Counted is who passes the gate: the latest application is
/// approved and the account is open. Matched is who of them holds a confirmed place, one whose
/// undo window has closed.
const MEMBERS: &str = "
    SELECT a.category AS category, COUNT(*) AS approved, COUNT(m.user_id) AS matched
    FROM applications a
    JOIN users u ON u.id = a.user_id
    LEFT JOIN (
        SELECT DISTINCT user_id FROM bookings WHERE state = 'held' AND undo_until <= $1
    ) m ON m.user_id = a.user_id
    WHERE a.state = 'approved' AND u.disabled_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM applications later WHERE later.user_id = a.user_id AND later.id > a.id
      )
    GROUP BY a.category";

/// The figures at an instant.
pub fn find_figures(conn: &mut Conn, now: UtcTime) -> QueryResult<Figures> {
    let rows: Vec<MembersRow> = sql_query(MEMBERS).bind::<Timestamp, _>(now).load(conn)?;
    let counts: Vec<(Category, Count)> = rows
        .into_iter()
        .map(|row| {
            let count = Count {
                approved: row.approved,
                matched: row.matched,
            };
            (row.category, count)
        })
        .collect();
    Ok(Figures::new(now.day(), &counts))
}

/// Whether a day's figures are kept already.
pub fn find_is_kept(conn: &mut Conn, day: NaiveDate) -> QueryResult<bool> {
    let found: i64 = kept::table
        .filter(kept::as_at.eq(day))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}

/// Keeps a day's figures unless another node was faster; answers how many rows were written.
pub fn insert_snapshot(conn: &mut Conn, day: NaiveDate, figures: &str) -> QueryResult<usize> {
    sql_query(
        "INSERT INTO statistics_snapshots (as_at, figures) VALUES ($1, $2) ON CONFLICT (as_at) DO NOTHING",
    )
    .bind::<Date, _>(day)
    .bind::<Text, _>(figures)
    .execute(conn)
}

/// Kept figures since a day, oldest first.
pub fn list_snapshots(conn: &mut Conn, since: NaiveDate) -> QueryResult<Vec<String>> {
    kept::table
        .filter(kept::as_at.ge(since))
        .order(kept::as_at)
        .select(kept::figures)
        .load(conn)
}

/// Places of shifts that are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Places {
    /// All places.
    #[diesel(sql_type = BigInt)]
    pub places: i64,
    /// Those that a member holds.
    #[diesel(sql_type = BigInt)]
    pub filled: i64,
}

/// Places of open shifts that start in a span of time.
pub fn find_places(conn: &mut Conn, from: UtcTime, to: UtcTime) -> QueryResult<Places> {
    sql_query(
        "SELECT CAST(COALESCE(SUM(places), 0) AS BIGINT) AS places,
                CAST(COALESCE(SUM(filled), 0) AS BIGINT) AS filled
         FROM shifts WHERE state = 'open' AND starts_at >= $1 AND starts_at < $2",
    )
    .bind::<Timestamp, _>(from)
    .bind::<Timestamp, _>(to)
    .get_result(conn)
}

/// Open applications in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Files {
    /// The state.
    #[diesel(sql_type = Text)]
    pub state: State,
    /// How many.
    #[diesel(sql_type = BigInt)]
    pub files: i64,
    /// How many of them were sent in before the day that was asked for.
    #[diesel(sql_type = BigInt)]
    pub late: i64,
}

/// Applications between being sent in and being decided, by state.
pub fn list_files(conn: &mut Conn, late_before: UtcTime) -> QueryResult<Vec<Files>> {
    sql_query(
        "SELECT state, COUNT(*) AS files, COUNT(CASE WHEN submitted_at < $1 THEN 1 END) AS late
         FROM applications
         WHERE state NOT IN ('draft', 'approved', 'suspended', 'lapsed', 'rejected', 'withdrawn', 'expired', 'left')
         GROUP BY state",
    )
    .bind::<Timestamp, _>(late_before)
    .load(conn)
}
