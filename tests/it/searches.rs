//! A member keeps a search and hears of what is new in it: one letter for all, and only about what they
//! can take.

use crate::app::TestApp;
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::{saved_searches, shifts};
use locum::domain::Role;
use locum::shifts::searches::{self, Told};
use locum::vetting::State;

const PAGE: &str = "/en/my-shifts/searches";

/// A saved search of somebody, written behind the product's back.
pub async fn search(app: &TestApp, owner: i64) -> i64 {
    let now = app.now();
    app.write(move |conn| {
        diesel::insert_into(saved_searches::table)
            .values((
                saved_searches::user_id.eq(owner),
                saved_searches::name.eq("Nights"),
                saved_searches::query.eq("band=N"),
                saved_searches::told.eq(Told::Never),
                saved_searches::seen_id.eq(0),
                saved_searches::looked_at.eq(now),
                saved_searches::created_at.eq(now),
            ))
            .returning(saved_searches::id)
            .get_result(conn)
    })
    .await
}

async fn told(app: &TestApp) -> usize {
    searches::run(&app.app).await.expect("the job runs")
}

async fn one_letter_tells_of_all_that_is_new_and_can_be_taken(app: &TestApp) {
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    let (ward, other) = (app.unit().await, app.unit().await);
    let nurse = app.clinician(State::Approved).await;
    app.shift(ward, 9, 1, manager.id).await;
    let query = format!("unit={}", ward.id);
    nurse
        .get(&format!("/en/shifts?{query}"))
        .await
        .is(200)
        .says("Save this search");
    nurse
        .get(&format!("{PAGE}?q={}", query.replace('=', "%3D")))
        .await
        .is(200)
        .says("Save this search")
        .says(&query);
    let faulty = [("q", query.as_str()), ("name", " "), ("told", "hourly")];
    nurse
        .post(PAGE, &faulty)
        .await
        .is(422)
        .says("Enter a name")
        .says("Choose whether letters come");
    let form = [
        ("q", query.as_str()),
        ("name", "My ward"),
        ("told", "at_once"),
    ];
    nurse.post(PAGE, &form).await.leads_to(PAGE);
    nurse.get(PAGE).await.says("Searches: 1").says("My ward");
    // What was there before is no news, and neither is another ward's.
    assert_eq!(told(app).await, 0);
    app.shift(other, 10, 1, manager.id).await;
    assert_eq!(told(app).await, 0);
    app.passes(TimeDelta::hours(1));
    app.shift(ward, 11, 1, manager.id).await;
    app.shift(ward, 12, 1, manager.id).await;
    assert_eq!(told(app).await, 1);
    let letter = app.letter_to(&nurse.email).await;
    assert!(letter.subject.contains("2 個新更次"), "{}", letter.subject);
    for day in ["3月13日", "3月14日"] {
        assert!(letter.text.contains(day), "{day}: {}", letter.text);
    }
    assert!(!letter.text.contains("3月11日"), "{}", letter.text);
    // Not two in an hour, and what came in the meantime is in the next.
    app.shift(ward, 13, 1, manager.id).await;
    assert_eq!(told(app).await, 0);
    app.passes(TimeDelta::hours(1));
    assert_eq!(told(app).await, 1);
    assert!(app.letter_to(&nurse.email).await.text.contains("3月15日"));
    assert_eq!(told(app).await, 0);
}

async fn a_daily_digest_comes_in_the_evening(app: &TestApp) {
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    let ward = app.unit().await;
    let nurse = app.clinician(State::Approved).await;
    let suspended = app.clinician(State::Suspended).await;
    for person in [&nurse, &suspended] {
        let id = search(app, person.id).await;
        app.write(move |conn| {
            diesel::update(saved_searches::table.find(id))
                .set((
                    saved_searches::told.eq(Told::Daily),
                    saved_searches::query.eq(""),
                ))
                .execute(conn)
        })
        .await;
    }
    app.shift(ward, 9, 1, manager.id).await;
    assert_eq!(told(app).await, 0, "it is 14:21");
    app.passes(TimeDelta::hours(4));
    assert_eq!(told(app).await, 1, "a suspended member hears nothing");
    app.letter_to(&nurse.email).await;
    app.shift(ward, 10, 1, manager.id).await;
    assert_eq!(told(app).await, 0, "once a day");
    app.passes(TimeDelta::days(1));
    assert_eq!(told(app).await, 1);
    app.letter_to(&nurse.email).await;
}

async fn a_search_is_its_members_own(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    let stranger = app.clinician(State::Approved).await;
    let id = search(app, nurse.id).await;
    let path = format!("{PAGE}/{id}");
    stranger.post(&path, &[("told", "daily")]).await.is(404);
    stranger.post(&format!("{path}/remove"), &[]).await.is(404);
    stranger
        .get(PAGE)
        .await
        .is(200)
        .says("No search is saved yet");
    nurse.post(&path, &[("told", "daily")]).await.leads_to(PAGE);
    nurse
        .post(&format!("{path}/remove"), &[])
        .await
        .leads_to(PAGE);
    nurse
        .get("/zh/my-shifts/searches")
        .await
        .says("尚未儲存任何搜尋");
}

async fn a_release_is_told_when_it_opens(app: &TestApp) {
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    let ward = app.unit().await;
    let nurse = app.clinician(State::Approved).await;
    let form = [("q", ""), ("name", "All"), ("told", "at_once")];
    nurse.post(PAGE, &form).await.leads_to(PAGE);
    let shift = app.shift(ward, 20, 1, manager.id).await;
    let opens = app.now().plus(TimeDelta::hours(5));
    app.write(move |conn| {
        diesel::update(shifts::table.find(shift))
            .set((shifts::opens_at.eq(opens), shifts::first_until.eq(opens)))
            .execute(conn)
    })
    .await;
    assert_eq!(told(app).await, 0, "nobody can take it yet");
    app.passes(TimeDelta::hours(4));
    assert_eq!(told(app).await, 0);
    app.passes(TimeDelta::hours(1));
    assert_eq!(told(app).await, 1);
    app.letter_to(&nurse.email).await;
    app.passes(TimeDelta::hours(2));
    assert_eq!(told(app).await, 0, "once");
}

both!(
    one_letter_tells_of_all_that_is_new_and_can_be_taken,
    a_daily_digest_comes_in_the_evening,
    a_release_is_told_when_it_opens,
    a_search_is_its_members_own,
);
