//! What a unit settles for itself: how it takes people, what it asks for, whom it does not want.

use crate::app::TestApp;
use crate::pay::place;
use crate::people::{Person, Ward};
use diesel::prelude::*;
use locum::db::schema::{audit_events, shift_templates, unit_blocks};
use locum::domain::{Band, Category, Role};
use locum::vetting::State;

async fn ward_of(app: &TestApp) -> (Ward, Person<'_>) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    (ward, manager)
}

/// How often an act was recorded about a unit.
async fn recorded(app: &TestApp, act: &'static str, id: i64) -> i64 {
    app.read(move |conn| {
        audit_events::table
            .filter(audit_events::action.eq(act))
            .filter(audit_events::subject_id.eq(id))
            .count()
            .get_result(conn)
    })
    .await
}

/// What the unit lifted while its officer still had the appeal does not come back with the answer.
async fn a_block_that_was_lifted_stays_lifted(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    let nurse = app.clinician(State::Approved).await;
    let shift = app.shift(ward, 5, 2, manager.id).await;
    place(app, nurse.id, shift).await;
    let member = nurse.id.to_string();
    let path = format!("/zh/unit/wards/{}/blocks", ward.id);
    let said = [("member", member.as_str()), ("reason", "遲到")];
    manager.post(&path, &said).await.is(303);
    let block: i64 = app
        .read(|conn| unit_blocks::table.select(unit_blocks::id).first(conn))
        .await;
    let own = format!("/zh/my-shifts/blocks/{block}");
    nurse.post(&own, &[("text", "當日已請假")]).await.is(303);
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let appeals = "/zh/office/appeals";
    officer.get(appeals).await.says("當日已請假");
    manager.get(&path).await.says("已上訴");
    let lift = format!("/zh/unit/blocks/{block}/lift");
    manager.post(&lift, &[]).await.is(303);
    officer.get(appeals).await.hides("當日已請假");
    let answer = [("answer", "keep"), ("text", "維持")];
    officer
        .post(&format!("{appeals}/{block}"), &answer)
        .await
        .is(409);
    let lifted: i64 = app
        .read(|conn| {
            unit_blocks::table
                .filter(unit_blocks::lifted_at.is_not_null())
                .count()
                .get_result(conn)
        })
        .await;
    assert_eq!(lifted, 1);
    nurse.get(&own).await.is(200);
    app.ignores_mail();
}

/// A night that a unit posts again and again.
pub async fn template(app: &TestApp, unit: i64) -> i64 {
    app.write(move |conn| {
        diesel::insert_into(shift_templates::table)
            .values((
                shift_templates::unit_id.eq(unit),
                shift_templates::band.eq(Band::N),
                shift_templates::starts_minute.eq(21 * 60),
                shift_templates::length_minutes.eq(10 * 60),
                shift_templates::category.eq(Category::RnGeneral),
                shift_templates::places.eq(2),
            ))
            .returning(shift_templates::id)
            .get_result(conn)
    })
    .await
}

async fn a_ward_keeps_the_shifts_that_it_posts_again_and_again(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    let path = format!("/zh/unit/wards/{}/templates", ward.id);
    manager
        .get(&format!("/zh/unit/wards/{}", ward.id))
        .await
        .says(&path);
    manager.get(&path).await.is(200).says("未有範本");
    let night = [
        ("start", "21:00"),
        ("end", "07:00"),
        ("category", "rn_general"),
        ("places", "2"),
    ];
    manager
        .post(&path, &[("start", "9pm"), ("places", "0")])
        .await
        .is(422)
        .says("9pm")
        .says("輸入時間，例如 07:00")
        .says("輸入人數，1 至 20");
    manager.post(&path, &night).await.is(303).leads_to(&path);
    manager.post(&path, &night).await.is(303);
    manager
        .get(&path)
        .await
        .says("1 個範本")
        .says("21:00–07:00");
    // A new shift begins from it, and it is repeated over a month.
    let id: i64 = app
        .read(|conn| {
            shift_templates::table
                .select(shift_templates::id)
                .first(conn)
        })
        .await;
    manager
        .get(&format!("/zh/unit/shifts/new?template={id}"))
        .await
        .says("value=\"21:00\"")
        .says("value=\"07:00\"");
    manager
        .get("/zh/unit/many")
        .await
        .says(&format!("<option value=\"{id}\""));
    let stranger = app.staff(Role::UnitManager, "other@hospital.example").await;
    let remove = format!("/zh/unit/templates/{id}/remove");
    stranger.get(&path).await.is(404);
    stranger.post(&path, &night).await.is(404);
    stranger.post(&remove, &[]).await.is(404);
    manager.post(&remove, &[]).await.is(303).leads_to(&path);
    manager.post(&remove, &[]).await.is(404);
    manager.get(&path).await.says("未有範本");
    assert_eq!(recorded(app, "template.added", ward.id).await, 1);
    assert_eq!(recorded(app, "template.removed", ward.id).await, 1);
}

