//! Rows of who did not come, and of what both sides say afterwards.

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{absences, bookings, feedback, shifts, unit_managers};
use crate::i18n::Texts;
use crate::text_enum;
use diesel::prelude::*;

text_enum! {
    /// Where a report that somebody did not come stands.
    AbsenceState {
        /// The unit said so; the office has the ball.
        Reported = "reported",
        /// A person of the office found a good reason, or that they came.
        Excused = "excused",
        /// A person of the office found that they did not come.
        Upheld = "upheld",
    }
}

impl AbsenceState {
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Reported => t.absence_reported(),
            Self::Excused => t.absence_excused(),
            Self::Upheld => t.absence_upheld(),
        }
    }
}

text_enum! {
    /// Who speaks.
    Side {
        /// The unit, of the member.
        Unit = "unit",
        /// The member, of the unit.
        Member = "member",
    }
}

/// A report that somebody did not come.
#[derive(Debug, Clone, Queryable)]
pub struct Absence {
    /// Row of the booking.
    pub booking: i64,
    /// Where it stands.
    pub state: AbsenceState,
    /// What the unit says.
    pub note: String,
    /// When.
    pub reported_at: UtcTime,
    /// What the member says, or empty.
    pub word: String,
    /// What the office said at the end, or empty.
    pub verdict: String,
}

/// What one side says.
#[derive(Debug, Clone, Queryable)]
pub struct Feedback {
    /// Who speaks.
    pub side: Side,
    /// Whether they would do it again.
    pub again: bool,
    /// What they add, or empty.
    pub note: String,
}

macro_rules! absence_columns {
    () => {
        (
            absences::booking_id,
            absences::state,
            absences::note,
            absences::reported_at,
            absences::word,
            absences::verdict,
        )
    };
}

/// The report about a place, where there is one.
///
/// # Errors
/// The database's.
pub fn find_absence(conn: &mut Conn, booking: i64) -> QueryResult<Option<Absence>> {
    absences::table
        .find(booking)
        .select(absence_columns!())
        .first(conn)
        .optional()
}

/// When somebody was asked whether they still come, and when they said so.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find_word(conn: &mut Conn, booking: i64) -> QueryResult<(Option<UtcTime>, Option<UtcTime>)> {
    bookings::table
        .find(booking)
        .select((bookings::coming_asked_at, bookings::coming_at))
        .first(conn)
}

/// Reports that wait for the office, oldest first.
///
/// # Errors
/// The database's.
pub fn list_reported(conn: &mut Conn) -> QueryResult<Vec<Absence>> {
    absences::table
        .filter(absences::state.eq(AbsenceState::Reported))
        .order(absences::reported_at)
        .select(absence_columns!())
        .load(conn)
}

/// Reports that somebody did not come.
///
/// # Errors
/// A unique violation where it was reported already.
pub fn insert_absence(
    conn: &mut Conn,
    booking: i64,
    note: &str,
    by: i64,
    now: UtcTime,
) -> QueryResult<()> {
    diesel::insert_into(absences::table)
        .values((
            absences::booking_id.eq(booking),
            absences::state.eq(AbsenceState::Reported),
            absences::note.eq(note),
            absences::reported_by.eq(by),
            absences::reported_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes a report back that the office has not upheld; 0 where it has.
///
/// # Errors
/// The database's.
pub fn delete_absence(conn: &mut Conn, booking: i64) -> QueryResult<usize> {
    diesel::delete(
        absences::table
            .find(booking)
            .filter(absences::state.ne(AbsenceState::Upheld)),
    )
    .execute(conn)
}

/// What the member says to a report; 0 where it was reviewed.
///
/// # Errors
/// The database's.
pub fn update_word(conn: &mut Conn, booking: i64, word: &str, now: UtcTime) -> QueryResult<usize> {
    diesel::update(
        absences::table
            .find(booking)
            .filter(absences::state.eq(AbsenceState::Reported)),
    )
    .set((absences::word.eq(word), absences::word_at.eq(now)))
    .execute(conn)
}

/// What the office says at the end; 0 where it was said already.
///
/// # Errors
/// A check's where whoever reported it reviews it.
pub fn update_reviewed(
    conn: &mut Conn,
    booking: i64,
    (to, verdict): (AbsenceState, &str),
    by: i64,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        absences::table
            .find(booking)
            .filter(absences::state.eq(AbsenceState::Reported)),
    )
    .set((
        absences::state.eq(to),
        absences::verdict.eq(verdict),
        absences::reviewed_by.eq(by),
        absences::reviewed_at.eq(now),
    ))
    .execute(conn)
}

/// What both sides said of a place.
///
/// # Errors
/// The database's.
pub fn list_feedback(conn: &mut Conn, booking: i64) -> QueryResult<Vec<Feedback>> {
    feedback::table
        .filter(feedback::booking_id.eq(booking))
        .select((feedback::side, feedback::again, feedback::note))
        .load(conn)
}

/// Says something, once.
///
/// # Errors
/// A unique violation where this side has spoken.
pub fn insert_feedback(
    conn: &mut Conn,
    booking: i64,
    said: &Feedback,
    by: i64,
    now: UtcTime,
) -> QueryResult<()> {
    diesel::insert_into(feedback::table)
        .values((
            feedback::booking_id.eq(booking),
            feedback::side.eq(said.side),
            feedback::again.eq(said.again),
            feedback::note.eq(&said.note),
            feedback::given_by.eq(by),
            feedback::given_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Who comes to a manager's units between two instants, by shift: picks that can no longer be undone, and
/// that the unit has confirmed where it must.
///
/// # Errors
/// The database's.
pub fn list_expected(
    conn: &mut Conn,
    manager: i64,
    (from, to): (UtcTime, UtcTime),
    now: UtcTime,
) -> QueryResult<Vec<i64>> {
    let held = unit_managers::table
        .filter(unit_managers::user_id.eq(manager))
        .select(unit_managers::unit_id);
    bookings::table
        .inner_join(shifts::table)
        .filter(shifts::unit_id.eq_any(held))
        .filter(bookings::state.eq("held"))
        .filter(bookings::undo_until.le(now))
        .filter(
            bookings::confirm_by
                .is_null()
                .or(bookings::confirmed_at.is_not_null()),
        )
        .filter(bookings::ends_at.gt(from))
        .filter(bookings::starts_at.lt(to))
        .order((bookings::starts_at, bookings::shift_id, bookings::id))
        .select(bookings::id)
        .load(conn)
}

/// Reports about places of a manager's units: booking and state.
///
/// # Errors
/// The database's.
pub fn list_of_manager(conn: &mut Conn, manager: i64) -> QueryResult<Vec<(i64, AbsenceState)>> {
    let held = unit_managers::table
        .filter(unit_managers::user_id.eq(manager))
        .select(unit_managers::unit_id);
    absences::table
        .inner_join(bookings::table.inner_join(shifts::table))
        .filter(shifts::unit_id.eq_any(held))
        .select((absences::booking_id, absences::state))
        .load(conn)
}
