//! What an officer wrote down of a call or of a personnel record: structured, sealed with the applicant's
//! key. A call-back settles a doubtful answer; a call or a record can stand for one that never came.

use super::State;
use super::asking;
use super::deciding::open_quoted;
use super::enquiry::{self, Answer, Plain};
use super::machine::EnquiryState;
use super::referees::{self, Referee};
use super::service::tell;
use super::store::Application;
use super::suspicion;
use super::turn::{Turn, Way};
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::reference_notes as notes;
use crate::domain::Role;
use crate::error::{AppError, Clash, Denial};
use crate::i18n::{Lang, Texts};
use crate::keys::InstanceKey;
use crate::mail::Letter;
use crate::text_enum;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

text_enum! {
    /// What a note is about.
    NoteKind {
        /// A call to the unit about an answer that came in.
        CallBack = "call_back",
        /// A call instead of an answer.
        Telephone = "telephone",
        /// The personnel record instead of an answer.
        Personnel = "personnel",
    }
}

text_enum! {
    /// What came of it.
    Outcome {
        /// The unit or the record confirms.
        Confirmed = "confirmed",
        /// It does not: the answer is not the unit's, or the person did not work there.
        Denied = "denied",
        /// Nobody could be reached.
        NotReached = "not_reached",
    }
}

impl NoteKind {
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::CallBack => t.note_call_back(),
            Self::Telephone => t.note_telephone(),
            Self::Personnel => t.note_personnel(),
        }
    }

    fn way(self) -> Option<Way> {
        match self {
            Self::CallBack => None,
            Self::Telephone => Some(Way::Telephone),
            Self::Personnel => Some(Way::Personnel),
        }
    }
}

impl Outcome {
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Confirmed => t.outcome_confirmed(),
            Self::Denied => t.outcome_denied(),
            Self::NotReached => t.outcome_not_reached(),
        }
    }
}

/// What stands in a note; only officers read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The number that was called; empty for a record.
    pub number: String,
    /// Where the number, or the record, was found.
    pub found_in: String,
    /// Whether it is the number that the applicant typed, and the officer says so.
    pub typed_number: bool,
    /// When, in Hong Kong: `2026-03-02 14:05`.
    pub at: String,
    /// With whom: name and post; empty for a record.
    pub spoke_to: String,
    /// Whether the dates are right.
    pub dates: Plain,
    /// What was confirmed, in words.
    pub confirmed: String,
    /// The answer that a call-back refuted, kept as evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refuted: Option<Answer>,
}

impl Note {
    /// When it was, as a reader of the language writes it.
    pub(crate) fn when(&self, lang: Lang) -> String {
        let (day, time) = self.at.split_once(' ').unwrap_or((&self.at, ""));
        let day = day
            .parse()
            .map_or(day.to_owned(), |day: NaiveDate| lang.date_year(day));
        format!("{day} {time}").trim_end().to_owned()
    }
}

/// A note as an officer reads it.
#[derive(Debug, Clone)]
pub struct Noted {
    /// The unit's row.
    pub referee: i64,
    /// What it is about.
    pub kind: NoteKind,
    /// What came of it.
    pub outcome: Outcome,
    /// When it was written down.
    pub at: UtcTime,
    /// By whom.
    pub officer: accounts::store::User,
    /// What it says; `None` when the person's key was destroyed.
    pub note: Option<Note>,
}

/// Whether the unit answered through its link.
pub(super) fn is_by_link(referee: &Referee) -> bool {
    referee.state == EnquiryState::Answered && referee.answered_by == Some(Way::Link)
}

fn about(referee: i64) -> String {
    format!("note:{referee}")
}

/// Answers of an application that count only after a call-back, and who had each confirmed.
pub(super) fn doubtful(
    conn: &mut Conn,
    application: &Application,
    referees: &[Referee],
) -> QueryResult<Vec<(i64, Vec<i64>)>> {
    let applicant = accounts::store::find_user(conn, application.user)?;
    let mut found = Vec::new();
    for referee in referees {
        if !is_by_link(referee) || suspicion::all(referee, &applicant).is_empty() {
            continue;
        }
        let callers = notes::table
            .filter(notes::referee_id.eq(referee.id))
            .filter(notes::kind.eq(NoteKind::CallBack))
            .filter(notes::outcome.eq(Outcome::Confirmed))
            .filter(notes::at.ge(referee.answered_at.unwrap_or(application.created_at)))
            .select(notes::officer_id)
            .load(conn)?;
        found.push((referee.id, callers));
    }
    Ok(found)
}

