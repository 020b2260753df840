//! What work is worth: pure, exact, and with every step kept, so that a line can be opened.
//!
//! An hour is worth the rate that was frozen when the place was picked, more by years of experience, and
//! what the regime adds: Kaohsiung's hourly wage where that is more (point 36), Macau's allowance for
//! work in shifts (art. 29), which is a share of a salary and reckoned by the month.

use crate::clock::UtcTime;
use crate::i18n::{Lang, Texts};
use crate::regime::kaohsiung::{self, Hourly, HourlyCase};
use crate::regime::macau::{ShiftAllowance, ShiftAllowanceCase, shift_allowance};
use crate::regime::roster::{Roster, merged};
use crate::regime::shift::LocalShift;
use crate::regime::{Cited, Regime};
use crate::text_enum;
use chrono::NaiveDate;
use chrono_tz::Tz;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

text_enum! {
    /// Why an hour is worth what it is.
    Rule {
        /// The rate of category, band and day, frozen with the pick.
        Rate = "rate",
        /// Years of experience.
        Experience = "experience",
        /// Kaohsiung: the minimum wage and its levels, where that is more.
        HourlyWage = "hourly_wage",
    }
}

/// A step on the way to what an hour is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What decides.
    pub rule: Rule,
    /// What an hour is worth after it, in cents.
    pub cents_per_hour: i64,
    /// Full years of experience, or the level of the hourly wage.
    pub fact: u32,
}

/// What the pay of one place depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The hospital's body of rules.
    pub regime: Regime,
    /// The frozen rate, in cents.
    pub cents_per_hour: i64,
    /// Full years of experience, and what they add to an hour, in cents.
    pub experience: Option<(u32, i64)>,
    /// Kaohsiung's minimum wage in whole units an hour, and the level above it.
    pub hourly_wage: Option<(u32, u32)>,
}

/// The pay of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worked {
    /// Minutes of work.
    pub minutes: i64,
    /// How the worth of an hour came about; the last one holds.
    pub steps: Vec<Step>,
    /// The sum in cents, rounded half up once.
    pub cents: i64,
}

/// One shift's part in a month's allowance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earning {
    /// When the work began.
    pub day: NaiveDate,
    /// The word of art. 29's band.
    pub band: String,
    /// The share of the salary, in basis points.
    pub basis_points: u32,
}

/// Macau's allowance for a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// The salary it is a share of, in whole units a month.
    pub salary: u32,
    /// Each shift.
    pub earnings: Vec<Earning>,
    /// Their sum, in basis points.
    pub total: u32,
    /// The sum, or the month's cap.
    pub capped: u32,
    /// What lines of the month that were released before have paid, in cents.
    pub before: i64,
    /// What is still due, in cents.
    pub cents: i64,
}

/// How a line was reckoned, as its row keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Working {
    /// The hours of one place.
    Worked(Worked),
    /// A month's allowance.
    Allowance(Allowance),
}

/// Cents of an exact amount, rounded half up; `None` past what a row can hold.
fn to_cents(exact: Decimal) -> Option<i64> {
    let whole = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    i64::try_from(whole.mantissa()).ok()
}

/// What a place is worth. `None` where the figures pass what money can be.
pub fn worked(terms: &Terms, minutes: i64) -> Option<Worked> {
    let mut steps = vec![Step {
        rule: Rule::Rate,
        cents_per_hour: terms.cents_per_hour,
        fact: 0,
    }];
    let mut hourly = terms.cents_per_hour;
    if let Some((years, extra)) = terms.experience {
        hourly = hourly.checked_add(extra)?;
        steps.push(Step {
            rule: Rule::Experience,
            cents_per_hour: hourly,
            fact: years,
        });
    }
    let mut cents = to_cents(Decimal::from(hourly) * Decimal::from(minutes) / Decimal::from(60))?;
    if let (Regime::Kaohsiung, Some((minimum_hourly_wage, level))) =
        (terms.regime, terms.hourly_wage)
    {
        let wage = kaohsiung::hourly(&HourlyCase {
            minimum_hourly_wage,
            level,
            hours: Decimal::from(minutes) / Decimal::from(60),
        });
        let floor = i64::try_from(wage.hourly).ok()?.checked_mul(100)?;
        if floor > hourly {
            steps.push(Step {
                rule: Rule::HourlyWage,
                cents_per_hour: floor,
                fact: level,
            });
            cents = i64::try_from(wage.pay.units()).ok()?.checked_mul(100)?;
        }
    }
    Some(Worked {
        minutes,
        steps,
        cents,
    })
}

