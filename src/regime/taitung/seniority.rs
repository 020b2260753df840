//! How long a person has served on the day of reckoning (第七點).

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

use super::Refusal;
use crate::regime::Cited;
use crate::regime::calendar::{full_months, full_years, plus_months};

/// The days left over from several stretches that make one month more.
const DAYS_A_MONTH: i64 = 30;

/// A person's service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeniorityCase {
    /// The first day of service, or of the post held.
    pub start: NaiveDate,
    /// The day of the selection.
    pub selection_on: NaiveDate,
    /// Times away, in any order.
    pub gaps: Vec<Gap>,
}

/// A time away: a resignation, or leave without pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The first day away.
    pub left: NaiveDate,
    /// The first day back.
    pub returned: NaiveDate,
}

/// The service that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Seniority {
    /// Full years.
    pub years: u32,
    /// Full months besides, 11 at most.
    pub months: u32,
}

impl Cited for Seniority {
    const ARTICLES: &'static [&'static str] = &["第七點"];
}

/// A stretch of service, up to, not including, its second day.
type Stretch = (NaiveDate, NaiveDate);

/// Counts the service up to the last day of the month before the selection.
///
/// # Errors
/// Where the selection is before the start, or a gap is, runs backwards or overlaps another.
pub fn seniority(case: &SeniorityCase) -> Result<Seniority, Refusal> {
    if case.selection_on < case.start {
        return Err(Refusal::SelectionBeforeStart {
            selection_on: case.selection_on,
            start: case.start,
        });
    }
    let mut gaps = checked_gaps(case)?;
    // The day after the last one that counts.
    let end = case.selection_on - Days::new(case.selection_on.day0().into());
    gaps.retain(|gap| gap.left < end);
    let months = match gaps.last() {
        Some(last) if full_years(last.returned, end) < 1 => full_months(last.returned, end),
        _ => months_of_all(&stretches(case.start, &gaps, end)),
    };
    Ok(Seniority {
        years: months / 12,
        months: months % 12,
    })
}

/// The gaps in order of time.
fn checked_gaps(case: &SeniorityCase) -> Result<Vec<Gap>, Refusal> {
    let placed = || (0..).zip(&case.gaps);
    if let Some((place, gap)) = placed().find(|(_, gap)| gap.returned < gap.left) {
        return Err(Refusal::BackwardGap {
            place,
            left: gap.left,
            returned: gap.returned,
        });
    }
    if let Some((place, gap)) = placed().find(|(_, gap)| gap.left < case.start) {
        return Err(Refusal::GapBeforeStart {
            place,
            left: gap.left,
            start: case.start,
        });
    }
    let mut gaps = case.gaps.clone();
    gaps.sort_unstable();
    let mut in_pairs = gaps.iter().zip(gaps.iter().skip(1));
    if let Some((one, next)) = in_pairs.find(|(one, next)| next.left < one.returned) {
        return Err(Refusal::OverlappingGaps {
            left: next.left,
            returned: one.returned,
        });
    }
    Ok(gaps)
}

/// The stretches of service between the gaps; one without a day in it is none.
fn stretches(start: NaiveDate, gaps: &[Gap], end: NaiveDate) -> Vec<Stretch> {
    let begins = [start]
        .into_iter()
        .chain(gaps.iter().map(|gap| gap.returned));
    let ends = gaps.iter().map(|gap| gap.left).chain([end]);
    begins.zip(ends).filter(|(from, to)| from < to).collect()
}

/// The full months of each stretch; of several, one more for every 30 of the days left over in all.
fn months_of_all(stretches: &[Stretch]) -> u32 {
    let full: u32 = stretches
        .iter()
        .map(|(from, to)| full_months(*from, *to))
        .sum();
    if stretches.len() < 2 {
        return full;
    }
    let left_over: i64 = stretches.iter().map(days_left_over).sum();
    full + u32::try_from(left_over / DAYS_A_MONTH).unwrap_or(0)
}

