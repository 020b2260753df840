//! Work in shifts (art. 22).

use chrono::{Days, NaiveDate, Timelike};
use rust_decimal::Decimal;

use super::working_time::{LONGEST_PERIOD, Rule};
use crate::regime::calendar::monday_of;
use crate::regime::finding::Finding;
use crate::regime::roster::Roster;
use crate::regime::shift::{LocalShift, midnight};
use crate::regime::worked_days::WorkedDays;

/// The most work back to back (art. 22(6)), in minutes.
const LONGEST_RUN: i64 = 12 * 60;

/// The days of rest in a week (art. 22(3)).
const WEEKLY_REST_DAYS: i64 = 2;

/// The weeks among which one has a free Saturday or Sunday (art. 22(3)).
const WEEKEND_WEEKS: usize = 4;

/// When a shift starts, which makes its kind (the interpretation of 值班時間 in art. 22(7)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Morning,
    Afternoon,
    Night,
}

impl Kind {
    fn of(shift: &LocalShift) -> Self {
        match shift.start().hour() {
            4..12 => Self::Morning,
            12..20 => Self::Afternoon,
            _ => Self::Night,
        }
    }
}

/// What breaks the rules of work in shifts, in no order.
pub(super) fn findings(roster: &Roster, month_hours_due: Option<Decimal>) -> Vec<Finding<Rule>> {
    let too_long = roster
        .shifts()
        .iter()
        .filter(|shift| shift.minutes() > LONGEST_PERIOD)
        .map(|shift| Finding {
            rule: Rule::ShiftLength,
            at: shift.start(),
        });
    let runs = roster
        .back_to_back()
        .filter_map(passes_twelve_hours)
        .map(|shift| Finding {
            rule: Rule::ConsecutiveHours,
            at: shift.start(),
        });
    too_long
        .chain(runs)
        .chain(month_hours(roster, month_hours_due))
        .chain(rest(roster))
        .chain(shift_changes(roster))
        .collect()
}

/// The shifts together last neither more nor less than the hours that are due.
fn month_hours(roster: &Roster, due: Option<Decimal>) -> Option<Finding<Rule>> {
    let worked = Decimal::from(roster.minutes());
    let differs = worked != due? * Decimal::from(60);
    let first = roster.first().filter(|_| differs)?;
    Some(Finding {
        rule: Rule::MonthHours,
        at: first.start(),
    })
}

/// The shift of a run in which its work first passes twelve hours.
fn passes_twelve_hours(run: &[LocalShift]) -> Option<&LocalShift> {
    let mut minutes = 0;
    run.iter().find(|shift| {
        minutes += shift.minutes();
        minutes > LONGEST_RUN
    })
}

/// Weeks with too few days of rest, and four weeks in a row without a free Saturday or Sunday.
fn rest(roster: &Roster) -> Vec<Finding<Rule>> {
    let days = WorkedDays::of(roster.shifts());
    let mondays: Vec<NaiveDate> = mondays(roster).collect();
    let free = |monday: NaiveDate, from: u64| {
        days.free_between(monday + Days::new(from), monday + Days::new(6))
    };
    let weekly = mondays
        .iter()
        .filter(|monday| free(**monday, 0) < WEEKLY_REST_DAYS)
        .map(|monday| Finding {
            rule: Rule::WeeklyRest,
            at: midnight(*monday),
        });
    let weekend = mondays
        .windows(WEEKEND_WEEKS)
        .filter(|four| four.iter().all(|monday| free(*monday, 5) == 0))
        .filter_map(<[NaiveDate]>::first)
        .map(|monday| Finding {
            rule: Rule::WeekendRest,
            at: midnight(*monday),
        });
    weekly.chain(weekend).collect()
}

/// The Mondays of the weeks from the first shift's to that of the last day of work.
fn mondays(roster: &Roster) -> impl Iterator<Item = NaiveDate> {
    let span = roster.first().zip(roster.last());
    span.into_iter().flat_map(|(first, last)| {
        let last_day = last.last_day();
        monday_of(first.first_day())
            .iter_weeks()
            .take_while(move |monday| *monday <= last_day)
    })
}

