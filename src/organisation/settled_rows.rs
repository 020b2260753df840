//! What hospitals settle, as rows: what experience adds, what regimes ask for their pay, limits on picks.
//! Their keys are what tells a line from others, so a line is written anew in its place.

use super::entries::{Entry, Experience, Limit, PickRule, Terms};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{experience_rates, hospitals, pay_terms, pick_rules};
use crate::domain::Category;
use chrono::NaiveDate;
use diesel::prelude::*;

/// What experience adds.
///
/// # Errors
/// The database's.
pub fn load_experience(conn: &mut Conn) -> QueryResult<Vec<Entry>> {
    let rows: Vec<(Category, String, i32, i64, NaiveDate)> = experience_rates::table
        .order((
            experience_rates::effective_from,
            experience_rates::currency,
            experience_rates::category,
            experience_rates::from_years,
        ))
        .select((
            experience_rates::category,
            experience_rates::currency,
            experience_rates::from_years,
            experience_rates::extra_cents_per_hour,
            experience_rates::effective_from,
        ))
        .load(conn)?;
    let entry = |(category, currency, from_years, cents, from)| {
        Entry::Experience(Experience {
            category,
            currency,
            from_years,
            cents,
            from,
        })
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// What regimes ask.
///
/// # Errors
/// The database's.
pub fn load_terms(conn: &mut Conn) -> QueryResult<Vec<Entry>> {
    type Row = (
        String,
        Category,
        NaiveDate,
        (Option<i32>, Option<i32>, Option<i32>),
    );
    let rows: Vec<Row> = pay_terms::table
        .inner_join(hospitals::table)
        .order((
            hospitals::id,
            pay_terms::effective_from,
            pay_terms::category,
        ))
        .select((
            hospitals::code,
            pay_terms::category,
            pay_terms::effective_from,
            (
                pay_terms::monthly_salary,
                pay_terms::minimum_hourly_wage,
                pay_terms::hourly_level,
            ),
        ))
        .load(conn)?;
    let entry = |(hospital, category, from, (salary, wage, level))| {
        Entry::Terms(Terms {
            hospital,
            category,
            from,
            monthly_salary: salary,
            minimum_hourly_wage: wage,
            hourly_level: level,
        })
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// Limits on picks.
///
/// # Errors
/// The database's.
pub fn load_limits(conn: &mut Conn) -> QueryResult<Vec<Entry>> {
    let rows: Vec<(String, PickRule, i32, bool)> = pick_rules::table
        .inner_join(hospitals::table)
        .order((hospitals::id, pick_rules::rule))
        .select((
            hospitals::code,
            pick_rules::rule,
            pick_rules::amount,
            pick_rules::blocks,
        ))
        .load(conn)?;
    let entry = |(hospital, rule, amount, blocks): (_, PickRule, i32, _)| {
        Entry::Limit(Limit {
            hospital,
            rule,
            amount: amount / rule.stored(),
            blocks,
        })
    };
    Ok(rows.into_iter().map(entry).collect())
}

fn hospital(conn: &mut Conn, code: &str) -> QueryResult<i64> {
    hospitals::table
        .filter(hospitals::code.eq(code))
        .select(hospitals::id)
        .first(conn)
}

/// Writes what experience adds.
///
/// # Errors
/// The database's.
pub fn put_experience(conn: &mut Conn, extra: &Experience, now: UtcTime) -> QueryResult<()> {
    let (category, currency) = (extra.category, &extra.currency);
    let key = (category, currency, extra.from_years, extra.from);
    diesel::delete(experience_rates::table.find(key)).execute(conn)?;
    diesel::insert_into(experience_rates::table)
        .values((
            experience_rates::category.eq(category),
            experience_rates::currency.eq(currency),
            experience_rates::from_years.eq(extra.from_years),
            experience_rates::extra_cents_per_hour.eq(extra.cents),
            experience_rates::effective_from.eq(extra.from),
            experience_rates::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes what a regime asks of a hospital.
///
/// # Errors
/// The database's.
pub fn put_terms(conn: &mut Conn, terms: &Terms) -> QueryResult<()> {
    let hospital = hospital(conn, &terms.hospital)?;
    let key = (hospital, terms.category, terms.from);
    diesel::delete(pay_terms::table.find(key)).execute(conn)?;
    diesel::insert_into(pay_terms::table)
        .values((
            pay_terms::hospital_id.eq(hospital),
            pay_terms::category.eq(terms.category),
            pay_terms::effective_from.eq(terms.from),
            pay_terms::monthly_salary.eq(terms.monthly_salary),
            pay_terms::minimum_hourly_wage.eq(terms.minimum_hourly_wage),
            pay_terms::hourly_level.eq(terms.hourly_level),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes a limit.
///
/// # Errors
/// The database's.
pub fn put_limit(conn: &mut Conn, limit: &Limit) -> QueryResult<()> {
    let hospital = hospital(conn, &limit.hospital)?;
    diesel::delete(pick_rules::table.find((hospital, limit.rule.as_str()))).execute(conn)?;
    diesel::insert_into(pick_rules::table)
        .values((
            pick_rules::hospital_id.eq(hospital),
            pick_rules::rule.eq(limit.rule),
            pick_rules::amount.eq(limit.amount * limit.rule.stored()),
            pick_rules::blocks.eq(limit.blocks),
        ))
        .execute(conn)?;
    Ok(())
}
