//! The page of saved searches: what a member keeps, whether they hear of it, and saving another.

use super::filter::Filter;
use super::searches::{self, Search, Told};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::web::form::line;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of saved searches.
pub fn routes() -> Vec<Route> {
    use Policy::Member;
    vec![
        get("/{lang:zh|en}/my-shifts/searches", Member, show),
        post("/{lang:zh|en}/my-shifts/searches", Member, save),
        post("/{lang:zh|en}/my-shifts/searches/{id}", Member, tell),
        post(
            "/{lang:zh|en}/my-shifts/searches/{id}/remove",
            Member,
            remove,
        ),
    ]
}

impl Told {
    pub(super) fn label(self, t: &Texts) -> String {
        match self {
            Self::Never => t.search_never(),
            Self::Daily => t.search_daily(),
            Self::AtOnce => t.search_at_once(),
        }
    }
}

/// As typed; `q` is the board's address as the board's link gives it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct SearchForm {
    q: String,
    name: String,
    told: String,
}

#[derive(Template)]
#[template(path = "shifts/searches.html")]
struct SearchesPage<'a> {
    cx: &'a Page,
    searches: Vec<Search>,
    form: &'a SearchForm,
    errors: FieldErrors,
}

impl SearchesPage<'_> {
    fn board(&self, query: &str) -> String {
        format!("{}?{query}", self.cx.href("/shifts"))
    }
}

async fn list(app: &App, user: i64) -> Result<Vec<Search>, AppError> {
    app.db
        .read(move |conn| Ok::<_, AppError>(searches::list(conn, user)?))
        .await
}

async fn show(page: Page, app: Data<App>, user: SignedIn, query: Query<SearchForm>) -> Answer {
    page.html(&SearchesPage {
        cx: &page,
        searches: list(&app, user.id).await?,
        form: &query,
        errors: FieldErrors::default(),
    })
}

async fn save(page: Page, app: Data<App>, user: SignedIn, form: Form<SearchForm>) -> Answer {
    let (t, mut errors) = (page.t, FieldErrors::default());
    let name = errors.check("name", line(&form.data.name, 60), || t.error_search_name());
    let told = errors.check("told", Told::parse(&form.data.told), || {
        t.error_search_told()
    });
    if let (Some(name), Some(told), false) = (name, told, form.switching) {
        let filter = Filter::parse(&form.data.q).filter;
        searches::save(&app, user.id, name, &filter, told).await?;
        return Ok(page.go_with("/my-shifts/searches", Flash::Saved));
    }
    let errors = if form.switching {
        FieldErrors::default()
    } else {
        errors
    };
    page.form_again(
        form.switching,
        &SearchesPage {
            cx: &page,
            searches: list(&app, user.id).await?,
            form: &form.data,
            errors,
        },
    )
}

async fn tell(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<SearchForm>,
) -> Answer {
    let told = Told::parse(&form.data.told).ok_or(AppError::Invalid("no way of being told"))?;
    searches::tell(&app, user.id, path.1, told).await?;
    Ok(page.go_with("/my-shifts/searches", Flash::Saved))
}

async fn remove(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    searches::remove(&app, user.id, path.1).await?;
    Ok(page.go_with("/my-shifts/searches", Flash::Saved))
}
