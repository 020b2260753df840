//! Letters leave once, in order, and a broken one holds nobody up.

use crate::app::TestApp;
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::config::{MailTransport, Smtp, SmtpSecurity};
use locum::db::schema::outbox;
use locum::db::{Conn, Dialect};
use locum::domain::Role;
use locum::i18n::Lang;
use locum::mail::{self, Envelope, Letter};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

both! { a_broken_letter_is_parked_and_the_next_ones_leave }

async fn posts(app: &TestApp, address: &'static str) {
    let now = app.now();
    app.write(move |conn: &mut Conn| {
        let to = Envelope {
            recipient: None,
            address,
            lang: Lang::Zh,
        };
        let letter = Letter::PasswordChanged {
            name: "陳大文".to_owned(),
        };
        mail::post(conn, &to, &letter, now)
    })
    .await;
}

/// Attempts, and whether it was sent and parked, of every row in order.
async fn rows(app: &TestApp) -> Vec<(i32, bool, bool)> {
    app.read(|conn| {
        outbox::table
            .order(outbox::id)
            .select((
                outbox::attempts,
                outbox::sent_at.is_not_null(),
                outbox::parked_at.is_not_null(),
            ))
            .load(conn)
    })
    .await
}

async fn a_broken_letter_is_parked_and_the_next_ones_leave(app: &TestApp) {
    posts(app, "first@people.example").await;
    posts(app, "second@people.example").await;
    app.write(|conn| {
        let first = outbox::table.filter(outbox::address.eq("first@people.example"));
        diesel::update(first)
            .set(outbox::payload.eq("{\"kind\":\"no such letter\"}"))
            .execute(conn)
    })
    .await;
    app.letter_to("second@people.example").await;
    assert_eq!(rows(app).await, [(1, false, true), (1, true, false)]);
    assert!(app.mail().await.is_empty(), "each leaves once");
    // An administrator sees it, mends what was wrong and has it sent again.
    let head = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    head.get("/en/admin").await.says("One letter did not leave");
    head.get("/zh/admin/letters")
        .await
        .is(200)
        .says("信件：1")
        .says("未能寫成的信")
        .says("first@people.example");
    app.write(|conn| {
        let second = outbox::table.filter(outbox::address.eq("second@people.example"));
        let payload: String = second.select(outbox::payload).first(conn)?;
        let first = outbox::table.filter(outbox::address.eq("first@people.example"));
        diesel::update(first)
            .set(outbox::payload.eq(payload))
            .execute(conn)
    })
    .await;
    head.post("/en/admin/letters", &[])
        .await
        .leads_to("/en/admin/letters");
    app.letter_to("first@people.example").await;
    head.get("/en/admin/letters")
        .await
        .says("Every letter has left");
    head.get("/en/admin").await.hides("did not leave");
}

/// Whether the other side refused each row for good.
async fn bounced(app: &TestApp) -> Vec<bool> {
    app.read(|conn| {
        outbox::table
            .order(outbox::id)
            .select(outbox::bounced_at.is_not_null())
            .load(conn)
    })
    .await
}

#[actix_web::test]
async fn a_refusal_that_is_about_us_is_no_bounce() {
    let (port, _taken) = mail_server(&["530 sign in first", "250 go on"]);
    let app = with_server(port).await;
    posts(&app, "taiman@people.example").await;
    app.mail().await;
    assert_eq!(rows(&app).await, [(1, false, false)]);
    assert_eq!(bounced(&app).await, [false]);
    // Somebody mends the password of our relay, and the letter leaves.
    app.passes(TimeDelta::hours(1));
    app.mail().await;
    assert_eq!(rows(&app).await, [(2, true, false)]);
}

#[actix_web::test]
async fn a_weekend_without_a_mail_server_loses_no_letter_and_holds_nobody_up() {
    // It hangs up on everybody; the port stays its own, so that no other test's server takes it.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || listener.incoming().for_each(drop));
    let app = with_server(port).await;
    posts(&app, "first@people.example").await;
    posts(&app, "second@people.example").await;
    // A round asks a server that does not answer once, whoever else waits.
    app.mail().await;
    assert_eq!(rows(&app).await, [(1, false, false), (0, false, false)]);
    for _ in 0..3 * 24 {
        app.passes(TimeDelta::hours(1));
        app.mail().await;
    }
    let tried = rows(&app).await;
    assert!(
        tried
            .iter()
            .all(|(tries, sent, parked)| *tries > 30 && !sent && !parked),
        "{tried:?}"
    );
    app.passes(TimeDelta::days(2));
    app.mail().await;
    app.mail().await;
    assert!(rows(&app).await.iter().all(|(_, _, parked)| *parked));
}

