//! The page of a file and what officers do on it.

use super::declaration_pages;
use crate::app::App;
use crate::clock::UtcTime;
use crate::credentials::viewer::{Spot, Viewer};
use crate::credentials::{Document, DocumentState, ReturnReason};
use crate::domain::Bilingual;
use crate::error::{AppError, Denial};
use crate::i18n::{Lang, Texts};
use crate::vetting::clock::{self, Clocks};
use crate::vetting::deciding;
use crate::vetting::enquiry::Aspect;
use crate::vetting::machine::{EnquiryState, Verdict};
use crate::vetting::references::UnitReference;
use crate::vetting::service::{self, File};
use crate::vetting::stages::document_word;
use crate::vetting::tracker::{self, Progress};
use crate::vetting::{State, story};
use crate::web::form::lines;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;
type Reference = Path<(Lang, String)>;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        get(
            "/{lang:zh|en}/office/applications/{reference}",
            Officer,
            show_file,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/begin",
            Officer,
            begin,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/documents/{id}/verify",
            Officer,
            verify,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/documents/{id}/return",
            Officer,
            send_back,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/enquiries",
            Officer,
            send_enquiries,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/recommend",
            Officer,
            recommend,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/decide",
            Officer,
            decide,
        ),
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
    ]
}

/// What an officer types with an act.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ActForm {
    verdict: String,
    reason: String,
    note: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct FileQuery {
    doc: Option<i64>,
}

#[derive(Template)]
#[template(path = "office/file.html")]
struct FilePage<'a> {
    cx: &'a Page,
    file: &'a File,
    shown: Option<&'a Document>,
    viewer: Option<Viewer>,
    clocks: Option<Clocks>,
    progress: Option<Progress>,
    references: Vec<UnitReference>,
    scope: Vec<Bilingual>,
    story: Vec<(UtcTime, String, String)>,
    me: i64,
    form: ActForm,
    errors: FieldErrors,
}

impl FilePage<'_> {
    fn action(&self, act: &str) -> String {
        self.cx.href(&format!(
            "/office/applications/{}/{act}",
            self.file.application.reference
        ))
    }

    /// The next missing thing, named.
    fn next_step(&self) -> String {
        let t = self.cx.t;
        match &self.progress {
            Some(progress) => progress.title(t, self.cx.lang),
            None => self.file.application.state.label(t),
        }
    }

    fn can_ask(&self) -> bool {
        self.file.case.is_under_way()
            && self
                .file
                .referees
                .iter()
                .any(|referee| referee.state == EnquiryState::Named)
    }

    fn is_proposer(&self) -> bool {
        self.file
            .case
            .recommendation
            .is_some_and(|(proposer, _)| proposer == self.me)
    }

    fn may_decide(&self) -> bool {
        self.file.case.recommendation.is_some() && !self.is_proposer()
    }
}

/// Draws a file, with what was typed where an act was refused.
async fn draw(
    page: &Page,
    app: &App,
    me: &SignedIn,
    reference: &str,
    (doc, spot): (Option<i64>, &Spot),
    refused: Option<(ActForm, FieldErrors)>,
) -> Answer {
    let file = service::file(app, me.id, reference.to_owned()).await?;
    let (references, scope) = service::evidence(app, &file).await?;
    let first_waiting = file
        .documents
        .iter()
        .find(|document| document.state == DocumentState::Uploaded);
    let shown = match doc {
        Some(id) => file.documents.iter().find(|document| document.id == id),
        None => first_waiting.or(file.documents.first()),
    };
    let viewer = match shown {
        Some(document) => {
            let before = format!("doc={}&", document.id);
            Some(Viewer::open(app, me.id, document, spot, before).await?)
        }
        None => None,
    };
    let again = refused.is_some();
    let (form, errors) = refused.unwrap_or_default();
    let template = FilePage {
        cx: page,
        shown,
        viewer,
        clocks: clock::read(&file.application, &file.events, page.now),
        progress: tracker::progress(&file, page.now),
        references,
        scope,
        story: story(&file, page.t),
        me: me.id,
        form,
        errors,
        file: &file,
    };
    if again {
        page.form_again(false, &template)
    } else {
        page.html(&template)
    }
}

