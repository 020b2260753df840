//! Rows of attendance: places as this room sees them, and what came of them.

use super::attendance::State;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{attendance, bookings, hospitals, shifts, unit_managers, units, users};
use crate::domain::{Band, Bilingual, Category};
use crate::organisation::service::zone;
use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;

/// A place that somebody held.
#[derive(Debug, Clone, Queryable)]
pub struct Place {
    /// Row of the booking.
    pub id: i64,
    /// Who held it.
    pub user: i64,
    /// Row of the shift.
    pub shift: i64,
    /// When it was to begin.
    pub starts_at: UtcTime,
    /// When it was to end.
    pub ends_at: UtcTime,
    /// The rate that was frozen with the pick, in cents.
    pub cents_per_hour: i64,
    /// When it was picked.
    pub picked_at: UtcTime,
    /// Its currency.
    pub currency: String,
    /// As what.
    pub category: Category,
    /// Part of the day.
    pub band: Band,
    /// Row of the unit.
    pub unit_id: i64,
    /// The unit.
    pub unit: Bilingual,
    /// Its address for mail.
    pub unit_email: String,
    /// Row of the hospital.
    pub hospital_id: i64,
    /// The hospital.
    pub hospital: Bilingual,
    /// Who.
    pub member: Bilingual,
    zone_name: String,
    record: Option<Record>,
}

/// What came of it.
#[derive(Debug, Clone, Queryable)]
pub struct Record {
    /// Where it stands.
    pub state: State,
    /// The member's signature on coming.
    pub signed_in_at: Option<UtcTime>,
    /// The member's signature on leaving.
    pub signed_out_at: Option<UtcTime>,
    /// From when on it is paid.
    pub from_at: Option<UtcTime>,
    /// Until when.
    pub to_at: Option<UtcTime>,
    /// Why it differs from the plan.
    pub reason: String,
    /// What the member says against it.
    pub query: String,
    /// What the unit says to that.
    pub answer: String,
    /// When the unit stood for it.
    pub authorised_at: Option<UtcTime>,
}

impl Record {
    /// The times that are paid, where the unit wrote any.
    pub fn times(&self) -> Option<(UtcTime, UtcTime)> {
        self.from_at.zip(self.to_at)
    }
}

impl Place {
    /// Zone of the hospital's clocks.
    pub fn zone(&self) -> Tz {
        zone(&self.zone_name)
    }

    /// The day on which it starts.
    pub fn day(&self) -> NaiveDate {
        self.starts_at.local(self.zone()).date()
    }

    /// What came of it, where anybody said anything.
    pub fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }

    /// Where its attendance stands.
    pub fn state(&self) -> Option<State> {
        self.record.as_ref().map(|record| record.state)
    }

    /// The member's signature on coming.
    pub fn signed_in(&self) -> Option<UtcTime> {
        self.record.as_ref()?.signed_in_at
    }

    /// The member's signature on leaving.
    pub fn signed_out(&self) -> Option<UtcTime> {
        self.record.as_ref()?.signed_out_at
    }

    /// What the member says against it, or empty.
    pub fn query(&self) -> &str {
        self.record.as_ref().map_or("", |record| &record.query)
    }

    /// The times that the unit stands for, in words.
    pub fn stood_for(&self, lang: crate::i18n::Lang) -> Option<String> {
        let record = self.record.as_ref()?;
        record.authorised_at?;
        let (from, to) = record.times()?;
        Some(lang.time_range(from, to, self.zone()))
    }

    /// Hospital and unit in one line.
    pub fn where_it_was(&self, lang: crate::i18n::Lang) -> String {
        format!("{} {}", self.hospital.name(lang), self.unit.name(lang))
    }

    /// The member's name; the register's spelling where there is no Chinese one.
    pub fn name(&self, lang: crate::i18n::Lang) -> &str {
        if self.member.zh.is_empty() {
            &self.member.en
        } else {
            self.member.name(lang)
        }
    }
}

macro_rules! places {
    () => {
        bookings::table
            .inner_join(shifts::table.inner_join(units::table.inner_join(hospitals::table)))
            .inner_join(users::table.on(users::id.eq(bookings::user_id)))
            .left_join(attendance::table.on(attendance::booking_id.eq(bookings::id)))
            .filter(bookings::state.eq("held"))
            .select((
                bookings::id,
                bookings::user_id,
                bookings::shift_id,
                bookings::starts_at,
                bookings::ends_at,
                bookings::cents_per_hour,
                bookings::picked_at,
                shifts::currency,
                shifts::category,
                shifts::band,
                units::id,
                (units::name_en, units::name_zh),
                units::email,
                hospitals::id,
                (hospitals::name_en, hospitals::name_zh),
                (users::name_en, users::name_zh),
                hospitals::zone,
                (
                    attendance::state,
                    attendance::signed_in_at,
                    attendance::signed_out_at,
                    attendance::from_at,
                    attendance::to_at,
                    attendance::reason,
                    attendance::query,
                    attendance::answer,
                    attendance::authorised_at,
                )
                    .nullable(),
            ))
    };
}

/// A place by row.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find_place(conn: &mut Conn, id: i64) -> QueryResult<Place> {
    places!().filter(bookings::id.eq(id)).first(conn)
}

/// A place of a unit that a manager holds.
///
/// # Errors
/// `NotFound` for every other one.
pub fn find_held(conn: &mut Conn, manager: i64, id: i64) -> QueryResult<Place> {
    let held = unit_managers::table
        .filter(unit_managers::user_id.eq(manager))
        .select(unit_managers::unit_id);
    places!()
        .filter(bookings::id.eq(id))
        .filter(units::id.eq_any(held))
        .first(conn)
}

