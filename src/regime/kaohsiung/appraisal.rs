//! The year's appraisal and what it brings (第三十點 to 第三十三點).

use rust_decimal::Decimal;
use serde::Serialize;

use super::discipline::DEMERIT;
use crate::regime::Cited;
use crate::regime::exact::Exact;
use crate::regime::listed::listed;
use crate::regime::within::UpTo;
use crate::regime::word::words;

/// One year of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppraisalCase {
    /// 工作: half of the total.
    pub work: UpTo<100>,
    /// 操行: a fifth.
    pub conduct: UpTo<100>,
    /// 學識: 15 %.
    pub knowledge: UpTo<100>,
    /// 才能: 15 %.
    pub talent: UpTo<100>,
    /// The longest absence without leave, in days.
    pub absent_days_in_a_row: Decimal,
    /// All absence without leave, in days.
    pub absent_days_total: Decimal,
    /// Personal and sick leave, in days.
    pub leave_days: Decimal,
    /// Awards less penalties, in commendations.
    pub net: i64,
    /// What of 第三十三點 is the case.
    pub c_conditions: Vec<CCondition>,
    /// Months in service; more than twelve count as twelve.
    pub months_in_service: Decimal,
    /// The person is still employed at the end of the year.
    pub employed_at_year_end: bool,
}

words! {
    /// What a grade of C needs (第三十三點).
    pub enum CCondition {
        /// (一) 怠忽職守
        Neglect = "neglect",
        /// (二) 不聽指揮
        Insubordination = "insubordination",
        /// (三) 挑撥離間或誣控濫告
        Slander = "slander",
        /// (四) 品行不端
        Misconduct = "misconduct",
        /// (五) 累計達記一大過以上
        GreatDemerit = "great_demerit",
    }
}

words! {
    /// The grade of an appraisal.
    pub enum AppraisalGrade {
        /// 甲等
        A = "A",
        /// 乙等
        B = "B",
        /// 丙等
        C = "C",
    }
}

words! {
    /// Why the grade is not the one that the total alone gives.
    pub enum Limit {
        /// 第三十二點(一): absent one day in a row, or two in all.
        Absence = "absence",
        /// 第三十二點(二): penalties that come to a demerit.
        Demerit = "demerit",
        /// 第三十二點(三): more than five days of personal and sick leave.
        Leave = "leave",
        /// 第三十三點: nothing that a C needs.
        NoCCondition = "no_c_condition",
    }
}

words! {
    /// What becomes of the person.
    pub enum Outcome {
        /// The engagement goes on.
        Retain = "retain",
        /// 解僱
        Dismiss = "dismiss",
    }
}

/// What the appraisal brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Appraisal {
    /// Out of 100.
    pub total: Exact,
    /// The grade.
    pub grade: AppraisalGrade,
    /// Why it is not the one that the total alone gives.
    pub limited_by: Vec<Limit>,
    /// 年終獎金, in months of pay.
    pub year_end_bonus_months: Exact,
    /// 考核獎金, in months of pay.
    pub appraisal_bonus_months: Exact,
    /// What becomes of the person.
    pub outcome: Outcome,
}

impl Cited for Appraisal {
    const ARTICLES: &'static [&'static str] =
        &["第三十點", "第三十一點", "第三十二點", "第三十三點"];
}

/// Appraises a year.
#[must_use]
pub fn appraisal(case: &AppraisalCase) -> Appraisal {
    let total = total(case);
    let (grade, limited_by) = grade(case, total);
    let (year_end, appraisal) = bonus_months(case, grade);
    Appraisal {
        total: Exact::from(total),
        grade,
        limited_by,
        year_end_bonus_months: Exact::from(year_end),
        appraisal_bonus_months: Exact::from(appraisal),
        outcome: match grade {
            AppraisalGrade::C => Outcome::Dismiss,
            AppraisalGrade::A | AppraisalGrade::B => Outcome::Retain,
        },
    }
}

/// The weights of 第三十點, in percent.
fn total(case: &AppraisalCase) -> Decimal {
    let percent = Decimal::from(50) * case.work.get()
        + Decimal::from(20) * case.conduct.get()
        + Decimal::from(15) * case.knowledge.get()
        + Decimal::from(15) * case.talent.get();
    percent / Decimal::ONE_HUNDRED
}

/// The grade of the total, held between the bars of 第三十二點 and 第三十三點.
fn grade(case: &AppraisalCase, total: Decimal) -> (AppraisalGrade, Vec<Limit>) {
    if total >= Decimal::from(80) {
        let bars = bars_to_a(case);
        let grade = if bars.is_empty() {
            AppraisalGrade::A
        } else {
            AppraisalGrade::B
        };
        (grade, bars)
    } else if total >= Decimal::from(70) {
        (AppraisalGrade::B, vec![])
    } else if case.c_conditions.is_empty() {
        (AppraisalGrade::B, vec![Limit::NoCCondition])
    } else {
        (AppraisalGrade::C, vec![])
    }
}

fn bars_to_a(case: &AppraisalCase) -> Vec<Limit> {
    let absent =
        case.absent_days_in_a_row >= Decimal::ONE || case.absent_days_total >= Decimal::TWO;
    listed([
        (absent, Limit::Absence),
        (case.net <= DEMERIT, Limit::Demerit),
        (case.leave_days > Decimal::from(5), Limit::Leave),
    ])
}

