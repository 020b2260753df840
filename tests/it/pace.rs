//! Nobody is forgotten, and nobody has to phone (R07).

use crate::app::TestApp;
use crate::people::Person;
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::applications;
use locum::domain::Role;
use locum::jobs;
use locum::mail::mailbox::Sent;
use locum::vetting::{State, pace};

both! {
    r07_a_late_file_is_told_once_with_the_real_reason,
    r07_whoever_waits_too_long_gets_an_answer_by_name,
    r07_a_review_that_nobody_answers_is_urged_once,
    r07_a_file_outlives_the_officer_who_had_it,
    r07_a_paused_file_is_not_late,
    r07_nobody_waits_a_week_without_a_word,
    r08_nobody_handles_the_file_of_a_relative,
    r08_a_file_leaves_who_withdrew_as_soon_as_somebody_else_is_there,
}

/// The subject of what comes when nothing else has for a week.
const HEARTBEAT: &str = "你的申請：本星期的進度";

/// Lets days pass and signs somebody in again.
async fn after<'a>(app: &'a TestApp, days: i64, person: &Person<'a>) -> Person<'a> {
    app.passes(TimeDelta::days(days));
    let browser = app.visitor();
    app.open_session(&browser, person.id).await;
    Person {
        id: person.id,
        email: person.email.clone(),
        application: person.application,
        browser,
    }
}

/// The letters of a round of jobs, to one address.
async fn letters(app: &TestApp, to: &str) -> Vec<Sent> {
    let mut all = app.mail().await;
    all.retain(|letter| letter.to == to);
    all
}

async fn owner(app: &TestApp, application: i64) -> Option<i64> {
    app.read(move |conn| {
        applications::table
            .find(application)
            .select(applications::officer_id)
            .first(conn)
    })
    .await
}

async fn r07_a_late_file_is_told_once_with_the_real_reason(app: &TestApp) {
    app.ignores_mail();
    let head = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    let officer = app.staff(Role::Officer, "officer@hospital.example").await;
    let nurse = app.clinician(State::CheckingDocuments).await;
    jobs::run(&app.app).await;
    app.mail().await;
    // One day before, nothing; on the day, one letter each; afterwards, silence.
    for (days, to_head, to_officer) in [(27, 0, 0), (1, 0, 1), (1, 0, 0), (13, 0, 0), (1, 1, 0)] {
        app.passes(TimeDelta::days(days));
        let mut counts = [0; 3];
        for _ in 0..2 {
            jobs::run(&app.app).await;
            for letter in app.mailed() {
                if letter.subject == HEARTBEAT {
                    continue;
                }
                let who = [&head.email, &officer.email, &nurse.email];
                for (count, address) in counts.iter_mut().zip(who) {
                    *count += usize::from(letter.to == *address);
                }
                if letter.to == nurse.email && to_head == 1 {
                    assert!(letter.text.contains("十分抱歉"), "{}", letter.text);
                    assert!(letter.text.contains("核對文件"), "{}", letter.text);
                }
            }
        }
        assert_eq!(
            counts,
            [to_head, to_officer, to_head + to_officer],
            "after {days} more days"
        );
    }
    let nurse = after(app, 0, &nurse).await;
    nurse
        .get("/en/application")
        .await
        .says("We have not kept our word")
        .says("The reason: With us: we check your documents")
        .says("/en/application/review");
}

async fn r07_whoever_waits_too_long_gets_an_answer_by_name(app: &TestApp) {
    app.ignores_mail();
    let head = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    let nurse = app.clinician(State::CheckingDocuments).await;
    // Not before the promise is broken.
    nurse
        .get("/en/application/review")
        .await
        .says("not passed day 42");
    nurse.post("/en/application/review", &[]).await.is(409);
    let nurse = after(app, 43, &nurse).await;
    let head = after(app, 0, &head).await;
    app.mail().await;
    nurse.post("/en/application/review", &[]).await.is(303);
    nurse.post("/en/application/review", &[]).await.is(409);
    assert_eq!(letters(app, &head.email).await.len(), 1);
    nurse
        .get("/en/application/review")
        .await
        .says("A senior officer answers by Friday 17 April");
    let id = waiting(app).await;
    let page = head.get("/en/admin/reviews").await.says("Day 43");
    let current = page.body.matches("aria-current=\"page\"").count();
    assert_eq!(current, 1, "the menu names one place");
    let path = format!("/en/admin/reviews/{id}");
    head.post(&path, &[("answer", "  ")]).await.is(422);
    let words = [("answer", "The register was closed; you hear by Monday.")];
    head.post(&path, &words).await.is(303);
    head.post(&path, &words).await.is(409);
    let told = letters(app, &nurse.email).await;
    assert!(
        told[0].text.contains("you hear by Monday"),
        "{}",
        told[0].text
    );
    nurse
        .get("/en/application/review")
        .await
        .says("Answered by Chan Tai Man")
        .says("you hear by Monday");
    head.get("/en/admin/reviews").await.says("Nobody waits");
    // It may be asked again where nothing happens.
    nurse.post("/en/application/review", &[]).await.is(303);
}

