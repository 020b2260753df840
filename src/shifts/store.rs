//! Rows of shifts and bookings.

use super::filter::Filter;
use super::gate::{Cleared, Held, Wanted};
use super::working_time::RegimeRules;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{bookings, hospitals, shifts, specialties, units};
use crate::domain::{Band, Bilingual, Category};
use crate::organisation::service::zone;
use chrono::Timelike;
use chrono_tz::Tz;
use diesel::prelude::*;

/// A shift as pages show it.
#[derive(Debug, Clone, Queryable)]
pub struct Shift {
    /// Row.
    pub id: i64,
    /// Row of the unit.
    pub unit_id: i64,
    /// Who is wanted.
    pub category: Category,
    /// Row of the specialty.
    pub specialty_id: i64,
    /// Part of the day.
    pub band: Band,
    /// When it starts.
    pub starts_at: UtcTime,
    /// When it ends.
    pub ends_at: UtcTime,
    /// How many are wanted.
    pub places: i32,
    /// How many have been found.
    pub filled: i32,
    /// Pay an hour, in cents.
    pub cents_per_hour: i64,
    /// Its currency.
    pub currency: String,
    /// What the unit adds, or empty.
    pub note: String,
    /// `open` or `cancelled`.
    pub state: String,
    /// The unit's name.
    pub unit: Bilingual,
    /// The unit's telephone.
    pub unit_phone: String,
    /// The hospital's name.
    pub hospital: Bilingual,
    zone_name: String,
    /// The specialty's name.
    pub specialty: Bilingual,
}

impl Shift {
    /// Zone of the hospital's clocks.
    pub fn zone(&self) -> Tz {
        zone(&self.zone_name)
    }

    /// The day on which it starts: a night shift belongs to that day.
    pub fn day(&self) -> chrono::NaiveDate {
        self.starts_at.local(self.zone()).date()
    }

    /// Places that are left.
    pub fn left(&self) -> i32 {
        self.places - self.filled
    }

    /// Its length in minutes.
    pub fn minutes(&self) -> i64 {
        self.ends_at.since(self.starts_at).num_minutes()
    }

    /// Where it begins and how long it is on a rail of 38 hours, five units an hour.
    pub fn rail(&self) -> (i64, i64) {
        let start = self.starts_at.local(self.zone());
        let minutes = i64::from(start.time().num_seconds_from_midnight() / 60);
        let begins = minutes / 12;
        (begins, (self.minutes() / 12).min(190 - begins))
    }

    /// Its length in words: hours, with a half where there is one.
    pub fn hours(&self) -> String {
        let (hours, rest) = (self.minutes() / 60, self.minutes() % 60);
        if rest == 0 {
            hours.to_string()
        } else {
            format!("{hours}.{}", rest * 10 / 60)
        }
    }

    /// Pay for the whole shift, in cents.
    pub fn pay(&self) -> i64 {
        self.cents_per_hour * self.minutes() / 60
    }

    /// What the gate asks about it.
    pub fn wanted(&self) -> Wanted {
        Wanted {
            id: self.id,
            category: self.category,
            specialty: self.specialty_id,
            specialty_name: self.specialty.clone(),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            zone: self.zone(),
            places: self.places,
            filled: self.filled,
            cancelled: self.state != "open",
            regime: RegimeRules::default(),
        }
    }
}

/// The columns of [`Shift`], joined.
macro_rules! shift_columns {
    () => {
        (
            shifts::id,
            shifts::unit_id,
            shifts::category,
            shifts::specialty_id,
            shifts::band,
            shifts::starts_at,
            shifts::ends_at,
            shifts::places,
            shifts::filled,
            shifts::cents_per_hour,
            shifts::currency,
            shifts::note,
            shifts::state,
            (units::name_en, units::name_zh),
            units::phone,
            (hospitals::name_en, hospitals::name_zh),
            hospitals::zone,
            (specialties::name_en, specialties::name_zh),
        )
    };
}

/// Shifts joined with where they are.
macro_rules! shifts_with_places {
    () => {
        shifts::table
            .inner_join(units::table.inner_join(hospitals::table))
            .inner_join(specialties::table.on(specialties::id.eq(shifts::specialty_id)))
    };
}

/// A shift by row.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find_shift(conn: &mut Conn, id: i64) -> QueryResult<Shift> {
    shifts_with_places!()
        .filter(shifts::id.eq(id))
        .select(shift_columns!())
        .first(conn)
}

/// Open shifts of a category that have not begun, as a filter wants them, by start.
///
/// # Errors
/// The database's.
pub fn list_open(
    conn: &mut Conn,
    category: Category,
    filter: &Filter,
    now: UtcTime,
) -> QueryResult<Vec<Shift>> {
    let mut query = shifts_with_places!()
        .filter(shifts::state.eq("open"))
        .filter(shifts::category.eq(category))
        .filter(shifts::starts_at.gt(now))
        .select(shift_columns!())
        .order((shifts::starts_at, shifts::id))
        .into_boxed();
    if let Some(from) = filter.starts_from() {
        query = query.filter(shifts::starts_at.ge(from));
    }
    if let Some(before) = filter.starts_before() {
        query = query.filter(shifts::starts_at.lt(before));
    }
    if let Some(cluster) = filter.cluster {
        query = query.filter(hospitals::cluster_id.eq(cluster));
    }
    if let Some(hospital) = filter.hospital {
        query = query.filter(hospitals::id.eq(hospital));
    }
    if let Some(specialty) = filter.specialty {
        query = query.filter(shifts::specialty_id.eq(specialty));
    }
    if !filter.bands.is_empty() {
        query = query.filter(shifts::band.eq_any(filter.bands.clone()));
    }
    query.load(conn)
}

/// Shifts of some units between two instants, by start.
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
        .filter(shifts::state.eq("open"))
        .filter(shifts::ends_at.gt(from))
        .filter(shifts::starts_at.lt(to))
        .order((shifts::starts_at, shifts::id))
        .select(shift_columns!())
        .load(conn)
}

/// A place that a member holds.
#[derive(Debug, Clone, Queryable)]
pub struct Booking {
    /// Row.
    pub id: i64,
    /// Until when it can be given back without a word.
    pub undo_until: UtcTime,
    /// The shift.
    pub shift: Shift,
}

/// The places that a member holds and that have not ended before `since`, by start.
///
/// # Errors
/// The database's.
pub fn list_bookings(conn: &mut Conn, user: i64, since: UtcTime) -> QueryResult<Vec<Booking>> {
    bookings::table
        .inner_join(shifts_with_places!())
        .filter(bookings::user_id.eq(user))
        .filter(bookings::state.eq("held"))
        .filter(bookings::ends_at.gt(since))
        .order(bookings::starts_at)
        .select((bookings::id, bookings::undo_until, shift_columns!()))
        .load(conn)
}

impl Booking {
    /// What the gate asks about it.
    pub fn held(&self) -> Held {
        Held {
            shift: self.shift.id,
            starts_at: self.shift.starts_at,
            ends_at: self.shift.ends_at,
            zone: self.shift.zone(),
            hospital: self.shift.hospital.clone(),
            unit: self.shift.unit.clone(),
        }
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
            .filter(shifts::filled.lt(shifts::places)),
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

/// Releases a place that lies ahead; 0 when it was released already.
///
/// # Errors
/// The database's.
pub fn update_released(conn: &mut Conn, booking: i64) -> QueryResult<usize> {
    diesel::update(
        bookings::table
            .find(booking)
            .filter(bookings::state.eq("held")),
    )
    .set(bookings::state.eq("released"))
    .execute(conn)
}
