//! One function for each thing that can be done with a document.

use super::documents::{self, NewDocument};
use super::domain::Slot;
use super::examine;
use super::standing::SlotFile;
use super::upload::{self, Stored};
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::domain::{Category, Role};
use crate::error::{AppError, Clash};
use crate::keys::PersonKey;
use crate::vetting::{self, State};
use actix_multipart::Multipart;
use actix_web::HttpRequest;
use chrono::{NaiveDate, TimeDelta};
use serde_json::json;

/// Files that one application may take within a year, replaced ones included (R35).
const MAX_FILES: i64 = 20;
/// How far back they are counted: a member renews their certificates for as long as they stay.
const WITHIN: TimeDelta = TimeDelta::days(365);

/// The version of the notice that a person reads above the form before a copy of their identity card is
/// taken; other slots rest on the collection statement of the registration.
fn notice(slot: Slot) -> Option<&'static str> {
    (slot == Slot::IdentityCard).then_some("2026-11")
}

pub(super) async fn person_key(app: &App, user: i64) -> Result<PersonKey, AppError> {
    let key = app.config.instance_key.clone();
    let found = app
        .db
        .read(move |conn| Ok::<_, AppError>(accounts::store::find_person_key(conn, &key, user)?))
        .await?;
    match found {
        Some(opened) => Ok(opened.map_err(anyhow::Error::from)?),
        None => Err(AppError::NotFound),
    }
}

/// A person's own documents.
pub struct OwnDocuments {
    /// Where their application stands.
    pub state: State,
    /// Whether officers have it.
    pub sent: bool,
    /// Its slots.
    pub slots: Vec<SlotFile>,
}

/// A person's own application with all its slots.
///
/// # Errors
/// 404 where there is no application.
pub async fn own_slots(app: &App, user: i64) -> Result<OwnDocuments, AppError> {
    let today = app.clock.now().day();
    app.db
        .read(move |conn| {
            let application = vetting::applying::latest_application(conn, user)?;
            let documents = documents::list_all(conn, application.id)?;
            let mut slots = SlotFile::all(application.category, &documents, today);
            let card = SlotFile::of(Slot::IdentityCard, application.category, &documents);
            if Slot::IdentityCard.is_open(application.state) || !card.is_empty() {
                slots.push(card);
            }
            Ok(OwnDocuments {
                state: application.state,
                sent: application.submitted_at.is_some(),
                slots,
            })
        })
        .await
}

fn check_slot(slot: Slot, category: Category, state: State) -> Result<(), AppError> {
    if !slot.is_asked(category) {
        return Err(AppError::NotFound);
    }
    if !slot.is_open(state) {
        return Err(AppError::Conflict(Clash::NotYet));
    }
    Ok(())
}

/// One slot of a person's own application.
///
/// # Errors
/// 404 where the category has no such slot, or there is no application; 409 where it is too early for it.
pub async fn own_slot(app: &App, user: i64, slot: Slot) -> Result<SlotFile, AppError> {
    app.db
        .read(move |conn| {
            let application = vetting::applying::latest_application(conn, user)?;
            check_slot(slot, application.category, application.state)?;
            let documents = documents::list_all(conn, application.id)?;
            Ok(SlotFile::of(slot, application.category, &documents))
        })
        .await
}

/// Reads an upload form of a person for one of their slots.
///
/// # Errors
/// 409 when the slot cannot take a file now or too many were sent; 403 without the form's token.
pub async fn receive(
    app: &App,
    user: i64,
    slot: Slot,
    request: &HttpRequest,
    parts: Multipart,
) -> Result<upload::Upload, AppError> {
    let year_ago = app.clock.now().minus(WITHIN);
    app.db
        .read(move |conn| {
            let application = vetting::applying::latest_application(conn, user)?;
            check_slot(slot, application.category, application.state)?;
            if documents::count(conn, application.id, year_ago)? >= MAX_FILES {
                return Err(AppError::Conflict(Clash::State));
            }
            Ok(())
        })
        .await?;
    let key = person_key(app, user).await?;
    let mut upload = upload::receive(request, parts, &app.blobs, &key, user).await?;
    if let Ok(stored) = upload.file {
        upload.file = examine::examine(app, &key, user, slot, stored).await?;
    }
    Ok(upload)
}

/// Puts a file that was received into its slot. The sealed file is removed again where that fails.
///
/// # Errors
/// 409 when the slot cannot take one now.
pub async fn place(
    app: &App,
    user: i64,
    slot: Slot,
    stored: Stored,
    expires_on: Option<NaiveDate>,
) -> Result<(), AppError> {
    let now = app.clock.now();
    let year_ago = now.minus(WITHIN);
    let blobs: Vec<String> = std::iter::once(&stored.blob)
        .chain(&stored.pages)
        .cloned()
        .collect();
    let fingerprint = app.config.instance_key.fingerprint(&stored.sha256);
    let placed = app
        .db
        .write(move |conn| {
            let application = vetting::applying::own_application(conn, user)?;
            check_slot(slot, application.category, application.state)?;
            // Counted again where it counts: many uploads at once pass the first look.
            if documents::count(conn, application.id, year_ago)? >= MAX_FILES {
                return Err(AppError::Conflict(Clash::State));
            }
            // The machine is asked before the row changes: it decides by what stood there.
            vetting::applying::supply_document(conn, &application, slot, now)?;
            let new = NewDocument {
                application: application.id,
                user,
                slot,
                file_name: stored.file_name.clone(),
                media: stored.media,
                size: stored.size,
                sha256: stored.sha256.clone(),
                blob: stored.blob.clone(),
                expires_on,
                scan: stored.scan,
            };
            let id = documents::insert(conn, &new, now)?;
            documents::insert_pages(conn, id, &stored.pages)?;
            let actor = Actor::Person(user, Role::Clinician);
            let detail =
                json!({"slot": slot.as_str(), "fingerprint": fingerprint, "size": stored.size, "notice": notice(slot)});
            Ok(audit::record(
                conn,
                now,
                actor,
                "document.uploaded",
                Subject::Document(id),
                &detail,
            )?)
        })
        .await;
    if placed.is_err() {
        examine::remove(app, blobs).await;
    }
    placed
}

/// Corrects the last day of a document that no officer has looked at.
///
/// # Errors
/// 409 when there is none, or it was looked at.
pub async fn correct_expiry(
    app: &App,
    user: i64,
    slot: Slot,
    expires_on: NaiveDate,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = vetting::applying::own_application(conn, user)?;
            // Once an officer may look, a date changes only with its document: what was seen is what counts.
            if !matches!(application.state, State::Draft | State::Submitted) {
                return Err(AppError::Conflict(Clash::State));
            }
            let current = documents::list_current(conn, application.id)?;
            let Some(document) = current.iter().find(|document| document.slot == slot) else {
                return Err(AppError::Conflict(Clash::State));
            };
            if documents::update_expiry(conn, document.id, expires_on)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let actor = Actor::Person(user, Role::Clinician);
            let detail = json!({"expires_on": expires_on});
            Ok(audit::record(
                conn,
                now,
                actor,
                "document.date_corrected",
                Subject::Document(document.id),
                &detail,
            )?)
        })
        .await
}
