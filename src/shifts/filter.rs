//! The board's filter is its address: it can be kept, shared and read.

use crate::clock::{SERVICE_ZONE, UtcTime, add_days};
use crate::domain::Band;
use crate::text_enum;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime};

text_enum! {
    /// How the board is drawn.
    View {
        /// A list by date.
        List = "list",
        /// Seven days beside each other, with the member's own shifts.
        Week = "week",
        /// A month of dates with their counts.
        Month = "month",
    }
}

/// A place in the list: when a shift starts, and its row.
pub type Key = (UtcTime, i64);

/// Where a page of the list begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    /// What comes after a shift.
    After(Key),
    /// What comes before it.
    Before(Key),
}

fn key(text: &str) -> Option<Key> {
    let (micros, id) = text.split_once('-')?;
    let at = DateTime::from_timestamp_micros(micros.parse().ok()?)?;
    let known = (1900..2200).contains(&at.year());
    Some((UtcTime::new(at.naive_utc()), id.parse().ok()?)).filter(|_| known)
}

fn key_text((at, id): Key) -> String {
    format!("{}-{id}", at.to_chrono().timestamp_micros())
}

/// What a member wants to see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// First day of start.
    pub from: Option<NaiveDate>,
    /// Last day of start.
    pub to: Option<NaiveDate>,
    /// Row of a cluster.
    pub cluster: Option<i64>,
    /// Row of a hospital.
    pub hospital: Option<i64>,
    /// Row of a unit.
    pub unit: Option<i64>,
    /// Row of a specialty.
    pub specialty: Option<i64>,
    /// The least pay an hour, in whole dollars.
    pub pay: Option<i64>,
    /// Parts of the day; none means all.
    pub bands: Vec<Band>,
    /// Only what the member can take.
    pub can: bool,
    /// Only units where the member has worked or will.
    pub mine: bool,
    /// How it is drawn; `None` is the list.
    pub view: Option<View>,
    /// Which page of the list.
    pub cursor: Option<Cursor>,
}

/// A filter as an address asked for it.
pub struct Asked {
    /// What was understood.
    pub filter: Filter,
    /// Whether something was not: the page says so and shows the rest.
    pub unknown: bool,
    /// Whether the address holds empty values that a tidy one would not.
    pub untidy: bool,
}

fn midnight(day: NaiveDate) -> UtcTime {
    UtcTime::from_local(day.and_time(NaiveTime::MIN), SERVICE_ZONE)
}

impl Filter {
    /// Reads a query string. Nothing is refused; what is not known is left out.
    pub fn parse(query: &str) -> Asked {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let mut filter = Self::default();
        let (mut unknown, mut untidy) = (false, false);
        for (name, value) in &pairs {
            if value.is_empty() {
                untidy = true;
                continue;
            }
            unknown |= !filter.take(name, value);
        }
        filter.bands.sort_unstable();
        filter.bands.dedup();
        Asked {
            filter,
            unknown,
            untidy,
        }
    }

    fn take(&mut self, name: &str, value: &str) -> bool {
        let row = value.parse().ok();
        match name {
            "from" => keep(&mut self.from, day(value)),
            "to" => keep(&mut self.to, day(value)),
            "cluster" => keep(&mut self.cluster, row),
            "hospital" => keep(&mut self.hospital, row),
            "unit" => keep(&mut self.unit, row),
            "spec" => keep(&mut self.specialty, row),
            "pay" => keep(
                &mut self.pay,
                row.filter(|pay: &i64| (1..100_000).contains(pay)),
            ),
            "band" => Band::parse(value)
                .map(|band| self.bands.push(band))
                .is_some(),
            "can" => {
                self.can = value == "1";
                self.can
            }
            "mine" => {
                self.mine = value == "1";
                self.mine
            }
            "view" => keep(&mut self.view, View::parse(value)),
            "after" => keep(&mut self.cursor, key(value).map(Cursor::After)),
            "before" => keep(&mut self.cursor, key(value).map(Cursor::Before)),
            _ => false,
        }
    }

