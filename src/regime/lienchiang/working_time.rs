//! Working time (第七點).

use chrono::NaiveDateTime;
use serde::Serialize;

use crate::regime::Cited;
use crate::regime::finding::{Finding, in_order};
use crate::regime::roster::Roster;
use crate::regime::shift::{midnight, to_the_minute};
use crate::regime::word::words;

/// The hours of a day, in minutes.
const DAILY_MINUTES: i64 = 8 * 60;

/// The hours of a week, in minutes.
const WEEKLY_MINUTES: i64 = 40 * 60;

/// One person's shifts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingTimeCase {
    /// The shifts.
    pub shifts: Roster,
    /// The labour-management meeting agreed to longer hours (經勞資會議同意).
    pub agreed_extension: bool,
}

words! {
    /// A rule on working time.
    pub enum Rule {
        /// More than 8 hours in shifts that start on one day.
        DailyHours = "daily_hours",
        /// More than 40 hours in shifts that start in one week.
        WeeklyHours = "weekly_hours",
    }
}

/// What passes the normal hours; nothing found is permission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorkingTime {
    /// In order of time, then of the rule's name.
    pub findings: Vec<AllowedFinding>,
}

/// A rule that is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AllowedFinding {
    /// The rule.
    pub rule: Rule,
    /// The start of the day's first shift, or of the week.
    #[serde(serialize_with = "to_the_minute")]
    pub at: NaiveDateTime,
    /// The longer hours were agreed.
    pub allowed: bool,
}

impl Cited for WorkingTime {
    const ARTICLES: &'static [&'static str] = &["第七點"];
}

/// Holds the shifts against the normal hours. A shift belongs to the day on which it starts.
#[must_use]
pub fn working_time(case: &WorkingTimeCase) -> WorkingTime {
    let daily = case
        .shifts
        .days()
        .filter(|day| day.minutes > DAILY_MINUTES)
        .map(|day| Finding {
            rule: Rule::DailyHours,
            at: day.first_start,
        });
    let weekly = case
        .shifts
        .weeks()
        .filter(|week| week.minutes > WEEKLY_MINUTES)
        .map(|week| Finding {
            rule: Rule::WeeklyHours,
            at: midnight(week.monday),
        });
    let allowed = case.agreed_extension;
    let findings = in_order(daily.chain(weekly).collect())
        .into_iter()
        .map(|Finding { rule, at }| AllowedFinding { rule, at, allowed })
        .collect();
    WorkingTime { findings }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regime::roster::tests::roster;

    fn found(times: &[(&str, &str)]) -> Vec<(Rule, String)> {
        working_time(&WorkingTimeCase {
            shifts: roster(times),
            agreed_extension: false,
        })
        .findings
        .iter()
        .map(|finding| (finding.rule, finding.at.format("%d %H:%M").to_string()))
        .collect()
    }

    #[test]
    fn eight_hours_a_day_are_normal() {
        assert_eq!(
            found(&[
                ("2025-02-03T22:00", "2025-02-04T06:00"),
                ("2025-02-04T08:00", "2025-02-04T16:00")
            ]),
            []
        );
        assert_eq!(
            found(&[("2025-02-03T08:00", "2025-02-03T16:01")]),
            [(Rule::DailyHours, "03 08:00".to_owned())]
        );
    }

    #[test]
    fn on_a_monday_midnight_the_day_comes_before_the_week() {
        assert_eq!(
            found(&[("2025-02-03T00:00", "2025-02-04T16:01")]),
            [
                (Rule::DailyHours, "03 00:00".to_owned()),
                (Rule::WeeklyHours, "03 00:00".to_owned())
            ]
        );
    }

    #[test]
    fn a_shift_from_sunday_into_monday_is_of_the_old_week() {
        let week = [
            ("2025-02-03T08:00", "2025-02-03T16:00"),
            ("2025-02-04T08:00", "2025-02-04T16:00"),
            ("2025-02-05T08:00", "2025-02-05T16:00"),
            ("2025-02-06T08:00", "2025-02-06T16:00"),
            ("2025-02-09T22:00", "2025-02-10T06:00"),
        ];
        assert_eq!(found(&week), []);
        let one_more = [&week[..], &[("2025-02-07T08:00", "2025-02-07T08:01")]].concat();
        assert_eq!(
            found(&one_more),
            [(Rule::WeeklyHours, "03 00:00".to_owned())]
        );
    }
}
