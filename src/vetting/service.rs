//! One function for each thing that can be done to an application. Every act is: lock, load, decide by
//! the machine, write, tell, record; all in one transaction.

use super::machine::{Case, Deed, EnquiryState, Missing, Refusal, Verdict, step};
use super::store::{self, Application, Beside, NewExperience, NewReferee};
use super::{Act, State};
use super::{clock, enquiry};
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::credentials::{Document, ReturnReason, Slot, documents};
use crate::db::{self, Conn};
use crate::domain::{Bilingual, Category, Role};
use crate::error::{AppError, Clash, Denial};
use crate::keys::{self, InstanceKey, Purpose};
use crate::mail::{self, Envelope, Letter};
use crate::shifts;
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
    let referees = store::list_referees(conn, application.id)?;
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
        enquiries: referees
            .iter()
            .map(|referee| (referee.id, referee.state))
            .collect(),
        recommendation: application.recommended_by.zip(application.recommendation),
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
    if store::list_experiences(conn, application.id)?.is_empty() {
        missing.push(Missing::Experience);
    }
    if units < super::machine::REFERENCES_NEEDED {
        missing.push(Missing::Units);
    }
    Ok(missing)
}

/// What an act writes beside the state.
pub(super) struct Trace {
    beside: Beside,
    detail: Value,
}

impl Trace {
    pub(super) fn of(detail: Value) -> Self {
        Self {
            beside: Beside::default(),
            detail,
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
    let (act, detail) = (deed.act(), trace.detail.to_string());
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

/// Locks a person's own application and reads it.
fn open_own(conn: &mut Conn, user: i64) -> Result<Application, AppError> {
    let id = store::find_latest(conn, user)?.id;
    open(conn, id)
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

/// Begins an application for somebody who has none open. Called when an address is confirmed, and when
/// somebody applies again.
///
/// # Errors
/// 409 where one is open.
pub fn begin_draft(
    conn: &mut Conn,
    user: i64,
    category: Category,
    now: UtcTime,
) -> Result<(), AppError> {
    let open = match store::find_latest(conn, user).optional()? {
        Some(latest) => !matches!(latest.state, State::Rejected | State::Withdrawn),
        None => false,
    };
    if open {
        return Err(AppError::Conflict(Clash::State));
    }
    // Not a count: a reference tells nobody how many have applied.
    let reference = format!("LO-{:06}", u32::from_be_bytes(keys::random()) % 1_000_000);
    let id = store::insert(conn, user, category, &reference, now)?;
    let actor = Actor::Person(user, Role::Clinician);
    audit::record(
        conn,
        now,
        actor,
        "application.begun",
        Subject::Application(id),
        &json!({}),
    )?;
    Ok(())
}

/// Applies again after a rejection or a withdrawal.
///
/// # Errors
/// 409 where an application is open.
pub async fn apply_again(app: &App, user: i64, category: Category) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| begin_draft(conn, user, category, now))
        .await
}

/// Runs a change on a person's own draft.
async fn on_draft<T: Send + 'static>(
    app: &App,
    user: i64,
    mut change: impl FnMut(&mut Conn, i64) -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    app.db
        .write(move |conn| {
            let application = open_own(conn, user)?;
            if application.state != State::Draft {
                return Err(AppError::Conflict(Clash::State));
            }
            change(conn, application.id)
        })
        .await
}

/// Saves the number on the register.
///
/// # Errors
/// 409 once the application was sent in.
pub async fn save_registration(app: &App, user: i64, number: String) -> Result<(), AppError> {
    on_draft(app, user, move |conn, id| {
        store::update_registration(conn, id, &number)?;
        Ok(())
    })
    .await
}

/// A stretch of work as somebody typed it.
#[derive(Debug, Clone)]
pub struct Work {
    /// Hospital.
    pub hospital: String,
    /// Unit.
    pub unit: String,
    /// Row of the specialty.
    pub specialty: i64,
    /// First day.
    pub from: chrono::NaiveDate,
    /// Last day; `None` where it goes on.
    pub to: Option<chrono::NaiveDate>,
}

/// Adds a stretch of work to the draft.
///
/// # Errors
/// 409 once the application was sent in.
pub async fn add_experience(app: &App, user: i64, work: Work) -> Result<(), AppError> {
    on_draft(app, user, move |conn, application_id| {
        let Work {
            hospital,
            unit,
            specialty,
            from,
            to,
        } = work.clone();
        let new = NewExperience {
            application_id,
            hospital,
            unit,
            specialty_id: specialty,
            from_on: from,
            to_on: to,
        };
        Ok(store::insert_experience(conn, &new)?)
    })
    .await
}

/// Removes a stretch of work from the draft.
///
/// # Errors
/// 404 when it is not there.
pub async fn remove_experience(app: &App, user: i64, row: i64) -> Result<(), AppError> {
    on_draft(app, user, move |conn, id| {
        match store::delete_experience(conn, id, row)? {
            0 => Err(AppError::NotFound),
            _ => Ok(()),
        }
    })
    .await
}

/// Adds a former unit. Allowed until the decision: a unit that stays silent can be replaced.
///
/// # Errors
/// 409 after the decision.
pub async fn add_unit(app: &App, user: i64, new: NewReferee) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_own(conn, user)?;
            let case = load_case(conn, &application)?;
            if !case.is_under_way() && !matches!(case.state, State::Draft | State::Submitted) {
                return Err(AppError::Conflict(Clash::State));
            }
            store::insert_referee(conn, application.id, &new)?;
            let actor = Actor::Person(user, Role::Clinician);
            let subject = Subject::Application(application.id);
            Ok(audit::record(
                conn,
                now,
                actor,
                "application.unit_named",
                subject,
                &json!({}),
            )?)
        })
        .await
}

