//! A typhoon or a rainstorm: who hears of it, and what a unit does then.

use crate::app::TestApp;
use crate::pay::place;
use crate::people::{Person, Ward};
use diesel::prelude::*;
use locum::db::schema::{audit_events, weather_notices};
use locum::domain::Role;
use locum::vetting::State;

/// A notice about the weather that an officer posted.
pub async fn weather(app: &TestApp, officer: i64) -> i64 {
    let now = app.now();
    app.write(move |conn| {
        diesel::insert_into(weather_notices::table)
            .values((
                weather_notices::signal.eq("typhoon_8"),
                weather_notices::on_day.eq(now.day()),
                weather_notices::posted_by.eq(officer),
                weather_notices::posted_at.eq(now),
            ))
            .returning(weather_notices::id)
            .get_result(conn)
    })
    .await
}

struct Scene<'a> {
    ward: Ward,
    manager: Person<'a>,
    nurse: Person<'a>,
    shift: i64,
}

/// A nurse with a morning tomorrow in the manager's ward.
async fn scene(app: &TestApp) -> Scene<'_> {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    let nurse = app.clinician(State::Approved).await;
    let shift = app.shift(ward, 1, 2, manager.id).await;
    place(app, nurse.id, shift).await;
    Scene {
        ward,
        manager,
        nurse,
        shift,
    }
}

async fn a_typhoon_is_told_to_who_works_there_on_that_day_and_to_nobody_else(app: &TestApp) {
    let scene = scene(app).await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let far = app.unit().await;
    let elsewhere = app.clinician(State::Approved).await;
    let shift = app.shift(far, 1, 1, scene.manager.id).await;
    place(app, elsewhere.id, shift).await;
    let cluster = scene.ward.cluster.to_string();
    let form = |day: &'static str| {
        [
            ("signal", "typhoon_8"),
            ("day_year", "2026"),
            ("day_month", "3"),
            ("day_day", day),
            ("note", "先致電單位"),
        ]
    };
    let path = "/zh/office/weather";
    officer.get(path).await.is(200).says("沒有生效中的通知");
    // Nothing is said without a signal, and nothing is lost.
    officer
        .post(path, &[("note", "先致電單位")])
        .await
        .is(422)
        .says("選擇信號")
        .says("先致電單位");
    let with = |fields: [(&'static str, &'static str); 5]| {
        let mut fields = fields.to_vec();
        fields.push(("cluster", cluster.clone().leak()));
        fields
    };
    officer
        .post(path, &with(form("1")))
        .await
        .is(422)
        .says("輸入今日或之後的日期");
    officer.post(path, &with(form("3"))).await.is(303);
    let letter = app.letter_to(&scene.nurse.email).await;
    assert!(letter.subject.contains("八號颱風信號") && letter.text.contains("先致電單位"));
    assert!(
        letter.text.contains("2123 4567"),
        "the ward's telephone: {}",
        letter.text
    );
    officer.get(path).await.says("生效中的通知（1）");
    // It stands where they look, and nowhere else.
    scene
        .nurse
        .get("/zh/my-shifts")
        .await
        .is(200)
        .says("八號颱風信號")
        .says("先致電單位");
    elsewhere
        .get("/zh/my-shifts")
        .await
        .is(200)
        .hides("八號颱風信號");
    let other = app.staff(Role::UnitManager, "far@hospital.example").await;
    app.gives(far, &other).await;
    other.get("/zh/unit").await.is(200).hides("八號颱風信號");
    scene
        .manager
        .get("/en/unit")
        .await
        .is(200)
        .says("Typhoon signal 8");
    // The unit calls its shift off for it.
    let call = format!("/zh/unit/shifts/{}/call-off", scene.shift);
    scene
        .manager
        .get("/zh/unit")
        .await
        .says("當日有 1 更未結束")
        .says(&format!("{call}?cause=weather"));
    scene
        .manager
        .get(&format!("{call}?cause=weather"))
        .await
        .is(200)
        .says("value=\"weather\" checked");
    scene
        .manager
        .post(&call, &[("cause", "weather"), ("note", "")])
        .await
        .is(303);
    let letter = app.letter_to(&scene.nurse.email).await;
    assert!(letter.text.contains("颱風或暴雨"), "{}", letter.text);
    let notice: i64 = app
        .read(|conn| {
            weather_notices::table
                .select(weather_notices::id)
                .first(conn)
        })
        .await;
    let end = format!("{path}/{notice}/end");
    officer.post(&end, &[]).await.is(303);
    // Who was told that it began hears that it is over, though the shift is off.
    let letter = app.letter_to(&scene.nurse.email).await;
    assert!(letter.subject.contains("通知已結束"), "{}", letter.subject);
    officer.post(&end, &[]).await.is(409);
    scene.manager.get("/zh/unit").await.hides("八號颱風信號");
    let acts: Vec<String> = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::subject_kind.eq("weather"))
                .order(audit_events::id)
                .select(audit_events::action)
                .load(conn)
        })
        .await;
    assert_eq!(acts, ["weather.posted", "weather.ended"]);
}

both!(a_typhoon_is_told_to_who_works_there_on_that_day_and_to_nobody_else);
