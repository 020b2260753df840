//! Pages of the applicant: the draft as a list of tasks, then the tracker.

use super::appeals::{self, Appeal};
use super::applying;
use super::clock::{self, Clocks};
use super::lookback::{self, Forecast};
use super::machine::{Missing, REFERENCES_NEEDED};
use super::reviews;
use super::service::{self, File};
use super::stages::{self, Rail, Stage};
use super::tracker::{self, Progress};
use super::{Act, State};
use crate::app::App;
use crate::clock::UtcTime;
use crate::credentials::Slot;
use crate::error::AppError;
use crate::i18n::Texts;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{Flash, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use chrono::NaiveDate;

type Answer = Result<HttpResponse, AppError>;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    use Policy::Clinician;
    let mut routes = vec![
        get("/{lang:zh|en}/application", Clinician, show),
        get("/{lang:zh|en}/application/check", Clinician, show_check),
        post("/{lang:zh|en}/application/submit", Clinician, submit),
        get("/{lang:zh|en}/application/history", Clinician, history),
        get(
            "/{lang:zh|en}/application/withdraw",
            Clinician,
            show_withdraw,
        ),
        post("/{lang:zh|en}/application/withdraw", Clinician, withdraw),
        post("/{lang:zh|en}/application/again", Clinician, again),
    ];
    routes.extend(super::appeal_pages::routes());
    routes.extend(super::background_pages::routes());
    routes.extend(super::facts_pages::routes());
    routes.extend(super::former_unit_pages::routes());
    routes.extend(super::referee_pages::routes());
    routes.extend(super::review_pages::routes());
    routes
}

/// One line of the task list.
struct Task {
    path: &'static str,
    name: String,
    done: bool,
    note: String,
}

#[derive(Template)]
#[template(path = "application/draft.html")]
struct DraftPage<'a> {
    cx: &'a Page,
    file: &'a File,
    tasks: Vec<Task>,
    progress: Option<Progress>,
}

#[derive(Template)]
#[template(path = "application/tracker.html")]
struct TrackerPage<'a> {
    cx: &'a Page,
    file: &'a File,
    progress: Option<Progress>,
    clocks: Option<Clocks>,
    rail: Option<Rail>,
    stages: Vec<Stage>,
    reviewed: bool,
    scope: Vec<String>,
    appeal: Option<Appeal>,
    /// The last day on which a rejection can be appealed against, where that is still possible.
    appeal_by: Option<NaiveDate>,
    forecast: Option<Forecast>,
}

impl TrackerPage<'_> {
    /// From when the person may apply again, where that is not yet.
    fn again_from(&self) -> Option<NaiveDate> {
        let from = self.file.application.again_from;
        from.filter(|from| *from > self.cx.now.day())
    }
}

fn tasks(file: &File, t: &Texts) -> Vec<Task> {
    let lacks = |wanted: &dyn Fn(&Missing) -> bool| file.case.missing.iter().any(wanted);
    let slots = Slot::needed(file.application.category).len();
    vec![
        Task {
            path: "/application/registration",
            name: t.task_registration(),
            done: !lacks(&|missing| *missing == Missing::RegistrationNumber),
            note: file.application.category.body(t),
        },
        Task {
            path: "/application/documents",
            name: t.task_documents(),
            done: !lacks(&|missing| matches!(missing, Missing::Document(_))),
            note: t.task_documents_note(file.documents.len(), slots),
        },
        Task {
            path: "/application/experience",
            name: t.task_experience(),
            done: !lacks(&|missing| *missing == Missing::Experience),
            note: t.task_experience_note(file.experiences.len()),
        },
        Task {
            path: "/application/units",
            name: t.task_units(),
            done: !lacks(&|missing| *missing == Missing::Units),
            note: t.task_units_note(file.referees.len(), REFERENCES_NEEDED),
        },
    ]
}

