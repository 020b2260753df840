//! The dates of a new contract (第五點, 第六點).

use chrono::NaiveDate;
use serde::Serialize;

use super::Refusal;
use crate::regime::Cited;
use crate::regime::calendar::{period_end, plus_days};

/// The probation (第五點).
const PROBATION_MONTHS: u32 = 3;

/// The days in which the contract is to be signed (第六點).
const DAYS_TO_SIGN: u64 = 14;

/// A person who took up a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatesCase {
    /// The first day at work.
    pub reported_on: NaiveDate,
    /// The day on which the engagement was approved, where it was.
    pub approved_on: Option<NaiveDate>,
}

/// What falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Dates {
    /// The last day of the probation.
    pub probation_ends_on: NaiveDate,
    /// The last day to sign the contract.
    pub sign_by: Option<NaiveDate>,
}

impl Cited for Dates {
    const ARTICLES: &'static [&'static str] = &["第五點", "第六點"];
}

const fn too_late(field: &'static str, given: NaiveDate) -> Refusal {
    Refusal::TooLate { field, given }
}

/// The end of the probation and the last day to sign.
///
/// # Errors
/// Where a day cannot be written.
pub fn dates(case: &DatesCase) -> Result<Dates, Refusal> {
    let sign_by = case
        .approved_on
        .map(|given| plus_days(given, DAYS_TO_SIGN).map_err(|_| too_late("approved_on", given)));
    let probation_ends_on = period_end(case.reported_on, PROBATION_MONTHS);
    Ok(Dates {
        probation_ends_on: probation_ends_on
            .map_err(|_| too_late("reported_on", case.reported_on))?,
        sign_by: sign_by.transpose()?,
    })
}
