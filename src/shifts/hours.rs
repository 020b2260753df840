//! Rest and hours: what a hospital's own rules find about a shift beside everything else that the
//! member works. Each rule warns or blocks. The findings of a regime join here and nowhere else.

use super::gate::{Candidate, Wanted};
use super::reason::Reason;
use super::working_time;
use crate::clock::{UtcTime, add_days};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;

/// How much a rule allows, and whether passing it blocks or only warns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Minutes, nights or shifts, as the rule counts.
    pub amount: i64,
    /// Whether it blocks.
    pub blocks: bool,
}

/// The rules of a hospital; `None` is no rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HouseRules {
    /// The least rest between two shifts, in minutes.
    pub rest: Option<Limit>,
    /// The most nights in a row.
    pub nights: Option<Limit>,
    /// The most work in any 168 hours, in minutes.
    pub week: Option<Limit>,
    /// The most work in four weeks from Monday to Sunday, in minutes.
    pub four_weeks: Option<Limit>,
    /// The most shifts of the hospital in such a week that one member may pick ahead.
    pub quota: Option<Limit>,
}

/// What a rule found.
pub struct Finding {
    /// The fact.
    pub reason: Reason,
    /// Whether the rule blocks.
    pub blocks: bool,
}

/// How long before a shift its quota no longer counts.
const QUOTA_ENDS: TimeDelta = TimeDelta::hours(48);

/// Monday of the week in which an instant lies.
pub fn monday(at: UtcTime, zone: Tz) -> NaiveDate {
    let day = at.local(zone).date();
    add_days(day, -i64::from(day.weekday().num_days_from_monday()))
}

fn midnight(day: NaiveDate, zone: Tz) -> UtcTime {
    UtcTime::from_local(day.and_time(NaiveTime::MIN), zone)
}

/// Minutes of work that start in the weeks from one Monday on; a night belongs to the day on which it starts.
pub fn minutes_in_weeks(work: &[(UtcTime, UtcTime)], from: NaiveDate, weeks: i64, zone: Tz) -> i64 {
    let (start, end) = (
        midnight(from, zone),
        midnight(add_days(from, 7 * weeks), zone),
    );
    work.iter()
        .filter(|(starts_at, _)| *starts_at >= start && *starts_at < end)
        .map(|(starts_at, ends_at)| ends_at.since(*starts_at).num_minutes())
        .sum()
}

/// The night that work covers: the day before the 02:00 that lies in it.
fn night(work: &(UtcTime, UtcTime), zone: Tz) -> Option<NaiveDate> {
    let two = NaiveTime::from_hms_opt(2, 0, 0)?;
    let first = work.0.local(zone).date();
    [first, add_days(first, 1)].into_iter().find_map(|day| {
        let at = UtcTime::from_local(day.and_time(two), zone);
        (work.0 <= at && at < work.1).then(|| add_days(day, -1))
    })
}

/// What the hospital's rules and its regime find about a shift: the one place where findings about rest
/// and hours are made.
pub fn findings(candidate: &Candidate, shift: &Wanted, now: UtcTime) -> Vec<Finding> {
    let rules = &shift.rules;
    let others = candidate.work_beside(shift.id);
    let mut found = Vec::new();
    let mut add = |limit: Limit, reason: Reason| {
        found.push(Finding {
            reason,
            blocks: limit.blocks,
        });
    };
    if let Some(limit) = rules.rest {
        for (minutes, before) in gaps(&others, shift) {
            if minutes < limit.amount {
                add(
                    limit,
                    Reason::Rest {
                        minutes,
                        least: limit.amount,
                        before,
                    },
                );
            }
        }
    }
    let own = (shift.starts_at, shift.ends_at);
    if let Some(limit) = rules.nights {
        let run = nights_in_a_row(&others, own, shift.zone);
        if run > limit.amount {
            let most = limit.amount;
            add(limit, Reason::Nights { run, most });
        }
    }
    let mut all = others;
    all.push(own);
    if let Some(limit) = rules.week {
        let minutes = most_in_168_hours(&all, own);
        if minutes > limit.amount {
            let most = limit.amount;
            add(limit, Reason::WeekHours { minutes, most });
        }
    }
    let week = monday(shift.starts_at, shift.zone);
    if let Some(limit) = rules.four_weeks {
        let totals =
            (0..4).map(|back| minutes_in_weeks(&all, add_days(week, -7 * back), 4, shift.zone));
        let minutes = totals.max().unwrap_or(0);
        if minutes > limit.amount {
            let most = limit.amount;
            add(limit, Reason::FourWeekHours { minutes, most });
        }
    }
    if let Some((limit, reason)) = quota(candidate, shift, now) {
        add(limit, reason);
    }
    found.extend(of_regime(candidate, shift));
    found
}

