//! The score sheet of a promotion (評分標準表).
//!
//! Where the sheet and the standard print different limits: discipline counts 6 at most (the standard),
//! the future 20 at most (the sheet; the standard's 5 contradicts its own items of 5, 5 and 10).

use rust_decimal::Decimal;
use serde::Serialize;

use super::Refusal;
use crate::regime::Cited;
use crate::regime::exact::{Exact, full_times};
use crate::regime::within::{AtMost, UpTo};
use crate::regime::word::words;

/// The most that seniority counts.
const MOST_SENIORITY: u32 = 10;

/// The most that awards count; penalties have no floor.
const MOST_DISCIPLINE: i64 = 6;

/// A commendation or admonition.
const COMMENDATION: i64 = 2;

/// A merit or demerit.
const MERIT: i64 = 6;

/// The hours of training that make a point.
const HOURS_A_POINT: u32 = 5;

/// The most that training counts.
const MOST_TRAINING: u32 = 15;

/// A candidate's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreCase {
    /// The candidate's education.
    pub education: ScoredEducation,
    /// The candidate's seniority.
    pub seniority: ScoredSeniority,
    /// The appraisals of the last five years at most.
    pub appraisals: AtMost<YearAppraisal, 5>,
    /// 嘉獎
    pub commendations: u32,
    /// 記功
    pub merits: u32,
    /// 申誡
    pub admonitions: u32,
    /// 記過
    pub demerits: u32,
    /// The English test passed.
    pub english: English,
    /// Hours of training in the last three years.
    pub training_hours: Decimal,
    /// 發展潛能, 專長才能, 協調溝通, 團隊精神, 工作績效.
    pub potential: [UpTo<5>; 5],
    /// 服務態度
    pub attitude: UpTo<5>,
    /// 本院貢獻
    pub contribution: UpTo<5>,
    /// 面談或業務測驗, where it was held.
    pub interview: Option<UpTo<10>>,
    /// Why the potential is very high or low.
    pub potential_note: String,
}

words! {
    /// An education that the standard counts.
    pub enum ScoredEducation {
        /// 高中(職)
        SeniorHigh = "senior_high",
        /// 專科
        JuniorCollege = "junior_college",
        /// 大學、獨立學院
        University = "university",
        /// 碩士
        Master = "master",
        /// 博士
        Doctorate = "doctorate",
    }
}

/// Time served; twelve months count as a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoredSeniority {
    /// Full years.
    pub years: u32,
    /// Months besides.
    pub months: u32,
}

words! {
    /// What a year's appraisal brought.
    pub enum YearAppraisal {
        /// 績優並晉級
        Step = "step",
        /// 績優但不予晉級
        NoStep = "no_step",
        /// Nothing.
        None = "none",
    }
}

words! {
    /// The level of an English test.
    pub enum English {
        /// No test.
        None = "none",
        /// 初級
        Elementary = "elementary",
        /// 中級
        Intermediate = "intermediate",
        /// 中高級以上
        Upper = "upper",
    }
}

/// The marks of each item, and their sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Score {
    /// 學歷, 7 at most.
    pub education: Exact,
    /// 年資, 10 at most.
    pub seniority: Exact,
    /// 考核, 10 at most.
    pub appraisals: Exact,
    /// 獎懲, 6 at most; what is below 0 is taken off the total.
    pub discipline: Exact,
    /// 英語能力, 3 at most.
    pub english: Exact,
    /// 訓練進修, 15 at most.
    pub training: Exact,
    /// 發展潛能, 25 at most.
    pub potential: Exact,
    /// 未來發展, 20 at most.
    pub future: Exact,
    /// All of them.
    pub total: Exact,
}

impl Cited for Score {
    const ARTICLES: &'static [&'static str] = &["第四點", "陞任評分標準表"];
}

