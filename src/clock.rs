//! Time as a value. Nothing else in the product may ask the machine what time it is
//! (`clippy.toml` bans it), so every rule that depends on time can be tested by moving a clock.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, SubsecRound, TimeDelta, Utc};
use chrono_tz::Tz;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Timestamp;
use std::sync::{Arc, Mutex, PoisonError};

/// The zone in which the service's own dates are shown and its days counted.
pub const SERVICE_ZONE: Tz = chrono_tz::Asia::Hong_Kong;

/// An instant in UTC, in whole microseconds: the finest that PostgreSQL keeps, so that what is
/// written and what is read back are equal on both databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Timestamp)]
pub struct UtcTime(NaiveDateTime);

impl UtcTime {
    /// Wraps a UTC date and time, dropping what is finer than a microsecond.
    pub fn new(utc: NaiveDateTime) -> Self {
        Self(utc.trunc_subsecs(6))
    }

    /// This instant, later by `delta` (earlier when it is negative).
    pub fn plus(self, delta: TimeDelta) -> Self {
        Self(self.0.checked_add_signed(delta).unwrap_or(self.0))
    }

    /// This instant, earlier by `delta`.
    pub fn minus(self, delta: TimeDelta) -> Self {
        self.plus(-delta)
    }

    /// How long after `earlier` this is; negative when it is before.
    pub fn since(self, earlier: Self) -> TimeDelta {
        self.0.signed_duration_since(earlier.0)
    }

    /// The wall clock at this instant in a zone.
    pub fn local(self, zone: Tz) -> NaiveDateTime {
        self.0.and_utc().with_timezone(&zone).naive_local()
    }

    /// The calendar day at this instant in the service's own zone.
    pub fn day(self) -> NaiveDate {
        self.local(SERVICE_ZONE).date()
    }

    /// The instant at which a wall clock in `zone` shows `local`. A time that a clock change
    /// skips is read as the first one after the gap, one that it repeats as the earlier.
    pub fn from_local(local: NaiveDateTime, zone: Tz) -> Self {
        let mut probe = local;
        loop {
            if let Some(found) = probe.and_local_timezone(zone).earliest() {
                return Self::new(found.naive_utc());
            }
            probe += TimeDelta::minutes(15);
        }
    }

    /// UTC with offset, for machines: `2026-11-22T01:02:03.000004Z`.
    pub fn rfc3339(self) -> String {
        self.0
            .and_utc()
            .to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
    }

    /// For crates that want chrono's own type.
    pub fn to_chrono(self) -> DateTime<Utc> {
        self.0.and_utc()
    }
}

impl<DB: Backend> ToSql<Timestamp, DB> for UtcTime
where
    NaiveDateTime: ToSql<Timestamp, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<Timestamp, DB> for UtcTime
where
    NaiveDateTime: FromSql<Timestamp, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        NaiveDateTime::from_sql(bytes).map(Self::new)
    }
}

/// Where the time comes from: the machine, or a hand that a test moves.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// Stands still until it is moved.
    Fixed(Arc<Mutex<UtcTime>>),
}

impl Clock {
    /// A clock that stands at `at`.
    pub fn fixed(at: UtcTime) -> Self {
        Self::Fixed(Arc::new(Mutex::new(at)))
    }

    /// The present instant.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that may ask the machine"
    )]
    pub fn now(&self) -> UtcTime {
        match self {
            Self::System => UtcTime::new(Utc::now().naive_utc()),
            Self::Fixed(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Puts a fixed clock to an instant; the machine's own cannot be moved and stays as it is.
    pub fn set(&self, to: UtcTime) {
        if let Self::Fixed(at) = self {
            *at.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }

    /// Moves a fixed clock; the machine's own cannot be moved and stays as it is.
    pub fn advance(&self, delta: TimeDelta) {
        if let Self::Fixed(at) = self {
            let mut at = at.lock().unwrap_or_else(PoisonError::into_inner);
            *at = at.plus(delta);
        }
    }
}

/// `day` moved by whole days; at the end of the calendar it stays where it is.
pub fn add_days(day: NaiveDate, days: i64) -> NaiveDate {
    let moved = match u64::try_from(days) {
        Ok(later) => day.checked_add_days(Days::new(later)),
        Err(_) => day.checked_sub_days(Days::new(days.unsigned_abs())),
    };
    moved.unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> UtcTime {
        UtcTime::new(text.parse().expect("a time"))
    }

    #[test]
    fn a_day_is_counted_in_hong_kong() {
        assert_eq!(
            at("2026-03-02T16:00:00").day(),
            NaiveDate::from_ymd_opt(2026, 3, 3).expect("a date")
        );
    }

    #[test]
    fn a_skipped_local_time_is_read_after_the_gap() {
        let skipped = "2026-03-29T01:30:00".parse().expect("a time");
        assert_eq!(
            UtcTime::from_local(skipped, chrono_tz::Europe::London),
            at("2026-03-29T01:00:00")
        );
    }

    #[test]
    fn days_are_added_and_taken_away() {
        let day = NaiveDate::from_ymd_opt(2024, 2, 28).expect("a date");
        assert_eq!(add_days(add_days(day, 2), -2), day);
        assert_eq!(add_days(day, 1).to_string(), "2024-02-29");
    }
}
