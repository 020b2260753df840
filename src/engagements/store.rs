//! Rows of engagements.

use super::domain::State;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{applications, engagement_entries, engagements, hospitals, users};
use crate::domain::Bilingual;
use chrono::NaiveDate;
use diesel::prelude::*;

/// An engagement.
#[derive(Debug, Clone, Queryable)]
pub struct Engagement {
    /// Row.
    pub id: i64,
    /// Whose.
    pub user: i64,
    /// Their name as on the register, and in Chinese or empty.
    pub member: (String, String),
    /// The hospital.
    pub hospital: Bilingual,
    /// The word of its regime.
    pub regime: String,
    /// Where it stands.
    pub state: State,
    /// The first day of service.
    pub starts_on: NaiveDate,
    /// Since when it stands there.
    pub since: UtcTime,
}

macro_rules! columns {
    () => {
        (
            engagements::id,
            engagements::user_id,
            (users::name_en, users::name_zh),
            (hospitals::name_en, hospitals::name_zh),
            engagements::regime,
            engagements::state,
            engagements::starts_on,
            engagements::state_since,
        )
    };
}

macro_rules! joined {
    () => {
        engagements::table
            .inner_join(hospitals::table)
            .inner_join(users::table.on(users::id.eq(engagements::user_id)))
    };
}

/// One engagement.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find(conn: &mut Conn, id: i64) -> QueryResult<Engagement> {
    joined!()
        .filter(engagements::id.eq(id))
        .select(columns!())
        .first(conn)
}

/// All engagements, the latest change first.
///
/// # Errors
/// The database's.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<Engagement>> {
    joined!()
        .order((engagements::state_since.desc(), engagements::id.desc()))
        .select(columns!())
        .load(conn)
}

/// Those of a member.
///
/// # Errors
/// The database's.
pub fn list_of(conn: &mut Conn, user: i64) -> QueryResult<Vec<Engagement>> {
    joined!()
        .filter(engagements::user_id.eq(user))
        .order(engagements::id.desc())
        .select(columns!())
        .load(conn)
}

/// An engagement to open.
pub struct New<'a> {
    /// Whose.
    pub user: i64,
    /// Where.
    pub hospital: i64,
    /// The word of the regime.
    pub regime: &'a str,
    /// Where it begins.
    pub state: State,
    /// The first day of service.
    pub starts_on: NaiveDate,
}

/// Opens one.
///
/// # Errors
/// A violation where the member has one there already.
pub fn insert(conn: &mut Conn, new: &New<'_>, by: i64, now: UtcTime) -> QueryResult<i64> {
    diesel::insert_into(engagements::table)
        .values((
            engagements::user_id.eq(new.user),
            engagements::hospital_id.eq(new.hospital),
            engagements::regime.eq(new.regime),
            engagements::state.eq(new.state),
            engagements::starts_on.eq(new.starts_on),
            engagements::opened_by.eq(by),
            engagements::opened_at.eq(now),
            engagements::state_since.eq(now),
        ))
        .returning(engagements::id)
        .get_result(conn)
}

/// Moves one on; 0 when it was moved already.
///
/// # Errors
/// The database's.
pub fn update_state(
    conn: &mut Conn,
    id: i64,
    from: State,
    to: State,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        engagements::table
            .find(id)
            .filter(engagements::state.eq(from)),
    )
    .set((engagements::state.eq(to), engagements::state_since.eq(now)))
    .execute(conn)
}

/// Sets the first day of service.
///
/// # Errors
/// The database's.
pub fn update_start(conn: &mut Conn, id: i64, day: NaiveDate) -> QueryResult<usize> {
    diesel::update(engagements::table.find(id))
        .set(engagements::starts_on.eq(day))
        .execute(conn)
}

/// Something that was entered.
#[derive(Debug, Clone, Queryable)]
pub struct Entry {
    /// Row.
    pub id: i64,
    /// The question of the regime.
    pub question: String,
    /// What was given, as JSON.
    pub given: String,
    /// The day that must not be missed.
    pub due_on: Option<NaiveDate>,
    /// Who entered it.
    pub entered_by: i64,
    /// When.
    pub entered_at: UtcTime,
    /// When it was confirmed for the committee.
    pub confirmed_at: Option<UtcTime>,
    /// What was answered, as the rules wrote it.
    pub answered: Option<String>,
    /// The first day of the edition that answered.
    pub edition: Option<NaiveDate>,
}

