//! Advancing a step within a grade (art. 12).

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Appraisal, Grade, Refusal};
use crate::regime::Cited;
use crate::regime::listed::listed;
use crate::regime::within::Within;
use crate::regime::word::words;

/// A nurse at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepCase {
    /// The grade held.
    pub grade: Grade,
    /// The step held.
    pub step: Within<1, 5>,
    /// Years served in the step.
    pub years_in_step: Decimal,
    /// The mark of the appraisal.
    pub appraisal: Appraisal,
}

words! {
    /// What stands in the way of a step.
    pub enum StepLack {
        /// Too few years in the step.
        Years = "years",
        /// The appraisal is below satisfactory.
        Appraisal = "appraisal",
        /// The grade has no further step.
        LastStep = "last_step",
    }
}

/// The next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// It may be taken.
    pub may_advance: bool,
    /// Which it is, whether or not it may be taken; none at the last.
    pub to_step: Option<u32>,
    /// What stands in the way.
    pub missing: Vec<StepLack>,
}

impl Cited for Step {
    const ARTICLES: &'static [&'static str] = &["第十二條"];
}

/// Whether the next step may be taken.
///
/// # Errors
/// Where the grade has no such step as the one held.
pub fn step(case: &StepCase) -> Result<Step, Refusal> {
    let (held, last) = (case.step.get(), last_step(case.grade));
    if held > last {
        return Err(Refusal::NoSuchStep {
            grade: case.grade,
            step: held,
            last,
        });
    }
    if held == last {
        return Ok(Step {
            may_advance: false,
            to_step: None,
            missing: vec![StepLack::LastStep],
        });
    }
    let next = held + 1;
    let years = Decimal::from(years_before(case.grade, next));
    let missing = listed([
        (case.years_in_step < years, StepLack::Years),
        (
            case.appraisal < Appraisal::Satisfactory,
            StepLack::Appraisal,
        ),
    ]);
    Ok(Step {
        may_advance: missing.is_empty(),
        to_step: Some(next),
        missing,
    })
}

/// The last step of a grade (annexes I and III).
const fn last_step(grade: Grade) -> u32 {
    match grade {
        Grade::GradeOne => 5,
        Grade::Senior
        | Grade::Specialist
        | Grade::SeniorSpecialist
        | Grade::Head
        | Grade::Supervisor => 4,
    }
}

/// The years to serve before this step: two, but three and four for grade one's fourth and fifth.
const fn years_before(grade: Grade, step: u32) -> u32 {
    match (grade, step) {
        (Grade::GradeOne, 4) => 3,
        (Grade::GradeOne, 5) => 4,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(grade: Grade, held: u32, years: u32, appraisal: Appraisal) -> Result<Step, Refusal> {
        let held = Within::new(held).unwrap();
        step(&StepCase {
            grade,
            step: held,
            years_in_step: years.into(),
            appraisal,
        })
    }

    #[test]
    fn grade_one_waits_longer_for_its_last_steps() {
        let may = |grade, held, years| {
            asked(grade, held, years, Appraisal::Satisfactory)
                .unwrap()
                .may_advance
        };
        for (held, years) in [(1, 2), (2, 2), (3, 3), (4, 4)] {
            assert!(may(Grade::GradeOne, held, years) && !may(Grade::GradeOne, held, years - 1));
        }
        assert!(may(Grade::Senior, 3, 2));
    }

    #[test]
    fn the_last_step_is_missing_alone() {
        let last = asked(Grade::Head, 4, 0, Appraisal::Unsatisfactory).unwrap();
        assert_eq!(
            (last.may_advance, last.to_step, last.missing),
            (false, None, vec![StepLack::LastStep])
        );
        assert!(asked(Grade::Head, 5, 9, Appraisal::Excellent).is_err());
    }
}
