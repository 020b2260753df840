//! What became of the promise: decided and open files, how long they stayed where, whom we still wait for.

use super::clock::{self, Clocks};
use super::machine::EnquiryState;
use super::overview::pauses;
use super::store::{Application, COLUMNS};
use super::{Act, State};
use crate::app::App;
use crate::clock::UtcTime;
use crate::db::schema::{application_events as events, applications, referees};
use crate::error::AppError;
use diesel::prelude::*;

/// An application that was sent in lately, with what the page of promises reads of it.
pub struct Kept {
    /// The application.
    pub application: Application,
    /// How its days were used; they stop with the decision.
    pub clocks: Clocks,
}

/// Open files, and those decided since `cutoff`, oldest first: two queries.
///
/// # Errors
/// The database's.
pub async fn kept(app: &App, cutoff: UtcTime) -> Result<Vec<Kept>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let states: Vec<State> = State::ALL
                .iter()
                .copied()
                .filter(|state| !matches!(state, State::Draft | State::Withdrawn))
                .collect();
            let rows: Vec<Application> = applications::table
                .filter(applications::state.eq_any(states.clone()))
                .filter(
                    applications::decided_at
                        .is_null()
                        .or(applications::decided_at.ge(cutoff)),
                )
                .order((applications::submitted_at, applications::id))
                .select(COLUMNS)
                .load(conn)?;
            let pauses = pauses(conn, &states)?;
            let kept = rows.into_iter().filter_map(|application| {
                let paused = pauses.get(&application.id).map_or(&[][..], Vec::as_slice);
                let clocks = clock::read(&application, paused, now)?;
                Some(Kept {
                    application,
                    clocks,
                })
            });
            Ok(kept.collect())
        })
        .await
}

/// A change of state, and when: by application, in order.
///
/// # Errors
/// The database's.
pub async fn changes_since(
    app: &App,
    cutoff: UtcTime,
) -> Result<Vec<(i64, UtcTime, Act, State)>, AppError> {
    app.db
        .read(move |conn| {
            Ok(events::table
                .inner_join(applications::table)
                .filter(applications::submitted_at.ge(cutoff))
                .filter(events::from_state.ne(events::to_state))
                .order((events::application_id, events::id))
                .select((
                    events::application_id,
                    events::at,
                    events::act,
                    events::to_state,
                ))
                .load(conn)?)
        })
        .await
}

/// A unit whose answer somebody waits for.
#[derive(Debug, Clone, Queryable)]
pub struct Outstanding {
    /// Number of the file.
    pub reference: String,
    /// Hospital, as typed.
    pub hospital: String,
    /// Unit, as typed.
    pub unit: String,
    /// How the enquiry stands.
    pub state: EnquiryState,
    /// When it was asked.
    pub asked_at: Option<UtcTime>,
    /// How many reminders followed.
    pub reminders: i32,
    /// When its link dies.
    pub expires_at: Option<UtcTime>,
}

/// The units whose answers are outstanding, the longest asked first: one query.
///
/// # Errors
/// The database's.
pub async fn outstanding(app: &App, by: i64) -> Result<Vec<Outstanding>, AppError> {
    app.db
        .read(move |conn| {
            Ok(referees::table
                .inner_join(applications::table)
                .filter(applications::state.eq_any(State::UNDER_WAY))
                .filter(applications::user_id.ne(by))
                .filter(referees::state.eq_any([EnquiryState::Asked, EnquiryState::Opened]))
                .order((referees::asked_at, referees::id))
                .select((
                    applications::reference,
                    referees::hospital,
                    referees::unit,
                    referees::state,
                    referees::asked_at,
                    referees::reminders,
                    referees::expires_at,
                ))
                .load(conn)?)
        })
        .await
}
