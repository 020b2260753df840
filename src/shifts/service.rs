//! What a member sees of the board: the list, one shift, their own shifts.

use super::facts::{self, Member, Surroundings, Terms};
use super::filter::Filter;
use super::gate::{self, Wanted};
use super::handover_rows::{self as handovers, Told};
use super::hours;
use super::reason::Reason;
use super::store::{self, Booking, Shift};
use super::waiting_rows::{self as waiting, Wait};
use crate::app::App;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::domain::Profession;
use crate::error::AppError;
use crate::organisation::service::{self as organisation, Choice};
use chrono::TimeDelta;
use diesel::prelude::*;

/// A shift on the board, with what stands against it for this member.
pub struct Card {
    /// The shift.
    pub shift: Shift,
    /// Why the member may not take it; empty is permission.
    pub reasons: Vec<Reason>,
    /// What they should know before they do.
    pub warnings: Vec<Reason>,
    /// The member's own place on it.
    pub held: Option<Booking>,
    /// How the unit takes people.
    pub terms: Terms,
    /// Minutes of rest beside the member's other work within three days: before it, and after it.
    pub rest: (Option<i64>, Option<i64>),
}

/// What can be chosen in the filter.
pub struct Choices {
    /// Clusters.
    pub clusters: Vec<Choice>,
    /// Hospitals.
    pub hospitals: Vec<Choice>,
    /// Specialties of the member's profession.
    pub specialties: Vec<Choice>,
}

/// What a member sees.
pub struct Board {
    /// All shifts that the filter wants.
    pub cards: Vec<Card>,
    /// What can be chosen.
    pub choices: Choices,
}

/// Rest is worth showing up to this.
const NEAR: i64 = 3 * 24 * 60;

/// A shift as a member sees it: the gate is asked here for every screen.
pub fn card(member: &Member, around: &Surroundings, shift: Shift, now: UtcTime) -> Card {
    let wanted: Wanted = shift.wanted(around);
    let verdict = gate::eligibility(&member.candidate, &wanted, now);
    let gaps = hours::gaps(&member.candidate.work_beside(shift.id), &wanted);
    let rest = |side| {
        let near = |(minutes, before): &&(i64, bool)| *before == side && *minutes <= NEAR;
        gaps.iter().find(near).map(|(minutes, _)| *minutes)
    };
    let mine = |booking: &&Booking| booking.shift.id == shift.id;
    Card {
        reasons: verdict.against,
        warnings: verdict.warnings,
        held: member.bookings.iter().find(mine).cloned(),
        terms: around.terms(shift.unit_id),
        rest: (rest(true), rest(false)),
        shift,
    }
}

/// The board of a member.
///
/// # Errors
/// 403 for who is no member.
pub async fn board(app: &App, user: i64, filter: Filter) -> Result<Board, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let member = facts::load_member(conn, user, now)?;
            let around = facts::load_surroundings(conn)?;
            let category = member.candidate.membership.category;
            let shifts = store::list_open(conn, category, &filter, now)?;
            let cards = shifts
                .into_iter()
                .map(|shift| card(&member, &around, shift, now));
            let cards = cards
                .filter(|card| !filter.can || card.reasons.is_empty())
                .collect();
            Ok(Board {
                cards,
                choices: choices(conn, category.profession(), now)?,
            })
        })
        .await
}

fn choices(conn: &mut Conn, profession: Profession, now: UtcTime) -> QueryResult<Choices> {
    Ok(Choices {
        clusters: organisation::list_clusters(conn, now.day())?,
        hospitals: organisation::list_hospitals(conn, now.day())?,
        specialties: organisation::list_specialties(conn, profession)?,
    })
}

/// How many shifts a filter would show; for the ways out of an empty board.
///
/// # Errors
/// 403 for who is no member.
pub async fn count(app: &App, user: i64, filter: Filter) -> Result<usize, AppError> {
    Ok(board(app, user, filter).await?.cards.len())
}

/// One shift, with everything that can be done about it.
pub struct Detail {
    /// The shift and what stands against it.
    pub card: Card,
    /// The member's place on its waiting list.
    pub wait: Option<Wait>,
    /// How many wait for it.
    pub waiting: i64,
    /// Where it is released fairly: the member's recent shifts and their own moment.
    pub release: Option<(i64, UtcTime)>,
}

/// One shift of the board.
///
/// # Errors
/// 404 where there is none.
pub async fn detail(app: &App, user: i64, id: i64) -> Result<Detail, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let shift = store::find_shift(conn, id)?;
            let member = facts::load_member(conn, user, now)?;
            let around = facts::load_surroundings(conn)?;
            let release = shift.release().map(|release| {
                let recent = member.candidate.recent(release.opens_at);
                (recent, release.opens_for(user, recent))
            });
            Ok(Detail {
                wait: waiting::find_wait(conn, user, id)?,
                waiting: waiting::count_waiting(conn, id)?,
                card: card(&member, &around, shift, now),
                release,
            })
        })
        .await
}

/// The places that a member holds, from now on, and those of the last months.
pub struct MyShifts {
    /// Not over yet, by start.
    pub ahead: Vec<Booking>,
    /// Over, latest first.
    pub past: Vec<Booking>,
    /// What they wait for, with their place in the queue.
    pub waits: Vec<(Wait, i64, Shift)>,
    /// What is being handed over, by them or to them.
    pub handovers: Vec<Told>,
}

/// A member's own shifts.
///
/// # Errors
/// The database's.
pub async fn my_shifts(app: &App, user: i64) -> Result<MyShifts, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let all = store::list_bookings(conn, user, now.minus(TimeDelta::days(180)))?;
            let (ahead, mut past): (Vec<_>, Vec<_>) = all
                .into_iter()
                .partition(|booking| booking.shift.ends_at > now);
            past.reverse();
            let mut waits = Vec::new();
            for wait in waiting::list_waits(conn, user)? {
                let shift = store::find_shift(conn, wait.shift)?;
                if shift.starts_at > now {
                    waits.push((wait, waiting::count_before(conn, &wait)?, shift));
                }
            }
            Ok::<_, AppError>(MyShifts {
                ahead,
                past,
                waits,
                handovers: handovers::list_of_member(conn, user, now)?,
            })
        })
        .await
}

/// Up to three shifts that a member could take instead.
///
/// # Errors
/// The database's.
pub async fn similar(app: &App, user: i64) -> Result<Vec<Card>, AppError> {
    let filter = Filter {
        can: true,
        page: 1,
        ..Filter::default()
    };
    let mut cards = board(app, user, filter).await?.cards;
    cards.truncate(3);
    Ok(cards)
}
