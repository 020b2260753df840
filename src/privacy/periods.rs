//! How long what is kept: the one table. The jobs read it, and the privacy page shows it.

use crate::clock::UtcTime;
use crate::i18n::Texts;
use chrono::{Months, TimeDelta};

/// Something that is kept for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Applications that were not approved.
    Rejected,
    /// Applications that were taken back.
    Withdrawn,
    /// Members who left.
    Left,
    /// Drafts that nobody touches; vetting counts the days and ends them, then they are erased.
    Draft,
    /// Accounts whose address nobody confirmed.
    Unconfirmed,
    /// Letters that have left, and those that never could.
    Letters,
    /// Notices in the inbox.
    Notices,
    /// Copies of a person's data, from when they can be fetched.
    Copies,
    /// Links and remembered browsers.
    Traces,
    /// Copies of identity cards, from when an officer looked at them.
    IdentityCards,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Days of 24 hours.
    Days(i64),
    /// Calendar months.
    Months(u32),
}

/// The table. Changing a line changes what the jobs do and what the page says.
pub const PERIODS: [(What, Span); 10] = [
    (What::Rejected, Span::Months(24)),
    (What::Withdrawn, Span::Months(24)),
    (What::Left, Span::Months(84)),
    (What::Draft, Span::Days(90)),
    (What::Unconfirmed, Span::Days(90)),
    (What::Letters, Span::Days(30)),
    (What::Notices, Span::Months(12)),
    (What::Copies, Span::Days(7)),
    (What::Traces, Span::Days(400)),
    (What::IdentityCards, Span::Days(90)),
];

/// Days within which a person who asks gets a copy of their data (PDPO s. 19).
pub const COPY_WITHIN: i64 = 40;

impl What {
    /// How long it is kept.
    pub fn kept(self) -> Span {
        let found = PERIODS.iter().find(|(what, _)| *what == self);
        found.map_or(Span::Days(0), |(_, span)| *span)
    }

    /// What began at this instant or earlier has been kept long enough.
    pub fn cutoff(self, now: UtcTime) -> UtcTime {
        match self.kept() {
            Span::Days(days) => now.minus(TimeDelta::days(days)),
            Span::Months(months) => {
                let back = now.to_chrono().checked_sub_months(Months::new(months));
                back.map_or(now, |then| UtcTime::new(then.naive_utc()))
            }
        }
    }

    /// States of applications that it speaks of, as they are stored.
    pub fn states(self) -> &'static [&'static str] {
        match self {
            Self::Rejected => &["rejected"],
            Self::Withdrawn => &["withdrawn"],
            Self::Left => &["left"],
            Self::Draft => &["expired"],
            _ => &[],
        }
    }

    /// The word under which an erasure names its cause.
    pub fn cause(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Left => "left",
            Self::Draft => "draft",
            Self::Unconfirmed => "unconfirmed",
            Self::Letters | Self::Notices | Self::Copies | Self::Traces | Self::IdentityCards => {
                "swept"
            }
        }
    }

    /// Its name in a language.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Rejected => t.kept_rejected(),
            Self::Withdrawn => t.kept_withdrawn(),
            Self::Left => t.kept_left(),
            Self::Draft => t.kept_draft(),
            Self::Unconfirmed => t.kept_unconfirmed(),
            Self::Letters => t.kept_letters(),
            Self::Notices => t.kept_notices(),
            Self::Copies => t.kept_copies(),
            Self::Traces => t.kept_traces(),
            Self::IdentityCards => t.kept_identity_cards(),
        }
    }
}

impl Span {
    /// In words.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Days(days) => t.span_days(days),
            Self::Months(months) if months % 12 == 0 && months > 12 => t.span_years(months / 12),
            Self::Months(months) => t.span_months(months),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_those_of_the_calendar() {
        let now = UtcTime::new("2026-03-02T06:21:00".parse().unwrap());
        assert_eq!(What::Rejected.cutoff(now).rfc3339(), "2024-03-02T06:21:00Z");
        assert_eq!(What::Left.cutoff(now).rfc3339(), "2019-03-02T06:21:00Z");
        assert_eq!(What::Copies.cutoff(now).rfc3339(), "2026-02-23T06:21:00Z");
    }
}
