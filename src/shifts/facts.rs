//! What the gate is told: rows about a member, and about the hospitals and units around a shift.

use super::gate::{Block, Candidate};
use super::hours::{HouseRules, Limit};
use super::regime_rows::{self, UnitRules};
use super::store::{self, Booking, Shift};
use crate::clock::UtcTime;
use crate::credentials::Slot;
use crate::db::Conn;
use crate::db::schema::{
    hospitals, house_rules, main_job, pick_rules, relatives, unit_blocks, unit_requirements,
    unit_terms,
};
use crate::error::{AppError, Denial};
use crate::organisation::house_rules as house_rules_of;
use crate::regime::Regime;
use crate::text_enum;
use crate::vetting::members::{find_membership, list_proofs};
use chrono::TimeDelta;
use diesel::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// What holds in a hospital that has settled nothing.
const DEFAULT: house_rules_of::HouseRules = house_rules_of::HouseRules::DEFAULT;
/// How far back the gate looks: four weeks and what is left of the one before.
const LOOKS_BACK: TimeDelta = TimeDelta::days(36);

text_enum! {
    /// How a unit takes people.
    Mode {
        /// A pick is a booking.
        Instant = "instant",
        /// A pick is an application, which the unit confirms.
        Confirm = "confirm",
    }
}

/// How a unit takes people and how they find it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Terms {
    /// Whether a pick must be confirmed.
    pub mode: Mode,
    /// How many hours the unit has for that.
    pub confirm_hours: i32,
    /// Until how many hours before the start a member may cancel by themselves.
    pub cutoff_hours: i32,
    /// Whom to ask for, or empty.
    pub report_to: String,
    /// How to get there, or empty.
    pub directions_en: String,
    /// The same in Chinese.
    pub directions_zh: String,
}

impl Default for Terms {
    /// What holds for a unit that has set nothing.
    fn default() -> Self {
        Self {
            mode: Mode::Instant,
            confirm_hours: 24,
            cutoff_hours: 24,
            report_to: String::new(),
            directions_en: String::new(),
            directions_zh: String::new(),
        }
    }
}

impl Terms {
    /// How to get there, for readers of a language.
    pub fn directions(&self, lang: crate::i18n::Lang) -> &str {
        match lang {
            crate::i18n::Lang::En => &self.directions_en,
            crate::i18n::Lang::Zh => &self.directions_zh,
        }
    }

    /// Until when a member may cancel a shift by themselves.
    pub fn cutoff(&self, starts_at: UtcTime) -> UtcTime {
        starts_at.minus(TimeDelta::hours(i64::from(self.cutoff_hours)))
    }
}

/// What hospitals and units ask, by row.
#[derive(Debug, Default)]
pub struct Surroundings {
    rules: HashMap<i64, HouseRules>,
    needs: HashMap<i64, Vec<Slot>>,
    terms: HashMap<i64, Terms>,
}

impl Surroundings {
    /// The rules of a hospital.
    pub fn rules(&self, hospital: i64) -> HouseRules {
        self.rules
            .get(&hospital)
            .copied()
            .unwrap_or_else(|| of_house(DEFAULT.min_rest, DEFAULT.max_week))
    }

    /// What a unit wants to be verified.
    pub fn needs(&self, unit: i64) -> Vec<Slot> {
        self.needs.get(&unit).cloned().unwrap_or_default()
    }

    /// How a unit takes people.
    pub fn terms(&self, unit: i64) -> Terms {
        self.terms.get(&unit).cloned().unwrap_or_default()
    }
}

/// The part of a hospital's house rules that the gate holds against a shift.
fn of_house(rest: house_rules_of::Limit, week: house_rules_of::Limit) -> HouseRules {
    let limit = |limit: house_rules_of::Limit| {
        Some(Limit {
            amount: limit.amount.into(),
            blocks: limit.blocks,
        })
    };
    HouseRules {
        rest: limit(rest),
        week: limit(week),
        ..HouseRules::default()
    }
}

/// A unit and its hospital, where only what they ask is to be read.
type Only = Option<(i64, i64)>;

/// Narrows a query to one row's, where only that is wanted.
macro_rules! only {
    ($query:expr, $column:expr, $row:expr) => {
        match $row {
            Some(row) => $query.filter($column.eq(row)).into_boxed(),
            None => $query.into_boxed(),
        }
    };
}

/// What hospitals settled about rest and hours.
fn load_house(conn: &mut Conn, only: Only) -> QueryResult<HashMap<i64, HouseRules>> {
    let hospital = only.map(|(_, hospital)| hospital);
    let mut rules = HashMap::new();
    type Row = (i64, (i32, bool), (i32, bool));
    let house: Vec<Row> = only!(house_rules::table, house_rules::hospital_id, hospital)
        .select((
            house_rules::hospital_id,
            (house_rules::min_rest_minutes, house_rules::min_rest_blocks),
            (house_rules::max_week_minutes, house_rules::max_week_blocks),
        ))
        .load(conn)?;
    // Rest and hours of the house are Hong Kong's: elsewhere the law of the place stands in their stead.
    let elsewhere: Vec<i64> = only!(hospitals::table, hospitals::id, hospital)
        .filter(hospitals::regime.ne(Regime::Hk.as_str()))
        .select(hospitals::id)
        .load(conn)?;
    let limit = |(amount, blocks)| house_rules_of::Limit { amount, blocks };
    for (hospital, rest, week) in house {
        rules.insert(hospital, of_house(limit(rest), limit(week)));
    }
    for hospital in elsewhere {
        rules.insert(hospital, HouseRules::default());
    }
    Ok(rules)
}

