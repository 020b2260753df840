//! What a hospital settles for itself within its regime: limits on working time that are no law, whether
//! each warns or blocks, and the two choices that the laws of Macau and Lienchiang leave to it. Pure.

use crate::regime::hk;
use crate::regime::macau::WorkingRegime;
use rust_decimal::Decimal;

/// A limit, and what passing it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Minutes; days for [`HouseRules::rest_days`].
    pub amount: i32,
    /// Whether a shift that passes it cannot be taken; otherwise the member is warned and may.
    pub blocks: bool,
}

impl Limit {
    const fn warns(amount: i32) -> Self {
        Self {
            amount,
            blocks: false,
        }
    }

    /// The amount in hours, for one in minutes.
    pub fn hours(self) -> Decimal {
        (Decimal::from(self.amount) / Decimal::from(60)).normalize()
    }
}

/// A hospital's own rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HouseRules {
    /// The longest shift.
    pub max_shift: Limit,
    /// The shortest rest between two shifts.
    pub min_rest: Limit,
    /// The most work in any 168 hours.
    pub max_week: Limit,
    /// The fewest days without work in any seven.
    pub rest_days: Limit,
    /// How Macau's nurses work here (art. 20).
    pub working_regime: WorkingRegime,
    /// Whether Lienchiang's labour-management meeting agreed to longer hours (§7).
    pub agreed_extension: bool,
}

impl HouseRules {
    /// What holds where nobody set anything. All limits warn: the usual afternoon, morning, night leaves
    /// rests of ten and seven hours, and a hard rest of eleven would forbid what is done every day.
    pub const DEFAULT: Self = Self {
        max_shift: Limit::warns(12 * 60),
        min_rest: Limit::warns(11 * 60),
        max_week: Limit::warns(60 * 60),
        rest_days: Limit::warns(1),
        working_regime: WorkingRegime::Rotating,
        agreed_extension: false,
    };

    /// The limits as the regime's check takes them.
    pub fn limits(&self) -> hk::Limits {
        hk::Limits {
            max_shift_hours: self.max_shift.hours(),
            min_rest_hours: self.min_rest.hours(),
            max_hours_in_7_days: self.max_week.hours(),
            rest_days_in_7: u32::try_from(self.rest_days.amount).unwrap_or(0),
        }
    }

    /// Whether a shift that breaks a house rule cannot be taken.
    pub fn blocks(&self, rule: hk::Rule) -> bool {
        match rule {
            hk::Rule::Overlap => true,
            hk::Rule::MaxShiftHours => self.max_shift.blocks,
            hk::Rule::MinRestHours => self.min_rest.blocks,
            hk::Rule::MaxHoursIn7Days => self.max_week.blocks,
            hk::Rule::RestDaysIn7 => self.rest_days.blocks,
        }
    }
}

/// Reads hours as typed, to the minute: `11`, `10.5`. `None` outside of the range.
pub fn minutes(hours: &str, range: std::ops::RangeInclusive<i32>) -> Option<i32> {
    let hours: Decimal = hours.trim().parse().ok()?;
    let minutes = hours.checked_mul(Decimal::from(60))?.normalize();
    let minutes = i32::try_from(minutes).ok().filter(|_| minutes.scale() == 0);
    minutes.filter(|minutes| range.contains(minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_to_the_minute() {
        assert_eq!(minutes(" 10.5 ", 0..=1440), Some(630));
        assert_eq!(minutes("24", 0..=1440), Some(1440));
        for bad in [
            "",
            "24.5",
            "-1",
            "0.001",
            "ten",
            "1e3",
            "99999999999999999999999999999",
        ] {
            assert_eq!(minutes(bad, 0..=1440), None, "{bad:?}");
        }
    }

    #[test]
    fn the_defaults_are_the_regimes_own() {
        let limits = HouseRules::DEFAULT.limits();
        assert_eq!(limits.max_shift_hours, Decimal::from(12));
        assert_eq!(limits.min_rest_hours, Decimal::from(11));
        assert_eq!(limits.max_hours_in_7_days, Decimal::from(60));
        assert_eq!(limits.rest_days_in_7, 1);
    }
}
