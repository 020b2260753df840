//! Pages on which an applicant appeals against a rejection, and a member leaves.

use super::State;
use super::appeals;
use super::membership;
use super::service::{self, File};
use crate::app::App;
use crate::error::AppError;
use crate::web::form::lines;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// An appeal is no longer than this.
const LONGEST: usize = 3000;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Clinician;
    vec![
        get("/{lang:zh|en}/application/appeal", Clinician, show),
        post("/{lang:zh|en}/application/appeal", Clinician, appeal),
        get("/{lang:zh|en}/application/leave", Clinician, show_leave),
        post("/{lang:zh|en}/application/leave", Clinician, leave),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AppealForm {
    appeal: String,
}

#[derive(Template)]
#[template(path = "application/appeal.html")]
struct AppealPage<'a> {
    cx: &'a Page,
    file: &'a File,
    last_day: Option<NaiveDate>,
    typed: &'a str,
    errors: FieldErrors,
}

async fn show(page: Page, app: Data<App>, me: SignedIn) -> Answer {
    let file = service::own_file(&app, me.id).await?;
    // What was appealed against already, or never rejected, has nothing to ask here.
    if file.application.state != State::Rejected || file.case.appealed.is_some() {
        return Ok(page.go("/application"));
    }
    page.html(&AppealPage {
        cx: &page,
        last_day: appeals::last_day(&file.application),
        file: &file,
        typed: "",
        errors: FieldErrors::default(),
    })
}

async fn appeal(page: Page, app: Data<App>, me: SignedIn, form: Form<AppealForm>) -> Answer {
    let mut errors = FieldErrors::default();
    if let Some(words) = lines(&form.data.appeal, LONGEST).filter(|_| !form.switching) {
        appeals::appeal(&app, me.id, words).await?;
        return Ok(page.go_with("/application", Flash::Recorded));
    }
    if !form.switching {
        errors.add("appeal", page.t.error_case_appeal());
    }
    let file = service::own_file(&app, me.id).await?;
    page.form_again(
        form.switching,
        &AppealPage {
            cx: &page,
            last_day: appeals::last_day(&file.application),
            file: &file,
            typed: &form.data.appeal,
            errors,
        },
    )
}

#[derive(Template)]
#[template(path = "application/leave.html")]
struct LeavePage<'a> {
    cx: &'a Page,
    file: &'a File,
}

async fn show_leave(page: Page, app: Data<App>, me: SignedIn) -> Answer {
    let file = service::own_file(&app, me.id).await?;
    if !file.application.state.is_member() {
        return Ok(page.go("/application"));
    }
    page.html(&LeavePage {
        cx: &page,
        file: &file,
    })
}

async fn leave(page: Page, app: Data<App>, me: SignedIn, _: Press) -> Answer {
    membership::leave(&app, me.id).await?;
    Ok(page.go_with("/application", Flash::Recorded))
}
