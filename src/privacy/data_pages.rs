//! Pages on which people ask for a copy of their data, and for its erasure.

use super::exporting::{self, Export, State};
use super::{erasure, periods};
use crate::accounts::own;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::web::cookies::Jar;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    use Policy::Clinician;
    vec![
        get("/{lang:zh|en}/account/data", Clinician, show),
        post("/{lang:zh|en}/account/data", Clinician, ask),
        get("/{lang:zh|en}/account/data/{id}", Clinician, fetch),
        get("/{lang:zh|en}/account/erase", Clinician, show_erase),
        post("/{lang:zh|en}/account/erase", Clinician, erase),
    ]
}

/// The table of periods in words, for the pages that show it.
pub(crate) fn kept(t: &Texts) -> Vec<(String, String)> {
    let lines = periods::PERIODS.iter();
    lines
        .map(|(what, span)| (what.label(t), span.label(t)))
        .collect()
}

#[derive(Template)]
#[template(path = "privacy/data.html")]
struct DataPage<'a> {
    cx: &'a Page,
    latest: Option<Export>,
    may_erase: bool,
    due_if_now: NaiveDate,
    kept: Vec<(String, String)>,
}

/// What the page says about the copy.
enum Stage<'a> {
    /// It is being made.
    Making(&'a Export),
    /// It can be fetched.
    Ready(&'a Export),
    /// One can be asked for; whether the last one failed, and whether there was one.
    Open(bool, bool),
}

impl DataPage<'_> {
    fn stage(&self) -> Stage<'_> {
        match &self.latest {
            Some(export) if matches!(export.state, State::Waiting | State::Running) => {
                Stage::Making(export)
            }
            Some(export) if export.state == State::Ready => Stage::Ready(export),
            Some(export) => Stage::Open(export.state == State::Failed, true),
            None => Stage::Open(false, false),
        }
    }
}

async fn show(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let (latest, may_erase) = app
        .db
        .read(move |conn| {
            let latest = exporting::find_latest(conn, user.id)?;
            Ok::<_, AppError>((latest, erasure::may_ask(conn, user.id)?))
        })
        .await?;
    page.html(&DataPage {
        cx: &page,
        latest,
        may_erase,
        due_if_now: crate::clock::add_days(page.now.day(), periods::COPY_WITHIN),
        kept: kept(page.t),
    })
}

async fn ask(page: Page, app: Data<App>, user: SignedIn, _: Press) -> Answer {
    exporting::ask(&app, user.id).await?;
    Ok(page.go_with("/account/data", Flash::Recorded))
}

async fn fetch(app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let (_, id) = path.into_inner();
    let plain = exporting::fetch(&app, user.id, id).await?;
    let disposition = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename("my-data.zip".to_owned())],
    };
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header(disposition)
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ))
        .body(plain))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct EraseForm {
    password: String,
    sure: String,
}

#[derive(Template)]
#[template(path = "privacy/erase.html")]
struct ErasePage<'a> {
    cx: &'a Page,
    may_erase: bool,
    sure: bool,
    errors: FieldErrors,
}

async fn may_erase(app: &App, user: i64) -> Result<bool, AppError> {
    app.db
        .read(move |conn| erasure::may_ask(conn, user).map_err(AppError::from))
        .await
}

async fn show_erase(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    page.html(&ErasePage {
        cx: &page,
        may_erase: may_erase(&app, user.id).await?,
        sure: false,
        errors: FieldErrors::default(),
    })
}

async fn erase(page: Page, app: Data<App>, user: SignedIn, form: Form<EraseForm>) -> Answer {
    let mut errors = FieldErrors::default();
    let sure = form.data.sure == "yes";
    if !form.switching {
        if !sure {
            errors.add("sure", page.t.erase_error_sure());
        }
        if !own::knows_password(&app, user.id, &form.data.password).await? {
            errors.add("password", page.t.account_password_wrong());
        }
        if errors.is_empty() {
            erasure::ask(&app, &user).await?;
            let mut answer = page.go_with("/sign-in", Flash::Erased);
            answer
                .add_cookie(&Jar::Session.clear(&app))
                .map_err(|error| anyhow::anyhow!("cookie: {error}"))?;
            return Ok(answer);
        }
    }
    let template = ErasePage {
        cx: &page,
        may_erase: may_erase(&app, user.id).await?,
        sure,
        errors,
    };
    page.form_again(form.switching, &template)
}
