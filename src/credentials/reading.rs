//! Reading documents: by their owner, and by officers, each of whose looks is recorded before anything is
//! shown.

use super::documents::{self, Document};
use super::domain::{DocumentState, Scan, Slot};
use super::drawing::draw;
use super::examine;
use super::looks::{self, Allowance};
use super::service::person_key;
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::domain::Role;
use crate::error::AppError;
use crate::mail::{self, Envelope, Letter};
use crate::vetting;
use crate::web::SignedIn;
use serde_json::json;

/// Lets somebody read a document, and records it where it is not their own. `what` is the original or the
/// number of a page.
async fn admit(
    app: &App,
    reader: &SignedIn,
    id: i64,
    what: &'static str,
) -> Result<Document, AppError> {
    let now = app.clock.now();
    let (user, role) = (reader.id, reader.role);
    let admitted = app
        .db
        .write(move |conn| {
            let document = documents::find(conn, id)?;
            let own = document.user == user;
            let as_officer = role == Role::Officer
                && !own
                // Whoever is to check an identity card sees it until they have; nobody after.
                && (document.slot != Slot::IdentityCard || document.state == DocumentState::Uploaded)
                && vetting::service::was_submitted(conn, document.application)?;
            if !own && !as_officer {
                return Err(AppError::NotFound);
            }
            if document.is_gone() || !document.scan.is_open() {
                return Err(AppError::NotFound);
            }
            if as_officer {
                vetting::declarations::check(conn, document.application, user)?;
                looks::take(conn, user, id, now)?;
                let replaced = document.state == DocumentState::Replaced;
                let detail = json!({"purpose": "vetting", "what": what, "replaced": replaced});
                audit::record(
                    conn,
                    now,
                    Actor::Person(user, role),
                    "document.read",
                    Subject::Document(id),
                    &detail,
                )?;
            }
            Ok(document)
        })
        .await;
    if matches!(&admitted, Err(AppError::Later(..))) {
        alert(app, reader).await?;
    }
    admitted
}

/// Tells administrators that an officer was stopped; once in a while.
async fn alert(app: &App, officer: &SignedIn) -> Result<(), AppError> {
    let now = app.clock.now();
    let (id, role, name) = (officer.id, officer.role, officer.name_en.clone());
    app.db
        .write(move |conn| {
            if !looks::alert(conn, id, now)? {
                return Ok(());
            }
            let subject = Subject::User(id);
            audit::record(
                conn,
                now,
                Actor::Person(id, role),
                "document.bulk_stopped",
                subject,
                &json!({}),
            )?;
            for head in accounts::staff::administrators(conn)? {
                let letter = Letter::BulkReading {
                    name: head.name(head.lang).to_owned(),
                    officer: name.clone(),
                };
                mail::post(conn, &Envelope::from(&head), &letter, now)?;
            }
            Ok(())
        })
        .await
}

/// What stands between an officer and a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barrier {
    /// The virus scanner has not answered.
    Unscanned,
    /// The virus scanner found something.
    Infected,
    /// They looked at many and must say why.
    SayWhy,
    /// They looked at too many.
    Stop,
}

/// What stands between an officer and a document now.
///
/// # Errors
/// The database's.
pub async fn barrier(
    app: &App,
    officer: i64,
    document: &Document,
) -> Result<Option<Barrier>, AppError> {
    let (id, now) = (document.id, app.clock.now());
    match document.scan {
        Scan::Pending => return Ok(Some(Barrier::Unscanned)),
        Scan::Infected => return Ok(Some(Barrier::Infected)),
        Scan::Clean | Scan::NotAsked => {}
    }
    let allowance = app
        .db
        .read(move |conn| looks::allowance(conn, officer, id, now).map_err(AppError::from))
        .await?;
    Ok(match allowance {
        Allowance::Free => None,
        Allowance::SayWhy => Some(Barrier::SayWhy),
        Allowance::Stop => Some(Barrier::Stop),
    })
}

/// An officer says why they need to look at many documents.
///
/// # Errors
/// The database's.
pub async fn say_why(app: &App, officer: &SignedIn, reason: String) -> Result<(), AppError> {
    let now = app.clock.now();
    let (id, role) = (officer.id, officer.role);
    app.db
        .write(move |conn| {
            looks::say_why(conn, id, &reason, now)?;
            let actor = Actor::Person(id, role);
            let subject = Subject::User(id);
            Ok(audit::record(
                conn,
                now,
                actor,
                "document.bulk_reason",
                subject,
                &json!({}),
            )?)
        })
        .await
}

/// A file in plain, as it was kept, for its owner or for an officer.
///
/// # Errors
/// 404 for everybody else, and for a document that does not exist; the answer is the same.
pub async fn original(
    app: &App,
    reader: &SignedIn,
    id: i64,
) -> Result<(Document, Vec<u8>), AppError> {
    let document = admit(app, reader, id, "original").await?;
    let key = person_key(app, document.user).await?;
    let plain = examine::read(app, &key, document.user, &document.blob).await?;
    Ok((document, plain))
}

/// One page as a picture that we made, for an officer. The first is 1.
///
/// # Errors
/// 404 where there is no such page, and for everybody else.
pub async fn page(
    app: &App,
    reader: &SignedIn,
    id: i64,
    number: usize,
) -> Result<Vec<u8>, AppError> {
    let document = admit(app, reader, id, "page").await?;
    let pages = pages(app, &document).await?;
    let blob = number.checked_sub(1).and_then(|index| pages.get(index));
    let key = person_key(app, document.user).await?;
    examine::read(app, &key, document.user, blob.ok_or(AppError::NotFound)?).await
}

/// The pictures of a document's pages, in order: of a picture itself, of a PDF file those that were drawn
/// when it came. A file that came another way is drawn when somebody first looks; one that cannot be
/// drawn has none, and its original is all there is.
///
/// # Errors
/// The disk's.
pub async fn pages(app: &App, document: &Document) -> Result<Vec<String>, AppError> {
    if document.media().is_picture() {
        return Ok(vec![document.blob.clone()]);
    }
    let id = document.id;
    let known = app
        .db
        .read(move |conn| documents::list_pages(conn, id).map_err(AppError::from))
        .await?;
    if !known.is_empty() {
        return Ok(known);
    }
    let key = person_key(app, document.user).await?;
    let plain = examine::read(app, &key, document.user, &document.blob).await?;
    let Ok(pictures) = draw(app, &plain, false).await? else {
        return Ok(Vec::new());
    };
    let drawn = examine::seal(app, &key, document.user, pictures).await?;
    let ours = drawn.clone();
    let kept = app
        .db
        .write(move |conn| {
            let known = documents::list_pages(conn, id)?;
            if known.is_empty() {
                documents::insert_pages(conn, id, &ours)?;
                return Ok(ours.clone());
            }
            Ok::<_, AppError>(known)
        })
        .await;
    // Somebody else drew them at the same time, or the row could not be written.
    if !matches!(&kept, Ok(kept) if *kept == drawn) {
        examine::remove(app, drawn).await;
    }
    kept
}
