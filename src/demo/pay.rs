//! Attendance and pay of the demo: hours that were agreed, questioned and left to be confirmed, one
//! payroll that was paid, one that waits for its second person, and a shift that is on right now.

use super::stories::Officers;
use crate::app::App;
use crate::clock::{UtcTime, add_days};
use crate::db::Conn;
use crate::db::schema::{
    bookings, experience_rates, hospitals, pay_terms, shifts, unit_managers, units, users,
};
use crate::domain::Category;
use crate::error::AppError;
use crate::keys;
use crate::pay::attendance::Times;
use crate::pay::payroll;
use crate::pay::service::{self, Entry, Place};
use chrono::TimeDelta;
use diesel::prelude::*;

/// Lives through it with the product's own services.
pub(super) async fn live(
    app: &App,
    manager: i64,
    officers: Officers,
    member: &'static str,
) -> anyhow::Result<()> {
    let today = app.clock.now();
    let nurse = app
        .db
        .write(move |conn| insert(conn, manager, member, today).map_err(AppError::from))
        .await?;
    let places = service::of_manager(app, manager).await?;
    let recent = |place: &Place| today.since(place.ends_at) < TimeDelta::days(9);
    let (new, old): (Vec<_>, Vec<_>) = places.into_iter().partition(recent);
    work(app, manager, nurse, &old, today).await?;
    app.clock.set(today.minus(TimeDelta::days(8)));
    let run = payroll::make(app, officers.first, "HKD".into()).await?;
    payroll::release(app, officers.second, run).await?;
    payroll::paid(app, officers.second, run).await?;
    work(app, manager, nurse, &new, today).await?;
    app.clock.set(today);
    payroll::make(app, officers.first, "HKD".into()).await?;
    Ok(())
}

/// The unit confirms most places, and most members agree.
async fn work(
    app: &App,
    manager: i64,
    nurse: i64,
    places: &[Place],
    today: UtcTime,
) -> anyhow::Result<()> {
    for (index, place) in (0..).zip(places) {
        let age = today.since(place.ends_at);
        let own = place.user == nurse;
        let left_open = if own {
            age < TimeDelta::days(2)
        } else {
            index % 3 == 0 && age < TimeDelta::days(8)
        };
        if age <= TimeDelta::zero() || left_open {
            continue;
        }
        app.clock
            .set(place.ends_at.plus(TimeDelta::hours(20)).min(today));
        let late = index % 4 == 1;
        let entry = Entry {
            times: Times {
                from: place.starts_at,
                to: place
                    .ends_at
                    .plus(TimeDelta::minutes(if late { 30 } else { 0 })),
                reason: if late {
                    "交更後繼續照顧一名病人".into()
                } else {
                    String::new()
                },
            },
            answer: String::new(),
            authorise: true,
        };
        let entered = service::enter(app, manager, place.id, entry).await?;
        if entered.is_err() || age < TimeDelta::days(4) {
            continue;
        }
        let query = (index % 7 == 3 && !own).then(|| "我遲了離開，因為下一更遲到。".to_owned());
        service::answer(app, place.user, place.id, query).await?;
    }
    Ok(())
}

