//! From where and with what program a clinician signed in lately: keyed hashes, never the address or the
//! program's name, for thirty days. Only the answers of former units are compared with them (R17).

use super::sessions;
use crate::app::App;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{known_devices, sightings};
use crate::domain::Role;
use crate::error::AppError;
use crate::keys;
use crate::web::source;
use actix_web::HttpRequest;
use actix_web::http::header;
use chrono::TimeDelta;
use diesel::prelude::*;
use std::net::IpAddr;

/// How long a sighting is kept and compared.
const KEPT: TimeDelta = TimeDelta::days(30);
/// A program that fewer people than this use says something about who uses it; a browser of which half
/// the town has the same version says nothing.
const RARE: i64 = 5;

/// Keyed hashes of where a request came from and of the program that sent it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// Of the network address.
    pub source: Option<String>,
    /// Of the program's name; `None` where it gave none.
    pub agent: Option<String>,
}

impl Trace {
    /// What a request shows of its sender.
    pub fn of(app: &App, request: &HttpRequest) -> Self {
        let agent = request
            .headers()
            .get(header::USER_AGENT)
            .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let key = &app.config.instance_key;
        // Loopback is where a proxy sits, or the demo: it says nothing of a person.
        let source = source::address(app, request)
            .parse::<IpAddr>()
            .ok()
            .filter(|address| !address.is_loopback());
        Self {
            source: source.map(|address| key.pseudonym(&format!("source {address}"))),
            agent: agent.map(|agent| key.pseudonym(&format!("agent {agent}"))),
        }
    }
}

/// Notes from where a clinician has just signed in; staff are not noted.
///
/// # Errors
/// The database's.
pub async fn note(app: &App, session: &str, trace: Trace) -> Result<(), AppError> {
    let Some(user) = sessions::find(app, session).await? else {
        return Ok(());
    };
    if user.role != Role::Clinician {
        return Ok(());
    }
    let now = app.clock.now();
    app.db
        .write(move |conn| Ok::<_, AppError>(upsert(conn, user.id, &trace, now)?))
        .await
}

fn upsert(conn: &mut Conn, user: i64, trace: &Trace, now: UtcTime) -> QueryResult<()> {
    let source = trace.source.as_deref().unwrap_or("");
    let agent = trace.agent.as_deref().unwrap_or("");
    let seen = diesel::update(sightings::table.find((user, source, agent)))
        .set(sightings::seen_at.eq(now))
        .execute(conn)?;
    if seen == 0 {
        diesel::insert_into(sightings::table)
            .values((
                sightings::user_id.eq(user),
                sightings::source.eq(source),
                sightings::agent.eq(agent),
                sightings::seen_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// When a person was last seen with the same address and with the same rare program.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// At the same address.
    pub source: Option<UtcTime>,
    /// With the same program, where few people use it.
    pub agent: Option<UtcTime>,
}

/// Compares a trace with a person's sightings of the last thirty days.
///
/// # Errors
/// The database's.
pub fn compare(conn: &mut Conn, user: i64, trace: &Trace, now: UtcTime) -> QueryResult<Seen> {
    let since = now.minus(KEPT);
    let mine = sightings::table
        .filter(sightings::user_id.eq(user))
        .filter(sightings::seen_at.ge(since));
    let last = sightings::seen_at.desc();
    let mut seen = Seen::default();
    if let Some(source) = &trace.source {
        seen.source = mine
            .filter(sightings::source.eq(source))
            .order(last)
            .select(sightings::seen_at)
            .first(conn)
            .optional()?;
    }
    if let Some(agent) = &trace.agent
        && is_rare(conn, trace, now)?
    {
        seen.agent = mine
            .filter(sightings::agent.eq(agent))
            .order(last)
            .select(sightings::seen_at)
            .first(conn)
            .optional()?;
    }
    Ok(seen)
}

/// Whether few people signed in with this program lately.
///
/// # Errors
/// The database's.
pub fn is_rare(conn: &mut Conn, trace: &Trace, now: UtcTime) -> QueryResult<bool> {
    let Some(agent) = &trace.agent else {
        return Ok(false);
    };
    let people: Vec<i64> = sightings::table
        .filter(sightings::agent.eq(agent))
        .filter(sightings::seen_at.ge(now.minus(KEPT)))
        .select(sightings::user_id)
        .distinct()
        .limit(RARE)
        .load(conn)?;
    Ok(people.len() < usize::try_from(RARE).unwrap_or(usize::MAX))
}

/// Whether a person signed in before on the browser that holds this token.
///
/// # Errors
/// The database's.
pub fn is_device_of(conn: &mut Conn, user: i64, token: &str) -> QueryResult<bool> {
    let found = known_devices::table
        .find(keys::token_hash(token))
        .filter(known_devices::user_id.eq(user))
        .select(known_devices::user_id)
        .first::<i64>(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Forgets what is older than thirty days; a job calls it.
///
/// # Errors
/// The database's.
pub fn sweep(conn: &mut Conn, now: UtcTime) -> QueryResult<usize> {
    diesel::delete(sightings::table.filter(sightings::seen_at.lt(now.minus(KEPT)))).execute(conn)
}
