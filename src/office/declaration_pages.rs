//! The question before a file is opened for the first time.

use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::vetting::declarations::{self, Relation};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;
type Reference = Path<(Lang, String)>;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        get(
            "/{lang:zh|en}/office/applications/{reference}/declare",
            Officer,
            show,
        ),
        post(
            "/{lang:zh|en}/office/applications/{reference}/declare",
            Officer,
            declare,
        ),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct DeclareForm {
    relation: String,
}

#[derive(Template)]
#[template(path = "office/declare.html")]
struct DeclarePage<'a> {
    cx: &'a Page,
    reference: &'a str,
    name: String,
    alike: bool,
    errors: FieldErrors,
}

/// Asks; nothing of the file is shown but the name that the question is about.
pub(super) async fn ask(page: &Page, app: &App, me: &SignedIn, reference: &str) -> Answer {
    draw(page, app, me, reference, FieldErrors::default()).await
}

async fn draw(
    page: &Page,
    app: &App,
    me: &SignedIn,
    reference: &str,
    errors: FieldErrors,
) -> Answer {
    let (applicant, alike) = declarations::ask(app, me.id, reference.to_owned()).await?;
    let name = match applicant.name_zh.as_str() {
        "" => applicant.name_en.clone(),
        chinese => format!("{} {chinese}", applicant.name_en),
    };
    let again = !errors.is_empty();
    let template = DeclarePage {
        cx: page,
        reference,
        name,
        alike,
        errors,
    };
    if again {
        page.form_again(false, &template)
    } else {
        page.html(&template)
    }
}

async fn show(page: Page, app: Data<App>, me: SignedIn, path: Reference) -> Answer {
    ask(&page, &app, &me, &path.1).await
}

async fn declare(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Reference,
    form: Form<DeclareForm>,
) -> Answer {
    let reference = &path.1;
    let Some(relation) = Relation::parse(&form.data.relation) else {
        let mut errors = FieldErrors::default();
        errors.add("relation", page.t.error_relation());
        return draw(&page, &app, &me, reference, errors).await;
    };
    declarations::declare(&app, me.id, reference.clone(), relation).await?;
    Ok(match relation {
        Relation::None => page.go(&format!("/office/applications/{reference}")),
        _ => page.go_with("/office/applications", Flash::Recorded),
    })
}
