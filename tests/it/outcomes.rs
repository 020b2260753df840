//! How a case ends, and that it can end otherwise: appeals, voided decisions, lapses, leaving, drafts.

use crate::app::TestApp;
use crate::people::Person;
use crate::vetting::{ALL_YES, ANSWER, applies, is_checked, state_of};
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use locum::db::schema::{application_events, applications, bookings, documents, shifts, users};
use locum::domain::Role;
use locum::jobs;
use locum::mail::mailbox::Sent;
use locum::vetting::State;

both! {
    a_rejection_says_until_when_one_may_appeal_and_from_when_apply_again,
    an_appeal_goes_to_an_officer_who_took_no_part,
    an_appeal_without_such_an_officer_is_told_to_administrators,
    an_appeal_that_is_dismissed_says_why_and_is_the_last,
    r09_two_others_void_a_decision_and_the_record_stays,
    r10_two_accounts_of_one_human_are_one_person,
    an_approval_says_for_what_and_under_which_conditions,
    a_membership_lapses_with_its_certificate_and_is_renewed_by_the_next,
    a_member_leaves_and_may_come_back,
    a_draft_that_nobody_touches_ends_after_two_warnings,
    the_same_press_twice_is_one_act,
    a_forecast_rests_on_the_last_files_and_on_no_fewer_than_ten,
}

struct Ready<'a> {
    nurse: Person<'a>,
    first: Person<'a>,
    second: Person<'a>,
    third: Person<'a>,
    reference: String,
    file: String,
    scope: String,
}

/// A file on which everything is there, and three officers.
async fn ready(app: &TestApp) -> Ready<'_> {
    app.ignores_mail();
    let nurse = app.newcomer().await;
    let first = app.staff(Role::Officer, "first@office.example").await;
    let second = app.staff(Role::Officer, "second@office.example").await;
    let third = app.staff(Role::Officer, "third@office.example").await;
    let reference = applies(app, &nurse).await;
    let file = format!("/en/office/applications/{reference}");
    for link in is_checked(app, &first, &file).await {
        app.visitor().post(&link, &ANSWER).await.is(303);
    }
    Ready {
        scope: app.scope_box().await,
        nurse,
        first,
        second,
        third,
        reference,
        file,
    }
}

impl Ready<'_> {
    async fn is_decided(&self, verdict: &str) {
        let fields = [
            ("verdict", verdict),
            ("reason", "The certificate is of another body"),
            (self.scope.as_str(), "on"),
            ("kind-ward", "on"),
            ("conditions", "The first three shifts with a colleague"),
            ("again", "3"),
        ];
        let recommend = format!("{}/recommend", self.file);
        self.first.post(&recommend, &fields).await.is(303);
        let decide = format!("{}/decide", self.file);
        self.second.post(&decide, &fields).await.is(303);
    }

    async fn appeals(&self) {
        let words = [("appeal", "It is of the right body: see page two")];
        self.nurse
            .post("/en/application/appeal", &words)
            .await
            .leads_to("/en/application");
    }
}

/// The person again, signed in after days have passed.
async fn back<'a>(app: &'a TestApp, person: &Person<'_>) -> crate::browser::Browser<'a> {
    let browser = app.visitor();
    app.open_session(&browser, person.id).await;
    browser
}

/// The newest letter to an address.
async fn last_letter(app: &TestApp, address: &str) -> Sent {
    let mut letters = app.mail().await;
    letters.retain(|letter| letter.to == address);
    letters.pop().expect("a letter")
}

/// How many members the public figures count.
async fn members(app: &TestApp) -> i64 {
    let page = app.visitor().get("/statistics.json").await.is(200);
    let figures: serde_json::Value = serde_json::from_str(&page.body).expect("JSON");
    figures["approved"].as_i64().expect("a number")
}

