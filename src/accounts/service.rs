//! One function for each thing that a person can do with an account.

use super::domain::{Email, NewPassword};
use super::links::{self, CONFIRM_FOR, RESET_FOR};
use super::sessions;
use super::store::{self, NewUser};
use super::throttle::{self, PER_ACCOUNT, PER_SOURCE};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::domain::{Category, Role};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::keys::Purpose;
use crate::mail::{self, Envelope, Letter};
use crate::vetting;
use serde_json::json;

/// Version of the collection statement that `/privacy` shows; a change of its text is a new version.
pub const COLLECTION_STATEMENT: &str = "2026-11";

/// What somebody gives to register.
pub struct Registration {
    /// Address; becomes the sign-in name.
    pub email: Email,
    /// Name as on the practising certificate.
    pub name_en: String,
    /// Chinese name, or empty.
    pub name_zh: String,
    /// Telephone.
    pub mobile: String,
    /// One of the four.
    pub category: Category,
    /// How they heard of the service, or empty.
    pub heard_from: String,
    /// Language of their mail.
    pub lang: Lang,
    /// To sign in with.
    pub password: NewPassword,
}

/// Registers somebody. Whether the address was new is told only by mail to its owner (R23): the
/// answer, its time and the number of mails are the same.
///
/// # Errors
/// 429 after too many from one place; the database's.
pub async fn register(app: &App, new: Registration, source: &str) -> Result<(), AppError> {
    // By address too: nobody's mailbox is to be flooded.
    let address = throttle::bucket(app, "register", new.email.key());
    let from = throttle::bucket(app, "register-source", source);
    throttle::take(app, vec![(address, PER_ACCOUNT), (from, PER_SOURCE)]).await?;
    let hash = app.hasher.hash(&new.password).await?;
    let now = app.clock.now();
    let key = app.config.instance_key.clone();
    app.db
        .write(move |conn| {
            if let Some(owner) = store::find_by_email(conn, &new.email)? {
                let name = owner.name(owner.lang).to_owned();
                return Ok(mail::post(
                    conn,
                    &Envelope::from(&owner),
                    &Letter::AlreadyRegistered { name },
                    now,
                )?);
            }
            let row = NewUser {
                email: &new.email,
                name_en: &new.name_en,
                name_zh: &new.name_zh,
                mobile: &new.mobile,
                lang: new.lang,
                role: Role::Clinician,
                category: Some(new.category),
                staff_number: None,
                heard_from: &new.heard_from,
                statement: Some(COLLECTION_STATEMENT),
                password_hash: Some(&hash),
                confirmed: false,
            };
            let id = store::insert_user(conn, &key, &row, now)?;
            let salt = links::insert(conn, &key, Purpose::ConfirmEmail, id, now, CONFIRM_FOR)?;
            let owner = store::find_user(conn, id)?;
            let name = owner.name(owner.lang).to_owned();
            mail::post(
                conn,
                &Envelope::from(&owner),
                &Letter::ConfirmEmail { name, salt },
                now,
            )?;
            audit::record(
                conn,
                now,
                Actor::Visitor,
                "account.registered",
                Subject::User(id),
                &json!({"statement": COLLECTION_STATEMENT}),
            )?;
            Ok::<_, AppError>(())
        })
        .await
}

/// A clinician whose address is proved has an application to fill in.
pub(super) fn begin_application(conn: &mut Conn, user: i64, now: UtcTime) -> Result<(), AppError> {
    let person = store::find_user(conn, user)?;
    match person.category {
        Some(category) => match vetting::applying::begin_draft(conn, user, category, now) {
            // They have one: the link proved an address that was proved before.
            Err(AppError::Conflict(_)) => Ok(()),
            begun => begun,
        },
        None => Ok(()),
    }
}

/// Sends a link to set a new password, if the address has an account; the answer is the same (R23).
///
/// # Errors
/// 429 after too many.
pub async fn forgot(app: &App, email: Email, source: &str) -> Result<(), AppError> {
    throttle::take(
        app,
        vec![
            (throttle::bucket(app, "forgot", email.key()), PER_ACCOUNT),
            (throttle::bucket(app, "forgot-source", source), PER_SOURCE),
        ],
    )
    .await?;
    let now = app.clock.now();
    let key = app.config.instance_key.clone();
    app.db
        .write(move |conn| {
            // Written in both cases, so that both wait for the disk alike (R23).
            audit::record(
                conn,
                now,
                Actor::Visitor,
                "account.reset_asked",
                Subject::Address,
                &json!({}),
            )?;
            let Some(owner) =
                store::find_by_email(conn, &email)?.filter(|owner| owner.disabled_at.is_none())
            else {
                return Ok(());
            };
            links::revoke(conn, Purpose::SetPassword, owner.id, now)?;
            let salt = links::insert(conn, &key, Purpose::SetPassword, owner.id, now, RESET_FOR)?;
            let name = owner.name(owner.lang).to_owned();
            mail::post(
                conn,
                &Envelope::from(&owner),
                &Letter::ResetPassword { name, salt },
                now,
            )?;
            Ok::<_, AppError>(())
        })
        .await
}

/// Whether a link to set a password can still be used.
///
/// # Errors
/// 410 when it cannot.
pub async fn password_link(app: &App, token: String) -> Result<store::User, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let user =
                links::find(conn, Purpose::SetPassword, &token, now)?.ok_or(AppError::Gone)?;
            let user = store::find_user(conn, user)?;
            if user.disabled_at.is_some() {
                return Err(AppError::Gone);
            }
            Ok(user)
        })
        .await
}

/// Sets the password of the account that the link names (never of one that the form names, R25),
/// ends every session and tells the owner. It does not sign in.
///
/// # Errors
/// 410 when the link was used or has expired.
pub async fn set_password(
    app: &App,
    token: String,
    password: &NewPassword,
) -> Result<(), AppError> {
    let hash = app.hasher.hash(password).await?;
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let user =
                links::redeem(conn, Purpose::SetPassword, &token, now)?.ok_or(AppError::Gone)?;
            let owner = store::find_user(conn, user)?;
            if owner.disabled_at.is_some() {
                return Err(AppError::Gone);
            }
            // The link came by mail, so the address is proved as well.
            store::update_password(conn, user, &hash, Some(now))?;
            begin_application(conn, user, now)?;
            sessions::close_all(conn, user)?;
            let name = owner.name(owner.lang).to_owned();
            mail::post(
                conn,
                &Envelope::from(&owner),
                &Letter::PasswordChanged { name },
                now,
            )?;
            audit::record(
                conn,
                now,
                Actor::Person(user, owner.role),
                "account.password_set",
                Subject::User(user),
                &json!({}),
            )?;
            Ok::<_, AppError>(())
        })
        .await
}
