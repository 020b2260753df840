//! What the gate needs to know of a person: read inside the transaction that uses it.

use super::State;
use super::scope::{self, Scope};
use crate::clock::UtcTime;
use crate::credentials::{DocumentState, Slot};
use crate::db::Conn;
use crate::db::schema::{applications, documents, users};
use crate::domain::Category;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A person before the gate. Only [`State::Approved`] passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Whose it is.
    pub user: i64,
    /// The application that it rests on.
    pub application: i64,
    /// Where that application stands.
    pub state: State,
    /// Since when.
    pub since: UtcTime,
    /// What they may work as.
    pub category: Category,
    /// What the approval covers.
    pub scope: Scope,
    /// What it asks of them, or empty.
    pub conditions: String,
    /// Last day of the verified practising certificate, or of what stands in for it.
    pub certificate_until: Option<NaiveDate>,
}

/// The latest application of a person, as the gate sees it; `None` where there is none or the account
/// is closed.
///
/// # Errors
/// The database's.
pub fn find_membership(conn: &mut Conn, user: i64) -> QueryResult<Option<Membership>> {
    let row: Option<(i64, State, UtcTime, Category, String)> = applications::table
        .inner_join(users::table.on(users::id.eq(applications::user_id)))
        .filter(applications::user_id.eq(user))
        .filter(users::disabled_at.is_null())
        .order(applications::id.desc())
        .select((
            applications::id,
            applications::state,
            applications::state_since,
            applications::category,
            applications::conditions,
        ))
        .first(conn)
        .optional()?;
    let Some((application, state, since, category, conditions)) = row else {
        return Ok(None);
    };
    let scope = scope::find(conn, application)?;
    let certificate_until = documents::table
        .filter(documents::application_id.eq(application))
        .filter(documents::slot.eq_any(Slot::LICENCES))
        .filter(documents::state.eq(DocumentState::Verified))
        .filter(documents::expires_on.is_not_null())
        .order(documents::expires_on.desc())
        .select(documents::expires_on)
        .first::<Option<NaiveDate>>(conn)
        .optional()?
        .flatten();
    Ok(Some(Membership {
        user,
        application,
        state,
        since,
        category,
        scope,
        conditions,
        certificate_until,
    }))
}

/// The verified documents of an application with their last day, those that last longest first.
///
/// # Errors
/// The database's.
pub fn list_proofs(
    conn: &mut Conn,
    application: i64,
) -> QueryResult<Vec<(Slot, Option<NaiveDate>)>> {
    documents::table
        .filter(documents::application_id.eq(application))
        .filter(documents::state.eq(DocumentState::Verified))
        .order((
            documents::expires_on.is_null().desc(),
            documents::expires_on.desc(),
        ))
        .select((documents::slot, documents::expires_on))
        .load(conn)
}
