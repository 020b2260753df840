//! What a member sees of one shift, and of their own.

use super::facts::{self, Member, Mode, Surroundings, Terms};
use super::gate::{self, Wanted};
use super::handover_rows::{self as handovers, Told};
use super::hours;
use super::reason::{self, Reason};
pub use super::rosters::count_worked;
use super::store::{self, Booking, Shift};
use super::waiting_rows::{self as waiting, Wait};
use crate::app::App;
use crate::clock::UtcTime;
use crate::error::AppError;
use crate::i18n::Texts;
use chrono::TimeDelta;
use std::sync::Arc;

/// A shift on the board, with what stands against it for this member.
pub struct Card {
    /// The shift.
    pub shift: Arc<Shift>,
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

impl Card {
    /// What else a card says, where there is something to say: rest beside other work, and who decides.
    pub(crate) fn small(&self, t: &Texts) -> Vec<String> {
        let (before, after) = self.rest;
        let mut small = Vec::new();
        small.extend(before.map(|minutes| t.card_rest_before(reason::hours(minutes))));
        small.extend(after.map(|minutes| t.card_rest_after(reason::hours(minutes))));
        small.extend((self.terms.mode == Mode::Confirm).then(|| t.card_confirm()));
        small
    }
}

/// Rest is worth showing up to this.
const NEAR: i64 = 3 * 24 * 60;

/// A shift as a member sees it: the gate is asked here for every screen.
pub fn card(member: &Member, around: &Surroundings, shift: Arc<Shift>, now: UtcTime) -> Card {
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
            let member = facts::load_member(conn, user, shift.unit_id, now)?;
            let around = facts::load_around(conn, &shift)?;
            let release = shift.release().map(|release| {
                let recent = member.candidate.recent(release.opens_at);
                (recent, release.opens_for(user, recent))
            });
            Ok(Detail {
                wait: waiting::find_wait(conn, user, id)?,
                waiting: waiting::count_waiting(conn, id)?,
                card: card(&member, &around, Arc::new(shift), now),
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
