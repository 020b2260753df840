//! Rows of shifts and bookings.

use super::facts::Surroundings;
use super::fair::Release;
use super::gate::{Held, Wanted};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{bookings, hospitals, shifts, specialties, units};
use crate::domain::{Band, Bilingual, Category, UnitKind};
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
    /// What kind of place the unit is.
    pub kind: UnitKind,
    /// The hospital's name.
    pub hospital: Bilingual,
    zone_name: String,
    /// The specialty's name.
    pub specialty: Bilingual,
    /// Row of the hospital.
    pub hospital_id: i64,
    /// How many places are offered to the waiting list just now.
    pub offered: i32,
    opens_at: Option<UtcTime>,
    first_until: Option<UtcTime>,
    seed: Option<String>,
    /// Until when it is only for people whom the unit prefers.
    pub preferred_until: Option<UtcTime>,
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
        self.places - self.filled - self.offered
    }

    /// Its fair release, where it has one.
    pub fn release(&self) -> Option<Release> {
        let opens_at = self.opens_at?;
        Some(Release {
            opens_at,
            first_until: self.first_until.unwrap_or(opens_at),
            seed: self.seed.clone().unwrap_or_default(),
        })
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
        super::reason::hours(self.minutes())
    }

    /// Pay for the whole shift, in cents.
    pub fn pay(&self) -> i64 {
        self.cents_per_hour * self.minutes() / 60
    }

    /// What the gate asks about it.
    pub fn wanted(&self, around: &Surroundings) -> Wanted {
        Wanted {
            id: self.id,
            unit: self.unit_id,
            unit_name: self.unit.clone(),
            hospital: self.hospital_id,
            category: self.category,
            specialty: self.specialty_id,
            kind: self.kind,
            specialty_name: self.specialty.clone(),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            zone: self.zone(),
            places: self.places,
            filled: self.filled + self.offered,
            cancelled: self.state != "open",
            release: self.release(),
            preferred_until: self.preferred_until,
            rules: around.rules(self.hospital_id),
            needs: around.needs(self.unit_id),
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
            units::kind,
            (hospitals::name_en, hospitals::name_zh),
            hospitals::zone,
            (specialties::name_en, specialties::name_zh),
            units::hospital_id,
            shifts::offered,
            shifts::opens_at,
            shifts::first_until,
            shifts::seed,
            shifts::preferred_until,
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

pub(super) use {shift_columns, shifts_with_places};

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

/// The unit of a shift.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find_unit_of(conn: &mut Conn, id: i64) -> QueryResult<i64> {
    shifts::table.find(id).select(shifts::unit_id).first(conn)
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
    /// Whose it is.
    pub user: i64,
    /// When it was picked.
    pub picked_at: UtcTime,
    /// Until when it can be given back without a word.
    pub undo_until: UtcTime,
    /// Until when the unit is to confirm it, where it must.
    pub confirm_by: Option<UtcTime>,
    /// When the unit confirmed it.
    pub confirmed_at: Option<UtcTime>,
    /// When the member was asked whether they come.
    pub coming_asked_at: Option<UtcTime>,
    /// When they said that they do.
    pub coming_at: Option<UtcTime>,
    /// The shift.
    pub shift: Shift,
}

/// The columns of [`Booking`].
macro_rules! booking_columns {
    () => {
        (
            bookings::id,
            bookings::user_id,
            bookings::picked_at,
            bookings::undo_until,
            bookings::confirm_by,
            bookings::confirmed_at,
            bookings::coming_asked_at,
            bookings::coming_at,
            shift_columns!(),
        )
    };
}

/// A place by row, whatever became of it.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find_booking(conn: &mut Conn, id: i64) -> QueryResult<Booking> {
    bookings::table
        .inner_join(shifts_with_places!())
        .filter(bookings::id.eq(id))
        .select(booking_columns!())
        .first(conn)
}

/// The place that a member holds on a shift.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find_held(conn: &mut Conn, user: i64, shift: i64) -> QueryResult<Booking> {
    bookings::table
        .inner_join(shifts_with_places!())
        .filter(bookings::user_id.eq(user))
        .filter(bookings::shift_id.eq(shift))
        .filter(bookings::state.eq("held"))
        .select(booking_columns!())
        .first(conn)
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
        .select(booking_columns!())
        .load(conn)
}

impl Booking {
    /// Whether it waits for the unit's word.
    pub fn is_application(&self) -> bool {
        self.confirm_by.is_some() && self.confirmed_at.is_none()
    }

    /// What the gate asks about it.
    pub fn held(&self) -> Held {
        Held {
            shift: self.shift.id,
            starts_at: self.shift.starts_at,
            ends_at: self.shift.ends_at,
            zone: self.shift.zone(),
            hospital_id: self.shift.hospital_id,
            hospital: self.shift.hospital.clone(),
            unit: self.shift.unit.clone(),
        }
    }
}
