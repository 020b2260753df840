//! No file is forgotten (R07): each has an owner who works here, and what becomes late is told, once, to
//! those who can do something about it and to the one who waits.

use super::State;
use super::appeals;
use super::clock;
use super::declarations::Relation;
use super::service::{load_file, open};
use super::tracker::progress;
use crate::accounts::{self, staff};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{applications, declarations, escalations, notices, users};
use crate::domain::Role;
use crate::error::AppError;
use crate::mail::case_letter::CaseLetter;
use crate::mail::{self, Envelope, Letter};
use crate::regime::hk::ClockStatus;
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;

/// No file is due before this many days.
const DUE_AFTER: TimeDelta = TimeDelta::days(28);

/// The officer with the fewest open files who has not withdrawn from this one; `None` where there is none.
fn least_loaded(conn: &mut Conn, application: i64) -> QueryResult<Option<i64>> {
    let barred = appeals::list_barred(conn, application)?;
    let officers: Vec<i64> = users::table
        .filter(users::role.eq(Role::Officer))
        .filter(users::disabled_at.is_null())
        .filter(users::id.ne_all(barred))
        .order(users::id)
        .select(users::id)
        .load(conn)?;
    let owned: Vec<Option<i64>> = applications::table
        .filter(applications::state.eq_any(State::OPEN))
        .filter(applications::officer_id.is_not_null())
        .select(applications::officer_id)
        .load(conn)?;
    let load = |officer: &i64| {
        owned
            .iter()
            .filter(|owner| **owner == Some(*officer))
            .count()
    };
    Ok(officers.into_iter().min_by_key(load))
}

/// Gives a file to the officer with the fewest.
///
/// # Errors
/// The database's.
pub(super) fn assign(conn: &mut Conn, application: i64, now: UtcTime) -> QueryResult<bool> {
    let Some(officer) = least_loaded(conn, application)? else {
        return Ok(false);
    };
    diesel::update(applications::table.find(application))
        .set(applications::officer_id.eq(officer))
        .execute(conn)?;
    let subject = Subject::Application(application);
    let detail = json!({"officer": officer});
    audit::record(
        conn,
        now,
        Actor::System,
        "application.assigned",
        subject,
        &detail,
    )?;
    Ok(true)
}

/// Gives every open file without an owner, or whose owner works here no more or may not handle it, to
/// somebody who does and may.
/// Returns how many changed hands.
///
/// # Errors
/// The database's.
pub async fn own(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let officers = users::table
                .filter(users::role.eq(Role::Officer))
                .filter(users::disabled_at.is_null())
                .select(users::id.nullable());
            let lost: Vec<i64> = applications::table
                .filter(applications::state.eq_any(State::OPEN))
                .filter(
                    applications::officer_id
                        .is_null()
                        .or(applications::officer_id.ne_all(officers)),
                )
                .order(applications::submitted_at)
                .select(applications::id)
                .load(conn)?;
            let withdrew: Vec<i64> = applications::table
                .inner_join(
                    declarations::table.on(declarations::application_id.eq(applications::id)),
                )
                .filter(applications::state.eq_any(State::OPEN))
                .filter(declarations::relation.ne(Relation::None))
                .filter(applications::officer_id.eq(declarations::officer_id.nullable()))
                .select(applications::id)
                .load(conn)?;
            let mut owned = 0;
            for id in lost.into_iter().chain(withdrew) {
                owned += usize::from(assign(conn, id, now)?);
            }
            Ok::<_, AppError>(owned)
        })
        .await
}

/// How long somebody who waits goes without a word.
const SILENCE: TimeDelta = TimeDelta::days(6);

