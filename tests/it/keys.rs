//! The instance key is changed while everything goes on (R13).

use crate::app::TestApp;
use crate::people::PDF;
use crate::process::{Served, program};
use diesel::prelude::*;
use locum::audit::chain;
use locum::clock::Clock;
use locum::db::Dialect;
use locum::db::schema::{audit_events, house_keys, person_keys};
use locum::domain::Role;
use locum::key_rows::{self, Standing};
use locum::keys::InstanceKey;
use locum::vetting::State;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

both! {
    r13_the_instance_key_changes_in_the_middle_of_everything,
    r13_a_change_that_was_stopped_is_finished_by_running_it_again,
    r13_a_key_that_nothing_opens_is_named_and_left_alone,
}

/// What the file of the instance key holds from now on: the new key, and the former one where it stays.
fn put_key(app: &TestApp, keys: &[&InstanceKey]) {
    let lines: Vec<String> = keys.iter().map(|key| key.to_text()).collect();
    let file = app.app.config.data.join("instance.key");
    std::fs::write(file, lines.join("\n")).expect("a key file");
    app.app.config.instance_key.look_again();
}

/// The key of a file that holds nothing else, apart from the application's own.
fn alone(key: &InstanceKey) -> InstanceKey {
    InstanceKey::parse(&key.to_text()).expect("a key")
}

async fn standing(app: &TestApp) -> Standing {
    let key = app.app.config.instance_key.clone();
    app.read(move |conn| key_rows::standing(conn, &key)).await
}

async fn rotate(app: &TestApp, most: usize) -> usize {
    key_rows::rotate(&app.app, most).await.expect("it rotates")
}

async fn r13_the_instance_key_changes_in_the_middle_of_everything(app: &TestApp) {
    let former = alone(&app.app.config.instance_key);
    let nurse = app.clinician(State::CheckingDocuments).await;
    let officer = app.staff(Role::Officer, "officer@office.example").await;
    let (reference, document) = app.papers(nurse.application).await;
    let note = format!("/en/office/applications/{reference}/notes");
    officer.post(&note, &[("text", "Rang at noon.")]).await;
    // A form that is open, a letter that waits, a browser that tried before, a link that was sent.
    let token = nurse.browser.token().await;
    let visitor = app.visitor();
    visitor
        .post("/en/forgot", &[("email", nurse.email.as_str())])
        .await
        .is(303);
    for _ in 0..9 {
        let wrong = [
            ("email", nurse.email.as_str()),
            ("password", "not this one at all"),
        ];
        app.visitor().post("/en/sign-in", &wrong).await;
    }
    let enquiry = format!("/en/r/{}", app.enquiry(nurse.application).await);

    let present = InstanceKey::generate();
    put_key(app, &[&present, &former]);
    let file = format!("/en/application/files/{document}");
    let open_everywhere = async || {
        let kept = nurse.get(&file).await.is(200);
        assert_eq!(kept.bytes, PDF, "sealed before, opened now");
        officer
            .get(&format!("/en/office/applications/{reference}"))
            .await
            .is(200)
            .says("Rang at noon.");
        app.visitor().get(&enquiry).await.is(200);
    };
    open_everywhere().await;
    assert_eq!(
        rotate(app, usize::MAX).await,
        4,
        "two people, the record, the house"
    );
    open_everywhere().await;
    // Somebody who comes now lies under the present key.
    let late = app.clinician(State::Draft).await;
    assert_eq!(
        standing(app).await,
        Standing {
            present: 5,
            former: 0,
            unopened: 0
        }
    );
    let posted = [
        ("mobile", "9123 4567"),
        ("lang", "zh"),
        ("csrf", token.as_str()),
    ];
    nurse
        .browser
        .post_raw("/en/account", &posted, &[])
        .await
        .is(303);

    // The former key goes; nothing misses it, and it alone is of no use any more.
    put_key(app, &[&present]);
    open_everywhere().await;
    late.browser.get("/en/application/documents").await.is(200);
    let letter = app.letter_to(&nurse.email).await;
    let link = letter
        .text
        .split_whitespace()
        .find(|word| word.contains("/set-password/"));
    let link = link
        .expect("a link")
        .trim_start_matches(crate::app::BASE_URL)
        .to_owned();
    app.visitor().get(&link).await.is(200);
    // Tries before and after count together.
    let tries = [
        ("email", nurse.email.as_str()),
        ("password", "not this one at all"),
    ];
    app.visitor().post("/en/sign-in", &tries).await;
    app.visitor().post("/en/sign-in", &tries).await.is(429);
    let key = app.app.config.instance_key.clone();
    let whole = app.read(move |conn| chain::verify(conn, &key, None)).await;
    assert!(whole.is_ok(), "{whole:?}");
    let told: String = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::action.eq("keys.rotated"))
                .select(audit_events::detail)
                .first(conn)
        })
        .await;
    assert!(
        told.contains(&present.name()) && !told.contains(&present.to_text()),
        "{told}"
    );
    let mut config = app.app.config.clone();
    config.instance_key = former;
    let stranger = locum::app::App::open(config, Clock::System).expect("it opens");
    assert!(
        chain::begin(&stranger).await.is_err(),
        "the former key opens nothing"
    );
}

