//! Text that tries to become more than text: in mail (R19).

use crate::app::TestApp;
use diesel::prelude::*;
use locum::config::{MailTransport, Smtp, SmtpSecurity};
use locum::db::Dialect;
use locum::db::schema::outbox;
use locum::i18n::Lang;
use locum::mail::{self, Envelope, Letter};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

both! {
    r19_names_that_are_more_than_a_line_are_refused,
    r19_poisoned_letters_are_parked_and_the_next_ones_leave,
}

/// What has been done to mail systems with names.
const HOSTILE: [&str; 8] = [
    "Ward\r\nBcc: evil@evil.example",
    "Ward\nBcc: evil@evil.example\n\n<script>alert(1)</script>",
    "Ward\r\n.\r\nMAIL FROM:<evil@evil.example>\r\n",
    "Ward\n.\nRCPT TO:<evil@evil.example>\n.\n",
    "Ward\0hidden",
    "\u{202e}drawrof\u{202c}",
    "=?utf-8?q?=0D=0ABcc:_evil=40evil.example?=",
    "病房🏥👩🏽‍⚕️",
];

/// What a mail server was told, and the message that came with it.
type Taken = Vec<(Vec<String>, String)>;

/// A mail server that takes everything and keeps it.
fn sink() -> (u16, Arc<Mutex<Taken>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("an address").port();
    let taken = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&taken);
    std::thread::spawn(move || {
        for socket in listener.incoming() {
            let mut socket = socket.expect("a client");
            let mut lines = BufReader::new(socket.try_clone().expect("a second handle"))
                .lines()
                .map_while(Result::ok);
            let mut told: Vec<String> = Vec::new();
            if write!(socket, "220 test\r\n").is_err() {
                continue;
            }
            while let Some(line) = lines.next() {
                told.push(line.clone());
                let answer = if line.starts_with("DATA") {
                    write!(socket, "354 go on\r\n").expect("the client listens");
                    let body: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                    let told = std::mem::take(&mut told);
                    kept.lock()
                        .expect("unpoisoned")
                        .push((told, body.join("\n")));
                    "250 taken"
                } else if line.starts_with("QUIT") {
                    "221 bye"
                } else {
                    "250 yes"
                };
                if write!(socket, "{answer}\r\n").is_err() {
                    break;
                }
            }
        }
    });
    (port, taken)
}

async fn posts(app: &TestApp, address: String, unit: String) {
    let now = app.now();
    app.write(move |conn| {
        let to = Envelope {
            recipient: None,
            address: &address,
            lang: Lang::En,
        };
        let name = "Chan Tai Man".to_owned();
        mail::post(
            conn,
            &to,
            &Letter::UnitAnswered {
                name,
                unit: unit.clone(),
            },
            now,
        )
    })
    .await;
}

#[actix_web::test]
async fn r19_a_hostile_name_is_one_message_to_one_person() {
    let (port, taken) = sink();
    let app = TestApp::start_with(Dialect::Sqlite, |config| {
        config.mail = MailTransport::Smtp(Smtp {
            host: "127.0.0.1".to_owned(),
            port,
            security: SmtpSecurity::None,
            credentials: None,
        });
    })
    .await;
    let long = "W".repeat(10_000);
    for name in HOSTILE.iter().copied().chain([long.as_str()]) {
        posts(&app, "taiman@people.example".to_owned(), name.to_owned()).await;
        app.mail().await;
        let mut all = taken.lock().expect("unpoisoned");
        assert_eq!(all.len(), 1, "{name:?} is one message");
        let (told, message) = all.remove(0);
        let to: Vec<&String> = told
            .iter()
            .filter(|line| line.starts_with("RCPT"))
            .collect();
        assert_eq!(to, ["RCPT TO:<taiman@people.example>"], "{name:?}");
        let from = told
            .iter()
            .filter(|line| line.starts_with("MAIL FROM"))
            .count();
        assert_eq!(from, 1, "{name:?}");
        let head = message.split("\n\n").next().expect("a head");
        for line in head.lines() {
            let forged = ["bcc:", "cc:"]
                .iter()
                .any(|name| line.to_lowercase().starts_with(name));
            assert!(!forged, "{name:?} became a header: {line}");
        }
        assert_eq!(
            head.matches("\nTo: ").count() + usize::from(head.starts_with("To: ")),
            1
        );
        // For mail programs that show HTML it is text as well.
        let page = message.rsplit("text/html").next().expect("the page");
        assert!(!page.contains("<script>"), "{name:?}");
    }
}

async fn r19_names_that_are_more_than_a_line_are_refused(app: &TestApp) {
    for name in HOSTILE
        .iter()
        .filter(|name| name.chars().any(char::is_control))
    {
        let form = [
            ("name_en", *name),
            ("name_zh", *name),
            ("email", "taiman@people.example\r\nBcc: evil@evil.example"),
            ("mobile", "9123 4567\r\n"),
            ("category", "rn_general"),
            ("lang", "zh"),
            ("password", "correct staple battery tram"),
            ("consent", "yes"),
        ];
        let answer = app.visitor().post("/en/register", &form).await.is(422);
        answer
            .says("at most 100 characters")
            .says("such as name@example.com");
    }
    let waiting: i64 = app
        .read(|conn| outbox::table.count().get_result(conn))
        .await;
    assert_eq!(waiting, 0);
}

async fn r19_poisoned_letters_are_parked_and_the_next_ones_leave(app: &TestApp) {
    for index in 0..20 {
        posts(
            app,
            format!("nurse{index}@people.example"),
            "Ward".to_owned(),
        )
        .await;
    }
    // Every second row is poisoned, in one of the ways in which rows are.
    app.write(|conn| {
        for id in 1..=20_i64 {
            let row = outbox::table.find(id);
            match id % 8 {
                0 => diesel::update(row)
                    .set(outbox::payload.eq(""))
                    .execute(conn)?,
                2 => diesel::update(row)
                    .set(outbox::payload.eq("{\"kind\":\"unit_answered\"}"))
                    .execute(conn)?,
                4 => diesel::update(row)
                    .set(outbox::payload.eq("[[[["))
                    .execute(conn)?,
                6 => diesel::update(row)
                    .set(outbox::payload.eq("null"))
                    .execute(conn)?,
                _ => 0,
            };
        }
        Ok(())
    })
    .await;
    assert_eq!(
        app.mail().await.len(),
        10,
        "the others leave in the same round"
    );
    let parked: i64 = app
        .read(|conn| {
            let parked = outbox::table.filter(outbox::parked_at.is_not_null());
            parked.count().get_result(conn)
        })
        .await;
    assert_eq!(parked, 10);
    posts(app, "last@people.example".to_owned(), "Ward".to_owned()).await;
    app.letter_to("last@people.example").await;
}
