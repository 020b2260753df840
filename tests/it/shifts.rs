//! The board: seeing, picking, giving back, posting; and that no place is given twice.

use crate::app::TestApp;
use crate::people::Person;
use chrono::TimeDelta;
use diesel::prelude::*;
use futures_util::future::join_all;
use locum::db::schema::{audit_events, bookings, rates, shifts};
use locum::domain::{Band, Category, Role};
use locum::shifts::picking::{PickError, pick};
use locum::vetting::State;

/// Members of one category, as many as a rush needs.
async fn members(app: &TestApp, count: usize) -> Vec<Person<'_>> {
    let mut members = Vec::new();
    for _ in 0..count {
        members.push(app.clinician(State::Approved).await);
    }
    members
}

/// The codes of why a pick was refused; empty when it was not.
fn codes(picked: Result<(), PickError>) -> Vec<&'static str> {
    match picked {
        Ok(()) => vec![],
        Err(PickError::Refused(reasons) | PickError::Unheeded(reasons)) => {
            reasons.iter().map(|reason| reason.code()).collect()
        }
        Err(PickError::App(error)) => panic!("{error}"),
    }
}

/// Places that are held, and what the counters say; they must agree.
async fn held_and_filled(app: &TestApp) -> (i64, i64) {
    app.read(|conn| {
        let held = bookings::table
            .filter(bookings::state.eq("held"))
            .count()
            .get_result(conn)?;
        let filled: Vec<i32> = shifts::table.select(shifts::filled).load(conn)?;
        Ok((held, filled.into_iter().map(i64::from).sum()))
    })
    .await
}

async fn r01_a_place_is_held_by_one_person(app: &TestApp) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    let members = members(app, 40).await;
    let mut wanted = Vec::new();
    // Shifts on different days, so that nobody is refused for an overlap.
    for day in 0..10 {
        wanted.push(app.shift(ward, 3 + day, 3, manager.id).await);
    }
    let rush = members.iter().flat_map(|member| {
        wanted.iter().map(|shift| {
            let key = format!("{} {shift}", member.id);
            pick(&app.app, member.id, *shift, key, true)
        })
    });
    let outcomes: Vec<_> = join_all(rush).await.into_iter().map(codes).collect();
    let taken = outcomes.iter().filter(|codes| codes.is_empty()).count();
    let full = outcomes.iter().filter(|codes| **codes == ["full"]).count();
    assert_eq!((taken, full), (30, 370));
    assert_eq!(held_and_filled(app).await, (30, 30));
}

async fn r02_a_member_never_holds_overlapping_places(app: &TestApp) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    let nurse = app.clinician(State::Approved).await;
    let mut wanted = Vec::new();
    for minutes in 0..50 {
        let start = app
            .now()
            .plus(TimeDelta::days(3))
            .plus(TimeDelta::minutes(minutes));
        wanted.push(app.shift_at(ward, start, 1, manager.id).await);
    }
    let rush = wanted
        .iter()
        .map(|shift| pick(&app.app, nurse.id, *shift, format!("key {shift}"), true));
    let outcomes: Vec<_> = join_all(rush).await.into_iter().map(codes).collect();
    assert_eq!(outcomes.iter().filter(|codes| codes.is_empty()).count(), 1);
    assert_eq!(
        outcomes
            .iter()
            .filter(|codes| **codes == ["overlap"])
            .count(),
        49
    );
    assert_eq!(held_and_filled(app).await, (1, 1));
}

