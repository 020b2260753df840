//! Rows of documents.

use super::content::Media;
use super::domain::{DocumentState, ReturnReason, Slot};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{applications, documents};
use crate::vetting::State;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A document as its row holds it.
#[derive(Debug, Clone, Queryable)]
pub struct Document {
    /// Row.
    pub id: i64,
    /// The application that it belongs to.
    pub application: i64,
    /// Whose it is.
    pub user: i64,
    /// What it is to prove.
    pub slot: Slot,
    /// Name as uploaded, for the download.
    pub file_name: String,
    media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// The sealed file.
    pub blob: String,
    /// Where it stands.
    pub state: DocumentState,
    /// Last day printed on it, as the person typed it.
    pub expires_on: Option<NaiveDate>,
    /// Why it came back.
    pub return_reason: Option<ReturnReason>,
    /// More on that, or empty.
    pub return_note: String,
    /// When it came.
    pub uploaded_at: UtcTime,
    /// When an officer last looked.
    pub reviewed_at: Option<UtcTime>,
}

impl Document {
    /// What kind of file it is.
    pub fn media(&self) -> Media {
        Media::parse(&self.media_type).unwrap_or(Media::Pdf)
    }
}

type Columns = (
    documents::id,
    documents::application_id,
    documents::user_id,
    documents::slot,
    documents::file_name,
    documents::media_type,
    documents::size_bytes,
    documents::blob,
    documents::state,
    documents::expires_on,
    documents::return_reason,
    documents::return_note,
    documents::uploaded_at,
    documents::reviewed_at,
);
const COLUMNS: Columns = (
    documents::id,
    documents::application_id,
    documents::user_id,
    documents::slot,
    documents::file_name,
    documents::media_type,
    documents::size_bytes,
    documents::blob,
    documents::state,
    documents::expires_on,
    documents::return_reason,
    documents::return_note,
    documents::uploaded_at,
    documents::reviewed_at,
);

/// The documents that stand in an application's slots.
///
/// # Errors
/// The database's.
pub fn list_current(conn: &mut Conn, application: i64) -> QueryResult<Vec<Document>> {
    documents::table
        .filter(documents::application_id.eq(application))
        .filter(documents::state.ne(DocumentState::Replaced))
        .order(documents::id)
        .select(COLUMNS)
        .load(conn)
}

/// Every document of an application, replaced ones included, oldest first.
///
/// # Errors
/// The database's.
pub fn list_all(conn: &mut Conn, application: i64) -> QueryResult<Vec<Document>> {
    documents::table
        .filter(documents::application_id.eq(application))
        .order(documents::id)
        .select(COLUMNS)
        .load(conn)
}

/// One document by row.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find(conn: &mut Conn, id: i64) -> QueryResult<Document> {
    documents::table.find(id).select(COLUMNS).first(conn)
}

/// How many files an application holds, replaced ones included.
///
/// # Errors
/// The database's.
pub fn count(conn: &mut Conn, application: i64) -> QueryResult<i64> {
    documents::table
        .filter(documents::application_id.eq(application))
        .count()
        .get_result(conn)
}

/// Documents of members that wait for an officer.
///
/// # Errors
/// The database's.
pub fn list_renewals(conn: &mut Conn) -> QueryResult<Vec<Document>> {
    documents::table
        .inner_join(applications::table)
        .filter(documents::state.eq(DocumentState::Uploaded))
        .filter(applications::state.eq_any(State::MEMBERS))
        .order(documents::id)
        .select(COLUMNS)
        .load(conn)
}

/// One of them.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find_renewal(conn: &mut Conn, id: i64) -> QueryResult<Document> {
    documents::table
        .inner_join(applications::table)
        .filter(documents::id.eq(id))
        .filter(documents::state.eq(DocumentState::Uploaded))
        .filter(applications::state.eq_any(State::MEMBERS))
        .select(COLUMNS)
        .first(conn)
}

/// Last day of what is verified in a slot.
///
/// # Errors
/// The database's.
pub fn find_last_day(
    conn: &mut Conn,
    application: i64,
    slot: Slot,
) -> QueryResult<Option<NaiveDate>> {
    documents::table
        .filter(documents::application_id.eq(application))
        .filter(documents::slot.eq(slot))
        .filter(documents::state.eq(DocumentState::Verified))
        .select(documents::expires_on)
        .first::<Option<NaiveDate>>(conn)
        .optional()
        .map(Option::flatten)
}