/// A mail server of this test: says `verdicts` one after the other to `MAIL FROM`, and hands over what
/// it takes.
fn mail_server(verdicts: &'static [&'static str]) -> (u16, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("an address").port();
    let (sender, taken) = channel();
    std::thread::spawn(move || {
        for verdict in verdicts {
            let (socket, _) = listener.accept().expect("a client comes");
            if let Some(message) = converse(socket, verdict) {
                sender.send(message).expect("the test listens");
            }
        }
    });
    (port, taken)
}

fn converse(mut socket: TcpStream, verdict: &str) -> Option<String> {
    let mut lines = BufReader::new(socket.try_clone().expect("a second handle"))
        .lines()
        .map_while(Result::ok);
    write!(socket, "220 test\r\n").ok()?;
    let mut taken = None;
    while let Some(line) = lines.next() {
        let answer = match line.get(..4).unwrap_or("").to_uppercase().as_str() {
            "EHLO" => "250 test",
            "MAIL" => verdict,
            "DATA" => {
                write!(socket, "354 go on\r\n").ok()?;
                let body: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                taken = Some(body.join("\n"));
                "250 taken"
            }
            "QUIT" => break,
            _ => "250 yes",
        };
        write!(socket, "{answer}\r\n").ok()?;
    }
    taken
}

async fn with_server(port: u16) -> TestApp {
    TestApp::start_with(Dialect::Sqlite, |config| {
        config.mail = MailTransport::Smtp(Smtp {
            host: "127.0.0.1".to_owned(),
            port,
            security: SmtpSecurity::None,
            credentials: None,
        });
    })
    .await
}

#[actix_web::test]
async fn a_letter_reaches_a_mail_server_once_with_its_name_on_it() {
    let (port, taken) = mail_server(&["250 ok"]);
    let app = with_server(port).await;
    posts(&app, "taiman@people.example").await;
    app.mail().await;
    app.mail().await;
    let message = taken.recv().expect("a letter arrives");
    assert!(
        message.contains("Message-ID: <outbox-1@localhost>"),
        "{message}"
    );
    assert!(message.contains("To: taiman@people.example"), "{message}");
    assert!(decoded_subject(&message).contains("密碼"), "{message}");
    assert!(taken.recv().is_err(), "one message and no more");
    assert_eq!(rows(&app).await, [(1, true, false)]);
}

/// The subject as a mail program shows it (RFC 2047, base64 words).
fn decoded_subject(message: &str) -> String {
    use base64::Engine as _;
    let at = message.find("Subject: ").expect("a subject") + 9;
    let mut lines = message[at..].lines();
    let mut subject = lines.next().expect("a subject").to_owned();
    subject.extend(lines.take_while(|line| line.starts_with(' ')));
    let words = subject
        .split("=?utf-8?b?")
        .filter_map(|word| word.split("?=").next());
    let bytes =
        words.filter_map(|word| base64::engine::general_purpose::STANDARD.decode(word).ok());
    String::from_utf8(bytes.flatten().collect()).expect("UTF-8")
}

#[actix_web::test]
async fn a_busy_server_is_asked_again_and_a_refusal_is_final() {
    let (port, taken) = mail_server(&["451 later", "250 ok", "550 never"]);
    let app = with_server(port).await;
    posts(&app, "taiman@people.example").await;
    app.mail().await;
    assert_eq!(rows(&app).await, [(1, false, false)]);
    app.mail().await;
    assert_eq!(rows(&app).await, [(1, false, false)], "not before its time");
    app.passes(TimeDelta::minutes(2));
    app.mail().await;
    assert_eq!(rows(&app).await, [(2, true, false)]);
    assert!(
        taken
            .recv()
            .expect("a letter arrives")
            .contains("<outbox-1@localhost>")
    );
    posts(&app, "nobody@people.example").await;
    app.mail().await;
    assert_eq!(rows(&app).await, [(2, true, false), (1, false, true)]);
    assert_eq!(bounced(&app).await, [false, true]);
}
