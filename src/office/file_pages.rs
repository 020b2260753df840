//! The page of a file: checklist, viewer, facts; then units, decision, notes and the whole story.

use super::checks::{self, Answers, Mark, Question};
use super::declaration_pages;
use super::ending::{AGAIN_AFTER, Ending};
use super::missing::{Facts, Missing};
use super::reasons::{self, Kind, Reason};
use super::timeline::{self, Line};
use super::views;
use crate::app::App;
use crate::credentials::viewer::{Spot, Viewer};
use crate::credentials::{Document, DocumentState};
use crate::error::{AppError, Denial};
use crate::i18n::Lang;
use crate::vetting::State;
use crate::vetting::clock::{self, Clocks};
use crate::vetting::enquiry::Aspect;
use crate::vetting::facts::Fact;
use crate::vetting::file_notes::{self, FileNote};
use crate::vetting::licence;
use crate::vetting::machine::{EnquiryState, Verdict};
use crate::vetting::overview::{self, Named};
use crate::vetting::references::UnitReference;
use crate::vetting::service::{self, File};
use crate::vetting::stages::document_word;
use crate::vetting::tracker::{self, Progress};
use crate::web::route::{Policy, Route, get};
use crate::web::{FieldErrors, Flash, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;
use std::collections::BTreeMap;

pub(super) type Answer = Result<HttpResponse, AppError>;
pub(super) type Reference = Path<(Lang, String)>;

pub(super) fn routes() -> Vec<Route> {
    vec![get(
        "/{lang:zh|en}/office/applications/{reference}",
        Policy::Officer,
        show_file,
    )]
}

/// What an officer types with an act.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ActForm {
    pub(super) verdict: String,
    pub(super) canned: String,
    pub(super) reason: String,
    pub(super) note: String,
    pub(super) text: String,
    pub(super) conditions: String,
    pub(super) again: String,
    pub(super) outcome: String,
    pub(super) about: String,
    pub(super) fact: String,
    pub(super) fact_reason: String,
    /// Boxes whose names hold a row.
    #[serde(flatten)]
    pub(super) others: BTreeMap<String, String>,
}

/// Which form of the page was refused, with what was typed and what is wrong.
pub(super) struct Refused {
    pub(super) part: Part,
    pub(super) form: ActForm,
    /// Answers to questions, kept or not.
    pub(super) marks: Vec<(Question, Mark)>,
    pub(super) errors: FieldErrors,
}

/// The forms of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Checks,
    Return,
    Ask,
    Decision,
    Membership,
    Appeal,
    Void,
    Note,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct FileQuery {
    doc: Option<i64>,
}

/// A question about the document that is shown.
pub(super) struct Row {
    pub(super) question: Question,
    pub(super) typed: Vec<(Option<Lang>, String)>,
    pub(super) hint: String,
    pub(super) mark: Option<Mark>,
}

impl Row {
    pub(super) fn is(&self, mark: Mark) -> bool {
        self.mark == Some(mark)
    }
}

#[derive(Template)]
#[template(path = "office/file.html")]
struct FilePage<'a> {
    cx: &'a Page,
    file: &'a File,
    shown: Option<&'a Document>,
    viewer: Option<Viewer>,
    rows: Vec<Row>,
    clocks: Option<Clocks>,
    progress: Option<&'a Progress>,
    missing: Missing,
    facts: Facts<'a>,
    ending: Ending,
    references: &'a [UnitReference],
    scope: Vec<String>,
    canned: Vec<Reason>,
    notes: &'a [FileNote],
    story: Vec<Line>,
    officers: Vec<Named>,
    shortcuts: bool,
    me: i64,
    part: Option<Part>,
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

    /// Where the next missing thing is done.
    fn missing_href(&self) -> Option<String> {
        self.missing.href.as_ref().map(|href| {
            if href.starts_with(['?', '#']) {
                href.clone()
            } else {
                self.cx.href(&format!("/office/applications/{href}"))
            }
        })
    }

    fn can_ask(&self) -> bool {
        self.file.case.is_under_way()
            && self
                .file
                .referees
                .iter()
                .any(|referee| referee.state == EnquiryState::Named)
    }

    fn can_remind(&self) -> bool {
        self.file.case.is_under_way() && self.file.referees.iter().any(|unit| unit.is_waiting())
    }

    fn is_open(&self) -> bool {
        self.progress.is_some()
    }

    /// Whether the document that is shown waits for an officer's word.
    fn is_asked(&self) -> bool {
        let waits = |document: &Document| document.state == DocumentState::Uploaded;
        self.file.case.is_under_way() && self.shown.is_some_and(waits)
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

    /// What would stand under an approval: as typed, else as the first officer proposed.
    fn conditions(&self) -> &str {
        match self.part {
            Some(Part::Decision) => &self.form.conditions,
            _ => &self.file.application.conditions,
        }
    }

    /// Whose the file is, in words.
    fn owner(&self) -> String {
        let own = self.file.officer.as_ref();
        let open = own.filter(|own| self.officers.iter().any(|officer| officer.id == own.id));
        match open {
            Some(officer) if officer.id == self.me => self.cx.t.people_you(),
            Some(officer) => officer.name(self.cx.lang).to_owned(),
            None => self.cx.t.queue_nobody(),
        }
    }

    fn is_officers(&self, officer: &Named) -> bool {
        let own = self.file.officer.as_ref();
        own.is_some_and(|own| own.id == officer.id)
    }

    fn reasons(&self, kind: Kind) -> impl Iterator<Item = &Reason> {
        self.canned.iter().filter(move |reason| reason.kind == kind)
    }

    /// What is wrong with a field of one form; forms share names of fields.
    fn wrong(&self, part: Part, field: &str) -> &str {
        match self.part {
            Some(refused) if refused == part => self.errors.of(field),
            _ => "",
        }
    }

    /// What was typed into a field of one form.
    fn typed<'a>(&'a self, part: Part, value: &'a str) -> &'a str {
        if self.part == Some(part) { value } else { "" }
    }
}

