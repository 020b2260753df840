//! Who does what: taking the next file, giving files to officers, one or many, and how an officer likes
//! to work.

use super::queue::Filter;
use super::views::{self, SavedView};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::vetting::overview::{self, Named};
use crate::vetting::{assigning, reminders};
use crate::web::form::line;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        post("/{lang:zh|en}/office/next", Officer, take_next),
        post("/{lang:zh|en}/office/bulk", Officer, bulk),
        post(
            "/{lang:zh|en}/office/applications/{reference}/assign",
            Officer,
            assign,
        ),
        get("/{lang:zh|en}/office/settings", Officer, show_settings),
        post("/{lang:zh|en}/office/settings", Officer, save_settings),
        post("/{lang:zh|en}/office/hand-over", Officer, hand_over),
        post("/{lang:zh|en}/office/views", Officer, save_view),
        post(
            "/{lang:zh|en}/office/views/{id}/forget",
            Officer,
            forget_view,
        ),
    ]
}

async fn take_next(page: Page, app: Data<App>, me: SignedIn, _: Press) -> Answer {
    Ok(match assigning::next(&app, me.id).await? {
        Some(reference) => page.go(&format!("/office/applications/{reference}")),
        None => page.go_with("/office/applications", Flash::NothingFree),
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct OfficerForm {
    officer: String,
}

impl OfficerForm {
    /// The officer's row.
    fn officer(&self) -> Result<i64, AppError> {
        let officer = self.officer.parse();
        officer.map_err(|_| AppError::Invalid("no officer was chosen"))
    }
}

async fn assign(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, String)>,
    form: Form<OfficerForm>,
) -> Answer {
    let officer = form.data.officer()?;
    assigning::assign(&app, me.id, path.1.clone(), officer).await?;
    let there = format!("/office/applications/{}", path.1);
    Ok(page.go_with(&there, Flash::Recorded))
}

/// As many as a page of the queue shows.
const MOST: usize = 50;

/// Assigns or reminds several files. It never decides anything.
async fn bulk(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    form: Form<Vec<(String, String)>>,
) -> Answer {
    let field = |wanted: &str| {
        let found = form.data.iter().find(|(name, _)| name == wanted);
        found.map_or("", |(_, value)| value.as_str())
    };
    let files = form.data.iter().filter(|(name, _)| name == "file");
    let files: Vec<String> = files.map(|(_, value)| value.clone()).take(MOST).collect();
    let all = files.len();
    let done = match field("act") {
        _ if files.is_empty() => 0,
        "remind" => {
            let mut reminded = 0;
            for reference in files {
                match reminders::remind_file(&app, me.id, reference).await {
                    Ok(0) | Err(AppError::Forbidden(_) | AppError::NotFound) => {}
                    Ok(_) => reminded += 1,
                    Err(error) => return Err(error),
                }
            }
            reminded
        }
        "assign" => {
            let officer = OfficerForm {
                officer: field("officer").to_owned(),
            };
            assigning::assign_all(&app, me.id, files, officer.officer()?).await?
        }
        _ => return Err(AppError::Invalid("an act for several files")),
    };
    let view = Filter::parse(field("view")).query();
    Ok(page.go(&format!("/office/applications?{view}&done={done}&of={all}")))
}

#[derive(Template)]
#[template(path = "office/settings.html")]
struct SettingsPage<'a> {
    cx: &'a Page,
    shortcuts: bool,
    views: Vec<SavedView>,
    officers: Vec<Named>,
    mine: i64,
    me: i64,
    errors: FieldErrors,
}

async fn show_settings(page: Page, app: Data<App>, me: SignedIn) -> Answer {
    draw_settings(&page, &app, &me, None).await
}

async fn draw_settings(
    page: &Page,
    app: &App,
    me: &SignedIn,
    refused: Option<FieldErrors>,
) -> Answer {
    let again = refused.is_some();
    let template = SettingsPage {
        cx: page,
        shortcuts: views::shortcuts(app, me.id).await?,
        views: views::list(app, me.id).await?,
        officers: overview::list_officers(app).await?,
        mine: assigning::count_of(app, me.id).await?,
        me: me.id,
        errors: refused.unwrap_or_default(),
    };
    if again {
        page.form_again(false, &template)
    } else {
        page.html(&template)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SettingsForm {
    shortcuts: String,
}

async fn save_settings(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    form: Form<SettingsForm>,
) -> Answer {
    views::set_shortcuts(&app, me.id, form.data.shortcuts == "yes").await?;
    Ok(page.go_with("/office/settings", Flash::Saved))
}

/// Everything of the reader's to a colleague: for leave, and for leaving.
async fn hand_over(page: Page, app: Data<App>, me: SignedIn, form: Form<OfficerForm>) -> Answer {
    match form.data.officer.parse() {
        Ok(officer) if officer != me.id => {
            let done = assigning::hand_over(&app, me.id, officer).await?;
            let there =
                format!("/office/applications?ball=all&owner={officer}&done={done}&of={done}");
            Ok(page.go(&there))
        }
        _ => {
            let mut errors = FieldErrors::default();
            errors.add("officer", page.t.error_officer());
            draw_settings(&page, &app, &me, Some(errors)).await
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ViewForm {
    name: String,
    view: String,
}

/// Keeps the filter that is shown under a name. Without one nothing is kept.
async fn save_view(page: Page, app: Data<App>, me: SignedIn, form: Form<ViewForm>) -> Answer {
    let view = Filter {
        page: 1,
        ..Filter::parse(&form.data.view)
    };
    let name = line(&form.data.name, 60).ok_or(AppError::Invalid("a view without a name"))?;
    views::save(&app, me.id, name, view.query()).await?;
    let there = format!("/office/applications?{}", view.query());
    Ok(page.go_with(&there, Flash::Saved))
}

async fn forget_view(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    views::forget(&app, me.id, path.1).await?;
    Ok(page.go_with("/office/settings", Flash::Saved))
}
