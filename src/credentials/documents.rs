//! Rows of documents.

use super::content::Media;
use super::domain::{DocumentState, ReturnReason, Scan, Slot};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{document_pages, documents};
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
    /// What the virus scanner said.
    pub scan: Scan,
}

impl Document {
    /// What kind of file it is.
    pub fn media(&self) -> Media {
        Media::parse(&self.media_type).unwrap_or(Media::Pdf)
    }

    /// Whether its file was removed when its time was over; the row says that it was there.
    pub fn is_gone(&self) -> bool {
        self.blob.starts_with(GONE)
    }
}

/// What stands in place of a file's name once it was removed.
pub const GONE: &str = "erased-";

pub(super) type Columns = (
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
    documents::scan,
);
/// What [`Document`] is read from.
pub(super) const COLUMNS: Columns = (
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
    documents::scan,
);

/// The documents that stand in an application's slots. The identity card is no part of vetting.
///
/// # Errors
/// The database's.
pub fn list_current(conn: &mut Conn, application: i64) -> QueryResult<Vec<Document>> {
    documents::table
        .filter(documents::application_id.eq(application))
        .filter(documents::state.ne(DocumentState::Replaced))
        .filter(documents::slot.ne(Slot::IdentityCard))
        .order(documents::id)
        .select(COLUMNS)
        .load(conn)
}

/// Versions that another took the place of, oldest first. The identity card is no part of vetting.
///
/// # Errors
/// The database's.
pub fn list_replaced(conn: &mut Conn, application: i64) -> QueryResult<Vec<Document>> {
    documents::table
        .filter(documents::application_id.eq(application))
        .filter(documents::state.eq(DocumentState::Replaced))
        .filter(documents::slot.ne(Slot::IdentityCard))
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

/// How many files an application has taken since an instant, replaced ones included.
///
/// # Errors
/// The database's.
pub fn count(conn: &mut Conn, application: i64, since: UtcTime) -> QueryResult<i64> {
    documents::table
        .filter(documents::application_id.eq(application))
        .filter(documents::uploaded_at.ge(since))
        .count()
        .get_result(conn)
}

/// Documents that wait for the virus scanner, oldest first.
///
/// # Errors
/// The database's.
pub fn list_unscanned(conn: &mut Conn, most: i64) -> QueryResult<Vec<Document>> {
    documents::table
        .filter(documents::scan.eq(Scan::Pending))
        .order(documents::id)
        .limit(most)
        .select(COLUMNS)
        .load(conn)
}

/// Notes what the scanner said of a document that waited. 0 when that was noted already.
///
/// # Errors
/// The database's.
pub fn update_scan(conn: &mut Conn, id: i64, scan: Scan) -> QueryResult<usize> {
    let waiting = documents::table
        .find(id)
        .filter(documents::scan.eq(Scan::Pending));
    diesel::update(waiting)
        .set(documents::scan.eq(scan))
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
    /// What the virus scanner said.
    pub scan: Scan,
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
            documents::scan.eq(new.scan),
            documents::uploaded_at.eq(now),
        ))
        .returning(documents::id)
        .get_result(conn)
}

/// Notes the pictures of a document's pages, in order.
///
/// # Errors
/// A unique violation where they were noted already.
pub fn insert_pages(conn: &mut Conn, document: i64, blobs: &[String]) -> QueryResult<()> {
    for (number, blob) in (1_i32..).zip(blobs) {
        diesel::insert_into(document_pages::table)
            .values((
                document_pages::document_id.eq(document),
                document_pages::number.eq(number),
                document_pages::blob.eq(blob),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The pictures of a document's pages, in order.
///
/// # Errors
/// The database's.
pub fn list_pages(conn: &mut Conn, document: i64) -> QueryResult<Vec<String>> {
    document_pages::table
        .filter(document_pages::document_id.eq(document))
        .order(document_pages::number)
        .select(document_pages::blob)
        .load(conn)
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

/// What a corrected fact stands on waits for an officer again. Of a file that is under way, where nothing
/// waits beside what was verified.
///
/// # Errors
/// The database's.
pub fn look_again(conn: &mut Conn, application: i64, slots: &[Slot]) -> QueryResult<()> {
    diesel::update(
        documents::table
            .filter(documents::application_id.eq(application))
            .filter(documents::slot.eq_any(slots.to_vec()))
            .filter(documents::state.eq(DocumentState::Verified)),
    )
    .set((
        documents::state.eq(DocumentState::Uploaded),
        documents::reviewed_by.eq(None::<i64>),
        documents::reviewed_at.eq(None::<UtcTime>),
    ))
    .execute(conn)?;
    Ok(())
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