/// Draws a file, with what was typed where an act was refused.
pub(super) async fn draw(
    page: &Page,
    app: &App,
    me: &SignedIn,
    reference: &str,
    (doc, spot): (Option<i64>, &Spot),
    refused: Option<Refused>,
) -> Answer {
    let file = service::file(app, me.id, reference.to_owned()).await?;
    let (references, scope) = service::evidence(app, &file).await?;
    let notes = file_notes::list(app, &file).await?;
    let patterns = licence::patterns(app, file.application.category.profession()).await?;
    let unlike = patterns.unlike(&file.application.registration_number);
    let answers = checks::of_file(app, &file).await?;
    let shown = shown(&file, doc);
    let viewer = match shown {
        Some(document) => {
            let before = format!("doc={}&", document.id);
            Some(Viewer::open(app, me.id, document, spot, before).await?)
        }
        None => None,
    };
    let progress = tracker::progress(&file, page.now);
    let facts = Facts {
        file: &file,
        references: &references,
        answers: &answers,
        progress: progress.as_ref(),
        me: me.id,
    };
    let form = refused.as_ref().map(|refused| &refused.form);
    let ending = Ending::load(app, &file, form).await?;
    let again = refused.is_some();
    let typed = refused.as_ref().map_or(&[][..], |refused| &refused.marks);
    let template = FilePage {
        cx: page,
        viewer,
        rows: shown.map_or_else(Vec::new, |document| {
            rows(page, &file, document, &answers, (typed, unlike.as_deref()))
        }),
        shown,
        clocks: clock::read(&file.application, &file.events, page.now),
        missing: facts.next(page.t, page.lang),
        progress: progress.as_ref(),
        ending,
        references: &references,
        scope: scope.labels(page.t, page.lang),
        canned: reasons::all(app).await?,
        story: timeline::of(app, &file, &references, &notes, page.t, page.lang).await?,
        notes: &notes,
        officers: overview::list_officers(app).await?,
        shortcuts: views::shortcuts(app, me.id).await?,
        me: me.id,
        part: refused.as_ref().map(|refused| refused.part),
        errors: refused
            .as_ref()
            .map_or_else(FieldErrors::default, |refused| refused.errors.clone()),
        form: refused.map_or_else(ActForm::default, |refused| refused.form),
        facts,
        file: &file,
    };
    if again {
        page.form_again(false, &template)
    } else {
        page.html(&template)
    }
}

/// The document that the address names, else the first that waits for an officer.
fn shown(file: &File, doc: Option<i64>) -> Option<&Document> {
    let mut documents = file.documents.iter();
    match doc {
        Some(id) => documents
            .chain(&file.earlier)
            .find(|document| document.id == id),
        None => documents
            .find(|document| document.state == DocumentState::Uploaded)
            .or(file.documents.first()),
    }
}

/// The questions about a document, with what was answered.
pub(super) fn rows(
    page: &Page,
    file: &File,
    document: &Document,
    answers: &Answers,
    (typed, unlike): (&[(Question, Mark)], Option<&str>),
) -> Vec<Row> {
    let (t, lang) = (page.t, page.lang);
    let questions = Question::of(document.slot).iter();
    questions
        .map(|question| {
            let just_now = typed.iter().find(|(other, _)| other == question);
            let kept = answers
                .iter()
                .find(|(row, other, _)| *row == document.id && other == question);
            Row {
                question: *question,
                typed: checks::typed(*question, file, document, lang, t),
                hint: checks::hint(*question, file, document, (page.now.day(), unlike), t),
                mark: just_now
                    .map(|(_, mark)| *mark)
                    .or(kept.map(|(_, _, mark)| *mark)),
            }
        })
        .collect()
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

/// Back to the page after an act.
pub(super) fn back(page: &Page, reference: &str, flash: Flash) -> Answer {
    Ok(page.go_with(&format!("/office/applications/{reference}"), flash))
}
