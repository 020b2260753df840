//! Normal work (art. 21).

use chrono::{Duration, NaiveDate};

use super::shift_allowance::is_day_off;
use super::working_time::{LONGEST_PERIOD, Rule};
use crate::regime::finding::Finding;
use crate::regime::roster::Roster;
use crate::regime::shift::{LocalShift, midnight};

/// The hours of a week (art. 21(1)), in minutes.
const WEEKLY_MINUTES: i64 = 36 * 60;

/// The hours of the day between which normal work lies (art. 21(2)).
const DAY_HOURS: (i64, i64) = (8, 20);

/// What breaks the rules of normal work, in no order.
pub(super) fn findings(roster: &Roster, holidays: &[NaiveDate]) -> Vec<Finding<Rule>> {
    let weekly = roster
        .weeks()
        .filter(|week| week.minutes > WEEKLY_MINUTES)
        .map(|week| Finding {
            rule: Rule::WeeklyHours,
            at: midnight(week.monday),
        });
    let daily = roster
        .days()
        .filter(|day| day.minutes > LONGEST_PERIOD)
        .map(|day| Finding {
            rule: Rule::DailyPeriod,
            at: day.first_start,
        });
    let outside = shifts_that(roster, Rule::Outside0820, |shift| {
        !lies_within_the_day(shift)
    });
    let overtime = shifts_that(roster, Rule::OvertimeDay, |shift| {
        shift.days().any(|day| is_day_off(day, holidays))
    });
    weekly.chain(daily).chain(outside).chain(overtime).collect()
}

/// One finding for each shift that breaks the rule.
fn shifts_that(
    roster: &Roster,
    rule: Rule,
    breaks_it: impl Fn(&LocalShift) -> bool,
) -> impl Iterator<Item = Finding<Rule>> {
    roster
        .shifts()
        .iter()
        .filter(move |shift| breaks_it(shift))
        .map(move |shift| Finding {
            rule,
            at: shift.start(),
        })
}

/// The whole shift lies between 08:00 and 20:00 of one day.
fn lies_within_the_day(shift: &LocalShift) -> bool {
    let (from, to) = DAY_HOURS;
    let at = |hour| midnight(shift.first_day()) + Duration::hours(hour);
    at(from) <= shift.start() && shift.end() <= at(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regime::calendar::day;
    use crate::regime::macau::WorkingRegime;
    use crate::regime::macau::working_time::tests::found;
    use crate::regime::roster::tests::roster;

    #[test]
    fn the_day_runs_from_eight_to_eight() {
        let rules = |start, end| {
            let all = found(WorkingRegime::Normal, roster(&[(start, end)]), &[]);
            all.into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
        };
        assert_eq!(rules("2025-06-02T08:00", "2025-06-02T16:30"), []);
        assert_eq!(rules("2025-06-02T11:30", "2025-06-02T20:00"), []);
        assert_eq!(
            rules("2025-06-02T07:59", "2025-06-02T16:00"),
            [Rule::Outside0820]
        );
        assert_eq!(
            rules("2025-06-02T16:00", "2025-06-02T20:01"),
            [Rule::Outside0820]
        );
        assert_eq!(
            rules("2025-06-02T08:00", "2025-06-02T16:31"),
            [Rule::DailyPeriod]
        );
        assert_eq!(
            rules("2025-06-06T20:00", "2025-06-07T00:00"),
            [Rule::Outside0820]
        );
        assert_eq!(
            rules("2025-06-06T20:00", "2025-06-07T00:01"),
            [Rule::Outside0820, Rule::OvertimeDay]
        );
    }

    #[test]
    fn a_week_has_36_hours_and_a_shift_belongs_to_the_day_it_starts() {
        let days = ["02", "03", "04", "05"].map(|day| {
            (
                format!("2025-06-{day}T08:00"),
                format!("2025-06-{day}T16:30"),
            )
        });
        let mut times: Vec<_> = days
            .iter()
            .map(|(start, end)| (start.as_str(), end.as_str()))
            .collect();
        times.push(("2025-06-06T08:00", "2025-06-06T10:00"));
        assert_eq!(found(WorkingRegime::Normal, roster(&times), &[]), []);
        times.push(("2025-06-06T11:00", "2025-06-06T11:01"));
        assert_eq!(
            found(WorkingRegime::Normal, roster(&times), &[]),
            [(Rule::WeeklyHours, "02 00:00".to_owned())]
        );
    }

    #[test]
    fn work_on_a_holiday_is_overtime() {
        let monday = roster(&[("2025-06-09T09:00", "2025-06-09T10:00")]);
        assert_eq!(
            found(WorkingRegime::Normal, monday, &[day(2025, 6, 9)]),
            [(Rule::OvertimeDay, "09 09:00".to_owned())]
        );
    }
}
