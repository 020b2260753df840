//! Saved searches: a filter of the board that a member keeps, and the digest of what is new in it. One
//! letter a digest, never one a shift, and nothing that the member could not take.

use super::filter::Filter;
use super::reader::Reader;
use super::service::Card;
use super::snapshot::Current;
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
use crate::vetting::State;
use crate::vetting::members::find_membership;
use chrono::{DateTime, TimeDelta};
use diesel::dsl::max;
use diesel::prelude::*;

/// The most that a member keeps.
const MOST: i64 = 20;
/// The most shifts that a digest names.
const NAMED: usize = 10;
/// Between two digests of what is told at once.
const BETWEEN: TimeDelta = TimeDelta::hours(1);
/// The hour of the daily digest, in the service's zone.
const HOUR: u32 = 18;
/// How long a search for what is told at once rests where nothing was posted.
const RELEASES: TimeDelta = TimeDelta::minutes(10);
/// Searches that are read at once.
const ROUND: i64 = 50;
const ROUND_SIZE: usize = 50;

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
                    searches::looked_at.eq(now),
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
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let seen = newest(conn)?;
            let own = searches::table.filter(searches::user_id.eq(user));
            let changed = diesel::update(own.filter(searches::id.eq(id)))
                .set((
                    searches::told.eq(told),
                    searches::seen_id.eq(seen),
                    searches::looked_at.eq(now),
                ))
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

/// Searches that are to be looked at now, those that waited longest first. At once is where something is
/// newer than what was seen, or after a while, because a release opens without being posted.
fn list_due(conn: &mut Conn, now: UtcTime) -> QueryResult<Vec<i64>> {
    let newest = newest(conn)?;
    let at_once = searches::told.eq(Told::AtOnce).and(
        searches::told_at
            .is_null()
            .or(searches::told_at.le(now.minus(BETWEEN)).assume_not_null()),
    );
    let at_once = at_once.and(
        searches::seen_id
            .lt(newest)
            .or(searches::looked_at.le(now.minus(RELEASES))),
    );
    let local = now.local(SERVICE_ZONE);
    // Until the evening nothing of a day is due.
    let evening = match local.date().and_hms_opt(HOUR, 0, 0) {
        Some(evening) if local >= evening => UtcTime::from_local(evening, SERVICE_ZONE),
        _ => UtcTime::new(DateTime::UNIX_EPOCH.naive_utc()),
    };
    let daily = searches::told
        .eq(Told::Daily)
        .and(searches::looked_at.lt(evening));
    searches::table
        .filter(at_once.or(daily))
        .order((searches::looked_at, searches::id))
        .limit(ROUND)
        .select(searches::id)
        .load(conn)
}

/// Sends the digests that are due; answers how many letters were posted. A search that fails is logged, and
/// waits for its next turn: it holds up no other.
///
/// # Errors
/// The database's.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let mut told = 0;
    loop {
        let due = app
            .db
            .read(move |conn| Ok::<_, AppError>(list_due(conn, now)?))
            .await?;
        for id in &due {
            match digest(app, *id, now).await {
                Ok(letter) => told += usize::from(letter),
                Err(error) => {
                    tracing::error!(search = id, %error, "a digest failed");
                    pass(app, *id, now).await?;
                }
            }
        }
        if due.len() < ROUND_SIZE {
            return Ok(told);
        }
    }
}

/// Leaves a search for its next turn.
async fn pass(app: &App, id: i64, now: UtcTime) -> Result<(), AppError> {
    app.db
        .write(move |conn| {
            diesel::update(searches::table.find(id))
                .set(searches::looked_at.eq(now))
                .execute(conn)?;
            Ok(())
        })
        .await
}

/// Looks and tells; answers whether there was anything to tell.
async fn digest(app: &App, id: i64, now: UtcTime) -> Result<bool, AppError> {
    let board = app.board.clone();
    match app.db.read(move |conn| look(conn, &board, id, now)).await? {
        Some(news) => {
            app.db
                .write(move |conn| tell_of(conn, id, &news, now))
                .await
        }
        None => Ok(false),
    }
}

/// What a search found: the newest shift when it looked, what the member had seen, and what they can take of
/// what is new.
struct News {
    user: i64,
    name: String,
    query: String,
    seen: i64,
    newest: i64,
    cards: Vec<Card>,
}

/// `None` for a search that was removed meanwhile.
fn look(conn: &mut Conn, board: &Current, id: i64, now: UtcTime) -> Result<Option<News>, AppError> {
    let newest = newest(conn)?;
    let row: Option<(i64, String, String, i64, UtcTime)> = searches::table
        .find(id)
        .select((
            searches::user_id,
            searches::name,
            searches::query,
            searches::seen_id,
            searches::looked_at,
        ))
        .first(conn)
        .optional()?;
    let Some((user, name, query, seen, looked_at)) = row else {
        return Ok(None);
    };
    let snapshot = board.read(conn, now)?;
    let mut cards = match Reader::of(conn, snapshot, user, now) {
        // Who is no member any more hears nothing.
        Err(AppError::Forbidden(_)) => Vec::new(),
        reader => reader?.fresh(&Filter::parse(&query).filter, seen, looked_at),
    };
    // What came while it looked is for the next time.
    cards.retain(|card| card.shift.id <= newest);
    Ok(Some(News {
        user,
        name,
        query,
        seen,
        newest,
        cards,
    }))
}

fn tell_of(conn: &mut Conn, id: i64, news: &News, now: UtcTime) -> Result<bool, AppError> {
    // Nobody told of it meanwhile.
    let as_read = searches::table.filter(searches::id.eq(id).and(searches::seen_id.eq(news.seen)));
    let looked = diesel::update(as_read)
        .set((
            searches::seen_id.eq(news.newest),
            searches::looked_at.eq(now),
        ))
        .execute(conn)?;
    let member = find_membership(conn, news.user)?;
    let is_member = member.is_some_and(|member| member.state == State::Approved);
    if looked == 0 || news.cards.is_empty() || !is_member {
        return Ok(false);
    }
    diesel::update(searches::table.find(id))
        .set(searches::told_at.eq(now))
        .execute(conn)?;
    let person = accounts::store::find_user(conn, news.user)?;
    let letter = SearchLetter {
        name: person.name(person.lang).to_owned(),
        search: news.name.clone(),
        shifts: news
            .cards
            .iter()
            .take(NAMED)
            .map(|card| line(card, person.lang))
            .collect(),
        more: news.cards.len().saturating_sub(NAMED),
        query: news.query.clone(),
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
