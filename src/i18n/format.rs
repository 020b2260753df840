//! Dates, times and money as each language writes them.

use super::Lang;
use crate::clock::{SERVICE_ZONE, UtcTime};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use std::borrow::Borrow;

const WEEKDAYS_ZH: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

// Templates hand over references, code hands over values: dates are taken as either.
impl Lang {
    fn weekday_zh(day: NaiveDate) -> &'static str {
        let index = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
        WEEKDAYS_ZH.get(index).copied().unwrap_or("")
    }

    /// `3月2日（星期一）` / `Monday 2 March`.
    pub fn date(self, day: impl Borrow<NaiveDate>) -> String {
        let day = *day.borrow();
        match self {
            Self::Zh => format!("{}（星期{}）", self.day_month(day), Self::weekday_zh(day)),
            Self::En => day.format("%A %-d %B").to_string(),
        }
    }

    /// `2026年3月2日` / `2 March 2026`.
    pub fn date_year(self, day: impl Borrow<NaiveDate>) -> String {
        let day = *day.borrow();
        match self {
            Self::Zh => format!("{}年{}", day.year(), self.day_month(day)),
            Self::En => day.format("%-d %B %Y").to_string(),
        }
    }

    /// `2026年3月` / `March 2026`.
    pub fn month(self, day: impl Borrow<NaiveDate>) -> String {
        let day = *day.borrow();
        match self {
            Self::Zh => format!("{}年{}月", day.year(), day.month()),
            Self::En => day.format("%B %Y").to_string(),
        }
    }

    /// `三` / `Wed`: the head of a calendar's column, Monday first.
    pub fn weekday_short(self, day: impl Borrow<NaiveDate>) -> String {
        let day = *day.borrow();
        match self {
            Self::Zh => Self::weekday_zh(day).to_owned(),
            Self::En => day.format("%a").to_string(),
        }
    }

    /// `星期三` / `Wednesday`.
    pub fn weekday(self, day: impl Borrow<NaiveDate>) -> String {
        let day = *day.borrow();
        match self {
            Self::Zh => format!("星期{}", Self::weekday_zh(day)),
            Self::En => day.format("%A").to_string(),
        }
    }

    /// `3月2日` / `2 March`.
    pub fn day_month(self, day: impl Borrow<NaiveDate>) -> String {
        let day = *day.borrow();
        match self {
            Self::Zh => format!("{}月{}日", day.month(), day.day()),
            Self::En => day.format("%-d %B").to_string(),
        }
    }

    /// `3月2日` / `2 Mar`, where space is short.
    pub fn day_month_short(self, day: impl Borrow<NaiveDate>) -> String {
        let day = *day.borrow();
        match self {
            Self::Zh => self.day_month(day),
            Self::En => day.format("%-d %b").to_string(),
        }
    }

    /// `14:05`.
    pub fn time(self, at: NaiveDateTime) -> String {
        at.format("%H:%M").to_string()
    }

    /// `3月2日 14:05` / `2 March, 14:05`, in the service's zone.
    pub fn moment(self, at: impl Borrow<UtcTime>) -> String {
        let local = at.borrow().local(SERVICE_ZONE);
        let (day, time) = (self.day_month(local.date()), self.time(local));
        match self {
            Self::Zh => format!("{day} {time}"),
            Self::En => format!("{day}, {time}"),
        }
    }

    /// From–to in a zone, saying so where it ends on the next day: `21:00–翌日 07:00`.
    pub fn time_range(self, starts_at: UtcTime, ends_at: UtcTime, zone: Tz) -> String {
        let (from, to) = (starts_at.local(zone), ends_at.local(zone));
        let (start, end) = (self.time(from), self.time(to));
        match (self, from.date() == to.date()) {
            (_, true) => format!("{start}–{end}"),
            (Self::Zh, false) => format!("{start}–翌日 {end}"),
            (Self::En, false) => format!("{start}–{end} next day"),
        }
    }

    /// `$289`, `MOP 1,234.50`: cents only where there are any.
    pub fn money(self, cents: i64, currency: &str) -> String {
        let sign = match currency {
            "HKD" => "$".to_owned(),
            "MOP" => "MOP$".to_owned(),
            "TWD" => "NT$".to_owned(),
            other => format!("{other} "),
        };
        if cents < 0 {
            return format!("−{}", self.money(cents.saturating_neg(), currency));
        }
        let (whole, rest) = (cents / 100, cents % 100);
        let digits = whole.to_string();
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        if rest == 0 {
            format!("{sign}{grouped}")
        } else {
            format!("{sign}{grouped}.{rest:02}")
        }
    }

    /// Names joined as the language joins a list: `甲、乙及丙` / `A, B and C`.
    pub fn list(self, items: &[String]) -> String {
        let (comma, and) = match self {
            Self::Zh => ("、", "及"),
            Self::En => (", ", " and "),
        };
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{}{and}{last}", first.join(comma)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 2).expect("a date")
    }

    #[test]
    fn dates_in_both_languages() {
        assert_eq!(Lang::Zh.date(day()), "3月2日（星期一）");
        assert_eq!(Lang::En.date(day()), "Monday 2 March");
        assert_eq!(Lang::Zh.date_year(day()), "2026年3月2日");
        assert_eq!(Lang::En.date_year(day()), "2 March 2026");
    }

    #[test]
    fn a_night_shift_ends_on_the_next_day() {
        let start = UtcTime::from_local(day().and_hms_opt(21, 0, 0).expect("a time"), SERVICE_ZONE);
        let end = start.plus(chrono::TimeDelta::hours(10));
        assert_eq!(
            Lang::Zh.time_range(start, end, SERVICE_ZONE),
            "21:00–翌日 07:00"
        );
        assert_eq!(
            Lang::En.time_range(start, end, SERVICE_ZONE),
            "21:00–07:00 next day"
        );
    }

    #[test]
    fn money_groups_and_drops_empty_cents() {
        assert_eq!(Lang::En.money(28_900, "HKD"), "$289");
        assert_eq!(Lang::En.money(123_456_750, "MOP"), "MOP$1,234,567.50");
    }

    #[test]
    fn lists() {
        let items = ["甲", "乙", "丙"].map(str::to_owned);
        assert_eq!(Lang::Zh.list(&items), "甲、乙及丙");
        assert_eq!(Lang::En.list(&items), "甲, 乙 and 丙");
    }
}
