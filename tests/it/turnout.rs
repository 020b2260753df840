//! Who comes, who did not, and what is said afterwards.

use crate::app::TestApp;
use crate::pay::place;
use crate::people::Person;
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::{absences, applications, audit_events};
use locum::domain::Role;
use locum::vetting::State;

struct Scene<'a> {
    manager: Person<'a>,
    nurse: Person<'a>,
    shift: i64,
    booking: i64,
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
    let booking = place(app, nurse.id, shift).await;
    Scene {
        manager,
        nurse,
        shift,
        booking,
    }
}

async fn tonights_list_has_verified_people_and_how_to_reach_them(app: &TestApp) {
    let scene = scene(app).await;
    let another = app.staff(Role::UnitManager, "other@hospital.example").await;
    let application = scene.nurse.application;
    app.write(move |conn| {
        diesel::update(applications::table.find(application))
            .set(applications::conditions.eq("首三更與同事一起"))
            .execute(conn)
    })
    .await;
    scene
        .manager
        .get("/zh/unit/tonight")
        .await
        .is(200)
        .says("1 人在未來 24 小時當值")
        .says("陳大文")
        .says("5123 4567")
        .says("註冊護士（普通科）")
        .says("證明書至 2026年12月31日")
        .says("留意：首三更與同事一起")
        .hides("RN123456")
        .hides("<img");
    scene
        .manager
        .get("/en/unit/tonight")
        .await
        .is(200)
        .says("certificate until 31 December 2026");
    another
        .get("/zh/unit/tonight")
        .await
        .is(200)
        .says("未來 24 小時沒有人當值")
        .hides("5123 4567");
}

async fn tonights_list_says_who_answered_and_who_is_missing(app: &TestApp) {
    let scene = scene(app).await;
    let list = "/zh/unit/tonight";
    scene.manager.get(list).await.says("尚未查詢");
    app.passes(TimeDelta::hours(6));
    locum::jobs::run(&app.app).await;
    let manager = app.signs_in(&scene.manager.email).await;
    manager.get(list).await.says("已查詢，未有回覆");
    let nurse = app.signs_in(&scene.nurse.email).await;
    let coming = format!("/zh/my-shifts/{}/coming", scene.shift);
    nurse.post(&coming, &[]).await.is(303);
    manager.get(list).await.says("已回覆會到").hides("未簽到");
    app.passes(TimeDelta::hours(11));
    let manager = app.signs_in(&scene.manager.email).await;
    manager
        .get(list)
        .await
        .says("1 人仍未簽到")
        .says("未簽到：先致電，再記錄");
    let path = format!("/zh/unit/attendance/{}/absent", scene.booking);
    manager
        .post(&path, &[("note", "致電無人接聽")])
        .await
        .is(303);
    manager
        .get(list)
        .await
        .hides("人仍未簽到")
        .says("單位報告缺勤");
    app.ignores_mail();
}

