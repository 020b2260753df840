//! Files that no row names: what is left of an upload whose process died between the sealing of its file
//! and the commit of its row. They are looked for once an hour, since it reads the whole store.

use crate::app::App;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{data_exports, document_pages, documents};
use crate::error::AppError;
use actix_web::web;
use chrono::TimeDelta;
use diesel::prelude::*;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How often the store is read.
const EVERY: TimeDelta = TimeDelta::hours(1);
/// No upload takes this long: a younger file may be waiting for its row.
const UNCLAIMED_FOR: Duration = Duration::from_secs(3600);
/// Names that one question to the database holds.
const AT_ONCE: usize = 500;

/// When this process last looked.
#[derive(Debug, Default)]
pub struct Swept(Mutex<Option<UtcTime>>);

impl Swept {
    /// Whether it is time; then the next hour begins.
    fn is_due(&self, now: UtcTime) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let due = last.is_none_or(|last| now.since(last) >= EVERY);
        if due {
            *last = Some(now);
        }
        due
    }
}

/// Those of these names that a row holds.
fn claimed(conn: &mut Conn, names: &[String]) -> QueryResult<HashSet<String>> {
    let mut found: HashSet<String> = documents::table
        .filter(documents::blob.eq_any(names))
        .select(documents::blob)
        .load(conn)?
        .into_iter()
        .collect();
    let pages: Vec<String> = document_pages::table
        .filter(document_pages::blob.eq_any(names))
        .select(document_pages::blob)
        .load(conn)?;
    let copies: Vec<Option<String>> = data_exports::table
        .filter(data_exports::blob.eq_any(names))
        .select(data_exports::blob)
        .load(conn)?;
    found.extend(pages);
    found.extend(copies.into_iter().flatten());
    Ok(found)
}

/// Removes old files that no row names, once an hour, and answers how many.
///
/// # Errors
/// The store's or the database's; or that the store is another house's, of which nothing is removed: a
/// fresh database beside old documents claims none of them.
pub async fn run(app: &App) -> Result<usize, AppError> {
    if !app.swept.is_due(app.clock.now()) {
        return Ok(0);
    }
    let house = app.config.instance_key.pseudonym("document store");
    let store = app.blobs.clone();
    let listed = web::block(move || {
        let ours = store.belongs_to(&house)?;
        Ok::<_, std::io::Error>((ours, store.list()?))
    });
    let (ours, entries) = listed
        .await
        .map_err(anyhow::Error::from)?
        .map_err(anyhow::Error::from)?;
    if !ours {
        let told = "the document store belongs to another database; files without a row stay";
        return Err(anyhow::anyhow!(told).into());
    }
    let old = entries
        .into_iter()
        .filter(|entry| entry.age > UNCLAIMED_FOR);
    let names: Vec<String> = old.map(|entry| entry.name).collect();
    let mut swept = 0;
    for names in names.chunks(AT_ONCE) {
        swept += sweep(app, names.to_vec()).await?;
    }
    Ok(swept)
}

async fn sweep(app: &App, names: Vec<String>) -> Result<usize, AppError> {
    let asked = names.clone();
    let claimed = app
        .db
        .read(move |conn| claimed(conn, &asked).map_err(AppError::from))
        .await?;
    let store = app.blobs.clone();
    let removed = web::block(move || {
        let mut removed = 0;
        for name in names.iter().filter(|name| !claimed.contains(*name)) {
            match store.remove(name) {
                Ok(()) => removed += 1,
                // Another node was faster.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(removed)
    });
    let removed = removed.await.map_err(anyhow::Error::from)?;
    Ok(removed.map_err(anyhow::Error::from)?)
}
