//! Hours and rest, and the calendar of a member.

use super::feeds::{self, Feed, Limits, Week};
use super::hours::Limit;
use super::ics::Level;
use super::reason::hours;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation::regimes::regime_name;
use crate::regime::Regime;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of hours and calendar.
pub fn routes() -> Vec<Route> {
    use Policy::{Link, Member};
    vec![
        get("/{lang:zh|en}/my-shifts/hours", Member, show_hours),
        get("/{lang:zh|en}/my-shifts/calendar", Member, show_calendar),
        post("/{lang:zh|en}/my-shifts/calendar", Member, renew),
        get("/{lang:zh|en}/my-shifts/{id}/event.ics", Member, event),
        get("/calendar/{token}", Link, feed),
    ]
}

#[derive(Template)]
#[template(path = "shifts/hours.html")]
struct HoursPage<'a> {
    cx: &'a Page,
    weeks: Vec<Week>,
    limits: Vec<Limits>,
}

impl HoursPage<'_> {
    fn hours(&self, minutes: &i64) -> String {
        hours(*minutes)
    }

    /// A limit in words, with what passing it means.
    fn limit(&self, limit: &Option<Limit>) -> String {
        let t = self.cx.t;
        match limit {
            None => t.hours_no_limit(),
            Some(limit) if limit.blocks => t.hours_blocks(hours(limit.amount)),
            Some(limit) => t.hours_warns(hours(limit.amount)),
        }
    }

    fn law(&self, regime: &Regime) -> String {
        regime_name(*regime, self.cx.t)
    }
}

async fn show_hours(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    page.html(&HoursPage {
        cx: &page,
        weeks: feeds::weeks(&app, user.id).await?,
        limits: feeds::limits(&app, user.id).await?,
    })
}

#[derive(Template)]
#[template(path = "shifts/calendar.html")]
struct CalendarPage<'a> {
    cx: &'a Page,
    feed: Option<Feed>,
}

impl CalendarPage<'_> {
    fn label(&self, level: &Level) -> String {
        let t = self.cx.t;
        match level {
            Level::Busy => t.calendar_busy(),
            Level::Hospital => t.calendar_hospital(),
            Level::Full => t.calendar_full(),
        }
    }

    fn is_chosen(&self, level: &Level) -> bool {
        self.feed
            .as_ref()
            .map_or(*level == Level::Hospital, |feed| feed.level == *level)
    }
}

async fn show_calendar(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let feed = feeds::find(&app, user.id).await?;
    page.html(&CalendarPage { cx: &page, feed })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RenewForm {
    level: String,
    act: String,
}

async fn renew(page: Page, app: Data<App>, user: SignedIn, form: Form<RenewForm>) -> Answer {
    let level = match form.data.act.as_str() {
        "end" => None,
        _ => Some(
            Level::parse(&form.data.level).ok_or(AppError::Invalid("a level is one of three"))?,
        ),
    };
    feeds::renew(&app, user.id, level).await?;
    Ok(page.go_with("/my-shifts/calendar", Flash::Saved))
}

fn file(calendar: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"shifts.ics\"",
        ))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(calendar)
}

async fn event(app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    Ok(file(feeds::event(&app, user.id, path.1).await?))
}

async fn feed(app: Data<App>, path: Path<String>) -> Answer {
    Ok(file(feeds::read(&app, &path).await?))
}
