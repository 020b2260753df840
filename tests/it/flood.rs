//! Many at once: links that nobody guesses, sign-ins that do not eat the house, tries that are counted
//! wherever they come from (R14, R22, R24). No test here looks at a clock.

use crate::app::TestApp;
use crate::people::PASSWORD;
use actix_web::http::Method;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use chrono::TimeDelta;
use diesel::prelude::*;
use futures_util::future::join_all;
use locum::db::Dialect;
use locum::db::schema::{audit_events, outbox, referees, throttles, users};
use locum::domain::Role;
use locum::keys::{self, Purpose};
use locum::vetting::State;
use std::collections::{BTreeMap, HashSet};
use std::net::SocketAddr;

both! {
    r14_ten_thousand_links_are_ten_thousand_secrets,
    r22_an_old_hash_is_made_anew_at_the_next_sign_in,
    r22_a_flood_of_sign_ins_is_told_to_come_back,
    r24_of_two_hundred_tries_at_once_ten_are_looked_at,
}

async fn r14_ten_thousand_links_are_ten_thousand_secrets(app: &TestApp) {
    const LINKS: usize = 10_000;
    let nurse = app.clinician(State::AwaitingReferences).await;
    let key = &app.app.config.instance_key;
    let salts: Vec<String> = (0..LINKS).map(|_| keys::random_token()).collect();
    let tokens: Vec<String> = salts
        .iter()
        .map(|salt| key.link_token(Purpose::Enquiry, salt))
        .collect();
    let rows: Vec<(String, String)> = salts
        .iter()
        .zip(&tokens)
        .map(|(salt, token)| (salt.clone(), keys::token_hash(token)))
        .collect();
    let application = nurse.application;
    app.write(move |conn| {
        for (salt, hash) in &rows {
            diesel::insert_into(referees::table)
                .values((
                    referees::application_id.eq(application),
                    referees::hospital.eq("Old Hospital"),
                    referees::unit.eq("Ward 5"),
                    referees::contact.eq("Ward manager"),
                    referees::email.eq("ward5@old.example"),
                    referees::phone.eq("+852 2345 6789"),
                    referees::state.eq("asked"),
                    referees::salt.eq(salt),
                    referees::token_hash.eq(hash),
                ))
                .execute(conn)?;
        }
        Ok(())
    })
    .await;
    // No two are alike, in whole or in their first half.
    let halves: HashSet<&str> = tokens.iter().map(|token| &token[..21]).collect();
    assert_eq!(halves.len(), LINKS);
    assert!(tokens.iter().all(|token| {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        token.len() == 43 && token.chars().all(plain)
    }));
    // Each letter is as likely as any other at each place; the last one carries four bits only. With 63
    // degrees of freedom more than 160 comes up once in ten thousand million places.
    for place in 0..42 {
        let mut seen: BTreeMap<u8, f64> = BTreeMap::new();
        for token in &tokens {
            *seen.entry(token.as_bytes()[place]).or_default() += 1.0;
        }
        let expected = f64::from(10_000) / 64.0;
        let chi: f64 = seen
            .values()
            .map(|n| (n - expected).powi(2) / expected)
            .sum();
        assert!(seen.len() == 64 && chi < 160.0, "place {place}: {chi}");
    }
    // The next one says nothing of the one before: no sequence, in number or in letters.
    let alike = |pair: &[String]| {
        let pairs = pair[0].bytes().zip(pair[1].bytes());
        pairs.filter(|(a, b)| a == b).count()
    };
    assert!(tokens.windows(2).all(|pair| alike(pair) < 12));
    let rising = tokens.windows(2).filter(|pair| pair[0] < pair[1]).count();
    assert!((4_500..5_500).contains(&rising), "{rising}");
    // Only hashes lie there; salts without the key open nothing.
    let known: HashSet<&str> = tokens.iter().map(String::as_str).collect();
    let (kept, texts) = app
        .read(|conn| {
            let kept: Vec<(Option<String>, Option<String>)> = referees::table
                .select((referees::salt, referees::token_hash))
                .load(conn)?;
            let mut texts: Vec<String> = outbox::table.select(outbox::payload).load(conn)?;
            texts.extend(
                audit_events::table
                    .select(audit_events::detail)
                    .load::<String>(conn)?,
            );
            Ok((kept, texts))
        })
        .await;
    assert_eq!(kept.len(), LINKS);
    assert!(kept.iter().all(|(salt, hash)| {
        let shown =
            |text: &Option<String>| text.as_deref().is_some_and(|text| known.contains(text));
        !shown(salt) && !shown(hash) && hash.is_some()
    }));
    assert!(texts.iter().all(|text| !known.contains(text.as_str())));
    if app.app.db.dialect() == Dialect::Sqlite {
        for entry in std::fs::read_dir(&app.app.config.data).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let bytes = std::fs::read(&path).expect("a file");
                let found = bytes.windows(43).any(|window| {
                    std::str::from_utf8(window).is_ok_and(|window| known.contains(window))
                });
                assert!(!found, "{}", path.display());
            }
        }
    }
    // A salt, a hash and a neighbour's letters are no links.
    for guess in [
        &salts[0],
        &keys::token_hash(&tokens[0]),
        &format!("{}A", &tokens[0][..42]),
    ] {
        if *guess != tokens[0] {
            app.visitor().get(&format!("/en/r/{guess}")).await.is(410);
        }
    }
}