/// Whom nobody has written to for a week hears where their file stands, whoever has it. Returns how many.
///
/// # Errors
/// The database's.
pub async fn keep_in_touch(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let silent_since = now.minus(SILENCE);
    let told_lately = move || notices::table.filter(notices::created_at.gt(silent_since));
    let silent: Vec<i64> = app
        .db
        .read(move |conn| {
            Ok::<_, AppError>(
                applications::table
                    .filter(applications::state.eq_any(State::OPEN))
                    .filter(applications::state_since.le(silent_since))
                    .filter(diesel::dsl::not(diesel::dsl::exists(
                        told_lately().filter(notices::user_id.eq(applications::user_id)),
                    )))
                    .order(applications::id)
                    .select(applications::id)
                    .load(conn)?,
            )
        })
        .await?;
    let mut told = 0;
    for id in silent {
        told += app
            .db
            .write(move |conn| {
                let application = open(conn, id)?;
                let lately: i64 = told_lately()
                    .filter(notices::user_id.eq(application.user))
                    .count()
                    .get_result(conn)?;
                if lately > 0 {
                    return Ok(0);
                }
                let file = load_file(conn, application)?;
                let Some(progress) = progress(&file, now) else {
                    return Ok(0);
                };
                let (to, t) = (&file.person, file.person.lang.texts());
                let letter = CaseLetter::Heartbeat {
                    name: to.name(to.lang).to_owned(),
                    stands: vec![
                        progress.title(t, to.lang),
                        progress.since_line(t, to.lang),
                        progress.next_line(t, to.lang),
                    ],
                };
                mail::post(conn, &Envelope::from(to), &Letter::Case(letter), now)?;
                Ok::<_, AppError>(1)
            })
            .await?;
    }
    Ok(told)
}

/// Tells of files that became due or late since the last look, each once. Returns how many.
///
/// # Errors
/// The database's.
pub async fn escalate(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let old = app
        .db
        .read(move |conn| {
            let told = escalations::table
                .filter(escalations::kind.eq(ClockStatus::Overdue.as_str()))
                .select(escalations::application_id);
            Ok::<_, AppError>(
                applications::table
                    .filter(applications::state.eq_any(State::PROMISED))
                    .filter(applications::submitted_at.le(now.minus(DUE_AFTER)))
                    .filter(applications::id.ne_all(told))
                    .order(applications::submitted_at)
                    .select(applications::id)
                    .load::<i64>(conn)?,
            )
        })
        .await?;
    let mut escalated = 0;
    for id in old {
        escalated += app
            .db
            .write(move |conn| escalate_one(conn, id, now).map(usize::from))
            .await?;
    }
    Ok(escalated)
}

fn escalate_one(conn: &mut Conn, id: i64, now: UtcTime) -> Result<bool, AppError> {
    let application = open(conn, id)?;
    let file = load_file(conn, application)?;
    let (Some(clocks), Some(progress)) = (
        clock::read(&file.application, &file.events, now),
        progress(&file, now),
    ) else {
        return Ok(false);
    };
    let status = clocks.service.status;
    let told: i64 = escalations::table
        .filter(escalations::application_id.eq(id))
        .filter(escalations::kind.eq(status.as_str()))
        .count()
        .get_result(conn)?;
    if status == ClockStatus::OnTrack || told > 0 {
        return Ok(false);
    }
    diesel::insert_into(escalations::table)
        .values((
            escalations::application_id.eq(id),
            escalations::kind.eq(status.as_str()),
            escalations::at.eq(now),
        ))
        .execute(conn)?;
    let late = status == ClockStatus::Overdue;
    let reason = |lang: crate::i18n::Lang| progress.title(lang.texts(), lang);
    let mut heads = staff::administrators(conn)?;
    // What is due is its officer's business; what is late is the head's as well.
    if !late && let Some(officer) = &file.officer {
        heads = vec![officer.clone()];
    }
    for head in heads {
        let letter = CaseLetter::Escalated {
            name: head.name(head.lang).to_owned(),
            reference: file.application.reference.clone(),
            day: clocks.service.working_clock_days,
            reason: reason(head.lang),
            late,
        };
        mail::post(conn, &Envelope::from(&head), &Letter::Case(letter), now)?;
    }
    let owner: &accounts::store::User = &file.person;
    let name = owner.name(owner.lang).to_owned();
    let letter = if late {
        CaseLetter::Overdue {
            name,
            reason: reason(owner.lang),
        }
    } else {
        CaseLetter::Due {
            name,
            reason: reason(owner.lang),
            by: clocks.service.target_to,
        }
    };
    mail::post(conn, &Envelope::from(owner), &Letter::Case(letter), now)?;
    Ok(true)
}