/// What years of experience add, and what two regimes' rules of pay need to know.
fn insert_terms(conn: &mut Conn, today: UtcTime) -> QueryResult<()> {
    let since = add_days(today.day(), -400);
    for (category, years, extra) in [
        (Category::RnGeneral, 1, 800_i64),
        (Category::RnGeneral, 8, 2_000),
        (Category::EnGeneral, 5, 600),
    ] {
        diesel::insert_into(experience_rates::table)
            .values((
                experience_rates::category.eq(category),
                experience_rates::currency.eq("HKD"),
                experience_rates::from_years.eq(years),
                experience_rates::extra_cents_per_hour.eq(extra),
                experience_rates::effective_from.eq(since),
                experience_rates::created_at.eq(today.minus(TimeDelta::days(400))),
            ))
            .execute(conn)?;
    }
    for (code, salary, wage) in [("CHCSJ", Some(39_130), None), ("KMUH", None, Some(196))] {
        let hospital: i64 = hospitals::table
            .filter(hospitals::code.eq(code))
            .select(hospitals::id)
            .first(conn)?;
        diesel::insert_into(pay_terms::table)
            .values((
                pay_terms::hospital_id.eq(hospital),
                pay_terms::category.eq(Category::RnGeneral),
                pay_terms::effective_from.eq(since),
                pay_terms::monthly_salary.eq(salary),
                pay_terms::minimum_hourly_wage.eq(wage),
                pay_terms::hourly_level.eq(wage.map(|_| 3)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Places of the member whose account is printed, one of them right now and two in Macau.
fn insert(conn: &mut Conn, manager: i64, member: &str, today: UtcTime) -> QueryResult<i64> {
    insert_terms(conn, today)?;
    let nurse: i64 = users::table
        .filter(users::email.eq(member))
        .select(users::id)
        .first(conn)?;
    let ward: i64 = unit_managers::table
        .filter(unit_managers::user_id.eq(manager))
        .order(unit_managers::unit_id)
        .select(unit_managers::unit_id)
        .first(conn)?;
    for (hours_ago, length) in [(1, 8), (30, 7), (78, 10), (150, 7), (390, 10), (800, 7)] {
        place(
            conn,
            ward,
            nurse,
            (today.minus(TimeDelta::hours(hours_ago)), length),
            (manager, today),
        )?;
    }
    let macau: i64 = units::table
        .inner_join(hospitals::table)
        .filter(hospitals::code.eq("CHCSJ"))
        .order(units::id)
        .select(units::id)
        .first(conn)?;
    diesel::insert_into(unit_managers::table)
        .values((
            unit_managers::unit_id.eq(macau),
            unit_managers::user_id.eq(manager),
        ))
        .execute(conn)?;
    for days in [12, 19] {
        // Ten at night there, whatever the hour here.
        let evening = add_days(today.day(), -days).and_hms_opt(22, 0, 0);
        let starts = evening.map(|at| UtcTime::from_local(at, chrono_tz::Asia::Macau));
        if let Some(starts) = starts {
            place(conn, macau, nurse, (starts, 8), (manager, today))?;
        }
    }
    Ok(nurse)
}

/// A shift that somebody holds alone, unless they are elsewhere at the time.
fn place(
    conn: &mut Conn,
    unit: i64,
    user: i64,
    (starts_at, hours): (UtcTime, i64),
    (manager, today): (i64, UtcTime),
) -> QueryResult<()> {
    // The whole hour before: shifts do not begin at 10:37.
    let minute = starts_at.local(crate::clock::SERVICE_ZONE).time();
    let past = i64::from(chrono::Timelike::num_seconds_from_midnight(&minute)) % 3_600;
    let starts_at = starts_at.minus(TimeDelta::seconds(past));
    let ends_at = starts_at.plus(TimeDelta::hours(hours));
    let elsewhere: i64 = bookings::table
        .filter(bookings::user_id.eq(user))
        .filter(bookings::starts_at.lt(ends_at))
        .filter(bookings::ends_at.gt(starts_at))
        .count()
        .get_result(conn)?;
    if elsewhere > 0 {
        return Ok(());
    }
    let (specialty, currency): (i64, String) = units::table
        .inner_join(hospitals::table)
        .filter(units::id.eq(unit))
        .select((units::specialty_id, hospitals::currency))
        .first(conn)?;
    let local = starts_at.local(crate::clock::SERVICE_ZONE).time();
    let band =
        crate::domain::Band::of_start(chrono::Timelike::num_seconds_from_midnight(&local) / 60);
    let shift: i64 = diesel::insert_into(shifts::table)
        .values((
            shifts::unit_id.eq(unit),
            shifts::category.eq(Category::RnGeneral),
            shifts::specialty_id.eq(specialty),
            shifts::band.eq(band),
            shifts::starts_at.eq(starts_at),
            shifts::ends_at.eq(ends_at),
            shifts::places.eq(1),
            shifts::filled.eq(1),
            shifts::cents_per_hour.eq(32_900_i64),
            shifts::currency.eq(currency),
            shifts::state.eq("open"),
            shifts::posted_by.eq(manager),
            shifts::created_at.eq(starts_at.minus(TimeDelta::days(20))),
        ))
        .returning(shifts::id)
        .get_result(conn)?;
    let picked = starts_at.minus(TimeDelta::days(5)).min(today);
    diesel::insert_into(bookings::table)
        .values((
            bookings::shift_id.eq(shift),
            bookings::user_id.eq(user),
            bookings::starts_at.eq(starts_at),
            bookings::ends_at.eq(ends_at),
            bookings::state.eq("held"),
            bookings::cents_per_hour.eq(32_900_i64),
            bookings::idempotency_key.eq(keys::random_token()),
            bookings::picked_at.eq(picked),
            bookings::undo_until.eq(picked),
            bookings::unit_told_at.eq(picked),
        ))
        .execute(conn)?;
    Ok(())
}
