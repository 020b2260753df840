//! Promotion rounds of Taitung: who may be promoted, in which order, by a panel of whom nobody is a
//! relative; the committee names three, the director appoints. Every answer is the regime's own.

use super::round_store::{self, NewRound, PanelRow, Round};
use super::service::held_by;
use super::store::{self, Engagement};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::organisation::settings;
use crate::regime::Regime;
use crate::rules::{Shown, ask};
use serde_json::json;

/// Somebody who takes part.
pub struct Candidate {
    /// Their engagement.
    pub engagement: Engagement,
    /// Whether the conditions entered on it are met; `None` where none were entered.
    pub eligible: Option<bool>,
    /// The digits of the total on their sheet, once it was confirmed for the committee.
    pub total: Option<String>,
}

impl Candidate {
    /// Under which the ranking knows them: ties are in the order of names, and two may have the same.
    fn key(&self) -> String {
        format!("{} {}", self.engagement.member.0, self.engagement.id)
    }
}

/// A round with all that is in it.
pub struct RoundFile {
    /// The round.
    pub round: Round,
    /// Who takes part.
    pub candidates: Vec<Candidate>,
    /// Who decides.
    pub panel: Vec<PanelRow>,
    /// Whether the panel's relatives all stood aside.
    pub panel_is_valid: bool,
    /// The most posts; `None` is no limit.
    pub quota: Option<String>,
    /// Engagements on the shortlist, in order.
    pub shortlist: Vec<i64>,
}

impl RoundFile {
    /// Whether everybody's sheet is confirmed, somebody takes part and somebody decides.
    pub fn is_complete(&self) -> bool {
        let scored = self.candidates.iter().all(|one| one.total.is_some());
        scored && !self.candidates.is_empty() && !self.panel.is_empty()
    }
}

fn candidate(conn: &mut Conn, engagement: Engagement, post: &str) -> Result<Candidate, AppError> {
    let entries = store::list_entries(conn, engagement.id)?;
    let conditions = entries.iter().find(|entry| {
        let given: serde_json::Value = serde_json::from_str(&entry.given).unwrap_or_default();
        entry.question == "conditions" && given.get("to").and_then(|to| to.as_str()) == Some(post)
    });
    let answer = |entry: &store::Entry| ask(Regime::Taitung, &entry.question, &entry.given).ok();
    let eligible = conditions.and_then(answer);
    let eligible = eligible.and_then(|answer| match answer.get("eligible") {
        Some(Shown::YesNo(yes)) => Some(*yes),
        _ => None,
    });
    let sheet = entries.iter().find(|entry| entry.question == "score");
    let sheet = sheet.filter(|entry| entry.confirmed_at.is_some());
    let total = sheet.and_then(answer);
    let total = total.and_then(|answer| match answer.get("total") {
        Some(Shown::Number(digits)) => Some(digits.clone()),
        _ => None,
    });
    Ok(Candidate {
        engagement,
        eligible,
        total,
    })
}

fn ranking(candidates: &[Candidate]) -> Vec<i64> {
    let scored = candidates.iter().filter(|one| one.eligible == Some(true));
    let scored = scored.filter_map(|one| {
        let total = one.total.as_ref()?;
        Some(format!(
            "{{\"name\":{},\"total\":{total}}}",
            json!(one.key())
        ))
    });
    let given = format!(
        "{{\"candidates\":[{}]}}",
        scored.collect::<Vec<_>>().join(",")
    );
    let answer = ask(Regime::Taitung, "ranking", &given).ok();
    match answer.as_ref().and_then(|answer| answer.get("shortlist")) {
        Some(Shown::List(names)) => names
            .iter()
            .filter_map(|name| match name {
                Shown::Text(key) => key.rsplit(' ').next()?.parse().ok(),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn load(conn: &mut Conn, officer: i64, id: i64) -> Result<RoundFile, AppError> {
    let round = round_store::find(conn, id)?;
    let mut candidates = Vec::new();
    for engagement in round_store::list_candidates(conn, id)? {
        let engagement = held_by(conn, officer, engagement)?;
        candidates.push(candidate(conn, engagement, &round.post)?);
    }
    let panel = round_store::list_panel(conn, id)?;
    let members: Vec<_> = panel
        .iter()
        .map(|(name, kin_degree, recused)| json!({"name": name, "kin_degree": kin_degree, "recused": recused}))
        .collect();
    let valid = ask(
        Regime::Taitung,
        "recusal",
        &json!({"panel": members}).to_string(),
    )
    .ok();
    let valid = valid.and_then(|answer| answer.get("valid").cloned());
    let quota = json!({"to": round.post, "lower_total": round.lower_total}).to_string();
    let quota = ask(Regime::Taitung, "quota", &quota).ok();
    let quota = quota.and_then(|answer| match answer.get("max") {
        Some(Shown::Number(digits)) => Some(digits.clone()),
        _ => None,
    });
    Ok(RoundFile {
        shortlist: ranking(&candidates),
        panel_is_valid: valid == Some(Shown::YesNo(true)),
        round,
        candidates,
        panel,
        quota,
    })
}

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
    app.db.read(move |conn| load(conn, officer, id)).await
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
            if load(conn, by, id)?.round.state != "open" {
                return Err(AppError::Conflict(Clash::State));
            }
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
            if load(conn, by, id)?.round.state != "open" {
                return Err(AppError::Conflict(Clash::State));
            }
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

/// The committee names three. A round whose panel was not recused becomes void here, for good.
///
/// # Errors
/// 409 where a sheet is missing or the round is not open.
pub async fn shortlist(app: &App, by: i64, id: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let file = load(conn, by, id)?;
            if !file.is_complete() {
                return Err(AppError::Conflict(Clash::Incomplete));
            }
            let to = if file.panel_is_valid {
                "listed"
            } else {
                "void"
            };
            if round_store::update_state(conn, id, ("open", to), None, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            record(
                conn,
                now,
                by,
                "round.listed",
                id,
                &json!({"state": to, "shortlist": file.shortlist}),
            )
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
            let file = load(conn, by, id)?;
            if file.round.opened_by == by {
                return Err(AppError::Conflict(Clash::SecondPerson));
            }
            let free = file.quota.as_deref() != Some("0");
            if !free || !file.shortlist.contains(&engagement) {
                return Err(AppError::Conflict(Clash::Incomplete));
            }
            let moved = round_store::update_state(
                conn,
                id,
                ("listed", "appointed"),
                Some(engagement),
                now,
            )?;
            if moved == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            record(
                conn,
                now,
                by,
                "round.appointed",
                id,
                &json!({"engagement": engagement}),
            )
        })
        .await
}
