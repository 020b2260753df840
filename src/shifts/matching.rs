//! The matching desk: what is still open, what starts soonest first, and how well places were filled.

use super::hours::monday;
use super::matching_rows as rows;
use super::snapshot::Snapshot;
use super::store::Shift;
use crate::app::App;
use crate::clock::{SERVICE_ZONE, UtcTime, add_days};
use crate::db::Conn;
use crate::domain::{Category, Profession};
use crate::error::AppError;
use crate::organisation::service::{self as organisation, Choice};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Shifts on a page.
pub const PAGE: usize = 50;
/// How many days ahead the desk can look.
pub const DAYS: [i64; 4] = [1, 3, 7, 28];
/// Weeks of the fill rates: before this one, and from it on.
const WEEKS: (i64, i64) = (4, 3);

/// What the desk shows; it is its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// How many days ahead; one of [`DAYS`].
    pub days: i64,
    /// Row of a hospital.
    pub hospital: Option<i64>,
    /// Row of a specialty.
    pub specialty: Option<i64>,
    /// Who is wanted.
    pub category: Option<Category>,
    /// Which page, from 1.
    pub page: usize,
}

impl Filter {
    /// Reads a query string; what is not known is left out.
    pub fn parse(query: &str) -> Self {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
        let find = |wanted: &str| {
            let found = pairs.iter().find(|(name, _)| name == wanted);
            found.map_or("", |(_, value)| value.as_str())
        };
        let days = find("days").parse().ok().filter(|days| DAYS.contains(days));
        Self {
            days: days.unwrap_or(7),
            hospital: find("hospital").parse().ok(),
            specialty: find("spec").parse().ok(),
            category: Category::parse(find("category")),
            page: find("page").parse().unwrap_or(1).clamp(1, 100_000),
        }
    }

    /// Its address, without the question mark.
    pub fn query(&self) -> String {
        let mut pairs = vec![("days", self.days.to_string())];
        pairs.extend(self.hospital.map(|row| ("hospital", row.to_string())));
        pairs.extend(self.specialty.map(|row| ("spec", row.to_string())));
        pairs.extend(self.category.map(|one| ("category", one.to_string())));
        pairs.extend((self.page > 1).then(|| ("page", self.page.to_string())));
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }

    /// The same from its first page on, changed.
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = self.clone();
        other.page = 1;
        change(&mut other);
        other
    }

    fn has(&self, shift: &Shift, now: UtcTime) -> bool {
        let before = now.plus(TimeDelta::days(self.days));
        shift.starts_at > now
            && shift.starts_at <= before
            && shift.left() > 0
            && self.hospital.is_none_or(|row| row == shift.hospital_id)
            && self.specialty.is_none_or(|row| row == shift.specialty_id)
            && self.category.is_none_or(|one| one == shift.category)
    }
}

/// A shift that lacks somebody.
pub struct Open {
    /// The shift.
    pub shift: Arc<Shift>,
    /// Whole hours until it starts.
    pub hours: i64,
    /// How many the office has asked.
    pub invited: i64,
}

/// Places filled of places posted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rate {
    /// Found.
    pub filled: i64,
    /// Wanted.
    pub places: i64,
}

impl Rate {
    /// In whole percent, rounded down: all is only where all is.
    pub fn percent(&self) -> i64 {
        (self.filled * 100).checked_div(self.places).unwrap_or(0)
    }

    fn add(&mut self, other: Self) {
        self.filled += other.filled;
        self.places += other.places;
    }
}

/// How well places were filled, by week and by hospital.
#[derive(Default)]
pub struct Fill {
    /// Monday of each week.
    pub weeks: Vec<(NaiveDate, Rate)>,
    /// Each hospital over all of them, the emptiest first.
    pub hospitals: Vec<(Choice, Rate)>,
}

/// A choice with how many shifts it would show.
pub type Counted = (Choice, usize);

/// The desk.
pub struct Desk {
    /// A page of shifts, what starts soonest first.
    pub open: Vec<Open>,
    /// How many there are in all.
    pub total: usize,
    /// Places that are free on them.
    pub places: i64,
    /// Days ahead, with their counts.
    pub days: Vec<(i64, usize)>,
    /// Hospitals.
    pub hospitals: Vec<Counted>,
    /// Specialties.
    pub specialties: Vec<Counted>,
    /// Categories.
    pub categories: Vec<(Category, usize)>,
    /// Fill rates of the chosen hospital and category.
    pub fill: Fill,
}

/// Everything that starts within the longest time that the desk looks ahead and lacks somebody.
fn lacking(snapshot: &Snapshot, now: UtcTime) -> Vec<Arc<Shift>> {
    let most = DAYS.iter().copied().max().unwrap_or(0);
    let until = (now.plus(TimeDelta::days(most + 1)), 0);
    let widest = Filter::parse("").with(|filter| filter.days = most);
    let mut found: Vec<Arc<Shift>> = Category::ALL
        .iter()
        .flat_map(|category| snapshot.between(*category, (now, 0), Some(until)))
        .filter(|entry| widest.has(&entry.shift, now))
        .map(|entry| Arc::clone(&entry.shift))
        .collect();
    found.sort_by_key(|shift| (shift.starts_at, shift.id));
    found
}

