//! Annual leave: a member asks within what is left, an officer decides.

use super::domain::{self, State};
use super::kept;
use super::leave_store;
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
    /// Some of the days were asked for or granted already.
    Overlaps,
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
            let file = load(conn, engagement, first)?;
            let balance = file.balance.ok_or(AppError::NotFound)?;
            if last < first || first <= now.day() {
                return Ok(Err(NoLeave::Days));
            }
            let mut taken = file.leave.iter().filter(|one| one.state != "refused");
            if taken.any(|one| one.first <= last && first <= one.last) {
                return Ok(Err(NoLeave::Overlaps));
            }
            if domain::days(first, last) > balance.left() {
                return Ok(Err(NoLeave::TooMany(balance.left())));
            }
            leave_store::insert_leave(conn, id, first, last, now)?;
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
            let all = leave_store::list_leave(conn, id)?;
            let asked = all
                .into_iter()
                .find(|one| one.id == leave)
                .ok_or(AppError::NotFound)?;
            let file = load(conn, engagement, asked.first)?;
            let edition = kept::edition(file.regime);
            // What is asked for is taken off already.
            let left = file.balance.map_or(-1, |balance| balance.left());
            if grant && left < 0 {
                return Err(AppError::Conflict(Clash::Incomplete));
            }
            let state = if grant { "granted" } else { "refused" };
            if leave_store::update_leave(conn, (id, leave), (state, edition), by, now)? == 0 {
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
