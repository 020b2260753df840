//! The office's pages of payroll.

use super::payroll::{self, Due, Sheet};
use super::reckon::{self, Working};
use super::runs::{Run, RunState};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::web::form::line;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of payroll.
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        get("/{lang:zh|en}/office/payroll", Officer, show),
        post("/{lang:zh|en}/office/payroll", Officer, make),
        get("/{lang:zh|en}/office/payroll/{id}", Officer, show_run),
        get("/{lang:zh|en}/office/payroll/{id}/payroll.csv", Officer, csv),
        post("/{lang:zh|en}/office/payroll/{id}/release", Officer, release),
        post("/{lang:zh|en}/office/payroll/{id}/discard", Officer, discard),
        post("/{lang:zh|en}/office/payroll/{id}/paid", Officer, paid),
    ]
}

#[derive(Template)]
#[template(path = "pay/payroll.html")]
struct PayrollPage<'a> {
    cx: &'a Page,
    due: Vec<Due>,
    runs: Vec<Run>,
}

async fn show(page: Page, app: Data<App>) -> Answer {
    let (due, runs) = payroll::overview(&app).await?;
    page.html(&PayrollPage {
        cx: &page,
        due,
        runs,
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct MakeForm {
    currency: String,
}

async fn make(page: Page, app: Data<App>, user: SignedIn, form: Form<MakeForm>) -> Answer {
    let currency =
        line(&form.data.currency, 3).ok_or(AppError::Invalid("a currency has three letters"))?;
    let run = payroll::make(&app, user.id, currency).await?;
    Ok(page.go_with(&format!("/office/payroll/{run}"), Flash::Recorded))
}

#[derive(Template)]
#[template(path = "pay/run.html")]
struct RunPage<'a> {
    cx: &'a Page,
    sheet: Sheet,
    me: i64,
}

impl RunPage<'_> {
    fn hours(&self, working: &Working) -> String {
        match working {
            Working::Worked(worked) => reckon::hours(worked.minutes),
            Working::Allowance(_) => "–".to_owned(),
        }
    }

    fn total(&self) -> String {
        let currency = &self.sheet.run.currency;
        self.cx.lang.money(self.sheet.cents(), currency)
    }
}

impl Run {
    /// Where it stands, in words.
    pub(crate) fn label(&self, cx: &Page) -> String {
        let t = cx.t;
        match self.state {
            RunState::Made => t.payroll_made(),
            RunState::Released => t.payroll_released(),
            RunState::Paid => t.payroll_paid(),
            RunState::Discarded => t.payroll_discarded(),
        }
    }
}

async fn show_run(page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let sheet = payroll::sheet(&app, path.1).await?;
    page.html(&RunPage {
        cx: &page,
        sheet,
        me: user.id,
    })
}

async fn csv(app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let text = payroll::csv(&app, user.id, path.1).await?;
    let name = format!("attachment; filename=\"payroll-{}.csv\"", path.1);
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(text))
}

async fn release(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    payroll::release(&app, user.id, path.1).await?;
    Ok(page.go_with(&format!("/office/payroll/{}", path.1), Flash::Recorded))
}

async fn discard(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    payroll::discard(&app, user.id, path.1).await?;
    Ok(page.go_with("/office/payroll", Flash::Recorded))
}

async fn paid(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    payroll::paid(&app, user.id, path.1).await?;
    Ok(page.go_with(&format!("/office/payroll/{}", path.1), Flash::Recorded))
}