/// The notes of a file, oldest first.
///
/// # Errors
/// 500 when a seal is broken.
pub(super) fn list(
    conn: &mut Conn,
    key: &InstanceKey,
    user: i64,
    referees: &[Referee],
) -> Result<Vec<Noted>, AppError> {
    let rows: Vec<i64> = referees.iter().map(|referee| referee.id).collect();
    let found: Vec<(i64, i64, NoteKind, Outcome, UtcTime, Vec<u8>)> = notes::table
        .filter(notes::referee_id.eq_any(rows))
        .order(notes::id)
        .select((
            notes::referee_id,
            notes::officer_id,
            notes::kind,
            notes::outcome,
            notes::at,
            notes::note_sealed,
        ))
        .load(conn)?;
    let mut listed = Vec::new();
    for (referee, officer, kind, outcome, at, sealed) in found {
        listed.push(Noted {
            referee,
            kind,
            outcome,
            at,
            officer: accounts::store::find_user(conn, officer)?,
            note: enquiry::unseal(conn, key, user, &sealed, &about(referee))?,
        });
    }
    Ok(listed)
}

/// A note to be written, by whom and about what.
#[derive(Debug, Clone)]
pub struct NewNote {
    /// The officer.
    pub by: i64,
    /// What it is about.
    pub kind: NoteKind,
    /// What came of it.
    pub outcome: Outcome,
    /// What it says.
    pub note: Note,
}

/// Writes a note of an officer, and does what follows from it: a call-back that denies takes the answer
/// away; a call or a record that confirms stands for one.
///
/// # Errors
/// 404 for a unit of another file; 403 on one's own; 409 where the note does not fit how the enquiry
/// stands.
pub async fn add(app: &App, reference: String, row: i64, new: NewNote) -> Result<(), AppError> {
    let now = app.clock.now();
    let key = app.config.instance_key.clone();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, new.by, &reference)?;
            if application.user == new.by {
                return Err(AppError::Forbidden(Denial::OwnFile));
            }
            let referee = referees::find(conn, application.id, row)?;
            let fits = match new.kind.way() {
                None => is_by_link(&referee),
                Some(_) => referee.can(Turn::Note),
            };
            if !fits || !State::UNDER_WAY.contains(&application.state) {
                return Err(AppError::Conflict(Clash::State));
            }
            keep(conn, &key, &application, &referee, &new, now)?;
            follow(conn, &application, &referee, &new, now)
        })
        .await
}

/// Writes the note down.
fn keep(
    conn: &mut Conn,
    key: &InstanceKey,
    application: &Application,
    referee: &Referee,
    new: &NewNote,
    now: UtcTime,
) -> Result<(), AppError> {
    let mut note = new.note.clone();
    if new.kind == NoteKind::CallBack && new.outcome == Outcome::Denied {
        note.refuted = enquiry::read(conn, key, application.user, referee)?;
    }
    let sealed = enquiry::seal(conn, key, application.user, &about(referee.id), &note)?;
    diesel::insert_into(notes::table)
        .values((
            notes::referee_id.eq(referee.id),
            notes::officer_id.eq(new.by),
            notes::kind.eq(new.kind),
            notes::outcome.eq(new.outcome),
            notes::at.eq(now),
            notes::note_sealed.eq(sealed),
        ))
        .execute(conn)?;
    let detail = json!({"kind": new.kind.as_str(), "outcome": new.outcome.as_str()});
    let actor = Actor::Person(new.by, Role::Officer);
    let subject = Subject::Referee(referee.id);
    Ok(audit::record(
        conn,
        now,
        actor,
        "reference.noted",
        subject,
        &detail,
    )?)
}

/// Does what a note means for the enquiry.
fn follow(
    conn: &mut Conn,
    application: &Application,
    referee: &Referee,
    new: &NewNote,
    now: UtcTime,
) -> Result<(), AppError> {
    let actor = Actor::Person(new.by, Role::Officer);
    match (new.kind.way(), new.outcome) {
        // Nobody is told of a refuted answer: whoever forged it is not to be warned.
        (None, Outcome::Denied) => {
            asking::take(conn, application, referee, Turn::Refute, actor, now)
        }
        (Some(way), Outcome::Confirmed) => {
            asking::take(conn, application, referee, Turn::Note, actor, now)?;
            referees::update_noted(conn, referee.id, way, now)?;
            let unit = referee.place();
            tell(conn, application, now, |name| Letter::UnitAnswered {
                name,
                unit,
            })
        }
        _ => Ok(()),
    }
}
