//! What was acknowledged is on disk, whenever the process dies (R46).

use crate::app::TestApp;
use crate::process::Served;
use diesel::prelude::*;
use locum::clock::Clock;
use locum::db::Dialect;
use locum::db::schema::{bookings, shifts};
use locum::domain::Role;
use locum::vetting::State;
use std::collections::BTreeSet;
use std::process::{Command, Stdio};

both! { r46_fifty_kills_under_load_lose_nothing_that_was_acknowledged }

/// What a member sends to pick a shift: where, with which cookie, and the form.
fn pick(app: &TestApp, session: &str, shift: i64) -> (String, String, String) {
    let token = app.app.config.instance_key.csrf_token(session);
    (
        format!("/zh/shifts/{shift}/pick"),
        format!("session={session}"),
        format!("csrf={token}&key=kill-{session}&heeded=1"),
    )
}

async fn r46_fifty_kills_under_load_lose_nothing_that_was_acknowledged(app: &TestApp) {
    const KILLS: usize = 50;
    const WANTED_BY: usize = 4;
    const PLACES: i32 = 4;
    app.ignores_mail();
    // The program asks the machine for the time.
    app.app.clock.set(Clock::System.now());
    let manager = app.staff(Role::UnitManager, "m@hospital.example").await;
    let ward = app.unit().await;
    let data = app.app.config.data.clone();
    let database = app.app.config.database_url.clone();
    let mut acknowledged = BTreeSet::new();
    let mut asked = 0;
    for round in 0..KILLS {
        let shift = app.shift(ward, 3, PLACES, manager.id).await;
        let mut acts = Vec::new();
        for _ in 0..WANTED_BY {
            let nurse = app.clinician(State::Approved).await;
            let session = nurse.browser.cookie("session").expect("signed in");
            acts.push((nurse.id, pick(app, &session, shift)));
        }
        let settings = [("LOCUM_DATABASE_URL", database.as_str())];
        let served = Served::start(app, &data.join("log"), &settings);
        let port = served.port;
        let (sender, answers) = std::sync::mpsc::channel();
        for (member, (path, cookie, body)) in acts {
            let sender = sender.clone();
            asked += 1;
            std::thread::spawn(move || {
                let answer = Served::ask(port, "POST", &path, &cookie, "", &body);
                let done = answer.is_some_and(|answer| answer.starts_with("HTTP/1.1 303"));
                sender.send((member, done)).expect("the test listens");
            });
        }
        drop(sender);
        // At another moment each time: after so many answers, with the others under way.
        let mut heard: Vec<(i64, bool)> = (0..round % (WANTED_BY + 1))
            .map(|_| answers.recv().expect("an answer each"))
            .collect();
        served.kill();
        heard.extend(answers.iter());
        let done = heard.into_iter().filter(|(_, done)| *done);
        acknowledged.extend(done.map(|(member, _)| (member, shift)));
    }
    type Pairs<T> = Vec<(i64, T)>;
    let (held, rows): (Pairs<i64>, Pairs<i32>) = app
        .read(|conn| {
            let held = bookings::table
                .filter(bookings::state.eq("held"))
                .select((bookings::user_id, bookings::shift_id))
                .load(conn)?;
            let rows = shifts::table.select((shifts::id, shifts::filled));
            Ok((held, rows.load(conn)?))
        })
        .await;
    let held: BTreeSet<(i64, i64)> = held.into_iter().collect();
    let lost: Vec<_> = acknowledged.difference(&held).collect();
    assert!(lost.is_empty(), "acknowledged and gone: {lost:?}");
    assert!(
        !acknowledged.is_empty() && held.len() < asked,
        "kills came before and after picks: {} of {asked}",
        held.len()
    );
    for (shift, filled) in rows {
        let count = held.iter().filter(|(_, of)| *of == shift).count();
        assert_eq!(i32::try_from(count), Ok(filled), "shift {shift}");
        assert!(filled <= PLACES);
    }
}

/// A kill proves nothing about a power cut: what the kernel holds survives it. So the calls themselves are
/// watched: between a pick and its answer, what was written was made durable.
#[actix_web::test]
#[ignore = "needs strace"]
async fn r46_no_pick_is_answered_before_it_was_synced() {
    const PICKS: usize = 20;
    let app = TestApp::start(Dialect::Sqlite).await;
    app.ignores_mail();
    app.app.clock.set(Clock::System.now());
    let manager = app.staff(Role::UnitManager, "m@hospital.example").await;
    let ward = app.unit().await;
    let shift = app.shift(ward, 3, 20, manager.id).await;
    let mut acts = Vec::new();
    for _ in 0..PICKS {
        let nurse = app.clinician(State::Approved).await;
        let session = nurse.browser.cookie("session").expect("signed in");
        acts.push(pick(&app, &session, shift));
    }
    let data = app.app.config.data.clone();
    let served = Served::start(&app, &data.join("log"), &[]);
    let calls = data.join("calls");
    let mut watcher = Command::new("strace")
        .args([
            "-f",
            "-y",
            "-s",
            "64",
            "-e",
            "trace=read,recvfrom,write,writev,sendto,pwrite64,fsync,fdatasync",
            "-o",
        ])
        .arg(&calls)
        .args(["-p", &served.id().to_string()])
        .stderr(Stdio::piped())
        .spawn()
        .expect("strace is installed");
    // It says so once it holds every thread.
    let mut told = std::io::BufReader::new(watcher.stderr.take().expect("piped"));
    let mut line = String::new();
    while !line.contains("attached") {
        line.clear();
        let read = std::io::BufRead::read_line(&mut told, &mut line).expect("it speaks");
        assert!(read > 0, "strace may not watch here");
    }
    for (path, cookie, body) in &acts {
        let answer = Served::ask(served.port, "POST", path, cookie, "", body);
        let answer = answer.expect("it answers");
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    }
    served.kill();
    watcher.wait().expect("it ends with what it watched");
    let calls = std::fs::read_to_string(calls).expect("what it saw");
    // A pick writes many pages of the log and then makes them durable; what else goes on (a session that was
    // seen, a job) writes one or two, and may begin while the answer is on its way.
    const PICK_WRITES: usize = 8;
    let mut under_way = BTreeSet::new();
    let (mut open, mut written, mut synced, mut answered) = (false, 0, false, 0);
    for call in calls.lines() {
        let thread = call.split_whitespace().next().unwrap_or_default();
        let of_log = call.contains("-wal>");
        // A request may come in pieces; its first word is in the first of them.
        if call.contains("\"POST") {
            (open, written, synced) = (true, 0, false);
        } else if of_log && call.contains("pwrite64(") {
            written += 1;
        } else if of_log && call.contains("sync(") && call.contains("<unfinished") {
            under_way.insert(thread);
        } else if (of_log && call.contains("sync(") && call.ends_with("= 0"))
            || (call.contains("sync resumed") && under_way.remove(thread))
        {
            synced |= written >= PICK_WRITES;
            written = 0;
        } else if open && call.contains("HTTP/1.1 303") {
            assert!(synced, "answered before it was synced:\n{calls}");
            open = false;
            answered += 1;
        }
    }
    assert_eq!(answered, PICKS, "{calls}");
}
