//! Never double-booked, shown by a history: many members and an office act at once, each one act after
//! the other, and afterwards what was acknowledged is held against what is there. 2,000 acts, or as many
//! as `LOCUM_HISTORY_ACTS` says.

use crate::app::TestApp;
use crate::people::Person;
use chrono::TimeDelta;
use diesel::prelude::*;
use futures_util::future::{self, join_all};
use locum::accounts::domain::Email;
use locum::db::schema::{applications, bookings, handovers, shifts, waiting};
use locum::domain::Role;
use locum::error::AppError;
use locum::shifts::handovers::{Reply, agree, ask, reply};
use locum::shifts::picking::{PickError, cancel, pick, undo};
use locum::shifts::waiting::{accept, expire, join, leave};
use locum::vetting::{State, membership};
use std::cell::RefCell;
use std::collections::BTreeMap;

const MEMBERS: usize = 24;
const SHIFTS: u64 = 40;

/// Numbers from a seed, one stream for each who acts.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }
}

/// What the last acknowledged act of a member on a shift leaves them with, so far as it was their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    Holds,
    GaveBack,
}

/// A refusal is an answer; only what is our fault ends the test.
fn answered(result: Result<(), PickError>) -> bool {
    match result {
        Ok(()) => true,
        Err(PickError::Refused(_) | PickError::Unheeded(_)) => false,
        Err(PickError::App(error)) => acknowledged(Err(error)),
    }
}

fn acknowledged(result: Result<(), AppError>) -> bool {
    match result {
        Ok(()) => true,
        Err(
            AppError::Conflict(_)
            | AppError::Forbidden(_)
            | AppError::NotFound
            | AppError::Later(..),
        ) => false,
        Err(error) => panic!("{error:?}"),
    }
}

async fn handover_of(app: &TestApp, dice: &mut Dice) -> Option<(i64, i64, i64)> {
    let open: Vec<(i64, i64, i64)> = app
        .read(|conn| {
            handovers::table
                .filter(handovers::state.eq_any(["asked", "accepted"]))
                .select((handovers::id, handovers::giver_id, handovers::taker_id))
                .load(conn)
        })
        .await;
    let count = u64::try_from(open.len()).unwrap();
    (count > 0).then(|| open[usize::try_from(dice.below(count)).unwrap()])
}

