//! A person's copy of their own data: asked for, made by a job, fetched by its owner, gone after days.

use super::export::{self, Copy};
use super::periods::{COPY_WITHIN, Span, What};
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::{UtcTime, add_days};
use crate::db::Conn;
use crate::db::schema::data_exports;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::keys::PersonKey;
use crate::mail::{self, Envelope, Letter};
use crate::text_enum;
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use serde_json::json;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// How long a worker may hold a copy before another one begins anew.
const CLAIM: TimeDelta = TimeDelta::minutes(10);

text_enum! {
    /// How far a copy is.
    State {
        /// Nobody has begun.
        Waiting = "waiting",
        /// A job is at it.
        Running = "running",
        /// It can be fetched.
        Ready = "ready",
        /// It could not be made; the log knows why.
        Failed = "failed",
        /// It was kept long enough.
        Gone = "gone",
    }
}

/// A copy, as its page shows it.
#[derive(Debug, Clone, Queryable)]
pub struct Export {
    /// Row.
    pub id: i64,
    /// How far it is.
    pub state: State,
    /// When it was asked for.
    pub asked_at: UtcTime,
    /// Parts that are done.
    pub done: i32,
    /// All its parts; 0 while nobody knows.
    pub total: i32,
    /// Bytes.
    pub size: Option<i64>,
    /// When it will be removed.
    pub expires_at: Option<UtcTime>,
}

impl Export {
    /// The day by which the law wants it answered.
    pub fn due_on(&self) -> NaiveDate {
        add_days(self.asked_at.day(), COPY_WITHIN)
    }
}

/// The copy that somebody asked for last.
///
/// # Errors
/// The database's.
pub fn find_latest(conn: &mut Conn, user: i64) -> QueryResult<Option<Export>> {
    data_exports::table
        .filter(data_exports::user_id.eq(user))
        .order(data_exports::id.desc())
        .select((
            data_exports::id,
            data_exports::state,
            data_exports::asked_at,
            data_exports::done,
            data_exports::total,
            data_exports::size_bytes,
            data_exports::expires_at,
        ))
        .first(conn)
        .optional()
}

/// Asks for a copy.
///
/// # Errors
/// 409 while one is being made or can be fetched.
pub async fn ask(app: &App, user: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let latest = find_latest(conn, user)?;
            let is_open = latest.is_some_and(|latest| {
                matches!(latest.state, State::Waiting | State::Running | State::Ready)
            });
            if is_open {
                return Err(AppError::Conflict(Clash::State));
            }
            diesel::insert_into(data_exports::table)
                .values((
                    data_exports::user_id.eq(user),
                    data_exports::state.eq(State::Waiting),
                    data_exports::asked_at.eq(now),
                ))
                .execute(conn)?;
            let actor = Actor::Person(user, Role::Clinician);
            let action = "data.copy_asked";
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

/// Makes every copy that waits; answers how many.
///
/// # Errors
/// The database's or the document store's; the copy is then marked as failed.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let mut made = 0;
    loop {
        let now = app.clock.now();
        let claimed = app
            .db
            .write(move |conn| claim(conn, now).map_err(AppError::from))
            .await?;
        let Some((id, user)) = claimed else {
            return Ok(made);
        };
        match make(app, id, user).await {
            Ok(()) => made += 1,
            Err(error) => {
                app.db
                    .write(move |conn| {
                        diesel::update(data_exports::table.find(id))
                            .set(data_exports::state.eq(State::Failed))
                            .execute(conn)
                            .map_err(AppError::from)
                    })
                    .await?;
                return Err(error);
            }
        }
    }
}

fn claim(conn: &mut Conn, now: UtcTime) -> QueryResult<Option<(i64, i64)>> {
    macro_rules! open {
        ($rows:expr) => {
            $rows.filter(
                data_exports::state
                    .eq(State::Waiting)
                    .or(data_exports::state
                        .eq(State::Running)
                        .and(data_exports::claimed_until.le(now).assume_not_null())),
            )
        };
    }
    let next = open!(data_exports::table)
        .order(data_exports::id)
        .select(data_exports::id)
        .first::<i64>(conn)
        .optional()?;
    let Some(id) = next else { return Ok(None) };
    diesel::update(open!(data_exports::table.filter(data_exports::id.eq(id))))
        .set((
            data_exports::state.eq(State::Running),
            data_exports::claimed_until.eq(now.plus(CLAIM)),
            data_exports::done.eq(0),
        ))
        .returning((data_exports::id, data_exports::user_id))
        .get_result(conn)
        .optional()
}

type Zip = ZipWriter<Cursor<Vec<u8>>>;

fn put(zip: &mut Zip, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    // Pictures and PDF are compressed already.
    zip.start_file(name, SimpleFileOptions::default())?;
    zip.write_all(bytes)?;
    Ok(())
}

async fn person_key(app: &App, user: i64) -> Result<PersonKey, AppError> {
    let instance = app.config.instance_key.clone();
    let found = app
        .db
        .read(move |conn| {
            Ok::<_, AppError>(accounts::store::find_person_key(conn, &instance, user)?)
        })
        .await?;
    Ok(found
        .ok_or(AppError::NotFound)?
        .map_err(anyhow::Error::from)?)
}

