//! Promotion to a higher grade (art. 13).

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Appraisal, Grade, Refusal};
use crate::regime::Cited;
use crate::regime::listed::listed;
use crate::regime::word::words;

/// A nurse who would be promoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromotionCase {
    /// The grade held.
    pub from: Grade,
    /// The grade asked for.
    pub to: Grade,
    /// Years served in the grade held.
    pub years_in_grade: Decimal,
    /// The mark of the last years' appraisals.
    pub appraisal: Appraisal,
    /// The nurse holds an officially approved specialist education.
    pub specialist_education: bool,
}

words! {
    /// How the competition is held.
    pub enum Method {
        /// 考核
        Exam = "exam",
        /// 審查文件及專業面試
        DocumentsInterview = "documents_interview",
        /// 審查文件、專業面試及公開討論履歷
        DocumentsInterviewDiscussion = "documents_interview_discussion",
    }
}

words! {
    /// What stands in the way of a promotion.
    pub enum PromotionLack {
        /// No specialist education.
        SpecialistEducation = "specialist_education",
        /// Too few years in the grade.
        Years = "years",
        /// The appraisal is below satisfactory.
        Appraisal = "appraisal",
    }
}

/// Whether the competition is open to the nurse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Promotion {
    /// It is.
    pub eligible: bool,
    /// How it is held.
    pub method: Method,
    /// What stands in the way.
    pub missing: Vec<PromotionLack>,
}

impl Cited for Promotion {
    const ARTICLES: &'static [&'static str] = &["第十三條"];
}

/// What a promotion asks for besides a satisfactory appraisal.
struct Way {
    method: Method,
    asks_years: bool,
    asks_education: bool,
}

/// Whether a nurse may compete for a grade.
///
/// # Errors
/// Where no promotion leads from the one grade to the other.
pub fn promotion(case: &PromotionCase) -> Result<Promotion, Refusal> {
    let way = way(case.from, case.to)?;
    let years = Decimal::from(years(case.appraisal));
    let lacks_education = way.asks_education && !case.specialist_education;
    let lacks_years = way.asks_years && case.years_in_grade < years;
    let lacks_appraisal = case.appraisal < Appraisal::Satisfactory;
    let missing = listed([
        (lacks_education, PromotionLack::SpecialistEducation),
        (lacks_years, PromotionLack::Years),
        (lacks_appraisal, PromotionLack::Appraisal),
    ]);
    Ok(Promotion {
        eligible: missing.is_empty(),
        method: way.method,
        missing,
    })
}

/// The years asked for: three with a very satisfactory appraisal or better, else four.
fn years(appraisal: Appraisal) -> u32 {
    if appraisal >= Appraisal::VerySatisfactory {
        3
    } else {
        4
    }
}

/// Whether one may be promoted from one grade to another at all.
pub(super) const fn leads(from: Grade, to: Grade) -> bool {
    way(from, to).is_ok()
}

/// The promotions of art. 13(1) to (6).
const fn way(from: Grade, to: Grade) -> Result<Way, Refusal> {
    let (method, asks_years, asks_education) = match (from, to) {
        (Grade::GradeOne, Grade::Senior) => (Method::Exam, true, false),
        (Grade::GradeOne, Grade::Specialist) => (Method::DocumentsInterview, true, true),
        (Grade::Senior, Grade::Specialist) => (Method::DocumentsInterview, false, true),
        (Grade::Specialist, Grade::SeniorSpecialist) => (Method::DocumentsInterview, true, false),
        (Grade::SeniorSpecialist, Grade::Head) => {
            (Method::DocumentsInterviewDiscussion, false, false)
        }
        (Grade::Specialist, Grade::Head) | (Grade::Head, Grade::Supervisor) => {
            (Method::DocumentsInterviewDiscussion, true, false)
        }
        _ => return Err(Refusal::NoSuchPromotion { from, to }),
    };
    Ok(Way {
        method,
        asks_years,
        asks_education,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(from: Grade, to: Grade, years: u32, appraisal: Appraisal) -> Vec<PromotionLack> {
        let case = PromotionCase {
            from,
            to,
            years_in_grade: years.into(),
            appraisal,
            specialist_education: false,
        };
        promotion(&case).unwrap().missing
    }

    #[test]
    fn very_satisfactory_spares_a_year() {
        let lacks = |years, appraisal| missing(Grade::GradeOne, Grade::Senior, years, appraisal);
        assert_eq!(lacks(3, Appraisal::VerySatisfactory), []);
        assert_eq!(lacks(2, Appraisal::Excellent), [PromotionLack::Years]);
        assert_eq!(lacks(3, Appraisal::Satisfactory), [PromotionLack::Years]);
        assert_eq!(
            lacks(4, Appraisal::NeedsImprovement),
            [PromotionLack::Appraisal]
        );
        assert_eq!(
            lacks(3, Appraisal::NeedsImprovement),
            [PromotionLack::Years, PromotionLack::Appraisal]
        );
    }

    #[test]
    fn a_specialist_needs_the_education() {
        let lacks = missing(
            Grade::GradeOne,
            Grade::Specialist,
            0,
            Appraisal::Unsatisfactory,
        );
        assert_eq!(lacks, PromotionLack::ALL);
        let lacks = missing(Grade::Senior, Grade::Specialist, 0, Appraisal::Satisfactory);
        assert_eq!(lacks, [PromotionLack::SpecialistEducation]);
    }

    #[test]
    fn seven_ways_lead_upwards() {
        let ways = Grade::ALL
            .iter()
            .flat_map(|&from| Grade::ALL.iter().map(move |&to| (from, to)))
            .filter(|&(from, to)| way(from, to).is_ok());
        assert!(ways.clone().all(|(from, to)| from < to));
        assert_eq!(ways.count(), 7);
    }
}
