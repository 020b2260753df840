//! The page on which an officer says why they need to look at many documents (R12).

use super::looks::{AT_MOST, FREELY};
use super::reading;
use crate::app::App;
use crate::error::AppError;
use crate::web::form::line;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        get("/{lang:zh|en}/office/reading", Officer, show),
        post("/{lang:zh|en}/office/reading", Officer, say),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct WhyForm {
    reason: String,
}

#[derive(Template)]
#[template(path = "credentials/bulk.html")]
struct WhyPage<'a> {
    cx: &'a Page,
    form: &'a WhyForm,
    errors: FieldErrors,
}

async fn show(page: Page) -> Answer {
    page.html(&WhyPage {
        cx: &page,
        form: &WhyForm::default(),
        errors: FieldErrors::default(),
    })
}

async fn say(page: Page, app: Data<App>, me: SignedIn, form: Form<WhyForm>) -> Answer {
    let mut errors = FieldErrors::default();
    if !form.switching {
        let reason = errors.check("reason", line(&form.data.reason, 300), || {
            page.t.error_bulk_reason()
        });
        if let Some(reason) = reason {
            reading::say_why(&app, &me, reason).await?;
            return Ok(page.go_with("/office/applications", Flash::Recorded));
        }
    }
    page.form_again(
        form.switching,
        &WhyPage {
            cx: &page,
            form: &form.data,
            errors,
        },
    )
}
