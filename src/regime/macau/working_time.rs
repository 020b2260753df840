//! Working time under the two working regimes (arts. 20 to 22).

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{normal, rotating};
use crate::regime::Cited;
use crate::regime::finding::in_order;
use crate::regime::roster::Roster;
use crate::regime::shift::to_the_minute;
use crate::regime::word::words;

/// The longest working period of a day, and of a shift: 8 h 30 min (arts. 21(2) and 22(5)).
pub(super) const LONGEST_PERIOD: i64 = 8 * 60 + 30;

/// One nurse's shifts and the working regime they are held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingTimeCase {
    /// The shifts.
    pub shifts: Roster,
    /// The working regime.
    pub regime: WorkingRegime,
    /// The public holidays that matter.
    pub holidays: Vec<NaiveDate>,
    /// The hours that the public administration works in the month, where they are known.
    pub month_hours_due: Option<Decimal>,
}

words! {
    /// How a nurse's work is arranged (art. 20).
    pub enum WorkingRegime {
        /// 正常工作
        Normal = "normal",
        /// 輪值工作
        Rotating = "rotating",
    }
}

words! {
    /// A rule on working time.
    pub enum Rule {
        /// More than 36 hours in a week.
        WeeklyHours = "weekly_hours",
        /// More than 8 h 30 min in shifts that start on one day.
        DailyPeriod = "daily_period",
        /// Work before 08:00 or after 20:00.
        Outside0820 = "outside_08_20",
        /// Work on a Saturday, Sunday or public holiday: overtime, not a bar.
        OvertimeDay = "overtime_day",
        /// Not the hours that are due in the month.
        MonthHours = "month_hours",
        /// Fewer than two days without work in a week.
        WeeklyRest = "weekly_rest",
        /// No free Saturday or Sunday in four weeks.
        WeekendRest = "weekend_rest",
        /// A shift of more than 8 h 30 min.
        ShiftLength = "shift_length",
        /// More than twelve hours of work back to back.
        ConsecutiveHours = "consecutive_hours",
        /// Another kind of shift without a day of rest before it.
        ShiftChange = "shift_change",
    }
}

impl Rule {
    /// Where the rule stands.
    #[must_use]
    pub const fn article(self) -> &'static str {
        match self {
            Self::WeeklyHours => "第二十一條第一款",
            Self::DailyPeriod | Self::Outside0820 => "第二十一條第二款",
            Self::OvertimeDay => "第二十一條第三款",
            Self::MonthHours => "第二十二條第一款",
            Self::WeeklyRest | Self::WeekendRest => "第二十二條第三款",
            Self::ShiftLength => "第二十二條第五款",
            Self::ConsecutiveHours => "第二十二條第六款",
            Self::ShiftChange => "第二十二條第七款",
        }
    }
}

/// What breaks the rules; nothing found is permission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorkingTime {
    /// In order of time, then of the rule's name.
    pub findings: Vec<CitedFinding>,
}

/// A rule that is broken, with its own article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CitedFinding {
    /// The rule.
    pub rule: Rule,
    /// Where it stands.
    pub article: &'static str,
    /// The start of the shift, day or week concerned.
    #[serde(serialize_with = "to_the_minute")]
    pub at: NaiveDateTime,
}

impl Cited for WorkingTime {
    const ARTICLES: &'static [&'static str] = &["第二十一條", "第二十二條"];
}

/// Holds the shifts against the rules of the working regime.
#[must_use]
pub fn working_time(case: &WorkingTimeCase) -> WorkingTime {
    let findings = match case.regime {
        WorkingRegime::Normal => normal::findings(&case.shifts, &case.holidays),
        WorkingRegime::Rotating => rotating::findings(&case.shifts, case.month_hours_due),
    };
    let findings = in_order(findings)
        .into_iter()
        .map(|found| CitedFinding {
            rule: found.rule,
            article: found.rule.article(),
            at: found.at,
        })
        .collect();
    WorkingTime { findings }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regime::roster::tests::any_roster;
    use crate::regime::shift::LocalShift;

    /// The rules found, with the day and time of each.
    pub(in crate::regime::macau) fn found(
        regime: WorkingRegime,
        shifts: Roster,
        holidays: &[NaiveDate],
    ) -> Vec<(Rule, String)> {
        let case = WorkingTimeCase {
            shifts,
            regime,
            holidays: holidays.to_vec(),
            month_hours_due: None,
        };
        working_time(&case)
            .findings
            .iter()
            .map(|finding| (finding.rule, finding.at.format("%d %H:%M").to_string()))
            .collect()
    }

    /// Whether one more shift can never lift a finding of this rule.
    fn only_grows(rule: Rule) -> bool {
        match rule {
            // A shift between two may part them.
            Rule::ShiftChange | Rule::MonthHours => false,
            // A shift before or between may move the place of the finding.
            Rule::ConsecutiveHours | Rule::DailyPeriod => false,
            Rule::WeeklyHours
            | Rule::Outside0820
            | Rule::OvertimeDay
            | Rule::WeeklyRest
            | Rule::WeekendRest
            | Rule::ShiftLength => true,
        }
    }

    proptest! {
        #[test]
        fn one_more_shift_lifts_no_finding_of_a_rule_that_only_adds_up(
            shifts in any_roster(), left_out in any::<prop::sample::Index>(), rotating in any::<bool>(),
        ) {
            prop_assume!(!shifts.is_empty());
            let regime = if rotating { WorkingRegime::Rotating } else { WorkingRegime::Normal };
            let left_out = left_out.index(shifts.len());
            let fewer: Vec<LocalShift> = shifts
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != left_out)
                .map(|(_, shift)| *shift)
                .collect();
            let after = found(regime, Roster::new(&shifts).unwrap(), &[]);
            for finding in found(regime, Roster::new(&fewer).unwrap(), &[]) {
                prop_assert!(!only_grows(finding.0) || after.contains(&finding), "{finding:?}");
            }
        }
    }
}