/// What was entered on an engagement, latest first.
///
/// # Errors
/// The database's.
pub fn list_entries(conn: &mut Conn, engagement: i64) -> QueryResult<Vec<Entry>> {
    engagement_entries::table
        .filter(engagement_entries::engagement_id.eq(engagement))
        .order(engagement_entries::id.desc())
        .select((
            engagement_entries::id,
            engagement_entries::question,
            engagement_entries::given,
            engagement_entries::due_on,
            engagement_entries::entered_by,
            engagement_entries::entered_at,
            engagement_entries::confirmed_at,
            engagement_entries::answered,
            engagement_entries::edition,
        ))
        .load(conn)
}

/// Something to enter.
pub struct NewEntry<'a> {
    /// The question of the regime.
    pub question: &'a str,
    /// What is given, as JSON.
    pub given: &'a str,
    /// The day that must not be missed.
    pub due_on: Option<NaiveDate>,
    /// What is answered.
    pub answered: &'a str,
    /// The first day of the edition that answers.
    pub edition: NaiveDate,
}

/// No reminder is written any more of what was entered before for these questions: a later entry holds,
/// or the engagement has gone on.
///
/// # Errors
/// The database's.
pub fn update_superseded(
    conn: &mut Conn,
    engagement: i64,
    questions: &[&str],
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        engagement_entries::table
            .filter(engagement_entries::engagement_id.eq(engagement))
            .filter(engagement_entries::question.eq_any(questions))
            .filter(engagement_entries::reminded_at.is_null()),
    )
    .set(engagement_entries::reminded_at.eq(now))
    .execute(conn)
}

/// Enters something.
///
/// # Errors
/// The database's.
pub fn insert_entry(
    conn: &mut Conn,
    engagement: i64,
    new: &NewEntry<'_>,
    by: i64,
    now: UtcTime,
) -> QueryResult<i64> {
    diesel::insert_into(engagement_entries::table)
        .values((
            engagement_entries::engagement_id.eq(engagement),
            engagement_entries::question.eq(new.question),
            engagement_entries::given.eq(new.given),
            engagement_entries::due_on.eq(new.due_on),
            engagement_entries::answered.eq(new.answered),
            engagement_entries::edition.eq(new.edition),
            engagement_entries::entered_by.eq(by),
            engagement_entries::entered_at.eq(now),
        ))
        .returning(engagement_entries::id)
        .get_result(conn)
}

/// Confirms an entry of an engagement; 0 when it is confirmed already or not there.
///
/// # Errors
/// A violation where who entered it confirms it.
pub fn update_confirmed(
    conn: &mut Conn,
    engagement: i64,
    entry: i64,
    by: i64,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        engagement_entries::table
            .find(entry)
            .filter(engagement_entries::engagement_id.eq(engagement))
            .filter(engagement_entries::confirmed_at.is_null()),
    )
    .set((
        engagement_entries::confirmed_by.eq(by),
        engagement_entries::confirmed_at.eq(now),
    ))
    .execute(conn)
}

/// An entry whose day comes near: row, question, day, engagement, who entered it.
pub type Due = (i64, String, Option<NaiveDate>, i64, i64);

/// Entries of engagements that go on whose day is not later than this, and of which nobody was told.
///
/// # Errors
/// The database's.
pub fn list_due(conn: &mut Conn, by: NaiveDate) -> QueryResult<Vec<Due>> {
    engagement_entries::table
        .inner_join(engagements::table)
        .filter(engagements::state.ne(State::Ended))
        .filter(engagement_entries::due_on.le(by))
        .filter(engagement_entries::reminded_at.is_null())
        .order(engagement_entries::id)
        .limit(200)
        .select((
            engagement_entries::id,
            engagement_entries::question,
            engagement_entries::due_on,
            engagements::id,
            engagement_entries::entered_by,
        ))
        .load(conn)
}

/// Notes that it was told.
///
/// # Errors
/// The database's.
pub fn update_reminded(conn: &mut Conn, entry: i64, now: UtcTime) -> QueryResult<usize> {
    diesel::update(
        engagement_entries::table
            .find(entry)
            .filter(engagement_entries::reminded_at.is_null()),
    )
    .set(engagement_entries::reminded_at.eq(now))
    .execute(conn)
}

/// Whose an application is, by its reference.
///
/// # Errors
/// The database's.
pub fn find_applicant(conn: &mut Conn, reference: &str) -> QueryResult<Option<i64>> {
    applications::table
        .filter(applications::reference.eq(reference))
        .select(applications::user_id)
        .first(conn)
        .optional()
}
