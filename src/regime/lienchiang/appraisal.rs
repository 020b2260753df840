//! The year's appraisal and what it brings (第十一點, 附表三).

use rust_decimal::Decimal;
use serde::Serialize;

use super::Refusal;
use crate::regime::Cited;
use crate::regime::exact::Exact;
use crate::regime::within::{UpTo, Within};
use crate::regime::word::words;

/// The marks of one half-year: the twenty items of annex 3, in its order.
pub type Half = [Within<1, 5>; 20];

/// One year of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppraisalCase {
    /// Months in service in the year.
    pub months_in_service: UpTo<12>,
    /// The first half's marks (上半年), where it was marked.
    pub h1: Option<Half>,
    /// The second half's marks (下半年), where it was marked.
    pub h2: Option<Half>,
    /// The grades of the years before, the latest last.
    pub previous: Vec<AppraisalGrade>,
    /// The person is still employed on 31 December.
    pub employed_on_31_dec: bool,
}

words! {
    /// The grade of an appraisal.
    pub enum AppraisalGrade {
        /// 80 marks or more.
        A = "A",
        /// 70 marks or more.
        B = "B",
        /// Less.
        C = "C",
    }
}

words! {
    /// Which appraisal the time in service gives.
    pub enum AppraisalKind {
        /// 年度考核: nine months or more.
        Annual = "annual",
        /// 另予考核: four months or more.
        Other = "other",
        /// 不予考核.
        None = "none",
    }
}

words! {
    /// What becomes of the contract.
    pub enum Renewal {
        /// It is renewed.
        Renew = "renew",
        /// It may not be renewed: B three years in a row.
        MayNotRenew = "may_not_renew",
        /// It may be ended: C.
        MayTerminate = "may_terminate",
    }
}

/// What the appraisal brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Appraisal {
    /// Which appraisal it is.
    pub kind: AppraisalKind,
    /// The mean of the halves given, out of 100.
    pub total: Option<Exact>,
    /// The grade.
    pub grade: Option<AppraisalGrade>,
    /// Steps gained: 0 or 1.
    pub step_change: u32,
    /// The year-end bonus, in months of pay.
    pub bonus_months: Exact,
    /// What becomes of the contract.
    pub renewal: Renewal,
}

impl Cited for Appraisal {
    const ARTICLES: &'static [&'static str] = &["第十一點", "附表三"];
}

/// Appraises a year.
///
/// # Errors
/// Where there is enough service for an appraisal and no half was marked.
pub fn appraisal(case: &AppraisalCase) -> Result<Appraisal, Refusal> {
    let kind = kind(case.months_in_service.get());
    if kind == AppraisalKind::None {
        return Ok(Appraisal {
            kind,
            total: None,
            grade: None,
            step_change: 0,
            bonus_months: Exact::from(Decimal::ZERO),
            renewal: Renewal::Renew,
        });
    }
    let total = total(case).ok_or(Refusal::NoHalf {
        months: case.months_in_service.get(),
    })?;
    let grade = grade(total);
    let gains_step = kind == AppraisalKind::Annual && grade == AppraisalGrade::A;
    Ok(Appraisal {
        kind,
        total: Some(Exact::from(total)),
        grade: Some(grade),
        step_change: u32::from(gains_step),
        bonus_months: Exact::from(bonus_months(case, kind, grade)),
        renewal: renewal(case, kind, grade),
    })
}

fn kind(months: Decimal) -> AppraisalKind {
    if months >= Decimal::from(9) {
        AppraisalKind::Annual
    } else if months >= Decimal::from(4) {
        AppraisalKind::Other
    } else {
        AppraisalKind::None
    }
}

/// The mean of the halves given; none where none is.
fn total(case: &AppraisalCase) -> Option<Decimal> {
    let sum = |half: Half| half.iter().map(|mark| mark.get()).sum::<u32>();
    match (case.h1.map(sum), case.h2.map(sum)) {
        (Some(first), Some(second)) => Some(Decimal::from(first + second) / Decimal::TWO),
        (Some(only), None) | (None, Some(only)) => Some(Decimal::from(only)),
        (None, None) => None,
    }
}

fn grade(total: Decimal) -> AppraisalGrade {
    if total >= Decimal::from(80) {
        AppraisalGrade::A
    } else if total >= Decimal::from(70) {
        AppraisalGrade::B
    } else {
        AppraisalGrade::C
    }
}

