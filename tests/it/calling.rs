//! A unit calls a shift off: who hears, what ends, what is offered, and what happens at the same moment.

use crate::app::TestApp;
use crate::people::{Person, Ward};
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::{audit_events, bookings, called_off, handovers, shifts, users, waiting};
use locum::domain::Role;
use locum::i18n::Lang;
use locum::shifts::calling_off;
use locum::shifts::calling_rows::Cause;
use locum::vetting::State;

async fn ward_of(app: &TestApp) -> (Ward, Person<'_>) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    (ward, manager)
}

/// State and counters of a shift.
async fn state(app: &TestApp, shift: i64) -> (String, i32, i32) {
    app.read(move |conn| {
        shifts::table
            .find(shift)
            .select((shifts::state, shifts::filled, shifts::offered))
            .first(conn)
    })
    .await
}

/// What became of the places of a shift.
async fn ends(app: &TestApp, shift: i64) -> Vec<(String, Option<String>)> {
    app.read(move |conn| {
        bookings::table
            .filter(bookings::shift_id.eq(shift))
            .order(bookings::id)
            .select((bookings::state, bookings::released_why))
            .load(conn)
    })
    .await
}

async fn a_shift_is_called_off_and_everybody_hears_why_and_what_else_there_is(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    let nurses = [
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
    ];
    let english = nurses[1].id;
    app.write(move |conn| {
        diesel::update(users::table.find(english))
            .set(users::lang.eq(Lang::En))
            .execute(conn)
    })
    .await;
    let shift = app.shift(ward, 5, 2, manager.id).await;
    // Earlier than the day itself is no stand-in; of four later ones three are named.
    app.shift(ward, 2, 1, manager.id).await;
    let mut others = Vec::new();
    for day in 5..9 {
        others.push(app.shift(app.unit().await, day, 1, manager.id).await);
    }
    crate::pay::place(app, nurses[0].id, shift).await;
    // The second has just picked it: the unit does not know of them yet, and they hear all the same.
    nurses[1]
        .post(&format!("/zh/shifts/{shift}/pick"), &[("key", "one")])
        .await
        .is(303);
    nurses[2]
        .post(&format!("/zh/shifts/{shift}/wait"), &[])
        .await
        .is(303);

    let path = format!("/zh/unit/shifts/{shift}/call-off");
    let page = format!("/zh/unit/shifts/{shift}");
    manager.get(&page).await.says("取消這更");
    manager
        .get(&path)
        .await
        .is(200)
        .says("2 人已選這更")
        .says("1 人正在候補")
        .says("取消後不可恢復");
    manager
        .post(&path, &[])
        .await
        .is(422)
        .says("選擇取消的原因");
    manager
        .post(&path, &[("cause", "other"), ("note", " ")])
        .await
        .is(422)
        .says("輸入補充");
    let stranger = app.staff(Role::UnitManager, "other@hospital.example").await;
    let call = [("cause", "closed"), ("note", "冷氣維修")];
    stranger.get(&path).await.is(404);
    stranger.post(&path, &call).await.is(404);
    assert_eq!(state(app, shift).await, ("open".into(), 2, 0));
    manager
        .post(&path, &call)
        .await
        .is(303)
        .leads_to(&format!("/zh/unit/shifts/{shift}"));

    let letters = app.mail().await;
    assert_eq!(letters.len(), 3, "two held a place, one waited");
    let of = |person: &Person<'_>| {
        let mut own = letters.iter().filter(|letter| letter.to == person.email);
        own.next().expect("a letter").text.clone()
    };
    let (first, second, third) = (of(&nurses[0]), of(&nurses[1]), of(&nurses[2]));
    assert!(first.contains("病房或服務暫停") && first.contains("冷氣維修"));
    assert!(second.contains("The ward or service is closed") && second.contains("冷氣維修"));
    assert!(third.contains("病房或服務暫停") && third.contains("毋須再等"));
    assert!(first.contains(&format!("/zh/shifts/{shift}/why")));
    assert_eq!(first.matches("07:00").count(), 1 + 3, "{first}");
    assert!(!third.contains("改選"), "who waited lost nothing");

    assert_eq!(state(app, shift).await, ("cancelled".into(), 0, 0));
    let gone = (String::from("released"), Some(String::from("called_off")));
    assert_eq!(ends(app, shift).await, [gone.clone(), gone]);
    let waits: Vec<String> = app
        .read(move |conn| {
            let of = waiting::table.filter(waiting::shift_id.eq(shift));
            of.select(waiting::state).load(conn)
        })
        .await;
    assert_eq!(waits, ["skipped"]);

    // Once is enough, and nobody comes back to it.
    manager.post(&path, &call).await.is(409);
    manager.get(&path).await.is(409);
    nurses[1]
        .post(&format!("/zh/shifts/{shift}/undo"), &[])
        .await
        .is(409);
    nurses[0]
        .post(&format!("/zh/shifts/{shift}/pick"), &[("key", "two")])
        .await
        .is(409)
        .says("單位已取消這更");
    nurses[0]
        .get(&format!("/zh/shifts/{shift}/why"))
        .await
        .says("單位已取消這更")
        .says("你可以選這些更次");
    nurses[0]
        .get("/zh/my-shifts")
        .await
        .hides(&format!("/shifts/{shift}\""));
    // What was named can be picked.
    nurses[0]
        .post(
            &format!("/zh/shifts/{}/pick", others[0]),
            &[("key", "three")],
        )
        .await
        .is(303);

    // The unit sees what it did, and whom of those it knew it may ring.
    manager
        .get(&page)
        .await
        .says("這更已取消")
        .says("病房或服務暫停")
        .says("冷氣維修")
        .says("名額已取消的人（1）")
        .says("5123 4567")
        .hides("取消這更</a>");
    manager.get("/zh/unit").await.says("未來 14 日已取消（1）");
    let acts: Vec<(String, String)> = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::action.eq_any(["shift.called_off", "shift.released"]))
                .order(audit_events::id)
                .select((audit_events::action, audit_events::detail))
                .load(conn)
        })
        .await;
    assert_eq!(acts.len(), 3);
    assert!(acts[2].1.contains("closed") && acts[2].1.contains("notice_minutes"));
    let kept: (String, i64) = app
        .read(move |conn| {
            called_off::table
                .find(shift)
                .select((called_off::note, called_off::called_off_by))
                .first(conn)
        })
        .await;
    assert_eq!(kept, ("冷氣維修".into(), manager.id));
}

