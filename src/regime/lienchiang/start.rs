//! The grade and step at which a post starts (第六點, 附表一).

use rust_decimal::Decimal;
use serde::Serialize;

use crate::regime::Cited;
use crate::regime::education::Education;
use crate::regime::word::words;

/// A candidate for a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartCase {
    /// The post.
    pub post: Post,
    /// The candidate's education.
    pub education: Education,
    /// Months of training in the work.
    pub training_months: Decimal,
    /// Months of experience in the work.
    pub experience_months: Decimal,
    /// The candidate holds the licence that the post speaks of.
    pub licence: bool,
    /// The candidate is skilled in the work (相關工作專長).
    pub skill: bool,
}

words! {
    /// A post of annex 1.
    pub enum Post {
        /// 約用高級醫事技師
        SeniorMedicalTechnologist = "senior_medical_technologist",
        /// 約用醫事技師
        MedicalTechnologist = "medical_technologist",
        /// 約用實習醫師
        InternPhysician = "intern_physician",
        /// 約用檢查員
        Inspector = "inspector",
        /// 約用護士
        Nurse = "nurse",
        /// 約用高級技術員
        SeniorTechnician = "senior_technician",
        /// 約用中級技術員
        Technician = "technician",
        /// 約用初級技術員
        JuniorTechnician = "junior_technician",
        /// 約用高級專員
        SeniorOfficer = "senior_officer",
        /// 約用中級專員
        Officer = "officer",
        /// 約用初級專員
        JuniorOfficer = "junior_officer",
        /// 約用中級庶務員
        Clerk = "clerk",
        /// 約用初級庶務員
        JuniorClerk = "junior_clerk",
    }
}

/// Where a candidate starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Start {
    /// The candidate may have the post.
    pub eligible: bool,
    /// The pay grade (等); none where not eligible.
    pub grade: Option<u32>,
    /// The step (級); none where not eligible, or where the hospital decides.
    pub step: Option<u32>,
}

impl Cited for Start {
    const ARTICLES: &'static [&'static str] = &["第六點", "附表一"];
}

/// The step that a row of annex 1 gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FirstStep {
    At(u32),
    HospitalDecides,
}

/// Where a candidate for a post starts.
#[must_use]
pub fn start(case: &StartCase) -> Start {
    let first_step = first_step(case);
    Start {
        eligible: first_step.is_some(),
        grade: first_step.map(|_| grade(case.post)),
        step: first_step.and_then(|step| match step {
            FirstStep::At(step) => Some(step),
            FirstStep::HospitalDecides => None,
        }),
    }
}

const fn grade(post: Post) -> u32 {
    match post {
        Post::SeniorMedicalTechnologist | Post::SeniorOfficer => 6,
        Post::MedicalTechnologist | Post::InternPhysician | Post::Officer => 5,
        Post::Inspector | Post::Nurse | Post::SeniorTechnician | Post::JuniorOfficer => 4,
        Post::Technician | Post::Clerk => 3,
        Post::JuniorTechnician | Post::JuniorClerk => 2,
    }
}

/// The highest row of the post that holds for the candidate. A higher education than a row names
/// counts as the row's own.
fn first_step(case: &StartCase) -> Option<FirstStep> {
    use Education::{JuniorCollege, JuniorHigh, Master, Primary, SeniorHigh, University};
    let has = |education: Education| case.education >= education;
    let skilled = |education: Education| case.skill && has(education);
    let experienced = |months: u32| case.experience_months >= Decimal::from(months);
    let trained = case.training_months >= Decimal::from(3) || experienced(12);
    let professional = case.licence || experienced(12);
    match case.post {
        Post::SeniorMedicalTechnologist => {
            (case.licence && has(Master)).then_some(FirstStep::HospitalDecides)
        }
        Post::MedicalTechnologist => highest([
            (3, case.licence && has(University)),
            (1, case.licence && has(JuniorCollege)),
        ]),
        Post::InternPhysician => highest([(3, has(University)), (1, has(JuniorCollege))]),
        Post::Inspector | Post::Nurse | Post::SeniorTechnician => highest([
            (5, skilled(University)),
            (3, skilled(JuniorCollege)),
            (1, has(SeniorHigh) && trained),
        ]),
        Post::Technician | Post::Clerk => {
            highest([(3, skilled(SeniorHigh)), (1, skilled(JuniorHigh))])
        }
        Post::JuniorTechnician => {
            highest([(3, skilled(JuniorHigh)), (1, has(Primary) || case.skill)])
        }
        Post::SeniorOfficer => highest([(1, has(University) && experienced(24))]),
        Post::Officer => highest([
            (3, professional && has(University)),
            (1, professional && has(JuniorCollege)),
        ]),
        Post::JuniorOfficer => highest([
            (5, has(University)),
            (3, has(JuniorCollege)),
            (1, has(SeniorHigh) || case.skill),
        ]),
        Post::JuniorClerk => highest([(1, has(Primary) || case.skill)]),
    }
}

