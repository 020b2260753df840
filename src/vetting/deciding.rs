//! One function for each thing that an officer does with an application.

use super::asking;
use super::declarations;
use super::machine::{Deed, EnquiryState, Verdict};
use super::referees;
use super::service::{Trace, carry_out, open, tell};
use super::store::{self, Application, Beside};
use crate::app::App;
use crate::audit::Actor;
use crate::clock::UtcTime;
use crate::credentials::{Document, ReturnReason, documents};
use crate::db::Conn;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::Letter;
use crate::shifts;
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
            let application = open_quoted(conn, by, &reference)?;
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
            let application = open_quoted(conn, by, &reference)?;
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
            let application = open_quoted(conn, by, &reference)?;
            let beside = Beside {
                decision_reason: Some(reason.clone()),
                ..Beside::default()
            };
            let trace = Trace {
                beside,
                detail: json!({}),
            };
            carry_out(conn, &application, Deed::Suspend, officer(by), &trace, now)?;
            shifts::picking::release_future(conn, application.user, now, &reason)?;
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
            let application = open_quoted(conn, by, &reference)?;
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
