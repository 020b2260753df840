//! Applications and their deadline, cancelling, the waiting list, handing over, "are you still coming?".

use crate::app::TestApp;
use crate::people::{Person, Ward};
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::{bookings, handovers, shifts, unit_terms};
use locum::domain::Role;
use locum::jobs;
use locum::vetting::State;

/// Sets how a unit takes people.
pub async fn terms(app: &TestApp, ward: Ward, mode: &'static str) {
    app.write(move |conn| {
        diesel::insert_into(unit_terms::table)
            .values((
                unit_terms::unit_id.eq(ward.id),
                unit_terms::mode.eq(mode),
                unit_terms::confirm_hours.eq(12),
                unit_terms::cutoff_hours.eq(24),
                unit_terms::report_to.eq("當值護士長"),
            ))
            .execute(conn)
    })
    .await;
}

/// What became of the places of a shift: whose, state, why not.
async fn places(app: &TestApp, shift: i64) -> Vec<(i64, String, Option<String>)> {
    app.read(move |conn| {
        bookings::table
            .filter(bookings::shift_id.eq(shift))
            .order(bookings::id)
            .select((bookings::user_id, bookings::state, bookings::released_why))
            .load(conn)
    })
    .await
}

/// Places found and places offered.
async fn counters(app: &TestApp, shift: i64) -> (i32, i32) {
    app.read(move |conn| {
        shifts::table
            .find(shift)
            .select((shifts::filled, shifts::offered))
            .first(conn)
    })
    .await
}

async fn picks(nurse: &Person<'_>, shift: i64) {
    let key = format!("{} {shift}", nurse.id);
    nurse
        .post(
            &format!("/zh/shifts/{shift}/pick"),
            &[("key", key.as_str()), ("heeded", "1")],
        )
        .await
        .is(303)
        .leads_to("/zh/my-shifts");
}

