//! What officers write down for each other about a file. Sealed with the applicant's key, so that it goes
//! with the person; no page of the applicant asks for it, and the record holds ids only.

use super::deciding::open_quoted;
use super::enquiry::{seal, unseal};
use super::service::File;
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::schema::file_notes as notes;
use crate::domain::Role;
use crate::error::{AppError, Denial};
use diesel::prelude::*;
use serde_json::json;

/// A note as officers read it.
#[derive(Debug, Clone)]
pub struct FileNote {
    /// Row.
    pub id: i64,
    /// When it was written.
    pub at: UtcTime,
    /// By whom.
    pub officer: accounts::store::User,
    /// What it says; `None` when the person's key was destroyed.
    pub text: Option<String>,
}

/// A note is sealed to its file.
fn about(application: i64) -> String {
    format!("file-note:{application}")
}

/// The notes of a file, newest first.
///
/// # Errors
/// 500 when a seal is broken.
pub async fn list(app: &App, file: &File) -> Result<Vec<FileNote>, AppError> {
    let key = app.config.instance_key.clone();
    let (user, application) = (file.application.user, file.application.id);
    app.db
        .read(move |conn| {
            let rows: Vec<(i64, UtcTime, i64, Vec<u8>)> = notes::table
                .filter(notes::application_id.eq(application))
                .order(notes::id.desc())
                .select((notes::id, notes::at, notes::officer_id, notes::note_sealed))
                .load(conn)?;
            let mut listed = Vec::new();
            for (id, at, officer, sealed) in rows {
                listed.push(FileNote {
                    id,
                    at,
                    officer: accounts::store::find_user(conn, officer)?,
                    text: unseal(conn, &key, user, &sealed, &about(application))?,
                });
            }
            Ok(listed)
        })
        .await
}

/// Adds a note; nobody can change or take away one.
///
/// # Errors
/// 403 on one's own file; 409 when the person's key was destroyed.
pub async fn add(app: &App, by: i64, reference: String, text: String) -> Result<(), AppError> {
    let now = app.clock.now();
    let key = app.config.instance_key.clone();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            if application.user == by {
                return Err(AppError::Forbidden(Denial::OwnFile));
            }
            let id = application.id;
            let sealed = seal(conn, &key, application.user, &about(id), &text)?;
            let note: i64 = diesel::insert_into(notes::table)
                .values((
                    notes::application_id.eq(id),
                    notes::officer_id.eq(by),
                    notes::at.eq(now),
                    notes::note_sealed.eq(sealed),
                ))
                .returning(notes::id)
                .get_result(conn)?;
            let actor = Actor::Person(by, Role::Officer);
            let detail = json!({"note": note});
            let subject = Subject::Application(id);
            audit::record(conn, now, actor, "application.noted", subject, &detail)?;
            Ok(())
        })
        .await
}
