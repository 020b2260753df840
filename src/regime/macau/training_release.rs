//! Release from work for training or research (art. 26).

use rust_decimal::Decimal;
use serde::Serialize;

use crate::regime::Cited;

/// The hours of a year (art. 26(2)).
const YEARLY_HOURS: u32 = 36;

/// The days after the activity within which its report is due (art. 26(4)).
const REPORT_DUE_DAYS: u32 = 30;

/// A request for release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainingReleaseCase {
    /// Hours of release already had in the year.
    pub hours_used: Decimal,
    /// Hours asked for.
    pub hours_asked: Decimal,
    /// The director extends the year's hours (art. 26(3)).
    pub director_extension: bool,
}

/// The answer to the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TrainingRelease {
    /// The release is granted.
    pub granted: bool,
    /// Days after the activity within which its report is due, or the pay of those hours is lost.
    pub report_due_days: u32,
}

impl Cited for TrainingRelease {
    const ARTICLES: &'static [&'static str] = &["第二十六條"];
}

/// Granted within the year's hours, or where the director extends them.
#[must_use]
pub fn training_release(case: &TrainingReleaseCase) -> TrainingRelease {
    let within = case.hours_used + case.hours_asked <= Decimal::from(YEARLY_HOURS);
    TrainingRelease {
        granted: within || case.director_extension,
        report_due_days: REPORT_DUE_DAYS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_six_hours_are_granted_to_the_last_minute() {
        let granted = |tenths| {
            let case = TrainingReleaseCase {
                hours_used: Decimal::from(35),
                hours_asked: Decimal::new(tenths, 1),
                director_extension: false,
            };
            training_release(&case).granted
        };
        assert!(granted(10));
        assert!(!granted(11));
    }
}
