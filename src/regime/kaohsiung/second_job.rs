//! A second job (第十二點).

use serde::Serialize;

use crate::regime::Cited;
use crate::regime::word::words;

/// A person who would take a second job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondJobCase {
    /// How the hospital pays the person.
    pub pay_basis: PayBasis,
    /// The hospital consents.
    pub consent: bool,
}

words! {
    /// How a person is paid.
    pub enum PayBasis {
        /// By the month.
        Monthly = "monthly",
        /// By the day (按日計酬).
        Daily = "daily",
        /// By the hour (按時計酬).
        Hourly = "hourly",
    }
}

/// Whether the second job may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SecondJob {
    /// It may.
    pub allowed: bool,
}

impl Cited for SecondJob {
    const ARTICLES: &'static [&'static str] = &["第十二點"];
}

/// Only who is paid by the month needs the hospital's consent.
#[must_use]
pub fn second_job(case: &SecondJobCase) -> SecondJob {
    SecondJob {
        allowed: case.consent || case.pay_basis != PayBasis::Monthly,
    }
}
