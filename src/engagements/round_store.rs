//! Rows of promotion rounds.

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{
    engagements, hospitals, promotion_candidates, promotion_panel, promotion_rounds, unit_managers,
    units,
};
use crate::domain::Bilingual;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A round.
#[derive(Debug, Clone, Queryable)]
pub struct Round {
    /// Row.
    pub id: i64,
    /// The hospital.
    pub hospital_id: i64,
    /// Its name.
    pub hospital: Bilingual,
    /// The word of the post.
    pub post: String,
    /// How many hold the post below.
    pub lower_total: i32,
    /// How many held the post itself when the round was opened.
    pub holders: i32,
    /// The day of the selection.
    pub selection_on: NaiveDate,
    /// `open`, `listed`, `appointed`, `void` or `closed`.
    pub state: String,
    /// The engagement of who was appointed.
    pub appointed: Option<i64>,
    /// Why it was closed: `nobody` meets the conditions, or `no_place` is free.
    pub closed_because: Option<String>,
    /// The most posts, as they were when the shortlist was made.
    pub quota: Option<i32>,
    /// The first day of the edition under which it was decided.
    pub edition: Option<NaiveDate>,
    /// Who opened it.
    pub opened_by: i64,
    /// When.
    pub opened_at: UtcTime,
    /// Since when it stands where it stands.
    pub since: UtcTime,
}

macro_rules! columns {
    () => {
        (
            promotion_rounds::id,
            promotion_rounds::hospital_id,
            (hospitals::name_en, hospitals::name_zh),
            promotion_rounds::post,
            promotion_rounds::lower_total,
            promotion_rounds::holders,
            promotion_rounds::selection_on,
            promotion_rounds::state,
            promotion_rounds::appointed,
            promotion_rounds::closed_because,
            promotion_rounds::quota,
            promotion_rounds::edition,
            promotion_rounds::opened_by,
            promotion_rounds::opened_at,
            promotion_rounds::state_since,
        )
    };
}

/// All rounds, the latest change first.
///
/// # Errors
/// The database's.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<Round>> {
    promotion_rounds::table
        .inner_join(hospitals::table)
        .order((
            promotion_rounds::state_since.desc(),
            promotion_rounds::id.desc(),
        ))
        .select(columns!())
        .load(conn)
}

/// One round.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find(conn: &mut Conn, id: i64) -> QueryResult<Round> {
    promotion_rounds::table
        .inner_join(hospitals::table)
        .filter(promotion_rounds::id.eq(id))
        .select(columns!())
        .first(conn)
}

/// A round to open.
#[derive(Debug, Clone)]
pub struct NewRound {
    /// Where.
    pub hospital: i64,
    /// The word of the post.
    pub post: &'static str,
    /// How many hold the post below.
    pub lower_total: i32,
    /// How many hold the post itself.
    pub holders: i32,
    /// The day of the selection.
    pub selection_on: NaiveDate,
}

/// Opens a round with everybody who is engaged there.
///
/// # Errors
/// The database's.
pub fn insert(conn: &mut Conn, new: &NewRound, by: i64, now: UtcTime) -> QueryResult<i64> {
    let id: i64 = diesel::insert_into(promotion_rounds::table)
        .values((
            promotion_rounds::hospital_id.eq(new.hospital),
            promotion_rounds::post.eq(new.post),
            promotion_rounds::lower_total.eq(new.lower_total),
            promotion_rounds::holders.eq(new.holders),
            promotion_rounds::selection_on.eq(new.selection_on),
            promotion_rounds::state.eq("open"),
            promotion_rounds::opened_by.eq(by),
            promotion_rounds::opened_at.eq(now),
            promotion_rounds::state_since.eq(now),
        ))
        .returning(promotion_rounds::id)
        .get_result(conn)?;
    let engaged: Vec<i64> = engagements::table
        .filter(engagements::hospital_id.eq(new.hospital))
        .filter(engagements::regime.eq("taitung"))
        .filter(engagements::state.eq("engaged"))
        .select(engagements::id)
        .load(conn)?;
    for engagement in engaged {
        diesel::insert_into(promotion_candidates::table)
            .values((
                promotion_candidates::round_id.eq(id),
                promotion_candidates::engagement_id.eq(engagement),
            ))
            .execute(conn)?;
    }
    Ok(id)
}

