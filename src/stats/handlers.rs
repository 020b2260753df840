//! Pages and files of figures.

use super::domain::Figures;
use super::store::{self, Files, Places};
use super::trend::{self, Point};
use crate::app::App;
use crate::clock::{UtcTime, add_days};
use crate::domain::Category;
use crate::error::AppError;
use crate::i18n::Texts;
use crate::keys;
use crate::mail::parked;
use crate::vetting::State;
use crate::web::Page;
use crate::web::route::{Policy, Route, get};
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::TimeDelta;

type Answer = Result<HttpResponse, AppError>;

/// How far the administrator's page looks ahead, in days.
const AHEAD: i64 = 28;
/// The day after which an application is late: six weeks, the end of what is promised.
const LATE_AFTER: i64 = 42;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    use Policy::{Administrator, Machine, Public};
    vec![
        get("/{lang:zh|en}/statistics", Public, statistics),
        get("/{lang:zh|en}/statistics/definitions", Public, definitions),
        get("/statistics.json", Machine, json),
        get("/statistics.csv", Machine, csv),
        get("/{lang:zh|en}/admin", Administrator, admin),
    ]
}

#[derive(Template)]
#[template(path = "stats/statistics.html")]
struct StatisticsPage<'a> {
    cx: &'a Page,
    now: Figures,
    points: Vec<Point>,
    height: usize,
    message: String,
}

async fn statistics(page: Page, app: Data<App>) -> Answer {
    let at = app.clock.now();
    let since = add_days(at.day(), -7 * trend::WEEKS);
    let (now, kept) = app
        .db
        .read(move |conn| {
            let now = store::find_figures(conn, at)?;
            Ok::<_, AppError>((now, store::list_snapshots(conn, since)?))
        })
        .await?;
    let kept: Vec<Figures> = kept
        .iter()
        .map(|text| serde_json::from_str(text))
        .collect::<Result<_, _>>()
        .map_err(anyhow::Error::from)?;
    let points = trend::points(&kept, now);
    page.html(&StatisticsPage {
        cx: &page,
        now,
        height: trend::height(&points),
        message: trend::message(&points, page.t),
        points,
    })
}

#[derive(Template)]
#[template(path = "stats/definitions.html")]
struct DefinitionsPage<'a> {
    cx: &'a Page,
}

async fn definitions(page: Page) -> Answer {
    page.html(&DefinitionsPage { cx: &page })
}

async fn json(request: HttpRequest, app: Data<App>) -> Answer {
    let body = serde_json::to_string(&super::figures(&app).await?).map_err(anyhow::Error::from)?;
    Ok(open_data(&request, "application/json", body))
}

async fn csv(request: HttpRequest, app: Data<App>) -> Answer {
    let body = super::figures(&app).await?.csv();
    Ok(open_data(&request, "text/csv; charset=utf-8", body))
}

/// A file that every site may read and every cache may keep for a minute.
fn open_data(request: &HttpRequest, media_type: &str, body: String) -> HttpResponse {
    let tag = format!("\"{}\"", keys::token_hash(&body));
    let is_known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|known| known.trim() == tag));
    let mut response = if is_known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(("cross-origin-resource-policy", "cross-origin"));
    if is_known {
        response.finish()
    } else {
        response.content_type(media_type).body(body)
    }
}

#[derive(Template)]
#[template(path = "stats/admin.html")]
struct AdminPage<'a> {
    cx: &'a Page,
    now: Figures,
    places: Places,
    files: Vec<Files>,
    /// Letters that did not leave.
    parked: i64,
}

impl AdminPage<'_> {
    /// Filled places in whole per cent; nothing where there is no place.
    fn fill_rate(&self) -> Option<i64> {
        (self.places.filled * 100).checked_div(self.places.places)
    }

    fn total(&self) -> i64 {
        self.files.iter().map(|row| row.files).sum()
    }

    fn late(&self) -> i64 {
        self.files.iter().map(|row| row.late).sum()
    }
}

async fn admin(page: Page, app: Data<App>) -> Answer {
    let at: UtcTime = app.clock.now();
    let (now, places, mut files, parked) = app
        .db
        .read(move |conn| {
            Ok::<_, AppError>((
                store::find_figures(conn, at)?,
                store::find_places(conn, at, at.plus(TimeDelta::days(AHEAD)))?,
                store::list_files(conn, at.minus(TimeDelta::days(LATE_AFTER)))?,
                parked::count(conn)?,
            ))
        })
        .await?;
    files.sort_by_key(|row| row.state);
    page.html(&AdminPage {
        cx: &page,
        now,
        places,
        files,
        parked,
    })
}

/// The step of an application, for the administrator.
fn step(state: State, t: &Texts) -> String {
    match state {
        State::Submitted => t.stats_step_submitted(),
        State::CheckingDocuments => t.stats_step_checking(),
        State::MoreInformation => t.stats_step_more(),
        State::AwaitingReferences => t.stats_step_references(),
        State::ReadyForDecision => t.stats_step_decision(),
        State::Appealed => t.state_appealed(),
        State::Voided => t.state_voided(),
        State::Draft
        | State::Approved
        | State::Suspended
        | State::Lapsed
        | State::Rejected
        | State::Withdrawn
        | State::Expired
        | State::Left => t.stats_step_closed(),
    }
}