/// The days of a stretch after its last full month.
fn days_left_over((from, to): &Stretch) -> i64 {
    let reached = plus_months(*from, full_months(*from, *to)).unwrap_or(*to);
    (*to - reached).num_days()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regime::calendar::{day, plus_days};

    fn counted(
        start: NaiveDate,
        selection_on: NaiveDate,
        gaps: &[(NaiveDate, NaiveDate)],
    ) -> Result<(u32, u32), Refusal> {
        let gaps = gaps
            .iter()
            .map(|&(left, returned)| Gap { left, returned })
            .collect();
        seniority(&SeniorityCase {
            start,
            selection_on,
            gaps,
        })
        .map(|served| (served.years, served.months))
    }

    #[test]
    fn the_month_of_the_selection_does_not_count() {
        assert_eq!(counted(day(2025, 6, 5), day(2025, 6, 30), &[]), Ok((0, 0)));
        assert_eq!(counted(day(2025, 5, 1), day(2025, 6, 1), &[]), Ok((0, 1)));
        assert_eq!(counted(day(2025, 5, 2), day(2025, 6, 30), &[]), Ok((0, 0)));
        assert_eq!(counted(day(2024, 2, 29), day(2025, 3, 1), &[]), Ok((1, 0)));
    }

    #[test]
    fn days_left_over_make_a_month_only_of_several_stretches() {
        // 10 January to 9 March: two months; 20 days. 11 January to the end of March: 21 days more.
        let gap = (day(2022, 3, 30), day(2023, 1, 11));
        assert_eq!(
            counted(day(2022, 1, 10), day(2024, 4, 15), &[gap]),
            Ok((1, 5))
        );
        assert_eq!(counted(day(2022, 1, 10), day(2024, 4, 15), &[]), Ok((2, 2)));
        // 18 and 11 days left over: one short of a month.
        let shorter = (day(2022, 3, 28), day(2023, 1, 21));
        assert_eq!(
            counted(day(2022, 1, 10), day(2024, 4, 15), &[shorter]),
            Ok((1, 4))
        );
    }

    #[test]
    fn a_year_must_be_served_after_the_last_return() {
        let start = day(2018, 1, 1);
        let gap = |returned| [(day(2020, 1, 1), returned)];
        assert_eq!(
            counted(start, day(2024, 5, 9), &gap(day(2023, 5, 1))),
            Ok((3, 0))
        );
        assert_eq!(
            counted(start, day(2024, 5, 9), &gap(day(2023, 5, 2))),
            Ok((0, 11))
        );
        // Still away, or back only in the month of the selection.
        assert_eq!(
            counted(start, day(2024, 5, 9), &gap(day(2024, 5, 2))),
            Ok((0, 0))
        );
    }

    #[test]
    fn a_gap_after_the_last_day_that_counts_is_ignored() {
        let gap = |left| [(left, day(2026, 1, 1))];
        assert_eq!(
            counted(day(2021, 1, 1), day(2025, 1, 20), &gap(day(2025, 1, 1))),
            Ok((4, 0))
        );
        assert_eq!(
            counted(day(2021, 1, 1), day(2025, 1, 20), &gap(day(2024, 12, 31))),
            Ok((0, 0))
        );
    }

    #[test]
    fn faults_between_the_days_are_refused() {
        let start = day(2021, 1, 1);
        let refused = |gaps: &[_]| counted(start, day(2025, 1, 20), gaps).unwrap_err();
        let gap = (day(2022, 1, 1), day(2022, 3, 1));
        assert_eq!(
            refused(&[(day(2020, 12, 31), day(2022, 1, 1))]),
            Refusal::GapBeforeStart {
                place: 0,
                left: day(2020, 12, 31),
                start,
            }
        );
        assert_eq!(
            refused(&[(day(2022, 1, 2), day(2022, 1, 1))]),
            Refusal::BackwardGap {
                place: 0,
                left: day(2022, 1, 2),
                returned: day(2022, 1, 1),
            }
        );
        assert_eq!(
            refused(&[(day(2022, 2, 28), day(2022, 4, 1)), gap]),
            Refusal::OverlappingGaps {
                left: day(2022, 2, 28),
                returned: day(2022, 3, 1),
            }
        );
        assert!(
            counted(
                start,
                day(2025, 1, 20),
                &[(day(2022, 3, 1), day(2022, 4, 1)), gap]
            )
            .is_ok()
        );
        assert_eq!(
            counted(start, day(2020, 12, 31), &[]),
            Err(Refusal::SelectionBeforeStart {
                selection_on: day(2020, 12, 31),
                start,
            })
        );
    }

    proptest! {
        #[test]
        fn a_gap_never_adds_service(served in 0u64..6000, left in 0u64..6000, away in 1u64..900) {
            let start = day(2005, 3, 15);
            let after = |days| plus_days(start, days).unwrap();
            let (years, months) = counted(start, after(served), &[]).unwrap();
            let gap = (after(left), after(left + away));
            let with_gap = counted(start, after(served), &[gap]).unwrap();
            // Days left over, which one stretch loses, may make up a month of two.
            prop_assert!(with_gap.0 * 12 + with_gap.1 <= years * 12 + months + 1);
        }
    }
}
