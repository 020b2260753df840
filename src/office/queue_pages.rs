//! The page of the queue.

use super::queue::{self, Row, Tab};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Texts;
use crate::web::route::{Policy, Route, get};
use crate::web::{Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

pub(super) fn routes() -> Vec<Route> {
    vec![get(
        "/{lang:zh|en}/office/applications",
        Policy::Officer,
        show_queue,
    )]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct QueueQuery {
    q: String,
}

#[derive(Template)]
#[template(path = "office/queue.html")]
struct QueuePage<'a> {
    cx: &'a Page,
    tab: Tab,
    rows: Vec<Row>,
    counts: Vec<(Tab, String, Option<usize>)>,
    me: i64,
}

fn tab_label(tab: Tab, t: &Texts) -> String {
    match tab {
        Tab::Ours => t.queue_ours(),
        Tab::Second => t.queue_second(),
        Tab::Units => t.queue_units(),
        Tab::Applicant => t.queue_applicant(),
        Tab::Late => t.queue_late(),
        Tab::Members => t.queue_members(),
    }
}

async fn show_queue(page: Page, app: Data<App>, me: SignedIn, query: Query<QueueQuery>) -> Answer {
    let tab = Tab::parse(&query.q);
    let rows = queue::list(&app, me.id, tab).await?;
    let counts = Tab::ALL
        .into_iter()
        .map(|other| {
            // Members are many and are counted on their own page only.
            let counted = (tab == Tab::Members) == (other == Tab::Members);
            let count = rows.iter().filter(|row| row.is_in(other)).count();
            (other, tab_label(other, page.t), counted.then_some(count))
        })
        .collect();
    let rows = rows.into_iter().filter(|row| row.is_in(tab)).collect();
    page.html(&QueuePage {
        cx: &page,
        tab,
        rows,
        counts,
        me: me.id,
    })
}
