//! Who has a file: an officer claims it, hands it on, or hands everything on at once.

use super::appeals;
use super::overview;
use super::service::open;
use super::store::{self, Application};
use super::tracker::Holder;
use super::{Act, State};
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::applications;
use crate::domain::Role;
use crate::error::{AppError, Clash, Denial};
use crate::mail::office_letter::OfficeLetter;
use crate::mail::{self, Envelope, Letter};
use diesel::prelude::*;
use serde_json::json;

/// The officer who is to have a file; one whose account is closed cannot.
fn find_officer(conn: &mut Conn, id: i64) -> Result<accounts::store::User, AppError> {
    let officer = accounts::store::find_user(conn, id)?;
    if officer.role == Role::Officer && officer.disabled_at.is_none() {
        Ok(officer)
    } else {
        Err(AppError::Invalid("files go to officers"))
    }
}

/// Gives a file to an officer and writes it down. Handing on is not opening: it needs no declaration, but
/// whoever withdrew from a file neither hands it on nor gets it.
fn give(
    conn: &mut Conn,
    application: &Application,
    by: i64,
    to: i64,
    now: UtcTime,
) -> Result<(), AppError> {
    if application.user == by || application.user == to {
        return Err(AppError::Forbidden(Denial::OwnFile));
    }
    if !State::OPEN.contains(&application.state) || application.officer == Some(to) {
        return Err(AppError::Conflict(Clash::State));
    }
    let barred = appeals::list_barred(conn, application.id)?;
    if barred.contains(&by) || barred.contains(&to) {
        return Err(AppError::Forbidden(Denial::Recused));
    }
    store::update_officer(conn, application.id, to)?;
    let actor = Actor::Person(by, Role::Officer);
    let detail = json!({"officer": to});
    let state = application.state;
    store::insert_event(
        conn,
        application.id,
        now,
        actor,
        Act::Assign,
        state,
        state,
        &detail.to_string(),
    )?;
    let subject = Subject::Application(application.id);
    audit::record(conn, now, actor, "application.assign", subject, &detail)?;
    Ok(())
}

/// Tells an officer what was handed to them.
fn tell_officer(
    conn: &mut Conn,
    by: i64,
    to: &accounts::store::User,
    references: &[String],
    now: UtcTime,
) -> Result<(), AppError> {
    if by == to.id || references.is_empty() {
        return Ok(());
    }
    let colleague = accounts::store::find_user(conn, by)?;
    let letter = Letter::Office(OfficeLetter::HandedOver {
        name: to.name(to.lang).to_owned(),
        by: colleague.name(to.lang).to_owned(),
        references: references.to_vec(),
    });
    Ok(mail::post(conn, &Envelope::from(to), &letter, now)?)
}

/// Gives one file to an officer, oneself included.
///
/// # Errors
/// 403 on one's own file; 409 when it is theirs already or decided; 422 for somebody who is no officer.
pub async fn assign(app: &App, by: i64, reference: String, to: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let id = store::find_by_reference(conn, &reference)?.id;
            let application = open(conn, id)?;
            let officer = find_officer(conn, to)?;
            give(conn, &application, by, to, now)?;
            tell_officer(conn, by, &officer, std::slice::from_ref(&reference), now)
        })
        .await
}

/// Gives several files to an officer in one act and tells them once; returns how many. Files that are
/// theirs already, decided meanwhile or their own stay as they are.
///
/// # Errors
/// 422 for somebody who is no officer.
pub async fn assign_all(
    app: &App,
    by: i64,
    references: Vec<String>,
    to: i64,
) -> Result<usize, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let officer = find_officer(conn, to)?;
            let mut given = Vec::new();
            for id in rows(conn, &references)? {
                let application = open(conn, id)?;
                match give(conn, &application, by, to, now) {
                    Ok(()) => given.push(application.reference),
                    Err(AppError::Conflict(_) | AppError::Forbidden(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            tell_officer(conn, by, &officer, &given, now)?;
            Ok(given.len())
        })
        .await
}

/// Rows by number, in the one order in which every act locks several.
fn rows(conn: &mut Conn, references: &[String]) -> QueryResult<Vec<i64>> {
    applications::table
        .filter(applications::reference.eq_any(references))
        .order(applications::id)
        .select(applications::id)
        .load(conn)
}

/// Hands every open file of an officer to a colleague in one act; returns how many.
///
/// # Errors
/// 422 for somebody who is no officer.
pub async fn hand_over(app: &App, by: i64, to: i64) -> Result<usize, AppError> {
    let references = app
        .db
        .read(move |conn| {
            let mine = applications::table
                .filter(applications::officer_id.eq(by))
                .filter(applications::state.eq_any(State::OPEN))
                .select(applications::reference);
            Ok::<Vec<String>, AppError>(mine.load(conn)?)
        })
        .await?;
    assign_all(app, by, references, to).await
}

/// How many open files an officer has.
///
/// # Errors
/// The database's.
pub async fn count_of(app: &App, officer: i64) -> Result<i64, AppError> {
    app.db
        .read(move |conn| {
            Ok(applications::table
                .filter(applications::officer_id.eq(officer))
                .filter(applications::state.eq_any(State::OPEN))
                .count()
                .get_result(conn)?)
        })
        .await
}

/// The file that an officer does best next: of those that wait for them, the one closest to breaking the
/// promise. Theirs are those that they have, those that nobody has, which become theirs, and those that a
/// colleague recommended, because another must decide. `None` where nothing waits for them.
///
/// # Errors
/// The database's.
pub async fn next(app: &App, by: i64) -> Result<Option<String>, AppError> {
    for brief in overview::list(app, by).await? {
        let application = &brief.application;
        let waits = brief.progress.holder == Holder::Us && application.recommended_by != Some(by);
        let owner = brief.officer.as_ref().map(|officer| officer.id);
        if !waits || !may_handle(app, by, application.id).await? {
            continue;
        }
        if owner == Some(by) || application.recommended_by.is_some() {
            return Ok(Some(brief.application.reference));
        }
        if owner.is_none() && claim(app, by, brief.application.clone()).await? {
            return Ok(Some(brief.application.reference));
        }
    }
    Ok(None)
}

/// Whether an officer neither withdrew from a file nor took the decision that is appealed.
async fn may_handle(app: &App, by: i64, application: i64) -> Result<bool, AppError> {
    app.db
        .read(move |conn| Ok(!appeals::list_barred(conn, application)?.contains(&by)))
        .await
}

/// Takes a file that nobody had when it was seen; whether nobody was faster.
async fn claim(app: &App, by: i64, seen: Application) -> Result<bool, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open(conn, seen.id)?;
            if application.officer != seen.officer {
                return Ok(false);
            }
            match give(conn, &application, by, by, now) {
                Ok(()) => Ok(true),
                Err(AppError::Conflict(_) | AppError::Forbidden(_)) => Ok(false),
                Err(error) => Err(error),
            }
        })
        .await
}
