//! The page on which many shifts are posted at once: typed, from a file, or copied from another week.

use super::batch::{self, LONGEST, Line, Ready};
use super::patterns::{self, Pattern};
use super::posting::{self, Offer};
use super::unit_pages::clock_text;
use crate::app::App;
use crate::clock::add_days;
use crate::error::{AppError, Denial};
use crate::organisation::service::Template as ShiftTemplate;
use crate::web::form::{self, CSRF_FIELD};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_multipart::{Field, Multipart};
use actix_web::web::{Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{Datelike, Months, NaiveDate};
use futures_util::StreamExt;
use serde::Deserialize;
use std::collections::BTreeMap;

type Answer = Result<HttpResponse, AppError>;

/// Routes of posting many shifts.
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    use Policy::UnitManager;
    vec![
        get("/{lang:zh|en}/unit/many", UnitManager, show),
        post("/{lang:zh|en}/unit/many", UnitManager, send),
        post("/{lang:zh|en}/unit/many/file", UnitManager, from_file).upload(),
    ]
}

/// Weeks before and after this one that can be copied from and to.
const WEEKS_BACK: i64 = 8;
const WEEKS_AHEAD: i64 = 12;
/// Months that a pattern can fill, with this one.
const MONTHS: u32 = 6;

#[derive(Template)]
#[template(path = "unit/many.html")]
struct ManyPage<'a> {
    cx: &'a Page,
    offer: Offer,
    asked: &'a Asked,
    text: &'a str,
    lines: Vec<Line>,
    errors: FieldErrors,
}

impl ManyPage<'_> {
    fn ready(&self) -> Vec<&Ready> {
        let all = self.lines.iter();
        all.filter_map(|line| line.read.as_ref().ok()).collect()
    }

    /// Lines that cannot be posted: number, text, what is wrong.
    fn ill(&self) -> Vec<(u64, &str, Vec<String>)> {
        let t = self.cx.t;
        let all = self.lines.iter().filter_map(|line| {
            let ill = line.read.as_ref().err()?;
            let sentences = ill.iter().map(|one| one.sentence(t)).collect();
            Some((line.number, line.text.as_str(), sentences))
        });
        all.collect()
    }

    fn specialty(&self, ready: &Ready) -> &str {
        let all = self.offer.specialties.iter();
        let mut all = all.filter(|(_, id, _)| *id == ready.draft.specialty);
        all.next()
            .map_or("", |(_, _, name)| name.name(self.cx.lang))
    }

    fn headings(&self) -> String {
        batch::headings(self.cx.lang).join(",")
    }

    /// Mondays to choose from: value, first day, whether it is chosen.
    fn weeks(&self, least: i64, chosen: &str) -> Vec<(String, NaiveDate, bool)> {
        let monday = monday(self.cx.now.day());
        let weeks = (least..=WEEKS_AHEAD).map(|week| add_days(monday, 7 * week));
        weeks
            .map(|day| (day.to_string(), day, day.to_string() == chosen))
            .collect()
    }

    fn weeks_from(&self) -> Vec<(String, NaiveDate, bool)> {
        self.weeks(-WEEKS_BACK, self.asked.of("from"))
    }

    fn weeks_to(&self) -> Vec<(String, NaiveDate, bool)> {
        self.weeks(0, self.asked.of("to"))
    }

    /// First days of months to choose from, and whether it is chosen.
    fn months(&self) -> Vec<(NaiveDate, bool)> {
        let today = self.cx.now.day();
        let first = add_days(today, 1 - i64::from(today.day()));
        let months = (0..MONTHS).filter_map(|month| first.checked_add_months(Months::new(month)));
        months
            .map(|day| (day, day.to_string() == self.asked.of("month")))
            .collect()
    }

    /// The days of a week: the name of the box, a day of that name, whether it is asked for.
    fn days(&self) -> Vec<(String, NaiveDate, bool)> {
        let monday = monday(self.cx.now.day());
        let days = (0..7).map(|day| (format!("d{day}"), add_days(monday, day)));
        days.map(|(name, day)| {
            let asked = self.asked.0.contains_key(&name);
            (name, day, asked)
        })
        .collect()
    }

    fn template_label(&self, template: &ShiftTemplate) -> String {
        let lang = self.cx.lang;
        let unit = self.offer.units.iter();
        let unit = unit
            .filter(|unit| unit.id == template.unit)
            .map(|unit| format!("{} {}", unit.name.name(lang), unit.hospital.name(lang)));
        let from = clock_text(template.starts_minute);
        let to = clock_text(
            template
                .starts_minute
                .saturating_add(template.length_minutes),
        );
        let band = template.band.label(self.cx.t);
        let category = template.category.label(self.cx.t);
        unit.map(|place| format!("{band} {from}–{to} · {place} · {category}"))
            .collect()
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    add_days(day, -i64::from(day.weekday().num_days_from_monday()))
}

/// Which week to copy or what to repeat, as the address says: a template and a month mean a pattern, whose
/// days are `d0` to `d6`.
struct Asked(BTreeMap<String, String>);

