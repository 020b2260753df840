//! What holds for every request, whatever it asks for.

use crate::app::TestApp;
use crate::browser::Answer;
use actix_web::http::Method;
use locum::db::Dialect;
use locum::domain::Role;
use locum::web::guard;
use locum::web::route::{self, Policy, get, post};
use std::io::{Read, Write};

/// A path of a route with something in each of its places.
pub fn filled(path: &str) -> String {
    let path = path.replace("{lang:zh|en}", "zh");
    path.split('/')
        .map(|part| match part {
            _ if !part.starts_with('{') => part,
            "{token}" => "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "{slot}" => "practising_certificate",
            "{way}" => "contact",
            "{regime}" => "macau",
            "{question}" => "step",
            _ => "999999",
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// Names and values: headers of a request.
type Pairs<'a> = &'a [(&'a str, &'a str)];

#[actix_web::test]
async fn r28_no_act_without_the_token_of_its_own_browser() {
    let app = &TestApp::start(Dialect::Sqlite).await;
    let acts: Vec<_> = locum::app::routes()
        .into_iter()
        .filter(|route| route.method == Method::POST)
        .collect();
    assert!(acts.len() >= 9);
    for route in acts {
        let path = filled(route.path);
        let who = match route.policy {
            Policy::Public | Policy::Link => app.visitor(),
            Policy::UnitManager => app.staff(Role::UnitManager, &email(app)).await.browser,
            Policy::Officer => app.staff(Role::Officer, &email(app)).await.browser,
            Policy::Administrator => app.staff(Role::Administrator, &email(app)).await.browser,
            _ => app.clinician(locum::vetting::State::Approved).await.browser,
        };
        let own = who.token().await;
        let anothers = app.visitor().token().await;
        // Demo routes are not there outside the demo.
        let closed = if route.policy == Policy::Demo {
            404
        } else {
            403
        };
        let ways: [(&str, &str, Pairs); 6] = [
            ("no token", "", &[]),
            ("another's token", &anothers, &[]),
            ("cross-site", &own, &[("sec-fetch-site", "cross-site")]),
            ("same-site", &own, &[("sec-fetch-site", "same-site")]),
            ("Origin: null", &own, &[("origin", "null")]),
            ("another origin", &own, &[("origin", "http://evil.example")]),
        ];
        for (way, token, headers) in ways {
            let status = who
                .post_raw(&path, &[("csrf", token)], headers)
                .await
                .status;
            assert_eq!(status, closed, "{way}: POST {}", route.path);
        }
    }
}

fn email(app: &TestApp) -> String {
    format!("staff{}@hospital.example", app.next_number())
}

fn nonce(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    let at = policy.find("'nonce-").expect("a nonce") + 7;
    policy[at..].split('\'').next().expect("an end").to_owned()
}

#[actix_web::test]
async fn r43_every_answer_carries_the_headers_of_a_careful_house() {
    let app = &TestApp::start(Dialect::Sqlite).await;
    let browser = app.visitor();
    let nobody = [("host", "evil.example")];
    let answers = [
        browser.get("/zh/sign-in").await.is(200),
        browser.get("/zh/admin/people").await.is(303),
        app.newcomer().await.get("/zh/admin/people").await.is(403),
        browser.get("/zh/nowhere").await.is(404),
        browser
            .send(Method::DELETE, "/zh/sign-in", &[], None)
            .await
            .is(405),
        browser.get(&filled("/zh/confirm/{token}")).await.is(410),
        browser
            .post(&filled("/zh/confirm/{token}"), &[])
            .await
            .is(410),
        browser
            .send(Method::GET, "/zh/sign-in", &nobody, None)
            .await
            .is(421),
        browser.post("/zh/sign-in", &[("email", "x")]).await.is(422),
    ];
    let mut nonces = std::collections::BTreeSet::new();
    for answer in &answers {
        let status = answer.status;
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{part} is missing on {status}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(
            answer.header("x-content-type-options"),
            "nosniff",
            "{status}"
        );
        assert!(
            !answer.header("strict-transport-security").is_empty(),
            "{status}"
        );
        assert_eq!(answer.header("cache-control"), "no-store", "{status}");
        assert_eq!(answer.header("x-request-id").len(), 12, "{status}");
        assert!(
            answer.body.is_empty()
                || answer
                    .body
                    .contains(&format!("nonce=\"{}\"", nonce(answer)))
        );
        nonces.insert(nonce(answer));
    }
    assert_eq!(
        nonces.len(),
        answers.len(),
        "every answer has a nonce of its own"
    );
    assert!(
        !answers[4].header("allow").is_empty(),
        "405 says what is allowed"
    );
}

#[actix_web::test]
async fn links_never_lead_to_a_host_that_a_request_invents() {
    let app = &TestApp::start(Dialect::Sqlite).await;
    for host in [
        "evil.example",
        "localhost.evil.example",
        "localhost:8080.evil.example",
    ] {
        let answer = app
            .visitor()
            .send(Method::GET, "/zh/sign-in", &[("host", host)], None)
            .await;
        assert_eq!(answer.status, 421, "{host}");
    }
}

#[actix_web::test]
async fn a_handler_that_panics_answers_500_with_an_id() {
    async fn broken() -> String {
        panic!("this test breaks a handler")
    }
    use actix_web::dev::Service as _;
    let app = TestApp::start(Dialect::Sqlite).await;
    let data = app.app.clone();
    let server = actix_web::App::new()
        .wrap(actix_web::middleware::from_fn(guard::outer))
        .app_data(data)
        .configure(|config| {
            route::register(
                config,
                &[
                    get("/{lang:zh|en}/broken", Policy::Public, broken),
                    post("/{lang:zh|en}/broken", Policy::Public, broken),
                ],
            );
        });
    let service = actix_web::test::init_service(server).await;
    for path in ["/zh/broken", "/en/broken"] {
        let request = actix_web::test::TestRequest::get()
            .uri(path)
            .insert_header(("host", "localhost:8080"));
        let answer = Answer::of(service.call(request.to_request()).await.expect("an answer"))
            .await
            .is(500);
        let id = answer.header("x-request-id").to_owned();
        answer.says(&id).hides("this test breaks");
    }
}

/// A whole answer from a socket: in-process requests do not pass the protocol layer.
fn over_the_wire(address: std::net::SocketAddr, method: &str, path: &str) -> (String, String) {
    let mut socket = std::net::TcpStream::connect(address).expect("the server listens");
    write!(
        socket,
        "{method} {path} HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n"
    )
    .expect("a request is sent");
    let mut text = String::new();
    socket.read_to_string(&mut text).expect("an answer is read");
    let (head, body) = text.split_once("\r\n\r\n").expect("head and body");
    (head.to_owned(), body.to_owned())
}

#[actix_web::test]
async fn head_answers_as_get_does_without_the_body() {
    let app = TestApp::start(Dialect::Sqlite).await;
    let data = app.app.clone();
    let server = actix_web::HttpServer::new(move || locum::server!(data.clone()))
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .expect("a port is free");
    let address = server.addrs()[0];
    let running = server.run();
    let handle = running.handle();
    actix_web::rt::spawn(running);
    for path in [
        "/zh/sign-in",
        "/zh/nowhere",
        locum::web::assets::files::APP_CSS,
    ] {
        let asks = actix_web::rt::task::spawn_blocking(move || {
            (
                over_the_wire(address, "GET", path),
                over_the_wire(address, "HEAD", path),
            )
        });
        let ((get_head, get_body), (head, body)) = asks.await.expect("both answers");
        let first = |text: &str| text.lines().next().unwrap_or("").to_owned();
        let length = |text: &str| {
            text.to_lowercase()
                .lines()
                .find(|line| line.starts_with("content-length"))
                .map(str::to_owned)
        };
        assert_eq!(first(&head), first(&get_head), "{path}");
        assert_eq!(length(&head), length(&get_head), "{path}");
        assert!(!get_body.is_empty() && body.is_empty(), "{path}");
    }
    handle.stop(false).await;
}
