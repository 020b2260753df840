//! Pages of a unit manager.

use super::calling_off;
use super::calling_rows::CalledOff;
use super::extras::{Extras, Otherwise};
use super::fallback::{self, Fallback};
use super::posting::{self, Desk, Draft, Fault, Offer, Roster};
use super::rosters::Coming;
use super::store::Shift;
use super::weather::{self, Weather};
use crate::app::App;
use crate::domain::Category;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation::service::Template as ShiftTemplate;
use crate::web::form::{date, lines};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use chrono::{Datelike, NaiveTime};
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of unit managers.
pub fn routes() -> Vec<Route> {
    use Policy::UnitManager;
    vec![
        get("/{lang:zh|en}/unit", UnitManager, show_desk),
        get("/{lang:zh|en}/unit/shifts/new", UnitManager, show_new),
        post("/{lang:zh|en}/unit/shifts/new", UnitManager, post_shift),
        get("/{lang:zh|en}/unit/shifts/{id}", UnitManager, show_shift),
    ]
}

#[derive(Template)]
#[template(path = "unit/desk.html")]
struct DeskPage<'a> {
    cx: &'a Page,
    desk: Desk,
    called_off: Vec<Shift>,
    /// Notices about the weather, with the shifts that each touches.
    weather: Vec<(Weather, Vec<Shift>)>,
}

async fn show_desk(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let desk = posting::desk(&app, user.id).await?;
    page.html(&DeskPage {
        cx: &page,
        desk,
        called_off: calling_off::list_ahead(&app, user.id).await?,
        weather: weather::of_manager(&app, user.id).await?,
    })
}

#[derive(Template)]
#[template(path = "unit/shift.html")]
struct RosterPage<'a> {
    cx: &'a Page,
    roster: Roster,
    /// That it was called off, and whose places ended.
    called_off: Option<(CalledOff, Vec<Coming>)>,
    /// Whom free places go to.
    fallback: Option<Fallback>,
}