impl Asked {
    fn of(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    fn week(&self) -> Option<(i64, (NaiveDate, NaiveDate))> {
        let day = |name| self.of(name).parse().ok().map(monday);
        Some((self.of("unit").parse().ok()?, (day("from")?, day("to")?)))
    }

    fn pattern(&self) -> Option<Pattern> {
        Some(Pattern {
            template: self.of("template").parse().ok()?,
            month: self.of("month").parse().ok()?,
            days: std::array::from_fn(|day| self.0.contains_key(&format!("d{day}"))),
        })
    }

    /// From this week to the next, until something else is chosen.
    fn filled(mut self, page: &Page) -> Self {
        let monday = monday(page.now.day());
        let mut settle = |name: &str, day: NaiveDate| {
            self.0
                .entry(name.to_owned())
                .or_insert_with(|| day.to_string());
        };
        settle("from", monday);
        settle("to", add_days(monday, 7));
        self
    }
}

/// What was asked for as a table, and what is wrong where it is empty.
async fn asked_for(
    page: &Page,
    app: &App,
    user: i64,
    asked: &Asked,
) -> Result<(String, FieldErrors), AppError> {
    let mut errors = FieldErrors::default();
    let mut text = String::new();
    if let Some(pattern) = asked.pattern() {
        text = patterns::repeat(app, user, pattern, page.lang).await?;
        if text.is_empty() {
            errors.add("days", page.t.error_many_days());
        }
    } else if let Some((unit, weeks)) = asked.week() {
        let only_new = asked.of("new") == "1";
        text = patterns::copy_week(app, user, unit, weeks, only_new, page.lang).await?;
        if text.is_empty() {
            errors.add(
                "from",
                match only_new {
                    true => page.t.error_many_no_new(),
                    false => page.t.error_many_week(),
                },
            );
        }
    }
    Ok((text, errors))
}

async fn show(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    query: Query<BTreeMap<String, String>>,
) -> Answer {
    let asked = Asked(query.into_inner()).filled(&page);
    let (text, errors) = asked_for(&page, &app, user.id, &asked).await?;
    page.html(&ManyPage {
        cx: &page,
        offer: posting::offer(&app, user.id).await?,
        asked: &asked,
        lines: batch::check(&app, user.id, text.clone()).await?,
        text: &text,
        errors,
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ManyForm {
    table: String,
    act: String,
}

async fn send(page: Page, app: Data<App>, user: SignedIn, form: Form<ManyForm>) -> Answer {
    let text = &form.data.table;
    let mut errors = FieldErrors::default();
    if text.len() > LONGEST {
        errors.add("table", page.t.error_many_long(batch::MOST));
        return again(&page, &app, user.id, text, (Vec::new(), errors)).await;
    }
    if form.data.act == "publish" && !form.switching {
        match batch::publish(&app, user.id, text.clone()).await? {
            Ok(_) => return Ok(page.go_with("/unit", Flash::Posted)),
            Err(lines) => return judged(&page, &app, user.id, text, lines).await,
        }
    }
    let lines = batch::check(&app, user.id, text.clone()).await?;
    if form.switching {
        return again(&page, &app, user.id, text, (lines, errors)).await;
    }
    judged(&page, &app, user.id, text, lines).await
}

/// Shows what was read, with what is wrong.
async fn judged(page: &Page, app: &App, user: i64, text: &str, lines: Vec<Line>) -> Answer {
    let mut errors = FieldErrors::default();
    let ill = lines.iter().filter(|line| line.read.is_err()).count();
    if ill > 0 {
        errors.add("table", page.t.error_many_lines(ill));
    } else if lines.is_empty() {
        errors.add("table", page.t.error_many_none());
    }
    again(page, app, user, text, (lines, errors)).await
}

async fn again(
    page: &Page,
    app: &App,
    user: i64,
    text: &str,
    (lines, errors): (Vec<Line>, FieldErrors),
) -> Answer {
    let fine = errors.is_empty();
    let template = ManyPage {
        cx: page,
        offer: posting::offer(app, user).await?,
        asked: &Asked(BTreeMap::new()).filled(page),
        text,
        lines,
        errors,
    };
    page.form_again(fine, &template)
}

/// Reads a file that was chosen: its text comes into the form, where it can be put right.
async fn from_file(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    request: HttpRequest,
    mut parts: Multipart,
) -> Answer {
    let mut token = String::new();
    let mut text = None;
    while let Some(part) = parts.next().await {
        // What cannot be read carries no token that could be believed.
        let part = part.map_err(|_| AppError::Forbidden(Denial::Forged))?;
        match part.name().unwrap_or_default() {
            CSRF_FIELD => token = whole(part).await?.unwrap_or_default(),
            "file" => {
                form::check_token(&request, &token)?;
                text = whole(part).await?;
                break;
            }
            _ => return Err(AppError::Invalid("the form has a field that is not ours")),
        }
    }
    form::check_token(&request, &token)?;
    let Some(text) = text else {
        let mut errors = FieldErrors::default();
        errors.add("file", page.t.error_many_file());
        return again(&page, &app, user.id, "", (Vec::new(), errors)).await;
    };
    let text = text.trim_start_matches('\u{feff}');
    let lines = batch::check(&app, user.id, text.to_owned()).await?;
    judged(&page, &app, user.id, text, lines).await
}

/// A field as text; `None` where it is too long or no UTF-8.
async fn whole(mut part: Field) -> Result<Option<String>, AppError> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.next().await {
        let piece = piece.map_err(|_| AppError::Invalid("the form did not arrive whole"))?;
        bytes.extend_from_slice(&piece);
        if bytes.len() > LONGEST {
            return Ok(None);
        }
    }
    Ok(String::from_utf8(bytes).ok())
}