    /// The address of this filter, without its question mark.
    pub fn query(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        pairs.extend(self.from.map(|day| ("from", day.to_string())));
        pairs.extend(self.to.map(|day| ("to", day.to_string())));
        pairs.extend(self.cluster.map(|row| ("cluster", row.to_string())));
        pairs.extend(self.hospital.map(|row| ("hospital", row.to_string())));
        pairs.extend(self.unit.map(|row| ("unit", row.to_string())));
        pairs.extend(self.specialty.map(|row| ("spec", row.to_string())));
        pairs.extend(self.pay.map(|pay| ("pay", pay.to_string())));
        pairs.extend(self.bands.iter().map(|band| ("band", band.to_string())));
        pairs.extend(self.can.then(|| ("can", "1".to_owned())));
        pairs.extend(self.mine.then(|| ("mine", "1".to_owned())));
        pairs.extend(self.view.map(|view| ("view", view.to_string())));
        pairs.extend(self.cursor.map(|cursor| match cursor {
            Cursor::After(at) => ("after", key_text(at)),
            Cursor::Before(at) => ("before", key_text(at)),
        }));
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }

    /// Shifts start at this or later.
    pub fn starts_from(&self) -> Option<UtcTime> {
        self.from.map(midnight)
    }

    /// Shifts start before this.
    pub fn starts_before(&self) -> Option<UtcTime> {
        self.to.map(|day| midnight(add_days(day, 1)))
    }

    /// How many conditions are set.
    pub fn count(&self) -> usize {
        [
            self.from.is_some() || self.to.is_some(),
            self.cluster.is_some(),
            self.hospital.is_some(),
            self.unit.is_some(),
            self.specialty.is_some(),
            self.pay.is_some(),
            self.can,
            self.mine,
        ]
        .into_iter()
        .filter(|set| *set)
        .count()
            + self.bands.len()
    }

    /// The same filter at the beginning of its list.
    pub fn first(&self) -> Self {
        self.at(None)
    }

    /// The same filter on another page.
    pub fn at(&self, cursor: Option<Cursor>) -> Self {
        Self {
            cursor,
            ..self.clone()
        }
    }

    /// The same filter, drawn otherwise.
    pub fn drawn(&self, view: View) -> Self {
        Self {
            view: Some(view).filter(|view| *view != View::List),
            ..self.first()
        }
    }
}

/// A day that a calendar on a wall could show; databases know no others.
fn day(text: &str) -> Option<NaiveDate> {
    text.parse()
        .ok()
        .filter(|day: &NaiveDate| (1900..2200).contains(&day.year()))
}

fn keep<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let understood = value.is_some();
    *slot = value;
    understood
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn unknown_values_are_left_out_and_told() {
        let asked = Filter::parse("band=A&band=X&cluster=&colour=blue&after=0");
        assert_eq!(asked.filter.query(), "band=A");
        assert!(asked.unknown && asked.untidy);
        assert!(!Filter::parse("band=A&can=1").unknown);
    }

    proptest! {
        #[test]
        fn an_address_means_the_same_filter(
            days in proptest::option::of(0_i64..700), cluster in proptest::option::of(1_i64..99),
            bands in proptest::sample::subsequence(vec![Band::A, Band::P, Band::N], 0..=3),
            can: bool, mine: bool, after in proptest::option::of((0_i64..4_000_000_000_000_000, 1_i64..99)),
        ) {
            let start = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
            let filter = Filter {
                from: days.map(|days| add_days(start, days)), cluster, bands, can, mine,
                cursor: after.map(|(micros, id)| Cursor::After((UtcTime::new(DateTime::from_timestamp_micros(micros).unwrap().naive_utc()), id))),
                ..Filter::default()
            };
            let asked = Filter::parse(&filter.query());
            prop_assert!(!asked.unknown && !asked.untidy);
            prop_assert_eq!(asked.filter, filter);
        }
    }
}