/// Fills the score sheet.
///
/// # Errors
/// Where very high or low potential is not explained.
pub fn score(case: &ScoreCase) -> Result<Score, Refusal> {
    let education = education(case.education);
    let seniority = seniority(case.seniority);
    let appraisals = case
        .appraisals
        .entries()
        .iter()
        .map(|year| appraisal(*year))
        .sum();
    let discipline = discipline(case);
    let english = english(case.english);
    let training = Decimal::from(full_times(
        case.training_hours,
        HOURS_A_POINT,
        MOST_TRAINING,
    ));
    let potential = potential(&case.potential, &case.potential_note)?;
    let future = future(case);
    let parts = [
        education, seniority, appraisals, discipline, english, training, potential, future,
    ];
    Ok(Score {
        education: education.into(),
        seniority: seniority.into(),
        appraisals: appraisals.into(),
        discipline: discipline.into(),
        english: english.into(),
        training: training.into(),
        potential: potential.into(),
        future: future.into(),
        total: parts.iter().sum::<Decimal>().into(),
    })
}

fn education(education: ScoredEducation) -> Decimal {
    match education {
        ScoredEducation::SeniorHigh => Decimal::TWO,
        ScoredEducation::JuniorCollege => Decimal::from(3),
        ScoredEducation::University => Decimal::from(4),
        ScoredEducation::Master => halves(11),
        ScoredEducation::Doctorate => Decimal::from(7),
    }
}

/// Two a full year; of the rest, half a mark below six months and two from there on.
fn seniority(served: ScoredSeniority) -> Decimal {
    let years = u64::from(served.years) + u64::from(served.months / 12);
    let rest = match served.months % 12 {
        0 => 0,
        1..6 => 1,
        _ => 4,
    };
    (Decimal::from(years) * Decimal::TWO + halves(rest)).min(Decimal::from(MOST_SENIORITY))
}

fn appraisal(year: YearAppraisal) -> Decimal {
    match year {
        YearAppraisal::Step => Decimal::TWO,
        YearAppraisal::NoStep => halves(3),
        YearAppraisal::None => Decimal::ZERO,
    }
}

fn discipline(case: &ScoreCase) -> Decimal {
    let awards = COMMENDATION * i64::from(case.commendations) + MERIT * i64::from(case.merits);
    let penalties = COMMENDATION * i64::from(case.admonitions) + MERIT * i64::from(case.demerits);
    Decimal::from(MOST_DISCIPLINE.min(awards - penalties))
}

fn english(english: English) -> Decimal {
    match english {
        English::None => Decimal::ZERO,
        English::Elementary => Decimal::ONE,
        English::Intermediate => Decimal::TWO,
        English::Upper => Decimal::from(3),
    }
}

/// What the unit head's five marks add up to.
///
/// # Errors
/// Where a sum that is very high or low is not explained.
pub fn potential(marks: &[UpTo<5>; 5], note: &str) -> Result<Decimal, Refusal> {
    let sum: Decimal = marks.iter().map(|mark| mark.get()).sum();
    let ordinary = (Decimal::from(5)..=Decimal::from(21)).contains(&sum);
    if !ordinary && note.trim().is_empty() {
        return Err(Refusal::NoPotentialNote { sum });
    }
    Ok(sum)
}

/// Without an interview its ten marks are spread over attitude and contribution: each counts double.
fn future(case: &ScoreCase) -> Decimal {
    let first_two = case.attitude.get() + case.contribution.get();
    match case.interview {
        Some(interview) => first_two + interview.get(),
        None => first_two * Decimal::TWO,
    }
}

