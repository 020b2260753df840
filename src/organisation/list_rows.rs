//! The lists as rows: what is stored, and how an entry is.

use super::entries::{Entry, Hospital, Rate, Specialty, Unit};
use super::lists::List;
use super::settled_rows;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{clusters, hospitals, rates, specialties, unit_managers, units, users};
use crate::domain::Bilingual;
use crate::error::AppError;
use crate::regime::Regime;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// What is stored, with its row.
pub type Stored = (i64, Entry);

/// What is stored of a list, in the order of its rows.
///
/// # Errors
/// The database's.
pub fn load(conn: &mut Conn, list: List) -> Result<Vec<Stored>, AppError> {
    match list {
        List::Specialties => Ok(load_specialties(conn)?),
        List::Hospitals => load_hospitals(conn),
        List::Units => Ok(load_units(conn)?),
        List::Rates => Ok(load_rates(conn)?),
        List::Experience => Ok(keyed(settled_rows::load_experience(conn)?)),
        List::Terms => Ok(keyed(settled_rows::load_terms(conn)?)),
        List::Limits => Ok(keyed(settled_rows::load_limits(conn)?)),
    }
}

/// Entries whose key is their row's: they have no number.
fn keyed(entries: Vec<Entry>) -> Vec<Stored> {
    entries.into_iter().map(|entry| (0, entry)).collect()
}

fn load_specialties(conn: &mut Conn) -> QueryResult<Vec<Stored>> {
    let rows: Vec<(i64, String, _, Bilingual)> = specialties::table
        .order(specialties::id)
        .select((
            specialties::id,
            specialties::code,
            specialties::profession,
            (specialties::name_en, specialties::name_zh),
        ))
        .load(conn)?;
    let entry = |(id, code, profession, name)| {
        let entry = Entry::Specialty(Specialty {
            code,
            profession,
            name,
        });
        (id, entry)
    };
    Ok(rows.into_iter().map(entry).collect())
}

