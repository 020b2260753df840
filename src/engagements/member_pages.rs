//! A member's own engagements.

use super::domain::needs_committee;
use super::leave::{self as leaves, NoLeave};
use super::office_pages::{articles, title};
use super::service::{self, File};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation::regimes::regime_name;
use crate::rulebook::answer::{Part, Teller};
use crate::rules::Shown;
use crate::web::form::date;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of members.
pub fn routes() -> Vec<Route> {
    use Policy::Clinician;
    vec![
        get("/{lang:zh|en}/my-engagements", Clinician, mine),
        post("/{lang:zh|en}/my-engagements/{id}/leave", Clinician, leave),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LeaveForm {
    first_year: String,
    first_month: String,
    first_day: String,
    last_year: String,
    last_month: String,
    last_day: String,
}

#[derive(Template)]
#[template(path = "engagements/mine.html")]
struct MinePage<'a> {
    cx: &'a Page,
    files: Vec<File>,
    form: &'a LeaveForm,
    errors: FieldErrors,
}

impl MinePage<'_> {
    fn teller(&self, file: &File) -> Teller {
        Teller {
            regime: file.regime,
            lang: self.cx.lang,
        }
    }

    fn title(&self, file: &File, question: &str) -> String {
        title(&self.teller(file), question)
    }

    fn articles(&self, file: &File, question: &str) -> String {
        articles(&self.teller(file), question)
    }

    fn parts(&self, file: &File, answer: &Shown) -> Vec<Part> {
        self.teller(file).parts(answer)
    }
}

async fn mine(page: Page, app: Data<App>, me: SignedIn) -> Answer {
    let files = service::own(&app, me.id).await?;
    page.html(&MinePage {
        cx: &page,
        files,
        form: &LeaveForm::default(),
        errors: FieldErrors::default(),
    })
}

async fn leave(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<LeaveForm>,
) -> Answer {
    let (t, data) = (page.t, &form.data);
    let files = service::own(&app, me.id).await?;
    if !files.iter().any(|file| file.engagement.id == path.1) {
        return Err(AppError::NotFound);
    }
    let mut errors = FieldErrors::default();
    let first = date(&data.first_year, &data.first_month, &data.first_day);
    let first = errors.check("first", first, || t.error_engagement_date());
    let last = date(&data.last_year, &data.last_month, &data.last_day);
    let last = errors.check("last", last, || t.error_engagement_date());
    if let (Some(first), Some(last), false) = (first, last, form.switching) {
        match leaves::ask_leave(&app, me.id, path.1, first, last).await? {
            Ok(()) => return Ok(page.go_with("/my-engagements", Flash::Saved)),
            Err(NoLeave::Days) => errors.add("first", t.error_engagement_days()),
            Err(NoLeave::TooMany(left)) => errors.add("first", t.error_engagement_left(left)),
        }
    }
    let errors = if form.switching {
        FieldErrors::default()
    } else {
        errors
    };
    page.form_again(
        form.switching,
        &MinePage {
            cx: &page,
            files,
            form: data,
            errors,
        },
    )
}