/// So many halves of a mark.
fn halves(count: u32) -> Decimal {
    Decimal::from(count) / Decimal::TWO
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marks<const MAX: u32>(mark: u32) -> UpTo<MAX> {
        UpTo::new(mark.into()).unwrap()
    }

    fn case() -> ScoreCase {
        ScoreCase {
            education: ScoredEducation::SeniorHigh,
            seniority: ScoredSeniority {
                years: 0,
                months: 0,
            },
            appraisals: AtMost::new(vec![]).unwrap(),
            commendations: 0,
            merits: 0,
            admonitions: 0,
            demerits: 0,
            english: English::None,
            training_hours: Decimal::ZERO,
            potential: [marks(1); 5],
            attitude: marks(0),
            contribution: marks(0),
            interview: None,
            potential_note: String::new(),
        }
    }

    #[test]
    fn a_rest_of_six_months_counts_as_a_year() {
        let scored = |years, months| {
            seniority(ScoredSeniority { years, months })
                .normalize()
                .to_string()
        };
        assert_eq!(scored(0, 0), "0");
        assert_eq!(scored(1, 1), "2.5");
        assert_eq!(scored(1, 5), "2.5");
        assert_eq!(scored(1, 6), "4");
        assert_eq!(scored(0, 14), "2.5");
        assert_eq!(scored(4, 11), "10");
        assert_eq!(scored(u32::MAX, u32::MAX), "10");
    }

    #[test]
    fn awards_are_capped_and_penalties_are_not() {
        let scored = |merits, demerits| {
            let case = ScoreCase {
                merits,
                demerits,
                ..case()
            };
            score(&case).unwrap().discipline.value()
        };
        assert_eq!(scored(2, 0), Decimal::from(6));
        assert_eq!(scored(2, 1), Decimal::from(6));
        assert_eq!(scored(0, 9), Decimal::from(-54));
    }

    #[test]
    fn very_high_or_low_potential_is_explained() {
        let scored = |tenths: [i64; 5], note: &str| {
            let potential = tenths.map(|tenths| UpTo::new(Decimal::new(tenths, 1)).unwrap());
            score(&ScoreCase {
                potential,
                potential_note: note.into(),
                ..case()
            })
        };
        assert!(scored([10, 10, 10, 10, 10], "").is_ok());
        assert!(scored([10, 10, 10, 10, 9], "").is_err());
        assert!(scored([50, 50, 50, 50, 10], "").is_ok());
        assert!(scored([50, 50, 50, 50, 11], " ").is_err());
        assert!(scored([50, 50, 50, 50, 11], "see file").is_ok());
    }

    #[test]
    fn without_an_interview_the_first_two_count_double() {
        let future = |attitude, contribution, interview: Option<u32>| {
            future(&ScoreCase {
                attitude: marks(attitude),
                contribution: marks(contribution),
                interview: interview.map(marks),
                ..case()
            })
        };
        assert_eq!(future(5, 5, None), Decimal::from(20));
        assert_eq!(future(3, 4, None), Decimal::from(14));
        assert_eq!(future(3, 4, Some(0)), Decimal::from(7));
    }

    proptest! {
        #[test]
        fn the_total_is_the_sum_of_the_items(
            education in prop::sample::select(ScoredEducation::ALL),
            english in prop::sample::select(English::ALL),
            (years, months) in (0u32..9, 0u32..12),
            (commendations, demerits) in (0u32..9, 0u32..9),
            training_hours in 0u32..200,
            attitude in 0u32..=5,
        ) {
            let answer = score(&ScoreCase {
                education,
                english,
                seniority: ScoredSeniority { years, months },
                commendations,
                demerits,
                training_hours: training_hours.into(),
                attitude: marks(attitude),
                ..case()
            }).unwrap();
            let parts = [
                answer.education, answer.seniority, answer.appraisals, answer.discipline,
                answer.english, answer.training, answer.potential, answer.future,
            ];
            prop_assert_eq!(parts.iter().map(|part| part.value()).sum::<Decimal>(), answer.total.value());
            let most = [7, 10, 10, 6, 3, 15, 25, 20];
            prop_assert!(parts.iter().zip(most).all(|(part, most)| part.value() <= Decimal::from(most)));
        }
    }
}
