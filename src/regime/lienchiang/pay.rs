//! What a contract post pays (第八點, 附表二).

use rust_decimal::Decimal;
use serde::Serialize;

use super::Refusal;
use crate::regime::Cited;
use crate::regime::exact::Money;
use crate::regime::point_value::PointValue;
use crate::regime::within::Within;

/// The points of grade 2, step 1; each grade starts 10 points, each step 5 points above the one below.
const FIRST_POINTS: u32 = 260;
const POINTS_A_GRADE: u32 = 10;
const POINTS_A_STEP: u32 = 5;

/// The least that a point may be worth, in TWD.
const LEAST_POINT_VALUE: u32 = 60;

/// The most that a point may be worth, in TWD.
const MOST_POINT_VALUE: u32 = 120;

/// The same for a special or scarce skill (具特殊性或稀少性專長).
const MOST_SCARCE_POINT_VALUE: u32 = 150;

/// The most technical allowance (技術加給) for grades 2 to 6, in TWD a month.
const MOST_TECHNICAL_ALLOWANCE: [u32; 5] = [3545, 4729, 7092, 9454, 14183];

/// The allowance for the offshore islands (離島地域加給), in TWD a month.
const OFFSHORE: u32 = 9790;

/// A post's place in annex 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayCase {
    /// The pay grade (等).
    pub grade: Within<2, 6>,
    /// The step (級).
    pub step: Within<1, 15>,
    /// What a point is worth, in TWD.
    pub point_value: PointValue,
    /// The post asks for a special or scarce skill.
    pub scarce: bool,
    /// The technical allowance agreed, in TWD a month.
    pub technical_allowance: u32,
}

/// The pay and its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pay {
    /// Pay points (薪點).
    pub points: u32,
    /// TWD a month for the points.
    pub salary: Money,
    /// TWD a month.
    pub technical_allowance: Money,
    /// TWD a month.
    pub offshore: Money,
    /// TWD a month in all.
    pub monthly: Money,
}

impl Cited for Pay {
    const ARTICLES: &'static [&'static str] = &["第八點", "附表二"];
}

/// The pay of a post.
///
/// # Errors
/// Where the value of a point or the allowance passes its limit.
pub fn pay(case: &PayCase) -> Result<Pay, Refusal> {
    check_point_value(case)?;
    check_technical_allowance(case)?;
    let points = FIRST_POINTS
        + POINTS_A_GRADE * (case.grade.get() - 2)
        + POINTS_A_STEP * (case.step.get() - 1);
    let salary = Money::half_up(case.point_value.times(points));
    let technical_allowance = Money::whole(case.technical_allowance);
    let offshore = Money::whole(OFFSHORE);
    Ok(Pay {
        points,
        salary,
        technical_allowance,
        offshore,
        monthly: salary + technical_allowance + offshore,
    })
}

fn check_point_value(case: &PayCase) -> Result<(), Refusal> {
    let most = if case.scarce {
        MOST_SCARCE_POINT_VALUE
    } else {
        MOST_POINT_VALUE
    };
    let given = case.point_value.get();
    let allowed = Decimal::from(LEAST_POINT_VALUE)..=Decimal::from(most);
    if allowed.contains(&given) {
        return Ok(());
    }
    Err(Refusal::PointValue { given, most })
}

fn check_technical_allowance(case: &PayCase) -> Result<(), Refusal> {
    let most = case.grade.pick(&MOST_TECHNICAL_ALLOWANCE).unwrap_or(0);
    if case.technical_allowance <= most {
        return Ok(());
    }
    Err(Refusal::TechnicalAllowance {
        given: case.technical_allowance,
        most,
        grade: case.grade.get(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn case(grade: u32, step: u32, point_value: &str) -> PayCase {
        PayCase {
            grade: Within::new(grade).unwrap(),
            step: Within::new(step).unwrap(),
            point_value: PointValue::parse(point_value).unwrap(),
            scarce: false,
            technical_allowance: 0,
        }
    }

    #[test]
    fn the_salaries_are_those_that_annex_2_prints() {
        for (grade, step, points, salary) in [
            (2, 1, 260, 19_053),
            (2, 2, 265, 19_419),
            (2, 15, 330, 24_182),
            (3, 1, 270, 19_786),
            (3, 13, 330, 24_182),
            (4, 1, 280, 20_518),
            (4, 11, 330, 24_182),
            (5, 1, 290, 21_251),
            (5, 15, 360, 26_381),
            (6, 1, 300, 21_984),
            (6, 15, 370, 27_114),
        ] {
            let pay = pay(&case(grade, step, "73.28")).unwrap();
            assert_eq!((pay.points, pay.salary), (points, Money::whole(salary)));
        }
    }

    #[test]
    fn the_limits_themselves_are_allowed() {
        let ok = |case: &PayCase| pay(case).is_ok();
        assert!(ok(&case(2, 1, "60")) && !ok(&case(2, 1, "59.99")));
        assert!(ok(&case(2, 1, "120")) && !ok(&case(2, 1, "120.01")));
        assert!(ok(&PayCase {
            scarce: true,
            ..case(2, 1, "150")
        }));
        assert!(!ok(&PayCase {
            scarce: true,
            ..case(2, 1, "150.01")
        }));
        for (grade, most) in (2..).zip(MOST_TECHNICAL_ALLOWANCE) {
            let with = |technical_allowance| PayCase {
                technical_allowance,
                ..case(grade, 1, "73.28")
            };
            assert!(ok(&with(most)) && !ok(&with(most + 1)));
        }
    }

    proptest! {
        #[test]
        fn pay_is_the_sum_of_its_parts_and_never_falls_as_a_step_rises(
            grade in 2u32..=6, step in 1u32..15, hundredths in 6000u32..=12_000, allowance in 0u32..=3545,
        ) {
            let point_value = format!("{}.{:02}", hundredths / 100, hundredths % 100);
            let at = |step| {
                pay(&PayCase { technical_allowance: allowance, ..case(grade, step, &point_value) }).unwrap()
            };
            let lower = at(step);
            prop_assert_eq!(lower.monthly, lower.salary + lower.technical_allowance + lower.offshore);
            prop_assert!(at(step + 1).monthly > lower.monthly);
        }
    }
}
