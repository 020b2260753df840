//! What became of the promise: decided and open files, how long they stayed where, whom we still wait for.

use super::clock::{self, Clocks};
use super::declarations;
use super::machine::EnquiryState;
use super::overview::pauses;
use super::store::{Application, COLUMNS};
use super::{Act, State};
use crate::app::App;
use crate::clock::{UtcTime, add_days};
use crate::db::Conn;
use crate::db::schema::{application_events as events, applications, referees};
use crate::error::AppError;
use chrono::NaiveDate;
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
                .filter(|state| !matches!(state, State::Draft | State::Withdrawn | State::Expired))
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

/// The value below which that share of sorted values lies; nothing of none.
pub fn share(sorted: &[i64], of_ten: usize) -> Option<i64> {
    let index = (sorted.len() * of_ten).div_ceil(10).max(1) - 1;
    sorted.get(index).copied()
}

/// When a file will probably end, from how long the last ones took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// How many files it rests on.
    pub files: usize,
    /// Half of them had ended by this day of theirs.
    pub from: NaiveDate,
    /// Eight in ten.
    pub to: NaiveDate,
}

/// How many of the last files a forecast rests on, and below how many there is none.
const LAST: i64 = 50;
const FEW: usize = 10;

/// Forecasts the end of a file; nothing where too few files have ended, or where such files have ended
/// before today.
///
/// # Errors
/// The database's.
pub async fn forecast(
    app: &App,
    application: &Application,
    clocks: &Clocks,
) -> Result<Option<Forecast>, AppError> {
    let now = app.clock.now();
    let Some(submitted) = application.submitted_at else {
        return Ok(None);
    };
    let begin = add_days(submitted.day(), clocks.paused_days);
    let days = app.db.read(move |conn| finished(conn, now)).await?;
    let at = |of_ten| share(&days, of_ten).map(|days| add_days(begin, days));
    Ok(at(5)
        .zip(at(8))
        .filter(|(_, to)| days.len() >= FEW && *to >= now.day())
        .map(|(from, to)| Forecast {
            files: days.len(),
            from: from.max(now.day()),
            to,
        }))
}

/// Service days of the last files that were decided, sorted.
fn finished(conn: &mut Conn, now: UtcTime) -> Result<Vec<i64>, AppError> {
    let last: Vec<Application> = applications::table
        .filter(applications::decided_at.is_not_null())
        .order((applications::decided_at.desc(), applications::id.desc()))
        .limit(LAST)
        .select(COLUMNS)
        .load(conn)?;
    let mut days = Vec::new();
    for application in last {
        let story = super::store::list_events(conn, application.id)?;
        let clocks = clock::read(&application, &story, now);
        days.extend(clocks.map(|clocks| clocks.service.working_clock_days));
    }
    days.sort_unstable();
    Ok(days)
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
            let recused = declarations::list_recused(conn, by)?;
            Ok(referees::table
                .inner_join(applications::table)
                .filter(applications::state.eq_any(State::UNDER_WAY))
                .filter(applications::id.ne_all(recused))
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
