//! Saved searches: a filter of the board that a member keeps, and the digest of what is new in it. One
//! letter a digest, never one a shift, and nothing that the member could not take.

use super::board::Reader;
use super::filter::Filter;
use super::service::Card;
use crate::accounts;
use crate::app::App;
use crate::clock::{SERVICE_ZONE, UtcTime};
use crate::db::Conn;
use crate::db::schema::{saved_searches as searches, shifts};
use crate::error::{AppError, Clash};
use crate::i18n::Lang;
use crate::mail::search_letter::SearchLetter;
use crate::mail::{self, Envelope, Letter};
use crate::text_enum;
use chrono::{TimeDelta, Timelike};
use diesel::dsl::max;
use diesel::prelude::*;

/// The most that a member keeps.
const MOST: i64 = 20;
/// The most shifts that the gate is asked about for a digest.
const LOOKED_AT: usize = 500;
/// The most shifts that a digest names.
const NAMED: usize = 10;
/// Between two digests of what is told at once.
const BETWEEN: TimeDelta = TimeDelta::hours(1);
/// The hour of the daily digest, in the service's zone.
const HOUR: u32 = 18;
/// Searches of one round.
const ROUND: i64 = 50;

text_enum! {
    /// Whether a member hears of what is new.
    Told {
        /// They look themselves.
        Never = "never",
        /// Once a day, at six in the evening.
        Daily = "daily",
        /// Within the hour.
        AtOnce = "at_once",
    }
}

/// A saved search.
#[derive(Debug, Clone, Queryable)]
pub struct Search {
    /// Row.
    pub id: i64,
    /// As the member calls it.
    pub name: String,
    /// The board's address, without its question mark.
    pub query: String,
    /// Whether they hear of it.
    pub told: Told,
}

/// A member's searches, in the order in which they were saved.
///
/// # Errors
/// The database's.
pub fn list(conn: &mut Conn, user: i64) -> QueryResult<Vec<Search>> {
    searches::table
        .filter(searches::user_id.eq(user))
        .order(searches::id)
        .select((
            searches::id,
            searches::name,
            searches::query,
            searches::told,
        ))
        .load(conn)
}

fn newest(conn: &mut Conn) -> QueryResult<i64> {
    let newest: Option<i64> = shifts::table.select(max(shifts::id)).first(conn)?;
    Ok(newest.unwrap_or(0))
}

