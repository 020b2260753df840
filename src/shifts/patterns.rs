//! Rows for the table of many shifts that nobody has to type: a week as it was, or a template on the same
//! days of every week of a month.

use super::batch::{COLUMNS, headings, is_posted};
use super::posting;
use super::store;
use crate::app::App;
use crate::clock::{UtcTime, add_days};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation::service::Unit;
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

type Row = [String; COLUMNS];

fn place(unit: &Unit, lang: Lang) -> String {
    format!("{} {}", unit.hospital.name(lang), unit.name.name(lang))
}

/// A week of a unit as a table, moved to another week; both are named by their first day. `only_new` leaves
/// out what is on the board there already.
///
/// # Errors
/// 404 for a unit that the manager does not hold.
pub async fn copy_week(
    app: &App,
    manager: i64,
    unit: i64,
    (from, to): (NaiveDate, NaiveDate),
    only_new: bool,
    lang: Lang,
) -> Result<String, AppError> {
    app.db
        .read(move |conn| {
            let offer = posting::load_offer(conn, manager)?;
            let unit = offer.units.iter().find(|held| held.id == unit);
            let unit = unit.ok_or(AppError::NotFound)?;
            let start =
                |day: NaiveDate| UtcTime::from_local(day.and_time(NaiveTime::MIN), unit.zone());
            let (begins, ends) = (start(from), start(add_days(from, 7)));
            let mut found = store::list_of_units(conn, &[unit.id], begins, ends)?;
            // A night belongs to the day on which it starts.
            found.retain(|shift| shift.starts_at >= begins);
            let days = to.signed_duration_since(from).num_days();
            let mut wanted = Vec::new();
            for shift in found {
                // By the clock on the wall, whatever clocks change in between.
                let moved = |at: UtcTime| {
                    let local = at.local(unit.zone());
                    let there = add_days(local.date(), days).and_time(local.time());
                    UtcTime::from_local(there, unit.zone())
                };
                let there = (moved(shift.starts_at), moved(shift.ends_at));
                let (category, specialty) = (shift.category, shift.specialty_id);
                if !(only_new && is_posted(conn, unit.id, there, category, specialty)?) {
                    wanted.push(shift);
                }
            }
            let rows = wanted.iter().map(|shift| {
                let day = add_days(shift.day(), days);
                let clock = |at: UtcTime| at.local(unit.zone()).format("%H:%M").to_string();
                [
                    place(unit, lang),
                    day.format("%Y-%m-%d").to_string(),
                    clock(shift.starts_at),
                    clock(shift.ends_at),
                    shift.category.label(lang.texts()),
                    shift.specialty.name(lang).to_owned(),
                    shift.places.to_string(),
                    shift.note.replace('\n', " "),
                ]
            });
            table(lang, rows).map_err(AppError::Internal)
        })
        .await
}

/// The same shift on the same days of every week of a month.
#[derive(Debug, Clone, Copy)]
pub struct Pattern {
    /// Row of the template.
    pub template: i64,
    /// A day of the month.
    pub month: NaiveDate,
    /// On which days, Monday first.
    pub days: [bool; 7],
}

impl Pattern {
    /// Days of the month that it means.
    fn dates(self) -> impl Iterator<Item = NaiveDate> {
        let first = add_days(self.month, 1 - i64::from(self.month.day()));
        let month = (0..31).map(move |day| add_days(first, day));
        month.filter(move |day| {
            let weekday = usize::try_from(day.weekday().num_days_from_monday());
            let asked = weekday.ok().and_then(|weekday| self.days.get(weekday));
            day.month() == first.month() && asked == Some(&true)
        })
    }
}

/// What a pattern means as a table: every day on which it could still begin.
///
/// # Errors
/// 404 for a template of a unit that the manager does not hold.
pub async fn repeat(
    app: &App,
    manager: i64,
    pattern: Pattern,
    lang: Lang,
) -> Result<String, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let offer = posting::load_offer(conn, manager)?;
            let all = &offer.templates;
            let template = all.iter().find(|found| found.id == pattern.template);
            let template = template.ok_or(AppError::NotFound)?;
            let unit = offer.units.iter().find(|held| held.id == template.unit);
            let unit = unit.ok_or(AppError::NotFound)?;
            let specialty = offer.specialties.iter();
            let mut specialty = specialty.filter(|(_, id, _)| *id == unit.specialty);
            let specialty = specialty.next().map_or("", |(_, _, name)| name.name(lang));
            let after = |minutes: i32| {
                let (time, _) =
                    NaiveTime::MIN.overflowing_add_signed(TimeDelta::minutes(i64::from(minutes)));
                time
            };
            let start = after(template.starts_minute);
            let end = after(
                template
                    .starts_minute
                    .saturating_add(template.length_minutes),
            );
            let ahead = pattern
                .dates()
                .filter(|day| UtcTime::from_local(day.and_time(start), unit.zone()) > now);
            let rows = ahead.map(|day| {
                [
                    place(unit, lang),
                    day.format("%Y-%m-%d").to_string(),
                    start.format("%H:%M").to_string(),
                    end.format("%H:%M").to_string(),
                    template.category.label(lang.texts()),
                    specialty.to_owned(),
                    template.places.to_string(),
                    String::new(),
                ]
            });
            table(lang, rows).map_err(AppError::Internal)
        })
        .await
}

/// Headings and rows as CSV; nothing where there is no row.
fn table(lang: Lang, rows: impl Iterator<Item = Row>) -> anyhow::Result<String> {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return Ok(String::new());
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headings(lang))?;
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_monday_in_march() {
        let pattern = Pattern {
            template: 1,
            month: NaiveDate::from_ymd_opt(2026, 3, 31).expect("a day"),
            days: [true, false, false, false, false, false, false],
        };
        let days: Vec<u32> = pattern.dates().map(|day| day.day()).collect();
        assert_eq!(days, [2, 9, 16, 23, 30]);
        let none = Pattern {
            days: [false; 7],
            ..pattern
        };
        assert_eq!(none.dates().count(), 0);
    }
}
