//! The page of a ward's templates.

use super::templates::{self, NewTemplate};
use super::unit_pages::clock_text;
use crate::app::App;
use crate::domain::Category;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation::service::{Template as ShiftTemplate, Unit};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::NaiveTime;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of a ward's templates.
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    use Policy::UnitManager;
    vec![
        get("/{lang:zh|en}/unit/wards/{id}/templates", UnitManager, show),
        post("/{lang:zh|en}/unit/wards/{id}/templates", UnitManager, add),
        post("/{lang:zh|en}/unit/templates/{id}/remove", UnitManager, remove),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct TemplateForm {
    start: String,
    end: String,
    category: String,
    places: String,
}

#[derive(Template)]
#[template(path = "unit/templates.html")]
struct TemplatesPage<'a> {
    cx: &'a Page,
    unit: Unit,
    templates: Vec<ShiftTemplate>,
    form: &'a TemplateForm,
    errors: FieldErrors,
}

impl TemplatesPage<'_> {
    fn times(&self, template: &ShiftTemplate) -> String {
        let end = template
            .starts_minute
            .saturating_add(template.length_minutes);
        format!(
            "{} {}–{}",
            template.band.label(self.cx.t),
            clock_text(template.starts_minute),
            clock_text(end)
        )
    }
}

async fn show(page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let (unit, templates) = templates::of_ward(&app, user.id, path.1).await?;
    let form = TemplateForm {
        places: "1".into(),
        ..TemplateForm::default()
    };
    page.html(&TemplatesPage {
        cx: &page,
        unit,
        templates,
        form: &form,
        errors: FieldErrors::default(),
    })
}

fn parse(page: &Page, form: &TemplateForm, errors: &mut FieldErrors) -> Option<NewTemplate> {
    let t = page.t;
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    let start = errors.check("start", time(&form.start), || t.error_shift_time());
    let end = errors.check("end", time(&form.end), || t.error_shift_time());
    let category = Category::parse(&form.category);
    let category = errors.check("category", category, || t.error_shift_category());
    let places = form.places.trim().parse().ok();
    let places = places.filter(|places| (1..=20).contains(places));
    let places = errors.check("places", places, || t.error_shift_places());
    Some(NewTemplate {
        start: start?,
        end: end?,
        category: category?,
        places: places?,
    })
}

async fn add(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<TemplateForm>,
) -> Answer {
    let (unit, templates) = templates::of_ward(&app, user.id, path.1).await?;
    let mut errors = FieldErrors::default();
    let new = parse(&page, &form.data, &mut errors);
    if let Some(new) = new.filter(|_| !form.switching) {
        templates::add(&app, user.id, unit.id, new).await?;
        let back = format!("/unit/wards/{}/templates", unit.id);
        return Ok(page.go_with(&back, Flash::Saved));
    }
    if form.switching {
        errors = FieldErrors::default();
    }
    page.form_again(
        form.switching,
        &TemplatesPage {
            cx: &page,
            unit,
            templates,
            form: &form.data,
            errors,
        },
    )
}

async fn remove(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    let unit = templates::remove(&app, user.id, path.1).await?;
    Ok(page.go_with(&format!("/unit/wards/{unit}/templates"), Flash::Saved))
}
