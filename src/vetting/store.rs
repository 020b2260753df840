//! Rows of applications and their story.

use super::machine::{Case, Verdict};
use super::scope;
use super::{Act, State};
use crate::audit::Actor;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{application_events as events, applications};
use crate::domain::Category;
use chrono::NaiveDate;
use diesel::prelude::*;

/// An application as its row holds it.
#[derive(Debug, Clone, Queryable)]
pub struct Application {
    /// Row.
    pub id: i64,
    /// What people quote, such as `LO-24817`.
    pub reference: String,
    /// Whose it is.
    pub user: i64,
    /// What they wish to work as.
    pub category: Category,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub state_since: UtcTime,
    /// Number on the register, or empty.
    pub registration_number: String,
    /// When it was begun.
    pub created_at: UtcTime,
    /// When it was sent in.
    pub submitted_at: Option<UtcTime>,
    /// Who has the file.
    pub officer: Option<i64>,
    /// Who recommends.
    pub recommended_by: Option<i64>,
    /// What they recommend.
    pub recommendation: Option<Verdict>,
    /// Why.
    pub recommendation_reason: String,
    /// When it was decided.
    pub decided_at: Option<UtcTime>,
    /// Why so.
    pub decision_reason: String,
    /// Who decided.
    pub decided_by: Option<i64>,
    /// What a member must mind, such as three shifts with a colleague; or empty.
    pub conditions: String,
    /// From when somebody who was rejected may apply again.
    pub again_from: Option<NaiveDate>,
}

pub(super) type Columns = (
    applications::id,
    applications::reference,
    applications::user_id,
    applications::category,
    applications::state,
    applications::state_since,
    applications::registration_number,
    applications::created_at,
    applications::submitted_at,
    applications::officer_id,
    applications::recommended_by,
    applications::recommendation,
    applications::recommendation_reason,
    applications::decided_at,
    applications::decision_reason,
    applications::decided_by,
    applications::conditions,
    applications::again_from,
);

/// What [`Application`] is read from.
pub(super) const COLUMNS: Columns = (
    applications::id,
    applications::reference,
    applications::user_id,
    applications::category,
    applications::state,
    applications::state_since,
    applications::registration_number,
    applications::created_at,
    applications::submitted_at,
    applications::officer_id,
    applications::recommended_by,
    applications::recommendation,
    applications::recommendation_reason,
    applications::decided_at,
    applications::decision_reason,
    applications::decided_by,
    applications::conditions,
    applications::again_from,
);

/// A person's latest application.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find_latest(conn: &mut Conn, user: i64) -> QueryResult<Application> {
    applications::table
        .filter(applications::user_id.eq(user))
        .order(applications::id.desc())
        .select(COLUMNS)
        .first(conn)
}

/// An application by row.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find(conn: &mut Conn, id: i64) -> QueryResult<Application> {
    applications::table.find(id).select(COLUMNS).first(conn)
}

/// An application by what people quote.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find_by_reference(conn: &mut Conn, reference: &str) -> QueryResult<Application> {
    applications::table
        .filter(applications::reference.eq(reference))
        .select(COLUMNS)
        .first(conn)
}

/// Begins an application.
///
/// # Errors
/// A unique violation where the person has an open one.
pub fn insert(
    conn: &mut Conn,
    user: i64,
    category: Category,
    reference: &str,
    now: UtcTime,
) -> QueryResult<i64> {
    diesel::insert_into(applications::table)
        .values((
            applications::reference.eq(reference),
            applications::user_id.eq(user),
            applications::category.eq(category),
            applications::state.eq(State::Draft),
            applications::state_since.eq(now),
            applications::created_at.eq(now),
            applications::touched_at.eq(now),
        ))
        .returning(applications::id)
        .get_result(conn)
}

/// Writes what the machine decided; 0 rows when somebody else was faster.
///
/// # Errors
/// The database's.
pub fn update_state(
    conn: &mut Conn,
    id: i64,
    before: &Case,
    after: &Case,
    now: UtcTime,
) -> QueryResult<usize> {
    let target = applications::table
        .find(id)
        .filter(applications::state.eq(before.state));
    let (officer, verdict) = after.recommendation.unzip();
    let changed = diesel::update(target)
        .set((
            applications::state.eq(after.state),
            applications::recommended_by.eq(officer),
            applications::recommendation.eq(verdict),
        ))
        .execute(conn)?;
    if changed == 1 && before.state != after.state {
        diesel::update(applications::table.find(id))
            .set(applications::state_since.eq(now))
            .execute(conn)?;
    }
    Ok(changed)
}