async fn waiting(app: &TestApp) -> i64 {
    use locum::db::schema::reviews;
    app.read(|conn| {
        reviews::table
            .filter(reviews::answered_at.is_null())
            .select(reviews::id)
            .first(conn)
    })
    .await
}

async fn r07_a_review_that_nobody_answers_is_urged_once(app: &TestApp) {
    app.ignores_mail();
    let head = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    let nurse = app.clinician(State::CheckingDocuments).await;
    let nurse = after(app, 43, &nurse).await;
    nurse.post("/en/application/review", &[]).await.is(303);
    jobs::run(&app.app).await;
    app.mailed();
    app.passes(TimeDelta::days(3));
    jobs::run(&app.app).await;
    assert_eq!(app.mailed().len(), 0, "the third working day counts");
    app.passes(TimeDelta::days(1));
    jobs::run(&app.app).await;
    jobs::run(&app.app).await;
    let urged = app.mailed();
    assert_eq!(urged.len(), 1);
    assert_eq!(urged[0].to, head.email);
}

async fn r07_a_file_outlives_the_officer_who_had_it(app: &TestApp) {
    app.ignores_mail();
    let head = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    let mut officers = Vec::new();
    for name in ["first", "second"] {
        officers.push(
            app.staff(Role::Officer, &format!("{name}@hospital.example"))
                .await,
        );
    }
    let mut files = Vec::new();
    for state in [
        State::Submitted,
        State::CheckingDocuments,
        State::MoreInformation,
        State::AwaitingReferences,
    ] {
        files.push(app.clinician(state).await.application);
    }
    assert_eq!(pace::own(&app.app).await.expect("it runs"), 4);
    assert_eq!(pace::own(&app.app).await.expect("it runs"), 0);
    let mut owned = [0, 0];
    for file in &files {
        let owner = owner(app, *file).await.expect("an owner");
        for (count, officer) in owned.iter_mut().zip(&officers) {
            *count += usize::from(owner == officer.id);
        }
    }
    assert_eq!(owned, [2, 2], "the load is shared");
    // One goes, one changes their role: nobody is left, and the files wait for whoever comes.
    let path = |person: &Person<'_>, act| format!("/en/admin/people/{}/{act}", person.id);
    head.post(&path(&officers[0], "disable"), &[]).await.is(303);
    jobs::run(&app.app).await;
    for file in &files {
        assert_eq!(owner(app, *file).await, Some(officers[1].id));
    }
    let role = [("role", "unit_manager")];
    head.post(&path(&officers[1], "role"), &role).await.is(303);
    assert_eq!(pace::own(&app.app).await.expect("it runs"), 0);
    head.post(&path(&officers[0], "enable"), &[]).await.is(303);
    assert_eq!(pace::own(&app.app).await.expect("it runs"), 4);
}

async fn r07_a_paused_file_is_not_late(app: &TestApp) {
    app.ignores_mail();
    app.staff(Role::Administrator, "head@hospital.example")
        .await;
    let officer = app.staff(Role::Officer, "officer@hospital.example").await;
    let nurse = app.clinician(State::CheckingDocuments).await;
    let (reference, document) = app.papers(nurse.application).await;
    let path = format!("/en/office/applications/{reference}/documents/{document}/return");
    officer.post(&path, &[("reason", "cut_off")]).await.is(303);
    jobs::run(&app.app).await;
    app.mailed();
    app.passes(TimeDelta::days(60));
    jobs::run(&app.app).await;
    // The clock stood still: nobody is late, and the one who has the ball hears that they do.
    let told = app.mailed();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].subject, HEARTBEAT);
    assert!(told[0].text.contains("輪到你"), "{}", told[0].text);
    let nurse = after(app, 0, &nurse).await;
    nurse.post("/en/application/review", &[]).await.is(409);
}

