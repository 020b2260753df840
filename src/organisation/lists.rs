//! The lists of which the organisation is made, as an administrator pastes them: specialties, hospitals,
//! units, rates. Pure: it reads lines into values and says what is wrong with each.

use super::entries::{Entry, Hospital, Rate, Specialty, Unit};
use crate::accounts::domain::{Email, telephone};
use crate::domain::{Band, Bilingual, Category, Profession, UnitKind};
use crate::regime::Regime;
use crate::text_enum;
use crate::web::form::line;
use crate::web::spreadsheet;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeSet, HashMap};

/// The most that an hour can be worth, in cents: a slipped key is no rate.
const MOST_CENTS: i64 = 10_000_000;

text_enum! {
    /// A list of the organisation. Each rests on those before it.
    List {
        /// What units do and approvals cover.
        Specialties = "specialties",
        /// Hospitals with their clusters.
        Hospitals = "hospitals",
        /// Units with who answers for them.
        Units = "units",
        /// What an hour is worth.
        Rates = "rates",
    }
}

impl List {
    /// The columns, which its first line names in any order.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Specialties => &["code", "profession", "name_en", "name_zh"],
            Self::Hospitals => &[
                "cluster_code",
                "cluster_en",
                "cluster_zh",
                "hospital_code",
                "hospital_en",
                "hospital_zh",
                "accident_and_emergency",
                "regime",
            ],
            Self::Units => &[
                "hospital_code",
                "unit_code",
                "unit_en",
                "unit_zh",
                "specialty_code",
                "kind",
                "email",
                "phone",
                "managers",
            ],
            Self::Rates => &["category", "band", "currency", "per_hour", "from"],
        }
    }
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A cell is empty, too long, or not of its kind.
    Cell(&'static str),
    /// A cell holds a word that is none of these.
    Word(&'static str, String),
    /// A cell names what is not there.
    Unknown(&'static str, String),
    /// An earlier line has the same key.
    Twice(String),
    /// A cell would change what stands.
    Stands(&'static str),
}

/// A line that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its number, from 1.
    pub line: u64,
    /// Why.
    pub wrong: Wrong,
}

/// Why nothing of what was pasted can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// It is no table, or has no line below its first.
    Empty,
    /// Its first line lacks these columns.
    Columns(String),
}

/// A line with its value.
pub type Read = (u64, Entry);

/// Reads a list: every line that can be, and what is wrong with each that cannot.
///
/// # Errors
/// Where the first line does not name the columns, or nothing follows it.
pub fn read(list: List, text: &str) -> Result<(Vec<Read>, Vec<Fault>), Unread> {
    let mut lines = spreadsheet::read(text).unwrap_or_default().into_iter();
    let (_, head) = lines.next().ok_or(Unread::Empty)?;
    let place: HashMap<String, usize> = head
        .into_iter()
        .enumerate()
        .map(|(place, name)| (name.to_lowercase(), place))
        .collect();
    let columns = list.columns().iter().copied();
    let missing: Vec<&str> = columns.filter(|name| !place.contains_key(*name)).collect();
    if !missing.is_empty() {
        return Err(Unread::Columns(missing.join(", ")));
    }
    let (mut entries, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (line, cells) in lines {
        let mut cells = Cells {
            place: &place,
            cells,
            wrong: Vec::new(),
        };
        let entry = cells.entry(list);
        let mut wrong = cells.wrong;
        if let Some(entry) = entry {
            if seen.insert(entry.key()) {
                entries.push((line, entry));
            } else {
                wrong.push(Wrong::Twice(entry.key()));
            }
        }
        faults.extend(wrong.into_iter().map(|wrong| Fault { line, wrong }));
    }
    if entries.is_empty() && faults.is_empty() {
        return Err(Unread::Empty);
    }
    Ok((entries, faults))
}

/// The cells of one line, and what was found wrong with them.
struct Cells<'a> {
    place: &'a HashMap<String, usize>,
    cells: Vec<String>,
    wrong: Vec<Wrong>,
}

impl Cells<'_> {
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

    fn entry(&mut self, list: List) -> Option<Entry> {
        match list {
            List::Specialties => self.specialty().map(Entry::Specialty),
            List::Hospitals => self.hospital().map(Entry::Hospital),
            List::Units => self.unit().map(Entry::Unit),
            List::Rates => self.rate().map(Entry::Rate),
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

    fn rate(&mut self) -> Option<Rate> {
        let category = self.word("category", &words(Category::ALL, Category::as_str));
        let band = self.word("band", &words(Band::ALL, Band::as_str));
        let currencies: Vec<_> = Regime::ALL.iter().map(|regime| regime.currency()).collect();
        let currency = self.take("currency", |cell| {
            currencies.contains(&cell).then(|| cell.to_owned())
        });
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
    fn every_line_is_read_or_says_what_is_wrong_with_it() {
        let text = "name_zh\tcode\tprofession\tname_en\n\
            內科\tMED\tnurse\tMedicine\n\
            外科\tSUR\tvet\tSurgery\n\
            \tO T\tnurse\t\n\
            內科\tMED\tnurse\tMedicine\n";
        let (entries, faults) = read(List::Specialties, text).unwrap();
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].1.key(), "MED");
        let faults: Vec<_> = faults
            .into_iter()
            .map(|fault| (fault.line, fault.wrong))
            .collect();
        assert_eq!(
            faults,
            [
                (3, Wrong::Word("profession", "nurse, doctor".into())),
                (4, Wrong::Cell("code")),
                (4, Wrong::Cell("name_en")),
                (4, Wrong::Cell("name_zh")),
                (5, Wrong::Twice("MED".into())),
            ]
        );
    }

    #[test]
    fn a_table_without_its_columns_is_not_guessed_at() {
        assert_eq!(read(List::Rates, " \n"), Err(Unread::Empty));
        let head = "category,band,currency,from";
        assert_eq!(
            read(List::Rates, head),
            Err(Unread::Columns("per_hour".into()))
        );
        let head = "category,band,currency,from,per_hour";
        assert_eq!(read(List::Rates, head), Err(Unread::Empty));
    }

    #[test]
    fn money_is_read_to_the_cent() {
        assert_eq!(cents("303.5"), Some(30_350));
        for bad in ["", "0", "-3", "1.005", "303 dollars", "100000.01"] {
            assert_eq!(cents(bad), None, "{bad}");
        }
    }
}
