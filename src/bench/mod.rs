//! `locum bench`: what the product costs with many shifts, as ratios within one run, so that figures of
//! different machines and days can be compared. It serves itself on a port of its own and asks over HTTP,
//! guard and all; each measure and what it is compared with take turns, and the median of the rounds counts.

mod client;
mod seed;

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db;
use crate::db::schema::users;
use crate::demo;
use crate::domain::Category;
use crate::error::AppError;
use crate::keys;
use crate::shifts::board;
use crate::shifts::filter::{Cursor, Filter};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpResponse, HttpServer};
use anyhow::Context;
use client::{Answer, Connection, get, post, round};
use diesel::prelude::*;
use futures_util::future::try_join_all;
use std::fmt::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock};
use std::time::Instant;

/// Rounds of a measurement; its figure is their median.
const ROUNDS: usize = 5;
/// Whose board is asked.
const MEMBER: &str = "nurse@demo.example";
/// Connections that read.
const READERS: usize = 32;
/// Pages that each of them reads in a round.
const PAGES: usize = 8;
/// Connections that pick, each once a round and as another member.
const PICKERS: usize = 1_000;
/// Connections that pick while others read.
const STORM: usize = 300;
/// Durable commits of a round.
const COMMITS: u32 = 500;
/// Members beside those of the demonstration; each picks at most once in a run.
const MEMBERS: usize = 20_000;
/// Shifts of the past.
const PAST: i64 = 1_000_000;

/// Fills a folder that must not exist, measures with a tenth of the shifts, with all and with ten times as
/// many, removes the folder, and returns the table.
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

/// Serves on a free port; a macro because the type of an application cannot be named.
macro_rules! served {
    ($factory:expr) => {{
        let server = HttpServer::new($factory)
            .backlog(4_096)
            .disable_signals()
            .bind(("127.0.0.1", 0))?;
        let address = *server.addrs().first().context("no address")?;
        let server = server.run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        (address, handle)
    }};
}

/// What the server without a product answers.
type Bare = Data<RwLock<Bytes>>;

async fn bare(body: Bare) -> HttpResponse {
    let body = body.read().unwrap_or_else(PoisonError::into_inner).clone();
    HttpResponse::Ok().body(body)
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
    let sessions = seed::members(&app, member, MEMBERS).await?;
    seed::past_shifts(&app, PAST).await?;
    let body = Bare::new(RwLock::new(Bytes::new()));
    let (product, shared) = (app.clone(), body.clone());
    let (address, handle) = served!(move || crate::server!(product.clone()));
    let (bare_address, bare_handle) = served!(move || {
        actix_web::App::new()
            .app_data(shared.clone())
            .route("/bare", actix_web::web::get().to(bare))
    });
    let mut bench = Bench {
        app,
        member,
        body,
        readers: client::open(address, READERS).await?,
        bare: client::open(bare_address, READERS).await?,
        pickers: client::open(address, PICKERS).await?,
        sessions,
        used: 0,
        table: String::new(),
    };
    for size in [wanted / 10, wanted, wanted * 10] {
        bench.run(size).await?;
    }
    handle.stop(false).await;
    bare_handle.stop(false).await;
    Ok(bench.table)
}

struct Bench {
    app: Data<App>,
    member: i64,
    body: Bare,
    readers: Vec<Connection>,
    bare: Vec<Connection>,
    pickers: Vec<Connection>,
    /// Sessions of members who look like the one of the demonstration.
    sessions: Vec<String>,
    /// How many of them have picked.
    used: usize,
    table: String,
}

impl Bench {
    async fn run(&mut self, size: i64) -> anyhow::Result<()> {
        let open = seed::open_shifts(&self.app, size).await?;
        writeln!(self.table, "{open} open shifts")?;
        let session = self.sessions.first().context("no member")?.clone();
        let begun = Instant::now();
        self.first(&get("/en/shifts", &session)).await?;
        let took = begun.elapsed().as_millis();
        writeln!(self.table, "  reading the board into memory: {took} ms")?;
        let board = |filter: Filter| format!("/en/shifts?{}", filter.query());
        let middle = board(Filter::default().at(self.middle().await?));
        let pages = [
            ("board, first page", "/en/shifts"),
            ("board, a page in the middle", &middle),
            ("board, only what one can take", "/en/shifts?can=1"),
            ("board, a week", "/en/shifts?view=week"),
            ("board, a month", "/en/shifts?view=month"),
            ("my shifts", "/en/my-shifts"),
        ];
        for (what, path) in pages {
            self.page(what, &get(path, &session), 200).await?;
        }
        let open_data = "/statistics.json";
        let tag = self.first(&get(open_data, "")).await?.tag;
        let known =
            get(open_data, "").replace("\r\n\r\n", &format!("\r\nIf-None-Match: {tag}\r\n\r\n"));
        self.page("304 of the open figures", &known, 304).await?;
        self.picks().await?;
        self.storm(&get("/en/shifts", &session)).await?;
        writeln!(self.table, "  memory: {}", memory())?;
        Ok(())
    }

    /// One request on one connection.
    async fn first(&mut self, request: &str) -> anyhow::Result<Answer> {
        let reader = self.readers.first_mut().context("no connection")?;
        reader.ask(request).await
    }

    /// The place in the list before which about half of the shifts start.
    async fn middle(&self) -> anyhow::Result<Option<Cursor>> {
        let (board, now) = (self.app.board.clone(), self.app.clock.now());
        let snapshot = self.app.db.read(move |conn| board.read(conn, now)).await?;
        let all = || snapshot.between(Category::RnGeneral, (now, 0), None);
        let middle = all().nth(all().count() / 2);
        Ok(middle.map(|entry| Cursor::After(entry.key)))
    }

