//! A unit's word: applications to confirm or decline, and handovers to agree to.

use super::confirming::{self, Answer as Word, Application};
use super::handover_rows::{self, Told};
use super::handovers;
use super::picking::PickError;
use super::reason::Reason;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::web::form::lines;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;
use std::collections::BTreeMap;

type Answer = Result<HttpResponse, AppError>;

/// Routes of a unit's word.
pub fn routes() -> Vec<Route> {
    use Policy::UnitManager;
    vec![
        get("/{lang:zh|en}/unit/applications", UnitManager, show),
        post("/{lang:zh|en}/unit/applications", UnitManager, answer),
        post("/{lang:zh|en}/unit/handovers/{id}", UnitManager, agree),
    ]
}

/// Fields by name; the boxes that are ticked are `place-<row>`.
type Fields = BTreeMap<String, String>;

#[derive(Template)]
#[template(path = "unit/applications.html")]
struct ApplicationsPage<'a> {
    cx: &'a Page,
    applications: Vec<Application>,
    handovers: Vec<Told>,
    chosen: Vec<i64>,
    reason: String,
    error: String,
    /// Why a handover could not be agreed to.
    refused: Vec<Reason>,
}

impl<'a> ApplicationsPage<'a> {
    async fn load(page: &'a Page, app: &App, manager: i64) -> Result<Self, AppError> {
        Ok(Self {
            cx: page,
            applications: confirming::applications(app, manager).await?,
            handovers: handover_rows::list_to_agree(app, manager).await?,
            chosen: Vec::new(),
            reason: String::new(),
            error: String::new(),
            refused: Vec::new(),
        })
    }

    fn is_chosen(&self, id: &i64) -> bool {
        self.chosen.contains(id)
    }
}

async fn show(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    page.html(&ApplicationsPage::load(&page, &app, user.id).await?)
}

async fn answer(page: Page, app: Data<App>, user: SignedIn, form: Form<Fields>) -> Answer {
    let field = |name: &str| form.data.get(name).map_or("", String::as_str);
    let chosen: Vec<i64> = form
        .data
        .keys()
        .filter_map(|name| name.strip_prefix("place-")?.parse().ok())
        .collect();
    let reason = lines(field("reason"), 500).filter(|reason| !reason.is_empty());
    let (word, error) = match (field("answer"), reason) {
        _ if chosen.is_empty() => (None, page.t.error_applications_none()),
        ("confirm", _) => (Some(Word::Confirm), String::new()),
        ("decline", Some(reason)) => (Some(Word::Decline(reason)), String::new()),
        _ => (None, page.t.error_applications_reason()),
    };
    match word.filter(|_| !form.switching) {
        Some(word) => {
            confirming::answer(&app, user.id, chosen, word).await?;
            Ok(page.go_with("/unit/applications", Flash::Recorded))
        }
        None => {
            let mut again = ApplicationsPage::load(&page, &app, user.id).await?;
            again.chosen = chosen;
            again.reason = field("reason").to_owned();
            again.error = if form.switching { String::new() } else { error };
            page.form_again(form.switching, &again)
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AgreeForm {
    answer: String,
}

async fn agree(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<AgreeForm>,
) -> Answer {
    let yes = match form.data.answer.as_str() {
        "agree" => true,
        "refuse" => false,
        _ => return Err(AppError::Invalid("an answer is one of two")),
    };
    match handovers::agree(&app, user.id, path.1, yes).await {
        Ok(()) => Ok(page.go_with("/unit/applications", Flash::Recorded)),
        Err(PickError::App(error)) => Err(error),
        Err(PickError::Refused(reasons) | PickError::Unheeded(reasons)) => {
            let mut again = ApplicationsPage::load(&page, &app, user.id).await?;
            again.refused = reasons;
            page.html_as(StatusCode::CONFLICT, &again)
        }
    }
}
