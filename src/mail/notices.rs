//! Notices: what was written to somebody with an account, kept to be read in the product. A notice is
//! the letter itself, so the two cannot disagree; a link that opens an account is never kept.

use super::letter::{Letter, Words};
use super::reference_letter::ReferenceLetter;
use crate::clock::UtcTime;
use crate::config::Config;
use crate::db::Conn;
use crate::db::schema::{mail_refusals, notices, outbox};
use crate::i18n::Lang;
use crate::text_enum;
use diesel::prelude::*;

text_enum! {
    /// Letters that a person may do without by mail; the notice is kept all the same. Of everything
    /// else they must hear: a decision, a place that was lost, a document that the clock waits for, and
    /// what touches the safety of their account.
    Choice {
        /// The former units were asked.
        UnitsAsked = "units_asked",
        /// A former unit answered.
        UnitAnswered = "unit_answered",
        /// A former unit cannot answer.
        UnitDeclined = "unit_declined",
    }
}

impl Letter {
    /// Whether it holds a link that opens an account or an enquiry: such a link is in the mail only.
    pub fn has_secret(&self) -> bool {
        matches!(
            self,
            Self::ConfirmEmail { .. }
                | Self::ResetPassword { .. }
                | Self::Invitation { .. }
                | Self::Enquiry { .. }
                | Self::Reference(ReferenceLetter::Reminder { .. })
        )
    }

    /// The letter without what its link is made from, to be kept.
    pub fn without_secret(&self) -> Self {
        let mut kept = self.clone();
        if let Self::ConfirmEmail { salt, .. }
        | Self::ResetPassword { salt, .. }
        | Self::Invitation { salt, .. }
        | Self::Enquiry { salt, .. }
        | Self::Reference(ReferenceLetter::Reminder { salt, .. }) = &mut kept
        {
            salt.clear();
        }
        kept
    }
}

/// How many notices a page shows.
pub(super) const PAGE: i64 = 50;

/// How the letter of a notice fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// It left at this instant.
    Sent(UtcTime),
    /// It waits for the next try.
    Waiting,
    /// It could not be delivered.
    Failed,
    /// The person wants no mail of this kind.
    NotMailed,
}

/// A notice.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Row.
    pub id: i64,
    /// When it was written.
    pub at: UtcTime,
    /// Whether it was opened.
    pub is_read: bool,
    /// How its letter fares.
    pub delivery: Delivery,
    /// Whether its letter holds a link that only the mail may show.
    pub has_secret: bool,
    letter: Letter,
}

impl Notice {
    /// Whether it is about the application or its papers: all that officers need to know of what somebody
    /// was written.
    pub fn is_about_file(&self) -> bool {
        matches!(
            self.letter,
            Letter::Received { .. }
                | Letter::DocumentReturned { .. }
                | Letter::RenewalAccepted { .. }
                | Letter::UnitsAsked { .. }
                | Letter::UnitAnswered { .. }
                | Letter::UnitDeclined { .. }
                | Letter::Reference(_)
                | Letter::Case(_)
                | Letter::Fact(_)
                | Letter::Outcome(_)
        )
    }

    /// Its words. Links lead to pages of the product, in the reader's language.
    pub fn words(&self, lang: Lang, config: &Config) -> Words {
        let mut words = self.letter.words(lang, config);
        if self.has_secret {
            words.action = None;
        }
        words.action = words.action.map(|(label, link)| {
            let path = link.strip_prefix(&config.base_url).unwrap_or(&link);
            (label, path.to_owned())
        });
        words
    }
}

