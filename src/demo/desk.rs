//! What the demo shows of filling shifts: the office has asked the nurse and two others about one; a unit
//! gives people whom it prefers the first choice, and another shift falls back to enrolled nurses.

use crate::app::App;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{bookings, shifts, unit_managers, users};
use crate::domain::Category;
use crate::error::AppError;
use crate::shifts::{candidates, fallback, invitations, preferred};
use chrono::TimeDelta;
use diesel::prelude::*;

/// How many others are asked about the same shift.
const OTHERS: usize = 2;

/// An officer asks about the first shift that the nurse could take; one of the others would rather not.
///
/// # Errors
/// The database's.
pub(super) async fn ask(app: &App, officer: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    let (nurse, open): (i64, Vec<i64>) = app
        .db
        .read(move |conn| {
            let nurse = users::table.filter(users::email_key.eq("nurse@demo.example"));
            let open = shifts::table
                .filter(shifts::category.eq(Category::RnGeneral))
                .filter(shifts::state.eq("open"))
                .filter(shifts::currency.eq("HKD"))
                .filter(shifts::starts_at.gt(now.plus(TimeDelta::days(2))))
                .filter(shifts::filled.eq(0))
                .filter(shifts::places.gt(1))
                .order(shifts::starts_at)
                .limit(40)
                .select(shifts::id);
            let nurse = nurse.select(users::id).first(conn)?;
            Ok::<_, AppError>((nurse, open.load(conn)?))
        })
        .await?;
    for shift in open {
        if invitations::invite(app, officer, shift, vec![nurse]).await? == 0 {
            continue;
        }
        let ranking = candidates::rank(app, officer, shift).await?;
        let free = ranking.ranked.iter().filter(|one| one.can_be_asked());
        let others: Vec<i64> = free.map(|one| one.person.user).take(OTHERS).collect();
        invitations::invite(app, officer, shift, others.clone()).await?;
        if let Some(other) = others.first() {
            invitations::decline(app, *other, shift).await?;
        }
        break;
    }
    Ok(())
}

/// Open shifts for registered nurses of the manager's units that nobody has picked, by start.
fn list_empty(
    conn: &mut Conn,
    manager: i64,
    now: UtcTime,
) -> QueryResult<Vec<(i64, i64, UtcTime)>> {
    shifts::table
        .inner_join(unit_managers::table.on(unit_managers::unit_id.eq(shifts::unit_id)))
        .filter(unit_managers::user_id.eq(manager))
        .filter(shifts::category.eq(Category::RnGeneral))
        .filter(shifts::state.eq("open"))
        .filter(shifts::starts_at.gt(now.plus(TimeDelta::days(4))))
        .filter(shifts::filled.eq(0))
        .filter(shifts::offered.eq(0))
        .filter(shifts::opens_at.is_null())
        .order((shifts::starts_at, shifts::id))
        .select((shifts::id, shifts::unit_id, shifts::starts_at))
        .load(conn)
}

/// Who has worked in a unit first.
fn find_worker(conn: &mut Conn, unit: i64, now: UtcTime) -> QueryResult<Option<i64>> {
    bookings::table
        .inner_join(shifts::table)
        .filter(shifts::unit_id.eq(unit))
        .filter(bookings::state.eq("held"))
        .filter(bookings::ends_at.le(now))
        .order(bookings::id)
        .select(bookings::user_id)
        .first(conn)
        .optional()
}

/// A unit of the manager prefers somebody and gives them the first choice of a shift; the next one that
/// nobody has picked goes to enrolled nurses two days before it starts.
///
/// # Errors
/// The database's.
pub(super) async fn settle(app: &App, manager: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    let found = app
        .db
        .write(move |conn| {
            let mut empty = list_empty(conn, manager, now)?.into_iter();
            let mut first = None;
            for (shift, unit, _) in empty.by_ref() {
                if let Some(worker) = find_worker(conn, unit, now)? {
                    diesel::update(shifts::table.find(shift))
                        .set(shifts::preferred_until.eq(now.plus(TimeDelta::days(2))))
                        .execute(conn)?;
                    first = Some((unit, worker));
                    break;
                }
            }
            if let Some((shift, _, starts_at)) = empty.next() {
                let at = starts_at.minus(TimeDelta::days(2));
                fallback::insert(conn, shift, (Category::EnGeneral, at))?;
            }
            Ok::<_, AppError>(first)
        })
        .await?;
    if let Some((unit, worker)) = found {
        preferred::change(app, manager, unit, worker, true).await?;
    }
    Ok(())
}
