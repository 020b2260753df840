//! Many shifts at once: a table as people keep it in a spreadsheet, read line by line. Every line is
//! either a shift or says all that is wrong with it, and nothing is posted until none is wrong.

use super::extras::Extras;
use super::posting::{self, Draft, Fault, Offer};
use super::rosters::NewShift;
use crate::app::App;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::shifts;
use crate::domain::{Bilingual, Category};
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::organisation::service::Unit;
use crate::web::form::line;
use crate::web::spreadsheet;
use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;

/// Most lines at once.
pub const MOST: usize = 100;
/// Longest text at once, in bytes.
pub const LONGEST: usize = 20 * 1024;
/// Columns of the table.
pub const COLUMNS: usize = 8;

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ill {
    /// It has not eight columns.
    Columns,
    /// No unit of the manager's.
    Unit,
    /// No day.
    Day,
    /// No time.
    Time,
    /// No category.
    Category,
    /// No specialty of the category's profession.
    Specialty,
    /// Not 1 to 20.
    Places,
    /// The note is too long.
    Note,
    /// It would begin in the past.
    Past,
    /// No rate is set for it.
    NoRate,
    /// The same shift is on the board, or stands in a line before.
    Twice,
    /// From here on there are too many.
    TooMany,
}

impl Ill {
    /// What to do about it.
    pub(crate) fn sentence(self, t: &Texts) -> String {
        match self {
            Self::Columns => t.error_many_columns(),
            Self::Unit => t.error_many_unit(),
            Self::Day => t.error_many_day(),
            Self::Time => t.error_shift_time(),
            Self::Category => t.error_many_category(),
            Self::Specialty => t.error_specialty(),
            Self::Places => t.error_shift_places(),
            Self::Note => t.error_shift_note(),
            Self::Past => t.error_shift_past(),
            Self::NoRate => t.error_shift_rate(),
            Self::Twice => t.error_many_twice(),
            Self::TooMany => t.error_many_long(MOST),
        }
    }
}

/// A shift that a line means.
pub struct Ready {
    /// The unit.
    pub unit: Unit,
    /// What was typed.
    pub draft: Draft,
    /// What is posted.
    pub new: NewShift,
}

impl Ready {
    /// Whether it ends on the day after.
    pub fn past_midnight(&self) -> bool {
        self.draft.end <= self.draft.start
    }

    /// When it ends.
    pub fn ends_at(&self) -> UtcTime {
        self.new.starts_at.plus(self.new.length)
    }

    /// Whether it is longer than twelve hours.
    pub fn long(&self) -> bool {
        self.new.length.num_minutes() > 12 * 60
    }
}

/// A line of the table.
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// As it was typed.
    pub text: String,
    /// What it means, or all that is wrong with it.
    pub read: Result<Ready, Vec<Ill>>,
}

/// What the table says, line by line. A first line of headings and empty lines are passed over.
///
/// # Errors
/// The database's.
pub async fn check(app: &App, manager: i64, text: String) -> Result<Vec<Line>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| Ok(read(conn, manager, &text, now)?))
        .await
}

/// Posts all shifts of the table, or none: then every line says what is wrong.
///
/// # Errors
/// The database's.
pub async fn publish(
    app: &App,
    manager: i64,
    text: String,
) -> Result<Result<usize, Vec<Line>>, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let lines = read(conn, manager, &text, now)?;
            if lines.is_empty() || lines.iter().any(|line| line.read.is_err()) {
                return Ok(Err(lines));
            }
            for ready in lines.iter().filter_map(|line| line.read.as_ref().ok()) {
                posting::put(conn, &ready.new, manager, now)?;
            }
            Ok::<_, AppError>(Ok(lines.len()))
        })
        .await
}

fn read(conn: &mut Conn, manager: i64, text: &str, now: UtcTime) -> QueryResult<Vec<Line>> {
    let offer = posting::load_offer(conn, manager)?;
    let mut lines: Vec<Line> = Vec::new();
    let rows = spreadsheet::read(text).unwrap_or_default();
    for (index, (number, cells)) in rows.iter().enumerate() {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        if index == 0 && is_heading(&cells) {
            continue;
        }
        let full = lines.len() == MOST;
        let read = match draft(&offer, &cells) {
            _ if full => Err(vec![Ill::TooMany]),
            Err(ill) => Err(ill),
            Ok((unit, draft)) => settle(conn, &lines, unit, draft, now)?,
        };
        lines.push(Line {
            number: *number,
            text: cells.join(", "),
            read,
        });
        if full {
            break;
        }
    }
    Ok(lines)
}

/// The rate of a line, and whether such a shift is there already.
fn settle(
    conn: &mut Conn,
    before: &[Line],
    unit: &Unit,
    draft: Draft,
    now: UtcTime,
) -> QueryResult<Result<Ready, Vec<Ill>>> {
    let new = match posting::price(conn, unit, &draft, now)? {
        Ok(new) => new,
        Err(Fault::Past) => return Ok(Err(vec![Ill::Past])),
        // Lines settle nothing beside the shift, so that only the rate is left.
        Err(_) => return Ok(Err(vec![Ill::NoRate])),
    };
    let same = |other: &NewShift| {
        other.unit == new.unit
            && other.starts_at == new.starts_at
            && other.length == new.length
            && other.category == new.category
            && other.specialty == new.specialty
    };
    let named = before
        .iter()
        .filter_map(|line| line.read.as_ref().ok())
        .any(|ready| same(&ready.new));
    let span = (new.starts_at, new.starts_at.plus(new.length));
    if named || is_posted(conn, new.unit, span, new.category, new.specialty)? {
        return Ok(Err(vec![Ill::Twice]));
    }
    Ok(Ok(Ready {
        unit: unit.clone(),
        draft,
        new,
    }))
}

