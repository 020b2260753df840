//! Looks into a file that has just been sealed: a picture is replaced by one written anew, a PDF file gets
//! a picture of each page. What cannot be opened is removed again.

use super::content::Fault;
use super::domain::{Scan, Slot};
use super::drawing::draw;
use super::upload::{Stored, digest};
use crate::app::App;
use crate::error::AppError;
use crate::keys::PersonKey;
use actix_web::web;

/// Looks into a file; the inner error says what is wrong with it.
///
/// # Errors
/// The disk's; nothing is left behind.
pub async fn examine(
    app: &App,
    key: &PersonKey,
    owner: i64,
    slot: Slot,
    stored: Stored,
) -> Result<Result<Stored, Fault>, AppError> {
    let raw = stored.blob.clone();
    let examined = open(app, key, owner, slot, stored).await;
    // A picture leaves its first form behind; what is faulty leaves nothing.
    let kept = matches!(&examined, Ok(Ok(stored)) if stored.blob == raw);
    if !kept {
        remove(app, vec![raw]).await;
    }
    examined
}

async fn open(
    app: &App,
    key: &PersonKey,
    owner: i64,
    slot: Slot,
    mut stored: Stored,
) -> Result<Result<Stored, Fault>, AppError> {
    if slot.is_marked() && !stored.media.is_picture() {
        return Ok(Err(Fault::NotAPicture));
    }
    let plain = read(app, key, owner, &stored.blob).await?;
    // The file as it came is what is scanned.
    stored.scan = app.guard.ask(&plain).await;
    if stored.scan == Scan::Infected {
        return Ok(Err(Fault::Infected));
    }
    let mut pictures = match draw(app, &plain, slot.is_marked()).await? {
        Ok(pictures) => pictures,
        Err(fault) => return Ok(Err(fault)),
    };
    if !stored.media.is_picture() {
        stored.pages = seal(app, key, owner, pictures).await?;
        return Ok(Ok(stored));
    }
    let Some(picture) = pictures.pop() else {
        return Ok(Err(Fault::Unreadable));
    };
    stored.sha256 = digest(&picture);
    stored.size = i64::try_from(picture.len()).unwrap_or(i64::MAX);
    stored.blob = seal(app, key, owner, vec![picture]).await?.concat();
    Ok(Ok(stored))
}

/// Reads a sealed file on a thread that may wait for the disk.
///
/// # Errors
/// 500 when it is broken or the disk fails.
pub async fn read(app: &App, key: &PersonKey, owner: i64, blob: &str) -> Result<Vec<u8>, AppError> {
    let (store, key, blob) = (app.blobs.clone(), key.clone(), blob.to_owned());
    let read = web::block(move || store.read(&key, owner, &blob)).await;
    let plain = read.map_err(anyhow::Error::from)?;
    Ok(plain.map_err(anyhow::Error::from)?)
}

/// Seals files on a thread that may wait for the disk; all or none.
///
/// # Errors
/// The disk's.
pub async fn seal(
    app: &App,
    key: &PersonKey,
    owner: i64,
    files: Vec<Vec<u8>>,
) -> Result<Vec<String>, AppError> {
    let (store, key) = (app.blobs.clone(), key.clone());
    let sealed = web::block(move || {
        let mut names = Vec::with_capacity(files.len());
        for file in files {
            match store.seal(&key, owner, &file) {
                Ok(name) => names.push(name),
                Err(error) => {
                    names.iter().for_each(|name| drop(store.remove(name)));
                    return Err(error);
                }
            }
        }
        Ok(names)
    });
    let names = sealed.await.map_err(anyhow::Error::from)?;
    Ok(names.map_err(anyhow::Error::from)?)
}

/// Removes files that no row names.
pub async fn remove(app: &App, blobs: Vec<String>) {
    let store = app.blobs.clone();
    let removed = web::block(move || blobs.iter().try_for_each(|blob| store.remove(blob))).await;
    if !matches!(removed, Ok(Ok(()))) {
        tracing::error!("a file without a row could not be removed");
    }
}