/// A member's own place.
///
/// # Errors
/// `NotFound` for every other one.
pub fn find_own(conn: &mut Conn, user: i64, id: i64) -> QueryResult<Place> {
    places!()
        .filter(bookings::id.eq(id))
        .filter(bookings::user_id.eq(user))
        .first(conn)
}

/// Places of a manager's units that have begun and are not settled, or began after `since`; by start.
///
/// # Errors
/// The database's.
pub fn list_of_manager(
    conn: &mut Conn,
    manager: i64,
    since: UtcTime,
    now: UtcTime,
) -> QueryResult<Vec<Place>> {
    let held = unit_managers::table
        .filter(unit_managers::user_id.eq(manager))
        .select(unit_managers::unit_id);
    places!()
        .filter(units::id.eq_any(held))
        .filter(bookings::starts_at.le(now))
        .filter(bookings::starts_at.ge(since))
        .order((bookings::starts_at, bookings::id))
        .load(conn)
}

/// A member's places that began after `since`, latest first.
///
/// # Errors
/// The database's.
pub fn list_of_member(
    conn: &mut Conn,
    user: i64,
    since: UtcTime,
    until: UtcTime,
) -> QueryResult<Vec<Place>> {
    places!()
        .filter(bookings::user_id.eq(user))
        .filter(bookings::starts_at.ge(since))
        .filter(bookings::starts_at.lt(until))
        .order((bookings::starts_at.desc(), bookings::id))
        .load(conn)
}

/// All places of a member, by start.
///
/// # Errors
/// The database's.
pub fn list_all(conn: &mut Conn, user: i64) -> QueryResult<Vec<Place>> {
    places!()
        .filter(bookings::user_id.eq(user))
        .order(bookings::starts_at)
        .load(conn)
}

/// A member's places in a hospital between two instants for which the unit stands, by start.
///
/// # Errors
/// The database's.
pub fn list_stood_for(
    conn: &mut Conn,
    user: i64,
    hospital: i64,
    from: UtcTime,
    to: UtcTime,
) -> QueryResult<Vec<Place>> {
    places!()
        .filter(bookings::user_id.eq(user))
        .filter(hospitals::id.eq(hospital))
        .filter(bookings::starts_at.ge(from))
        .filter(bookings::starts_at.lt(to))
        .filter(attendance::state.eq_any([State::Authorised, State::Agreed]))
        .order(bookings::starts_at)
        .load(conn)
}

/// Begins the record of a place, with the member's signature or without.
///
/// # Errors
/// A unique violation where it has begun.
pub fn insert_record(
    conn: &mut Conn,
    booking: i64,
    signed_in_at: Option<UtcTime>,
    times: Option<(UtcTime, UtcTime)>,
) -> QueryResult<()> {
    let state = times.map_or(State::Signed, |_| State::Recorded);
    diesel::insert_into(attendance::table)
        .values((
            attendance::booking_id.eq(booking),
            attendance::state.eq(state),
            attendance::signed_in_at.eq(signed_in_at),
            attendance::from_at.eq(times.map(|(from, _)| from)),
            attendance::to_at.eq(times.map(|(_, to)| to)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The member's signature on leaving; 0 where there is nothing to sign.
///
/// # Errors
/// The database's.
pub fn update_signed_out(conn: &mut Conn, booking: i64, now: UtcTime) -> QueryResult<usize> {
    diesel::update(
        attendance::table
            .find(booking)
            .filter(attendance::signed_in_at.is_not_null())
            .filter(attendance::signed_out_at.is_null())
            .filter(attendance::state.eq_any([State::Signed, State::Recorded])),
    )
    .set(attendance::signed_out_at.eq(now))
    .execute(conn)
}

/// What a unit writes down, and whether it stands for it.
pub struct Written<'a> {
    /// From when on it is paid, and until when.
    pub times: (UtcTime, UtcTime),
    /// Why it differs from the plan.
    pub reason: &'a str,
    /// What the unit says to a query.
    pub answer: &'a str,
    /// Who stands for it, and when.
    pub authorised: Option<(i64, UtcTime)>,
}

/// Writes a unit's times; 0 where the member has agreed already.
///
/// # Errors
/// The database's.
pub fn update_times(conn: &mut Conn, booking: i64, written: &Written<'_>) -> QueryResult<usize> {
    let state = written
        .authorised
        .map_or(State::Recorded, |_| State::Authorised);
    diesel::update(
        attendance::table
            .find(booking)
            .filter(attendance::state.eq_any(State::OPEN)),
    )
    .set((
        attendance::state.eq(state),
        attendance::from_at.eq(written.times.0),
        attendance::to_at.eq(written.times.1),
        attendance::reason.eq(written.reason),
        attendance::answer.eq(written.answer),
        attendance::authorised_by.eq(written.authorised.map(|(by, _)| by)),
        attendance::authorised_at.eq(written.authorised.map(|(_, at)| at)),
        attendance::settled_at.eq(None::<UtcTime>),
    ))
    .execute(conn)
}

/// The member's word on what the unit stands for; 0 where it does not.
///
/// # Errors
/// The database's.
pub fn update_word(
    conn: &mut Conn,
    booking: i64,
    query: Option<&str>,
    now: UtcTime,
) -> QueryResult<usize> {
    let open = attendance::table
        .find(booking)
        .filter(attendance::state.eq(State::Authorised));
    match query {
        Some(query) => diesel::update(open)
            .set((
                attendance::state.eq(State::Queried),
                attendance::query.eq(query),
                attendance::answer.eq(""),
                attendance::settled_at.eq(now),
            ))
            .execute(conn),
        None => diesel::update(open)
            .set((
                attendance::state.eq(State::Agreed),
                attendance::settled_at.eq(now),
            ))
            .execute(conn),
    }
}
