//! What a member tells the gate and what units tell it about them: relatives, the main job, blocks and
//! appeals; and the public rule of the fair release.

use super::own_word::{self, Declared, UnitChoice, Work};
use super::refusals::{self, Refusal};
use crate::accounts::store::User;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::vetting::declarations::Relation;
use crate::web::form::{date, lines};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::NaiveTime;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of the gate's facts.
pub fn routes() -> Vec<Route> {
    use Policy::{Member, Officer, Public};
    vec![
        get("/{lang:zh|en}/fair-release", Public, show_fair),
        get("/{lang:zh|en}/my-shifts/relatives", Member, show_relatives),
        post("/{lang:zh|en}/my-shifts/relatives", Member, declare),
        post(
            "/{lang:zh|en}/my-shifts/relatives/{id}/remove",
            Member,
            take_back,
        ),
        get("/{lang:zh|en}/my-shifts/roster", Member, show_roster),
        post("/{lang:zh|en}/my-shifts/roster", Member, add_work),
        post(
            "/{lang:zh|en}/my-shifts/roster/{id}/remove",
            Member,
            remove_work,
        ),
        get("/{lang:zh|en}/my-shifts/blocks/{id}", Member, show_block),
        post("/{lang:zh|en}/my-shifts/blocks/{id}", Member, appeal),
        get("/{lang:zh|en}/office/appeals", Officer, show_appeals),
        post("/{lang:zh|en}/office/appeals/{id}", Officer, answer),
    ]
}

#[derive(Template)]
#[template(path = "shifts/fair.html")]
struct FairPage<'a> {
    cx: &'a Page,
}

async fn show_fair(page: Page) -> Answer {
    page.html(&FairPage { cx: &page })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RelativeForm {
    unit: String,
    relation: String,
}

#[derive(Template)]
#[template(path = "shifts/relatives.html")]
struct RelativesPage<'a> {
    cx: &'a Page,
    declared: Vec<Declared>,
    units: Vec<UnitChoice>,
    form: &'a RelativeForm,
    errors: FieldErrors,
}

impl RelativesPage<'_> {
    fn relations(&self) -> impl Iterator<Item = &'static Relation> {
        Relation::ALL
            .iter()
            .filter(|relation| **relation != Relation::None)
    }
}

async fn show_relatives(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    page.html(&RelativesPage {
        cx: &page,
        declared: own_word::declared(&app, user.id).await?,
        units: own_word::units(&app).await?,
        form: &RelativeForm::default(),
        errors: FieldErrors::default(),
    })
}

async fn declare(page: Page, app: Data<App>, user: SignedIn, form: Form<RelativeForm>) -> Answer {
    let units = own_word::units(&app).await?;
    let mut errors = FieldErrors::default();
    let unit = form.data.unit.parse().ok();
    let unit = unit.filter(|unit| units.iter().any(|(id, ..)| id == unit));
    let relation =
        Relation::parse(&form.data.relation).filter(|relation| *relation != Relation::None);
    if !form.switching {
        errors.check("unit", unit, || page.t.error_shift_unit());
        errors.check("relation", relation, || page.t.error_relative());
    }
    match (unit, relation) {
        (Some(unit), Some(relation)) if !form.switching => {
            own_word::declare(&app, user.id, unit, Some(relation)).await?;
            Ok(page.go_with("/my-shifts/relatives", Flash::Saved))
        }
        _ => {
            let again = RelativesPage {
                cx: &page,
                declared: own_word::declared(&app, user.id).await?,
                units,
                form: &form.data,
                errors,
            };
            page.form_again(form.switching, &again)
        }
    }
}

async fn take_back(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    own_word::declare(&app, user.id, path.1, None).await?;
    Ok(page.go_with("/my-shifts/relatives", Flash::Saved))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct WorkForm {
    day_year: String,
    day_month: String,
    day_day: String,
    start: String,
    end: String,
    weeks: String,
}

#[derive(Template)]
#[template(path = "shifts/roster.html")]
struct RosterPage<'a> {
    cx: &'a Page,
    work: Vec<Work>,
    form: &'a WorkForm,
    errors: FieldErrors,
}

async fn show_roster(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    page.html(&RosterPage {
        cx: &page,
        work: own_word::work(&app, user.id, page.now).await?,
        form: &WorkForm {
            weeks: "1".into(),
            ..WorkForm::default()
        },
        errors: FieldErrors::default(),
    })
}