/// The desk of an officer.
///
/// # Errors
/// The database's.
pub async fn desk(app: &App, filter: Filter) -> Result<Desk, AppError> {
    let (board, now) = (app.board.clone(), app.clock.now());
    app.db
        .read(move |conn| {
            let snapshot = board.read(conn, now)?;
            let all = lacking(&snapshot, now);
            let mut desk = counted(conn, &all, &filter, now)?;
            let shown: Vec<Arc<Shift>> = all
                .into_iter()
                .filter(|shift| filter.has(shift, now))
                .collect();
            desk.total = shown.len();
            desk.places = shown.iter().map(|shift| i64::from(shift.left())).sum();
            let page: Vec<Arc<Shift>> = shown
                .into_iter()
                .skip((filter.page - 1).saturating_mul(PAGE))
                .take(PAGE)
                .collect();
            let ids: Vec<i64> = page.iter().map(|shift| shift.id).collect();
            let invited = rows::count_invited(conn, &ids)?;
            let open = page.into_iter().map(|shift| Open {
                hours: shift.starts_at.since(now).num_hours(),
                invited: invited.get(&shift.id).copied().unwrap_or(0),
                shift,
            });
            desk.open = open.collect();
            desk.fill = fill(conn, &filter, now)?;
            Ok(desk)
        })
        .await
}

/// The choices, each counted within what the other filters leave.
fn counted(
    conn: &mut Conn,
    all: &[Arc<Shift>],
    filter: &Filter,
    now: UtcTime,
) -> Result<Desk, AppError> {
    let count = |other: Filter| all.iter().filter(|shift| other.has(shift, now)).count();
    let mut specialties = Vec::new();
    for profession in Profession::ALL {
        specialties.extend(organisation::list_specialties(conn, *profession)?);
    }
    let hospitals = organisation::list_hospitals(conn, now.day())?.into_iter();
    let hospitals = hospitals.map(|choice| {
        let shown = count(filter.with(|other| other.hospital = Some(choice.0)));
        (choice, shown)
    });
    let specialties = specialties.into_iter().map(|choice| {
        let shown = count(filter.with(|other| other.specialty = Some(choice.0)));
        (choice, shown)
    });
    let categories = Category::ALL.iter().map(|one| {
        let shown = count(filter.with(|other| other.category = Some(*one)));
        (*one, shown)
    });
    let days = DAYS.iter().map(|days| {
        let shown = count(filter.with(|other| other.days = *days));
        (*days, shown)
    });
    Ok(Desk {
        open: Vec::new(),
        total: 0,
        places: 0,
        days: days.collect(),
        hospitals: hospitals.collect(),
        specialties: specialties.collect(),
        categories: categories.collect(),
        fill: Fill::default(),
    })
}

/// Fill rates of the chosen hospital and category. What was called off counts nowhere.
fn fill(conn: &mut Conn, filter: &Filter, now: UtcTime) -> Result<Fill, AppError> {
    let midnight = |day: NaiveDate| UtcTime::from_local(day.and_time(NaiveTime::MIN), SERVICE_ZONE);
    let this = monday(now, SERVICE_ZONE);
    let mut weeks = Vec::new();
    let mut by_hospital: BTreeMap<i64, Rate> = BTreeMap::new();
    for week in -WEEKS.0..WEEKS.1 {
        let first = add_days(this, 7 * week);
        let span = (midnight(first), midnight(add_days(first, 7)));
        let mut sum = Rate::default();
        for category in Category::ALL {
            if filter.category.is_some_and(|wanted| wanted != *category) {
                continue;
            }
            for (hospital, places, filled) in rows::sum_places(conn, *category, span)? {
                if filter.hospital.is_some_and(|wanted| wanted != hospital) {
                    continue;
                }
                let rate = Rate {
                    filled: filled.unwrap_or(0),
                    places: places.unwrap_or(0),
                };
                sum.add(rate);
                by_hospital.entry(hospital).or_default().add(rate);
            }
        }
        weeks.push((first, sum));
    }
    let names = organisation::list_hospitals(conn, now.day())?.into_iter();
    let named = names.filter_map(|choice| Some((by_hospital.get(&choice.0).copied()?, choice)));
    let mut hospitals: Vec<(Choice, Rate)> = named.map(|(rate, choice)| (choice, rate)).collect();
    hospitals.sort_by_key(|((row, _), rate)| (rate.percent(), *row));
    Ok(Fill { weeks, hospitals })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_means_the_same_desk() {
        let query = "days=3&hospital=4&spec=7&category=rn_general&page=2";
        assert_eq!(Filter::parse(query).query(), query);
        assert_eq!(Filter::parse("days=99&category=x").query(), "days=7");
        let all = Rate {
            filled: 199,
            places: 200,
        };
        assert_eq!((all.percent(), Rate::default().percent()), (99, 0));
    }
}
