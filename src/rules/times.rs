//! Days, local times and shifts in a question.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::fault::Fault;
use super::field::{Field, Note, not_allowed};
use super::given::given;
use super::json::Json;
use super::shape::Shape;
use crate::regime::calendar::FIRST_DAY;
use crate::regime::roster::Roster;
use crate::regime::shift::LocalShift;
use crate::regime::told::Tells;

impl Field for NaiveDate {
    fn allowed() -> String {
        "a date such as 2025-02-03".into()
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        json.string()
            .and_then(|text| day(&text))
            .ok_or_else(|| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::Day
    }
}

impl Field for NaiveDateTime {
    fn allowed() -> String {
        "a local time such as 2025-02-03T08:00".into()
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        json.string()
            .and_then(|text| moment(&text))
            .ok_or_else(|| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::Moment
    }
}

/// A shift as it is written.
struct WrittenShift {
    start: NaiveDateTime,
    end: NaiveDateTime,
}

given!(WrittenShift { start, end });

impl Field for LocalShift {
    fn allowed() -> String {
        "a shift that ends after its start".into()
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        let written = WrittenShift::read(json)?;
        Self::new(written.start, written.end).ok_or_else(|| not_allowed::<Self>(json))
    }

    fn fields() -> Vec<Note> {
        WrittenShift::fields()
    }

    fn shape() -> Shape {
        Shape::Shift
    }
}

impl Field for Roster {
    fn allowed() -> String {
        "a list of shifts that do not overlap, in any order".into()
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        let shifts: Vec<LocalShift> = Field::read(json)?;
        Self::new(&shifts).map_err(|overlap| {
            Fault::new(format!("must not overlap: {overlap}")).told(overlap.told())
        })
    }

    fn fields() -> Vec<Note> {
        LocalShift::fields()
    }

    fn shape() -> Shape {
        Shape::List(Box::new(Shape::Shift), None)
    }
}

/// Reads `YYYY-MM-DD`.
fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let (year, month, day) = (
        digits(parts.next()?, 4)?,
        digits(parts.next()?, 2)?,
        digits(parts.next()?, 2)?,
    );
    let none_left = parts.next().is_none();
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (none_left && day >= FIRST_DAY).then_some(day)
}

/// Reads `YYYY-MM-DDTHH:MM`.
fn moment(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.split_once('T')?;
    let (hour, minute) = time.split_once(':')?;
    let time = NaiveTime::from_hms_opt(digits(hour, 2)?, digits(minute, 2)?, 0)?;
    Some(day(date)?.and_time(time))
}

/// So many ASCII digits, no more and no less.
fn digits(text: &str, count: usize) -> Option<u32> {
    let only_digits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    only_digits.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_one_way() {
        for text in ["2025-02-03", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
        for text in [
            "",
            "2025-2-3",
            "2025-02-30",
            "2025-02-29",
            "2025-13-01",
            "20250203",
            "2025-02-03 ",
            "+2025-02-03",
            "0000-01-01",
            "2025-02-03-",
            "-2025-02-03",
            "10000-01-01",
            "２０２５-02-03",
            "2025-02-03T00:00",
            "2025/02/03",
            "2025-00-10",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_local_time_is_written_to_the_minute() {
        assert!(moment("2025-02-03T00:00").is_some() && moment("2025-02-03T23:59").is_some());
        for text in [
            "2025-02-03",
            "2025-02-03T24:00",
            "2025-02-03T08:60",
            "2025-02-03T8:00",
            "2025-02-03T08:00:00",
            "2025-02-03 08:00",
            "2025-02-03T08:00Z",
            "2025-02-03T08:00+08:00",
            "2025-02-03T0800",
            "2025-02-03t08:00",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