/// A month's allowance under a regime; `None` where it has none or nothing is due.
pub fn allowance(
    regime: Regime,
    salary: Option<u32>,
    work: &[(UtcTime, UtcTime)],
    zone: Tz,
    before: i64,
) -> Option<Allowance> {
    let (Regime::Macau, Some(salary)) = (regime, salary) else {
        return None;
    };
    let shifts: Vec<LocalShift> = work
        .iter()
        .filter_map(|(from, to)| LocalShift::new(from.local(zone), to.local(zone)))
        .collect();
    // What two records have in common was worked once.
    let shifts = merged(&shifts);
    let answer = shift_allowance(&ShiftAllowanceCase {
        salary_monthly: salary,
        shifts: Roster::new(&shifts).ok()?,
        // Saturdays and Sundays count by themselves; the public holidays are not kept yet.
        holidays: Vec::new(),
    });
    let due = i64::try_from(answer.amount.units())
        .ok()?
        .checked_mul(100)?;
    let cents = due.checked_sub(before).filter(|cents| *cents != 0)?;
    let earnings = shifts.iter().zip(&answer.shifts);
    Some(Allowance {
        salary,
        earnings: earnings
            .map(|(shift, earning)| Earning {
                day: shift.first_day(),
                band: earning.band.as_str().to_owned(),
                basis_points: earning.basis_points,
            })
            .collect(),
        total: answer.total_basis_points,
        capped: answer.capped_basis_points,
        before,
        cents,
    })
}

/// Full years within some periods, days that lie in two counted once.
pub fn full_years(periods: &[(NaiveDate, Option<NaiveDate>)], on: NaiveDate) -> u32 {
    let mut closed: Vec<(NaiveDate, NaiveDate)> = periods
        .iter()
        .map(|(from, to)| (*from, to.unwrap_or(on).min(on)))
        .filter(|(from, to)| from <= to)
        .collect();
    closed.sort_unstable();
    let (mut days, mut reached) = (0, NaiveDate::MIN);
    for (from, to) in closed {
        let from = from.max(reached);
        days += (to - from).num_days().max(0);
        reached = reached.max(to);
    }
    // A year is 365.25 days; periods are told by the day, never by the hour.
    u32::try_from(days * 4 / 1461).unwrap_or(0)
}

impl Rule {
    /// Where the rule stands: the source's own numbering, or the house's own rules.
    pub(crate) fn article(self, t: &Texts) -> String {
        match self {
            Self::Rate | Self::Experience => t.pay_article_house(),
            Self::HourlyWage => Hourly::ARTICLES.join(" "),
        }
    }
}

impl Working {
    /// Where the rules stand under which it was reckoned, for an export: every one that had a say.
    pub fn articles(&self) -> String {
        match self {
            Self::Worked(worked) => {
                let wage = worked
                    .steps
                    .iter()
                    .any(|step| step.rule == Rule::HourlyWage);
                let wage = wage.then(|| Hourly::ARTICLES.join(" "));
                let house = Some("house rules".to_owned());
                [house, wage]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join("; ")
            }
            Self::Allowance(allowance) => allowance.article(),
        }
    }
}

impl Step {
    /// The step in words.
    pub(crate) fn sentence(&self, t: &Texts, lang: Lang, currency: &str) -> String {
        let hourly = lang.money(self.cents_per_hour, currency);
        match self.rule {
            Rule::Rate => t.pay_step_rate(hourly),
            Rule::Experience => t.pay_step_experience(self.fact, hourly),
            Rule::HourlyWage => t.pay_step_wage(self.fact, hourly),
        }
    }
}

impl Earning {
    /// What the shift earns its share for.
    pub(crate) fn label(&self, t: &Texts) -> String {
        match self.band.as_str() {
            "weekend" => t.pay_band_weekend(),
            "evening" => t.pay_band_evening(),
            "late" => t.pay_band_late(),
            "night" => t.pay_band_night(),
            "consecutive" => t.pay_band_consecutive(),
            _ => t.pay_band_none(),
        }
    }
}

impl Allowance {
    /// Where the rule stands.
    pub fn article(&self) -> String {
        ShiftAllowance::ARTICLES.join(" ")
    }
}

/// Minutes as hours with a comma's worth of precision: `8`, `8.25`; for people, who are shown the
/// minutes as well.
pub fn hours(minutes: i64) -> String {
    let hours = Decimal::from(minutes) / Decimal::from(60);
    hours.round_dp(4).normalize().to_string()
}

