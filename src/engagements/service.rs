//! One function for each thing that can be done with an engagement.

use super::domain::{self, Balance, State};
use super::kept;
use super::leave_store::{self, LeaveRequest};
use super::round_file::{self, OwnRound};
use super::store::{self, Engagement, Entry, New, NewEntry};
use crate::accounts::store::find_user;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::engagement_letter::EngagementLetter;
use crate::mail::{self, Envelope, Letter};
use crate::organisation::settings;
use crate::regime::Regime;
use crate::rules::{self, Answered, Fault};
use crate::vetting::State as Vetting;
use crate::vetting::declarations;
use crate::vetting::members::find_membership;
use chrono::NaiveDate;
use serde_json::json;
use std::collections::HashSet;

/// An engagement with all that is on it.
pub struct File {
    /// The engagement.
    pub engagement: Engagement,
    /// Its rules.
    pub regime: Regime,
    /// What was entered, with its answer, latest first.
    pub entries: Vec<(Entry, Option<Answered>)>,
    /// Leave that was asked for.
    pub leave: Vec<LeaveRequest>,
    /// What is left of the year's leave.
    pub balance: Option<Balance>,
    /// Promotion rounds in which they take part.
    pub rounds: Vec<OwnRound>,
}

fn regime_of(engagement: &Engagement) -> Result<Regime, AppError> {
    let regime = Regime::parse(&engagement.regime);
    regime.ok_or_else(|| anyhow::anyhow!("unknown regime {:?}", engagement.regime).into())
}

/// Everything on an engagement, with its answers as of a day.
pub(super) fn load(
    conn: &mut Conn,
    engagement: Engagement,
    today: NaiveDate,
) -> Result<File, AppError> {
    let regime = regime_of(&engagement)?;
    let entries = store::list_entries(conn, engagement.id)?;
    let leave = leave_store::list_leave(conn, engagement.id)?;
    let taken = leave.iter().filter(|leave| leave.state != "refused");
    let taken: Vec<_> = taken.map(|leave| (leave.first, leave.last)).collect();
    let mut seen = HashSet::new();
    let answered = entries.into_iter().map(|mut entry| {
        let answer = kept::answered(regime, &entry);
        // Only the latest of a question still has a day to meet.
        if !seen.insert(entry.question.clone()) {
            entry.due_on = None;
        }
        (entry, answer)
    });
    Ok(File {
        entries: answered.collect(),
        balance: domain::balance(regime, engagement.starts_on, today, &taken),
        rounds: round_file::own(conn, &engagement)?,
        engagement,
        regime,
        leave,
    })
}

/// Nobody handles the engagement of a relative (Lienchiang §3, Taitung §8): as with the application.
fn check_officer(conn: &mut Conn, user: i64, officer: i64) -> Result<(), AppError> {
    let member = find_membership(conn, user)?.ok_or(AppError::NotFound)?;
    declarations::check(conn, member.application, officer)
}

/// An engagement that an officer may handle.
pub(super) fn held_by(conn: &mut Conn, officer: i64, id: i64) -> Result<Engagement, AppError> {
    let engagement = store::find(conn, id)?;
    check_officer(conn, engagement.user, officer)?;
    Ok(engagement)
}

/// All engagements.
///
/// # Errors
/// The database's.
pub async fn list(app: &App) -> Result<Vec<Engagement>, AppError> {
    app.db.read(|conn| Ok(store::list(conn)?)).await
}

/// An engagement, for an officer.
///
/// # Errors
/// 403 for an officer who has not declared that they do not know the member.
pub async fn file(app: &App, officer: i64, id: i64) -> Result<File, AppError> {
    let today = app.clock.now().day();
    app.db
        .read(move |conn| {
            let engagement = held_by(conn, officer, id)?;
            load(conn, engagement, today)
        })
        .await
}

/// A member's own engagements.
///
/// # Errors
/// The database's.
pub async fn own(app: &App, user: i64) -> Result<Vec<File>, AppError> {
    let today = app.clock.now().day();
    app.db
        .read(move |conn| {
            let engagements = store::list_of(conn, user)?;
            engagements
                .into_iter()
                .map(|one| load(conn, one, today))
                .collect()
        })
        .await
}

/// Why an engagement was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOpened {
    /// The reference is nobody's who is a member.
    NoMember,
    /// The hospital's regime knows no contract.
    NoContract,
    /// There is one already.
    Twice,
}

/// Whom, where and from when on.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Reference of the member's application.
    pub reference: String,
    /// Row of the hospital.
    pub hospital: i64,
    /// Where it begins.
    pub state: State,
    /// First day of service, or of the notice for the reserve list.
    pub starts_on: NaiveDate,
}

