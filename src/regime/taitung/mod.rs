//! Taitung: promotion of the hospital's administrative contract staff.

pub mod conditions;
pub mod quota;
pub mod ranking;
pub mod recusal;
pub mod score;
pub mod seniority;

use super::Edition;
use super::calendar;

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
pub const EDITION: Edition = Edition {
    name: "衛生福利部臺東醫院約用行政人員陞遷考核要點",
    in_force_from: calendar::day(2015, 1, 22),
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
    #[error("potential_note must say why where potential adds up to more than 21 or less than 5")]
    NoPotentialNote,
    /// The selection is before the service.
    #[error("selection_on must not be before start")]
    SelectionBeforeStart,
    /// A gap is before the service.
    #[error("a gap must not begin before start")]
    GapBeforeStart,
    /// A gap runs backwards.
    #[error("a gap must not have its returned before its left")]
    BackwardGap,
    /// Two gaps overlap.
    #[error("gaps must not overlap")]
    OverlappingGaps,
}
