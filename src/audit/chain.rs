//! The chain: each act carries a keyed hash over itself and the hash of the act before it, so that no
//! row can be altered, removed, put in or moved without the key, and the key is not in the database.
//!
//! Acts wait in `audit_waiting` and are sealed at the end of their transaction. That is late on purpose:
//! on PostgreSQL the end of the chain is locked from here to the commit, always as the last lock, so no
//! two transactions can wait for each other over it; the numbers have no gaps, since a transaction that
//! is undone takes its numbers back.

use crate::app::App;
use crate::clock::UtcTime;
use crate::db::schema::{audit_events, audit_head, audit_waiting};
use crate::db::{AtEnd, Conn, lock_audit_head};
use crate::error::AppError;
use crate::keys::{self, InstanceKey, PersonKey, SealBroken};
use diesel::prelude::*;
use diesel::result::Error;
use std::sync::Arc;

/// Under this name the audit's key is wrapped.
const KEY: &str = "audit";
/// Rows that are read at once.
const PAGE: i64 = 1_000;

/// An act as its row holds it, without its number and hash.
#[derive(Debug, Clone, Queryable)]
struct Act {
    at: UtcTime,
    actor_id: Option<i64>,
    actor_role: String,
    action: String,
    subject_kind: String,
    subject_id: Option<i64>,
    detail: String,
}

/// The end of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Head {
    /// Number of the last act; 0 before the first.
    pub last_id: i64,
    /// Its hash; empty before the first.
    pub mac: String,
}

/// Why the chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The row, or one before it, was changed, moved or put in by somebody without the key.
    #[error("it was altered, moved or put in")]
    Altered,
    /// The row is not there.
    #[error("it is missing")]
    Missing,
    /// A row waits that no transaction of ours left behind.
    #[error("it stands outside the chain")]
    Outside,
    /// The noted end of the chain is another one.
    #[error("the noted end of the chain does not fit it")]
    Head,
    /// The chain differs from the one that was signed outside the database.
    #[error("it is not the row that the checkpoint signed")]
    Checkpoint,
}

/// The chain does not hold; `row` is the first that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// At a row.
    #[error("row {row}: {why}")]
    Row {
        /// Number of the first bad row.
        row: i64,
        /// What is wrong with it.
        why: Why,
    },
    /// The audit's key cannot be opened with this instance key, or is gone.
    #[error("the key of the audit cannot be opened: another instance key, or an altered row")]
    Key,
    /// The checkpoint was not written by this instance, or was altered.
    #[error("the checkpoint was not signed by this instance, or was altered")]
    Forged,
}

fn mac(key: &PersonKey, before: &str, id: i64, act: &Act) -> String {
    // JSON keeps the fields apart whatever they hold.
    let fields = serde_json::json!([
        before,
        id,
        act.at.rfc3339(),
        act.actor_id,
        act.actor_role,
        act.action,
        act.subject_kind,
        act.subject_id,
        act.detail
    ]);
    key.sign("audit", fields.to_string().as_bytes())
}

/// The end of the chain as it is noted.
///
/// # Errors
/// The database's.
pub fn head(conn: &mut Conn) -> QueryResult<Head> {
    audit_head::table
        .select((audit_head::last_id, audit_head::mac))
        .first(conn)
}

fn sealed_key(conn: &mut Conn) -> QueryResult<Option<Vec<u8>>> {
    audit_head::table.select(audit_head::sealed_key).first(conn)
}

/// The audit's own key; `None` where there is none yet or it cannot be opened.
pub(super) fn key(conn: &mut Conn, instance: &InstanceKey) -> QueryResult<Option<PersonKey>> {
    let sealed = sealed_key(conn)?;
    Ok(sealed.and_then(|sealed| instance.open_house_key(KEY, &sealed).ok()))
}

