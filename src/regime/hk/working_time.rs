//! The house limits on working time: house rules, not law.

use chrono::{Days, Duration, NaiveDateTime};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::regime::Cited;
use crate::regime::finding::{Finding, in_order};
use crate::regime::shift::{LocalShift, longer_than};
use crate::regime::word::words;
use crate::regime::worked_days::WorkedDays;

/// The length of the sliding window of seven days.
const WINDOW: Duration = Duration::hours(168);

/// One person's shifts and the limits they are held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingTimeCase {
    /// The shifts, in any order; they may overlap.
    pub shifts: Vec<LocalShift>,
    /// The limits.
    pub limits: Limits,
}

/// The limits that the administrator sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest shift, in hours.
    pub max_shift_hours: Decimal,
    /// The shortest rest between two shifts, in hours.
    pub min_rest_hours: Decimal,
    /// The most hours in any 168 hours.
    pub max_hours_in_7_days: Decimal,
    /// The fewest days without work in any seven calendar days.
    pub rest_days_in_7: u32,
}

words! {
    /// A house rule on working time.
    pub enum Rule {
        /// A shift starts before the latest end of those before it.
        Overlap = "overlap",
        /// A shift is longer than the limit.
        MaxShiftHours = "max_shift_hours",
        /// A shift starts too soon after the latest end of those before it.
        MinRestHours = "min_rest_hours",
        /// Too many hours in the 168 hours that end with a shift.
        MaxHoursIn7Days = "max_hours_in_7_days",
        /// Too few days without work in the seven that end on a shift's first day.
        RestDaysIn7 = "rest_days_in_7",
    }
}

/// What breaks the limits; nothing found is permission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorkingTime {
    /// In order of time, then of the rule's name.
    pub findings: Vec<Finding<Rule>>,
}

impl Cited for WorkingTime {
    const ARTICLES: &'static [&'static str] = &["house rules"];
}

/// Holds the shifts against the limits.
#[must_use]
pub fn working_time(case: &WorkingTimeCase) -> WorkingTime {
    let limits = &case.limits;
    let mut shifts = case.shifts.clone();
    shifts.sort_unstable();
    let days = WorkedDays::of(&shifts);
    let mut latest_end: Option<NaiveDateTime> = None;
    let mut findings = Vec::new();
    for shift in &shifts {
        let mut found = |rule| {
            findings.push(Finding {
                rule,
                at: shift.start(),
            })
        };
        if longer_than(shift.minutes(), limits.max_shift_hours) {
            found(Rule::MaxShiftHours);
        }
        if let Some(rule) = latest_end.and_then(|end| too_soon(shift, end, limits)) {
            found(rule);
        }
        if longer_than(
            minutes_in_window(&shifts, shift.end()),
            limits.max_hours_in_7_days,
        ) {
            found(Rule::MaxHoursIn7Days);
        }
        if rest_days(&days, shift) < i64::from(limits.rest_days_in_7) {
            found(Rule::RestDaysIn7);
        }
        latest_end = latest_end.max(Some(shift.end()));
    }
    WorkingTime {
        findings: in_order(findings),
    }
}

/// Whether the shift starts before the latest end of those before it, or without enough rest after it.
fn too_soon(shift: &LocalShift, latest_end: NaiveDateTime, limits: &Limits) -> Option<Rule> {
    let rest = (shift.start() - latest_end).num_minutes();
    if rest < 0 {
        return Some(Rule::Overlap);
    }
    let enough = Decimal::from(rest) >= limits.min_rest_hours * Decimal::from(60);
    (!enough).then_some(Rule::MinRestHours)
}

/// The minutes worked in the window that ends here, shift by shift even where they overlap.
fn minutes_in_window(in_order_of_start: &[LocalShift], end: NaiveDateTime) -> i64 {
    in_order_of_start
        .iter()
        .take_while(|shift| shift.start() < end)
        .map(|shift| shift.minutes_between(end - WINDOW, end))
        .sum()
}

