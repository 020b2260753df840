//! A unit head marks the potential of those who stand in a promotion round of their hospital.

use super::office_pages::member_name;
use super::round_pages::post_name;
use super::round_store::Round;
use super::rounds::{self, ToMark};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::regime::exact;
use crate::regime::taitung;
use crate::regime::within::UpTo;
use crate::web::form::lines;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of unit heads.
pub fn routes() -> Vec<Route> {
    use Policy::UnitManager;
    vec![
        get("/{lang:zh|en}/unit/rounds", UnitManager, all),
        get("/{lang:zh|en}/unit/rounds/{id}", UnitManager, round),
        post("/{lang:zh|en}/unit/rounds/{id}", UnitManager, mark),
    ]
}

#[derive(Template)]
#[template(path = "engagements/unit_rounds.html")]
struct AllPage<'a> {
    cx: &'a Page,
    rounds: Vec<(Round, Vec<ToMark>)>,
}

/// How many of a round are not marked yet.
fn unmarked(people: &[ToMark]) -> usize {
    people.iter().filter(|(_, _, marked)| !marked).count()
}

async fn all(page: Page, app: Data<App>, me: SignedIn) -> Answer {
    let rounds = rounds::of_head(&app, me.id).await?;
    page.html(&AllPage { cx: &page, rounds })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct MarkForm {
    row: String,
    potential_1: String,
    potential_2: String,
    potential_3: String,
    potential_4: String,
    potential_5: String,
    note: String,
    unrelated: String,
}

impl MarkForm {
    fn typed(&self) -> [(&'static str, &str); 5] {
        [
            ("potential_1", &self.potential_1),
            ("potential_2", &self.potential_2),
            ("potential_3", &self.potential_3),
            ("potential_4", &self.potential_4),
            ("potential_5", &self.potential_5),
        ]
    }
}

#[derive(Template)]
#[template(path = "engagements/unit_round.html")]
struct RoundPage<'a> {
    cx: &'a Page,
    round: Round,
    people: Vec<ToMark>,
    form: &'a MarkForm,
    errors: FieldErrors,
}

impl RoundPage<'_> {
    /// The five items of the standard: control, label, what was typed.
    fn items(&self) -> Vec<(&'static str, String, String)> {
        let t = self.cx.t;
        let labels = [
            t.round_item_potential(),
            t.round_item_speciality(),
            t.round_item_coordination(),
            t.round_item_team(),
            t.round_item_results(),
        ];
        let typed = self.form.typed().into_iter();
        typed
            .zip(labels)
            .map(|((name, typed), label)| (name, label, typed.to_owned()))
            .collect()
    }
}

async fn find(app: &App, head: i64, id: i64) -> Result<(Round, Vec<ToMark>), AppError> {
    let rounds = rounds::of_head(app, head).await?;
    let mut rounds = rounds.into_iter();
    rounds
        .find(|(round, _)| round.id == id)
        .ok_or(AppError::NotFound)
}

async fn round(page: Page, app: Data<App>, me: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let (round, people) = find(&app, me.id, path.1).await?;
    page.html(&RoundPage {
        cx: &page,
        round,
        people,
        form: &MarkForm::default(),
        errors: FieldErrors::default(),
    })
}

/// The engagement, the five marks as JSON, and what was written about them.
fn read(
    page: &Page,
    form: &MarkForm,
    people: &[ToMark],
    errors: &mut FieldErrors,
) -> Option<(i64, String, String)> {
    let t = page.t;
    let row = form.row.parse().ok();
    let row = row.filter(|row| people.iter().any(|(id, _, _)| id == row));
    let row = errors.check("row", row, || t.error_round_candidate());
    let read = |(name, typed): (&'static str, &str)| {
        let mark: Option<UpTo<5>> = exact::parse(typed.trim()).and_then(UpTo::new);
        errors.check(name, mark, || t.error_round_mark())
    };
    let [one, two, three, four, five] = form.typed().map(read);
    let note = lines(&form.note, 500);
    let note = if form.note.trim().is_empty() {
        Some(String::new())
    } else {
        note
    };
    let note = errors.check("note", note, || t.error_round_note_long());
    let unrelated = (form.unrelated == "yes").then_some(());
    let unrelated = errors.check("unrelated", unrelated, || t.error_round_unrelated());
    let (marks, note) = ([one?, two?, three?, four?, five?], note?);
    if taitung::potential(&marks, &note).is_err() {
        errors.add("note", t.error_round_note());
        return None;
    }
    unrelated?;
    let marks = marks.map(|mark| mark.get().to_string());
    Some((row?, format!("[{}]", marks.join(",")), note))
}

async fn mark(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<MarkForm>,
) -> Answer {
    let (round, people) = find(&app, me.id, path.1).await?;
    let mut errors = FieldErrors::default();
    if !form.switching
        && let Some((row, marks, note)) = read(&page, &form.data, &people, &mut errors)
    {
        rounds::mark(&app, me.id, (path.1, row), marks, note).await?;
        return Ok(page.go_with(&format!("/unit/rounds/{}", path.1), Flash::Recorded));
    }
    page.form_again(
        form.switching,
        &RoundPage {
            cx: &page,
            round,
            people,
            form: &form.data,
            errors,
        },
    )
}
