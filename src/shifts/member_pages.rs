//! A member's own shifts.

use super::service::{self, MyShifts};
use super::weather::{self, Weather};
use crate::app::App;
use crate::error::AppError;
use crate::web::route::{Policy, Route, get};
use crate::web::{Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

/// Routes of a member's own shifts.
pub fn routes() -> Vec<Route> {
    vec![get("/{lang:zh|en}/my-shifts", Policy::Member, show)]
}

#[derive(Template)]
#[template(path = "shifts/mine.html")]
struct MinePage<'a> {
    cx: &'a Page,
    mine: MyShifts,
    /// Notices about the weather that touch them.
    weather: Vec<Weather>,
}

async fn show(page: Page, app: Data<App>, user: SignedIn) -> Result<HttpResponse, AppError> {
    let mine = service::my_shifts(&app, user.id).await?;
    page.html(&MinePage {
        cx: &page,
        mine,
        weather: weather::of_member(&app, user.id).await?,
    })
}