/// Somebody who takes part, with what was kept of them.
#[derive(Debug, Clone, Queryable)]
pub struct CandidateRow {
    /// Their engagement.
    pub engagement: i64,
    /// The unit head's five marks, as JSON.
    pub potential: Option<String>,
    /// What the head wrote about them.
    pub potential_note: Option<String>,
    /// The conditions that were decided on.
    pub conditions_entry: Option<i64>,
    /// The sheet that was decided on.
    pub sheet_entry: Option<i64>,
    /// Whether they met the conditions.
    pub eligible: Option<bool>,
    /// The digits of their total.
    pub total: Option<String>,
    /// Their place on the shortlist, from 1.
    pub place: Option<i32>,
}

/// Who takes part.
///
/// # Errors
/// The database's.
pub fn list_candidates(conn: &mut Conn, round: i64) -> QueryResult<Vec<CandidateRow>> {
    promotion_candidates::table
        .filter(promotion_candidates::round_id.eq(round))
        .order(promotion_candidates::engagement_id)
        .select((
            promotion_candidates::engagement_id,
            promotion_candidates::potential,
            promotion_candidates::potential_note,
            promotion_candidates::conditions_entry,
            promotion_candidates::sheet_entry,
            promotion_candidates::eligible,
            promotion_candidates::total,
            promotion_candidates::place,
        ))
        .load(conn)
}

/// The rounds in which an engagement takes part, the latest first.
///
/// # Errors
/// The database's.
pub fn list_rounds_of(conn: &mut Conn, engagement: i64) -> QueryResult<Vec<i64>> {
    promotion_candidates::table
        .filter(promotion_candidates::engagement_id.eq(engagement))
        .order(promotion_candidates::round_id.desc())
        .select(promotion_candidates::round_id)
        .load(conn)
}

/// The open rounds of the hospitals in which a manager heads a unit.
///
/// # Errors
/// The database's.
pub fn list_of_head(conn: &mut Conn, manager: i64) -> QueryResult<Vec<Round>> {
    let hospitals_held: Vec<i64> = unit_managers::table
        .inner_join(units::table)
        .filter(unit_managers::user_id.eq(manager))
        .select(units::hospital_id)
        .distinct()
        .load(conn)?;
    promotion_rounds::table
        .inner_join(hospitals::table)
        .filter(promotion_rounds::hospital_id.eq_any(hospitals_held))
        .filter(promotion_rounds::state.eq("open"))
        .order(promotion_rounds::id)
        .select(columns!())
        .load(conn)
}

/// Keeps the unit head's marks; 0 for who takes no part.
///
/// # Errors
/// The database's.
pub fn update_marks(
    conn: &mut Conn,
    (round, engagement): (i64, i64),
    (potential, note): (&str, &str),
    by: i64,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(promotion_candidates::table.find((round, engagement)))
        .set((
            promotion_candidates::potential.eq(potential),
            promotion_candidates::potential_note.eq(note),
            promotion_candidates::marked_by.eq(by),
            promotion_candidates::marked_at.eq(now),
        ))
        .execute(conn)
}

/// Keeps what somebody was decided on.
///
/// # Errors
/// The database's.
pub fn update_decided(conn: &mut Conn, round: i64, row: &CandidateRow) -> QueryResult<usize> {
    diesel::update(promotion_candidates::table.find((round, row.engagement)))
        .set((
            promotion_candidates::conditions_entry.eq(row.conditions_entry),
            promotion_candidates::sheet_entry.eq(row.sheet_entry),
            promotion_candidates::eligible.eq(row.eligible),
            promotion_candidates::total.eq(&row.total),
            promotion_candidates::place.eq(row.place),
        ))
        .execute(conn)
}

