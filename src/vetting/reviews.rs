//! When the promise is broken, the applicant asks for a review, and somebody answers it by name.

use super::clock;
use super::service::{load_file, open, tell};
use super::store;
use super::tracker::{progress, working_days_after};
use crate::accounts::{self, staff};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{applications, reviews};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::i18n::Lang;
use crate::mail::case_letter::CaseLetter;
use crate::mail::{self, Envelope, Letter};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;

/// Working days in which a review is answered.
const ANSWER: u32 = 3;

/// A review.
#[derive(Debug, Clone, Queryable)]
pub struct Review {
    /// Row.
    pub id: i64,
    /// The application.
    pub application: i64,
    /// When it was asked for.
    pub asked_at: UtcTime,
    /// By when it is answered.
    pub due_on: NaiveDate,
    /// Who answered.
    pub answered_by: Option<i64>,
    /// When.
    pub answered_at: Option<UtcTime>,
    /// What they said.
    pub answer: String,
}

const COLUMNS: (
    reviews::id,
    reviews::application_id,
    reviews::asked_at,
    reviews::due_on,
    reviews::answered_by,
    reviews::answered_at,
    reviews::answer,
) = (
    reviews::id,
    reviews::application_id,
    reviews::asked_at,
    reviews::due_on,
    reviews::answered_by,
    reviews::answered_at,
    reviews::answer,
);

/// What an applicant knows of reviews: the last one, with the name of who answered, and whether one may be
/// asked for now.
pub struct Standing {
    /// The last review.
    pub last: Option<(Review, Option<accounts::store::User>)>,
    /// Whether the promise is broken and nobody is answering yet.
    pub may_ask: bool,
}

fn find_last(conn: &mut Conn, application: i64) -> QueryResult<Option<Review>> {
    reviews::table
        .filter(reviews::application_id.eq(application))
        .order(reviews::id.desc())
        .select(COLUMNS)
        .first(conn)
        .optional()
}

/// Whether a review may be asked for: the file is open and late, and no review is open.
fn may_ask(
    conn: &mut Conn,
    application: &store::Application,
    last: Option<&Review>,
    now: UtcTime,
) -> QueryResult<bool> {
    let waits = last.is_some_and(|review| review.answered_at.is_none());
    if waits || application.decided_at.is_some() || !application.state.is_open() {
        return Ok(false);
    }
    let events = store::list_events(conn, application.id)?;
    Ok(clock::read(application, &events, now).is_some_and(|clocks| clocks.is_overdue()))
}

/// What an applicant knows of reviews.
///
/// # Errors
/// 404 where there is no application.
pub async fn standing(app: &App, user: i64) -> Result<Standing, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let application = store::find_latest(conn, user)?;
            let last = find_last(conn, application.id)?;
            let may_ask = may_ask(conn, &application, last.as_ref(), now)?;
            let last = match last {
                Some(review) => {
                    let by = match review.answered_by {
                        Some(id) => Some(accounts::store::find_user(conn, id)?),
                        None => None,
                    };
                    Some((review, by))
                }
                None => None,
            };
            Ok(Standing { last, may_ask })
        })
        .await
}

/// An applicant asks for a review.
///
/// # Errors
/// 409 before day 43, after the decision, or while one is open.
pub async fn ask(app: &App, user: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let id = store::find_latest(conn, user)?.id;
            let application = open(conn, id)?;
            let last = find_last(conn, application.id)?;
            if !may_ask(conn, &application, last.as_ref(), now)? {
                return Err(AppError::Conflict(Clash::State));
            }
            let due_on = working_days_after(now.day(), ANSWER);
            diesel::insert_into(reviews::table)
                .values((
                    reviews::application_id.eq(application.id),
                    reviews::asked_at.eq(now),
                    reviews::due_on.eq(due_on),
                ))
                .execute(conn)?;
            let actor = Actor::Person(user, Role::Clinician);
            let subject = Subject::Application(application.id);
            audit::record(conn, now, actor, "review.asked", subject, &json!({}))?;
            for head in staff::administrators(conn)? {
                let letter = Letter::Case(CaseLetter::ReviewAsked {
                    name: head.name(head.lang).to_owned(),
                    reference: application.reference.clone(),
                    by: due_on,
                });
                mail::post(conn, &Envelope::from(&head), &letter, now)?;
            }
            Ok(())
        })
        .await
}