async fn who_did_not_come_is_heard_and_a_person_decides(app: &TestApp) {
    let scene = scene(app).await;
    let unit = format!("/zh/unit/attendance/{}", scene.booking);
    let own = format!("/zh/my-pay/{}", scene.booking);
    let absent = format!("{unit}/absent");
    let note = [("note", "致電兩次無人接聽")];
    scene.manager.post(&absent, &note).await.is(409);
    app.passes(TimeDelta::hours(18));
    let manager = app.signs_in(&scene.manager.email).await;
    let nurse = app.signs_in(&scene.nurse.email).await;
    manager.get(&unit).await.says(&format!("{absent}\""));
    manager.get(&absent).await.is(200).says("先致電會員");
    let long = "長".repeat(501);
    manager
        .post(&absent, &[("note", &long)])
        .await
        .is(422)
        .says(&long)
        .says("最多 500 個字元");
    manager.post(&absent, &[("note", "")]).await.is(422);
    let list = "/zh/unit/attendance";
    manager.post(&absent, &note).await.is(303);
    manager.post(&absent, &note).await.is(409);
    let letter = app.letter_to(&scene.nurse.email).await;
    assert!(!letter.text.contains("致電兩次"), "the page has it");
    // Nobody is paid for it by a slip.
    manager.get(list).await.says("單位報告缺勤");
    nurse
        .get(&own)
        .await
        .says("致電兩次無人接聽")
        .says(&format!("{own}/absence\""));
    nurse
        .get(&format!("{own}/absence"))
        .await
        .is(200)
        .says("致電兩次無人接聽");
    let word = [("note", "我在另一樓層")];
    nurse
        .post(&format!("{own}/absence"), &word)
        .await
        .leads_to(&own);
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let review = format!("/zh/office/absences/{}", scene.booking);
    officer
        .get("/en/office/absences")
        .await
        .is(200)
        .says("One waits for review");
    officer
        .get("/zh/office/absences")
        .await
        .is(200)
        .says("我在另一樓層");
    officer
        .post(&review, &[("verdict", "excused"), ("note", "")])
        .await
        .is(422)
        .says("輸入理由")
        .says("value=\"excused\" checked");
    officer
        .post(&review, &[("note", "打錯了結果")])
        .await
        .is(422)
        .says("選擇覆核結果")
        .says("打錯了結果");
    let verdict = [("verdict", "excused"), ("note", "確認曾到場")];
    officer.post(&review, &verdict).await.is(303);
    officer.post(&review, &verdict).await.is(409);
    assert!(
        app.letter_to(&scene.nurse.email)
            .await
            .text
            .contains("已覆核")
    );
    nurse.get(&own).await.says("確認曾到場");
    // She was there: the unit writes her hours, and the report is gone.
    app.passes(TimeDelta::hours(9));
    let manager = app.signs_in(&scene.manager.email).await;
    manager.get(list).await.hides("按原定時間確認");
    let planned = [("from", "07:00"), ("to", "15:00"), ("act", "authorise")];
    manager.post(&unit, &planned).await.is(303);
    app.mail().await;
    manager.get(&unit).await.hides("致電兩次");
    let acts: Vec<String> = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::action.like("absence.%"))
                .order(audit_events::id)
                .select(audit_events::action)
                .load(conn)
        })
        .await;
    let wanted = ["reported", "answered", "reviewed", "withdrawn"];
    assert_eq!(acts, wanted.map(|act| format!("absence.{act}")));
    let left: i64 = app
        .read(|conn| absences::table.count().get_result(conn))
        .await;
    assert_eq!(left, 0);
}

async fn what_the_office_upheld_stands_until_it_says_otherwise(app: &TestApp) {
    let scene = scene(app).await;
    let unit = format!("/zh/unit/attendance/{}", scene.booking);
    app.passes(TimeDelta::hours(30));
    let manager = app.signs_in(&scene.manager.email).await;
    manager
        .post(&format!("{unit}/absent"), &[("note", "no answer")])
        .await
        .is(303);
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let review = format!("/zh/office/absences/{}", scene.booking);
    officer
        .post(&review, &[("verdict", "upheld"), ("note", "no word")])
        .await
        .is(303);
    let planned = [("from", "07:00"), ("to", "15:00"), ("act", "authorise")];
    manager.post(&unit, &planned).await.is(409);
    // Nothing is counted: the board is as open as before.
    let nurse = app.signs_in(&scene.nurse.email).await;
    nurse.get("/zh/shifts").await.is(200);
    app.ignores_mail();
}

async fn both_sides_say_how_it_was_once_and_read_each_other(app: &TestApp) {
    let scene = scene(app).await;
    let unit = format!("/zh/unit/attendance/{}", scene.booking);
    let own = format!("/zh/my-pay/{}", scene.booking);
    let yes = [("again", "yes"), ("note", "交更清楚")];
    scene
        .manager
        .post(&format!("{unit}/feedback"), &yes)
        .await
        .is(409);
    app.passes(TimeDelta::hours(30));
    let manager = app.signs_in(&scene.manager.email).await;
    let nurse = app.signs_in(&scene.nurse.email).await;
    manager.get(&format!("{unit}/feedback")).await.is(200);
    nurse.get(&format!("{own}/feedback")).await.is(200);
    manager
        .post(&format!("{unit}/feedback"), &[("note", "交更清楚")])
        .await
        .is(422)
        .says("選擇願意或不願意")
        .says("交更清楚");
    manager
        .post(&format!("{unit}/feedback"), &yes)
        .await
        .is(303);
    manager
        .post(&format!("{unit}/feedback"), &yes)
        .await
        .is(409);
    nurse
        .post(&format!("{own}/feedback"), &[("again", "no"), ("note", "")])
        .await
        .is(303);
    nurse.get(&own).await.says("交更清楚").says("不願意");
    manager.get(&unit).await.says("會員的意見").says("不願意");
}

both!(
    tonights_list_has_verified_people_and_how_to_reach_them,
    tonights_list_says_who_answered_and_who_is_missing,
    who_did_not_come_is_heard_and_a_person_decides,
    what_the_office_upheld_stands_until_it_says_otherwise,
    both_sides_say_how_it_was_once_and_read_each_other,
);