async fn progress(app: &App, id: i64, done: usize, total: usize) -> Result<(), AppError> {
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let (done, total) = (count(done), count(total));
    app.db
        .write(move |conn| {
            diesel::update(data_exports::table.find(id))
                .set((data_exports::done.eq(done), data_exports::total.eq(total)))
                .execute(conn)?;
            Ok(())
        })
        .await
}

async fn make(app: &App, id: i64, user: i64) -> Result<(), AppError> {
    let key = person_key(app, user).await?;
    let config = app.config.clone();
    let copy = app
        .db
        .read(move |conn| Ok::<_, AppError>(export::collect(conn, user, &config)?))
        .await?;
    let total = copy.texts.len() + copy.files.len();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    put(&mut zip, "README.txt", read_me(&copy).as_bytes())?;
    let mut done = 0;
    for (name, text) in &copy.texts {
        put(&mut zip, name, format!("{text:#}\n").as_bytes())?;
        done += 1;
    }
    for (name, blob) in &copy.files {
        progress(app, id, done, total).await?;
        let plain = app
            .blobs
            .read(&key, user, blob)
            .map_err(anyhow::Error::from)?;
        put(&mut zip, name, &plain)?;
        done += 1;
    }
    progress(app, id, done, total).await?;
    let whole = zip.finish().map_err(anyhow::Error::from)?.into_inner();
    let blob = seal(app, &key, user, &whole).map_err(anyhow::Error::from)?;
    let size = i64::try_from(whole.len()).unwrap_or(i64::MAX);
    finish(app, (id, user), (blob, size), copy.withheld).await
}

fn seal(app: &App, key: &PersonKey, user: i64, bytes: &[u8]) -> std::io::Result<String> {
    let mut upload = app.blobs.create(key, user)?;
    upload.write(bytes)?;
    upload.finish()
}

/// What is in it, in the person's language.
fn read_me(copy: &Copy) -> String {
    let t = copy.lang.texts();
    let mut text = format!("{}\n\n{}\n", t.data_title(), t.data_copy_holds());
    if copy.withheld.is_some() {
        text = format!("{text}{}\n", t.data_copy_withheld());
    }
    text
}

async fn finish(
    app: &App,
    (id, user): (i64, i64),
    (blob, size): (String, i64),
    withheld: Option<&'static str>,
) -> Result<(), AppError> {
    let now = app.clock.now();
    let Span::Days(days) = What::Copies.kept() else {
        return Err(anyhow::anyhow!("copies are kept for days").into());
    };
    let until = now.plus(TimeDelta::days(days));
    let doomed = blob.clone();
    let finished = app
        .db
        .write(move |conn| {
            let open = data_exports::table
                .find(id)
                .filter(data_exports::state.eq(State::Running));
            let changed = diesel::update(open)
                .set((
                    data_exports::state.eq(State::Ready),
                    data_exports::blob.eq(&blob),
                    data_exports::size_bytes.eq(size),
                    data_exports::ready_at.eq(now),
                    data_exports::expires_at.eq(until),
                ))
                .execute(conn)?;
            if changed == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let owner = accounts::store::find_user(conn, user)?;
            let letter = Letter::DataReady {
                name: owner.name(owner.lang).to_owned(),
                until: until.day(),
            };
            mail::post(conn, &Envelope::from(&owner), &letter, now)?;
            let detail = json!({"withheld": withheld});
            let action = "data.copy_made";
            Ok(audit::record(
                conn,
                now,
                Actor::System,
                action,
                Subject::User(user),
                &detail,
            )?)
        })
        .await;
    if finished.is_err()
        && let Err(error) = app.blobs.remove(&doomed)
    {
        tracing::error!(%error, "a copy without a row could not be removed");
    }
    finished
}

/// A person's own copy; that it was fetched is recorded first.
///
/// # Errors
/// 404 for everybody else's; 410 once it is gone.
pub async fn fetch(app: &App, user: i64, id: i64) -> Result<Vec<u8>, AppError> {
    let now = app.clock.now();
    let blob = app
        .db
        .write(move |conn| {
            let row: (Option<String>, Option<UtcTime>) = data_exports::table
                .find(id)
                .filter(data_exports::user_id.eq(user))
                .select((data_exports::blob, data_exports::expires_at))
                .first(conn)?;
            let (Some(blob), Some(expires_at)) = row else {
                return Err(AppError::Gone);
            };
            if now >= expires_at {
                return Err(AppError::Gone);
            }
            let actor = Actor::Person(user, Role::Clinician);
            let action = "data.copy_fetched";
            audit::record(conn, now, actor, action, Subject::User(user), &json!({}))?;
            Ok(blob)
        })
        .await?;
    let key = person_key(app, user).await?;
    let plain = app.blobs.read(&key, user, &blob);
    Ok(plain.map_err(anyhow::Error::from)?)
}