async fn a_rejection_says_until_when_one_may_appeal_and_from_when_apply_again(app: &TestApp) {
    let case = ready(app).await;
    case.is_decided("reject").await;
    let letter = last_letter(app, &case.nurse.email).await;
    for words in ["3月30日", "2026年6月2日"] {
        assert!(letter.text.contains(words), "{words}\n{}", letter.text);
    }
    case.nurse
        .get("/en/application")
        .await
        .says("You can appeal until Monday 30 March")
        .says("You may apply again from 2 June 2026");
    case.nurse
        .post("/en/application/again", &[])
        .await
        .is(409)
        .says("You cannot apply again yet");
    app.passes(TimeDelta::days(29));
    let nurse = back(app, &case.nurse).await;
    nurse
        .get("/en/application")
        .await
        .hides("You can appeal until");
    let words = [("appeal", "Too late")];
    nurse.post("/en/application/appeal", &words).await.is(409);
    app.passes(TimeDelta::days(63));
    let nurse = back(app, &case.nurse).await;
    nurse
        .post("/en/application/again", &[])
        .await
        .leads_to("/en/application");
    assert_eq!(state_of(app, case.nurse.id).await, State::Draft);
}

async fn an_appeal_goes_to_an_officer_who_took_no_part(app: &TestApp) {
    let case = ready(app).await;
    case.is_decided("reject").await;
    case.nurse
        .post("/en/application/appeal", &[("appeal", " ")])
        .await
        .is(422)
        .says("Write why the decision should change")
        .says("The certificate is of another body");
    case.appeals().await;
    case.nurse
        .get("/en/application")
        .await
        .says("an officer who took no part looks at your appeal");
    let asked = last_letter(app, &case.third.email).await;
    assert!(asked.subject.contains(&case.reference), "{}", asked.subject);
    let answer = format!("{}/appeal", case.file);
    let allow = [("outcome", "allow"), ("reason", "Page two names the body")];
    for involved in [&case.first, &case.second] {
        involved
            .post(&answer, &allow)
            .await
            .is(409)
            .says("An officer who took no part must do this");
    }
    // Nor can they be given it.
    let to = case.first.id.to_string();
    let assign = format!("{}/assign", case.file);
    case.third.post(&assign, &[("officer", &to)]).await.is(403);
    for (officer, offered) in [
        (&case.first, false),
        (&case.second, false),
        (&case.third, true),
    ] {
        let next = officer.post("/en/office/next", &[]).await.is(303);
        assert_eq!(next.location.contains(&case.reference), offered);
    }
    case.third
        .post(&answer, &[("outcome", "allow")])
        .await
        .is(422)
        .says("It is of the right body: see page two");
    case.third.post(&answer, &allow).await.is(303);
    assert_eq!(state_of(app, case.nurse.id).await, State::ReadyForDecision);
    let told = last_letter(app, &case.nurse.email).await;
    assert!(told.text.contains("Page two names the body"));
    let fields = [
        ("verdict", "approve"),
        ("reason", "Allowed on appeal"),
        (case.scope.as_str(), "on"),
        ("kind-ward", "on"),
    ];
    let decide = format!("{}/decide", case.file);
    case.third.post(&decide, &fields).await.is(409);
    case.second.post(&decide, &fields).await.is(409);
    case.first.post(&decide, &fields).await.is(303);
    assert_eq!(state_of(app, case.nurse.id).await, State::Approved);
}

async fn an_appeal_without_such_an_officer_is_told_to_administrators(app: &TestApp) {
    let case = ready(app).await;
    let head = app.staff(Role::Administrator, "head@office.example").await;
    case.third
        .post(&format!("{}/declare", case.file), &[("relation", "spouse")])
        .await
        .is(303);
    case.is_decided("reject").await;
    case.appeals().await;
    let letter = last_letter(app, &head.email).await;
    assert!(
        letter.subject.contains(&case.reference),
        "{}",
        letter.subject
    );
}

async fn an_appeal_that_is_dismissed_says_why_and_is_the_last(app: &TestApp) {
    let case = ready(app).await;
    case.is_decided("reject").await;
    case.appeals().await;
    let dismiss = [("outcome", "dismiss"), ("reason", "Page two is a copy")];
    let answer = format!("{}/appeal", case.file);
    case.third.post(&answer, &dismiss).await.is(303);
    case.third.post(&answer, &dismiss).await.is(409);
    case.nurse
        .get("/en/application")
        .await
        .says("Page two is a copy")
        .says("You may apply again from 2 June 2026")
        .hides("You can appeal until");
    let words = [("appeal", "Once more")];
    case.nurse
        .post("/en/application/appeal", &words)
        .await
        .is(409);
    let letter = last_letter(app, &case.nurse.email).await;
    assert!(letter.text.contains("Page two is a copy"));
}

