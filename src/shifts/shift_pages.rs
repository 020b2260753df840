//! A shift, and why it cannot be taken.

use super::board;
use super::facts::Mode;
use super::invitations::{self, Invitation};
use super::reason::{self, Reason};
use super::service::{self, Card, Detail};
use super::store::Shift;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::keys;
use crate::web::route::{Policy, Route, get};
use crate::web::{Page, SignedIn};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

type Answer = Result<HttpResponse, AppError>;

/// Routes of one shift.
pub fn routes() -> Vec<Route> {
    use Policy::MemberOrNothing;
    vec![
        get("/{lang:zh|en}/shifts/{id}", MemberOrNothing, show_shift),
        get("/{lang:zh|en}/shifts/{id}/why", MemberOrNothing, show_why),
    ]
}

#[derive(Template)]
#[template(path = "shifts/shift.html")]
struct ShiftPage<'a> {
    cx: &'a Page,
    detail: Detail,
    invitation: Option<Invitation>,
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
        invitation: invitations::own(&app, user.id, path.1).await?,
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
    let similar = board::takeable(&app, user.id, 3).await?;
    let card = &detail.card;
    page.html(&WhyPage {
        cx: &page,
        card,
        reasons: &card.reasons,
        similar,
        just_refused: false,
    })
}
