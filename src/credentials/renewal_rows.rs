//! Rows of members' documents: what is renewed, and what ends.

use super::documents::{COLUMNS, Document};
use super::domain::{DocumentState, Slot};
use crate::db::Conn;
use crate::db::schema::{applications, documents};
use crate::vetting::State;
use chrono::NaiveDate;
use diesel::prelude::*;

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
/// have nothing in the same slot, or as another licence, that waits or lasts longer.
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
    let same = newer.field(documents::slot).eq(documents::slot).or(newer
        .field(documents::slot)
        .eq_any(Slot::LICENCES)
        .and(documents::slot.eq_any(Slot::LICENCES)));
    let lasts = newer
        .field(documents::expires_on)
        .gt(documents::expires_on)
        .and(newer.field(documents::state).eq(DocumentState::Verified));
    let followed = diesel::dsl::exists(
        newer
            .filter(
                newer
                    .field(documents::application_id)
                    .eq(documents::application_id),
            )
            .filter(same)
            .filter(
                newer
                    .field(documents::state)
                    .eq(DocumentState::Uploaded)
                    .or(lasts),
            ),
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
        .filter(diesel::dsl::not(followed))
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