/// Saves a search. What is on the board already is not told.
///
/// # Errors
/// 409 where the member keeps as many as they can.
pub async fn save(
    app: &App,
    user: i64,
    name: String,
    filter: &Filter,
    told: Told,
) -> Result<(), AppError> {
    let (now, query) = (app.clock.now(), filter.first().query());
    app.db
        .write(move |conn| {
            let kept: i64 = searches::table
                .filter(searches::user_id.eq(user))
                .count()
                .get_result(conn)?;
            if kept >= MOST {
                return Err(AppError::Conflict(Clash::Full));
            }
            let seen = newest(conn)?;
            diesel::insert_into(searches::table)
                .values((
                    searches::user_id.eq(user),
                    searches::name.eq(&name),
                    searches::query.eq(&query),
                    searches::told.eq(told),
                    searches::seen_id.eq(seen),
                    searches::created_at.eq(now),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await
}

/// Changes whether a member hears of a search of theirs.
///
/// # Errors
/// 404 for one that is not theirs.
pub async fn tell(app: &App, user: i64, id: i64, told: Told) -> Result<(), AppError> {
    app.db
        .write(move |conn| {
            let seen = newest(conn)?;
            let own = searches::table.filter(searches::user_id.eq(user));
            let changed = diesel::update(own.filter(searches::id.eq(id)))
                .set((searches::told.eq(told), searches::seen_id.eq(seen)))
                .execute(conn)?;
            (changed > 0).then_some(()).ok_or(AppError::NotFound)
        })
        .await
}

/// Forgets a search.
///
/// # Errors
/// 404 for one that is not the member's.
pub async fn remove(app: &App, user: i64, id: i64) -> Result<(), AppError> {
    app.db
        .write(move |conn| {
            let own = searches::table.filter(searches::user_id.eq(user));
            let gone = diesel::delete(own.filter(searches::id.eq(id))).execute(conn)?;
            (gone > 0).then_some(()).ok_or(AppError::NotFound)
        })
        .await
}

/// Searches of which somebody is to hear now and that have something newer than they saw.
fn list_due(conn: &mut Conn, newest: i64, now: UtcTime) -> QueryResult<Vec<i64>> {
    let hour = now.local(SERVICE_ZONE).hour();
    let midnight = UtcTime::from_local(now.day().and_time(chrono::NaiveTime::MIN), SERVICE_ZONE);
    let open = searches::table
        .filter(searches::seen_id.lt(newest))
        .order(searches::id)
        .limit(ROUND)
        .select(searches::id)
        .into_boxed();
    let at_once = searches::told.eq(Told::AtOnce).and(
        searches::told_at
            .is_null()
            .or(searches::told_at.le(now.minus(BETWEEN)).assume_not_null()),
    );
    let daily = searches::told.eq(Told::Daily).and(
        searches::told_at
            .is_null()
            .or(searches::told_at.lt(midnight).assume_not_null()),
    );
    if hour >= HOUR {
        open.filter(at_once.or(daily)).load(conn)
    } else {
        open.filter(at_once).load(conn)
    }
}

/// Sends the digests that are due; answers how many letters were posted.
///
/// # Errors
/// The database's.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let due = app
        .db
        .read(move |conn| {
            let newest = newest(conn)?;
            Ok::<_, AppError>(list_due(conn, newest, now)?)
        })
        .await?;
    let mut told = 0;
    for id in due {
        told += app
            .db
            .write(move |conn| digest(conn, id, now).map(usize::from))
            .await?;
    }
    Ok(told)
}

/// Tells of one search; answers whether there was anything to tell.
fn digest(conn: &mut Conn, id: i64, now: UtcTime) -> Result<bool, AppError> {
    let newest = newest(conn)?;
    let row: Option<(i64, String, String, i64)> = searches::table
        .find(id)
        .filter(searches::seen_id.lt(newest))
        .select((
            searches::user_id,
            searches::name,
            searches::query,
            searches::seen_id,
        ))
        .first(conn)
        .optional()?;
    let Some((user, name, query, seen)) = row else {
        return Ok(false);
    };
    diesel::update(searches::table.find(id))
        .set((searches::seen_id.eq(newest), searches::told_at.eq(now)))
        .execute(conn)?;
    let reader = match Reader::of(conn, user, now) {
        // Who is no member any more hears nothing.
        Err(AppError::Forbidden(_)) => return Ok(false),
        reader => reader?,
    };
    let filter = Filter::parse(&query).filter;
    let mut cards = reader.takeable(conn, &filter, None, LOOKED_AT)?.0;
    cards.retain(|card| card.shift.id > seen);
    if cards.is_empty() {
        return Ok(false);
    }
    let person = accounts::store::find_user(conn, user)?;
    let letter = SearchLetter {
        name: person.name(person.lang).to_owned(),
        search: name,
        shifts: cards
            .iter()
            .take(NAMED)
            .map(|card| line(card, person.lang))
            .collect(),
        more: cards.len().saturating_sub(NAMED),
        query,
    };
    mail::post(conn, &Envelope::from(&person), &Letter::Search(letter), now)?;
    Ok(true)
}

/// A shift in a line of the digest.
fn line(card: &Card, lang: Lang) -> String {
    let (t, shift) = (lang.texts(), &card.shift);
    t.search_line(
        lang.date(shift.day()),
        lang.time_range(shift.starts_at, shift.ends_at, shift.zone()),
        shift.hospital.name(lang),
        shift.unit.name(lang),
    )
}