/// Takes back a former unit that was not asked yet.
///
/// # Errors
/// 404 when there is none.
pub async fn remove_unit(app: &App, user: i64, row: i64) -> Result<(), AppError> {
    on_draft(app, user, move |conn, id| {
        match store::delete_referee(conn, id, row)? {
            0 => Err(AppError::NotFound),
            _ => Ok(()),
        }
    })
    .await
}

/// Sends the application in; the clock runs from here.
///
/// # Errors
/// 409 when something is missing or it was sent in already.
pub async fn submit(app: &App, user: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_own(conn, user)?;
            let beside = Beside {
                submitted_at: Some(now),
                ..Beside::default()
            };
            let trace = Trace {
                beside,
                detail: json!({}),
            };
            carry_out(
                conn,
                &application,
                Deed::Submit,
                Actor::Person(user, Role::Clinician),
                &trace,
                now,
            )?;
            let sent = store::find(conn, application.id)?;
            let Some(clocks) = clock::read(&sent, &[], now) else {
                return Err(anyhow::anyhow!("a submitted application has no clock").into());
            };
            let (reference, from, to) = (
                sent.reference.clone(),
                clocks.service.target_from,
                clocks.service.target_to,
            );
            tell(conn, &sent, now, |name| Letter::Received {
                name,
                reference,
                from,
                to,
            })
        })
        .await
}

/// Takes the application back.
///
/// # Errors
/// 409 once it was decided.
pub async fn withdraw(app: &App, user: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_own(conn, user)?;
            let actor = Actor::Person(user, Role::Clinician);
            carry_out(
                conn,
                &application,
                Deed::Withdraw,
                actor,
                &Trace::of(json!({})),
                now,
            )?;
            tell(conn, &application, now, |name| Letter::Withdrawn { name })
        })
        .await
}

/// A document arrived: freely in a draft, as an act of the machine afterwards.
///
/// # Errors
/// 409 where the slot cannot take one now.
pub fn supply_document(
    conn: &mut Conn,
    application: &Application,
    slot: Slot,
    now: UtcTime,
) -> Result<(), AppError> {
    if application.state == State::Draft {
        return Ok(());
    }
    let actor = Actor::Person(application.user, Role::Clinician);
    let trace = Trace::of(json!({"slot": slot.as_str()}));
    carry_out(
        conn,
        application,
        Deed::SupplyDocument(slot),
        actor,
        &trace,
        now,
    )
    .map(|_| ())
}

/// A person's own application, locked; for the room that takes their documents.
///
/// # Errors
/// 404 where there is none.
pub fn own_application(conn: &mut Conn, user: i64) -> Result<Application, AppError> {
    open_own(conn, user)
}

/// A person's own application, unlocked, to look at.
///
/// # Errors
/// 404 where there is none.
pub fn latest_application(conn: &mut Conn, user: i64) -> Result<Application, AppError> {
    Ok(store::find_latest(conn, user)?)
}

/// Whether officers may look at an application: not while it is a draft.
///
/// # Errors
/// The database's.
pub fn was_submitted(conn: &mut Conn, application: i64) -> Result<bool, AppError> {
    Ok(store::find(conn, application)?.submitted_at.is_some())
}

fn officer(id: i64) -> Actor {
    Actor::Person(id, Role::Officer)
}

/// Opens the file that officers quote; locked.
fn open_quoted(conn: &mut Conn, reference: &str) -> Result<Application, AppError> {
    let id = store::find_by_reference(conn, reference)?.id;
    open(conn, id)
}

