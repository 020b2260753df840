//! Annual leave: a member asks within what is left, an officer decides.

use super::domain::{self, State};
use super::service::{held_by, load, record, tell};
use super::store;
use crate::app::App;
use crate::audit::Actor;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::engagement_letter::EngagementLetter;
use chrono::NaiveDate;
use serde_json::json;

/// Why leave was not asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoLeave {
    /// The days run backwards or begin in the past.
    Days,
    /// More than is left.
    TooMany(i64),
}

/// A member asks for annual leave.
///
/// # Errors
/// 404 for somebody else's engagement or where none is computed.
pub async fn ask_leave(
    app: &App,
    user: i64,
    id: i64,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Result<(), NoLeave>, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let engagement = store::find(conn, id)?;
            let serves = matches!(engagement.state, State::Probation | State::Engaged);
            if engagement.user != user || !serves {
                return Err(AppError::NotFound);
            }
            let balance = load(conn, engagement, first)?.balance;
            let balance = balance.ok_or(AppError::NotFound)?;
            if last < first || first <= now.day() {
                return Ok(Err(NoLeave::Days));
            }
            if domain::days(first, last) > balance.left() {
                return Ok(Err(NoLeave::TooMany(balance.left())));
            }
            store::insert_leave(conn, id, first, last, now)?;
            let actor = Actor::Person(user, Role::Clinician);
            record(conn, now, actor, "leave.asked", id, &json!({}))?;
            Ok(Ok(()))
        })
        .await
}

/// An officer decides about leave, and the member hears of it.
///
/// # Errors
/// 409 where it was decided already, or where the year has fewer days left.
pub async fn decide_leave(
    app: &App,
    by: i64,
    id: i64,
    leave: i64,
    grant: bool,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let engagement = held_by(conn, by, id)?;
            let user = engagement.user;
            let hospital = engagement.hospital.clone();
            let all = store::list_leave(conn, id)?;
            let asked = all
                .into_iter()
                .find(|one| one.id == leave)
                .ok_or(AppError::NotFound)?;
            let balance = load(conn, engagement, asked.first)?.balance;
            let left = balance.map_or(0, |balance| balance.left());
            if grant && domain::days(asked.first, asked.last) > left {
                return Err(AppError::Conflict(Clash::Incomplete));
            }
            let state = if grant { "granted" } else { "refused" };
            if store::update_leave(conn, (id, leave), state, by, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let detail = json!({"leave": leave, "state": state});
            record(
                conn,
                now,
                Actor::Person(by, Role::Officer),
                "leave.decided",
                id,
                &detail,
            )?;
            tell(conn, user, now, |name, lang| EngagementLetter::Leave {
                name,
                hospital: hospital.name(lang).to_owned(),
                first: asked.first,
                last: asked.last,
                granted: grant,
            })
        })
        .await
}
