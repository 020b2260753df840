//! Pages on which an applicant names former units, and corrects how one is reached.

use super::State;
use super::applying::{self, Contact, NewReferee};
use super::asking;
use super::likeness::Likeness;
use super::referees::Referee;
use super::service::{self, File};
use super::stages::{Mark, enquiry_word};
use super::turn::Turn;
use crate::accounts::domain::{Email, telephone};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::web::form::line;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of the former units.
pub fn routes() -> Vec<Route> {
    use Policy::Clinician;
    vec![
        get("/{lang:zh|en}/application/units", Clinician, show),
        post("/{lang:zh|en}/application/units", Clinician, add),
        post(
            "/{lang:zh|en}/application/units/{id}/remove",
            Clinician,
            remove,
        ),
        get(
            "/{lang:zh|en}/application/units/{id}/correct",
            Clinician,
            show_correct,
        ),
        post(
            "/{lang:zh|en}/application/units/{id}/correct",
            Clinician,
            correct,
        ),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct UnitForm {
    hospital: String,
    unit: String,
    contact: String,
    email: String,
    phone: String,
}

#[derive(Template)]
#[template(path = "application/units.html")]
struct UnitsPage<'a> {
    cx: &'a Page,
    file: &'a File,
    form: &'a UnitForm,
    errors: FieldErrors,
}

impl UnitsPage<'_> {
    fn word(&self, unit: &Referee) -> (String, Mark) {
        enquiry_word(unit, self.cx.t, self.cx.lang)
    }

    fn can_correct(&self, unit: &Referee) -> bool {
        unit.can(Turn::Correct) && self.file.application.state != State::Draft && self.is_open()
    }

    fn is_open(&self) -> bool {
        let state = self.file.application.state;
        self.file.case.is_under_way() || matches!(state, State::Draft | State::Submitted)
    }
}

async fn show(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    let form = UnitForm::default();
    page.html(&UnitsPage {
        cx: &page,
        file: &file,
        form: &form,
        errors: FieldErrors::default(),
    })
}

/// How a unit is reached, as somebody typed it; what is wrong with it goes to `errors`. The applicant's
/// own address and telephone are refused, and an address that another unit has (R17).
pub(crate) async fn parse_contact(
    app: &App,
    t: &Texts,
    applicant: i64,
    row: Option<i64>,
    typed: (&str, &str, &str),
    errors: &mut FieldErrors,
) -> Result<Option<Contact>, AppError> {
    let (name, email, phone) = typed;
    let name = errors.check("contact", line(name, 100), || t.error_contact());
    let email = errors.check("email", Email::parse(email), || t.error_unit_email());
    let phone = errors.check("phone", telephone(phone), || t.error_unit_phone());
    let (Some(email), phone_typed) = (email, phone.clone().unwrap_or_default()) else {
        return Ok(None);
    };
    for likeness in asking::check_contact(app, applicant, row, email.clone(), phone_typed).await? {
        match likeness {
            Likeness::OwnAddress => errors.add("email", t.error_unit_email_own()),
            Likeness::SameAddress => errors.add("email", t.error_unit_email_same()),
            Likeness::OwnPhone => errors.add("phone", t.error_unit_phone_own()),
        }
    }
    let contact = name.zip(phone).map(|(name, phone)| Contact {
        name,
        email: email.address().to_owned(),
        phone,
    });
    Ok(contact.filter(|_| errors.is_empty()))
}

async fn add(page: Page, app: Data<App>, user: SignedIn, form: Form<UnitForm>) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    let mut errors = FieldErrors::default();
    let data = &form.data;
    if !form.switching {
        let t = page.t;
        let hospital = errors.check("hospital", line(&data.hospital, 100), || t.error_hospital());
        let unit = errors.check("unit", line(&data.unit, 100), || t.error_unit());
        let typed = (
            data.contact.as_str(),
            data.email.as_str(),
            data.phone.as_str(),
        );
        let contact = parse_contact(&app, t, user.id, None, typed, &mut errors).await?;
        if let (Some(hospital), Some(unit), Some(contact)) = (hospital, unit, contact) {
            let new = NewReferee {
                hospital,
                unit,
                contact,
            };
            applying::add_unit(&app, user.id, new).await?;
            return Ok(page.go_with("/application/units", Flash::Saved));
        }
    }
    let template = UnitsPage {
        cx: &page,
        file: &file,
        form: data,
        errors,
    };
    page.form_again(form.switching, &template)
}

async fn remove(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    applying::remove_unit(&app, user.id, path.1).await?;
    Ok(page.go_with("/application/units", Flash::Saved))
}

#[derive(Template)]
#[template(path = "application/correct_unit.html")]
struct CorrectPage<'a> {
    cx: &'a Page,
    unit: &'a Referee,
    form: &'a UnitForm,
    errors: FieldErrors,
}

/// The person's own unit, while it can be corrected.
async fn own_unit(app: &App, user: i64, row: i64) -> Result<Referee, AppError> {
    let file = service::own_file(app, user).await?;
    let unit = file.referees.into_iter().find(|unit| unit.id == row);
    unit.ok_or(AppError::NotFound)
}

async fn show_correct(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
) -> Answer {
    let unit = own_unit(&app, user.id, path.1).await?;
    let form = UnitForm {
        contact: unit.contact.clone(),
        email: unit.email.clone(),
        phone: unit.phone.clone(),
        ..UnitForm::default()
    };
    page.html(&CorrectPage {
        cx: &page,
        unit: &unit,
        form: &form,
        errors: FieldErrors::default(),
    })
}

async fn correct(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<UnitForm>,
) -> Answer {
    let unit = own_unit(&app, user.id, path.1).await?;
    let mut errors = FieldErrors::default();
    let data = &form.data;
    if !form.switching {
        let typed = (
            data.contact.as_str(),
            data.email.as_str(),
            data.phone.as_str(),
        );
        let row = Some(unit.id);
        let contact = parse_contact(&app, page.t, user.id, row, typed, &mut errors).await?;
        if let Some(contact) = contact {
            asking::correct(&app, user.id, unit.id, contact).await?;
            return Ok(page.go_with("/application/units", Flash::Saved));
        }
    }
    let template = CorrectPage {
        cx: &page,
        unit: &unit,
        form: data,
        errors,
    };
    page.form_again(form.switching, &template)
}
