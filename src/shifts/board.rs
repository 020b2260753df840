//! The board: a page of the list, a week, a month, with counts; the gate is asked about each shift.

use super::board_rows::{self as rows, Asked, Counts, Found};
use super::facts::{self, Member};
use super::filter::{Cursor, Filter, Key, View};
use super::gate;
use super::own_word::{self, Work};
use super::service::{Card, card};
use super::snapshot::Snapshot;
use super::store::{Booking, Shift};
use crate::app::App;
use crate::clock::{SERVICE_ZONE, UtcTime, add_days};
use crate::db::Conn;
use crate::error::AppError;
use crate::organisation::service::{self as organisation, Choice};
use chrono::{Datelike, NaiveDate};
use diesel::QueryResult;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Shifts on a page of the list.
const PAGE: usize = 30;
/// How many shifts the gate is asked about for one page or count; what lies beyond is "or more".
const SCAN: usize = 1_000;
/// The most shifts that a week shows.
const WEEK: usize = 400;

/// What can be chosen in the filter, with how many shifts each would show.
pub struct Choices {
    /// Clusters.
    pub clusters: Vec<Choice>,
    /// Hospitals.
    pub hospitals: Vec<Choice>,
    /// Units of the hospital that is chosen.
    pub units: Vec<Choice>,
    /// Specialties of the member's profession.
    pub specialties: Vec<Choice>,
    /// How many.
    pub counts: Counts,
}

/// One day of the week view: what is open, and what the member works anyway.
pub struct WeekDay {
    /// The day.
    pub date: NaiveDate,
    /// The member's own shifts.
    pub own: Vec<Booking>,
    /// Their main job.
    pub work: Vec<Work>,
    /// Open shifts.
    pub cards: Vec<Card>,
}

/// A day of the month view.
pub struct MonthDay {
    /// The day.
    pub date: NaiveDate,
    /// How many shifts start on it.
    pub open: usize,
    /// Whether the member works on it.
    pub own: bool,
}

impl MonthDay {
    /// Its number in the month.
    pub fn number(&self) -> u32 {
        self.date.day()
    }
}

/// A page of the list.
pub struct Listed {
    /// The shifts, by start.
    pub cards: Vec<Card>,
    /// The filter of the page before it.
    pub before: Option<Filter>,
    /// The filter of the page after it.
    pub after: Option<Filter>,
}

/// What the board shows below its filter.
pub enum Drawn {
    /// A page of the list.
    List(Box<Listed>),
    /// Seven days.
    Week(Vec<WeekDay>),
    /// A month, from its first Monday's week on.
    Month(Vec<MonthDay>),
}

/// What a member sees.
pub struct Board {
    /// How many shifts the filter wants.
    pub total: i64,
    /// How many of them the member can take, and whether there may be more.
    pub can: (usize, bool),
    /// What can be chosen.
    pub choices: Choices,
    /// The shifts.
    pub drawn: Drawn,
}

/// A member before the board, with everything that the gate is told.
pub(super) struct Reader {
    member: Member,
    snapshot: Arc<Snapshot>,
    units: Vec<i64>,
    now: UtcTime,
}

impl Reader {
    /// Reads it.
    ///
    /// # Errors
    /// 403 for who is no member.
    pub(super) fn of(
        conn: &mut Conn,
        snapshot: Arc<Snapshot>,
        user: i64,
        now: UtcTime,
    ) -> Result<Self, AppError> {
        Ok(Self {
            member: facts::load_member_under(conn, user, snapshot.rules(), now)?,
            units: rows::list_own_units(conn, user)?,
            snapshot,
            now,
        })
    }

    fn find<'a>(&'a self, filter: &'a Filter) -> Found<'a> {
        Found::of(
            &self.snapshot,
            Asked {
                category: self.member.candidate.membership.category,
                filter,
                units: &self.units,
                now: self.now,
            },
        )
    }

    fn card(&self, shift: Arc<Shift>) -> Card {
        card(&self.member, self.snapshot.around(), shift, self.now)
    }