async fn r09_two_others_void_a_decision_and_the_record_stays(app: &TestApp) {
    let case = ready(app).await;
    case.is_decided("approve").await;
    let ward = app.unit().await;
    let shift = app.shift(ward, 5, 1, case.first.id).await;
    let pick = format!("/en/shifts/{shift}/pick");
    case.nurse.post(&pick, &[("key", "one")]).await.is(303);
    assert_eq!(members(app).await, 1);
    let void = format!("{}/void", case.file);
    let about = case.second.id.to_string();
    let fields = [("about", about.as_str()), ("reason", "They are cousins")];
    case.third.post(&void, &[]).await.is(422);
    case.second.post(&void, &fields).await.is(409);
    // Somebody who did not decide cannot be named.
    let other = case.nurse.id.to_string();
    let wrong = [("about", other.as_str()), ("reason", "They are cousins")];
    case.third.post(&void, &wrong).await.is(409);
    case.third.post(&void, &fields).await.is(303);
    assert_eq!(state_of(app, case.nurse.id).await, State::Approved);
    // Whoever can agree hears of it and finds it in a list; whom it is about does not.
    let letter = last_letter(app, &case.first.email).await;
    assert!(
        letter.subject.contains("決定是否有效"),
        "{}",
        letter.subject
    );
    let list = "/en/office/voidings";
    let number = case.file.rsplit('/').next().unwrap_or_default();
    case.first.get(list).await.is(200).says(number);
    case.third.get(list).await.is(200).says("You");
    case.second
        .get(list)
        .await
        .is(200)
        .hides(number)
        .says("Nothing waits for a second officer");
    let agree = [("outcome", "agree")];
    let answer = format!("{void}/answer");
    for alone in [&case.third, &case.second] {
        alone
            .post(&answer, &agree)
            .await
            .is(409)
            .says("Two other officers must agree");
    }
    case.first.post(&answer, &agree).await.is(303);
    case.first.get(list).await.is(200).hides(number);
    case.first.post(&answer, &agree).await.is(409);
    assert_eq!(state_of(app, case.nurse.id).await, State::Voided);
    case.nurse.get("/en/shifts").await.is(403);
    case.nurse
        .get("/en/application")
        .await
        .says("The earlier decision does not count")
        .hides("They are cousins");
    case.nurse
        .get("/en/application/history")
        .await
        .says("Decision does not count")
        .hides("Proposed to void");
    assert_eq!(members(app).await, 0);
    let (filled, held): (i32, i64) = app
        .read(move |conn| {
            let held = bookings::table.filter(bookings::state.eq("held"));
            let filled = shifts::table.find(shift).select(shifts::filled);
            Ok((filled.first(conn)?, held.count().get_result(conn)?))
        })
        .await;
    assert_eq!((filled, held), (0, 0));
    let letter = last_letter(app, &case.nurse.email).await;
    assert!(letter.subject.contains("無效"), "{}", letter.subject);
    // Whoever should have withdrawn has; what they decided stays readable.
    case.second.get(&case.file).await.is(403);
    case.first
        .get(&case.file)
        .await
        .is(200)
        .says("The certificate is of another body");
    let decided: i64 = app
        .read(|conn| {
            application_events::table
                .filter(application_events::act.eq_any(["approve", "void"]))
                .count()
                .get_result(conn)
        })
        .await;
    assert_eq!(decided, 2);
    // The case is decided anew, by two who may.
    let begin = format!("{}/begin", case.file);
    case.first.post(&begin, &[]).await.is(303);
    let fields = [
        ("verdict", "approve"),
        ("reason", "Looked at anew"),
        (case.scope.as_str(), "on"),
        ("kind-ward", "on"),
    ];
    let recommend = format!("{}/recommend", case.file);
    case.first.post(&recommend, &fields).await.is(303);
    let decide = format!("{}/decide", case.file);
    case.second.post(&decide, &fields).await.is(403);
    case.third.post(&decide, &fields).await.is(303);
    assert_eq!(members(app).await, 1);
    case.nurse.get("/en/shifts").await.is(200);
}