/// What stands behind the gate, should it ever fail: the database refuses by itself.
async fn r02_the_database_itself_refuses_an_overlap_and_an_overbooking(app: &TestApp) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    let nurse = app.clinician(State::Approved).await;
    let (first, second) = (
        app.shift(ward, 3, 1, manager.id).await,
        app.shift(ward, 3, 1, manager.id).await,
    );
    let book = |shift: i64| {
        let user = nurse.id;
        app.app.db.write(move |conn| {
            let (from, to): (locum::clock::UtcTime, locum::clock::UtcTime) = shifts::table
                .find(shift)
                .select((shifts::starts_at, shifts::ends_at))
                .first(conn)?;
            diesel::insert_into(bookings::table)
                .values((
                    bookings::shift_id.eq(shift),
                    bookings::user_id.eq(user),
                    bookings::starts_at.eq(from),
                    bookings::ends_at.eq(to),
                    bookings::state.eq("held"),
                    bookings::cents_per_hour.eq(1_i64),
                    bookings::idempotency_key.eq(format!("raw {shift}")),
                    bookings::picked_at.eq(from),
                    bookings::undo_until.eq(from),
                ))
                .execute(conn)?;
            Ok::<_, locum::error::AppError>(())
        })
    };
    book(first).await.expect("the first is booked");
    assert!(book(second).await.is_err(), "two overlapping places");
    let over = app.app.db.write(move |conn| {
        diesel::update(shifts::table.find(first))
            .set(shifts::filled.eq(2))
            .execute(conn)?;
        Ok::<_, locum::error::AppError>(())
    });
    assert!(over.await.is_err(), "two on one place");
}

async fn r03_a_pick_that_is_sent_again_is_the_same_pick(app: &TestApp) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    let nurse = app.clinician(State::Approved).await;
    let shift = app.shift(ward, 3, 5, manager.id).await;
    let again = (0..50).map(|_| pick(&app.app, nurse.id, shift, "one form".into(), true));
    assert!(
        join_all(again)
            .await
            .into_iter()
            .map(codes)
            .all(|codes| codes.is_empty())
    );
    assert_eq!(held_and_filled(app).await, (1, 1));
    let recorded: i64 = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::action.eq("shift.picked"))
                .count()
                .get_result(conn)
        })
        .await;
    assert_eq!(recorded, 1);
    // Another form, another pick: refused, since it is held.
    assert_eq!(
        codes(pick(&app.app, nurse.id, shift, "another form".into(), true).await),
        ["own"]
    );
}

async fn a_pick_is_undone_for_ten_minutes_and_then_the_unit_hears(app: &TestApp) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    let nurse = app.clinician(State::Approved).await;
    let shift = app.shift(ward, 3, 1, manager.id).await;
    let (pick, undo) = (
        format!("/zh/shifts/{shift}/pick"),
        format!("/zh/shifts/{shift}/undo"),
    );
    nurse.get("/zh/shifts").await.is(200).says("選這更");
    nurse
        .post(&pick, &[("key", "one")])
        .await
        .is(303)
        .leads_to("/zh/my-shifts");
    nurse.get("/zh/my-shifts").await.says("前可以免填原因還原");
    locum::shifts::jobs::tell_units(&app.app)
        .await
        .expect("the job runs");
    assert!(app.mail().await.is_empty(), "the unit hears nothing yet");
    manager
        .get(&format!("/zh/unit/shifts/{shift}"))
        .await
        .is(200)
        .says("仍可還原")
        .hides("5123 4567");
    nurse.post(&undo, &[]).await.is(303);
    nurse.post(&undo, &[]).await.is(409);
    assert_eq!(held_and_filled(app).await, (0, 0));
    nurse.post(&pick, &[("key", "two")]).await.is(303);
    app.passes(TimeDelta::minutes(10));
    nurse.post(&undo, &[]).await.is(409);
    locum::shifts::jobs::tell_units(&app.app)
        .await
        .expect("the job runs");
    locum::shifts::jobs::tell_units(&app.app)
        .await
        .expect("the job runs");
    let letters = app.mail().await;
    assert_eq!(letters.len(), 1, "once");
    assert!(letters[0].text.contains("陳大文"));
    manager
        .get(&format!("/zh/unit/shifts/{shift}"))
        .await
        .says("陳大文")
        .says("5123 4567")
        .hides("RN123456");
}

