//! The outbox.

use super::letter::Letter;
use super::notices;
use super::reference_letter::ReferenceLetter;
use crate::accounts::store::User;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::outbox;
use crate::i18n::Lang;
use chrono::TimeDelta;
use diesel::prelude::*;

/// How long a letter that may yet leave is tried again before it is parked: longer than a weekend without
/// a mail server.
const TRIED_FOR: TimeDelta = TimeDelta::days(4);
/// The longest wait between two tries.
const LONGEST_WAIT: i64 = 3_600;
/// How long a worker may hold a letter before another one takes it.
const CLAIM: TimeDelta = TimeDelta::minutes(5);

/// To whom a letter goes.
pub struct Envelope<'a> {
    /// Their account, where they have one.
    pub recipient: Option<i64>,
    /// Their address.
    pub address: &'a str,
    /// The language to write in.
    pub lang: Lang,
}

impl<'a> From<&'a User> for Envelope<'a> {
    fn from(user: &'a User) -> Self {
        Self {
            recipient: Some(user.id),
            address: &user.email,
            lang: user.lang,
        }
    }
}

/// Puts a letter into the outbox, on the transaction of the act, and keeps it as a notice for a
/// recipient with an account. Who wants no mail of this kind gets the notice only.
///
/// # Errors
/// The database's.
pub fn post(conn: &mut Conn, to: &Envelope<'_>, letter: &Letter, now: UtcTime) -> QueryResult<()> {
    let Some(user) = to.recipient else {
        insert(conn, to, letter, now)?;
        return Ok(());
    };
    let row = match notices::is_wanted(conn, user, letter)? {
        true => Some(insert(conn, to, letter, now)?),
        false => None,
    };
    notices::insert(conn, user, letter, row, now)
}

fn insert(conn: &mut Conn, to: &Envelope<'_>, letter: &Letter, now: UtcTime) -> QueryResult<i64> {
    let payload = serde_json::to_string(letter)
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    diesel::insert_into(outbox::table)
        .values((
            outbox::kind.eq(letter.kind()),
            outbox::recipient_id.eq(to.recipient),
            outbox::address.eq(to.address),
            outbox::lang.eq(to.lang),
            outbox::payload.eq(payload),
            outbox::created_at.eq(now),
            outbox::next_attempt_at.eq(now),
        ))
        .returning(outbox::id)
        .get_result(conn)
}

/// A letter that a worker holds.
#[derive(Debug, Queryable)]
pub(super) struct Due {
    pub id: i64,
    pub address: String,
    pub lang: Lang,
    pub payload: String,
    pub attempts: i32,
    pub created_at: UtcTime,
}

/// Claims one letter that is due, so that no two workers send it.
pub(super) fn claim(conn: &mut Conn, now: UtcTime) -> QueryResult<Option<Due>> {
    let due = outbox::table
        .filter(outbox::sent_at.is_null())
        .filter(outbox::parked_at.is_null())
        .filter(outbox::next_attempt_at.le(now))
        .filter(
            outbox::claimed_until
                .is_null()
                .or(outbox::claimed_until.le(now)),
        )
        .order(outbox::next_attempt_at)
        .select(outbox::id)
        .first::<i64>(conn)
        .optional()?;
    let Some(id) = due else { return Ok(None) };
    diesel::update(
        // Another worker may have sent or parked it since it was found.
        outbox::table
            .find(id)
            .filter(outbox::sent_at.is_null())
            .filter(outbox::parked_at.is_null())
            .filter(
                outbox::claimed_until
                    .is_null()
                    .or(outbox::claimed_until.le(now)),
            ),
    )
    .set((
        outbox::claimed_until.eq(now.plus(CLAIM)),
        outbox::attempts.eq(outbox::attempts + 1),
    ))
    .returning((
        outbox::id,
        outbox::address,
        outbox::lang,
        outbox::payload,
        outbox::attempts,
        outbox::created_at,
    ))
    .get_result(conn)
    .optional()
}

/// Marks a letter as sent.
pub(super) fn update_sent(conn: &mut Conn, id: i64, now: UtcTime) -> QueryResult<()> {
    diesel::update(outbox::table.find(id))
        .set((
            outbox::sent_at.eq(now),
            outbox::claimed_until.eq(None::<UtcTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// What trying again would do for a letter that did not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It may help.
    Later,
    /// It would not: the fault is ours.
    Parked,
    /// It would not: the other side has no such mailbox, or does not take mail for it.
    Bounced,
}

/// The salts of enquiries whose letter the other side refused for good since an instant.
///
/// # Errors
/// The database's.
pub fn bounced_enquiries(conn: &mut Conn, since: UtcTime) -> QueryResult<Vec<String>> {
    let payloads: Vec<String> = outbox::table
        .filter(outbox::bounced_at.ge(since))
        .filter(outbox::kind.eq_any(["enquiry", "enquiry_reminder"]))
        .select(outbox::payload)
        .load(conn)?;
    let letters = payloads
        .iter()
        .filter_map(|payload| serde_json::from_str(payload).ok());
    Ok(letters
        .filter_map(|letter| match letter {
            Letter::Enquiry { salt, .. }
            | Letter::Reference(ReferenceLetter::Reminder { salt, .. }) => Some(salt),
            _ => None,
        })
        .collect())
}

/// Puts a letter back for later, or parks it when it is hopeless, so that the next ones leave.
pub(super) fn update_failed(
    conn: &mut Conn,
    due: &Due,
    reason: &str,
    fate: Fate,
    now: UtcTime,
) -> QueryResult<()> {
    let hopeless = fate != Fate::Later || now.since(due.created_at) >= TRIED_FOR;
    let doubled = 30_i64.saturating_mul(2_i64.saturating_pow(due.attempts.unsigned_abs()));
    let wait = TimeDelta::seconds(doubled.min(LONGEST_WAIT));
    diesel::update(outbox::table.find(due.id))
        .set((
            outbox::claimed_until.eq(None::<UtcTime>),
            outbox::next_attempt_at.eq(now.plus(wait)),
            outbox::parked_at.eq(hopeless.then_some(now)),
            outbox::last_error.eq(reason),
            outbox::bounced_at.eq((fate == Fate::Bounced).then_some(now)),
        ))
        .execute(conn)?;
    Ok(())
}