/// The year-end bonus and the bonus of the appraisal (第三十一點), in proportion to the months served.
fn bonus_months(case: &AppraisalCase, grade: AppraisalGrade) -> (Decimal, Decimal) {
    if !case.employed_at_year_end {
        return (Decimal::ZERO, Decimal::ZERO);
    }
    let months = case.months_in_service.min(Decimal::from(12));
    let half_a_month = months / Decimal::from(24);
    let earns_appraisal = grade == AppraisalGrade::A && months >= Decimal::from(3);
    let appraisal = if earns_appraisal {
        half_a_month
    } else {
        Decimal::ZERO
    };
    (Decimal::from(3) * months / Decimal::from(24), appraisal)
}

/// Those who are appraised in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppraisalQuotaCase {
    /// Their number.
    pub participants: u32,
}

/// How many of them may be graded A.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AppraisalQuota {
    /// At most.
    pub max_a: u64,
}

impl Cited for AppraisalQuota {
    const ARTICLES: &'static [&'static str] = &["第三十點"];
}

/// Not more than 75 %.
#[must_use]
pub fn appraisal_quota(case: &AppraisalQuotaCase) -> AppraisalQuota {
    AppraisalQuota {
        max_a: u64::from(case.participants) * 75 / 100,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn case(mark: u32) -> AppraisalCase {
        let mark = UpTo::new(mark.into()).unwrap();
        AppraisalCase {
            work: mark,
            conduct: mark,
            knowledge: mark,
            talent: mark,
            absent_days_in_a_row: Decimal::ZERO,
            absent_days_total: Decimal::ZERO,
            leave_days: Decimal::ZERO,
            net: 0,
            c_conditions: vec![],
            months_in_service: Decimal::from(12),
            employed_at_year_end: true,
        }
    }

    #[test]
    fn every_bar_to_an_a_is_named_but_only_where_there_would_be_one() {
        let barred = |mark| AppraisalCase {
            absent_days_total: Decimal::TWO,
            leave_days: Decimal::new(51, 1),
            net: -3,
            ..case(mark)
        };
        assert_eq!(
            appraisal(&barred(80)).limited_by,
            [Limit::Absence, Limit::Demerit, Limit::Leave]
        );
        assert_eq!(appraisal(&barred(80)).grade, AppraisalGrade::B);
        assert_eq!(appraisal(&barred(79)).limited_by, []);
        let just_not = AppraisalCase {
            absent_days_in_a_row: Decimal::new(9, 1),
            absent_days_total: Decimal::new(19, 1),
            leave_days: Decimal::from(5),
            net: -2,
            ..case(80)
        };
        assert_eq!(appraisal(&just_not).grade, AppraisalGrade::A);
    }

    #[test]
    fn a_c_needs_its_condition() {
        let with_condition = |mark| AppraisalCase {
            c_conditions: vec![CCondition::Neglect],
            ..case(mark)
        };
        assert_eq!(appraisal(&case(69)).limited_by, [Limit::NoCCondition]);
        assert_eq!(appraisal(&with_condition(69)).outcome, Outcome::Dismiss);
        assert_eq!(appraisal(&with_condition(70)).grade, AppraisalGrade::B);
    }

    #[test]
    fn a_bonus_is_for_months_served_up_to_twelve() {
        let bonuses = |tenths: i64| {
            let answer = appraisal(&AppraisalCase {
                months_in_service: Decimal::new(tenths, 1),
                ..case(90)
            });
            [answer.year_end_bonus_months, answer.appraisal_bonus_months]
                .map(|months| months.value().to_string())
        };
        assert_eq!(bonuses(29), ["0.3625", "0"]);
        assert_eq!(bonuses(30), ["0.375", "0.125"]);
        assert_eq!(bonuses(300), ["1.5", "0.5"]);
        let gone = AppraisalCase {
            employed_at_year_end: false,
            ..case(90)
        };
        assert_eq!(
            appraisal(&gone).year_end_bonus_months.value(),
            Decimal::ZERO
        );
    }

    #[test]
    fn the_quota_is_rounded_down() {
        let max_a = |participants| appraisal_quota(&AppraisalQuotaCase { participants }).max_a;
        assert_eq!([max_a(0), max_a(1), max_a(3), max_a(4)], [0, 0, 2, 3]);
    }

    proptest! {
        #[test]
        fn the_total_lies_between_the_lowest_and_the_highest_mark(
            work in 0u32..=100, conduct in 0u32..=100, knowledge in 0u32..=100, talent in 0u32..=100,
        ) {
            let marks = [work, conduct, knowledge, talent];
            let mark = |mark: u32| UpTo::new(mark.into()).unwrap();
            let total = appraisal(&AppraisalCase {
                work: mark(work), conduct: mark(conduct), knowledge: mark(knowledge), talent: mark(talent), ..case(0)
            }).total.value();
            prop_assert!(Decimal::from(*marks.iter().min().unwrap()) <= total);
            prop_assert!(total <= Decimal::from(*marks.iter().max().unwrap()));
        }
    }
}
