//! What a person does with their own account while signed in.

use super::domain::NewPassword;
use super::passwords::Verdict;
use super::throttle::{self, PER_ACCOUNT};
use super::{sessions, store};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::db::Conn;
use crate::db::schema::{sessions as open_sessions, users};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::mail::notices::{self, Choice};
use crate::mail::{self, Envelope, Letter};
use crate::web::SignedIn;
use diesel::prelude::*;
use serde_json::json;

/// What a person may look at and change themself.
pub struct Account {
    /// The person.
    pub user: store::User,
    /// Kinds of letters that they do not want by mail.
    pub refused: Vec<Choice>,
    /// Browsers on which they are signed in, this one included.
    pub sessions: i64,
}

/// One's own account.
///
/// # Errors
/// The database's.
pub async fn account(app: &App, user: i64) -> Result<Account, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let sessions = open_sessions::table
                .filter(open_sessions::user_id.eq(user))
                .filter(open_sessions::expires_at.gt(now))
                .count()
                .get_result(conn)?;
            Ok(Account {
                user: store::find_user(conn, user)?,
                refused: notices::list_refused(conn, user)?,
                sessions,
            })
        })
        .await
}

/// What a person changes about how they are reached.
pub struct Contact {
    /// Telephone.
    pub mobile: String,
    /// Language of their mail.
    pub lang: Lang,
    /// Kinds of letters that they do not want by mail.
    pub refused: Vec<Choice>,
}

/// Saves how a person is reached.
///
/// # Errors
/// The database's.
pub async fn save_contact(app: &App, by: &SignedIn, contact: Contact) -> Result<(), AppError> {
    let now = app.clock.now();
    let (user, role) = (by.id, by.role);
    app.db
        .write(move |conn| {
            diesel::update(users::table.find(user))
                .set((
                    users::mobile.eq(&contact.mobile),
                    users::lang.eq(contact.lang),
                ))
                .execute(conn)?;
            notices::replace_refused(conn, user, &contact.refused)?;
            let actor = Actor::Person(user, role);
            let action = "account.contact_changed";
            Ok(audit::record(
                conn,
                now,
                actor,
                action,
                Subject::User(user),
                &json!({}),
            )?)
        })
        .await
}

/// Whether somebody who is signed in is the one who knows the password: asked before what cannot be
/// undone. Guessing is limited as at the door (R24).
///
/// # Errors
/// 429 after too many tries; 503 when too many hash at once.
pub async fn knows_password(app: &App, user: i64, typed: &str) -> Result<bool, AppError> {
    let bucket = throttle::bucket(app, "again", &user.to_string());
    throttle::take(app, vec![(bucket, PER_ACCOUNT)]).await?;
    let stored = app
        .db
        .read(move |conn| Ok::<_, AppError>(store::find_password_hash(conn, user)?))
        .await?;
    let verdict = app.hasher.verify(typed, stored).await?;
    Ok(!matches!(verdict, Verdict::Wrong))
}

/// Sets a new password, ends every other session and tells the owner.
///
/// # Errors
/// 503 when too many hash at once; the database's.
pub async fn change_password(
    app: &App,
    by: &SignedIn,
    password: &NewPassword,
) -> Result<(), AppError> {
    let hash = app.hasher.hash(password).await?;
    let now = app.clock.now();
    let (user, role, session) = (by.id, by.role, by.session.clone());
    app.db
        .write(move |conn| {
            store::update_password(conn, user, &hash, None)?;
            sessions::close_others(conn, user, &session)?;
            let owner = store::find_user(conn, user)?;
            let name = owner.name(owner.lang).to_owned();
            let letter = Letter::PasswordChanged { name };
            mail::post(conn, &Envelope::from(&owner), &letter, now)?;
            let actor = Actor::Person(user, role);
            let action = "account.password_set";
            Ok(audit::record(
                conn,
                now,
                actor,
                action,
                Subject::User(user),
                &json!({}),
            )?)
        })
        .await
}

/// Signs a person out everywhere but here.
///
/// # Errors
/// The database's.
pub async fn close_others(app: &App, by: &SignedIn) -> Result<(), AppError> {
    let now = app.clock.now();
    let (user, role, session) = (by.id, by.role, by.session.clone());
    app.db
        .write(move |conn| {
            sessions::close_others(conn, user, &session)?;
            let actor = Actor::Person(user, role);
            let action = "account.sessions_closed";
            Ok(audit::record(
                conn,
                now,
                actor,
                action,
                Subject::User(user),
                &json!({}),
            )?)
        })
        .await
}

/// Corrects a name after somebody was asked about it; the room that asked keeps what stood before.
///
/// # Errors
/// The database's.
pub fn correct_name(conn: &mut Conn, user: i64, lang: Lang, name: &str) -> QueryResult<()> {
    let row = diesel::update(users::table.find(user));
    match lang {
        Lang::En => row.set(users::name_en.eq(name)).execute(conn)?,
        Lang::Zh => row.set(users::name_zh.eq(name)).execute(conn)?,
    };
    Ok(())
}
