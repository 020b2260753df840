//! A promotion round with all that is in it: reckoned anew while it is open, and read as it was kept from
//! the moment at which the shortlist was made. Every answer is the regime's own.

use super::kept;
use super::round_store::{self, CandidateRow, PanelRow, Round};
use super::service::held_by;
use super::store::{self, Engagement, Entry};
use crate::db::Conn;
use crate::error::AppError;
use crate::regime::Regime;
use crate::regime::exact;
use crate::rules::{Shown, ask};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// How far a part of somebody's papers has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Not entered.
    Missing,
    /// Entered, and nobody else has confirmed it.
    Unconfirmed,
    /// The sheet holds other marks of potential than the unit head gave.
    Differs,
    /// Confirmed.
    Done,
}

/// Somebody who takes part.
pub struct Candidate {
    /// Their engagement.
    pub engagement: Engagement,
    /// The conditions for this post.
    pub conditions: Step,
    /// Whether they meet them, once that was confirmed.
    pub eligible: Option<bool>,
    /// Words for what they lack.
    pub missing: Vec<String>,
    /// The scoring sheet.
    pub sheet: Step,
    /// The digits of the total on it, once it was confirmed.
    pub total: Option<String>,
    /// What is or will be kept.
    pub row: CandidateRow,
}

impl Candidate {
    /// Whether a unit head has marked them.
    pub fn is_marked(&self) -> bool {
        self.row.potential.is_some()
    }

    /// Under which the ranking knows them: ties are in the order of names, and two may have the same.
    fn key(&self) -> String {
        format!("{} {}", self.engagement.member.0, self.engagement.id)
    }

    /// Whether nothing of theirs is awaited: who does not meet the conditions needs no sheet.
    fn is_ready(&self) -> bool {
        match self.eligible {
            Some(true) => self.total.is_some(),
            Some(false) => true,
            None => false,
        }
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
    pub quota: Option<i32>,
    /// Posts that are free; `None` is no limit.
    pub places: Option<i64>,
    /// Engagements on the shortlist, in order.
    pub shortlist: Vec<i64>,
}

impl RoundFile {
    /// Whether everybody's papers are there.
    pub fn papers_are_ready(&self) -> bool {
        self.candidates.iter().all(Candidate::is_ready)
    }

    /// Whether anybody meets the conditions.
    pub fn has_eligible(&self) -> bool {
        let mut candidates = self.candidates.iter();
        candidates.any(|one| one.eligible == Some(true))
    }

    /// Whether somebody on the panel did not stand aside.
    pub fn panel_sits(&self) -> bool {
        self.panel.iter().any(|(_, _, recused)| !recused)
    }

    /// Whether a post is free.
    pub fn has_place(&self) -> bool {
        self.places != Some(0)
    }

    /// Whether the shortlist can be made.
    pub fn can_list(&self) -> bool {
        self.round.state == "open"
            && self.papers_are_ready()
            && self.has_eligible()
            && self.panel_sits()
            && self.has_place()
    }

    /// Why the round can only end without a shortlist: the word that is kept of it.
    pub fn can_close(&self) -> Option<&'static str> {
        let open = self.round.state == "open";
        if (open || self.round.state == "listed") && !self.has_place() {
            Some("no_place")
        } else if open && self.papers_are_ready() && !self.has_eligible() {
            Some("nobody")
        } else {
            None
        }
    }
}

fn answer(entry: &Entry) -> Option<Shown> {
    kept::answered(Regime::Taitung, entry).map(|answer| answer.shown)
}

fn words(answer: &Shown, part: &str) -> Vec<String> {
    let Some(Shown::List(words)) = answer.get(part) else {
        return Vec::new();
    };
    let word = |word: &Shown| match word {
        Shown::Text(word) => Some(word.clone()),
        _ => None,
    };
    words.iter().filter_map(word).collect()
}

/// Five marks, as numbers: 4 and 4.0 are the same.
fn marks(given: &Value) -> Option<Vec<Decimal>> {
    let marks = given.as_array()?.iter();
    marks.map(|mark| exact::parse(&mark.to_string())).collect()
}

fn is_heads(entry: &Entry, potential: &str) -> bool {
    let given: Value = serde_json::from_str(&entry.given).unwrap_or_default();
    let heads: Value = serde_json::from_str(potential).unwrap_or_default();
    given.get("potential").and_then(marks) == marks(&heads)
}

fn is_for(entry: &Entry, post: &str) -> bool {
    let given: Value = serde_json::from_str(&entry.given).unwrap_or_default();
    entry.question == "conditions" && given.get("to").and_then(Value::as_str) == Some(post)
}

fn step(entry: Option<&Entry>) -> Step {
    match entry {
        None => Step::Missing,
        Some(entry) if entry.confirmed_at.is_none() => Step::Unconfirmed,
        Some(_) => Step::Done,
    }
}

