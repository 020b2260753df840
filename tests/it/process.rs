//! The program itself, started, watched and killed: what only a process can show (R13, R20, R42).

use crate::app::TestApp;
use crate::people::PASSWORD;
use diesel::prelude::*;
use locum::audit::chain;
use locum::clock::Clock;
use locum::db::Dialect;
use locum::db::schema::{applications, audit_events, outbox};
use locum::vetting::State;
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The program, serving on a port of its own; killed when it is dropped.
pub(crate) struct Served {
    child: Child,
    pub(crate) port: u16,
}

/// The program with the settings of a test's application.
pub(crate) fn program(app: &TestApp, port: u16) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_locum"));
    command
        .env_clear()
        .env("LOCUM_LISTEN", format!("127.0.0.1:{port}"))
        .env("LOCUM_BASE_URL", format!("http://127.0.0.1:{port}"))
        .env("LOCUM_DATA", &app.app.config.data)
        .env("LOCUM_INSTANCE_KEY", app.app.config.instance_key.to_text())
        .env("LOCUM_MAIL_FROM", "no-reply@locum.example")
        .env("LOCUM_CONTACT", "office@locum.example");
    command
}

impl Served {
    pub(crate) fn start(app: &TestApp, log: &Path, settings: &[(&str, &str)]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a port is free")
            .port();
        let out = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(log)
            .expect("a log");
        let mut command = program(app, port);
        command
            .arg("serve")
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(out.try_clone().expect("a second handle"))
            .stderr(out);
        let served = Self {
            child: command.spawn().expect("it starts"),
            port,
        };
        let patience = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(
                patience.elapsed() < Duration::from_secs(30),
                "it does not serve"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        served
    }

    /// One request; what came back, or nothing when the process died meanwhile.
    pub(crate) fn ask(
        port: u16,
        method: &str,
        path: &str,
        cookie: &str,
        extra: &str,
        body: &str,
    ) -> Option<String> {
        let mut socket = TcpStream::connect(("127.0.0.1", port)).ok()?;
        socket
            .set_read_timeout(Some(Duration::from_secs(20)))
            .ok()?;
        write!(
            socket,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n{extra}Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .ok()?;
        let mut answer = Vec::new();
        socket.read_to_end(&mut answer).ok()?;
        (!answer.is_empty()).then(|| String::from_utf8_lossy(&answer).into_owned())
    }

    /// The number of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn kill(mut self) {
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("it is gone");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Numbers of the letters that lie in the mail folder.
fn letters_in(folder: &Path) -> BTreeSet<i64> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return BTreeSet::new();
    };
    entries
        .filter_map(|entry| {
            let text = std::fs::read_to_string(entry.ok()?.path()).ok()?;
            let (_, rest) = text.split_once("Message-ID: <outbox-")?;
            rest.split('@').next()?.parse().ok()
        })
        .collect()
}

#[actix_web::test]
async fn r20_an_act_and_its_letter_are_one_commit_whenever_the_process_dies() {
    const KILLS: u64 = 20;
    let app = TestApp::start(Dialect::Sqlite).await;
    app.ignores_mail();
    // The program asks the machine for the time.
    app.app.clock.set(Clock::System.now());
    let mut people = Vec::new();
    for _ in 0..KILLS * 6 {
        let nurse = app.clinician(State::Submitted).await;
        let session = nurse.browser.cookie("session").expect("signed in");
        let token = app.app.config.instance_key.csrf_token(&session);
        people.push((format!("session={session}"), format!("csrf={token}")));
    }
    let data = app.app.config.data.clone();
    let mut acknowledged = 0;
    for (round, group) in people.chunks(6).enumerate() {
        let served = Served::start(&app, &data.join("log"), &[]);
        let port = served.port;
        let (sender, answers) = std::sync::mpsc::channel();
        for (cookie, body) in group {
            let (sender, cookie, body) = (sender.clone(), cookie.clone(), body.clone());
            std::thread::spawn(move || {
                let path = "/zh/application/withdraw";
                let answer = Served::ask(port, "POST", path, &cookie, "", &body);
                let done = answer.is_some_and(|answer| answer.starts_with("HTTP/1.1 303"));
                sender.send(done).expect("the test listens");
            });
        }
        drop(sender);
        // At another moment each time: after so many answers, with the others under way.
        let mut heard: Vec<bool> = (0..round % 7)
            .map(|_| answers.recv().expect("six answers"))
            .collect();
        served.kill();
        heard.extend(answers.iter());
        acknowledged += heard.iter().filter(|done| **done).count();
    }
    // What a killed worker held is taken up by the next one after five minutes.
    app.passes(chrono::TimeDelta::minutes(6));
    locum::mail::worker::run(&app.app)
        .await
        .expect("the rest leaves");
    let sent: BTreeSet<i64> = app.app.mailbox.take().iter().map(|one| one.id).collect();
    let (withdrawn, rows, recorded): (i64, Vec<(i64, bool)>, i64) = app
        .read(|conn| {
            let withdrawn = applications::table.filter(applications::state.eq(State::Withdrawn));
            let rows = outbox::table
                .filter(outbox::kind.eq("withdrawn"))
                .select((outbox::id, outbox::sent_at.is_not_null()))
                .load(conn)?;
            let recorded =
                audit_events::table.filter(audit_events::action.eq("application.withdraw"));
            Ok((
                withdrawn.count().get_result(conn)?,
                rows,
                recorded.count().get_result(conn)?,
            ))
        })
        .await;
    let count = i64::try_from(rows.len()).expect("few");
    assert_eq!(
        (count, recorded),
        (withdrawn, withdrawn),
        "an act, its letter, its record"
    );
    assert!(acknowledged <= rows.len(), "what was acknowledged is there");
    assert!(
        acknowledged > 0 && rows.len() < people.len(),
        "kills came before and after acts: {acknowledged} of {}",
        rows.len()
    );
    assert!(rows.iter().all(|(_, sent)| *sent), "every letter left");
    let arrived: BTreeSet<i64> = letters_in(&data.join("mail"))
        .union(&sent)
        .copied()
        .collect();
    assert_eq!(arrived, rows.iter().map(|(id, _)| *id).collect());
    let key = app.app.config.instance_key.clone();
    let chain = app.read(move |conn| chain::verify(conn, &key, None)).await;
    assert!(chain.is_ok(), "{chain:?}");
}

#[actix_web::test]
async fn r42_the_log_holds_no_secret_and_a_forged_line_stays_one() {
    let app = TestApp::start(Dialect::Sqlite).await;
    app.ignores_mail();
    app.app.clock.set(Clock::System.now());
    let nurse = app.clinician(State::Draft).await;
    let log = app.app.config.data.join("log");
    let settings = [
        ("LOCUM_LOG", "info,locum=trace"),
        ("LOCUM_LOG_FORMAT", "json"),
    ];
    let served = Served::start(&app, &log, &settings);
    let port = served.port;
    let key = &app.app.config.instance_key;
    let visit = "CANARY-visit-cookie";
    let token = key.csrf_token(visit);
    let cookie = format!("visit={visit}; session=CANARY-session-cookie; device=CANARY-device");
    let session = nurse.browser.cookie("session").expect("signed in");
    let forged = "CANARY%0d%0a%7b%22level%22%3a%22ERROR%22%7d%1b%5b31m";
    let headers = "User-Agent: CANARY-agent\r\nReferer: http://127.0.0.1/CANARY-referer\r\n\
                   X-Forwarded-For: CANARY-address\r\nAuthorization: Bearer CANARY-bearer\r\n";
    let visit_form = |fields: &str| {
        let token = key.csrf_token("CANARY-session-cookie");
        format!("csrf={token}&{fields}")
    };
    let own = format!("session={session}");
    let own_csrf = format!("csrf={}", key.csrf_token(&session));
    let everywhere = [
        "name_en",
        "name_zh",
        "email",
        "mobile",
        "category",
        "heard_from",
        "lang",
        "password",
        "consent",
        "next",
        "current",
        "number",
        "hospital",
        "unit",
        "contact",
        "phone",
        "reason",
        "note",
        "comment",
        "signed",
        "sure",
        "code",
        "verdict",
    ]
    .map(|field| format!("{field}={forged}"))
    .join("&");
    let mut asked = 0;
    for route in locum::app::routes() {
        let path = route.path.replace("{lang:zh|en}", "en");
        let path: String = path
            .split('/')
            .map(|part| match part {
                "{token}" => "CANARY-token",
                part if part.starts_with('{') => "999999",
                part => part,
            })
            .collect::<Vec<_>>()
            .join("/");
        let path = format!("{path}?next={forged}&q=CANARY-query");
        let method = route.method.as_str();
        for (cookie, body) in [
            (cookie.clone(), visit_form(&everywhere)),
            (own.clone(), format!("{own_csrf}&{everywhere}")),
        ] {
            let body = if method == "GET" { String::new() } else { body };
            asked +=
                usize::from(Served::ask(port, method, &path, &cookie, headers, &body).is_some());
        }
    }
    // What succeeds is written down no more than what fails.
    let right = format!(
        "csrf={token}&name_en=CANARY+Name&name_zh=&email=canary%40people.example&mobile=9123+4567&\
         category=rn_general&lang=en&consent=yes&password=CANARY+seven+umbrellas+on+the+roof"
    );
    let visit_only = format!("visit={visit}");
    let registered = Served::ask(port, "POST", "/en/register", &visit_only, headers, &right);
    assert!(registered.is_some_and(|answer| answer.starts_with("HTTP/1.1 303")));
    let sign_in = format!(
        "csrf={token}&email={}&password={}",
        nurse.email.replace('@', "%40"),
        PASSWORD.replace(' ', "+")
    );
    let signed_in = Served::ask(port, "POST", "/en/sign-in", &visit_only, headers, &sign_in);
    assert!(signed_in.is_some_and(|answer| answer.starts_with("HTTP/1.1 303")));
    assert!(
        Served::ask(
            port,
            "GET",
            &format!("/CANARY-path/{forged}"),
            &cookie,
            headers,
            ""
        )
        .is_some()
    );
    assert!(asked > 100, "{asked}");
    served.kill();
    let text = std::fs::read_to_string(&log).expect("a log");
    assert!(text.lines().count() > 100, "{text}");
    for secret in [
        "CANARY",
        "canary",
        &session,
        PASSWORD,
        &nurse.email,
        &key.to_text(),
    ] {
        let line = text.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret} stands in the log");
    }
    for line in text.lines() {
        let record = serde_json::from_str::<serde_json::Value>(line);
        assert!(
            record.is_ok_and(|record| record["level"].is_string()),
            "{line}"
        );
    }
}

