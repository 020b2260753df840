//! Payroll: one officer makes an export of what is due, another releases it, and what was paid is noted.

use super::ledger::{self, Line};
use super::reckon::Working;
use super::runs::{self, Run, RunState};
use super::service;
use super::store::{self, Place};
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::db::Conn;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::i18n::Lang;
use crate::mail::pay_letter::PayLetter;
use crate::mail::{self, Envelope, Letter};
use serde_json::json;
use std::collections::BTreeMap;

/// What can go into the next export of a currency.
#[derive(Debug, Clone)]
pub struct Due {
    /// The currency.
    pub currency: String,
    /// How many lines.
    pub lines: usize,
    /// Their sum, in cents.
    pub cents: i64,
}

/// An export with what is in it.
pub struct Sheet {
    /// The export.
    pub run: Run,
    /// Who made it.
    pub maker: String,
    /// Its lines, with whose they are.
    pub rows: Vec<Row>,
}

/// A line of an export.
pub struct Row {
    /// The line.
    pub line: Line,
    /// The place; none for a month's allowance.
    pub place: Option<Place>,
    /// Name as on the register.
    pub name_en: String,
    /// Chinese name, or empty.
    pub name_zh: String,
}

impl Sheet {
    /// The sum, in cents.
    pub fn cents(&self) -> i64 {
        self.rows.iter().map(|row| row.line.cents).sum()
    }

    /// How many people are in it.
    pub fn people(&self) -> usize {
        let people: std::collections::BTreeSet<i64> =
            self.rows.iter().map(|row| row.line.user).collect();
        people.len()
    }
}

/// What is due, and the exports so far.
///
/// # Errors
/// The database's.
pub async fn overview(app: &App) -> Result<(Vec<Due>, Vec<Run>), AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let mut due: BTreeMap<String, (usize, i64)> = BTreeMap::new();
            for (_, currency, cents) in ledger::list_due(conn, now)? {
                let sum = due.entry(currency).or_default();
                *sum = (sum.0 + 1, sum.1 + cents);
            }
            let due = due.into_iter().map(|(currency, (lines, cents))| Due {
                currency,
                lines,
                cents,
            });
            Ok((due.collect(), runs::list_runs(conn)?))
        })
        .await
}

/// Makes an export of everything that is due in a currency.
///
/// # Errors
/// 409 where nothing is.
pub async fn make(app: &App, officer: i64, currency: String) -> Result<i64, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let due = ledger::list_due(conn, now)?;
            let lines: Vec<i64> = due
                .iter()
                .filter(|(_, of, _)| *of == currency)
                .map(|(id, ..)| *id)
                .collect();
            let (run, taken) = runs::insert_run(conn, &currency, &lines, officer, now)?;
            if taken == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            record(conn, officer, "payroll.made", run, now)?;
            Ok(run)
        })
        .await
}

fn record(
    conn: &mut Conn,
    officer: i64,
    action: &str,
    run: i64,
    now: crate::clock::UtcTime,
) -> diesel::QueryResult<()> {
    let actor = Actor::Person(officer, Role::Officer);
    audit::record(conn, now, actor, action, Subject::PayRun(run), &json!({}))
}

/// An export.
///
/// # Errors
/// 404 where there is none.
pub async fn sheet(app: &App, id: i64) -> Result<Sheet, AppError> {
    app.db.read(move |conn| load(conn, id)).await
}

fn load(conn: &mut Conn, id: i64) -> Result<Sheet, AppError> {
    let run = runs::find_run(conn, id)?;
    let mut rows = Vec::new();
    for line in ledger::list_of_run(conn, id)? {
        let owner = accounts::store::find_user(conn, line.user)?;
        let place = match line.booking {
            Some(booking) => Some(store::find_place(conn, booking)?),
            None => None,
        };
        rows.push(Row {
            line,
            place,
            name_en: owner.name_en,
            name_zh: owner.name_zh,
        });
    }
    rows.sort_by(|a, b| (&a.name_en, a.line.id).cmp(&(&b.name_en, b.line.id)));
    let maker = accounts::store::find_user(conn, run.made_by)?;
    Ok(Sheet {
        run,
        maker: maker.name_en,
        rows,
    })
}

