//! The states of an engagement, what may be entered on it, and the balance of leave. Pure.

use crate::i18n::Texts;
use crate::regime::{Regime, calendar, kaohsiung};
use crate::rules::Shown;
use crate::text_enum;
use chrono::NaiveDate;

text_enum! {
    /// Where an engagement stands.
    State {
        /// On the reserve list.
        Reserve = "reserve",
        /// On probation.
        Probation = "probation",
        /// Engaged.
        Engaged = "engaged",
        /// Over.
        Ended = "ended",
    }
}

impl State {
    /// Where it may go from here.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Reserve => &[Self::Probation, Self::Engaged, Self::Ended],
            Self::Probation => &[Self::Engaged, Self::Ended],
            Self::Engaged => &[Self::Ended],
            Self::Ended => &[],
        }
    }

    /// Its name in a language.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Reserve => t.engagement_reserve(),
            Self::Probation => t.engagement_probation(),
            Self::Engaged => t.engagement_engaged(),
            Self::Ended => t.engagement_ended(),
        }
    }

    /// What an officer does to bring it here.
    pub(crate) fn act(self, t: &Texts) -> String {
        match self {
            Self::Reserve => t.engagement_reserve(),
            Self::Probation => t.engagement_to_probation(),
            Self::Engaged => t.engagement_to_engaged(),
            Self::Ended => t.engagement_to_ended(),
        }
    }
}

/// The questions that may be entered on an engagement, in the order in which it goes on.
pub fn questions(regime: Regime) -> &'static [&'static str] {
    match regime {
        Regime::Hk => &[],
        Regime::Macau => &[
            "pay_index",
            "salary",
            "exemption",
            "training_release",
            "step",
            "promotion",
            "annex_ii_points",
            "jury",
        ],
        Regime::Lienchiang => &[
            "kinship",
            "reserve",
            "start",
            "pay",
            "probation",
            "appraisal",
        ],
        Regime::Kaohsiung => &[
            "bars",
            "second_job",
            "dates",
            "pay",
            "leave",
            "training_bond",
            "discipline",
            "appraisal",
            "nurse_promotion",
        ],
        Regime::Taitung => &["seniority", "conditions", "score"],
    }
}

/// Whether somebody else than who entered it must confirm it for the committee before it counts.
pub fn needs_committee(question: &str) -> bool {
    matches!(
        question,
        "appraisal"
            | "promotion"
            | "nurse_promotion"
            | "conditions"
            | "score"
            | "discipline"
            | "step"
            | "jury"
    )
}

/// The day in an answer that somebody must not miss; where there are two, the later one.
pub fn due(answer: &Shown) -> Option<NaiveDate> {
    ["last_day", "ends_on", "probation_ends_on", "sign_by"]
        .iter()
        .filter_map(|part| match answer.get(part) {
            Some(Shown::Text(day)) => day.parse().ok(),
            _ => None,
        })
        .max()
}

/// Annual leave of the running year of service (Kaohsiung, point 18).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// Days that the year gives.
    pub days: u32,
    /// Days granted in it.
    pub granted: i64,
    /// Its first day.
    pub since: NaiveDate,
}

impl Balance {
    /// Days that are left.
    pub fn left(&self) -> i64 {
        i64::from(self.days) - self.granted
    }
}

/// Days from one to another, both counted.
pub fn days(first: NaiveDate, last: NaiveDate) -> i64 {
    (last - first).num_days() + 1
}

/// The balance on a day; `None` where the regime computes no annual leave, or before the start.
pub fn balance(
    regime: Regime,
    start: NaiveDate,
    on: NaiveDate,
    granted: &[(NaiveDate, NaiveDate)],
) -> Option<Balance> {
    if regime != Regime::Kaohsiung {
        return None;
    }
    let case = kaohsiung::AnnualLeaveCase { start, on };
    let days_given = kaohsiung::annual_leave(&case).ok()?.days;
    let years = calendar::full_years(start, on);
    let since = calendar::plus_months(start, years * 12).ok()?;
    let next = calendar::plus_months(start, (years + 1) * 12).ok()?;
    let in_year = granted
        .iter()
        .filter(|(first, _)| (since..next).contains(first));
    Some(Balance {
        days: days_given,
        granted: in_year.map(|(first, last)| days(*first, *last)).sum(),
        since,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{ask, sheets};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_question_is_one_of_its_regime() {
        for regime in Regime::ALL {
            let known: Vec<&str> = sheets(*regime).iter().map(|sheet| sheet.name).collect();
            for question in questions(*regime) {
                assert!(known.contains(question), "{regime:?} {question}");
            }
        }
    }

    #[test]
    fn a_date_in_an_answer_is_due() {
        let given = r#"{"reported_on":"2025-01-15","approved_on":"2025-04-20"}"#;
        let answer = ask(Regime::Kaohsiung, "dates", given).unwrap();
        assert_eq!(due(&answer), Some(day("2025-05-04")));
        let answer = ask(Regime::Lienchiang, "kinship", r#"{"relation":"friend"}"#).unwrap();
        assert_eq!(due(&answer), None);
    }

    #[test]
    fn leave_is_counted_within_the_year_of_service() {
        let start = day("2024-03-01");
        let granted = [
            (day("2025-02-27"), day("2025-02-28")),
            (day("2025-03-03"), day("2025-03-05")),
            // Of the year after.
            (day("2026-03-10"), day("2026-03-11")),
        ];
        let on = |on| balance(Regime::Kaohsiung, start, day(on), &granted).unwrap();
        assert_eq!(on("2025-06-01").left(), 7 - 3);
        assert_eq!(on("2026-03-01").left(), 10 - 2);
        assert_eq!(
            balance(Regime::Macau, start, day("2025-06-01"), &granted),
            None
        );
    }

    #[test]
    fn an_end_is_an_end() {
        assert!(State::Ended.next().is_empty());
        assert!(!State::Engaged.next().contains(&State::Reserve));
    }
}
