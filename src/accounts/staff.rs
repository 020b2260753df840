//! Staff accounts: an administrator invites and closes them.

use super::domain::{Email, StaffNumber};
use super::links::{self, INVITE_FOR};
use super::sessions;
use super::store::{self, NewUser, User};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::db::Conn;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::i18n::Lang;
use crate::keys::Purpose;
use crate::mail::{self, Envelope, Letter};
use diesel::QueryResult;
use serde_json::json;

/// Whom to invite.
pub struct Invitation {
    /// Address.
    pub email: Email,
    /// Name.
    pub name: String,
    /// The number under which the hospital knows them; only the command line may leave it open.
    pub staff_number: Option<StaffNumber>,
    /// Any role but the clinician's: those register themselves.
    pub role: Role,
    /// Language of the mail.
    pub lang: Lang,
}

/// Makes an account and mails a link to set its password. Returns the link's salt, for the command
/// line, which prints the link instead of waiting for mail.
///
/// # Errors
/// 409 when the address or the staff number has an account.
pub async fn invite(app: &App, actor: Actor, invitation: Invitation) -> Result<String, AppError> {
    let now = app.clock.now();
    let key = app.config.instance_key.clone();
    app.db
        .write(move |conn| {
            let Invitation {
                email,
                name,
                staff_number,
                role,
                lang,
            } = &invitation;
            if *role == Role::Clinician {
                return Err(AppError::Invalid("clinicians register themselves"));
            }
            check_new(conn, email, staff_number.as_ref())?;
            let row = NewUser {
                email,
                name_en: name,
                name_zh: "",
                mobile: "",
                lang: *lang,
                role: *role,
                category: None,
                staff_number: staff_number.as_ref().map(StaffNumber::as_str),
                heard_from: "",
                statement: None,
                password_hash: None,
                confirmed: false,
            };
            let id = store::insert_user(conn, &key, &row, now)?;
            let salt = links::insert(conn, &key, Purpose::SetPassword, id, now, INVITE_FOR)?;
            let to = Envelope {
                recipient: Some(id),
                address: email.address(),
                lang: *lang,
            };
            mail::post(
                conn,
                &to,
                &Letter::Invitation {
                    name: name.clone(),
                    salt: salt.clone(),
                },
                now,
            )?;
            audit::record(
                conn,
                now,
                actor,
                "account.invited",
                Subject::User(id),
                &json!({"role": role.as_str()}),
            )?;
            Ok(salt)
        })
        .await
}

/// One address, one human, one account.
fn check_new(conn: &mut Conn, email: &Email, number: Option<&StaffNumber>) -> Result<(), AppError> {
    if store::find_by_email(conn, email)?.is_some() {
        return Err(AppError::Conflict(Clash::State));
    }
    match number {
        Some(number) if store::has_staff_number(conn, number)? => {
            Err(AppError::Conflict(Clash::StaffNumber))
        }
        _ => Ok(()),
    }
}

/// Administrators whose accounts are open; who is told of what must not wait.
///
/// # Errors
/// The database's.
pub fn administrators(conn: &mut Conn) -> QueryResult<Vec<User>> {
    store::list_administrators(conn)
}

/// All staff.
///
/// # Errors
/// The database's.
pub async fn list(app: &App) -> Result<Vec<User>, AppError> {
    app.db
        .read(|conn| store::list_staff(conn).map_err(AppError::from))
        .await
}

/// Closes an account, its sessions and its links, or opens it again. Nobody closes their own.
///
/// # Errors
/// 409 when it is so already or one's own; 404 for a clinician, whose membership is suspended instead.
pub async fn set_disabled(app: &App, by: i64, user: i64, disabled: bool) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let person = store::find_user(conn, user)?;
            if person.role == Role::Clinician {
                return Err(AppError::NotFound);
            }
            if by == user || !store::update_disabled(conn, user, disabled.then_some(now))? {
                return Err(AppError::Conflict(Clash::State));
            }
            sessions::close_all(conn, user)?;
            links::revoke(conn, Purpose::SetPassword, user, now)?;
            let action = if disabled {
                "account.disabled"
            } else {
                "account.enabled"
            };
            audit::record(
                conn,
                now,
                Actor::Person(by, Role::Administrator),
                action,
                Subject::User(user),
                &json!({}),
            )?;
            Ok(())
        })
        .await
}

/// Gives somebody another role, ends their sessions and tells them. Nobody changes their own.
///
/// # Errors
/// 409 when they have it already or it is one's own; 404 for a clinician; 422 for a role that is not
/// staff's.
pub async fn set_role(app: &App, by: i64, user: i64, role: Role) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            if role == Role::Clinician {
                return Err(AppError::Invalid("clinicians register themselves"));
            }
            let person = store::find_user(conn, user)?;
            if person.role == Role::Clinician {
                return Err(AppError::NotFound);
            }
            if by == user || !store::update_role(conn, user, person.role, role)? {
                return Err(AppError::Conflict(Clash::State));
            }
            sessions::close_all(conn, user)?;
            let name = person.name(person.lang).to_owned();
            let letter = Letter::RoleChanged { name, role };
            mail::post(conn, &Envelope::from(&person), &letter, now)?;
            audit::record(
                conn,
                now,
                Actor::Person(by, Role::Administrator),
                "account.role_changed",
                Subject::User(user),
                &json!({"from": person.role.as_str(), "to": role.as_str()}),
            )?;
            Ok(())
        })
        .await
}
