//! Macau: the nurse career of Law 18/2009.
//!
//! On-call duty, substitution pay and the transitional articles 30 to 36 are not computed, save
//! annex II's points.

pub mod annex_ii;
pub mod exemption;
pub mod grade;
pub mod jury;
pub mod normal;
pub mod pay;
pub mod private_practice;
pub mod promotion;
pub mod rotating;
pub mod shift_allowance;
pub mod step;
pub mod training_release;
pub mod working_time;

use super::calendar;
use super::told::{Tells, Told};
use super::{Edition, Editions};

pub use annex_ii::{AnnexIiGrade, AnnexIiPoints, AnnexIiPointsCase, Course, annex_ii_points};
pub use exemption::{Exemption, ExemptionCase, exemption};
pub use grade::{Appraisal, Grade};
pub use jury::{Juror, Jury, JuryCase, JuryFault, jury};
pub use pay::{PayIndex, PayIndexCase, PayTable, Salary, SalaryCase, pay_index, salary};
pub use private_practice::{PrivatePractice, PrivatePracticeCase, private_practice};
pub use promotion::{Method, Promotion, PromotionCase, PromotionLack, promotion};
pub use shift_allowance::{
    Band, ShiftAllowance, ShiftAllowanceCase, ShiftEarning, shift_allowance,
};
pub use step::{Step, StepCase, StepLack, step};
pub use training_release::{TrainingRelease, TrainingReleaseCase, training_release};
pub use working_time::{
    CitedFinding, Rule, WorkingRegime, WorkingTime, WorkingTimeCase, working_time,
};

/// Law 18/2009 as it was published on 17 August 2009; in force from the day after (art. 40). Laws that
/// came later are not in the text that we follow.
pub const EDITIONS: Editions = Editions {
    before: &[],
    latest: Edition {
        name: "第18/2009號法律 護士職程制度",
        source: "《公報》33/2009，2009年8月17日刊登；第四十條：自公佈翌日起生效",
        in_force_from: calendar::day(2009, 8, 18),
    },
};

/// Which steps an annex has for a grade, beside the one that was given.
fn no_cell(table: PayTable, grade: Grade, step: u32) -> String {
    let (name, word) = (table.as_str(), grade.as_str());
    match pay::steps(table, grade) {
        0 => format!("grade must be grade_one or senior in table {name}, not {word}"),
        last => format!("step must be 1 to {last} for {word} in table {name}, not {step}"),
    }
}

/// The grades that one may be promoted to from another.
fn reached(from: Grade) -> String {
    let reached = Grade::ALL.iter().filter(|to| promotion::leads(from, **to));
    let words: Vec<&str> = reached.map(|to| to.as_str()).collect();
    if words.is_empty() {
        "left out, for nothing is higher".to_owned()
    } else {
        words.join(" or ")
    }
}

/// Why a case has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The annex leaves the cell empty.
    #[error("{}", no_cell(*.table, *.grade, *.step))]
    EmptyCell {
        /// The table asked.
        table: PayTable,
        /// The row asked.
        grade: Grade,
        /// The column asked.
        step: u32,
    },
    /// The grade has fewer steps.
    #[error("step must be 1 to {last} for {}, not {step}", .grade.as_str())]
    NoSuchStep {
        /// The grade asked.
        grade: Grade,
        /// The step asked.
        step: u32,
        /// The grade's last step.
        last: u32,
    },
    /// No promotion leads from the one grade to the other.
    #[error("to must be {} from {}, not {}", reached(*.from), .from.as_str(), .to.as_str())]
    NoSuchPromotion {
        /// The grade held.
        from: Grade,
        /// The grade asked for.
        to: Grade,
    },
    /// A specialist's competition is for one specialty.
    #[error("specialty must be text where competition_grade is specialist, not null")]
    NoSpecialty,
}

impl Tells for Refusal {
    fn told(&self) -> Told {
        match self {
            Self::EmptyCell { table, grade, step } => match pay::steps(*table, *grade) {
                0 => Told::new("no_grade", [&table.as_str(), &grade.as_str()]),
                last => Told::new("step", [&last, &grade.as_str(), step]),
            },
            Self::NoSuchStep { grade, step, last } => {
                Told::new("step", [last, &grade.as_str(), step])
            }
            Self::NoSuchPromotion { from, to } => {
                Told::new("no_promotion", [&from.as_str(), &to.as_str()])
            }
            Self::NoSpecialty => Told::new("no_specialty", []),
        }
    }
}