async fn r13_a_change_that_was_stopped_is_finished_by_running_it_again(app: &TestApp) {
    let former = alone(&app.app.config.instance_key);
    assert!(chain::begin(&app.app).await.is_ok());
    let mut people = Vec::new();
    for _ in 0..5 {
        people.push(app.clinician(State::Draft).await);
    }
    let present = InstanceKey::generate();
    put_key(app, &[&present, &former]);
    assert_eq!(rotate(app, 2).await, 2);
    // Stopped: two lie under the present key, three and the house's two under the former one.
    assert_eq!(
        standing(app).await,
        Standing {
            present: 2,
            former: 5,
            unopened: 0
        }
    );
    for person in &people {
        let (_, document) = app.papers(person.application).await;
        let file = format!("/en/application/files/{document}");
        assert_eq!(person.get(&file).await.is(200).bytes, PDF);
    }
    // Nobody may take the former key away now.
    put_key(app, &[&present]);
    assert!(key_rows::tell(&app.app).await.is_err());
    assert!(chain::begin(&app.app).await.is_err());
    put_key(app, &[&present, &former]);
    assert_eq!(rotate(app, usize::MAX).await, 5);
    assert_eq!(
        rotate(app, usize::MAX).await,
        0,
        "once more changes nothing"
    );
    put_key(app, &[&present]);
    assert_eq!(
        standing(app).await,
        Standing {
            present: 7,
            former: 0,
            unopened: 0
        }
    );
    assert!(chain::begin(&app.app).await.is_ok());
    let events: i64 = app
        .read(|conn| {
            let rotated = audit_events::table.filter(audit_events::action.eq("keys.rotated"));
            rotated.count().get_result(conn)
        })
        .await;
    assert_eq!(events, 1, "what was finished is recorded, once");
}

async fn r13_a_key_that_nothing_opens_is_named_and_left_alone(app: &TestApp) {
    let former = alone(&app.app.config.instance_key);
    let (nurse, other) = (
        app.clinician(State::Draft).await,
        app.clinician(State::Draft).await,
    );
    let broken = vec![7_u8; 80];
    let kept = broken.clone();
    app.write(move |conn| {
        diesel::update(person_keys::table.find(nurse.id))
            .set(person_keys::wrapped.eq(&kept))
            .execute(conn)
    })
    .await;
    let present = InstanceKey::generate();
    put_key(app, &[&present, &former]);
    let told = key_rows::rotate_all(&app.app)
        .await
        .expect_err("it says so")
        .to_string();
    assert!(
        told.starts_with("1 keys are opened by no instance key"),
        "{told}"
    );
    let id = nurse.id;
    let row: Vec<u8> = app
        .read(move |conn| {
            person_keys::table
                .find(id)
                .select(person_keys::wrapped)
                .first(conn)
        })
        .await;
    assert_eq!(row, broken);
    assert_eq!(
        standing(app).await,
        Standing {
            present: 3,
            former: 0,
            unopened: 1
        }
    );
    let (_, document) = app.papers(other.application).await;
    other
        .get(&format!("/en/application/files/{document}"))
        .await
        .is(200);
    let sealed: Vec<Vec<u8>> = app
        .read(|conn| house_keys::table.select(house_keys::wrapped).load(conn))
        .await;
    assert!(
        sealed.iter().all(|wrapped| wrapped.len() == 80),
        "never plain"
    );
}

