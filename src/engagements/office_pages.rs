//! An officer's pages of engagements.

use super::domain::{self, State, needs_committee, questions};
use super::kept;
use super::known;
use super::leave as leaves;
use super::service::{self, File, NotOpened, Opening};
use super::store::{Engagement, Entry};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation::regimes::regime_name;
use crate::organisation::settings::{self, Hospital};
use crate::rulebook::answer::{Part, Teller};
use crate::rulebook::calculator::{Reader, fill};
use crate::rulebook::controls::{Group, Kind, Maker, Typed};
use crate::rulebook::refused::{self, Refused};
use crate::rulebook::texts;
use crate::rules::{Answered, Sheet, sheets};
use crate::web::form::date;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of officers.
pub fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        get("/{lang:zh|en}/office/engagements", Officer, all),
        get("/{lang:zh|en}/office/engagements/new", Officer, new),
        post("/{lang:zh|en}/office/engagements/new", Officer, open),
        get("/{lang:zh|en}/office/engagements/{id}", Officer, file),
        post(
            "/{lang:zh|en}/office/engagements/{id}/state",
            Officer,
            advance,
        ),
        get(
            "/{lang:zh|en}/office/engagements/{id}/enter/{question}",
            Officer,
            ask,
        ),
        post(
            "/{lang:zh|en}/office/engagements/{id}/enter/{question}",
            Officer,
            enter,
        ),
        post(
            "/{lang:zh|en}/office/engagements/{id}/confirm",
            Officer,
            confirm,
        ),
        post(
            "/{lang:zh|en}/office/engagements/{id}/leave",
            Officer,
            leave,
        ),
    ]
}

#[derive(Template)]
#[template(path = "engagements/all.html")]
struct AllPage<'a> {
    cx: &'a Page,
    engagements: Vec<Engagement>,
}

/// A member's name for readers of a language.
pub(super) fn member_name((en, zh): &(String, String), lang: Lang) -> &str {
    if lang == Lang::Zh && !zh.is_empty() {
        zh
    } else {
        en
    }
}

async fn all(page: Page, app: Data<App>) -> Answer {
    let engagements = service::list(&app).await?;
    page.html(&AllPage {
        cx: &page,
        engagements,
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct OpenForm {
    reference: String,
    hospital: String,
    state: String,
    starts_year: String,
    starts_month: String,
    starts_day: String,
}

#[derive(Template)]
#[template(path = "engagements/new.html")]
struct NewPage<'a> {
    cx: &'a Page,
    hospitals: Vec<Hospital>,
    form: &'a OpenForm,
    errors: FieldErrors,
}

/// How an engagement may begin.
const BEGINNINGS: [State; 3] = [State::Reserve, State::Probation, State::Engaged];

async fn hospitals(app: &App) -> Result<Vec<Hospital>, AppError> {
    let mut hospitals = settings::list(app).await?;
    hospitals.retain(|hospital| !domain::questions(hospital.regime).is_empty());
    Ok(hospitals)
}

async fn new(page: Page, app: Data<App>) -> Answer {
    page.html(&NewPage {
        cx: &page,
        hospitals: hospitals(&app).await?,
        form: &OpenForm::default(),
        errors: FieldErrors::default(),
    })
}

fn read(page: &Page, form: &OpenForm, errors: &mut FieldErrors) -> Option<Opening> {
    let t = page.t;
    let reference = crate::web::form::line(&form.reference, 40);
    let reference = errors.check("reference", reference, || t.error_engagement_reference());
    let hospital = errors.check("hospital", form.hospital.parse().ok(), || {
        t.error_engagement_hospital()
    });
    let state = State::parse(&form.state).filter(|state| BEGINNINGS.contains(state));
    let state = errors.check("state", state, || t.error_engagement_state());
    let starts = date(&form.starts_year, &form.starts_month, &form.starts_day);
    let starts = errors.check("starts", starts, || t.error_engagement_date());
    Some(Opening {
        reference: reference?,
        hospital: hospital?,
        state: state?,
        starts_on: starts?,
    })
}

async fn open(page: Page, app: Data<App>, me: SignedIn, form: Form<OpenForm>) -> Answer {
    let t = page.t;
    let mut errors = FieldErrors::default();
    if !form.switching
        && let Some(opening) = read(&page, &form.data, &mut errors)
    {
        match service::open(&app, me.id, opening).await? {
            Ok(id) => return Ok(page.go_with(&format!("/office/engagements/{id}"), Flash::Saved)),
            Err(NotOpened::NoMember) => errors.add("reference", t.error_engagement_reference()),
            Err(NotOpened::NoContract) => errors.add("hospital", t.error_engagement_hospital()),
            Err(NotOpened::Twice) => errors.add("hospital", t.error_engagement_twice()),
        }
    }
    page.form_again(
        form.switching,
        &NewPage {
            cx: &page,
            hospitals: hospitals(&app).await?,
            form: &form.data,
            errors,
        },
    )
}

#[derive(Template)]
#[template(path = "engagements/file.html")]
struct FilePage<'a> {
    cx: &'a Page,
    file: File,
    teller: Teller,
    me: i64,
}

impl FilePage<'_> {
    fn title(&self, question: &str) -> String {
        title(&self.teller, question)
    }

    fn parts(&self, answer: &crate::rules::Shown) -> Vec<Part> {
        self.teller.parts(answer)
    }

    fn cited(&self, entry: &Entry, answer: &Option<Answered>) -> String {
        kept::cited(&self.teller, entry, answer.as_ref())
    }
}

