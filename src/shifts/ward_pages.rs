//! The pages on which a unit settles how it takes people, and whom it does not want for now.

use super::facts::{Mode, Terms};
use super::refusals;
use super::wards::{self, ASKABLE, Blocks};
use crate::app::App;
use crate::credentials::Slot;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation::service::Unit;
use crate::web::form::{line, lines};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;
use std::collections::BTreeMap;

type Answer = Result<HttpResponse, AppError>;

/// Routes of what a unit settles.
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    use Policy::UnitManager;
    vec![
        get("/{lang:zh|en}/unit/wards/{id}", UnitManager, show),
        post("/{lang:zh|en}/unit/wards/{id}", UnitManager, settle),
        get("/{lang:zh|en}/unit/wards/{id}/blocks", UnitManager, show_blocks),
        post("/{lang:zh|en}/unit/wards/{id}/blocks", UnitManager, block),
        post("/{lang:zh|en}/unit/blocks/{id}/lift", UnitManager, lift),
    ]
}

/// Fields by name; a document that is asked for is `need-<slot>`.
type Fields = BTreeMap<String, String>;

#[derive(Template)]
#[template(path = "unit/ward.html")]
struct WardPage<'a> {
    cx: &'a Page,
    unit: Unit,
    form: &'a Fields,
    errors: FieldErrors,
}

impl WardPage<'_> {
    fn typed(&self, name: &str) -> &str {
        self.form.get(name).map_or("", String::as_str)
    }

    fn asks(&self, slot: &Slot) -> bool {
        self.form.contains_key(&need(*slot))
    }
}

fn need(slot: Slot) -> String {
    format!("need-{}", slot.as_str())
}

async fn show(page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let found = wards::settled(&app, user.id, path.1).await?;
    let terms = found.terms;
    let mut form: Fields = [
        ("mode", terms.mode.as_str().to_owned()),
        ("confirm_hours", terms.confirm_hours.to_string()),
        ("cutoff_hours", terms.cutoff_hours.to_string()),
        ("report_to", terms.report_to),
        ("directions_zh", terms.directions_zh),
        ("directions_en", terms.directions_en),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    form.extend(
        found
            .needs
            .into_iter()
            .map(|slot| (need(slot), "on".into())),
    );
    page.html(&WardPage {
        cx: &page,
        unit: found.unit,
        form: &form,
        errors: FieldErrors::default(),
    })
}

/// A text that may be left out.
fn optional(text: &str, read: impl Fn(&str) -> Option<String>) -> Option<String> {
    if text.trim().is_empty() {
        Some(String::new())
    } else {
        read(text)
    }
}

fn read(page: &Page, form: &Fields, errors: &mut FieldErrors) -> Option<Terms> {
    let t = page.t;
    let field = |name: &str| form.get(name).map_or("", String::as_str);
    let hours = |name: &str, least: i32| {
        let hours = field(name).trim().parse().ok();
        hours.filter(|hours| (least..=168).contains(hours))
    };
    let mode = errors.check("mode", Mode::parse(field("mode")), || t.error_ward_mode());
    let confirm = errors.check("confirm_hours", hours("confirm_hours", 1), || {
        t.error_ward_confirm()
    });
    let cutoff = errors.check("cutoff_hours", hours("cutoff_hours", 0), || {
        t.error_ward_cutoff()
    });
    let to = optional(field("report_to"), |text| line(text, 100));
    let to = errors.check("report_to", to, || t.error_ward_report());
    let way = |name: &str| optional(field(name), |text| lines(text, 500));
    let zh = errors.check("directions_zh", way("directions_zh"), || {
        t.error_shift_note()
    });
    let en = errors.check("directions_en", way("directions_en"), || {
        t.error_shift_note()
    });
    Some(Terms {
        mode: mode?,
        confirm_hours: confirm?,
        cutoff_hours: cutoff?,
        report_to: to?,
        directions_en: en?,
        directions_zh: zh?,
    })
}

async fn settle(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<Fields>,
) -> Answer {
    let found = wards::settled(&app, user.id, path.1).await?;
    let mut errors = FieldErrors::default();
    let terms = read(&page, &form.data, &mut errors);
    if let Some(terms) = terms.filter(|_| !form.switching) {
        let needs = ASKABLE.into_iter();
        let needs = needs.filter(|slot| form.data.contains_key(&need(*slot)));
        wards::settle(&app, user.id, path.1, terms, needs.collect()).await?;
        return Ok(page.go_with(&format!("/unit/wards/{}", path.1), Flash::Saved));
    }
    if form.switching {
        errors = FieldErrors::default();
    }
    page.form_again(
        form.switching,
        &WardPage {
            cx: &page,
            unit: found.unit,
            form: &form.data,
            errors,
        },
    )
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct BlockForm {
    member: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "unit/blocks.html")]
struct BlocksPage<'a> {
    cx: &'a Page,
    found: Blocks,
    form: &'a BlockForm,
    errors: FieldErrors,
}

async fn show_blocks(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
) -> Answer {
    page.html(&BlocksPage {
        cx: &page,
        found: wards::blocks(&app, user.id, path.1).await?,
        form: &BlockForm::default(),
        errors: FieldErrors::default(),
    })
}

async fn block(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<BlockForm>,
) -> Answer {
    let found = wards::blocks(&app, user.id, path.1).await?;
    let mut errors = FieldErrors::default();
    let row = form.data.member.parse().ok();
    let member = row.filter(|row| found.known.iter().any(|known| known.id == *row));
    let member = errors.check("member", member, || page.t.error_blocks_member());
    let reason = lines(&form.data.reason, 500);
    let reason = errors.check("reason", reason, || page.t.error_blocks_reason());
    if let (Some(member), Some(reason), false) = (member, reason, form.switching) {
        refusals::block(&app, user.id, path.1, member, reason).await?;
        let back = format!("/unit/wards/{}/blocks", path.1);
        return Ok(page.go_with(&back, Flash::Recorded));
    }
    if form.switching {
        errors = FieldErrors::default();
    }
    page.form_again(
        form.switching,
        &BlocksPage {
            cx: &page,
            found,
            form: &form.data,
            errors,
        },
    )
}

async fn lift(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    let unit = wards::lift(&app, user.id, path.1).await?;
    Ok(page.go_with(&format!("/unit/wards/{unit}/blocks"), Flash::Recorded))
}
