//! The board, a shift, and why it cannot be taken.

use super::facts::Mode;
use super::filter::{Asked, Filter};
use super::reason::{self, Reason};
use super::service::{self, Card, Choices, Detail};
use super::store::Shift;
use crate::app::App;
use crate::clock::add_days;
use crate::domain::{Band, Bilingual};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::keys;
use crate::web::route::{Policy, Route, get};
use crate::web::{Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::{Datelike, NaiveDate};

type Answer = Result<HttpResponse, AppError>;

/// Routes of the board.
pub fn routes() -> Vec<Route> {
    use Policy::{Member, MemberOrNothing};
    vec![
        get("/{lang:zh|en}/shifts", Member, show_board),
        get("/{lang:zh|en}/shifts/{id}", MemberOrNothing, show_shift),
        get("/{lang:zh|en}/shifts/{id}/why", MemberOrNothing, show_why),
    ]
}

/// Shifts on a page of the board.
const PAGE: usize = 30;

/// The shifts of one day.
struct Day {
    date: NaiveDate,
    cards: Vec<Card>,
}

/// A condition of the filter as a chip that removes it.
struct Chip {
    label: String,
    href: String,
}

#[derive(Template)]
#[template(path = "shifts/board.html")]
struct BoardPage<'a> {
    cx: &'a Page,
    filter: Filter,
    choices: Choices,
    unknown: bool,
    total: usize,
    can: usize,
    days: Vec<Day>,
    pages: usize,
    chips: Vec<Chip>,
    /// Ways out of an empty board: label, address, how many.
    relaxed: Vec<(String, String, usize)>,
}

impl BoardPage<'_> {
    /// A new key for each form, so that a form that is sent twice picks once.
    fn key(&self) -> String {
        keys::random_token()
    }

    fn page_href(&self, page: &usize) -> String {
        format!(
            "{}?{}",
            self.cx.href("/shifts"),
            self.filter.on_page(*page).query()
        )
    }

    /// Today, tomorrow, the coming weekend.
    fn quick(&self) -> Vec<(String, String)> {
        let t = self.cx.t;
        let today = self.cx.now.day();
        let to_saturday = 5 - i64::from(today.weekday().num_days_from_monday()).min(5);
        let saturday = add_days(today, to_saturday);
        let days = [
            (t.board_today(), today, today),
            (t.board_tomorrow(), add_days(today, 1), add_days(today, 1)),
            (
                t.board_weekend(),
                saturday.max(today),
                add_days(saturday, 1).max(today),
            ),
        ];
        days.into_iter()
            .map(|(label, from, to)| {
                let filter = Filter {
                    from: Some(from),
                    to: Some(to),
                    ..self.filter.on_page(1)
                };
                (
                    label,
                    format!("{}?{}", self.cx.href("/shifts"), filter.query()),
                )
            })
            .collect()
    }

    /// Mondays of the coming weeks, for the filter's list.
    fn weeks(&self) -> Vec<NaiveDate> {
        let today = self.cx.now.day();
        let monday = add_days(today, -i64::from(today.weekday().num_days_from_monday()));
        (1..5).map(|week| add_days(monday, 7 * week)).collect()
    }

    fn chosen(&self, wanted: &Option<i64>, row: &i64) -> bool {
        wanted.as_ref() == Some(row)
    }

    fn has_band(&self, band: &Band) -> bool {
        self.filter.bands.contains(band)
    }
}

fn name_of(choices: &[(i64, Bilingual)], row: i64, lang: Lang) -> String {
    choices
        .iter()
        .find(|(id, _)| *id == row)
        .map_or_else(|| row.to_string(), |(_, name)| name.name(lang).to_owned())
}

/// Each condition with the filter that lacks it.
fn conditions(page: &Page, filter: &Filter, choices: &Choices) -> Vec<(String, Filter)> {
    let (t, lang, base) = (page.t, page.lang, filter.on_page(1));
    let mut found = Vec::new();
    if let Some(label) = days_label(page, filter) {
        found.push((
            label,
            Filter {
                from: None,
                to: None,
                ..base.clone()
            },
        ));
    }
    if let Some(row) = filter.cluster {
        found.push((
            name_of(&choices.clusters, row, lang),
            Filter {
                cluster: None,
                ..base.clone()
            },
        ));
    }
    if let Some(row) = filter.hospital {
        found.push((
            name_of(&choices.hospitals, row, lang),
            Filter {
                hospital: None,
                ..base.clone()
            },
        ));
    }
    if let Some(row) = filter.specialty {
        found.push((
            name_of(&choices.specialties, row, lang),
            Filter {
                specialty: None,
                ..base.clone()
            },
        ));
    }
    for band in &filter.bands {
        let bands = filter
            .bands
            .iter()
            .copied()
            .filter(|other| other != band)
            .collect();
        found.push((
            band.label(t),
            Filter {
                bands,
                ..base.clone()
            },
        ));
    }
    if filter.can {
        found.push((t.board_can(), Filter { can: false, ..base }));
    }
    found
}

