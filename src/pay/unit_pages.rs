//! A unit's pages: who was there, when, and what the unit stands for.

use super::attendance::{Fault, State, Times};
use super::service::{self, Entry};
use super::store::Place;
use super::turnout::{self, AbsenceState, Said, Speech};
use crate::app::App;
use crate::clock::{UtcTime, add_days};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::web::form::lines;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{NaiveTime, TimeDelta};
use serde::Deserialize;
use std::collections::HashMap;

type Answer = Result<HttpResponse, AppError>;

/// Routes of a unit's attendance.
pub fn routes() -> Vec<Route> {
    use Policy::UnitManager;
    vec![
        get("/{lang:zh|en}/unit/attendance", UnitManager, list),
        get("/{lang:zh|en}/unit/attendance/{id}", UnitManager, show),
        post("/{lang:zh|en}/unit/attendance/{id}", UnitManager, enter),
    ]
}

#[derive(Template)]
#[template(path = "pay/unit_list.html")]
struct ListPage<'a> {
    cx: &'a Page,
    /// Unit, and the code that hangs in it today.
    codes: Vec<(String, String)>,
    /// The unit has the ball.
    open: Vec<Place>,
    /// Somebody else has it, or nobody.
    rest: Vec<Place>,
    /// Who was reported not to have come.
    absences: HashMap<i64, AbsenceState>,
}

impl ListPage<'_> {
    fn absence(&self, place: &Place) -> Option<AbsenceState> {
        self.absences.get(&place.id).copied()
    }

    /// Whether it can be settled by one press: over, and nobody has said anything that differs.
    fn as_planned(&self, place: &Place) -> bool {
        let fresh = place
            .record()
            .is_none_or(|record| record.state == State::Signed);
        fresh && place.ends_at <= self.cx.now
    }
}

async fn list(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let places = service::of_manager(&app, user.id).await?;
    let codes = service::codes(&app, user.id, page.lang).await?;
    let absences = turnout::absences_of_manager(&app, user.id).await?;
    let (mut open, mut rest): (Vec<_>, Vec<_>) = places.into_iter().partition(|place| {
        !matches!(place.state(), Some(State::Authorised | State::Agreed))
            && !absences.contains_key(&place.id)
    });
    open.sort_by_key(|place| (place.state() != Some(State::Queried), place.starts_at));
    rest.reverse();
    page.html(&ListPage {
        cx: &page,
        codes,
        open,
        rest,
        absences,
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct TimesForm {
    from: String,
    to: String,
    reason: String,
    answer: String,
    act: String,
}

#[derive(Template)]
#[template(path = "pay/unit_place.html")]
struct PlacePage<'a> {
    cx: &'a Page,
    place: &'a Place,
    form: &'a TimesForm,
    said: Said,
    errors: FieldErrors,
}

impl PlacePage<'_> {
    fn invites(&self, speech: Speech) -> bool {
        self.said.invites(speech, self.place, self.cx.now)
    }
}

/// How far from the plan a signature may lie and still mean the plan.
const NEAR: TimeDelta = TimeDelta::minutes(15);

/// What the form begins with: what was written, else the plan, else a signature that lies elsewhere.
fn first(page: &Page, place: &Place) -> TimesForm {
    let record = place.record();
    let near = |signed: Option<UtcTime>, plan: UtcTime| match signed {
        Some(at) if at.since(plan).abs() > NEAR => at,
        _ => plan,
    };
    let (from, to) = record.and_then(|record| record.times()).unwrap_or((
        near(
            record.and_then(|record| record.signed_in_at),
            place.starts_at,
        ),
        near(
            record.and_then(|record| record.signed_out_at),
            place.ends_at,
        ),
    ));
    let time = |at: UtcTime| page.lang.time(at.local(place.zone()));
    TimesForm {
        from: time(from),
        to: time(to),
        reason: record.map_or(String::new(), |record| record.reason.clone()),
        answer: record.map_or(String::new(), |record| record.answer.clone()),
        act: String::new(),
    }
}

async fn show(page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let place = service::of_unit(&app, user.id, path.1).await?;
    page.html(&PlacePage {
        cx: &page,
        form: &first(&page, &place),
        said: turnout::said(&app, place.id).await?,
        place: &place,
        errors: FieldErrors::default(),
    })
}

/// The instant nearest to `plan` at which the ward's clock shows `text`.
fn nearest(place: &Place, text: &str, plan: UtcTime) -> Option<UtcTime> {
    let time = NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()?;
    let day = plan.local(place.zone()).date();
    (-1..=1)
        .map(|shift| UtcTime::from_local(add_days(day, shift).and_time(time), place.zone()))
        .min_by_key(|at| at.since(plan).abs())
}

/// An empty text stays empty; anything else is checked like every text.
fn optional(text: &str) -> Option<String> {
    if text.trim().is_empty() {
        Some(String::new())
    } else {
        lines(text, 500)
    }
}

fn parse(page: &Page, place: &Place, form: &TimesForm, errors: &mut FieldErrors) -> Option<Entry> {
    let t = page.t;
    let from = nearest(place, &form.from, place.starts_at);
    let from = errors.check("from", from, || t.error_shift_time());
    let to = nearest(place, &form.to, place.ends_at);
    let to = errors.check("to", to, || t.error_shift_time());
    let reason = errors.check("reason", optional(&form.reason), || t.error_shift_note());
    let answer = errors.check("answer", optional(&form.answer), || t.error_shift_note());
    Some(Entry {
        times: Times {
            from: from?,
            to: to?,
            reason: reason?,
        },
        answer: answer?,
        authorise: form.act == "authorise",
    })
}

async fn enter(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<TimesForm>,
) -> Answer {
    let place = service::of_unit(&app, user.id, path.1).await?;
    let mut errors = FieldErrors::default();
    if let Some(entry) = parse(&page, &place, &form.data, &mut errors).filter(|_| !form.switching) {
        match service::enter(&app, user.id, place.id, entry).await? {
            Ok(()) => return Ok(page.go_with("/unit/attendance", Flash::Recorded)),
            Err(Fault::Order) => errors.add("to", page.t.error_pay_order()),
            Err(Fault::Ahead) => errors.add("to", page.t.error_pay_ahead()),
            Err(Fault::Elsewhere) => errors.add("from", page.t.error_pay_elsewhere()),
            Err(Fault::NoReason) => errors.add("reason", page.t.error_pay_reason()),
        }
    }
    if form.switching {
        errors = FieldErrors::default();
    }
    page.form_again(
        form.switching,
        &PlacePage {
            cx: &page,
            place: &place,
            said: turnout::said(&app, place.id).await?,
            form: &form.data,
            errors,
        },
    )
}
