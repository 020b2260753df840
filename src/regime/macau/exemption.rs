//! Who may ask to be spared work in shifts (art. 22(8)).

use rust_decimal::Decimal;
use serde::Serialize;

use crate::regime::Cited;

/// A nurse who would be spared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExemptionCase {
    /// Months of pregnancy; 0 where there is none.
    pub pregnant_months: Decimal,
    /// Age in years.
    pub age: Decimal,
    /// A child under one year is in the nurse's care.
    pub has_child_under_one: bool,
}

/// Whether the nurse may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Exemption {
    /// The request is to be granted where the service's running allows it.
    pub may_request: bool,
}

impl Cited for Exemption {
    const ARTICLES: &'static [&'static str] = &["第二十二條第八款"];
}

/// Four months of pregnancy or more (四個月以上: four counts), an age over fifty, or an infant.
#[must_use]
pub fn exemption(case: &ExemptionCase) -> Exemption {
    Exemption {
        may_request: case.pregnant_months >= Decimal::from(4)
            || case.age > Decimal::from(50)
            || case.has_child_under_one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_months_count_and_fifty_does_not() {
        let may_request = |pregnant_months, age| {
            let case = ExemptionCase {
                pregnant_months,
                age,
                has_child_under_one: false,
            };
            exemption(&case).may_request
        };
        assert!(may_request(Decimal::from(4), Decimal::from(20)));
        assert!(!may_request(Decimal::new(39, 1), Decimal::from(50)));
        assert!(may_request(Decimal::ZERO, Decimal::new(501, 1)));
    }
}
