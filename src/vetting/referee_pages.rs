//! Pages of a former unit: a form of two minutes behind a one-time link, no account.

use super::enquiry::{self, Answer as UnitAnswer, Aspect, Capacity, Opened, Plain, Rating};
use super::suspicion::Witness;
use crate::accounts::domain::Email;
use crate::accounts::sightings::Trace;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::web::cookies::Jar;
use crate::web::form::{line, lines};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Form, Page, Press, Who};
use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes behind an enquiry's link.
pub fn routes() -> Vec<Route> {
    use Policy::{Link, Public};
    vec![
        get("/{lang:zh|en}/r/done", Public, done),
        get("/{lang:zh|en}/r/{token}", Link, show),
        post("/{lang:zh|en}/r/{token}", Link, answer),
        get("/{lang:zh|en}/r/{token}/colleague", Link, show_colleague),
        post("/{lang:zh|en}/r/{token}/colleague", Link, name_colleague),
        post("/{lang:zh|en}/r/{token}/decline", Link, decline),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AnswerForm {
    worked_here: String,
    differs: String,
    capacity: String,
    competence: String,
    safety: String,
    documentation: String,
    teamwork: String,
    punctuality: String,
    have_back: String,
    comment: String,
    call: String,
    signed: String,
}

impl AnswerForm {
    fn rating(&self, aspect: &Aspect) -> &str {
        match aspect {
            Aspect::Competence => &self.competence,
            Aspect::Safety => &self.safety,
            Aspect::Documentation => &self.documentation,
            Aspect::Teamwork => &self.teamwork,
            Aspect::Punctuality => &self.punctuality,
        }
    }
}

#[derive(Template)]
#[template(path = "referee/form.html")]
struct FormPage<'a> {
    cx: &'a Page,
    opened: &'a Opened,
    form: &'a AnswerForm,
    errors: FieldErrors,
}

/// The address holds the token: it goes nowhere else.
fn private(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(
        header::REFERRER_POLICY,
        header::HeaderValue::from_static("no-referrer"),
    );
    response
}

async fn show(page: Page, app: Data<App>, path: Path<(Lang, String)>) -> Answer {
    let opened = enquiry::look(&app, path.into_inner().1, page.lang).await?;
    let form = AnswerForm::default();
    page.html(&FormPage {
        cx: &page,
        opened: &opened,
        form: &form,
        errors: FieldErrors::default(),
    })
    .map(private)
}

fn parse(page: &Page, form: &AnswerForm, errors: &mut FieldErrors) -> Option<UnitAnswer> {
    let t = page.t;
    let worked_here = errors.check("worked_here", Plain::parse(&form.worked_here), || {
        t.error_answer()
    });
    let differs = match worked_here {
        // "No" without what differs would make the office telephone.
        Some(Plain::No) => errors.check("differs", lines(&form.differs, 500), || t.error_differs()),
        _ => Some(lines(&form.differs, 500).unwrap_or_default()),
    };
    let capacity = errors.check("capacity", Capacity::parse(&form.capacity), || {
        t.error_capacity()
    });
    let mut ratings = Vec::new();
    for aspect in Aspect::ALL {
        let rating = Rating::parse(form.rating(aspect));
        ratings.extend(errors.check(aspect.as_str(), rating, || t.error_rating(aspect.label(t))));
    }
    let have_back = errors.check("have_back", Plain::parse(&form.have_back), || {
        t.error_answer()
    });
    let comment = if form.comment.trim().is_empty() {
        Some(String::new())
    } else {
        errors.check("comment", lines(&form.comment, 2000), || t.error_comment())
    };
    let signed = errors.check("signed", line(&form.signed, 100), || t.error_signed());
    errors.is_empty().then_some(())?;
    Some(UnitAnswer {
        worked_here: worked_here?,
        differs: differs?,
        capacity: Some(capacity?),
        ratings,
        have_back: have_back?,
        comment: comment?,
        call: form.call == "yes",
        signed: signed?,
    })
}

async fn answer(
    page: Page,
    app: Data<App>,
    path: Path<(Lang, String)>,
    who: Who,
    request: HttpRequest,
    form: Form<AnswerForm>,
) -> Answer {
    let token = path.into_inner().1;
    let mut errors = FieldErrors::default();
    match parse(&page, &form.data, &mut errors) {
        Some(answer) if !form.switching => {
            let witness = Witness {
                trace: Trace::of(&app, &request),
                user: who.user().map(|user| user.id),
                device: Jar::Device.read(&app, &request),
            };
            enquiry::answer(&app, token, answer, witness).await?;
            Ok(private(page.go("/r/done")))
        }
        _ => {
            let errors = if form.switching {
                FieldErrors::default()
            } else {
                errors
            };
            let opened = enquiry::look(&app, token, page.lang).await?;
            let template = FormPage {
                cx: &page,
                opened: &opened,
                form: &form.data,
                errors,
            };
            page.form_again(form.switching, &template).map(private)
        }
    }
}

async fn decline(page: Page, app: Data<App>, path: Path<(Lang, String)>, _: Press) -> Answer {
    enquiry::decline(&app, path.into_inner().1).await?;
    Ok(private(page.go("/r/done")))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ColleagueForm {
    name: String,
    email: String,
}

#[derive(Template)]
#[template(path = "referee/colleague.html")]
struct ColleaguePage<'a> {
    cx: &'a Page,
    opened: &'a Opened,
    form: &'a ColleagueForm,
    errors: FieldErrors,
}

impl ColleaguePage<'_> {
    /// The page of the answer.
    fn back(&self) -> &str {
        self.cx.path.trim_end_matches("/colleague")
    }
}

async fn show_colleague(page: Page, app: Data<App>, path: Path<(Lang, String)>) -> Answer {
    let opened = enquiry::look(&app, path.into_inner().1, page.lang).await?;
    page.html(&ColleaguePage {
        cx: &page,
        opened: &opened,
        form: &ColleagueForm::default(),
        errors: FieldErrors::default(),
    })
    .map(private)
}

async fn name_colleague(
    page: Page,
    app: Data<App>,
    path: Path<(Lang, String)>,
    form: Form<ColleagueForm>,
) -> Answer {
    let token = path.into_inner().1;
    let mut errors = FieldErrors::default();
    if !form.switching {
        let name = errors.check("name", line(&form.data.name, 100), || page.t.error_signed());
        let email = errors.check("email", Email::parse(&form.data.email), || {
            page.t.error_colleague_email()
        });
        if let (Some(name), Some(email)) = (name, email) {
            enquiry::redirect(&app, token, name, email).await?;
            return Ok(private(page.go("/r/done")));
        }
    }
    let opened = enquiry::look(&app, token, page.lang).await?;
    let template = ColleaguePage {
        cx: &page,
        opened: &opened,
        form: &form.data,
        errors,
    };
    page.form_again(form.switching, &template).map(private)
}

#[derive(Template)]
#[template(path = "referee/done.html")]
struct DonePage<'a> {
    cx: &'a Page,
}

async fn done(page: Page) -> Answer {
    page.html(&DonePage { cx: &page })
}