/// An officer takes the file.
///
/// # Errors
/// 409 when somebody else did.
pub async fn begin(app: &App, by: i64, reference: String) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, &reference)?;
            let beside = Beside {
                officer_id: Some(by),
                ..Beside::default()
            };
            let trace = Trace {
                beside,
                detail: json!({}),
            };
            carry_out(conn, &application, Deed::Begin, officer(by), &trace, now).map(|_| ())
        })
        .await
}

/// A document of this application.
fn document_of(conn: &mut Conn, application: &Application, row: i64) -> Result<Document, AppError> {
    let document = documents::find(conn, row)?;
    if document.application == application.id {
        Ok(document)
    } else {
        Err(AppError::NotFound)
    }
}

/// An officer accepts a document.
///
/// # Errors
/// 409 when it does not wait for that.
pub async fn verify_document(
    app: &App,
    by: i64,
    reference: String,
    row: i64,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, &reference)?;
            let document = document_of(conn, &application, row)?;
            let trace = Trace::of(json!({"slot": document.slot.as_str(), "document": row}));
            carry_out(
                conn,
                &application,
                Deed::VerifyDocument(document.slot),
                officer(by),
                &trace,
                now,
            )?;
            match documents::update_verified(conn, row, by, now)? {
                0 => Err(AppError::Conflict(Clash::State)),
                _ => Ok(()),
            }
        })
        .await
}

/// An officer sends a document back with a reason and what to do; the others stand.
///
/// # Errors
/// 409 when it was returned or replaced already.
pub async fn return_document(
    app: &App,
    by: i64,
    reference: String,
    row: i64,
    reason: ReturnReason,
    note: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, &reference)?;
            let document = document_of(conn, &application, row)?;
            let slot = document.slot;
            let trace = Trace::of(
                json!({"slot": slot.as_str(), "document": row, "reason": reason.as_str()}),
            );
            carry_out(
                conn,
                &application,
                Deed::ReturnDocument(slot),
                officer(by),
                &trace,
                now,
            )?;
            if documents::update_returned(conn, row, by, reason, &note, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let note = note.clone();
            tell(conn, &application, now, |name| Letter::DocumentReturned {
                name,
                slot,
                reason,
                note,
            })
        })
        .await
}

/// Asks every former unit that was not asked yet, each by its own link, in its applicant's file.
///
/// # Errors
/// 409 when there is nobody to ask.
pub async fn send_enquiries(app: &App, by: i64, reference: String) -> Result<(), AppError> {
    let now = app.clock.now();
    let key = app.config.instance_key.clone();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, &reference)?;
            let named: Vec<_> = store::list_referees(conn, application.id)?
                .into_iter()
                .filter(|referee| referee.state == EnquiryState::Named)
                .collect();
            let rows: Vec<i64> = named.iter().map(|referee| referee.id).collect();
            let trace = Trace::of(json!({"enquiries": rows}));
            carry_out(
                conn,
                &application,
                Deed::SendEnquiries,
                officer(by),
                &trace,
                now,
            )?;
            for referee in &named {
                ask(conn, &key, &application, referee, now)?;
            }
            let units = named.iter().map(store::Referee::place).collect();
            tell(conn, &application, now, |name| Letter::UnitsAsked {
                name,
                units,
            })
        })
        .await
}

fn ask(
    conn: &mut Conn,
    key: &InstanceKey,
    application: &Application,
    referee: &store::Referee,
    now: UtcTime,
) -> Result<(), AppError> {
    let salt = keys::random_token();
    let hash = keys::token_hash(&key.link_token(Purpose::Enquiry, &salt));
    let expires_at = now.plus(ENQUIRY_LIVES);
    if store::update_asked(conn, referee.id, &salt, &hash, now, expires_at)? == 0 {
        return Err(AppError::Conflict(Clash::State));
    }
    let applicant = accounts::store::find_user(conn, application.user)?;
    let letter = Letter::Enquiry {
        unit: referee.place(),
        contact: referee.contact.clone(),
        applicant: applicant.name(applicant.lang).to_owned(),
        salt,
        expires_on: expires_at.day(),
    };
    // A unit's language is not known: the applicant's is the best guess, and the form has both.
    let to = Envelope {
        recipient: None,
        address: &referee.email,
        lang: applicant.lang,
    };
    Ok(mail::post(conn, &to, &letter, now)?)
}

