//! Pages of accounts.

use super::domain::{Email, MIN_PASSWORD, NewPassword, WeakPassword, telephone};
use super::service::{self, COLLECTION_STATEMENT, Registration};
use super::staff::{self, Invitation};
use super::store::User;
use crate::app::App;
use crate::audit::Actor;
use crate::domain::{Category, Role};
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::web::cookies::Jar;
use crate::web::form::line;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn, source};
use actix_web::cookie::time::Duration;
use actix_web::http::header;
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    use Policy::{Administrator, Link, Public, SignedIn};
    vec![
        get("/{lang:zh|en}/register", Public, show_register),
        post("/{lang:zh|en}/register", Public, register),
        get("/{lang:zh|en}/register/sent", Public, register_sent),
        get("/{lang:zh|en}/confirm/{token}", Link, show_confirm),
        post("/{lang:zh|en}/confirm/{token}", Link, confirm),
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
        get("/{lang:zh|en}/admin/people", Administrator, people),
        post("/{lang:zh|en}/admin/people", Administrator, invite),
        post(
            "/{lang:zh|en}/admin/people/{id}/disable",
            Administrator,
            disable,
        ),
        post(
            "/{lang:zh|en}/admin/people/{id}/enable",
            Administrator,
            enable,
        ),
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

/// What is wrong with a password, as a sentence.
fn password_fault(t: &Texts, fault: WeakPassword) -> String {
    match fault {
        WeakPassword::Short => t.error_password_short(MIN_PASSWORD),
        WeakPassword::Long => t.error_password_long(),
        WeakPassword::Guessable => t.error_password_guessable(),
    }
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

/// A page that only says something.
#[derive(Template)]
#[template(path = "accounts/notice.html")]
struct NoticePage<'a> {
    cx: &'a Page,
    title: String,
    text: String,
    next: String,
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

/// A link page with one button: mail scanners follow links, so a GET never uses one up (R15).
#[derive(Template)]
#[template(path = "accounts/confirm.html")]
struct ConfirmPage<'a> {
    cx: &'a Page,
}

fn private(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(
        header::REFERRER_POLICY,
        header::HeaderValue::from_static("no-referrer"),
    );
    response
}

async fn show_confirm(page: Page) -> Answer {
    page.html(&ConfirmPage { cx: &page }).map(private)
}

async fn confirm(page: Page, app: Data<App>, path: Path<(Lang, String)>, _: Press) -> Answer {
    let (_, token) = path.into_inner();
    service::confirm_email(&app, token).await?;
    Ok(page.go_with("/sign-in", Flash::Confirmed))
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
    let opened = service::sign_in(
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
    let mut response = HttpResponse::SeeOther();
    response
        .insert_header((header::LOCATION, goal))
        .cookie(Jar::Session.set(&app, opened.session, None))
        .cookie(Jar::Visit.clear(&app));
    if let Some(device) = opened.device {
        response.cookie(Jar::Device.set(&app, device, Some(Duration::days(365))));
    }
    Ok(response.finish())
}

async fn sign_out(page: Page, app: Data<App>, user: SignedIn, _: Press) -> Answer {
    service::sign_out(&app, user.session).await?;
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

#[derive(Default, Deserialize)]
#[serde(default)]
struct InviteForm {
    name: String,
    email: String,
    role: String,
    lang: String,
}

#[derive(Template)]
#[template(path = "accounts/people.html")]
struct PeoplePage<'a> {
    cx: &'a Page,
    people: Vec<User>,
    me: i64,
    form: &'a InviteForm,
    errors: FieldErrors,
}

impl PeoplePage<'_> {
    fn lang_chosen(&self) -> Lang {
        Lang::parse(&self.form.lang).unwrap_or(self.cx.lang)
    }
}

/// Roles that an invitation may give.
const STAFF_ROLES: [Role; 3] = [Role::UnitManager, Role::Officer, Role::Administrator];

async fn people(page: Page, app: Data<App>, me: SignedIn) -> Answer {
    let people = staff::list(&app).await?;
    page.html(&PeoplePage {
        cx: &page,
        people,
        me: me.id,
        form: &InviteForm::default(),
        errors: FieldErrors::default(),
    })
}

async fn invite(page: Page, app: Data<App>, me: SignedIn, form: Form<InviteForm>) -> Answer {
    let (t, data) = (page.t, &form.data);
    let mut errors = FieldErrors::default();
    let name = errors.check("name", line(&data.name, 100), || t.error_name_en());
    let email = errors.check("email", Email::parse(&data.email), || t.error_email());
    let role = Role::parse(&data.role).filter(|role| STAFF_ROLES.contains(role));
    let role = errors.check("role", role, || t.error_role());
    let lang = errors.check("lang", Lang::parse(&data.lang), || t.error_lang());
    if let (Some(name), Some(email), Some(role), Some(lang), false) =
        (name, email, role, lang, form.switching)
    {
        let invitation = Invitation {
            email,
            name,
            role,
            lang,
        };
        match staff::invite(&app, Actor::Person(me.id, me.role), invitation).await {
            Err(AppError::Conflict(_)) => errors.add("email", t.error_email_taken()),
            other => {
                other?;
                return Ok(page.go_with("/admin/people", Flash::Invited));
            }
        }
    }
    let errors = if form.switching {
        FieldErrors::default()
    } else {
        errors
    };
    let people = staff::list(&app).await?;
    page.form_again(
        form.switching,
        &PeoplePage {
            cx: &page,
            people,
            me: me.id,
            form: data,
            errors,
        },
    )
}

async fn disable(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    staff::set_disabled(&app, me.id, path.1, true).await?;
    Ok(page.go_with("/admin/people", Flash::Saved))
}

async fn enable(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    staff::set_disabled(&app, me.id, path.1, false).await?;
    Ok(page.go_with("/admin/people", Flash::Saved))
}