/// Releases an export: everybody in it hears what they are paid.
///
/// # Errors
/// 409 for whoever made it, and where it no longer waits.
pub async fn release(app: &App, officer: i64, id: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let sheet = load(conn, id)?;
            if sheet.run.made_by == officer {
                return Err(AppError::Conflict(Clash::SecondPerson));
            }
            if runs::update_settled(conn, id, RunState::Released, officer, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
            for row in &sheet.rows {
                *sums.entry(row.line.user).or_default() += row.line.cents;
            }
            for (user, cents) in sums {
                let member = accounts::store::find_user(conn, user)?;
                let letter = Letter::Pay(PayLetter::Released {
                    name: member.name(member.lang).to_owned(),
                    pay: member.lang.money(cents, &sheet.run.currency),
                });
                mail::post(conn, &Envelope::from(&member), &letter, now)?;
            }
            Ok(record(conn, officer, "payroll.released", id, now)?)
        })
        .await
}

/// Takes an export back before it was released; what was in it is due again.
///
/// # Errors
/// 409 where it no longer waits.
pub async fn discard(app: &App, officer: i64, id: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            if runs::update_settled(conn, id, RunState::Discarded, officer, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            for (user, hospital, month) in runs::free_lines(conn, id)? {
                service::settle_allowance(conn, user, hospital, month, now)?;
            }
            Ok(record(conn, officer, "payroll.discarded", id, now)?)
        })
        .await
}

/// Notes that an export was paid.
///
/// # Errors
/// 409 where it was not released.
pub async fn paid(app: &App, officer: i64, id: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            if runs::update_paid(conn, id, officer, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            Ok(record(conn, officer, "payroll.paid", id, now)?)
        })
        .await
}

/// The file for who pays: only once a second person has released it.
///
/// # Errors
/// 404 where there is none; 409 before its release.
pub async fn csv(app: &App, officer: i64, id: i64) -> Result<String, AppError> {
    let now = app.clock.now();
    let sheet = app
        .db
        .write(move |conn| {
            let sheet = load(conn, id)?;
            if !matches!(sheet.run.state, RunState::Released | RunState::Paid) {
                return Err(AppError::Conflict(Clash::SecondPerson));
            }
            record(conn, officer, "payroll.exported", id, now)?;
            Ok(sheet)
        })
        .await?;
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(HEAD).map_err(anyhow::Error::from)?;
    for row in &sheet.rows {
        file.write_record(cells(&sheet, row))
            .map_err(anyhow::Error::from)?;
    }
    let bytes = file
        .into_inner()
        .map_err(|error| anyhow::anyhow!("csv: {error}"))?;
    // The mark lets spreadsheets read Chinese names.
    let text = String::from_utf8(bytes).map_err(anyhow::Error::from)?;
    Ok(format!("\u{feff}{text}"))
}

const HEAD: [&str; 17] = [
    "run", "line", "member", "name_en", "name_zh", "hospital", "unit", "month", "from", "to",
    "minutes", "per_hour", "amount", "currency", "regime", "edition", "articles",
];

fn cells(sheet: &Sheet, row: &Row) -> Vec<String> {
    let place = row.place.as_ref();
    let times = place.and_then(|place| {
        let (from, to) = place.record()?.times()?;
        let local =
            |at: crate::clock::UtcTime| at.local(place.zone()).format("%Y-%m-%dT%H:%M").to_string();
        Some((local(from), local(to)))
    });
    let (from, to) = times.unwrap_or_default();
    let (minutes, hourly) = match &row.line.working {
        Working::Worked(worked) => (
            worked.minutes.to_string(),
            worked
                .steps
                .last()
                .map_or(String::new(), |step| amount(step.cents_per_hour)),
        ),
        Working::Allowance(_) => (String::new(), String::new()),
    };
    vec![
        sheet.run.id.to_string(),
        row.line.id.to_string(),
        row.line.user.to_string(),
        plain(&row.name_en),
        plain(&row.name_zh),
        plain(&row.line.hospital.en),
        plain(place.map_or("", |place| place.unit.name(Lang::En))),
        row.line.month.format("%Y-%m").to_string(),
        from,
        to,
        minutes,
        hourly,
        amount(row.line.cents),
        row.line.currency.clone(),
        row.line.regime.clone(),
        row.line
            .edition
            .map_or(String::new(), |day| day.to_string()),
        row.line.working.articles(),
    ]
}

/// Cents as a decimal number.
fn amount(cents: i64) -> String {
    rust_decimal::Decimal::new(cents, 2).to_string()
}

/// A text that no spreadsheet takes for a formula (R44).
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r44_no_cell_is_a_formula_and_money_is_exact() {
        assert_eq!(plain("=1+1"), "'=1+1");
        assert_eq!(plain("陳大文"), "陳大文");
        assert_eq!(amount(233_042), "2330.42");
        assert_eq!(amount(-5), "-0.05");
    }
}
