//! Shifts of the demo: history behind the figures, and four weeks of open ones.

use super::dice::Dice;
use super::places::{BANDS, Ward};
use crate::clock::{SERVICE_ZONE, UtcTime, add_days};
use crate::db::Conn;
use crate::db::schema::{bookings, rates, shifts};
use crate::domain::{Band, Category, Profession};
use crate::keys;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use diesel::prelude::*;

/// Days ahead on which shifts are open.
const AHEAD: i64 = 28;
/// Days of history.
const BEHIND: i64 = 90;

/// Who works in the demo.
pub struct Member {
    /// Row.
    pub user: i64,
    /// As what.
    pub category: Category,
}

struct Slot {
    band: Band,
    starts_at: UtcTime,
    ends_at: UtcTime,
}

fn slot(day: NaiveDate, band: (Band, i32, i32)) -> Slot {
    let (band, starts, length) = band;
    let midnight = UtcTime::from_local(day.and_time(NaiveTime::MIN), SERVICE_ZONE);
    let starts_at = midnight.plus(TimeDelta::minutes(i64::from(starts)));
    Slot {
        band,
        starts_at,
        ends_at: starts_at.plus(TimeDelta::minutes(i64::from(length))),
    }
}

struct Posting<'a> {
    ward: &'a Ward,
    category: Category,
    slot: &'a Slot,
    places: i32,
    filled: i32,
    posted_by: i64,
}

fn insert_shift(conn: &mut Conn, posting: &Posting<'_>) -> QueryResult<i64> {
    let Posting {
        ward,
        category,
        slot,
        places,
        filled,
        posted_by,
    } = posting;
    let cents: i64 = rates::table
        .filter(rates::category.eq(category))
        .filter(rates::band.eq(slot.band))
        .filter(rates::currency.eq("HKD"))
        .select(rates::cents_per_hour)
        .first(conn)?;
    let specialty = match category.profession() {
        Profession::Nurse => ward.nursing,
        Profession::Doctor => ward.medical.unwrap_or(ward.nursing),
    };
    diesel::insert_into(shifts::table)
        .values((
            shifts::unit_id.eq(ward.id),
            shifts::category.eq(category),
            shifts::specialty_id.eq(specialty),
            shifts::band.eq(slot.band),
            shifts::starts_at.eq(slot.starts_at),
            shifts::ends_at.eq(slot.ends_at),
            shifts::places.eq(places),
            shifts::filled.eq(filled),
            shifts::cents_per_hour.eq(cents),
            shifts::currency.eq("HKD"),
            shifts::state.eq("open"),
            shifts::posted_by.eq(posted_by),
            shifts::created_at.eq(slot.starts_at.minus(TimeDelta::days(30))),
        ))
        .returning(shifts::id)
        .get_result(conn)
}

fn book(
    conn: &mut Conn,
    shift: i64,
    member: &Member,
    slot: &Slot,
    now: UtcTime,
) -> QueryResult<()> {
    // Nothing is picked in the future: every window to undo has closed.
    let picked_at = slot
        .starts_at
        .minus(TimeDelta::days(7))
        .min(now.minus(TimeDelta::hours(2)));
    let undo_until = picked_at.plus(TimeDelta::minutes(10));
    let cents: i64 = shifts::table
        .find(shift)
        .select(shifts::cents_per_hour)
        .first(conn)?;
    diesel::insert_into(bookings::table)
        .values((
            bookings::shift_id.eq(shift),
            bookings::user_id.eq(member.user),
            bookings::starts_at.eq(slot.starts_at),
            bookings::ends_at.eq(slot.ends_at),
            bookings::state.eq("held"),
            bookings::cents_per_hour.eq(cents),
            bookings::idempotency_key.eq(keys::random_token()),
            bookings::picked_at.eq(picked_at),
            bookings::undo_until.eq(undo_until),
            bookings::unit_told_at.eq(undo_until),
        ))
        .execute(conn)?;
    Ok(())
}

/// Every matched member has worked: one to four shifts each, never two in one day.
///
/// # Errors
/// The database's.
pub fn insert_history(
    conn: &mut Conn,
    dice: &mut Dice,
    wards: &[Ward],
    matched: &[Member],
    manager: i64,
    now: UtcTime,
) -> QueryResult<()> {
    let today = now.day();
    for member in matched {
        let mut day = add_days(today, -dice.between(BEHIND / 3, BEHIND));
        for _ in 0..dice.between(1, 5) {
            let ward = dice.pick(wards);
            let slot = slot(day, *dice.pick(&BANDS));
            let posting = Posting {
                ward,
                category: member.category,
                slot: &slot,
                places: 1,
                filled: 1,
                posted_by: manager,
            };
            let shift = insert_shift(conn, &posting)?;
            book(conn, shift, member, &slot, now)?;
            day = add_days(day, dice.between(2, 9));
            if day >= today {
                break;
            }
        }
    }
    Ok(())
}

/// Four weeks of open shifts; some have found somebody already.
///
/// # Errors
/// The database's.
pub fn insert_open(
    conn: &mut Conn,
    dice: &mut Dice,
    wards: &[Ward],
    matched: &[Member],
    manager: i64,
    now: UtcTime,
) -> QueryResult<()> {
    let today = now.day();
    for ahead in 0..AHEAD {
        let day = add_days(today, ahead);
        // Who works on this day works once.
        let mut free: Vec<&Member> = matched.iter().filter(|_| dice.percent(25)).collect();
        for ward in wards {
            for band in BANDS {
                if !dice.percent(45) {
                    continue;
                }
                let category = match (dice.between(0, 10), ward.medical) {
                    (0..2, Some(_)) => Category::DoctorNonSpecialist,
                    (2..4, Some(_)) => Category::DoctorSpecialist,
                    (4..6, _) => Category::EnGeneral,
                    _ => Category::RnGeneral,
                };
                let slot = slot(day, band);
                let places = i32::try_from(dice.between(1, 4)).unwrap_or(1);
                let taker = free
                    .iter()
                    .position(|member| member.category == category && dice.percent(30));
                let taker = taker
                    .filter(|_| band.0 != Band::N)
                    .map(|index| free.swap_remove(index));
                let filled = i32::from(taker.is_some());
                let posting = Posting {
                    ward,
                    category,
                    slot: &slot,
                    places,
                    filled,
                    posted_by: manager,
                };
                let shift = insert_shift(conn, &posting)?;
                if let Some(member) = taker {
                    book(conn, shift, member, &slot, now)?;
                }
            }
        }
    }
    Ok(())
}