/// The key to seal with; made for the very first row and never again.
fn key_for_sealing(conn: &mut Conn, instance: &InstanceKey) -> QueryResult<PersonKey> {
    match sealed_key(conn)? {
        Some(sealed) => instance
            .open_house_key(KEY, &sealed)
            .map_err(|broken| Error::SerializationError(broken.into())),
        None if head(conn)?.last_id == 0 => {
            let (key, sealed) = instance.new_house_key(KEY);
            diesel::update(audit_head::table)
                .set(audit_head::sealed_key.eq(sealed))
                .execute(conn)?;
            Ok(key)
        }
        None => Err(Error::SerializationError(Broken::Key.into())),
    }
}

/// The audit's key as it would be wrapped now, `None` inside where it is already; `None` where there is
/// no key yet.
///
/// # Errors
/// The database's.
pub fn is_wrapped_anew(
    conn: &mut Conn,
    instance: &InstanceKey,
) -> QueryResult<Option<Result<Option<Vec<u8>>, SealBroken>>> {
    let sealed = sealed_key(conn)?;
    Ok(sealed.map(|sealed| instance.rewrap_house_key(KEY, &sealed)))
}

/// Wraps the audit's key anew where a former instance key wrapped it; 1 when it did.
///
/// # Errors
/// When the key cannot be opened, or the database's.
pub fn rewrap(conn: &mut Conn, instance: &InstanceKey) -> QueryResult<usize> {
    lock_audit_head(conn)?;
    let Some(sealed) = sealed_key(conn)? else {
        return Ok(0);
    };
    match instance.rewrap_house_key(KEY, &sealed) {
        Err(broken) => Err(Error::SerializationError(broken.into())),
        Ok(None) => Ok(0),
        Ok(Some(anew)) => diesel::update(audit_head::table)
            .set(audit_head::sealed_key.eq(anew))
            .execute(conn),
    }
}

/// Seals what waits from before the chain, and refuses an instance key that is not this database's.
///
/// # Errors
/// When the audit's key cannot be opened, or the database's.
pub async fn begin(app: &App) -> Result<(), AppError> {
    let instance = app.config.instance_key.clone();
    app.db
        .write(move |conn| {
            key_for_sealing(conn, &instance)?;
            Ok(())
        })
        .await
}

/// What [`crate::db::Db`] runs at the end of every change.
pub fn sealer(instance: &InstanceKey) -> AtEnd {
    let instance = instance.clone();
    Arc::new(move |conn| while_any(conn, &instance))
}

fn while_any(conn: &mut Conn, instance: &InstanceKey) -> QueryResult<()> {
    while seal(conn, instance)? > 0 {}
    Ok(())
}

/// Seals a page of what waits and answers how many rows that were.
fn seal(conn: &mut Conn, instance: &InstanceKey) -> QueryResult<usize> {
    let waiting: Vec<(i64, Act)> = audit_waiting::table
        .order(audit_waiting::id)
        .limit(PAGE)
        .select((
            audit_waiting::id,
            (
                audit_waiting::at,
                audit_waiting::actor_id,
                audit_waiting::actor_role,
                audit_waiting::action,
                audit_waiting::subject_kind,
                audit_waiting::subject_id,
                audit_waiting::detail,
            ),
        ))
        .load(conn)?;
    let (Some((first, _)), Some((last, _))) = (waiting.first(), waiting.last()) else {
        return Ok(0);
    };
    let (first, last) = (*first, *last);
    lock_audit_head(conn)?;
    let key = key_for_sealing(conn, instance)?;
    let Head { last_id, mac: end } = head(conn)?;
    let (mut id, mut before) = (last_id, end);
    let sealed = waiting.len();
    for (_, act) in waiting {
        id += 1;
        let mac = mac(&key, &before, id, &act);
        insert(conn, id, &act, &mac)?;
        before = mac;
    }
    // Others' rows are not visible before they commit, and then they are sealed.
    diesel::delete(audit_waiting::table.filter(audit_waiting::id.between(first, last)))
        .execute(conn)?;
    diesel::update(audit_head::table)
        .set((audit_head::last_id.eq(id), audit_head::mac.eq(before)))
        .execute(conn)?;
    Ok(sealed)
}

