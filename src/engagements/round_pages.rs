//! Pages of promotion rounds.

use super::kept;
use super::office_pages::member_name;
use super::round_file::{Candidate, RoundFile, Step};
use super::round_store::{NewRound, PanelRow, Round};
use super::rounds;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::organisation::settings::{self, Hospital};
use crate::regime::Regime;
use crate::regime::taitung::Post;
use crate::web::form::{date, line};
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of rounds.
pub fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        get("/{lang:zh|en}/office/rounds", Officer, all),
        post("/{lang:zh|en}/office/rounds", Officer, open),
        get("/{lang:zh|en}/office/rounds/{id}", Officer, round),
        post("/{lang:zh|en}/office/rounds/{id}/panel", Officer, panel),
        post(
            "/{lang:zh|en}/office/rounds/{id}/leave-out",
            Officer,
            leave_out,
        ),
        post(
            "/{lang:zh|en}/office/rounds/{id}/shortlist",
            Officer,
            shortlist,
        ),
        post("/{lang:zh|en}/office/rounds/{id}/close", Officer, close),
        post("/{lang:zh|en}/office/rounds/{id}/appoint", Officer, appoint),
        get("/{lang:zh|en}/office/rounds/{id}/notice", Officer, notice),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct OpenForm {
    hospital: String,
    post: String,
    lower_total: String,
    holders: String,
    selection_year: String,
    selection_month: String,
    selection_day: String,
}

#[derive(Template)]
#[template(path = "engagements/rounds.html")]
struct RoundsPage<'a> {
    cx: &'a Page,
    rounds: Vec<Round>,
    hospitals: Vec<Hospital>,
    form: &'a OpenForm,
    errors: FieldErrors,
}

/// What a post is called.
pub(super) fn post_name(post: &str, lang: Lang) -> String {
    crate::rulebook::word(Regime::Taitung, post, lang)
}

/// How far the conditions or the sheet of somebody have come, where that is not all the way.
fn awaited_paper(step: Step, is_sheet: bool, t: &crate::i18n::Texts) -> Option<String> {
    match (step, is_sheet) {
        (Step::Done, _) => None,
        (Step::Missing, false) => Some(t.round_no_conditions()),
        (_, false) => Some(t.round_conditions_unconfirmed()),
        (Step::Missing, true) => Some(t.round_sheet_missing()),
        (Step::Unconfirmed, true) => Some(t.round_no_sheet()),
        (Step::Differs, true) => Some(t.round_sheet_differs()),
    }
}

/// Why a round ends without a shortlist.
pub(super) fn closed_text(because: &str, t: &crate::i18n::Texts) -> String {
    match because {
        "nobody" => t.round_closed_nobody(),
        _ => t.round_closed_no_place(),
    }
}

/// What somebody lacks, in words.
pub(super) fn lacking(missing: &[String], lang: Lang) -> String {
    let words: Vec<String> = missing.iter().map(|word| post_name(word, lang)).collect();
    lang.list(&words)
}

/// What the state of a round is called.
pub(super) fn state_name(state: &str, t: &crate::i18n::Texts) -> String {
    match state {
        "listed" => t.round_listed(),
        "appointed" => t.round_appointed(),
        "void" => t.round_void(),
        "closed" => t.round_closed(),
        _ => t.round_open(),
    }
}

async fn behind(app: &App) -> Result<(Vec<Round>, Vec<Hospital>), AppError> {
    let mut hospitals = settings::list(app).await?;
    hospitals.retain(|hospital| hospital.regime == Regime::Taitung);
    Ok((rounds::list(app).await?, hospitals))
}

async fn all(page: Page, app: Data<App>) -> Answer {
    let (rounds, hospitals) = behind(&app).await?;
    page.html(&RoundsPage {
        cx: &page,
        rounds,
        hospitals,
        form: &OpenForm::default(),
        errors: FieldErrors::default(),
    })
}

fn read(page: &Page, form: &OpenForm, errors: &mut FieldErrors) -> Option<NewRound> {
    let t = page.t;
    let hospital = errors.check("hospital", form.hospital.parse().ok(), || {
        t.error_round_hospital()
    });
    let post = errors.check("post", Post::parse(&form.post), || t.error_round_post());
    let count = |typed: &str| typed.trim().parse().ok().filter(|total| *total >= 0);
    let lower_total = count(&form.lower_total);
    let lower_total = errors.check("lower_total", lower_total, || t.error_round_total());
    let holders = errors.check("holders", count(&form.holders), || t.error_round_holders());
    let day = date(
        &form.selection_year,
        &form.selection_month,
        &form.selection_day,
    );
    let selection_on = errors.check("selection", day, || t.error_engagement_date());
    Some(NewRound {
        hospital: hospital?,
        post: post?.as_str(),
        lower_total: lower_total?,
        holders: holders?,
        selection_on: selection_on?,
    })
}

