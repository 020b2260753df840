//! Whoever was rejected appeals within 28 days, once; an officer who took no part hears it. Allowing it is
//! a recommendation to approve, and a further officer decides.

use super::deciding::open_quoted;
use super::declarations;
use super::machine::{Case, Deed, Earlier};
use super::pace;
use super::scope;
use super::service::{Trace, carry_out, open, tell};
use super::store::{self, Application};
use super::tracker::working_days_after;
use super::{Act, State};
use crate::accounts::{self, staff};
use crate::app::App;
use crate::audit::Actor;
use crate::clock::{UtcTime, add_days};
use crate::db::Conn;
use crate::db::schema::{appeals, application_events as events};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::outcome_letter::OutcomeLetter;
use crate::mail::{self, Envelope, Letter};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

/// Days within which one may appeal, from the decision.
pub const WITHIN: i64 = 28;

/// Working days in which an appeal is answered.
pub(super) const ANSWER: u32 = 10;

/// An appeal.
#[derive(Debug, Clone, Queryable)]
pub struct Appeal {
    /// When it was made.
    pub made_at: UtcTime,
    /// By when it is answered.
    pub due_on: NaiveDate,
    /// In the applicant's words.
    pub appeal: String,
    /// When it was answered.
    pub answered_at: Option<UtcTime>,
    /// In the officer's words.
    pub answer: String,
}

/// The appeal of an application.
///
/// # Errors
/// The database's.
pub fn find(conn: &mut Conn, application: i64) -> QueryResult<Option<Appeal>> {
    appeals::table
        .filter(appeals::application_id.eq(application))
        .select((
            appeals::made_at,
            appeals::due_on,
            appeals::appeal,
            appeals::answered_at,
            appeals::answer,
        ))
        .first(conn)
        .optional()
}

/// The same, for a page.
///
/// # Errors
/// The database's.
pub async fn of(app: &App, application: i64) -> Result<Option<Appeal>, AppError> {
    app.db.read(move |conn| Ok(find(conn, application)?)).await
}

/// The last day on which a rejection can be appealed against.
pub fn last_day(application: &Application) -> Option<NaiveDate> {
    Some(add_days(application.decided_at?.day(), WITHIN))
}

/// Who rejected what was appealed against.
///
/// # Errors
/// The database's.
pub(super) fn earlier(conn: &mut Conn, application: i64) -> QueryResult<Option<Earlier>> {
    let story: Vec<(Act, Option<i64>)> = events::table
        .filter(events::application_id.eq(application))
        .filter(events::act.eq_any([Act::Recommend, Act::Reject, Act::Appeal]))
        .order(events::id)
        .select((events::act, events::actor_id))
        .load(conn)?;
    let Some(appealed) = story.iter().rposition(|(act, _)| *act == Act::Appeal) else {
        return Ok(None);
    };
    let last = |wanted: Act| {
        let before = story.iter().take(appealed).rev();
        before
            .filter(|(act, _)| *act == wanted)
            .find_map(|(_, by)| *by)
    };
    Ok(last(Act::Recommend)
        .zip(last(Act::Reject))
        .map(|(proposer, decider)| Earlier { proposer, decider }))
}

/// The applicant appeals.
///
/// # Errors
/// 409 where nothing was rejected, after 28 days, or a second time.
pub async fn appeal(app: &App, user: i64, words: String) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let id = store::find_latest(conn, user)?.id;
            let application = open(conn, id)?;
            if last_day(&application).is_none_or(|last| now.day() > last) {
                return Err(AppError::Conflict(Clash::State));
            }
            let actor = Actor::Person(user, Role::Clinician);
            let trace = Trace::of(json!({}));
            carry_out(conn, &application, Deed::Appeal, actor, &trace, now)?;
            let due_on = working_days_after(now.day(), ANSWER);
            diesel::insert_into(appeals::table)
                .values((
                    appeals::application_id.eq(id),
                    appeals::made_at.eq(now),
                    appeals::due_on.eq(due_on),
                    appeals::appeal.eq(&words),
                ))
                .execute(conn)?;
            hand_on(conn, &application, due_on, now)?;
            tell(conn, &application, now, |name| {
                Letter::Outcome(OutcomeLetter::AppealReceived { name, by: due_on })
            })
        })
        .await
}

/// The file goes to an officer who took no part. Where there is none, administrators hear of it.
fn hand_on(
    conn: &mut Conn,
    application: &Application,
    by: NaiveDate,
    now: UtcTime,
) -> Result<(), AppError> {
    let reference = application.reference.clone();
    if pace::assign(conn, application.id, now)? {
        let Some(officer) = store::find(conn, application.id)?.officer else {
            return Ok(());
        };
        let officer = accounts::store::find_user(conn, officer)?;
        let letter = Letter::Outcome(OutcomeLetter::AppealToHear {
            name: officer.name(officer.lang).to_owned(),
            reference,
            by,
        });
        return Ok(mail::post(conn, &Envelope::from(&officer), &letter, now)?);
    }
    for head in staff::administrators(conn)? {
        let letter = Letter::Outcome(OutcomeLetter::AppealUnheard {
            name: head.name(head.lang).to_owned(),
            reference: reference.clone(),
        });
        mail::post(conn, &Envelope::from(&head), &letter, now)?;
    }
    Ok(())
}

/// Officers who cannot have a file: those who withdrew from it and, where it is appealed, those who
/// rejected it.
///
/// # Errors
/// The database's.
pub(super) fn list_barred(conn: &mut Conn, application: i64) -> QueryResult<Vec<i64>> {
    let mut barred = declarations::list_barred(conn, application)?;
    if store::find(conn, application)?.state == State::Appealed
        && let Some(earlier) = earlier(conn, application)?
    {
        barred.extend([earlier.proposer, earlier.decider]);
    }
    Ok(barred)
}

/// An officer who took no part answers an appeal.
///
/// # Errors
/// 409 for those who rejected, or when it was answered already.
pub async fn hear(
    app: &App,
    by: i64,
    reference: String,
    allowed: bool,
    answer: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            let actor = Actor::Person(by, Role::Officer);
            let deed = if allowed {
                Deed::AllowAppeal
            } else {
                Deed::DismissAppeal
            };
            let mut trace = Trace::of(json!({}));
            if allowed {
                trace.beside.recommendation_reason = Some(answer.clone());
            }
            let case: Case = carry_out(conn, &application, deed, actor, &trace, now)?;
            diesel::update(appeals::table.filter(appeals::application_id.eq(application.id)))
                .set((
                    appeals::answered_by.eq(by),
                    appeals::answered_at.eq(now),
                    appeals::answer.eq(&answer),
                ))
                .execute(conn)?;
            let answer = answer.clone();
            if case.state == State::Rejected {
                let again_from = application.again_from.unwrap_or(now.day());
                return tell(conn, &application, now, |name| {
                    Letter::Outcome(OutcomeLetter::AppealDismissed {
                        name,
                        answer,
                        again_from,
                    })
                });
            }
            store::clear_decision(conn, application.id)?;
            let whole = scope::whole(conn, application.id)?;
            scope::replace(conn, application.id, &whole)?;
            tell(conn, &application, now, |name| {
                Letter::Outcome(OutcomeLetter::AppealAllowed { name, answer })
            })
        })
        .await
}