fn insert(conn: &mut Conn, id: i64, act: &Act, mac: &str) -> QueryResult<()> {
    diesel::insert_into(audit_events::table)
        .values((
            audit_events::id.eq(id),
            audit_events::at.eq(act.at),
            audit_events::actor_id.eq(act.actor_id),
            audit_events::actor_role.eq(&act.actor_role),
            audit_events::action.eq(&act.action),
            audit_events::subject_kind.eq(&act.subject_kind),
            audit_events::subject_id.eq(act.subject_id),
            audit_events::detail.eq(&act.detail),
            audit_events::mac.eq(mac),
        ))
        .execute(conn)?;
    Ok(())
}

/// A page of the chain after a row.
fn page(conn: &mut Conn, after: i64) -> QueryResult<Vec<(i64, Act, String)>> {
    audit_events::table
        .filter(audit_events::id.gt(after))
        .order(audit_events::id)
        .limit(PAGE)
        .select((
            audit_events::id,
            (
                audit_events::at,
                audit_events::actor_id,
                audit_events::actor_role,
                audit_events::action,
                audit_events::subject_kind,
                audit_events::subject_id,
                audit_events::detail,
            ),
            audit_events::mac,
        ))
        .load(conn)
}

/// Whether every row is the one that was sealed, in its place, and none is missing. With a checkpoint
/// that was kept outside the database, a cut end, an older copy and a chain that was made anew are found
/// as well. May run while the service writes.
///
/// # Errors
/// The database's; the inner error names the first bad row.
pub fn verify(
    conn: &mut Conn,
    instance: &InstanceKey,
    anchor: Option<&super::checkpoint::Checkpoint>,
) -> QueryResult<Result<Head, Broken>> {
    let broken = |row, why| Ok(Err(Broken::Row { row, why }));
    let key = key(conn, instance)?;
    let mut seen = Head {
        last_id: 0,
        mac: String::new(),
    };
    let Some(key) = key else {
        let is_empty = page(conn, i64::MIN)?.is_empty() && head(conn)? == seen;
        let fresh = is_empty && anchor.is_none() && sealed_key(conn)?.is_none();
        return Ok(if fresh { Ok(seen) } else { Err(Broken::Key) });
    };
    if anchor.is_some_and(|anchor| !anchor.is_signed_with(&key)) {
        return Ok(Err(Broken::Forged));
    }
    // Numbers begin with 1; what stands before was put there.
    let mut after = i64::MIN;
    loop {
        let rows = page(conn, after)?;
        if rows.is_empty() {
            // Rows may have come since the last page; then there is another one.
            let noted = head(conn)?;
            if noted.last_id > seen.last_id && !page(conn, after)?.is_empty() {
                continue;
            }
            match noted.last_id.cmp(&seen.last_id) {
                std::cmp::Ordering::Greater => return broken(seen.last_id + 1, Why::Missing),
                std::cmp::Ordering::Less => return broken(noted.last_id + 1, Why::Head),
                std::cmp::Ordering::Equal if noted.mac != seen.mac => {
                    return broken(seen.last_id, Why::Head);
                }
                std::cmp::Ordering::Equal => break,
            }
        }
        for (id, act, stored) in rows {
            let expected = seen.last_id + 1;
            if id > expected {
                return broken(expected, Why::Missing);
            }
            if id < expected || !keys::same(&mac(&key, &seen.mac, id, &act), &stored) {
                return broken(id, Why::Altered);
            }
            if anchor.is_some_and(|anchor| anchor.last_id == id && anchor.mac != stored) {
                return broken(id, Why::Checkpoint);
            }
            seen = Head {
                last_id: id,
                mac: stored,
            };
            after = id;
        }
    }
    if anchor.is_some_and(|anchor| anchor.last_id > seen.last_id) {
        return broken(seen.last_id + 1, Why::Missing);
    }
    let outside: i64 = audit_waiting::table.count().get_result(conn)?;
    if outside > 0 {
        return broken(seen.last_id + 1, Why::Outside);
    }
    Ok(Ok(seen))
}