/// A block of a unit about a member whom nobody else meets.
pub async fn block(app: &TestApp, unit: i64) -> i64 {
    let member = app.clinician(State::Approved).await.id;
    let now = app.now();
    app.write(move |conn| {
        diesel::insert_into(unit_blocks::table)
            .values((
                unit_blocks::unit_id.eq(unit),
                unit_blocks::user_id.eq(member),
                unit_blocks::reason.eq("late"),
                unit_blocks::blocked_by.eq(member),
                unit_blocks::blocked_at.eq(now),
                unit_blocks::review_on.eq(now.day()),
            ))
            .returning(unit_blocks::id)
            .get_result(conn)
    })
    .await
}

async fn a_unit_settles_how_it_takes_people_and_members_read_it(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    let path = format!("/zh/unit/wards/{}", ward.id);
    let desk = manager.get("/zh/unit").await.is(200);
    desk.says(&format!("/zh/unit/wards/{}\"", ward.id));
    manager.get(&path).await.is(200).says("value=\"24\"");
    let form = |hours: &'static str| {
        [
            ("mode", "confirm"),
            ("confirm_hours", hours),
            ("cutoff_hours", "36"),
            ("report_to", "當值護士長"),
            ("directions_zh", "主座七樓"),
            ("directions_en", "Main block, level 7"),
            ("need-life_support", "on"),
        ]
    };
    manager
        .post(&path, &form("0"))
        .await
        .is(422)
        .says("輸入 1 至 168 的整數")
        .says("主座七樓");
    let switched = format!("/en/unit/wards/{}?switch", ward.id);
    manager
        .post(&switched, &form("0"))
        .await
        .is(200)
        .says("主座七樓");
    manager
        .post(&path, &form("12"))
        .await
        .is(303)
        .leads_to(&path);
    manager
        .get(&path)
        .await
        .says("value=\"12\"")
        .says("value=\"36\"");
    assert_eq!(recorded(app, "unit.settled", ward.id).await, 1);
    // What is settled is what the board says: the nurse has no such certificate.
    let shift = app.shift(ward, 5, 1, manager.id).await;
    let nurse = app.clinician(State::Approved).await;
    nurse
        .get(&format!("/zh/shifts/{shift}/why"))
        .await
        .is(200)
        .says("急救");
    let without = form("12");
    manager.post(&path, &without[..6]).await.is(303);
    nurse
        .get(&format!("/zh/shifts/{shift}"))
        .await
        .is(200)
        .says("選更後由單位在 12 小時內確認");
}

async fn a_unit_blocks_whom_it_knows_and_lifts_it_again(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    let nurse = app.clinician(State::Approved).await;
    let stranger = app.clinician(State::Approved).await;
    let shift = app.shift(ward, 5, 2, manager.id).await;
    let path = format!("/zh/unit/wards/{}/blocks", ward.id);
    manager.get(&path).await.is(200).says("沒有可以限制的人");
    place(app, nurse.id, shift).await;
    let (one, other) = (nurse.id.to_string(), stranger.id.to_string());
    manager
        .post(&path, &[("member", &other), ("reason", "遲到")])
        .await
        .is(422)
        .says("選擇其中一位會員")
        .says("遲到");
    manager
        .post(&path, &[("member", &one), ("reason", "")])
        .await
        .is(422)
        .says("輸入原因");
    manager
        .post(&path, &[("member", &one), ("reason", "兩次遲到交更")])
        .await
        .is(303)
        .leads_to(&path);
    let letter = app.letter_to(&nurse.email).await;
    assert!(letter.text.contains("兩次遲到交更"));
    manager
        .get(&path)
        .await
        .says("1 項限制生效中")
        .says("兩次遲到交更");
    let next = app.shift(ward, 7, 2, manager.id).await;
    let pick = format!("/zh/shifts/{next}/pick");
    nurse.post(&pick, &[("key", "one")]).await.is(409);
    // Another unit's manager lifts nothing.
    let block: i64 = app
        .read(|conn| unit_blocks::table.select(unit_blocks::id).first(conn))
        .await;
    let lift = format!("/zh/unit/blocks/{block}/lift");
    let foreign = app.staff(Role::UnitManager, "other@hospital.example").await;
    foreign.post(&lift, &[]).await.is(404);
    manager.post(&lift, &[]).await.is(303).leads_to(&path);
    manager.post(&lift, &[]).await.is(409);
    let letter = app.letter_to(&nurse.email).await;
    assert!(
        letter.subject.contains("可以再選更次"),
        "{}",
        letter.subject
    );
    nurse.post(&pick, &[("key", "two")]).await.is(303);
    app.ignores_mail();
}

both!(
    a_unit_settles_how_it_takes_people_and_members_read_it,
    a_unit_blocks_whom_it_knows_and_lifts_it_again,
    a_block_that_was_lifted_stays_lifted,
    a_ward_keeps_the_shifts_that_it_posts_again_and_again,
);
