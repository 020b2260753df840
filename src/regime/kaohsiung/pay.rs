//! Pay by the month (附表一, 附表二) and by the hour (第三十六點), and who may have a responsibility allowance.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;
use serde::Serialize;

use super::Refusal;
use crate::regime::Cited;
use crate::regime::exact::Money;
use crate::regime::within::Within;
use crate::regime::word::words;

/// 本薪, in TWD a month (附表一).
const BASE: u32 = 23_092;

/// 專業加給 of levels 1 to 40, in TWD a month (附表一).
const PROFESSIONAL: [u32; 40] = [
    4669, 4877, 5086, 5399, 6748, 8099, 9448, 10797, 12148, 13497, //
    14844, 16194, 17275, 18354, 19433, 20512, 21592, 22672, 23751, 24830, //
    25910, 26991, 28070, 29149, 30227, 31308, 32388, 33468, 34546, 35626, //
    36705, 37785, 38864, 39944, 41023, 42102, 43181, 44261, 45340, 46421,
];

/// 職務加給 of no level and levels 1 to 3, in TWD a month (附表一).
const DUTY: [u32; 4] = [0, 1350, 2700, 4050];

/// 責任加給 of no level and levels 1 to 5, in TWD a month (附表一).
const RESPONSIBILITY: [u32; 6] = [0, 4168, 4695, 5728, 7506, 9686];

/// What each further level adds to the hourly wage, in TWD (第三十六點).
const HOURLY_LEVEL: u64 = 10;

/// One post in so many may have a responsibility allowance (附表一).
const STAFF_A_RESPONSIBILITY_POST: u32 = 20;

/// A post's place in the annexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayCase {
    /// The category of annex 2.
    pub category: Category,
    /// The level of the professional allowance.
    pub level: Within<1, 40>,
    /// The level of the duty allowance; 0 for none.
    pub duty_level: Within<0, 3>,
    /// The level of the responsibility allowance; 0 for none.
    pub responsibility_level: Within<0, 5>,
    /// The minimum wage (基本工資), in TWD a month.
    pub minimum_monthly_wage: u32,
}

words! {
    /// The categories of annex 2, by the first of each row.
    pub enum Category {
        /// 行政人員、護士 and the like.
        Support = "support",
        /// 教保員、照顧服務員 and the like.
        Care = "care",
        /// 護理師、醫事技術人員 and the like.
        Professional = "professional",
    }
}

/// The pay and its parts, in TWD a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pay {
    /// 本薪
    pub base: Money,
    /// 專業加給, as the annex prints it.
    pub professional: Money,
    /// 職務加給
    pub duty: Money,
    /// 責任加給
    pub responsibility: Money,
    /// What lifts the sum to the minimum wage.
    pub top_up: Money,
    /// All of it.
    pub monthly: Money,
}

impl Cited for Pay {
    const ARTICLES: &'static [&'static str] = &["第三十六點", "附表一", "附表二"];
}

/// The pay of a post.
///
/// # Errors
/// Where the category has no such level.
pub fn pay(case: &PayCase) -> Result<Pay, Refusal> {
    let levels = levels(case.category);
    let level = Refusal::Level {
        category: case.category,
        least: *levels.start(),
        most: *levels.end(),
        given: case.level.get(),
    };
    if !levels.contains(&case.level.get()) {
        return Err(level);
    }
    let professional = case.level.pick(&PROFESSIONAL).ok_or(level)?;
    let duty = case.duty_level.pick(&DUTY).unwrap_or(0);
    let responsibility = case.responsibility_level.pick(&RESPONSIBILITY).unwrap_or(0);
    let sum = BASE + professional + duty + responsibility;
    Ok(Pay {
        base: Money::whole(BASE),
        professional: Money::whole(professional),
        duty: Money::whole(duty),
        responsibility: Money::whole(responsibility),
        top_up: Money::whole(case.minimum_monthly_wage.saturating_sub(sum)),
        monthly: Money::whole(case.minimum_monthly_wage.max(sum)),
    })
}