async fn a_shift_that_has_begun_is_not_called_off(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    let nurse = app.clinician(State::Approved).await;
    let start = app.now().plus(TimeDelta::hours(1));
    let shift = app.shift_at(ward, start, 1, manager.id).await;
    crate::pay::place(app, nurse.id, shift).await;
    let path = format!("/zh/unit/shifts/{shift}/call-off");
    manager.get(&path).await.is(200).says("距離開始 1 小時");
    app.passes(TimeDelta::hours(1));
    app.open_session(&manager.browser, manager.id).await;
    let call = [("cause", "own_staff"), ("note", "")];
    manager.get(&path).await.is(409);
    manager.post(&path, &call).await.is(409);
    manager
        .get(&format!("/zh/unit/shifts/{shift}"))
        .await
        .hides("/call-off");
    assert_eq!(state(app, shift).await, ("open".into(), 1, 0));
}

async fn what_is_being_handed_over_or_kept_ends_with_the_shift(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    let nurses = [
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
    ];
    let shift = app.shift(ward, 5, 2, manager.id).await;
    let booking = crate::pay::place(app, nurses[0].id, shift).await;
    let (giver, taker, waits, now) = (nurses[0].id, nurses[1].id, nurses[2].id, app.now());
    app.write(move |conn| {
        diesel::insert_into(handovers::table)
            .values((
                handovers::booking_id.eq(booking),
                handovers::giver_id.eq(giver),
                handovers::taker_id.eq(taker),
                handovers::state.eq("asked"),
                handovers::asked_at.eq(now),
            ))
            .execute(conn)?;
        diesel::update(shifts::table.find(shift))
            .set(shifts::offered.eq(1))
            .execute(conn)?;
        diesel::insert_into(waiting::table)
            .values((
                waiting::shift_id.eq(shift),
                waiting::user_id.eq(waits),
                waiting::joined_at.eq(now),
                waiting::state.eq("offered"),
                waiting::offer_until.eq(now.plus(TimeDelta::hours(2))),
            ))
            .execute(conn)
    })
    .await;
    manager
        .post(
            &format!("/en/unit/shifts/{shift}/call-off"),
            &[("cause", "fewer_patients")],
        )
        .await
        .is(303);
    let mut told: Vec<String> = app.mail().await.into_iter().map(|one| one.to).collect();
    told.sort();
    let mut all: Vec<String> = nurses.iter().map(|nurse| nurse.email.clone()).collect();
    all.sort();
    assert_eq!(told, all, "each hears once");
    assert_eq!(state(app, shift).await, ("cancelled".into(), 0, 0));
    let handover: String = app
        .read(|conn| handovers::table.select(handovers::state).first(conn))
        .await;
    assert_eq!(handover, "refused");
    nurses[2]
        .post(&format!("/zh/shifts/{shift}/accept"), &[("key", "late")])
        .await
        .is(409);
}

/// A pick, a cancellation and a call at the same moment: nobody is left, and the counter says so.
async fn nobody_is_left_on_a_shift_that_was_called_off(app: &TestApp) {
    app.ignores_mail();
    let (ward, manager) = ward_of(app).await;
    let (leaves, picks) = (
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
    );
    for round in 0..5 {
        let shift = app.shift(ward, 3 + round, 5, manager.id).await;
        crate::pay::place(app, leaves.id, shift).await;
        let key = format!("key {round}");
        let pick = locum::shifts::picking::pick(&app.app, picks.id, shift, key, true);
        let cancel = locum::shifts::picking::cancel(&app.app, leaves.id, shift, "x".into(), None);
        let call =
            calling_off::call_off(&app.app, manager.id, shift, Cause::Mistake, String::new());
        let (_, _, called) = futures_util::future::join3(pick, cancel, call).await;
        called.expect("the call stands");
        assert_eq!(state(app, shift).await, ("cancelled".into(), 0, 0));
        for (state, _) in ends(app, shift).await {
            assert_eq!(state, "released");
        }
    }
}

both!(
    a_shift_is_called_off_and_everybody_hears_why_and_what_else_there_is,
    a_shift_that_has_begun_is_not_called_off,
    what_is_being_handed_over_or_kept_ends_with_the_shift,
    nobody_is_left_on_a_shift_that_was_called_off,
);
