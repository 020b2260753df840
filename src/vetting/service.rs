//! The core of every act on an application: lock, load, decide by the machine, write, tell, record; all
//! in one transaction. And the file: everything that a page about an application shows.

use super::appeals;
use super::declarations;
use super::facts::{self, AskedFact};
use super::machine::{Case, Deed, Missing, Refusal, step};
use super::references::{self, UnitReference};
use super::scope::Covered;
use super::store::{self, Application, Beside};
use super::{Act, State};
use super::{background, notes, referees, scope, voiding};
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::credentials::{Document, Slot, documents};
use crate::db::{self, Conn};
use crate::error::{AppError, Clash, Denial};
use crate::mail::{self, Envelope, Letter};
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::{Value, json};

/// A referee's link is an invitation that lives so long.
pub const ENQUIRY_LIVES: TimeDelta = TimeDelta::days(14);

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotHere(_) => Self::Conflict(Clash::State),
            Refusal::Role => Self::Forbidden(Denial::Role),
            Refusal::OwnFile => Self::Forbidden(Denial::OwnFile),
            Refusal::SecondPerson => Self::Conflict(Clash::SecondPerson),
            Refusal::CallBack => Self::Conflict(Clash::CallBack),
            Refusal::OwnCallBack => Self::Conflict(Clash::OwnCallBack),
            Refusal::Involved => Self::Conflict(Clash::Involved),
            Refusal::TwoOthers => Self::Conflict(Clash::TwoOthers),
            Refusal::Incomplete(_) => Self::Conflict(Clash::Incomplete),
        }
    }
}

/// Everything that decides about an application, as it stands now.
///
/// # Errors
/// The database's.
pub fn load_case(conn: &mut Conn, application: &Application) -> QueryResult<Case> {
    let documents = documents::list_current(conn, application.id)?;
    let referees = referees::list(conn, application.id)?;
    let missing = match application.state {
        State::Draft => missing(conn, application, &documents, referees.len())?,
        _ => Vec::new(),
    };
    Ok(Case {
        state: application.state,
        applicant: application.user,
        missing,
        documents: documents
            .iter()
            .map(|document| (document.slot, document.state))
            .collect(),
        asked: facts::list_open(conn, application.id)?,
        doubtful: notes::doubtful(conn, application, &referees)?,
        enquiries: referees
            .iter()
            .map(|referee| (referee.id, referee.state))
            .collect(),
        recommendation: application.recommended_by.zip(application.recommendation),
        appealed: appeals::earlier(conn, application.id)?,
        voiding: voiding::find_open(conn, application.id)?,
    })
}

fn missing(
    conn: &mut Conn,
    application: &Application,
    documents: &[Document],
    units: usize,
) -> QueryResult<Vec<Missing>> {
    let mut missing = Vec::new();
    if application.registration_number.is_empty() {
        missing.push(Missing::RegistrationNumber);
    }
    for slot in Slot::needed(application.category) {
        let stands = documents.iter().any(|document| {
            document.slot == *slot && (!slot.expires() || document.expires_on.is_some())
        });
        if !stands {
            missing.push(Missing::Document(*slot));
        }
    }
    if background::list_experiences(conn, application.id)?.is_empty() {
        missing.push(Missing::Experience);
    }
    if units < super::machine::REFERENCES_NEEDED {
        missing.push(Missing::Units);
    }
    Ok(missing)
}

/// What an act writes beside the state.
pub(super) struct Trace {
    pub(super) beside: Beside,
    pub(super) detail: Value,
    /// What somebody wrote with it, beside what goes into a column of the application.
    pub(super) said: Option<String>,
}

impl Trace {
    pub(super) fn of(detail: Value) -> Self {
        Self {
            beside: Beside::default(),
            detail,
            said: None,
        }
    }
}

/// Asks the machine, writes what it says, and records it.
pub(super) fn carry_out(
    conn: &mut Conn,
    application: &Application,
    deed: Deed,
    actor: Actor,
    trace: &Trace,
    now: UtcTime,
) -> Result<Case, AppError> {
    let before = load_case(conn, application)?;
    let after = step(&before, deed, actor)?;
    if store::update_state(conn, application.id, &before, &after, now)? == 0 {
        return Err(AppError::Conflict(Clash::State));
    }
    store::update_beside(conn, application.id, &trace.beside)?;
    let act = deed.act();
    // Words that somebody wrote stay in the file's own story; the audit log holds none.
    let mut detail = trace.detail.clone();
    let said = trace
        .beside
        .recommendation_reason
        .as_ref()
        .or(trace.beside.decision_reason.as_ref())
        .or(trace.said.as_ref());
    if let (Some(said), Some(fields)) = (said, detail.as_object_mut()) {
        fields.insert("said".to_owned(), json!(said));
    }
    let detail = detail.to_string();
    store::insert_event(
        conn,
        application.id,
        now,
        actor,
        act,
        before.state,
        after.state,
        &detail,
    )?;
    let action = format!("application.{act}");
    audit::record(
        conn,
        now,
        actor,
        &action,
        Subject::Application(application.id),
        &trace.detail,
    )?;
    Ok(after)
}

