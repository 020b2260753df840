//! `locum bench`: what the board costs with many shifts, as ratios within one run, so that figures of
//! different machines and days can be compared. It asks the whole application, guard and all, inside this
//! process, and needs no network.

use crate::accounts::sessions;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db;
use crate::db::schema::{shifts, users};
use crate::demo;
use crate::error::AppError;
use crate::keys;
use crate::shifts::filter::{Cursor, Filter};
use crate::shifts::picking;
use crate::shifts::similar;
use actix_web::body::MessageBody;
use actix_web::cookie::Cookie;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::web::{Data, get};
use actix_web::{HttpResponse, test};
use anyhow::Context;
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// Rounds of a measurement; its figure is their median.
const ROUNDS: usize = 5;
/// Requests in a round.
const REQUESTS: u32 = 20;
/// Whose board is asked.
const MEMBER: &str = "nurse@demo.example";

/// Fills a folder that must not exist, measures with a tenth of the shifts and with all, removes the
/// folder, and returns the table.
///
/// # Errors
/// The folder is there already; the disk's; the database's.
pub async fn run(folder: &Path, wanted: i64) -> anyhow::Result<String> {
    anyhow::ensure!(
        !folder.exists(),
        "{} exists; name a folder that may be made and removed",
        folder.display()
    );
    let table = measure(folder, wanted).await;
    std::fs::remove_dir_all(folder).context("the folder of the benchmark")?;
    table
}

async fn measure(folder: &Path, wanted: i64) -> anyhow::Result<String> {
    let config = Config::demo(([127, 0, 0, 1], 0).into(), folder.to_owned())?;
    std::fs::create_dir_all(folder)?;
    db::migrate(&config.database_url)?;
    let app = Data::new(App::open(config, Clock::System)?);
    demo::seed(&app).await?;
    let member: i64 = app
        .db
        .read(|conn| {
            let found = users::table.filter(users::email.eq(MEMBER));
            Ok::<_, AppError>(found.select(users::id).first(conn)?)
        })
        .await?;
    let mut table = String::new();
    for size in [wanted / 10, wanted] {
        let open = fill(&app, size).await?;
        writeln!(table, "{open} open shifts")?;
        for (what, spent, bare) in figures(&app, member).await? {
            let ratio = spent.as_secs_f64() / bare.as_secs_f64().max(f64::EPSILON);
            let micros = spent.as_micros();
            writeln!(
                table,
                "  {what:<34} {micros:>8} µs  {ratio:>7.1} × its measure"
            )?;
        }
    }
    Ok(table)
}

/// A row of `shifts`, without what follows from its state.
#[derive(Clone, Queryable, Insertable)]
#[diesel(table_name = shifts)]
struct Row {
    unit_id: i64,
    category: String,
    specialty_id: i64,
    band: String,
    starts_at: NaiveDateTime,
    ends_at: NaiveDateTime,
    places: i32,
    cents_per_hour: i64,
    currency: String,
    posted_by: i64,
    created_at: NaiveDateTime,
}

/// Posts what the demonstration posts again, week after week, until so many shifts are open.
async fn fill(app: &App, size: i64) -> anyhow::Result<i64> {
    let now = app.clock.now();
    let open = app
        .db
        .write(move |conn| {
            let ahead = || {
                shifts::table
                    .filter(shifts::state.eq("open"))
                    .filter(shifts::starts_at.gt(now))
            };
            let columns = (
                shifts::unit_id,
                shifts::category,
                shifts::specialty_id,
                shifts::band,
                shifts::starts_at,
                shifts::ends_at,
                shifts::places,
                shifts::cents_per_hour,
                shifts::currency,
                shifts::posted_by,
                shifts::created_at,
            );
            let rows: Vec<Row> = ahead().select(columns).load(conn)?;
            let mut open: i64 = ahead().count().get_result(conn)?;
            for week in 5.. {
                for row in &rows {
                    if open >= size || rows.is_empty() {
                        return Ok::<_, AppError>(open);
                    }
                    let shift = TimeDelta::weeks(week % 40);
                    let mut row = row.clone();
                    row.starts_at += shift;
                    row.ends_at += shift;
                    diesel::insert_into(shifts::table)
                        .values(row)
                        .execute(conn)?;
                    open += 1;
                }
            }
            Ok(open)
        })
        .await?;
    Ok(open)
}

