//! The points that stand in for a bachelor's degree (art. 31(2) and (4), annex II).

use rust_decimal::Decimal;
use serde::Serialize;

use crate::regime::Cited;
use crate::regime::exact::full_times;
use crate::regime::word::words;

/// The basic nursing course.
const BASIC_COURSE: u64 = 100;

/// The most that post-basic courses count together.
const MOST_POST_BASIC: u64 = 120;

/// The most that continuing education counts.
const MOST_CONTINUING: u32 = 80;

/// The hours of continuing education that make a point.
const HOURS_A_POINT: u32 = 5;

/// A full year of nursing work.
const FULL_YEAR: u64 = 6;

/// The points to reach.
const THRESHOLD: u64 = 250;

/// A nurse's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexIiPointsCase {
    /// The post-basic courses taken.
    pub post_basic: Vec<Course>,
    /// Hours of continuing education.
    pub cpd_hours: Decimal,
    /// The grade held.
    pub grade: AnnexIiGrade,
    /// Full years of nursing work.
    pub full_years: u32,
}

words! {
    /// A post-basic nursing course (item 2).
    pub enum Course {
        /// An officially approved specialist course, or one of equal standing.
        Specialist = "specialist",
        /// More than three years, four at most.
        Gt3 = "gt3",
        /// More than two years, three at most.
        Gt2 = "gt2",
        /// More than one year, two at most.
        Gt1 = "gt1",
        /// One year.
        Eq1 = "eq1",
    }
}

words! {
    /// A grade that annex II knows: the senior specialist came with the law itself (item 4).
    pub enum AnnexIiGrade {
        /// 一級護士
        GradeOne = "grade_one",
        /// 高級護士
        Senior = "senior",
        /// 專科護士
        Specialist = "specialist",
        /// 護士長
        Head = "head",
        /// 護士監督
        Supervisor = "supervisor",
    }
}

/// The points of all five items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AnnexIiPoints {
    /// Their sum.
    pub points: u64,
    /// It is 250 or more.
    pub reaches_250: bool,
}

impl Cited for AnnexIiPoints {
    const ARTICLES: &'static [&'static str] = &["第三十一條第二款", "附件二"];
}

/// Adds up the five items.
#[must_use]
pub fn annex_ii_points(case: &AnnexIiPointsCase) -> AnnexIiPoints {
    let post_basic: u64 = case
        .post_basic
        .iter()
        .map(|course| course_points(*course))
        .sum();
    let points = BASIC_COURSE
        + post_basic.min(MOST_POST_BASIC)
        + u64::from(full_times(case.cpd_hours, HOURS_A_POINT, MOST_CONTINUING))
        + grade_points(case.grade)
        + FULL_YEAR * u64::from(case.full_years);
    AnnexIiPoints {
        points,
        reaches_250: points >= THRESHOLD,
    }
}

const fn course_points(course: Course) -> u64 {
    match course {
        Course::Specialist => 120,
        Course::Gt3 => 110,
        Course::Gt2 => 100,
        Course::Gt1 => 90,
        Course::Eq1 => 80,
    }
}

const fn grade_points(grade: AnnexIiGrade) -> u64 {
    match grade {
        AnnexIiGrade::GradeOne => 10,
        AnnexIiGrade::Senior => 15,
        AnnexIiGrade::Specialist => 20,
        AnnexIiGrade::Head => 25,
        AnnexIiGrade::Supervisor => 30,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(post_basic: &[Course], cpd_hours: u32, grade: AnnexIiGrade, full_years: u32) -> u64 {
        let case = AnnexIiPointsCase {
            post_basic: post_basic.to_vec(),
            cpd_hours: cpd_hours.into(),
            grade,
            full_years,
        };
        annex_ii_points(&case).points
    }

    #[test]
    fn courses_and_continuing_education_are_capped() {
        let two = [Course::Eq1, Course::Eq1];
        assert_eq!(points(&two, 0, AnnexIiGrade::GradeOne, 0), 100 + 120 + 10);
        assert_eq!(points(&[], 10_000, AnnexIiGrade::Head, 0), 100 + 80 + 25);
    }

    proptest! {
        #[test]
        fn more_of_anything_never_lowers_the_points(hours in 0u32..1000, years in 0u32..50) {
            let base = points(&[Course::Gt1], hours, AnnexIiGrade::Senior, years);
            prop_assert!(points(&[Course::Gt1, Course::Gt3], hours, AnnexIiGrade::Senior, years) >= base);
            prop_assert!(points(&[Course::Gt1], hours + 1, AnnexIiGrade::Senior, years) >= base);
            prop_assert_eq!(points(&[Course::Gt1], hours, AnnexIiGrade::Senior, years + 1), base + 6);
        }
    }
}
