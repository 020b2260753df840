//! What a unit and a member do about attendance, and the line of pay that follows from it.

use super::attendance::{self, ANSWER_WITHIN, Fault, Times};
use super::ledger::{self, NewLine};
use super::reckon::{self, Terms, Working};
pub use super::store::Place;
use super::store::{self, Written};
use super::turnout;
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::i18n::Lang;
use crate::mail::pay_letter::{PayLetter, Turn};
use crate::mail::{self, Envelope, Letter};
use crate::organisation::service as organisation;
use crate::organisation::settings::find_hospital;
use chrono::{Months, NaiveDate, NaiveTime, TimeDelta};
use serde_json::json;

/// How far back a unit's list goes.
const BACK: TimeDelta = TimeDelta::days(35);

/// Digits of the code that hangs in a ward for a day.
const CODE_DIGITS: usize = 6;

/// The code that shows that a member is in the ward: another one for each ward and each day.
pub fn ward_code(app: &App, unit: i64, day: NaiveDate) -> String {
    let stand_in = app
        .config
        .instance_key
        .pseudonym(&format!("ward code {unit} {day}"));
    let digits = stand_in.bytes().map(|byte| char::from(b'0' + byte % 10));
    digits.take(CODE_DIGITS).collect()
}

/// What a manager has to see to, and what has lately been settled.
///
/// # Errors
/// The database's.
pub async fn of_manager(app: &App, manager: i64) -> Result<Vec<Place>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| Ok(store::list_of_manager(conn, manager, now.minus(BACK), now)?))
        .await
}

/// A place of a unit that the manager holds.
///
/// # Errors
/// 404 for every other one.
pub async fn of_unit(app: &App, manager: i64, id: i64) -> Result<Place, AppError> {
    app.db
        .read(move |conn| Ok(store::find_held(conn, manager, id)?))
        .await
}

/// What a manager writes of somebody's work.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The times.
    pub times: Times,
    /// What the unit says to a query.
    pub answer: String,
    /// Whether the unit stands for it.
    pub authorise: bool,
}

/// Writes a unit's times and, where it stands for them, the line of pay.
///
/// # Errors
/// 404 for a place of another unit; 409 where the member has agreed or an export holds the line.
pub async fn enter(
    app: &App,
    manager: i64,
    id: i64,
    entry: Entry,
) -> Result<Result<(), Fault>, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let place = store::find_held(conn, manager, id)?;
            let times = &entry.times;
            if let Err(fault) = attendance::check(times, place.starts_at, place.ends_at, now) {
                return Ok(Err(fault));
            }
            turnout::withdraw(conn, manager, id, now)?;
            if place.record().is_none() {
                store::insert_record(conn, id, None, Some((times.from, times.to)))?;
            }
            let written = Written {
                times: (times.from, times.to),
                reason: &times.reason,
                answer: &entry.answer,
                authorised: entry.authorise.then_some((manager, now)),
            };
            let changed = store::update_times(conn, id, &written)?;
            if changed == 0 || !ledger::delete_line(conn, id)? {
                return Err(AppError::Conflict(Clash::State));
            }
            let action = if entry.authorise {
                "attendance.authorised"
            } else {
                "attendance.recorded"
            };
            if entry.authorise {
                let cents = write_line(conn, id, now)?;
                tell_member(conn, &place, cents, now)?;
            }
            settle_allowance(
                conn,
                place.user,
                place.hospital_id,
                ledger::first_of_month(place.day()),
                now,
            )?;
            let actor = Actor::Person(manager, Role::UnitManager);
            audit::record(conn, now, actor, action, Subject::Booking(id), &json!({}))?;
            Ok(Ok(()))
        })
        .await
}

/// Reckons the line of a place for which the unit stands; answers its sum in cents.
fn write_line(conn: &mut Conn, id: i64, now: UtcTime) -> Result<i64, AppError> {
    let place = store::find_place(conn, id)?;
    let (from, to) = place
        .record()
        .and_then(store::Record::times)
        .ok_or(AppError::Conflict(Clash::State))?;
    let hospital = find_hospital(conn, place.hospital_id)?;
    let years = reckon::full_years(&ledger::list_experience(conn, place.user)?, place.day());
    let extra = ledger::find_extra(conn, &place, years)?;
    let (_, wage, level) =
        ledger::find_terms(conn, place.hospital_id, place.category, place.day())?;
    let whole = |units: i32| u32::try_from(units).ok();
    let terms = Terms {
        regime: hospital.regime,
        cents_per_hour: place.cents_per_hour,
        experience: extra.map(|extra| (years, extra)),
        hourly_wage: wage
            .and_then(whole)
            .zip(Some(level.and_then(whole).unwrap_or(0))),
    };
    let worked = reckon::worked(&terms, to.since(from).num_minutes())
        .ok_or_else(|| anyhow::anyhow!("the pay of booking {id} passes what money can be"))?;
    let cents = worked.cents;
    let line = NewLine {
        place: &place,
        allowance: false,
        regime: hospital.regime.as_str(),
        cents,
        working: &Working::Worked(worked),
    };
    ledger::insert_line(conn, &line, now)?;
    Ok(cents)
}

