//! Rows of shifts that their units called off.

use super::rosters::Coming;
use super::store::{Shift, shift_columns, shifts_with_places};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{bookings, called_off, hospitals, shifts, specialties, units, users};
use crate::domain::Bilingual;
use crate::i18n::Texts;
use crate::text_enum;
use diesel::prelude::*;

text_enum! {
    /// Why a unit calls a shift off; a word of ours, so that everybody reads it in their language.
    Cause {
        /// Fewer patients than were expected.
        FewerPatients = "fewer_patients",
        /// The unit's own staff work it.
        OwnStaff = "own_staff",
        /// The ward or the service is closed.
        Closed = "closed",
        /// A typhoon or a rainstorm.
        Weather = "weather",
        /// It should not have been posted so.
        Mistake = "mistake",
        /// Something else, which the note says.
        Other = "other",
    }
}

impl Cause {
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::FewerPatients => t.call_off_fewer_patients(),
            Self::OwnStaff => t.call_off_own_staff(),
            Self::Closed => t.call_off_closed(),
            Self::Weather => t.weather_now(),
            Self::Mistake => t.call_off_mistake(),
            Self::Other => t.call_off_other(),
        }
    }
}

/// That a shift was called off.
#[derive(Debug, Clone, Queryable)]
pub struct CalledOff {
    /// Why.
    pub cause: Cause,
    /// What the unit adds, or empty.
    pub note: String,
    /// When.
    pub at: UtcTime,
    /// Who did.
    pub by: Bilingual,
}

/// That a shift was called off, where it was.
///
/// # Errors
/// The database's.
pub fn find(conn: &mut Conn, shift: i64) -> QueryResult<Option<CalledOff>> {
    called_off::table
        .inner_join(users::table)
        .filter(called_off::shift_id.eq(shift))
        .select((
            called_off::cause,
            called_off::note,
            called_off::called_off_at,
            (users::name_en, users::name_zh),
        ))
        .first(conn)
        .optional()
}

/// Calls an open shift off; 0 where it is not open or has begun. On PostgreSQL the row is locked from
/// then on: whoever takes a place at the same moment is found, or finds that it was called off.
///
/// # Errors
/// The database's.
pub fn update_called_off(conn: &mut Conn, shift: i64, now: UtcTime) -> QueryResult<usize> {
    diesel::update(
        shifts::table
            .find(shift)
            .filter(shifts::state.eq("open"))
            .filter(shifts::starts_at.gt(now)),
    )
    .set(shifts::state.eq("cancelled"))
    .execute(conn)
}

/// Keeps why.
///
/// # Errors
/// The database's.
pub fn insert(
    conn: &mut Conn,
    shift: i64,
    (cause, note): (Cause, &str),
    by: i64,
    now: UtcTime,
) -> QueryResult<()> {
    diesel::insert_into(called_off::table)
        .values((
            called_off::shift_id.eq(shift),
            called_off::cause.eq(cause),
            called_off::note.eq(note),
            called_off::called_off_by.eq(by),
            called_off::called_off_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Who holds a place on a shift: booking and person, by person.
///
/// # Errors
/// The database's.
pub fn list_holders(conn: &mut Conn, shift: i64) -> QueryResult<Vec<(i64, i64)>> {
    bookings::table
        .filter(bookings::shift_id.eq(shift))
        .filter(bookings::state.eq("held"))
        .order(bookings::user_id)
        .select((bookings::id, bookings::user_id))
        .load(conn)
}

/// Whose places ended when a shift was called off: those of whom the unit knew.
///
/// # Errors
/// The database's.
pub fn list_released(conn: &mut Conn, shift: i64) -> QueryResult<Vec<Coming>> {
    bookings::table
        .inner_join(users::table.on(users::id.eq(bookings::user_id)))
        .filter(bookings::shift_id.eq(shift))
        .filter(bookings::released_why.eq("called_off"))
        .filter(bookings::unit_told_at.is_not_null())
        .order(bookings::id)
        .select((users::id, users::name_en, users::name_zh, users::mobile))
        .load(conn)
}

/// Shifts of some units that were called off and would start between two instants, by start.
///
/// # Errors
/// The database's.
pub fn list_of_units(
    conn: &mut Conn,
    of: &[i64],
    from: UtcTime,
    to: UtcTime,
) -> QueryResult<Vec<Shift>> {
    shifts_with_places!()
        .filter(shifts::unit_id.eq_any(of.to_vec()))
        .filter(shifts::state.eq("cancelled"))
        .filter(shifts::starts_at.gt(from))
        .filter(shifts::starts_at.lt(to))
        .order((shifts::starts_at, shifts::id))
        .select(shift_columns!())
        .load(conn)
}