/// Verified documents of members that end by a day, whose owners were not reminded at that distance and
/// have nothing waiting in the same slot.
///
/// # Errors
/// The database's.
pub fn list_ending(
    conn: &mut Conn,
    ends_by: NaiveDate,
    days: i32,
    most: i64,
) -> QueryResult<Vec<Document>> {
    let newer = diesel::alias!(documents as newer);
    let waits = diesel::dsl::exists(
        newer
            .filter(
                newer
                    .field(documents::application_id)
                    .eq(documents::application_id),
            )
            .filter(newer.field(documents::slot).eq(documents::slot))
            .filter(newer.field(documents::state).eq(DocumentState::Uploaded)),
    );
    documents::table
        .inner_join(applications::table)
        .filter(documents::state.eq(DocumentState::Verified))
        .filter(documents::expires_on.le(ends_by))
        .filter(
            documents::reminded_days
                .is_null()
                .or(documents::reminded_days.gt(days)),
        )
        .filter(applications::state.eq_any(State::MEMBERS))
        .filter(diesel::dsl::not(waits))
        .order(documents::expires_on)
        .limit(most)
        .select(COLUMNS)
        .load(conn)
}

/// Notes the last reminder of a document.
///
/// # Errors
/// The database's.
pub fn update_reminded(conn: &mut Conn, id: i64, days: i32) -> QueryResult<usize> {
    diesel::update(documents::table.find(id))
        .set(documents::reminded_days.eq(days))
        .execute(conn)
}

/// A file that has just been sealed.
pub struct NewDocument {
    /// The application.
    pub application: i64,
    /// Whose it is.
    pub user: i64,
    /// What it is to prove.
    pub slot: Slot,
    /// Name as uploaded.
    pub file_name: String,
    /// Its kind.
    pub media: Media,
    /// Size in bytes.
    pub size: i64,
    /// SHA-256 of the plain file, hexadecimal.
    pub sha256: String,
    /// The sealed file.
    pub blob: String,
    /// Last day printed on it.
    pub expires_on: Option<NaiveDate>,
}

/// States of a document that no officer has accepted.
const PENDING: [DocumentState; 2] = [DocumentState::Uploaded, DocumentState::Returned];

/// Puts a document into its slot; one that waited there is kept as replaced. A verified one stands until
/// this one is verified.
///
/// # Errors
/// The database's.
pub fn insert(conn: &mut Conn, new: &NewDocument, now: UtcTime) -> QueryResult<i64> {
    diesel::update(
        documents::table
            .filter(documents::application_id.eq(new.application))
            .filter(documents::slot.eq(new.slot))
            .filter(documents::state.eq_any(PENDING)),
    )
    .set(documents::state.eq(DocumentState::Replaced))
    .execute(conn)?;
    diesel::insert_into(documents::table)
        .values((
            documents::application_id.eq(new.application),
            documents::user_id.eq(new.user),
            documents::slot.eq(new.slot),
            documents::file_name.eq(&new.file_name),
            documents::media_type.eq(new.media.as_str()),
            documents::size_bytes.eq(new.size),
            documents::sha256.eq(&new.sha256),
            documents::blob.eq(&new.blob),
            documents::state.eq(DocumentState::Uploaded),
            documents::expires_on.eq(new.expires_on),
            documents::uploaded_at.eq(now),
        ))
        .returning(documents::id)
        .get_result(conn)
}

/// Corrects the last day of a document that no officer has looked at.
///
/// # Errors
/// The database's.
pub fn update_expiry(conn: &mut Conn, id: i64, expires_on: NaiveDate) -> QueryResult<usize> {
    diesel::update(
        documents::table
            .find(id)
            .filter(documents::state.eq(DocumentState::Uploaded)),
    )
    .set(documents::expires_on.eq(expires_on))
    .execute(conn)
}

/// An officer accepts a document, which takes the place of the one verified before it; `until` is the
/// last day where the officer sets it. 0 when it was not waiting.
///
/// # Errors
/// The database's.
pub fn update_verified(
    conn: &mut Conn,
    document: &Document,
    officer: i64,
    until: Option<NaiveDate>,
    now: UtcTime,
) -> QueryResult<usize> {
    let id = document.id;
    diesel::update(
        documents::table
            .filter(documents::application_id.eq(document.application))
            .filter(documents::slot.eq(document.slot))
            .filter(documents::state.eq(DocumentState::Verified)),
    )
    .set(documents::state.eq(DocumentState::Replaced))
    .execute(conn)?;
    if let Some(until) = until {
        update_expiry(conn, id, until)?;
    }
    diesel::update(
        documents::table
            .find(id)
            .filter(documents::state.eq(DocumentState::Uploaded)),
    )
    .set((
        documents::state.eq(DocumentState::Verified),
        documents::reviewed_by.eq(officer),
        documents::reviewed_at.eq(now),
    ))
    .execute(conn)
}

/// An officer sends a document back. 0 when it was returned or replaced already.
///
/// # Errors
/// The database's.
pub fn update_returned(
    conn: &mut Conn,
    id: i64,
    officer: i64,
    reason: ReturnReason,
    note: &str,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        documents::table
            .find(id)
            .filter(documents::state.eq_any([DocumentState::Uploaded, DocumentState::Verified])),
    )
    .set((
        documents::state.eq(DocumentState::Returned),
        documents::return_reason.eq(reason),
        documents::return_note.eq(note),
        documents::reviewed_by.eq(officer),
        documents::reviewed_at.eq(now),
    ))
    .execute(conn)
}
