//! People whom a unit would have first. Only who has worked there can be on the list, and it says nothing
//! about anybody; a shift may be theirs alone for a while, and everybody else reads until when.

use super::confirming::must_hold;
use super::wards::held;
use crate::accounts::store::User;
use crate::accounts::store::find_user;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{bookings, preferred_members as preferred, shifts};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::organisation::service::Unit;
use diesel::prelude::*;
use serde_json::json;

/// A unit's list, and who could be on it.
pub struct Preferred {
    /// The unit.
    pub unit: Unit,
    /// Who is on the list, by name.
    pub listed: Vec<User>,
    /// Who has worked in the unit and is not, by name.
    pub known: Vec<User>,
}

/// The units that would have a member first.
///
/// # Errors
/// The database's.
pub fn list_units_of(conn: &mut Conn, user: i64) -> QueryResult<Vec<i64>> {
    preferred::table
        .filter(preferred::user_id.eq(user))
        .order(preferred::unit_id)
        .select(preferred::unit_id)
        .load(conn)
}

/// How many a unit would have first.
///
/// # Errors
/// The database's.
pub fn count(conn: &mut Conn, unit: i64) -> QueryResult<i64> {
    preferred::table
        .filter(preferred::unit_id.eq(unit))
        .count()
        .get_result(conn)
}

fn list_worked(conn: &mut Conn, unit: i64, now: UtcTime) -> QueryResult<Vec<i64>> {
    bookings::table
        .inner_join(shifts::table)
        .filter(shifts::unit_id.eq(unit))
        .filter(bookings::state.eq("held"))
        .filter(bookings::ends_at.le(now))
        .select(bookings::user_id)
        .distinct()
        .order(bookings::user_id)
        .load(conn)
}

fn people(conn: &mut Conn, of: &[i64]) -> Result<Vec<User>, AppError> {
    let mut found = Vec::new();
    for user in of {
        found.push(find_user(conn, *user)?);
    }
    found.sort_by(|one, other| one.name_en.cmp(&other.name_en));
    Ok(found)
}

/// The list of a unit.
///
/// # Errors
/// 404 for a unit that the manager does not hold.
pub async fn list(app: &App, manager: i64, unit: i64) -> Result<Preferred, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let unit = held(conn, manager, unit)?;
            let listed: Vec<i64> = preferred::table
                .filter(preferred::unit_id.eq(unit.id))
                .select(preferred::user_id)
                .load(conn)?;
            let mut known = list_worked(conn, unit.id, now)?;
            known.retain(|user| !listed.contains(user));
            Ok(Preferred {
                listed: people(conn, &listed)?,
                known: people(conn, &known)?,
                unit,
            })
        })
        .await
}

/// Puts a member on the list, or takes them off.
///
/// # Errors
/// 404 for a unit that the manager does not hold, and for who has not worked there; 409 where it is so
/// already.
pub async fn change(
    app: &App,
    manager: i64,
    unit: i64,
    user: i64,
    add: bool,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            must_hold(conn, manager, unit)?;
            let act = if add {
                if !list_worked(conn, unit, now)?.contains(&user) {
                    return Err(AppError::NotFound);
                }
                diesel::insert_into(preferred::table)
                    .values((
                        preferred::unit_id.eq(unit),
                        preferred::user_id.eq(user),
                        preferred::added_by.eq(manager),
                        preferred::added_at.eq(now),
                    ))
                    .execute(conn)?;
                "unit.preferred"
            } else {
                let gone = diesel::delete(preferred::table.find((unit, user))).execute(conn)?;
                if gone == 0 {
                    return Err(AppError::Conflict(Clash::State));
                }
                "unit.preferred_ended"
            };
            let actor = Actor::Person(manager, Role::UnitManager);
            let (subject, detail) = (Subject::User(user), json!({"unit": unit}));
            Ok(audit::record(conn, now, actor, act, subject, &detail)?)
        })
        .await
}
