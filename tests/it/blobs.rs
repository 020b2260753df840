//! Files that no row names go, and no other (R35).

use crate::app::TestApp;
use crate::people::PDF;
use crate::process::Served;
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::accounts::store::find_person_key;
use locum::clock::Clock;
use locum::config::StoreSettings;
use locum::credentials::store::BlobStore;
use locum::db::Dialect;
use locum::db::schema::{data_exports, document_pages, documents};
use locum::keys::InstanceKey;
use locum::privacy::unclaimed;
use locum::vetting::State;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::SystemTime;

both! {
    r35_a_file_without_a_row_goes_after_an_hour_and_no_other,
    r35_another_databases_documents_are_left_alone,
    r35_a_killed_upload_leaves_nothing_that_stays,
}

fn folder(app: &TestApp) -> PathBuf {
    app.app.config.data.join("documents")
}

/// Names of the files that lie in the store.
fn files(app: &TestApp) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder(app)).expect("a folder");
    entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name != "owner")
        .collect()
}

/// Every file was written two hours ago.
fn age(app: &TestApp) {
    let then = SystemTime::from(Clock::System.now().minus(TimeDelta::hours(2)).to_chrono());
    for name in files(app) {
        let file = File::options().append(true).open(folder(app).join(name));
        file.and_then(|file| file.set_modified(then))
            .expect("a file");
    }
}

/// What rows name.
async fn claimed(app: &TestApp) -> BTreeSet<String> {
    app.read(|conn| {
        let mut names: BTreeSet<String> = documents::table
            .select(documents::blob)
            .load::<String>(conn)?
            .into_iter()
            .collect();
        names.extend(
            document_pages::table
                .select(document_pages::blob)
                .load::<String>(conn)?,
        );
        let copies: Vec<Option<String>> =
            data_exports::table.select(data_exports::blob).load(conn)?;
        names.extend(copies.into_iter().flatten());
        Ok(names)
    })
    .await
}

async fn run(app: &TestApp) -> usize {
    unclaimed::run(&app.app).await.expect("it sweeps")
}

async fn r35_a_file_without_a_row_goes_after_an_hour_and_no_other(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.clinician(State::Draft).await;
    let slot = "/en/application/documents/experience_proof";
    nurse
        .upload(slot, &[], ("proof.pdf", "application/pdf", PDF))
        .await
        .is(303);
    crate::privacy::copy(app, nurse.id).await;
    let rows = claimed(app).await;
    assert!(rows.len() >= 4, "two documents, a page, a copy: {rows:?}");
    assert_eq!(files(app), rows);
    assert_eq!(run(app).await, 0);
    // The process died after it sealed a file, and in the middle of another.
    let (key, user) = (app.app.config.instance_key.clone(), nurse.id);
    let key = app
        .read(move |conn| find_person_key(conn, &key, user))
        .await;
    let key = key.expect("a key").expect("unbroken");
    let lost = app.app.blobs.seal(&key, user, PDF).expect("the store");
    std::fs::write(folder(app).join("half.part"), "half").expect("the store");
    std::fs::write(folder(app).join("README"), "an operator's own").expect("the store");
    assert_eq!(run(app).await, 0, "once an hour");
    app.passes(TimeDelta::minutes(61));
    assert_eq!(run(app).await, 0, "it may still be waiting for its row");
    age(app);
    assert_eq!(run(app).await, 0, "once an hour");
    app.passes(TimeDelta::minutes(61));
    assert_eq!(run(app).await, 2);
    let left = files(app);
    assert!(!left.contains(&lost) && !left.contains("half.part") && left.contains("README"));
    assert!(rows.is_subset(&left), "what a row names stays, however old");
    app.passes(TimeDelta::minutes(61));
    assert_eq!(run(app).await, 0);
}

async fn r35_another_databases_documents_are_left_alone(app: &TestApp) {
    let nurse = app.clinician(State::Draft).await;
    run(app).await;
    age(app);
    // The same folder under a house of its own: none of the files is claimed there.
    let other = TestApp::start(Dialect::Sqlite).await;
    let mut config = other.app.config.clone();
    config.store = StoreSettings::Folder(folder(app));
    let other = locum::app::App::open(config, Clock::System).expect("it opens");
    let told = unclaimed::run(&other)
        .await
        .expect_err("it refuses")
        .to_string();
    assert!(told.contains("another database"), "{told}");
    let (_, document) = app.papers(nurse.application).await;
    nurse
        .get(&format!("/en/application/files/{document}"))
        .await
        .is(200);
}

async fn r35_a_killed_upload_leaves_nothing_that_stays(app: &TestApp) {
    const KILLS: usize = 4;
    app.ignores_mail();
    app.app.clock.set(Clock::System.now());
    let mut people = Vec::new();
    for _ in 0..KILLS {
        let nurse = app.clinician(State::Draft).await;
        let session = nurse.browser.cookie("session").expect("signed in");
        let token = app.app.config.instance_key.csrf_token(&session);
        people.push((session, token));
    }
    let log = app.app.config.data.join("log");
    let settings = [("LOCUM_DATABASE_URL", app.app.config.database_url.as_str())];
    for (round, (session, token)) in people.iter().enumerate() {
        let served = Served::start(app, &log, &settings);
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n--edge\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n"
        )
        .into_bytes();
        body.extend(PDF);
        body.extend(b"\r\n--edge--\r\n");
        let before = files(app).len();
        let mut socket = TcpStream::connect(("127.0.0.1", served.port)).expect("it serves");
        write!(
            socket,
            "POST /en/application/documents/experience_proof HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\
             Cookie: session={session}\r\nContent-Type: multipart/form-data; boundary=edge\r\n\
             Content-Length: {}\r\n\r\n",
            served.port,
            body.len()
        )
        .expect("it listens");
        socket.write_all(&body).expect("it listens");
        // Killed when the first file lies there, when the pages do, and when all is done.
        while files(app).len() <= before + round.min(1) {
            std::thread::yield_now();
        }
        if round == KILLS - 1 {
            let mut answer = [0; 12];
            std::io::Read::read_exact(&mut socket, &mut answer).expect("an answer");
            assert_eq!(&answer, b"HTTP/1.1 303");
        }
        served.kill();
    }
    age(app);
    let rows = claimed(app).await;
    assert!(rows.is_subset(&files(app)), "no row lacks its file");
    let unclaimed = files(app).len() - rows.len();
    assert!(unclaimed > 0, "a kill came between file and row");
    assert_eq!(run(app).await, unclaimed);
    assert_eq!(files(app), rows);
    let other = InstanceKey::generate().new_person_key(1).0;
    let store = BlobStore::open(&app.app.config.store).expect("the store");
    assert!(
        store
            .read(&other, 1, rows.first().expect("a file"))
            .is_err()
    );
}
