//! Annual leave (第十八點).

use chrono::NaiveDate;
use serde::Serialize;

use super::Refusal;
use crate::regime::Cited;
use crate::regime::calendar::full_months;

/// The most days of leave in a year.
const MOST_DAYS: u32 = 30;

/// A person in service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnnualLeaveCase {
    /// The first day of service.
    pub start: NaiveDate,
    /// The day on which the leave is counted.
    pub on: NaiveDate,
}

/// The leave of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AnnualLeave {
    /// Days.
    pub days: u32,
}

impl Cited for AnnualLeave {
    const ARTICLES: &'static [&'static str] = &["第十八點"];
}

/// The days of leave that the service so far gives.
///
/// # Errors
/// Where the day asked is before the first of service.
pub fn annual_leave(case: &AnnualLeaveCase) -> Result<AnnualLeave, Refusal> {
    if case.on < case.start {
        return Err(Refusal::BeforeStart {
            on: case.on,
            start: case.start,
        });
    }
    Ok(AnnualLeave {
        days: days(full_months(case.start, case.on)),
    })
}

fn days(months: u32) -> u32 {
    match (months, months / 12) {
        (0..6, _) => 0,
        (_, 0) => 3,
        (_, 1) => 7,
        (_, 2) => 10,
        (_, 3..5) => 14,
        (_, 5..10) => 15,
        (_, years) => MOST_DAYS.min(16 + (years - 10)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_days_are_those_of_the_article() {
        for (months, expected) in [
            (5, 0),
            (6, 3),
            (11, 3),
            (12, 7),
            (24, 10),
            (36, 14),
            (59, 14),
            (60, 15),
            (119, 15),
            (120, 16),
            (132, 17),
            (24 * 12, 30),
            (50 * 12, 30),
        ] {
            assert_eq!(days(months), expected, "{months} months");
        }
    }

    proptest! {
        #[test]
        fn leave_never_falls(months in 0u32..800) {
            prop_assert!(days(months) <= days(months + 1));
        }
    }
}
