//! Erasure: the person's key is destroyed, so that whatever it sealed is gone wherever a copy lies;
//! files are removed, columns about a person emptied. Rows that are counted stay, without a person in
//! them, and so does the audit, which holds ids only.

use super::periods::What;
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::schema::{
    applications, bookings, data_exports, document_pages, documents, doomed_blobs, erasures, users,
};
use crate::db::{Conn, lock_application};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::mail::{self, Envelope, Letter};
use crate::web::SignedIn;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;
use serde_json::json;

/// What is emptied when an application goes; `$1` is its row. A test holds every column of text in the
/// schema against these and [`OF_PERSON`]: a new one must be named here, or as what may stay.
pub const OF_APPLICATION: &[&str] = &[
    // Letters to former units name the applicant and belong to no account; before what finds them is emptied.
    "DELETE FROM outbox WHERE recipient_id IS NULL AND kind IN ('enquiry', 'enquiry_reminder') AND EXISTS \
     (SELECT 1 FROM referees JOIN applications ON applications.id = referees.application_id \
     JOIN users ON users.id = applications.user_id WHERE applications.id = $1 AND \
     (outbox.payload LIKE '%' || referees.salt || '%' OR (outbox.address = referees.email AND \
     (outbox.payload LIKE '%' || users.name_en || '%' OR (users.name_zh <> '' AND outbox.payload LIKE '%' || users.name_zh || '%')))))",
    "UPDATE applications SET registration_number = '', recommendation_reason = '', decision_reason = '', conditions = '' WHERE id = $1",
    "UPDATE asked_facts SET reason = '', old_value = '', new_value = CASE WHEN new_value IS NULL THEN NULL ELSE '' END WHERE application_id = $1",
    "UPDATE appeals SET appeal = '', answer = '' WHERE application_id = $1",
    "UPDATE voidings SET reason = '' WHERE application_id = $1",
    // What was never sent in is over.
    "UPDATE applications SET state = 'withdrawn' WHERE id = $1 AND state = 'draft'",
    "UPDATE application_events SET detail = '{}' WHERE application_id = $1",
    "DELETE FROM experiences WHERE application_id = $1",
    "UPDATE referees SET hospital = '', unit = '', contact = '', email = '', phone = '', salt = NULL, \
     token_hash = NULL, answer_sealed = NULL, lang = NULL, answered_by = NULL, answer_source = NULL, \
     answer_agent = NULL, suspicions = '[]', suggestion_sealed = NULL WHERE application_id = $1",
    "DELETE FROM reference_notes WHERE referee_id IN (SELECT id FROM referees WHERE application_id = $1)",
    "DELETE FROM file_notes WHERE application_id = $1",
    "UPDATE reviews SET answer = '' WHERE application_id = $1",
    "DELETE FROM document_pages WHERE document_id IN (SELECT id FROM documents WHERE application_id = $1)",
    "UPDATE documents SET file_name = '', sha256 = '', return_note = '', blob = 'erased-' || id WHERE application_id = $1",
];

/// What is emptied when the last application of a person has gone; `$1` is their row.
pub const OF_PERSON: &[&str] = &[
    "DELETE FROM person_keys WHERE user_id = $1",
    "UPDATE absences SET note = '', word = '', verdict = '' \
     WHERE booking_id IN (SELECT id FROM bookings WHERE user_id = $1)",
    "UPDATE feedback SET note = '' WHERE booking_id IN (SELECT id FROM bookings WHERE user_id = $1)",
    "UPDATE attendance SET reason = '', query = '', answer = '' \
     WHERE booking_id IN (SELECT id FROM bookings WHERE user_id = $1)",
    "DELETE FROM sessions WHERE user_id = $1",
    "DELETE FROM known_devices WHERE user_id = $1",
    "DELETE FROM sightings WHERE user_id = $1",
    "DELETE FROM account_links WHERE user_id = $1",
    "DELETE FROM mail_refusals WHERE user_id = $1",
    "DELETE FROM notices WHERE user_id = $1",
    "DELETE FROM regime_declarations WHERE user_id = $1",
    "UPDATE engagement_entries SET given = '{}', answered = NULL WHERE engagement_id IN (SELECT id FROM engagements WHERE user_id = $1)",
    "UPDATE promotion_candidates SET potential = NULL, potential_note = NULL, total = NULL \
     WHERE engagement_id IN (SELECT id FROM engagements WHERE user_id = $1)",
    "DELETE FROM outbox WHERE recipient_id = $1",
    "DELETE FROM calendar_feeds WHERE user_id = $1",
    "DELETE FROM relatives WHERE user_id = $1",
    "DELETE FROM main_job WHERE user_id = $1",
    "DELETE FROM saved_searches WHERE user_id = $1",
    "DELETE FROM shift_invitations WHERE user_id = $1",
    "DELETE FROM preferred_members WHERE user_id = $1",
    "DELETE FROM weather_told WHERE user_id = $1",
    "DELETE FROM unit_blocks WHERE user_id = $1",
    "UPDATE bookings SET released_note = '' WHERE user_id = $1",
    "UPDATE data_exports SET state = 'gone', blob = NULL, size_bytes = NULL WHERE user_id = $1",
    "UPDATE users SET email = 'erased-' || id || '@erased.invalid', email_key = 'erased-' || id || '@erased.invalid', \
     name_en = '***', name_zh = '', mobile = '', heard_from = '', staff_number = NULL, password_hash = NULL WHERE id = $1",
];