async fn r10_two_accounts_of_one_human_are_one_person(app: &TestApp) {
    let case = ready(app).await;
    let both = [case.first.id, case.second.id];
    app.write(move |conn| {
        for (officer, mobile) in both.into_iter().zip(["+852 9123 4567", "91234567"]) {
            diesel::update(users::table.find(officer))
                .set(users::mobile.eq(mobile))
                .execute(conn)?;
        }
        Ok(())
    })
    .await;
    let fields = [
        ("verdict", "approve"),
        ("reason", "All is there"),
        (case.scope.as_str(), "on"),
        ("kind-ward", "on"),
    ];
    let recommend = format!("{}/recommend", case.file);
    case.first.post(&recommend, &fields).await.is(303);
    let decide = format!("{}/decide", case.file);
    case.second
        .post(&decide, &fields)
        .await
        .is(409)
        .says("A second officer must decide");
    case.third.post(&decide, &fields).await.is(303);
}

async fn an_approval_says_for_what_and_under_which_conditions(app: &TestApp) {
    let case = ready(app).await;
    let bare = [("verdict", "approve"), ("reason", "All is there")];
    let recommend = format!("{}/recommend", case.file);
    case.first
        .post(&recommend, &bare)
        .await
        .is(422)
        .says("Tick at least one specialty");
    let nowhere = [bare[0], bare[1], (case.scope.as_str(), "on")];
    case.first
        .post(&recommend, &nowhere)
        .await
        .is(422)
        .says("Tick at least one kind of unit");
    let stranger = [
        bare[0],
        bare[1],
        ("scope-999999", "on"),
        ("kind-ward", "on"),
    ];
    case.first.post(&recommend, &stranger).await.is(422);
    case.is_decided("approve").await;
    case.nurse
        .get("/en/application")
        .await
        .says("Medicine")
        .says("Only in: Wards")
        .says("The first three shifts with a colleague");
    let letter = last_letter(app, &case.nurse.email).await;
    assert!(letter.text.contains("The first three shifts"));
    assert!(letter.text.contains("內科（只限病房）"));
}

async fn a_membership_lapses_with_its_certificate_and_is_renewed_by_the_next(app: &TestApp) {
    app.ignores_mail();
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::Approved).await;
    // 31 December is still a day of the certificate.
    app.passes(NaiveDate::from_ymd_opt(2026, 12, 31).expect("a day") - app.now().day());
    jobs::run(&app.app).await;
    assert_eq!(state_of(app, nurse.id).await, State::Approved);
    app.passes(TimeDelta::days(1));
    let report = jobs::run(&app.app).await;
    assert_eq!(report.memberships_turned, 1);
    assert_eq!(jobs::run(&app.app).await.memberships_turned, 0);
    assert_eq!(state_of(app, nurse.id).await, State::Lapsed);
    let me = back(app, &nurse).await;
    me.get("/en/shifts")
        .await
        .is(403)
        .says("Your practising certificate has ended");
    me.get("/en/application")
        .await
        .says("Upload the new certificate");
    assert_eq!(members(app).await, 0, "who cannot pick is not counted");
    let fields = [
        ("expires_year", "2027"),
        ("expires_month", "12"),
        ("expires_day", "31"),
    ];
    me.upload(
        "/en/application/documents/practising_certificate",
        &fields,
        ("new.pdf", "application/pdf", crate::people::PDF),
    )
    .await
    .is(303);
    let id: i64 = app
        .read(|conn| {
            documents::table
                .order(documents::id.desc())
                .select(documents::id)
                .first(conn)
        })
        .await;
    let officer = back(app, &officer).await;
    officer
        .post(&format!("/en/office/renewals/{id}/accept"), &ALL_YES)
        .await
        .is(303);
    // At once, without waiting for a job.
    assert_eq!(state_of(app, nurse.id).await, State::Approved);
    me.get("/en/shifts").await.is(200);
}

