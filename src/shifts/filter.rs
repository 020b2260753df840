//! The board's filter is its address: it can be kept, shared and read.

use crate::clock::{SERVICE_ZONE, UtcTime, add_days};
use crate::domain::Band;
use chrono::{Datelike, NaiveDate, NaiveTime};

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
    /// Row of a specialty.
    pub specialty: Option<i64>,
    /// Parts of the day; none means all.
    pub bands: Vec<Band>,
    /// Only what the member can take.
    pub can: bool,
    /// Page, from 1.
    pub page: usize,
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
        let mut filter = Self {
            page: 1,
            ..Self::default()
        };
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
            "spec" => keep(&mut self.specialty, row),
            "band" => Band::parse(value)
                .map(|band| self.bands.push(band))
                .is_some(),
            "can" => {
                self.can = value == "1";
                self.can
            }
            "page" => value
                .parse()
                .ok()
                .filter(|page| *page > 0)
                .map(|page| self.page = page)
                .is_some(),
            _ => false,
        }
    }

    /// The address of this filter, without its question mark; the page only where it is not the first.
    pub fn query(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        pairs.extend(self.from.map(|day| ("from", day.to_string())));
        pairs.extend(self.to.map(|day| ("to", day.to_string())));
        pairs.extend(self.cluster.map(|row| ("cluster", row.to_string())));
        pairs.extend(self.hospital.map(|row| ("hospital", row.to_string())));
        pairs.extend(self.specialty.map(|row| ("spec", row.to_string())));
        pairs.extend(self.bands.iter().map(|band| ("band", band.to_string())));
        pairs.extend(self.can.then(|| ("can", "1".to_owned())));
        pairs.extend((self.page > 1).then(|| ("page", self.page.to_string())));
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
            self.specialty.is_some(),
            self.can,
        ]
        .into_iter()
        .filter(|set| *set)
        .count()
            + self.bands.len()
    }

    /// The same filter on another page.
    pub fn on_page(&self, page: usize) -> Self {
        Self {
            page,
            ..self.clone()
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
        let asked = Filter::parse("band=A&band=X&cluster=&colour=blue&page=0");
        assert_eq!(asked.filter.query(), "band=A");
        assert!(asked.unknown && asked.untidy);
        assert!(!Filter::parse("band=A&can=1").unknown);
    }

    proptest! {
        #[test]
        fn an_address_means_the_same_filter(
            days in proptest::option::of(0_i64..700), cluster in proptest::option::of(1_i64..99),
            bands in proptest::sample::subsequence(vec![Band::A, Band::P, Band::N], 0..=3),
            can: bool, page in 1_usize..50,
        ) {
            let start = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
            let filter = Filter {
                from: days.map(|days| add_days(start, days)), cluster, bands, can, page, ..Filter::default()
            };
            let asked = Filter::parse(&filter.query());
            prop_assert!(!asked.unknown && !asked.untidy);
            prop_assert_eq!(asked.filter, filter);
        }
    }
}