fn load_hospitals(conn: &mut Conn) -> Result<Vec<Stored>, AppError> {
    type Row = (i64, (String, Bilingual), (String, Bilingual), bool, String);
    let rows: Vec<Row> = hospitals::table
        .inner_join(clusters::table)
        .order(hospitals::id)
        .select((
            hospitals::id,
            (clusters::code, (clusters::name_en, clusters::name_zh)),
            (hospitals::code, (hospitals::name_en, hospitals::name_zh)),
            hospitals::accident_emergency,
            hospitals::regime,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(
            |(id, (cluster, cluster_name), (code, name), accident_emergency, regime)| {
                let regime = Regime::parse(&regime)
                    .ok_or_else(|| anyhow::anyhow!("unknown regime {regime:?}"))?;
                let hospital = Hospital {
                    cluster,
                    cluster_name,
                    code,
                    name,
                    accident_emergency,
                    regime,
                };
                Ok((id, Entry::Hospital(hospital)))
            },
        )
        .collect()
}

fn load_units(conn: &mut Conn) -> QueryResult<Vec<Stored>> {
    type Row = (
        i64,
        String,
        (String, Bilingual),
        String,
        crate::domain::UnitKind,
        (String, String),
    );
    let rows: Vec<Row> = units::table
        .inner_join(hospitals::table)
        .inner_join(specialties::table)
        .order((hospitals::id, units::id))
        .select((
            units::id,
            hospitals::code,
            (units::code, (units::name_en, units::name_zh)),
            specialties::code,
            units::kind,
            (units::email, units::phone),
        ))
        .load(conn)?;
    let held: Vec<(i64, String)> = unit_managers::table
        .inner_join(users::table)
        .select((unit_managers::unit_id, users::email_key))
        .load(conn)?;
    let mut managers: HashMap<i64, BTreeSet<String>> = HashMap::new();
    for (unit, email) in held {
        managers.entry(unit).or_default().insert(email);
    }
    let entry = |(id, hospital, (code, name), specialty, kind, (email, phone))| {
        let unit = Unit {
            hospital,
            code,
            name,
            specialty,
            kind,
            email,
            phone,
            managers: managers.remove(&id).unwrap_or_default(),
        };
        (id, Entry::Unit(unit))
    };
    Ok(rows.into_iter().map(entry).collect())
}

fn load_rates(conn: &mut Conn) -> QueryResult<Vec<Stored>> {
    let rows: Vec<(i64, _, _, String, i64, NaiveDate)> = rates::table
        .order((
            rates::effective_from,
            rates::currency,
            rates::category,
            rates::band,
        ))
        .select((
            rates::id,
            rates::category,
            rates::band,
            rates::currency,
            rates::cents_per_hour,
            rates::effective_from,
        ))
        .load(conn)?;
    let entry = |(id, category, band, currency, cents, from)| {
        let rate = Rate {
            category,
            band,
            currency,
            cents,
            from,
        };
        (id, Entry::Rate(rate))
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// Writes one entry: over the row that it has, or as a new one, which is valid from this day on.
///
/// # Errors
/// The database's.
pub fn put(conn: &mut Conn, row: Option<i64>, entry: &Entry, now: UtcTime) -> QueryResult<()> {
    match entry {
        Entry::Specialty(specialty) => put_specialty(conn, row, specialty),
        Entry::Hospital(hospital) => put_hospital(conn, row, hospital, now.day()),
        Entry::Unit(unit) => put_unit(conn, row, unit),
        Entry::Rate(rate) => put_rate(conn, row, rate),
        Entry::Experience(extra) => settled_rows::put_experience(conn, extra, now),
        Entry::Terms(terms) => settled_rows::put_terms(conn, terms),
        Entry::Limit(limit) => settled_rows::put_limit(conn, limit),
    }
}

/// Updates the row, or inserts one.
macro_rules! store {
    ($conn:expr, $table:ident, $row:expr, $values:expr) => {
        match $row {
            Some(row) => diesel::update($table::table.find(row))
                .set($values)
                .execute($conn)?,
            None => diesel::insert_into($table::table)
                .values($values)
                .execute($conn)?,
        }
    };
}

fn put_specialty(conn: &mut Conn, row: Option<i64>, specialty: &Specialty) -> QueryResult<()> {
    let values = (
        specialties::code.eq(&specialty.code),
        specialties::profession.eq(specialty.profession),
        specialties::name_en.eq(&specialty.name.en),
        specialties::name_zh.eq(&specialty.name.zh),
    );
    store!(conn, specialties, row, values);
    Ok(())
}

fn put_hospital(
    conn: &mut Conn,
    row: Option<i64>,
    hospital: &Hospital,
    since: NaiveDate,
) -> QueryResult<()> {
    let known = clusters::table.filter(clusters::code.eq(&hospital.cluster));
    let cluster: Option<i64> = known.select(clusters::id).first(conn).optional()?;
    let names = (
        clusters::name_en.eq(&hospital.cluster_name.en),
        clusters::name_zh.eq(&hospital.cluster_name.zh),
    );
    let cluster = match cluster {
        Some(id) => {
            diesel::update(clusters::table.find(id))
                .set(names)
                .execute(conn)?;
            id
        }
        None => diesel::insert_into(clusters::table)
            .values((
                clusters::code.eq(&hospital.cluster),
                names,
                clusters::valid_from.eq(since),
            ))
            .returning(clusters::id)
            .get_result(conn)?,
    };
    let values = (
        hospitals::cluster_id.eq(cluster),
        hospitals::code.eq(&hospital.code),
        hospitals::name_en.eq(&hospital.name.en),
        hospitals::name_zh.eq(&hospital.name.zh),
        hospitals::accident_emergency.eq(hospital.accident_emergency),
    );
    match row {
        Some(row) => diesel::update(hospitals::table.find(row))
            .set(values)
            .execute(conn)?,
        None => diesel::insert_into(hospitals::table)
            .values((
                values,
                hospitals::regime.eq(hospital.regime.as_str()),
                hospitals::zone.eq(hospital.regime.time_zone()),
                hospitals::currency.eq(hospital.regime.currency()),
                hospitals::valid_from.eq(since),
            ))
            .execute(conn)?,
    };
    Ok(())
}

fn put_unit(conn: &mut Conn, row: Option<i64>, unit: &Unit) -> QueryResult<()> {
    let hospital: i64 = hospitals::table
        .filter(hospitals::code.eq(&unit.hospital))
        .select(hospitals::id)
        .first(conn)?;
    let specialty: i64 = specialties::table
        .filter(specialties::code.eq(&unit.specialty))
        .select(specialties::id)
        .first(conn)?;
    let values = (
        units::hospital_id.eq(hospital),
        units::code.eq(&unit.code),
        units::name_en.eq(&unit.name.en),
        units::name_zh.eq(&unit.name.zh),
        units::specialty_id.eq(specialty),
        units::kind.eq(unit.kind),
        units::email.eq(&unit.email),
        units::phone.eq(&unit.phone),
    );
    let id: i64 = match row {
        Some(row) => diesel::update(units::table.find(row))
            .set(values)
            .returning(units::id)
            .get_result(conn)?,
        None => diesel::insert_into(units::table)
            .values(values)
            .returning(units::id)
            .get_result(conn)?,
    };
    diesel::delete(unit_managers::table.filter(unit_managers::unit_id.eq(id))).execute(conn)?;
    for email in &unit.managers {
        let manager: i64 = users::table
            .filter(users::email_key.eq(email))
            .select(users::id)
            .first(conn)?;
        diesel::insert_into(unit_managers::table)
            .values((
                unit_managers::unit_id.eq(id),
                unit_managers::user_id.eq(manager),
            ))
            .execute(conn)?;
    }
    Ok(())
}

fn put_rate(conn: &mut Conn, row: Option<i64>, rate: &Rate) -> QueryResult<()> {
    let values = (
        rates::category.eq(rate.category),
        rates::band.eq(rate.band),
        rates::cents_per_hour.eq(rate.cents),
        rates::currency.eq(&rate.currency),
        rates::effective_from.eq(rate.from),
    );
    store!(conn, rates, row, values);
    Ok(())
}
