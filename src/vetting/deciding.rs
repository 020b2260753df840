//! One function for each thing that an officer does with an application.

use super::appeals;
use super::asking;
use super::declarations;
use super::machine::{Deed, EnquiryState, Verdict};
use super::referees;
use super::scope::{self, Scope};
use super::service::{Trace, carry_out, open, tell};
use super::store::{self, Application, Beside};
use crate::accounts;
use crate::app::App;
use crate::audit::Actor;
use crate::clock::{UtcTime, add_days};
use crate::credentials::{Document, ReturnReason, documents};
use crate::db::Conn;
use crate::domain::{Bilingual, Role};
use crate::error::{AppError, Clash};
use crate::mail::Letter;
use crate::mail::outcome_letter::OutcomeLetter;
use chrono::Months;
use serde_json::json;

fn officer(id: i64) -> Actor {
    Actor::Person(id, Role::Officer)
}

/// Opens the file that an officer quotes, locked, where they may handle it.
pub(super) fn open_quoted(
    conn: &mut Conn,
    by: i64,
    reference: &str,
) -> Result<Application, AppError> {
    let id = store::find_by_reference(conn, reference)?.id;
    let application = open(conn, id)?;
    // Their own file has its own refusal, which the machine gives.
    if application.user != by {
        declarations::check(conn, id, by)?;
    }
    Ok(application)
}

/// An officer takes the file.
///
/// # Errors
/// 409 when somebody else did.
pub async fn begin(app: &App, by: i64, reference: String) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            begin_in(conn, &application, by, now)
        })
        .await
}

/// The same, inside a change.
pub(super) fn begin_in(
    conn: &mut Conn,
    application: &Application,
    by: i64,
    now: UtcTime,
) -> Result<(), AppError> {
    let beside = Beside {
        officer_id: Some(by),
        ..Beside::default()
    };
    let trace = Trace {
        beside,
        detail: json!({}),
        said: None,
    };
    carry_out(conn, application, Deed::Begin, officer(by), &trace, now).map(|_| ())
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
            let application = open_quoted(conn, by, &reference)?;
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
            match documents::update_verified(conn, &document, by, None, now)? {
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
            let application = open_quoted(conn, by, &reference)?;
            let document = document_of(conn, &application, row)?;
            let slot = document.slot;
            let mut trace = Trace::of(
                json!({"slot": slot.as_str(), "document": row, "reason": reason.as_str()}),
            );
            trace.said = Some(note.clone());
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
            let application = open_quoted(conn, by, &reference)?;
            let named: Vec<_> = referees::list(conn, application.id)?
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
                asking::ask(conn, &key, &application, referee, now)?;
            }
            let units = named.iter().map(referees::Referee::place).collect();
            tell(conn, &application, now, |name| Letter::UnitsAsked {
                name,
                units,
            })
        })
        .await
}

/// The specialties in which an applicant has worked, and what an approval would cover.
///
/// # Errors
/// The database's.
pub async fn scopes(
    app: &App,
    application: i64,
) -> Result<(Vec<(i64, Bilingual)>, Scope), AppError> {
    app.db
        .read(move |conn| {
            let worked = scope::worked(conn, application)?;
            Ok((worked, scope::find(conn, application)?))
        })
        .await
}

/// What an officer says of a file.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// Yes or no.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// What an approval would cover.
    pub scope: Scope,
    /// What a member would have to mind.
    pub conditions: String,
    /// After how many months somebody who is rejected may apply again.
    pub again_after: Months,
}

impl Judgement {
    /// An approval covers at least one specialty in one kind of unit, and nothing in which the person has
    /// not worked.
    fn check(&self, conn: &mut Conn, application: i64) -> Result<(), AppError> {
        if self.verdict == Verdict::Reject {
            return Ok(());
        }
        let worked = scope::worked(conn, application)?;
        let known = |row: &i64| worked.iter().any(|(id, _)| id == row);
        if self.scope.is_empty() || !self.scope.specialties.iter().all(known) {
            return Err(AppError::Invalid(
                "an approval covers what somebody has worked in",
            ));
        }
        Ok(())
    }
}

/// Two accounts of one human are one human (R10): the same staff number cannot have two, and whoever is
/// called on the same telephone does not count twice either.
pub(super) fn check_two_humans(
    conn: &mut Conn,
    one: Option<i64>,
    other: i64,
) -> Result<(), AppError> {
    let Some(one) = one.filter(|one| *one != other) else {
        return Ok(());
    };
    let one = accounts::store::find_user(conn, one)?;
    let other = accounts::store::find_user(conn, other)?;
    if !one.mobile.is_empty() && super::same_phone(&one.mobile, &other.mobile) {
        return Err(AppError::Conflict(Clash::SecondPerson));
    }
    Ok(())
}

/// One officer recommends, with a reason, for which specialties and under which conditions.
///
/// # Errors
/// 409 when the file is not ready, or somebody recommended already; 422 for a specialty in which the
/// person has not worked.
pub async fn recommend(
    app: &App,
    by: i64,
    reference: String,
    judgement: Judgement,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            judgement.check(conn, application.id)?;
            let verdict = judgement.verdict;
            let mut trace = Trace::of(json!({"verdict": verdict.as_str()}));
            trace.beside.recommendation_reason = Some(judgement.reason.clone());
            trace.beside.conditions = Some(judgement.conditions.clone());
            let deed = Deed::Recommend(verdict);
            carry_out(conn, &application, deed, officer(by), &trace, now)?;
            Ok(scope::replace(conn, application.id, &judgement.scope)?)
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
    judgement: Judgement,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            judgement.check(conn, application.id)?;
            check_two_humans(conn, application.recommended_by, by)?;
            let again_from = now.day() + judgement.again_after;
            let rejects = judgement.verdict == Verdict::Reject;
            let trace = Trace {
                beside: Beside {
                    decided_by: Some(by),
                    decided_at: Some(now),
                    decision_reason: Some(judgement.reason.clone()),
                    conditions: (!rejects).then(|| judgement.conditions.clone()),
                    again_from: rejects.then_some(again_from),
                    ..Beside::default()
                },
                detail: json!({"verdict": judgement.verdict.as_str()}),
                said: None,
            };
            let deed = Deed::Decide(judgement.verdict);
            carry_out(conn, &application, deed, officer(by), &trace, now)?;
            let nothing = Scope::default();
            let scope = if rejects { &nothing } else { &judgement.scope };
            scope::replace(conn, application.id, scope)?;
            let lang = accounts::store::find_user(conn, application.user)?.lang;
            let covered = scope::covered(conn, application.id)?;
            let scope = covered.sentence(lang.texts(), lang);
            let Judgement {
                reason, conditions, ..
            } = judgement.clone();
            tell(conn, &application, now, |name| {
                Letter::Outcome(if rejects {
                    OutcomeLetter::Rejected {
                        name,
                        reason,
                        appeal_by: add_days(now.day(), appeals::WITHIN),
                        again_from,
                    }
                } else {
                    OutcomeLetter::Approved {
                        name,
                        scope: scope.clone(),
                        conditions,
                    }
                })
            })
        })
        .await
}
