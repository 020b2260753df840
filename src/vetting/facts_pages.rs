//! The page on which an applicant answers what an officer asked about something that they typed.

use super::facts::{self, AskedFact, Fact};
use super::service;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Texts;
use crate::web::form::line;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

type Answer = Result<HttpResponse, AppError>;

pub(super) fn routes() -> Vec<Route> {
    let path = "/{lang:zh|en}/application/facts";
    vec![
        get(path, Policy::Clinician, show),
        post(path, Policy::Clinician, save),
    ]
}

/// A fact with what stands in its box.
struct Question {
    asked: AskedFact,
    value: String,
}

#[derive(Template)]
#[template(path = "application/facts.html")]
struct FactsPage<'a> {
    cx: &'a Page,
    questions: Vec<Question>,
    errors: FieldErrors,
}

/// What is asked and not answered.
async fn open(app: &App, user: i64) -> Result<Vec<AskedFact>, AppError> {
    let file = service::own_file(app, user).await?;
    let mut asked = file.asked;
    asked.retain(|asked| asked.answered_at.is_none() && file.case.asked.contains(&asked.fact));
    Ok(if file.case.is_under_way() {
        asked
    } else {
        Vec::new()
    })
}

async fn show(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let asked = open(&app, user.id).await?;
    let questions = asked.into_iter().map(|asked| Question {
        value: asked.old_value.clone(),
        asked,
    });
    page.html(&FactsPage {
        cx: &page,
        questions: questions.collect(),
        errors: FieldErrors::default(),
    })
}

/// A value as it may be kept. Not everybody has a Chinese name.
fn parse(fact: Fact, typed: &str, t: &Texts, errors: &mut FieldErrors) -> Option<String> {
    let field = fact.as_str();
    match fact {
        Fact::RegistrationNumber => {
            errors.check(field, line(typed, 30), || t.error_registration_number())
        }
        Fact::NameEn => errors.check(field, line(typed, 100), || t.error_name_en()),
        Fact::NameZh if typed.trim().is_empty() => Some(String::new()),
        Fact::NameZh => errors.check(field, line(typed, 50), || t.error_name_zh()),
    }
}

async fn save(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    form: Form<Vec<(String, String)>>,
) -> Answer {
    let mut errors = FieldErrors::default();
    let mut answers = Vec::new();
    let mut questions = Vec::new();
    // Only what was asked is read; whatever else a form holds is nobody's business (R10).
    for asked in open(&app, user.id).await? {
        let mut fields = form.data.iter();
        let field = fields.find(|(name, _)| name == asked.fact.as_str());
        let typed = field.map_or("", |(_, value)| value.as_str()).to_owned();
        let value = parse(asked.fact, &typed, page.t, &mut errors);
        answers.extend(value.map(|value| (asked.fact, value)));
        questions.push(Question {
            asked,
            value: typed,
        });
    }
    if errors.is_empty() && !form.switching {
        facts::answer(&app, user.id, answers).await?;
        return Ok(page.go_with("/application", Flash::Saved));
    }
    if form.switching {
        errors = FieldErrors::default();
    }
    let template = FactsPage {
        cx: &page,
        questions,
        errors,
    };
    page.form_again(form.switching, &template)
}