async fn show_shift(page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let roster = posting::roster(&app, user.id, path.1).await?;
    page.html(&RosterPage {
        cx: &page,
        roster,
        called_off: calling_off::find(&app, path.1).await?,
        fallback: fallback::of_shift(&app, path.1).await?,
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ShiftForm {
    unit: String,
    day_year: String,
    day_month: String,
    day_day: String,
    start: String,
    end: String,
    category: String,
    specialty: String,
    places: String,
    note: String,
    first_hours: String,
    otherwise: String,
    otherwise_days: String,
    otherwise_hours: String,
}

#[derive(Template)]
#[template(path = "unit/new.html")]
struct NewPage<'a> {
    cx: &'a Page,
    offer: &'a Offer,
    form: &'a ShiftForm,
    errors: FieldErrors,
}

impl NewPage<'_> {
    fn template_label(&self, template: &ShiftTemplate) -> String {
        let lang = self.cx.lang;
        let unit = self
            .offer
            .units
            .iter()
            .find(|unit| unit.id == template.unit);
        let place = unit.map_or("", |unit| unit.name.name(lang));
        format!("{place} {}", template.band.label(self.cx.t))
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct TemplateQuery {
    template: Option<i64>,
}

/// A minute of a day as a time.
pub fn clock_text(minute: i32) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

/// A form filled from a template of the unit, for tomorrow.
fn from_template(page: &Page, offer: &Offer, template: Option<i64>) -> ShiftForm {
    let day = crate::clock::add_days(page.now.day(), 1);
    let mut form = ShiftForm {
        day_year: day.year().to_string(),
        day_month: day.month().to_string(),
        day_day: day.day().to_string(),
        places: "1".into(),
        ..ShiftForm::default()
    };
    if let [only] = offer.units.as_slice() {
        form.unit = only.id.to_string();
        form.specialty = only.specialty.to_string();
    }
    let chosen = offer
        .templates
        .iter()
        .find(|found| Some(found.id) == template);
    if let Some(found) = chosen {
        form.unit = found.unit.to_string();
        form.start = clock_text(found.starts_minute);
        form.end = clock_text(found.starts_minute + found.length_minutes);
        form.category = found.category.as_str().into();
        form.places = found.places.to_string();
        let unit = offer.units.iter().find(|unit| unit.id == found.unit);
        form.specialty = unit.map_or(String::new(), |unit| unit.specialty.to_string());
    }
    form
}

async fn show_new(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    query: Query<TemplateQuery>,
) -> Answer {
    let offer = posting::offer(&app, user.id).await?;
    let form = from_template(&page, &offer, query.template);
    page.html(&NewPage {
        cx: &page,
        offer: &offer,
        form: &form,
        errors: FieldErrors::default(),
    })
}

/// A whole number from 1 to `most`; an empty box is none, and anything else a fault.
fn count_up_to(text: &str, most: i64) -> Option<Option<i64>> {
    match text.trim() {
        "" => Some(None),
        text => {
            let count = text.parse().ok().filter(|count| (1..=most).contains(count));
            count.map(Some)
        }
    }
}

/// What is settled with the shift, for a category.
fn parse_extras(
    page: &Page,
    form: &ShiftForm,
    category: Option<Category>,
    errors: &mut FieldErrors,
) -> Extras {
    let t = page.t;
    let first = count_up_to(&form.first_hours, 168);
    let first = errors.check("first_hours", first, || t.error_extras_first());
    let mut extras = Extras {
        first_hours: first.flatten(),
        otherwise: None,
    };
    if form.otherwise.is_empty() {
        return extras;
    }
    let fits = |other: &Category| {
        category.is_none_or(|own| own != *other && own.profession() == other.profession())
    };
    let other = Category::parse(&form.otherwise).filter(fits);
    let other = errors.check("otherwise", other, || t.error_extras_otherwise());
    let days = count_up_to(&form.otherwise_days, 60);
    let hours = count_up_to(&form.otherwise_hours, 336);
    let when = match (days, hours) {
        (Some(None), Some(None)) => None,
        (Some(days), Some(hours)) => Some((days, hours)),
        _ => None,
    };
    let when = errors.check("otherwise_days", when, || t.error_extras_time());
    extras.otherwise = other.zip(when).map(|(category, (days, hours))| Otherwise {
        category,
        days,
        hours,
    });
    extras
}

fn parse(page: &Page, offer: &Offer, form: &ShiftForm, errors: &mut FieldErrors) -> Option<Draft> {
    let t = page.t;
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    let unit = errors.check("unit", form.unit.parse().ok(), || t.error_shift_unit());
    let day = errors.check(
        "day",
        date(&form.day_year, &form.day_month, &form.day_day),
        || t.error_shift_day(),
    );
    let start = errors.check("start", time(&form.start), || t.error_shift_time());
    let end = errors.check("end", time(&form.end), || t.error_shift_time());
    let category = errors.check("category", Category::parse(&form.category), || {
        t.error_shift_category()
    });
    // A nurses' shift in a doctors' specialty could be picked by nobody.
    let fits =
        |profession| category.is_none_or(|category: Category| category.profession() == profession);
    let specialty = form.specialty.parse().ok().filter(|row| {
        offer
            .specialties
            .iter()
            .any(|(profession, id, _)| id == row && fits(*profession))
    });
    let specialty = errors.check("specialty", specialty, || t.error_specialty());
    let places = form
        .places
        .trim()
        .parse()
        .ok()
        .filter(|places| (1..=20).contains(places));
    let places = errors.check("places", places, || t.error_shift_places());
    let note = if form.note.trim().is_empty() {
        Some(String::new())
    } else {
        errors.check("note", lines(&form.note, 500), || t.error_shift_note())
    };
    let extras = parse_extras(page, form, category, errors);
    errors.is_empty().then_some(())?;
    Some(Draft {
        unit: unit?,
        day: day?,
        start: start?,
        end: end?,
        category: category?,
        specialty: specialty?,
        places: places?,
        note: note?,
        extras,
    })
}

async fn post_shift(page: Page, app: Data<App>, user: SignedIn, form: Form<ShiftForm>) -> Answer {
    let offer = posting::offer(&app, user.id).await?;
    let mut errors = FieldErrors::default();
    if let Some(draft) = parse(&page, &offer, &form.data, &mut errors).filter(|_| !form.switching) {
        match posting::post(&app, user.id, draft).await? {
            Ok(id) => return Ok(page.go_with(&format!("/unit/shifts/{id}"), Flash::Posted)),
            Err(Fault::Past) => errors.add("day", page.t.error_shift_past()),
            Err(Fault::NoRate) => errors.add("category", page.t.error_shift_rate()),
            Err(Fault::NobodyPreferred) => {
                errors.add("first_hours", page.t.error_extras_nobody());
            }
            Err(Fault::OtherwiseTime) => errors.add("otherwise_days", page.t.error_extras_time()),
            Err(Fault::OtherwiseRate) => errors.add("otherwise", page.t.error_extras_rate()),
        }
    }
    let errors = if form.switching {
        FieldErrors::default()
    } else {
        errors
    };
    page.form_again(
        form.switching,
        &NewPage {
            cx: &page,
            offer: &offer,
            form: &form.data,
            errors,
        },
    )
}
