//! A member's own engagements.

use super::domain::needs_committee;
use super::kept;
use super::leave::{self as leaves, NoLeave};
use super::office_pages::{member_name, title};
use super::round_file::OwnRound;
use super::round_pages::{closed_text, lacking, post_name, state_name};
use super::round_store::Round;
use super::rounds;
use super::service::{self, File};
use super::store::Entry;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation::regimes::regime_name;
use crate::rulebook::answer::{Part, Teller};
use crate::rules::{Answered, Shown};
use crate::web::form::date;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of members.
pub fn routes() -> Vec<Route> {
    use Policy::Clinician;
    vec![
        get("/{lang:zh|en}/my-engagements", Clinician, mine),
        post("/{lang:zh|en}/my-engagements/{id}/leave", Clinician, leave),
        get("/{lang:zh|en}/my-rounds/{id}/notice", Clinician, notice),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LeaveForm {
    first_year: String,
    first_month: String,
    first_day: String,
    last_year: String,
    last_month: String,
    last_day: String,
}

#[derive(Template)]
#[template(path = "engagements/mine.html")]
struct MinePage<'a> {
    cx: &'a Page,
    files: Vec<File>,
    form: &'a LeaveForm,
    errors: FieldErrors,
}

impl MinePage<'_> {
    fn teller(&self, file: &File) -> Teller {
        Teller {
            regime: file.regime,
            lang: self.cx.lang,
        }
    }

    fn title(&self, file: &File, question: &str) -> String {
        title(&self.teller(file), question)
    }

    fn cited(&self, file: &File, entry: &Entry, answer: &Option<Answered>) -> String {
        kept::cited(&self.teller(file), entry, answer.as_ref())
    }

    fn parts(&self, file: &File, answer: &Shown) -> Vec<Part> {
        self.teller(file).parts(answer)
    }
}

async fn mine(page: Page, app: Data<App>, me: SignedIn) -> Answer {
    let files = service::own(&app, me.id).await?;
    page.html(&MinePage {
        cx: &page,
        files,
        form: &LeaveForm::default(),
        errors: FieldErrors::default(),
    })
}

async fn leave(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<LeaveForm>,
) -> Answer {
    let (t, data) = (page.t, &form.data);
    let files = service::own(&app, me.id).await?;
    if !files.iter().any(|file| file.engagement.id == path.1) {
        return Err(AppError::NotFound);
    }
    let mut errors = FieldErrors::default();
    let first = date(&data.first_year, &data.first_month, &data.first_day);
    let first = errors.check("first", first, || t.error_engagement_date());
    let last = date(&data.last_year, &data.last_month, &data.last_day);
    let last = errors.check("last", last, || t.error_engagement_date());
    if let (Some(first), Some(last), false) = (first, last, form.switching) {
        match leaves::ask_leave(&app, me.id, path.1, first, last).await? {
            Ok(()) => return Ok(page.go_with("/my-engagements", Flash::Saved)),
            Err(NoLeave::Days) => errors.add("first", t.error_engagement_days()),
            Err(NoLeave::Overlaps) => errors.add("first", t.error_engagement_overlaps()),
            Err(NoLeave::TooMany(left)) => errors.add("first", t.error_engagement_left(left)),
        }
    }
    let errors = if form.switching {
        FieldErrors::default()
    } else {
        errors
    };
    page.form_again(
        form.switching,
        &MinePage {
            cx: &page,
            files,
            form: data,
            errors,
        },
    )
}

/// What became of somebody in a round, and why; empty while nothing is decided.
fn outcome(one: &OwnRound, t: &crate::i18n::Texts) -> String {
    let (round, place) = (&one.round, one.candidate.row.place);
    let appointed = round.appointed == Some(one.candidate.engagement.id);
    match (round.state.as_str(), place, one.candidate.eligible) {
        ("void", _, _) => t.round_void_text(),
        ("closed", _, _) => closed_text(round.closed_because.as_deref().unwrap_or_default(), t),
        ("appointed", _, _) if appointed => t.round_own_appointed(),
        ("listed" | "appointed", _, Some(false)) => t.round_own_not_eligible(),
        ("listed", Some(place), _) => t.round_own_listed(place),
        ("appointed", Some(place), _) => t.round_own_another(place),
        ("listed" | "appointed", None, _) => t.round_own_lower(),
        _ => t.round_own_open(),
    }
}

#[derive(Template)]
#[template(path = "engagements/own_notice.html")]
struct NoticePage<'a> {
    cx: &'a Page,
    round: Round,
    member: (String, String),
}

/// One's own notice; of others' there is none.
async fn notice(page: Page, app: Data<App>, me: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let (round, member) = rounds::own_notice(&app, me.id, path.1).await?;
    page.html(&NoticePage {
        cx: &page,
        round,
        member,
    })
}