/// Somebody as their papers stand now.
fn candidate(
    conn: &mut Conn,
    engagement: Engagement,
    mut row: CandidateRow,
    post: &str,
) -> Result<Candidate, AppError> {
    let entries = store::list_entries(conn, engagement.id)?;
    let conditions = entries.iter().find(|entry| is_for(entry, post));
    let met = conditions.filter(|_| step(conditions) == Step::Done);
    let met = met.and_then(answer);
    row.conditions_entry = conditions.map(|entry| entry.id);
    row.eligible = met.as_ref().and_then(|met| match met.get("eligible") {
        Some(Shown::YesNo(yes)) => Some(*yes),
        _ => None,
    });
    let sheet = entries.iter().find(|entry| entry.question == "score");
    let potential = row.potential.as_deref();
    let heads = sheet.is_none_or(|sheet| potential.is_some_and(|marks| is_heads(sheet, marks)));
    let stands = if heads { step(sheet) } else { Step::Differs };
    let scored = sheet.filter(|_| stands == Step::Done).and_then(answer);
    row.sheet_entry = sheet.map(|entry| entry.id);
    row.total = scored.and_then(|scored| match scored.get("total") {
        Some(Shown::Number(digits)) => Some(digits.clone()),
        _ => None,
    });
    Ok(Candidate {
        engagement,
        conditions: step(conditions),
        eligible: row.eligible,
        missing: met.map(|met| words(&met, "missing")).unwrap_or_default(),
        sheet: stands,
        total: row.total.clone(),
        row,
    })
}

/// Somebody as they were when the round was decided.
fn decided(
    conn: &mut Conn,
    engagement: Engagement,
    row: CandidateRow,
) -> Result<Candidate, AppError> {
    let entries = store::list_entries(conn, engagement.id)?;
    let met = entries
        .iter()
        .find(|one| Some(one.id) == row.conditions_entry);
    let met = met.and_then(answer);
    let had = |entry: Option<i64>| entry.map_or(Step::Missing, |_| Step::Done);
    Ok(Candidate {
        engagement,
        conditions: had(row.conditions_entry),
        eligible: row.eligible,
        missing: met.map(|met| words(&met, "missing")).unwrap_or_default(),
        sheet: had(row.sheet_entry),
        total: row.total.clone(),
        row,
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
    let names = answer.map(|answer| words(&answer, "shortlist"));
    let keys = names.unwrap_or_default();
    let engagement = |key: &String| key.rsplit(' ').next()?.parse().ok();
    keys.iter().filter_map(engagement).collect()
}

fn is_valid(panel: &[PanelRow]) -> bool {
    let members: Vec<_> = panel
        .iter()
        .map(|(name, kin_degree, recused)| json!({"name": name, "kin_degree": kin_degree, "recused": recused}))
        .collect();
    let given = json!({"panel": members}).to_string();
    let answer = ask(Regime::Taitung, "recusal", &given).ok();
    answer.is_some_and(|answer| answer.get("valid") == Some(&Shown::YesNo(true)))
}

/// The most posts as the round stands: asked while it is open, kept afterwards.
fn quota(round: &Round) -> Option<i32> {
    if round.state != "open" {
        return round.quota;
    }
    let given = json!({"to": round.post, "lower_total": round.lower_total}).to_string();
    let answer = ask(Regime::Taitung, "quota", &given).ok()?;
    match answer.get("max") {
        Some(Shown::Number(digits)) => digits.parse().ok(),
        _ => None,
    }
}

/// The shortlist as it was kept.
fn kept(candidates: &[Candidate]) -> Vec<i64> {
    let mut placed: Vec<_> = candidates
        .iter()
        .filter_map(|one| Some((one.row.place?, one.engagement.id)))
        .collect();
    placed.sort_unstable();
    placed
        .into_iter()
        .map(|(_, engagement)| engagement)
        .collect()
}

/// A round, for an officer who is no relative of anybody who takes part.
pub(super) fn load(conn: &mut Conn, officer: i64, id: i64) -> Result<RoundFile, AppError> {
    let round = round_store::find(conn, id)?;
    let open = round.state == "open";
    let mut candidates = Vec::new();
    for row in round_store::list_candidates(conn, id)? {
        let engagement = held_by(conn, officer, row.engagement)?;
        candidates.push(if open {
            candidate(conn, engagement, row, &round.post)?
        } else {
            decided(conn, engagement, row)?
        });
    }
    let panel = round_store::list_panel(conn, id)?;
    let quota = quota(&round);
    let since = round_store::count_appointed_since(conn, &round)?;
    let taken = i64::from(round.holders) + since;
    Ok(RoundFile {
        shortlist: if open {
            ranking(&candidates)
        } else {
            kept(&candidates)
        },
        panel_is_valid: is_valid(&panel),
        places: quota.map(|most| (i64::from(most) - taken).max(0)),
        quota,
        round,
        candidates,
        panel,
    })
}

/// How a round stands for somebody who takes part: theirs alone, nothing of others.
pub struct OwnRound {
    /// The round.
    pub round: Round,
    /// How they stand in it.
    pub candidate: Candidate,
}

/// The rounds in which an engagement takes part.
pub(super) fn own(conn: &mut Conn, engagement: &Engagement) -> Result<Vec<OwnRound>, AppError> {
    let mut found = Vec::new();
    for id in round_store::list_rounds_of(conn, engagement.id)? {
        let round = round_store::find(conn, id)?;
        let rows = round_store::list_candidates(conn, id)?.into_iter();
        for row in rows.filter(|row| row.engagement == engagement.id) {
            let candidate = if round.state == "open" {
                candidate(conn, engagement.clone(), row, &round.post)?
            } else {
                decided(conn, engagement.clone(), row)?
            };
            let round = round.clone();
            found.push(OwnRound { round, candidate });
        }
    }
    Ok(found)
}
