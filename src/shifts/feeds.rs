//! A member's calendar feed, and their hours.

use super::facts::{self, Member};
use super::hours::{HouseRules, minutes_in_weeks, monday};
use super::ics::{self, Level};
use super::store::{self, Booking};
use crate::accounts::store::find_user;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::{SERVICE_ZONE, UtcTime, add_days};
use crate::db::schema::calendar_feeds;
use crate::domain::{Bilingual, Role};
use crate::error::AppError;
use crate::keys::{self, Purpose};
use crate::organisation::settings;
use crate::regime::Regime;
use crate::vetting::State;
use crate::vetting::members::find_membership;
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// How far back a feed goes.
const BACK: TimeDelta = TimeDelta::days(60);

/// A feed as its owner sees it.
pub struct Feed {
    /// Its whole address.
    pub address: String,
    /// How much it says.
    pub level: Level,
}

fn address(app: &App, salt: &str) -> String {
    let token = app.config.instance_key.link_token(Purpose::Calendar, salt);
    format!("{}/calendar/{token}", app.config.base_url)
}

/// The host in the names of events.
fn host(app: &App) -> String {
    let host = app.config.base_url.split("//").nth(1).unwrap_or("locum");
    host.split([':', '/']).next().unwrap_or("locum").to_owned()
}

/// A member's feed, where they have one.
///
/// # Errors
/// The database's.
pub async fn find(app: &App, user: i64) -> Result<Option<Feed>, AppError> {
    let row: Option<(String, Level)> = app
        .db
        .read(move |conn| {
            let row = calendar_feeds::table.find(user);
            let row = row.select((calendar_feeds::salt, calendar_feeds::level));
            Ok::<_, AppError>(row.first(conn).optional()?)
        })
        .await?;
    Ok(row.map(|(salt, level)| Feed {
        address: address(app, &salt),
        level,
    }))
}

/// Makes a feed with a new address, or ends it; the old address stops at once.
///
/// # Errors
/// The database's.
pub async fn renew(app: &App, user: i64, level: Option<Level>) -> Result<(), AppError> {
    let (now, salt) = (app.clock.now(), keys::random_token());
    let token = app.config.instance_key.link_token(Purpose::Calendar, &salt);
    let hash = keys::token_hash(&token);
    app.db
        .write(move |conn| {
            diesel::delete(calendar_feeds::table.find(user)).execute(conn)?;
            if let Some(level) = level {
                diesel::insert_into(calendar_feeds::table)
                    .values((
                        calendar_feeds::user_id.eq(user),
                        calendar_feeds::salt.eq(&salt),
                        calendar_feeds::token_hash.eq(&hash),
                        calendar_feeds::level.eq(level),
                        calendar_feeds::made_at.eq(now),
                    ))
                    .execute(conn)?;
            }
            let actor = Actor::Person(user, Role::Clinician);
            let detail = json!({"level": level.map(Level::as_str)});
            let subject = Subject::User(user);
            Ok(audit::record(
                conn,
                now,
                actor,
                "calendar.renewed",
                subject,
                &detail,
            )?)
        })
        .await
}

/// The calendar behind an address. A member who is none any more has none (R05).
///
/// # Errors
/// 410 for an address that is not, or not any more.
pub async fn read(app: &App, token: &str) -> Result<String, AppError> {
    let (hash, now, host) = (keys::token_hash(token), app.clock.now(), host(app));
    app.db
        .read(move |conn| {
            let row: Option<(i64, Level)> = calendar_feeds::table
                .filter(calendar_feeds::token_hash.eq(hash))
                .select((calendar_feeds::user_id, calendar_feeds::level))
                .first(conn)
                .optional()?;
            let (user, level) = row.ok_or(AppError::Gone)?;
            let member = find_membership(conn, user)?;
            if member.is_none_or(|member| member.state != State::Approved) {
                return Err(AppError::Gone);
            }
            let lang = find_user(conn, user)?.lang;
            let bookings = store::list_bookings(conn, user, now.minus(BACK))?;
            Ok(ics::calendar(&bookings, &host, lang, level))
        })
        .await
}

