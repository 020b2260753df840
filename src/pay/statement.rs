//! What a member is paid, by the month: every place with where it stands, and every line.

use super::attendance::{ANSWER_WITHIN, State};
use super::ledger::{self, Line};
use super::runs::RunState;
use super::store::{self, Place};
use crate::app::App;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use chrono::{Datelike, NaiveDate, TimeDelta};
use diesel::QueryResult;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How far back a member's pages go; what is older is in the copy of their data.
const BACK: TimeDelta = TimeDelta::days(400);

/// Where the pay of something stands: who has the ball.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The unit has not stood for it.
    Unit,
    /// The member is asked; after that instant silence lets it be paid.
    You(UtcTime),
    /// The member questioned it; the unit answers.
    Queried,
    /// It goes into the next payroll.
    Next,
    /// A payroll with it was released.
    Released,
    /// It was paid.
    Paid(Option<UtcTime>),
}

impl Standing {
    fn of(place: Option<&Place>, line: Option<&Line>) -> Self {
        match line.and_then(|line| line.run) {
            Some((RunState::Paid, at)) => return Self::Paid(at),
            Some((RunState::Released, _)) => return Self::Released,
            Some((RunState::Made | RunState::Discarded, _)) => return Self::Next,
            None => {}
        }
        let Some(place) = place else {
            return Self::Next;
        };
        let authorised = place.record().and_then(|record| record.authorised_at);
        match (place.state(), authorised) {
            (None | Some(State::Signed | State::Recorded), _) | (Some(State::Authorised), None) => {
                Self::Unit
            }
            (Some(State::Authorised), Some(at)) => Self::You(at.plus(ANSWER_WITHIN)),
            (Some(State::Agreed), _) => Self::Next,
            (Some(State::Queried), _) => Self::Queried,
        }
    }

    pub(crate) fn sentence(self, t: &Texts, lang: Lang) -> String {
        match self {
            Self::Unit => t.pay_standing_unit(),
            Self::You(until) => t.pay_standing_you(lang.day_month(until.day())),
            Self::Queried => t.pay_standing_queried(),
            Self::Next => t.pay_standing_next(),
            Self::Released => t.pay_standing_released(),
            Self::Paid(Some(at)) => t.pay_standing_paid(lang.date_year(at.day())),
            Self::Paid(None) => t.pay_standing_released(),
        }
    }

    /// The class of its tag.
    pub fn css(self) -> &'static str {
        match self {
            Self::Unit => "tag--unit",
            Self::You(_) => "tag--you",
            Self::Queried => "tag--warn",
            Self::Next | Self::Released => "",
            Self::Paid(_) => "tag--ok",
        }
    }
}

/// A place with its line, or a line of its own.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The place; none for a month's allowance.
    pub place: Option<Place>,
    /// What is paid; none until the unit stands for it.
    pub line: Option<Line>,
    /// Where it stands.
    pub standing: Standing,
}

/// A month of a member.
#[derive(Debug, Clone)]
pub struct Month {
    /// Its first day.
    pub month: NaiveDate,
    /// What belongs to it, by day.
    pub entries: Vec<Entry>,
}

impl Month {
    /// The sums of all lines, by currency.
    pub fn totals(&self) -> Vec<(String, i64)> {
        let mut totals: BTreeMap<String, i64> = BTreeMap::new();
        for line in self.entries.iter().filter_map(|entry| entry.line.as_ref()) {
            *totals.entry(line.currency.clone()).or_default() += line.cents;
        }
        totals.into_iter().collect()
    }

    /// The sums in words; a dash where nothing was reckoned yet.
    pub fn total(&self, lang: Lang) -> String {
        let totals: Vec<String> = self
            .totals()
            .iter()
            .map(|(currency, cents)| lang.money(*cents, currency))
            .collect();
        if totals.is_empty() {
            "–".to_owned()
        } else {
            totals.join(" + ")
        }
    }

    /// `2026-03`, as addresses name it.
    pub fn word(&self) -> String {
        self.month.format("%Y-%m").to_string()
    }
}

/// Reads the month of an address.
pub fn parse_month(word: &str) -> Option<NaiveDate> {
    let (year, month) = word.split_once('-')?;
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    NaiveDate::from_ymd_opt(year, month, 1).filter(|day| (2000..2200).contains(&day.year()))
}

/// What a member sees first.
pub struct Overview {
    /// Places for which they can sign now.
    pub now: Vec<Place>,
    /// Places for which their word is wanted.
    pub asked: Vec<Place>,
    /// Months, latest first.
    pub months: Vec<Month>,
}

