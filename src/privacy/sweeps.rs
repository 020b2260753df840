//! Small things that have served: counters of tries, used links, browsers that were not seen for long,
//! what letters said, old notices, copies that nobody fetched.

use super::periods::{Span, What};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::config::MailTransport;
use crate::credentials::documents::GONE;
use crate::credentials::{DocumentState, Slot};
use crate::db::Conn;
use crate::db::schema::{
    account_links, data_exports, document_looks, documents, doomed_blobs, known_devices, notices,
    outbox, throttles,
};
use crate::error::AppError;
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// No limit on tries looks back further.
const TRIES: TimeDelta = TimeDelta::days(1);
/// Links that are over for so long; until then they say how they ended.
const LINKS: TimeDelta = TimeDelta::days(30);

/// Sweeps and answers how many rows went or were emptied.
///
/// # Errors
/// The database's.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let rows = app
        .db
        .write(move |conn| sweep(conn, now).map_err(AppError::from))
        .await?;
    let files = match &app.config.mail {
        MailTransport::Files(folder) => sweep_folder(folder).map_err(anyhow::Error::from)?,
        MailTransport::Smtp(_) | MailTransport::Mailbox => 0,
    };
    Ok(rows + files)
}

/// Letters in the mail folder that nobody came for.
fn sweep_folder(folder: &Path) -> std::io::Result<usize> {
    let Span::Days(days) = What::Letters.kept() else {
        return Ok(0);
    };
    let kept = Duration::from_secs(days.unsigned_abs() * 24 * 3600);
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut swept = 0;
    for entry in entries {
        let entry = entry?;
        let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
        if age > kept
            && entry
                .path()
                .extension()
                .is_some_and(|ending| ending == "eml")
        {
            std::fs::remove_file(entry.path())?;
            swept += 1;
        }
    }
    Ok(swept)
}

fn sweep(conn: &mut Conn, now: UtcTime) -> QueryResult<usize> {
    let old = What::Traces.cutoff(now);
    let mut swept =
        diesel::delete(throttles::table.filter(throttles::window_started_at.lt(now.minus(TRIES))))
            .execute(conn)?;
    swept +=
        diesel::delete(account_links::table.filter(account_links::expires_at.lt(now.minus(LINKS))))
            .execute(conn)?;
    swept += diesel::delete(known_devices::table.filter(known_devices::created_at.lt(old)))
        .execute(conn)?;
    swept +=
        diesel::delete(notices::table.filter(notices::created_at.lt(What::Notices.cutoff(now))))
            .execute(conn)?;
    swept += diesel::delete(
        document_looks::table.filter(document_looks::looked_at.lt(now.minus(TRIES))),
    )
    .execute(conn)?;
    swept += end_identity_cards(conn, now)?;
    Ok(swept + empty_letters(conn, now)? + end_copies(conn, now)?)
}

/// A copy of an identity card has served when it was looked at: its file goes, the row says that it was
/// there and what was found.
fn end_identity_cards(conn: &mut Conn, now: UtcTime) -> QueryResult<usize> {
    let cutoff = What::IdentityCards.cutoff(now);
    let over: Vec<(i64, String, DocumentState)> = documents::table
        .filter(documents::slot.eq(Slot::IdentityCard))
        .filter(documents::blob.not_like(format!("{GONE}%")))
        .filter(
            documents::reviewed_at.le(cutoff).or(documents::reviewed_at
                .is_null()
                .and(documents::uploaded_at.le(cutoff))),
        )
        .select((documents::id, documents::blob, documents::state))
        .load(conn)?;
    for (id, blob, state) in &over {
        let left = match state {
            DocumentState::Verified => DocumentState::Verified,
            _ => DocumentState::Replaced,
        };
        diesel::update(documents::table.find(id))
            .set((
                documents::state.eq(left),
                documents::file_name.eq(""),
                documents::sha256.eq(""),
                documents::return_note.eq(""),
                documents::blob.eq(format!("{GONE}{id}")),
            ))
            .execute(conn)?;
        diesel::insert_into(doomed_blobs::table)
            .values((doomed_blobs::blob.eq(blob), doomed_blobs::since.eq(now)))
            .execute(conn)?;
        let detail = json!({"slot": Slot::IdentityCard.as_str()});
        let (actor, subject) = (Actor::System, Subject::Document(*id));
        audit::record(conn, now, actor, "document.ended", subject, &detail)?;
    }
    Ok(over.len())
}

/// A letter's row stays (its number is its Message-ID); what it said and to whom goes.
fn empty_letters(conn: &mut Conn, now: UtcTime) -> QueryResult<usize> {
    let old = What::Letters.cutoff(now);
    diesel::update(
        outbox::table
            .filter(outbox::payload.ne("{}"))
            .filter(outbox::created_at.lt(old))
            .filter(
                outbox::sent_at
                    .is_not_null()
                    .or(outbox::parked_at.is_not_null()),
            ),
    )
    .set((
        outbox::payload.eq("{}"),
        outbox::address.eq(""),
        outbox::last_error.eq(""),
    ))
    .execute(conn)
}

fn end_copies(conn: &mut Conn, now: UtcTime) -> QueryResult<usize> {
    let over: Vec<(i64, Option<String>)> = data_exports::table
        .filter(data_exports::state.eq("ready"))
        .filter(data_exports::expires_at.le(now))
        .select((data_exports::id, data_exports::blob))
        .load(conn)?;
    for (id, blob) in &over {
        diesel::update(data_exports::table.find(id))
            .set((
                data_exports::state.eq("gone"),
                data_exports::blob.eq(None::<String>),
                data_exports::size_bytes.eq(None::<i64>),
            ))
            .execute(conn)?;
        if let Some(blob) = blob {
            diesel::insert_into(doomed_blobs::table)
                .values((doomed_blobs::blob.eq(blob), doomed_blobs::since.eq(now)))
                .execute(conn)?;
        }
    }
    Ok(over.len())
}
