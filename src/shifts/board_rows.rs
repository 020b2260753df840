//! What the board's filter finds among the shifts in memory: pages by keyset, and counts.

use super::filter::{Cursor, Filter, Key};
use super::snapshot::{Entry, Snapshot};
use super::store::Shift;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{bookings, shifts};
use crate::domain::{Band, Category};
use crate::vetting::scope::Scope;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What is asked of the board: for whom, by which filter, when.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The member's category.
    pub category: Category,
    /// The filter.
    pub filter: &'a Filter,
    /// The member's own units, where only they are wanted.
    pub units: &'a [i64],
    /// The present instant.
    pub now: UtcTime,
}

/// Which of a filter's conditions on the place a unit fulfils.
struct Fit {
    cluster: bool,
    hospital: bool,
    unit: bool,
    mine: bool,
}

impl Fit {
    fn all(&self) -> bool {
        self.cluster && self.hospital && self.unit && self.mine
    }
}

/// The shifts that a filter wants. What depends on the unit or the specialty only is decided once for each
/// of them, not for each shift.
pub struct Found<'a> {
    snapshot: &'a Snapshot,
    asked: Asked<'a>,
    fits: Vec<Fit>,
    specialties: Vec<bool>,
}

impl<'a> Found<'a> {
    /// Asks.
    pub fn of(snapshot: &'a Snapshot, asked: Asked<'a>) -> Self {
        let filter = asked.filter;
        let fits = |wanted: Option<i64>, row| wanted.is_none_or(|wanted| wanted == row);
        Self {
            snapshot,
            asked,
            fits: snapshot
                .places()
                .iter()
                .map(|place| Fit {
                    cluster: fits(filter.cluster, place.cluster),
                    hospital: fits(filter.hospital, place.hospital),
                    unit: fits(filter.unit, place.unit),
                    mine: !filter.mine || asked.units.contains(&place.unit),
                })
                .collect(),
            specialties: snapshot
                .specialties()
                .iter()
                .map(|row| fits(filter.specialty, *row))
                .collect(),
        }
    }

    fn fit(&self, entry: &Entry) -> &Fit {
        const NONE: Fit = Fit {
            cluster: false,
            hospital: false,
            unit: false,
            mine: false,
        };
        self.fits.get(entry.place).unwrap_or(&NONE)
    }

    fn of_specialty(&self, entry: &Entry) -> bool {
        self.specialties
            .get(entry.specialty)
            .is_some_and(|wanted| *wanted)
    }

    fn of_band(&self, entry: &Entry) -> bool {
        let bands = &self.asked.filter.bands;
        bands.is_empty() || bands.contains(&entry.band)
    }

    fn paid(&self, entry: &Entry) -> bool {
        let least = self.asked.filter.pay;
        least.is_none_or(|least| entry.cents >= least.saturating_mul(100))
    }

