//! Rows of an applicant's background: where they have worked, and the former units that are asked.

use super::machine::EnquiryState;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{experiences, referees, specialties};
use crate::domain::Bilingual;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A stretch of work in a specialty.
#[derive(Debug, Clone, Queryable)]
pub struct Experience {
    /// Row.
    pub id: i64,
    /// Hospital, as typed.
    pub hospital: String,
    /// Unit, as typed.
    pub unit: String,
    /// Row of the specialty.
    pub specialty: i64,
    /// Its name.
    pub specialty_name: Bilingual,
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None` where it goes on.
    pub to: Option<NaiveDate>,
}

/// Where an applicant has worked, latest first.
///
/// # Errors
/// The database's.
pub fn list_experiences(conn: &mut Conn, application: i64) -> QueryResult<Vec<Experience>> {
    experiences::table
        .inner_join(specialties::table)
        .filter(experiences::application_id.eq(application))
        .order((experiences::from_on.desc(), experiences::id))
        .select((
            experiences::id,
            experiences::hospital,
            experiences::unit,
            experiences::specialty_id,
            (specialties::name_en, specialties::name_zh),
            experiences::from_on,
            experiences::to_on,
        ))
        .load(conn)
}

/// A stretch of work to add.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = experiences)]
pub struct NewExperience {
    /// The application.
    pub application_id: i64,
    /// Hospital.
    pub hospital: String,
    /// Unit.
    pub unit: String,
    /// Row of the specialty.
    pub specialty_id: i64,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; `None` where it goes on.
    pub to_on: Option<NaiveDate>,
}

/// Adds a stretch of work.
///
/// # Errors
/// A foreign key violation for an unknown specialty.
pub fn insert_experience(conn: &mut Conn, new: &NewExperience) -> QueryResult<()> {
    diesel::insert_into(experiences::table)
        .values(new)
        .execute(conn)?;
    Ok(())
}

/// Removes a stretch of work of this application. 0 when there is none.
///
/// # Errors
/// The database's.
pub fn delete_experience(conn: &mut Conn, application: i64, id: i64) -> QueryResult<usize> {
    diesel::delete(
        experiences::table
            .find(id)
            .filter(experiences::application_id.eq(application)),
    )
    .execute(conn)
}

/// A former unit, and how the enquiry to it stands.
#[derive(Debug, Clone, Queryable)]
pub struct Referee {
    /// Row.
    pub id: i64,
    /// The application.
    pub application: i64,
    /// Hospital, as typed.
    pub hospital: String,
    /// Unit, as typed.
    pub unit: String,
    /// Whom to ask there.
    pub contact: String,
    /// The unit's address.
    pub email: String,
    /// Its telephone.
    pub phone: String,
    /// How the enquiry stands.
    pub state: EnquiryState,
    /// When it was asked.
    pub asked_at: Option<UtcTime>,
    /// When its link dies.
    pub expires_at: Option<UtcTime>,
    /// When the form was opened first.
    pub opened_at: Option<UtcTime>,
    /// When it was answered.
    pub answered_at: Option<UtcTime>,
    /// The answer, sealed with the applicant's key.
    pub answer_sealed: Option<Vec<u8>>,
}

impl Referee {
    /// Unit and hospital as one name.
    pub fn place(&self) -> String {
        format!("{} {}", self.hospital, self.unit)
    }
}

type RefereeColumns = (
    referees::id,
    referees::application_id,
    referees::hospital,
    referees::unit,
    referees::contact,
    referees::email,
    referees::phone,
    referees::state,
    referees::asked_at,
    referees::expires_at,
    referees::opened_at,
    referees::answered_at,
    referees::answer_sealed,
);

const REFEREE: RefereeColumns = (
    referees::id,
    referees::application_id,
    referees::hospital,
    referees::unit,
    referees::contact,
    referees::email,
    referees::phone,
    referees::state,
    referees::asked_at,
    referees::expires_at,
    referees::opened_at,
    referees::answered_at,
    referees::answer_sealed,
);

/// The former units of an application.
///
/// # Errors
/// The database's.
pub fn list_referees(conn: &mut Conn, application: i64) -> QueryResult<Vec<Referee>> {
    referees::table
        .filter(referees::application_id.eq(application))
        .order(referees::id)
        .select(REFEREE)
        .load(conn)
}

/// The enquiry that a link opens.
///
/// # Errors
/// The database's.
pub fn find_referee_by_hash(conn: &mut Conn, hash: &str) -> QueryResult<Option<Referee>> {
    referees::table
        .filter(referees::token_hash.eq(hash))
        .select(REFEREE)
        .first(conn)
        .optional()
}

/// A former unit to add.
#[derive(Debug, Clone)]
pub struct NewReferee {
    /// Hospital.
    pub hospital: String,
    /// Unit.
    pub unit: String,
    /// Whom to ask there.
    pub contact: String,
    /// The unit's address.
    pub email: String,
    /// Its telephone.
    pub phone: String,
}

/// Adds a former unit.
///
/// # Errors
/// The database's.
pub fn insert_referee(conn: &mut Conn, application: i64, new: &NewReferee) -> QueryResult<()> {
    diesel::insert_into(referees::table)
        .values((
            referees::application_id.eq(application),
            referees::hospital.eq(&new.hospital),
            referees::unit.eq(&new.unit),
            referees::contact.eq(&new.contact),
            referees::email.eq(&new.email),
            referees::phone.eq(&new.phone),
            referees::state.eq(EnquiryState::Named),
        ))
        .execute(conn)?;
    Ok(())
}

/// Removes a former unit that was not asked yet. 0 when there is none.
///
/// # Errors
/// The database's.
pub fn delete_referee(conn: &mut Conn, application: i64, id: i64) -> QueryResult<usize> {
    diesel::delete(
        referees::table
            .find(id)
            .filter(referees::application_id.eq(application))
            .filter(referees::state.eq(EnquiryState::Named)),
    )
    .execute(conn)
}

/// Notes that a unit is asked, and the hash of its link.
///
/// # Errors
/// The database's.
pub fn update_asked(
    conn: &mut Conn,
    id: i64,
    salt: &str,
    hash: &str,
    now: UtcTime,
    expires_at: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        referees::table
            .find(id)
            .filter(referees::state.eq(EnquiryState::Named)),
    )
    .set((
        referees::state.eq(EnquiryState::Asked),
        referees::salt.eq(salt),
        referees::token_hash.eq(hash),
        referees::asked_at.eq(now),
        referees::expires_at.eq(expires_at),
    ))
    .execute(conn)
}

/// Notes that the form was opened, the first time.
///
/// # Errors
/// The database's.
pub fn update_opened(conn: &mut Conn, id: i64, now: UtcTime) -> QueryResult<usize> {
    diesel::update(
        referees::table
            .find(id)
            .filter(referees::state.eq(EnquiryState::Asked)),
    )
    .set((
        referees::state.eq(EnquiryState::Opened),
        referees::opened_at.eq(now),
    ))
    .execute(conn)
}

/// Takes an answer or a refusal, once. 0 when one was given already.
///
/// # Errors
/// The database's.
pub fn update_settled(
    conn: &mut Conn,
    id: i64,
    state: EnquiryState,
    sealed: Option<&[u8]>,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        referees::table
            .find(id)
            .filter(referees::state.eq_any([EnquiryState::Asked, EnquiryState::Opened])),
    )
    .set((
        referees::state.eq(state),
        referees::answered_at.eq(now),
        referees::answer_sealed.eq(sealed),
    ))
    .execute(conn)
}
