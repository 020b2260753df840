//! The board: a list by date, a week, a month; the filter is the address.

use super::board::{self, Board, Choices, Drawn, month_of, week_of};
use super::filter::{Asked, Filter, View};
use super::service::Card;
use crate::app::App;
use crate::clock::add_days;
use crate::domain::{Band, Bilingual};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::keys;
use crate::web::route::{Policy, Route, get};
use crate::web::{Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use chrono::{Datelike, NaiveDate};

type Answer = Result<HttpResponse, AppError>;

/// Routes of the board.
pub fn routes() -> Vec<Route> {
    vec![get("/{lang:zh|en}/shifts", Policy::Member, show_board)]
}

/// The shifts of one day.
struct Day<'a> {
    date: NaiveDate,
    cards: Vec<&'a Card>,
}

/// A link with its words.
struct Link {
    label: String,
    href: String,
}

#[derive(Template)]
#[template(path = "shifts/board.html")]
struct BoardPage<'a> {
    cx: &'a Page,
    filter: &'a Filter,
    board: &'a Board,
    unknown: bool,
    /// The conditions, each as the way to the board without it.
    chips: Vec<Link>,
    /// Ways out of an empty board.
    relaxed: Vec<Link>,
}

impl BoardPage<'_> {
    /// A new key for each form, so that a form that is sent twice picks once.
    fn key(&self) -> String {
        keys::random_token()
    }

    /// The page that saves this filter.
    fn save_href(&self) -> String {
        let query = self.filter.first().query();
        let query = serde_urlencoded::to_string([("q", query)]).unwrap_or_default();
        format!("{}?{query}", self.cx.href("/my-shifts/searches"))
    }

    fn href(&self, filter: &Filter) -> String {
        address(self.cx, filter)
    }

    fn link(&self, label: String, filter: &Filter) -> Link {
        Link {
            label,
            href: self.href(filter),
        }
    }

    /// The board from one day to another.
    fn between(&self, label: String, from: NaiveDate, to: NaiveDate) -> Link {
        let filter = Filter {
            from: Some(from),
            to: Some(to),
            ..self.filter.drawn(View::List)
        };
        self.link(label, &filter)
    }

    /// List, week, month; and whether it is the one that is shown.
    fn views(&self) -> Vec<(Link, bool)> {
        let t = self.cx.t;
        [
            (View::List, t.board_view_list()),
            (View::Week, t.board_view_week()),
            (View::Month, t.board_view_month()),
        ]
        .into_iter()
        .map(|(view, label)| {
            let here = self.filter.view.unwrap_or(View::List) == view;
            (self.link(label, &self.filter.drawn(view)), here)
        })
        .collect()
    }

    /// Today, tomorrow, the coming weekend.
    fn quick(&self) -> Vec<Link> {
        let t = self.cx.t;
        let today = self.cx.now.day();
        let to_saturday = 5 - i64::from(today.weekday().num_days_from_monday()).min(5);
        let saturday = add_days(today, to_saturday);
        let (tomorrow, sunday) = (add_days(today, 1), add_days(saturday, 1));
        vec![
            self.between(t.board_today(), today, today),
            self.between(t.board_tomorrow(), tomorrow, tomorrow),
            self.between(t.board_weekend(), saturday.max(today), sunday.max(today)),
        ]
    }

    /// Mondays of the coming weeks, for the filter's list.
    fn weeks(&self) -> Vec<NaiveDate> {
        let monday = monday_of(self.cx.now.day());
        (1..5).map(|week| add_days(monday, 7 * week)).collect()
    }

    /// The week or month before and after; nothing before the present one.
    fn turns(&self) -> Vec<Link> {
        let (t, now) = (self.cx.t, self.cx.now);
        let step = |label, from| {
            let filter = Filter {
                from: Some(from),
                ..self.filter.first()
            };
            self.link(label, &filter)
        };
        let mut turns = Vec::new();
        match self.filter.view {
            Some(View::Week) => {
                let monday = week_of(self.filter, now);
                if monday > monday_of(now.day()) {
                    turns.push(step(t.board_week_before(), add_days(monday, -7)));
                }
                turns.push(step(t.board_week_after(), add_days(monday, 7)));
            }
            Some(View::Month) => {
                let first = month_of(self.filter, now);
                if first > now.day() {
                    turns.push(step(t.board_month_before(), add_days(first, -1)));
                }
                turns.push(step(t.board_month_after(), add_days(first, 31)));
            }
            _ => {}
        }
        turns
    }

    /// Empty fields of a month's first week.
    fn blanks(&self) -> u32 {
        let first = month_of(self.filter, self.cx.now);
        first.weekday().num_days_from_monday()
    }

    fn day_link(&self, date: &NaiveDate, count: &usize) -> Link {
        self.between(self.cx.t.board_day_count(*count), *date, *date)
    }

    fn chosen(&self, wanted: &Option<i64>, row: &i64) -> bool {
        wanted.as_ref() == Some(row)
    }

    fn has_band(&self, band: &Band) -> bool {
        self.filter.bands.contains(band)
    }

    /// A choice of the filter with how many shifts it would show.
    fn counted(
        &self,
        name: &str,
        counts: &std::collections::HashMap<i64, i64>,
        row: &i64,
    ) -> String {
        let count = counts.get(row).copied().unwrap_or(0);
        self.cx.t.board_option(name, count)
    }

    fn band_counted(&self, band: &Band) -> String {
        let count = self.board.choices.counts.bands.get(band);
        let count = count.copied().unwrap_or(0);
        self.cx.t.board_option(band.label(self.cx.t), count)
    }

    fn days<'b>(&self, cards: &'b [Card]) -> Vec<Day<'b>> {
        let mut days: Vec<Day<'b>> = Vec::new();
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

    fn is_past(&self, date: &NaiveDate) -> bool {
        *date < self.cx.now.day()
    }

    fn is_today(&self, date: &NaiveDate) -> bool {
        *date == self.cx.now.day()
    }
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    add_days(day, -i64::from(day.weekday().num_days_from_monday()))
}

