//! The inbox: the same words as in the mail, for who is signed in.

use super::letter::Words;
use super::notices::{self, Delivery, Notice};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{Flash, Page, Press, SignedIn, Who};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of the inbox.
pub fn routes() -> Vec<Route> {
    use Policy::SignedIn;
    vec![
        get("/{lang:zh|en}/inbox", SignedIn, inbox),
        post("/{lang:zh|en}/inbox", SignedIn, read_all),
        get("/{lang:zh|en}/inbox/{id}", SignedIn, one),
    ]
}

/// How a letter fares, as a sentence.
fn delivery(fate: Delivery, t: &Texts, lang: Lang) -> String {
    match fate {
        Delivery::Sent(at) => t.inbox_sent(lang.moment(at)),
        Delivery::Waiting => t.inbox_waiting(),
        Delivery::Failed => t.inbox_failed(),
        Delivery::NotMailed => t.inbox_not_mailed(),
    }
}

#[derive(Template)]
#[template(path = "mail/inbox.html")]
struct InboxPage<'a> {
    cx: &'a Page,
    rows: Vec<(Notice, Words)>,
    count: i64,
    unread: i64,
    older: Option<i64>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Before {
    before: Option<i64>,
}

async fn inbox(page: Page, app: Data<App>, user: SignedIn, query: Query<Before>) -> Answer {
    let before = query.before.unwrap_or(i64::MAX);
    let (found, count) = app
        .db
        .read(move |conn| {
            let found = notices::list(conn, user.id, before)?;
            Ok::<_, AppError>((found, notices::count(conn, user.id)?))
        })
        .await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|len| len == notices::PAGE);
    let older = found.last().filter(|_| is_full).map(|last| last.id);
    let rows = found.into_iter().map(|notice| {
        let words = notice.words(page.lang, &app.config);
        (notice, words)
    });
    page.html(&InboxPage {
        cx: &page,
        rows: rows.collect(),
        count,
        unread: user.unread,
        older,
    })
}

#[derive(Template)]
#[template(path = "mail/notice.html")]
struct NoticePage<'a> {
    cx: &'a Page,
    notice: &'a Notice,
    words: Words,
}

async fn one(mut page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let (_, id) = path.into_inner();
    let now = app.clock.now();
    let notice = app
        .db
        .read(move |conn| Ok::<_, AppError>(notices::find(conn, user.id, id)?))
        .await?;
    if !notice.is_read {
        app.db
            .write(move |conn| {
                notices::update_read(conn, user.id, Some(id), now).map_err(AppError::from)
            })
            .await?;
        // The menu of this very page counts one less.
        if let Who::User(reader) = &mut page.who {
            reader.unread -= 1;
        }
    }
    page.html(&NoticePage {
        cx: &page,
        words: notice.words(page.lang, &app.config),
        notice: &notice,
    })
}

async fn read_all(page: Page, app: Data<App>, user: SignedIn, _: Press) -> Answer {
    let now = app.clock.now();
    app.db
        .write(move |conn| notices::update_read(conn, user.id, None, now).map_err(AppError::from))
        .await?;
    Ok(page.go_with("/inbox", Flash::Saved))
}
