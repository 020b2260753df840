//! Pages on which an applicant gives their background: the number on the register, where they have
//! worked.

use super::State;
use super::applying::{self, Work};
use super::licence;
use super::service::{self, File};
use crate::app::App;
use crate::domain::Bilingual;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation;
use crate::web::form::{date, line};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of the background.
pub fn routes() -> Vec<Route> {
    use Policy::Clinician;
    vec![
        get(
            "/{lang:zh|en}/application/registration",
            Clinician,
            show_registration,
        ),
        post(
            "/{lang:zh|en}/application/registration",
            Clinician,
            save_registration,
        ),
        get(
            "/{lang:zh|en}/application/experience",
            Clinician,
            show_experience,
        ),
        post(
            "/{lang:zh|en}/application/experience",
            Clinician,
            add_experience,
        ),
        post(
            "/{lang:zh|en}/application/experience/{id}/remove",
            Clinician,
            remove_experience,
        ),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RegistrationForm {
    number: String,
}

#[derive(Template)]
#[template(path = "application/registration.html")]
struct RegistrationPage<'a> {
    cx: &'a Page,
    file: &'a File,
    form: &'a RegistrationForm,
    /// What numbers look like, where the one that is kept looks otherwise.
    unlike: Option<String>,
    errors: FieldErrors,
}

async fn unlike(app: &App, file: &File) -> Result<Option<String>, AppError> {
    let application = &file.application;
    let patterns = licence::patterns(app, application.category.profession()).await?;
    Ok(patterns.unlike(&application.registration_number))
}

async fn show_registration(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    let form = RegistrationForm {
        number: file.application.registration_number.clone(),
    };
    page.html(&RegistrationPage {
        cx: &page,
        file: &file,
        form: &form,
        unlike: unlike(&app, &file).await?,
        errors: FieldErrors::default(),
    })
}

async fn save_registration(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    form: Form<RegistrationForm>,
) -> Answer {
    let mut errors = FieldErrors::default();
    let number = errors.check("number", line(&form.data.number, 30), || {
        page.t.error_registration_number()
    });
    match number {
        Some(number) if !form.switching => {
            applying::save_registration(&app, user.id, number).await?;
            let file = service::own_file(&app, user.id).await?;
            // It is kept whatever it looks like; who typed it is told once.
            let next = match unlike(&app, &file).await? {
                Some(_) => "/application/registration",
                None => "/application",
            };
            Ok(page.go_with(next, Flash::Saved))
        }
        _ => {
            let errors = if form.switching {
                FieldErrors::default()
            } else {
                errors
            };
            let file = service::own_file(&app, user.id).await?;
            page.form_again(
                form.switching,
                &RegistrationPage {
                    cx: &page,
                    file: &file,
                    form: &form.data,
                    unlike: None,
                    errors,
                },
            )
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ExperienceForm {
    hospital: String,
    unit: String,
    specialty: String,
    from_year: String,
    from_month: String,
    from_day: String,
    to_year: String,
    to_month: String,
    to_day: String,
    ongoing: String,
}

#[derive(Template)]
#[template(path = "application/experience.html")]
struct ExperiencePage<'a> {
    cx: &'a Page,
    file: &'a File,
    specialties: Vec<(i64, Bilingual)>,
    form: &'a ExperienceForm,
    errors: FieldErrors,
}

/// The specialties that a category may have worked in.
async fn specialties(app: &App, file: &File) -> Result<Vec<(i64, Bilingual)>, AppError> {
    let profession = file.application.category.profession();
    app.db
        .read(move |conn| {
            Ok::<_, AppError>(organisation::service::list_specialties(conn, profession)?)
        })
        .await
}

async fn show_experience(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    let specialties = specialties(&app, &file).await?;
    let form = ExperienceForm::default();
    page.html(&ExperiencePage {
        cx: &page,
        file: &file,
        specialties,
        form: &form,
        errors: FieldErrors::default(),
    })
}

fn parse_work(
    page: &Page,
    form: &ExperienceForm,
    known: &[(i64, Bilingual)],
    errors: &mut FieldErrors,
) -> Option<Work> {
    let t = page.t;
    let hospital = errors.check("hospital", line(&form.hospital, 100), || t.error_hospital());
    let unit = errors.check("unit", line(&form.unit, 100), || t.error_unit());
    let specialty = form
        .specialty
        .parse()
        .ok()
        .filter(|wanted| known.iter().any(|(id, _)| id == wanted));
    let specialty = errors.check("specialty", specialty, || t.error_specialty());
    let today = page.now.day();
    let from =
        date(&form.from_year, &form.from_month, &form.from_day).filter(|from| *from <= today);
    let from = errors.check("from", from, || t.error_from());
    let to = if form.ongoing == "yes" {
        None
    } else {
        let to = date(&form.to_year, &form.to_month, &form.to_day);
        let to = to.filter(|to| *to <= today && from.is_none_or(|from| from <= *to));
        errors.check("to", to, || t.error_to())
    };
    errors.is_empty().then_some(())?;
    Some(Work {
        hospital: hospital?,
        unit: unit?,
        specialty: specialty?,
        from: from?,
        to,
    })
}

async fn add_experience(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    form: Form<ExperienceForm>,
) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    let specialties = specialties(&app, &file).await?;
    let mut errors = FieldErrors::default();
    match parse_work(&page, &form.data, &specialties, &mut errors) {
        Some(work) if !form.switching => {
            applying::add_experience(&app, user.id, work).await?;
            Ok(page.go_with("/application/experience", Flash::Saved))
        }
        _ => {
            let errors = if form.switching {
                FieldErrors::default()
            } else {
                errors
            };
            let template = ExperiencePage {
                cx: &page,
                file: &file,
                specialties,
                form: &form.data,
                errors,
            };
            page.form_again(form.switching, &template)
        }
    }
}

async fn remove_experience(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    applying::remove_experience(&app, user.id, path.1).await?;
    Ok(page.go_with("/application/experience", Flash::Saved))
}
