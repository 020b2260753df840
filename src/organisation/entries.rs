//! What stands in a line of a list: a specialty, a hospital, a unit, a rate.

use crate::domain::{Band, Bilingual, Category, Profession, UnitKind};
use crate::regime::Regime;
use crate::text_enum;
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

/// What years of experience add to an hour, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Experience {
    /// Whose hour.
    pub category: Category,
    /// The ISO 4217 code.
    pub currency: String,
    /// From so many full years on.
    pub from_years: i32,
    /// Cents more.
    pub cents: i64,
    /// The first day.
    pub from: NaiveDate,
}

/// What a regime's rules of pay ask of a hospital, in whole units of its money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The hospital's code.
    pub hospital: String,
    /// Whose.
    pub category: Category,
    /// The first day.
    pub from: NaiveDate,
    /// The salary of which Macau's shift allowance is a share.
    pub monthly_salary: Option<i32>,
    /// The minimum wage under Kaohsiung's hourly one.
    pub minimum_hourly_wage: Option<i32>,
    /// Kaohsiung's level.
    pub hourly_level: Option<i32>,
}

text_enum! {
    /// A limit of a hospital on picks.
    PickRule {
        /// Nights in a row.
        Nights = "nights",
        /// Hours in four weeks.
        FourWeekHours = "four_week_hours",
        /// Picks in seven days.
        Quota = "quota",
    }
}

impl PickRule {
    /// How many of the stored amount one of the list is: hours are kept in minutes.
    pub fn stored(self) -> i32 {
        match self {
            Self::FourWeekHours => 60,
            Self::Nights | Self::Quota => 1,
        }
    }
}

/// A hospital's limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The hospital's code.
    pub hospital: String,
    /// Which.
    pub rule: PickRule,
    /// How many at most.
    pub amount: i32,
    /// Whether it bars; otherwise it warns.
    pub blocks: bool,
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
    /// Of what experience adds.
    Experience(Experience),
    /// Of what regimes ask.
    Terms(Terms),
    /// Of the limits.
    Limit(Limit),
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
            Self::Experience(extra) => format!(
                "{} {} {} {}",
                extra.category, extra.from_years, extra.currency, extra.from
            ),
            Self::Terms(terms) => {
                format!("{} {} {}", terms.hospital, terms.category, terms.from)
            }
            Self::Limit(limit) => format!("{} {}", limit.hospital, limit.rule),
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
            Self::Experience(e) => text(&[
                e.category.as_str(),
                &e.currency,
                &e.from_years.to_string(),
                &Decimal::new(e.cents, 2).to_string(),
                &e.from.to_string(),
            ]),
            Self::Terms(t) => {
                let whole = |sum: Option<i32>| sum.map_or_else(String::new, |sum| sum.to_string());
                text(&[
                    &t.hospital,
                    t.category.as_str(),
                    &t.from.to_string(),
                    &whole(t.monthly_salary),
                    &whole(t.minimum_hourly_wage),
                    &whole(t.hourly_level),
                ])
            }
            Self::Limit(l) => text(&[
                &l.hospital,
                l.rule.as_str(),
                &l.amount.to_string(),
                if l.blocks { "block" } else { "warn" },
            ]),
        }
    }
}
