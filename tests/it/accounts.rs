//! Registering, signing in and out, forgotten passwords, staff.

use crate::app::TestApp;
use crate::browser::Answer;
use crate::people::PASSWORD;
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::users;
use locum::domain::Role;
use locum::mail::mailbox::Sent;
use locum::vetting::State;

both! {
    somebody_registers_confirms_and_signs_in,
    an_account_that_a_stranger_opened_stays_shut_to_them,
    r26_a_role_that_changes_ends_the_sessions,
    r26_a_closed_account_cannot_set_a_password,
    r23_nobody_learns_whether_an_address_has_an_account,
    r25_a_forgotten_password_is_set_once_by_its_owner,
    r25_a_reset_link_lives_ten_minutes,
    r25_of_fifty_uses_at_once_one_wins,
    r26_sessions_end_when_they_must,
    r24_guessing_is_slowed_and_the_owner_is_not_locked_out,
    r21_a_weak_password_is_refused_and_the_rest_stays_typed,
    the_language_switch_keeps_what_was_typed,
    staff_are_invited_and_closed,
}

const NEW_PASSWORD: &str = "night tram over the harbour";

const FORM: [(&str, &str); 8] = [
    ("name_en", "Chan Tai Man"),
    ("name_zh", "陳大文"),
    ("email", "taiman@people.example"),
    ("mobile", "+852 5123 4567"),
    ("category", "rn_general"),
    ("lang", "zh"),
    ("password", PASSWORD),
    ("consent", "yes"),
];

/// The registration form with some fields typed otherwise.
fn form_with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let typed = |name| changes.iter().find(|(changed, _)| *changed == name);
    FORM.iter()
        .map(|(name, value)| *typed(*name).unwrap_or(&(*name, *value)))
        .collect()
}

/// The path of the one link in a letter.
fn link(letter: &Sent) -> String {
    let at = letter.text.find("http://localhost:8080/").expect("a link");
    let link = letter.text[at..].split_whitespace().next().expect("a link");
    link.trim_start_matches("http://localhost:8080").to_owned()
}

async fn somebody_registers_confirms_and_signs_in(app: &TestApp) {
    let browser = app.visitor();
    browser.get("/zh/register").await.is(200);
    browser
        .post("/zh/register", &FORM)
        .await
        .leads_to("/zh/register/sent");
    browser.get("/zh/register/sent").await.is(200);
    let sign_in = [("email", "Taiman@People.example"), ("password", PASSWORD)];
    browser.post("/zh/sign-in", &sign_in).await.is(422);

    let confirm = link(&app.letter_to("taiman@people.example").await);
    // A mail scanner opens the link twice; only the button uses it up.
    for _ in 0..2 {
        let page = app.visitor().get(&confirm).await.is(200);
        assert_eq!(page.header("referrer-policy"), "no-referrer");
    }
    let password = [("password", PASSWORD)];
    browser
        .post(&confirm, &password)
        .await
        .leads_to("/zh/application");
    assert!(browser.cookie("session").is_some());
    browser.post(&confirm, &password).await.is(410);
    browser.get("/zh/application").await.is(200);
    browser.post("/zh/sign-out", &[]).await.leads_to("/zh");
    browser
        .post("/zh/sign-in", &sign_in)
        .await
        .leads_to("/zh/application");
    browser.post("/zh/sign-out", &[]).await.leads_to("/zh");
    assert!(browser.cookie("session").is_none());
}

async fn an_account_that_a_stranger_opened_stays_shut_to_them(app: &TestApp) {
    let thief = app.visitor();
    thief.post("/en/register", &FORM).await.is(303);
    let confirm = link(&app.letter_to("taiman@people.example").await);
    // The owner of the mailbox opens the link and does not know the stranger's password.
    let owner = app.visitor();
    let guess = [("password", "something of my own")];
    owner.post(&confirm, &guess).await.is(422).says("忘記密碼");
    assert!(owner.cookie("session").is_none());
    let sign_in = [("email", "taiman@people.example"), ("password", PASSWORD)];
    thief.post("/zh/sign-in", &sign_in).await.is(422);
    // They set a password of their own; the stranger's opens nothing.
    let ask = [("email", "taiman@people.example")];
    owner.post("/zh/forgot", &ask).await.is(303);
    let set = link(&app.letter_to("taiman@people.example").await);
    owner
        .post(&set, &[("password", NEW_PASSWORD)])
        .await
        .is(303);
    app.letter_to("taiman@people.example").await;
    thief.post("/zh/sign-in", &sign_in).await.is(422);
    thief
        .post(&confirm, &[("password", PASSWORD)])
        .await
        .is(422);
    // Nor may a stranger guess for ever.
    for _ in 0..8 {
        owner.post(&confirm, &guess).await.is(422);
    }
    owner.post(&confirm, &guess).await.is(429);
}

