//! What is done with a promotion round of Taitung: opened, its panel named, its candidates marked by the
//! unit head, the shortlist made and kept, one appointed by the director; or closed where nobody can be.

use super::round_file::{self, RoundFile};
pub use super::round_store::NewRound;
use super::round_store::{self, CandidateRow, PanelRow, Round, Turn};
use super::service::tell;
use super::store;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::engagement_letter::EngagementLetter;
use crate::organisation::settings;
use crate::regime::Regime;
use chrono::NaiveDate;
use serde_json::json;

/// All rounds.
///
/// # Errors
/// The database's.
pub async fn list(app: &App) -> Result<Vec<Round>, AppError> {
    app.db.read(|conn| Ok(round_store::list(conn)?)).await
}

/// A round, for an officer who is no relative of anybody who takes part.
///
/// # Errors
/// 403 for an officer who has not declared about a candidate, or withdrew.
pub async fn file(app: &App, officer: i64, id: i64) -> Result<RoundFile, AppError> {
    app.db
        .read(move |conn| round_file::load(conn, officer, id))
        .await
}

fn record(
    conn: &mut Conn,
    now: UtcTime,
    by: i64,
    action: &str,
    id: i64,
    detail: &serde_json::Value,
) -> Result<(), AppError> {
    let actor = Actor::Person(by, Role::Officer);
    Ok(audit::record(
        conn,
        now,
        actor,
        action,
        Subject::Round(id),
        detail,
    )?)
}

/// Opens a round.
///
/// # Errors
/// 404 for a hospital of another regime.
pub async fn open(app: &App, by: i64, new: NewRound) -> Result<i64, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let hospital = settings::find_hospital(conn, new.hospital)?;
            if hospital.regime != Regime::Taitung {
                return Err(AppError::NotFound);
            }
            let id = round_store::insert(conn, &new, by, now)?;
            record(
                conn,
                now,
                by,
                "round.opened",
                id,
                &json!({"post": new.post}),
            )?;
            Ok(id)
        })
        .await
}

/// Adds somebody to the panel with what they declared.
///
/// # Errors
/// 409 once the shortlist was made.
pub async fn add_to_panel(app: &App, by: i64, id: i64, member: PanelRow) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            open_file(conn, by, id)?;
            round_store::insert_panel(conn, id, &member)?;
            record(
                conn,
                now,
                by,
                "round.panel",
                id,
                &json!({"degree": member.1, "recused": member.2}),
            )
        })
        .await
}

/// Takes somebody out who gave up.
///
/// # Errors
/// 404 for who takes no part; 409 once the shortlist was made.
pub async fn leave_out(app: &App, by: i64, id: i64, engagement: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            open_file(conn, by, id)?;
            if round_store::delete_candidate(conn, id, engagement)? == 0 {
                return Err(AppError::NotFound);
            }
            record(
                conn,
                now,
                by,
                "round.left_out",
                id,
                &json!({"engagement": engagement}),
            )
        })
        .await
}

/// Held until the transaction ends, so that it is still open when the act is done.
fn open_file(conn: &mut Conn, by: i64, id: i64) -> Result<RoundFile, AppError> {
    round_store::hold(conn, id)?;
    let file = round_file::load(conn, by, id)?;
    if file.round.state == "open" {
        Ok(file)
    } else {
        Err(AppError::Conflict(Clash::State))
    }
}

/// Everybody who took part hears that there is something to read: never what it is of others.
fn tell_all(conn: &mut Conn, file: &RoundFile, now: UtcTime) -> Result<(), AppError> {
    for one in &file.candidates {
        let hospital = file.round.hospital.clone();
        tell(conn, one.engagement.user, now, |name, lang| {
            EngagementLetter::Round {
                name,
                hospital: hospital.name(lang).to_owned(),
            }
        })?;
    }
    Ok(())
}

/// The edition under which a round is decided: what it was listed under, once it was.
fn edition(file: &RoundFile) -> NaiveDate {
    let kept = file.round.edition;
    kept.unwrap_or_else(|| super::kept::edition(Regime::Taitung))
}

/// Keeps what everybody was decided on, with their place where they have one.
fn keep(conn: &mut Conn, file: &RoundFile, with_places: bool) -> Result<(), AppError> {
    for one in &file.candidates {
        let found = file
            .shortlist
            .iter()
            .position(|engagement| *engagement == one.engagement.id);
        let place = found.and_then(|place| i32::try_from(place + 1).ok());
        let row = CandidateRow {
            place: place.filter(|_| with_places),
            ..one.row.clone()
        };
        round_store::update_decided(conn, file.round.id, &row)?;
    }
    Ok(())
}

