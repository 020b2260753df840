//! The page on which an administrator says what licence numbers look like.

use crate::app::App;
use crate::domain::Profession;
use crate::error::AppError;
use crate::vetting::licence::{self, Patterns};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Administrator;
    let path = "/{lang:zh|en}/admin/licences";
    vec![
        get(path, Administrator, show),
        post(path, Administrator, save),
    ]
}

/// What an administrator types.
#[derive(Default, Deserialize)]
#[serde(default)]
struct LicenceForm {
    nurse: String,
    doctor: String,
}

#[derive(Template)]
#[template(path = "office/licences.html")]
struct LicencesPage<'a> {
    cx: &'a Page,
    form: &'a LicenceForm,
    errors: FieldErrors,
}

async fn show(page: Page, app: Data<App>) -> Answer {
    let form = LicenceForm {
        nurse: licence::patterns(&app, Profession::Nurse).await?.text(),
        doctor: licence::patterns(&app, Profession::Doctor).await?.text(),
    };
    page.html(&LicencesPage {
        cx: &page,
        form: &form,
        errors: FieldErrors::default(),
    })
}

async fn save(page: Page, app: Data<App>, me: SignedIn, form: Form<LicenceForm>) -> Answer {
    let mut errors = FieldErrors::default();
    let wrong = || page.t.error_licence_pattern();
    let nurse = errors.check("nurse", Patterns::parse(&form.data.nurse), wrong);
    let doctor = errors.check("doctor", Patterns::parse(&form.data.doctor), wrong);
    match (nurse, doctor) {
        (Some(nurse), Some(doctor)) if !form.switching => {
            licence::save(&app, me.id, Profession::Nurse, nurse).await?;
            licence::save(&app, me.id, Profession::Doctor, doctor).await?;
            Ok(page.go_with("/admin/licences", Flash::Saved))
        }
        _ => {
            let errors = if form.switching {
                FieldErrors::default()
            } else {
                errors
            };
            let again = LicencesPage {
                cx: &page,
                form: &form.data,
                errors,
            };
            page.form_again(form.switching, &again)
        }
    }
}
