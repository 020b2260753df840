//! The page on which a unit calls a shift off.

use super::calling_off::{self, Consequence};
use super::calling_rows::Cause;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::web::form::lines;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of calling off.
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    use Policy::UnitManager;
    vec![
        get("/{lang:zh|en}/unit/shifts/{id}/call-off", UnitManager, show),
        post("/{lang:zh|en}/unit/shifts/{id}/call-off", UnitManager, call_off),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CallForm {
    cause: String,
    note: String,
}

#[derive(Template)]
#[template(path = "unit/call_off.html")]
struct CallPage<'a> {
    cx: &'a Page,
    what: Consequence,
    form: &'a CallForm,
    errors: FieldErrors,
}

impl CallPage<'_> {
    fn causes(&self) -> &'static [Cause] {
        Cause::ALL
    }
}

/// The address may name the reason already: a notice about the weather does.
async fn show(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    query: Query<CallForm>,
) -> Answer {
    page.html(&CallPage {
        cx: &page,
        what: calling_off::consequence(&app, user.id, path.1).await?,
        form: &query,
        errors: FieldErrors::default(),
    })
}

fn parse(page: &Page, form: &CallForm, errors: &mut FieldErrors) -> Option<(Cause, String)> {
    let t = page.t;
    let cause = Cause::parse(&form.cause);
    let cause = errors.check("cause", cause, || t.error_call_off_cause());
    let note = match form.note.trim() {
        // "Something else" says nothing by itself.
        "" if cause == Some(Cause::Other) => None,
        "" => Some(String::new()),
        note => lines(note, 500),
    };
    let note = errors.check("note", note, || t.error_call_off_note());
    Some((cause?, note?))
}

async fn call_off(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<CallForm>,
) -> Answer {
    let what = calling_off::consequence(&app, user.id, path.1).await?;
    let mut errors = FieldErrors::default();
    let why = parse(&page, &form.data, &mut errors).filter(|_| !form.switching);
    if let Some((cause, note)) = why {
        calling_off::call_off(&app, user.id, path.1, cause, note).await?;
        return Ok(page.go_with(&format!("/unit/shifts/{}", path.1), Flash::Recorded));
    }
    if form.switching {
        errors = FieldErrors::default();
    }
    page.form_again(
        form.switching,
        &CallPage {
            cx: &page,
            what,
            form: &form.data,
            errors,
        },
    )
}