/// A review that waits, with what its reader needs for an answer.
pub struct Waiting {
    /// The review.
    pub review: Review,
    /// What people quote.
    pub reference: String,
    /// Whose file it is.
    pub person: accounts::store::User,
    /// Who has the file.
    pub officer: Option<accounts::store::User>,
    /// Service days used.
    pub day: i64,
    /// Who has the ball, in the reader's language.
    pub reason: String,
}

/// Everything that waits, the most urgent first.
///
/// # Errors
/// The database's.
pub async fn waiting(app: &App, lang: Lang) -> Result<Vec<Waiting>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| {
            let open: Vec<Review> = reviews::table
                .filter(reviews::answered_at.is_null())
                .order((reviews::due_on, reviews::id))
                .select(COLUMNS)
                .load(conn)?;
            let mut waiting = Vec::new();
            for review in open {
                let application = store::find(conn, review.application)?;
                let file = load_file(conn, application)?;
                let clocks = clock::read(&file.application, &file.events, now);
                let progress = progress(&file, now);
                waiting.push(Waiting {
                    review,
                    reference: file.application.reference.clone(),
                    day: clocks.map_or(0, |clocks| clocks.service.working_clock_days),
                    reason: progress.map_or_else(String::new, |it| it.title(lang.texts(), lang)),
                    person: file.person,
                    officer: file.officer,
                });
            }
            Ok(waiting)
        })
        .await
}

/// An administrator answers by name; the applicant reads it on the tracker and in a letter.
///
/// # Errors
/// 404 when there is no such review; 409 when it was answered already.
pub async fn answer(app: &App, by: i64, id: i64, answer: String) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let review: Review = reviews::table.find(id).select(COLUMNS).first(conn)?;
            let application = open(conn, review.application)?;
            let unanswered = reviews::table
                .find(id)
                .filter(reviews::answered_at.is_null());
            let answered = diesel::update(unanswered)
                .set((
                    reviews::answered_by.eq(by),
                    reviews::answered_at.eq(now),
                    reviews::answer.eq(&answer),
                ))
                .execute(conn)?;
            if answered == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let actor = Actor::Person(by, Role::Administrator);
            let subject = Subject::Application(application.id);
            audit::record(conn, now, actor, "review.answered", subject, &json!({}))?;
            let head = accounts::store::find_user(conn, by)?;
            let owner = accounts::store::find_user(conn, application.user)?;
            let (by, answer) = (head.name(owner.lang).to_owned(), answer.clone());
            tell(conn, &application, now, |name| {
                Letter::Case(CaseLetter::ReviewAnswered { name, by, answer })
            })
        })
        .await
}

/// Urges administrators once about a review that nobody answered in time; returns how many were urged.
///
/// # Errors
/// The database's.
pub async fn urge(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let late: Vec<(i64, String)> = reviews::table
                .inner_join(applications::table)
                .filter(reviews::answered_at.is_null())
                .filter(reviews::urged_at.is_null())
                .filter(reviews::due_on.lt(now.day()))
                .select((reviews::id, applications::reference))
                .load(conn)?;
            for (id, reference) in &late {
                diesel::update(reviews::table.find(id))
                    .set(reviews::urged_at.eq(now))
                    .execute(conn)?;
                for head in staff::administrators(conn)? {
                    let letter = Letter::Case(CaseLetter::ReviewUrged {
                        name: head.name(head.lang).to_owned(),
                        reference: reference.clone(),
                    });
                    mail::post(conn, &Envelope::from(&head), &letter, now)?;
                }
            }
            Ok(late.len())
        })
        .await
}
