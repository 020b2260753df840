//! How long an application has been with the office (第4段: 一般整個過程需時四至六個星期).

use chrono::NaiveDate;
use serde::Serialize;

use super::Refusal;
use crate::regime::Cited;
use crate::regime::calendar::plus_days;
use crate::regime::word::words;

/// Four weeks: the earliest day on which a decision normally falls.
const TARGET_FROM_DAYS: i64 = 28;

/// Six weeks: the latest day on which a decision normally falls.
const TARGET_TO_DAYS: i64 = 42;

/// An application, as its clock sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VettingClockCase {
    /// The day on which the application came in.
    pub submitted_on: NaiveDate,
    /// The day on which the clock is read.
    pub on: NaiveDate,
    /// When the office waited for the applicant; in any order, overlapping or not.
    pub paused: Vec<Pause>,
}

/// A time in which the office waits for the applicant, and the clock stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pause {
    /// The first day of the pause.
    pub from: NaiveDate,
    /// The day on which the clock runs again.
    pub to: NaiveDate,
}

words! {
    /// How the working clock stands against the normal four to six weeks.
    pub enum ClockStatus {
        /// Less than four weeks.
        OnTrack = "on_track",
        /// Four to six weeks.
        Due = "due",
        /// More than six weeks.
        Overdue = "overdue",
    }
}

/// The clock of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct VettingClock {
    /// Days since the application came in.
    pub calendar_days: i64,
    /// Those days without the paused ones.
    pub working_clock_days: i64,
    /// Four weeks after the application, later by the days paused so far.
    pub target_from: NaiveDate,
    /// Six weeks after the application, later by the days paused so far.
    pub target_to: NaiveDate,
    /// How the working clock stands.
    pub status: ClockStatus,
}

impl Cited for VettingClock {
    const ARTICLES: &'static [&'static str] = &["第4段"];
}

/// Reads the clock.
///
/// # Errors
/// Where it is read before the application came in, where a pause ends before it begins, and where a
/// target cannot be written.
pub fn vetting_clock(case: &VettingClockCase) -> Result<VettingClock, Refusal> {
    let calendar_days = (case.on - case.submitted_on).num_days();
    if calendar_days < 0 {
        return Err(Refusal::BeforeSubmission {
            on: case.on,
            submitted_on: case.submitted_on,
        });
    }
    let mut placed = (0..).zip(&case.paused);
    if let Some((place, pause)) = placed.find(|(_, pause)| pause.to < pause.from) {
        return Err(Refusal::BackwardPause {
            place,
            from: pause.from,
            to: pause.to,
        });
    }
    let paused_days = paused_days(case);
    let working_clock_days = calendar_days - paused_days;
    let target = |days: i64| {
        let target = plus_days(case.submitted_on, (days + paused_days).unsigned_abs());
        target.map_err(|_| Refusal::TooLate {
            field: "submitted_on",
            given: case.submitted_on,
        })
    };
    Ok(VettingClock {
        calendar_days,
        working_clock_days,
        target_from: target(TARGET_FROM_DAYS)?,
        target_to: target(TARGET_TO_DAYS)?,
        status: match working_clock_days {
            ..TARGET_FROM_DAYS => ClockStatus::OnTrack,
            TARGET_FROM_DAYS..=TARGET_TO_DAYS => ClockStatus::Due,
            _ => ClockStatus::Overdue,
        },
    })
}

/// The days of the pauses that lie within the clock's time, each counted once.
fn paused_days(case: &VettingClockCase) -> i64 {
    let mut pauses = case.paused.clone();
    pauses.sort_unstable();
    let mut counted_to = case.submitted_on;
    let mut days = 0;
    for pause in pauses {
        let to = pause.to.min(case.on);
        days += (to - pause.from.max(counted_to)).num_days().max(0);
        counted_to = counted_to.max(to);
    }
    days
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regime::calendar::{LAST_DAY, day};

    fn case(on: NaiveDate, paused: &[(NaiveDate, NaiveDate)]) -> VettingClockCase {
        VettingClockCase {
            submitted_on: day(2025, 2, 3),
            on,
            paused: paused
                .iter()
                .map(|&(from, to)| Pause { from, to })
                .collect(),
        }
    }

    #[test]
    fn four_to_six_weeks_are_due() {
        let status = |on| vetting_clock(&case(on, &[])).unwrap().status;
        assert_eq!(status(day(2025, 3, 2)), ClockStatus::OnTrack);
        assert_eq!(status(day(2025, 3, 3)), ClockStatus::Due);
        assert_eq!(status(day(2025, 3, 17)), ClockStatus::Due);
        assert_eq!(status(day(2025, 3, 18)), ClockStatus::Overdue);
    }

    #[test]
    fn only_paused_days_within_the_clock_count_and_once() {
        let pauses = [
            (day(2025, 2, 10), day(2025, 2, 17)),
            (day(2025, 2, 12), day(2025, 2, 14)),
            (day(2025, 1, 1), day(2025, 2, 5)),
            (day(2025, 2, 19), day(2026, 1, 1)),
            (day(2025, 2, 18), day(2025, 2, 18)),
        ];
        let clock = vetting_clock(&case(day(2025, 2, 20), &pauses)).unwrap();
        assert_eq!(
            (clock.calendar_days, clock.working_clock_days),
            (17, 17 - 7 - 2 - 1)
        );
        assert_eq!(clock.target_from, day(2025, 3, 13));
    }

    #[test]
    fn faults_between_the_days_are_refused() {
        let backward = [(day(2025, 2, 10), day(2025, 2, 9))];
        assert_eq!(
            vetting_clock(&case(day(2025, 2, 20), &backward)),
            Err(Refusal::BackwardPause {
                place: 0,
                from: day(2025, 2, 10),
                to: day(2025, 2, 9),
            })
        );
        assert_eq!(
            vetting_clock(&case(day(2025, 2, 2), &[])),
            Err(Refusal::BeforeSubmission {
                on: day(2025, 2, 2),
                submitted_on: day(2025, 2, 3),
            })
        );
        let last = VettingClockCase {
            submitted_on: LAST_DAY,
            on: LAST_DAY,
            paused: vec![],
        };
        assert!(matches!(vetting_clock(&last), Err(Refusal::TooLate { .. })));
    }

    proptest! {
        #[test]
        fn a_pause_never_adds_to_the_working_clock(
            pauses in prop::collection::vec((0u64..80, 0u64..80), 0..6),
            read_after in 0u64..60,
        ) {
            let from_day = |days| plus_days(day(2025, 1, 20), days).unwrap();
            let mut case = case(plus_days(day(2025, 2, 3), read_after).unwrap(), &[]);
            let mut before = vetting_clock(&case).unwrap();
            for (from, length) in pauses {
                case.paused.push(Pause { from: from_day(from), to: from_day(from + length) });
                let after = vetting_clock(&case).unwrap();
                prop_assert!((0..=before.working_clock_days).contains(&after.working_clock_days));
                prop_assert!(after.target_from >= before.target_from);
                before = after;
            }
        }
    }
}
