//! The public figures: approved members, and nobody else.

use crate::app::TestApp;
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::users;
use locum::domain::{Category, Role};
use locum::shifts::picking::pick;
use locum::vetting::State;
use serde_json::{Value, json};

async fn figures(app: &TestApp) -> Value {
    let answer = app.visitor().get("/statistics.json").await.is(200);
    serde_json::from_str(&answer.body).expect("JSON")
}

async fn r06_only_approved_members_are_counted(app: &TestApp) {
    for state in State::ALL {
        app.clinician(*state).await;
    }
    let doctor = app
        .clinician_as(Category::DoctorSpecialist, State::Approved)
        .await;
    let closed = app.clinician(State::Approved).await;
    app.write(move |conn| {
        diesel::update(users::table.find(closed.id))
            .set(users::disabled_at.eq(users::created_at.nullable()))
            .execute(conn)
    })
    .await;
    let none = json!({"approved": 0, "matched": 0});
    let expected = json!({
        "as_at": "2026-03-02", "approved": 2, "matched_doctors": 0, "matched_nurses": 0,
        "by_category": {
            "en_general": none, "rn_general": {"approved": 1, "matched": 0},
            "doctor_non_specialist": none, "doctor_specialist": {"approved": 1, "matched": 0},
        }
    });
    assert_eq!(figures(app).await, expected);
    let page = app.visitor().get("/zh/statistics").await.is(200);
    page.says("截至2026年3月2日").hides(&doctor.email);
    let csv = app.visitor().get("/statistics.csv").await.is(200).body;
    assert!(
        csv.starts_with("\u{feff}as_at,category,approved,matched\r\n"),
        "{csv}"
    );
    assert!(csv.contains("2026-03-02,doctor_specialist,1,0"), "{csv}");
}

async fn r06_matched_is_who_holds_a_place_that_cannot_be_undone(app: &TestApp) {
    app.ignores_mail();
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    let officer = app.staff(Role::Officer, "officer@office.example").await;
    let nurse = app.clinician(State::Approved).await;
    for day in [3, 5] {
        let shift = app.shift(ward, day, 1, manager.id).await;
        pick(&app.app, nurse.id, shift, format!("key {day}"), true)
            .await
            .expect("a place");
    }
    assert_eq!(
        figures(app).await["matched_nurses"],
        0,
        "both can still be undone"
    );
    app.passes(TimeDelta::minutes(10));
    assert_eq!(
        figures(app).await["matched_nurses"],
        1,
        "two places, one person"
    );
    let (reference, _) = app.papers(nurse.application).await;
    let officer = app.signs_in(&officer.email).await;
    officer
        .post(
            &format!("/zh/office/applications/{reference}/suspend"),
            &[("reason", "跟進事故")],
        )
        .await
        .is(303);
    let after = figures(app).await;
    assert_eq!(
        (&after["approved"], &after["matched_nurses"]),
        (&json!(0), &json!(0))
    );
}

async fn figures_are_kept_once_a_day(app: &TestApp) {
    app.clinician(State::Approved).await;
    let keep = || locum::stats::jobs::keep_snapshot(&app.app);
    assert_eq!(keep().await.expect("kept"), 1);
    assert_eq!(keep().await.expect("kept"), 0);
    app.passes(TimeDelta::days(1));
    assert_eq!(keep().await.expect("kept"), 1);
    let administrator = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    administrator.get("/zh/admin").await.is(200);
}

async fn the_service_says_whether_it_lives_and_is_ready(app: &TestApp) {
    app.visitor().get("/healthz").await.is(200);
    app.visitor().get("/readyz").await.is(200);
    std::fs::remove_dir_all(app.app.config.data.join("documents")).expect("the store is there");
    app.visitor()
        .get("/readyz")
        .await
        .is(503)
        .says("document store");
}

both!(
    r06_only_approved_members_are_counted,
    r06_matched_is_who_holds_a_place_that_cannot_be_undone,
    figures_are_kept_once_a_day,
    the_service_says_whether_it_lives_and_is_ready,
);
