//! Shifts of one person that do not overlap.

use chrono::{NaiveDate, NaiveDateTime};

use super::calendar::monday_of;
use super::shift::LocalShift;
use super::told::{Tells, Told};

/// One person's shifts, none overlapping another. One may start at the moment at which another ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// In order of time.
    shifts: Vec<LocalShift>,
    /// For each of `shifts`, its place in the order in which they were given.
    places: Vec<usize>,
}

/// Two shifts of one roster overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "the one that starts at {} starts before another has ended at {}",
    .later.format("%Y-%m-%dT%H:%M"),
    .ends.format("%Y-%m-%dT%H:%M")
)]
pub struct Overlap {
    later: NaiveDateTime,
    ends: NaiveDateTime,
}

impl Tells for Overlap {
    fn told(&self) -> Told {
        let written = |at: NaiveDateTime| at.format("%Y-%m-%d %H:%M").to_string();
        Told::new("overlap", [&written(self.later), &written(self.ends)])
    }
}

/// The shifts that start on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayOfWork {
    /// When the first of them starts.
    pub first_start: NaiveDateTime,
    /// How long they last in all.
    pub minutes: i64,
}

/// The shifts that start in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekOfWork {
    /// The week's first day.
    pub monday: NaiveDate,
    /// How long they last in all.
    pub minutes: i64,
}

/// Stretches of work as they are lived: those that overlap are one, those that only touch stay two.
#[must_use]
pub fn merged(given: &[LocalShift]) -> Vec<LocalShift> {
    let mut sorted = given.to_vec();
    sorted.sort_unstable();
    let mut merged: Vec<LocalShift> = Vec::new();
    for shift in sorted {
        match merged.last_mut() {
            Some(last) if shift.start() < last.end() => *last = last.until(shift.end()),
            _ => merged.push(shift),
        }
    }
    merged
}

impl Roster {
    /// Takes shifts in any order.
    ///
    /// # Errors
    /// Where two of them overlap.
    pub fn new(given: &[LocalShift]) -> Result<Self, Overlap> {
        let mut placed: Vec<(LocalShift, usize)> = given.iter().copied().zip(0..).collect();
        placed.sort_unstable();
        let (shifts, places): (Vec<LocalShift>, Vec<usize>) = placed.into_iter().unzip();
        let mut in_pairs = shifts.iter().zip(shifts.iter().skip(1));
        if let Some((one, next)) = in_pairs.find(|(one, next)| next.start() < one.end()) {
            return Err(Overlap {
                later: next.start(),
                ends: one.end(),
            });
        }
        Ok(Self { shifts, places })
    }

    /// The shifts, in order of time.
    #[must_use]
    pub fn shifts(&self) -> &[LocalShift] {
        &self.shifts
    }

    /// The first shift, if there is any.
    #[must_use]
    pub fn first(&self) -> Option<&LocalShift> {
        self.shifts.first()
    }

    /// The last shift, which also ends last, if there is any.
    #[must_use]
    pub fn last(&self) -> Option<&LocalShift> {
        self.shifts.last()
    }

    /// How long all shifts last together.
    #[must_use]
    pub fn minutes(&self) -> i64 {
        total_minutes(&self.shifts)
    }

    /// Puts one value for each shift, in order of time, into the order in which the shifts were given.
    #[must_use]
    pub fn as_given<T>(&self, of_each_shift: Vec<T>) -> Vec<T> {
        let mut placed: Vec<(&usize, T)> = self.places.iter().zip(of_each_shift).collect();
        placed.sort_by_key(|(place, _)| **place);
        placed.into_iter().map(|(_, value)| value).collect()
    }

    /// Runs of shifts that follow one another without a break, in order of time.
    pub fn back_to_back(&self) -> impl Iterator<Item = &[LocalShift]> {
        self.shifts
            .chunk_by(|earlier, later| earlier.end() == later.start())
    }

    /// The days on which shifts start, in order.
    pub fn days(&self) -> impl Iterator<Item = DayOfWork> {
        self.shifts
            .chunk_by(|one, other| one.first_day() == other.first_day())
            .filter_map(|of_one_day| {
                Some(DayOfWork {
                    first_start: of_one_day.first()?.start(),
                    minutes: total_minutes(of_one_day),
                })
            })
    }

    /// The weeks, Monday to Sunday, in which shifts start, in order.
    pub fn weeks(&self) -> impl Iterator<Item = WeekOfWork> {
        let week = |shift: &LocalShift| monday_of(shift.first_day());
        self.shifts
            .chunk_by(move |one, other| week(one) == week(other))
            .filter_map(move |of_one_week| {
                Some(WeekOfWork {
                    monday: week(of_one_week.first()?),
                    minutes: total_minutes(of_one_week),
                })
            })
    }
}

fn total_minutes(shifts: &[LocalShift]) -> i64 {
    shifts.iter().map(LocalShift::minutes).sum()
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::super::shift::tests::shift;
    use super::*;

    /// A roster from pairs of local times.
    pub(in crate::regime) fn roster(times: &[(&str, &str)]) -> Roster {
        let shifts: Vec<_> = times.iter().map(|(start, end)| shift(start, end)).collect();
        Roster::new(&shifts).unwrap()
    }

    /// Rosters of up to 40 shifts, with breaks of 0 to 39 hours between them.
    pub(in crate::regime) fn any_roster() -> impl Strategy<Value = Vec<LocalShift>> {
        prop::collection::vec((0i64..40, 1i64..56), 0..40).prop_map(|lengths| {
            let mut at = shift("2025-01-01T00:00", "2025-01-01T01:00").start();
            let mut shifts = Vec::new();
            for (break_hours, quarters) in lengths {
                let start = at + chrono::Duration::hours(break_hours);
                at = start + chrono::Duration::minutes(15 * quarters);
                shifts.extend(LocalShift::new(start, at));
            }
            shifts
        })
    }

    #[test]
    fn touching_is_no_overlap() {
        let morning = shift("2025-06-02T08:00", "2025-06-02T14:00");
        let afternoon = shift("2025-06-02T14:00", "2025-06-02T20:00");
        let within = shift("2025-06-02T13:59", "2025-06-02T14:01");
        assert!(Roster::new(&[afternoon, morning]).is_ok());
        assert!(Roster::new(&[afternoon, within]).is_err());
        assert!(Roster::new(&[morning, morning]).is_err());
    }

    #[test]
    fn the_order_given_comes_back() {
        let late = shift("2025-06-03T08:00", "2025-06-03T14:00");
        let early = shift("2025-06-02T08:00", "2025-06-02T14:00");
        let roster = Roster::new(&[late, early]).unwrap();
        assert_eq!(roster.as_given(vec!["early", "late"]), ["late", "early"]);
    }

    proptest! {
        #[test]
        fn days_and_weeks_add_up_to_the_whole(shifts in any_roster()) {
            let roster = Roster::new(&shifts).unwrap();
            let by_day: i64 = roster.days().map(|day| day.minutes).sum();
            let by_week: i64 = roster.weeks().map(|week| week.minutes).sum();
            prop_assert_eq!(by_day, roster.minutes());
            prop_assert_eq!(by_week, roster.minutes());
        }
    }
}
