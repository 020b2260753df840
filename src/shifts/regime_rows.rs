//! Rows behind the regimes at the gate: the rules of each unit's hospital, and what members declared.

use super::declaring::{Declared, Outcome};
use super::working_time::RegimeRules;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{hospitals, regime_declarations, units};
use crate::domain::Bilingual;
use crate::error::AppError;
use crate::organisation::house_rules::HouseRules;
use crate::organisation::settings;
use crate::regime::Regime;
use diesel::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// The regime of each unit's hospital and what the hospital settled, by unit.
pub type UnitRules = HashMap<i64, (Regime, HouseRules)>;

/// The rules that hold for a member, by unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RulesByUnit {
    rules: Arc<UnitRules>,
    declared: Vec<(Regime, Declared)>,
    career_nurse: bool,
}

impl RulesByUnit {
    /// The rules of a unit's hospital.
    pub fn of(&self, unit: i64) -> RegimeRules {
        let Some((regime, house)) = self.rules.get(&unit).copied() else {
            return RegimeRules::default();
        };
        let mut declared = self.declared.iter();
        let declared = declared.find(|(of, said)| *of == regime && said.covers(regime, unit));
        RegimeRules {
            regime,
            house,
            unit,
            declared: declared.map(|(_, declared)| declared.clone()),
            career_nurse: self.career_nurse,
        }
    }
}

/// The rules of all units, or of one.
///
/// # Errors
/// The database's.
pub fn list_rules(conn: &mut Conn, only: Option<i64>) -> Result<UnitRules, AppError> {
    let rules = settings::list_rules_of_units(conn, only)?.into_iter();
    Ok(rules
        .map(|(unit, regime, house)| (unit, (regime, house)))
        .collect())
}

/// What rules mean for a member.
///
/// # Errors
/// The database's.
pub fn load(
    conn: &mut Conn,
    user: i64,
    rules: Arc<UnitRules>,
    now: UtcTime,
) -> QueryResult<RulesByUnit> {
    let mut declared = list_declared(conn, user)?;
    declared.retain(|(_, declared)| declared.counts(now));
    Ok(RulesByUnit {
        rules,
        career_nurse: declared
            .iter()
            .any(|(_, declared)| declared.outcome == Outcome::CareerNurse),
        declared,
    })
}

/// What a member declared, by regime.
///
/// # Errors
/// The database's.
pub fn list_declared(conn: &mut Conn, user: i64) -> QueryResult<Vec<(Regime, Declared)>> {
    let rows: Vec<(String, Outcome, String, String, UtcTime)> = regime_declarations::table
        .filter(regime_declarations::user_id.eq(user))
        .select((
            regime_declarations::regime,
            regime_declarations::outcome,
            regime_declarations::units,
            regime_declarations::asked,
            regime_declarations::declared_at,
        ))
        .load(conn)?;
    let read = |units: &str| {
        units
            .split(' ')
            .filter_map(|unit| unit.parse().ok())
            .collect()
    };
    let declared = rows
        .into_iter()
        .filter_map(|(regime, outcome, units, asked, at)| {
            let declared = Declared {
                outcome,
                units: read(&units),
                asked: read(&asked),
                at,
            };
            Some((Regime::parse(&regime)?, declared))
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
    let written = |units: &[i64]| {
        let units: Vec<String> = units.iter().map(i64::to_string).collect();
        units.join(" ")
    };
    diesel::delete(regime_declarations::table.find((user, regime.as_str()))).execute(conn)?;
    diesel::insert_into(regime_declarations::table)
        .values((
            regime_declarations::user_id.eq(user),
            regime_declarations::regime.eq(regime.as_str()),
            regime_declarations::outcome.eq(declared.outcome),
            regime_declarations::units.eq(written(&declared.units)),
            regime_declarations::asked.eq(written(&declared.asked)),
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
