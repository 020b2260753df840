//! What a unit manager does: posts shifts for units they hold, and sees who comes.

use super::extras::{self, Extras};
use super::rosters::{self, Coming, NewShift};
use super::store::{self, Shift};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::domain::{Band, Bilingual, Category, Profession, Role};
use crate::error::AppError;
use crate::organisation::service::{self as organisation, Template, Unit};
use chrono::{NaiveDate, NaiveTime, TimeDelta, Timelike};
use diesel::QueryResult;
use serde_json::json;

/// Days ahead that the manager's page shows.
pub(super) const AHEAD: TimeDelta = TimeDelta::days(14);

/// A shift with who comes to it.
pub struct Roster {
    /// The shift.
    pub shift: Shift,
    /// Who comes, with how often they have worked in the unit.
    pub coming: Vec<(Coming, i64)>,
}

impl Roster {
    /// Places that are held and can still be undone: the unit hears of them when they cannot.
    pub fn undecided(&self) -> i64 {
        i64::from(self.shift.filled) - i64::try_from(self.coming.len()).unwrap_or(0)
    }
}

/// What a manager sees first.
pub struct Desk {
    /// The units that they hold.
    pub units: Vec<Unit>,
    /// Shifts that touch today.
    pub today: Vec<Roster>,
    /// Shifts of the next two weeks that lack somebody, by start.
    pub unfilled: Vec<Shift>,
}

/// The desk of a manager.
///
/// # Errors
/// The database's.
pub async fn desk(app: &App, manager: i64) -> Result<Desk, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let units = organisation::list_held_units(conn, manager)?;
            let held: Vec<i64> = units.iter().map(|unit| unit.id).collect();
            let shifts = store::list_of_units(conn, &held, now, now.plus(AHEAD))?;
            let mut today = Vec::new();
            for shift in shifts
                .iter()
                .filter(|shift| shift.day() <= now.local(shift.zone()).date())
            {
                today.push(Roster {
                    coming: coming(conn, shift, now)?,
                    shift: shift.clone(),
                });
            }
            let unfilled = shifts
                .into_iter()
                .filter(|shift| shift.left() > 0 && shift.starts_at > now)
                .collect();
            Ok::<_, AppError>(Desk {
                units,
                today,
                unfilled,
            })
        })
        .await
}

fn coming(conn: &mut Conn, shift: &Shift, now: UtcTime) -> QueryResult<Vec<(Coming, i64)>> {
    let people = rosters::list_coming(conn, shift.id, now)?;
    let counted = people.into_iter().map(|person| {
        let worked = rosters::count_worked(conn, person.user, shift.unit_id, now)?;
        Ok((person, worked))
    });
    counted.collect()
}

/// A shift of a unit that the manager holds, with who comes.
///
/// # Errors
/// 404 for every other one.
pub async fn roster(app: &App, manager: i64, id: i64) -> Result<Roster, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let shift = store::find_shift(conn, id)?;
            let held = organisation::list_held_units(conn, manager)?;
            if !held.iter().any(|unit| unit.id == shift.unit_id) {
                return Err(AppError::NotFound);
            }
            Ok(Roster {
                coming: coming(conn, &shift, now)?,
                shift,
            })
        })
        .await
}

/// What the posting form offers.
pub struct Offer {
    /// The units that the manager holds.
    pub units: Vec<Unit>,
    /// Their templates.
    pub templates: Vec<Template>,
    /// Specialties of both professions.
    pub specialties: Vec<(Profession, i64, Bilingual)>,
}

/// What a manager can post.
///
/// # Errors
/// The database's.
pub async fn offer(app: &App, manager: i64) -> Result<Offer, AppError> {
    app.db
        .read(move |conn| Ok(load_offer(conn, manager)?))
        .await
}

