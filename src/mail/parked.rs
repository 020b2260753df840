//! Letters that did not leave for four days, or could not be written: an administrator sees them and has
//! them sent again. What the other side refused for good is not among them; the file deals with it.

use super::letter::Letter;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::outbox;
use crate::domain::Role;
use crate::error::AppError;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{Flash, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use diesel::prelude::*;
use serde_json::json;

/// The most that the page shows.
const SHOWN: i64 = 100;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Administrator;
    let path = "/{lang:zh|en}/admin/letters";
    vec![
        get(path, Administrator, list),
        post(path, Administrator, send_again),
    ]
}

#[derive(Queryable)]
struct Row {
    address: String,
    payload: String,
    parked_at: Option<UtcTime>,
    attempts: i32,
    last_error: String,
}

/// How many are parked.
///
/// # Errors
/// The database's.
pub fn count(conn: &mut Conn) -> QueryResult<i64> {
    outbox::table
        .filter(outbox::parked_at.is_not_null())
        .filter(outbox::bounced_at.is_null())
        .count()
        .get_result(conn)
}

/// A letter as the page shows it.
struct Parked {
    subject: String,
    row: Row,
}

#[derive(Template)]
#[template(path = "mail/parked.html")]
struct ParkedPage<'a> {
    cx: &'a Page,
    count: i64,
    letters: Vec<Parked>,
}

async fn list(page: Page, app: Data<App>) -> Result<HttpResponse, AppError> {
    let (count, rows) = app
        .db
        .read(|conn| {
            let rows: Vec<Row> = outbox::table
                .filter(outbox::parked_at.is_not_null())
                .filter(outbox::bounced_at.is_null())
                .order(outbox::parked_at.desc())
                .limit(SHOWN)
                .select((
                    outbox::address,
                    outbox::payload,
                    outbox::parked_at,
                    outbox::attempts,
                    outbox::last_error,
                ))
                .load(conn)?;
            Ok::<_, AppError>((count(conn)?, rows))
        })
        .await?;
    let letters = rows.into_iter().map(|row| {
        let letter: Option<Letter> = serde_json::from_str(&row.payload).ok();
        let subject = letter.map_or_else(
            || page.t.parked_unreadable(),
            |letter| letter.words(page.lang, &app.config).subject,
        );
        Parked { subject, row }
    });
    page.html(&ParkedPage {
        cx: &page,
        count,
        letters: letters.collect(),
    })
}

/// Has all of them tried again, as if they were posted now.
async fn send_again(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    _: Press,
) -> Result<HttpResponse, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let parked = outbox::table
                .filter(outbox::parked_at.is_not_null())
                .filter(outbox::bounced_at.is_null());
            let count = diesel::update(parked)
                .set((
                    outbox::parked_at.eq(None::<UtcTime>),
                    outbox::created_at.eq(now),
                    outbox::next_attempt_at.eq(now),
                    outbox::attempts.eq(0),
                ))
                .execute(conn)?;
            let actor = Actor::Person(me.id, Role::Administrator);
            let detail = json!({"count": count});
            audit::record(
                conn,
                now,
                actor,
                "letters.sent_again",
                Subject::House,
                &detail,
            )?;
            Ok::<_, AppError>(())
        })
        .await?;
    Ok(page.go_with("/admin/letters", Flash::Recorded))
}
