//! One hospital in each of the other four regimes: wards with templates, rates and open shifts in its
//! own zone and currency. The rates are invented; the regimes' own pay tables are not about locums.

use super::dice::Dice;
use super::places::{kind, name, on};
use crate::clock::{UtcTime, add_days};
use crate::db::Conn;
use crate::db::schema::{hospitals, rates, shift_templates, shifts, specialties, units};
use crate::domain::{Band, Category};
use crate::organisation::entries::{Entry, Hospital, Rate};
use crate::organisation::list_rows::put;
use crate::organisation::service::zone;
use crate::regime::Regime;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use diesel::prelude::*;

/// Days ahead on which shifts are open.
const AHEAD: i64 = 21;

/// A hospital of a regime: cluster, hospital, and the names of both.
struct Place {
    regime: Regime,
    cluster: (&'static str, &'static str, &'static str),
    hospital: (&'static str, &'static str, &'static str),
    /// Code, names and nursing specialty of each ward.
    wards: [(&'static str, &'static str, &'static str, &'static str); 2],
    /// Morning, afternoon and night: minute of the start and length in minutes.
    bands: [(Band, i32, i32); 3],
    /// Pay an hour for enrolled and registered nurses, in whole units.
    hourly: [(Category, i64); 2],
}

/// Eight hours each.
const EIGHT: [(Band, i32, i32); 3] = [(Band::A, 480, 480), (Band::P, 960, 480), (Band::N, 0, 480)];

#[rustfmt::skip]
const PLACES: [Place; 4] = [
    Place {
        regime: Regime::Macau,
        cluster: ("MO", "Macau", "澳門"),
        hospital: ("CHCSJ", "Conde S. Januário Hospital", "仁伯爵綜合醫院"),
        wards: [("M1", "Medical ward 1", "內科一病房", "medical"), ("S2", "Surgical ward 2", "外科二病房", "surgical")],
        // None is longer than 8 h 30 min (art. 22(5)).
        bands: [(Band::A, 480, 420), (Band::P, 900, 420), (Band::N, 1320, 510)],
        hourly: [(Category::EnGeneral, 265), (Category::RnGeneral, 330)],
    },
    Place {
        regime: Regime::Lienchiang,
        cluster: ("LJ", "Lienchiang", "連江"),
        hospital: ("LCH", "Lienchiang County Hospital", "連江縣立醫院"),
        wards: [("W3", "General ward 3", "三病房", "medical"), ("LTC", "Long-term care", "長期照顧部", "gerontology")],
        bands: EIGHT,
        hourly: [(Category::EnGeneral, 260), (Category::RnGeneral, 310)],
    },
    Place {
        regime: Regime::Kaohsiung,
        cluster: ("KH", "Kaohsiung", "高雄"),
        hospital: ("KMUH", "Kaohsiung Municipal United Hospital", "高雄市立聯合醫院"),
        wards: [("6A", "Medical ward 6A", "內科 6A 病房", "medical"), ("ER", "Emergency department", "急診", "emergency")],
        bands: EIGHT,
        hourly: [(Category::EnGeneral, 260), (Category::RnGeneral, 310)],
    },
    Place {
        regime: Regime::Taitung,
        cluster: ("TT", "Taitung", "臺東"),
        hospital: ("TTH", "Taitung Hospital, Ministry of Health and Welfare", "衛生福利部臺東醫院"),
        wards: [("5W", "Ward 5 West", "五西病房", "medical"), ("HC", "Home care", "居家照護", "community")],
        bands: EIGHT,
        hourly: [(Category::EnGeneral, 260), (Category::RnGeneral, 310)],
    },
];

/// Writes the hospitals with all that is theirs.
///
/// # Errors
/// The database's.
pub fn insert(conn: &mut Conn, since: NaiveDate, manager: i64, now: UtcTime) -> QueryResult<()> {
    let mut dice = Dice::new(2009);
    for place in &PLACES {
        let hospital = insert_hospital(conn, place, since)?;
        insert_rates(conn, place, since)?;
        for ward in place.wards {
            let (unit, specialty) = insert_ward(conn, place, hospital, ward)?;
            for ahead in 1..AHEAD {
                let (band, category) = (*dice.pick(&place.bands), dice.pick(&place.hourly));
                let slot = Slot {
                    unit,
                    specialty,
                    day: add_days(now.day(), ahead),
                    band,
                    category,
                };
                insert_shift(conn, place, &slot, manager, now)?;
            }
        }
    }
    Ok(())
}

fn insert_hospital(conn: &mut Conn, place: &Place, since: NaiveDate) -> QueryResult<i64> {
    let (cluster, cluster_en, cluster_zh) = place.cluster;
    let (code, en, zh) = place.hospital;
    let hospital = Hospital {
        cluster: cluster.to_owned(),
        cluster_name: name(cluster_en, cluster_zh),
        code: code.to_owned(),
        name: name(en, zh),
        accident_emergency: true,
        regime: place.regime,
    };
    put(conn, None, &Entry::Hospital(hospital), on(since))?;
    hospitals::table
        .filter(hospitals::code.eq(code))
        .select(hospitals::id)
        .first(conn)
}

fn insert_rates(conn: &mut Conn, place: &Place, since: NaiveDate) -> QueryResult<()> {
    let currency = place.regime.currency();
    let known: i64 = rates::table
        .filter(rates::currency.eq(currency))
        .count()
        .get_result(conn)?;
    // Three of the hospitals pay in the same money.
    if known > 0 {
        return Ok(());
    }
    for (category, whole) in place.hourly {
        for (band, _, _) in place.bands {
            let rate = Rate {
                category,
                band,
                currency: currency.to_owned(),
                cents: whole * 100,
                from: since,
            };
            put(conn, None, &Entry::Rate(rate), on(since))?;
        }
    }
    Ok(())
}

fn insert_ward(
    conn: &mut Conn,
    place: &Place,
    hospital: i64,
    (code, en, zh, specialty): (&str, &str, &str, &str),
) -> QueryResult<(i64, i64)> {
    let kind = kind(specialty);
    let specialty: i64 = specialties::table
        .filter(specialties::code.eq(specialty))
        .select(specialties::id)
        .first(conn)?;
    let (place_code, _, _) = place.hospital;
    let email = format!(
        "{}.{}@demo.example",
        place_code.to_lowercase(),
        code.to_lowercase()
    );
    let unit: i64 = diesel::insert_into(units::table)
        .values((
            units::hospital_id.eq(hospital),
            units::code.eq(code),
            units::name_en.eq(en),
            units::name_zh.eq(zh),
            units::specialty_id.eq(specialty),
            units::kind.eq(kind),
            units::email.eq(email),
            units::phone.eq("2345 6789"),
        ))
        .returning(units::id)
        .get_result(conn)?;
    for (band, starts, length) in place.bands {
        diesel::insert_into(shift_templates::table)
            .values((
                shift_templates::unit_id.eq(unit),
                shift_templates::band.eq(band),
                shift_templates::starts_minute.eq(starts),
                shift_templates::length_minutes.eq(length),
                shift_templates::category.eq(Category::RnGeneral),
                shift_templates::places.eq(2),
            ))
            .execute(conn)?;
    }
    Ok((unit, specialty))
}

struct Slot<'a> {
    unit: i64,
    specialty: i64,
    day: NaiveDate,
    band: (Band, i32, i32),
    category: &'a (Category, i64),
}

fn insert_shift(
    conn: &mut Conn,
    place: &Place,
    slot: &Slot<'_>,
    manager: i64,
    now: UtcTime,
) -> QueryResult<()> {
    let (band, starts, length) = slot.band;
    let (category, whole) = slot.category;
    let midnight = UtcTime::from_local(
        slot.day.and_time(NaiveTime::MIN),
        zone(place.regime.time_zone()),
    );
    let starts_at = midnight.plus(TimeDelta::minutes(i64::from(starts)));
    diesel::insert_into(shifts::table)
        .values((
            shifts::unit_id.eq(slot.unit),
            shifts::category.eq(category),
            shifts::specialty_id.eq(slot.specialty),
            shifts::band.eq(band),
            shifts::starts_at.eq(starts_at),
            shifts::ends_at.eq(starts_at.plus(TimeDelta::minutes(i64::from(length)))),
            shifts::places.eq(2),
            shifts::filled.eq(0),
            shifts::cents_per_hour.eq(whole * 100),
            shifts::currency.eq(place.regime.currency()),
            shifts::state.eq("open"),
            shifts::posted_by.eq(manager),
            shifts::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}