/// Keeps a letter for its recipient to read in the product.
pub(super) fn insert(
    conn: &mut Conn,
    user: i64,
    letter: &Letter,
    outbox_id: Option<i64>,
    now: UtcTime,
) -> QueryResult<()> {
    let payload = serde_json::to_string(&letter.without_secret())
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    diesel::insert_into(notices::table)
        .values((
            notices::user_id.eq(user),
            notices::outbox_id.eq(outbox_id),
            notices::kind.eq(letter.kind()),
            notices::payload.eq(payload),
            notices::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether somebody wants letters of this kind by mail.
pub(super) fn is_wanted(conn: &mut Conn, user: i64, letter: &Letter) -> QueryResult<bool> {
    let Some(choice) = Choice::parse(letter.kind()) else {
        return Ok(true);
    };
    let refused = mail_refusals::table
        .find((user, choice.as_str()))
        .select(mail_refusals::user_id)
        .first::<i64>(conn)
        .optional()?;
    Ok(refused.is_none())
}

/// The kinds that somebody does not want by mail.
///
/// # Errors
/// The database's.
pub fn list_refused(conn: &mut Conn, user: i64) -> QueryResult<Vec<Choice>> {
    let words: Vec<String> = mail_refusals::table
        .filter(mail_refusals::user_id.eq(user))
        .select(mail_refusals::kind)
        .load(conn)?;
    Ok(words
        .iter()
        .filter_map(|word| Choice::parse(word))
        .collect())
}

/// Notes which kinds somebody does not want by mail.
///
/// # Errors
/// The database's.
pub fn replace_refused(conn: &mut Conn, user: i64, refused: &[Choice]) -> QueryResult<()> {
    diesel::delete(mail_refusals::table.filter(mail_refusals::user_id.eq(user))).execute(conn)?;
    for choice in refused {
        diesel::insert_into(mail_refusals::table)
            .values((
                mail_refusals::user_id.eq(user),
                mail_refusals::kind.eq(choice.as_str()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// How many notices somebody has not opened.
///
/// # Errors
/// The database's.
pub fn count_unread(conn: &mut Conn, user: i64) -> QueryResult<i64> {
    notices::table
        .filter(notices::user_id.eq(user))
        .filter(notices::read_at.is_null())
        .count()
        .get_result(conn)
}

type Row = (
    i64,
    UtcTime,
    Option<UtcTime>,
    String,
    Option<i64>,
    Option<Fate>,
);

/// When a letter left, was given up, came back.
type Fate = (Option<UtcTime>, Option<UtcTime>, Option<UtcTime>);

/// A row whose letter this program does not know any more is left out.
fn notice((id, at, read_at, payload, outbox_id, fate): Row) -> Option<Notice> {
    let letter: Letter = serde_json::from_str(&payload).ok()?;
    let delivery = match (outbox_id, fate) {
        (None, _) => Delivery::NotMailed,
        (_, Some((_, _, Some(_)))) => Delivery::Failed,
        (_, Some((Some(sent_at), _, _))) => Delivery::Sent(sent_at),
        (_, Some((None, Some(_), _))) => Delivery::Failed,
        _ => Delivery::Waiting,
    };
    Some(Notice {
        id,
        at,
        is_read: read_at.is_some(),
        delivery,
        has_secret: letter.has_secret(),
        letter,
    })
}

macro_rules! rows {
    () => {
        notices::table.left_join(outbox::table).select((
            notices::id,
            notices::created_at,
            notices::read_at,
            notices::payload,
            notices::outbox_id,
            (outbox::sent_at, outbox::parked_at, outbox::bounced_at).nullable(),
        ))
    };
}

/// Somebody's notices before a row, newest first.
///
/// # Errors
/// The database's.
pub fn list(conn: &mut Conn, user: i64, before: i64) -> QueryResult<Vec<Notice>> {
    let rows: Vec<Row> = rows!()
        .filter(notices::user_id.eq(user))
        .filter(notices::id.lt(before))
        .order(notices::id.desc())
        .limit(PAGE)
        .load(conn)?;
    Ok(rows.into_iter().filter_map(notice).collect())
}

/// All notices of a person with their row's order, for the export.
///
/// # Errors
/// The database's.
pub fn list_all(conn: &mut Conn, user: i64) -> QueryResult<Vec<Notice>> {
    let rows: Vec<Row> = rows!()
        .filter(notices::user_id.eq(user))
        .order(notices::id)
        .load(conn)?;
    Ok(rows.into_iter().filter_map(notice).collect())
}

/// How many notices somebody has.
///
/// # Errors
/// The database's.
pub fn count(conn: &mut Conn, user: i64) -> QueryResult<i64> {
    notices::table
        .filter(notices::user_id.eq(user))
        .count()
        .get_result(conn)
}

/// One of somebody's notices.
///
/// # Errors
/// `NotFound` for everybody else's, or the database's.
pub fn find(conn: &mut Conn, user: i64, id: i64) -> QueryResult<Notice> {
    let row: Row = rows!()
        .filter(notices::user_id.eq(user))
        .filter(notices::id.eq(id))
        .first(conn)?;
    notice(row).ok_or(diesel::result::Error::NotFound)
}

/// Notes that somebody opened a notice, or all of theirs.
///
/// # Errors
/// The database's.
pub fn update_read(
    conn: &mut Conn,
    user: i64,
    only: Option<i64>,
    now: UtcTime,
) -> QueryResult<usize> {
    let (from, to) = only.map_or((i64::MIN, i64::MAX), |id| (id, id));
    diesel::update(
        notices::table
            .filter(notices::user_id.eq(user))
            .filter(notices::id.between(from, to))
            .filter(notices::read_at.is_null()),
    )
    .set(notices::read_at.eq(now))
    .execute(conn)
}