    /// A page beside a bare server that answers with the same packed bytes.
    async fn page(&mut self, what: &str, request: &str, status: u16) -> anyhow::Result<()> {
        let answer = self.first(request).await?;
        anyhow::ensure!(answer.status == status, "{what}: {}", answer.status);
        let size = answer.body.len();
        *self.body.write().unwrap_or_else(PoisonError::into_inner) = answer.body.into();
        let ask = |request: &str| vec![vec![request.to_owned(); PAGES]; READERS];
        let (asked, measure) = (ask(request), ask(&get("/bare", "")));
        let mut rounds = Vec::new();
        for _ in 0..ROUNDS {
            let product = round(&mut self.readers, &asked, status).await?;
            let bare = round(&mut self.bare, &measure, 200).await?;
            anyhow::ensure!(product.hoped == product.answers, "{what}: refused");
            rounds.push((product.rate(), bare.rate()));
        }
        let (rate, ratio) = medians(&rounds);
        writeln!(
            self.table,
            "  {what:<32} {rate:>8.0}/s  {ratio:>6.3} × the same {size} bytes from a bare server"
        )?;
        Ok(())
    }

    /// What members like the one of the demonstration can take.
    async fn targets(&self) -> anyhow::Result<Vec<i64>> {
        let cards = board::takeable(&self.app, self.member, usize::MAX).await?;
        let roomy = cards
            .iter()
            .filter(|card| card.shift.places >= seed::PLACES);
        let targets: Vec<i64> = roomy.map(|card| card.shift.id).collect();
        anyhow::ensure!(!targets.is_empty(), "nothing can be picked");
        Ok(targets)
    }

    fn act(&self, session: &str, shift: i64, act: &str) -> String {
        let csrf = self.app.config.instance_key.csrf_token(session);
        let body = format!("csrf={csrf}&key={}&heeded=1", keys::random_token());
        post(&format!("/en/shifts/{shift}/{act}"), session, &body)
    }

    /// Picks of as many members at once, beside durable commits one after the other.
    async fn picks(&mut self) -> anyhow::Result<()> {
        let targets = self.targets().await?;
        let (mut rounds, mut refused) = (Vec::new(), 0);
        for _ in 0..ROUNDS {
            let members = self.sessions.iter().skip(self.used).take(PICKERS);
            let picks: Vec<Vec<String>> = members
                .zip(targets.iter().cycle())
                .map(|(session, shift)| vec![self.act(session, *shift, "pick")])
                .collect();
            self.used += picks.len();
            let picked = round(&mut self.pickers, &picks, 303).await?;
            refused += picked.answers - picked.hoped;
            let begun = Instant::now();
            let app = self.app.clone();
            actix_web::web::block(move || seed::commits(&app, COMMITS)).await??;
            let commits = f64::from(COMMITS) / begun.elapsed().as_secs_f64();
            rounds.push((picked.rate(), commits));
        }
        let (rate, ratio) = medians(&rounds);
        writeln!(
            self.table,
            "  {:<32} {rate:>8.0}/s  {ratio:>6.3} × durable commits; {refused} refused",
            format!("picks on {PICKERS} connections")
        )?;
        Ok(())
    }

    /// The board while others pick and undo, beside the board alone.
    async fn storm(&mut self, request: &str) -> anyhow::Result<()> {
        let targets = self.targets().await?;
        let asked = vec![vec![request.to_owned(); PAGES]; READERS];
        let members = self.sessions.iter().rev().take(STORM);
        let acts: Vec<(String, i64)> = members
            .zip(targets.into_iter().cycle())
            .map(|(session, shift)| (session.clone(), shift))
            .collect();
        let mut rounds = Vec::new();
        for _ in 0..ROUNDS {
            let alone = round(&mut self.readers, &asked, 200).await?;
            let over = AtomicBool::new(false);
            let (mut readers, mut pickers) = (
                std::mem::take(&mut self.readers),
                std::mem::take(&mut self.pickers),
            );
            let read = async {
                let read = round(&mut readers, &asked, 200).await;
                over.store(true, Ordering::Relaxed);
                read
            };
            let pick = try_join_all(pickers.iter_mut().zip(&acts).map(
                |(connection, (session, shift))| {
                    let (this, over) = (&*self, &over);
                    async move {
                        while !over.load(Ordering::Relaxed) {
                            connection.ask(&this.act(session, *shift, "pick")).await?;
                            connection.ask(&this.act(session, *shift, "undo")).await?;
                        }
                        Ok::<_, anyhow::Error>(())
                    }
                },
            ));
            let (stormy, _) = futures_util::future::try_join(read, pick).await?;
            (self.readers, self.pickers) = (readers, pickers);
            rounds.push((stormy.rate(), alone.rate()));
        }
        let (rate, ratio) = medians(&rounds);
        writeln!(
            self.table,
            "  {:<32} {rate:>8.0}/s  {ratio:>6.3} × the board alone",
            format!("board, while {STORM} pick")
        )?;
        Ok(())
    }
}

/// The median rate, and the median of the ratios.
fn medians(rounds: &[(f64, f64)]) -> (f64, f64) {
    let median = |mut of: Vec<f64>| {
        of.sort_unstable_by(f64::total_cmp);
        of.get(of.len() / 2).copied().unwrap_or_default()
    };
    (
        median(rounds.iter().map(|(rate, _)| *rate).collect()),
        median(
            rounds
                .iter()
                .map(|(rate, measure)| rate / measure)
                .collect(),
        ),
    )
}

/// What this process holds in memory, where the system says so.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let held = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    held.map_or_else(
        || "not told by this system".to_owned(),
        |held| held.trim().to_owned(),
    )
}
