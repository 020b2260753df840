//! What other rooms ask of the organisation, inside their own transactions.

use crate::db::Conn;
use crate::db::schema::{
    clusters, hospitals, rates, shift_templates, specialties, unit_managers, units,
};
use crate::domain::{Band, Bilingual, Category, Profession};
use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;

/// Reads a hospital's zone; an unknown one is read as the service's own.
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(crate::clock::SERVICE_ZONE)
}

/// Something to choose from, by row.
pub type Choice = (i64, Bilingual);

/// The specialties of a profession.
///
/// # Errors
/// The database's.
pub fn list_specialties(conn: &mut Conn, profession: Profession) -> QueryResult<Vec<Choice>> {
    specialties::table
        .filter(specialties::profession.eq(profession))
        .order(specialties::id)
        .select((
            specialties::id,
            (specialties::name_en, specialties::name_zh),
        ))
        .load(conn)
}

/// The clusters that are valid on a day.
///
/// # Errors
/// The database's.
pub fn list_clusters(conn: &mut Conn, on: NaiveDate) -> QueryResult<Vec<Choice>> {
    clusters::table
        .filter(clusters::valid_from.le(on))
        .filter(clusters::valid_to.is_null().or(clusters::valid_to.ge(on)))
        .order(clusters::id)
        .select((clusters::id, (clusters::name_en, clusters::name_zh)))
        .load(conn)
}

/// The hospitals that are open on a day and have units, which is where shifts can be.
///
/// # Errors
/// The database's.
pub fn list_hospitals(conn: &mut Conn, on: NaiveDate) -> QueryResult<Vec<Choice>> {
    hospitals::table
        .filter(hospitals::valid_from.le(on))
        .filter(hospitals::valid_to.is_null().or(hospitals::valid_to.ge(on)))
        .filter(hospitals::id.eq_any(units::table.select(units::hospital_id)))
        .order(hospitals::id)
        .select((hospitals::id, (hospitals::name_en, hospitals::name_zh)))
        .load(conn)
}

/// The units of a hospital.
///
/// # Errors
/// The database's.
pub fn list_units(conn: &mut Conn, hospital: i64) -> QueryResult<Vec<Choice>> {
    units::table
        .filter(units::hospital_id.eq(hospital))
        .order(units::id)
        .select((units::id, (units::name_en, units::name_zh)))
        .load(conn)
}

/// A unit with its hospital.
#[derive(Debug, Clone, Queryable)]
pub struct Unit {
    /// Row.
    pub id: i64,
    /// Its name.
    pub name: Bilingual,
    /// Its hospital's name.
    pub hospital: Bilingual,
    /// Zone of its clocks, by name.
    pub zone_name: String,
    /// Currency of its pay.
    pub currency: String,
    /// Row of its nursing specialty.
    pub specialty: i64,
}

impl Unit {
    /// Zone of its clocks.
    pub fn zone(&self) -> Tz {
        zone(&self.zone_name)
    }
}

/// The units that a manager holds.
///
/// # Errors
/// The database's.
pub fn list_held_units(conn: &mut Conn, manager: i64) -> QueryResult<Vec<Unit>> {
    unit_managers::table
        .inner_join(units::table.inner_join(hospitals::table))
        .filter(unit_managers::user_id.eq(manager))
        .order((hospitals::id, units::id))
        .select((
            units::id,
            (units::name_en, units::name_zh),
            (hospitals::name_en, hospitals::name_zh),
            hospitals::zone,
            hospitals::currency,
            units::specialty_id,
        ))
        .load(conn)
}

/// What an hour is worth on a day, in cents; `None` where no rate is set.
///
/// # Errors
/// The database's.
pub fn find_rate(
    conn: &mut Conn,
    category: Category,
    band: Band,
    currency: &str,
    on: NaiveDate,
) -> QueryResult<Option<i64>> {
    rates::table
        .filter(rates::category.eq(category))
        .filter(rates::band.eq(band))
        .filter(rates::currency.eq(currency))
        .filter(rates::effective_from.le(on))
        .order(rates::effective_from.desc())
        .select(rates::cents_per_hour)
        .first(conn)
        .optional()
}

/// A shift that a ward posts again and again.
#[derive(Debug, Clone, Queryable)]
pub struct Template {
    /// Row.
    pub id: i64,
    /// The ward.
    pub unit: i64,
    /// Part of the day.
    pub band: Band,
    /// Minute of the day at which it starts.
    pub starts_minute: i32,
    /// Its length in minutes.
    pub length_minutes: i32,
    /// Who is wanted.
    pub category: Category,
    /// How many.
    pub places: i32,
}

/// The templates of some units.
///
/// # Errors
/// The database's.
pub fn list_templates(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<Template>> {
    shift_templates::table
        .filter(shift_templates::unit_id.eq_any(of.to_vec()))
        .order(shift_templates::id)
        .select((
            shift_templates::id,
            shift_templates::unit_id,
            shift_templates::band,
            shift_templates::starts_minute,
            shift_templates::length_minutes,
            shift_templates::category,
            shift_templates::places,
        ))
        .load(conn)
}