fn days_label(page: &Page, filter: &Filter) -> Option<String> {
    let (t, lang) = (page.t, page.lang);
    match (filter.from, filter.to) {
        (None, None) => None,
        (Some(from), Some(to)) if from == to => Some(lang.date(from)),
        (Some(from), Some(to)) => Some(t.when_range(lang.day_month(from), lang.day_month(to))),
        (Some(from), None) => Some(t.board_from(lang.day_month(from))),
        (None, Some(to)) => Some(t.board_until(lang.day_month(to))),
    }
}

fn address(page: &Page, filter: &Filter) -> String {
    format!("{}?{}", page.href("/shifts"), filter.query())
}

/// Ways out of an empty board: the filter without one of its conditions, with how many it would show.
async fn relaxations(
    page: &Page,
    app: &App,
    user: i64,
    without: &[(String, Filter)],
) -> Result<Vec<(String, String, usize)>, AppError> {
    let mut ways = Vec::new();
    for (label, filter) in without.iter().take(3) {
        let count = service::count(app, user, filter.clone()).await?;
        ways.push((page.t.board_without(label), address(page, filter), count));
    }
    Ok(ways)
}

fn by_day(cards: impl Iterator<Item = Card>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for card in cards {
        let date = card.shift.day();
        match days.last_mut() {
            Some(day) if day.date == date => day.cards.push(card),
            _ => days.push(Day {
                date,
                cards: vec![card],
            }),
        }
    }
    days
}

async fn show_board(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let Asked {
        filter,
        unknown,
        untidy,
    } = Filter::parse(&page.query);
    if untidy {
        let query = filter.query();
        let mark = if query.is_empty() { "" } else { "?" };
        return Ok(page.go(&format!("/shifts{mark}{query}")));
    }
    let board = service::board(&app, user.id, filter.clone()).await?;
    let total = board.cards.len();
    let pages = total.div_ceil(PAGE);
    // A page past the end shows the last one: shifts are picked while people read.
    let filter = filter.on_page(filter.page.min(pages.max(1)));
    let can = board
        .cards
        .iter()
        .filter(|card| card.reasons.is_empty())
        .count();
    let without = conditions(&page, &filter, &board.choices);
    let relaxed = if total == 0 {
        relaxations(&page, &app, user.id, &without).await?
    } else {
        Vec::new()
    };
    let chips = without
        .into_iter()
        .map(|(label, other)| Chip {
            label,
            href: address(&page, &other),
        })
        .collect();
    let days = by_day(
        board
            .cards
            .into_iter()
            .skip((filter.page - 1) * PAGE)
            .take(PAGE),
    );
    let choices = board.choices;
    page.html(&BoardPage {
        cx: &page,
        filter,
        choices,
        unknown,
        total,
        can,
        days,
        pages,
        chips,
        relaxed,
    })
}

#[derive(Template)]
#[template(path = "shifts/shift.html")]
struct ShiftPage<'a> {
    cx: &'a Page,
    detail: Detail,
    key: String,
}

impl ShiftPage<'_> {
    fn map_href(&self) -> String {
        map_href(&self.detail.card.shift, self.cx.lang)
    }

    /// Whether nothing but the missing place stands against it.
    fn may_wait(&self) -> bool {
        matches!(self.detail.card.reasons.as_slice(), [Reason::Full])
    }

    fn rest(&self, minutes: &i64) -> String {
        self.cx.t.rest_hours(reason::hours(*minutes))
    }

    fn member(&self) -> i64 {
        self.cx.user().map_or(0, |user| user.id)
    }
}

/// Where the hospital is, on a map that a member opens if they want to; nothing is sent to it before.
pub(super) fn map_href(shift: &Shift, lang: Lang) -> String {
    let query = serde_urlencoded::to_string([("query", shift.hospital.name(lang))]);
    let query = query.unwrap_or_default();
    format!("https://www.openstreetmap.org/search?{query}")
}

async fn show_shift(page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let detail = service::detail(&app, user.id, path.1).await?;
    page.html(&ShiftPage {
        cx: &page,
        detail,
        key: keys::random_token(),
    })
}

#[derive(Template)]
#[template(path = "shifts/why.html")]
pub(super) struct WhyPage<'a> {
    pub(super) cx: &'a Page,
    pub(super) card: &'a Card,
    pub(super) reasons: &'a [Reason],
    pub(super) similar: Vec<Card>,
    pub(super) just_refused: bool,
}

async fn show_why(page: Page, app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let detail = service::detail(&app, user.id, path.1).await?;
    let similar = service::similar(&app, user.id).await?;
    let card = &detail.card;
    page.html(&WhyPage {
        cx: &page,
        card,
        reasons: &card.reasons,
        similar,
        just_refused: false,
    })
}
