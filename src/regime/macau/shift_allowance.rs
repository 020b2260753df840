//! The allowance for work in shifts (art. 29).

use chrono::{Datelike, Days, Duration, NaiveDate, Weekday};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::regime::Cited;
use crate::regime::exact::Money;
use crate::regime::roster::Roster;
use crate::regime::shift::{LocalShift, midnight};
use crate::regime::word::words;

/// The most that a month's allowances may come to, in basis points of the salary (art. 29(5)).
const MONTHLY_CAP: u32 = 2500;

/// How much of a shift must lie in one night's hours for art. 29(2)(3) and (4), in minutes.
const FOUR_HOURS: i64 = 240;

/// A month's shifts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftAllowanceCase {
    /// The salary in MOP a month.
    pub salary_monthly: u32,
    /// The shifts of one month; which month is the caller's business.
    pub shifts: Roster,
    /// The public holidays that matter.
    pub holidays: Vec<NaiveDate>,
}

words! {
    /// What a shift earns an allowance for, in the order of art. 29(2).
    pub enum Band {
        /// Any work on a Saturday, Sunday or public holiday between 08:00 and 20:00.
        Weekend = "weekend",
        /// Any work between 20:00 and 24:00.
        Evening = "evening",
        /// Four hours of work or more between 20:00 and 04:00.
        Late = "late",
        /// Four hours of work or more between 00:00 and 08:00.
        Night = "night",
        /// Nothing.
        None = "none",
        /// Nothing, for the shift before or after it, back to back, earns as much or more (art. 29(4)).
        Consecutive = "consecutive",
    }
}

impl Band {
    /// The share of the monthly salary, in basis points.
    #[must_use]
    pub const fn basis_points(self) -> u32 {
        match self {
            Self::Weekend | Self::Evening => 75,
            Self::Late => 125,
            Self::Night => 200,
            Self::None | Self::Consecutive => 0,
        }
    }
}

/// A month's allowance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftAllowance {
    /// What each shift earns, in the order given.
    pub shifts: Vec<ShiftEarning>,
    /// Their sum.
    pub total_basis_points: u32,
    /// Their sum, or the month's cap.
    pub capped_basis_points: u32,
    /// MOP for the month.
    pub amount: Money,
}

/// What one shift earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ShiftEarning {
    /// The share of the monthly salary, in basis points.
    pub basis_points: u32,
    /// What for.
    pub band: Band,
}

impl Cited for ShiftAllowance {
    const ARTICLES: &'static [&'static str] = &["第二十九條"];
}

/// Adds up the allowances of a month's shifts.
#[must_use]
pub fn shift_allowance(case: &ShiftAllowanceCase) -> ShiftAllowance {
    let mut bands = Vec::new();
    for run in case.shifts.back_to_back() {
        let own: Vec<Band> = run
            .iter()
            .map(|shift| highest_band(shift, &case.holidays))
            .collect();
        bands.extend(own.chunks(2).flat_map(higher_of_pair));
    }
    let shifts: Vec<ShiftEarning> = case
        .shifts
        .as_given(bands)
        .into_iter()
        .map(|band| ShiftEarning {
            basis_points: band.basis_points(),
            band,
        })
        .collect();
    let total: u32 = shifts.iter().map(|shift| shift.basis_points).sum();
    let capped = total.min(MONTHLY_CAP);
    let share = Decimal::from(capped) / Decimal::from(10_000);
    ShiftAllowance {
        shifts,
        total_basis_points: total,
        capped_basis_points: capped,
        amount: Money::half_up(Decimal::from(case.salary_monthly) * share),
    }
}

/// Of two shifts back to back only the one that earns more keeps its band, and the first where they
/// earn the same. A shift alone keeps its own.
fn higher_of_pair(pair: &[Band]) -> Vec<Band> {
    match pair {
        [first, second] if second.basis_points() > first.basis_points() => {
            vec![Band::Consecutive, *second]
        }
        [first, _] => vec![*first, Band::Consecutive],
        alone => alone.to_vec(),
    }
}

/// The band that earns most; of two that earn the same, the one that the law names first.
fn highest_band(shift: &LocalShift, holidays: &[NaiveDate]) -> Band {
    if any_day(shift, |day| minutes_in(shift, day, (0, 8)) >= FOUR_HOURS) {
        Band::Night
    } else if any_day(shift, |day| minutes_in(shift, day, (20, 28)) >= FOUR_HOURS) {
        Band::Late
    } else if any_day(shift, |day| {
        is_day_off(day, holidays) && minutes_in(shift, day, (8, 20)) > 0
    }) {
        Band::Weekend
    } else if any_day(shift, |day| minutes_in(shift, day, (20, 24)) > 0) {
        Band::Evening
    } else {
        Band::None
    }
}

/// Whether something holds on a day that the shift touches, or on the eve of the first, whose late
/// hours may reach into it.
fn any_day(shift: &LocalShift, holds: impl Fn(NaiveDate) -> bool) -> bool {
    let eve = shift.first_day() - Days::new(1);
    holds(eve) || shift.days().any(holds)
}

