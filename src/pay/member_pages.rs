//! A member's pages: signing in and out, a word on what the unit stands for, pay by the month.

use super::attendance::State;
use super::ledger::Line;
use super::paper::{self, Row};
use super::reckon::{self, Working};
use super::service;
use super::statement::{self, Entry, Month, Overview};
use super::store::Place;
use super::turnout::{self, Said, Speech};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::web::form::{line, lines};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{self, Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of a member's pay. Who is suspended keeps them: what was worked is paid.
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    use Policy::Clinician;
    vec![
        get("/{lang:zh|en}/my-pay", Clinician, show),
        get("/{lang:zh|en}/my-pay/months/{month}", Clinician, show_month),
        get("/{lang:zh|en}/my-pay/months/{month}/statement.pdf", Clinician, pdf),
        get("/{lang:zh|en}/my-pay/{id}", Clinician, show_place),
        post("/{lang:zh|en}/my-pay/{id}/sign", Clinician, sign),
        post("/{lang:zh|en}/my-pay/{id}/agree", Clinician, agree),
        post("/{lang:zh|en}/my-pay/{id}/query", Clinician, query),
    ]
}

#[derive(Template)]
#[template(path = "pay/mine.html")]
struct MinePage<'a> {
    cx: &'a Page,
    pay: Overview,
}

async fn show(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let pay = statement::overview(&app, user.id).await?;
    page.html(&MinePage { cx: &page, pay })
}

#[derive(Template)]
#[template(path = "pay/month.html")]
struct MonthPage<'a> {
    cx: &'a Page,
    month: Month,
    has_font: bool,
}

impl MonthPage<'_> {
    fn name(&self) -> String {
        self.cx.lang.month(self.month.month)
    }
}

async fn find_month(app: &App, user: i64, word: &str) -> Result<Month, AppError> {
    let month = statement::parse_month(word).ok_or(AppError::NotFound)?;
    statement::month(app, user, month).await
}

async fn show_month(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, String)>,
) -> Answer {
    let month = find_month(&app, user.id, &path.1).await?;
    page.html(&MonthPage {
        cx: &page,
        month,
        has_font: paper::has_font(&app.config.pdf_font),
    })
}

/// The statement as it goes onto paper: what the page says, line by line.
fn rows(page: &Page, user: &SignedIn, month: &Month) -> Vec<Row> {
    let (t, lang) = (page.t, page.lang);
    let mut rows = vec![
        Row::Title(t.pay_statement_title(page.lang.month(month.month))),
        Row::Text(user.name(lang).to_owned()),
        Row::Text(t.pay_as_at(lang.moment(page.now))),
    ];
    for entry in &month.entries {
        let pay = entry.line.as_ref();
        let sum = pay.map_or("–".to_owned(), |line| {
            lang.money(line.cents, &line.currency)
        });
        rows.push(Row::Entry(head(page, entry), sum));
        rows.push(Row::Small(entry.standing.sentence(t, lang)));
        if let Some(line) = pay {
            rows.extend(reckoned(page, line).into_iter().map(Row::Small));
        }
    }
    rows.push(Row::Entry(t.pay_total(), month.total(lang)));
    rows.push(Row::Text(t.pay_statement_note()));
    rows
}

fn head(page: &Page, entry: &Entry) -> String {
    let lang = page.lang;
    let Some(place) = &entry.place else {
        return page.t.pay_allowance();
    };
    let (from, to) = place
        .record()
        .and_then(|record| record.times())
        .unwrap_or((place.starts_at, place.ends_at));
    format!(
        "{} {} {}",
        lang.date(place.day()),
        lang.time_range(from, to, place.zone()),
        place.where_it_was(lang)
    )
}

/// How a line came about, a sentence a step.
pub(super) fn reckoned(page: &Page, line: &Line) -> Vec<String> {
    let (t, lang) = (page.t, page.lang);
    let mut steps = worked_out(page, line);
    if let Some(edition) = line.edition {
        steps.push(t.engagement_edition(lang.date_year(edition)));
    }
    steps
}