    /// Shifts in the filter's time, between two places of the list.
    fn in_time(
        &self,
        after: Option<Key>,
        before: Option<Key>,
    ) -> impl DoubleEndedIterator<Item = &'a Entry> {
        // Beyond the present, and from the first instant of the filter's first day on.
        let now = (self.asked.now, i64::MAX);
        let from = self.asked.filter.starts_from().map(|from| (from, i64::MIN));
        let after = [Some(now), from, after].into_iter().flatten().max();
        let until = self
            .asked
            .filter
            .starts_before()
            .map(|until| (until, i64::MIN));
        let before = [until, before].into_iter().flatten().min();
        self.snapshot
            .between(self.asked.category, after.unwrap_or(now), before)
    }

    fn wanted(&self, entry: &Entry) -> bool {
        self.of_band(entry) && self.of_specialty(entry) && self.fit(entry).all() && self.paid(entry)
    }

    /// All of them, by start.
    pub fn all(&self) -> impl Iterator<Item = &'a Entry> {
        self.in_time(None, None).filter(|entry| self.wanted(entry))
    }

    /// Up to `limit` from a place in the list on, by start.
    pub fn page(&self, cursor: Option<Cursor>, limit: usize) -> Vec<Arc<Shift>> {
        let wanted = |entry: &&Entry| self.wanted(entry);
        let shift = |entry: &Entry| Arc::clone(&entry.shift);
        match cursor {
            Some(Cursor::Before(key)) => {
                let back = self.in_time(None, Some(key)).rev().filter(wanted);
                let mut page: Vec<_> = back.take(limit).map(shift).collect();
                page.reverse();
                page
            }
            Some(Cursor::After(key)) => {
                let page = self.in_time(Some(key), None).filter(wanted);
                page.take(limit).map(shift).collect()
            }
            None => self.all().take(limit).map(shift).collect(),
        }
    }

    /// Those in which a member's scope and a free place fit, from a place in the list on: what the gate is
    /// asked about for what they can take.
    pub fn likely(&self, scope: &Scope, after: Option<Key>) -> impl Iterator<Item = &'a Entry> {
        let specialties = self.snapshot.specialties().iter();
        let specialties: Vec<bool> = specialties
            .map(|row| scope.specialties.contains(row))
            .collect();
        let places = self.snapshot.places().iter();
        let kinds: Vec<bool> = places
            .map(|place| scope.kinds.contains(&place.kind))
            .collect();
        self.in_time(after, None).filter(move |entry| {
            entry.left > 0
                && kinds.get(entry.place) == Some(&true)
                && specialties.get(entry.specialty) == Some(&true)
                && self.wanted(entry)
        })
    }

    /// How many the filter wants, and how many each of its choices would show.
    pub fn counts(&self) -> Counts {
        let mut tally = Tally {
            places: vec![0; self.fits.len()],
            specialties: vec![0; self.specialties.len()],
            ..Tally::default()
        };
        for entry in self.in_time(None, None) {
            if self.paid(entry) && self.fit(entry).mine {
                self.add(entry, &mut tally);
            }
        }
        self.told(&tally)
    }

    fn add(&self, entry: &Entry, tally: &mut Tally) {
        let (place, band) = (self.fit(entry).all(), self.of_band(entry));
        let specialty = self.of_specialty(entry);
        // A choice counts with the filter's other conditions kept.
        if specialty
            && band
            && let Some(count) = tally.places.get_mut(entry.place)
        {
            *count += 1;
        }
        if place
            && band
            && let Some(count) = tally.specialties.get_mut(entry.specialty)
        {
            *count += 1;
        }
        if place && specialty {
            *tally.bands.entry(entry.band).or_default() += 1;
        }
        if place && specialty && band {
            tally.total += 1;
        }
    }

    fn told(&self, tally: &Tally) -> Counts {
        let mut counts = Counts {
            total: tally.total,
            bands: tally.bands.clone(),
            ..Counts::default()
        };
        let specialties = self.snapshot.specialties().iter();
        counts.specialties = specialties
            .copied()
            .zip(tally.specialties.iter().copied())
            .collect();
        let places = self.snapshot.places().iter().zip(&self.fits);
        for ((place, fit), count) in places.zip(&tally.places) {
            *counts.clusters.entry(place.cluster).or_default() += count;
            if fit.cluster {
                *counts.hospitals.entry(place.hospital).or_default() += count;
                if fit.hospital {
                    *counts.units.entry(place.unit).or_default() += count;
                }
            }
        }
        counts
    }
}

#[derive(Default)]
struct Tally {
    total: i64,
    places: Vec<i64>,
    specialties: Vec<i64>,
    bands: BTreeMap<Band, i64>,
}

/// How many shifts the filter wants, and how many each choice of it has, the other conditions kept.
#[derive(Default)]
pub struct Counts {
    /// In all.
    pub total: i64,
    /// By cluster.
    pub clusters: HashMap<i64, i64>,
    /// By hospital.
    pub hospitals: HashMap<i64, i64>,
    /// By unit.
    pub units: HashMap<i64, i64>,
    /// By specialty.
    pub specialties: HashMap<i64, i64>,
    /// By part of the day.
    pub bands: BTreeMap<Band, i64>,
}

/// The units where a member has worked or will.
///
/// # Errors
/// The database's.
pub fn list_own_units(conn: &mut Conn, user: i64) -> QueryResult<Vec<i64>> {
    bookings::table
        .inner_join(shifts::table)
        .filter(bookings::user_id.eq(user))
        .filter(bookings::state.eq("held"))
        .select(shifts::unit_id)
        .distinct()
        .load(conn)
}