type Figure = (&'static str, Duration, Duration);

async fn figures(app: &Data<App>, member: i64) -> anyhow::Result<Vec<Figure>> {
    let (token, now) = (keys::random_token(), app.clock.now());
    let session = token.clone();
    app.db
        .write(move |conn| Ok::<_, AppError>(sessions::open(conn, member, now, &session)?))
        .await?;
    let service = test::init_service(crate::server!(app.clone())).await;
    let middle = middle(app).await?;
    let board = |filter: Filter| format!("/en/shifts?{}", filter.query());
    let pages = [
        ("board, first page", "/en/shifts".to_owned()),
        (
            "board, a page in the middle",
            board(Filter::default().at(middle)),
        ),
        (
            "board, only what one can take",
            "/en/shifts?can=1".to_owned(),
        ),
        ("board, a week", "/en/shifts?view=week".to_owned()),
        ("board, a month", "/en/shifts?view=month".to_owned()),
        ("my shifts", "/en/my-shifts".to_owned()),
    ];
    let mut found = Vec::new();
    for (what, path) in pages {
        let (spent, size) = asked(&service, &path, &token).await?;
        let bytes = vec![b'x'; size];
        let bare = move || {
            let bytes = bytes.clone();
            async move { HttpResponse::Ok().body(bytes) }
        };
        let bare = test::init_service(actix_web::App::new().route("/bare", get().to(bare))).await;
        let (measure, _) = asked(&bare, "/bare", &token).await?;
        found.push((what, spent, measure));
    }
    let (pick, commit) = writes(app, member).await?;
    found.push(("pick and undo, of two commits", pick, commit * 2));
    Ok(found)
}

/// The place in the list before which about half of the shifts start.
async fn middle(app: &App) -> anyhow::Result<Option<Cursor>> {
    let now = app.clock.now();
    let found = app
        .db
        .read(move |conn| {
            let ahead = shifts::table
                .filter(shifts::state.eq("open"))
                .filter(shifts::starts_at.gt(now));
            let count: i64 = ahead.count().get_result(conn)?;
            let row = ahead
                .order((shifts::starts_at, shifts::id))
                .offset(count / 2)
                .select((shifts::starts_at, shifts::id));
            Ok::<_, AppError>(row.first(conn).optional()?)
        })
        .await?;
    Ok(found.map(Cursor::After))
}

/// What one request takes, the median of the rounds, and how long the answer is.
async fn asked<S, B>(service: &S, path: &str, token: &str) -> anyhow::Result<(Duration, usize)>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = actix_web::Error>,
    B: MessageBody,
{
    let mut rounds = Vec::new();
    let mut size = 0;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        for _ in 0..REQUESTS {
            let request = test::TestRequest::get()
                .uri(path)
                .insert_header(("host", "127.0.0.1"))
                .peer_addr(([127, 0, 0, 1], 50_000).into())
                .cookie(Cookie::new("session", token));
            let answer = test::call_service(service, request.to_request()).await;
            anyhow::ensure!(answer.status().is_success(), "{path}: {}", answer.status());
            size = test::read_body(answer).await.len();
        }
        rounds.push(begun.elapsed() / REQUESTS);
    }
    Ok((median(rounds), size))
}

fn median(mut rounds: Vec<Duration>) -> Duration {
    rounds.sort_unstable();
    rounds.get(rounds.len() / 2).copied().unwrap_or_default()
}

/// A pick with its undo, and a commit that changes one row.
async fn writes(app: &App, member: i64) -> anyhow::Result<(Duration, Duration)> {
    let (mut picks, mut commits) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let card = similar::similar(app, member).await?.pop();
        let shift = card.context("nothing can be picked")?.shift.id;
        let begun = Instant::now();
        for act in 0..REQUESTS {
            let key = format!("bench {round} {act} {shift}");
            if picking::pick(app, member, shift, key, true).await.is_err() {
                anyhow::bail!("the pick was refused");
            }
            picking::undo(app, member, shift).await?;
        }
        picks.push(begun.elapsed() / REQUESTS);
        let begun = Instant::now();
        for _ in 0..REQUESTS {
            app.db
                .write(move |conn| {
                    diesel::update(users::table.find(member))
                        .set(users::heard_from.eq("bench"))
                        .execute(conn)?;
                    Ok::<_, AppError>(())
                })
                .await?;
        }
        commits.push(begun.elapsed() / REQUESTS);
    }
    Ok((median(picks), median(commits)))
}
