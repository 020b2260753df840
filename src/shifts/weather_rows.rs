//! Rows of notices about the weather, and of whom they touch.

use crate::clock::{SERVICE_ZONE, UtcTime, add_days};
use crate::db::Conn;
use crate::db::schema::{
    bookings, clusters, hospitals, shifts, units, weather_notices, weather_told,
};
use crate::domain::Bilingual;
use crate::i18n::Texts;
use crate::text_enum;
use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;
use std::collections::BTreeSet;

text_enum! {
    /// What the weather is.
    Signal {
        /// Typhoon signal 8.
        Typhoon8 = "typhoon_8",
        /// Typhoon signal 9.
        Typhoon9 = "typhoon_9",
        /// Typhoon signal 10.
        Typhoon10 = "typhoon_10",
        /// Red rainstorm.
        RainRed = "rain_red",
        /// Black rainstorm.
        RainBlack = "rain_black",
    }
}

impl Signal {
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Typhoon8 => t.weather_typhoon_8(),
            Self::Typhoon9 => t.weather_typhoon_9(),
            Self::Typhoon10 => t.weather_typhoon_10(),
            Self::RainRed => t.weather_rain_red(),
            Self::RainBlack => t.weather_rain_black(),
        }
    }
}

/// A notice about the weather.
#[derive(Debug, Clone, Queryable)]
pub struct Weather {
    /// Row.
    pub id: i64,
    /// What it is.
    pub signal: Signal,
    /// The day.
    pub on_day: NaiveDate,
    /// What the office adds, or empty.
    pub note: String,
    /// The cluster; all where there is none.
    pub cluster: Option<Bilingual>,
    /// Row of the cluster.
    pub cluster_id: Option<i64>,
}

/// A notice to post.
#[derive(Debug, Clone)]
pub struct NewWeather {
    /// What it is.
    pub signal: Signal,
    /// Row of the cluster; all where there is none.
    pub cluster: Option<i64>,
    /// The day.
    pub day: NaiveDate,
    /// What the office adds, or empty.
    pub note: String,
}

/// What is left of a day.
pub fn rest_of(day: NaiveDate, now: UtcTime) -> (UtcTime, UtcTime) {
    let midnight = |day: NaiveDate| UtcTime::from_local(day.and_time(NaiveTime::MIN), SERVICE_ZONE);
    (midnight(day).max(now), midnight(add_days(day, 1)))
}

/// Notices that stand, from a day on.
///
/// # Errors
/// The database's.
pub fn list_standing(conn: &mut Conn, from: NaiveDate) -> QueryResult<Vec<Weather>> {
    weather_notices::table
        .left_join(clusters::table)
        .filter(weather_notices::ended_at.is_null())
        .filter(weather_notices::on_day.ge(from))
        .order((weather_notices::on_day, weather_notices::id))
        .select((
            weather_notices::id,
            weather_notices::signal,
            weather_notices::on_day,
            weather_notices::note,
            (clusters::name_en, clusters::name_zh).nullable(),
            weather_notices::cluster_id,
        ))
        .load(conn)
}

/// Posts a notice.
///
/// # Errors
/// A violation where the cluster is unknown.
pub fn insert(conn: &mut Conn, new: &NewWeather, by: i64, now: UtcTime) -> QueryResult<i64> {
    diesel::insert_into(weather_notices::table)
        .values((
            weather_notices::signal.eq(new.signal),
            weather_notices::cluster_id.eq(new.cluster),
            weather_notices::on_day.eq(new.day),
            weather_notices::note.eq(&new.note),
            weather_notices::posted_by.eq(by),
            weather_notices::posted_at.eq(now),
        ))
        .returning(weather_notices::id)
        .get_result(conn)
}

/// Ends a notice; 0 where it has ended.
///
/// # Errors
/// The database's.
pub fn update_ended(conn: &mut Conn, id: i64, now: UtcTime) -> QueryResult<usize> {
    diesel::update(
        weather_notices::table
            .find(id)
            .filter(weather_notices::ended_at.is_null()),
    )
    .set(weather_notices::ended_at.eq(now))
    .execute(conn)
}

/// Keeps who was told that a notice began.
///
/// # Errors
/// The database's.
pub fn insert_told(conn: &mut Conn, notice: i64, users: &BTreeSet<i64>) -> QueryResult<()> {
    for user in users {
        diesel::insert_into(weather_told::table)
            .values((
                weather_told::notice_id.eq(notice),
                weather_told::user_id.eq(user),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Who was told that a notice began.
///
/// # Errors
/// The database's.
pub fn list_told(conn: &mut Conn, notice: i64) -> QueryResult<Vec<i64>> {
    weather_told::table
        .filter(weather_told::notice_id.eq(notice))
        .order(weather_told::user_id)
        .select(weather_told::user_id)
        .load(conn)
}

/// What a notice is about, and its day.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find(conn: &mut Conn, notice: i64) -> QueryResult<(Signal, NaiveDate)> {
    weather_notices::table
        .find(notice)
        .select((weather_notices::signal, weather_notices::on_day))
        .first(conn)
}

/// Places in a cluster, or in all, that somebody works between two instants: person and shift.
///
/// # Errors
/// The database's.
pub fn list_touched(
    conn: &mut Conn,
    cluster: Option<i64>,
    (from, to): (UtcTime, UtcTime),
) -> QueryResult<Vec<(i64, i64)>> {
    let mut query = bookings::table
        .inner_join(shifts::table.inner_join(units::table.inner_join(hospitals::table)))
        .filter(bookings::state.eq("held"))
        .filter(bookings::ends_at.gt(from))
        .filter(bookings::starts_at.lt(to))
        .order(bookings::id)
        .select((bookings::user_id, bookings::shift_id))
        .into_boxed();
    if let Some(cluster) = cluster {
        query = query.filter(hospitals::cluster_id.eq(cluster));
    }
    query.load(conn)
}

/// Those of some units that lie in a cluster; all where there is none.
///
/// # Errors
/// The database's.
pub fn list_units_in(conn: &mut Conn, of: &[i64], cluster: Option<i64>) -> QueryResult<Vec<i64>> {
    let Some(cluster) = cluster else {
        return Ok(of.to_vec());
    };
    units::table
        .inner_join(hospitals::table)
        .filter(units::id.eq_any(of.to_vec()))
        .filter(hospitals::cluster_id.eq(cluster))
        .select(units::id)
        .load(conn)
}