/// Time has passed and they sign in again.
async fn back(app: &TestApp, people: &[&Person<'_>]) {
    for person in people {
        app.open_session(&person.browser, person.id).await;
    }
}

async fn ward_of(app: &TestApp) -> (Ward, Person<'_>) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    (ward, manager)
}

async fn a_unit_confirms_declines_or_lets_the_deadline_pass(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    terms(app, ward, "confirm").await;
    let nurses = [
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
    ];
    let shift = app.shift(ward, 5, 3, manager.id).await;
    nurses[0]
        .get(&format!("/zh/shifts/{shift}"))
        .await
        .says("選更後由單位在 12 小時內確認");
    for nurse in &nurses {
        picks(nurse, shift).await;
        nurse.get("/zh/my-shifts").await.says("前可以免填原因還原");
    }
    manager
        .get("/zh/unit/applications")
        .await
        .is(200)
        .says("沒有待確認的申請");
    app.passes(TimeDelta::minutes(10));
    jobs::run(&app.app).await;
    assert_eq!(
        app.mailed().len(),
        3,
        "the unit hears of three applications"
    );
    nurses[0].get("/zh/my-shifts").await.says("等待單位確認");
    manager
        .get(&format!("/zh/unit/shifts/{shift}"))
        .await
        .hides("5123 4567");
    let ids: Vec<i64> = app
        .read(|conn| {
            bookings::table
                .order(bookings::id)
                .select(bookings::id)
                .load(conn)
        })
        .await;
    let (first, second) = (format!("place-{}", ids[0]), format!("place-{}", ids[1]));
    let path = "/zh/unit/applications";
    manager.get(path).await.says("3 個待確認").says("陳大文");
    manager.post(path, &[("answer", "confirm")]).await.is(422);
    manager
        .post(path, &[("answer", "decline"), (second.as_str(), "1")])
        .await
        .is(422)
        .says("寫下不接受的原因");
    manager
        .post(path, &[("answer", "confirm"), (first.as_str(), "1")])
        .await
        .is(303);
    assert!(
        app.letter_to(&nurses[0].email)
            .await
            .subject
            .contains("已確認")
    );
    manager
        .post(
            path,
            &[
                ("answer", "decline"),
                ("reason", "已有人手"),
                (second.as_str(), "1"),
            ],
        )
        .await
        .is(303);
    assert!(
        app.letter_to(&nurses[1].email)
            .await
            .text
            .contains("已有人手")
    );
    manager
        .post(path, &[("answer", "confirm"), (second.as_str(), "1")])
        .await
        .is(409);
    let stranger = app.staff(Role::UnitManager, "other@hospital.example").await;
    let third = format!("place-{}", ids[2]);
    stranger
        .post(path, &[("answer", "confirm"), (third.as_str(), "1")])
        .await
        .is(404);
    // Six hours before the deadline the unit is reminded, once; then silence releases.
    app.passes(TimeDelta::hours(7));
    jobs::run(&app.app).await;
    jobs::run(&app.app).await;
    assert_eq!(app.mailed().len(), 1, "one reminder");
    app.passes(TimeDelta::hours(6));
    jobs::run(&app.app).await;
    let letters = app.mailed();
    assert!(
        letters
            .iter()
            .any(|letter| letter.to == nurses[2].email && letter.text.contains("你的記錄不受影響"))
    );
    let held = places(app, shift).await;
    let why: Vec<_> = held.iter().map(|(_, _, why)| why.as_deref()).collect();
    assert_eq!(why, [None, Some("declined"), Some("silent")]);
    assert_eq!(counters(app, shift).await, (1, 0));
    back(app, &[&manager]).await;
    manager
        .get(&format!("/zh/unit/shifts/{shift}"))
        .await
        .says("5123 4567");
}

async fn a_shift_is_cancelled_with_a_reason_and_late_by_telephone(app: &TestApp) {
    app.ignores_mail();
    let (ward, manager) = ward_of(app).await;
    terms(app, ward, "instant").await;
    let nurse = app.clinician(State::Approved).await;
    let other = app.clinician(State::Approved).await;
    let (early, late) = (
        app.shift(ward, 5, 1, manager.id).await,
        app.shift(ward, 2, 1, manager.id).await,
    );
    picks(&nurse, early).await;
    picks(&nurse, late).await;
    let cancel = |shift: i64| format!("/zh/my-shifts/{shift}/cancel");
    other.get(&cancel(early)).await.is(404);
    other.post(&cancel(early), &[("reason", "x")]).await.is(404);
    nurse
        .get(&cancel(early))
        .await
        .is(200)
        .says("前可自行取消")
        .says("沒有扣分");
    nurse
        .post(&cancel(early), &[])
        .await
        .is(422)
        .says("寫下原因");
    nurse
        .post(&cancel(early), &[("reason", "生病")])
        .await
        .is(303);
    nurse
        .post(&cancel(early), &[("reason", "生病")])
        .await
        .is(404);
    app.passes(TimeDelta::hours(20));
    back(app, &[&nurse]).await;
    nurse
        .get(&cancel(late))
        .await
        .is(200)
        .says("+852 2123 4567")
        .says("你取消了 1 更，逾時 0 更");
    nurse
        .post(&cancel(late), &[("reason", "生病")])
        .await
        .is(422)
        .says("輸入你通知了誰");
    nurse
        .post(
            &cancel(late),
            &[("reason", "生病"), ("told", "護士長李小姐")],
        )
        .await
        .is(303);
    for (shift, why) in [(early, "cancelled"), (late, "late")] {
        let held = places(app, shift).await;
        assert_eq!(held[0].1, "released");
        assert_eq!(held[0].2.as_deref(), Some(why));
        assert_eq!(counters(app, shift).await, (0, 0));
    }
    let note: String = app
        .read(move |conn| {
            bookings::table
                .filter(bookings::shift_id.eq(late))
                .select(bookings::released_note)
                .first(conn)
        })
        .await;
    assert_eq!(note, "護士長李小姐: 生病");
}

async fn a_place_that_comes_free_is_kept_for_who_waits_first(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    let nurses = [
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
    ];
    let shift = app.shift(ward, 5, 1, manager.id).await;
    let path = |act: &str| format!("/zh/shifts/{shift}/{act}");
    nurses[1].post(&path("wait"), &[]).await.is(409);
    picks(&nurses[0], shift).await;
    for nurse in &nurses[1..3] {
        nurse
            .get(&format!("/zh/shifts/{shift}"))
            .await
            .says("加入候補");
        nurse.post(&path("wait"), &[]).await.is(303);
        nurse.post(&path("wait"), &[]).await.is(409);
    }
    nurses[2].get("/zh/my-shifts").await.says("第 2 位");
    nurses[0].post(&path("undo"), &[]).await.is(303);
    assert!(
        app.letter_to(&nurses[1].email)
            .await
            .text
            .contains("為你保留至")
    );
    assert_eq!(counters(app, shift).await, (0, 1));
    // It is kept: nobody else gets it, and looking at it takes nothing (R15).
    nurses[3]
        .post(&path("pick"), &[("key", "x")])
        .await
        .is(409)
        .says("名額已滿");
    nurses[1]
        .get(&format!("/zh/shifts/{shift}"))
        .await
        .says("接受");
    assert_eq!(counters(app, shift).await, (0, 1));
    nurses[2]
        .post(&path("accept"), &[("key", "not mine")])
        .await
        .is(409);
    // Nobody answers: the next one is asked.
    app.passes(TimeDelta::hours(2));
    back(app, &[&nurses[1], &nurses[2]]).await;
    locum::shifts::waiting::expire(&app.app)
        .await
        .expect("the job runs");
    app.letter_to(&nurses[2].email).await;
    nurses[1]
        .post(&path("accept"), &[("key", "too late")])
        .await
        .is(409);
    nurses[2]
        .post(&path("accept"), &[("key", "mine")])
        .await
        .is(303);
    // The same form again is the same acceptance (R03).
    nurses[2]
        .post(&path("accept"), &[("key", "mine")])
        .await
        .is(303);
    assert_eq!(counters(app, shift).await, (1, 0));
    let held = places(app, shift).await;
    assert_eq!(held.len(), 1);
    assert_eq!(held[0].0, nurses[2].id);
}

async fn who_cannot_take_the_place_any_more_is_passed_over_and_told(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    let nurses = [
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
    ];
    let shift = app.shift(ward, 5, 1, manager.id).await;
    let same_time = app.shift(ward, 5, 1, manager.id).await;
    picks(&nurses[0], shift).await;
    nurses[1]
        .post(&format!("/zh/shifts/{shift}/wait"), &[])
        .await
        .is(303);
    picks(&nurses[1], same_time).await;
    nurses[0]
        .post(&format!("/zh/shifts/{shift}/undo"), &[])
        .await
        .is(303);
    let letter = app.letter_to(&nurses[1].email).await;
    assert!(letter.text.contains("重疊"), "{}", letter.text);
    assert_eq!(counters(app, shift).await, (0, 0));
}

async fn a_place_is_handed_over_or_exchanged_and_the_unit_agrees(app: &TestApp) {
    app.ignores_mail();
    let (ward, manager) = ward_of(app).await;
    let giver = app.clinician(State::Approved).await;
    let taker = app.clinician(State::Approved).await;
    let suspended = app.clinician(State::Suspended).await;
    let (first, second) = (
        app.shift(ward, 5, 1, manager.id).await,
        app.shift(ward, 8, 1, manager.id).await,
    );
    picks(&giver, first).await;
    picks(&taker, second).await;
    let ask = format!("/zh/my-shifts/{first}/hand-over");
    let to = taker.email.clone();
    giver.post(&ask, &[("email", to.as_str())]).await.is(409);
    app.passes(TimeDelta::minutes(11));
    giver.get(&ask).await.is(200).says("單位同意後才生效");
    giver.post(&ask, &[("email", "nobody")]).await.is(422);
    // Nobody learns who is a member here.
    for unknown in ["nobody@people.example", suspended.email.as_str()] {
        giver.post(&ask, &[("email", unknown)]).await.is(303);
    }
    giver.post(&ask, &[("email", to.as_str())]).await.is(303);
    giver.post(&ask, &[("email", to.as_str())]).await.is(409);
    let id: i64 = app
        .read(|conn| handovers::table.select(handovers::id).first(conn))
        .await;
    let (page, word) = (
        format!("/zh/my-shifts/handovers/{id}"),
        format!("/zh/unit/handovers/{id}"),
    );
    suspended.get(&page).await.is(403);
    giver.post(&page, &[("answer", "accept")]).await.is(404);
    manager.post(&word, &[("answer", "agree")]).await.is(409);
    taker.get(&page).await.is(200).says("用你的更次交換");
    let back = second.to_string();
    taker
        .post(&page, &[("answer", "accept"), ("back", back.as_str())])
        .await
        .is(303);
    manager
        .get("/zh/unit/applications")
        .await
        .says("轉讓和調更（1）")
        .says("交換：");
    let stranger = app.staff(Role::UnitManager, "other@hospital.example").await;
    stranger.post(&word, &[("answer", "agree")]).await.is(404);
    manager.post(&word, &[("answer", "agree")]).await.is(303);
    manager.post(&word, &[("answer", "agree")]).await.is(409);
    for (shift, from, to) in [(first, giver.id, taker.id), (second, taker.id, giver.id)] {
        let held = places(app, shift).await;
        assert_eq!(
            held,
            [
                (from, "released".into(), Some("handed_over".into())),
                (to, "held".into(), None)
            ]
        );
        assert_eq!(counters(app, shift).await, (1, 0));
    }
}

async fn who_picked_long_ago_is_asked_whether_they_still_come(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    let nurse = app.clinician(State::Approved).await;
    let shift = app.shift(ward, 3, 1, manager.id).await;
    picks(&nurse, shift).await;
    app.passes(TimeDelta::minutes(10));
    jobs::run(&app.app).await;
    app.mailed();
    // 07:00 less twelve hours.
    app.passes(TimeDelta::hours(52));
    jobs::run(&app.app).await;
    assert!(app.mailed().is_empty());
    app.passes(TimeDelta::hours(1));
    jobs::run(&app.app).await;
    jobs::run(&app.app).await;
    let letters = app.mailed();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].subject.contains("你會如期當值嗎"));
    back(app, &[&nurse]).await;
    nurse.get("/zh/my-shifts").await.says("你會如期當值嗎");
    nurse
        .post(&format!("/zh/my-shifts/{shift}/coming"), &[])
        .await
        .is(303);
    nurse.get("/zh/my-shifts").await.says("你已確定會當值");
}

both!(
    a_unit_confirms_declines_or_lets_the_deadline_pass,
    a_shift_is_cancelled_with_a_reason_and_late_by_telephone,
    a_place_that_comes_free_is_kept_for_who_waits_first,
    who_cannot_take_the_place_any_more_is_passed_over_and_told,
    a_place_is_handed_over_or_exchanged_and_the_unit_agrees,
    who_picked_long_ago_is_asked_whether_they_still_come,
);
