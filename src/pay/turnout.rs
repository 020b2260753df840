//! Who comes, who did not, and what both sides say afterwards.

use super::service::turn;
use super::store::{self, Place};
use super::turnout_rows as rows;
pub use super::turnout_rows::{Absence, AbsenceState, Feedback, Side};
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::turnout_letter::{Report, TurnoutLetter};
use crate::mail::{self, Envelope, Letter};
use crate::shifts::service::count_worked;
use crate::vetting::State;
use crate::vetting::members::find_membership;
use chrono::{NaiveDate, TimeDelta};
use serde_json::json;
use std::collections::HashMap;

/// How far the list of who comes reaches back and ahead.
const BACK: TimeDelta = TimeDelta::hours(4);
const AHEAD: TimeDelta = TimeDelta::hours(24);

/// Somebody who comes.
pub struct Expected {
    /// The place.
    pub place: Place,
    /// Telephone, for the day itself.
    pub mobile: String,
    /// Last day of the verified certificate, where the membership stands.
    pub verified_until: Option<NaiveDate>,
    /// What their approval asks of them, which the unit sees to; or empty.
    pub conditions: String,
    /// How often they have worked in the unit.
    pub worked: i64,
    /// What they said when asked whether they still come.
    pub word: Word,
    /// The report that they did not come.
    pub absence: Option<AbsenceState>,
}

/// What somebody said when asked whether they still come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// They come.
    Coming,
    /// They were asked and have not answered.
    Silent,
    /// They have not been asked yet.
    NotAsked,
}

impl Expected {
    /// The telephone as a link dials it.
    pub fn dial(&self) -> String {
        let dialled = |sign: &char| sign.is_ascii_digit() || *sign == '+';
        self.mobile.chars().filter(dialled).collect()
    }

    /// Whether the shift has begun and nobody has said that they are there.
    pub fn is_missing(&self, now: UtcTime) -> bool {
        self.place.starts_at <= now && self.place.record().is_none() && self.absence.is_none()
    }
}

/// Who comes to a manager's units in the next day, and who is there.
///
/// # Errors
/// The database's.
pub async fn tonight(app: &App, manager: i64) -> Result<Vec<Expected>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let mut all = Vec::new();
            let around = (now.minus(BACK), now.plus(AHEAD));
            for booking in rows::list_expected(conn, manager, around, now)? {
                let place = store::find_place(conn, booking)?;
                let member = find_membership(conn, place.user)?;
                let verified = member.filter(|member| member.state == State::Approved);
                let word = match rows::find_word(conn, place.id)? {
                    (_, Some(_)) => Word::Coming,
                    (Some(_), None) => Word::Silent,
                    (None, None) => Word::NotAsked,
                };
                all.push(Expected {
                    word,
                    absence: rows::find_absence(conn, place.id)?.map(|absence| absence.state),
                    mobile: accounts::store::find_user(conn, place.user)?.mobile,
                    verified_until: verified
                        .as_ref()
                        .and_then(|member| member.certificate_until),
                    conditions: verified.map_or_else(String::new, |member| member.conditions),
                    worked: count_worked(conn, place.user, place.unit_id, now)?,
                    place,
                });
            }
            Ok(all)
        })
        .await
}

/// What was said of a place beyond its hours.
#[derive(Debug, Default)]
pub struct Said {
    /// The report that the member did not come.
    pub absence: Option<Absence>,
    /// What the unit says.
    pub unit: Option<Feedback>,
    /// What the member says.
    pub member: Option<Feedback>,
}

/// Something that one side can say of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speech {
    /// The unit: they did not come.
    Report,
    /// The member: what happened.
    Reply,
    /// The unit: how it was.
    OfUnit,
    /// The member: how it was.
    OfMember,
}

impl Speech {
    /// Whether the unit says it.
    pub fn is_of_unit(self) -> bool {
        matches!(self, Self::Report | Self::OfUnit)
    }

    /// The speaker's page of the place.
    pub fn page(self, booking: i64) -> String {
        if self.is_of_unit() {
            format!("/unit/attendance/{booking}")
        } else {
            format!("/my-pay/{booking}")
        }
    }
}

impl Said {
    /// Whether it can be said now.
    pub fn invites(&self, speech: Speech, place: &Place, now: UtcTime) -> bool {
        let over = place.ends_at <= now && self.absence.is_none();
        match speech {
            Speech::Report => {
                place.starts_at <= now && place.record().is_none() && self.absence.is_none()
            }
            Speech::Reply => self
                .absence
                .as_ref()
                .is_some_and(|absence| absence.state == AbsenceState::Reported),
            Speech::OfUnit => over && self.unit.is_none(),
            Speech::OfMember => over && self.member.is_none(),
        }
    }
}

/// What was said of a place; whose it is must have been asked before.
///
/// # Errors
/// The database's.
pub async fn said(app: &App, booking: i64) -> Result<Said, AppError> {
    app.db
        .read(move |conn| {
            let mut said = Said {
                absence: rows::find_absence(conn, booking)?,
                ..Said::default()
            };
            for one in rows::list_feedback(conn, booking)? {
                match one.side {
                    Side::Unit => said.unit = Some(one),
                    Side::Member => said.member = Some(one),
                }
            }
            Ok(said)
        })
        .await
}

