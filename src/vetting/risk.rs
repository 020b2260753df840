//! How close a file is to breaking the promise of six weeks: pure, so that queue, `take next` and the
//! page of promises put files in the same order.

use super::clock::Clocks;
use super::tracker::{Next, Progress};
use chrono::NaiveDate;
use std::cmp::Reverse;

/// The promise, in service days.
pub const PROMISE_DAYS: i64 = 42;

/// From this service day on a file is due.
pub const DUE_DAYS: i64 = 28;

/// Days that the steps take when each keeps its own date: an officer takes the file, documents are
/// checked, units are asked, they answer, two officers decide.
const TAKE: i64 = 2;
const CHECK: i64 = 7;
const ASK: i64 = 2;
const ANSWER: i64 = 14;
const DECIDE: i64 = 7;

/// How a file stands against the promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Risk {
    /// Service days used.
    pub day: i64,
    /// The service day on which the file ends if every step from here keeps its date.
    pub expected: i64,
    /// By when the next step is promised; a day in the past where that was missed.
    due: NaiveDate,
    /// Days since the person registered.
    since_registration: i64,
}

impl Risk {
    /// Of a file under way. A file that was recommended needs one officer less.
    pub fn of(clocks: &Clocks, progress: &Progress, today: NaiveDate) -> Self {
        let day = clocks.service.working_clock_days;
        Self {
            day,
            expected: day + remaining(progress, today),
            // A date that was missed comes before every date that can still be kept.
            due: if progress.late {
                progress.since
            } else {
                progress.by
            },
            since_registration: clocks.since_registration,
        }
    }

    /// Whether the promise is broken.
    pub fn is_overdue(self) -> bool {
        self.day > PROMISE_DAYS
    }

    /// Whether it is not broken yet, and breaks although every step keeps its date.
    pub fn is_at_risk(self) -> bool {
        !self.is_overdue() && self.expected > PROMISE_DAYS
    }

    /// What files are sorted by, the worst first: those past the promise, those that will pass it, then
    /// by the next date; of two equal ones the person who registered earlier.
    pub fn order(self) -> impl Ord {
        let class = match (self.is_overdue(), self.is_at_risk()) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        let worst = match class {
            0 => self.day,
            1 => self.expected,
            _ => 0,
        };
        (
            class,
            Reverse(worst),
            self.due,
            Reverse(self.since_registration),
        )
    }
}

/// Days until a decision if every step from here keeps its date.
fn remaining(progress: &Progress, today: NaiveDate) -> i64 {
    let asked_and_answered = ASK + ANSWER + DECIDE;
    match progress.next {
        Next::Complete | Next::Take => TAKE + CHECK + asked_and_answered,
        Next::Check | Next::Replace(_) | Next::Tell(_) => CHECK + asked_and_answered,
        Next::Ask | Next::NameUnit | Next::Correct | Next::Elsewhere => asked_and_answered,
        // The units have until their date, and no longer.
        Next::Answer => (progress.by - today).num_days().clamp(0, ANSWER) + DECIDE,
        Next::Decide => DECIDE,
        // An appeal is heard beside the promise.
        Next::Hear => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regime::hk::{VettingClockCase, vetting_clock};
    use crate::vetting::tracker::Holder;

    fn day(n: i64) -> NaiveDate {
        crate::clock::add_days(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(), n)
    }

    fn risk(used: i64, next: Next, due_in: i64) -> Risk {
        let clocks = Clocks {
            service: vetting_clock(&VettingClockCase {
                submitted_on: day(-used),
                on: day(0),
                paused: vec![],
            })
            .unwrap(),
            paused_days: 0,
            since_registration: used,
        };
        let progress = Progress {
            holder: Holder::Us,
            since: day(-1),
            next,
            by: day(if due_in < 0 { 7 } else { due_in }),
            late: due_in < 0,
        };
        Risk::of(&clocks, &progress, day(0))
    }

    #[test]
    fn the_worst_comes_first() {
        let broken = risk(60, Next::Decide, 1);
        let just_broken = risk(43, Next::Ask, 1);
        let will_break = risk(25, Next::Ask, 1);
        let missed = risk(9, Next::Decide, -3);
        let soon = risk(30, Next::Decide, 1);
        let later = risk(3, Next::Check, 4);
        let mut files = [later, soon, missed, will_break, just_broken, broken];
        files.sort_by_key(|file| file.order());
        let worst_first = [broken, just_broken, will_break, missed, soon, later];
        assert_eq!(files, worst_first);
        assert!(will_break.is_at_risk() && !soon.is_at_risk() && broken.is_overdue());
    }

    #[test]
    fn a_unit_has_no_more_than_its_days() {
        assert_eq!(risk(20, Next::Answer, 3).expected, 20 + 3 + DECIDE);
        assert_eq!(risk(20, Next::Answer, 40).expected, 20 + ANSWER + DECIDE);
    }
}
