//! Numbers in a question.
//!
//! An integer is digits alone: `4.0` and `4e0` are written as decimals and are none. A decimal is read
//! digit by digit, exactly. Neither is ever text, save a point value, which may be.

use rust_decimal::Decimal;

use super::fault::Fault;
use super::field::{Field, not_allowed};
use super::json::Json;
use super::shape::Shape;
use crate::regime::exact;
use crate::regime::point_value::PointValue;
use crate::regime::taitung::Total;
use crate::regime::within::{UpTo, Within};

/// How far decimals are reckoned with; see [`exact::parse`].
const REACH: &str = "below 10^12, 28 digits at most";

impl Field for u32 {
    fn allowed() -> String {
        format!("an integer of 0 or more ({} at most)", Self::MAX)
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        // By way of a wider type, for -0 is 0.
        let number = integer(json).and_then(|number| number.try_into().ok());
        number.ok_or_else(|| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::whole(Some(0), None)
    }
}

impl Field for i64 {
    fn allowed() -> String {
        "an integer (18 digits at most)".into()
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        integer(json).ok_or_else(|| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::whole(None, None)
    }
}

impl<const MIN: u32, const MAX: u32> Field for Within<MIN, MAX> {
    fn allowed() -> String {
        format!("an integer from {MIN} to {MAX}")
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        let number = integer(json).and_then(|number| number.try_into().ok());
        number
            .and_then(Self::new)
            .ok_or_else(|| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::whole(Some(MIN), Some(MAX))
    }
}

impl Field for Decimal {
    fn allowed() -> String {
        format!("a number of 0 or more ({REACH})")
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        let number = decimal(json).filter(|number| *number >= Self::ZERO);
        number.ok_or_else(|| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::number(Some(0), None)
    }
}

impl<const MAX: u32> Field for UpTo<MAX> {
    fn allowed() -> String {
        format!("a number from 0 to {MAX}")
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        decimal(json)
            .and_then(Self::new)
            .ok_or_else(|| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::number(Some(0), Some(MAX))
    }
}

impl Field for PointValue {
    fn allowed() -> String {
        format!("a number of 0 or more, or digits in text such as \"73.28\" ({REACH})")
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        let value = match json.string() {
            Some(digits) => Self::parse(&digits),
            None => decimal(json).and_then(Self::new),
        };
        value.ok_or_else(|| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::number(Some(0), None)
    }
}

impl Field for Total {
    fn allowed() -> String {
        format!("a number ({REACH})")
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        decimal(json)
            .map(Self)
            .ok_or_else(|| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::number(None, None)
    }
}

fn integer(json: Json<'_>) -> Option<i64> {
    json.number()?.parse().ok()
}

fn decimal(json: Json<'_>) -> Option<Decimal> {
    exact::parse(json.number()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads<T: Field>(text: &'static str) -> bool {
        T::read(Json::literal(text)).is_ok()
    }

    #[test]
    fn an_integer_is_digits_alone() {
        for text in ["0", "-0", "4", "4294967295"] {
            assert!(reads::<u32>(text), "{text}");
        }
        for text in [
            "4.0",
            "4e0",
            "-1",
            "4294967296",
            "99999999999999999999",
            "\"4\"",
            "true",
            "null",
            "[]",
            "{}",
        ] {
            assert!(!reads::<u32>(text), "{text}");
        }
        assert!(reads::<i64>("-5") && !reads::<i64>("-5.0"));
        assert!(
            reads::<Within<1, 3>>("3")
                && !reads::<Within<1, 3>>("4")
                && !reads::<Within<1, 3>>("0")
        );
    }

    #[test]
    fn a_decimal_is_any_number_from_nought() {
        for text in [
            "0",
            "-0.0",
            "2.5",
            "1e2",
            "12.0",
            "0.000000000000000000001",
            "999999999999",
        ] {
            assert!(reads::<Decimal>(text), "{text}");
        }
        for text in ["-0.1", "-1", "1e12", "1e400", "\"2.5\"", "false", "null"] {
            assert!(!reads::<Decimal>(text), "{text}");
        }
        assert!(reads::<UpTo<12>>("12.00") && !reads::<UpTo<12>>("12.01"));
        assert!(reads::<Total>("-2.5") && !reads::<Total>("\"1\""));
    }

    #[test]
    fn a_point_value_may_be_text() {
        for text in [
            "94",
            "73.28",
            "1e2",
            "\"73.28\"",
            "\"073.28\"",
            "\"7\\u0033\"",
        ] {
            assert!(reads::<PointValue>(text), "{text}");
        }
        for text in [
            "-1", "\"-1\"", "\"+1\"", "\" 1\"", "\"1e2\"", "\"\"", "true", "null",
        ] {
            assert!(!reads::<PointValue>(text), "{text}");
        }
    }
}