/// What all hospitals and units ask; a few rows each.
///
/// # Errors
/// The database's.
pub fn load_surroundings(conn: &mut Conn) -> QueryResult<Surroundings> {
    load(conn, None)
}

/// What a shift's unit and hospital ask.
///
/// # Errors
/// The database's.
pub fn load_around(conn: &mut Conn, shift: &Shift) -> QueryResult<Surroundings> {
    load(conn, Some((shift.unit_id, shift.hospital_id)))
}

fn load(conn: &mut Conn, only: Only) -> QueryResult<Surroundings> {
    let mut found = Surroundings {
        rules: load_house(conn, only)?,
        ..Surroundings::default()
    };
    load_pick_rules(conn, only, &mut found)?;
    let unit = only.map(|(unit, _)| unit);
    let needs: Vec<(i64, Slot)> = only!(unit_requirements::table, unit_requirements::unit_id, unit)
        .order(unit_requirements::slot)
        .select((unit_requirements::unit_id, unit_requirements::slot))
        .load(conn)?;
    for (unit, slot) in needs {
        found.needs.entry(unit).or_default().push(slot);
    }
    let terms: Vec<(i64, Terms)> = only!(unit_terms::table, unit_terms::unit_id, unit)
        .select((
            unit_terms::unit_id,
            (
                unit_terms::mode,
                unit_terms::confirm_hours,
                unit_terms::cutoff_hours,
                unit_terms::report_to,
                unit_terms::directions_en,
                unit_terms::directions_zh,
            ),
        ))
        .load(conn)?;
    found.terms = terms.into_iter().collect();
    Ok(found)
}

/// What hospitals settled about picks, beside rest and hours.
fn load_pick_rules(conn: &mut Conn, only: Only, found: &mut Surroundings) -> QueryResult<()> {
    let hospital = only.map(|(_, hospital)| hospital);
    let rules: Vec<(i64, String, i32, bool)> =
        only!(pick_rules::table, pick_rules::hospital_id, hospital)
            .select((
                pick_rules::hospital_id,
                pick_rules::rule,
                pick_rules::amount,
                pick_rules::blocks,
            ))
            .load(conn)?;
    for (hospital, rule, amount, blocks) in rules {
        let limit = Some(Limit {
            amount: amount.into(),
            blocks,
        });
        let unset = of_house(DEFAULT.min_rest, DEFAULT.max_week);
        let set = found.rules.entry(hospital).or_insert(unset);
        match rule.as_str() {
            "nights" => set.nights = limit,
            "four_week_hours" => set.four_weeks = limit,
            _ => set.quota = limit,
        }
    }
    Ok(())
}

/// A member before the gate, with the places that they hold.
pub struct Member {
    /// What the gate asks about them.
    pub candidate: Candidate,
    /// The places, from five weeks ago on.
    pub bookings: Vec<Booking>,
}

/// Reads everything that the gate asks about a member who would take a shift of a unit. For a pick, their
/// application is locked before.
///
/// # Errors
/// 403 for who is no member and never applied.
pub fn load_member(
    conn: &mut Conn,
    user: i64,
    unit: i64,
    now: UtcTime,
) -> Result<Member, AppError> {
    let rules = Arc::new(regime_rows::list_rules(conn, Some(unit))?);
    load_member_under(conn, user, rules, now)
}

/// The same under rules that have been read already.
///
/// # Errors
/// 403 for who is no member and never applied.
pub fn load_member_under(
    conn: &mut Conn,
    user: i64,
    rules: Arc<UnitRules>,
    now: UtcTime,
) -> Result<Member, AppError> {
    let membership =
        find_membership(conn, user)?.ok_or(AppError::Forbidden(Denial::NotApproved))?;
    let bookings = store::list_bookings(conn, user, now.minus(LOOKS_BACK))?;
    let blocks: Vec<(i64, i64, chrono::NaiveDate)> = unit_blocks::table
        .filter(unit_blocks::user_id.eq(user))
        .filter(unit_blocks::lifted_at.is_null())
        .select((
            unit_blocks::id,
            unit_blocks::unit_id,
            unit_blocks::review_on,
        ))
        .load(conn)?;
    let blocks = blocks.into_iter().map(|(id, unit, review_on)| Block {
        id,
        unit,
        review_on,
    });
    let candidate = Candidate {
        proofs: list_proofs(conn, membership.application)?,
        held: bookings.iter().map(Booking::held).collect(),
        main_job: main_job::table
            .filter(main_job::user_id.eq(user))
            .filter(main_job::ends_at.gt(now.minus(LOOKS_BACK)))
            .order(main_job::starts_at)
            .select((main_job::starts_at, main_job::ends_at))
            .load(conn)?,
        relatives: relatives::table
            .filter(relatives::user_id.eq(user))
            .select(relatives::unit_id)
            .load(conn)?,
        blocks: blocks.collect(),
        preferred_by: super::preferred::list_units_of(conn, user)?,
        regimes: regime_rows::load(conn, user, rules, now)?,
        membership,
    };
    Ok(Member {
        candidate,
        bookings,
    })
}