/// Locks an application and reads it.
pub(super) fn open(conn: &mut Conn, id: i64) -> Result<Application, AppError> {
    db::lock_application(conn, id)?;
    Ok(store::find(conn, id)?)
}

/// Writes to the applicant; `letter` gets their name.
pub(super) fn tell(
    conn: &mut Conn,
    application: &Application,
    now: UtcTime,
    letter: impl FnOnce(String) -> Letter,
) -> Result<(), AppError> {
    let owner = accounts::store::find_user(conn, application.user)?;
    let name = owner.name(owner.lang).to_owned();
    Ok(mail::post(
        conn,
        &Envelope::from(&owner),
        &letter(name),
        now,
    )?)
}

/// Whether officers may look at an application: not while it is a draft.
///
/// # Errors
/// The database's.
pub fn was_submitted(conn: &mut Conn, application: i64) -> Result<bool, AppError> {
    Ok(store::find(conn, application)?.submitted_at.is_some())
}

/// Everything that a page about an application shows.
pub struct File {
    /// The application.
    pub application: Application,
    /// What decides about it.
    pub case: Case,
    /// Documents that stand in their slots.
    pub documents: Vec<Document>,
    /// Versions of documents that others took the place of, oldest first.
    pub earlier: Vec<Document>,
    /// Typed facts that were asked about, first to last.
    pub asked: Vec<AskedFact>,
    /// Where the person has worked.
    pub experiences: Vec<background::Experience>,
    /// The former units.
    pub referees: Vec<referees::Referee>,
    /// The story.
    pub events: Vec<store::Event>,
    /// The person.
    pub person: accounts::store::User,
    /// Who has the file.
    pub officer: Option<accounts::store::User>,
}

pub(super) fn load_file(conn: &mut Conn, application: Application) -> Result<File, AppError> {
    let officer = match application.officer {
        Some(id) => Some(accounts::store::find_user(conn, id)?),
        None => None,
    };
    Ok(File {
        case: load_case(conn, &application)?,
        documents: documents::list_current(conn, application.id)?,
        asked: facts::list(conn, application.id)?,
        earlier: documents::list_replaced(conn, application.id)?,
        experiences: background::list_experiences(conn, application.id)?,
        referees: referees::list(conn, application.id)?,
        events: store::list_events(conn, application.id)?,
        person: accounts::store::find_user(conn, application.user)?,
        officer,
        application,
    })
}

/// A person's own file.
///
/// # Errors
/// 404 where there is none.
pub async fn own_file(app: &App, user: i64) -> Result<File, AppError> {
    app.db
        .read(move |conn| {
            let application = store::find_latest(conn, user)?;
            load_file(conn, application)
        })
        .await
}

/// The file that an officer opens.
///
/// # Errors
/// 404 where there is none; 403 on one's own.
pub async fn file(app: &App, by: i64, reference: String) -> Result<File, AppError> {
    app.db
        .read(move |conn| {
            let application = store::find_by_reference(conn, &reference)?;
            if application.user == by {
                return Err(AppError::Forbidden(Denial::OwnFile));
            }
            if application.submitted_at.is_none() {
                return Err(AppError::NotFound);
            }
            declarations::check(conn, application.id, by)?;
            load_file(conn, application)
        })
        .await
}

/// What an approval covers.
///
/// # Errors
/// The database's.
pub async fn scope(app: &App, application: i64) -> Result<Covered, AppError> {
    app.db
        .read(move |conn| Ok(scope::covered(conn, application)?))
        .await
}

/// What only officers read: what the former units say, and what an approval covers.
type Evidence = (Vec<UnitReference>, Covered);

/// Opens the answers of a file.
///
/// # Errors
/// 500 when a seal is broken.
pub async fn evidence(app: &App, file: &File) -> Result<Evidence, AppError> {
    let key = app.config.instance_key.clone();
    let (user, application, referees) = (
        file.application.user,
        file.application.id,
        file.referees.clone(),
    );
    app.db
        .read(move |conn| {
            let references = references::list(conn, &key, user, &referees)?;
            Ok((references, scope::covered(conn, application)?))
        })
        .await
}

impl File {
    /// The document that stands in a slot.
    pub fn document(&self, slot: Slot) -> Option<&Document> {
        self.documents.iter().find(|document| document.slot == slot)
    }

    /// The last event of a kind.
    pub fn last(&self, act: Act) -> Option<&store::Event> {
        self.events.iter().rev().find(|event| event.act == act)
    }
}