/// What a manager can post, inside a transaction.
///
/// # Errors
/// The database's.
pub fn load_offer(conn: &mut Conn, manager: i64) -> QueryResult<Offer> {
    let units = organisation::list_held_units(conn, manager)?;
    let held: Vec<i64> = units.iter().map(|unit| unit.id).collect();
    let templates = organisation::list_templates(conn, &held)?;
    let mut specialties = Vec::new();
    for profession in Profession::ALL {
        let of_profession = organisation::list_specialties(conn, *profession)?;
        specialties.extend(
            of_profession
                .into_iter()
                .map(|(id, name)| (*profession, id, name)),
        );
    }
    Ok(Offer {
        units,
        templates,
        specialties,
    })
}

/// A shift as a manager typed it.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Row of the unit.
    pub unit: i64,
    /// The day on which it starts.
    pub day: NaiveDate,
    /// When it starts.
    pub start: NaiveTime,
    /// When it ends; not later than the start means the next day.
    pub end: NaiveTime,
    /// Who is wanted.
    pub category: Category,
    /// Row of the specialty.
    pub specialty: i64,
    /// How many.
    pub places: i32,
    /// What the unit adds, or empty.
    pub note: String,
    /// What is settled with it.
    pub extras: Extras,
}

/// What is wrong with a draft beyond its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It would begin in the past.
    Past,
    /// No rate is set for it.
    NoRate,
    /// The first choice is for nobody: the unit prefers no one.
    NobodyPreferred,
    /// The fallback would apply at no time between now and the start.
    OtherwiseTime,
    /// No rate is set for the fallback.
    OtherwiseRate,
}

/// Posts a shift, with the rate of its day frozen into it.
///
/// # Errors
/// 404 for a unit that the manager does not hold.
pub async fn post(app: &App, manager: i64, draft: Draft) -> Result<Result<i64, Fault>, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let held = organisation::list_held_units(conn, manager)?;
            let unit = held
                .iter()
                .find(|unit| unit.id == draft.unit)
                .ok_or(AppError::NotFound)?;
            let new = match price(conn, unit, &draft, now)? {
                Ok(new) => new,
                Err(fault) => return Ok(Err(fault)),
            };
            let moments = match extras::settle(conn, &new, &draft, now)? {
                Ok(moments) => moments,
                Err(fault) => return Ok(Err(fault)),
            };
            let id = put(conn, &new, manager, now)?;
            extras::keep(conn, id, &moments)?;
            Ok(Ok(id))
        })
        .await
}

/// The shift that a draft means, with the rate of its day.
///
/// # Errors
/// The database's.
pub fn price(
    conn: &mut Conn,
    unit: &Unit,
    draft: &Draft,
    now: UtcTime,
) -> QueryResult<Result<NewShift, Fault>> {
    let starts_at = UtcTime::from_local(draft.day.and_time(draft.start), unit.zone());
    if starts_at <= now {
        return Ok(Err(Fault::Past));
    }
    let band = Band::of_start(draft.start.num_seconds_from_midnight() / 60);
    let rate = organisation::find_rate(conn, draft.category, band, &unit.currency, draft.day)?;
    let Some(cents_per_hour) = rate else {
        return Ok(Err(Fault::NoRate));
    };
    // Through the day after: a shift past midnight is natural, and clock changes count.
    let days = i64::from(draft.end <= draft.start);
    let last = crate::clock::add_days(draft.day, days);
    let ends_at = UtcTime::from_local(last.and_time(draft.end), unit.zone());
    Ok(Ok(NewShift {
        unit: unit.id,
        category: draft.category,
        specialty: draft.specialty,
        band,
        starts_at,
        length: ends_at.since(starts_at),
        places: draft.places,
        cents_per_hour,
        currency: unit.currency.clone(),
        note: draft.note.clone(),
    }))
}

/// Puts a shift on the board.
///
/// # Errors
/// The database's.
pub fn put(conn: &mut Conn, new: &NewShift, manager: i64, now: UtcTime) -> QueryResult<i64> {
    let id = rosters::insert_shift(conn, new, manager, now)?;
    let actor = Actor::Person(manager, Role::UnitManager);
    let detail = json!({"unit": new.unit});
    audit::record(
        conn,
        now,
        actor,
        "shift.posted",
        Subject::Shift(id),
        &detail,
    )?;
    Ok(id)
}
