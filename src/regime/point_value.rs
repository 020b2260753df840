//! The value of a pay point.

use rust_decimal::Decimal;

use super::exact;

/// What one pay point is worth, in the regime's currency; 0 or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PointValue(Decimal);

impl PointValue {
    /// `None` where the value is negative.
    #[must_use]
    pub fn new(value: Decimal) -> Option<Self> {
        (value >= Decimal::ZERO).then_some(Self(value))
    }

    /// Reads digits, with or without a decimal fraction: `94`, `73.28`. No sign, space or exponent.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_digit() || byte == b'.';
        digits
            .bytes()
            .all(plain)
            .then(|| exact::parse(digits))?
            .map(Self)
    }

    /// What this many points are worth, exactly.
    #[must_use]
    pub fn times(self, points: u32) -> Decimal {
        self.0 * Decimal::from(points)
    }

    /// The value of one point.
    #[must_use]
    pub const fn get(self) -> Decimal {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_value_in_text_is_digits_alone() {
        for digits in ["73.28", "073.28", "94", "0", "94.0"] {
            assert!(PointValue::parse(digits).is_some(), "{digits}");
        }
        for other in [
            "", ".", "+1", "-1", " 1", "1 ", "1e2", "1.", ".5", "1.2.3", "1,5", "９４", "ninety",
        ] {
            assert_eq!(PointValue::parse(other), None, "{other}");
        }
    }
}