async fn a_member_leaves_and_may_come_back(app: &TestApp) {
    app.ignores_mail();
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::Approved).await;
    let ward = app.unit().await;
    let shift = app.shift(ward, 5, 1, officer.id).await;
    let pick = format!("/en/shifts/{shift}/pick");
    nurse.post(&pick, &[("key", "one")]).await.is(303);
    nurse
        .get("/en/application/leave")
        .await
        .is(200)
        .says("places ahead are released");
    nurse
        .post("/en/application/leave", &[])
        .await
        .leads_to("/en/application");
    nurse.post("/en/application/leave", &[]).await.is(409);
    nurse.get("/en/shifts").await.is(403);
    nurse.get("/en/application").await.says("You left");
    let filled: i32 = app
        .read(move |conn| shifts::table.find(shift).select(shifts::filled).first(conn))
        .await;
    assert_eq!(filled, 0);
    nurse.post("/en/application/again", &[]).await.is(303);
    assert_eq!(state_of(app, nurse.id).await, State::Draft);
}

async fn a_draft_that_nobody_touches_ends_after_two_warnings(app: &TestApp) {
    let nurse = app.clinician(State::Draft).await;
    let warned = || async {
        jobs::run(&app.app).await;
        let letters = app.mail().await;
        letters
            .into_iter()
            .filter(|it| it.to == nurse.email)
            .count()
    };
    app.passes(TimeDelta::days(59));
    assert_eq!(warned().await, 0);
    app.passes(TimeDelta::days(1));
    assert_eq!(warned().await, 1);
    assert_eq!(warned().await, 0);
    // A touch begins the ninety days anew.
    let me = back(app, &nurse).await;
    let number = [("number", "RN654321")];
    me.post("/en/application/registration", &number)
        .await
        .is(303);
    app.passes(TimeDelta::days(59));
    assert_eq!(warned().await, 0);
    app.passes(TimeDelta::days(24));
    assert_eq!(warned().await, 1, "the last one stands for both");
    app.passes(TimeDelta::days(6));
    warned().await;
    assert_eq!(state_of(app, nurse.id).await, State::Draft);
    app.passes(TimeDelta::days(1));
    warned().await;
    let left: (State, String) = app
        .read(move |conn| {
            applications::table
                .find(nurse.application)
                .select((applications::state, applications::registration_number))
                .first(conn)
        })
        .await;
    assert_eq!(left.0, State::Expired);
    assert_ne!(left.1, "RN654321", "it is erased with its person (R40)");
}

async fn the_same_press_twice_is_one_act(app: &TestApp) {
    let nurse = app.clinician(State::CheckingDocuments).await;
    let token = nurse.token().await;
    let form = [("csrf", token.as_str())];
    let path = "/en/application/withdraw";
    let presses = (0..5).map(|_| nurse.post_raw(path, &form, &[]));
    for answer in futures_util::future::join_all(presses).await {
        answer.leads_to("/en/application");
    }
    nurse
        .post_raw(path, &form, &[])
        .await
        .leads_to("/en/application");
    assert_eq!(app.mail().await.len(), 1);
    // Another rendering of the form is another act, and comes too late.
    nurse.post(path, &[]).await.is(409);
    let acts: i64 = app
        .read(|conn| application_events::table.count().get_result(conn))
        .await;
    assert_eq!(acts, 1);
}

async fn a_forecast_rests_on_the_last_files_and_on_no_fewer_than_ten(app: &TestApp) {
    app.ignores_mail();
    let waiting = app.clinician(State::CheckingDocuments).await;
    let mut members = Vec::new();
    for _ in 0..9 {
        members.push(app.clinician(State::Approved).await.application);
    }
    let page = || async { waiting.get("/en/application").await.is(200) };
    page().await.hides("Judging by the last");
    members.push(app.clinician(State::Approved).await.application);
    // Five took 21 days, three 28, two 35.
    for (index, id) in members.into_iter().enumerate() {
        let days = [21, 21, 21, 21, 21, 28, 28, 28, 35, 35][index];
        let at = app.now().minus(TimeDelta::days(days));
        app.write(move |conn| {
            diesel::update(applications::table.find(id))
                .set(applications::submitted_at.eq(at))
                .execute(conn)
        })
        .await;
    }
    page()
        .await
        .says("Judging by the last 10 files, probably between 23 Mar and 30 Mar");
}
