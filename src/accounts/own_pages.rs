//! One's own account: contact data, language, what comes by mail, password, sessions.

use super::domain::{MIN_PASSWORD, NewPassword, telephone};
use super::notice::password_fault;
use super::own::{self, Account, Contact};
use crate::app::App;
use crate::domain::Role;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::mail::notices::Choice;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of one's own account.
pub fn routes() -> Vec<Route> {
    use Policy::SignedIn;
    vec![
        get("/{lang:zh|en}/account", SignedIn, show),
        post("/{lang:zh|en}/account", SignedIn, save),
        get("/{lang:zh|en}/account/password", SignedIn, show_password),
        post("/{lang:zh|en}/account/password", SignedIn, change_password),
        post("/{lang:zh|en}/account/sessions", SignedIn, close_others),
    ]
}

/// What comes by mail unless somebody refuses it.
fn choice_label(choice: Choice, t: &Texts) -> String {
    match choice {
        Choice::UnitsAsked => t.account_mail_units_asked(),
        Choice::UnitAnswered => t.account_mail_unit_answered(),
        Choice::UnitDeclined => t.account_mail_unit_declined(),
    }
}

/// A tick a kind; a kind without a tick is refused.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ContactForm {
    mobile: String,
    lang: String,
    units_asked: String,
    unit_answered: String,
    unit_declined: String,
}

impl ContactForm {
    fn of(account: &Account) -> Self {
        let tick = |choice| {
            if account.refused.contains(&choice) {
                String::new()
            } else {
                "yes".to_owned()
            }
        };
        Self {
            mobile: account.user.mobile.clone(),
            lang: account.user.lang.to_string(),
            units_asked: tick(Choice::UnitsAsked),
            unit_answered: tick(Choice::UnitAnswered),
            unit_declined: tick(Choice::UnitDeclined),
        }
    }

    fn is_wanted(&self, choice: Choice) -> bool {
        let tick = match choice {
            Choice::UnitsAsked => &self.units_asked,
            Choice::UnitAnswered => &self.unit_answered,
            Choice::UnitDeclined => &self.unit_declined,
        };
        tick == "yes"
    }
}

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage<'a> {
    cx: &'a Page,
    account: &'a Account,
    form: &'a ContactForm,
    errors: FieldErrors,
}

impl AccountPage<'_> {
    fn lang_chosen(&self) -> Lang {
        Lang::parse(&self.form.lang).unwrap_or(self.cx.lang)
    }

    fn is_clinician(&self) -> bool {
        self.account.user.role == Role::Clinician
    }
}

async fn show(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let account = own::account(&app, user.id).await?;
    page.html(&AccountPage {
        cx: &page,
        form: &ContactForm::of(&account),
        account: &account,
        errors: FieldErrors::default(),
    })
}

async fn save(page: Page, app: Data<App>, user: SignedIn, form: Form<ContactForm>) -> Answer {
    let t = page.t;
    let mut errors = FieldErrors::default();
    let given = &form.data;
    // Staff were invited without a telephone and may go on without one.
    let mobile = if given.mobile.trim().is_empty() && user.role != Role::Clinician {
        Some(String::new())
    } else {
        errors.check("mobile", telephone(&given.mobile), || t.error_mobile())
    };
    let lang = errors.check("lang", Lang::parse(&given.lang), || t.error_lang());
    match (form.switching, mobile, lang) {
        (false, Some(mobile), Some(lang)) => {
            let refused = Choice::ALL.iter().copied();
            let refused =
                refused.filter(|choice| user.role == Role::Clinician && !given.is_wanted(*choice));
            let contact = Contact {
                mobile,
                lang,
                refused: refused.collect(),
            };
            own::save_contact(&app, &user, contact).await?;
            Ok(page.go_with("/account", Flash::Saved))
        }
        (switching, ..) => {
            let account = own::account(&app, user.id).await?;
            let errors = if switching {
                FieldErrors::default()
            } else {
                errors
            };
            page.form_again(
                switching,
                &AccountPage {
                    cx: &page,
                    account: &account,
                    form: given,
                    errors,
                },
            )
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PasswordForm {
    current: String,
    password: String,
}

#[derive(Template)]
#[template(path = "accounts/password.html")]
struct PasswordPage<'a> {
    cx: &'a Page,
    errors: FieldErrors,
}

async fn show_password(page: Page) -> Answer {
    page.html(&PasswordPage {
        cx: &page,
        errors: FieldErrors::default(),
    })
}

async fn change_password(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    form: Form<PasswordForm>,
) -> Answer {
    let t = page.t;
    let mut errors = FieldErrors::default();
    if !form.switching {
        let about = own::account(&app, user.id).await?.user;
        let local = about.email.split('@').next().unwrap_or("");
        let known = [&about.name_en, &about.name_zh, local, &about.mobile];
        let password = NewPassword::parse(&form.data.password, &known)
            .map_err(|fault| errors.add("password", password_fault(t, fault)))
            .ok();
        if !own::knows_password(&app, user.id, &form.data.current).await? {
            errors.add("current", t.account_password_wrong());
        }
        if let (Some(password), true) = (password, errors.is_empty()) {
            own::change_password(&app, &user, &password).await?;
            return Ok(page.go_with("/account", Flash::Saved));
        }
    }
    page.form_again(form.switching, &PasswordPage { cx: &page, errors })
}

async fn close_others(page: Page, app: Data<App>, user: SignedIn, _: Press) -> Answer {
    own::close_others(&app, &user).await?;
    Ok(page.go_with("/account", Flash::Saved))
}
