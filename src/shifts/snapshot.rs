//! What is open, held in memory. A request asks the database what changed since (see the migration
//! `board_changes`), and only that is read again: what a page shows is never older than its request.
//! A page built from it may refuse, and grants nothing: a pick asks the gate again, in its transaction.

use super::facts::{self, Surroundings};
use super::filter::Key;
use super::regime_rows::{self, UnitRules};
use super::snapshot_rows::{self as rows, Change};
use super::store::Shift;
use crate::clock::{UtcTime, add_days};
use crate::db::Conn;
use crate::domain::{Band, Category, UnitKind};
use crate::error::AppError;
use arc_swap::ArcSwapOption;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// More changes than this are not patched: everything is read again.
const PATCHED: usize = 2_000;

/// A unit with what the board's filter asks about it.
#[derive(diesel::Queryable)]
pub struct Place {
    /// Row of the unit.
    pub unit: i64,
    /// Row of its hospital.
    pub hospital: i64,
    /// Row of the hospital's cluster.
    pub cluster: i64,
    /// What kind of unit it is.
    pub kind: UnitKind,
}

/// An open shift with what the board's filter asks about it.
#[derive(Clone)]
pub struct Entry {
    /// Its place in the list.
    pub key: Key,
    /// Which of the snapshot's places.
    pub place: usize,
    /// Which of the snapshot's specialties.
    pub specialty: usize,
    /// Part of the day.
    pub band: Band,
    /// Pay an hour, in cents.
    pub cents: i64,
    /// Places that are left.
    pub left: i32,
    /// The shift.
    pub shift: Arc<Shift>,
}

type Days = BTreeMap<(Category, NaiveDate), Arc<Vec<Entry>>>;

/// What is fixed until somebody changes a unit, a hospital or a rule.
struct Fixed {
    places: Vec<Place>,
    place_of: HashMap<i64, usize>,
    specialties: Vec<i64>,
    specialty_of: HashMap<i64, usize>,
    around: Surroundings,
    rules: Arc<UnitRules>,
}

/// Which changes a snapshot holds.
#[derive(Clone, Default)]
struct Seen {
    /// The next changes are from here on.
    from: i64,
    /// The last number that was read.
    last: i64,
    /// What was read already, and will come again while an older transaction is under way.
    again: HashSet<i64>,
}

/// Everything that is open, as of one moment.
pub struct Snapshot {
    days: Days,
    fixed: Arc<Fixed>,
    seen: Seen,
}

impl Snapshot {
    /// Units, in a fixed order.
    pub fn places(&self) -> &[Place] {
        &self.fixed.places
    }

    /// Rows of specialties, in a fixed order.
    pub fn specialties(&self) -> &[i64] {
        &self.fixed.specialties
    }

    /// What hospitals and units ask.
    pub fn around(&self) -> &Surroundings {
        &self.fixed.around
    }

    /// Rules of the hospitals' regimes.
    pub fn rules(&self) -> Arc<UnitRules> {
        Arc::clone(&self.fixed.rules)
    }

    /// Open shifts of a category, by start, between two places of the list, both left out.
    pub fn between(
        &self,
        category: Category,
        after: Key,
        before: Option<Key>,
    ) -> impl DoubleEndedIterator<Item = &Entry> {
        let first = (category, after.0.day());
        let last = (
            category,
            before.map_or(NaiveDate::MAX, |before| before.0.day()),
        );
        // A range that ends before it begins panics; such a page is empty.
        let days = (first <= last).then(|| self.days.range(first..=last));
        days.into_iter()
            .flatten()
            .flat_map(|(_, day)| day.iter())
            .filter(move |entry| {
                entry.key > after && before.is_none_or(|before| entry.key < before)
            })
    }

    fn load(conn: &mut Conn, now: UtcTime) -> Result<Self, AppError> {
        // First how far the changes go: what is committed while the rest is read is read twice, not lost.
        let head = rows::find_head(conn)?;
        let known = rows::list_changes(conn, head.next, usize::MAX)?;
        let places = rows::list_places(conn)?;
        let specialties = rows::list_specialties(conn)?;
        let fixed = Fixed {
            place_of: index(places.iter().map(|place| place.unit)),
            specialty_of: index(specialties.iter().copied()),
            places,
            specialties,
            around: facts::load_surroundings(conn)?,
            rules: Arc::new(regime_rows::list_rules(conn, None)?),
        };
        let mut days: BTreeMap<_, Vec<Entry>> = BTreeMap::new();
        for shift in rows::list_open(conn, now)? {
            // A unit that was added meanwhile is among the changes, too.
            if let Some(entry) = fixed.entry(shift) {
                days.entry(day_of(&entry)).or_default().push(entry);
            }
        }
        Ok(Self {
            days: days
                .into_iter()
                .map(|(day, entries)| (day, Arc::new(entries)))
                .collect(),
            fixed: Arc::new(fixed),
            seen: Seen {
                from: head.next,
                last: head.last,
                again: known.iter().map(|change| change.id).collect(),
            },
        })
    }