/// Opens an engagement and tells the member.
///
/// # Errors
/// 403 for an officer who has not declared, or withdrew.
pub async fn open(
    app: &App,
    by: i64,
    opening: Opening,
) -> Result<Result<i64, NotOpened>, AppError> {
    let now = app.clock.now();
    let done = app
        .db
        .write(move |conn| {
            let Some(user) = store::find_applicant(conn, &opening.reference)? else {
                return Ok(Err(NotOpened::NoMember));
            };
            let member = find_membership(conn, user)?;
            if member.is_none_or(|member| member.state != Vetting::Approved) {
                return Ok(Err(NotOpened::NoMember));
            }
            check_officer(conn, user, by)?;
            let hospital = settings::find_hospital(conn, opening.hospital)?;
            if domain::questions(hospital.regime).is_empty() {
                return Ok(Err(NotOpened::NoContract));
            }
            let new = New {
                user,
                hospital: hospital.id,
                regime: hospital.regime.as_str(),
                state: opening.state,
                starts_on: opening.starts_on,
            };
            let id = store::insert(conn, &new, by, now)?;
            let detail = json!({"hospital": hospital.id, "state": opening.state.as_str()});
            record(
                conn,
                now,
                Actor::Person(by, Role::Officer),
                "engagement.opened",
                id,
                &detail,
            )?;
            tell(conn, user, now, |name, lang| EngagementLetter::Opened {
                name,
                hospital: hospital.name.name(lang).to_owned(),
            })?;
            Ok(Ok(id))
        })
        .await;
    match done {
        Err(AppError::Conflict(Clash::State)) => Ok(Err(NotOpened::Twice)),
        other => other,
    }
}

/// Records an act.
pub(super) fn record(
    conn: &mut Conn,
    now: UtcTime,
    actor: Actor,
    action: &str,
    id: i64,
    detail: &serde_json::Value,
) -> Result<(), AppError> {
    Ok(audit::record(
        conn,
        now,
        actor,
        action,
        Subject::Engagement(id),
        detail,
    )?)
}

/// Posts a letter to somebody with an account.
pub(super) fn tell(
    conn: &mut Conn,
    user: i64,
    now: UtcTime,
    letter: impl FnOnce(String, crate::i18n::Lang) -> EngagementLetter,
) -> Result<(), AppError> {
    let person = find_user(conn, user)?;
    let name = person.name(person.lang).to_owned();
    let letter = Letter::Engagement(letter(name, person.lang));
    mail::post(conn, &Envelope::from(&person), &letter, now)?;
    Ok(())
}

/// Moves an engagement on and tells the member.
///
/// # Errors
/// 409 where it cannot go there from where it stands.
pub async fn advance(app: &App, by: i64, id: i64, to: State) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let engagement = held_by(conn, by, id)?;
            let from = engagement.state;
            let goes = from.next().contains(&to);
            if !goes || store::update_state(conn, id, from, to, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            // Until they are called, a reserve has the day of the notice; service begins now.
            if from == State::Reserve && to != State::Ended {
                store::update_start(conn, id, now.day())?;
            }
            // The days of a stage that is over are told of no more.
            let over: &[&str] = match from {
                State::Reserve => &["reserve"],
                State::Probation => &["probation"],
                State::Engaged | State::Ended => &[],
            };
            store::update_superseded(conn, id, over, now)?;
            let detail = json!({"from": from.as_str(), "to": to.as_str()});
            record(
                conn,
                now,
                Actor::Person(by, Role::Officer),
                "engagement.moved",
                id,
                &detail,
            )?;
            tell(conn, engagement.user, now, |name, lang| {
                EngagementLetter::Moved {
                    name,
                    hospital: engagement.hospital.name(lang).to_owned(),
                    state: to,
                }
            })
        })
        .await
}

/// Enters a question of the regime with what is given.
///
/// # Errors
/// 404 for a question that does not belong on it; 409 once it has ended.
pub async fn enter(
    app: &App,
    by: i64,
    id: i64,
    question: String,
    given: String,
) -> Result<Result<(), Fault>, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let engagement = held_by(conn, by, id)?;
            let regime = regime_of(&engagement)?;
            if !domain::questions(regime).contains(&question.as_str()) {
                return Err(AppError::NotFound);
            }
            if engagement.state == State::Ended {
                return Err(AppError::Conflict(Clash::State));
            }
            let answer = match rules::answered(regime, &question, &given) {
                Ok(answer) => answer,
                Err(fault) => return Ok(Err(fault)),
            };
            let new = NewEntry {
                question: &question,
                given: &given,
                due_on: domain::due(&answer.shown),
                answered: &answer.line,
                edition: kept::edition(regime),
            };
            store::update_superseded(conn, id, &[&question], now)?;
            let entry = store::insert_entry(conn, id, &new, by, now)?;
            let detail = json!({"entry": entry, "question": question});
            let actor = Actor::Person(by, Role::Officer);
            record(conn, now, actor, "engagement.entered", id, &detail)?;
            Ok(Ok(()))
        })
        .await
}

/// Confirms an entry for the committee; never who entered it.
///
/// # Errors
/// 409 for who entered it, or where it is confirmed already.
pub async fn confirm(app: &App, by: i64, id: i64, entry: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            held_by(conn, by, id)?;
            let entries = store::list_entries(conn, id)?;
            let found = entries
                .iter()
                .find(|one| one.id == entry)
                .ok_or(AppError::NotFound)?;
            if found.entered_by == by {
                return Err(AppError::Conflict(Clash::SecondPerson));
            }
            let needed = domain::needs_committee(&found.question);
            if !needed || store::update_confirmed(conn, id, entry, by, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let actor = Actor::Person(by, Role::Officer);
            record(
                conn,
                now,
                actor,
                "engagement.confirmed",
                id,
                &json!({"entry": entry}),
            )
        })
        .await
}
