//! Members for a shift, ranked by fit and rest, each with the gate's answer. What a member keeps to
//! themselves (their main job, who of theirs heads a unit, what they declared) is asked and never told: the
//! desk reads only that something of theirs stands against it.

use super::fit::{Fit, Standing};
use super::gate::{self, Candidate, Verdict, Wanted};
use super::hours::{self, minutes_in_weeks, monday};
use super::invitations::{self, A_DAY, Invitation};
use super::matching_rows::{self as rows, Person, Worked};
use super::reason::Reason;
use super::regime_rows::{self, UnitRules};
use super::store::{self, Shift};
use super::working_time::Finding;
use super::{facts, reason};
use crate::accounts::store::find_user;
use crate::app::App;
use crate::clock::{UtcTime, add_days};
use crate::db::Conn;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::organisation::regimes::regime_name;
use crate::vetting::declarations::list_recused;
use chrono::TimeDelta;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Rest is worth showing up to this, in minutes.
const NEAR: i64 = 3 * 24 * 60;
/// How many members the gate is asked about.
const ASKED: usize = 50;

/// A member for a shift.
pub struct Ranked {
    /// Who.
    pub person: Person,
    /// What the desk weighs.
    pub fit: Fit,
    /// What the gate says, without what they keep to themselves.
    pub verdict: Verdict,
    /// Whether something that they keep to themselves stands against it.
    pub private: bool,
    /// Whether they were asked as often today as one may be.
    pub asked_enough: bool,
    /// Whether they were asked about this shift.
    pub invitation: Option<Invitation>,
}

impl Ranked {
    /// What the gate says in a word.
    pub fn standing(&self) -> Standing {
        let against = self.verdict.against.len() + usize::from(self.private);
        match against {
            0 if self.verdict.warnings.is_empty() => Standing::Free,
            0 => Standing::Warned,
            _ => Standing::Against(against),
        }
    }

    /// Whether the officer can ask them.
    pub fn can_be_asked(&self) -> bool {
        let free = !matches!(self.standing(), Standing::Against(_));
        free && self.invitation.is_none() && !self.asked_enough
    }

    /// Why they may not take it, for the office.
    pub(crate) fn against(&self, t: &Texts, lang: Lang) -> Vec<String> {
        let told = self.verdict.against.iter();
        let told = told.map(|reason| told_to_office(reason, t, lang));
        told.chain(self.private.then(|| t.matching_private()))
            .collect()
    }

    /// What they would read before they take it, for the office.
    pub(crate) fn warnings(&self, t: &Texts, lang: Lang) -> Vec<String> {
        let told = self.verdict.warnings.iter();
        told.map(|reason| told_to_office(reason, t, lang)).collect()
    }

    /// Why they stand where they do: facts only.
    pub(crate) fn facts(&self, t: &Texts) -> Vec<String> {
        let mut facts = Vec::new();
        facts.extend((self.fit.worked > 0).then(|| t.matching_worked(self.fit.worked)));
        let near = |minutes: &i64| *minutes <= NEAR;
        let (before, after) = self.fit.rest;
        let (before, after) = (before.filter(near), after.filter(near));
        facts.extend(before.map(|minutes| t.card_rest_before(reason::hours(minutes))));
        facts.extend(after.map(|minutes| t.card_rest_after(reason::hours(minutes))));
        if facts.is_empty() {
            facts.push(t.matching_fresh());
        }
        facts
    }
}

