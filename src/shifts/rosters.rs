//! Rows as units need them: who comes, who is to be told, what is posted.

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{bookings, shifts, units, users};
use crate::domain::{Band, Category};
use chrono::TimeDelta;
use diesel::prelude::*;

/// A booking whose undo window has closed and of which the unit has not heard.
#[derive(Debug, Queryable)]
pub struct Untold {
    /// Row.
    pub id: i64,
    /// The shift.
    pub shift: i64,
    /// Who comes.
    pub member_en: String,
    /// Who comes, in Chinese, or empty.
    pub member_zh: String,
    /// The unit's address.
    pub unit_email: String,
}

/// Bookings of which their units are to hear; of applications they hear otherwise.
///
/// # Errors
/// The database's.
pub fn list_untold(conn: &mut Conn, now: UtcTime) -> QueryResult<Vec<Untold>> {
    bookings::table
        .inner_join(shifts::table.inner_join(units::table))
        .inner_join(users::table.on(users::id.eq(bookings::user_id)))
        .filter(bookings::state.eq("held"))
        .filter(bookings::undo_until.le(now))
        .filter(bookings::unit_told_at.is_null())
        .filter(bookings::confirm_by.is_null())
        .order(bookings::id)
        .limit(200)
        .select((
            bookings::id,
            bookings::shift_id,
            users::name_en,
            users::name_zh,
            units::email,
        ))
        .load(conn)
}

/// Notes that the unit hears; 0 when another worker did.
///
/// # Errors
/// The database's.
pub fn update_told(conn: &mut Conn, booking: i64, now: UtcTime) -> QueryResult<usize> {
    diesel::update(
        bookings::table
            .find(booking)
            .filter(bookings::state.eq("held"))
            .filter(bookings::unit_told_at.is_null()),
    )
    .set(bookings::unit_told_at.eq(now))
    .execute(conn)
}

/// The address of a booking's unit, where it was told that the member comes.
///
/// # Errors
/// The database's.
pub fn find_told_unit(conn: &mut Conn, booking: i64) -> QueryResult<Option<String>> {
    bookings::table
        .inner_join(shifts::table.inner_join(units::table))
        .filter(bookings::id.eq(booking))
        .filter(bookings::unit_told_at.is_not_null())
        .select(units::email)
        .first(conn)
        .optional()
}

/// Somebody who comes to a shift.
#[derive(Debug, Clone, Queryable)]
pub struct Coming {
    /// Row of the person.
    pub user: i64,
    /// Name as on the register.
    pub name_en: String,
    /// Chinese name, or empty.
    pub name_zh: String,
    /// Telephone, for the day itself.
    pub mobile: String,
}

/// Who comes to a shift: only picks that can no longer be undone; of the others the unit knows nothing.
///
/// # Errors
/// The database's.
pub fn list_coming(conn: &mut Conn, shift: i64, now: UtcTime) -> QueryResult<Vec<Coming>> {
    bookings::table
        .inner_join(users::table.on(users::id.eq(bookings::user_id)))
        .filter(bookings::shift_id.eq(shift))
        .filter(bookings::state.eq("held"))
        .filter(bookings::undo_until.le(now))
        .filter(
            bookings::confirm_by
                .is_null()
                .or(bookings::confirmed_at.is_not_null()),
        )
        .order(bookings::id)
        .select((users::id, users::name_en, users::name_zh, users::mobile))
        .load(conn)
}

/// How often somebody has worked in a unit.
///
/// # Errors
/// The database's.
pub fn count_worked(conn: &mut Conn, user: i64, unit: i64, now: UtcTime) -> QueryResult<i64> {
    bookings::table
        .inner_join(shifts::table)
        .filter(bookings::user_id.eq(user))
        .filter(bookings::state.eq("held"))
        .filter(bookings::ends_at.le(now))
        .filter(shifts::unit_id.eq(unit))
        .count()
        .get_result(conn)
}

/// A shift to post.
pub struct NewShift {
    /// Row of the unit.
    pub unit: i64,
    /// Who is wanted.
    pub category: Category,
    /// Row of the specialty.
    pub specialty: i64,
    /// Part of the day.
    pub band: Band,
    /// When it starts.
    pub starts_at: UtcTime,
    /// How long it is.
    pub length: TimeDelta,
    /// How many are wanted.
    pub places: i32,
    /// Pay an hour, in cents.
    pub cents_per_hour: i64,
    /// Its currency.
    pub currency: String,
    /// What the unit adds, or empty.
    pub note: String,
}

/// Posts a shift.
///
/// # Errors
/// The database's.
pub fn insert_shift(conn: &mut Conn, new: &NewShift, by: i64, now: UtcTime) -> QueryResult<i64> {
    diesel::insert_into(shifts::table)
        .values((
            shifts::unit_id.eq(new.unit),
            shifts::category.eq(new.category),
            shifts::specialty_id.eq(new.specialty),
            shifts::band.eq(new.band),
            shifts::starts_at.eq(new.starts_at),
            shifts::ends_at.eq(new.starts_at.plus(new.length)),
            shifts::places.eq(new.places),
            shifts::cents_per_hour.eq(new.cents_per_hour),
            shifts::currency.eq(&new.currency),
            shifts::note.eq(&new.note),
            shifts::state.eq("open"),
            shifts::posted_by.eq(by),
            shifts::created_at.eq(now),
        ))
        .returning(shifts::id)
        .get_result(conn)
}