async fn r22_an_old_hash_is_made_anew_at_the_next_sign_in(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    let weak = Params::new(8_192, 1, 1, None).expect("parameters");
    let old = Argon2::new(Algorithm::Argon2id, Version::V0x13, weak)
        .hash_password(PASSWORD.as_bytes())
        .expect("a hash")
        .to_string();
    let (id, kept) = (nurse.id, old.clone());
    app.write(move |conn| {
        let row = diesel::update(users::table.find(id));
        row.set(users::password_hash.eq(&kept)).execute(conn)
    })
    .await;
    let stored = async || {
        let hash: Option<String> = app
            .read(move |conn| {
                users::table
                    .find(id)
                    .select(users::password_hash)
                    .first(conn)
            })
            .await;
        hash.expect("a hash")
    };
    let wrong = [
        ("email", nurse.email.as_str()),
        ("password", "not this one at all"),
    ];
    app.visitor().post("/en/sign-in", &wrong).await.is(422);
    assert_eq!(stored().await, old, "a wrong password changes nothing");
    app.signs_in(&nurse.email).await;
    let anew = stored().await;
    assert!(
        anew.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{anew}"
    );
    app.signs_in(&nurse.email).await;
    assert_eq!(stored().await, anew, "once");
}

/// An address that no other one of a flood has.
fn address(number: usize) -> SocketAddr {
    let number = u32::try_from(number).expect("a few");
    SocketAddr::from((std::net::Ipv4Addr::from(0x0a00_0000 + number), 50_000))
}

async fn r22_a_flood_of_sign_ins_is_told_to_come_back(app: &TestApp) {
    const FLOOD: usize = 500;
    let token = app.visitor();
    token.get("/en/sign-in").await;
    let visit = token.cookie("visit").expect("a form sets it");
    let csrf = token.token().await;
    let tries = (0..FLOOD).map(|number| {
        let (csrf, visit) = (csrf.clone(), visit.clone());
        async move {
            let mut browser = app.visitor();
            browser.address = address(number);
            browser.set_cookie("visit", &visit);
            let email = format!("flood{number}@people.example");
            let fields = [
                ("email", email.as_str()),
                ("password", "none of these is anybody's"),
                ("csrf", csrf.as_str()),
            ];
            browser.post_raw("/en/sign-in", &fields, &[]).await
        }
    });
    // Public figures are read all the while.
    let figures = async {
        let mut seen = 0;
        for _ in 0..50 {
            let answer = app
                .visitor()
                .send(Method::GET, "/en/statistics", &[], None)
                .await;
            seen += usize::from(answer.status == 200);
        }
        seen
    };
    let (answers, seen) = futures_util::future::join(join_all(tries), figures).await;
    assert_eq!(seen, 50);
    let (busy, looked): (Vec<_>, Vec<_>) =
        answers.into_iter().partition(|answer| answer.status == 503);
    assert!(looked.iter().all(|answer| answer.status == 422));
    assert!(
        !busy.is_empty() && !looked.is_empty(),
        "{} of {FLOOD}",
        busy.len()
    );
    for answer in &busy {
        let wait: u32 = answer.header("retry-after").parse().expect("seconds");
        assert!(wait > 0);
    }
    // What was too much is forgotten; the next one is looked at.
    let officer = app.staff(Role::Officer, "officer@office.example").await;
    app.signs_in(&officer.email).await;
}

async fn r24_of_two_hundred_tries_at_once_ten_are_looked_at(app: &TestApp) {
    const TRIES: usize = 200;
    app.ignores_mail();
    let nurse = app.clinician(State::Approved).await;
    let own = app.signs_in(&nurse.email).await;
    own.post("/en/sign-out", &[]).await;
    let first = app.visitor();
    first.get("/en/sign-in").await;
    let visit = first.cookie("visit").expect("a form sets it");
    let csrf = first.token().await;
    let flood = async |path: &str, fields: &[(&str, &str)]| {
        let tries = (0..TRIES).map(|number| {
            let mut browser = app.visitor();
            browser.address = address(number);
            browser.set_cookie("visit", &visit);
            let mut fields = fields.to_vec();
            fields.push(("csrf", csrf.as_str()));
            async move {
                let from = format!("203.0.113.{}", number % 250);
                let headers = [("x-forwarded-for", from.as_str())];
                browser.post_raw(path, &fields, &headers).await.status
            }
        });
        join_all(tries).await
    };
    let looked = |answers: &[u16]| answers.iter().filter(|status| **status != 429).count();
    let wrong = [
        ("email", nurse.email.as_str()),
        ("password", "not this one at all"),
    ];
    // The owner's own signing in was the first of ten.
    let answers = flood("/en/sign-in", &wrong).await;
    assert_eq!(looked(&answers), 9, "{answers:?}");
    let answers = flood("/en/forgot", &[("email", nurse.email.as_str())]).await;
    assert_eq!(looked(&answers), 10, "{answers:?}");
    // Whoever asks for the password again inside is counted by person.
    let own_try = async || {
        let fields = [
            ("current", "not this one at all"),
            ("password", "seven umbrellas on the roof"),
        ];
        nurse.post("/en/account/password", &fields).await.status
    };
    let again: Vec<u16> = join_all((0..TRIES).map(|_| own_try())).await;
    assert_eq!(looked(&again), 10, "{again:?}");
    // The owner gets in where they were before, everybody after a quarter of an hour; the rows hold no
    // address in words.
    let right = [("email", nurse.email.as_str()), ("password", PASSWORD)];
    own.post("/en/sign-in", &right).await.is(303);
    app.visitor().post("/en/sign-in", &right).await.is(429);
    let buckets: Vec<String> = app
        .read(|conn| throttles::table.select(throttles::bucket).load(conn))
        .await;
    assert!(
        buckets
            .iter()
            .all(|bucket| !bucket.contains('@') && !bucket.contains("10.0."))
    );
    app.passes(TimeDelta::minutes(15));
    app.visitor().post("/en/sign-in", &right).await.is(303);
}
