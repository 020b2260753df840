//! One stretch of work in local time.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use serde::Serializer;

/// A shift: work from `start` up to, not including, `end`, in the regime's local time. (None of the
/// zones has had daylight saving since 1979.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalShift {
    start: NaiveDateTime,
    end: NaiveDateTime,
}

impl LocalShift {
    /// `None` where the end is not after the start.
    #[must_use]
    pub fn new(start: NaiveDateTime, end: NaiveDateTime) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// When the work begins.
    #[must_use]
    pub const fn start(&self) -> NaiveDateTime {
        self.start
    }

    /// When the work is over.
    #[must_use]
    pub const fn end(&self) -> NaiveDateTime {
        self.end
    }

    /// The same stretch, lasting until `end` where that is later.
    #[must_use]
    pub(super) fn until(self, end: NaiveDateTime) -> Self {
        Self {
            end: self.end.max(end),
            ..self
        }
    }

    /// How long the shift lasts.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        (self.end - self.start).num_minutes()
    }

    /// The day on which the shift starts, to which its hours belong.
    #[must_use]
    pub const fn first_day(&self) -> NaiveDate {
        self.start.date()
    }

    /// The last day that the shift touches: one that ends at midnight does not touch the next.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        (self.end - Duration::nanoseconds(1)).date()
    }

    /// Every day that the shift touches, in order.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let last = self.last_day();
        self.first_day()
            .iter_days()
            .take_while(move |day| *day <= last)
    }

    /// How many minutes of the shift lie between two moments.
    #[must_use]
    pub fn minutes_between(&self, from: NaiveDateTime, to: NaiveDateTime) -> i64 {
        (self.end.min(to) - self.start.max(from))
            .num_minutes()
            .max(0)
    }
}

/// Midnight at the start of the day.
#[must_use]
pub const fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// So many minutes are more than so many hours.
#[must_use]
pub fn longer_than(minutes: i64, hours: Decimal) -> bool {
    Decimal::from(minutes) > hours * Decimal::from(60)
}

/// Writes a local time as the regimes do, to the minute: `2025-02-03T08:00`.
///
/// # Errors
/// Where the serializer fails.
pub fn to_the_minute<S: Serializer>(at: &NaiveDateTime, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&at.format("%Y-%m-%dT%H:%M"))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A shift from two local times such as `2025-02-03T08:00`.
    pub(in crate::regime) fn shift(start: &str, end: &str) -> LocalShift {
        let at = |text| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
        LocalShift::new(at(start), at(end)).unwrap()
    }

    #[test]
    fn midnight_belongs_to_the_day_before() {
        let evening = shift("2025-06-02T20:00", "2025-06-03T00:00");
        assert_eq!(evening.last_day(), evening.first_day());
        assert_eq!(evening.days().count(), 1);
        let night = shift("2025-06-02T23:00", "2025-06-04T00:01");
        assert_eq!(night.days().count(), 3);
    }

    #[test]
    fn a_shift_has_an_end_after_its_start() {
        let start = shift("2025-06-02T20:00", "2025-06-02T21:00").start();
        assert_eq!(LocalShift::new(start, start), None);
    }

    #[test]
    fn only_the_part_inside_counts() {
        let day = shift("2025-06-02T08:00", "2025-06-02T16:00");
        assert_eq!(
            day.minutes_between(day.start(), day.start() + Duration::hours(2)),
            120
        );
        assert_eq!(
            day.minutes_between(day.end(), day.end() + Duration::hours(2)),
            0
        );
    }
}