/// All of a member's pay.
///
/// # Errors
/// The database's.
pub async fn overview(app: &App, user: i64) -> Result<Overview, AppError> {
    let now = app.clock.now();
    let (places, lines) = app
        .db
        .read(move |conn| {
            let until = now.plus(TimeDelta::hours(2));
            let places = store::list_of_member(conn, user, now.minus(BACK), until)?;
            Ok::<_, AppError>((places, ledger::list_of_member(conn, user)?))
        })
        .await?;
    let signs = |place: &&Place| {
        let record = place.record();
        super::attendance::may_sign(place.starts_at, place.ends_at, now)
            && record.is_none_or(|record| {
                record.state == State::Signed && record.signed_out_at.is_none()
            })
    };
    Ok(Overview {
        now: places.iter().filter(signs).cloned().collect(),
        asked: places
            .iter()
            .filter(|place| place.state() == Some(State::Authorised))
            .cloned()
            .collect(),
        months: by_month(places, lines, now),
    })
}

/// Puts places and lines together, a month each.
fn by_month(places: Vec<Place>, lines: Vec<Line>, now: UtcTime) -> Vec<Month> {
    let mut months: BTreeMap<NaiveDate, Vec<Entry>> = BTreeMap::new();
    let mut own: BTreeMap<i64, Line> = BTreeMap::new();
    for line in lines {
        match line.booking {
            Some(booking) => {
                own.insert(booking, line);
            }
            None => months.entry(line.month).or_default().push(Entry {
                standing: Standing::of(None, Some(&line)),
                place: None,
                line: Some(line),
            }),
        }
    }
    let over = |place: &Place| place.ends_at <= now || place.record().is_some();
    for place in places.into_iter().filter(over) {
        let line = own.remove(&place.id);
        let month = ledger::first_of_month(place.day());
        months.entry(month).or_default().push(Entry {
            standing: Standing::of(Some(&place), line.as_ref()),
            place: Some(place),
            line,
        });
    }
    let months = months.into_iter().rev();
    months
        .map(|(month, mut entries)| {
            // Places by day, allowances of the month at its end.
            entries.sort_by_key(|entry| {
                let place = entry.place.as_ref();
                (place.is_none(), place.map(|place| place.starts_at))
            });
            Month { month, entries }
        })
        .collect()
}

/// One month of a member; empty where nothing belongs to it.
///
/// # Errors
/// The database's.
pub async fn month(app: &App, user: i64, month: NaiveDate) -> Result<Month, AppError> {
    let months = overview(app, user).await?.months;
    let found = months.into_iter().find(|one| one.month == month);
    Ok(found.unwrap_or(Month {
        month,
        entries: Vec::new(),
    }))
}

/// The line of a member's own place, where there is one.
///
/// # Errors
/// The database's.
pub async fn line_of(app: &App, user: i64, booking: i64) -> Result<Option<Line>, AppError> {
    let lines = app
        .db
        .read(move |conn| Ok::<_, AppError>(ledger::list_of_member(conn, user)?))
        .await?;
    Ok(lines.into_iter().find(|line| line.booking == Some(booking)))
}

/// What a copy of a person's data holds of this room: times, what was said of them, and every line.
///
/// # Errors
/// The database's.
pub fn of_person(conn: &mut Conn, user: i64) -> QueryResult<Value> {
    let places = store::list_all(conn, user)?;
    let records = places.iter().filter_map(|place| {
        let record = place.record()?;
        let time = |at: Option<UtcTime>| at.map(UtcTime::rfc3339);
        Some(json!({
            "starts_at": place.starts_at.rfc3339(), "state": record.state,
            "signed_in_at": time(record.signed_in_at), "signed_out_at": time(record.signed_out_at),
            "from": time(record.from_at), "to": time(record.to_at),
            "reason": record.reason, "query": record.query, "answer": record.answer,
        }))
    });
    let records: Vec<Value> = records.collect();
    let lines = ledger::list_of_member(conn, user)?;
    let lines = lines.iter().map(|line| {
        json!({
            "month": line.month, "cents": line.cents, "currency": line.currency,
            "regime": line.regime, "working": line.working,
            "run": line.run.map(|(state, _)| state),
        })
    });
    let lines: Vec<Value> = lines.collect();
    Ok(json!({"attendance": records, "lines": lines}))
}
