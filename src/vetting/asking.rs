//! How a former unit comes to be asked: the first time, again, elsewhere, and when the letter or the
//! fortnight comes to nothing.

use super::deciding::open_quoted;
use super::likeness::{self, Likeness};
use super::machine::{Deed, EnquiryState};
use super::referees::{self, Contact, Referee};
use super::service::{ENQUIRY_LIVES, Trace, carry_out, open, tell};
use super::store::{self, Application};
use super::turn::Turn;
use crate::accounts;
use crate::accounts::domain::Email;
use crate::accounts::throttle::{self, PER_ACCOUNT};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::keys::{self, InstanceKey, Purpose};
use crate::mail::reference_letter::ReferenceLetter;
use crate::mail::{self, Envelope, Letter};
use diesel::prelude::*;
use serde_json::json;

/// Sends a new link to a unit; an earlier one dies.
pub(super) fn ask(
    conn: &mut Conn,
    key: &InstanceKey,
    application: &Application,
    referee: &Referee,
    now: UtcTime,
) -> Result<(), AppError> {
    let salt = keys::random_token();
    let hash = keys::token_hash(&key.link_token(Purpose::Enquiry, &salt));
    let expires_at = now.plus(ENQUIRY_LIVES);
    if referees::update_asked(conn, referee, &salt, &hash, now, expires_at)? == 0 {
        return Err(AppError::Conflict(Clash::State));
    }
    let applicant = accounts::store::find_user(conn, application.user)?;
    let letter = Letter::Enquiry {
        unit: referee.place(),
        contact: referee.contact.clone(),
        applicant: applicant.name(applicant.lang).to_owned(),
        salt,
        expires_on: expires_at.day(),
    };
    // A unit's language is not known before it opens the form: the applicant's is the best guess.
    let to = Envelope {
        recipient: None,
        address: &referee.email,
        lang: referee.lang.unwrap_or(applicant.lang),
    };
    Ok(mail::post(conn, &to, &letter, now)?)
}

/// What is wrong with a contact that somebody typed for a unit of a person's application; `row` is the
/// unit itself, where it is there already.
///
/// # Errors
/// 404 where the person has no application.
pub async fn check_contact(
    app: &App,
    user: i64,
    row: Option<i64>,
    email: Email,
    phone: String,
) -> Result<Vec<Likeness>, AppError> {
    app.db
        .read(move |conn| {
            let application = store::find_latest(conn, user)?;
            let person = accounts::store::find_user(conn, user)?;
            let others = referees::list(conn, application.id)?
                .into_iter()
                .filter(|other| Some(other.id) != row && other.state != EnquiryState::GivenUp)
                .map(|other| other.email);
            Ok(likeness::faults(
                &email,
                &phone,
                (&person.email, &person.mobile),
                others,
            ))
        })
        .await
}

/// Asks a unit again by a contact of its own; the earlier link dies.
fn ask_by(
    conn: &mut Conn,
    key: &InstanceKey,
    application: &Application,
    referee: &Referee,
    contact: &Contact,
    now: UtcTime,
) -> Result<(), AppError> {
    referees::update_contact(conn, referee.id, contact)?;
    let changed = Referee {
        contact: contact.name.clone(),
        email: contact.email.clone(),
        phone: contact.phone.clone(),
        ..referee.clone()
    };
    ask(conn, key, application, &changed, now)
}

/// An officer asks another contact at the same unit.
///
/// # Errors
/// 404 for a unit of another file; 409 where it answered or was given up.
pub async fn ask_again(
    app: &App,
    by: i64,
    reference: String,
    row: i64,
    contact: Contact,
) -> Result<(), AppError> {
    let now = app.clock.now();
    let key = app.config.instance_key.clone();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            let referee = referees::find(conn, application.id, row)?;
            let deed = Deed::Enquiry(row, Turn::AskAgain);
            let trace = Trace::of(json!({"enquiry": row}));
            let actor = Actor::Person(by, Role::Officer);
            carry_out(conn, &application, deed, actor, &trace, now)?;
            ask_by(conn, &key, &application, &referee, &contact, now)?;
            let units = vec![referee.place()];
            tell(conn, &application, now, |name| Letter::UnitsAsked {
                name,
                units,
            })
        })
        .await
}

