//! The cells of a pasted line, read into a value; each that cannot be says so.

use super::entries::{Entry, Experience, Hospital, Limit, PickRule, Rate, Specialty, Terms, Unit};
use super::lists::{List, Wrong};
use crate::accounts::domain::{Email, telephone};
use crate::domain::{Band, Bilingual, Category, Profession, UnitKind};
use crate::regime::Regime;
use crate::web::form::line;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// The most that an hour can be worth, in cents: a slipped key is no rate.
const MOST_CENTS: i64 = 10_000_000;

/// The cells of one line, and what was found wrong with them.
pub struct Cells<'a> {
    place: &'a HashMap<String, usize>,
    cells: Vec<String>,
    wrong: Vec<Wrong>,
}

impl<'a> Cells<'a> {
    /// A line whose columns stand at these places.
    pub fn new(place: &'a HashMap<String, usize>, cells: Vec<String>) -> Self {
        Self {
            place,
            cells,
            wrong: Vec::new(),
        }
    }

    /// What was found wrong.
    pub fn into_wrong(self) -> Vec<Wrong> {
        self.wrong
    }

    fn cell(&self, column: &str) -> &str {
        let place = self.place.get(column);
        place
            .and_then(|place| self.cells.get(*place))
            .map_or("", String::as_str)
    }

    fn take<T>(&mut self, column: &'static str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = read(self.cell(column));
        if value.is_none() {
            self.wrong.push(Wrong::Cell(column));
        }
        value
    }

    fn code(&mut self, column: &'static str) -> Option<String> {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_/.".contains(c);
        self.take(column, |cell| {
            line(cell, 20).filter(|code| code.chars().all(plain))
        })
    }

    fn name(&mut self, en: &'static str, zh: &'static str) -> Option<Bilingual> {
        let en = self.take(en, |cell| line(cell, 120));
        let zh = self.take(zh, |cell| line(cell, 120));
        Some(Bilingual { en: en?, zh: zh? })
    }