async fn a_unit_that_expects_a_member_hears_that_they_do_not_come(app: &TestApp) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::Approved).await;
    let told = app.shift(ward, 3, 1, manager.id).await;
    let fresh = app.shift(ward, 5, 1, manager.id).await;
    let pick = |shift: i64| format!("/zh/shifts/{shift}/pick");
    nurse.post(&pick(told), &[("key", "one")]).await.is(303);
    app.passes(TimeDelta::minutes(10));
    locum::shifts::jobs::tell_units(&app.app)
        .await
        .expect("the job runs");
    let to_unit = app.mail().await.remove(0);
    // Of a pick that can still be undone the unit knows nothing, and so hears nothing of its end.
    nurse.post(&pick(fresh), &[("key", "two")]).await.is(303);
    let (reference, _) = app.papers(nurse.application).await;
    let suspend = format!("/zh/office/applications/{reference}/suspend");
    officer
        .post(&suspend, &[("reason", "CANARY")])
        .await
        .is(303);
    assert_eq!(held_and_filled(app).await, (0, 0));
    // The same act again is refused and writes to nobody.
    officer
        .post(&suspend, &[("reason", "CANARY")])
        .await
        .is(409);
    let letters = app.mail().await;
    let (to_units, to_member): (Vec<_>, Vec<_>) = letters
        .into_iter()
        .partition(|letter| letter.to == to_unit.to);
    assert_eq!(to_member.len(), 3, "two places and the suspension");
    assert_eq!(to_units.len(), 1, "once, of the place that it expected");
    let letter = &to_units[0];
    assert!(letter.text.contains("陳大文不會在"), "{}", letter.text);
    assert!(letter.text.contains(&format!("/zh/unit/shifts/{told}")));
    assert!(!letter.text.contains("CANARY"), "why is the member's own");
    // Somebody else may take it, and the unit hears of them as of anybody.
    let other = app.clinician(State::Approved).await;
    other.post(&pick(told), &[("key", "three")]).await.is(303);
    app.passes(TimeDelta::minutes(10));
    locum::shifts::jobs::tell_units(&app.app)
        .await
        .expect("the job runs");
    assert_eq!(app.letter_to(&to_unit.to).await.subject, to_unit.subject);
}

async fn who_is_refused_reads_every_reason_and_what_to_do(app: &TestApp) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    let first = app.clinician(State::Approved).await;
    let second = app.clinician(State::Approved).await;
    let other = app.clinician_as(Category::EnGeneral, State::Approved).await;
    let shift = app.shift(ward, 3, 1, manager.id).await;
    let pick = format!("/zh/shifts/{shift}/pick");
    first.post(&pick, &[("key", "one")]).await.is(303);
    second
        .post(&pick, &[("key", "two")])
        .await
        .is(409)
        .says("名額已滿")
        .says("我可以選的更次");
    other
        .get(&format!("/zh/shifts/{shift}/why"))
        .await
        .is(200)
        .says("這更需要註冊護士（普通科），你的職級是登記護士（普通科）")
        .says("名額已滿");
    // The certificate ends with the year; a shift after it needs the next one.
    let late = app.shift(ward, 400, 1, manager.id).await;
    second
        .get(&format!("/zh/shifts/{late}"))
        .await
        .says("你的執業證明書在2026年12月31日到期");
}

async fn r05_only_members_see_the_board_in_any_form(app: &TestApp) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    let shift = app.shift(ward, 3, 1, manager.id).await;
    app.write(move |conn| {
        diesel::update(shifts::table.find(shift))
            .set(shifts::note.eq("CANARY"))
            .execute(conn)?;
        Ok(())
    })
    .await;
    for state in State::ALL.iter().filter(|state| **state != State::Approved) {
        let person = app.clinician(*state).await;
        person.get("/zh/shifts").await.is(403).hides("CANARY");
        for path in [
            format!("/zh/shifts/{shift}"),
            format!("/zh/shifts/{shift}/why"),
        ] {
            person.get(&path).await.is(404).hides("CANARY");
        }
        person
            .post(&format!("/zh/shifts/{shift}/pick"), &[("key", "one")])
            .await
            .is(403);
    }
    app.visitor()
        .get("/zh/shifts")
        .await
        .is(303)
        .leads_to("/zh/sign-in?next=%2Fzh%2Fshifts");
    assert_eq!(held_and_filled(app).await, (0, 0));
}

