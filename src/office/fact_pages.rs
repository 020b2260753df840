//! An officer asks the applicant about something that they typed.

use super::decision_pages::again;
use super::file_pages::{ActForm, Answer, Part, Reference, back};
use crate::app::App;
use crate::vetting::facts::{self, Fact};
use crate::web::form::lines;
use crate::web::route::{Policy, Route, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::web::Data;

pub(super) fn routes() -> Vec<Route> {
    vec![post(
        "/{lang:zh|en}/office/applications/{reference}/ask",
        Policy::Officer,
        ask,
    )]
}

async fn ask(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<ActForm>,
) -> Answer {
    let (t, mut errors) = (page.t, FieldErrors::default());
    let reference = path.into_inner().1;
    let fact = errors.check("fact", Fact::parse(&form.data.fact), || {
        t.asked_error_fact()
    });
    let reason = lines(&form.data.fact_reason, 500);
    let reason = errors.check("fact_reason", reason, || t.asked_error_reason());
    match fact.zip(reason) {
        Some((fact, reason)) => {
            facts::ask(&app, me.id, reference.clone(), fact, reason).await?;
            back(&page, &reference, Flash::Recorded)
        }
        None => again(&page, &app, &me, &reference, Part::Ask, (form.data, errors)).await,
    }
}
