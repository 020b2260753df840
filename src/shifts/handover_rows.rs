//! Handovers as rows, and as those see them whom they concern.

use super::store::{self, Booking, Shift};
use crate::accounts::store::User;
use crate::accounts::store::find_user;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::handovers;
use crate::error::{AppError, Clash};
use crate::text_enum;
use diesel::prelude::*;
use serde_json::json;

text_enum! {
    /// Where a handover stands.
    HandoverState {
        /// The colleague is asked.
        Asked = "asked",
        /// The colleague would; the unit is asked.
        Accepted = "accepted",
        /// The unit agreed: the place has changed hands.
        Agreed = "agreed",
        /// The unit did not agree.
        Refused = "refused",
        /// The colleague would not.
        Declined = "declined",
        /// Who asked took it back.
        Withdrawn = "withdrawn",
    }
}

/// A handover as its row holds it.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct Handover {
    /// Row.
    pub id: i64,
    /// The place.
    pub booking: i64,
    /// Who holds it.
    pub giver: i64,
    /// Who is to have it.
    pub taker: i64,
    /// The place that they would give for it.
    pub back: Option<i64>,
    /// Where it stands.
    pub state: HandoverState,
}

type HandoverColumns = (
    handovers::id,
    handovers::booking_id,
    handovers::giver_id,
    handovers::taker_id,
    handovers::back_booking_id,
    handovers::state,
);
const COLUMNS: HandoverColumns = (
    handovers::id,
    handovers::booking_id,
    handovers::giver_id,
    handovers::taker_id,
    handovers::back_booking_id,
    handovers::state,
);
/// Not settled yet.
pub const OPEN: [HandoverState; 2] = [HandoverState::Asked, HandoverState::Accepted];

/// A handover with the people and places of it.
pub struct Told {
    /// The row.
    pub handover: Handover,
    /// Who gives.
    pub giver: User,
    /// Who takes.
    pub taker: User,
    /// The shift that is given.
    pub shift: Shift,
    /// The shift that is given for it.
    pub back: Option<Shift>,
}

fn told(conn: &mut Conn, handover: Handover) -> QueryResult<Told> {
    let back = handover.back.map(|id| store::find_booking(conn, id));
    Ok(Told {
        giver: find_user(conn, handover.giver)?,
        taker: find_user(conn, handover.taker)?,
        shift: store::find_booking(conn, handover.booking)?.shift,
        back: back.transpose()?.map(|booking| booking.shift),
        handover,
    })
}

/// What is open with a member, as giver or as taker.
///
/// # Errors
/// The database's.
pub fn list_of_member(conn: &mut Conn, user: i64, now: UtcTime) -> QueryResult<Vec<Told>> {
    let rows: Vec<Handover> = handovers::table
        .filter(
            handovers::giver_id
                .eq(user)
                .or(handovers::taker_id.eq(user)),
        )
        .filter(handovers::state.eq_any(OPEN))
        .order(handovers::id)
        .select(COLUMNS)
        .load(conn)?;
    standing(conn, rows, now)
}

/// Those whose place is still held and has not begun.
fn standing(conn: &mut Conn, rows: Vec<Handover>, now: UtcTime) -> QueryResult<Vec<Told>> {
    let mut found = Vec::new();
    for row in rows {
        let told = told(conn, row)?;
        let held = store::find_held(conn, row.giver, told.shift.id).optional()?;
        if held.is_some_and(|held| held.id == row.booking) && told.shift.starts_at > now {
            found.push(told);
        }
    }
    Ok(found)
}

/// What waits for a manager's word.
///
/// # Errors
/// The database's.
pub async fn list_to_agree(app: &App, manager: i64) -> Result<Vec<Told>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let rows: Vec<Handover> = handovers::table
                .filter(handovers::state.eq(HandoverState::Accepted))
                .order(handovers::id)
                .select(COLUMNS)
                .load(conn)?;
            let mut open = standing(conn, rows, now)?;
            let held = crate::organisation::service::list_held_units(conn, manager)?;
            open.retain(|told| held.iter().any(|unit| unit.id == told.shift.unit_id));
            Ok::<_, AppError>(open)
        })
        .await
}

/// What is open about a place, given or given back.
///
/// # Errors
/// The database's.
pub fn list_of_place(conn: &mut Conn, booking: i64) -> QueryResult<Vec<Handover>> {
    handovers::table
        .filter(
            handovers::booking_id
                .eq(booking)
                .or(handovers::back_booking_id.eq(booking)),
        )
        .filter(handovers::state.eq_any(OPEN))
        .order(handovers::id)
        .select(COLUMNS)
        .load(conn)
}

/// Records a step of a handover.
///
/// # Errors
/// The database's.
pub fn record(
    conn: &mut Conn,
    actor: Actor,
    act: &str,
    id: i64,
    booking: i64,
    now: UtcTime,
) -> QueryResult<()> {
    let subject = Subject::Booking(booking);
    audit::record(conn, now, actor, act, subject, &json!({"handover": id}))
}

/// A handover by row.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find(conn: &mut Conn, id: i64) -> QueryResult<Handover> {
    handovers::table.find(id).select(COLUMNS).first(conn)
}

/// Moves a handover on.
///
/// # Errors
/// 409 where somebody was faster.
pub fn settle(
    conn: &mut Conn,
    handover: &Handover,
    from: &[HandoverState],
    to: HandoverState,
    by: i64,
    now: UtcTime,
) -> Result<(), AppError> {
    let moved = diesel::update(
        handovers::table
            .find(handover.id)
            .filter(handovers::state.eq_any(from.to_vec())),
    )
    .set((
        handovers::state.eq(to),
        handovers::settled_at.eq(now),
        handovers::settled_by.eq(by),
    ))
    .execute(conn)?;
    if moved == 0 {
        return Err(AppError::Conflict(Clash::State));
    }
    Ok(())
}

/// An open handover for one of its two members, and what the colleague could give for it: their own
/// places in the same unit.
///
/// # Errors
/// 404 for everybody else's, and for one that is over.
pub async fn open(app: &App, user: i64, id: i64) -> Result<(Told, Vec<Booking>), AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let mine = list_of_member(conn, user, now)?;
            let told = mine
                .into_iter()
                .find(|told| told.handover.id == id)
                .ok_or(AppError::NotFound)?;
            let mut own = store::list_bookings(conn, user, now)?;
            own.retain(|booking| {
                booking.shift.unit_id == told.shift.unit_id
                    && booking.shift.starts_at > now
                    && booking.shift.id != told.shift.id
                    && booking.undo_until <= now
                    && !booking.is_application()
            });
            Ok((told, own))
        })
        .await
}
