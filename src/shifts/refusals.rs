//! A unit that does not want somebody for now says why and until when; they can appeal, and an officer,
//! who is not of the unit, answers.

use super::confirming::must_hold;
use crate::accounts::store::User;
use crate::accounts::store::find_user;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::{UtcTime, add_days};
use crate::db::Conn;
use crate::db::schema::{hospitals, unit_blocks, units};
use crate::domain::{Bilingual, Role};
use crate::error::{AppError, Clash};
use crate::mail::picking_letter::{About, PickingLetter};
use crate::mail::{self, Envelope, Letter};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

/// Days after which a block is looked at again.
const REVIEW_AFTER: i64 = 90;

/// A block as those see it whom it concerns.
#[derive(Debug, Clone, Queryable)]
pub struct Refusal {
    /// Row.
    pub id: i64,
    /// Row of the unit.
    pub unit_id: i64,
    /// Whom the unit does not want.
    pub user: i64,
    /// Why.
    pub reason: String,
    /// Since when.
    pub blocked_at: UtcTime,
    /// When it is looked at again.
    pub review_on: NaiveDate,
    /// What the member says to it, or empty.
    pub appeal: String,
    /// When they said it.
    pub appealed_at: Option<UtcTime>,
    /// What the office answered, or empty.
    pub answer: String,
    /// When.
    pub answered_at: Option<UtcTime>,
    /// Since when it does not hold any more.
    pub lifted_at: Option<UtcTime>,
    /// The unit.
    pub unit: Bilingual,
    /// Its hospital.
    pub hospital: Bilingual,
}

macro_rules! refusals {
    () => {
        unit_blocks::table
            .inner_join(units::table.inner_join(hospitals::table))
            .select((
                unit_blocks::id,
                unit_blocks::unit_id,
                unit_blocks::user_id,
                unit_blocks::reason,
                unit_blocks::blocked_at,
                unit_blocks::review_on,
                unit_blocks::appeal,
                unit_blocks::appealed_at,
                unit_blocks::answer,
                unit_blocks::answered_at,
                unit_blocks::lifted_at,
                (units::name_en, units::name_zh),
                (hospitals::name_en, hospitals::name_zh),
            ))
    };
}

/// A block by row; whose it is must be asked before it is shown.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find(conn: &mut Conn, id: i64) -> QueryResult<Refusal> {
    refusals!().filter(unit_blocks::id.eq(id)).first(conn)
}

/// The blocks of a unit that hold, latest first.
///
/// # Errors
/// The database's.
pub fn list_standing(conn: &mut Conn, unit: i64) -> QueryResult<Vec<Refusal>> {
    refusals!()
        .filter(unit_blocks::unit_id.eq(unit))
        .filter(unit_blocks::lifted_at.is_null())
        .order((unit_blocks::blocked_at.desc(), unit_blocks::id.desc()))
        .load(conn)
}

/// Writes to the member whom a block is about.
///
/// # Errors
/// The database's.
pub fn tell(
    conn: &mut Conn,
    refusal: &Refusal,
    about: About,
    detail: &str,
    now: UtcTime,
) -> Result<(), AppError> {
    let member = find_user(conn, refusal.user)?;
    let lang = member.lang;
    let letter = PickingLetter {
        about,
        name: member.name(lang).to_owned(),
        shift: format!(
            "{} {}",
            refusal.hospital.name(lang),
            refusal.unit.name(lang)
        ),
        id: refusal.id,
        detail: detail.to_owned(),
    };
    Ok(mail::post(
        conn,
        &Envelope::from(&member),
        &Letter::Picking(letter),
        now,
    )?)
}

