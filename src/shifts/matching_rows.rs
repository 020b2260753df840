//! Rows of the matching desk: whom an approval lets come near a shift, what they work, what was filled.

use super::store::Shift;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{
    applications, approved_specialties, bookings, shift_invitations, shifts, units, users,
};
use crate::domain::{Bilingual, Category};
use crate::vetting::State;
use diesel::dsl::{count_star, sum};
use diesel::prelude::*;
use std::collections::HashMap;

/// A member as the desk names them.
#[derive(Debug, Clone, Queryable)]
pub struct Person {
    /// Row.
    pub user: i64,
    /// What their file is quoted by.
    pub reference: String,
    /// Their name; the Chinese one may be empty.
    pub name: Bilingual,
    /// Their telephone: one human with two accounts is told by it.
    pub mobile: String,
}

/// Approved members of a shift's category and specialty, without some files: persons and applications.
///
/// # Errors
/// The database's.
pub fn list_in_scope(
    conn: &mut Conn,
    shift: &Shift,
    without: &[i64],
) -> QueryResult<Vec<(i64, i64)>> {
    applications::table
        .inner_join(users::table.on(users::id.eq(applications::user_id)))
        .inner_join(approved_specialties::table)
        .filter(applications::state.eq(State::Approved))
        .filter(applications::category.eq(shift.category))
        .filter(approved_specialties::specialty_id.eq(shift.specialty_id))
        .filter(users::disabled_at.is_null())
        .filter(applications::id.ne_all(without.to_vec()))
        .order(users::id)
        .select((users::id, applications::id))
        .load(conn)
}

/// Some persons by their application.
///
/// # Errors
/// The database's.
pub fn list_people(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<Person>> {
    applications::table
        .inner_join(users::table.on(users::id.eq(applications::user_id)))
        .filter(applications::id.eq_any(of.to_vec()))
        .select((
            users::id,
            applications::reference,
            (users::name_en, users::name_zh),
            users::mobile,
        ))
        .load(conn)
}

/// A place that somebody works.
pub type Worked = (i64, UtcTime, UtcTime);

/// The places of a category's members that start between two instants.
///
/// # Errors
/// The database's.
pub fn list_work(
    conn: &mut Conn,
    category: Category,
    (from, to): (UtcTime, UtcTime),
) -> QueryResult<Vec<Worked>> {
    bookings::table
        .inner_join(shifts::table)
        .filter(shifts::category.eq(category))
        .filter(shifts::state.eq("open"))
        .filter(shifts::starts_at.ge(from))
        .filter(shifts::starts_at.lt(to))
        .filter(bookings::state.eq("held"))
        .select((bookings::user_id, bookings::starts_at, bookings::ends_at))
        .load(conn)
}

/// How often each member has worked in a unit.
///
/// # Errors
/// The database's.
pub fn count_worked(conn: &mut Conn, unit: i64, now: UtcTime) -> QueryResult<HashMap<i64, i64>> {
    let rows: Vec<(i64, i64)> = bookings::table
        .inner_join(shifts::table)
        .filter(shifts::unit_id.eq(unit))
        .filter(bookings::state.eq("held"))
        .filter(bookings::ends_at.le(now))
        .group_by(bookings::user_id)
        .select((bookings::user_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Who holds a place on a shift.
///
/// # Errors
/// The database's.
pub fn list_holders(conn: &mut Conn, shift: i64) -> QueryResult<Vec<i64>> {
    bookings::table
        .filter(bookings::shift_id.eq(shift))
        .filter(bookings::state.eq("held"))
        .select(bookings::user_id)
        .load(conn)
}

/// How many were invited to each of some shifts.
///
/// # Errors
/// The database's.
pub fn count_invited(conn: &mut Conn, of: &[i64]) -> QueryResult<HashMap<i64, i64>> {
    let rows: Vec<(i64, i64)> = shift_invitations::table
        .filter(shift_invitations::shift_id.eq_any(of.to_vec()))
        .group_by(shift_invitations::shift_id)
        .select((shift_invitations::shift_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// A hospital's row, places posted there and places filled.
pub type Filled = (i64, Option<i64>, Option<i64>);

/// Places posted and places filled of a category's shifts between two instants, by hospital.
///
/// # Errors
/// The database's.
pub fn sum_places(
    conn: &mut Conn,
    category: Category,
    (from, to): (UtcTime, UtcTime),
) -> QueryResult<Vec<Filled>> {
    shifts::table
        .inner_join(units::table)
        .filter(shifts::category.eq(category))
        .filter(shifts::state.eq("open"))
        .filter(shifts::starts_at.ge(from))
        .filter(shifts::starts_at.lt(to))
        .group_by(units::hospital_id)
        .select((units::hospital_id, sum(shifts::places), sum(shifts::filled)))
        .load(conn)
}
