//! Pages of the applicant: the draft as a list of tasks, then the tracker.

use super::State;
use super::clock::{self, Clocks};
use super::machine::{Missing, REFERENCES_NEEDED};
use super::service::{self, File, Work};
use super::store::NewReferee;
use super::tracker::{self, Progress, Rail, Stage};
use crate::accounts::domain::{Email, telephone};
use crate::app::App;
use crate::clock::UtcTime;
use crate::credentials::Slot;
use crate::domain::Bilingual;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::organisation;
use crate::web::form::{date, line};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    use Policy::Clinician;
    let mut routes = vec![
        get("/{lang:zh|en}/application", Clinician, show),
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
        get("/{lang:zh|en}/application/units", Clinician, show_units),
        post("/{lang:zh|en}/application/units", Clinician, add_unit),
        post(
            "/{lang:zh|en}/application/units/{id}/remove",
            Clinician,
            remove_unit,
        ),
        get("/{lang:zh|en}/application/check", Clinician, show_check),
        post("/{lang:zh|en}/application/submit", Clinician, submit),
        get("/{lang:zh|en}/application/history", Clinician, history),
        get(
            "/{lang:zh|en}/application/withdraw",
            Clinician,
            show_withdraw,
        ),
        post("/{lang:zh|en}/application/withdraw", Clinician, withdraw),
        post("/{lang:zh|en}/application/again", Clinician, again),
    ];
    routes.extend(super::referee_pages::routes());
    routes
}

/// One line of the task list.
struct Task {
    path: &'static str,
    name: String,
    done: bool,
    note: String,
}

#[derive(Template)]
#[template(path = "application/draft.html")]
struct DraftPage<'a> {
    cx: &'a Page,
    file: &'a File,
    tasks: Vec<Task>,
    progress: Option<Progress>,
}

#[derive(Template)]
#[template(path = "application/tracker.html")]
struct TrackerPage<'a> {
    cx: &'a Page,
    file: &'a File,
    progress: Option<Progress>,
    clocks: Option<Clocks>,
    rail: Option<Rail>,
    stages: Vec<Stage>,
}

fn tasks(file: &File, t: &Texts) -> Vec<Task> {
    let lacks = |wanted: &dyn Fn(&Missing) -> bool| file.case.missing.iter().any(wanted);
    let slots = Slot::needed(file.application.category).len();
    vec![
        Task {
            path: "/application/registration",
            name: t.task_registration(),
            done: !lacks(&|missing| *missing == Missing::RegistrationNumber),
            note: file.application.category.body(t),
        },
        Task {
            path: "/application/documents",
            name: t.task_documents(),
            done: !lacks(&|missing| matches!(missing, Missing::Document(_))),
            note: t.task_documents_note(file.documents.len(), slots),
        },
        Task {
            path: "/application/experience",
            name: t.task_experience(),
            done: !lacks(&|missing| *missing == Missing::Experience),
            note: t.task_experience_note(file.experiences.len()),
        },
        Task {
            path: "/application/units",
            name: t.task_units(),
            done: !lacks(&|missing| *missing == Missing::Units),
            note: t.task_units_note(file.referees.len(), REFERENCES_NEEDED),
        },
    ]
}

async fn show(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    let progress = tracker::progress(&file, page.now);
    if file.application.state == State::Draft {
        let tasks = tasks(&file, page.t);
        return page.html(&DraftPage {
            cx: &page,
            file: &file,
            tasks,
            progress,
        });
    }
    let clocks = clock::read(&file.application, &file.events, page.now);
    let rail = clocks.as_ref().map(tracker::rail);
    let stages = tracker::stages(&file, page.t, page.lang);
    page.html(&TrackerPage {
        cx: &page,
        file: &file,
        progress,
        clocks,
        rail,
        stages,
    })
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
    errors: FieldErrors,
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
            service::save_registration(&app, user.id, number).await?;
            Ok(page.go_with("/application", Flash::Saved))
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
            service::add_experience(&app, user.id, work).await?;
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
    service::remove_experience(&app, user.id, path.1).await?;
    Ok(page.go_with("/application/experience", Flash::Saved))
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

async fn show_units(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    let form = UnitForm::default();
    page.html(&UnitsPage {
        cx: &page,
        file: &file,
        form: &form,
        errors: FieldErrors::default(),
    })
}

/// A unit's address: the applicant's own is refused, however it is written (R17).
fn unit_email(text: &str, own: &str) -> Option<Email> {
    let plain = |email: &Email| {
        let (local, domain) = email.key().rsplit_once('@').unwrap_or((email.key(), ""));
        let local = local.split('+').next().unwrap_or(local).replace('.', "");
        format!("{local}@{domain}")
    };
    let own = Email::parse(own);
    Email::parse(text).filter(|email| own.is_none_or(|own| plain(email) != plain(&own)))
}

fn parse_unit(
    t: &Texts,
    form: &UnitForm,
    file: &File,
    errors: &mut FieldErrors,
) -> Option<NewReferee> {
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let hospital = errors.check("hospital", line(&form.hospital, 100), || t.error_hospital());
    let unit = errors.check("unit", line(&form.unit, 100), || t.error_unit());
    let contact = errors.check("contact", line(&form.contact, 100), || t.error_contact());
    let email = errors.check("email", unit_email(&form.email, &file.person.email), || {
        t.error_unit_email()
    });
    let phone = telephone(&form.phone).filter(|phone| digits(phone) != digits(&file.person.mobile));
    let phone = errors.check("phone", phone, || t.error_unit_phone());
    errors.is_empty().then_some(())?;
    Some(NewReferee {
        hospital: hospital?,
        unit: unit?,
        contact: contact?,
        email: email?.address().to_owned(),
        phone: phone?,
    })
}

async fn add_unit(page: Page, app: Data<App>, user: SignedIn, form: Form<UnitForm>) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    let mut errors = FieldErrors::default();
    match parse_unit(page.t, &form.data, &file, &mut errors) {
        Some(new) if !form.switching => {
            service::add_unit(&app, user.id, new).await?;
            Ok(page.go_with("/application/units", Flash::Saved))
        }
        _ => {
            let errors = if form.switching {
                FieldErrors::default()
            } else {
                errors
            };
            page.form_again(
                form.switching,
                &UnitsPage {
                    cx: &page,
                    file: &file,
                    form: &form.data,
                    errors,
                },
            )
        }
    }
}

