//! Rows of the former units that are asked, and how the enquiry to each stands.

use super::State;
use super::turn::{EnquiryState, Turn, Way};
use crate::accounts::sightings::Trace;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{applications, referees};
use crate::i18n::Lang;
use diesel::prelude::*;

/// A former unit, and how the enquiry to it stands.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = referees)]
pub struct Referee {
    /// Row.
    pub id: i64,
    /// The application.
    #[diesel(column_name = application_id)]
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
    /// What its link is derived from.
    pub salt: Option<String>,
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
    /// The language in which the form was opened.
    pub lang: Option<Lang>,
    /// How many reminders followed the letter.
    pub reminders: i32,
    /// When the last one did.
    pub reminded_at: Option<UtcTime>,
    /// When it came back, expired, or was sent elsewhere.
    pub turned_at: Option<UtcTime>,
    /// How the answer came in.
    pub answered_by: Option<Way>,
    /// Keyed hash of the address that it came from.
    pub answer_source: Option<String>,
    /// Keyed hash of the program that sent it.
    pub answer_agent: Option<String>,
    /// What makes the answer doubtful, JSON.
    pub suspicions: String,
    /// Whom to ask instead, sealed with the applicant's key.
    pub suggestion_sealed: Option<Vec<u8>>,
}

impl Referee {
    /// Unit and hospital as one name.
    pub fn place(&self) -> String {
        format!("{} {}", self.hospital, self.unit)
    }

    /// Whether its link works, as far as the enquiry goes.
    pub fn is_waiting(&self) -> bool {
        WAITING.contains(&self.state)
    }

    /// Whether a turn can be taken.
    pub fn can(&self, turn: Turn) -> bool {
        turn.leads(self.state).is_some()
    }
}

/// States in which the ball is with the unit.
const WAITING: [EnquiryState; 2] = [EnquiryState::Asked, EnquiryState::Opened];

/// The former units of an application.
///
/// # Errors
/// The database's.
pub fn list(conn: &mut Conn, application: i64) -> QueryResult<Vec<Referee>> {
    referees::table
        .filter(referees::application_id.eq(application))
        .order(referees::id)
        .select(Referee::as_select())
        .load(conn)
}

/// All units whose answer somebody waits for.
///
/// # Errors
/// The database's.
pub fn list_waiting(conn: &mut Conn) -> QueryResult<Vec<Referee>> {
    referees::table
        .inner_join(applications::table)
        .filter(referees::state.eq_any(WAITING))
        .filter(applications::state.eq_any(State::UNDER_WAY))
        .order(referees::id)
        .select(Referee::as_select())
        .load(conn)
}

/// A former unit of an application.
///
/// # Errors
/// `NotFound` where it is not one of its, or the database's.
pub fn find(conn: &mut Conn, application: i64, id: i64) -> QueryResult<Referee> {
    referees::table
        .find(id)
        .filter(referees::application_id.eq(application))
        .select(Referee::as_select())
        .first(conn)
}

/// The enquiry that a link opens.
///
/// # Errors
/// The database's.
pub fn find_by_hash(conn: &mut Conn, hash: &str) -> QueryResult<Option<Referee>> {
    referees::table
        .filter(referees::token_hash.eq(hash))
        .select(Referee::as_select())
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
    /// How it is reached.
    pub contact: Contact,
}

/// How a unit is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Whom to ask there.
    pub name: String,
    /// The unit's address.
    pub email: String,
    /// Its telephone.
    pub phone: String,
}

/// Adds a former unit.
///
/// # Errors
/// The database's.
pub fn insert(conn: &mut Conn, application: i64, new: &NewReferee) -> QueryResult<()> {
    diesel::insert_into(referees::table)
        .values((
            referees::application_id.eq(application),
            referees::hospital.eq(&new.hospital),
            referees::unit.eq(&new.unit),
            referees::contact.eq(&new.contact.name),
            referees::email.eq(&new.contact.email),
            referees::phone.eq(&new.contact.phone),
            referees::state.eq(EnquiryState::Named),
        ))
        .execute(conn)?;
    Ok(())
}

/// Removes a former unit that was not asked yet. 0 when there is none.
///
/// # Errors
/// The database's.
pub fn delete(conn: &mut Conn, application: i64, id: i64) -> QueryResult<usize> {
    diesel::delete(
        referees::table
            .find(id)
            .filter(referees::application_id.eq(application))
            .filter(referees::state.eq(EnquiryState::Named)),
    )
    .execute(conn)
}

