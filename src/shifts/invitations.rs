//! The office asks members whether they can take a shift. It is never an assignment: they pick, or say
//! "not this time", which costs nothing and is the last they hear of it.

use super::gate;
use super::picking_letters::shift_text;
use super::store::{self, Shift};
use super::{facts, matching_rows};
use crate::accounts::store::User;
use crate::accounts::store::find_user;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::{SERVICE_ZONE, UtcTime};
use crate::db::schema::shift_invitations as invitations;
use crate::db::{self, Conn};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::desk_letter::DeskLetter;
use crate::mail::{self, Envelope, Letter};
use crate::vetting::declarations::list_recused;
use crate::vetting::members::find_membership;
use crate::vetting::same_phone;
use chrono::NaiveTime;
use diesel::prelude::*;
use serde_json::json;

/// How many shifts a member is asked about in a day, by the whole office.
pub const A_DAY: i64 = 3;
/// How many are asked with one press.
pub const AT_ONCE: usize = 50;

/// An invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Invitation {
    /// Who was asked.
    pub user: i64,
    /// When.
    pub at: UtcTime,
    /// When they said "not this time".
    pub declined_at: Option<UtcTime>,
}

/// The invitations to a shift, latest first.
///
/// # Errors
/// The database's.
pub fn list(conn: &mut Conn, shift: i64) -> QueryResult<Vec<Invitation>> {
    invitations::table
        .filter(invitations::shift_id.eq(shift))
        .order((invitations::invited_at.desc(), invitations::id.desc()))
        .select((
            invitations::user_id,
            invitations::invited_at,
            invitations::declined_at,
        ))
        .load(conn)
}

/// Whether a member was asked about a shift.
///
/// # Errors
/// The database's.
pub async fn own(app: &App, user: i64, shift: i64) -> Result<Option<Invitation>, AppError> {
    app.db
        .read(move |conn| {
            let found = list(conn, shift)?;
            Ok(found.into_iter().find(|one| one.user == user))
        })
        .await
}

fn midnight(now: UtcTime) -> UtcTime {
    UtcTime::from_local(now.day().and_time(NaiveTime::MIN), SERVICE_ZONE)
}

/// How often each of some members was asked today.
///
/// # Errors
/// The database's.
pub fn count_today(conn: &mut Conn, of: &[i64], now: UtcTime) -> QueryResult<Vec<(i64, i64)>> {
    invitations::table
        .filter(invitations::user_id.eq_any(of.to_vec()))
        .filter(invitations::invited_at.ge(midnight(now)))
        .group_by(invitations::user_id)
        .select((invitations::user_id, diesel::dsl::count_star()))
        .load(conn)
}

/// Who asks, and whom they keep away from.
struct Asker {
    user: User,
    recused: Vec<i64>,
}

/// Whether two accounts are one human's, as far as telephones tell.
pub fn is_one_human(officer: &str, member: &str) -> bool {
    !officer.is_empty() && same_phone(officer, member)
}

/// Asks one member, where nothing stands against it now; answers whether they were asked.
fn ask(
    conn: &mut Conn,
    asker: &Asker,
    (shift, user): (&Shift, i64),
    now: UtcTime,
) -> Result<bool, AppError> {
    let Some(found) = find_membership(conn, user)? else {
        return Ok(false);
    };
    let person = find_user(conn, user)?;
    let same = user == asker.user.id || is_one_human(&asker.user.mobile, &person.mobile);
    if same || asker.recused.contains(&found.application) {
        return Ok(false);
    }
    // Two officers at once: the second one counts what the first one did.
    db::lock_application(conn, found.application)?;
    let asked = list(conn, shift.id)?;
    let today = count_today(conn, &[user], now)?;
    let full = today.first().is_some_and(|(_, count)| *count >= A_DAY);
    if full || asked.iter().any(|one| one.user == user) {
        return Ok(false);
    }
    let member = facts::load_member(conn, user, shift.unit_id, now)?;
    let around = facts::load_around(conn, shift)?;
    let verdict = gate::eligibility(&member.candidate, &shift.wanted(&around), now);
    if !verdict.against.is_empty() {
        return Ok(false);
    }
    diesel::insert_into(invitations::table)
        .values((
            invitations::shift_id.eq(shift.id),
            invitations::user_id.eq(user),
            invitations::invited_by.eq(asker.user.id),
            invitations::invited_at.eq(now),
        ))
        .execute(conn)?;
    let letter = Letter::Desk(DeskLetter::Invited {
        name: person.name(person.lang).to_owned(),
        shift: shift_text(shift, person.lang),
        id: shift.id,
    });
    mail::post(conn, &Envelope::from(&person), &letter, now)?;
    let actor = Actor::Person(asker.user.id, Role::Officer);
    let (subject, detail) = (Subject::User(user), json!({"shift": shift.id}));
    audit::record(conn, now, actor, "shift.invited", subject, &detail)?;
    Ok(true)
}

/// Asks members whether they can take a shift; answers how many were asked. Left out are those whom the
/// gate would refuse now, who were asked already, who were asked three times today, and whom the officer
/// keeps away from.
///
/// # Errors
/// 404 where there is no such shift.
pub async fn invite(
    app: &App,
    officer: i64,
    id: i64,
    mut members: Vec<i64>,
) -> Result<usize, AppError> {
    let now = app.clock.now();
    members.sort_unstable();
    members.dedup();
    members.truncate(AT_ONCE);
    app.db
        .write(move |conn| {
            let shift = store::find_shift(conn, id)?;
            let asker = Asker {
                user: find_user(conn, officer)?,
                recused: list_recused(conn, officer)?,
            };
            let mut asked = 0;
            for user in &members {
                asked += usize::from(ask(conn, &asker, (&shift, *user), now)?);
            }
            Ok(asked)
        })
        .await
}

/// A member says "not this time".
///
/// # Errors
/// 409 where they were not asked, have said so already, or hold the place.
pub async fn decline(app: &App, user: i64, shift: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let holds = matching_rows::list_holders(conn, shift)?.contains(&user);
            let open = invitations::table
                .filter(invitations::shift_id.eq(shift))
                .filter(invitations::user_id.eq(user))
                .filter(invitations::declined_at.is_null());
            let done = match holds {
                true => 0,
                false => diesel::update(open)
                    .set(invitations::declined_at.eq(now))
                    .execute(conn)?,
            };
            if done == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let actor = Actor::Person(user, Role::Clinician);
            let (subject, detail) = (Subject::Shift(shift), json!({}));
            Ok(audit::record(
                conn,
                now,
                actor,
                "shift.invitation_declined",
                subject,
                &detail,
            )?)
        })
        .await
}