/// An officer gives a unit up and asks the applicant for another one.
///
/// # Errors
/// 404 for a unit of another file; 409 where it answered.
pub async fn give_up(app: &App, by: i64, reference: String, row: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            let referee = referees::find(conn, application.id, row)?;
            let actor = Actor::Person(by, Role::Officer);
            take(conn, &application, &referee, Turn::GiveUp, actor, now)?;
            let unit = referee.place();
            tell(conn, &application, now, |name| {
                Letter::Reference(ReferenceLetter::OtherUnit { name, unit })
            })
        })
        .await
}

/// Takes a turn that leads to a state and does nothing else.
pub(super) fn take(
    conn: &mut Conn,
    application: &Application,
    referee: &Referee,
    turn: Turn,
    actor: Actor,
    now: UtcTime,
) -> Result<(), AppError> {
    let trace = Trace::of(json!({"enquiry": referee.id}));
    carry_out(
        conn,
        application,
        Deed::Enquiry(referee.id, turn),
        actor,
        &trace,
        now,
    )?;
    let to = turn
        .leads(referee.state)
        .ok_or(AppError::Conflict(Clash::State))?;
    match referees::update_turned(conn, referee.id, turn, to, now)? {
        0 => Err(AppError::Conflict(Clash::State)),
        _ => Ok(()),
    }
}

/// The applicant corrects how a unit is reached, while it has not answered. Before it was asked nothing
/// is sent; afterwards a new link goes out and the old one dies.
///
/// # Errors
/// 404 for a unit of another file; 409 once it answered; 429 after too many.
pub async fn correct(app: &App, user: i64, row: i64, contact: Contact) -> Result<(), AppError> {
    let bucket = throttle::bucket(app, "correct-unit", &user.to_string());
    throttle::take(app, vec![(bucket, PER_ACCOUNT)]).await?;
    let now = app.clock.now();
    let key = app.config.instance_key.clone();
    app.db
        .write(move |conn| {
            let id = store::find_latest(conn, user)?.id;
            let application = open(conn, id)?;
            let referee = referees::find(conn, application.id, row)?;
            let actor = Actor::Person(user, Role::Clinician);
            if referee.state == EnquiryState::Named && application.decided_at.is_none() {
                referees::update_contact(conn, row, &contact)?;
                let subject = Subject::Referee(row);
                let action = "application.correct_contact";
                return Ok(audit::record(
                    conn,
                    now,
                    actor,
                    action,
                    subject,
                    &json!({}),
                )?);
            }
            let trace = Trace::of(json!({"enquiry": row}));
            let deed = Deed::Enquiry(row, Turn::Correct);
            carry_out(conn, &application, deed, actor, &trace, now)?;
            ask_by(conn, &key, &application, &referee, &contact, now)
        })
        .await
}

/// Tells the applicant of a turn that the system took.
pub(super) fn turn_of_events(
    conn: &mut Conn,
    referee: &Referee,
    turn: Turn,
    now: UtcTime,
) -> Result<usize, AppError> {
    let application = open(conn, referee.application)?;
    // Read again under the lock: it may just have been answered, corrected, or withdrawn.
    let current = referees::find(conn, application.id, referee.id).optional()?;
    let Some(current) = current.filter(|current| current.salt == referee.salt && current.can(turn))
    else {
        return Ok(0);
    };
    match take(conn, &application, &current, turn, Actor::System, now) {
        Ok(()) => {}
        // The application has ended; nobody waits for the unit any more.
        Err(AppError::Conflict(_)) => return Ok(0),
        Err(error) => return Err(error),
    }
    let unit = current.place();
    tell(conn, &application, now, |name| {
        Letter::Reference(match turn {
            Turn::Bounce => ReferenceLetter::CameBack { name, unit },
            _ => ReferenceLetter::Silent { name, unit },
        })
    })?;
    Ok(1)
}
