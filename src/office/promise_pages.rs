//! The page of promises, and its files as a table.

use super::missing::in_short;
use super::promise::{self, Kept42, Stay, Week};
use crate::app::App;
use crate::domain::Role;
use crate::error::AppError;
use crate::vetting::lookback::{self, Outstanding};
use crate::vetting::overview::{self, Brief};
use crate::web::route::{Policy, Route, get};
use crate::web::{Page, SignedIn, spreadsheet};
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use chrono::TimeDelta;

type Answer = Result<HttpResponse, AppError>;

pub(super) fn routes() -> Vec<Route> {
    use Policy::{Administrator, Officer};
    vec![
        // Heads answer for the promise; they open no file.
        get("/{lang:zh|en}/admin/promise", Administrator, show),
        get("/{lang:zh|en}/office/promise", Officer, show),
        get("/{lang:zh|en}/office/promise.csv", Officer, file),
    ]
}

/// How far back the page looks: decisions in days, stays in days since the application came in.
const DECIDED_WITHIN: i64 = 90;
const STAYS_WITHIN: i64 = 365;

/// Outstanding references that the page lists; the rest are counted.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "office/promise.html")]
struct PromisePage<'a> {
    cx: &'a Page,
    weeks: Vec<Week>,
    open: usize,
    late: usize,
    outcome: Option<Kept42>,
    stays: Vec<Stay>,
    outstanding: &'a [Outstanding],
    more: usize,
    /// For an administrator: the files past the promise, and who has the ball.
    head: Option<Vec<Brief>>,
}

async fn show(page: Page, app: Data<App>, me: SignedIn) -> Answer {
    let decided = page.now.minus(TimeDelta::days(DECIDED_WITHIN));
    let kept = lookback::kept(&app, decided).await?;
    let lately = page.now.minus(TimeDelta::days(STAYS_WITHIN));
    let changes = lookback::changes_since(&app, lately).await?;
    let mut outstanding = lookback::outstanding(&app, me.id).await?;
    let more = outstanding.len().saturating_sub(SHOWN);
    outstanding.truncate(SHOWN);
    let head = if me.role == Role::Administrator {
        let mut late = overview::list(&app, me.id).await?;
        late.retain(|brief| brief.clocks.is_overdue());
        Some(late)
    } else {
        None
    };
    let weeks = promise::weeks(&kept);
    page.html(&PromisePage {
        cx: &page,
        open: weeks.iter().map(|week| week.open).sum(),
        late: weeks.last().map_or(0, |week| week.open),
        outcome: promise::outcome(&kept),
        stays: promise::stays(&changes),
        outstanding: &outstanding,
        more,
        head,
        weeks,
    })
}

/// Every file of the page by number, without names.
async fn file(page: Page, app: Data<App>, me: SignedIn) -> Answer {
    let t = page.t;
    let decided = page.now.minus(TimeDelta::days(DECIDED_WITHIN));
    let kept = lookback::kept(&app, decided).await?;
    let mut rows = vec![vec![
        t.csv_reference(),
        t.csv_category(),
        t.csv_state(),
        t.csv_submitted(),
        t.csv_decided(),
        t.csv_service_days(),
        t.csv_paused(),
        t.csv_since_registration(),
    ]];
    let day =
        |at: Option<crate::clock::UtcTime>| at.map_or_else(String::new, |at| at.day().to_string());
    rows.extend(kept.iter().map(|file| {
        let application = &file.application;
        vec![
            application.reference.clone(),
            application.category.label(t),
            application.state.label(t),
            day(application.submitted_at),
            day(application.decided_at),
            file.clocks.service.working_clock_days.to_string(),
            file.clocks.paused_days.to_string(),
            file.clocks.since_registration.to_string(),
        ]
    }));
    overview::note_export(&app, me.id, "promise.exported", kept.len()).await?;
    spreadsheet::file("promise", &rows)
}