/// The months of pay for a full year, in proportion to the months served.
fn bonus_months(case: &AppraisalCase, kind: AppraisalKind, grade: AppraisalGrade) -> Decimal {
    let halves_of_a_month = match (kind, grade) {
        (AppraisalKind::Annual, AppraisalGrade::A) => 3,
        (AppraisalKind::Annual, AppraisalGrade::B) | (AppraisalKind::Other, AppraisalGrade::A) => 2,
        (AppraisalKind::Other, AppraisalGrade::B) => 1,
        (AppraisalKind::Annual | AppraisalKind::Other, AppraisalGrade::C)
        | (AppraisalKind::None, _) => 0,
    };
    if !case.employed_on_31_dec {
        return Decimal::ZERO;
    }
    Decimal::from(halves_of_a_month) * case.months_in_service.get() / Decimal::from(24)
}

fn renewal(case: &AppraisalCase, kind: AppraisalKind, grade: AppraisalGrade) -> Renewal {
    let both_before_were_b = case
        .previous
        .ends_with(&[AppraisalGrade::B, AppraisalGrade::B]);
    match (kind, grade) {
        (_, AppraisalGrade::C) => Renewal::MayTerminate,
        (AppraisalKind::Annual, AppraisalGrade::B) if both_before_were_b => Renewal::MayNotRenew,
        _ => Renewal::Renew,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regime::exact::parse;

    fn half(marks: [u32; 20]) -> Option<Half> {
        Some(marks.map(|mark| Within::new(mark).unwrap()))
    }

    fn case(months: &str, h1: Option<Half>, h2: Option<Half>) -> AppraisalCase {
        AppraisalCase {
            months_in_service: UpTo::new(parse(months).unwrap()).unwrap(),
            h1,
            h2,
            previous: vec![],
            employed_on_31_dec: true,
        }
    }

    #[test]
    fn nine_and_four_months_make_the_kind() {
        let kind = |months| appraisal(&case(months, half([4; 20]), None)).unwrap().kind;
        assert_eq!(kind("9"), AppraisalKind::Annual);
        assert_eq!(kind("8.99"), AppraisalKind::Other);
        assert_eq!(kind("4"), AppraisalKind::Other);
        assert_eq!(kind("3.99"), AppraisalKind::None);
    }

    #[test]
    fn a_mean_just_below_80_is_b() {
        let mut almost = [4; 20];
        almost[0] = 3;
        let answer = appraisal(&case("12", half([4; 20]), half(almost))).unwrap();
        assert_eq!(answer.total.map(Exact::value), parse("79.5"));
        assert_eq!(answer.grade, Some(AppraisalGrade::B));
    }

    #[test]
    fn only_an_annual_appraisal_gains_a_step_or_loses_the_contract_to_three_bs() {
        let all_b = [AppraisalGrade::B, AppraisalGrade::B];
        let with_previous = |months, mark, previous: &[AppraisalGrade]| {
            let case = AppraisalCase {
                previous: previous.to_vec(),
                ..case(months, half([mark; 20]), None)
            };
            appraisal(&case).unwrap()
        };
        assert_eq!(with_previous("8", 5, &all_b).step_change, 0);
        let mut b = [4; 20];
        b[..10].fill(3);
        let renewal = |months, previous: &[AppraisalGrade]| {
            let case = AppraisalCase {
                previous: previous.to_vec(),
                ..case(months, half(b), None)
            };
            appraisal(&case).unwrap().renewal
        };
        assert_eq!(renewal("12", &all_b), Renewal::MayNotRenew);
        assert_eq!(renewal("8", &all_b), Renewal::Renew);
        assert_eq!(renewal("12", &[AppraisalGrade::B]), Renewal::Renew);
        assert_eq!(
            renewal("12", &[AppraisalGrade::B, AppraisalGrade::C]),
            Renewal::Renew
        );
        assert_eq!(
            renewal(
                "12",
                &[AppraisalGrade::A, AppraisalGrade::B, AppraisalGrade::B]
            ),
            Renewal::MayNotRenew
        );
    }

    #[test]
    fn who_left_before_the_year_ended_has_no_bonus() {
        let left = AppraisalCase {
            employed_on_31_dec: false,
            ..case("10", half([5; 20]), None)
        };
        let answer = appraisal(&left).unwrap();
        assert_eq!(
            (answer.bonus_months.value(), answer.step_change),
            (Decimal::ZERO, 1)
        );
    }

    proptest! {
        #[test]
        fn a_better_mark_never_costs_anything(
            marks in prop::array::uniform20(1u32..=4), better in 0usize..20, months in 4u32..=12,
        ) {
            let mut raised = marks;
            raised[better] += 1;
            let answer = |marks| appraisal(&case(&months.to_string(), half(marks), None)).unwrap();
            let (before, after) = (answer(marks), answer(raised));
            prop_assert!(after.bonus_months >= before.bonus_months && after.step_change >= before.step_change);
        }
    }
}
