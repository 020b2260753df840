//! Kaohsiung: contract staff of the municipal hospitals.

pub mod annual_leave;
pub mod appraisal;
pub mod bars;
pub mod dates;
pub mod discipline;
pub mod leave;
pub mod nurse_promotion;
pub mod pay;
pub mod second_job;
pub mod training_bond;

use super::calendar;
use super::told::{Tells, Told};
use super::{Edition, Editions};
use chrono::NaiveDate;

pub use annual_leave::{AnnualLeave, AnnualLeaveCase, annual_leave};
pub use appraisal::{
    Appraisal, AppraisalCase, AppraisalGrade, AppraisalQuota, AppraisalQuotaCase, CCondition,
    Limit, Outcome, appraisal, appraisal_quota,
};
pub use bars::{Bars, BarsCase, Declaration, bars};
pub use dates::{Dates, DatesCase, dates};
pub use discipline::{Discipline, DisciplineCase, discipline};
pub use leave::{Leave, LeaveCase, LeavePay, LeaveType, Relation, leave};
pub use nurse_promotion::{
    Certificate, Hospital, NursePromotion, NursePromotionCase, PromotionLack, Track,
    nurse_promotion,
};
pub use pay::{
    Category, Hourly, HourlyCase, Pay, PayCase, ResponsibilityPosts, ResponsibilityPostsCase,
    hourly, pay, responsibility_posts,
};
pub use second_job::{PayBasis, SecondJob, SecondJobCase, second_job};
pub use training_bond::{TrainingBond, TrainingBondCase, training_bond};

/// The edition of 29 October 2024 (高市衛醫字第11342293500號函).
pub const EDITIONS: Editions = Editions {
    before: &[],
    latest: Edition {
        name: "高雄市政府衛生局所屬市立醫院醫務契約人員管理要點",
        source: "113年10月29日高市衛醫字第11342293500號函修正",
        in_force_from: calendar::day(2024, 10, 29),
    },
};

/// Why a case has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Service cannot be counted before it starts.
    #[error("on must be start, {start}, or later, not {on}")]
    BeforeStart {
        /// The day asked for.
        on: NaiveDate,
        /// The first day of service.
        start: NaiveDate,
    },
    /// A kind of leave needs a field that was not given.
    #[error("{field} must be {allowed} for {} leave, not null", .leave.as_str())]
    Needs {
        /// The leave.
        leave: LeaveType,
        /// The field.
        field: &'static str,
        /// What it may be.
        allowed: &'static str,
    },
    /// The category has no such level.
    #[error("level must be {least} to {most} for {}, not {given}", .category.as_str())]
    Level {
        /// The category.
        category: Category,
        /// Its lowest level.
        least: u32,
        /// Its highest level.
        most: u32,
        /// What was given.
        given: u32,
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
            Self::BeforeStart { on, start } => Told::not_before("on", "start", *start, *on),
            Self::Needs { leave, field, .. } => Told::new("needs", [field, &leave.as_str()]),
            Self::Level {
                category,
                least,
                most,
                given,
            } => Told::new("level", [least, most, &category.as_str(), given]),
            Self::TooLate { field, given } => Told::new("too_late", [field, given]),
        }
    }
}
