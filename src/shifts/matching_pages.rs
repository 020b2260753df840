//! The pages of the matching desk, and a member's "not this time".

use super::candidates::{self, Ranking};
use super::fit::Standing;
use super::invitations::{self, A_DAY, AT_ONCE};
use super::matching::{self, Desk, Filter, PAGE};
use super::reason;
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Form, Page, Press, SignedIn};
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of the matching desk.
#[rustfmt::skip]
pub fn routes() -> Vec<Route> {
    use Policy::{Member, Officer};
    vec![
        get("/{lang:zh|en}/office/matching", Officer, show_desk),
        get("/{lang:zh|en}/office/matching/{id}", Officer, show_ranking),
        post("/{lang:zh|en}/office/matching/{id}", Officer, invite),
        post("/{lang:zh|en}/shifts/{id}/decline", Member, decline),
    ]
}

/// A choice of a filter.
struct Choice {
    word: String,
    label: String,
    count: usize,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "office/matching.html")]
struct DeskPage<'a> {
    cx: &'a Page,
    filter: Filter,
    desk: Desk,
    hospitals: Vec<Choice>,
    specialties: Vec<Choice>,
    categories: Vec<Choice>,
}

impl DeskPage<'_> {
    fn href(&self, filter: &Filter) -> String {
        self.cx
            .href(&format!("/office/matching?{}", filter.query()))
    }

    /// Each number of days with its page and how many shifts that shows.
    fn days(&self) -> Vec<(i64, String, usize)> {
        let days = self.desk.days.iter();
        let days = days.map(|(days, count)| {
            let other = self.filter.with(|other| other.days = *days);
            (*days, self.href(&other), *count)
        });
        days.collect()
    }

    fn pages(&self) -> usize {
        self.desk.total.div_ceil(PAGE).max(1)
    }

    fn page_href(&self, page: usize) -> String {
        self.href(&self.filter.with(|other| other.page = page))
    }

    /// How long until a shift starts.
    fn until(&self, hours: i64) -> String {
        match hours {
            ..48 => self.cx.t.matching_in_hours(hours),
            _ => self.cx.t.matching_in_days(hours / 24),
        }
    }
}

async fn show_desk(page: Page, app: Data<App>, request: HttpRequest) -> Answer {
    let filter = Filter::parse(request.query_string());
    let desk = matching::desk(&app, filter.clone()).await?;
    let (t, lang) = (page.t, page.lang);
    let rows = |choices: &[matching::Counted], chosen: Option<i64>| {
        let choices = choices.iter();
        let shown = choices.filter(|((row, _), count)| *count > 0 || chosen == Some(*row));
        let shown = shown.map(|((row, name), count)| Choice {
            word: row.to_string(),
            label: name.name(lang).to_owned(),
            count: *count,
            chosen: chosen == Some(*row),
        });
        shown.collect::<Vec<_>>()
    };
    let categories = desk.categories.iter().map(|(category, count)| Choice {
        word: category.to_string(),
        label: category.label(t),
        count: *count,
        chosen: filter.category == Some(*category),
    });
    page.html(&DeskPage {
        cx: &page,
        hospitals: rows(&desk.hospitals, filter.hospital),
        specialties: rows(&desk.specialties, filter.specialty),
        categories: categories.collect(),
        filter,
        desk,
    })
}

/// What became of an act on several members: numbers only.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Done {
    done: Option<usize>,
    of: Option<usize>,
}

#[derive(Template)]
#[template(path = "office/match.html")]
struct RankingPage<'a> {
    cx: &'a Page,
    ranking: Ranking,
    done: Option<(usize, usize)>,
    errors: FieldErrors,
}

impl RankingPage<'_> {
    fn hours(&self, minutes: &i64) -> String {
        reason::hours(*minutes)
    }

    fn most(&self) -> i64 {
        A_DAY
    }

    /// Whether anybody can be asked.
    fn has_somebody(&self) -> bool {
        self.ranking.ranked.iter().any(|one| one.can_be_asked())
    }

    /// Whether the shift can still be taken at all.
    fn is_open(&self) -> bool {
        let shift = &self.ranking.shift;
        shift.state == "open" && shift.starts_at > self.cx.now && shift.left() > 0
    }
}

async fn show_ranking(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    done: Query<Done>,
) -> Answer {
    page.html(&RankingPage {
        cx: &page,
        ranking: candidates::rank(&app, me.id, path.1).await?,
        done: done.done.zip(done.of),
        errors: FieldErrors::default(),
    })
}

async fn invite(
    page: Page,
    app: Data<App>,
    me: SignedIn,
    path: Path<(Lang, i64)>,
    form: Form<Vec<(String, String)>>,
) -> Answer {
    let ticked = form.data.iter().filter(|(name, _)| name == "member");
    let members: Vec<i64> = ticked
        .filter_map(|(_, value)| value.parse().ok())
        .take(AT_ONCE)
        .collect();
    if members.is_empty() {
        let mut errors = FieldErrors::default();
        errors.add("members", page.t.error_matching_nobody());
        return page.form_again(
            form.switching,
            &RankingPage {
                cx: &page,
                ranking: candidates::rank(&app, me.id, path.1).await?,
                done: None,
                errors,
            },
        );
    }
    let of = members.len();
    let done = invitations::invite(&app, me.id, path.1, members).await?;
    Ok(page.go(&format!("/office/matching/{}?done={done}&of={of}", path.1)))
}

async fn decline(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, i64)>,
    _: Press,
) -> Answer {
    invitations::decline(&app, user.id, path.1).await?;
    Ok(page.go_with(&format!("/shifts/{}", path.1), Flash::Recorded))
}