fn each(conn: &mut Conn, statements: &[&str], id: i64) -> QueryResult<()> {
    for statement in statements {
        sql_query(*statement).bind::<BigInt, _>(id).execute(conn)?;
    }
    Ok(())
}

/// Files are removed from the store after the commit, however often that takes.
fn doom(conn: &mut Conn, blobs: Vec<String>, now: UtcTime) -> QueryResult<()> {
    for blob in blobs {
        diesel::insert_into(doomed_blobs::table)
            .values((doomed_blobs::blob.eq(blob), doomed_blobs::since.eq(now)))
            .execute(conn)?;
    }
    Ok(())
}

fn note(
    conn: &mut Conn,
    user: i64,
    application: Option<i64>,
    cause: &str,
    now: UtcTime,
) -> QueryResult<()> {
    diesel::insert_into(erasures::table)
        .values((
            erasures::user_id.eq(user),
            erasures::application_id.eq(application),
            erasures::cause.eq(cause),
            erasures::at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

fn erase_application(
    conn: &mut Conn,
    id: i64,
    by: Actor,
    cause: &str,
    now: UtcTime,
) -> QueryResult<()> {
    let user = applications::table
        .find(id)
        .select(applications::user_id)
        .first(conn)?;
    let blobs = documents::table
        .filter(documents::application_id.eq(id))
        .select(documents::blob)
        .load(conn)?;
    doom(conn, blobs, now)?;
    let pages = document_pages::table
        .inner_join(documents::table)
        .filter(documents::application_id.eq(id))
        .select(document_pages::blob)
        .load(conn)?;
    doom(conn, pages, now)?;
    each(conn, OF_APPLICATION, id)?;
    note(conn, user, Some(id), cause, now)?;
    let subject = Subject::Application(id);
    audit::record(
        conn,
        now,
        by,
        "application.erased",
        subject,
        &json!({"cause": cause}),
    )
}

fn erase_person(
    conn: &mut Conn,
    user: i64,
    by: Actor,
    cause: &str,
    now: UtcTime,
) -> QueryResult<()> {
    let copies: Vec<Option<String>> = data_exports::table
        .filter(data_exports::user_id.eq(user))
        .select(data_exports::blob)
        .load(conn)?;
    doom(conn, copies.into_iter().flatten().collect(), now)?;
    each(conn, OF_PERSON, user)?;
    diesel::update(users::table.find(user))
        .set(users::disabled_at.eq(now))
        .execute(conn)?;
    note(conn, user, None, cause, now)?;
    audit::record(
        conn,
        now,
        by,
        "account.erased",
        Subject::User(user),
        &json!({"cause": cause}),
    )
}

/// Applications of a person that are not erased.
fn standing(conn: &mut Conn, user: i64) -> QueryResult<i64> {
    applications::table
        .left_join(erasures::table)
        .filter(applications::user_id.eq(user))
        .filter(erasures::id.is_null())
        .count()
        .get_result(conn)
}

/// Applications that were kept long enough for one reason.
fn list_due(conn: &mut Conn, what: What, now: UtcTime) -> QueryResult<Vec<(i64, i64)>> {
    // Drafts were kept their days before they came to this state.
    let cutoff = match what {
        What::Draft => now,
        _ => what.cutoff(now),
    };
    applications::table
        .left_join(erasures::table)
        .filter(erasures::id.is_null())
        .filter(applications::state.eq_any(what.states().to_vec()))
        .filter(applications::state_since.le(cutoff))
        .select((applications::id, applications::user_id))
        .load(conn)
}

fn list_unconfirmed(conn: &mut Conn, now: UtcTime) -> QueryResult<Vec<i64>> {
    users::table
        .left_join(erasures::table)
        .left_join(applications::table)
        .filter(users::role.eq(Role::Clinician))
        .filter(users::email_confirmed_at.is_null())
        .filter(users::created_at.le(What::Unconfirmed.cutoff(now)))
        .filter(erasures::id.is_null())
        .filter(applications::id.is_null())
        .select(users::id)
        .load(conn)
}

/// Erases what was kept long enough, one application a transaction; answers how many.
///
/// # Errors
/// The database's or the document store's.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let mut erased = 0;
    for what in [What::Rejected, What::Withdrawn, What::Left, What::Draft] {
        let due = app
            .db
            .read(move |conn| list_due(conn, what, now).map_err(AppError::from))
            .await?;
        for (id, user) in due {
            erased += app
                .db
                .write(move |conn| {
                    lock_application(conn, id)?;
                    // It may have moved, or another node may have been faster.
                    if !list_due(conn, what, now)?.contains(&(id, user)) {
                        return Ok::<_, AppError>(0);
                    }
                    erase_application(conn, id, Actor::System, what.cause(), now)?;
                    if standing(conn, user)? == 0 {
                        erase_person(conn, user, Actor::System, what.cause(), now)?;
                    }
                    Ok(1)
                })
                .await?;
        }
    }
    let unconfirmed = app
        .db
        .read(move |conn| list_unconfirmed(conn, now).map_err(AppError::from))
        .await?;
    for user in unconfirmed {
        app.db
            .write(move |conn| {
                let cause = What::Unconfirmed.cause();
                erase_person(conn, user, Actor::System, cause, now).map_err(AppError::from)
            })
            .await?;
        erased += 1;
    }
    if bury(app).await? + erased > 0 {
        app.db.forget::<AppError>().await?;
    }
    Ok(erased)
}

/// Removes files whose rows are gone.
async fn bury(app: &App) -> Result<usize, AppError> {
    let doomed: Vec<String> = app
        .db
        .read(|conn| {
            let blobs = doomed_blobs::table.select(doomed_blobs::blob).load(conn)?;
            Ok::<_, AppError>(blobs)
        })
        .await?;
    for blob in &doomed {
        match app.blobs.remove(blob) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(anyhow::Error::from(error).into());
            }
            _ => {}
        }
    }
    let buried = doomed.len();
    if buried > 0 {
        app.db
            .write(move |conn| {
                diesel::delete(doomed_blobs::table.filter(doomed_blobs::blob.eq_any(&doomed)))
                    .execute(conn)
                    .map_err(AppError::from)
            })
            .await?;
    }
    Ok(buried)
}

