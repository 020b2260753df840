//! Signing in and out, and the link that confirms an address.

use super::domain::Email;
use super::links;
use super::passwords::Verdict;
use super::service::begin_application;
use super::sessions;
use super::store::{self, User};
use super::throttle::{self, PER_ACCOUNT, PER_SOURCE};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::error::AppError;
use crate::keys::{self, Purpose};
use serde_json::json;

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

/// Whose link to confirm an address this is, while it can still be used.
///
/// # Errors
/// 410 when it cannot.
pub async fn confirm_link(app: &App, token: String) -> Result<User, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let user =
                links::find(conn, Purpose::ConfirmEmail, &token, now)?.ok_or(AppError::Gone)?;
            Ok(store::find_user(conn, user)?)
        })
        .await
}

/// Confirms an address by its link and signs in. The link proves the mailbox, the password proves that
/// its owner is who registered: an account that a stranger opened in their name stays shut. `None`
/// when the password is wrong.
///
/// # Errors
/// 410 when the link was used or has expired; 429 after too many tries.
pub async fn confirm_email(
    app: &App,
    token: String,
    password: &str,
    source: &str,
) -> Result<Option<Opened>, AppError> {
    let user = confirm_link(app, token.clone()).await?;
    let account = throttle::bucket(app, "confirm", &user.id.to_string());
    let from = throttle::bucket(app, "confirm-source", source);
    throttle::take(app, vec![(account, PER_ACCOUNT), (from, PER_SOURCE)]).await?;
    let id = user.id;
    let stored = app
        .db
        .read(move |conn| store::find_password_hash(conn, id).map_err(AppError::from))
        .await?;
    let renewed = match app.hasher.verify(password, stored).await? {
        Verdict::Wrong => return Ok(None),
        Verdict::Right => None,
        Verdict::Renewed(hash) => Some(hash),
    };
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
        .await?;
    open(app, &user, true, renewed).await.map(Some)
}