fn worked_out(page: &Page, line: &Line) -> Vec<String> {
    let (t, lang) = (page.t, page.lang);
    match &line.working {
        Working::Worked(worked) => {
            let mut steps: Vec<String> = worked
                .steps
                .iter()
                .map(|step| {
                    let sentence = step.sentence(t, lang, &line.currency);
                    t.pay_cited(sentence, step.rule.article(t))
                })
                .collect();
            steps.push(t.pay_hours(reckon::hours(worked.minutes), worked.minutes));
            steps
        }
        Working::Allowance(allowance) => {
            let mut steps = vec![t.pay_cited(
                t.pay_allowance_text(
                    lang.money(i64::from(allowance.salary) * 100, &line.currency),
                    reckon::percent(allowance.capped),
                ),
                allowance.article(),
            )];
            steps.extend(allowance.earnings.iter().map(|earning| {
                t.pay_earning(
                    lang.date(earning.day),
                    earning.label(t),
                    reckon::percent(earning.basis_points),
                )
            }));
            if allowance.capped < allowance.total {
                steps.push(t.pay_capped(reckon::percent(allowance.total)));
            }
            if allowance.before != 0 {
                steps.push(t.pay_before(lang.money(allowance.before, &line.currency)));
            }
            steps
        }
    }
}

async fn pdf(page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, String)>) -> Answer {
    let month = find_month(&app, user.id, &path.1).await?;
    if month.entries.is_empty() {
        return Err(AppError::NotFound);
    }
    let rows = rows(&page, &user, &month);
    let (title, tag) = (page.lang.month(month.month), page.lang.tag());
    let (setting, footer) = (app.config.pdf_font.clone(), page.t.service_name());
    let file = web::block(move || {
        let font = paper::font(&setting);
        font.map(|font| paper::write(&font, &title, tag, &rows, &footer))
    });
    let file = file
        .await
        .map_err(|error| anyhow::anyhow!("the PDF file: {error}"))?;
    let Some(file) = file else {
        // The page says how to print instead.
        return Ok(page.go(&format!("/my-pay/months/{}", month.word())));
    };
    let name = format!("attachment; filename=\"pay-{}.pdf\"", month.word());
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(file?))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PlaceForm {
    code: String,
    query: String,
}

#[derive(Template)]
#[template(path = "pay/place.html")]
struct PlacePage<'a> {
    cx: &'a Page,
    place: &'a Place,
    line: Option<Line>,
    said: Said,
    form: &'a PlaceForm,
    errors: FieldErrors,
}

impl PlacePage<'_> {
    fn invites(&self, speech: Speech) -> bool {
        self.said.invites(speech, self.place, self.cx.now)
    }

    fn may_sign(&self) -> bool {
        let place = self.place;
        super::attendance::may_sign(place.starts_at, place.ends_at, self.cx.now)
            && place.record().is_none_or(|record| {
                record.signed_in_at.is_some()
                    && record.signed_out_at.is_none()
                    && record.times().is_none()
            })
    }

    fn until(&self) -> Option<String> {
        let at = self.place.record()?.authorised_at?;
        let until = at.plus(super::attendance::ANSWER_WITHIN).day();
        Some(self.cx.lang.date(until))
    }
}

async fn place_page(
    page: &Page,
    app: &App,
    user: i64,
    id: i64,
    (form, switching): (&PlaceForm, bool),
    errors: FieldErrors,
) -> Answer {
    let place = service::of_member(app, user, id).await?;
    let shown = errors.is_empty() && !switching;
    let template = PlacePage {
        cx: page,
        place: &place,
        line: statement::line_of(app, user, id).await?,
        said: turnout::said(app, id).await?,
        form,
        errors,
    };
    if shown {
        page.html(&template)
    } else {
        page.form_again(switching, &template)
    }
}

async fn show_place(page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let form = (&PlaceForm::default(), false);
    place_page(&page, &app, user.id, path.1, form, FieldErrors::default()).await
}

async fn sign(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<PlaceForm>,
) -> Answer {
    let mut errors = FieldErrors::default();
    let code = errors.check("code", line(&form.data.code, 12), || {
        page.t.error_pay_code()
    });
    if let Some(code) = code.filter(|_| !form.switching) {
        if service::sign(&app, user.id, path.1, &code).await? {
            return Ok(page.go_with(&format!("/my-pay/{}", path.1), Flash::Recorded));
        }
        errors.add("code", page.t.error_pay_code());
    }
    let typed = (&form.data, form.switching);
    place_page(&page, &app, user.id, path.1, typed, errors).await
}

async fn agree(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    service::answer(&app, user.id, path.1, None).await?;
    Ok(page.go_with(&format!("/my-pay/{}", path.1), Flash::Recorded))
}

async fn query(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<PlaceForm>,
) -> Answer {
    let mut errors = FieldErrors::default();
    let query = lines(&form.data.query, 500);
    let query = errors.check("query", query, || page.t.error_pay_query());
    if query.is_some() && !form.switching {
        service::answer(&app, user.id, path.1, query).await?;
        return Ok(page.go_with(&format!("/my-pay/{}", path.1), Flash::Recorded));
    }
    let typed = (&form.data, form.switching);
    place_page(&page, &app, user.id, path.1, typed, errors).await
}
