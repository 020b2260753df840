//! Hong Kong: the Hospital Authority's self-selection locum office.
//!
//! Its own account of 2019 gives the clock of vetting and the rule of publication; the limits on
//! working time are rules of the house, which the administrator may change.

pub mod publishable;
pub mod vetting_clock;
pub mod working_time;

use super::Edition;
use super::calendar::{self, PastTheCalendar};

pub use publishable::{
    ByCategory, Category, Count, Membership, Publishable, PublishableCase, publishable,
};
pub use vetting_clock::{ClockStatus, Pause, VettingClock, VettingClockCase, vetting_clock};
pub use working_time::{Limits, Rule, WorkingTime, WorkingTimeCase, working_time};

/// The Hospital Authority's letter to Citizen News (眾新聞).
pub const EDITION: Edition = Edition {
    name: "醫管局「自選兼職」 資歷經驗同樣重要",
    in_force_from: calendar::day(2019, 3, 21),
};

/// Why a case has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The clock cannot be read before it starts.
    #[error("on must not be before submitted_on")]
    BeforeSubmission,
    /// A pause runs backwards.
    #[error("a pause must not have its to before its from")]
    BackwardPause,
    /// A target cannot be written.
    #[error(transparent)]
    PastTheCalendar(#[from] PastTheCalendar),
}
