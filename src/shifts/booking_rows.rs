//! Rows of places: taken, kept, given back.

use super::gate::Cleared;
use super::store::Shift;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{bookings, shifts};
use crate::text_enum;
use diesel::prelude::*;

text_enum! {
    /// Why somebody does not hold a place any more.
    Why {
        /// The board was closed to them.
        Closed = "closed",
        /// They cancelled in time.
        Cancelled = "cancelled",
        /// They cancelled late, by telephone.
        Late = "late",
        /// The unit declined.
        Declined = "declined",
        /// The unit did not answer.
        Silent = "silent",
        /// A colleague took it over.
        HandedOver = "handed_over",
        /// The unit called the shift off.
        CalledOff = "called_off",
    }
}

/// The booking that an idempotency key made already: whose, and of which shift.
///
/// # Errors
/// The database's.
pub fn find_by_key(conn: &mut Conn, key: &str) -> QueryResult<Option<(i64, i64)>> {
    bookings::table
        .filter(bookings::idempotency_key.eq(key))
        .select((bookings::user_id, bookings::shift_id))
        .first(conn)
        .optional()
}

/// Takes one of the places that are left; 0 when none is.
///
/// # Errors
/// The database's.
pub fn take_place(conn: &mut Conn, shift: i64) -> QueryResult<usize> {
    diesel::update(
        shifts::table
            .find(shift)
            .filter(shifts::state.eq("open"))
            .filter((shifts::filled + shifts::offered).lt(shifts::places)),
    )
    .set(shifts::filled.eq(shifts::filled + 1))
    .execute(conn)
}

/// Gives a place back.
///
/// # Errors
/// The database's.
pub fn free_place(conn: &mut Conn, shift: i64) -> QueryResult<()> {
    diesel::update(shifts::table.find(shift))
        .set(shifts::filled.eq(shifts::filled - 1))
        .execute(conn)?;
    Ok(())
}

/// When a place is held and for how long it can be undone.
pub struct NewBooking<'a> {
    /// The shift, whose rate is frozen here.
    pub shift: &'a Shift,
    /// The form's key: a form that is sent twice books once.
    pub key: &'a str,
    /// When it was picked.
    pub picked_at: UtcTime,
    /// Until when it can be undone.
    pub undo_until: UtcTime,
    /// Until when the unit must confirm it, where it must.
    pub confirm_by: Option<UtcTime>,
}

/// Books a place. Only who was cleared in this transaction can.
///
/// # Errors
/// A violation where a constraint stands against it: overlap, or the same shift twice.
pub fn insert_booking(
    conn: &mut Conn,
    cleared: &Cleared,
    new: &NewBooking<'_>,
) -> QueryResult<i64> {
    diesel::insert_into(bookings::table)
        .values((
            bookings::shift_id.eq(cleared.shift()),
            bookings::user_id.eq(cleared.member()),
            bookings::starts_at.eq(new.shift.starts_at),
            bookings::ends_at.eq(new.shift.ends_at),
            bookings::state.eq("held"),
            bookings::cents_per_hour.eq(new.shift.cents_per_hour),
            bookings::idempotency_key.eq(new.key),
            bookings::picked_at.eq(new.picked_at),
            bookings::undo_until.eq(new.undo_until),
            bookings::confirm_by.eq(new.confirm_by),
        ))
        .returning(bookings::id)
        .get_result(conn)
}

/// Undoes a pick whose window is open, without trace; 0 when there is none.
///
/// # Errors
/// The database's.
pub fn delete_booking(conn: &mut Conn, user: i64, shift: i64, now: UtcTime) -> QueryResult<usize> {
    diesel::delete(
        bookings::table
            .filter(bookings::user_id.eq(user))
            .filter(bookings::shift_id.eq(shift))
            .filter(bookings::state.eq("held"))
            .filter(bookings::undo_until.gt(now)),
    )
    .execute(conn)
}

/// Releases a place that is held; 0 when it is not any more.
///
/// # Errors
/// The database's.
pub fn update_released(
    conn: &mut Conn,
    booking: i64,
    why: Why,
    note: &str,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        bookings::table
            .find(booking)
            .filter(bookings::state.eq("held")),
    )
    .set((
        bookings::state.eq("released"),
        bookings::released_at.eq(now),
        bookings::released_why.eq(why),
        bookings::released_note.eq(note),
    ))
    .execute(conn)
}

/// Notes the unit's yes; 0 when there is no application any more.
///
/// # Errors
/// The database's.
pub fn update_confirmed(conn: &mut Conn, booking: i64, now: UtcTime) -> QueryResult<usize> {
    diesel::update(
        bookings::table
            .find(booking)
            .filter(bookings::state.eq("held"))
            .filter(bookings::confirm_by.is_not_null())
            .filter(bookings::confirmed_at.is_null()),
    )
    .set((
        bookings::confirmed_at.eq(now),
        bookings::unit_told_at.eq(now),
    ))
    .execute(conn)
}

/// How often a member cancelled since an instant, in time and late.
///
/// # Errors
/// The database's.
pub fn count_cancelled(conn: &mut Conn, user: i64, since: UtcTime) -> QueryResult<(i64, i64)> {
    let mut count = |why: Why| {
        bookings::table
            .filter(bookings::user_id.eq(user))
            .filter(bookings::released_why.eq(why))
            .filter(bookings::released_at.gt(since))
            .count()
            .get_result(conn)
    };
    Ok((count(Why::Cancelled)?, count(Why::Late)?))
}

/// Notes that the member comes.
///
/// # Errors
/// The database's.
pub fn update_coming(conn: &mut Conn, booking: i64, now: UtcTime) -> QueryResult<usize> {
    diesel::update(bookings::table.find(booking))
        .set(bookings::coming_at.eq(now))
        .execute(conn)
}

/// Notes that the unit knows of a place.
///
/// # Errors
/// The database's.
pub fn update_known(conn: &mut Conn, booking: i64, now: UtcTime) -> QueryResult<()> {
    diesel::update(bookings::table.find(booking))
        .set(bookings::unit_told_at.eq(now))
        .execute(conn)?;
    Ok(())
}
