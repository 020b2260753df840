//! Who did what to whom, when: rows that are only ever added, in the transaction of the act itself.
//! It holds ids and words, never what people wrote. At the end of the transaction [`chain`] seals them.

pub mod chain;
pub mod checkpoint;
pub mod cli;

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{audit_events, audit_waiting};
use crate::domain::Role;
use diesel::prelude::*;

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A person with an account.
    Person(i64, Role),
    /// A former unit, through its link.
    Referee,
    /// Somebody who is not signed in.
    Visitor,
    /// A job.
    System,
}

impl Actor {
    /// The account, where there is one.
    pub fn id(self) -> Option<i64> {
        match self {
            Self::Person(id, _) => Some(id),
            Self::Referee | Self::Visitor | Self::System => None,
        }
    }

    /// The word under which the actor's part is stored.
    pub fn role(self) -> &'static str {
        match self {
            Self::Person(_, role) => role.as_str(),
            Self::Referee => "referee",
            Self::Visitor => "visitor",
            Self::System => "system",
        }
    }
}

/// What was acted upon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// An account.
    User(i64),
    /// An address that may have none.
    Address,
    /// An application.
    Application(i64),
    /// A document.
    Document(i64),
    /// An enquiry to a former unit.
    Referee(i64),
    /// A shift.
    Shift(i64),
    /// A booking.
    Booking(i64),
    /// A unit.
    Unit(i64),
    /// A notice about the weather.
    Weather(i64),
    /// A hospital.
    Hospital(i64),
    /// A payroll export.
    PayRun(i64),
    /// An engagement.
    Engagement(i64),
    /// A promotion round.
    Round(i64),
    /// The house itself.
    House,
}

impl Subject {
    fn parts(self) -> (&'static str, Option<i64>) {
        let (kind, id) = match self {
            Self::Address => return ("address", None),
            Self::House => return ("house", None),
            Self::User(id) => ("user", id),
            Self::Application(id) => ("application", id),
            Self::Document(id) => ("document", id),
            Self::Referee(id) => ("referee", id),
            Self::Shift(id) => ("shift", id),
            Self::Booking(id) => ("booking", id),
            Self::Unit(id) => ("unit", id),
            Self::Weather(id) => ("weather", id),
            Self::Hospital(id) => ("hospital", id),
            Self::PayRun(id) => ("pay_run", id),
            Self::Engagement(id) => ("engagement", id),
            Self::Round(id) => ("round", id),
        };
        (kind, Some(id))
    }
}

/// Who read some documents and when, as the record has it: row of the reader, row of the document.
///
/// # Errors
/// The database's.
pub fn list_reads(conn: &mut Conn, documents: &[i64]) -> QueryResult<Vec<(UtcTime, i64, i64)>> {
    let rows: Vec<(UtcTime, Option<i64>, Option<i64>)> = audit_events::table
        .filter(audit_events::action.eq("document.read"))
        .filter(audit_events::subject_id.eq_any(documents.to_vec()))
        .order(audit_events::id)
        .select((
            audit_events::at,
            audit_events::actor_id,
            audit_events::subject_id,
        ))
        .load(conn)?;
    let whole = rows.into_iter();
    Ok(whole
        .filter_map(|(at, actor, document)| Some((at, actor?, document?)))
        .collect())
}

/// Records an act; `detail` holds ids and words of ours only. The row waits until the end of the
/// transaction, where it joins the chain.
///
/// # Errors
/// The database's.
pub fn record(
    conn: &mut Conn,
    at: UtcTime,
    actor: Actor,
    action: &str,
    subject: Subject,
    detail: &serde_json::Value,
) -> QueryResult<()> {
    let (kind, id) = subject.parts();
    diesel::insert_into(audit_waiting::table)
        .values((
            audit_waiting::at.eq(at),
            audit_waiting::actor_id.eq(actor.id()),
            audit_waiting::actor_role.eq(actor.role()),
            audit_waiting::action.eq(action),
            audit_waiting::subject_kind.eq(kind),
            audit_waiting::subject_id.eq(id),
            audit_waiting::detail.eq(detail.to_string()),
        ))
        .execute(conn)?;
    Ok(())
}
