//! What was promised and what became of it: pure sums over files, for whoever answers for the office.

use crate::clock::UtcTime;
use crate::vetting::State;
use crate::vetting::lookback::Kept;
use crate::vetting::risk::PROMISE_DAYS;
use std::collections::BTreeMap;

/// Files by weeks of service days used: the first has days 0 to 6; the last is everything past the promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// First day.
    pub from: i64,
    /// Last day; nothing where there is no end.
    pub to: Option<i64>,
    /// Open files.
    pub open: usize,
    /// Files decided in the period.
    pub decided: usize,
}

/// The weeks of the promise, and one more for what broke it.
pub fn weeks(kept: &[Kept]) -> Vec<Week> {
    let starts = (0..=PROMISE_DAYS / 7).map(|week| week * 7);
    starts
        .map(|from| {
            // Day 42 still keeps the promise.
            let to = match from + 6 {
                _ if from >= PROMISE_DAYS => None,
                to if to + 1 == PROMISE_DAYS => Some(PROMISE_DAYS),
                to => Some(to),
            };
            let first = if to.is_none() { PROMISE_DAYS + 1 } else { from };
            let count = |open: bool| {
                kept.iter()
                    .filter(|file| State::OPEN.contains(&file.application.state) == open)
                    .map(|file| file.clocks.service.working_clock_days)
                    .filter(|day| *day >= first && to.is_none_or(|to| *day <= to))
                    .count()
            };
            Week {
                from: first,
                to,
                open: count(true),
                decided: count(false),
            }
        })
        .collect()
}

/// How decided files fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept42 {
    /// How many were decided.
    pub decided: usize,
    /// Of them within 42 service days.
    pub within: usize,
    /// Half took no more days than this.
    pub median: i64,
    /// Eight in ten took no more.
    pub eighty: i64,
}

/// The value below which that share of sorted values lies; nothing of none.
fn share(sorted: &[i64], of_ten: usize) -> Option<i64> {
    let index = (sorted.len() * of_ten).div_ceil(10).max(1) - 1;
    sorted.get(index).copied()
}

/// Sums up the decided files; nothing where there is none.
pub fn outcome(kept: &[Kept]) -> Option<Kept42> {
    let decided = kept
        .iter()
        .filter(|file| !State::OPEN.contains(&file.application.state));
    let mut days: Vec<i64> = decided
        .map(|file| file.clocks.service.working_clock_days)
        .collect();
    days.sort_unstable();
    Some(Kept42 {
        decided: days.len(),
        within: days.iter().filter(|day| **day <= PROMISE_DAYS).count(),
        median: share(&days, 5)?,
        eighty: share(&days, 8)?,
    })
}

/// How long files stayed in a state, in days, once they had left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// The state.
    pub state: State,
    /// Stays that ended.
    pub count: usize,
    /// Half were no longer.
    pub median: i64,
    /// Eight in ten were no longer.
    pub eighty: i64,
}

/// Stays in each state of an open file; a file that comes back to one stays there again.
pub fn stays<A>(changes: &[(i64, UtcTime, A, State)]) -> Vec<Stay> {
    let mut days: BTreeMap<State, Vec<i64>> = BTreeMap::new();
    for pair in changes.windows(2) {
        if let [(file, from, _, state), (same, to, _, _)] = pair
            && file == same
            && State::OPEN.contains(state)
        {
            let stay = to.since(*from).num_days();
            days.entry(*state).or_default().push(stay);
        }
    }
    days.into_iter()
        .filter_map(|(state, mut days)| {
            days.sort_unstable();
            Some(Stay {
                state,
                count: days.len(),
                median: share(&days, 5)?,
                eighty: share(&days, 8)?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn shares_of_few_and_of_none() {
        assert_eq!(share(&[], 5), None);
        assert_eq!(share(&[4], 8), Some(4));
        assert_eq!(share(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 8), Some(8));
        assert_eq!(share(&[1, 2, 3, 4], 5), Some(2));
    }

    #[test]
    fn the_weeks_leave_no_day_out() {
        let weeks = weeks(&[]);
        assert_eq!(
            weeks.first().map(|week| (week.from, week.to)),
            Some((0, Some(6)))
        );
        for pair in weeks.windows(2) {
            assert_eq!(pair[0].to.map(|to| to + 1), Some(pair[1].from));
        }
        assert_eq!(
            weeks.last().map(|week| (week.from, week.to)),
            Some((43, None))
        );
    }

    #[test]
    fn a_stay_ends_with_the_next_change_of_the_same_file() {
        let day = |days| {
            let start = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
            UtcTime::new(start.and_hms_opt(9, 0, 0).unwrap()).plus(TimeDelta::days(days))
        };
        let changes = [
            (1, day(0), (), State::Submitted),
            (1, day(2), (), State::CheckingDocuments),
            (1, day(9), (), State::MoreInformation),
            (2, day(1), (), State::Submitted),
            (2, day(5), (), State::CheckingDocuments),
        ];
        let stays = stays(&changes);
        let of = |state| {
            stays
                .iter()
                .find(|stay| stay.state == state)
                .map(|stay| (stay.count, stay.median))
        };
        assert_eq!(of(State::Submitted), Some((2, 2)));
        assert_eq!(of(State::CheckingDocuments), Some((1, 7)));
        assert_eq!(of(State::MoreInformation), None);
    }
}