/// Whether a person may have everything erased at once: nothing was ever decided about them and they
/// never held a place, so nobody is bound to keep anything.
///
/// # Errors
/// The database's.
pub fn may_ask(conn: &mut Conn, user: i64) -> QueryResult<bool> {
    let bound: i64 = applications::table
        .filter(applications::user_id.eq(user))
        .filter(
            applications::state
                .ne_all(["draft", "withdrawn", "expired"])
                .or(applications::decided_at.is_not_null()),
        )
        .count()
        .get_result(conn)?;
    let places: i64 = bookings::table
        .filter(bookings::user_id.eq(user))
        .count()
        .get_result(conn)?;
    Ok(bound == 0 && places == 0)
}

/// Erases a person who asks for it, and tells them in a last letter.
///
/// # Errors
/// 409 where something must be kept.
pub async fn ask(app: &App, by: &SignedIn) -> Result<(), AppError> {
    let now = app.clock.now();
    let (user, actor) = (by.id, Actor::Person(by.id, by.role));
    app.db
        .write(move |conn| {
            let standing: Vec<i64> = applications::table
                .left_join(erasures::table)
                .filter(applications::user_id.eq(user))
                .filter(erasures::id.is_null())
                .select(applications::id)
                .load(conn)?;
            for id in &standing {
                lock_application(conn, *id)?;
            }
            if !may_ask(conn, user)? {
                return Err(AppError::Conflict(Clash::State));
            }
            let owner = accounts::store::find_user(conn, user)?;
            for id in standing {
                erase_application(conn, id, actor, "asked", now)?;
            }
            erase_person(conn, user, actor, "asked", now)?;
            // To the address only: there is no account any more that it could belong to.
            let to = Envelope {
                recipient: None,
                address: &owner.email,
                lang: owner.lang,
            };
            Ok(mail::post(conn, &to, &Letter::Erased, now)?)
        })
        .await?;
    if bury(app).await? > 0 {
        app.db.forget::<AppError>().await?;
    }
    Ok(())
}
