//! Taitung: promotion of the hospital's administrative contract staff.

pub mod conditions;
pub mod quota;
pub mod ranking;
pub mod recusal;
pub mod score;
pub mod seniority;

use super::calendar;
use super::told::{Tells, Told};
use super::{Edition, Editions};
use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use conditions::{Conditions, ConditionsCase, Lack, YearGrade, conditions};
pub use quota::{Quota, QuotaCase, quota};
pub use ranking::{Candidate, Ranking, RankingCase, Total, ranking};
pub use recusal::{PanelMember, Recusal, RecusalCase, recusal};
pub use score::{
    English, Score, ScoreCase, ScoredEducation, ScoredSeniority, YearAppraisal, potential, score,
};
pub use seniority::{Gap, Seniority, SeniorityCase, seniority};

use super::word::words;

/// The edition of 22 January 2015.
pub const EDITIONS: Editions = Editions {
    before: &[],
    latest: Edition {
        name: "衛生福利部臺東醫院約用行政人員陞遷考核要點",
        source: "104年1月22日修訂",
        in_force_from: calendar::day(2015, 1, 22),
    },
};

words! {
    /// A post that one is promoted to.
    pub enum Post {
        /// 初級專員
        JuniorOfficer = "junior_officer",
        /// 中級專員
        Officer = "officer",
        /// 高級專員
        SeniorOfficer = "senior_officer",
    }
}

/// Why a case has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Very high or low potential is to be explained.
    #[error(
        "potential_note must say why potential adds up to more than 21 or less than 5, namely {sum}, not \"\""
    )]
    NoPotentialNote {
        /// What the five marks add up to.
        sum: Decimal,
    },
    /// The selection is before the service.
    #[error("selection_on must be start, {start}, or later, not {selection_on}")]
    SelectionBeforeStart {
        /// The day of the selection.
        selection_on: NaiveDate,
        /// The first day of service.
        start: NaiveDate,
    },
    /// A gap is before the service.
    #[error("gaps[{place}].left must be start, {start}, or later, not {left}")]
    GapBeforeStart {
        /// Which gap, counted from 0.
        place: usize,
        /// Its first day.
        left: NaiveDate,
        /// The first day of service.
        start: NaiveDate,
    },
    /// A gap runs backwards.
    #[error("gaps[{place}].returned must be its left, {left}, or later, not {returned}")]
    BackwardGap {
        /// Which gap, counted from 0.
        place: usize,
        /// Its first day.
        left: NaiveDate,
        /// The day before which it ends.
        returned: NaiveDate,
    },
    /// Two gaps overlap.
    #[error("gaps must not overlap: one begins on {left}, before another ends on {returned}")]
    OverlappingGaps {
        /// When the later one begins.
        left: NaiveDate,
        /// When the earlier one ends.
        returned: NaiveDate,
    },
}

impl Tells for Refusal {
    fn told(&self) -> Told {
        match self {
            Self::NoPotentialNote { sum } => Told::new("potential_note", [sum]),
            Self::SelectionBeforeStart {
                selection_on,
                start,
            } => Told::not_before("selection_on", "start", *start, *selection_on),
            Self::GapBeforeStart { left, start, .. } => {
                Told::not_before("left", "start", *start, *left)
            }
            Self::BackwardGap { left, returned, .. } => {
                Told::not_before("returned", "left", *left, *returned)
            }
            Self::OverlappingGaps { left, returned } => Told::new("gaps", [left, returned]),
        }
    }
}