/// What a question is about.
pub(super) fn title(teller: &Teller, question: &str) -> String {
    let text = texts::of(teller.regime).questions.get(question);
    text.map_or_else(
        || question.to_owned(),
        |text| text.title.text(teller.lang).to_owned(),
    )
}

/// Where its rule stands.
pub(super) fn articles(teller: &Teller, question: &str) -> String {
    let sheet = sheets(teller.regime)
        .into_iter()
        .find(|sheet| sheet.name == question);
    let articles = sheet.map_or(&[][..], |sheet| sheet.articles).iter();
    let articles: Vec<String> = articles.map(|article| teller.article(article)).collect();
    teller.lang.list(&articles)
}

async fn file(page: Page, app: Data<App>, me: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let file = service::file(&app, me.id, path.1).await?;
    page.html(&FilePage {
        cx: &page,
        teller: Teller {
            regime: file.regime,
            lang: page.lang,
        },
        me: me.id,
        file,
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct StateForm {
    to: String,
}

async fn advance(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<StateForm>,
) -> Answer {
    let to = State::parse(&form.data.to).ok_or(AppError::Invalid("no such state"))?;
    service::advance(&app, me.id, path.1, to).await?;
    Ok(page.go_with(&format!("/office/engagements/{}", path.1), Flash::Recorded))
}

#[derive(Template)]
#[template(path = "engagements/enter.html")]
struct EnterPage<'a> {
    cx: &'a Page,
    file: File,
    question: &'a str,
    teller: Teller,
    groups: Vec<Group>,
    refused: Option<Refused>,
}

fn sheet(file: &File, question: &str) -> Result<Sheet, AppError> {
    let known = domain::questions(file.regime).contains(&question);
    let sheets = sheets(file.regime).into_iter();
    sheets
        .filter(|_| known)
        .find(|sheet| sheet.name == question)
        .ok_or(AppError::NotFound)
}

fn groups(file: &File, lang: Lang, sheet: &Sheet, typed: &Typed) -> Vec<Group> {
    let maker = Maker {
        regime: file.regime,
        lang,
        typed,
    };
    maker.groups(&sheet.fields)
}

async fn ask(page: Page, app: Data<App>, me: SignedIn, path: Path<(Lang, i64, String)>) -> Answer {
    let file = service::file(&app, me.id, path.1).await?;
    let sheet = sheet(&file, &path.2)?;
    // What was given last time is proposed again, and over it what is known.
    let mut typed = Typed::new();
    let first = known::first(&file, &path.2);
    fill(&sheet.fields, &first, "", &mut typed);
    page.html(&EnterPage {
        cx: &page,
        question: &path.2,
        teller: Teller {
            regime: file.regime,
            lang: page.lang,
        },
        groups: groups(&file, page.lang, &sheet, &typed),
        refused: None,
        file,
    })
}

async fn enter(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64, String)>,
    form: Form<Typed>,
) -> Answer {
    let file = service::file(&app, me.id, path.1).await?;
    let sheet = sheet(&file, &path.2)?;
    let given = Reader(&form.data).object(&sheet.fields, "");
    let mut refused = None;
    let teller = Teller {
        regime: file.regime,
        lang: page.lang,
    };
    if !form.switching {
        match service::enter(&app, me.id, path.1, path.2.clone(), given).await? {
            Ok(()) => {
                return Ok(
                    page.go_with(&format!("/office/engagements/{}", path.1), Flash::Recorded)
                );
            }
            Err(fault) => refused = Some(refused::told(&teller, &sheet.fields, fault)),
        }
    }
    page.form_again(
        form.switching,
        &EnterPage {
            cx: &page,
            question: &path.2,
            teller,
            groups: groups(&file, page.lang, &sheet, &form.data),
            refused,
            file,
        },
    )
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RowForm {
    row: i64,
    act: String,
}

async fn confirm(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<RowForm>,
) -> Answer {
    service::confirm(&app, me.id, path.1, form.data.row).await?;
    Ok(page.go_with(&format!("/office/engagements/{}", path.1), Flash::Recorded))
}

async fn leave(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<RowForm>,
) -> Answer {
    let grant = match form.data.act.as_str() {
        "grant" => true,
        "refuse" => false,
        _ => return Err(AppError::Invalid("no such decision")),
    };
    leaves::decide_leave(&app, me.id, path.1, form.data.row, grant).await?;
    Ok(page.go_with(&format!("/office/engagements/{}", path.1), Flash::Recorded))
}
