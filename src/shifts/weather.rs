//! Typhoons and rainstorms: the office says so for a day, in a cluster or in all. Who works there hears
//! of it, and units see which of their shifts it touches; calling one off is theirs.

use super::picking_letters::shift_text;
use super::store::{self, Shift};
use super::weather_rows as rows;
pub use super::weather_rows::{NewWeather, Signal, Weather};
use crate::accounts::store::find_user;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::desk_letter::DeskLetter;
use crate::mail::weather_letter::WeatherLetter;
use crate::mail::{self, Envelope, Letter};
use crate::organisation::service::{self as organisation, Choice};
use serde_json::json;

/// Notices that stand, and the clusters that there are.
///
/// # Errors
/// The database's.
pub async fn standing(app: &App) -> Result<(Vec<Weather>, Vec<Choice>), AppError> {
    let today = app.clock.now().day();
    app.db
        .read(move |conn| {
            Ok((
                rows::list_standing(conn, today)?,
                organisation::list_clusters(conn, today)?,
            ))
        })
        .await
}

/// Notices that touch a manager's units, each with what of them is still to come on its day.
///
/// # Errors
/// The database's.
pub async fn of_manager(app: &App, manager: i64) -> Result<Vec<(Weather, Vec<Shift>)>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let held = organisation::list_held_units(conn, manager)?;
            let held: Vec<i64> = held.iter().map(|unit| unit.id).collect();
            let mut all = Vec::new();
            for notice in rows::list_standing(conn, now.day())? {
                let units = rows::list_units_in(conn, &held, notice.cluster_id)?;
                if units.is_empty() {
                    continue;
                }
                let (from, to) = rows::rest_of(notice.on_day, now);
                all.push((notice, store::list_of_units(conn, &units, from, to)?));
            }
            Ok(all)
        })
        .await
}

/// Notices that touch what a member works.
///
/// # Errors
/// The database's.
pub async fn of_member(app: &App, user: i64) -> Result<Vec<Weather>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let mut all = Vec::new();
            for notice in rows::list_standing(conn, now.day())? {
                let rest = rows::rest_of(notice.on_day, now);
                let touched = rows::list_touched(conn, notice.cluster_id, rest)?;
                if touched.iter().any(|(holder, _)| *holder == user) {
                    all.push(notice);
                }
            }
            Ok(all)
        })
        .await
}

/// Posts a notice: everybody who works there on that day hears of it, once a shift.
///
/// # Errors
/// The database's.
pub async fn post(app: &App, officer: i64, new: NewWeather) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let notice = rows::insert(conn, &new, officer, now)?;
            let touched = rows::list_touched(conn, new.cluster, rows::rest_of(new.day, now))?;
            for (user, shift) in &touched {
                let member = find_user(conn, *user)?;
                let shift = store::find_shift(conn, *shift)?;
                let letter = Letter::Weather(WeatherLetter {
                    name: member.name(member.lang).to_owned(),
                    shift: shift_text(&shift, member.lang),
                    signal: new.signal,
                    note: new.note.clone(),
                    phone: shift.unit_phone.clone(),
                });
                mail::post(conn, &Envelope::from(&member), &letter, now)?;
            }
            let told = touched.iter().map(|(user, _)| *user).collect();
            rows::insert_told(conn, notice, &told)?;
            let detail = json!({"signal": new.signal, "letters": touched.len()});
            record(conn, officer, "weather.posted", notice, &detail, now)
        })
        .await
}

/// Ends a notice: who was told that it began hears of it, whether they still work there or not.
///
/// # Errors
/// 409 where it has ended.
pub async fn end(app: &App, officer: i64, id: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            if rows::update_ended(conn, id, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let (signal, day) = rows::find(conn, id)?;
            let told = rows::list_told(conn, id)?;
            for user in &told {
                let member = find_user(conn, *user)?;
                let letter = Letter::Desk(DeskLetter::WeatherOver {
                    name: member.name(member.lang).to_owned(),
                    signal,
                    day,
                });
                mail::post(conn, &Envelope::from(&member), &letter, now)?;
            }
            let detail = json!({"letters": told.len()});
            record(conn, officer, "weather.ended", id, &detail, now)
        })
        .await
}

fn record(
    conn: &mut Conn,
    officer: i64,
    act: &str,
    notice: i64,
    detail: &serde_json::Value,
    now: UtcTime,
) -> Result<(), AppError> {
    let actor = Actor::Person(officer, Role::Officer);
    let subject = Subject::Weather(notice);
    Ok(audit::record(conn, now, actor, act, subject, detail)?)
}
