//! Pages of reviews: the applicant asks, an administrator answers.

use super::reviews::{self, Standing, Waiting};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::web::form::lines;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

pub(super) fn routes() -> Vec<Route> {
    use Policy::{Administrator, Clinician};
    vec![
        get("/{lang:zh|en}/application/review", Clinician, show),
        post("/{lang:zh|en}/application/review", Clinician, ask),
        get("/{lang:zh|en}/admin/reviews", Administrator, list),
        post("/{lang:zh|en}/admin/reviews/{id}", Administrator, answer),
    ]
}

#[derive(Template)]
#[template(path = "application/review.html")]
struct ReviewPage<'a> {
    cx: &'a Page,
    standing: Standing,
}

async fn show(page: Page, app: Data<App>, me: SignedIn) -> Answer {
    let standing = reviews::standing(&app, me.id).await?;
    page.html(&ReviewPage {
        cx: &page,
        standing,
    })
}

async fn ask(page: Page, app: Data<App>, me: SignedIn, _: Press) -> Answer {
    reviews::ask(&app, me.id).await?;
    Ok(page.go_with("/application/review", Flash::Recorded))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AnswerForm {
    answer: String,
}

#[derive(Template)]
#[template(path = "application/reviews.html")]
struct ReviewsPage<'a> {
    cx: &'a Page,
    waiting: Vec<Waiting>,
    /// What was typed for which review.
    typed: (i64, &'a str),
    errors: FieldErrors,
}

impl ReviewsPage<'_> {
    fn text(&self, id: &i64) -> &str {
        if self.typed.0 == *id {
            self.typed.1
        } else {
            ""
        }
    }

    fn error(&self, id: &i64) -> &str {
        if self.typed.0 == *id {
            self.errors.of("answer")
        } else {
            ""
        }
    }
}

async fn list(page: Page, app: Data<App>) -> Answer {
    let waiting = reviews::waiting(&app, page.lang).await?;
    page.html(&ReviewsPage {
        cx: &page,
        waiting,
        typed: (0, ""),
        errors: FieldErrors::default(),
    })
}

async fn answer(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<AnswerForm>,
) -> Answer {
    let mut errors = FieldErrors::default();
    if let Some(words) = lines(&form.data.answer, 1000) {
        reviews::answer(&app, me.id, path.1, words).await?;
        return Ok(page.go_with("/admin/reviews", Flash::Recorded));
    }
    errors.add("answer", page.t.error_review_answer());
    let waiting = reviews::waiting(&app, page.lang).await?;
    page.form_again(
        false,
        &ReviewsPage {
            cx: &page,
            waiting,
            typed: (path.1, &form.data.answer),
            errors,
        },
    )
}