/// The three months of the nurse who had to phone: nobody acts, and still she knows, week after week.
async fn r07_nobody_waits_a_week_without_a_word(app: &TestApp) {
    app.ignores_mail();
    app.staff(Role::Administrator, "head@hospital.example")
        .await;
    app.staff(Role::Officer, "officer@hospital.example").await;
    let nurse = app.clinician(State::CheckingDocuments).await;
    let (mut silent, mut apologies, mut heartbeats) = (0, 0, 0);
    for day in 1..=100 {
        app.passes(TimeDelta::days(1));
        jobs::run(&app.app).await;
        let told = app.mailed();
        let told: Vec<_> = told
            .iter()
            .filter(|letter| letter.to == nurse.email)
            .collect();
        silent = if told.is_empty() { silent + 1 } else { 0 };
        assert!(silent < 7, "a week without a word before day {day}");
        heartbeats += told
            .iter()
            .filter(|letter| letter.subject == HEARTBEAT)
            .count();
        let late = told
            .iter()
            .filter(|letter| letter.subject.contains("十分抱歉"));
        apologies += late.count();
    }
    assert_eq!(apologies, 1);
    assert!((12..17).contains(&heartbeats), "{heartbeats}");
    let nurse = after(app, 0, &nurse).await;
    nurse
        .get("/en/application")
        .await
        .says("With us")
        .says("You hear from us again by");
}

async fn r08_a_file_leaves_who_withdrew_as_soon_as_somebody_else_is_there(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.clinician(State::CheckingDocuments).await;
    let (reference, _) = app.papers(nurse.application).await;
    let only = app.newcomer_officer("only@hospital.example").await;
    jobs::run(&app.app).await;
    assert_eq!(owner(app, nurse.application).await, Some(only.id));
    let declare = format!("/en/office/applications/{reference}/declare");
    only.post(&declare, &[("relation", "spouse")]).await.is(303);
    // There is nobody else yet.
    jobs::run(&app.app).await;
    assert_eq!(owner(app, nurse.application).await, Some(only.id));
    let other = app.newcomer_officer("other@hospital.example").await;
    jobs::run(&app.app).await;
    assert_eq!(owner(app, nurse.application).await, Some(other.id));
    assert_eq!(pace::own(&app.app).await.expect("the job runs"), 0);
}

async fn r08_nobody_handles_the_file_of_a_relative(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.clinician(State::CheckingDocuments).await;
    let (reference, document) = app.papers(nurse.application).await;
    let cousin = app.newcomer_officer("cousin@hospital.example").await;
    let other = app.newcomer_officer("other@hospital.example").await;
    let file = format!("/en/office/applications/{reference}");
    let paper = format!("/en/office/files/{document}");
    // Nothing of the file is seen, and nothing done, before the question is answered.
    cousin
        .get(&file)
        .await
        .is(200)
        .says("Do you know this person?")
        .hides("RN123456");
    cousin.get(&paper).await.is(403);
    let verify = format!("{file}/documents/{document}/verify");
    cousin.post(&verify, &[]).await.is(403);
    let declare = format!("{file}/declare");
    cousin.post(&declare, &[]).await.is(422);
    // No relation: one press, and the file is open.
    other
        .post(&declare, &[("relation", "none")])
        .await
        .leads_to(&file);
    other.get(&file).await.is(200).says("RN123456");
    other.get(&paper).await.is(200);

    let kin = [("relation", "third_degree")];
    cousin
        .post(&declare, &kin)
        .await
        .leads_to("/en/office/applications");
    cousin.post(&declare, &kin).await.is(303);
    cousin.post(&declare, &[("relation", "none")]).await.is(409);
    for path in [&file, &paper, &format!("{paper}/pages/1")] {
        cousin.get(path).await.is(403).hides("RN123456");
    }
    for act in ["begin", "enquiries", "recommend", "decide", "suspend"] {
        let fields = [("verdict", "approve"), ("reason", "We know them well")];
        let path = format!("{file}/{act}");
        cousin.post(&path, &fields).await.is(403);
    }
    cousin.post(&verify, &[]).await.is(403);
    cousin
        .get("/en/office/applications")
        .await
        .hides(&reference);
    other.get("/en/office/applications").await.says(&reference);
    // They are given no such file either, though they have the fewest.
    pace::own(&app.app).await.expect("it runs");
    assert_eq!(owner(app, nurse.application).await, Some(other.id));
    // Somebody who finds out later withdraws, and the file moves on where somebody is left.
    let third = app.newcomer_officer("third@hospital.example").await;
    let interest = [("relation", "interest")];
    other.post(&declare, &interest).await.is(303);
    assert_eq!(owner(app, nurse.application).await, Some(third.id));
    other.get(&file).await.is(403);
}
