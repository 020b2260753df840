//! What an officer does with a document: answers the questions, accepts it, sends it back.

use super::checks::{self, Answers, Mark, Question};
use super::file_pages::{ActForm, Answer, Part, Refused, back, draw};
use super::reasons::{self, Kind, Reason};
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
pub(super) fn open_questions(
    document: &Document,
    marks: &[(Question, Mark)],
    t: &Texts,
) -> FieldErrors {
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

/// What was answered earlier and not just now.
pub(super) fn add_kept(marks: &mut Vec<(Question, Mark)>, kept: Answers) {
    for (_, question, mark) in kept {
        if marks.iter().all(|(other, _)| *other != question) {
            marks.push((question, mark));
        }
    }
}

async fn verify(page: Page, app: Data<App>, me: SignedIn, path: Row, form: Fields) -> Answer {
    let (_, reference, id) = path.into_inner();
    let (file, document) = waiting(&app, &me, &reference, id).await?;
    let mut marks = checks::parse(document.slot, &form.data);
    checks::save(&app, me.id, id, marks.clone()).await?;
    let kept = checks::list(&app, &file, vec![id]).await?;
    add_kept(&mut marks, kept);
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

/// What a returned document counts as, and what its owner reads: as typed, else the prepared text in their
/// language.
pub(super) fn chosen(
    prepared: &[Reason],
    (word, note): (&str, &str),
    lang: Lang,
    t: &Texts,
    errors: &mut FieldErrors,
) -> Option<(ReturnReason, String)> {
    let chosen = prepared.iter().find(|reason| reason.word == word);
    let counts_as = match chosen {
        Some(reason) => reason.counts_as,
        None => ReturnReason::parse(word).filter(|reason| *reason == ReturnReason::Other),
    };
    let counts_as = errors.check("return-reason", counts_as, || t.error_return_reason());
    let text = chosen.map(|reason| reason.text(lang).to_owned());
    let note = lines(note, 500).or(text).unwrap_or_default();
    // "Something else" without words would be the useless refusal that people complain of.
    if counts_as == Some(ReturnReason::Other) && note.is_empty() {
        errors.add("note", t.error_return_note());
    }
    Some((counts_as?, note))
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
    let typed = (form.data.reason.as_str(), form.data.note.as_str());
    let chosen = chosen(&prepared, typed, file.person.lang, t, &mut errors);
    match chosen {
        Some((reason, note)) if errors.is_empty() => {
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