/// Writes how a unit is reached.
///
/// # Errors
/// The database's.
pub fn update_contact(conn: &mut Conn, id: i64, contact: &Contact) -> QueryResult<()> {
    diesel::update(referees::table.find(id))
        .set((
            referees::contact.eq(&contact.name),
            referees::email.eq(&contact.email),
            referees::phone.eq(&contact.phone),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that a unit is asked, and the hash of its new link; what belonged to an earlier one is gone.
///
/// # Errors
/// The database's.
pub fn update_asked(
    conn: &mut Conn,
    referee: &Referee,
    salt: &str,
    hash: &str,
    now: UtcTime,
    expires_at: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        referees::table
            .find(referee.id)
            .filter(referees::state.eq(referee.state)),
    )
    .set((
        (
            referees::state.eq(EnquiryState::Asked),
            referees::salt.eq(salt),
            referees::token_hash.eq(hash),
            referees::asked_at.eq(now),
            referees::expires_at.eq(expires_at),
            referees::opened_at.eq(None::<UtcTime>),
            referees::reminders.eq(0),
            referees::reminded_at.eq(None::<UtcTime>),
            referees::turned_at.eq(None::<UtcTime>),
        ),
        (
            referees::answered_at.eq(None::<UtcTime>),
            referees::answer_sealed.eq(None::<Vec<u8>>),
            referees::answered_by.eq(None::<Way>),
            referees::answer_source.eq(None::<String>),
            referees::answer_agent.eq(None::<String>),
            referees::suspicions.eq("[]"),
        ),
    ))
    .execute(conn)
}

/// Notes that the form was opened, the first time, and in which language.
///
/// # Errors
/// The database's.
pub fn update_opened(conn: &mut Conn, id: i64, lang: Lang, now: UtcTime) -> QueryResult<usize> {
    diesel::update(
        referees::table
            .find(id)
            .filter(referees::state.eq(EnquiryState::Asked)),
    )
    .set((
        referees::state.eq(EnquiryState::Opened),
        referees::opened_at.eq(now),
        referees::lang.eq(lang),
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
    let by = sealed.map(|_| Way::Link);
    diesel::update(
        referees::table
            .find(id)
            .filter(referees::state.eq_any(WAITING)),
    )
    .set((
        referees::state.eq(state),
        referees::answered_at.eq(now),
        referees::answer_sealed.eq(sealed),
        referees::answered_by.eq(by),
    ))
    .execute(conn)
}

/// Writes where a turn leads. 0 when somebody else was faster.
///
/// # Errors
/// The database's.
pub fn update_turned(
    conn: &mut Conn,
    id: i64,
    turn: Turn,
    to: EnquiryState,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        referees::table
            .find(id)
            .filter(referees::state.eq_any(turn.from())),
    )
    .set((referees::state.eq(to), referees::turned_at.eq(now)))
    .execute(conn)
}

/// Keeps whom to ask instead.
///
/// # Errors
/// The database's.
pub fn update_suggestion(conn: &mut Conn, id: i64, sealed: &[u8]) -> QueryResult<()> {
    diesel::update(referees::table.find(id))
        .set(referees::suggestion_sealed.eq(sealed))
        .execute(conn)?;
    Ok(())
}

/// Notes that an officer's note stands for the answer.
///
/// # Errors
/// The database's.
pub fn update_noted(conn: &mut Conn, id: i64, way: Way, now: UtcTime) -> QueryResult<()> {
    diesel::update(referees::table.find(id))
        .set((
            referees::answered_at.eq(now),
            referees::answered_by.eq(way),
            referees::answer_sealed.eq(None::<Vec<u8>>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Counts the `number`th reminder, once. 0 when it was sent already or the unit answered.
///
/// # Errors
/// The database's.
pub fn update_reminded(
    conn: &mut Conn,
    referee: &Referee,
    number: i32,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        referees::table
            .find(referee.id)
            .filter(referees::state.eq_any(WAITING))
            .filter(referees::salt.eq(&referee.salt))
            .filter(referees::reminders.lt(number)),
    )
    .set((
        referees::reminders.eq(number),
        referees::reminded_at.eq(now),
    ))
    .execute(conn)
}

/// Keeps what the server noticed of whoever answered, and what is doubtful about it.
///
/// # Errors
/// The database's.
pub fn update_witness(
    conn: &mut Conn,
    id: i64,
    trace: &Trace,
    suspicions: &str,
) -> QueryResult<()> {
    diesel::update(referees::table.find(id))
        .set((
            referees::answer_source.eq(&trace.source),
            referees::answer_agent.eq(&trace.agent),
            referees::suspicions.eq(suspicions),
        ))
        .execute(conn)?;
    Ok(())
}

/// Keeps what is doubtful about an answer.
///
/// # Errors
/// The database's.
pub fn update_suspicions(conn: &mut Conn, id: i64, suspicions: &str) -> QueryResult<()> {
    diesel::update(referees::table.find(id))
        .set(referees::suspicions.eq(suspicions))
        .execute(conn)?;
    Ok(())
}
