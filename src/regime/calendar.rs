//! Arithmetic with days and months, as every regime means it.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The first day that can be written `YYYY-MM-DD`.
pub const FIRST_DAY: NaiveDate = day(1, 1, 1);

/// The last day that can be written `YYYY-MM-DD`.
pub const LAST_DAY: NaiveDate = day(9999, 12, 31);

/// A day in a constant; one that does not exist does not compile.
pub(super) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => panic!("no such day"),
    }
}

/// A day that an answer needs cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the day lies after 9999-12-31, the last that can be written")]
pub struct PastTheCalendar;

/// The day so many days later.
///
/// # Errors
/// Where it lies after [`LAST_DAY`].
pub fn plus_days(from: NaiveDate, days: u64) -> Result<NaiveDate, PastTheCalendar> {
    writable(from.checked_add_days(Days::new(days)))
}

/// The same day of the month so many months later, or that month's last day where there is none.
///
/// # Errors
/// Where it lies after [`LAST_DAY`].
pub fn plus_months(from: NaiveDate, months: u32) -> Result<NaiveDate, PastTheCalendar> {
    writable(from.checked_add_months(Months::new(months)))
}

fn writable(day: Option<NaiveDate>) -> Result<NaiveDate, PastTheCalendar> {
    day.filter(|day| *day <= LAST_DAY).ok_or(PastTheCalendar)
}

/// The last day of a period of so many months: the day before the same day of the month, or, where
/// that month has no such day, its last one.
///
/// # Errors
/// Where it lies after [`LAST_DAY`].
pub fn period_end(start: NaiveDate, months: u32) -> Result<NaiveDate, PastTheCalendar> {
    let same_day = plus_months(start, months)?;
    if same_day.day() < start.day() {
        return Ok(same_day);
    }
    same_day.pred_opt().ok_or(PastTheCalendar)
}

/// The greatest number of months that, added to `from`, does not pass `to`; 0 where `to` is earlier.
#[must_use]
pub fn full_months(from: NaiveDate, to: NaiveDate) -> u32 {
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
    let apart = u32::try_from(months(to) - months(from)).unwrap_or(0);
    match plus_months(from, apart) {
        Ok(reached) if reached <= to => apart,
        _ => apart.saturating_sub(1),
    }
}

/// The greatest number of years that, added to `from`, does not pass `to`; 0 where `to` is earlier.
#[must_use]
pub fn full_years(from: NaiveDate, to: NaiveDate) -> u32 {
    full_months(from, to) / 12
}

/// The Monday of the week, Monday to Sunday, in which the day lies.
#[must_use]
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).first_day()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_month_without_the_day_takes_its_last() {
        assert_eq!(plus_months(day(2025, 1, 31), 1), Ok(day(2025, 2, 28)));
        assert_eq!(plus_months(day(2024, 1, 31), 1), Ok(day(2024, 2, 29)));
        assert_eq!(plus_months(day(2024, 2, 29), 12), Ok(day(2025, 2, 28)));
        assert_eq!(plus_months(day(2024, 2, 29), 48), Ok(day(2028, 2, 29)));
    }

    #[test]
    fn a_period_ends_the_day_before_or_on_the_last_of_a_short_month() {
        assert_eq!(period_end(day(2025, 2, 1), 3), Ok(day(2025, 4, 30)));
        assert_eq!(period_end(day(2025, 1, 31), 1), Ok(day(2025, 2, 28)));
        assert_eq!(period_end(day(2025, 1, 28), 1), Ok(day(2025, 2, 27)));
        assert_eq!(period_end(day(2025, 1, 29), 1), Ok(day(2025, 2, 28)));
        assert_eq!(period_end(day(2023, 11, 29), 3), Ok(day(2024, 2, 28)));
    }

    #[test]
    fn months_and_years_are_full_on_the_day_itself() {
        assert_eq!(full_months(day(2024, 8, 31), day(2025, 2, 27)), 5);
        assert_eq!(full_months(day(2024, 8, 31), day(2025, 2, 28)), 6);
        assert_eq!(full_years(day(2024, 2, 29), day(2025, 2, 28)), 1);
        assert_eq!(full_years(day(2024, 2, 29), day(2028, 2, 28)), 3);
        assert_eq!(full_months(day(2025, 2, 1), day(2025, 1, 1)), 0);
        assert_eq!(full_months(FIRST_DAY, LAST_DAY), 9999 * 12 - 1);
    }

    #[test]
    fn nothing_is_answered_past_the_calendar() {
        assert_eq!(plus_days(LAST_DAY, 1), Err(PastTheCalendar));
        assert_eq!(plus_months(LAST_DAY, u32::MAX), Err(PastTheCalendar));
        assert_eq!(period_end(LAST_DAY, 1), Err(PastTheCalendar));
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (1i32..=9000, 1u32..=366).prop_filter_map("a day of that year", |(year, ordinal)| {
            NaiveDate::from_yo_opt(year, ordinal)
        })
    }

    proptest! {
        #[test]
        fn full_months_is_the_greatest_that_fits(from in any_day(), later in 0u64..40_000) {
            let to = plus_days(from, later).unwrap();
            let full = full_months(from, to);
            prop_assert!(plus_months(from, full).unwrap() <= to);
            prop_assert!(plus_months(from, full + 1).unwrap() > to);
        }

        #[test]
        fn a_monday_is_at_most_six_days_back(any in any_day()) {
            let monday = monday_of(any);
            prop_assert_eq!(monday.weekday(), Weekday::Mon);
            prop_assert!((0..=6).contains(&(any - monday).num_days()));
        }
    }
}