/// Whether such a shift is on the board already.
///
/// # Errors
/// The database's.
pub fn is_posted(
    conn: &mut Conn,
    unit: i64,
    (starts_at, ends_at): (UtcTime, UtcTime),
    category: Category,
    specialty: i64,
) -> QueryResult<bool> {
    let posted: i64 = shifts::table
        .filter(shifts::unit_id.eq(unit))
        .filter(shifts::starts_at.eq(starts_at))
        .filter(shifts::ends_at.eq(ends_at))
        .filter(shifts::category.eq(category))
        .filter(shifts::specialty_id.eq(specialty))
        .filter(shifts::state.eq("open"))
        .count()
        .get_result(conn)?;
    Ok(posted > 0)
}

/// Headings in one of our languages; what else the first line says is a line like the others.
fn is_heading(cells: &[&str]) -> bool {
    let is = |lang: Lang| {
        let headings = headings(lang);
        cells
            .iter()
            .zip(&headings)
            .filter(|(cell, heading)| **cell == heading.as_str())
            .count()
            > 2
    };
    is(Lang::Zh) || is(Lang::En)
}

/// The headings of the columns.
pub fn headings(lang: Lang) -> [String; COLUMNS] {
    let t = lang.texts();
    [
        t.field_unit(),
        t.many_day(),
        t.many_start(),
        t.many_end(),
        t.unit_category(),
        t.field_specialty(),
        t.many_places(),
        t.many_note(),
    ]
}

fn typed_day(text: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%Y/%m/%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}

fn typed_time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

/// Whether a cell means a name, in either language and however it is written large or small.
fn means(cell: &str, name: &Bilingual) -> bool {
    cell == name.zh || cell.eq_ignore_ascii_case(&name.en)
}

fn unit_of<'a>(offer: &'a Offer, cell: &str) -> Option<&'a Unit> {
    if let ([only], "") = (offer.units.as_slice(), cell) {
        return Some(only);
    }
    let mut named = offer.units.iter().filter(|unit| {
        let whole = |lang| format!("{} {}", unit.hospital.name(lang), unit.name.name(lang));
        means(cell, &unit.name) || cell == whole(Lang::Zh) || cell == whole(Lang::En)
    });
    // Two wards of the same name: the hospital must be named too.
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

fn category_of(cell: &str) -> Option<Category> {
    let label = |category: Category, lang: Lang| category.label(lang.texts());
    Category::parse(cell).or_else(|| {
        Category::ALL.iter().copied().find(|category| {
            cell == label(*category, Lang::Zh)
                || cell.eq_ignore_ascii_case(&label(*category, Lang::En))
        })
    })
}

/// What a line means by itself, or all that is wrong with it.
fn draft<'a>(offer: &'a Offer, cells: &[&str]) -> Result<(&'a Unit, Draft), Vec<Ill>> {
    let [unit, day, start, end, category, specialty, places, note] = cells else {
        return Err(vec![Ill::Columns]);
    };
    let mut ill = Vec::new();
    let mut need = |missing: bool, what: Ill| {
        if missing && !ill.contains(&what) {
            ill.push(what);
        }
    };
    let unit = unit_of(offer, unit);
    need(unit.is_none(), Ill::Unit);
    let day = typed_day(day);
    need(day.is_none(), Ill::Day);
    let (start, end) = (typed_time(start), typed_time(end));
    need(start.is_none() || end.is_none(), Ill::Time);
    let category = category_of(category);
    need(category.is_none(), Ill::Category);
    // A nurses' shift in a doctors' specialty could be picked by nobody.
    let specialty = offer.specialties.iter().find(|(profession, _, name)| {
        category.is_none_or(|category| category.profession() == *profession)
            && means(specialty, name)
    });
    need(specialty.is_none(), Ill::Specialty);
    let places = places
        .parse()
        .ok()
        .filter(|places| (1..=20).contains(places));
    need(places.is_none(), Ill::Places);
    let note = match *note {
        "" => Some(String::new()),
        note => line(note, 500),
    };
    need(note.is_none(), Ill::Note);
    let whole = || {
        let draft = Draft {
            unit: unit?.id,
            day: day?,
            start: start?,
            end: end?,
            category: category?,
            specialty: specialty?.1,
            places: places?,
            note: note?,
            extras: Extras::default(),
        };
        Some((unit?, draft))
    };
    whole().ok_or(ill)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_read_as_spreadsheets_write_them() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 9);
        assert_eq!(typed_day("2026-03-09"), day);
        assert_eq!(typed_day("2026/3/9"), day);
        assert_eq!(typed_day("9 March"), None);
        assert_eq!(typed_time("21:00"), NaiveTime::from_hms_opt(21, 0, 0));
        assert_eq!(typed_time("9pm"), None);
    }

    #[test]
    fn categories_are_known_by_their_names() {
        assert_eq!(category_of("註冊護士（普通科）"), Some(Category::RnGeneral));
        assert_eq!(category_of("rn_general"), Some(Category::RnGeneral));
        assert_eq!(category_of("nurse"), None);
    }
}