/// How many other rounds for the same post of the same hospital ended with an appointment since this one
/// was opened.
///
/// # Errors
/// The database's.
pub fn count_appointed_since(conn: &mut Conn, round: &Round) -> QueryResult<i64> {
    promotion_rounds::table
        .filter(promotion_rounds::hospital_id.eq(round.hospital_id))
        .filter(promotion_rounds::post.eq(&round.post))
        .filter(promotion_rounds::state.eq("appointed"))
        .filter(promotion_rounds::id.ne(round.id))
        .filter(promotion_rounds::state_since.ge(round.opened_at))
        .count()
        .get_result(conn)
}

/// Holds a round and its hospital until the transaction ends, so that nobody joins the panel while it is
/// decided and no two rounds give away the last post. SQLite has one writer and needs nothing.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn hold(conn: &mut Conn, id: i64) -> QueryResult<()> {
    if let Conn::Pg(conn) = conn {
        let hospital: i64 = promotion_rounds::table
            .find(id)
            .select(promotion_rounds::hospital_id)
            .first(conn)?;
        hospitals::table
            .find(hospital)
            .select(hospitals::id)
            .for_update()
            .first::<i64>(conn)?;
    }
    Ok(())
}

/// Who gives up taking part.
///
/// # Errors
/// The database's.
pub fn delete_candidate(conn: &mut Conn, round: i64, engagement: i64) -> QueryResult<usize> {
    diesel::delete(promotion_candidates::table.find((round, engagement))).execute(conn)
}

/// A member of the panel: name, degree of kinship to a candidate, whether they stood aside.
pub type PanelRow = (String, Option<i32>, bool);

/// The panel.
///
/// # Errors
/// The database's.
pub fn list_panel(conn: &mut Conn, round: i64) -> QueryResult<Vec<PanelRow>> {
    promotion_panel::table
        .filter(promotion_panel::round_id.eq(round))
        .order(promotion_panel::id)
        .select((
            promotion_panel::name,
            promotion_panel::kin_degree,
            promotion_panel::recused,
        ))
        .load(conn)
}

/// Adds somebody to the panel.
///
/// # Errors
/// The database's.
pub fn insert_panel(
    conn: &mut Conn,
    round: i64,
    (name, degree, recused): &PanelRow,
) -> QueryResult<usize> {
    diesel::insert_into(promotion_panel::table)
        .values((
            promotion_panel::round_id.eq(round),
            promotion_panel::name.eq(name),
            promotion_panel::kin_degree.eq(degree),
            promotion_panel::recused.eq(recused),
        ))
        .execute(conn)
}

/// To which state a round goes, and what that means.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'a> {
    /// The state that it leaves.
    pub from: &'a str,
    /// The state that it takes.
    pub to: &'a str,
    /// Who was appointed.
    pub appointed: Option<i64>,
    /// Why it was closed.
    pub closed_because: Option<&'a str>,
    /// The most posts.
    pub quota: Option<i32>,
    /// The first day of the edition under which that was decided.
    pub edition: NaiveDate,
}

/// Moves a round on; 0 where it is not in the state it is to leave.
///
/// # Errors
/// The database's.
pub fn update_state(conn: &mut Conn, id: i64, turn: &Turn<'_>, now: UtcTime) -> QueryResult<usize> {
    diesel::update(
        promotion_rounds::table
            .find(id)
            .filter(promotion_rounds::state.eq(turn.from)),
    )
    .set((
        promotion_rounds::state.eq(turn.to),
        promotion_rounds::appointed.eq(turn.appointed),
        promotion_rounds::closed_because.eq(turn.closed_because),
        promotion_rounds::quota.eq(turn.quota),
        promotion_rounds::edition.eq(turn.edition),
        promotion_rounds::state_since.eq(now),
    ))
    .execute(conn)
}
