//! The page on which the office says that a typhoon or a rainstorm comes.

use super::weather::{self, NewWeather, Signal, Weather};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation::service::Choice;
use crate::web::form::{date, lines};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::Datelike;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of the weather.
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        get("/{lang:zh|en}/office/weather", Officer, show),
        post("/{lang:zh|en}/office/weather", Officer, send),
        post("/{lang:zh|en}/office/weather/{id}/end", Officer, end),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct WeatherForm {
    signal: String,
    cluster: String,
    day_year: String,
    day_month: String,
    day_day: String,
    note: String,
}

#[derive(Template)]
#[template(path = "office/weather.html")]
struct WeatherPage<'a> {
    cx: &'a Page,
    all: Vec<Weather>,
    clusters: Vec<Choice>,
    form: &'a WeatherForm,
    errors: FieldErrors,
}

async fn show(page: Page, app: Data<App>) -> Answer {
    let (all, clusters) = weather::standing(&app).await?;
    let today = page.now.day();
    let form = WeatherForm {
        day_year: today.year().to_string(),
        day_month: today.month().to_string(),
        day_day: today.day().to_string(),
        ..WeatherForm::default()
    };
    page.html(&WeatherPage {
        cx: &page,
        all,
        clusters,
        form: &form,
        errors: FieldErrors::default(),
    })
}

fn read(
    page: &Page,
    clusters: &[Choice],
    form: &WeatherForm,
    errors: &mut FieldErrors,
) -> Option<NewWeather> {
    let t = page.t;
    let signal = errors.check("signal", Signal::parse(&form.signal), || {
        t.error_weather_signal()
    });
    let cluster = match form.cluster.as_str() {
        "" => Some(None),
        row => row
            .parse()
            .ok()
            .filter(|row| clusters.iter().any(|(id, _)| id == row))
            .map(Some),
    };
    let cluster = errors.check("cluster", cluster, || t.error_weather_cluster());
    let day = date(&form.day_year, &form.day_month, &form.day_day);
    let day = day.filter(|day| *day >= page.now.day());
    let day = errors.check("day", day, || t.error_weather_day());
    let note = if form.note.trim().is_empty() {
        Some(String::new())
    } else {
        lines(&form.note, 500)
    };
    let note = errors.check("note", note, || t.error_shift_note());
    Some(NewWeather {
        signal: signal?,
        cluster: cluster?,
        day: day?,
        note: note?,
    })
}

async fn send(page: Page, app: Data<App>, user: SignedIn, form: Form<WeatherForm>) -> Answer {
    let (all, clusters) = weather::standing(&app).await?;
    let mut errors = FieldErrors::default();
    let new = read(&page, &clusters, &form.data, &mut errors);
    if let Some(new) = new.filter(|_| !form.switching) {
        weather::post(&app, user.id, new).await?;
        return Ok(page.go_with("/office/weather", Flash::Recorded));
    }
    if form.switching {
        errors = FieldErrors::default();
    }
    page.form_again(
        form.switching,
        &WeatherPage {
            cx: &page,
            all,
            clusters,
            form: &form.data,
            errors,
        },
    )
}

async fn end(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    weather::end(&app, user.id, path.1).await?;
    Ok(page.go_with("/office/weather", Flash::Recorded))
}
