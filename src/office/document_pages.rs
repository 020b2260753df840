//! What an officer does with a document: answers the questions, accepts it, sends it back.

use super::checks::{self, Mark, Question};
use super::file_pages::{ActForm, Answer, Part, Refused, back, draw};
use super::reasons::{self, Kind};
use crate::app::App;
use crate::credentials::viewer::Spot;
use crate::credentials::{Document, DocumentState, ReturnReason};
use crate::error::{AppError, Clash};
use crate::i18n::{Lang, Texts};
use crate::vetting::deciding;
use crate::vetting::service::{self, File};
use crate::web::form::lines;
use crate::web::route::{Policy, Route, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::web::{Data, Path};

/// A document of a file.
type Row = Path<(Lang, String, i64)>;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        post(
            "/{lang:zh|en}/office/applications/{reference}/documents/{id}/checks",
            Officer,
            keep,
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
    ]
}

/// A document that waits for an officer's word.
async fn waiting(
    app: &App,
    me: &SignedIn,
    reference: &str,
    id: i64,
) -> Result<(File, Document), AppError> {
    let file = service::file(app, me.id, reference.to_owned()).await?;
    let found = file.documents.iter().find(|document| document.id == id);
    let document = found.cloned().ok_or(AppError::NotFound)?;
    if file.case.is_under_way() && document.state == DocumentState::Uploaded {
        Ok((file, document))
    } else {
        Err(AppError::Conflict(Clash::State))
    }
}

type Fields = Form<Vec<(String, String)>>;

/// Keeps the answers for later: a colleague goes on where this one stopped.
async fn keep(page: Page, app: Data<App>, me: SignedIn, path: Row, form: Fields) -> Answer {
    let (_, reference, id) = path.into_inner();
    let (_, document) = waiting(&app, &me, &reference, id).await?;
    let marks = checks::parse(document.slot, &form.data);
    checks::save(&app, me.id, id, marks).await?;
    let there = format!("/office/applications/{reference}?doc={id}");
    Ok(page.go_with(&there, Flash::Saved))
}

/// What stands in the way of accepting: each question must have been answered with yes.
fn open_questions(document: &Document, marks: &[(Question, Mark)], t: &Texts) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for question in Question::of(document.slot) {
        let mark = marks.iter().find(|(other, _)| other == question);
        match mark.map(|(_, mark)| *mark) {
            Some(Mark::Yes) => {}
            None => errors.add(question.as_str(), t.error_check_open(question.label(t))),
            Some(_) => errors.add(question.as_str(), t.error_check_no(question.label(t))),
        }
    }
    errors
}

async fn verify(page: Page, app: Data<App>, me: SignedIn, path: Row, form: Fields) -> Answer {
    let (_, reference, id) = path.into_inner();
    let (file, document) = waiting(&app, &me, &reference, id).await?;
    let mut marks = checks::parse(document.slot, &form.data);
    checks::save(&app, me.id, id, marks.clone()).await?;
    for (row, question, mark) in checks::list(&app, &file).await? {
        if row == id && marks.iter().all(|(other, _)| *other != question) {
            marks.push((question, mark));
        }
    }
    let errors = open_questions(&document, &marks, page.t);
    if errors.is_empty() {
        deciding::verify_document(&app, me.id, reference.clone(), id).await?;
        return back(&page, &reference, Flash::Recorded);
    }
    let refused = Refused {
        part: Part::Checks,
        form: ActForm::default(),
        marks,
        errors,
    };
    let spot = (Some(id), &Spot::default());
    draw(&page, &app, &me, &reference, spot, Some(refused)).await
}

async fn send_back(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Row,
    form: Form<ActForm>,
) -> Answer {
    let (_, reference, id) = path.into_inner();
    let (t, mut errors) = (page.t, FieldErrors::default());
    let file = service::file(&app, me.id, reference.clone()).await?;
    let prepared = reasons::in_use(&app, Kind::Return).await?;
    let chosen = prepared
        .iter()
        .find(|reason| reason.word == form.data.reason);
    let counts_as = match chosen {
        Some(reason) => reason.counts_as,
        None => {
            ReturnReason::parse(&form.data.reason).filter(|reason| *reason == ReturnReason::Other)
        }
    };
    let counts_as = errors.check("return-reason", counts_as, || t.error_return_reason());
    let typed = lines(&form.data.note, 500);
    let text = chosen.map(|reason| reason.text(file.person.lang).to_owned());
    let note = typed.or(text).unwrap_or_default();
    // "Something else" without words would be the useless refusal that people complain of.
    if counts_as == Some(ReturnReason::Other) && note.is_empty() {
        errors.add("note", t.error_return_note());
    }
    match counts_as {
        Some(reason) if errors.is_empty() => {
            deciding::return_document(&app, me.id, reference.clone(), id, reason, note).await?;
            back(&page, &reference, Flash::Recorded)
        }
        _ => {
            let refused = Refused {
                part: Part::Return,
                form: form.data,
                marks: Vec::new(),
                errors,
            };
            let spot = (Some(id), &Spot::default());
            draw(&page, &app, &me, &reference, spot, Some(refused)).await
        }
    }
}
