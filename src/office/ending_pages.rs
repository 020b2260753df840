//! What an officer does after a decision: suspends and reinstates, answers an appeal, has a decision voided.

use super::decision_pages::again;
use super::file_pages::{ActForm, Answer, Part, Reference, back};
use crate::app::App;
use crate::vetting::{appeals, membership, voiding};
use crate::web::form::lines;
use crate::web::route::{Policy, Route, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::web::Data;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        post(
            "/{lang:zh|en}/office/applications/{reference}/suspend",
            Officer,
            suspend,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/reinstate",
            Officer,
            reinstate,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/appeal",
            Officer,
            hear,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/void",
            Officer,
            propose_void,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/void/answer",
            Officer,
            answer_void,
        ),
    ]
}

/// The reason that was typed, or the sentence that one is needed.
fn reason(page: &Page, form: &ActForm) -> Result<String, FieldErrors> {
    let mut errors = FieldErrors::default();
    let typed = lines(&form.reason, 2000);
    let reason = errors.check("reason", typed, || page.t.error_reason());
    reason.ok_or(errors)
}

async fn suspend(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<ActForm>,
) -> Answer {
    let reference = &path.1;
    match reason(&page, &form.data) {
        Ok(reason) => {
            membership::suspend(&app, me.id, reference.clone(), reason).await?;
            back(&page, reference, Flash::Recorded)
        }
        Err(errors) => {
            let refused = (form.data, errors);
            again(&page, &app, &me, reference, Part::Membership, refused).await
        }
    }
}

async fn reinstate(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<ActForm>,
) -> Answer {
    let reference = &path.1;
    match reason(&page, &form.data) {
        Ok(reason) => {
            membership::reinstate(&app, me.id, reference.clone(), reason).await?;
            back(&page, reference, Flash::Recorded)
        }
        Err(errors) => {
            let refused = (form.data, errors);
            again(&page, &app, &me, reference, Part::Membership, refused).await
        }
    }
}

async fn hear(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<ActForm>,
) -> Answer {
    let reference = &path.1;
    let allowed = match form.data.outcome.as_str() {
        "allow" => Some(true),
        "dismiss" => Some(false),
        _ => None,
    };
    let (t, mut errors) = (page.t, FieldErrors::default());
    let allowed = errors.check("outcome", allowed, || t.error_appeal_outcome());
    let answer = lines(&form.data.reason, 2000);
    let answer = errors.check("reason", answer, || t.error_reason());
    match allowed.zip(answer) {
        Some((allowed, answer)) => {
            appeals::hear(&app, me.id, reference.clone(), allowed, answer).await?;
            back(&page, reference, Flash::Recorded)
        }
        None => {
            let refused = (form.data, errors);
            again(&page, &app, &me, reference, Part::Appeal, refused).await
        }
    }
}

async fn propose_void(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<ActForm>,
) -> Answer {
    let reference = &path.1;
    let (t, mut errors) = (page.t, FieldErrors::default());
    let about = form.data.about.parse().ok();
    let about = errors.check("about", about, || t.error_about());
    let reason = lines(&form.data.reason, 2000);
    let reason = errors.check("reason", reason, || t.error_reason());
    match about.zip(reason) {
        Some((about, reason)) => {
            voiding::propose(&app, me.id, reference.clone(), about, reason).await?;
            back(&page, reference, Flash::Recorded)
        }
        None => {
            let refused = (form.data, errors);
            again(&page, &app, &me, reference, Part::Void, refused).await
        }
    }
}

async fn answer_void(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<ActForm>,
) -> Answer {
    let reference = &path.1;
    let agreed = form.data.outcome == "agree";
    voiding::answer(&app, me.id, reference.clone(), agreed).await?;
    back(&page, reference, Flash::Recorded)
}
