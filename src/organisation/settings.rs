//! Under which rules a hospital engages people, and what it settles for itself.

use super::house_rules::{HouseRules, Limit};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::db::Conn;
use crate::db::schema::{hospitals, house_rules, units};
use crate::domain::{Bilingual, Role};
use crate::error::AppError;
use crate::regime::Regime;
use crate::regime::macau::WorkingRegime;
use diesel::prelude::*;
use serde_json::json;

/// A hospital with its regime.
#[derive(Debug, Clone)]
pub struct Hospital {
    /// Row.
    pub id: i64,
    /// Its name.
    pub name: Bilingual,
    /// The body of rules under which it engages people.
    pub regime: Regime,
    /// The IANA zone of its clocks.
    pub zone: String,
    /// The ISO 4217 code of its money.
    pub currency: String,
}

type Row = (i64, Bilingual, String, String, String);

fn hospital((id, name, regime, zone, currency): Row) -> Result<Hospital, AppError> {
    let regime = known_regime(&regime)?;
    Ok(Hospital {
        id,
        name,
        regime,
        zone,
        currency,
    })
}

fn known_regime(word: &str) -> Result<Regime, AppError> {
    Regime::parse(word).ok_or_else(|| anyhow::anyhow!("unknown regime {word:?}").into())
}

/// Every hospital.
///
/// # Errors
/// The database's.
pub async fn list(app: &App) -> Result<Vec<Hospital>, AppError> {
    app.db
        .read(|conn| {
            let rows: Vec<Row> = hospitals::table
                .order(hospitals::id)
                .select((
                    hospitals::id,
                    (hospitals::name_en, hospitals::name_zh),
                    hospitals::regime,
                    hospitals::zone,
                    hospitals::currency,
                ))
                .load(conn)?;
            rows.into_iter().map(hospital).collect()
        })
        .await
}

/// A hospital.
///
/// # Errors
/// 404 where there is none.
pub fn find_hospital(conn: &mut Conn, id: i64) -> Result<Hospital, AppError> {
    let row: Row = hospitals::table
        .find(id)
        .select((
            hospitals::id,
            (hospitals::name_en, hospitals::name_zh),
            hospitals::regime,
            hospitals::zone,
            hospitals::currency,
        ))
        .first(conn)?;
    hospital(row)
}

#[derive(Queryable)]
struct Stored {
    max_shift: (i32, bool),
    min_rest: (i32, bool),
    max_week: (i32, bool),
    rest_days: (i32, bool),
    working_regime: String,
    agreed_extension: bool,
}

/// The columns of [`Stored`].
macro_rules! stored_columns {
    () => {
        (
            (
                house_rules::max_shift_minutes,
                house_rules::max_shift_blocks,
            ),
            (house_rules::min_rest_minutes, house_rules::min_rest_blocks),
            (house_rules::max_week_minutes, house_rules::max_week_blocks),
            (house_rules::rest_days, house_rules::rest_days_blocks),
            house_rules::working_regime,
            house_rules::agreed_extension,
        )
    };
}

fn limit((amount, blocks): (i32, bool)) -> Limit {
    Limit { amount, blocks }
}

impl From<Stored> for HouseRules {
    fn from(stored: Stored) -> Self {
        Self {
            max_shift: limit(stored.max_shift),
            min_rest: limit(stored.min_rest),
            max_week: limit(stored.max_week),
            rest_days: limit(stored.rest_days),
            working_regime: WorkingRegime::parse(&stored.working_regime)
                .unwrap_or(Self::DEFAULT.working_regime),
            agreed_extension: stored.agreed_extension,
        }
    }
}

/// What a hospital settled for itself; the defaults where it settled nothing.
///
/// # Errors
/// The database's.
pub fn find_house_rules(conn: &mut Conn, hospital: i64) -> QueryResult<HouseRules> {
    let stored: Option<Stored> = house_rules::table
        .find(hospital)
        .select(stored_columns!())
        .first(conn)
        .optional()?;
    Ok(stored.map_or(HouseRules::DEFAULT, HouseRules::from))
}