/// What a person, or a program that compares, can see of an answer.
fn seen(answer: &Answer, typed: &str) -> (u16, String, String) {
    (
        answer.status,
        answer.location.clone(),
        answer.settled().replace(typed, "…"),
    )
}

async fn r23_nobody_learns_whether_an_address_has_an_account(app: &TestApp) {
    let owner = app.newcomer().await;
    app.unconfirmed("unconfirmed@people.example").await;
    let closed = app.newcomer().await;
    let (id, now) = (closed.id, app.now());
    app.write(move |conn| {
        diesel::update(users::table.find(id))
            .set(users::disabled_at.eq(now))
            .execute(conn)
    })
    .await;
    let addresses = [
        owner.email.as_str(),
        "nobody@people.example",
        "unconfirmed@people.example",
        closed.email.as_str(),
    ];
    let (mut refused, mut forgot, mut registered) = (vec![], vec![], vec![]);
    for address in addresses {
        let wrong = [("email", address), ("password", "not the right one")];
        refused.push(seen(
            &app.visitor().post("/zh/sign-in", &wrong).await,
            address,
        ));
        let ask = [("email", address)];
        forgot.push(seen(&app.visitor().post("/zh/forgot", &ask).await, address));
    }
    app.mail().await;
    for address in addresses {
        let form = form_with(&[("email", address)]);
        registered.push(seen(
            &app.visitor().post("/zh/register", &form).await,
            address,
        ));
        // One letter either way: the owner is told, and a stranger learns nothing.
        app.letter_to(address).await;
    }
    for answers in [refused, forgot, registered] {
        assert!(
            answers.iter().all(|answer| *answer == answers[0]),
            "{answers:#?}"
        );
    }
}

async fn r25_a_forgotten_password_is_set_once_by_its_owner(app: &TestApp) {
    let nurse = app.newcomer().await;
    let other = app.newcomer().await;
    let browser = app.visitor();
    browser
        .post("/en/forgot", &[("email", &nurse.email)])
        .await
        .leads_to("/en/forgot/sent");
    let set = link(&app.letter_to(&nurse.email).await);
    browser.get(&set).await.is(200).says(&nurse.email);
    // The link says whose password it is, whatever the form says.
    let other_id = other.id.to_string();
    let fields = [
        ("password", NEW_PASSWORD),
        ("user_id", &other_id),
        ("email", &other.email),
    ];
    let lang = &set[..3];
    browser
        .post(&set, &fields)
        .await
        .leads_to(&format!("{lang}/sign-in"));
    assert!(
        browser.cookie("session").is_none(),
        "setting a password signs nobody in"
    );
    browser.get(&set).await.is(410);
    browser.post(&set, &fields).await.is(410);
    assert!(
        app.letter_to(&nurse.email).await.text.len() > 10,
        "the owner is told"
    );

    nurse.get("/zh/application").await; // the session is gone, whatever stands there
    nurse
        .post("/zh/sign-out", &[])
        .await
        .leads_to("/zh/sign-in");
    other.post("/zh/sign-out", &[]).await.leads_to("/zh");
    let old = [("email", nurse.email.as_str()), ("password", PASSWORD)];
    app.visitor().post("/zh/sign-in", &old).await.is(422);
    let new = [("email", nurse.email.as_str()), ("password", NEW_PASSWORD)];
    app.visitor().post("/zh/sign-in", &new).await.is(303);
}

async fn r25_a_reset_link_lives_ten_minutes(app: &TestApp) {
    let nurse = app.newcomer().await;
    let browser = app.visitor();
    browser
        .post("/zh/forgot", &[("email", &nurse.email)])
        .await
        .is(303);
    let first = link(&app.letter_to(&nurse.email).await);
    browser
        .post("/zh/forgot", &[("email", &nurse.email)])
        .await
        .is(303);
    let second = link(&app.letter_to(&nurse.email).await);
    browser.get(&first).await.is(410);
    app.passes(TimeDelta::seconds(599));
    browser.get(&second).await.is(200);
    app.passes(TimeDelta::seconds(1));
    browser.get(&second).await.is(410);
    browser
        .post(&second, &[("password", NEW_PASSWORD)])
        .await
        .is(410);
}

