//! Reading documents: by their owner, and by officers, each of whose looks is recorded before anything is
//! shown.

use super::documents::{self, Document};
use super::domain::DocumentState;
use super::drawing::draw;
use super::examine;
use super::service::person_key;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::domain::Role;
use crate::error::AppError;
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
    app.db
        .write(move |conn| {
            let document = documents::find(conn, id)?;
            let own = document.user == user;
            let as_officer = role == Role::Officer
                && !own
                && document.state != DocumentState::Replaced
                && vetting::service::was_submitted(conn, document.application)?;
            if !own && !as_officer {
                return Err(AppError::NotFound);
            }
            if as_officer {
                let detail = json!({"purpose": "vetting", "what": what});
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
    let Ok(pictures) = draw(app, &plain).await? else {
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