async fn show_file(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    query: Query<FileQuery>,
    spot: Query<Spot>,
) -> Answer {
    match draw(&page, &app, &me, &path.1, (query.doc, &spot), None).await {
        Err(AppError::Forbidden(Denial::Undeclared)) => {
            declaration_pages::ask(&page, &app, &me, &path.1).await
        }
        drawn => drawn,
    }
}

fn back(page: &Page, reference: &str, flash: Flash) -> Answer {
    Ok(page.go_with(&format!("/office/applications/{reference}"), flash))
}

async fn begin(page: Page, app: Data<App>, me: SignedIn, path: Reference, _: Press) -> Answer {
    deciding::begin(&app, me.id, path.1.clone()).await?;
    back(&page, &path.1, Flash::Recorded)
}

async fn verify(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, String, i64)>,
    _: Press,
) -> Answer {
    let (_, reference, id) = path.into_inner();
    deciding::verify_document(&app, me.id, reference.clone(), id).await?;
    back(&page, &reference, Flash::Recorded)
}

async fn send_back(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, String, i64)>,
    form: Form<ActForm>,
) -> Answer {
    let (_, reference, id) = path.into_inner();
    let (t, mut errors) = (page.t, FieldErrors::default());
    let reason = errors.check("reason", ReturnReason::parse(&form.data.reason), || {
        t.error_return_reason()
    });
    // "Something else" without words would be the useless refusal that people complain of.
    let note = lines(&form.data.note, 500).unwrap_or_default();
    if reason == Some(ReturnReason::Other) && note.is_empty() {
        errors.add("note", t.error_return_note());
    }
    match reason {
        Some(reason) if errors.is_empty() => {
            deciding::return_document(&app, me.id, reference.clone(), id, reason, note).await?;
            back(&page, &reference, Flash::Recorded)
        }
        _ => {
            draw(
                &page,
                &app,
                &me,
                &reference,
                (Some(id), &Spot::default()),
                Some((form.data, errors)),
            )
            .await
        }
    }
}

async fn send_enquiries(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    _: Press,
) -> Answer {
    deciding::send_enquiries(&app, me.id, path.1.clone()).await?;
    back(&page, &path.1, Flash::EnquiriesSent)
}

/// A verdict with its reason, or what is wrong with them.
fn parse_verdict(t: &Texts, form: &ActForm) -> Result<(Verdict, String), FieldErrors> {
    let mut errors = FieldErrors::default();
    let verdict = errors.check("verdict", Verdict::parse(&form.verdict), || {
        t.error_verdict()
    });
    let reason = errors.check("reason", lines(&form.reason, 2000), || t.error_reason());
    verdict.zip(reason).ok_or(errors)
}

async fn recommend(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<ActForm>,
) -> Answer {
    match parse_verdict(page.t, &form.data) {
        Ok((verdict, reason)) => {
            deciding::recommend(&app, me.id, path.1.clone(), verdict, reason).await?;
            back(&page, &path.1, Flash::Recorded)
        }
        Err(errors) => {
            draw(
                &page,
                &app,
                &me,
                &path.1,
                (None, &Spot::default()),
                Some((form.data, errors)),
            )
            .await
        }
    }
}

async fn decide(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<ActForm>,
) -> Answer {
    match parse_verdict(page.t, &form.data) {
        Ok((verdict, reason)) => {
            deciding::decide(&app, me.id, path.1.clone(), verdict, reason).await?;
            back(&page, &path.1, Flash::Recorded)
        }
        Err(errors) => {
            draw(
                &page,
                &app,
                &me,
                &path.1,
                (None, &Spot::default()),
                Some((form.data, errors)),
            )
            .await
        }
    }
}

async fn suspend(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<ActForm>,
) -> Answer {
    let mut errors = FieldErrors::default();
    match errors.check("reason", lines(&form.data.reason, 2000), || {
        page.t.error_reason()
    }) {
        Some(reason) => {
            deciding::suspend(&app, me.id, path.1.clone(), reason).await?;
            back(&page, &path.1, Flash::Recorded)
        }
        None => {
            draw(
                &page,
                &app,
                &me,
                &path.1,
                (None, &Spot::default()),
                Some((form.data, errors)),
            )
            .await
        }
    }
}

async fn reinstate(page: Page, app: Data<App>, me: SignedIn, path: Reference, _: Press) -> Answer {
    deciding::reinstate(&app, me.id, path.1.clone()).await?;
    back(&page, &path.1, Flash::Recorded)
}