/// The reason in words for somebody else than the member.
fn told_to_office(reason: &Reason, t: &Texts, lang: Lang) -> String {
    match reason {
        Reason::NotApproved(state) => t.matching_not_approved(state.label(t)),
        Reason::Scope(specialty) => t.matching_scope(specialty.name(lang)),
        Reason::Kind(kind) => t.matching_kind(kind.label(t)),
        Reason::Licence(Some(until)) => t.matching_licence(lang.date_year(until)),
        Reason::Licence(None) => t.matching_licence_none(),
        Reason::Requirement(slot, None) => t.matching_requirement(slot.label(t)),
        Reason::Requirement(slot, Some(until)) => {
            t.matching_requirement_ends(slot.label(t), lang.date_year(until))
        }
        Reason::Blocked(_, unit, review) => {
            t.matching_blocked(unit.name(lang), lang.date_year(review))
        }
        Reason::Overlap(held) => t.matching_overlap(
            lang.date(held.starts_at.local(held.zone).date()),
            lang.time_range(held.starts_at, held.ends_at, held.zone),
            held.hospital.name(lang),
            held.unit.name(lang),
        ),
        Reason::Quota { most, .. } => t.matching_quota(*most),
        Reason::NotOpen(at, _) => t.matching_not_open(lang.moment(at)),
        Reason::Preferred(until, _) => t.matching_preferred(lang.moment(until)),
        Reason::Own => t.matching_own(),
        Reason::Regime(Finding::Undeclared(regime)) => {
            t.matching_undeclared(regime_name(*regime, t))
        }
        other => other.sentence(t, lang),
    }
}

/// Who was asked and is not in the list any more, or whatever became of it.
pub struct Asked {
    /// Who.
    pub person: Person,
    /// When, and whether they would rather not.
    pub invitation: Invitation,
    /// Whether they hold a place on the shift.
    pub picked: bool,
}

/// Members for a shift.
pub struct Ranking {
    /// The shift.
    pub shift: Shift,
    /// The first ones, best first.
    pub ranked: Vec<Ranked>,
    /// How many members have the category and the specialty, and hold no place on it.
    pub of: usize,
    /// Everybody who was asked, latest first.
    pub asked: Vec<Asked>,
}

/// An officer before the desk.
struct Desk {
    mobile: String,
    recused: Vec<i64>,
    rules: Arc<UnitRules>,
    now: UtcTime,
}

/// Members for a shift, for an officer: without those from whose files they withdrew.
///
/// # Errors
/// 404 where there is no such shift.
pub async fn rank(app: &App, officer: i64, id: i64) -> Result<Ranking, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let shift = store::find_shift(conn, id)?;
            let desk = Desk {
                mobile: find_user(conn, officer)?.mobile,
                recused: list_recused(conn, officer)?,
                rules: Arc::new(regime_rows::list_rules(conn, Some(shift.unit_id))?),
                now,
            };
            let holders = rows::list_holders(conn, id)?;
            let mut near = rows::list_in_scope(conn, &shift, &desk.recused)?;
            near.retain(|(user, _)| *user != officer);
            let in_scope: HashMap<i64, i64> = near.iter().copied().collect();
            near.retain(|(user, _)| !holders.contains(user));
            let of = near.len();
            let best = nearest(conn, &shift, near, now)?;
            let invitations = invitations::list(conn, id)?;
            let ranked = judge(conn, &desk, &shift, (&best, &invitations))?;
            let applications: Vec<i64> = invitations
                .iter()
                .filter_map(|one| in_scope.get(&one.user).copied())
                .collect();
            let people = by_user(rows::list_people(conn, &applications)?);
            let asked = invitations.iter().filter_map(|one| {
                Some(Asked {
                    person: people.get(&one.user)?.clone(),
                    invitation: *one,
                    picked: holders.contains(&one.user),
                })
            });
            Ok(Ranking {
                ranked,
                of,
                asked: asked.collect(),
                shift,
            })
        })
        .await
}

fn by_user(people: Vec<Person>) -> HashMap<i64, Person> {
    people.into_iter().map(|one| (one.user, one)).collect()
}