#[actix_web::test]
async fn r11_the_command_names_the_first_bad_row_and_fails() {
    let app = TestApp::start(Dialect::Sqlite).await;
    let nurse = app.clinician(State::Draft).await;
    for mobile in ["9123 4567", "9123 4568", "9123 4569"] {
        let form = [("mobile", mobile), ("lang", "zh")];
        nurse.post("/zh/account", &form).await.is(303);
    }
    let kept = locum::audit::checkpoint::keep(&app.app).await;
    assert_eq!(kept.expect("the chain is whole"), 1);
    let anchor = app.app.config.audit_folder.join("audit-2026-03-02.json");
    let verify = || {
        let mut command = program(&app, 1);
        command.args(["audit", "verify", "--anchor"]).arg(&anchor);
        let output = command.output().expect("it runs");
        let text = [output.stdout, output.stderr].concat();
        (
            output.status.code(),
            String::from_utf8_lossy(&text).into_owned(),
        )
    };
    let (code, text) = verify();
    assert_eq!(code, Some(0), "{text}");
    assert!(
        text.contains("3 rows; the checkpoint of 2026-03-02T06:21:00Z fits"),
        "{text}"
    );
    app.write(|conn| {
        diesel::sql_query("DROP TRIGGER audit_is_never_changed").execute(conn)?;
        diesel::update(audit_events::table.find(2))
            .set(audit_events::actor_id.eq(99))
            .execute(conn)
    })
    .await;
    let (code, text) = verify();
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("row 2: it was altered"), "{text}");
}
