//! Pages of registering: the form, and the link that confirms the address.

use super::domain::{Email, MIN_PASSWORD, NewPassword, telephone};
use super::entering;
use super::notice::{NoticePage, password_fault, private};
use super::service::{self, COLLECTION_STATEMENT, Registration};
use super::sign_in_pages::remember;
use crate::app::App;
use crate::domain::Category;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::web::form::line;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, source};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of registering.
pub fn routes() -> Vec<Route> {
    use Policy::{Link, Public};
    vec![
        get("/{lang:zh|en}/register", Public, show_register),
        post("/{lang:zh|en}/register", Public, register),
        get("/{lang:zh|en}/register/sent", Public, register_sent),
        get("/{lang:zh|en}/confirm/{token}", Link, show_confirm),
        post("/{lang:zh|en}/confirm/{token}", Link, confirm),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RegisterForm {
    name_en: String,
    name_zh: String,
    email: String,
    mobile: String,
    category: String,
    heard_from: String,
    lang: String,
    password: String,
    consent: String,
}

/// How somebody may have heard of the service; the office advertises through these.
const HEARD_FROM: [&str; 6] = [
    "website",
    "association",
    "colleague",
    "hospital",
    "press",
    "other",
];

fn heard_label(word: &str, t: &Texts) -> String {
    match word {
        "website" => t.heard_website(),
        "association" => t.heard_association(),
        "colleague" => t.heard_colleague(),
        "hospital" => t.heard_hospital(),
        "press" => t.heard_press(),
        _ => t.heard_other(),
    }
}

#[derive(Template)]
#[template(path = "accounts/register.html")]
struct RegisterPage<'a> {
    cx: &'a Page,
    form: &'a RegisterForm,
    errors: FieldErrors,
    statement: &'static str,
}

impl RegisterPage<'_> {
    fn lang_chosen(&self) -> Lang {
        Lang::parse(&self.form.lang).unwrap_or(self.cx.lang)
    }
}

fn draw_register<'a>(
    page: &'a Page,
    form: &'a RegisterForm,
    errors: FieldErrors,
) -> RegisterPage<'a> {
    RegisterPage {
        cx: page,
        form,
        errors,
        statement: COLLECTION_STATEMENT,
    }
}

async fn show_register(page: Page) -> Answer {
    page.html(&draw_register(
        &page,
        &RegisterForm::default(),
        FieldErrors::default(),
    ))
}

fn parse_registration(
    t: &Texts,
    form: &RegisterForm,
    errors: &mut FieldErrors,
) -> Option<Registration> {
    let name_en = errors.check("name_en", line(&form.name_en, 100), || t.error_name_en());
    let name_zh = if form.name_zh.trim().is_empty() {
        Some(String::new())
    } else {
        errors.check("name_zh", line(&form.name_zh, 50), || t.error_name_zh())
    };
    let email = errors.check("email", Email::parse(&form.email), || t.error_email());
    let mobile = errors.check("mobile", telephone(&form.mobile), || t.error_mobile());
    let category = errors.check("category", Category::parse(&form.category), || {
        t.error_category()
    });
    let lang = errors.check("lang", Lang::parse(&form.lang), || t.error_lang());
    let local = form.email.split('@').next().unwrap_or("");
    let password = NewPassword::parse(
        &form.password,
        &[&form.name_en, &form.name_zh, local, &form.mobile],
    )
    .map_err(|fault| errors.add("password", password_fault(t, fault)))
    .ok();
    if form.consent != "yes" {
        errors.add("consent", t.error_consent());
    }
    let heard_from = HEARD_FROM
        .iter()
        .find(|word| **word == form.heard_from)
        .map_or("", |word| word)
        .to_owned();
    if !errors.is_empty() {
        return None;
    }
    Some(Registration {
        email: email?,
        name_en: name_en?,
        name_zh: name_zh?,
        mobile: mobile?,
        category: category?,
        heard_from,
        lang: lang?,
        password: password?,
    })
}

async fn register(
    page: Page,
    app: Data<App>,
    request: HttpRequest,
    form: Form<RegisterForm>,
) -> Answer {
    let mut errors = FieldErrors::default();
    if form.switching {
        return page.form_again(true, &draw_register(&page, &form.data, errors));
    }
    match parse_registration(page.t, &form.data, &mut errors) {
        Some(new) => {
            service::register(&app, new, &source::address(&app, &request)).await?;
            Ok(page.go("/register/sent"))
        }
        None => page.form_again(false, &draw_register(&page, &form.data, errors)),
    }
}

async fn register_sent(page: Page) -> Answer {
    let t = page.t;
    page.html(&NoticePage {
        cx: &page,
        title: t.register_sent_title(),
        text: t.register_sent_text(),
        next: t.register_sent_next(),
    })
}

/// The page of the link that confirms an address. Looking at it uses nothing up: mail scanners follow
/// links (R15).
#[derive(Template)]
#[template(path = "accounts/confirm.html")]
struct ConfirmPage<'a> {
    cx: &'a Page,
    email: &'a str,
    errors: FieldErrors,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ConfirmForm {
    password: String,
}

async fn show_confirm(page: Page, app: Data<App>, path: Path<(Lang, String)>) -> Answer {
    let (_, token) = path.into_inner();
    let user = entering::confirm_link(&app, token).await?;
    page.html(&ConfirmPage {
        cx: &page,
        email: &user.email,
        errors: FieldErrors::default(),
    })
    .map(private)
}

async fn confirm(
    page: Page,
    app: Data<App>,
    request: HttpRequest,
    path: Path<(Lang, String)>,
    form: Form<ConfirmForm>,
) -> Answer {
    let (_, token) = path.into_inner();
    let user = entering::confirm_link(&app, token.clone()).await?;
    let mut errors = FieldErrors::default();
    if !form.switching {
        let from = source::address(&app, &request);
        match entering::confirm_email(&app, token, &form.data.password, &from).await? {
            Some(opened) => {
                let mut response = page.go_with(opened.home, Flash::Confirmed);
                remember(&app, &mut response, opened)?;
                return Ok(response);
            }
            None => errors.add("password", page.t.error_confirm_password()),
        }
    }
    page.form_again(
        form.switching,
        &ConfirmPage {
            cx: &page,
            email: &user.email,
            errors,
        },
    )
    .map(private)
}
