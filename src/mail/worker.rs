//! Sends what is due. Any node may run it; a letter is held by one worker at a time.

use super::letter::Letter;
use super::store::{self, Due, Fate};
use super::transport::{self, Failure, Outgoing};
use crate::app::App;
use crate::error::AppError;
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;

/// Sends everything that is due and returns how many letters left.
///
/// # Errors
/// The database's; a letter that cannot be sent is put back or parked and the next ones leave.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let mut sent = 0;
    loop {
        let now = app.clock.now();
        let due = app
            .db
            .write(move |conn| store::claim(conn, now).map_err(AppError::from))
            .await?;
        let Some(due) = due else { return Ok(sent) };
        // A letter that makes the mail library panic is parked like any other that cannot leave.
        let delivered = AssertUnwindSafe(deliver(app, &due)).catch_unwind().await;
        let delivered = delivered.unwrap_or_else(|_| {
            Err(Failure {
                reason: "writing it panicked".into(),
                fate: Fate::Parked,
            })
        });
        match delivered {
            Ok(()) => {
                sent += 1;
                app.db
                    .write(move |conn| {
                        store::update_sent(conn, due.id, now).map_err(AppError::from)
                    })
                    .await?;
            }
            Err(failure) => {
                let fate = failure.fate;
                tracing::warn!(
                    letter = due.id,
                    attempt = due.attempts,
                    fate = ?failure.fate,
                    "a letter did not leave"
                );
                app.db
                    .write(move |conn| {
                        store::update_failed(conn, &due, &failure.reason, fate, now)
                            .map_err(AppError::from)
                    })
                    .await?;
                // Where the server does not answer, the others would wait as long, and every other job
                // with them: the next round tries the next letter.
                if fate == Fate::Later {
                    return Ok(sent);
                }
            }
        }
    }
}

async fn deliver(app: &App, due: &Due) -> Result<(), Failure> {
    let letter: Letter = serde_json::from_str(&due.payload).map_err(|error| Failure {
        reason: format!("payload: {error}"),
        fate: Fate::Parked,
    })?;
    let words = letter.words(due.lang, &app.config);
    let outgoing = Outgoing {
        id: due.id,
        to: &due.address,
        lang: due.lang,
        words: &words,
    };
    transport::send(&app.config, &app.mailbox, &outgoing, app.clock.now()).await
}
