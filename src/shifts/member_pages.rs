//! A member's own shifts.

use super::board::month_of;
use super::filter::Filter;
use super::own_word::{self, Work};
use super::service::{self, MyShifts};
use super::store::Booking;
use super::weather::{self, Weather};
use crate::app::App;
use crate::clock::{SERVICE_ZONE, UtcTime, add_days};
use crate::error::AppError;
use crate::web::route::{Policy, Route, get};
use crate::web::{Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use chrono::{Datelike, NaiveDate, NaiveTime};

/// Routes of a member's own shifts.
pub fn routes() -> Vec<Route> {
    vec![
        get("/{lang:zh|en}/my-shifts", Policy::Member, show),
        get("/{lang:zh|en}/my-shifts/month", Policy::Member, show_month),
    ]
}

#[derive(Template)]
#[template(path = "shifts/mine.html")]
struct MinePage<'a> {
    cx: &'a Page,
    mine: MyShifts,
    /// Notices about the weather that touch them.
    weather: Vec<Weather>,
}

async fn show(page: Page, app: Data<App>, user: SignedIn) -> Result<HttpResponse, AppError> {
    let mine = service::my_shifts(&app, user.id).await?;
    page.html(&MinePage {
        cx: &page,
        mine,
        weather: weather::of_member(&app, user.id).await?,
    })
}

/// A day of the month with what the member works.
struct Day {
    date: NaiveDate,
    own: Vec<Booking>,
    work: Vec<Work>,
}

impl Day {
    fn number(&self) -> u32 {
        self.date.day()
    }
}

#[derive(Template)]
#[template(path = "shifts/mine_month.html")]
struct MonthPage<'a> {
    cx: &'a Page,
    first: NaiveDate,
    days: Vec<Day>,
}

impl MonthPage<'_> {
    /// Empty fields of the month's first week.
    fn blanks(&self) -> u32 {
        self.first.weekday().num_days_from_monday()
    }

    fn is_today(&self, date: &NaiveDate) -> bool {
        *date == self.cx.now.day()
    }

    fn is_empty(&self) -> bool {
        self.days
            .iter()
            .all(|day| day.own.is_empty() && day.work.is_empty())
    }

    /// The same page for the month before and the one after.
    fn turns(&self) -> [(String, String); 2] {
        let t = self.cx.t;
        let to = |day: NaiveDate| format!("{}?from={day}", self.cx.href("/my-shifts/month"));
        [
            (t.board_month_before(), to(add_days(self.first, -1))),
            (t.board_month_after(), to(add_days(self.first, 31))),
        ]
    }
}

async fn show_month(page: Page, app: Data<App>, user: SignedIn) -> Result<HttpResponse, AppError> {
    let first = month_of(&Filter::parse(&page.query).filter, page.now);
    let MyShifts { ahead, past, .. } = service::my_shifts(&app, user.id).await?;
    let since = UtcTime::from_local(first.and_time(NaiveTime::MIN), SERVICE_ZONE);
    let work = own_word::work(&app, user.id, since).await?;
    let days = (0..31)
        .map(|day| add_days(first, day))
        .filter(|date| date.month() == first.month())
        .map(|date| {
            let own = past.iter().rev().chain(&ahead);
            let own = own.filter(|booking| booking.shift.day() == date);
            let work = work
                .iter()
                .filter(|work| work.starts_at.local(SERVICE_ZONE).date() == date);
            Day {
                date,
                own: own.cloned().collect(),
                work: work.copied().collect(),
            }
        });
    page.html(&MonthPage {
        cx: &page,
        first,
        days: days.collect(),
    })
}
