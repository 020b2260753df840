//! One-time links to an account. The row holds a salt and a hash; the token is derived from the salt
//! when the mail is written, so that no table, log or backup holds a usable link (R14).

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::account_links;
use crate::keys::{self, InstanceKey, Purpose};
use chrono::TimeDelta;
use diesel::prelude::*;

/// A confirmation may wait for a night shift to end.
pub const CONFIRM_FOR: TimeDelta = TimeDelta::days(2);
/// A forgotten password is set now or asked for again (R25).
pub const RESET_FOR: TimeDelta = TimeDelta::minutes(10);
/// An invitation may wait for a holiday to end.
pub const INVITE_FOR: TimeDelta = TimeDelta::days(7);

/// Makes a link and returns its salt, for the mail's payload.
///
/// # Errors
/// The database's.
pub fn insert(
    conn: &mut Conn,
    key: &InstanceKey,
    purpose: Purpose,
    user: i64,
    now: UtcTime,
    lives: TimeDelta,
) -> QueryResult<String> {
    let salt = keys::random_token();
    let token = key.link_token(purpose, &salt);
    diesel::insert_into(account_links::table)
        .values((
            account_links::purpose.eq(purpose.as_str()),
            account_links::user_id.eq(user),
            account_links::salt.eq(&salt),
            account_links::token_hash.eq(keys::token_hash(&token)),
            account_links::created_at.eq(now),
            account_links::expires_at.eq(now.plus(lives)),
        ))
        .execute(conn)?;
    Ok(salt)
}

/// Whose link this is, while it can still be used.
///
/// # Errors
/// The database's.
pub fn find(
    conn: &mut Conn,
    purpose: Purpose,
    token: &str,
    now: UtcTime,
) -> QueryResult<Option<i64>> {
    account_links::table
        .filter(account_links::token_hash.eq(keys::token_hash(token)))
        .filter(account_links::purpose.eq(purpose.as_str()))
        .filter(account_links::used_at.is_null())
        .filter(account_links::expires_at.gt(now))
        .select(account_links::user_id)
        .first(conn)
        .optional()
}

/// Uses a link up: of many at once, one gets the account, the others nothing.
///
/// # Errors
/// The database's.
pub fn redeem(
    conn: &mut Conn,
    purpose: Purpose,
    token: &str,
    now: UtcTime,
) -> QueryResult<Option<i64>> {
    diesel::update(
        account_links::table
            .filter(account_links::token_hash.eq(keys::token_hash(token)))
            .filter(account_links::purpose.eq(purpose.as_str()))
            .filter(account_links::used_at.is_null())
            .filter(account_links::expires_at.gt(now)),
    )
    .set(account_links::used_at.eq(now))
    .returning(account_links::user_id)
    .get_result(conn)
    .optional()
}

/// Ends all unused links of a kind: a newer one replaces them.
///
/// # Errors
/// The database's.
pub fn revoke(conn: &mut Conn, purpose: Purpose, user: i64, now: UtcTime) -> QueryResult<()> {
    diesel::update(
        account_links::table
            .filter(account_links::user_id.eq(user))
            .filter(account_links::purpose.eq(purpose.as_str()))
            .filter(account_links::used_at.is_null()),
    )
    .set(account_links::used_at.eq(now))
    .execute(conn)?;
    Ok(())
}