/// The minutes of the shift between two hours of one day; hours from 24 on are the next day's.
fn minutes_in(shift: &LocalShift, day: NaiveDate, (from, to): (i64, i64)) -> i64 {
    let at = |hour| midnight(day) + Duration::hours(hour);
    shift.minutes_between(at(from), at(to))
}

/// A Saturday, Sunday or public holiday.
pub(super) fn is_day_off(day: NaiveDate, holidays: &[NaiveDate]) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || holidays.contains(&day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::regime::calendar::day;
    use crate::regime::roster::tests::{any_roster, roster};

    fn bands(times: &[(&str, &str)]) -> Vec<Band> {
        // Monday 9 June 2025 stands in for a public holiday.
        let case = ShiftAllowanceCase {
            salary_monthly: 40_000,
            shifts: roster(times),
            holidays: vec![day(2025, 6, 9)],
        };
        shift_allowance(&case)
            .shifts
            .iter()
            .map(|shift| shift.band)
            .collect()
    }

    #[test]
    fn each_band_begins_and_ends_on_its_minute() {
        for (start, end, band) in [
            ("2025-06-03T08:00", "2025-06-03T20:00", Band::None),
            ("2025-06-03T08:00", "2025-06-03T20:01", Band::Evening),
            ("2025-06-03T20:00", "2025-06-03T23:59", Band::Evening),
            ("2025-06-03T20:00", "2025-06-04T00:00", Band::Late),
            ("2025-06-04T00:00", "2025-06-04T03:59", Band::None),
            ("2025-06-04T00:00", "2025-06-04T04:00", Band::Night),
            ("2025-06-04T04:00", "2025-06-04T08:00", Band::Night),
            ("2025-06-04T04:01", "2025-06-04T12:00", Band::None),
            ("2025-06-03T22:00", "2025-06-04T02:00", Band::Late),
            ("2025-06-07T07:00", "2025-06-07T08:00", Band::None),
            ("2025-06-07T07:00", "2025-06-07T08:01", Band::Weekend),
            ("2025-06-07T19:00", "2025-06-07T23:30", Band::Weekend),
            ("2025-06-06T18:00", "2025-06-07T01:00", Band::Late),
            ("2025-06-09T12:00", "2025-06-09T13:00", Band::Weekend),
            ("0001-01-01T00:00", "9999-12-31T23:59", Band::Night),
        ] {
            assert_eq!(bands(&[(start, end)]), [band], "{start} to {end}");
        }
    }

    #[test]
    fn four_hours_lie_within_one_window() {
        // Three hours and a half of one night's late hours, and 3 h 59 min of the next's.
        let two_evenings = [("2025-06-03T00:30", "2025-06-03T23:59")];
        assert_eq!(bands(&two_evenings), [Band::Night]);
        assert_eq!(
            bands(&[("2025-06-03T04:30", "2025-06-04T00:00")]),
            [Band::Late]
        );
        assert_eq!(
            bands(&[("2025-06-03T04:30", "2025-06-03T23:30")]),
            [Band::Evening]
        );
    }

    #[test]
    fn a_run_is_taken_in_pairs_from_its_start() {
        let times = [
            ("2025-06-03T22:00", "2025-06-04T06:00"),
            ("2025-06-03T06:00", "2025-06-03T14:00"),
            ("2025-06-03T14:00", "2025-06-03T22:00"),
        ];
        assert_eq!(
            bands(&times),
            [Band::Night, Band::Consecutive, Band::Evening]
        );
        let equal = [
            ("2025-06-07T08:00", "2025-06-07T12:00"),
            ("2025-06-07T12:00", "2025-06-07T16:00"),
        ];
        assert_eq!(bands(&equal), [Band::Weekend, Band::Consecutive]);
        let nothing = [
            ("2025-06-03T08:00", "2025-06-03T12:00"),
            ("2025-06-03T12:00", "2025-06-03T16:00"),
        ];
        assert_eq!(bands(&nothing), [Band::None, Band::Consecutive]);
    }

    proptest! {
        #[test]
        fn the_total_is_the_sum_of_the_shifts_and_the_cap_holds(
            shifts in any_roster(), salary_monthly in 0u32..200_000,
        ) {
            let case = ShiftAllowanceCase {
                salary_monthly,
                shifts: Roster::new(&shifts).unwrap(),
                holidays: vec![],
            };
            let answer = shift_allowance(&case);
            prop_assert_eq!(answer.shifts.len(), shifts.len());
            let sum: u32 = answer.shifts.iter().map(|shift| shift.basis_points).sum();
            prop_assert_eq!(answer.total_basis_points, sum);
            prop_assert_eq!(answer.capped_basis_points, sum.min(2500));
            prop_assert!(answer.amount.units() * 4 <= i128::from(salary_monthly) + 2);
        }
    }
}
