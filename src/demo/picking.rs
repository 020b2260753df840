//! What the demo shows of picking: units that confirm, rules of hospitals, a waiting list, a handover, a
//! fair release, a block with its appeal, a main job.

use super::board::Member;
use super::places::Ward;
use crate::app::App;
use crate::clock::{SERVICE_ZONE, UtcTime, add_days};
use crate::credentials::Slot;
use crate::db::Conn;
use crate::db::schema::{
    bookings, handovers, main_job, pick_rules, relatives, shifts, unit_blocks, unit_managers,
    unit_requirements, unit_terms, units, users, waiting,
};
use crate::domain::Category;
use crate::error::AppError;
use crate::keys;
use crate::shifts::calling_off;
use crate::shifts::calling_rows::Cause;
use crate::shifts::filter::Filter;
use crate::shifts::searches::{self, Told};
use crate::vetting::declarations::Relation;
use chrono::{NaiveTime, TimeDelta};
use diesel::prelude::*;

/// Rules of the first two hospitals: rule, amount, whether it blocks.
const RULES: [&[(&str, i32, bool)]; 2] = [
    &[("nights", 4, false)],
    &[("quota", 4, true), ("four_week_hours", 11_520, true)],
];

/// Sets up units and hospitals.
///
/// # Errors
/// The database's.
pub fn insert_terms(conn: &mut Conn, wards: &[Ward]) -> QueryResult<()> {
    for (index, ward) in wards.iter().take(6).enumerate() {
        let mode = if index % 3 == 1 { "confirm" } else { "instant" };
        diesel::insert_into(unit_terms::table)
            .values((
                unit_terms::unit_id.eq(ward.id),
                unit_terms::mode.eq(mode),
                unit_terms::confirm_hours.eq(24),
                unit_terms::cutoff_hours.eq(24),
                unit_terms::report_to.eq("當值護士長 Nurse in charge"),
                unit_terms::directions_en
                    .eq("Main block, lift B; the night entrance is beside A&E."),
                unit_terms::directions_zh.eq("主座大樓 B 升降機；夜間由急症室旁入口進入。"),
            ))
            .execute(conn)?;
    }
    let mut hospitals: Vec<i64> = Vec::new();
    for ward in wards {
        let hospital = units::table
            .find(ward.id)
            .select(units::hospital_id)
            .first(conn)?;
        if !hospitals.contains(&hospital) {
            hospitals.push(hospital);
        }
    }
    for (hospital, rules) in hospitals.iter().zip(RULES) {
        for (rule, amount, blocks) in rules {
            diesel::insert_into(pick_rules::table)
                .values((
                    pick_rules::hospital_id.eq(hospital),
                    pick_rules::rule.eq(rule),
                    pick_rules::amount.eq(amount),
                    pick_rules::blocks.eq(blocks),
                ))
                .execute(conn)?;
        }
    }
    if let Some(emergency) = wards.get(3) {
        diesel::insert_into(unit_requirements::table)
            .values((
                unit_requirements::unit_id.eq(emergency.id),
                unit_requirements::slot.eq(Slot::LifeSupport),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Open shifts for registered nurses of a ward, from tomorrow on.
fn list_open(conn: &mut Conn, ward: &Ward, now: UtcTime) -> QueryResult<Vec<i64>> {
    shifts::table
        .filter(shifts::unit_id.eq(ward.id))
        .filter(shifts::category.eq(Category::RnGeneral))
        .filter(shifts::starts_at.gt(now.plus(TimeDelta::days(2))))
        .filter(shifts::filled.eq(0))
        .order(shifts::starts_at)
        .select(shifts::id)
        .load(conn)
}

fn book(
    conn: &mut Conn,
    shift: i64,
    user: i64,
    now: UtcTime,
    confirm_by: Option<UtcTime>,
) -> QueryResult<i64> {
    let (from, to, cents): (UtcTime, UtcTime, i64) = shifts::table
        .find(shift)
        .select((shifts::starts_at, shifts::ends_at, shifts::cents_per_hour))
        .first(conn)?;
    diesel::update(shifts::table.find(shift))
        .set(shifts::filled.eq(shifts::filled + 1))
        .execute(conn)?;
    let told = confirm_by.is_none().then_some(now);
    diesel::insert_into(bookings::table)
        .values((
            bookings::shift_id.eq(shift),
            bookings::user_id.eq(user),
            bookings::starts_at.eq(from),
            bookings::ends_at.eq(to),
            bookings::state.eq("held"),
            bookings::cents_per_hour.eq(cents),
            bookings::idempotency_key.eq(keys::random_token()),
            bookings::picked_at.eq(now.minus(TimeDelta::hours(1))),
            bookings::undo_until.eq(now.minus(TimeDelta::minutes(50))),
            bookings::unit_told_at.eq(told),
            bookings::confirm_by.eq(confirm_by),
        ))
        .returning(bookings::id)
        .get_result(conn)
}

/// Members of a category who hold nothing ahead.
fn free(conn: &mut Conn, matched: &[Member], nurse: i64, now: UtcTime) -> QueryResult<Vec<i64>> {
    let mut found = Vec::new();
    for member in matched {
        let ahead: i64 = bookings::table
            .filter(bookings::user_id.eq(member.user))
            .filter(bookings::ends_at.gt(now))
            .count()
            .get_result(conn)?;
        if member.category == Category::RnGeneral && member.user != nurse && ahead == 0 {
            found.push(member.user);
        }
    }
    Ok(found)
}

/// What is going on around the demo's nurse.
///
/// # Errors
/// The database's.
pub fn insert_stories(
    conn: &mut Conn,
    wards: &[Ward],
    matched: &[Member],
    manager: i64,
    now: UtcTime,
) -> QueryResult<()> {
    let nurse: i64 = users::table
        .filter(users::email_key.eq("nurse@demo.example"))
        .select(users::id)
        .first(conn)?;
    let others = free(conn, matched, nurse, now)?;
    let [first, second, third, ..] = wards else {
        return Ok(());
    };
    // Two apply in a ward that confirms; the manager holds it.
    let until = Some(now.plus(TimeDelta::hours(20)));
    for (shift, user) in list_open(conn, second, now)?.iter().zip(&others) {
        book(conn, *shift, *user, now, until)?;
    }
    let mut open = list_open(conn, first, now)?.into_iter();
    let mut colleagues = others.iter().rev();
    // A place is kept for the nurse.
    if let Some(shift) = open.next() {
        diesel::update(shifts::table.find(shift))
            .set((shifts::places.eq(1), shifts::offered.eq(1)))
            .execute(conn)?;
        diesel::insert_into(waiting::table)
            .values((
                waiting::shift_id.eq(shift),
                waiting::user_id.eq(nurse),
                waiting::joined_at.eq(now.minus(TimeDelta::days(1))),
                waiting::state.eq("offered"),
                waiting::offer_until.eq(now.plus(TimeDelta::hours(2))),
            ))
            .execute(conn)?;
    }
    // A colleague would hand a shift to the nurse.
    if let (Some(shift), Some(giver)) = (open.next(), colleagues.next()) {
        let booking = book(conn, shift, *giver, now, None)?;
        diesel::insert_into(handovers::table)
            .values((
                handovers::booking_id.eq(booking),
                handovers::giver_id.eq(giver),
                handovers::taker_id.eq(nurse),
                handovers::state.eq("asked"),
                handovers::asked_at.eq(now),
            ))
            .execute(conn)?;
    }
    // The next ones of a ward open tomorrow, fairly.
    for shift in list_open(conn, third, now)?.into_iter().take(3) {
        let opens_at = UtcTime::from_local(
            add_days(now.day(), 1).and_time(NaiveTime::MIN),
            SERVICE_ZONE,
        );
        let opens_at = opens_at.plus(TimeDelta::hours(9));
        diesel::update(shifts::table.find(shift))
            .set((
                shifts::opens_at.eq(opens_at),
                shifts::first_until.eq(opens_at.plus(TimeDelta::hours(4))),
                shifts::seed.eq(keys::random_token()),
            ))
            .execute(conn)?;
    }
    insert_facts(conn, wards, (nurse, manager), &others, now)
}

/// A unit of the manager calls off a shift that somebody but the nurse would work.
///
/// # Errors
/// The database's.
pub async fn call_off_one(app: &App, manager: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    let shift: Option<i64> = app
        .db
        .read(move |conn| {
            let held: Vec<i64> = unit_managers::table
                .filter(unit_managers::user_id.eq(manager))
                .select(unit_managers::unit_id)
                .load(conn)?;
            let found = shifts::table
                .inner_join(bookings::table.inner_join(users::table))
                .filter(shifts::unit_id.eq_any(held))
                .filter(shifts::starts_at.gt(now.plus(TimeDelta::days(2))))
                .filter(shifts::starts_at.lt(now.plus(TimeDelta::days(13))))
                .filter(bookings::state.eq("held"))
                .filter(bookings::undo_until.lt(now))
                .filter(bookings::confirm_by.is_null())
                .filter(users::email_key.not_like("%@demo.example"))
                .order(shifts::starts_at.desc())
                .select(shifts::id)
                .first(conn)
                .optional()?;
            Ok::<_, AppError>(found)
        })
        .await?;
    let Some(shift) = shift else {
        return Ok(());
    };
    let note = "Half of the ward is being repainted. 病房一半正在翻新。".to_owned();
    calling_off::call_off(app, manager, shift, Cause::Closed, note).await
}

/// What the nurse said of themselves, and what a unit says of them and of another.
fn insert_facts(
    conn: &mut Conn,
    wards: &[Ward],
    (nurse, manager): (i64, i64),
    others: &[i64],
    now: UtcTime,
) -> QueryResult<()> {
    if let Some(ward) = wards.get(5) {
        diesel::insert_into(relatives::table)
            .values((
                relatives::user_id.eq(nurse),
                relatives::unit_id.eq(ward.id),
                relatives::relation.eq(Relation::SecondDegree),
                relatives::declared_at.eq(now),
            ))
            .execute(conn)?;
    }
    for day in [3, 4, 10, 11] {
        let start = add_days(now.day(), day).and_time(NaiveTime::MIN);
        let start = UtcTime::from_local(start, SERVICE_ZONE).plus(TimeDelta::hours(9));
        diesel::insert_into(main_job::table)
            .values((
                main_job::user_id.eq(nurse),
                main_job::starts_at.eq(start),
                main_job::ends_at.eq(start.plus(TimeDelta::hours(9))),
            ))
            .execute(conn)?;
    }
    let appeal = Some("I was on sick leave that day; the certificate was sent to the ward.");
    let blocked = [
        (Some(&nurse), wards.get(8), None),
        (others.first(), wards.get(2), appeal),
    ];
    for (user, ward, appeal) in blocked {
        let (Some(user), Some(ward)) = (user, ward) else {
            continue;
        };
        diesel::insert_into(unit_blocks::table)
            .values((
                unit_blocks::unit_id.eq(ward.id),
                unit_blocks::user_id.eq(user),
                unit_blocks::reason.eq("Twice late for handover, 2 and 9 March."),
                unit_blocks::blocked_by.eq(manager),
                unit_blocks::blocked_at.eq(now.minus(TimeDelta::days(20))),
                unit_blocks::review_on.eq(add_days(now.day(), 70)),
                unit_blocks::appeal.eq(appeal.unwrap_or("")),
                unit_blocks::appealed_at.eq(appeal.map(|_| now.minus(TimeDelta::days(2)))),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The nurse keeps a search and hears of it once a day.
///
/// # Errors
/// The database's.
pub async fn save_a_search(app: &App) -> Result<(), AppError> {
    let nurse = app
        .db
        .read(|conn| {
            let nurse = users::table.filter(users::email_key.eq("nurse@demo.example"));
            Ok::<i64, AppError>(nurse.select(users::id).first(conn)?)
        })
        .await?;
    let filter = Filter::parse("band=N&can=1").filter;
    searches::save(app, nurse, "我可以選的夜更".into(), &filter, Told::Daily).await
}
