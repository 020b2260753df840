//! What a unit settles for itself: how it takes people and how they find it, which documents it asks for,
//! and whom it does not want for now.

use super::confirming::must_hold;
use super::facts::{self, Terms};
use super::refusals::{self, Refusal};
use crate::accounts::store::User;
use crate::accounts::store::find_user;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::credentials::Slot;
use crate::db::Conn;
use crate::db::schema::{bookings, shifts, unit_blocks, unit_requirements, unit_terms};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::picking_letter::About;
use crate::organisation::service::{self as organisation, Unit};
use diesel::prelude::*;
use serde_json::json;

/// Documents that a unit can ask for: all others every member has anyway.
pub const ASKABLE: [Slot; 3] = Slot::WELCOME;

/// A unit with what it has settled.
pub struct Settled {
    /// The unit.
    pub unit: Unit,
    /// How it takes people.
    pub terms: Terms,
    /// What it wants to be verified.
    pub needs: Vec<Slot>,
}

/// A unit that a manager holds.
///
/// # Errors
/// 404 for every other one.
pub fn held(conn: &mut Conn, manager: i64, unit: i64) -> Result<Unit, AppError> {
    let held = organisation::list_held_units(conn, manager)?;
    held.into_iter()
        .find(|held| held.id == unit)
        .ok_or(AppError::NotFound)
}

/// What a unit has settled.
///
/// # Errors
/// 404 for a unit that the manager does not hold.
pub async fn settled(app: &App, manager: i64, unit: i64) -> Result<Settled, AppError> {
    app.db
        .read(move |conn| {
            let unit = held(conn, manager, unit)?;
            let around = facts::load_surroundings(conn)?;
            Ok(Settled {
                terms: around.terms(unit.id),
                needs: around.needs(unit.id),
                unit,
            })
        })
        .await
}

/// Settles how a unit takes people and what it asks for. Places that are held already stay as they are.
///
/// # Errors
/// 404 for a unit that the manager does not hold.
pub async fn settle(
    app: &App,
    manager: i64,
    unit: i64,
    terms: Terms,
    needs: Vec<Slot>,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            must_hold(conn, manager, unit)?;
            write_terms(conn, unit, &terms)?;
            diesel::delete(unit_requirements::table.filter(unit_requirements::unit_id.eq(unit)))
                .execute(conn)?;
            for slot in &needs {
                diesel::insert_into(unit_requirements::table)
                    .values((
                        unit_requirements::unit_id.eq(unit),
                        unit_requirements::slot.eq(*slot),
                    ))
                    .execute(conn)?;
            }
            let asked: Vec<_> = needs.iter().map(|slot| slot.as_str()).collect();
            let detail = json!({
                "mode": terms.mode.as_str(),
                "confirm_hours": terms.confirm_hours,
                "cutoff_hours": terms.cutoff_hours,
                "needs": asked,
            });
            record(
                conn,
                manager,
                "unit.settled",
                Subject::Unit(unit),
                &detail,
                now,
            )
        })
        .await
}

fn write_terms(conn: &mut Conn, unit: i64, terms: &Terms) -> QueryResult<()> {
    let values = (
        unit_terms::mode.eq(terms.mode),
        unit_terms::confirm_hours.eq(terms.confirm_hours),
        unit_terms::cutoff_hours.eq(terms.cutoff_hours),
        unit_terms::report_to.eq(&terms.report_to),
        unit_terms::directions_en.eq(&terms.directions_en),
        unit_terms::directions_zh.eq(&terms.directions_zh),
    );
    let known = diesel::update(unit_terms::table.find(unit))
        .set(values)
        .execute(conn)?;
    if known == 0 {
        diesel::insert_into(unit_terms::table)
            .values((unit_terms::unit_id.eq(unit), values))
            .execute(conn)?;
    }
    Ok(())
}

fn record(
    conn: &mut Conn,
    manager: i64,
    act: &str,
    subject: Subject,
    detail: &serde_json::Value,
    now: UtcTime,
) -> Result<(), AppError> {
    let actor = Actor::Person(manager, Role::UnitManager);
    Ok(audit::record(conn, now, actor, act, subject, detail)?)
}

/// Whom a unit does not want, and whom it could say that of.
pub struct Blocks {
    /// The unit.
    pub unit: Unit,
    /// Its blocks that hold, with whom they are about.
    pub standing: Vec<(Refusal, User)>,
    /// Members whom the unit knows: they held a place in it. Who is blocked is not among them.
    pub known: Vec<User>,
}

/// The blocks of a unit.
///
/// # Errors
/// 404 for a unit that the manager does not hold.
pub async fn blocks(app: &App, manager: i64, unit: i64) -> Result<Blocks, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let unit = held(conn, manager, unit)?;
            let mut standing = Vec::new();
            for refusal in refusals::list_standing(conn, unit.id)? {
                let user = find_user(conn, refusal.user)?;
                standing.push((refusal, user));
            }
            let ids: Vec<i64> = bookings::table
                .inner_join(shifts::table)
                .filter(shifts::unit_id.eq(unit.id))
                .filter(bookings::undo_until.le(now))
                .select(bookings::user_id)
                .distinct()
                .order(bookings::user_id)
                .load(conn)?;
            let mut known = Vec::new();
            for id in ids {
                if !standing.iter().any(|(refusal, _)| refusal.user == id) {
                    known.push(find_user(conn, id)?);
                }
            }
            known.sort_by(|one, other| one.name_en.cmp(&other.name_en));
            Ok(Blocks {
                unit,
                standing,
                known,
            })
        })
        .await
}

/// A unit lifts its own block; the member hears. Answers which unit it was.
///
/// # Errors
/// 404 for another unit's; 409 where it does not hold any more.
pub async fn lift(app: &App, manager: i64, block: i64) -> Result<i64, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let refusal = refusals::find(conn, block)?;
            must_hold(conn, manager, refusal.unit_id)?;
            let lifted = diesel::update(
                unit_blocks::table
                    .find(block)
                    .filter(unit_blocks::lifted_at.is_null()),
            )
            .set(unit_blocks::lifted_at.eq(now))
            .execute(conn)?;
            if lifted == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            refusals::tell(conn, &refusal, About::Wanted, "", now)?;
            let detail = json!({"unit": refusal.unit_id, "block": block});
            let subject = Subject::User(refusal.user);
            record(conn, manager, "block.lifted", subject, &detail, now)?;
            Ok(refusal.unit_id)
        })
        .await
}