/// Shifts of another kind than the one before, without a calendar day free of work between them.
fn shift_changes(roster: &Roster) -> impl Iterator<Item = Finding<Rule>> {
    let shifts = roster.shifts();
    shifts
        .iter()
        .zip(shifts.iter().skip(1))
        .filter(|(earlier, later)| {
            let free_day_between = (later.first_day() - earlier.last_day()).num_days() > 1;
            Kind::of(earlier) != Kind::of(later) && !free_day_between
        })
        .map(|(_, later)| Finding {
            rule: Rule::ShiftChange,
            at: later.start(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regime::macau::working_time::tests::found;
    use crate::regime::macau::{WorkingRegime, WorkingTimeCase, working_time};
    use crate::regime::roster::tests::roster;

    fn rules(times: &[(&str, &str)]) -> Vec<(Rule, String)> {
        found(WorkingRegime::Rotating, roster(times), &[])
    }

    /// Mornings of four hours on these days of June 2025, which begins on a Sunday.
    fn mornings(days: impl IntoIterator<Item = u32>) -> Vec<(Rule, String)> {
        let times: Vec<_> = days
            .into_iter()
            .map(|day| {
                (
                    format!("2025-06-{day:02}T08:00"),
                    format!("2025-06-{day:02}T12:00"),
                )
            })
            .collect();
        let times: Vec<_> = times
            .iter()
            .map(|(start, end)| (start.as_str(), end.as_str()))
            .collect();
        rules(&times)
    }

    #[test]
    fn a_run_is_found_once_in_the_shift_that_passes_twelve_hours() {
        let run = [
            ("2025-06-02T04:00", "2025-06-02T08:00"),
            ("2025-06-02T08:00", "2025-06-02T11:59"),
            ("2025-06-02T11:59", "2025-06-02T16:01"),
            ("2025-06-02T16:01", "2025-06-02T18:00"),
        ];
        let consecutive: Vec<_> = rules(&run)
            .into_iter()
            .filter(|(rule, _)| *rule == Rule::ConsecutiveHours)
            .collect();
        assert_eq!(
            consecutive,
            [(Rule::ConsecutiveHours, "02 11:59".to_owned())]
        );
        let twelve = [
            ("2025-06-02T04:00", "2025-06-02T12:00"),
            ("2025-06-02T12:01", "2025-06-02T16:02"),
        ];
        assert!(
            rules(&twelve)
                .iter()
                .all(|(rule, _)| *rule != Rule::ConsecutiveHours)
        );
    }

    #[test]
    fn one_shift_can_pass_twelve_hours_alone() {
        assert_eq!(
            rules(&[("2025-06-02T04:00", "2025-06-02T16:01")]),
            [
                (Rule::ConsecutiveHours, "02 04:00".to_owned()),
                (Rule::ShiftLength, "02 04:00".to_owned())
            ]
        );
    }

    #[test]
    fn the_kind_changes_at_four_noon_and_eight() {
        let changes = |first: &str, second: &str| {
            let times = [
                (format!("2025-06-02T{first}"), "2025-06-02T23:59".to_owned()),
                (
                    format!("2025-06-03T{second}"),
                    "2025-06-03T23:59".to_owned(),
                ),
            ];
            let times = times
                .each_ref()
                .map(|(start, end)| (start.as_str(), end.as_str()));
            rules(&times)
                .iter()
                .any(|(rule, _)| *rule == Rule::ShiftChange)
        };
        assert!(!changes("04:00", "11:59"));
        assert!(changes("11:59", "12:00"));
        assert!(!changes("12:00", "19:59"));
        assert!(changes("19:59", "20:00"));
        assert!(!changes("20:00", "03:59"));
        assert!(changes("03:59", "04:00"));
    }

    #[test]
    fn a_day_of_rest_lies_between_two_kinds() {
        let night = ("2025-06-02T20:00", "2025-06-03T00:00");
        assert_eq!(
            rules(&[night, ("2025-06-04T08:00", "2025-06-04T12:00")]),
            []
        );
        assert_eq!(
            rules(&[night, ("2025-06-03T08:00", "2025-06-03T12:00")]).len(),
            1
        );
        let past_midnight = ("2025-06-02T20:00", "2025-06-03T00:01");
        assert_eq!(
            rules(&[past_midnight, ("2025-06-04T08:00", "2025-06-04T12:00")]).len(),
            1
        );
    }

    #[test]
    fn a_week_has_two_days_of_rest() {
        assert_eq!(mornings(2..=6), []);
        assert_eq!(mornings(2..=7), [(Rule::WeeklyRest, "02 00:00".to_owned())]);
        assert_eq!(mornings([1, 2, 3, 4, 5, 6]), []);
    }

    #[test]
    fn four_weeks_have_a_free_saturday_or_sunday() {
        let weekends = [7, 8, 14, 15, 21, 22, 28, 29];
        assert_eq!(
            mornings(weekends),
            [(Rule::WeekendRest, "02 00:00".to_owned())]
        );
        assert_eq!(mornings(weekends[..6].iter().copied()), []);
        assert_eq!(mornings(weekends[1..].iter().copied()), []);
        // With no shift in the first of the four weeks they are not spanned.
        assert_eq!(mornings(weekends[2..].iter().copied()), []);
    }

    #[test]
    fn the_hours_due_are_met_exactly() {
        let case = |due: &str| WorkingTimeCase {
            shifts: roster(&[("2025-06-02T08:00", "2025-06-02T15:30")]),
            regime: WorkingRegime::Rotating,
            holidays: vec![],
            month_hours_due: crate::regime::exact::parse(due),
        };
        assert_eq!(working_time(&case("7.50")).findings, []);
        assert_eq!(working_time(&case("7.49")).findings.len(), 1);
    }
}
