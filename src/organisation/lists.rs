//! The lists of which the organisation is made, as an administrator pastes them. Pure: it reads lines into
//! values and says what is wrong with each.

use super::cells::Cells;
use super::entries::Entry;
use crate::text_enum;
use crate::web::spreadsheet;
use std::collections::{BTreeSet, HashMap};

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
        /// What years of experience add to it.
        Experience = "experience",
        /// What a regime's rules of pay ask of a hospital.
        Terms = "terms",
        /// Limits of a hospital on picks: nights in a row, hours in four weeks, a quota.
        Limits = "limits",
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
            Self::Experience => &[
                "category",
                "currency",
                "from_years",
                "extra_per_hour",
                "from",
            ],
            Self::Terms => &[
                "hospital_code",
                "category",
                "from",
                "monthly_salary",
                "minimum_hourly_wage",
                "hourly_level",
            ],
            Self::Limits => &["hospital_code", "limit", "amount", "effect"],
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
        let mut cells = Cells::new(&place, cells);
        let entry = cells.entry(list);
        let mut wrong = cells.into_wrong();
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
}
