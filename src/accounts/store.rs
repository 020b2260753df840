//! Rows of accounts.

use super::domain::{Email, StaffNumber};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{applications, known_devices, person_keys, sessions, users};
use crate::domain::{Category, Role};
use crate::i18n::Lang;
use crate::keys::{self, InstanceKey, PersonKey, SealBroken};
use crate::vetting::State;
use crate::web::{SignedIn, Standing};
use diesel::prelude::*;

/// A person as others' rooms need them.
#[derive(Debug, Clone, Queryable)]
pub struct User {
    /// Row.
    pub id: i64,
    /// Address as typed.
    pub email: String,
    /// Name as the register spells it.
    pub name_en: String,
    /// Chinese name, or empty.
    pub name_zh: String,
    /// Telephone.
    pub mobile: String,
    /// Language of their mail.
    pub lang: Lang,
    /// What the account is for.
    pub role: Role,
    /// What they are registered as.
    pub category: Option<Category>,
    /// When the account was closed, if it was.
    pub disabled_at: Option<UtcTime>,
    /// Staff only: the number under which the hospital knows this human.
    pub staff_number: Option<String>,
}

type UserColumns = (
    users::id,
    users::email,
    users::name_en,
    users::name_zh,
    users::mobile,
    users::lang,
    users::role,
    users::category,
    users::disabled_at,
    users::staff_number,
);
const USER: UserColumns = (
    users::id,
    users::email,
    users::name_en,
    users::name_zh,
    users::mobile,
    users::lang,
    users::role,
    users::category,
    users::disabled_at,
    users::staff_number,
);

impl User {
    /// The name to show in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh if !self.name_zh.is_empty() => &self.name_zh,
            _ => &self.name_en,
        }
    }
}

/// A person by row.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find_user(conn: &mut Conn, id: i64) -> QueryResult<User> {
    users::table.find(id).select(USER).first(conn)
}

/// A person by address.
///
/// # Errors
/// The database's.
pub fn find_by_email(conn: &mut Conn, email: &Email) -> QueryResult<Option<User>> {
    users::table
        .filter(users::email_key.eq(email.key()))
        .select(USER)
        .first(conn)
        .optional()
}

/// What signing in needs: the person, their hash, whether the address is confirmed.
///
/// # Errors
/// The database's.
pub fn find_credentials(
    conn: &mut Conn,
    email: &Email,
) -> QueryResult<Option<(User, Option<String>, bool)>> {
    users::table
        .filter(users::email_key.eq(email.key()))
        .select((
            USER,
            users::password_hash,
            users::email_confirmed_at.is_not_null(),
        ))
        .first(conn)
        .optional()
}

/// The hash of a person's password, where they have one.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn find_password_hash(conn: &mut Conn, user: i64) -> QueryResult<Option<String>> {
    users::table
        .find(user)
        .select(users::password_hash)
        .first(conn)
}

/// A new person; what is not known yet is empty.
pub struct NewUser<'a> {
    /// Address.
    pub email: &'a Email,
    /// Name as the register spells it.
    pub name_en: &'a str,
    /// Chinese name, or empty.
    pub name_zh: &'a str,
    /// Telephone, or empty.
    pub mobile: &'a str,
    /// Language of their mail.
    pub lang: Lang,
    /// What the account is for.
    pub role: Role,
    /// What they are registered as; clinicians only.
    pub category: Option<Category>,
    /// The number under which the hospital knows them; staff only.
    pub staff_number: Option<&'a str>,
    /// How they heard of the service.
    pub heard_from: &'a str,
    /// Version of the collection statement that they accepted.
    pub statement: Option<&'a str>,
    /// Hash, unless they set it by link.
    pub password_hash: Option<&'a str>,
    /// Whether the address needs no confirmation (staff prove it by setting a password).
    pub confirmed: bool,
}

