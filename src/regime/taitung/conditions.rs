//! Who may be promoted (第五點).

use rust_decimal::Decimal;
use serde::Serialize;

use super::Post;
use crate::regime::Cited;
use crate::regime::education::Education;
use crate::regime::listed::listed;
use crate::regime::word::words;

/// The years in the post held that every promotion asks for.
const YEARS: u32 = 3;

/// A person who would be promoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConditionsCase {
    /// The post asked for.
    pub to: Post,
    /// Years in the post held.
    pub years_in_grade: Decimal,
    /// The grades of the last three years.
    pub last_three: [YearGrade; 3],
    /// The person has a speciality (專長).
    pub has_speciality: bool,
    /// The person's education.
    pub education: Education,
}

words! {
    /// The grade of a year's appraisal.
    pub enum YearGrade {
        /// A等
        A = "A",
        /// B等
        B = "B",
        /// C等
        C = "C",
    }
}

words! {
    /// What stands in the way of a promotion.
    pub enum Lack {
        /// Neither a speciality nor a junior college.
        Qualification = "qualification",
        /// Too few years.
        Years = "years",
        /// Appraisals that are too low.
        Appraisals = "appraisals",
    }
}

/// Whether the person may be promoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conditions {
    /// It may be.
    pub eligible: bool,
    /// What stands in the way.
    pub missing: Vec<Lack>,
}

impl Cited for Conditions {
    const ARTICLES: &'static [&'static str] = &["第五點"];
}

/// Holds a person against the conditions of a post.
#[must_use]
pub fn conditions(case: &ConditionsCase) -> Conditions {
    let qualified = case.has_speciality || case.education >= Education::JuniorCollege;
    let lacks_qualification = case.to == Post::JuniorOfficer && !qualified;
    let missing = listed([
        (lacks_qualification, Lack::Qualification),
        (case.years_in_grade < Decimal::from(YEARS), Lack::Years),
        (!appraisals_suffice(case), Lack::Appraisals),
    ]);
    Conditions {
        eligible: missing.is_empty(),
        missing,
    }
}

/// All A for a senior officer; else two A at least, and no C.
fn appraisals_suffice(case: &ConditionsCase) -> bool {
    let count = |grade| {
        case.last_three
            .iter()
            .filter(|year| **year == grade)
            .count()
    };
    match case.to {
        Post::SeniorOfficer => count(YearGrade::A) == 3,
        Post::JuniorOfficer | Post::Officer => count(YearGrade::A) >= 2 && count(YearGrade::C) == 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use YearGrade::{A, B, C};

    #[test]
    fn two_a_and_one_b_in_any_order() {
        let suffice = |to, last_three| {
            appraisals_suffice(&ConditionsCase {
                to,
                years_in_grade: Decimal::ZERO,
                last_three,
                has_speciality: false,
                education: Education::Primary,
            })
        };
        for ok in [[A, A, B], [A, B, A], [B, A, A], [A, A, A]] {
            assert!(suffice(Post::Officer, ok));
            assert_eq!(suffice(Post::SeniorOfficer, ok), ok == [A, A, A]);
        }
        assert!(!suffice(Post::JuniorOfficer, [A, A, C]));
        assert!(!suffice(Post::JuniorOfficer, [A, B, B]));
    }
}