/// One member's acts, one after the other.
async fn member(
    app: &TestApp,
    people: &[Person<'_>],
    index: usize,
    wanted: &[i64],
    acts: usize,
) -> BTreeMap<i64, Own> {
    let (me, mut dice) = (
        &people[index],
        Dice(77 + u64::try_from(index).unwrap() * 7919),
    );
    let mut own = BTreeMap::new();
    for act in 0..acts {
        let shift = wanted[usize::try_from(dice.below(SHIFTS)).unwrap()];
        let key = format!("{index} {act}");
        match dice.below(12) {
            0..4 => {
                if answered(pick(&app.app, me.id, shift, key, true).await) {
                    own.insert(shift, Own::Holds);
                }
            }
            4 => {
                if acknowledged(undo(&app.app, me.id, shift).await) {
                    own.insert(shift, Own::GaveBack);
                }
            }
            5 => {
                let told = Some("Sister".into());
                if acknowledged(cancel(&app.app, me.id, shift, "-".into(), told).await) {
                    own.insert(shift, Own::GaveBack);
                }
            }
            6 => {
                answered(join(&app.app, me.id, shift).await);
            }
            7 => {
                if answered(accept(&app.app, me.id, shift, key, true).await) {
                    own.insert(shift, Own::Holds);
                }
            }
            8 => {
                acknowledged(leave(&app.app, me.id, shift).await);
            }
            9 => {
                let colleague = &people[usize::try_from(dice.below(24)).unwrap()].email;
                let address = Email::parse(colleague).unwrap();
                acknowledged(ask(&app.app, me.id, shift, address).await);
            }
            _ => {
                if let Some((id, giver, taker)) = handover_of(app, &mut dice).await {
                    if taker == me.id {
                        answered(reply(&app.app, me.id, id, Reply::Accept(None)).await);
                    } else if giver == me.id {
                        answered(reply(&app.app, me.id, id, Reply::Withdraw).await);
                    }
                }
            }
        }
    }
    own
}

/// The office suspends and opens again, the unit agrees, the clock goes on, offers end.
async fn office(app: &TestApp, people: &[Person<'_>], officer: i64, manager: i64, acts: usize) {
    let mut dice = Dice(4_242);
    let references: Vec<String> = app
        .read(|conn| {
            applications::table
                .order(applications::id)
                .select(applications::reference)
                .load(conn)
        })
        .await;
    for act in 0..acts {
        let who = usize::try_from(dice.below(6)).unwrap();
        let reference = references[who].clone();
        match dice.below(5) {
            0 => {
                acknowledged(membership::suspend(&app.app, officer, reference, "-".into()).await);
            }
            1 => {
                acknowledged(membership::reinstate(&app.app, officer, reference, "-".into()).await);
            }
            2 => {
                expire(&app.app).await.expect("the job runs");
            }
            _ => {
                if let Some((id, ..)) = handover_of(app, &mut dice).await {
                    answered(agree(&app.app, manager, id, act % 3 > 0).await);
                }
            }
        }
        app.passes(TimeDelta::seconds(20));
    }
    // Whoever is first on the list ends suspended.
    let _ = membership::suspend(&app.app, officer, references[0].clone(), "-".into()).await;
    assert_eq!(people.len(), MEMBERS);
}

async fn r01_r02_r05_a_history_of_many_acts_at_once_holds_together(app: &TestApp) {
    app.ignores_mail();
    let acts: usize = std::env::var("LOCUM_HISTORY_ACTS")
        .ok()
        .and_then(|acts| acts.parse().ok())
        .unwrap_or(2_000);
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let mut people = Vec::new();
    for _ in 0..MEMBERS {
        people.push(app.clinician(State::Approved).await);
    }
    let mut wanted = Vec::new();
    for number in 0..SHIFTS {
        // Eight hours each, every five hours: neighbours overlap. Far enough that all can be undone.
        let hours = i64::try_from(number * 5).unwrap() + 24 * 9;
        let start = app.now().plus(TimeDelta::hours(hours));
        let places = 1 + i32::try_from(number % 3).unwrap();
        wanted.push(app.shift_at(ward, start, places, manager.id).await);
    }
    let each = acts / (MEMBERS + 1);
    let stories = RefCell::new(Vec::new());
    let members = (0..MEMBERS).map(|index| {
        let (people, wanted, stories) = (&people, &wanted, &stories);
        async move {
            let own = member(app, people, index, wanted, each).await;
            stories.borrow_mut().push((people[index].id, own));
        }
    });
    future::join(
        join_all(members),
        office(app, &people, officer.id, manager.id, each),
    )
    .await;
    no_place_twice(app).await;
    nobody_twice(app).await;
    crate::snapshot::agrees(app).await;
    for (member, own) in stories.into_inner() {
        every_acknowledged_act_is_there(app, member, own).await;
    }
    let suspended: i64 = app
        .read(|conn| {
            bookings::table
                .inner_join(applications::table.on(applications::user_id.eq(bookings::user_id)))
                .filter(applications::state.eq(State::Suspended))
                .filter(bookings::state.eq("held"))
                .count()
                .get_result(conn)
        })
        .await;
    assert_eq!(suspended, 0, "nobody is on the board after suspension");
}

async fn no_place_twice(app: &TestApp) {
    let rows: Vec<(i64, i32, i32, i32)> = app
        .read(|conn| {
            shifts::table
                .select((shifts::id, shifts::places, shifts::filled, shifts::offered))
                .load(conn)
        })
        .await;
    for (id, places, filled, offered) in rows {
        let (held, kept): (i64, i64) = app
            .read(move |conn| {
                let held = bookings::table
                    .filter(bookings::shift_id.eq(id))
                    .filter(bookings::state.eq("held"))
                    .count()
                    .get_result(conn)?;
                let kept = waiting::table
                    .filter(waiting::shift_id.eq(id))
                    .filter(waiting::state.eq("offered"))
                    .count()
                    .get_result(conn)?;
                Ok((held, kept))
            })
            .await;
        assert_eq!((held, kept), (filled.into(), offered.into()), "shift {id}");
        assert!(filled + offered <= places, "shift {id}");
    }
}

async fn nobody_twice(app: &TestApp) {
    let held: Vec<(i64, locum::clock::UtcTime, locum::clock::UtcTime)> = app
        .read(|conn| {
            bookings::table
                .filter(bookings::state.eq("held"))
                .order((bookings::user_id, bookings::starts_at))
                .select((bookings::user_id, bookings::starts_at, bookings::ends_at))
                .load(conn)
        })
        .await;
    assert!(!held.is_empty());
    for pair in held.windows(2) {
        assert!(
            pair[0].0 != pair[1].0 || pair[0].2 <= pair[1].1,
            "two places at once: {pair:?}"
        );
    }
}

/// A member's own last word on a shift stands, unless the office or the unit moved it after them.
async fn every_acknowledged_act_is_there(app: &TestApp, member: i64, own: BTreeMap<i64, Own>) {
    for (shift, last) in own {
        let rows: Vec<(String, Option<String>)> = app
            .read(move |conn| {
                bookings::table
                    .filter(bookings::shift_id.eq(shift))
                    .filter(bookings::user_id.eq(member))
                    .order(bookings::id)
                    .select((bookings::state, bookings::released_why))
                    .load(conn)
            })
            .await;
        let newest = rows.last();
        match last {
            Own::Holds => {
                let (state, why) = newest.expect("an acknowledged pick is there");
                let moved = matches!(why.as_deref(), Some("closed" | "handed_over"));
                assert!(state == "held" || moved, "{member} on {shift}: {rows:?}");
            }
            Own::GaveBack => {
                // Only a colleague's place that they took over can have come after it.
                assert!(
                    newest.is_none_or(|(state, _)| state != "held")
                        || came_over(app, member, shift).await,
                    "{member} on {shift}: {rows:?}"
                );
            }
        }
    }
}

async fn came_over(app: &TestApp, member: i64, shift: i64) -> bool {
    let over: i64 = app
        .read(move |conn| {
            handovers::table
                .inner_join(bookings::table)
                .filter(bookings::shift_id.eq(shift))
                .filter(handovers::taker_id.eq(member))
                .filter(handovers::state.eq("agreed"))
                .count()
                .get_result(conn)
        })
        .await;
    over > 0
}

both!(r01_r02_r05_a_history_of_many_acts_at_once_holds_together);