/// Adds a person and their key.
///
/// # Errors
/// A unique violation where the address has an account; else the database's.
pub fn insert_user(
    conn: &mut Conn,
    key: &InstanceKey,
    new: &NewUser<'_>,
    now: UtcTime,
) -> QueryResult<i64> {
    let id: i64 = diesel::insert_into(users::table)
        .values((
            users::email.eq(new.email.address()),
            users::email_key.eq(new.email.key()),
            users::name_en.eq(new.name_en),
            users::name_zh.eq(new.name_zh),
            users::mobile.eq(new.mobile),
            users::lang.eq(new.lang),
            users::role.eq(new.role),
            users::category.eq(new.category),
            users::staff_number.eq(new.staff_number),
            users::heard_from.eq(new.heard_from),
            users::collection_statement.eq(new.statement),
            users::consented_at.eq(new.statement.map(|_| now)),
            users::password_hash.eq(new.password_hash),
            users::email_confirmed_at.eq(new.confirmed.then_some(now)),
            users::created_at.eq(now),
        ))
        .returning(users::id)
        .get_result(conn)?;
    let (_, wrapped) = key.new_person_key(id);
    diesel::insert_into(person_keys::table)
        .values((
            person_keys::user_id.eq(id),
            person_keys::wrapped.eq(wrapped),
            person_keys::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Whether a staff number has an account.
///
/// # Errors
/// The database's.
pub fn has_staff_number(conn: &mut Conn, number: &StaffNumber) -> QueryResult<bool> {
    let found: i64 = users::table
        .filter(users::staff_number.eq(number.as_str()))
        .count()
        .get_result(conn)?;
    Ok(found > 0)
}

/// A person's key; `None` once it was destroyed.
///
/// # Errors
/// The database's; the inner error where the row was altered.
pub fn find_person_key(
    conn: &mut Conn,
    key: &InstanceKey,
    user: i64,
) -> QueryResult<Option<Result<PersonKey, SealBroken>>> {
    let wrapped: Option<Vec<u8>> = person_keys::table
        .find(user)
        .select(person_keys::wrapped)
        .first(conn)
        .optional()?;
    Ok(wrapped.map(|wrapped| key.open_person_key(user, &wrapped)))
}

/// Sets a password's hash; with `confirm`, also notes that the address was proved.
///
/// # Errors
/// The database's.
pub fn update_password(
    conn: &mut Conn,
    user: i64,
    hash: &str,
    confirm: Option<UtcTime>,
) -> QueryResult<()> {
    diesel::update(users::table.find(user))
        .set(users::password_hash.eq(hash))
        .execute(conn)?;
    if let Some(now) = confirm {
        confirm_email(conn, user, now)?;
    }
    Ok(())
}

/// Notes that the address was proved, once.
///
/// # Errors
/// The database's.
pub fn confirm_email(conn: &mut Conn, user: i64, now: UtcTime) -> QueryResult<()> {
    diesel::update(
        users::table
            .find(user)
            .filter(users::email_confirmed_at.is_null()),
    )
    .set(users::email_confirmed_at.eq(now))
    .execute(conn)?;
    Ok(())
}

/// Closes an account or opens it again. `false` when it was so already.
///
/// # Errors
/// The database's.
pub fn update_disabled(
    conn: &mut Conn,
    user: i64,
    disabled_at: Option<UtcTime>,
) -> QueryResult<bool> {
    let changed = match disabled_at {
        Some(at) => diesel::update(users::table.find(user).filter(users::disabled_at.is_null()))
            .set(users::disabled_at.eq(at))
            .execute(conn)?,
        None => diesel::update(
            users::table
                .find(user)
                .filter(users::disabled_at.is_not_null()),
        )
        .set(users::disabled_at.eq(None::<UtcTime>))
        .execute(conn)?,
    };
    Ok(changed == 1)
}

/// Gives a person another role. `false` when it is the same, or was changed meanwhile.
///
/// # Errors
/// The database's.
pub fn update_role(conn: &mut Conn, user: i64, from: Role, to: Role) -> QueryResult<bool> {
    let changed = diesel::update(users::table.find(user).filter(users::role.eq(from)))
        .filter(users::role.ne(to))
        .set(users::role.eq(to))
        .execute(conn)?;
    Ok(changed == 1)
}

/// All staff, for the administrator.
///
/// # Errors
/// The database's.
pub fn list_staff(conn: &mut Conn) -> QueryResult<Vec<User>> {
    users::table
        .filter(users::role.ne(Role::Clinician))
        .order((users::role, users::name_en))
        .select(USER)
        .load(conn)
}

/// Administrators whose accounts are open.
///
/// # Errors
/// The database's.
pub fn list_administrators(conn: &mut Conn) -> QueryResult<Vec<User>> {
    users::table
        .filter(users::role.eq(Role::Administrator))
        .filter(users::disabled_at.is_null())
        .order(users::id)
        .select(USER)
        .load(conn)
}

/// Remembers a browser on which the person signed in.
///
/// # Errors
/// The database's.
pub fn insert_device(conn: &mut Conn, user: i64, token: &str, now: UtcTime) -> QueryResult<()> {
    diesel::insert_into(known_devices::table)
        .values((
            known_devices::token_hash.eq(keys::token_hash(token)),
            known_devices::user_id.eq(user),
            known_devices::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether the person signed in on this browser before.
///
/// # Errors
/// The database's.
pub fn knows_device(conn: &mut Conn, email: &Email, token: &str) -> QueryResult<bool> {
    let found = known_devices::table
        .inner_join(users::table)
        .filter(known_devices::token_hash.eq(keys::token_hash(token)))
        .filter(users::email_key.eq(email.key()))
        .select(known_devices::user_id)
        .first::<i64>(conn)
        .optional()?;
    Ok(found.is_some())
}

type Session = (SignedIn, UtcTime, UtcTime);

/// Who holds a session, when it ends, when it was last seen.
///
/// # Errors
/// The database's.
pub fn find_session(conn: &mut Conn, hash: &str) -> QueryResult<Option<Session>> {
    let row: Option<(User, UtcTime, UtcTime)> = sessions::table
        .inner_join(users::table)
        .filter(sessions::token_hash.eq(hash))
        .filter(users::disabled_at.is_null())
        .select((USER, sessions::expires_at, sessions::last_seen_at))
        .first(conn)
        .optional()?;
    let Some((user, expires_at, last_seen_at)) = row else {
        return Ok(None);
    };
    let state: Option<State> = match user.role {
        Role::Clinician => applications::table
            .filter(applications::user_id.eq(user.id))
            .order(applications::id.desc())
            .select(applications::state)
            .first(conn)
            .optional()?,
        Role::UnitManager | Role::Officer | Role::Administrator => None,
    };
    let signed_in = SignedIn {
        id: user.id,
        role: user.role,
        name_en: user.name_en,
        name_zh: user.name_zh,
        lang: user.lang,
        category: user.category,
        standing: Standing::of(state),
        session: hash.to_owned(),
        unread: crate::mail::notices::count_unread(conn, user.id)?,
    };
    Ok(Some((signed_in, expires_at, last_seen_at)))
}
