//! Pages on which officers look at members' renewed documents.

use super::checks::{self, Mark, Question};
use super::document_pages::{add_kept, chosen, open_questions};
use super::file_pages::{Row, rows};
use super::reasons::{self, Kind, Reason};
use crate::app::App;
use crate::credentials::Slot;
use crate::credentials::renewals::{self, Renewal};
use crate::credentials::viewer::{Spot, Viewer};
use crate::error::{AppError, Denial};
use crate::i18n::Lang;
use crate::vetting::licence;
use crate::vetting::service::{self, File};
use crate::web::form::date;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;

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
#[template(path = "office/renewals.html")]
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
    /// Answers to questions.
    #[serde(flatten)]
    others: BTreeMap<String, String>,
}

impl RenewalForm {
    fn marks(&self, slot: Slot) -> Vec<(Question, Mark)> {
        let fields: Vec<(String, String)> = self.others.clone().into_iter().collect();
        checks::parse(slot, &fields)
    }
}

#[derive(Template)]
#[template(path = "office/renewal.html")]
struct RenewalPage<'a> {
    cx: &'a Page,
    renewal: Renewal,
    viewer: Viewer,
    rows: Vec<Row>,
    canned: Vec<Reason>,
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
    let form = RenewalForm::default();
    let template = draw(&page, &app, me.id, renewal, &spot, &form).await?;
    page.html(&template)
}

/// The member's file, of which the questions compare what was typed.
async fn file_of(app: &App, me: i64, renewal: &Renewal) -> Result<File, AppError> {
    let reference = renewals::reference(app, renewal.document.id).await?;
    service::file(app, me, reference).await
}

async fn draw<'a>(
    page: &'a Page,
    app: &App,
    me: i64,
    renewal: Renewal,
    spot: &Spot,
    form: &'a RenewalForm,
) -> Result<RenewalPage<'a>, AppError> {
    let document = &renewal.document;
    let file = file_of(app, me, &renewal).await?;
    let patterns = licence::patterns(app, file.application.category.profession()).await?;
    let unlike = patterns.unlike(&file.application.registration_number);
    let answers = checks::list(app, &file, vec![document.id]).await?;
    let marks = form.marks(document.slot);
    Ok(RenewalPage {
        cx: page,
        viewer: Viewer::open(app, me, document, spot, String::new()).await?,
        rows: rows(page, &file, document, &answers, (&marks, unlike.as_deref())),
        canned: reasons::in_use(app, Kind::Return).await?,
        renewal,
        form,
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
    let document = &renewal.document;
    let mut marks = form.data.marks(document.slot);
    if form.switching {
        return again(&page, &app, me.id, renewal, &form, FieldErrors::default()).await;
    }
    checks::save(&app, me.id, document.id, marks.clone()).await?;
    let file = file_of(&app, me.id, &renewal).await?;
    add_kept(
        &mut marks,
        checks::list(&app, &file, vec![document.id]).await?,
    );
    let mut errors = open_questions(document, &marks, page.t);
    let mut until = None;
    if document.slot == Slot::RenewalEvidence {
        until = errors.check("until", typed_until(&page, &form.data), || {
            page.t.error_renewal_until()
        });
    }
    if errors.is_empty() {
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
    let prepared = reasons::in_use(&app, Kind::Return).await?;
    let typed = (form.data.reason.as_str(), form.data.note.as_str());
    let chosen = chosen(&prepared, typed, renewal.person.lang, t, &mut errors);
    match chosen {
        Some((reason, note)) if errors.is_empty() && !form.switching => {
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
    let mut template = draw(page, app, me, renewal, &spot, &form.data).await?;
    template.errors = errors;
    page.form_again(form.switching, &template)
}