async fn open(page: Page, app: Data<App>, me: SignedIn, form: Form<OpenForm>) -> Answer {
    let mut errors = FieldErrors::default();
    if !form.switching
        && let Some(new) = read(&page, &form.data, &mut errors)
    {
        let id = rounds::open(&app, me.id, new).await?;
        return Ok(page.go_with(&format!("/office/rounds/{id}"), Flash::Saved));
    }
    let (rounds, hospitals) = behind(&app).await?;
    page.form_again(
        form.switching,
        &RoundsPage {
            cx: &page,
            rounds,
            hospitals,
            form: &form.data,
            errors,
        },
    )
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PanelForm {
    name: String,
    kin_degree: String,
    recused: String,
}

#[derive(Template)]
#[template(path = "engagements/round.html")]
struct RoundPage<'a> {
    cx: &'a Page,
    file: RoundFile,
    form: &'a PanelForm,
    errors: FieldErrors,
    me: i64,
}

impl RoundPage<'_> {
    /// Who is on the shortlist, in order.
    fn shortlist(&self) -> Vec<&Candidate> {
        let of = |id: &i64| {
            self.file
                .candidates
                .iter()
                .find(|one| one.engagement.id == *id)
        };
        self.file.shortlist.iter().filter_map(of).collect()
    }

    /// What still stands against a shortlist, sentence by sentence.
    fn awaited(&self) -> Vec<String> {
        let (file, t) = (&self.file, self.cx.t);
        let open = [
            (!file.papers_are_ready(), t.round_await_papers()),
            (!file.panel_sits(), t.round_await_panel()),
        ];
        let open = open.into_iter().filter(|(stands, _)| *stands);
        open.map(|(_, sentence)| sentence).collect()
    }
}

async fn round(page: Page, app: Data<App>, me: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let file = rounds::file(&app, me.id, path.1).await?;
    page.html(&RoundPage {
        cx: &page,
        file,
        form: &PanelForm::default(),
        errors: FieldErrors::default(),
        me: me.id,
    })
}

fn read_panel(page: &Page, form: &PanelForm, errors: &mut FieldErrors) -> Option<PanelRow> {
    let t = page.t;
    let name = errors.check("name", line(&form.name, 100), || t.error_round_name());
    let degree = match form.kin_degree.trim() {
        "" => Some(None),
        digits => digits
            .parse()
            .ok()
            .filter(|degree| (0..=9).contains(degree))
            .map(Some),
    };
    let degree = errors.check("kin_degree", degree, || t.error_round_degree());
    Some((name?, degree?, form.recused == "yes"))
}

async fn panel(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<PanelForm>,
) -> Answer {
    let file = rounds::file(&app, me.id, path.1).await?;
    let mut errors = FieldErrors::default();
    if !form.switching
        && let Some(member) = read_panel(&page, &form.data, &mut errors)
    {
        rounds::add_to_panel(&app, me.id, path.1, member).await?;
        return Ok(page.go_with(&format!("/office/rounds/{}", path.1), Flash::Recorded));
    }
    page.form_again(
        form.switching,
        &RoundPage {
            cx: &page,
            file,
            form: &form.data,
            errors,
            me: me.id,
        },
    )
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RowForm {
    row: i64,
}

async fn leave_out(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<RowForm>,
) -> Answer {
    rounds::leave_out(&app, me.id, path.1, form.data.row).await?;
    Ok(page.go_with(&format!("/office/rounds/{}", path.1), Flash::Recorded))
}

async fn shortlist(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    rounds::shortlist(&app, me.id, path.1).await?;
    Ok(page.go_with(&format!("/office/rounds/{}", path.1), Flash::Recorded))
}

async fn close(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    rounds::close(&app, me.id, path.1).await?;
    Ok(page.go_with(&format!("/office/rounds/{}", path.1), Flash::Recorded))
}

async fn appoint(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<RowForm>,
) -> Answer {
    rounds::appoint(&app, me.id, path.1, form.data.row).await?;
    Ok(page.go_with(&format!("/office/rounds/{}", path.1), Flash::Recorded))
}

#[derive(Template)]
#[template(path = "engagements/notice.html")]
struct NoticePage<'a> {
    cx: &'a Page,
    round: Round,
    appointed: Candidate,
}

async fn notice(page: Page, app: Data<App>, me: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let file = rounds::file(&app, me.id, path.1).await?;
    let appointed = file.round.appointed.ok_or(AppError::NotFound)?;
    let mut candidates = file.candidates.into_iter();
    let appointed = candidates.find(|one| one.engagement.id == appointed);
    page.html(&NoticePage {
        cx: &page,
        round: file.round,
        appointed: appointed.ok_or(AppError::NotFound)?,
    })
}