/// A unit reports that somebody did not come. They hear of it and can say their side.
///
/// # Errors
/// 404 for a place of another unit; 409 before the start, or where somebody wrote down that they came.
pub async fn report(app: &App, manager: i64, id: i64, note: String) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let place = store::find_held(conn, manager, id)?;
            if place.starts_at > now || place.record().is_some() {
                return Err(AppError::Conflict(Clash::State));
            }
            rows::insert_absence(conn, id, &note, manager, now)?;
            let member = accounts::store::find_user(conn, place.user)?;
            let letter = Letter::Turnout(TurnoutLetter {
                name: member.name(member.lang).to_owned(),
                turn: turn(&place, member.lang),
                about: Report::Made,
            });
            mail::post(conn, &Envelope::from(&member), &letter, now)?;
            record(
                conn,
                (manager, Role::UnitManager),
                "absence.reported",
                id,
                now,
            )
        })
        .await
}

fn record(
    conn: &mut Conn,
    (who, role): (i64, Role),
    action: &str,
    id: i64,
    now: UtcTime,
) -> Result<(), AppError> {
    let actor = Actor::Person(who, role);
    Ok(audit::record(
        conn,
        now,
        actor,
        action,
        Subject::Booking(id),
        &json!({}),
    )?)
}

/// A member says their side of a report.
///
/// # Errors
/// 404 for another's place; 409 where nothing was reported or it was reviewed.
pub async fn reply(app: &App, user: i64, id: i64, word: String) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            store::find_own(conn, user, id)?;
            if rows::update_word(conn, id, &word, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            record(conn, (user, Role::Clinician), "absence.answered", id, now)
        })
        .await
}

/// Reports that wait for a person of the office, with the places.
///
/// # Errors
/// The database's.
pub async fn reported(app: &App) -> Result<Vec<(Absence, Place)>, AppError> {
    app.db
        .read(move |conn| {
            let mut all = Vec::new();
            for absence in rows::list_reported(conn)? {
                let place = store::find_place(conn, absence.booking)?;
                all.push((absence, place));
            }
            Ok(all)
        })
        .await
}

/// A person of the office says what it was. Nothing is counted; the member reads why.
///
/// # Errors
/// 404 where nothing was reported; 409 where it was reviewed already.
pub async fn review(
    app: &App,
    officer: i64,
    id: i64,
    to: AbsenceState,
    verdict: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            rows::find_absence(conn, id)?.ok_or(AppError::NotFound)?;
            let place = store::find_place(conn, id)?;
            if rows::update_reviewed(conn, id, (to, &verdict), officer, now)? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let member = accounts::store::find_user(conn, place.user)?;
            let letter = Letter::Turnout(TurnoutLetter {
                name: member.name(member.lang).to_owned(),
                turn: turn(&place, member.lang),
                about: if to == AbsenceState::Excused {
                    Report::Excused
                } else {
                    Report::Upheld
                },
            });
            mail::post(conn, &Envelope::from(&member), &letter, now)?;
            record(conn, (officer, Role::Officer), "absence.reviewed", id, now)
        })
        .await
}

/// Who says what of the other.
pub struct Saying {
    /// Whether they would do it again.
    pub again: bool,
    /// What they add, or empty.
    pub note: String,
}

/// One side says what it was like, once, after the shift.
///
/// # Errors
/// 404 for what is not theirs; 409 before the end, or where they have spoken.
pub async fn say(
    app: &App,
    who: i64,
    id: i64,
    speech: Speech,
    saying: Saying,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let (place, side, role) = if speech.is_of_unit() {
                let place = store::find_held(conn, who, id)?;
                (place, Side::Unit, Role::UnitManager)
            } else {
                (
                    store::find_own(conn, who, id)?,
                    Side::Member,
                    Role::Clinician,
                )
            };
            if place.ends_at > now {
                return Err(AppError::Conflict(Clash::State));
            }
            let said = Feedback {
                side,
                again: saying.again,
                note: saying.note.clone(),
            };
            rows::insert_feedback(conn, id, &said, who, now)?;
            record(conn, (who, role), "feedback.given", id, now)
        })
        .await
}

/// Takes a report back, since the unit now stands for hours: whoever has hours did come.
///
/// # Errors
/// 409 where the office upheld it.
pub fn withdraw(conn: &mut Conn, manager: i64, id: i64, now: UtcTime) -> Result<(), AppError> {
    if rows::find_absence(conn, id)?.is_none() {
        return Ok(());
    }
    if rows::delete_absence(conn, id)? == 0 {
        return Err(AppError::Conflict(Clash::State));
    }
    let by = (manager, Role::UnitManager);
    record(conn, by, "absence.withdrawn", id, now)
}

/// Which places of a manager's units were reported, and how each report stands.
///
/// # Errors
/// The database's.
pub async fn absences_of_manager(
    app: &App,
    manager: i64,
) -> Result<HashMap<i64, AbsenceState>, AppError> {
    app.db
        .read(move |conn| Ok(rows::list_of_manager(conn, manager)?.into_iter().collect()))
        .await
}
