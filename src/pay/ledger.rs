//! Rows of pay: what an hour is worth beyond the rate, lines, and the runs that pay them.

use super::attendance::{ANSWER_WITHIN, State};
use super::reckon::Working;
use super::runs::RunState;
use super::store::Place;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{
    applications, attendance, experience_rates, experiences, hospitals, pay_lines, pay_runs,
    pay_terms,
};
use crate::domain::{Bilingual, Category};
use crate::regime::Regime;
use crate::vetting::State as Vetting;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A line of pay.
#[derive(Debug, Clone)]
pub struct Line {
    /// Row.
    pub id: i64,
    /// The place; `None` for a month's allowance.
    pub booking: Option<i64>,
    /// Whose.
    pub user: i64,
    /// First day of the month that it belongs to.
    pub month: NaiveDate,
    /// The sum, in cents.
    pub cents: i64,
    /// Its currency.
    pub currency: String,
    /// How it was reckoned.
    pub working: Working,
    /// The hospital.
    pub hospital: Bilingual,
    /// The word of the regime under which it was reckoned.
    pub regime: String,
    /// The first day of the edition of its rules.
    pub edition: Option<NaiveDate>,
    /// The export that pays it: where it stands, and when it was paid.
    pub run: Option<(RunState, Option<UtcTime>)>,
}

type Row = (
    (i64, Option<i64>, i64, NaiveDate, i64, String),
    (String, Bilingual, String, Option<NaiveDate>),
    Option<(RunState, Option<UtcTime>)>,
);

fn line((head, (working, hospital, regime, edition), run): Row) -> QueryResult<Line> {
    let (id, booking, user, month, cents, currency) = head;
    Ok(Line {
        id,
        booking,
        user,
        month,
        cents,
        currency,
        working: serde_json::from_str(&working)
            .map_err(|error| diesel::result::Error::DeserializationError(error.into()))?,
        hospital,
        regime,
        edition,
        run,
    })
}

macro_rules! lines {
    () => {
        pay_lines::table
            .inner_join(hospitals::table)
            .left_join(pay_runs::table)
            .order((
                pay_lines::month.desc(),
                pay_lines::booking_id,
                pay_lines::id,
            ))
            .select((
                (
                    pay_lines::id,
                    pay_lines::booking_id,
                    pay_lines::user_id,
                    pay_lines::month,
                    pay_lines::cents,
                    pay_lines::currency,
                ),
                (
                    pay_lines::working,
                    (hospitals::name_en, hospitals::name_zh),
                    pay_lines::regime,
                    pay_lines::edition,
                ),
                (pay_runs::state, pay_runs::paid_at).nullable(),
            ))
    };
}

/// All lines of a member, latest month first.
///
/// # Errors
/// The database's.
pub fn list_of_member(conn: &mut Conn, user: i64) -> QueryResult<Vec<Line>> {
    let rows: Vec<Row> = lines!().filter(pay_lines::user_id.eq(user)).load(conn)?;
    rows.into_iter().map(line).collect()
}

/// The lines of an export.
///
/// # Errors
/// The database's.
pub fn list_of_run(conn: &mut Conn, run: i64) -> QueryResult<Vec<Line>> {
    let rows: Vec<Row> = lines!().filter(pay_lines::run_id.eq(run)).load(conn)?;
    rows.into_iter().map(line).collect()
}

/// Lines that may be paid: agreed, or unanswered for a week; allowances of months that are over.
///
/// # Errors
/// The database's.
pub fn list_due(conn: &mut Conn, now: UtcTime) -> QueryResult<Vec<(i64, String, i64)>> {
    let silent = attendance::state
        .eq(State::Authorised)
        .and(attendance::authorised_at.le(now.minus(ANSWER_WITHIN)));
    let settled = attendance::table
        .filter(
            attendance::state
                .eq(State::Agreed)
                .or(silent.assume_not_null()),
        )
        .select(attendance::booking_id.nullable());
    let this_month = first_of_month(now.day());
    let over = pay_lines::booking_id
        .is_null()
        .and(pay_lines::month.lt(this_month));
    pay_lines::table
        .filter(pay_lines::run_id.is_null())
        .filter(
            pay_lines::booking_id
                .eq_any(settled)
                .assume_not_null()
                .or(over),
        )
        .order(pay_lines::id)
        .select((pay_lines::id, pay_lines::currency, pay_lines::cents))
        .load(conn)
}

/// The first day of a day's month.
pub fn first_of_month(day: NaiveDate) -> NaiveDate {
    use chrono::Datelike;
    day.with_day(1).unwrap_or(day)
}