/// Basis points as per cent: `0.75`.
pub fn percent(basis_points: u32) -> String {
    Decimal::new(basis_points.into(), 2).normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SERVICE_ZONE;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn terms(regime: Regime, cents_per_hour: i64) -> Terms {
        Terms {
            regime,
            cents_per_hour,
            experience: None,
            hourly_wage: None,
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn hong_kong_pays_the_frozen_rate_for_the_minutes() {
        let pay = worked(&terms(Regime::Hk, 32_900), 425).unwrap();
        // 329 × 7 h 5 min = 2330.41666…
        assert_eq!(pay.cents, 233_042);
        assert_eq!(pay.steps.len(), 1);
        let pay = worked(&terms(Regime::Hk, 1), 30).unwrap();
        assert_eq!(pay.cents, 1, "half a cent goes up");
    }

    #[test]
    fn experience_adds_to_every_hour() {
        let more = Terms {
            experience: Some((5, 1_500)),
            ..terms(Regime::Hk, 30_000)
        };
        let pay = worked(&more, 480).unwrap();
        assert_eq!(pay.cents, 8 * 31_500);
        assert_eq!(pay.steps.last().unwrap().fact, 5);
    }

    #[test]
    fn kaohsiungs_hourly_wage_holds_where_it_is_more_and_only_there() {
        let with = |regime, rate| {
            let terms = Terms {
                hourly_wage: Some((196, 3)),
                ..terms(regime, rate)
            };
            worked(&terms, 450).unwrap()
        };
        // 226 an hour × 7.5 h = 1695, in whole dollars.
        assert_eq!(with(Regime::Kaohsiung, 20_000).cents, 169_500);
        assert_eq!(with(Regime::Kaohsiung, 26_000).cents, 195_000);
        assert_eq!(with(Regime::Hk, 20_000).cents, 150_000);
    }

    #[test]
    fn macaus_allowance_is_a_share_of_the_salary_less_what_was_paid() {
        let at = |text: &str| UtcTime::from_local(text.parse().unwrap(), SERVICE_ZONE);
        let nights = [
            (at("2026-03-03T22:00:00"), at("2026-03-04T06:30:00")),
            (at("2026-03-05T22:00:00"), at("2026-03-06T06:30:00")),
        ];
        let month = |before| allowance(Regime::Macau, Some(40_000), &nights, SERVICE_ZONE, before);
        // Two nights: 4 % of 40,000.
        assert_eq!(month(0).unwrap().cents, 160_000);
        assert_eq!(month(80_000).unwrap().cents, 80_000);
        assert_eq!(month(160_000), None);
        assert_eq!(month(0).unwrap().earnings.first().unwrap().band, "night");
        for regime in [Regime::Hk, Regime::Taitung] {
            assert_eq!(
                allowance(regime, Some(40_000), &nights, SERVICE_ZONE, 0),
                None
            );
        }
    }

    #[test]
    fn years_are_full_and_counted_once() {
        let on = day("2026-03-02");
        let years = |periods: &[(&str, &str)]| {
            let periods: Vec<_> = periods
                .iter()
                .map(|(from, to)| (day(from), to.parse().ok()))
                .collect();
            full_years(&periods, on)
        };
        assert_eq!(years(&[("2020-01-01", "2025-01-01")]), 5);
        assert_eq!(years(&[("2020-01-01", "2024-12-30")]), 4);
        assert_eq!(
            years(&[("2020-01-01", "2024-01-01"), ("2022-01-01", "2025-01-01")]),
            5
        );
        assert_eq!(years(&[("2025-03-01", "")]), 1);
        assert_eq!(years(&[("2027-01-01", "")]), 0);
    }

    proptest! {
        #[test]
        fn pay_is_never_more_than_half_a_cent_from_exact(rate in 1_i64..200_000, minutes in 1_i64..1_440) {
            let pay = worked(&terms(Regime::Hk, rate), minutes).unwrap();
            prop_assert!((pay.cents * 60 - rate * minutes).abs() <= 30);
            let longer = worked(&terms(Regime::Hk, rate), minutes + 1).unwrap();
            prop_assert!(longer.cents >= pay.cents);
        }

        #[test]
        fn the_night_is_the_same_in_any_zone_of_its_own(offset in 0_i64..24) {
            let start = UtcTime::from_local(day("2026-03-03").and_hms_opt(0, 0, 0).unwrap(), SERVICE_ZONE)
                .plus(TimeDelta::hours(offset));
            let work = [(start, start.plus(TimeDelta::hours(8)))];
            let month = allowance(Regime::Macau, Some(10_000), &work, SERVICE_ZONE, 0);
            prop_assert!(month.is_none_or(|month| month.cents <= 20_000 && month.capped == month.total));
        }
    }
}