async fn show(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    let progress = tracker::progress(&file, page.now);
    if file.application.state == State::Draft {
        let tasks = tasks(&file, page.t);
        return page.html(&DraftPage {
            cx: &page,
            file: &file,
            tasks,
            progress,
        });
    }
    let clocks = clock::read(&file.application, &file.events, page.now);
    let rail = clocks.as_ref().map(stages::rail);
    let stages = stages::stages(&file, page.t, page.lang);
    let reviewed = reviews::standing(&app, user.id).await?.last.is_some();
    let application = &file.application;
    let appeal = appeals::of(&app, application.id).await?;
    let appeal_by = appeals::last_day(application)
        .filter(|last| application.state == State::Rejected && page.now.day() <= *last)
        .filter(|_| appeal.is_none());
    let forecast = match &clocks {
        Some(clocks) if progress.is_some() => lookback::forecast(&app, application, clocks).await?,
        _ => None,
    };
    page.html(&TrackerPage {
        reviewed,
        scope: service::scope(&app, application.id)
            .await?
            .labels(page.t, page.lang),
        appeal,
        appeal_by,
        forecast,
        cx: &page,
        file: &file,
        progress,
        clocks,
        rail,
        stages,
    })
}

#[derive(Template)]
#[template(path = "application/check.html")]
struct CheckPage<'a> {
    cx: &'a Page,
    file: &'a File,
    slots: &'static [Slot],
}

impl CheckPage<'_> {
    fn missing(&self) -> Vec<String> {
        let t = self.cx.t;
        let word = |missing: &Missing| match missing {
            Missing::RegistrationNumber => t.missing_registration(),
            Missing::Document(slot) => t.missing_document(slot.label(t)),
            Missing::Experience => t.missing_experience(),
            Missing::Units => t.missing_units(REFERENCES_NEEDED),
        };
        self.file.case.missing.iter().map(word).collect()
    }
}

async fn show_check(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    if file.application.state != State::Draft {
        return Ok(page.go("/application"));
    }
    page.html(&CheckPage {
        cx: &page,
        file: &file,
        slots: Slot::needed(file.application.category),
    })
}

async fn submit(page: Page, app: Data<App>, user: SignedIn, _: Press) -> Answer {
    applying::submit(&app, user.id).await?;
    Ok(page.go_with("/application", Flash::Submitted))
}

/// A line of the story as its owner reads it.
struct Line {
    at: UtcTime,
    what: String,
    by: String,
}

#[derive(Template)]
#[template(path = "application/history.html")]
struct HistoryPage<'a> {
    cx: &'a Page,
    file: &'a File,
    lines: Vec<Line>,
}

/// The story of an application, newest first, in words.
fn story(file: &File, t: &Texts) -> Vec<(UtcTime, String, String)> {
    // Whether a decision should be voided is for officers until it is.
    let told = |act| !matches!(act, Act::ProposeVoid | Act::RefuseVoid);
    let lines = file.events.iter().rev();
    lines
        .filter(|event| told(event.act))
        .map(|event| {
            (
                event.at,
                event.act.label(t),
                super::act::actor_label(&event.actor_role, t),
            )
        })
        .collect()
}

async fn history(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    let lines = story(&file, page.t)
        .into_iter()
        .map(|(at, what, by)| Line { at, what, by })
        .collect();
    page.html(&HistoryPage {
        cx: &page,
        file: &file,
        lines,
    })
}

#[derive(Template)]
#[template(path = "application/withdraw.html")]
struct WithdrawPage<'a> {
    cx: &'a Page,
    file: &'a File,
}

async fn show_withdraw(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    page.html(&WithdrawPage {
        cx: &page,
        file: &file,
    })
}

async fn withdraw(page: Page, app: Data<App>, user: SignedIn, _: Press) -> Answer {
    applying::withdraw(&app, user.id).await?;
    Ok(page.go_with("/application", Flash::Withdrawn))
}

async fn again(page: Page, app: Data<App>, user: SignedIn, _: Press) -> Answer {
    let category = user.category.ok_or(AppError::NotFound)?;
    applying::apply_again(&app, user.id, category).await?;
    Ok(page.go("/application"))
}
