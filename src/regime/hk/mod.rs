//! Hong Kong: the Hospital Authority's self-selection locum office.
//!
//! Its own account of 2019 gives the clock of vetting and the rule of publication; the limits on
//! working time are rules of the house, which the administrator may change.

pub mod publishable;
pub mod vetting_clock;
pub mod working_time;

use super::calendar;
use super::told::{Tells, Told};
use super::{Edition, Editions};
use chrono::NaiveDate;

pub use publishable::{
    ByCategory, Category, Count, Membership, Publishable, PublishableCase, publishable,
};
pub use vetting_clock::{ClockStatus, Pause, VettingClock, VettingClockCase, vetting_clock};
pub use working_time::{Limits, Rule, WorkingTime, WorkingTimeCase, working_time};

/// The Hospital Authority's letter to Citizen News (眾新聞).
pub const EDITIONS: Editions = Editions {
    before: &[],
    latest: Edition {
        name: "醫管局「自選兼職」 資歷經驗同樣重要",
        source: "眾新聞，2019年3月21日刊登",
        in_force_from: calendar::day(2019, 3, 21),
    },
};

/// Why a case has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The clock cannot be read before it starts.
    #[error("on must be submitted_on, {submitted_on}, or later, not {on}")]
    BeforeSubmission {
        /// The day asked for.
        on: NaiveDate,
        /// The day on which the clock starts.
        submitted_on: NaiveDate,
    },
    /// A pause runs backwards.
    #[error("paused[{place}].to must be its from, {from}, or later, not {to}")]
    BackwardPause {
        /// Which pause, counted from 0.
        place: usize,
        /// Its first day.
        from: NaiveDate,
        /// The day before which it ends.
        to: NaiveDate,
    },
    /// A day of the answer cannot be written.
    #[error(
        "{field} must be early enough that the answer ends on 9999-12-31 or before, not {given}"
    )]
    TooLate {
        /// The field that it is counted from.
        field: &'static str,
        /// The day given.
        given: NaiveDate,
    },
}

impl Tells for Refusal {
    fn told(&self) -> Told {
        match self {
            Self::BeforeSubmission { on, submitted_on } => {
                Told::not_before("on", "submitted_on", *submitted_on, *on)
            }
            Self::BackwardPause { from, to, .. } => Told::not_before("to", "from", *from, *to),
            Self::TooLate { field, given } => Told::new("too_late", [field, given]),
        }
    }
}