/// The step of the first row that holds; rows come from the highest to the lowest.
fn highest<const ROWS: usize>(rows: [(u32, bool); ROWS]) -> Option<FirstStep> {
    let first = rows.into_iter().find(|(_, holds)| *holds);
    first.map(|(step, _)| FirstStep::At(step))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(post: Post, education: Education) -> StartCase {
        StartCase {
            post,
            education,
            training_months: Decimal::ZERO,
            experience_months: Decimal::ZERO,
            licence: false,
            skill: false,
        }
    }

    #[test]
    fn where_a_higher_row_fails_a_lower_one_counts() {
        let nurse = plain(Post::Nurse, Education::University);
        assert_eq!(start(&nurse).step, None);
        assert_eq!(
            start(&StartCase {
                training_months: Decimal::from(3),
                ..nurse
            })
            .step,
            Some(1)
        );
        assert_eq!(
            start(&StartCase {
                experience_months: Decimal::from(12),
                ..nurse
            })
            .step,
            Some(1)
        );
        assert_eq!(
            start(&StartCase {
                skill: true,
                ..nurse
            })
            .step,
            Some(5)
        );
        let high_school = StartCase {
            skill: true,
            ..plain(Post::Nurse, Education::SeniorHigh)
        };
        assert!(!start(&high_school).eligible);
    }

    #[test]
    fn skill_alone_is_enough_for_some_posts() {
        let skilled = |post| {
            start(&StartCase {
                skill: true,
                ..plain(post, Education::Primary)
            })
        };
        assert_eq!(
            skilled(Post::JuniorOfficer),
            Start {
                eligible: true,
                grade: Some(4),
                step: Some(1)
            }
        );
        assert_eq!(
            skilled(Post::Clerk),
            Start {
                eligible: false,
                grade: None,
                step: None
            }
        );
        let clerk = StartCase {
            skill: true,
            ..plain(Post::JuniorClerk, Education::Doctorate)
        };
        assert_eq!(start(&clerk).step, Some(1));
    }

    #[test]
    fn the_hospital_sets_the_first_step_of_a_senior_technologist() {
        let master = plain(Post::SeniorMedicalTechnologist, Education::Master);
        let licensed = StartCase {
            licence: true,
            ..master
        };
        assert_eq!(
            start(&licensed),
            Start {
                eligible: true,
                grade: Some(6),
                step: None
            }
        );
        assert!(!start(&master).eligible);
    }

    proptest! {
        #[test]
        fn more_never_lowers_the_start(
            post in prop::sample::select(Post::ALL), lower in 0usize..7, higher in 0usize..7,
            months in 0u32..30, licence in any::<bool>(), skill in any::<bool>(),
        ) {
            prop_assume!(lower <= higher);
            let case = |education: usize, months: u32| StartCase {
                training_months: months.into(),
                experience_months: months.into(),
                licence,
                skill,
                ..plain(post, Education::ALL[education])
            };
            let (less, more) = (start(&case(lower, months)), start(&case(higher, months + 1)));
            prop_assert!(less.eligible <= more.eligible && less.step <= more.step);
        }
    }
}