    /// Up to `most` shifts that the member can take, from a place on; and whether the look ended early.
    fn can_take(
        &self,
        found: &Found<'_>,
        from: Option<Key>,
        most: usize,
    ) -> (Vec<Arc<Shift>>, bool) {
        let candidate = &self.member.candidate;
        let mut taken = Vec::new();
        for (asked, entry) in found.likely(&candidate.membership.scope, from).enumerate() {
            if asked == SCAN {
                return (taken, true);
            }
            let wanted = entry.shift.wanted(self.snapshot.around());
            if gate::eligibility(candidate, &wanted, self.now)
                .against
                .is_empty()
            {
                taken.push(Arc::clone(&entry.shift));
                if taken.len() == most {
                    return (taken, true);
                }
            }
        }
        (taken, false)
    }

    /// The same as cards.
    pub(super) fn takeable(&self, filter: &Filter, from: Option<Key>, most: usize) -> Vec<Card> {
        let (taken, _) = self.can_take(&self.find(filter), from, most);
        taken.into_iter().map(|shift| self.card(shift)).collect()
    }
}

/// The board of a member.
///
/// # Errors
/// 403 for who is no member.
pub async fn board(app: &App, user: i64, filter: Filter) -> Result<Board, AppError> {
    let now = app.clock.now();
    let work = match filter.view {
        Some(View::Week | View::Month) => own_word::work(app, user, now).await?,
        _ => Vec::new(),
    };
    let board = app.board.clone();
    app.db
        .read(move |conn| {
            let snapshot = board.read(conn, now)?;
            let reader = Reader::of(conn, snapshot, user, now)?;
            let first = filter.first();
            let found = reader.find(&first);
            let (can, more) = reader.can_take(&found, None, SCAN);
            let counts = found.counts();
            let total = if filter.can {
                i64::try_from(can.len()).unwrap_or(0)
            } else {
                counts.total
            };
            Ok(Board {
                total,
                can: (can.len(), more),
                choices: choices(conn, &reader, &filter, counts)?,
                drawn: match filter.view {
                    Some(View::Week) => Drawn::Week(week(&reader, &filter, &work)),
                    Some(View::Month) => Drawn::Month(month(&reader, &filter, &work)),
                    _ => list(&reader, &filter),
                },
            })
        })
        .await
}

fn choices(
    conn: &mut Conn,
    reader: &Reader,
    filter: &Filter,
    counts: Counts,
) -> QueryResult<Choices> {
    let day = reader.now.day();
    let profession = reader.member.candidate.membership.category.profession();
    let units = match filter.hospital {
        Some(hospital) => organisation::list_units(conn, hospital)?,
        None => Vec::new(),
    };
    Ok(Choices {
        clusters: organisation::list_clusters(conn, day)?,
        hospitals: organisation::list_hospitals(conn, day)?,
        units,
        specialties: organisation::list_specialties(conn, profession)?,
        counts,
    })
}

fn list(reader: &Reader, filter: &Filter) -> Drawn {
    let back = matches!(filter.cursor, Some(Cursor::Before(_))) && !filter.can;
    // One more than a page: whether there is another.
    let mut cards: Vec<Card> = if filter.can {
        // Back among what can be taken leads to the beginning: the gate reads forwards only.
        let from = match filter.cursor {
            Some(Cursor::After(key)) => Some(key),
            _ => None,
        };
        reader.takeable(filter, from, PAGE + 1)
    } else {
        let page = reader.find(filter).page(filter.cursor, PAGE + 1);
        page.into_iter().map(|shift| reader.card(shift)).collect()
    };
    let mut more = cards.len() > PAGE;
    if more && back {
        cards.remove(0);
    }
    cards.truncate(PAGE);
    let mut earlier = filter.cursor.is_some();
    if back {
        (earlier, more) = (more, true);
    }
    let key = |card: Option<&Card>| card.map(|card| (card.shift.starts_at, card.shift.id));
    let before = key(cards.first()).filter(|_| earlier);
    let after = key(cards.last()).filter(|_| more);
    Drawn::List(Box::new(Listed {
        before: before.map(|key| filter.at(Some(Cursor::Before(key)).filter(|_| !filter.can))),
        after: after.map(|key| filter.at(Some(Cursor::After(key)))),
        cards,
    }))
}