/// What the regime of the hospital finds. Rest and hours of the house were found above, to the minute.
fn of_regime(candidate: &Candidate, shift: &Wanted) -> impl Iterator<Item = Finding> {
    let rules = candidate.regimes.of(shift.unit);
    let own = (shift.starts_at, shift.ends_at);
    let others = candidate.work_beside(shift.id);
    working_time::findings(&rules, &others, own, shift.zone)
        .into_iter()
        .filter(|found| !found.is_of_rest_or_week())
        .map(|found| Finding {
            blocks: found.blocks(),
            reason: Reason::Regime(found),
        })
}

/// The most work in a window of 168 hours that ends with a piece of work and touches this one.
fn most_in_168_hours(all: &[(UtcTime, UtcTime)], own: (UtcTime, UtcTime)) -> i64 {
    let window = TimeDelta::hours(168);
    let ends = all.iter().map(|work| work.1);
    let ends = ends.filter(|end| *end > own.0 && end.minus(window) < own.1);
    let sums = ends.map(|end| {
        let parts = all.iter().map(|(from, to)| {
            let (from, to) = ((*from).max(end.minus(window)), (*to).min(end));
            to.since(from).num_minutes().max(0)
        });
        parts.sum()
    });
    sums.max().unwrap_or(0)
}

/// Minutes of rest beside the nearest work that ends before a shift, and that starts after it.
pub fn gaps(others: &[(UtcTime, UtcTime)], shift: &Wanted) -> Vec<(i64, bool)> {
    let before = others
        .iter()
        .map(|work| work.1)
        .filter(|end| *end <= shift.starts_at)
        .max();
    let after = others
        .iter()
        .map(|work| work.0)
        .filter(|start| *start >= shift.ends_at)
        .min();
    let before = before.map(|end| (shift.starts_at.since(end).num_minutes(), true));
    let after = after.map(|start| (start.since(shift.ends_at).num_minutes(), false));
    before.into_iter().chain(after).collect()
}

fn nights_in_a_row(others: &[(UtcTime, UtcTime)], own: (UtcTime, UtcTime), zone: Tz) -> i64 {
    let Some(this) = night(&own, zone) else {
        return 0;
    };
    let nights: Vec<NaiveDate> = others.iter().filter_map(|work| night(work, zone)).collect();
    let run = |step: i64| {
        (1..)
            .take_while(|distance| nights.contains(&add_days(this, step * distance)))
            .count()
    };
    i64::try_from(run(-1) + run(1)).unwrap_or(0) + 1
}

fn quota(candidate: &Candidate, shift: &Wanted, now: UtcTime) -> Option<(Limit, Reason)> {
    let limit = shift.rules.quota?;
    let free_from = shift.starts_at.minus(QUOTA_ENDS);
    if free_from <= now {
        return None;
    }
    let week = monday(shift.starts_at, shift.zone);
    let same = candidate.held.iter().filter(|held| {
        held.shift != shift.id
            && held.hospital_id == shift.hospital
            && monday(held.starts_at, shift.zone) == week
    });
    let held = i64::try_from(same.count()).unwrap_or(0);
    let most = limit.amount;
    (held >= most).then_some((limit, Reason::Quota { most, free_from }))
}
