//! Pages on which officers look at members' renewed documents.

use super::domain::{ReturnReason, Slot};
use super::renewals::{self, Renewal};
use super::viewer::{Spot, Viewer};
use crate::app::App;
use crate::error::{AppError, Denial};
use crate::i18n::Lang;
use crate::web::form::{date, lines};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        get("/{lang:zh|en}/office/renewals", Officer, list),
        get("/{lang:zh|en}/office/renewals/{id}", Officer, show),
        post("/{lang:zh|en}/office/renewals/{id}/accept", Officer, accept),
        post(
            "/{lang:zh|en}/office/renewals/{id}/return",
            Officer,
            send_back,
        ),
    ]
}

#[derive(Template)]
#[template(path = "credentials/renewals.html")]
struct RenewalsPage<'a> {
    cx: &'a Page,
    waiting: Vec<Renewal>,
}

async fn list(page: Page, app: Data<App>, me: SignedIn) -> Answer {
    let waiting = renewals::waiting(&app, me.id).await?;
    page.html(&RenewalsPage { cx: &page, waiting })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RenewalForm {
    until_year: String,
    until_month: String,
    until_day: String,
    reason: String,
    note: String,
}

#[derive(Template)]
#[template(path = "credentials/renewal.html")]
struct RenewalPage<'a> {
    cx: &'a Page,
    renewal: Renewal,
    viewer: Viewer,
    form: &'a RenewalForm,
    errors: FieldErrors,
}

async fn show(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    spot: Query<Spot>,
) -> Answer {
    let renewal = match renewals::find(&app, me.id, path.1).await {
        // The file asks them, once.
        Err(AppError::Forbidden(Denial::Undeclared)) => {
            let reference = renewals::reference(&app, path.1).await?;
            return Ok(page.go(&format!("/office/applications/{reference}")));
        }
        found => found?,
    };
    let viewer = Viewer::open(&app, me.id, &renewal.document, &spot, String::new()).await?;
    page.html(&RenewalPage {
        cx: &page,
        renewal,
        viewer,
        form: &RenewalForm::default(),
        errors: FieldErrors::default(),
    })
}

/// The last day that the officer sets; past ones would accept nothing.
fn typed_until(page: &Page, form: &RenewalForm) -> Option<NaiveDate> {
    date(&form.until_year, &form.until_month, &form.until_day).filter(|day| *day > page.now.day())
}

async fn accept(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<RenewalForm>,
) -> Answer {
    let renewal = renewals::find(&app, me.id, path.1).await?;
    let mut errors = FieldErrors::default();
    let mut until = None;
    if renewal.document.slot == Slot::RenewalEvidence {
        until = errors.check("until", typed_until(&page, &form.data), || {
            page.t.error_renewal_until()
        });
    }
    if errors.is_empty() && !form.switching {
        renewals::accept(&app, me.id, path.1, until).await?;
        return Ok(page.go_with("/office/renewals", Flash::Recorded));
    }
    again(&page, &app, me.id, renewal, &form, errors).await
}

async fn send_back(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<RenewalForm>,
) -> Answer {
    let renewal = renewals::find(&app, me.id, path.1).await?;
    let (t, mut errors) = (page.t, FieldErrors::default());
    let reason = errors.check("reason", ReturnReason::parse(&form.data.reason), || {
        t.error_return_reason()
    });
    let note = lines(&form.data.note, 500).unwrap_or_default();
    if reason == Some(ReturnReason::Other) && note.is_empty() {
        errors.add("note", t.error_return_note());
    }
    match reason {
        Some(reason) if errors.is_empty() && !form.switching => {
            renewals::send_back(&app, me.id, path.1, reason, note).await?;
            Ok(page.go_with("/office/renewals", Flash::Recorded))
        }
        _ => again(&page, &app, me.id, renewal, &form, errors).await,
    }
}

async fn again(
    page: &Page,
    app: &App,
    me: i64,
    renewal: Renewal,
    form: &Form<RenewalForm>,
    errors: FieldErrors,
) -> Answer {
    let errors = if form.switching {
        FieldErrors::default()
    } else {
        errors
    };
    let spot = Spot::default();
    let viewer = Viewer::open(app, me, &renewal.document, &spot, String::new()).await?;
    page.form_again(
        form.switching,
        &RenewalPage {
            cx: page,
            renewal,
            viewer,
            form: &form.data,
            errors,
        },
    )
}
