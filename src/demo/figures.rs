//! Figures of the past weeks, counted from the demo's own history as the product counts them.

use crate::clock::{SERVICE_ZONE, UtcTime, add_days};
use crate::db::Conn;
use crate::db::schema::{applications, bookings, statistics_snapshots};
use crate::domain::Category;
use crate::error::AppError;
use crate::stats::domain::{Count, Figures};
use crate::vetting::State;
use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;

/// Weeks of history.
const WEEKS: i64 = 10;

/// Keeps a snapshot for each of the past weeks.
///
/// # Errors
/// The database's.
pub fn insert(conn: &mut Conn, today: NaiveDate) -> Result<(), AppError> {
    let members: Vec<(i64, Category, Option<UtcTime>)> = applications::table
        .filter(applications::state.eq(State::Approved))
        .select((
            applications::user_id,
            applications::category,
            applications::decided_at,
        ))
        .load(conn)?;
    let booked: Vec<(i64, UtcTime)> = bookings::table
        .select((bookings::user_id, bookings::undo_until))
        .load(conn)?;
    for week in 1..=WEEKS {
        let day = add_days(today, -7 * week);
        let at = UtcTime::from_local(day.and_time(NaiveTime::MIN), SERVICE_ZONE);
        let counts = Category::ALL.iter().map(|category| {
            let approved: Vec<i64> = members
                .iter()
                .filter(|(_, of, decided)| {
                    of == category && decided.is_some_and(|decided| decided <= at)
                })
                .map(|(user, ..)| *user)
                .collect();
            let matched = approved
                .iter()
                .filter(|user| booked.iter().any(|(by, until)| by == *user && *until <= at))
                .count();
            let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
            (
                *category,
                Count {
                    approved: number(approved.len()),
                    matched: number(matched),
                },
            )
        });
        let figures = Figures::new(day, &counts.collect::<Vec<_>>());
        let text = serde_json::to_string(&figures).map_err(anyhow::Error::from)?;
        diesel::insert_into(statistics_snapshots::table)
            .values((
                statistics_snapshots::as_at.eq(day),
                statistics_snapshots::figures.eq(text),
            ))
            .execute(conn)?;
    }
    Ok(())
}