/// The first ones by what two queries tell of all: who is not at work then, who has worked in the unit, who
/// has the fewest hours that week.
fn nearest(
    conn: &mut Conn,
    shift: &Shift,
    mut near: Vec<(i64, i64)>,
    now: UtcTime,
) -> Result<Vec<(i64, i64)>, AppError> {
    let around = (
        shift.starts_at.minus(TimeDelta::days(7)),
        shift.ends_at.plus(TimeDelta::days(1)),
    );
    let work: Vec<Worked> = rows::list_work(conn, shift.category, around)?;
    let busy: HashSet<i64> = work
        .iter()
        .filter(|(_, from, to)| *from < shift.ends_at && *to > shift.starts_at)
        .map(|(user, ..)| *user)
        .collect();
    let mut minutes: HashMap<i64, i64> = HashMap::new();
    for (user, from, to) in work {
        *minutes.entry(user).or_default() += to.since(from).num_minutes();
    }
    let worked = rows::count_worked(conn, shift.unit_id, now)?;
    near.sort_by_key(|(user, _)| {
        let hours = minutes.get(user).copied().unwrap_or(0);
        (
            busy.contains(user),
            !worked.contains_key(user),
            hours,
            *user,
        )
    });
    near.truncate(ASKED);
    Ok(near)
}

/// Asks the gate about some members and puts them in order.
fn judge(
    conn: &mut Conn,
    desk: &Desk,
    shift: &Shift,
    (near, invitations): (&[(i64, i64)], &[Invitation]),
) -> Result<Vec<Ranked>, AppError> {
    let applications: Vec<i64> = near.iter().map(|(_, application)| *application).collect();
    let users: Vec<i64> = near.iter().map(|(user, _)| *user).collect();
    let wanted = shift.wanted(&facts::load_around(conn, shift)?);
    let worked = rows::count_worked(conn, shift.unit_id, desk.now)?;
    let today = invitations::count_today(conn, &users, desk.now)?;
    let mut ranked = Vec::new();
    for person in rows::list_people(conn, &applications)? {
        if invitations::is_one_human(&desk.mobile, &person.mobile) {
            continue;
        }
        let rules = Arc::clone(&desk.rules);
        let member = facts::load_member_under(conn, person.user, rules, desk.now)?;
        let (verdict, private) = ask(&member.candidate, &wanted, desk.now);
        let asked = today.iter().find(|(user, _)| *user == person.user);
        let invitation = invitations.iter().find(|one| one.user == person.user);
        ranked.push(Ranked {
            fit: weigh(
                &member.candidate,
                &wanted,
                worked.get(&person.user).copied(),
            ),
            verdict,
            private,
            asked_enough: asked.is_some_and(|(_, count)| *count >= A_DAY),
            invitation: invitation.copied(),
            person,
        });
    }
    ranked.sort_by_cached_key(|one| one.fit.key(one.standing(), one.person.user));
    Ok(ranked)
}

/// The gate's answer without what the member keeps to themselves, and whether there is more.
fn ask(candidate: &Candidate, wanted: &Wanted, now: UtcTime) -> (Verdict, bool) {
    let whole = gate::eligibility(candidate, wanted, now);
    let open = Candidate {
        main_job: Vec::new(),
        relatives: Vec::new(),
        ..candidate.clone()
    };
    let mut told = gate::eligibility(&open, wanted, now);
    let own = |reason: &Reason| matches!(reason, Reason::Regime(Finding::Declared(..)));
    told.against.retain(|reason| !own(reason));
    told.warnings.retain(|reason| !own(reason));
    let known = |reason: &&Reason| !told.against.contains(reason);
    let private = whole.against.iter().any(|reason| known(&reason));
    (told, private)
}

fn weigh(candidate: &Candidate, wanted: &Wanted, worked: Option<i64>) -> Fit {
    let held = candidate
        .held
        .iter()
        .filter(|held| held.shift != wanted.id)
        .map(|held| (held.starts_at, held.ends_at));
    let work: Vec<(UtcTime, UtcTime)> = held.collect();
    let gaps = hours::gaps(&work, wanted);
    let side = |side| {
        let found = gaps.iter().find(|(_, before)| *before == side);
        found.map(|(minutes, _)| *minutes)
    };
    let week = monday(wanted.starts_at, wanted.zone);
    Fit {
        worked: worked.unwrap_or(0),
        rest: (side(true), side(false)),
        week: minutes_in_weeks(&work, week, 1, wanted.zone),
        four_weeks: minutes_in_weeks(&work, add_days(week, -21), 4, wanted.zone),
    }
}