    fn word<T: Copy>(&mut self, column: &'static str, words: &[(T, &'static str)]) -> Option<T> {
        let cell = self.cell(column);
        let found = words.iter().find(|(_, word)| *word == cell);
        let value = found.map(|(value, _)| *value);
        if value.is_none() {
            let words: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
            self.wrong.push(Wrong::Word(column, words.join(", ")));
        }
        value
    }

    /// Its value; `None` where something is wrong with it.
    pub fn entry(&mut self, list: List) -> Option<Entry> {
        match list {
            List::Specialties => self.specialty().map(Entry::Specialty),
            List::Hospitals => self.hospital().map(Entry::Hospital),
            List::Units => self.unit().map(Entry::Unit),
            List::Rates => self.rate().map(Entry::Rate),
            List::Experience => self.experience().map(Entry::Experience),
            List::Terms => self.terms().map(Entry::Terms),
            List::Limits => self.limit().map(Entry::Limit),
        }
    }

    fn specialty(&mut self) -> Option<Specialty> {
        let code = self.code("code");
        let profession = self.word("profession", &words(Profession::ALL, Profession::as_str));
        let name = self.name("name_en", "name_zh");
        Some(Specialty {
            code: code?,
            profession: profession?,
            name: name?,
        })
    }

    fn hospital(&mut self) -> Option<Hospital> {
        let cluster = self.code("cluster_code");
        let cluster_name = self.name("cluster_en", "cluster_zh");
        let code = self.code("hospital_code");
        let name = self.name("hospital_en", "hospital_zh");
        let column = "accident_and_emergency";
        let accident_emergency = self.word(column, &[(true, "yes"), (false, "no")]);
        let regime = self.word("regime", &words(Regime::ALL, Regime::as_str));
        Some(Hospital {
            cluster: cluster?,
            cluster_name: cluster_name?,
            code: code?,
            name: name?,
            accident_emergency: accident_emergency?,
            regime: regime?,
        })
    }

    fn unit(&mut self) -> Option<Unit> {
        let hospital = self.code("hospital_code");
        let code = self.code("unit_code");
        let name = self.name("unit_en", "unit_zh");
        let specialty = self.code("specialty_code");
        let kind = self.word("kind", &words(UnitKind::ALL, UnitKind::as_str));
        let address = |cell: &str| Some(Email::parse(cell)?.address().to_owned());
        let email = self.take("email", address);
        let phone = self.take("phone", telephone);
        let managers = self.take("managers", |cell| {
            cell.split([';', ' '])
                .filter(|part| !part.is_empty())
                .map(|part| Some(Email::parse(part)?.key().to_owned()))
                .collect()
        });
        Some(Unit {
            hospital: hospital?,
            code: code?,
            name: name?,
            specialty: specialty?,
            kind: kind?,
            email: email?,
            phone: phone?,
            managers: managers?,
        })
    }

    fn currency(&mut self) -> Option<String> {
        let currencies: Vec<_> = Regime::ALL.iter().map(|regime| regime.currency()).collect();
        self.take("currency", |cell| {
            currencies.contains(&cell).then(|| cell.to_owned())
        })
    }

    fn experience(&mut self) -> Option<Experience> {
        let category = self.word("category", &words(Category::ALL, Category::as_str));
        let currency = self.currency();
        let from_years = self.take("from_years", |cell| number(cell, 1..=60));
        let cents = self.take("extra_per_hour", cents);
        let from = self.take("from", |cell| cell.parse().ok());
        Some(Experience {
            category: category?,
            currency: currency?,
            from_years: from_years?,
            cents: cents?,
            from: from?,
        })
    }

    fn terms(&mut self) -> Option<Terms> {
        let hospital = self.code("hospital_code");
        let category = self.word("category", &words(Category::ALL, Category::as_str));
        let from = self.take("from", |cell| cell.parse().ok());
        let mut whole = |column, least| {
            self.take(column, |cell| match cell {
                "" => Some(None),
                cell => number(cell, least..=10_000_000).map(Some),
            })
        };
        let monthly_salary = whole("monthly_salary", 1);
        let minimum_hourly_wage = whole("minimum_hourly_wage", 1);
        let hourly_level = whole("hourly_level", 0);
        Some(Terms {
            hospital: hospital?,
            category: category?,
            from: from?,
            monthly_salary: monthly_salary?,
            minimum_hourly_wage: minimum_hourly_wage?,
            hourly_level: hourly_level?,
        })
    }

    fn limit(&mut self) -> Option<Limit> {
        let hospital = self.code("hospital_code");
        let rule = self.word("limit", &words(PickRule::ALL, PickRule::as_str));
        let amount = self.take("amount", |cell| number(cell, 1..=672));
        let blocks = self.word("effect", &[(false, "warn"), (true, "block")]);
        Some(Limit {
            hospital: hospital?,
            rule: rule?,
            amount: amount?,
            blocks: blocks?,
        })
    }

    fn rate(&mut self) -> Option<Rate> {
        let category = self.word("category", &words(Category::ALL, Category::as_str));
        let band = self.word("band", &words(Band::ALL, Band::as_str));
        let currency = self.currency();
        let cents = self.take("per_hour", cents);
        let from = self.take("from", |cell| cell.parse().ok());
        Some(Rate {
            category: category?,
            band: band?,
            currency: currency?,
            cents: cents?,
            from: from?,
        })
    }
}

fn words<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> Vec<(T, &'static str)> {
    all.iter().map(|value| (*value, word(*value))).collect()
}

/// A whole number within bounds.
fn number(cell: &str, within: RangeInclusive<i32>) -> Option<i32> {
    cell.parse().ok().filter(|number| within.contains(number))
}

/// Money as it is written, in cents.
fn cents(cell: &str) -> Option<i64> {
    let sum: Decimal = cell.parse().ok()?;
    let cents = sum.checked_mul(Decimal::ONE_HUNDRED)?;
    let whole = cents.is_integer().then(|| cents.to_i64()).flatten()?;
    (1..=MOST_CENTS).contains(&whole).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_to_the_cent() {
        assert_eq!(cents("303.5"), Some(30_350));
        for bad in ["", "0", "-3", "1.005", "303 dollars", "100000.01"] {
            assert_eq!(cents(bad), None, "{bad}");
        }
    }
}
