//! The proposals to void a decision that wait for a second officer.

use crate::app::App;
use crate::error::AppError;
use crate::vetting::overview::{self, Named};
use crate::vetting::voiding::{self, Waiting};
use crate::web::route::{Policy, Route, get};
use crate::web::{Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

pub(super) fn routes() -> Vec<Route> {
    vec![get("/{lang:zh|en}/office/voidings", Policy::Officer, show)]
}

#[derive(Template)]
#[template(path = "office/voidings.html")]
struct VoidingsPage<'a> {
    cx: &'a Page,
    waiting: Vec<Waiting>,
    officers: Vec<Named>,
    me: i64,
}

impl VoidingsPage<'_> {
    /// An officer by name. Whoever works here no more has none.
    fn name(&self, officer: &i64) -> String {
        let found = self.officers.iter().find(|named| named.id == *officer);
        match found {
            Some(named) if named.id == self.me => self.cx.t.people_you(),
            Some(named) => named.name(self.cx.lang).to_owned(),
            None => self.cx.t.queue_nobody(),
        }
    }
}

async fn show(page: Page, app: Data<App>, me: SignedIn) -> Result<HttpResponse, AppError> {
    page.html(&VoidingsPage {
        cx: &page,
        waiting: voiding::waiting(&app, me.id).await?,
        officers: overview::list_officers(&app).await?,
        me: me.id,
    })
}
