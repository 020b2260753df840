//! One function for each thing that a person can do with an account.

use super::domain::{Email, NewPassword};
use super::links::{self, CONFIRM_FOR, RESET_FOR};
use super::passwords::Verdict;
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
use crate::keys::{self, Purpose};
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

/// Confirms an address by its link.
///
/// # Errors
/// 410 when the link was used or has expired.
pub async fn confirm_email(app: &App, token: String) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let user =
                links::redeem(conn, Purpose::ConfirmEmail, &token, now)?.ok_or(AppError::Gone)?;
            store::confirm_email(conn, user, now)?;
            begin_application(conn, user, now)?;
            audit::record(
                conn,
                now,
                Actor::Visitor,
                "account.email_confirmed",
                Subject::User(user),
                &json!({}),
            )?;
            Ok::<_, AppError>(())
        })
        .await
}

/// A clinician whose address is proved has an application to fill in.
fn begin_application(conn: &mut Conn, user: i64, now: UtcTime) -> Result<(), AppError> {
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

/// What signing in leaves with the browser.
pub struct Opened {
    /// Token for the session cookie.
    pub session: String,
    /// Token for the device cookie, where the browser was not known yet.
    pub device: Option<String>,
    /// The page on which the person begins.
    pub home: &'static str,
}

/// Signs somebody in. `None` for every kind of refusal alike.
///
/// # Errors
/// 429 after too many tries; 503 when too many hash at once.
pub async fn sign_in(
    app: &App,
    typed: &str,
    password: &str,
    device: Option<String>,
    source: &str,
) -> Result<Option<Opened>, AppError> {
    let email = Email::parse(typed);
    let known = known_device(app, email.as_ref(), device.clone()).await?;
    // Guessing from elsewhere must not lock the owner out of their own telephone.
    let subject = match (&known, &email) {
        (Some(device), _) => format!("device {device}"),
        (None, Some(email)) => email.key().to_owned(),
        (None, None) => typed.to_owned(),
    };
    let mut buckets = vec![(throttle::bucket(app, "sign-in", &subject), PER_ACCOUNT)];
    if known.is_none() {
        buckets.push((throttle::bucket(app, "sign-in-source", source), PER_SOURCE));
    }
    throttle::take(app, buckets).await?;
    let found = match email {
        Some(email) => {
            app.db
                .read(move |conn| store::find_credentials(conn, &email).map_err(AppError::from))
                .await?
        }
        None => None,
    };
    let stored = found.as_ref().and_then(|(_, hash, _)| hash.clone());
    let verdict = app.hasher.verify(password, stored).await?;
    let Some((user, _, true)) = found.filter(|(user, ..)| user.disabled_at.is_none()) else {
        return Ok(None);
    };
    match verdict {
        Verdict::Wrong => Ok(None),
        Verdict::Right => open(app, &user, known.is_none(), None).await.map(Some),
        Verdict::Renewed(hash) => open(app, &user, known.is_none(), Some(hash))
            .await
            .map(Some),
    }
}

/// Opens a session for somebody whose password was right.
async fn open(
    app: &App,
    user: &store::User,
    new_device: bool,
    hash: Option<String>,
) -> Result<Opened, AppError> {
    let now = app.clock.now();
    let session = keys::random_token();
    let device = new_device.then(keys::random_token);
    let (token, new_device, id, role) = (session.clone(), device.clone(), user.id, user.role);
    app.db
        .write(move |conn| {
            sessions::open(conn, id, now, &token)?;
            if let Some(hash) = &hash {
                store::update_password(conn, id, hash, None)?;
            }
            if let Some(device) = &new_device {
                store::insert_device(conn, id, device, now)?;
            }
            let actor = Actor::Person(id, role);
            audit::record(
                conn,
                now,
                actor,
                "account.signed_in",
                Subject::User(id),
                &json!({}),
            )?;
            Ok::<_, AppError>(())
        })
        .await?;
    let home = sessions::find(app, &session)
        .await?
        .map_or("", |user| user.home());
    Ok(Opened {
        session,
        device,
        home,
    })
}

async fn known_device(
    app: &App,
    email: Option<&Email>,
    device: Option<String>,
) -> Result<Option<String>, AppError> {
    let (Some(email), Some(device)) = (email.cloned(), device) else {
        return Ok(None);
    };
    app.db
        .read(move |conn| Ok(store::knows_device(conn, &email, &device)?.then_some(device)))
        .await
}

/// Ends the session of this request.
///
/// # Errors
/// The database's.
pub async fn sign_out(app: &App, session: String) -> Result<(), AppError> {
    app.db
        .write(move |conn| sessions::close(conn, &session).map_err(AppError::from))
        .await
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
            Ok(store::find_user(conn, user)?)
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
            // The link came by mail, so the address is proved as well.
            store::update_password(conn, user, &hash, Some(now))?;
            begin_application(conn, user, now)?;
            sessions::close_all(conn, user)?;
            let owner = store::find_user(conn, user)?;
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
