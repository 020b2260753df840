//! One function for each thing a member can do on the board.

use super::filter::Filter;
use super::gate::{self, Held, Reason};
use super::regime_rows::{self, RulesByUnit};
use super::store::{self, Booking, NewBooking, Shift};
use super::unit_letters;
use super::working_time::LOOKS_BACK;
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::{self, Conn, Unavailable, WriteError};
use crate::domain::{Profession, Role};
use crate::error::{AppError, Clash, Denial};
use crate::mail::{self, Envelope, Letter};
use crate::organisation::service::{self as organisation, Choice};
use crate::vetting::State;
use crate::vetting::members::{Membership, find_membership};
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;

/// How long a pick can be undone without a word, and how close to its start no more.
const UNDO_FOR: TimeDelta = TimeDelta::minutes(10);
const NO_UNDO_WITHIN: TimeDelta = TimeDelta::hours(8);

/// Until when a pick can be undone; at once over where the shift starts soon.
fn undo_until(now: UtcTime, starts_at: UtcTime) -> UtcTime {
    if starts_at.since(now) > NO_UNDO_WITHIN {
        now.plus(UNDO_FOR)
    } else {
        now
    }
}

/// A shift on the board, with what stands against it for this member.
pub struct Card {
    /// The shift.
    pub shift: Shift,
    /// Why the member may not take it; empty is permission.
    pub reasons: Vec<Reason>,
    /// The member's own place on it, until when it can be undone.
    pub held: Option<UtcTime>,
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

fn member(conn: &mut Conn, user: i64) -> Result<Membership, AppError> {
    find_membership(conn, user)?.ok_or(AppError::Forbidden(Denial::NotApproved))
}

fn held(bookings: &[Booking]) -> Vec<Held> {
    bookings.iter().map(Booking::held).collect()
}

/// The shift as the gate asks about it, with the rules of its hospital.
fn wanted(shift: &Shift, rules: &RulesByUnit) -> gate::Wanted {
    gate::Wanted {
        regime: rules.of(shift.unit_id),
        ..shift.wanted()
    }
}

fn card(
    member: &Membership,
    bookings: &[Booking],
    shift: Shift,
    rules: &RulesByUnit,
    now: UtcTime,
) -> Card {
    let reasons = gate::eligibility(member, &held(bookings), &wanted(&shift, rules), now);
    let held = bookings
        .iter()
        .find(|booking| booking.shift.id == shift.id)
        .map(|booking| booking.undo_until);
    Card {
        shift,
        reasons,
        held,
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
            let member = member(conn, user)?;
            let bookings = store::list_bookings(conn, user, now.minus(LOOKS_BACK))?;
            let rules = regime_rows::load(conn, user, now)?;
            let shifts = store::list_open(conn, member.category, &filter, now)?;
            let cards = shifts
                .into_iter()
                .map(|shift| card(&member, &bookings, shift, &rules, now));
            let cards = cards
                .filter(|card| !filter.can || card.reasons.is_empty())
                .collect();
            Ok(Board {
                cards,
                choices: choices(conn, member.category.profession(), now)?,
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

/// A shift with the member's own places around it.
pub struct Detail {
    /// The shift and what stands against it.
    pub card: Card,
    /// Hours since the end of the member's last place before it, if any ends within three days.
    pub rest_before: Option<i64>,
    /// Hours until the start of the next place after it, within three days.
    pub rest_after: Option<i64>,
}

/// One shift of the board.
///
/// # Errors
/// 404 where there is none.
pub async fn detail(app: &App, user: i64, id: i64) -> Result<Detail, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let member = member(conn, user)?;
            let shift = store::find_shift(conn, id)?;
            let near = TimeDelta::days(3);
            let bookings = store::list_bookings(conn, user, shift.starts_at.minus(LOOKS_BACK))?;
            let rules = regime_rows::load(conn, user, now)?;
            let others = || {
                bookings
                    .iter()
                    .map(|booking| &booking.shift)
                    .filter(|other| other.id != id)
            };
            let before = others()
                .filter(|other| other.ends_at <= shift.starts_at)
                .filter(|other| shift.starts_at.since(other.ends_at) <= near)
                .map(|other| other.ends_at)
                .max();
            let after = others()
                .filter(|other| other.starts_at >= shift.ends_at)
                .map(|other| other.starts_at)
                .min();
            let rest_before = before.map(|end| shift.starts_at.since(end).num_hours());
            let rest_after = after
                .map(|start| start.since(shift.ends_at))
                .filter(|gap| *gap <= near);
            let card = card(&member, &bookings, shift, &rules, now);
            Ok(Detail {
                card,
                rest_before,
                rest_after: rest_after.map(|gap| gap.num_hours()),
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
            Ok::<_, AppError>(MyShifts { ahead, past })
        })
        .await
}

/// Why a pick did not happen.
#[derive(Debug)]
pub enum PickError {
    /// The gate says why; all reasons.
    Refused(Vec<Reason>),
    /// Something else.
    App(AppError),
}

impl From<AppError> for PickError {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<diesel::result::Error> for PickError {
    fn from(error: diesel::result::Error) -> Self {
        Self::App(error.into())
    }
}

impl From<Unavailable> for PickError {
    fn from(reason: Unavailable) -> Self {
        Self::App(reason.into())
    }
}

impl WriteError for PickError {
    fn is_transient(&self) -> bool {
        matches!(self, Self::App(error) if error.is_transient())
    }
}

/// Takes a place. The member's application is locked first, so that a suspension at the same moment is
/// either seen here or sees the booking; the place is taken by one conditional update.
///
/// # Errors
/// All reasons, where the gate is closed; the same form sent again is the same pick (R03).
pub async fn pick(app: &App, user: i64, id: i64, key: String) -> Result<(), PickError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = member(conn, user)?.application;
            db::lock_application(conn, application)?;
            match store::find_by_key(conn, &key)? {
                Some(made) if made == (user, id) => return Ok(()),
                Some(_) => return Err(AppError::Conflict(Clash::State).into()),
                None => {}
            }
            // Read again under the lock: only now is what it says still true at the commit.
            let member = member(conn, user)?;
            match member.state {
                State::Approved => {}
                State::Suspended => return Err(AppError::Forbidden(Denial::Suspended).into()),
                _ => return Err(AppError::Forbidden(Denial::NotApproved).into()),
            }
            let shift = store::find_shift(conn, id)?;
            let bookings = store::list_bookings(conn, user, now.minus(LOOKS_BACK))?;
            let wanted = wanted(&shift, &regime_rows::load(conn, user, now)?);
            let cleared =
                gate::clear(&member, &held(&bookings), &wanted, now).map_err(PickError::Refused)?;
            if store::take_place(conn, id)? == 0 {
                return Err(PickError::Refused(vec![Reason::Full]));
            }
            let new = NewBooking {
                shift: &shift,
                key: &key,
                picked_at: now,
                undo_until: undo_until(now, shift.starts_at),
            };
            let booking = store::insert_booking(conn, &cleared, &new)?;
            let actor = Actor::Person(user, Role::Clinician);
            audit::record(
                conn,
                now,
                actor,
                "shift.picked",
                Subject::Booking(booking),
                &json!({"shift": id}),
            )?;
            Ok(())
        })
        .await
}

/// Undoes a pick within its window, without trace on the member's record.
///
/// # Errors
/// 409 once the window has closed.
pub async fn undo(app: &App, user: i64, id: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = member(conn, user)?.application;
            db::lock_application(conn, application)?;
            if store::delete_booking(conn, user, id, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            store::free_place(conn, id)?;
            let actor = Actor::Person(user, Role::Clinician);
            Ok(audit::record(
                conn,
                now,
                actor,
                "shift.undone",
                Subject::Shift(id),
                &json!({}),
            )?)
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

/// Releases what a member holds and has not begun, when the board is closed to them; they are told of
/// each place, and so are the units that expect them. The application must be locked already.
///
/// # Errors
/// The database's.
pub fn release_future(
    conn: &mut Conn,
    user: i64,
    now: UtcTime,
    reason: &str,
) -> Result<Vec<i64>, AppError> {
    let owner = accounts::store::find_user(conn, user)?;
    let mut released = Vec::new();
    for booking in store::list_bookings(conn, user, now)? {
        let shift = &booking.shift;
        if shift.starts_at <= now || store::update_released(conn, booking.id)? == 0 {
            continue;
        }
        store::free_place(conn, shift.id)?;
        unit_letters::vacated(conn, &booking, &owner, now)?;
        audit::record(
            conn,
            now,
            Actor::System,
            "shift.released",
            Subject::Booking(booking.id),
            &json!({"shift": shift.id}),
        )?;
        let lang = owner.lang;
        let shift = format!(
            "{} {}, {} {}",
            shift.hospital.name(lang),
            shift.unit.name(lang),
            lang.date(shift.day()),
            lang.time_range(shift.starts_at, shift.ends_at, shift.zone())
        );
        let letter = Letter::PlaceReleased {
            name: owner.name(lang).to_owned(),
            shift,
            reason: reason.to_owned(),
        };
        mail::post(conn, &Envelope::from(&owner), &letter, now)?;
        released.push(booking.id);
    }
    Ok(released)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn a_pick_shortly_before_the_start_cannot_be_undone() {
        let now = UtcTime::new(
            NaiveDate::from_ymd_opt(2026, 3, 2)
                .unwrap()
                .and_hms_opt(0, 0, 0)
                .unwrap(),
        );
        assert_eq!(
            undo_until(now, now.plus(TimeDelta::hours(9))),
            now.plus(TimeDelta::minutes(10))
        );
        assert_eq!(undo_until(now, now.plus(TimeDelta::hours(8))), now);
    }
}
