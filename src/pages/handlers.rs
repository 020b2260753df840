//! The explaining pages.

use crate::accounts::service::COLLECTION_STATEMENT;
use crate::app::App;
use crate::credentials::Slot;
use crate::domain::Category;
use crate::error::AppError;
use crate::stats::{self, domain::Figures};
use crate::web::Page;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

type Answer = Result<HttpResponse, AppError>;

#[derive(Template)]
#[template(path = "pages/start.html")]
struct StartPage<'a> {
    cx: &'a Page,
    now: Figures,
}

impl StartPage<'_> {
    /// What a rank must prove, as one phrase.
    fn documents(&self, category: Category) -> String {
        let names: Vec<String> = Slot::needed(category)
            .iter()
            .map(|slot| slot.label(self.cx.t))
            .collect();
        self.cx.lang.list(&names)
    }
}

pub(super) async fn start(page: Page, app: Data<App>) -> Answer {
    let now = stats::figures(&app).await?;
    page.html(&StartPage { cx: &page, now })
}

#[derive(Template)]
#[template(path = "pages/how_it_works.html")]
struct HowPage<'a> {
    cx: &'a Page,
}

pub(super) async fn how_it_works(page: Page) -> Answer {
    page.html(&HowPage { cx: &page })
}

#[derive(Template)]
#[template(path = "pages/help.html")]
struct HelpPage<'a> {
    cx: &'a Page,
}

pub(super) async fn help(page: Page) -> Answer {
    page.html(&HelpPage { cx: &page })
}

#[derive(Template)]
#[template(path = "pages/privacy.html")]
struct PrivacyPage<'a> {
    cx: &'a Page,
    version: &'static str,
    kept: Vec<(String, String)>,
}

pub(super) async fn privacy(page: Page) -> Answer {
    page.html(&PrivacyPage {
        cx: &page,
        version: COLLECTION_STATEMENT,
        kept: crate::privacy::kept(page.t),
    })
}

#[derive(Template)]
#[template(path = "pages/accessibility.html")]
struct AccessibilityPage<'a> {
    cx: &'a Page,
}

pub(super) async fn accessibility(page: Page) -> Answer {
    page.html(&AccessibilityPage { cx: &page })
}
