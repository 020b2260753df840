//! What members say about themselves for the gate: who of theirs heads a unit, and when they work in
//! their main job. Both are shown to nobody else.

use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::{SERVICE_ZONE, UtcTime, add_days};
use crate::db::schema::{hospitals, main_job, relatives, units};
use crate::domain::{Bilingual, Role};
use crate::error::{AppError, Clash};
use crate::vetting::declarations::Relation;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use diesel::prelude::*;
use serde_json::json;

/// A unit to choose from: row, hospital, unit.
pub type UnitChoice = (i64, Bilingual, Bilingual);

/// A declaration: the unit and what the one who heads it is to the member.
pub struct Declared {
    /// The unit.
    pub unit: UnitChoice,
    /// What they are.
    pub relation: Relation,
}

/// All units, by hospital.
///
/// # Errors
/// The database's.
pub async fn units(app: &App) -> Result<Vec<UnitChoice>, AppError> {
    app.db
        .read(|conn| {
            let all = units::table
                .inner_join(hospitals::table)
                .order((hospitals::id, units::id))
                .select((
                    units::id,
                    (hospitals::name_en, hospitals::name_zh),
                    (units::name_en, units::name_zh),
                ))
                .load(conn)?;
            Ok::<_, AppError>(all)
        })
        .await
}

/// What a member has declared.
///
/// # Errors
/// The database's.
pub async fn declared(app: &App, user: i64) -> Result<Vec<Declared>, AppError> {
    app.db
        .read(move |conn| {
            let rows: Vec<(UnitChoice, Relation)> = relatives::table
                .inner_join(units::table.inner_join(hospitals::table))
                .filter(relatives::user_id.eq(user))
                .order(relatives::declared_at)
                .select((
                    (
                        units::id,
                        (hospitals::name_en, hospitals::name_zh),
                        (units::name_en, units::name_zh),
                    ),
                    relatives::relation,
                ))
                .load(conn)?;
            let declared = rows
                .into_iter()
                .map(|(unit, relation)| Declared { unit, relation });
            Ok::<_, AppError>(declared.collect())
        })
        .await
}

/// Declares that somebody close heads a unit, or what they are to the member now; `None` takes it back.
///
/// # Errors
/// 404 for an unknown unit; 409 where there is nothing to take back.
pub async fn declare(
    app: &App,
    user: i64,
    unit: i64,
    relation: Option<Relation>,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            units::table
                .find(unit)
                .select(units::id)
                .first::<i64>(conn)?;
            let gone = diesel::delete(relatives::table.find((user, unit))).execute(conn)?;
            match relation {
                Some(relation) => {
                    diesel::insert_into(relatives::table)
                        .values((
                            relatives::user_id.eq(user),
                            relatives::unit_id.eq(unit),
                            relatives::relation.eq(relation),
                            relatives::declared_at.eq(now),
                        ))
                        .execute(conn)?;
                }
                None if gone == 0 => return Err(AppError::Conflict(Clash::State)),
                None => {}
            }
            let detail = json!({"unit": unit, "relation": relation.map(Relation::as_str)});
            let actor = Actor::Person(user, Role::Clinician);
            let subject = Subject::User(user);
            Ok(audit::record(
                conn,
                now,
                actor,
                "relative.declared",
                subject,
                &detail,
            )?)
        })
        .await
}

/// A stretch of the main job.
#[derive(Debug, Clone, Copy, Queryable)]
pub struct Work {
    /// Row.
    pub id: i64,
    /// When it starts.
    pub starts_at: UtcTime,
    /// When it ends.
    pub ends_at: UtcTime,
}

/// The main job of a member from an instant on.
///
/// # Errors
/// The database's.
pub async fn work(app: &App, user: i64, since: UtcTime) -> Result<Vec<Work>, AppError> {
    app.db
        .read(move |conn| {
            let all = main_job::table
                .filter(main_job::user_id.eq(user))
                .filter(main_job::ends_at.gt(since))
                .order((main_job::starts_at, main_job::id))
                .select((main_job::id, main_job::starts_at, main_job::ends_at))
                .load(conn)?;
            Ok::<_, AppError>(all)
        })
        .await
}

/// The most weeks that one form writes down, and the most stretches that are kept.
pub const WEEKS: i64 = 12;
const MOST: i64 = 500;

/// Writes down a stretch of the main job, on the same weekday of so many weeks. Not later than its start
/// means that it ends on the next day.
///
/// # Errors
/// 409 where there are too many already.
pub async fn add_work(
    app: &App,
    user: i64,
    day: NaiveDate,
    times: (NaiveTime, NaiveTime),
    weeks: i64,
) -> Result<(), AppError> {
    let (start, end) = times;
    app.db
        .write(move |conn| {
            let kept: i64 = main_job::table
                .filter(main_job::user_id.eq(user))
                .count()
                .get_result(conn)?;
            if kept + weeks > MOST {
                return Err(AppError::Conflict(Clash::State));
            }
            for week in 0..weeks.min(WEEKS) {
                let first = add_days(day, 7 * week);
                let last = add_days(first, i64::from(end <= start));
                diesel::insert_into(main_job::table)
                    .values((
                        main_job::user_id.eq(user),
                        main_job::starts_at
                            .eq(UtcTime::from_local(first.and_time(start), SERVICE_ZONE)),
                        main_job::ends_at.eq(UtcTime::from_local(last.and_time(end), SERVICE_ZONE)),
                    ))
                    .execute(conn)?;
            }
            Ok(())
        })
        .await
}

/// Removes a stretch; what ended long ago goes with it.
///
/// # Errors
/// 404 for one that is not the member's.
pub async fn remove_work(app: &App, user: i64, id: i64) -> Result<(), AppError> {
    let old = app.clock.now().minus(TimeDelta::days(400));
    app.db
        .write(move |conn| {
            let own = main_job::table.filter(main_job::user_id.eq(user));
            let gone = diesel::delete(own.filter(main_job::id.eq(id))).execute(conn)?;
            if gone == 0 {
                return Err(AppError::NotFound);
            }
            diesel::delete(own.filter(main_job::ends_at.lt(old))).execute(conn)?;
            Ok(())
        })
        .await
}
