//! The pages of the queue and of members, and the queue as a file.

use super::choices::Choices;
use super::missing;
use super::queue::{Facet, Filter, Query as QueueQuery};
use super::views::{self, SavedView};
use crate::app::App;
use crate::error::AppError;
use crate::vetting::State;
use crate::vetting::overview::{self, Brief, Member, Named};
use crate::web::route::{Policy, Route, get};
use crate::web::{Page, SignedIn, spreadsheet};
use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

pub(super) fn routes() -> Vec<Route> {
    use Policy::Officer;
    vec![
        get("/{lang:zh|en}/office", Officer, begin),
        get("/{lang:zh|en}/office/applications", Officer, show_queue),
        get("/{lang:zh|en}/office/applications.csv", Officer, queue_file),
        get("/{lang:zh|en}/office/members", Officer, show_members),
    ]
}

/// Files on a page.
const SIZE: usize = 50;

/// What became of an act on several files: numbers only, so that an address can put no words on a page.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Done {
    done: Option<usize>,
    of: Option<usize>,
}

#[derive(Template)]
#[template(path = "office/queue.html")]
struct QueuePage<'a> {
    cx: &'a Page,
    filter: &'a Filter,
    choices: Choices,
    rows: &'a [Brief],
    all: usize,
    overdue: usize,
    free: usize,
    officers: &'a [Named],
    views: Vec<SavedView>,
    shortcuts: bool,
    done: Option<(usize, usize)>,
    me: i64,
}

impl QueuePage<'_> {
    fn pages(&self) -> usize {
        self.all.div_ceil(SIZE).max(1)
    }

    fn page_href(&self, page: usize) -> String {
        let other = Filter {
            page,
            ..self.filter.clone()
        };
        self.cx
            .href(&format!("/office/applications?{}", other.query()))
    }

    /// The filters in use, each with the query without it.
    fn chosen(&self) -> Vec<(String, String)> {
        let choices = &self.choices;
        let facets = [
            (&choices.steps, Facet::Step),
            (&choices.owners, Facet::Owner),
            (&choices.dues, Facet::Due),
            (&choices.categories, Facet::Category),
        ];
        let mut chosen: Vec<(String, String)> = facets
            .into_iter()
            .filter_map(|(choices, facet)| {
                let label = self.filter.is_set(facet).then_some(choices)?;
                let label = label.iter().find(|choice| choice.chosen)?.label.clone();
                Some((label, self.filter.without(facet).query()))
            })
            .collect();
        if self.filter.is_set(Facet::Text) {
            let query = self.filter.without(Facet::Text).query();
            chosen.push((self.filter.q.clone(), query));
        }
        chosen
    }

    fn next(&self, brief: &Brief) -> String {
        missing::in_short(brief, self.cx.t, self.cx.lang)
    }

    fn is_current(&self, view: &SavedView) -> bool {
        Filter::parse(&view.query).query() == self.filter.query()
    }
}

/// The workbench begins with the queue.
async fn begin(page: Page) -> HttpResponse {
    page.go("/office/applications")
}

async fn show_queue(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    query: Query<QueueQuery>,
    done: Query<Done>,
) -> Answer {
    let filter = Filter::of(&query);
    let briefs = overview::list(&app, me.id).await?;
    let officers = overview::list_officers(&app).await?;
    let choices = Choices::of(&filter, &briefs, &officers, me.id, &page);
    let overdue = briefs
        .iter()
        .filter(|brief| brief.risk.is_overdue())
        .count();
    let free = briefs
        .iter()
        .filter(|brief| brief.officer.is_none())
        .count();
    let mut rows = briefs;
    rows.retain(|brief| filter.has(brief, me.id));
    let all = rows.len();
    let rows: Vec<Brief> = rows
        .into_iter()
        .skip((filter.page - 1).saturating_mul(SIZE))
        .take(SIZE)
        .collect();
    page.html(&QueuePage {
        cx: &page,
        choices,
        rows: &rows,
        all,
        overdue,
        free,
        officers: &officers,
        views: views::list(&app, me.id).await?,
        shortcuts: views::shortcuts(&app, me.id).await?,
        done: done.done.zip(done.of),
        me: me.id,
        filter: &filter,
    })
}

/// The view as a file, all its pages. Who took it is on record.
async fn queue_file(page: Page, app: Data<App>, me: SignedIn, query: Query<QueueQuery>) -> Answer {
    let (t, lang) = (page.t, page.lang);
    let filter = Filter::of(&query);
    let mut briefs = overview::list(&app, me.id).await?;
    briefs.retain(|brief| filter.has(brief, me.id));
    let mut rows = vec![vec![
        t.csv_reference(),
        t.queue_applicant_column(),
        t.csv_category(),
        t.queue_day(),
        t.csv_expected(),
        t.csv_paused(),
        t.queue_next(),
        t.queue_by(),
        t.queue_officer(),
    ]];
    rows.extend(briefs.iter().map(|brief| {
        vec![
            brief.application.reference.clone(),
            brief.person.name(lang).to_owned(),
            brief.application.category.label(t),
            brief.risk.day.to_string(),
            brief.risk.expected.to_string(),
            brief.clocks.paused_days.to_string(),
            missing::in_short(brief, t, lang),
            brief.progress.by.to_string(),
            brief
                .officer
                .as_ref()
                .map_or_else(String::new, |officer| officer.name(lang).to_owned()),
        ]
    }));
    overview::note_export(&app, me.id, "queue.exported", briefs.len()).await?;
    spreadsheet::file("queue", &rows)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct MembersQuery {
    q: String,
    page: String,
}

#[derive(Template)]
#[template(path = "office/members.html")]
struct MembersPage<'a> {
    cx: &'a Page,
    q: String,
    page: i64,
    all: i64,
    rows: &'a [Member],
}

impl MembersPage<'_> {
    fn has_more(&self) -> bool {
        self.page.saturating_mul(MEMBERS) < self.all
    }

    fn page_href(&self, page: i64) -> String {
        let query = serde_urlencoded::to_string([("q", self.q.as_str())]).unwrap_or_default();
        self.cx
            .href(&format!("/office/members?{query}&page={page}"))
    }
}

/// Members on a page.
const MEMBERS: i64 = 50;

async fn show_members(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    query: Query<MembersQuery>,
) -> Answer {
    let q: String = query.q.trim().chars().take(60).collect();
    let at = query.page.parse().unwrap_or(1).clamp(1, 100_000);
    let (rows, all) = overview::members(&app, me.id, q.clone(), at, MEMBERS).await?;
    page.html(&MembersPage {
        cx: &page,
        q,
        page: at,
        all,
        rows: &rows,
    })
}
