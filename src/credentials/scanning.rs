//! Has uploads scanned where a scanner is configured. What could not be scanned waits and is shown to
//! nobody; a job asks again (R37).

use super::documents;
use super::domain::Scan;
use super::examine;
use super::scanner::{Scanner, Unscanned, Verdict};
use super::service::person_key;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::error::AppError;
use actix_web::web;
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};

/// Documents that one round of the job asks about.
const BATCH: i64 = 20;

/// The scanner, and whether it has shown that it knows a bad file when it sees one.
pub struct Guard {
    scanner: Option<Scanner>,
    trusted: AtomicBool,
}

impl Guard {
    /// A guard without a scanner lets everything pass as not asked.
    pub fn new(scanner: Option<Scanner>) -> Self {
        Self {
            scanner,
            trusted: AtomicBool::new(false),
        }
    }

    /// Has the scanner prove itself again before it is next believed.
    pub fn doubt(&self) {
        self.trusted.store(false, Ordering::Relaxed);
    }

    /// Whether the scanner is there and knows a bad file.
    async fn proves(&self) -> bool {
        let Some(scanner) = self.scanner.clone() else {
            return false;
        };
        let proved = web::block(move || scanner.prove().is_ok()).await;
        let proved = proved.unwrap_or(false);
        self.trusted.store(proved, Ordering::Relaxed);
        proved
    }

    /// Has a file scanned. A scanner that cannot be asked or believed leaves it waiting.
    pub async fn ask(&self, plain: &[u8]) -> Scan {
        let Some(scanner) = self.scanner.clone() else {
            return Scan::NotAsked;
        };
        let (plain, known) = (plain.to_vec(), self.trusted.load(Ordering::Relaxed));
        let asked = web::block(move || {
            if !known && let Err(reason) = scanner.prove() {
                tracing::error!(%scanner, %reason, "the virus scanner is not believed");
                return Err(Unscanned::Garbage(String::new()));
            }
            scanner.scan(&plain)
        });
        let verdict = asked
            .await
            .unwrap_or_else(|error| Err(Unscanned::Io(std::io::Error::other(error))));
        // Whoever failed once has to prove itself again.
        self.trusted.store(verdict.is_ok(), Ordering::Relaxed);
        match verdict {
            Ok(Verdict::Clean) => Scan::Clean,
            Ok(Verdict::Found(name)) => {
                tracing::warn!(name, "the virus scanner found something in an upload");
                Scan::Infected
            }
            Err(reason) => {
                tracing::warn!(%reason, "an upload waits for the virus scanner");
                Scan::Pending
            }
        }
    }
}

/// Asks again about what waits and returns how many documents are settled.
///
/// # Errors
/// The database's or the disk's.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let waiting = app
        .db
        .read(|conn| documents::list_unscanned(conn, BATCH).map_err(AppError::from))
        .await?;
    let mut settled = 0;
    for document in waiting {
        let key = match person_key(app, document.user).await {
            // Its owner was erased, and what is left of the file opens no more.
            Err(AppError::NotFound) => continue,
            key => key?,
        };
        let plain = examine::read(app, &key, document.user, &document.blob).await?;
        let scan = app.guard.ask(&plain).await;
        if scan == Scan::Pending {
            // It may be this file alone, such as one that is too large for the scanner.
            if app.guard.proves().await {
                continue;
            }
            break;
        }
        let (id, now) = (document.id, app.clock.now());
        settled += app
            .db
            .write(move |conn| {
                let detail = json!({"scan": scan.as_str()});
                let subject = Subject::Document(id);
                audit::record(
                    conn,
                    now,
                    Actor::System,
                    "document.scanned",
                    subject,
                    &detail,
                )?;
                Ok::<_, AppError>(documents::update_scan(conn, id, scan)?)
            })
            .await?;
    }
    Ok(settled)
}