/// One officer recommends, with a reason.
///
/// # Errors
/// 409 when the file is not ready, or somebody recommended already.
pub async fn recommend(
    app: &App,
    by: i64,
    reference: String,
    verdict: Verdict,
    reason: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, &reference)?;
            let beside = Beside {
                recommendation_reason: Some(reason.clone()),
                ..Beside::default()
            };
            let trace = Trace {
                beside,
                detail: json!({"verdict": verdict.as_str()}),
            };
            carry_out(
                conn,
                &application,
                Deed::Recommend(verdict),
                officer(by),
                &trace,
                now,
            )
            .map(|_| ())
        })
        .await
}

/// Another officer decides, with a reason. Of many decisions at once, one is taken.
///
/// # Errors
/// 409 for the officer who recommended, without a recommendation, or when it was decided already.
pub async fn decide(
    app: &App,
    by: i64,
    reference: String,
    verdict: Verdict,
    reason: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, &reference)?;
            let beside = Beside {
                decided_by: Some(by),
                decided_at: Some(now),
                decision_reason: Some(reason.clone()),
                ..Beside::default()
            };
            let trace = Trace {
                beside,
                detail: json!({"verdict": verdict.as_str()}),
            };
            carry_out(
                conn,
                &application,
                Deed::Decide(verdict),
                officer(by),
                &trace,
                now,
            )?;
            match verdict {
                Verdict::Approve => {
                    store::insert_scope(conn, application.id)?;
                    tell(conn, &application, now, |name| Letter::Approved { name })
                }
                Verdict::Reject => {
                    let reason = reason.clone();
                    tell(conn, &application, now, |name| Letter::Rejected {
                        name,
                        reason,
                    })
                }
            }
        })
        .await
}

/// Closes the board to a member, with a reason; places that lie ahead are released.
///
/// # Errors
/// 409 when the person is no member.
pub async fn suspend(
    app: &App,
    by: i64,
    reference: String,
    reason: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, &reference)?;
            let beside = Beside {
                decision_reason: Some(reason.clone()),
                ..Beside::default()
            };
            let trace = Trace {
                beside,
                detail: json!({}),
            };
            carry_out(conn, &application, Deed::Suspend, officer(by), &trace, now)?;
            shifts::service::release_future(conn, application.user, now, &reason)?;
            let reason = reason.clone();
            tell(conn, &application, now, |name| Letter::Suspended {
                name,
                reason,
            })
        })
        .await
}

/// Opens the board to a member again.
///
/// # Errors
/// 409 when the person is not suspended.
pub async fn reinstate(app: &App, by: i64, reference: String) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, &reference)?;
            carry_out(
                conn,
                &application,
                Deed::Reinstate,
                officer(by),
                &Trace::of(json!({})),
                now,
            )?;
            tell(conn, &application, now, |name| Letter::Reinstated { name })
        })
        .await
}

/// Everything that a page about an application shows.
pub struct File {
    /// The application.
    pub application: Application,
    /// What decides about it.
    pub case: Case,
    /// Documents that stand in their slots.
    pub documents: Vec<Document>,
    /// Where the person has worked.
    pub experiences: Vec<store::Experience>,
    /// The former units.
    pub referees: Vec<store::Referee>,
    /// The story.
    pub events: Vec<store::Event>,
    /// The person.
    pub person: accounts::store::User,
    /// Who has the file.
    pub officer: Option<accounts::store::User>,
}

fn load_file(conn: &mut Conn, application: Application) -> Result<File, AppError> {
    let officer = match application.officer {
        Some(id) => Some(accounts::store::find_user(conn, id)?),
        None => None,
    };
    Ok(File {
        case: load_case(conn, &application)?,
        documents: documents::list_current(conn, application.id)?,
        experiences: store::list_experiences(conn, application.id)?,
        referees: store::list_referees(conn, application.id)?,
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
            load_file(conn, application)
        })
        .await
}

/// The files in some states that an officer may open: all but their own.
///
/// # Errors
/// The database's.
pub async fn files(app: &App, by: i64, states: &'static [State]) -> Result<Vec<File>, AppError> {
    app.db
        .read(move |conn| {
            let mut files = Vec::new();
            for application in store::list_in(conn, states)? {
                if application.user != by {
                    files.push(load_file(conn, application)?);
                }
            }
            Ok(files)
        })
        .await
}

/// What only officers read: the former units' answers by row, and the specialties approved.
type Evidence = (Vec<(i64, enquiry::Answer)>, Vec<Bilingual>);

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
            let mut answers = Vec::new();
            for referee in &referees {
                let answer = enquiry::read(conn, &key, user, referee)?;
                answers.extend(answer.map(|answer| (referee.id, answer)));
            }
            Ok((answers, store::list_scope(conn, application)?))
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
