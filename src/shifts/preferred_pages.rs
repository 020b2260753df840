//! The page on which a unit says whom it would have first.

use super::preferred::{self, Preferred};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of preferred people.
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    use Policy::UnitManager;
    vec![
        get("/{lang:zh|en}/unit/wards/{id}/preferred", UnitManager, show),
        post("/{lang:zh|en}/unit/wards/{id}/preferred", UnitManager, change),
    ]
}

#[derive(Template)]
#[template(path = "unit/preferred.html")]
struct PreferredPage<'a> {
    cx: &'a Page,
    found: Preferred,
    errors: FieldErrors,
}

async fn show(page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    page.html(&PreferredPage {
        cx: &page,
        found: preferred::list(&app, user.id, path.1).await?,
        errors: FieldErrors::default(),
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ChangeForm {
    member: String,
    act: String,
}

async fn change(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<ChangeForm>,
) -> Answer {
    let found = preferred::list(&app, user.id, path.1).await?;
    let add = form.data.act != "remove";
    let row: Option<i64> = form.data.member.parse().ok();
    let member = row.filter(|row| {
        let mut people = found.known.iter().chain(&found.listed);
        people.any(|one| one.id == *row)
    });
    let mut errors = FieldErrors::default();
    let member = errors.check("member", member, || page.t.error_preferred_member());
    if let (Some(member), false) = (member, form.switching) {
        preferred::change(&app, user.id, path.1, member, add).await?;
        let back = format!("/unit/wards/{}/preferred", path.1);
        return Ok(page.go_with(&back, Flash::Saved));
    }
    if form.switching {
        errors = FieldErrors::default();
    }
    page.form_again(
        form.switching,
        &PreferredPage {
            cx: &page,
            found,
            errors,
        },
    )
}