fn name_of(choices: &[(i64, Bilingual)], row: i64, lang: Lang) -> String {
    choices
        .iter()
        .find(|(id, _)| *id == row)
        .map_or_else(|| row.to_string(), |(_, name)| name.name(lang).to_owned())
}

/// Each condition with the filter that lacks it.
fn conditions(page: &Page, filter: &Filter, choices: &Choices) -> Vec<(String, Filter)> {
    let (t, lang) = (page.t, page.lang);
    let mut found = Vec::new();
    let mut add = |label: Option<String>, drop: &dyn Fn(&mut Filter)| {
        if let Some(label) = label {
            let mut other = filter.first();
            drop(&mut other);
            found.push((label, other));
        }
    };
    // A week and a month are turned by their own links.
    add(
        days_label(page, filter).filter(|_| filter.view.is_none()),
        &|other| {
            (other.from, other.to) = (None, None);
        },
    );
    let name = |of: &[(i64, Bilingual)], row: Option<i64>| row.map(|row| name_of(of, row, lang));
    add(name(&choices.clusters, filter.cluster), &|other| {
        other.cluster = None
    });
    add(name(&choices.hospitals, filter.hospital), &|other| {
        (other.hospital, other.unit) = (None, None);
    });
    add(name(&choices.units, filter.unit), &|other| {
        other.unit = None
    });
    add(name(&choices.specialties, filter.specialty), &|other| {
        other.specialty = None
    });
    add(filter.pay.map(|pay| t.board_pay_from(pay)), &|other| {
        other.pay = None
    });
    for band in &filter.bands {
        add(Some(band.label(t)), &|other| {
            other.bands.retain(|other| other != band)
        });
    }
    add(filter.mine.then(|| t.board_mine()), &|other| {
        other.mine = false
    });
    add(filter.can.then(|| t.board_can()), &|other| {
        other.can = false
    });
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
) -> Result<Vec<Link>, AppError> {
    let ways = || without.iter().take(3);
    let filters = ways().map(|(_, filter)| filter.clone()).collect();
    let counts = board::count(app, user, filters).await?;
    Ok(ways()
        .zip(counts)
        .map(|((label, filter), count)| Link {
            label: page.t.board_relaxed(page.t.board_without(label), count),
            href: address(page, filter),
        })
        .collect())
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
    let board = board::board(&app, user.id, filter.clone()).await?;
    let without = conditions(&page, &filter, &board.choices);
    let relaxed = if board.total == 0 {
        relaxations(&page, &app, user.id, &without).await?
    } else {
        Vec::new()
    };
    let chips = without.into_iter().map(|(label, other)| Link {
        label,
        href: address(&page, &other),
    });
    page.html(&BoardPage {
        cx: &page,
        filter: &filter,
        board: &board,
        unknown,
        chips: chips.collect(),
        relaxed,
    })
}
