//! Pages on which an administrator invites, disables and enables staff.

use super::domain::{Email, StaffNumber};
use super::staff::{self, Invitation};
use super::store::User;
use crate::app::App;
use crate::audit::Actor;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::i18n::Lang;
use crate::web::form::line;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of staff.
pub fn routes() -> Vec<Route> {
    use Policy::Administrator;
    vec![
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
        post(
            "/{lang:zh|en}/admin/people/{id}/role",
            Administrator,
            change_role,
        ),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct InviteForm {
    name: String,
    email: String,
    number: String,
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
    let number = StaffNumber::parse(&data.number);
    let number = errors.check("number", number, || t.error_staff_number());
    let role = Role::parse(&data.role).filter(|role| STAFF_ROLES.contains(role));
    let role = errors.check("role", role, || t.error_role());
    let lang = errors.check("lang", Lang::parse(&data.lang), || t.error_lang());
    if let (Some(name), Some(email), Some(number), Some(role), Some(lang), false) =
        (name, email, number, role, lang, form.switching)
    {
        let invitation = Invitation {
            email,
            name,
            staff_number: Some(number),
            role,
            lang,
        };
        match staff::invite(&app, Actor::Person(me.id, me.role), invitation).await {
            Err(AppError::Conflict(Clash::StaffNumber)) => {
                errors.add("number", t.error_staff_number_taken());
            }
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

#[derive(Default, Deserialize)]
#[serde(default)]
struct RoleForm {
    role: String,
}

async fn change_role(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<RoleForm>,
) -> Answer {
    let role = Role::parse(&form.data.role).filter(|role| STAFF_ROLES.contains(role));
    let role = role.ok_or(AppError::Invalid("no role of staff"))?;
    staff::set_role(&app, me.id, path.1, role).await?;
    Ok(page.go_with("/admin/people", Flash::Saved))
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