/// The levels of a category (附表二).
const fn levels(category: Category) -> RangeInclusive<u32> {
    match category {
        Category::Support => 1..=12,
        Category::Care => 1..=20,
        Category::Professional => 6..=40,
    }
}

/// Work that is paid by the hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HourlyCase {
    /// The minimum wage, in TWD an hour.
    pub minimum_hourly_wage: u32,
    /// Further levels.
    pub level: u32,
    /// Hours worked.
    pub hours: Decimal,
}

/// The pay for the hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Hourly {
    /// TWD an hour.
    pub hourly: u64,
    /// TWD in all.
    pub pay: Money,
}

impl Cited for Hourly {
    const ARTICLES: &'static [&'static str] = &["第三十六點"];
}

/// Ten dollars more a level.
#[must_use]
pub fn hourly(case: &HourlyCase) -> Hourly {
    let hourly = u64::from(case.minimum_hourly_wage) + HOURLY_LEVEL * u64::from(case.level);
    Hourly {
        hourly,
        pay: Money::half_up(Decimal::from(hourly) * case.hours),
    }
}

/// A hospital's contract staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResponsibilityPostsCase {
    /// Their number.
    pub headcount: u32,
}

/// How many of them may have a responsibility allowance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ResponsibilityPosts {
    /// At most.
    pub max: u32,
}

impl Cited for ResponsibilityPosts {
    const ARTICLES: &'static [&'static str] = &["附表一"];
}

/// One in twenty; a remainder counts as one.
#[must_use]
pub fn responsibility_posts(case: &ResponsibilityPostsCase) -> ResponsibilityPosts {
    ResponsibilityPosts {
        max: case.headcount.div_ceil(STAFF_A_RESPONSIBILITY_POST),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn case(category: Category, level: u32) -> PayCase {
        PayCase {
            category,
            level: Within::new(level).unwrap(),
            duty_level: Within::new(0).unwrap(),
            responsibility_level: Within::new(0).unwrap(),
            minimum_monthly_wage: 0,
        }
    }

    #[test]
    fn each_category_has_its_levels() {
        let levels = |category| {
            (1..=40)
                .filter(|&level| pay(&case(category, level)).is_ok())
                .collect::<Vec<u32>>()
        };
        assert_eq!(levels(Category::Support), (1..=12).collect::<Vec<_>>());
        assert_eq!(levels(Category::Care), (1..=20).collect::<Vec<_>>());
        assert_eq!(levels(Category::Professional), (6..=40).collect::<Vec<_>>());
    }

    #[test]
    fn the_minimum_wage_is_reached_and_not_passed() {
        let top_up = |minimum_monthly_wage| {
            pay(&PayCase {
                minimum_monthly_wage,
                ..case(Category::Professional, 6)
            })
            .unwrap()
            .top_up
            .units()
        };
        assert_eq!([top_up(31_190), top_up(31_191), top_up(31_192)], [0, 0, 1]);
    }

    #[test]
    fn a_remainder_of_twenty_is_one_post() {
        let max = |headcount| responsibility_posts(&ResponsibilityPostsCase { headcount }).max;
        assert_eq!([max(0), max(1), max(20), max(21), max(40)], [0, 1, 1, 2, 2]);
    }

    proptest! {
        #[test]
        fn pay_is_the_sum_of_its_parts_and_never_falls_as_a_level_rises(
            level in 6u32..40, duty in 0u32..=3, responsibility in 0u32..=5, minimum in 0u32..100_000,
        ) {
            let at = |level| pay(&PayCase {
                duty_level: Within::new(duty).unwrap(),
                responsibility_level: Within::new(responsibility).unwrap(),
                minimum_monthly_wage: minimum,
                ..case(Category::Professional, level)
            }).unwrap();
            let lower = at(level);
            let sum = lower.base + lower.professional + lower.duty + lower.responsibility + lower.top_up;
            prop_assert_eq!(lower.monthly, sum);
            prop_assert!(lower.monthly >= Money::whole(minimum));
            prop_assert!(at(level + 1).monthly >= lower.monthly);
        }
    }
}