/// Monday of the week that a filter means.
pub fn week_of(filter: &Filter, now: UtcTime) -> NaiveDate {
    let day = filter.from.unwrap_or_else(|| now.day());
    add_days(day, -i64::from(day.weekday().num_days_from_monday()))
}

/// The first day of the month that a filter means.
pub fn month_of(filter: &Filter, now: UtcTime) -> NaiveDate {
    let day = filter.from.unwrap_or_else(|| now.day());
    day.with_day(1).unwrap_or(day)
}

fn on_day(at: UtcTime, date: NaiveDate) -> bool {
    at.local(SERVICE_ZONE).date() == date
}

fn week(reader: &Reader, filter: &Filter, work: &[Work]) -> Vec<WeekDay> {
    let monday = week_of(filter, reader.now);
    let filter = Filter {
        from: Some(monday),
        to: Some(add_days(monday, 6)),
        ..filter.first()
    };
    let mut cards: Vec<Card> = reader
        .find(&filter)
        .page(None, WEEK)
        .into_iter()
        .map(|shift| reader.card(shift))
        .filter(|card| card.held.is_none() && (!filter.can || card.reasons.is_empty()))
        .collect();
    (0..7)
        .map(|day| {
            let date = add_days(monday, day);
            let (today, rest) = std::mem::take(&mut cards)
                .into_iter()
                .partition(|card: &Card| card.shift.day() == date);
            cards = rest;
            let own = reader.member.bookings.iter();
            let own = own.filter(|booking| booking.shift.day() == date);
            let work = work.iter().filter(|work| on_day(work.starts_at, date));
            WeekDay {
                date,
                own: own.cloned().collect(),
                work: work.copied().collect(),
                cards: today,
            }
        })
        .collect()
}

fn month(reader: &Reader, filter: &Filter, work: &[Work]) -> Vec<MonthDay> {
    let first = month_of(filter, reader.now);
    let next = month_of(
        &Filter {
            from: Some(add_days(first, 31)),
            ..Filter::default()
        },
        reader.now,
    );
    let filter = Filter {
        from: Some(first),
        to: Some(add_days(next, -1)),
        ..filter.first()
    };
    let mut open: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    let found = reader.find(&filter);
    if filter.can {
        for shift in reader.can_take(&found, None, SCAN).0 {
            *open.entry(shift.day()).or_default() += 1;
        }
    } else {
        for entry in found.all() {
            *open.entry(entry.shift.day()).or_default() += 1;
        }
    }
    let held = |date| {
        let booked = reader.member.bookings.iter();
        booked
            .map(|booking| booking.shift.day())
            .any(|day| day == date)
            || work.iter().any(|work| on_day(work.starts_at, date))
    };
    let days = (0..).map(|day| add_days(first, day));
    days.take_while(|date| *date < next)
        .map(|date| MonthDay {
            date,
            open: open.get(&date).copied().unwrap_or(0),
            own: held(date),
        })
        .collect()
}

/// Up to so many shifts that a member can take, the nearest first; never more than the gate is asked about.
///
/// # Errors
/// 403 for who is no member.
pub async fn takeable(app: &App, user: i64, most: usize) -> Result<Vec<Card>, AppError> {
    let (board, now) = (app.board.clone(), app.clock.now());
    app.db
        .read(move |conn| {
            let snapshot = board.read(conn, now)?;
            let reader = Reader::of(conn, snapshot, user, now)?;
            Ok(reader.takeable(&Filter::default(), None, most))
        })
        .await
}

/// How many shifts each of some filters would show.
///
/// # Errors
/// 403 for who is no member.
pub async fn count(app: &App, user: i64, filters: Vec<Filter>) -> Result<Vec<usize>, AppError> {
    let (board, now) = (app.board.clone(), app.clock.now());
    app.db
        .read(move |conn| {
            let snapshot = board.read(conn, now)?;
            let reader = Reader::of(conn, snapshot, user, now)?;
            let count = |filter: &Filter| {
                let found = reader.find(filter);
                if filter.can {
                    reader.can_take(&found, None, SCAN).0.len()
                } else {
                    found.all().count()
                }
            };
            Ok(filters.iter().map(count).collect())
        })
        .await
}