async fn r25_of_fifty_uses_at_once_one_wins(app: &TestApp) {
    let nurse = app.newcomer().await;
    let browser = app.visitor();
    browser
        .post("/zh/forgot", &[("email", &nurse.email)])
        .await
        .is(303);
    let set = link(&app.letter_to(&nurse.email).await);
    let fields = [("password", NEW_PASSWORD)];
    let uses = (0..50).map(|_| browser.post(&set, &fields));
    let answers = futures_util::future::join_all(uses).await;
    let of = |status| {
        answers
            .iter()
            .filter(|answer| answer.status == status)
            .count()
    };
    assert_eq!((of(303), of(410)), (1, 49));
    app.letter_to(&nurse.email).await;
}

async fn r26_sessions_end_when_they_must(app: &TestApp) {
    const ANYWHERE: &str = "/zh/admin/people"; // 403 for the signed in, sign-in for the others
    let idle = app.newcomer().await;
    app.passes(TimeDelta::minutes(29));
    idle.get(ANYWHERE).await.is(403);
    app.passes(TimeDelta::minutes(29));
    idle.get(ANYWHERE).await.is(403);
    app.passes(TimeDelta::minutes(30));
    idle.get(ANYWHERE).await.is(303);

    let manager = app.staff(Role::UnitManager, "ward@hospital.example").await;
    app.passes(TimeDelta::minutes(14));
    manager.get(ANYWHERE).await.is(403);
    app.passes(TimeDelta::minutes(15));
    manager.get(ANYWHERE).await.is(303);

    let busy = app.newcomer().await;
    for _ in 0..35 {
        app.passes(TimeDelta::minutes(20));
        busy.get(ANYWHERE).await.is(403);
    }
    app.passes(TimeDelta::minutes(20));
    busy.get(ANYWHERE).await.is(303);

    let admin = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    let officer = app.staff(Role::Officer, "officer@hospital.example").await;
    officer.get(ANYWHERE).await.is(403);
    let disable = format!("/zh/admin/people/{}/disable", officer.id);
    admin.post(&disable, &[]).await.is(303);
    officer.get(ANYWHERE).await.is(303);
    let again = [("email", officer.email.as_str()), ("password", PASSWORD)];
    app.visitor().post("/zh/sign-in", &again).await.is(422);
}

async fn r26_a_role_that_changes_ends_the_sessions(app: &TestApp) {
    let admin = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    let officer = app.staff(Role::Officer, "officer@hospital.example").await;
    officer.get("/zh/office/applications").await.is(200);
    let path = format!("/zh/admin/people/{}/role", officer.id);
    for (role, status) in [("clinician", 422), ("nothing", 422), ("officer", 409)] {
        admin.post(&path, &[("role", role)]).await.is(status);
    }
    officer.get("/zh/office/applications").await.is(200);
    let manager = [("role", "unit_manager")];
    admin
        .post(&path, &manager)
        .await
        .leads_to("/zh/admin/people");
    let letter = app.letter_to(&officer.email).await;
    assert!(letter.text.contains("單位主管"), "{}", letter.text);
    officer
        .get("/zh/office/applications")
        .await
        .is(303)
        .leads_to("/zh/sign-in?next=%2Fzh%2Foffice%2Fapplications");
    let again = app.signs_in(&officer.email).await;
    again.get("/zh/office/applications").await.is(403);
    again.get("/zh/unit").await.is(200);
    let own = format!("/zh/admin/people/{}/role", admin.id);
    admin.post(&own, &manager).await.is(409);
    let nurse = app.newcomer().await;
    let clinician = format!("/zh/admin/people/{}/role", nurse.id);
    admin.post(&clinician, &manager).await.is(404);
}

async fn r26_a_closed_account_cannot_set_a_password(app: &TestApp) {
    let admin = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    let officer = app.staff(Role::Officer, "officer@hospital.example").await;
    let ask = [("email", officer.email.as_str())];
    app.visitor().post("/zh/forgot", &ask).await.is(303);
    let set = link(&app.letter_to(&officer.email).await);
    let path = |act| format!("/zh/admin/people/{}/{act}", officer.id);
    admin.post(&path("disable"), &[]).await.is(303);
    let password = [("password", NEW_PASSWORD)];
    app.visitor().post(&set, &password).await.is(410);
    // Opening the account again does not bring the old link back.
    admin.post(&path("enable"), &[]).await.is(303);
    app.visitor().post(&set, &password).await.is(410);
}