/// Reckons a month's allowance anew from everything that the units stand for in it.
///
/// # Errors
/// The database's.
pub(super) fn settle_allowance(
    conn: &mut Conn,
    user: i64,
    hospital: i64,
    month: NaiveDate,
    now: UtcTime,
) -> Result<(), AppError> {
    let before = ledger::delete_allowance(conn, user, hospital, month)?;
    let found = find_hospital(conn, hospital)?;
    let zone = organisation::zone(&found.zone);
    let midnight = |day: NaiveDate| UtcTime::from_local(day.and_time(NaiveTime::MIN), zone);
    let next = month.checked_add_months(Months::new(1)).unwrap_or(month);
    let places = store::list_stood_for(conn, user, hospital, midnight(month), midnight(next))?;
    let Some(place) = places.last() else {
        return Ok(());
    };
    let (salary, _, _) = ledger::find_terms(conn, hospital, place.category, month)?;
    let salary = salary.and_then(|salary| u32::try_from(salary).ok());
    let work: Vec<_> = places
        .iter()
        .filter_map(|place| place.record().and_then(store::Record::times))
        .collect();
    let Some(allowance) = reckon::allowance(found.regime, salary, &work, zone, before) else {
        return Ok(());
    };
    let line = NewLine {
        place,
        allowance: true,
        regime: found.regime.as_str(),
        cents: allowance.cents,
        working: &Working::Allowance(allowance),
    };
    Ok(ledger::insert_line(conn, &line, now)?)
}

/// A place in words, as letters name it.
pub(super) fn turn(place: &Place, lang: Lang) -> Turn {
    let (day, times) = (
        lang.date(place.day()),
        lang.time_range(place.starts_at, place.ends_at, place.zone()),
    );
    Turn {
        place: place.where_it_was(lang),
        when: format!("{day} {times}"),
        booking: place.id,
    }
}

fn tell_member(conn: &mut Conn, place: &Place, cents: i64, now: UtcTime) -> Result<(), AppError> {
    let member = accounts::store::find_user(conn, place.user)?;
    let lang = member.lang;
    let letter = Letter::Pay(PayLetter::Authorised {
        name: member.name(lang).to_owned(),
        turn: turn(place, lang),
        pay: lang.money(cents, &place.currency),
        until: now.plus(ANSWER_WITHIN).day(),
    });
    Ok(mail::post(conn, &Envelope::from(&member), &letter, now)?)
}

/// A member's own place.
///
/// # Errors
/// 404 for every other one.
pub async fn of_member(app: &App, user: i64, id: i64) -> Result<Place, AppError> {
    app.db
        .read(move |conn| Ok(store::find_own(conn, user, id)?))
        .await
}

/// A member signs in at the unit, or out: the code that hangs in the ward shows that they are there.
///
/// # Errors
/// 404 for another's place; 409 where it is not the time for it.
pub async fn sign(app: &App, user: i64, id: i64, code: &str) -> Result<bool, AppError> {
    let now = app.clock.now();
    let place = of_member(app, user, id).await?;
    let known = ward_code(app, place.unit_id, now.local(place.zone()).date());
    if !crate::keys::same(&known, code.trim()) {
        return Ok(false);
    }
    app.db
        .write(move |conn| {
            let place = store::find_own(conn, user, id)?;
            if !attendance::may_sign(place.starts_at, place.ends_at, now) {
                return Err(AppError::Conflict(Clash::State));
            }
            let action = if place.record().is_none() {
                store::insert_record(conn, id, Some(now), None)?;
                "attendance.signed_in"
            } else if store::update_signed_out(conn, id, now)? == 1 {
                "attendance.signed_out"
            } else {
                return Err(AppError::Conflict(Clash::State));
            };
            let actor = Actor::Person(user, Role::Clinician);
            audit::record(conn, now, actor, action, Subject::Booking(id), &json!({}))?;
            Ok(true)
        })
        .await
}

/// A member's word on what the unit stands for: yes, or what is wrong with it.
///
/// # Errors
/// 404 for another's place; 409 where the unit does not stand for anything, or an export holds it.
pub async fn answer(app: &App, user: i64, id: i64, query: Option<String>) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let place = store::find_own(conn, user, id)?;
            if store::update_word(conn, id, query.as_deref(), now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let action = if query.is_some() {
                // What is questioned is not paid until it is settled.
                if !ledger::delete_line(conn, id)? {
                    return Err(AppError::Conflict(Clash::State));
                }
                settle_allowance(
                    conn,
                    user,
                    place.hospital_id,
                    ledger::first_of_month(place.day()),
                    now,
                )?;
                let letter = Letter::Pay(PayLetter::Queried {
                    member: place.name(Lang::Zh).to_owned(),
                    turn: turn(&place, Lang::Zh),
                });
                let to = Envelope {
                    recipient: None,
                    address: &place.unit_email,
                    lang: Lang::Zh,
                };
                mail::post(conn, &to, &letter, now)?;
                "attendance.queried"
            } else {
                "attendance.agreed"
            };
            let actor = Actor::Person(user, Role::Clinician);
            Ok(audit::record(
                conn,
                now,
                actor,
                action,
                Subject::Booking(id),
                &json!({}),
            )?)
        })
        .await
}

/// The units of a manager, and the code that hangs in each today.
///
/// # Errors
/// The database's.
pub async fn codes(app: &App, manager: i64, lang: Lang) -> Result<Vec<(String, String)>, AppError> {
    let now = app.clock.now();
    let units = app
        .db
        .read(move |conn| Ok::<_, AppError>(organisation::list_held_units(conn, manager)?))
        .await?;
    let codes = units.iter().map(|unit| {
        let name = format!("{} {}", unit.hospital.name(lang), unit.name.name(lang));
        let day = now.local(unit.zone()).date();
        (name, ward_code(app, unit.id, day))
    });
    Ok(codes.collect())
}
