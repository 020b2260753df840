//! Pages of signing in and out, and of setting a password by a link.

use super::domain::{Email, MIN_PASSWORD, NewPassword};
use super::entering::{self, Opened};
use super::notice::{NoticePage, password_fault, private};
use super::service;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::web::cookies::Jar;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn, source};
use actix_web::cookie::time::Duration;
use actix_web::http::header;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of signing in and of passwords.
pub fn routes() -> Vec<Route> {
    use Policy::{Link, Public, SignedIn};
    vec![
        get("/{lang:zh|en}/sign-in", Public, show_sign_in),
        post("/{lang:zh|en}/sign-in", Public, sign_in),
        post("/{lang:zh|en}/sign-out", SignedIn, sign_out),
        get("/{lang:zh|en}/forgot", Public, show_forgot),
        post("/{lang:zh|en}/forgot", Public, forgot),
        get("/{lang:zh|en}/forgot/sent", Public, forgot_sent),
        get(
            "/{lang:zh|en}/set-password/{token}",
            Link,
            show_set_password,
        ),
        post("/{lang:zh|en}/set-password/{token}", Link, set_password),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SignInForm {
    email: String,
    password: String,
    next: String,
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage<'a> {
    cx: &'a Page,
    form: &'a SignInForm,
    errors: FieldErrors,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Next {
    next: String,
}

async fn show_sign_in(page: Page, query: Query<Next>) -> Answer {
    if let Some(user) = page.user() {
        return Ok(page.go(user.home()));
    }
    let form = SignInForm {
        next: query.into_inner().next,
        ..SignInForm::default()
    };
    page.html(&SignInPage {
        cx: &page,
        form: &form,
        errors: FieldErrors::default(),
    })
}

/// A path of ours, so that nobody is sent elsewhere after signing in.
fn our_path(next: &str) -> Option<&str> {
    let ours = ["/zh/", "/en/"]
        .iter()
        .any(|prefix| next.starts_with(prefix));
    (ours && !next.contains("//") && !next.contains('\\') && !next.chars().any(char::is_control))
        .then_some(next)
}

async fn sign_in(
    page: Page,
    app: Data<App>,
    request: HttpRequest,
    form: Form<SignInForm>,
) -> Answer {
    let mut errors = FieldErrors::default();
    let data = &form.data;
    if form.switching {
        return page.form_again(
            true,
            &SignInPage {
                cx: &page,
                form: data,
                errors,
            },
        );
    }
    let device = Jar::Device.read(&app, &request);
    let opened = entering::sign_in(
        &app,
        &data.email,
        &data.password,
        device,
        &source::address(&app, &request),
    )
    .await?;
    let Some(opened) = opened else {
        errors.add("email", page.t.error_sign_in());
        return page.form_again(
            false,
            &SignInPage {
                cx: &page,
                form: data,
                errors,
            },
        );
    };
    let goal = our_path(&data.next).map_or_else(|| page.href(opened.home), str::to_owned);
    let mut response = HttpResponse::SeeOther()
        .insert_header((header::LOCATION, goal))
        .finish();
    remember(&app, &mut response, opened)?;
    Ok(response)
}

/// Leaves the cookies of a session that was just opened.
pub(super) fn remember(
    app: &App,
    response: &mut HttpResponse,
    opened: Opened,
) -> Result<(), AppError> {
    let mut cookies = vec![
        Jar::Session.set(app, opened.session, None),
        Jar::Visit.clear(app),
    ];
    cookies.extend(
        opened
            .device
            .map(|device| Jar::Device.set(app, device, Some(Duration::days(365)))),
    );
    for cookie in &cookies {
        response
            .add_cookie(cookie)
            .map_err(|error| anyhow::anyhow!("cookie: {error}"))?;
    }
    Ok(())
}

async fn sign_out(page: Page, app: Data<App>, user: SignedIn, _: Press) -> Answer {
    entering::sign_out(&app, user.session).await?;
    let mut response = page.go_with("", Flash::SignedOut);
    response
        .add_cookie(&Jar::Session.clear(&app))
        .map_err(|error| anyhow::anyhow!("cookie: {error}"))?;
    response.headers_mut().insert(
        header::HeaderName::from_static("clear-site-data"),
        header::HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(response)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ForgotForm {
    email: String,
}

#[derive(Template)]
#[template(path = "accounts/forgot.html")]
struct ForgotPage<'a> {
    cx: &'a Page,
    form: &'a ForgotForm,
    errors: FieldErrors,
}

async fn show_forgot(page: Page) -> Answer {
    page.html(&ForgotPage {
        cx: &page,
        form: &ForgotForm::default(),
        errors: FieldErrors::default(),
    })
}

async fn forgot(
    page: Page,
    app: Data<App>,
    request: HttpRequest,
    form: Form<ForgotForm>,
) -> Answer {
    let mut errors = FieldErrors::default();
    let email = errors.check("email", Email::parse(&form.data.email), || {
        page.t.error_email()
    });
    match email {
        Some(email) if !form.switching => {
            service::forgot(&app, email, &source::address(&app, &request)).await?;
            Ok(page.go("/forgot/sent"))
        }
        _ => {
            let errors = if form.switching {
                FieldErrors::default()
            } else {
                errors
            };
            page.form_again(
                form.switching,
                &ForgotPage {
                    cx: &page,
                    form: &form.data,
                    errors,
                },
            )
        }
    }
}

async fn forgot_sent(page: Page) -> Answer {
    let t = page.t;
    page.html(&NoticePage {
        cx: &page,
        title: t.forgot_sent_title(),
        text: t.forgot_sent_text(),
        next: t.forgot_sent_next(),
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PasswordForm {
    password: String,
}

#[derive(Template)]
#[template(path = "accounts/set_password.html")]
struct SetPasswordPage<'a> {
    cx: &'a Page,
    email: &'a str,
    errors: FieldErrors,
}

async fn show_set_password(page: Page, app: Data<App>, path: Path<(Lang, String)>) -> Answer {
    let (_, token) = path.into_inner();
    let user = service::password_link(&app, token).await?;
    page.html(&SetPasswordPage {
        cx: &page,
        email: &user.email,
        errors: FieldErrors::default(),
    })
    .map(private)
}

async fn set_password(
    page: Page,
    app: Data<App>,
    path: Path<(Lang, String)>,
    form: Form<PasswordForm>,
) -> Answer {
    let (_, token) = path.into_inner();
    let user = service::password_link(&app, token.clone()).await?;
    let mut errors = FieldErrors::default();
    let local = user.email.split('@').next().unwrap_or("");
    match NewPassword::parse(&form.data.password, &[&user.name_en, &user.name_zh, local]) {
        Ok(password) if !form.switching => {
            service::set_password(&app, token, &password).await?;
            return Ok(page.go_with("/sign-in", Flash::PasswordSet));
        }
        Err(fault) if !form.switching => errors.add("password", password_fault(page.t, fault)),
        _ => {}
    }
    page.form_again(
        form.switching,
        &SetPasswordPage {
            cx: &page,
            email: &user.email,
            errors,
        },
    )
    .map(private)
}
