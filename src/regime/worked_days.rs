//! Which calendar days have work on them.

use chrono::NaiveDate;

use super::shift::LocalShift;

/// The days that shifts touch, kept as stretches so that a shift of many years costs no more than one
/// of an hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkedDays {
    /// First and last day of each stretch; in order, none touching the next.
    stretches: Vec<(NaiveDate, NaiveDate)>,
}

impl WorkedDays {
    /// The days that any of the shifts touches; shifts may come in any order and overlap.
    #[must_use]
    pub fn of(shifts: &[LocalShift]) -> Self {
        let mut touched: Vec<_> = shifts
            .iter()
            .map(|s| (s.first_day(), s.last_day()))
            .collect();
        touched.sort_unstable();
        let mut stretches: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for (first, last) in touched {
            match stretches.last_mut() {
                Some((_, end)) if first <= *end => *end = last.max(*end),
                _ => stretches.push((first, last)),
            }
        }
        Self { stretches }
    }

    /// No shift touches the day.
    #[must_use]
    pub fn is_free(&self, day: NaiveDate) -> bool {
        self.free_between(day, day) == 1
    }

    /// How many days from `first` to `last`, both included, no shift touches.
    #[must_use]
    pub fn free_between(&self, first: NaiveDate, last: NaiveDate) -> i64 {
        let days = |from: NaiveDate, to: NaiveDate| (to - from).num_days() + 1;
        let before = self.stretches.partition_point(|(_, end)| *end < first);
        let worked: i64 = self
            .stretches
            .iter()
            .skip(before)
            .take_while(|(start, _)| *start <= last)
            .map(|(start, end)| days(first.max(*start), last.min(*end)))
            .sum();
        days(first, last) - worked
    }
}

#[cfg(test)]
mod tests {
    use super::super::calendar::day;
    use super::super::shift::tests::shift;
    use super::*;

    #[test]
    fn days_are_counted_once() {
        let worked = WorkedDays::of(&[
            shift("2025-06-05T08:00", "2025-06-05T12:00"),
            shift("2025-06-02T08:00", "2025-06-02T12:00"),
            shift("2025-06-02T22:00", "2025-06-03T06:00"),
            shift("2025-06-03T22:00", "2025-06-04T00:00"),
        ]);
        assert_eq!(worked.free_between(day(2025, 6, 1), day(2025, 6, 7)), 4);
        assert!(worked.is_free(day(2025, 6, 4)));
        assert!(!worked.is_free(day(2025, 6, 3)));
    }
}