    /// What happened since.
    fn news(&self, conn: &mut Conn) -> Result<News, AppError> {
        // What was read already comes first, and does not count.
        let most = PATCHED + self.seen.again.len() + 1;
        let changes = rows::list_changes(conn, self.seen.from, most)?;
        let fresh: Vec<&Change> = changes
            .iter()
            .filter(|change| !self.seen.again.contains(&change.id))
            .collect();
        let Some(first) = fresh.first() else {
            return Ok(News::None);
        };
        // Numbers may have gaps; one at the very beginning may also be what was swept meanwhile.
        let next = self.seen.last + 1;
        let swept = first.id > next && rows::find_first(conn)?.is_some_and(|kept| kept > next);
        if swept || fresh.len() > PATCHED || fresh.iter().any(|it| it.shift.is_none()) {
            return Ok(News::Anew);
        }
        Ok(News::Shifts {
            rows: fresh.iter().filter_map(|change| change.shift).collect(),
            seen: Seen {
                from: changes
                    .iter()
                    .map(|it| it.next)
                    .fold(self.seen.from, i64::max),
                last: changes
                    .iter()
                    .map(|it| it.id)
                    .fold(self.seen.last, i64::max),
                again: changes.iter().map(|it| it.id).collect(),
            },
        })
    }

    /// The same, with some shifts as they are now.
    fn patched(
        &self,
        conn: &mut Conn,
        mut changed: HashSet<i64>,
        seen: Seen,
        now: UtcTime,
    ) -> Result<Option<Self>, AppError> {
        let mut days = self.days.clone();
        let yesterday = add_days(now.day(), -1);
        days.retain(|(_, day), _| *day >= yesterday);
        let mut added = Vec::new();
        for shift in rows::list_some_open(conn, changed.iter().copied().collect(), now)? {
            let Some(entry) = self.fixed.entry(shift) else {
                return Ok(None);
            };
            let day = days.entry(day_of(&entry)).or_default();
            // Most changes are of places: the shift stands where it stood.
            match day.binary_search_by_key(&entry.key, |other| other.key) {
                Ok(at) => {
                    changed.remove(&entry.key.1);
                    if let Some(old) = Arc::make_mut(day).get_mut(at) {
                        *old = entry;
                    }
                }
                Err(_) => added.push(entry),
            }
        }
        if !changed.is_empty() {
            for day in days.values_mut() {
                if day.iter().any(|entry| changed.contains(&entry.key.1)) {
                    Arc::make_mut(day).retain(|entry| !changed.contains(&entry.key.1));
                }
            }
        }
        for entry in added {
            let day = Arc::make_mut(days.entry(day_of(&entry)).or_default());
            let at = day.partition_point(|other| other.key < entry.key);
            day.insert(at, entry);
        }
        Ok(Some(Self {
            days,
            fixed: Arc::clone(&self.fixed),
            seen,
        }))
    }
}

/// What happened since a snapshot was taken.
enum News {
    /// Nothing.
    None,
    /// Some shifts changed.
    Shifts { rows: HashSet<i64>, seen: Seen },
    /// So much that everything is read again.
    Anew,
}

/// The board of this process; clones share it.
#[derive(Clone, Default)]
pub struct Current(Arc<Held>);

#[derive(Default)]
struct Held {
    snapshot: ArcSwapOption<Snapshot>,
    /// Who brings it up to date.
    turn: Mutex<()>,
    /// Whether they read everything again, which takes its time.
    anew: AtomicBool,
}

impl Current {
    /// The board as the database has it now. Never inside a change: what is not committed must not be
    /// shown to others.
    ///
    /// # Errors
    /// The database's.
    pub fn read(&self, conn: &mut Conn, now: UtcTime) -> Result<Arc<Snapshot>, AppError> {
        if let Some(held) = self.0.snapshot.load_full()
            && matches!(held.news(conn)?, News::None)
        {
            return Ok(held);
        }
        let _turn = match self.0.turn.try_lock() {
            Ok(turn) => turn,
            Err(_) => {
                // Nobody waits with a connection in hand while everything is read again: what was there
                // before may refuse, and grants nothing.
                if self.0.anew.load(Ordering::Relaxed)
                    && let Some(held) = self.0.snapshot.load_full()
                {
                    return Ok(held);
                }
                self.0.turn.lock().unwrap_or_else(PoisonError::into_inner)
            }
        };
        // Somebody else may have brought it up to date meanwhile.
        let next = match self.0.snapshot.load_full() {
            None => None,
            Some(held) => match held.news(conn)? {
                News::None => return Ok(held),
                News::Shifts { rows, seen } => held.patched(conn, rows, seen, now)?,
                News::Anew => None,
            },
        };
        let next = Arc::new(match next {
            Some(next) => next,
            None => {
                self.0.anew.store(true, Ordering::Relaxed);
                let loaded = Snapshot::load(conn, now);
                self.0.anew.store(false, Ordering::Relaxed);
                loaded?
            }
        });
        self.0.snapshot.store(Some(Arc::clone(&next)));
        Ok(next)
    }
}

fn index(rows: impl Iterator<Item = i64>) -> HashMap<i64, usize> {
    rows.enumerate().map(|(at, row)| (row, at)).collect()
}

fn day_of(entry: &Entry) -> (Category, NaiveDate) {
    (entry.shift.category, entry.key.0.day())
}

impl Fixed {
    /// `None` for a shift of a unit or specialty that is newer than this.
    fn entry(&self, shift: Shift) -> Option<Entry> {
        Some(Entry {
            key: (shift.starts_at, shift.id),
            place: *self.place_of.get(&shift.unit_id)?,
            specialty: *self.specialty_of.get(&shift.specialty_id)?,
            band: shift.band,
            cents: shift.cents_per_hour,
            left: shift.left(),
            shift: Arc::new(shift),
        })
    }
}