async fn the_filter_is_the_address(app: &TestApp) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.shift(ward, 3, 1, manager.id).await;
    let nurse = app.clinician(State::Approved).await;
    nurse
        .get("/zh/shifts?cluster=&band=A")
        .await
        .is(303)
        .leads_to("/zh/shifts?band=A");
    nurse
        .get(&format!("/zh/shifts?cluster={}&can=1", ward.cluster))
        .await
        .is(200)
        .says("1 個更次");
    nurse
        .get(&format!(
            "/zh/shifts?hospital={}&cluster=999",
            ward.hospital
        ))
        .await
        .is(200)
        .says("沒有合適的更次")
        .says("：1");
    nurse
        .get("/zh/shifts?colour=blue")
        .await
        .is(200)
        .says("未能識別");
    nurse
        .get("/zh/shifts?page=18446744073709551615")
        .await
        .is(200)
        .says("1 個更次");
}

async fn a_manager_posts_for_held_units_only_and_past_midnight(app: &TestApp) {
    let ward = app.unit().await;
    let another = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    app.write(|conn| {
        let since = chrono::NaiveDate::from_ymd_opt(2026, 1, 1);
        diesel::insert_into(rates::table)
            .values((
                rates::category.eq(Category::RnGeneral),
                rates::band.eq(Band::N),
                rates::cents_per_hour.eq(32_900_i64),
                rates::currency.eq("HKD"),
                rates::effective_from.eq(since.expect("a date")),
            ))
            .execute(conn)?;
        Ok(())
    })
    .await;
    let (unit, other) = (ward.id.to_string(), another.id.to_string());
    let specialty = ward.specialty.to_string();
    let form = |unit: &'static str, start: &'static str| {
        vec![
            ("unit", unit),
            ("day_year", "2026"),
            ("day_month", "3"),
            ("day_day", "9"),
            ("start", start),
            ("end", "07:00"),
            ("category", "rn_general"),
            ("places", "2"),
        ]
    };
    let (unit, other, specialty): (&'static str, &'static str, &'static str) =
        (unit.leak(), other.leak(), specialty.leak());
    let with = |mut fields: Vec<(&'static str, &'static str)>| {
        fields.push(("specialty", specialty));
        fields
    };
    let path = "/zh/unit/shifts/new";
    manager.get(path).await.is(200).says("發布更次");
    manager
        .post(path, &with(form(other, "21:00")))
        .await
        .is(404);
    manager
        .post(path, &with(form(unit, "9pm")))
        .await
        .is(422)
        .says("輸入時間")
        .says("9pm");
    manager
        .post(path, &with(form(unit, "07:30")))
        .await
        .is(422)
        .says("未設定時薪");
    let posted = manager.post(path, &with(form(unit, "21:00"))).await.is(303);
    manager
        .get(&posted.location)
        .await
        .is(200)
        .says("21:00–翌日 07:00")
        .says("每小時 $329，合共 $3,290");
    manager
        .get("/zh/unit")
        .await
        .is(200)
        .says("未來 14 日未滿額（1）");
    let nurse = app.clinician(State::Approved).await;
    nurse
        .get("/en/shifts")
        .await
        .is(200)
        .says("21:00–07:00 next day");
}

both!(
    r01_a_place_is_held_by_one_person,
    r02_a_member_never_holds_overlapping_places,
    r02_the_database_itself_refuses_an_overlap_and_an_overbooking,
    r03_a_pick_that_is_sent_again_is_the_same_pick,
    a_pick_is_undone_for_ten_minutes_and_then_the_unit_hears,
    a_unit_that_expects_a_member_hears_that_they_do_not_come,
    who_is_refused_reads_every_reason_and_what_to_do,
    r05_only_members_see_the_board_in_any_form,
    the_filter_is_the_address,
    a_manager_posts_for_held_units_only_and_past_midnight,
);