/// One place as a calendar file.
///
/// # Errors
/// 404 where the member does not hold it.
pub async fn event(app: &App, user: i64, shift: i64) -> Result<String, AppError> {
    let host = host(app);
    app.db
        .read(move |conn| {
            let lang = find_user(conn, user)?.lang;
            let booking: Booking = store::find_held(conn, user, shift)?;
            Ok(ics::calendar(&[booking], &host, lang, Level::Full))
        })
        .await
}

/// A week of work.
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
    /// Whether it is this one.
    pub is_now: bool,
    /// Minutes in the hospitals of the service.
    pub service: i64,
    /// The same over this week and the three before.
    pub service_four: i64,
    /// Minutes with the main job.
    pub all: i64,
    /// The same over four weeks.
    pub all_four: i64,
}

/// Hours that make a week, or four weeks, count for a continuous contract (since 18 January 2026).
const WEEK_COUNTS: i64 = 17 * 60;
const FOUR_COUNT: i64 = 68 * 60;

impl Week {
    /// Whether it counts for a continuous contract: 17 hours, or 68 with the three weeks before.
    pub fn counts(&self) -> bool {
        self.service >= WEEK_COUNTS || self.service_four >= FOUR_COUNT
    }

    /// The meter of four weeks, in minutes of 68 hours.
    pub fn meter(&self) -> (i64, i64) {
        (self.service_four.min(FOUR_COUNT), FOUR_COUNT)
    }
}

/// How much a hospital where a member works lets them work.
pub struct Limits {
    /// The hospital.
    pub hospital: Bilingual,
    /// What holds there beside its own rules.
    pub regime: Regime,
    /// Its own rules.
    pub rules: HouseRules,
}

/// The limits of the hospitals where a member holds places.
///
/// # Errors
/// The database's.
pub async fn limits(app: &App, user: i64) -> Result<Vec<Limits>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let around = facts::load_surroundings(conn)?;
            let mut limits = BTreeMap::new();
            for booking in store::list_bookings(conn, user, now)? {
                let hospital = booking.shift.hospital_id;
                if let Entry::Vacant(place) = limits.entry(hospital) {
                    place.insert(Limits {
                        hospital: booking.shift.hospital.clone(),
                        regime: settings::find_hospital(conn, hospital)?.regime,
                        rules: around.rules(hospital),
                    });
                }
            }
            Ok::<_, AppError>(limits.into_values().collect())
        })
        .await
}

/// The weeks of a member, from three ago to four ahead.
///
/// # Errors
/// The database's.
pub async fn weeks(app: &App, user: i64) -> Result<Vec<Week>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            // Eight weeks need what lies three weeks before the first of them.
            let early = now.minus(TimeDelta::days(21));
            let Member { candidate, .. } =
                facts::load_member_under(conn, user, Arc::default(), early)?;
            let held: Vec<(UtcTime, UtcTime)> = candidate
                .held
                .iter()
                .map(|held| (held.starts_at, held.ends_at))
                .collect();
            let all = candidate.work_beside(0);
            let this = monday(now, SERVICE_ZONE);
            let weeks = (-3..5).map(|week| {
                let monday = add_days(this, 7 * week);
                let three_ago = add_days(monday, -21);
                Week {
                    monday,
                    is_now: week == 0,
                    service: minutes_in_weeks(&held, monday, 1, SERVICE_ZONE),
                    service_four: minutes_in_weeks(&held, three_ago, 4, SERVICE_ZONE),
                    all: minutes_in_weeks(&all, monday, 1, SERVICE_ZONE),
                    all_four: minutes_in_weeks(&all, three_ago, 4, SERVICE_ZONE),
                }
            });
            Ok(weeks.collect())
        })
        .await
}
