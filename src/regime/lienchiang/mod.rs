//! Lienchiang: contract staff of the county's medical and long-term care institutions.
//!
//! Awards and penalties (第十三點) have no arithmetic of their own and are not computed.

pub mod appraisal;
pub mod kinship;
pub mod pay;
pub mod probation;
pub mod reserve;
pub mod start;
pub mod working_time;

use rust_decimal::Decimal;

use super::calendar;
use super::told::{Tells, Told};
use super::{Edition, Editions};
use chrono::NaiveDate;

pub use appraisal::{
    Appraisal, AppraisalCase, AppraisalGrade, AppraisalKind, Half, Renewal, appraisal,
};
pub use kinship::{Kinship, KinshipCase, KinshipKind, Relation, kinship};
pub use pay::{Pay, PayCase, pay};
pub use probation::{Probation, ProbationCase, probation};
pub use reserve::{Reserve, ReserveCase, reserve};
pub use start::{Post, Start, StartCase, start};
pub use working_time::{
    AllowedFinding, Rule, Rule as WorkingRule, WorkingTime, WorkingTimeCase, working_time,
};

/// The edition of 20 May 2025 (府授衛字第1140022195號函), whose annex 2 holds from 1 January 2025.
pub const EDITIONS: Editions = Editions {
    before: &[],
    latest: Edition {
        name: "連江縣衛生局所屬醫療暨長期照顧機構約用人員進用及管理要點",
        source: "114年5月20日府授衛字第1140022195號函修正附表二，附表二自114年1月1日起實施",
        in_force_from: calendar::day(2025, 1, 1),
    },
};

/// Why a case has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The value of a point is outside annex 2's limits.
    #[error("point_value must be 60 to {most}, not {given}")]
    PointValue {
        /// What was given.
        given: Decimal,
        /// The limit that holds.
        most: u32,
    },
    /// The allowance passes annex 2's limit for the grade.
    #[error("technical_allowance must be at most {most} for grade {grade}, not {given}")]
    TechnicalAllowance {
        /// What was given.
        given: u32,
        /// The limit that holds.
        most: u32,
        /// The pay grade.
        grade: u32,
    },
    /// Nothing can be appraised.
    #[error(
        "h1 or h2 must be a list of twenty marks where months_in_service is {months}; both are null"
    )]
    NoHalf {
        /// The months of service.
        months: Decimal,
    },
    /// A day of the answer cannot be written.
    #[error(
        "{field} must be early enough that the answer ends on 9999-12-31 or before, not {given}"
    )]
    TooLate {
        /// The field that it is counted from.
        field: &'static str,
        /// The day given.
        given: NaiveDate,
    },
}

impl Tells for Refusal {
    fn told(&self) -> Told {
        match self {
            Self::PointValue { given, most } => Told::new("point_value", [most, given]),
            Self::TechnicalAllowance { given, most, grade } => {
                Told::new("technical_allowance", [most, grade, given])
            }
            Self::NoHalf { months } => Told::new("no_half", [months]),
            Self::TooLate { field, given } => Told::new("too_late", [field, given]),
        }
    }
}