/// What a line is made of.
pub struct NewLine<'a> {
    /// The place that it is about, which also says whose it is and where.
    pub place: &'a Place,
    /// Whether it is the month's allowance and not the place's own.
    pub allowance: bool,
    /// The word of the regime.
    pub regime: &'a str,
    /// The sum, in cents.
    pub cents: i64,
    /// How it was reckoned.
    pub working: &'a Working,
}

/// Writes a line.
///
/// # Errors
/// The database's.
pub fn insert_line(conn: &mut Conn, new: &NewLine<'_>, now: UtcTime) -> QueryResult<()> {
    let working = serde_json::to_string(new.working)
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    let edition = Regime::parse(new.regime).map(|regime| regime.edition().in_force_from);
    diesel::insert_into(pay_lines::table)
        .values((
            pay_lines::booking_id.eq((!new.allowance).then_some(new.place.id)),
            pay_lines::user_id.eq(new.place.user),
            pay_lines::hospital_id.eq(new.place.hospital_id),
            pay_lines::regime.eq(new.regime),
            pay_lines::month.eq(first_of_month(new.place.day())),
            pay_lines::cents.eq(new.cents),
            pay_lines::currency.eq(&new.place.currency),
            pay_lines::working.eq(working),
            pay_lines::edition.eq(edition),
            pay_lines::reckoned_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Removes a place's line that no export holds; `false` where one does.
///
/// # Errors
/// The database's.
pub fn delete_line(conn: &mut Conn, booking: i64) -> QueryResult<bool> {
    let own = pay_lines::table.filter(pay_lines::booking_id.eq(booking));
    diesel::delete(own.filter(pay_lines::run_id.is_null())).execute(conn)?;
    let left: i64 = own.count().get_result(conn)?;
    Ok(left == 0)
}

/// Removes a month's allowance that no export holds, and says what was paid before, in cents.
///
/// # Errors
/// The database's.
pub fn delete_allowance(
    conn: &mut Conn,
    user: i64,
    hospital: i64,
    month: NaiveDate,
) -> QueryResult<i64> {
    let own = pay_lines::table
        .filter(pay_lines::booking_id.is_null())
        .filter(pay_lines::user_id.eq(user))
        .filter(pay_lines::hospital_id.eq(hospital))
        .filter(pay_lines::month.eq(month));
    diesel::delete(own.filter(pay_lines::run_id.is_null())).execute(conn)?;
    let paid: Vec<i64> = own.select(pay_lines::cents).load(conn)?;
    Ok(paid.iter().sum())
}

/// What a hospital's regime needs to know on a day: salary, minimum hourly wage, level.
pub type HospitalTerms = (Option<i32>, Option<i32>, Option<i32>);

/// A hospital's terms on a day; nothing where none were set.
///
/// # Errors
/// The database's.
pub fn find_terms(
    conn: &mut Conn,
    hospital: i64,
    category: Category,
    on: NaiveDate,
) -> QueryResult<HospitalTerms> {
    let found = pay_terms::table
        .filter(pay_terms::hospital_id.eq(hospital))
        .filter(pay_terms::category.eq(category))
        .filter(pay_terms::effective_from.le(on))
        .order(pay_terms::effective_from.desc())
        .select((
            pay_terms::monthly_salary,
            pay_terms::minimum_hourly_wage,
            pay_terms::hourly_level,
        ))
        .first(conn)
        .optional()?;
    Ok(found.unwrap_or((None, None, None)))
}

/// What full years add to an hour, in cents: the table of the shift's day as it stood at the pick.
///
/// # Errors
/// The database's.
pub fn find_extra(conn: &mut Conn, place: &Place, years: u32) -> QueryResult<Option<i64>> {
    let years = i32::try_from(years).unwrap_or(i32::MAX);
    experience_rates::table
        .filter(experience_rates::category.eq(place.category))
        .filter(experience_rates::currency.eq(&place.currency))
        .filter(experience_rates::from_years.le(years))
        .filter(experience_rates::effective_from.le(place.day()))
        .filter(experience_rates::created_at.le(place.picked_at))
        .order((
            experience_rates::from_years.desc(),
            experience_rates::effective_from.desc(),
        ))
        .select(experience_rates::extra_cents_per_hour)
        .first(conn)
        .optional()
}

/// When somebody worked before, as their approved application says.
///
/// # Errors
/// The database's.
pub fn list_experience(
    conn: &mut Conn,
    user: i64,
) -> QueryResult<Vec<(NaiveDate, Option<NaiveDate>)>> {
    experiences::table
        .inner_join(applications::table)
        .filter(applications::user_id.eq(user))
        .filter(applications::state.eq_any([Vetting::Approved, Vetting::Suspended]))
        .select((experiences::from_on, experiences::to_on))
        .load(conn)
}
