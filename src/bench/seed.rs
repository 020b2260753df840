//! What the benchmark fills a database with: what the demonstration has, many times over.

use crate::app::App;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{applications, sessions, shifts, users};
use crate::error::AppError;
use crate::keys;
use crate::vetting::State;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

/// Places of what the benchmark posts.
pub const PLACES: i32 = 20;

/// A row of `shifts`, without what follows from its state.
#[derive(Clone, Queryable, Insertable)]
#[diesel(table_name = shifts)]
struct Row {
    unit_id: i64,
    category: String,
    specialty_id: i64,
    band: String,
    starts_at: NaiveDateTime,
    ends_at: NaiveDateTime,
    places: i32,
    cents_per_hour: i64,
    currency: String,
    posted_by: i64,
    created_at: NaiveDateTime,
}

/// What the demonstration posts, once.
fn list_models(conn: &mut Conn, now: UtcTime) -> QueryResult<Vec<Row>> {
    shifts::table
        .filter(shifts::state.eq("open"))
        .filter(shifts::starts_at.gt(now))
        .select((
            shifts::unit_id,
            shifts::category,
            shifts::specialty_id,
            shifts::band,
            shifts::starts_at,
            shifts::ends_at,
            shifts::places,
            shifts::cents_per_hour,
            shifts::currency,
            shifts::posted_by,
            shifts::created_at,
        ))
        .load(conn)
}

fn insert_copies(conn: &mut Conn, rows: &[Row], weeks: i64, most: i64) -> QueryResult<i64> {
    let mut made = 0;
    for row in rows.iter().take(usize::try_from(most).unwrap_or(0)) {
        let mut row = row.clone();
        row.starts_at += TimeDelta::weeks(weeks);
        row.ends_at += TimeDelta::weeks(weeks);
        diesel::insert_into(shifts::table)
            .values(row)
            .execute(conn)?;
        made += 1;
    }
    Ok(made)
}

/// Posts what the demonstration posts again, week after week, until so many shifts are open; returns how
/// many are. Nobody runs out of places.
///
/// # Errors
/// The database's; an empty demonstration.
pub async fn open_shifts(app: &App, wanted: i64) -> anyhow::Result<i64> {
    let now = app.clock.now();
    let open = app
        .db
        .write(move |conn| {
            let ahead = shifts::table
                .filter(shifts::state.eq("open"))
                .filter(shifts::starts_at.gt(now));
            let mut open: i64 = ahead.count().get_result(conn)?;
            let mut rows = list_models(conn, now)?;
            for row in &mut rows {
                row.places = PLACES;
            }
            for week in 5.. {
                if open >= wanted || rows.is_empty() {
                    break;
                }
                open += insert_copies(conn, &rows, week % 40, wanted - open)?;
            }
            Ok::<_, AppError>(open)
        })
        .await?;
    Ok(open)
}

/// Posts the same in the past.
///
/// # Errors
/// The database's.
pub async fn past_shifts(app: &App, wanted: i64) -> anyhow::Result<()> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let rows = list_models(conn, now)?;
            let mut made = 0;
            for week in 0.. {
                if made >= wanted || rows.is_empty() {
                    break;
                }
                made += insert_copies(conn, &rows, -10 - week % 200, wanted - made)?;
            }
            Ok::<_, AppError>(())
        })
        .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Copies rows of a table within the database, some columns with values of their own.
fn copy(conn: &mut Conn, table: &str, values: &[(&str, &str)], from: &str) -> QueryResult<usize> {
    let columns: Vec<Column> =
        diesel::sql_query(format!("SELECT name FROM pragma_table_info('{table}')")).load(conn)?;
    let columns = columns.into_iter().filter(|column| column.name != "id");
    let (names, chosen): (Vec<String>, Vec<String>) = columns
        .map(|Column { name }| {
            let value = values.iter().find(|(column, _)| **column == name);
            let kept = || format!("t.{name}");
            let value = value.map_or_else(kept, |(_, value)| (*value).to_owned());
            (name, value)
        })
        .unzip();
    let (names, chosen) = (names.join(", "), chosen.join(", "));
    diesel::sql_query(format!(
        "INSERT INTO {table} ({names}) SELECT {chosen} FROM {table} t {from}"
    ))
    .execute(conn)
}

/// Makes members who are what a member of the demonstration is, each with a session; returns the sessions.
///
/// # Errors
/// The database's.
pub async fn members(app: &App, like: i64, wanted: usize) -> anyhow::Result<Vec<String>> {
    let now = app.clock.now();
    let tokens: Vec<String> = (0..wanted).map(|_| keys::random_token()).collect();
    let kept = tokens.clone();
    app.db
        .write(move |conn| {
            let wanted = kept.len();
            let application: i64 = applications::table
                .filter(applications::user_id.eq(like))
                .filter(applications::state.eq(State::Approved))
                .select(applications::id)
                .first(conn)?;
            copy(
                conn,
                "users",
                &[
                    ("email", "'bench' || n.n || '@demo.example'"),
                    ("email_key", "'bench' || n.n"),
                ],
                &format!(
                    "JOIN (WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {wanted}) \
                     SELECT n FROM n) n WHERE t.id = {like}"
                ),
            )?;
            copy(
                conn,
                "applications",
                &[("user_id", "u.id"), ("reference", "'BENCH-' || u.id")],
                &format!("JOIN users u ON u.email LIKE 'bench%' WHERE t.id = {application}"),
            )?;
            let all = format!(
                "JOIN applications a ON a.reference LIKE 'BENCH-%' WHERE t.application_id = {application}"
            );
            let new = ("application_id", "a.id");
            copy(conn, "approved_specialties", &[new], &all)?;
            copy(conn, "approved_unit_kinds", &[new], &all)?;
            let blob = ("blob", "'bench' || t.id || '-' || a.id");
            let verified = format!("{all} AND t.state = 'verified'");
            copy(conn, "documents", &[new, ("user_id", "a.user_id"), blob], &verified)?;
            open_sessions(conn, &kept, now)
        })
        .await?;
    Ok(tokens)
}

fn open_sessions(conn: &mut Conn, tokens: &[String], now: UtcTime) -> Result<(), AppError> {
    let people: Vec<i64> = users::table
        .filter(users::email.like("bench%"))
        .order(users::id)
        .select(users::id)
        .load(conn)?;
    for (user, token) in people.iter().zip(tokens) {
        diesel::insert_into(sessions::table)
            .values((
                sessions::token_hash.eq(keys::token_hash(token)),
                sessions::user_id.eq(user),
                sessions::created_at.eq(now),
                sessions::last_seen_at.eq(now),
                sessions::expires_at.eq(now.plus(TimeDelta::hours(8))),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Durable commits of one row each, one after the other, on a connection of their own: what the disk gives.
///
/// # Errors
/// The database's.
pub fn commits(app: &App, count: u32) -> anyhow::Result<()> {
    Ok(app.db.at_start(|conn| {
        diesel::sql_query(
            "CREATE TABLE IF NOT EXISTS bench_commits (id INTEGER PRIMARY KEY, n BIGINT)",
        )
        .execute(conn)?;
        for number in 0..count {
            diesel::sql_query("INSERT INTO bench_commits (n) VALUES ($1)")
                .bind::<BigInt, _>(i64::from(number))
                .execute(conn)?;
        }
        Ok(())
    })?)
}
