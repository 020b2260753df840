//! The five bodies of employment rules, as values and pure functions.
//!
//! Every question has a `…Case` (what is given), a plain struct (the answer) and one function between
//! them; a fault that only the values together show is the regime's `Refusal`. Types carry the ranges,
//! so a case that could be built is a case that can be answered. Every number names its source.
//! This room must not read, write, look at a clock or know JSON text: `rules/` asks, `i18n` words.

pub mod calendar;
pub mod education;
pub mod exact;
pub mod finding;
pub mod hk;
pub mod kaohsiung;
pub mod lienchiang;
mod listed;
pub mod macau;
pub mod point_value;
pub mod roster;
pub mod shift;
pub mod taitung;
pub mod told;
pub mod within;
pub mod word;
pub mod worked_days;

use chrono::NaiveDate;

use word::words;

words! {
    /// A body of rules under which a hospital engages people.
    pub enum Regime {
        /// Hong Kong's self-selection locum office.
        Hk = "hk",
        /// Macau's nurse career, Law 18/2009.
        Macau = "macau",
        /// Contract staff of Lienchiang County's medical and long-term care institutions.
        Lienchiang = "lienchiang",
        /// Contract staff of Kaohsiung's municipal hospitals.
        Kaohsiung = "kaohsiung",
        /// Administrative contract staff of Taitung Hospital.
        Taitung = "taitung",
    }
}

impl Regime {
    /// The IANA time zone in which the regime's local times are meant.
    #[must_use]
    pub const fn time_zone(self) -> &'static str {
        match self {
            Self::Hk => "Asia/Hong_Kong",
            Self::Macau => "Asia/Macau",
            Self::Lienchiang | Self::Kaohsiung | Self::Taitung => "Asia/Taipei",
        }
    }

    /// The ISO 4217 code of the currency in whose whole units the regime's money is counted.
    #[must_use]
    pub const fn currency(self) -> &'static str {
        match self {
            Self::Hk => "HKD",
            Self::Macau => "MOP",
            Self::Lienchiang | Self::Kaohsiung | Self::Taitung => "TWD",
        }
    }

    /// The editions of the source. A change of law is a new entry, with the questions that it changes;
    /// what was answered before is kept with its answer, its articles and the date of its edition.
    #[must_use]
    pub const fn editions(self) -> &'static Editions {
        match self {
            Self::Hk => &hk::EDITIONS,
            Self::Macau => &macau::EDITIONS,
            Self::Lienchiang => &lienchiang::EDITIONS,
            Self::Kaohsiung => &kaohsiung::EDITIONS,
            Self::Taitung => &taitung::EDITIONS,
        }
    }

    /// The edition of the source that the rules here follow.
    #[must_use]
    pub const fn edition(self) -> &'static Edition {
        &self.editions().latest
    }
}

/// A dated edition of a regime's source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// The source's own name.
    pub name: &'static str,
    /// The act that made it: which gazette or letter, of which day.
    pub source: &'static str,
    /// The first day on which this edition holds.
    pub in_force_from: NaiveDate,
}

/// The editions of a regime's source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Editions {
    /// Those that no longer hold, the oldest first.
    pub before: &'static [Edition],
    /// The one that the rules here follow.
    pub latest: Edition,
}

/// An answer that knows where its rule stands.
pub trait Cited {
    /// Articles, points, annexes or paragraphs, in the source's own numbering; never empty.
    const ARTICLES: &'static [&'static str];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_in_the_order_of_their_days_and_name_their_source() {
        for regime in Regime::ALL {
            let editions = regime.editions();
            let all: Vec<_> = editions.before.iter().chain([&editions.latest]).collect();
            assert!(all.is_sorted_by(|one, next| one.in_force_from < next.in_force_from));
            assert!(all.iter().all(|edition| !edition.source.is_empty()));
        }
    }
}
