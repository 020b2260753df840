//! Sessions: rows, so that they die when they must. The cookie holds a token, the row its hash.

use super::store;
use crate::app::App;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::sessions;
use crate::domain::Role;
use crate::error::AppError;
use crate::keys;
use crate::web::SignedIn;
use chrono::TimeDelta;
use diesel::prelude::*;

/// However busy, a session ends after this.
const ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// Idle time after which a clinician's session ends.
const IDLE: TimeDelta = TimeDelta::minutes(30);
/// The same for staff, who see other people's files on shared computers.
const IDLE_STAFF: TimeDelta = TimeDelta::minutes(15);
/// `last_seen_at` is written at most this often.
const TOUCH: TimeDelta = TimeDelta::minutes(1);

/// Who holds a session's token, unless it has ended or the account was disabled.
///
/// # Errors
/// The database's.
pub async fn find(app: &App, token: &str) -> Result<Option<SignedIn>, AppError> {
    let hash = keys::token_hash(token);
    let now = app.clock.now();
    let found = app
        .db
        .read(move |conn| Ok::<_, AppError>(store::find_session(conn, &hash)?))
        .await?;
    let Some((user, expires_at, last_seen_at)) = found else {
        return Ok(None);
    };
    let idle = if user.role == Role::Clinician {
        IDLE
    } else {
        IDLE_STAFF
    };
    // A clock that was set back must not revive a session: the last sighting may not lie ahead.
    let skew = TimeDelta::minutes(5);
    if now >= expires_at || now.since(last_seen_at) >= idle || last_seen_at.since(now) > skew {
        return Ok(None);
    }
    if now.since(last_seen_at) >= TOUCH {
        let hash = user.session.clone();
        app.db
            .write(move |conn| {
                diesel::update(sessions::table.find(&hash))
                    .set(sessions::last_seen_at.eq(now))
                    .execute(conn)?;
                Ok::<_, AppError>(())
            })
            .await?;
    }
    Ok(Some(user))
}

/// Opens a session and returns the token for its cookie.
///
/// # Errors
/// The database's.
pub fn open(conn: &mut Conn, user: i64, now: UtcTime, token: &str) -> QueryResult<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(keys::token_hash(token)),
            sessions::user_id.eq(user),
            sessions::created_at.eq(now),
            sessions::last_seen_at.eq(now),
            sessions::expires_at.eq(now.plus(ABSOLUTE)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends one session.
///
/// # Errors
/// The database's.
pub fn close(conn: &mut Conn, hash: &str) -> QueryResult<()> {
    diesel::delete(sessions::table.find(hash)).execute(conn)?;
    Ok(())
}

/// Ends all sessions of a person: password set, role changed, account disabled.
///
/// # Errors
/// The database's.
pub fn close_all(conn: &mut Conn, user: i64) -> QueryResult<()> {
    diesel::delete(sessions::table.filter(sessions::user_id.eq(user))).execute(conn)?;
    Ok(())
}

/// Ends all sessions of a person but one.
///
/// # Errors
/// The database's.
pub fn close_others(conn: &mut Conn, user: i64, kept: &str) -> QueryResult<()> {
    let others = sessions::table
        .filter(sessions::user_id.eq(user))
        .filter(sessions::token_hash.ne(kept));
    diesel::delete(others).execute(conn)?;
    Ok(())
}

/// Removes what has ended; a job calls it.
///
/// # Errors
/// The database's.
pub fn sweep(conn: &mut Conn, now: UtcTime) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(now))).execute(conn)
}