/// The days without any work among the seven that end on the day on which the shift starts.
fn rest_days(days: &WorkedDays, shift: &LocalShift) -> i64 {
    let last = shift.first_day();
    days.free_between(last - Days::new(6), last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regime::roster::tests::any_roster;
    use crate::regime::shift::tests::shift;

    const HOUSE: Limits = Limits {
        max_shift_hours: Decimal::from_parts(12, 0, 0, false, 0),
        min_rest_hours: Decimal::from_parts(11, 0, 0, false, 0),
        max_hours_in_7_days: Decimal::from_parts(60, 0, 0, false, 0),
        rest_days_in_7: 1,
    };

    fn found(shifts: &[LocalShift], limits: Limits) -> Vec<(Rule, String)> {
        working_time(&WorkingTimeCase {
            shifts: shifts.to_vec(),
            limits,
        })
        .findings
        .iter()
        .map(|finding| (finding.rule, finding.at.format("%d %H:%M").to_string()))
        .collect()
    }

    #[test]
    fn a_rest_is_counted_from_the_latest_end() {
        let long = shift("2025-02-03T06:00", "2025-02-03T18:00");
        let within = shift("2025-02-03T08:00", "2025-02-03T10:00");
        let next = shift("2025-02-04T04:59", "2025-02-04T06:00");
        assert_eq!(
            found(&[next, within, long], HOUSE),
            [
                (Rule::Overlap, "03 08:00".into()),
                (Rule::MinRestHours, "04 04:59".into())
            ]
        );
    }

    #[test]
    fn back_to_back_is_a_rest_of_nothing() {
        let pair = [
            shift("2025-02-03T08:00", "2025-02-03T12:00"),
            shift("2025-02-03T12:00", "2025-02-03T16:00"),
        ];
        assert_eq!(
            found(&pair, HOUSE),
            [(Rule::MinRestHours, "03 12:00".into())]
        );
        assert_eq!(
            found(
                &pair,
                Limits {
                    min_rest_hours: Decimal::ZERO,
                    ..HOUSE
                }
            ),
            []
        );
    }

    #[test]
    fn the_same_shift_twice_is_found_once() {
        let twice = [shift("2025-02-03T08:00", "2025-02-03T21:00"); 3];
        assert_eq!(
            found(&twice, HOUSE),
            [
                (Rule::MaxShiftHours, "03 08:00".into()),
                (Rule::Overlap, "03 08:00".into())
            ]
        );
    }

    #[test]
    fn the_window_of_seven_days_slides() {
        let day = |day: u32| {
            shift(
                &format!("2025-02-{day:02}T08:00"),
                &format!("2025-02-{day:02}T20:00"),
            )
        };
        let relaxed = Limits {
            rest_days_in_7: 0,
            ..HOUSE
        };
        let five = [day(3), day(4), day(5), day(6), day(7)];
        assert_eq!(found(&five, relaxed), []);
        let touching_the_window = shift("2025-02-10T07:00", "2025-02-10T08:01");
        assert_eq!(
            found(&[&five[..], &[touching_the_window]].concat(), relaxed),
            [(Rule::MaxHoursIn7Days, "10 07:00".into())]
        );
        let a_week_after_the_first = shift("2025-02-10T19:00", "2025-02-10T20:00");
        assert_eq!(
            found(&[&five[..], &[a_week_after_the_first]].concat(), relaxed),
            []
        );
    }

    #[test]
    fn seven_days_with_work_lack_a_rest_day() {
        let shifts: Vec<_> = (3..=9)
            .map(|day| {
                shift(
                    &format!("2025-02-{day:02}T08:00"),
                    &format!("2025-02-{day:02}T10:00"),
                )
            })
            .collect();
        assert_eq!(
            found(&shifts, HOUSE),
            [(Rule::RestDaysIn7, "09 08:00".into())]
        );
        assert_eq!(found(&shifts[1..], HOUSE), []);
        assert_eq!(
            found(
                &shifts[..1],
                Limits {
                    rest_days_in_7: 7,
                    ..HOUSE
                }
            )
            .len(),
            1
        );
    }

    proptest! {
        #[test]
        fn one_more_shift_never_lifts_a_finding_but_a_short_rest(
            shifts in any_roster(), start_hour in 0i64..800, hours in 1i64..20,
        ) {
            let before = found(&shifts, HOUSE);
            let start = shift("2025-01-01T00:00", "2025-01-01T01:00").start() + Duration::hours(start_hour);
            let more = LocalShift::new(start, start + Duration::hours(hours)).unwrap();
            let after = found(&[&shifts[..], &[more]].concat(), HOUSE);
            for finding in before {
                // A short rest may become an overlap.
                prop_assert!(finding.0 == Rule::MinRestHours || after.contains(&finding), "{finding:?}");
            }
        }
    }
}
