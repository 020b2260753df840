//! The shifts that a ward posts again and again: begun from on the posting page, repeated over a month.

use super::wards::held;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::shift_templates;
use crate::domain::{Band, Category, Role};
use crate::error::AppError;
use crate::organisation::service::{self as organisation, Template, Unit};
use chrono::{NaiveTime, Timelike};
use diesel::prelude::*;
use serde_json::json;

const DAY: i32 = 24 * 60;

/// A template as a manager typed it.
#[derive(Debug, Clone)]
pub struct NewTemplate {
    /// When it starts.
    pub start: NaiveTime,
    /// When it ends; not later than the start means the next day.
    pub end: NaiveTime,
    /// Who is wanted.
    pub category: Category,
    /// How many.
    pub places: i32,
}

fn minute(time: NaiveTime) -> i32 {
    i32::try_from(time.num_seconds_from_midnight() / 60).unwrap_or(0)
}

impl NewTemplate {
    fn length(&self) -> i32 {
        let length = minute(self.end) - minute(self.start);
        if length > 0 { length } else { length + DAY }
    }
}

/// A unit with its templates.
///
/// # Errors
/// 404 for a unit that the manager does not hold.
pub async fn of_ward(
    app: &App,
    manager: i64,
    unit: i64,
) -> Result<(Unit, Vec<Template>), AppError> {
    app.db
        .read(move |conn| {
            let unit = held(conn, manager, unit)?;
            let templates = organisation::list_templates(conn, &[unit.id])?;
            Ok((unit, templates))
        })
        .await
}

/// Keeps a template. The same one twice is one.
///
/// # Errors
/// 404 for a unit that the manager does not hold.
pub async fn add(app: &App, manager: i64, unit: i64, new: NewTemplate) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let unit = held(conn, manager, unit)?.id;
            let (starts, length) = (minute(new.start), new.length());
            let known = organisation::list_templates(conn, &[unit])?;
            if known.iter().any(|known| {
                (known.starts_minute, known.length_minutes) == (starts, length)
                    && (known.category, known.places) == (new.category, new.places)
            }) {
                return Ok(());
            }
            let band = Band::of_start(new.start.num_seconds_from_midnight() / 60);
            let id: i64 = diesel::insert_into(shift_templates::table)
                .values((
                    shift_templates::unit_id.eq(unit),
                    shift_templates::band.eq(band),
                    shift_templates::starts_minute.eq(starts),
                    shift_templates::length_minutes.eq(length),
                    shift_templates::category.eq(new.category),
                    shift_templates::places.eq(new.places),
                ))
                .returning(shift_templates::id)
                .get_result(conn)?;
            record(conn, manager, "template.added", (unit, id), now)
        })
        .await
}

/// Removes a template; shifts that were posted from it stay. Answers whose it was.
///
/// # Errors
/// 404 for a template of a unit that the manager does not hold, or that is gone.
pub async fn remove(app: &App, manager: i64, id: i64) -> Result<i64, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let unit: i64 = shift_templates::table
                .find(id)
                .select(shift_templates::unit_id)
                .first(conn)?;
            held(conn, manager, unit)?;
            diesel::delete(shift_templates::table.find(id)).execute(conn)?;
            record(conn, manager, "template.removed", (unit, id), now)?;
            Ok(unit)
        })
        .await
}

fn record(
    conn: &mut Conn,
    manager: i64,
    act: &str,
    (unit, template): (i64, i64),
    now: UtcTime,
) -> Result<(), AppError> {
    let actor = Actor::Person(manager, Role::UnitManager);
    let detail = json!({"template": template});
    let subject = Subject::Unit(unit);
    Ok(audit::record(conn, now, actor, act, subject, &detail)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_ends_on_the_next_day() {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
        let length = |start, end| {
            NewTemplate {
                start: at(start),
                end: at(end),
                category: Category::RnGeneral,
                places: 1,
            }
            .length()
        };
        assert_eq!(length(7, 15), 8 * 60);
        assert_eq!(length(21, 7), 10 * 60);
        assert_eq!(length(8, 8), 24 * 60);
    }
}
