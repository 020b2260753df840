//! Rows of promotion rounds.

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{
    engagements, hospitals, promotion_candidates, promotion_panel, promotion_rounds,
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
    /// The day of the selection.
    pub selection_on: NaiveDate,
    /// `open`, `listed`, `appointed` or `void`.
    pub state: String,
    /// The engagement of who was appointed.
    pub appointed: Option<i64>,
    /// Who opened it.
    pub opened_by: i64,
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
            promotion_rounds::selection_on,
            promotion_rounds::state,
            promotion_rounds::appointed,
            promotion_rounds::opened_by,
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

/// The engagements of who takes part.
///
/// # Errors
/// The database's.
pub fn list_candidates(conn: &mut Conn, round: i64) -> QueryResult<Vec<i64>> {
    promotion_candidates::table
        .filter(promotion_candidates::round_id.eq(round))
        .order(promotion_candidates::engagement_id)
        .select(promotion_candidates::engagement_id)
        .load(conn)
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

/// Moves a round on; 0 where it is not in the state it is to leave.
///
/// # Errors
/// The database's.
pub fn update_state(
    conn: &mut Conn,
    id: i64,
    (from, to): (&str, &str),
    appointed: Option<i64>,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::update(
        promotion_rounds::table
            .find(id)
            .filter(promotion_rounds::state.eq(from)),
    )
    .set((
        promotion_rounds::state.eq(to),
        promotion_rounds::appointed.eq(appointed),
        promotion_rounds::state_since.eq(now),
    ))
    .execute(conn)
}
