//! A decision by somebody who should have withdrawn does not count (R09). One officer proposes to void
//! it, another one agrees; neither is the officer whom it is about. The case returns to review, the board
//! is closed to the member, their places ahead are released; what was decided stays in the story.
//!
//! Source: Taitung, rules on promotion § 8 (1), "the selection is void".

use super::deciding::{check_two_humans, open_quoted};
use super::declarations;
use super::machine::{Deed, Voiding};
use super::overview::{self, Named};
use super::service::{Trace, carry_out, tell};
use super::store::{self, Application};
use crate::accounts::store::User;
use crate::accounts::{self};
use crate::app::App;
use crate::audit::Actor;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{applications, users, voidings};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::office_letter::OfficeLetter;
use crate::mail::outcome_letter::OutcomeLetter;
use crate::mail::{self, Envelope, Letter};
use crate::shifts;
use diesel::prelude::*;
use serde_json::json;

/// A proposal that waits, as officers read it.
pub struct Proposal {
    /// Who should have withdrawn.
    pub about: User,
    /// Who proposes.
    pub by: User,
    /// Why.
    pub reason: String,
}

/// The proposal that nobody has answered.
///
/// # Errors
/// The database's.
pub(super) fn find_open(conn: &mut Conn, application: i64) -> QueryResult<Option<Voiding>> {
    let found: Option<(i64, i64)> = voidings::table
        .filter(voidings::application_id.eq(application))
        .filter(voidings::outcome.is_null())
        .select((voidings::proposed_by, voidings::about_id))
        .first(conn)
        .optional()?;
    Ok(found.map(|(proposer, about)| Voiding { proposer, about }))
}

/// The officers who took a decision, and the proposal to void it.
///
/// # Errors
/// The database's.
pub async fn standing(
    app: &App,
    application: &Application,
) -> Result<(Vec<User>, Option<Proposal>), AppError> {
    let (id, took_part) = (application.id, took_part(application));
    app.db
        .read(move |conn| {
            let mut officers = Vec::new();
            for officer in took_part {
                officers.push(accounts::store::find_user(conn, officer)?);
            }
            let open: Option<(i64, i64, String)> = voidings::table
                .filter(voidings::application_id.eq(id))
                .filter(voidings::outcome.is_null())
                .select((voidings::about_id, voidings::proposed_by, voidings::reason))
                .first(conn)
                .optional()?;
            let proposal = match open {
                Some((about, by, reason)) => Some(Proposal {
                    about: accounts::store::find_user(conn, about)?,
                    by: accounts::store::find_user(conn, by)?,
                    reason,
                }),
                None => None,
            };
            Ok((officers, proposal))
        })
        .await
}

fn took_part(application: &Application) -> Vec<i64> {
    let both = [application.recommended_by, application.decided_by];
    both.into_iter().flatten().collect()
}

/// An officer proposes to void a decision, because one of the two who took it should have withdrawn.
///
/// # Errors
/// 409 where nothing was decided, by the officer whom it is about, or while another proposal waits.
pub async fn propose(
    app: &App,
    by: i64,
    reference: String,
    about: i64,
    reason: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            if !took_part(&application).contains(&about) {
                return Err(AppError::Conflict(Clash::State));
            }
            let actor = Actor::Person(by, Role::Officer);
            let trace = Trace::of(json!({"about": about}));
            let deed = Deed::ProposeVoid(about);
            carry_out(conn, &application, deed, actor, &trace, now)?;
            diesel::insert_into(voidings::table)
                .values((
                    voidings::application_id.eq(application.id),
                    voidings::about_id.eq(about),
                    voidings::reason.eq(&reason),
                    voidings::proposed_by.eq(by),
                    voidings::proposed_at.eq(now),
                ))
                .execute(conn)?;
            tell_others(conn, &application, (by, about), now)
        })
        .await
}

/// Tells the officers who can agree: not those of the proposal, and nobody who withdrew from the file.
fn tell_others(
    conn: &mut Conn,
    application: &Application,
    (by, about): (i64, i64),
    now: UtcTime,
) -> Result<(), AppError> {
    let proposer = accounts::store::find_user(conn, by)?;
    let mut left_out = declarations::list_barred(conn, application.id)?;
    left_out.extend([by, about, application.user]);
    for officer in overview::officers(conn)? {
        if left_out.contains(&officer.id) {
            continue;
        }
        let officer = accounts::store::find_user(conn, officer.id)?;
        let letter = Letter::Office(OfficeLetter::VoidProposed {
            name: officer.name(officer.lang).to_owned(),
            by: proposer.name(officer.lang).to_owned(),
            reference: application.reference.clone(),
        });
        mail::post(conn, &Envelope::from(&officer), &letter, now)?;
    }
    Ok(())
}

/// A second officer agrees, or the proposal is refused or taken back.
///
/// # Errors
/// 409 for the one who proposed it (unless they take it back) and for the one whom it is about.
pub async fn answer(app: &App, by: i64, reference: String, agreed: bool) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            let Some(voiding) = find_open(conn, application.id)? else {
                return Err(AppError::Conflict(Clash::State));
            };
            check_two_humans(conn, Some(voiding.proposer), by)?;
            let actor = Actor::Person(by, Role::Officer);
            let (deed, outcome) = if agreed {
                (Deed::Void, "voided")
            } else {
                (Deed::RefuseVoid, "refused")
            };
            let trace = Trace::of(json!({"about": voiding.about}));
            carry_out(conn, &application, deed, actor, &trace, now)?;
            let open = voidings::table
                .filter(voidings::application_id.eq(application.id))
                .filter(voidings::outcome.is_null());
            diesel::update(open)
                .set((
                    voidings::outcome.eq(outcome),
                    voidings::answered_by.eq(by),
                    voidings::answered_at.eq(now),
                ))
                .execute(conn)?;
            if !agreed {
                return Ok(());
            }
            store::clear_decision(conn, application.id)?;
            declarations::withdraw_for(conn, &application, voiding.about, now)?;
            let owner = accounts::store::find_user(conn, application.user)?;
            let why = owner.lang.texts().voided_release();
            shifts::picking::release_future(conn, application.user, now, &why)?;
            tell(conn, &application, now, |name| {
                Letter::Outcome(OutcomeLetter::Voided { name })
            })
        })
        .await
}

/// A proposal that waits for a second officer.
#[derive(Debug, Clone, Queryable)]
pub struct Waiting {
    /// Number of the file.
    pub reference: String,
    /// The officer who should have withdrawn.
    pub about: i64,
    /// Who proposes.
    pub by: i64,
    /// Since when.
    pub since: UtcTime,
    /// Whose file it is.
    pub person: Named,
}

/// Every proposal that waits, oldest first; not for whom it is about, nor for who withdrew from the file.
///
/// # Errors
/// The database's.
pub async fn waiting(app: &App, officer: i64) -> Result<Vec<Waiting>, AppError> {
    app.db
        .read(move |conn| {
            let recused = declarations::list_recused(conn, officer)?;
            let rows = voidings::table
                .inner_join(applications::table.on(applications::id.eq(voidings::application_id)))
                .inner_join(users::table.on(users::id.eq(applications::user_id)))
                .filter(voidings::outcome.is_null())
                .filter(voidings::about_id.ne(officer))
                .filter(applications::user_id.ne(officer))
                .filter(applications::id.ne_all(recused))
                .order(voidings::id)
                .select((
                    applications::reference,
                    voidings::about_id,
                    voidings::proposed_by,
                    voidings::proposed_at,
                    (users::id, users::name_en, users::name_zh),
                ))
                .load(conn)?;
            Ok(rows)
        })
        .await
}