#[actix_web::test]
async fn r13_the_command_changes_the_key_under_a_program_that_serves() {
    let app = TestApp::start(Dialect::Sqlite).await;
    app.ignores_mail();
    app.app.clock.set(Clock::System.now());
    let former = alone(&app.app.config.instance_key);
    let nurse = app.clinician(State::Draft).await;
    let (_, document) = app.papers(nurse.application).await;
    let session = nurse.browser.cookie("session").expect("signed in");
    let csrf = app.app.config.instance_key.csrf_token(&session);
    let file = app.app.config.data.join("instance.key");
    let kept = file.display().to_string();
    let settings = [("LOCUM_INSTANCE_KEY_FILE", kept.as_str())];
    let served = Served::start(&app, &app.app.config.data.join("log"), &settings);
    let (port, cookie) = (served.port, format!("session={session}"));
    let (stop, asked) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicUsize::new(0)),
    );
    let (over, count, of_thread) = (Arc::clone(&stop), Arc::clone(&asked), cookie.clone());
    let body = format!("csrf={csrf}&mobile=9123+4567&lang=zh");
    let visitor = std::thread::spawn(move || {
        let mut wrong = Vec::new();
        while !over.load(Ordering::SeqCst) {
            for (method, path, body, wanted) in [
                (
                    "GET",
                    format!("/en/application/files/{document}"),
                    "",
                    "HTTP/1.1 200",
                ),
                (
                    "POST",
                    "/en/account".to_owned(),
                    body.as_str(),
                    "HTTP/1.1 303",
                ),
                ("GET", "/en/application".to_owned(), "", "HTTP/1.1 200"),
            ] {
                let answer = Served::ask(port, method, &path, &of_thread, "", body);
                let answer = answer.unwrap_or_default();
                if !answer.starts_with(wanted) {
                    wrong.push(format!(
                        "{method} {path}: {}",
                        answer.lines().next().unwrap_or("nothing")
                    ));
                }
                count.fetch_add(1, Ordering::SeqCst);
            }
        }
        wrong
    });
    let keys = |word: &str| {
        let mut command = program(&app, 1);
        command
            .args(["keys", word])
            .env("LOCUM_INSTANCE_KEY_FILE", &kept);
        let output = command.output().expect("it runs");
        let text = [output.stdout, output.stderr].concat();
        (
            output.status.code(),
            String::from_utf8_lossy(&text).into_owned(),
        )
    };
    assert_eq!(keys("rotate").0, Some(1), "there is no former key");
    let present = InstanceKey::generate();
    std::fs::write(
        &file,
        format!("{}\n{}\n", present.to_text(), former.to_text()),
    )
    .expect("a file");
    let (code, text) = keys("rotate");
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("3 keys were wrapped anew"), "{text}");
    assert!(text.contains("The former key may go"), "{text}");
    std::fs::write(&file, present.to_text()).expect("a file");
    let (code, text) = keys("status");
    assert_eq!(code, Some(0), "{text}");
    let before = asked.load(Ordering::SeqCst);
    while asked.load(Ordering::SeqCst) < before + 9 {
        std::thread::yield_now();
    }
    stop.store(true, Ordering::SeqCst);
    let wrong = visitor.join().expect("the visitor's thread");
    assert_eq!(wrong, Vec::<String>::new());
    served.kill();
    // Begun again with the present key alone, and somebody signs in.
    let served = Served::start(&app, &app.app.config.data.join("log"), &settings);
    let path = format!("/en/application/files/{document}");
    let answer = Served::ask(served.port, "GET", &path, &cookie, "", "");
    assert!(answer.is_some_and(|answer| answer.starts_with("HTTP/1.1 200")));
    served.kill();
}