async fn remove_unit(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    service::remove_unit(&app, user.id, path.1).await?;
    Ok(page.go_with("/application/units", Flash::Saved))
}

#[derive(Template)]
#[template(path = "application/check.html")]
struct CheckPage<'a> {
    cx: &'a Page,
    file: &'a File,
    slots: &'static [Slot],
}

impl CheckPage<'_> {
    fn missing(&self) -> Vec<String> {
        let t = self.cx.t;
        let word = |missing: &Missing| match missing {
            Missing::RegistrationNumber => t.missing_registration(),
            Missing::Document(slot) => t.missing_document(slot.label(t)),
            Missing::Experience => t.missing_experience(),
            Missing::Units => t.missing_units(REFERENCES_NEEDED),
        };
        self.file.case.missing.iter().map(word).collect()
    }
}

async fn show_check(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    if file.application.state != State::Draft {
        return Ok(page.go("/application"));
    }
    page.html(&CheckPage {
        cx: &page,
        file: &file,
        slots: Slot::needed(file.application.category),
    })
}

async fn submit(page: Page, app: Data<App>, user: SignedIn, _: Press) -> Answer {
    service::submit(&app, user.id).await?;
    Ok(page.go_with("/application", Flash::Submitted))
}

/// A line of the story as its owner reads it.
struct Line {
    at: UtcTime,
    what: String,
    by: String,
}

#[derive(Template)]
#[template(path = "application/history.html")]
struct HistoryPage<'a> {
    cx: &'a Page,
    file: &'a File,
    lines: Vec<Line>,
}

/// The story of an application, newest first, in words.
pub(crate) fn story(file: &File, t: &Texts) -> Vec<(UtcTime, String, String)> {
    let lines = file.events.iter().rev();
    lines
        .map(|event| {
            (
                event.at,
                event.act.label(t),
                super::act::actor_label(&event.actor_role, t),
            )
        })
        .collect()
}

async fn history(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    let lines = story(&file, page.t)
        .into_iter()
        .map(|(at, what, by)| Line { at, what, by })
        .collect();
    page.html(&HistoryPage {
        cx: &page,
        file: &file,
        lines,
    })
}

#[derive(Template)]
#[template(path = "application/withdraw.html")]
struct WithdrawPage<'a> {
    cx: &'a Page,
    file: &'a File,
}

async fn show_withdraw(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = service::own_file(&app, user.id).await?;
    page.html(&WithdrawPage {
        cx: &page,
        file: &file,
    })
}

async fn withdraw(page: Page, app: Data<App>, user: SignedIn, _: Press) -> Answer {
    service::withdraw(&app, user.id).await?;
    Ok(page.go_with("/application", Flash::Withdrawn))
}

async fn again(page: Page, app: Data<App>, user: SignedIn, _: Press) -> Answer {
    let category = user.category.ok_or(AppError::NotFound)?;
    service::apply_again(&app, user.id, category).await?;
    Ok(page.go("/application"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r17_the_applicants_own_address_is_no_unit_however_it_is_written() {
        let own = "Chan.TaiMan@example.com";
        for disguised in [
            "chan.taiman@example.com",
            "chantaiman+ward@EXAMPLE.com",
            "ｃｈａｎtaiman@example.com",
        ] {
            assert!(unit_email(disguised, own).is_none(), "{disguised}");
        }
        assert!(unit_email("ward7a@hospital.example", own).is_some());
    }
}
