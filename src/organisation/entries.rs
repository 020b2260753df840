//! What stands in a line of a list: a specialty, a hospital, a unit, a rate.

use crate::domain::{Band, Bilingual, Category, Profession, UnitKind};
use crate::regime::Regime;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A specialty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Specialty {
    /// By which units name it.
    pub code: String,
    /// Whose it is.
    pub profession: Profession,
    /// Its name.
    pub name: Bilingual,
}

/// A hospital with its cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hospital {
    /// The cluster's code.
    pub cluster: String,
    /// The cluster's name.
    pub cluster_name: Bilingual,
    /// By which units name it.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
    /// Whether it has an accident and emergency department.
    pub accident_emergency: bool,
    /// The rules under which it engages people.
    pub regime: Regime,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its hospital's code.
    pub hospital: String,
    /// Its code, unique in the hospital.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
    /// The code of its nursing specialty.
    pub specialty: String,
    /// What kind of place it is.
    pub kind: UnitKind,
    /// Where it is written to.
    pub email: String,
    /// Where it is telephoned.
    pub phone: String,
    /// The addresses of who answers for it, lower case.
    pub managers: BTreeSet<String>,
}

/// What an hour is worth from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Whose hour.
    pub category: Category,
    /// In which part of the day.
    pub band: Band,
    /// The ISO 4217 code.
    pub currency: String,
    /// Cents.
    pub cents: i64,
    /// The first day.
    pub from: NaiveDate,
}

/// A line as a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Of the specialties.
    Specialty(Specialty),
    /// Of the hospitals.
    Hospital(Hospital),
    /// Of the units.
    Unit(Unit),
    /// Of the rates.
    Rate(Rate),
}

impl Entry {
    /// What tells it from all others of its list.
    pub fn key(&self) -> String {
        match self {
            Self::Specialty(specialty) => specialty.code.clone(),
            Self::Hospital(hospital) => hospital.code.clone(),
            Self::Unit(unit) => format!("{} {}", unit.hospital, unit.code),
            Self::Rate(rate) => format!(
                "{} {} {} {}",
                rate.category, rate.band, rate.currency, rate.from
            ),
        }
    }
}

impl Entry {
    /// Its cells, in the order of its list's columns.
    pub fn cells(&self) -> Vec<String> {
        let text = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect();
        match self {
            Self::Specialty(s) => text(&[&s.code, s.profession.as_str(), &s.name.en, &s.name.zh]),
            Self::Hospital(h) => text(&[
                &h.cluster,
                &h.cluster_name.en,
                &h.cluster_name.zh,
                &h.code,
                &h.name.en,
                &h.name.zh,
                if h.accident_emergency { "yes" } else { "no" },
                h.regime.as_str(),
            ]),
            Self::Unit(u) => {
                let managers: Vec<&str> = u.managers.iter().map(String::as_str).collect();
                text(&[
                    &u.hospital,
                    &u.code,
                    &u.name.en,
                    &u.name.zh,
                    &u.specialty,
                    u.kind.as_str(),
                    &u.email,
                    &u.phone,
                    &managers.join(" "),
                ])
            }
            Self::Rate(r) => text(&[
                r.category.as_str(),
                r.band.as_str(),
                &r.currency,
                &Decimal::new(r.cents, 2).to_string(),
                &r.from.to_string(),
            ]),
        }
    }
}
