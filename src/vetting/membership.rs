//! What becomes of a membership: suspended and open again, lapsed with its certificate and renewed with
//! the next, left.

use super::State;
use super::deciding::open_quoted;
use super::machine::Deed;
use super::members;
use super::service::{Trace, carry_out, open, tell};
use super::store::{self, Application};
use crate::app::App;
use crate::audit::Actor;
use crate::clock::UtcTime;
use crate::credentials::{DocumentState, Slot};
use crate::db::Conn;
use crate::db::schema::{applications, documents};
use crate::domain::Role;
use crate::error::AppError;
use crate::mail::Letter;
use crate::mail::outcome_letter::OutcomeLetter;
use crate::shifts;
use diesel::dsl::exists;
use diesel::prelude::*;
use serde_json::json;

/// Closes the board to a member, with a reason; places that lie ahead are released.
///
/// # Errors
/// 409 when the person is no member.
pub async fn suspend(
    app: &App,
    by: i64,
    reference: String,
    reason: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            let actor = Actor::Person(by, Role::Officer);
            let mut trace = Trace::of(json!({}));
            trace.beside.decision_reason = Some(reason.clone());
            carry_out(conn, &application, Deed::Suspend, actor, &trace, now)?;
            shifts::picking::release_future(conn, application.user, now, &reason)?;
            let reason = reason.clone();
            tell(conn, &application, now, |name| {
                Letter::Outcome(OutcomeLetter::Suspended { name, reason })
            })
        })
        .await
}

/// Opens the board to a member again, with a reason.
///
/// # Errors
/// 409 when the person is not suspended.
pub async fn reinstate(
    app: &App,
    by: i64,
    reference: String,
    reason: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            let actor = Actor::Person(by, Role::Officer);
            let mut trace = Trace::of(json!({}));
            trace.beside.decision_reason = Some(reason.clone());
            carry_out(conn, &application, Deed::Reinstate, actor, &trace, now)?;
            let reason = reason.clone();
            tell(conn, &application, now, |name| {
                Letter::Outcome(OutcomeLetter::Reinstated { name, reason })
            })
        })
        .await
}

/// A member leaves; places that lie ahead are released.
///
/// # Errors
/// 409 for somebody who is no member.
pub async fn leave(app: &App, user: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let id = store::find_latest(conn, user)?.id;
            let application = open(conn, id)?;
            let actor = Actor::Person(user, Role::Clinician);
            let trace = Trace::of(json!({}));
            carry_out(conn, &application, Deed::Leave, actor, &trace, now)?;
            let person = crate::accounts::store::find_user(conn, user)?;
            let why = person.lang.texts().left_release();
            shifts::picking::release_future(conn, user, now, &why)?;
            tell(conn, &application, now, |name| {
                Letter::Outcome(OutcomeLetter::Left { name })
            })
        })
        .await
}

/// Lets a membership follow its certificate: it lapses when the last day is past and is renewed by the
/// next one that counts. Returns whether anything changed.
///
/// # Errors
/// The database's.
pub fn follow_certificate(
    conn: &mut Conn,
    application: &Application,
    now: UtcTime,
) -> Result<bool, AppError> {
    let Some(member) = members::find_membership(conn, application.user)? else {
        return Ok(false);
    };
    // Whoever never needed a dated certificate cannot lose one.
    let Some(until) = member.certificate_until else {
        return Ok(false);
    };
    let deed = match (application.state, until < now.day()) {
        _ if member.application != application.id => return Ok(false),
        (State::Approved, true) => Deed::Lapse,
        (State::Lapsed, false) => Deed::Renew,
        _ => return Ok(false),
    };
    let trace = Trace::of(json!({"until": until}));
    carry_out(conn, application, deed, Actor::System, &trace, now)?;
    tell(conn, application, now, |name| {
        Letter::Outcome(if deed == Deed::Lapse {
            OutcomeLetter::Lapsed { name }
        } else {
            OutcomeLetter::Renewed { name }
        })
    })?;
    Ok(true)
}

/// Lets every membership follow its certificate; returns how many changed.
///
/// # Errors
/// The database's.
pub async fn follow_certificates(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let turned = app
        .db
        .read(move |conn| {
            let good = || {
                documents::table
                    .filter(documents::application_id.eq(applications::id))
                    .filter(documents::slot.eq_any(Slot::LICENCES))
                    .filter(documents::state.eq(DocumentState::Verified))
                    .filter(documents::expires_on.ge(now.day()))
            };
            let lapsing = applications::state
                .eq(State::Approved)
                .and(diesel::dsl::not(exists(good())));
            let renewed = applications::state.eq(State::Lapsed).and(exists(good()));
            Ok::<Vec<i64>, AppError>(
                applications::table
                    .filter(lapsing.or(renewed))
                    .order(applications::id)
                    .select(applications::id)
                    .load(conn)?,
            )
        })
        .await?;
    let mut changed = 0;
    for id in turned {
        let follow = move |conn: &mut Conn| {
            let application = open(conn, id)?;
            follow_certificate(conn, &application, now).map(usize::from)
        };
        changed += app.db.write(follow).await?;
    }
    Ok(changed)
}
