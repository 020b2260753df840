//! Pages on which an administrator says under which rules a hospital engages people.

use super::house_rules::{HouseRules, Limit, minutes};
use super::regimes::regime_name;
use super::settings::{self, Hospital};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::regime::Regime;
use crate::regime::macau::WorkingRegime;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of hospitals.
pub fn routes() -> Vec<Route> {
    use Policy::Administrator;
    vec![
        get("/{lang:zh|en}/admin/hospitals", Administrator, hospitals),
        get(
            "/{lang:zh|en}/admin/hospitals/{id}",
            Administrator,
            hospital,
        ),
        post("/{lang:zh|en}/admin/hospitals/{id}", Administrator, save),
    ]
}

#[derive(Template)]
#[template(path = "organisation/hospitals.html")]
struct HospitalsPage<'a> {
    cx: &'a Page,
    hospitals: Vec<Hospital>,
}

async fn hospitals(page: Page, app: Data<App>) -> Answer {
    let hospitals = settings::list(&app).await?;
    page.html(&HospitalsPage {
        cx: &page,
        hospitals,
    })
}

/// As typed.
#[derive(Default, Deserialize)]
#[serde(default)]
struct SettingsForm {
    regime: String,
    max_shift: String,
    max_shift_effect: String,
    min_rest: String,
    min_rest_effect: String,
    max_week: String,
    max_week_effect: String,
    rest_days: String,
    rest_days_effect: String,
    working_regime: String,
    agreed_extension: String,
}

/// The word of a limit that cannot be passed.
const BLOCKS: &str = "block";

fn effect(limit: Limit) -> String {
    if limit.blocks { BLOCKS } else { "warn" }.to_owned()
}

impl SettingsForm {
    fn of(hospital: &Hospital, rules: &HouseRules) -> Self {
        Self {
            regime: hospital.regime.as_str().to_owned(),
            max_shift: rules.max_shift.hours().to_string(),
            max_shift_effect: effect(rules.max_shift),
            min_rest: rules.min_rest.hours().to_string(),
            min_rest_effect: effect(rules.min_rest),
            max_week: rules.max_week.hours().to_string(),
            max_week_effect: effect(rules.max_week),
            rest_days: rules.rest_days.amount.to_string(),
            rest_days_effect: effect(rules.rest_days),
            working_regime: rules.working_regime.as_str().to_owned(),
            agreed_extension: if rules.agreed_extension { "yes" } else { "" }.to_owned(),
        }
    }
}

/// A limit as the form shows it.
struct LimitField<'a> {
    name: &'static str,
    label: String,
    unit: String,
    value: &'a str,
    effect: &'a str,
}

#[derive(Template)]
#[template(path = "organisation/hospital.html")]
struct HospitalPage<'a> {
    cx: &'a Page,
    hospital: Hospital,
    form: &'a SettingsForm,
    errors: FieldErrors,
}

impl HospitalPage<'_> {
    fn limits(&self) -> [LimitField<'_>; 4] {
        let (t, form) = (self.cx.t, self.form);
        let field = |name, label, unit, value, effect| LimitField {
            name,
            label,
            unit,
            value,
            effect,
        };
        let hours = t.hospitals_hours();
        [
            field(
                "max_shift",
                t.hospitals_max_shift(),
                hours.clone(),
                &form.max_shift,
                &form.max_shift_effect,
            ),
            field(
                "min_rest",
                t.hospitals_min_rest(),
                hours.clone(),
                &form.min_rest,
                &form.min_rest_effect,
            ),
            field(
                "max_week",
                t.hospitals_max_week(),
                hours,
                &form.max_week,
                &form.max_week_effect,
            ),
            field(
                "rest_days",
                t.hospitals_rest_days(),
                t.hospitals_days(),
                &form.rest_days,
                &form.rest_days_effect,
            ),
        ]
    }
}

async fn hospital(page: Page, app: Data<App>, path: Path<(Lang, i64)>) -> Answer {
    let (hospital, rules) = settings::find(&app, path.1).await?;
    page.html(&HospitalPage {
        cx: &page,
        form: &SettingsForm::of(&hospital, &rules),
        hospital,
        errors: FieldErrors::default(),
    })
}

/// Reads the form; `None` where something is wrong, which the errors then say.
fn read(
    page: &Page,
    form: &SettingsForm,
    errors: &mut FieldErrors,
) -> Option<(Regime, HouseRules)> {
    let t = page.t;
    let regime = errors.check("regime", Regime::parse(&form.regime), || {
        t.error_hospitals_regime()
    });
    let limit = |amount: Option<i32>, effect: &str| {
        amount.map(|amount| Limit {
            amount,
            blocks: effect == BLOCKS,
        })
    };
    let shift = limit(minutes(&form.max_shift, 60..=1440), &form.max_shift_effect);
    let shift = errors.check("max_shift", shift, || t.error_hospitals_hours(1, 24));
    let rest = limit(minutes(&form.min_rest, 0..=1440), &form.min_rest_effect);
    let rest = errors.check("min_rest", rest, || t.error_hospitals_hours(0, 24));
    let week = limit(minutes(&form.max_week, 60..=10080), &form.max_week_effect);
    let week = errors.check("max_week", week, || t.error_hospitals_hours(1, 168));
    let days = form.rest_days.trim().parse().ok();
    let days = limit(
        days.filter(|days| (0..=6).contains(days)),
        &form.rest_days_effect,
    );
    let days = errors.check("rest_days", days, || t.error_hospitals_days(0, 6));
    let working = WorkingRegime::parse(&form.working_regime);
    let working = errors.check("working_regime", working, || t.error_hospitals_working());
    let rules = HouseRules {
        max_shift: shift?,
        min_rest: rest?,
        max_week: week?,
        rest_days: days?,
        working_regime: working?,
        agreed_extension: form.agreed_extension == "yes",
    };
    Some((regime?, rules))
}

async fn save(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<SettingsForm>,
) -> Answer {
    let (hospital, _) = settings::find(&app, path.1).await?;
    let mut errors = FieldErrors::default();
    if !form.switching
        && let Some((regime, rules)) = read(&page, &form.data, &mut errors)
    {
        settings::save(&app, me.id, path.1, regime, rules).await?;
        return Ok(page.go_with("/admin/hospitals", Flash::Saved));
    }
    page.form_again(
        form.switching,
        &HospitalPage {
            cx: &page,
            hospital,
            form: &form.data,
            errors,
        },
    )
}
