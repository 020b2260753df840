//! Exact decimals and whole money. No money and no mark passes through a floating point number;
//! the one float here only prints an answer's digits.

use std::ops::Add;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer, ser::Error};

/// The numbers that are taken are smaller than this, far above any that the sources know, so that no
/// product or sum of an answer can pass what a [`Decimal`] holds.
pub const TOO_LARGE: Decimal = Decimal::from_parts(3_567_587_328, 232, 0, false, 0);

/// The most significant digits that a [`Decimal`] always holds.
const MOST_DIGITS: usize = 28;

/// The exact value of a decimal such as `73.28`, `-5` or `1.5e3`; `None` where it is not written so or
/// does not fit (a magnitude from [`TOO_LARGE`] on, more than 28 digits or decimals).
#[must_use]
pub fn parse(text: &str) -> Option<Decimal> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (sign, magnitude) = mantissa
        .strip_prefix('-')
        .map_or((1, mantissa), |rest| (-1, rest));
    let (whole, fraction) = match magnitude.split_once('.') {
        Some((whole, fraction)) => (whole, all_digits(fraction)?),
        None => (magnitude, ""),
    };
    let written = format!("{}{fraction}", all_digits(whole)?);
    let digits = written.trim_end_matches('0');
    let significant = digits.trim_start_matches('0');
    // The value is `significant` × 10^power.
    let power = exponent
        .parse::<i64>()
        .ok()?
        .checked_sub(i64::try_from(fraction.len()).ok()?)?
        .checked_add(i64::try_from(written.len() - digits.len()).ok()?)?;
    if significant.is_empty() {
        return Some(Decimal::ZERO);
    }
    let zeros = usize::try_from(power).unwrap_or(0);
    if significant.len().checked_add(zeros)? > MOST_DIGITS {
        return None;
    }
    let mantissa = format!("{significant}{:0<zeros$}", "")
        .parse::<i128>()
        .ok()?;
    let scale = u32::try_from(power.min(0).checked_neg()?).ok()?;
    let value = Decimal::try_from_i128_with_scale(sign * mantissa, scale).ok()?;
    (value.abs() < TOO_LARGE).then_some(value)
}

/// The text, where it is one ASCII digit or more and nothing else.
fn all_digits(text: &str) -> Option<&str> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(text)
}

/// How many times `size` fits into a number of 0 or more, counted up to `most`.
#[must_use]
pub fn full_times(number: Decimal, size: u32, most: u32) -> u32 {
    let times = (number / Decimal::from(size))
        .floor()
        .min(Decimal::from(most));
    u32::try_from(times.trunc().mantissa()).unwrap_or(most)
}

/// Money in whole units of the regime's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Money(i128);

impl Money {
    /// An amount that is whole already.
    #[must_use]
    pub fn whole(units: u32) -> Self {
        Self(units.into())
    }

    /// Rounds half up to whole units: once, at the end of a calculation.
    #[must_use]
    pub fn half_up(exact: Decimal) -> Self {
        // Amounts are never negative, so away from zero is up.
        let whole = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        Self(whole.mantissa())
    }

    /// The number of whole units.
    #[must_use]
    pub const fn units(self) -> i128 {
        self.0
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

/// A decimal as it stands in an answer: printed as a plain number, `76.5` or `80`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(Decimal);

impl Exact {
    /// The value.
    #[must_use]
    pub const fn value(self) -> Decimal {
        self.0
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        Self(value.normalize())
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.scale() == 0 {
            return serializer.serialize_i128(self.0.mantissa());
        }
        // A JSON number has no decimal type of its own: the nearest float prints the same digits, up
        // to the 15 that every float keeps.
        let printed = self.0.to_string().parse().map_err(S::Error::custom)?;
        serializer.serialize_f64(printed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_parsed_to_the_last_digit() {
        for (text, value) in [
            ("0", "0"),
            ("-0.0", "0"),
            ("073.28", "73.28"),
            ("1e2", "100"),
            ("1.50E+1", "15"),
            ("125e-3", "0.125"),
            ("0.1000000000000000000000000000000000000", "0.1"),
            (
                "999999999999.9999999999999999",
                "999999999999.9999999999999999",
            ),
            ("0e999", "0"),
            ("-2.5", "-2.5"),
        ] {
            assert_eq!(
                parse(text).map(|d| d.normalize().to_string()).as_deref(),
                Some(value),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_decimal_or_does_not_fit_is_refused() {
        for text in [
            "",
            "-",
            "+1",
            " 1",
            "1 ",
            ".5",
            "5.",
            "1.2.3",
            "1e",
            "0e",
            "e1",
            "1_000",
            "٣",
            "0x10",
            "NaN",
            "inf",
            "--1",
            "1000000000000",
            "1e12",
            "1e400",
            "1e-400",
            "1e99999999999999999999",
            "1e-9223372036854775808",
            "1.00000000000000000000000000001",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_limit_is_a_million_million() {
        assert_eq!(TOO_LARGE.to_string(), "1000000000000");
    }

    #[test]
    fn only_full_fives_count() {
        let fives = |hours| full_times(parse(hours).unwrap(), 5, 80);
        assert_eq!(
            [fives("0"), fives("4.99"), fives("5"), fives("14.5")],
            [0, 0, 1, 2]
        );
        assert_eq!(
            [fives("399.9"), fives("400"), fives("999999999999")],
            [79, 80, 80]
        );
    }

    #[test]
    fn half_a_unit_goes_up() {
        for (exact, units) in [
            ("35227.5", 35_228),
            ("532.5", 533),
            ("2.4999999", 2),
            ("0.5", 1),
            ("7", 7),
        ] {
            assert_eq!(
                parse(exact).map(|d| Money::half_up(d).units()),
                Some(units),
                "{exact}"
            );
        }
    }
}
