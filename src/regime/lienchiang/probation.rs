//! Probation (第九點).

use chrono::NaiveDate;
use serde::Serialize;

use super::Refusal;
use crate::regime::Cited;
use crate::regime::calendar::period_end;
use crate::regime::within::Within;

/// A probation that is agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProbationCase {
    /// Its first day.
    pub start: NaiveDate,
    /// Its length: three months at most.
    pub months: Within<1, 3>,
}

/// When it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Probation {
    /// Its last day.
    pub ends_on: NaiveDate,
}

impl Cited for Probation {
    const ARTICLES: &'static [&'static str] = &["第九點"];
}

/// The last day of a probation.
///
/// # Errors
/// Where it cannot be written.
pub fn probation(case: &ProbationCase) -> Result<Probation, Refusal> {
    let ends_on = period_end(case.start, case.months.get()).map_err(|_| Refusal::TooLate {
        field: "start",
        given: case.start,
    })?;
    Ok(Probation { ends_on })
}