async fn add_work(page: Page, app: Data<App>, user: SignedIn, form: Form<WorkForm>) -> Answer {
    let (data, t) = (&form.data, page.t);
    let mut errors = FieldErrors::default();
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    let day = date(&data.day_year, &data.day_month, &data.day_day);
    let day = errors.check("day", day, || t.error_shift_day());
    let start = errors.check("start", time(&data.start), || t.error_shift_time());
    let end = errors.check("end", time(&data.end), || t.error_shift_time());
    let weeks = data.weeks.parse().ok();
    let weeks = weeks.filter(|weeks| (1..=own_word::WEEKS).contains(weeks));
    let weeks = errors.check("weeks", weeks, || t.error_roster_weeks());
    match (day, start, end, weeks) {
        (Some(day), Some(start), Some(end), Some(weeks)) if !form.switching => {
            own_word::add_work(&app, user.id, day, (start, end), weeks).await?;
            Ok(page.go_with("/my-shifts/roster", Flash::Saved))
        }
        _ => {
            let again = RosterPage {
                cx: &page,
                work: own_word::work(&app, user.id, page.now).await?,
                form: data,
                errors: if form.switching {
                    FieldErrors::default()
                } else {
                    errors
                },
            };
            page.form_again(form.switching, &again)
        }
    }
}

async fn remove_work(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    own_word::remove_work(&app, user.id, path.1).await?;
    Ok(page.go_with("/my-shifts/roster", Flash::Saved))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AppealForm {
    text: String,
    answer: String,
}

#[derive(Template)]
#[template(path = "shifts/block.html")]
struct BlockPage<'a> {
    cx: &'a Page,
    refusal: Refusal,
    form: &'a AppealForm,
    errors: FieldErrors,
}

async fn show_block(page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    page.html(&BlockPage {
        cx: &page,
        refusal: refusals::own(&app, user.id, path.1).await?,
        form: &AppealForm::default(),
        errors: FieldErrors::default(),
    })
}

async fn appeal(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<AppealForm>,
) -> Answer {
    let refusal = refusals::own(&app, user.id, path.1).await?;
    let mut errors = FieldErrors::default();
    let text = lines(&form.data.text, 2000).filter(|text| !text.is_empty());
    if !form.switching && text.is_none() {
        errors.add("text", page.t.error_appeal());
    }
    match text.filter(|_| !form.switching) {
        Some(text) => {
            refusals::appeal(&app, user.id, path.1, text).await?;
            let path = format!("/my-shifts/blocks/{}", path.1);
            Ok(page.go_with(&path, Flash::Recorded))
        }
        None => {
            let again = BlockPage {
                cx: &page,
                refusal,
                form: &form.data,
                errors,
            };
            page.form_again(form.switching, &again)
        }
    }
}

#[derive(Template)]
#[template(path = "shifts/appeals.html")]
struct AppealsPage<'a> {
    cx: &'a Page,
    appeals: Vec<(Refusal, User)>,
    /// The row whose answer was faulty, and what was typed.
    typed: (i64, String),
    errors: FieldErrors,
}

async fn show_appeals(page: Page, app: Data<App>, _: SignedIn) -> Answer {
    page.html(&AppealsPage {
        cx: &page,
        appeals: refusals::appeals(&app).await?,
        typed: (0, String::new()),
        errors: FieldErrors::default(),
    })
}

async fn answer(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<AppealForm>,
) -> Answer {
    let mut errors = FieldErrors::default();
    let text = lines(&form.data.text, 2000).filter(|text| !text.is_empty());
    let lift = match form.data.answer.as_str() {
        "lift" => Some(true),
        "keep" => Some(false),
        _ => None,
    };
    match (text, lift) {
        (Some(text), Some(lift)) => {
            refusals::answer(&app, user.id, path.1, lift, text).await?;
            Ok(page.go_with("/office/appeals", Flash::Recorded))
        }
        _ => {
            errors.add("text", page.t.error_appeal_answer());
            let again = AppealsPage {
                cx: &page,
                appeals: refusals::appeals(&app).await?,
                typed: (path.1, form.data.text.clone()),
                errors,
            };
            page.form_again(false, &again)
        }
    }
}
