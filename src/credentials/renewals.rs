//! What happens to a member's documents after the approval: a renewed one waits beside the verified one
//! until an officer accepts it, and the membership stands all the while.

use super::documents::{self, Document};
use super::domain::{ReturnReason, Slot};
use super::renewal_rows;
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::{self, Conn};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::{self, Envelope, Letter};
use crate::vetting::{applying, declarations, members, membership};
use chrono::NaiveDate;
use serde_json::json;

/// A member's document that waits for an officer.
pub struct Renewal {
    /// The document.
    pub document: Document,
    /// Whose it is.
    pub person: accounts::store::User,
    /// Last day of what is verified in the same slot now.
    pub stands_until: Option<NaiveDate>,
}

/// Everything that waits and that an officer has not withdrawn from, what ends first at the top.
///
/// # Errors
/// The database's.
pub async fn waiting(app: &App, officer: i64) -> Result<Vec<Renewal>, AppError> {
    app.db
        .read(move |conn| {
            let recused = declarations::list_recused(conn, officer)?;
            let mut waiting = Vec::new();
            let mut found = renewal_rows::list_renewals(conn)?;
            found.retain(|document| !recused.contains(&document.application));
            for document in found {
                waiting.push(renewal(conn, document)?);
            }
            waiting.sort_by_key(|renewal| (renewal.stands_until, renewal.document.id));
            Ok(waiting)
        })
        .await
}

/// One that waits, for an officer who may handle the file (R08).
///
/// # Errors
/// 404 when there is none, or it waits no more; 403 until they have declared, and for who withdrew.
pub async fn find(app: &App, officer: i64, id: i64) -> Result<Renewal, AppError> {
    app.db
        .read(move |conn| {
            let document = renewal_rows::find_renewal(conn, id)?;
            declarations::check(conn, document.application, officer)?;
            renewal(conn, document)
        })
        .await
}

/// The number of the file that a renewal belongs to.
///
/// # Errors
/// 404 when there is none, or it waits no more.
pub async fn reference(app: &App, id: i64) -> Result<String, AppError> {
    app.db
        .read(move |conn| {
            let document = renewal_rows::find_renewal(conn, id)?;
            Ok(applying::own_application(conn, document.user)?.reference)
        })
        .await
}

fn renewal(conn: &mut Conn, document: Document) -> Result<Renewal, AppError> {
    Ok(Renewal {
        person: accounts::store::find_user(conn, document.user)?,
        stands_until: renewal_rows::find_last_day(conn, document.application, document.slot)?,
        document,
    })
}

/// Locks a member's application and reads the document that waits in it, for who may handle it.
fn open(conn: &mut Conn, by: i64, id: i64) -> Result<(Document, accounts::store::User), AppError> {
    let found = documents::find(conn, id)?;
    db::lock_application(conn, found.application)?;
    declarations::check(conn, found.application, by)?;
    let document = documents::find(conn, id)?;
    let member = members::find_membership(conn, document.user)?
        .filter(|member| member.application == document.application && member.state.is_member());
    match member {
        Some(_) => Ok((document, accounts::store::find_user(conn, found.user)?)),
        None => Err(AppError::Conflict(Clash::State)),
    }
}

/// An officer accepts a renewed document; from here on its last day counts. For evidence of a renewal the
/// officer says until when the old certificate is deemed to be held.
///
/// # Errors
/// 409 when it waits no more, or has no last day.
pub async fn accept(app: &App, by: i64, id: i64, until: Option<NaiveDate>) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let (document, person) = open(conn, by, id)?;
            let until = until.filter(|_| document.slot == Slot::RenewalEvidence);
            let last_day = until.or(document.expires_on);
            let dated = document.slot.expires() || document.slot == Slot::RenewalEvidence;
            if dated && last_day.is_none() {
                return Err(AppError::Conflict(Clash::Incomplete));
            }
            if documents::update_verified(conn, &document, by, until, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let member = applying::own_application(conn, document.user)?;
            membership::follow_certificate(conn, &member, now)?;
            let detail = json!({"slot": document.slot.as_str(), "until": last_day});
            record(conn, now, by, "document.verified", id, &detail)?;
            let name = person.name(person.lang).to_owned();
            let letter = Letter::RenewalAccepted {
                name,
                slot: document.slot,
                until: last_day,
            };
            Ok(mail::post(conn, &Envelope::from(&person), &letter, now)?)
        })
        .await
}

/// An officer sends a renewed document back; the one verified before it stands.
///
/// # Errors
/// 409 when it waits no more.
pub async fn send_back(
    app: &App,
    by: i64,
    id: i64,
    reason: ReturnReason,
    note: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let (document, person) = open(conn, by, id)?;
            if documents::update_returned(conn, id, by, reason, &note, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let slot = document.slot;
            let detail = json!({"slot": slot.as_str(), "reason": reason.as_str()});
            record(conn, now, by, "document.returned", id, &detail)?;
            let letter = Letter::DocumentReturned {
                name: person.name(person.lang).to_owned(),
                slot,
                reason,
                note: note.clone(),
            };
            Ok(mail::post(conn, &Envelope::from(&person), &letter, now)?)
        })
        .await
}

fn record(
    conn: &mut Conn,
    now: UtcTime,
    by: i64,
    action: &str,
    id: i64,
    detail: &serde_json::Value,
) -> Result<(), AppError> {
    let officer = Actor::Person(by, Role::Officer);
    Ok(audit::record(
        conn,
        now,
        officer,
        action,
        Subject::Document(id),
        detail,
    )?)
}
