//! Rows behind the regimes at the gate: the rules of each unit's hospital, and what members declared.

use super::declaring::{Declared, Outcome};
use super::working_time::RegimeRules;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{hospitals, regime_declarations, units};
use crate::domain::Bilingual;
use crate::error::AppError;
use crate::organisation::settings;
use crate::regime::Regime;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// The rules that hold for a member, by unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RulesByUnit(BTreeMap<i64, RegimeRules>);

impl RulesByUnit {
    /// The rules of a unit's hospital.
    pub fn of(&self, unit: i64) -> RegimeRules {
        self.0.get(&unit).cloned().unwrap_or_default()
    }
}

/// Reads the rules of all units for a member.
///
/// # Errors
/// The database's.
pub fn load(conn: &mut Conn, user: i64, now: UtcTime) -> Result<RulesByUnit, AppError> {
    let mut declared = list_declared(conn, user)?;
    declared.retain(|(_, declared)| declared.counts(now));
    let career_nurse = declared
        .iter()
        .any(|(_, declared)| declared.outcome == Outcome::CareerNurse);
    let rules = settings::list_rules_of_units(conn)?;
    let by_unit = rules.into_iter().map(|(unit, regime, house)| {
        let declared = declared.iter().find(|(of, _)| *of == regime);
        let declared = declared.map(|(_, declared)| declared.clone());
        let rules = RegimeRules {
            regime,
            house,
            unit,
            declared,
            career_nurse,
        };
        (unit, rules)
    });
    Ok(RulesByUnit(by_unit.collect()))
}

/// What a member declared, by regime.
///
/// # Errors
/// The database's.
pub fn list_declared(conn: &mut Conn, user: i64) -> QueryResult<Vec<(Regime, Declared)>> {
    let rows: Vec<(String, Outcome, String, UtcTime)> = regime_declarations::table
        .filter(regime_declarations::user_id.eq(user))
        .select((
            regime_declarations::regime,
            regime_declarations::outcome,
            regime_declarations::units,
            regime_declarations::declared_at,
        ))
        .load(conn)?;
    let declared = rows.into_iter().filter_map(|(regime, outcome, units, at)| {
        let units = units
            .split(' ')
            .filter_map(|unit| unit.parse().ok())
            .collect();
        Some((Regime::parse(&regime)?, Declared { outcome, units, at }))
    });
    Ok(declared.collect())
}

/// Keeps what follows from a declaration, in place of an earlier one.
///
/// # Errors
/// The database's.
pub fn store_declared(
    conn: &mut Conn,
    user: i64,
    regime: Regime,
    declared: &Declared,
) -> QueryResult<()> {
    let units: Vec<String> = declared.units.iter().map(i64::to_string).collect();
    diesel::delete(regime_declarations::table.find((user, regime.as_str()))).execute(conn)?;
    diesel::insert_into(regime_declarations::table)
        .values((
            regime_declarations::user_id.eq(user),
            regime_declarations::regime.eq(regime.as_str()),
            regime_declarations::outcome.eq(declared.outcome),
            regime_declarations::units.eq(units.join(" ")),
            regime_declarations::declared_at.eq(declared.at),
        ))
        .execute(conn)?;
    Ok(())
}

/// The units of a regime's hospitals: row, hospital, unit.
///
/// # Errors
/// The database's.
pub fn list_units(
    conn: &mut Conn,
    regime: Regime,
) -> QueryResult<Vec<(i64, Bilingual, Bilingual)>> {
    units::table
        .inner_join(hospitals::table)
        .filter(hospitals::regime.eq(regime.as_str()))
        .order((hospitals::id, units::id))
        .select((
            units::id,
            (hospitals::name_en, hospitals::name_zh),
            (units::name_en, units::name_zh),
        ))
        .load(conn)
}