/// The committee names three, and what they were ranked on is kept. A round whose panel was not recused
/// becomes void here, for good.
///
/// # Errors
/// 409 where papers are missing, nobody is eligible, no post is free, the whole panel stood aside, or the
/// round is not open.
pub async fn shortlist(app: &App, by: i64, id: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let file = open_file(conn, by, id)?;
            if !file.can_list() {
                return Err(AppError::Conflict(Clash::Incomplete));
            }
            let to = if file.panel_is_valid {
                "listed"
            } else {
                "void"
            };
            keep(conn, &file, file.panel_is_valid)?;
            let turn = Turn {
                from: "open",
                to,
                appointed: None,
                closed_because: None,
                quota: file.quota,
                edition: edition(&file),
            };
            if round_store::update_state(conn, id, &turn, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            tell_all(conn, &file, now)?;
            let detail = json!({"state": to, "shortlist": file.shortlist, "quota": file.quota});
            record(conn, now, by, "round.listed", id, &detail)
        })
        .await
}

/// Ends a round without a shortlist, where nobody meets the conditions or no post is free.
///
/// # Errors
/// 409 where papers are missing, or somebody could be chosen.
pub async fn close(app: &App, by: i64, id: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            round_store::hold(conn, id)?;
            let file = round_file::load(conn, by, id)?;
            let because = file.can_close();
            let because = because.ok_or(AppError::Conflict(Clash::Incomplete))?;
            keep(conn, &file, file.round.state == "listed")?;
            let turn = Turn {
                from: &file.round.state,
                to: "closed",
                appointed: None,
                closed_because: Some(because),
                quota: file.quota,
                edition: edition(&file),
            };
            if round_store::update_state(conn, id, &turn, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            tell_all(conn, &file, now)?;
            let detail = json!({"because": because});
            record(conn, now, by, "round.closed", id, &detail)
        })
        .await
}

/// The director appoints one of the shortlist; not the one who opened the round.
///
/// # Errors
/// 409 for somebody who is not on it, where no post is free, or for the same officer.
pub async fn appoint(app: &App, by: i64, id: i64, engagement: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            round_store::hold(conn, id)?;
            let file = round_file::load(conn, by, id)?;
            if file.round.opened_by == by {
                return Err(AppError::Conflict(Clash::SecondPerson));
            }
            if file.round.state != "listed" {
                return Err(AppError::Conflict(Clash::State));
            }
            if !file.has_place() || !file.shortlist.contains(&engagement) {
                return Err(AppError::Conflict(Clash::Incomplete));
            }
            let turn = Turn {
                from: "listed",
                to: "appointed",
                appointed: Some(engagement),
                closed_because: None,
                quota: file.quota,
                edition: edition(&file),
            };
            if round_store::update_state(conn, id, &turn, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            tell_all(conn, &file, now)?;
            let detail = json!({"engagement": engagement});
            record(conn, now, by, "round.appointed", id, &detail)
        })
        .await
}

/// Somebody whom a unit head marks: row of the engagement, both names, whether they are marked.
pub type ToMark = (i64, (String, String), bool);

/// The open rounds of the hospitals in which a manager heads a unit, each with who is to be marked.
///
/// # Errors
/// The database's.
pub async fn of_head(app: &App, manager: i64) -> Result<Vec<(Round, Vec<ToMark>)>, AppError> {
    app.db
        .read(move |conn| {
            let mut found = Vec::new();
            for round in round_store::list_of_head(conn, manager)? {
                let mut people = Vec::new();
                for row in round_store::list_candidates(conn, round.id)? {
                    let engagement = store::find(conn, row.engagement)?;
                    people.push((engagement.id, engagement.member, row.potential.is_some()));
                }
                found.push((round, people));
            }
            Ok(found)
        })
        .await
}

/// A unit head marks somebody's potential, having said that they are no relative of theirs.
///
/// # Errors
/// 404 for a round of another hospital, one that is not open, or who takes no part.
pub async fn mark(
    app: &App,
    manager: i64,
    (id, engagement): (i64, i64),
    potential: String,
    note: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            round_store::hold(conn, id)?;
            let rounds = round_store::list_of_head(conn, manager)?;
            if !rounds.iter().any(|round| round.id == id) {
                return Err(AppError::NotFound);
            }
            let marks = (potential.as_str(), note.as_str());
            if round_store::update_marks(conn, (id, engagement), marks, manager, now)? == 0 {
                return Err(AppError::NotFound);
            }
            let actor = Actor::Person(manager, Role::UnitManager);
            let detail = json!({"engagement": engagement});
            audit::record(
                conn,
                now,
                actor,
                "round.marked",
                Subject::Round(id),
                &detail,
            )?;
            Ok(())
        })
        .await
}

/// The round that ended with somebody's own appointment, and their names.
///
/// # Errors
/// 404 for every other round.
pub async fn own_notice(
    app: &App,
    user: i64,
    id: i64,
) -> Result<(Round, (String, String)), AppError> {
    app.db
        .read(move |conn| {
            let round = round_store::find(conn, id)?;
            let engagement = store::find(conn, round.appointed.ok_or(AppError::NotFound)?)?;
            if engagement.user != user {
                return Err(AppError::NotFound);
            }
            Ok((round, engagement.member))
        })
        .await
}