/// The rules of the hospital of every unit.
///
/// # Errors
/// The database's.
pub fn list_rules_of_units(
    conn: &mut Conn,
    only: Option<i64>,
) -> Result<Vec<(i64, Regime, HouseRules)>, AppError> {
    let mut query = units::table
        .inner_join(hospitals::table.left_join(house_rules::table))
        .select((units::id, hospitals::regime, stored_columns!().nullable()))
        .into_boxed();
    if let Some(unit) = only {
        query = query.filter(units::id.eq(unit));
    }
    let rows: Vec<(i64, String, Option<Stored>)> = query.load(conn)?;
    rows.into_iter()
        .map(|(unit, regime, house)| {
            let house = house.map_or(HouseRules::DEFAULT, HouseRules::from);
            Ok((unit, known_regime(&regime)?, house))
        })
        .collect()
}

/// A hospital with what it settled for itself.
///
/// # Errors
/// 404 where there is none.
pub async fn find(app: &App, id: i64) -> Result<(Hospital, HouseRules), AppError> {
    app.db
        .read(move |conn| Ok((find_hospital(conn, id)?, find_house_rules(conn, id)?)))
        .await
}

fn store_house_rules(conn: &mut Conn, hospital: i64, rules: &HouseRules) -> QueryResult<()> {
    diesel::delete(house_rules::table.find(hospital)).execute(conn)?;
    diesel::insert_into(house_rules::table)
        .values((
            house_rules::hospital_id.eq(hospital),
            house_rules::max_shift_minutes.eq(rules.max_shift.amount),
            house_rules::max_shift_blocks.eq(rules.max_shift.blocks),
            house_rules::min_rest_minutes.eq(rules.min_rest.amount),
            house_rules::min_rest_blocks.eq(rules.min_rest.blocks),
            house_rules::max_week_minutes.eq(rules.max_week.amount),
            house_rules::max_week_blocks.eq(rules.max_week.blocks),
            house_rules::rest_days.eq(rules.rest_days.amount),
            house_rules::rest_days_blocks.eq(rules.rest_days.blocks),
            house_rules::working_regime.eq(rules.working_regime.as_str()),
            house_rules::agreed_extension.eq(rules.agreed_extension),
        ))
        .execute(conn)?;
    Ok(())
}

fn told(regime: Regime, rules: &HouseRules) -> serde_json::Value {
    let limit = |limit: Limit| json!([limit.amount, limit.blocks]);
    json!({
        "regime": regime.as_str(),
        "max_shift": limit(rules.max_shift),
        "min_rest": limit(rules.min_rest),
        "max_week": limit(rules.max_week),
        "rest_days": limit(rules.rest_days),
        "working_regime": rules.working_regime.as_str(),
        "agreed_extension": rules.agreed_extension,
    })
}

/// Sets a hospital's regime, with the zone and the currency in which its rules are meant, and its own
/// rules. What is the same as before is not recorded.
///
/// # Errors
/// 404 where there is no such hospital.
pub async fn save(
    app: &App,
    by: i64,
    id: i64,
    regime: Regime,
    rules: HouseRules,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let before = told(
                find_hospital(conn, id)?.regime,
                &find_house_rules(conn, id)?,
            );
            let after = told(regime, &rules);
            if before == after {
                return Ok(());
            }
            diesel::update(hospitals::table.find(id))
                .set((
                    hospitals::regime.eq(regime.as_str()),
                    hospitals::zone.eq(regime.time_zone()),
                    hospitals::currency.eq(regime.currency()),
                ))
                .execute(conn)?;
            store_house_rules(conn, id, &rules)?;
            let actor = Actor::Person(by, Role::Administrator);
            let detail = json!({"from": before, "to": after});
            let subject = Subject::Hospital(id);
            audit::record(conn, now, actor, "hospital.settled", subject, &detail)?;
            Ok(())
        })
        .await
}