async fn r24_guessing_is_slowed_and_the_owner_is_not_locked_out(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    let own = app.signs_in(&nurse.email).await;
    own.post("/zh/sign-out", &[]).await.is(303);
    let thief = app.visitor();
    let wrong = [("email", nurse.email.as_str()), ("password", "a guess")];
    for n in 0..9 {
        let answer = thief.post("/zh/sign-in", &wrong).await;
        assert_eq!(answer.status, 422, "guess {n}");
    }
    // The owner's own signing in on a new browser was the first of the ten.
    let answer = thief.post("/zh/sign-in", &wrong).await.is(429);
    let wait: i64 = answer.header("retry-after").parse().expect("seconds");
    assert!((1..=900).contains(&wait));
    let token = thief.token().await;
    let mut fields = wrong.to_vec();
    fields.push(("csrf", &token));
    let forged = [("x-forwarded-for", "198.51.100.9")];
    thief
        .post_raw("/zh/sign-in", &fields, &forged)
        .await
        .is(429);

    let right = [("email", nurse.email.as_str()), ("password", PASSWORD)];
    thief.post("/zh/sign-in", &right).await.is(429);
    own.post("/zh/sign-in", &right).await.leads_to("/zh/shifts");
    app.passes(TimeDelta::minutes(15));
    app.visitor()
        .post("/zh/sign-in", &right)
        .await
        .leads_to("/zh/shifts");
}

async fn r21_a_weak_password_is_refused_and_the_rest_stays_typed(app: &TestApp) {
    for weak in ["short", "aaaaaaaaaaaaaaaaaaaa", "passwordpassword"] {
        let page = app
            .visitor()
            .post("/en/register", &form_with(&[("password", weak)]))
            .await;
        page.is(422)
            .says("value=\"taiman@people.example\"")
            .says("value=\"陳大文\"")
            .says("value=\"rn_general\" checked")
            .says("href=\"#password\"")
            .hides(weak);
    }
    let endless = "x".repeat(1_000_000);
    let form = form_with(&[("password", &endless)]);
    app.visitor().post("/zh/register", &form).await.is(413);
    let browser = app.visitor();
    browser
        .post(
            "/zh/register",
            &form_with(&[("password", "午夜 以後 再 過 海 去 上 班")]),
        )
        .await
        .is(303);
    app.letter_to("taiman@people.example").await;
}

async fn the_language_switch_keeps_what_was_typed(app: &TestApp) {
    let page = app.visitor().get("/zh/register").await;
    page.says("formaction=\"/en/register?switch\"");
    let half = form_with(&[("password", ""), ("email", "half@")]);
    let page = app.visitor().post("/en/register?switch", &half).await;
    page.is(200)
        .says("<html lang=\"en-HK\">")
        .says("value=\"half@\"")
        .says("value=\"陳大文\"")
        .hides("aria-invalid");
    let whole = app.visitor().post("/en/register?switch", &FORM).await;
    whole.is(200).hides(PASSWORD);
    assert!(app.mail().await.is_empty(), "a switch registers nobody");
}

async fn staff_are_invited_and_closed(app: &TestApp) {
    let admin = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    let roles = [
        ("unit_manager", "/zh/unit"),
        ("officer", "/zh/office/applications"),
        ("administrator", "/zh/admin"),
    ];
    for (role, home) in roles {
        let email = format!("{role}@hospital.example");
        let number = role.split('_').next().expect("a word");
        let fields = [
            ("name", "Ho Wai Man"),
            ("email", &email),
            ("number", number),
            ("role", role),
            ("lang", "zh"),
        ];
        admin
            .post("/zh/admin/people", &fields)
            .await
            .leads_to("/zh/admin/people");
        admin
            .post("/zh/admin/people", &fields)
            .await
            .is(422)
            .says(&email);
        // R10: one human, one number, one account; however it is typed.
        let spaced = format!(" {} {} ", &number[..2], number[2..].to_uppercase());
        let twice = [
            fields[0],
            ("email", "twice@hospital.example"),
            ("number", spaced.as_str()),
            fields[3],
            fields[4],
        ];
        admin
            .post("/zh/admin/people", &twice)
            .await
            .is(422)
            .says("這個職員編號已有帳戶");
        let browser = app.visitor();
        let set = link(&app.letter_to(&email).await);
        browser
            .post(&set, &[("password", NEW_PASSWORD)])
            .await
            .leads_to("/zh/sign-in");
        app.letter_to(&email).await;
        let sign_in = [("email", email.as_str()), ("password", NEW_PASSWORD)];
        browser.post("/zh/sign-in", &sign_in).await.leads_to(home);
    }
    let clinician = [
        ("name", "Ho"),
        ("email", "c@hospital.example"),
        ("number", "C1000"),
        ("role", "clinician"),
        ("lang", "zh"),
    ];
    admin.post("/zh/admin/people", &clinician).await.is(422);
    let own = format!("/zh/admin/people/{}/disable", admin.id);
    admin.post(&own, &[]).await.is(409);
    let nurse = app.newcomer().await;
    admin
        .post(&format!("/zh/admin/people/{}/disable", nurse.id), &[])
        .await
        .is(404);
    admin
        .post("/zh/admin/people/999999/disable", &[])
        .await
        .is(404);
}