/// What belongs to one act and stands beside the state.
#[derive(Default, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = applications)]
pub struct Beside {
    /// When it was sent in.
    pub submitted_at: Option<UtcTime>,
    /// Who has the file.
    pub officer_id: Option<i64>,
    /// Why somebody recommends.
    pub recommendation_reason: Option<String>,
    /// Who decided.
    pub decided_by: Option<i64>,
    /// When.
    pub decided_at: Option<UtcTime>,
    /// Why so.
    pub decision_reason: Option<String>,
    /// What a member must mind.
    pub conditions: Option<String>,
    /// From when somebody who was rejected may apply again.
    pub again_from: Option<NaiveDate>,
}

/// Writes what stands beside the state; what is `None` stays.
///
/// # Errors
/// The database's.
pub fn update_beside(conn: &mut Conn, id: i64, beside: &Beside) -> QueryResult<()> {
    // An update without a change cannot be built.
    if *beside != Beside::default() {
        diesel::update(applications::table.find(id))
            .set(beside)
            .execute(conn)?;
    }
    Ok(())
}

/// Gives a file to an officer.
///
/// # Errors
/// The database's.
pub fn update_officer(conn: &mut Conn, id: i64, officer: i64) -> QueryResult<()> {
    diesel::update(applications::table.find(id))
        .set(applications::officer_id.eq(officer))
        .execute(conn)?;
    Ok(())
}

/// Writes the number on the register while it can still be changed.
///
/// # Errors
/// The database's.
pub fn update_registration(conn: &mut Conn, id: i64, number: &str) -> QueryResult<usize> {
    diesel::update(
        applications::table
            .find(id)
            .filter(applications::state.eq(State::Draft)),
    )
    .set(applications::registration_number.eq(number))
    .execute(conn)
}

/// One line of an application's story.
#[derive(Debug, Clone, Queryable)]
pub struct Event {
    /// When.
    pub at: UtcTime,
    /// Who, where it was a person with an account.
    pub actor: Option<i64>,
    /// In which part.
    pub actor_role: String,
    /// What.
    pub act: Act,
    /// Where it stood before.
    pub from: State,
    /// Where it stood after.
    pub to: State,
    /// Ids and words, JSON.
    pub detail: String,
}

/// An application's story, oldest first.
///
/// # Errors
/// The database's.
pub fn list_events(conn: &mut Conn, application: i64) -> QueryResult<Vec<Event>> {
    events::table
        .filter(events::application_id.eq(application))
        .order(events::id)
        .select((
            events::at,
            events::actor_id,
            events::actor_role,
            events::act,
            events::from_state,
            events::to_state,
            events::detail,
        ))
        .load(conn)
}

/// Adds a line to the story.
///
/// # Errors
/// The database's.
#[expect(clippy::too_many_arguments, reason = "one argument a column")]
pub fn insert_event(
    conn: &mut Conn,
    application: i64,
    at: UtcTime,
    actor: Actor,
    act: Act,
    from: State,
    to: State,
    detail: &str,
) -> QueryResult<()> {
    diesel::insert_into(events::table)
        .values((
            events::application_id.eq(application),
            events::at.eq(at),
            events::actor_id.eq(actor.id()),
            events::actor_role.eq(actor.role()),
            events::act.eq(act),
            events::from_state.eq(from),
            events::to_state.eq(to),
            events::detail.eq(detail),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes a decision back: the file has none. Its words stay in the story.
///
/// # Errors
/// The database's.
pub fn clear_decision(conn: &mut Conn, id: i64) -> QueryResult<()> {
    diesel::update(applications::table.find(id))
        .set((
            applications::decided_by.eq(None::<i64>),
            applications::decided_at.eq(None::<UtcTime>),
            applications::decision_reason.eq(""),
            applications::conditions.eq(""),
            applications::again_from.eq(None::<NaiveDate>),
        ))
        .execute(conn)?;
    scope::replace(conn, id, &scope::Scope::default())
}

/// Notes that the applicant worked on their draft: it is kept for another ninety days.
///
/// # Errors
/// The database's.
pub fn touch(conn: &mut Conn, id: i64, now: UtcTime) -> QueryResult<()> {
    diesel::update(applications::table.find(id))
        .set((
            applications::touched_at.eq(now),
            applications::draft_warnings.eq(0),
        ))
        .execute(conn)?;
    Ok(())
}