/// A unit does not want a member for now. What they hold already stays: that is the unit's to cancel.
///
/// # Errors
/// 404 for a unit that the manager does not hold; 409 where they are blocked already.
pub async fn block(
    app: &App,
    manager: i64,
    unit: i64,
    user: i64,
    reason: String,
) -> Result<i64, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            must_hold(conn, manager, unit)?;
            let id = diesel::insert_into(unit_blocks::table)
                .values((
                    unit_blocks::unit_id.eq(unit),
                    unit_blocks::user_id.eq(user),
                    unit_blocks::reason.eq(&reason),
                    unit_blocks::blocked_by.eq(manager),
                    unit_blocks::blocked_at.eq(now),
                    unit_blocks::review_on.eq(add_days(now.day(), REVIEW_AFTER)),
                ))
                .returning(unit_blocks::id)
                .get_result(conn)?;
            let actor = Actor::Person(manager, Role::UnitManager);
            let detail = json!({"unit": unit, "block": id});
            audit::record(
                conn,
                now,
                actor,
                "unit.blocked",
                Subject::User(user),
                &detail,
            )?;
            let refusal = find(conn, id)?;
            tell(conn, &refusal, About::Blocked, &reason, now)?;
            Ok(id)
        })
        .await
}

/// A block, for the member whom it concerns.
///
/// # Errors
/// 404 for everybody else.
pub async fn own(app: &App, user: i64, id: i64) -> Result<Refusal, AppError> {
    app.db
        .read(move |conn| {
            let refusal = find(conn, id)?;
            if refusal.user == user {
                Ok(refusal)
            } else {
                Err(AppError::NotFound)
            }
        })
        .await
}

/// The member appeals; once a block.
///
/// # Errors
/// 404 for everybody else's; 409 where they have, or where it does not hold any more.
pub async fn appeal(app: &App, user: i64, id: i64, text: String) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            if find(conn, id)?.user != user {
                return Err(AppError::NotFound);
            }
            let done = diesel::update(
                unit_blocks::table
                    .find(id)
                    .filter(unit_blocks::lifted_at.is_null())
                    .filter(unit_blocks::appealed_at.is_null()),
            )
            .set((
                unit_blocks::appeal.eq(&text),
                unit_blocks::appealed_at.eq(now),
            ))
            .execute(conn)?;
            if done == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let actor = Actor::Person(user, Role::Clinician);
            let detail = json!({"block": id});
            Ok(audit::record(
                conn,
                now,
                actor,
                "block.appealed",
                Subject::User(user),
                &detail,
            )?)
        })
        .await
}

/// The appeals that nobody has answered, oldest first, with who appeals.
///
/// # Errors
/// The database's.
pub async fn appeals(app: &App) -> Result<Vec<(Refusal, User)>, AppError> {
    app.db
        .read(|conn| {
            let open: Vec<Refusal> = refusals!()
                .filter(unit_blocks::appealed_at.is_not_null())
                .filter(unit_blocks::answered_at.is_null())
                .filter(unit_blocks::lifted_at.is_null())
                .order(unit_blocks::appealed_at)
                .load(conn)?;
            let people = open.into_iter().map(|refusal| {
                let user = find_user(conn, refusal.user)?;
                Ok::<_, AppError>((refusal, user))
            });
            people.collect()
        })
        .await
}

/// An officer answers an appeal, and may lift the block.
///
/// # Errors
/// 404 where there is none; 409 where somebody was faster.
pub async fn answer(
    app: &App,
    officer: i64,
    id: i64,
    lift: bool,
    text: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let refusal = find(conn, id)?;
            let done = diesel::update(
                unit_blocks::table
                    .find(id)
                    .filter(unit_blocks::appealed_at.is_not_null())
                    .filter(unit_blocks::answered_at.is_null())
                    // What the unit lifted meanwhile does not come back.
                    .filter(unit_blocks::lifted_at.is_null()),
            )
            .set((
                unit_blocks::answer.eq(&text),
                unit_blocks::answered_by.eq(officer),
                unit_blocks::answered_at.eq(now),
                unit_blocks::lifted_at.eq(lift.then_some(now)),
            ))
            .execute(conn)?;
            if done == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let actor = Actor::Person(officer, Role::Officer);
            let detail = json!({"block": id, "lifted": lift});
            let subject = Subject::User(refusal.user);
            audit::record(conn, now, actor, "block.answered", subject, &detail)?;
            let about = if lift {
                About::Unblocked
            } else {
                About::StillBlocked
            };
            tell(conn, &refusal, about, &text, now)
        })
        .await
}
