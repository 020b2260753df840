//! How long a place on the reserve list holds (第五點).

use chrono::NaiveDate;
use serde::Serialize;

use super::Refusal;
use crate::regime::Cited;
use crate::regime::calendar::plus_months;

/// One year.
const MONTHS: u32 = 12;

/// A place on the reserve list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReserveCase {
    /// The day of the notice.
    pub notified_on: NaiveDate,
    /// The day on which the place would be used.
    pub on: NaiveDate,
}

/// Whether the place holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reserve {
    /// The last day on which it does: the same date a year later.
    pub last_day: NaiveDate,
    /// It holds on the day asked.
    pub valid: bool,
}

impl Cited for Reserve {
    const ARTICLES: &'static [&'static str] = &["第五點"];
}

/// One year from the notice.
///
/// # Errors
/// Where the last day cannot be written.
pub fn reserve(case: &ReserveCase) -> Result<Reserve, Refusal> {
    let last_day = plus_months(case.notified_on, MONTHS).map_err(|_| Refusal::TooLate {
        field: "notified_on",
        given: case.notified_on,
    })?;
    Ok(Reserve {
        last_day,
        valid: (case.notified_on..=last_day).contains(&case.on),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regime::calendar::day;

    #[test]
    fn a_notice_on_the_29th_of_february_holds_to_the_28th() {
        let asked = |on| {
            reserve(&ReserveCase {
                notified_on: day(2024, 2, 29),
                on,
            })
            .unwrap()
        };
        assert_eq!(
            asked(day(2025, 2, 28)),
            Reserve {
                last_day: day(2025, 2, 28),
                valid: true
            }
        );
        assert!(!asked(day(2025, 3, 1)).valid);
    }
}
