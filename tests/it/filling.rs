//! How a unit fills a shift beyond posting it: people whom it prefers first, and another category for what
//! stays free.

use crate::app::TestApp;
use crate::pay::place;
use crate::people::{Person, Ward};
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use locum::db::schema::{audit_events, preferred_members, rates, shift_fallbacks, shifts};
use locum::domain::{Band, Category, Role};
use locum::shifts::fallback;
use locum::vetting::State;

async fn ward_of(app: &TestApp) -> (Ward, Person<'_>) {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    (ward, manager)
}

async fn set_rate(app: &TestApp, category: Category, cents: i64) {
    app.write(move |conn| {
        diesel::insert_into(rates::table)
            .values((
                rates::category.eq(category),
                rates::band.eq(Band::A),
                rates::currency.eq("HKD"),
                rates::cents_per_hour.eq(cents),
                rates::effective_from.eq(NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date")),
            ))
            .execute(conn)
    })
    .await;
}

/// A morning on 12 March, and whatever else.
fn morning<'a>(
    unit: &'a str,
    specialty: &'a str,
    other: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("unit", unit),
        ("day_year", "2026"),
        ("day_month", "3"),
        ("day_day", "12"),
        ("start", "07:00"),
        ("end", "15:00"),
        ("category", "rn_general"),
        ("specialty", specialty),
        ("places", "3"),
    ];
    fields.extend_from_slice(other);
    fields
}

/// The shift that was posted last: category, places, pay, until when it is for preferred people.
async fn last(app: &TestApp) -> (i64, Category, i32, i64) {
    app.read(|conn| {
        shifts::table
            .order(shifts::id.desc())
            .select((
                shifts::id,
                shifts::category,
                shifts::places,
                shifts::cents_per_hour,
            ))
            .first(conn)
    })
    .await
}

async fn whom_a_unit_prefers_picks_first_and_the_others_read_when_it_opens(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    set_rate(app, Category::RnGeneral, 31_000).await;
    let (known, fresh) = (
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
    );
    let list = format!("/en/unit/wards/{}/preferred", ward.id);
    let post = "/en/unit/shifts/new";
    let (unit, specialty) = (ward.id.to_string(), ward.specialty.to_string());
    let first = morning(&unit, &specialty, &[("first_hours", "48")]);
    // Whoever has not worked there cannot be on the list, and a first choice for nobody is none.
    let stranger = fresh.id.to_string();
    manager
        .get(&list)
        .await
        .is(200)
        .says("Nobody is on the list");
    manager
        .post(&list, &[("member", &stranger)])
        .await
        .is(422)
        .says("Choose one of the members");
    manager
        .post(post, &first)
        .await
        .is(422)
        .says("First put somebody who has worked here on the list");
    let before = app.shift(ward, -2, 1, manager.id).await;
    place(app, known.id, before).await;
    let member = known.id.to_string();
    manager
        .post(&list, &[("member", &member), ("act", "add")])
        .await
        .leads_to(&list);
    manager.get(&list).await.says("One person is on the list");
    manager.post(post, &first).await.is(303);
    let (shift, ..) = last(app).await;
    manager
        .get(&format!("/en/unit/shifts/{shift}"))
        .await
        .says("Preferred people first");
    let page = format!("/en/shifts/{shift}");
    fresh
        .get(&page)
        .await
        .says("lets people who have worked there pick first")
        .says("4 March");
    fresh.get("/en/shifts?can=1").await.hides(&page);
    let pick = format!("{page}/pick");
    fresh.post(&pick, &[("key", "early")]).await.is(409);
    known.post(&pick, &[("key", "first")]).await.is(303);
    app.passes(TimeDelta::hours(48));
    let fresh_again = app.signs_in(&fresh.email).await;
    fresh_again.get("/en/shifts?can=1").await.says(&page);
    fresh_again.post(&pick, &[("key", "later")]).await.is(303);
    let manager_again = app.signs_in(&manager.email).await;
    manager_again
        .post(&list, &[("member", &member), ("act", "remove")])
        .await
        .leads_to(&list);
    let left: i64 = app
        .read(|conn| preferred_members::table.count().get_result(conn))
        .await;
    assert_eq!(left, 0);
    let acts: Vec<String> = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::action.like("unit.preferred%"))
                .order(audit_events::id)
                .select(audit_events::action)
                .load(conn)
        })
        .await;
    assert_eq!(acts, ["unit.preferred", "unit.preferred_ended"]);
}

async fn what_stays_free_goes_to_the_fallback_and_who_has_picked_keeps_theirs(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    set_rate(app, Category::RnGeneral, 31_000).await;
    let registered = app.clinician(State::Approved).await;
    let enrolled = app.clinician_as(Category::EnGeneral, State::Approved).await;
    let (unit, specialty) = (ward.id.to_string(), ward.specialty.to_string());
    let post = "/en/unit/shifts/new";
    let with = |other: &[(&'static str, &'static str)]| morning(&unit, &specialty, other);
    let faults = [
        (
            vec![("otherwise", "rn_general"), ("otherwise_days", "3")],
            "another category of the same profession",
        ),
        (
            vec![("otherwise", "doctor_specialist"), ("otherwise_days", "3")],
            "another category of the same profession",
        ),
        (vec![("otherwise", "en_general")], "Enter days or hours"),
        (
            vec![("otherwise", "en_general"), ("otherwise_days", "40")],
            "Enter days or hours",
        ),
        (
            vec![("otherwise", "en_general"), ("otherwise_days", "3")],
            "has no rate on that day",
        ),
    ];
    for (fields, says) in faults {
        manager.post(post, &with(&fields)).await.is(422).says(says);
    }
    set_rate(app, Category::EnGeneral, 25_000).await;
    let fallback = with(&[("otherwise", "en_general"), ("otherwise_days", "3")]);
    manager.post(post, &fallback).await.is(303);
    let (shift, ..) = last(app).await;
    manager
        .get(&format!("/en/unit/shifts/{shift}"))
        .await
        .says("What is free on 5 March");
    let pick = format!("/en/shifts/{shift}/pick");
    registered.post(&pick, &[("key", "one")]).await.is(303);
    enrolled.post(&pick, &[("key", "two")]).await.is(409);
    assert_eq!(fallback::run(&app.app).await.expect("the job runs"), 0);
    app.passes(TimeDelta::days(3));
    assert_eq!(fallback::run(&app.app).await.expect("the job runs"), 1);
    assert_eq!(fallback::run(&app.app).await.expect("the job runs"), 0);
    let letter = app.mail().await.pop().expect("the unit hears");
    assert!(letter.text.contains("2 個名額"), "{}", letter.text);
    let (new, category, places, cents) = last(app).await;
    assert_eq!((category, places, cents), (Category::EnGeneral, 2, 25_000));
    let kept: (i32, i32, String) = app
        .read(move |conn| {
            shifts::table
                .find(shift)
                .select((shifts::places, shifts::filled, shifts::state))
                .first(conn)
        })
        .await;
    assert_eq!(kept, (1, 1, "open".to_owned()));
    // The board of the other category has it, and who picked keeps theirs.
    let registered = app.signs_in(&registered.email).await;
    let enrolled = app.signs_in(&enrolled.email).await;
    registered
        .get("/en/my-shifts")
        .await
        .says(&format!("/shifts/{shift}"));
    enrolled
        .get("/en/shifts")
        .await
        .says(&format!("/shifts/{new}"));
    enrolled
        .post(&format!("/en/shifts/{new}/pick"), &[("key", "three")])
        .await
        .is(303);
    let manager = app.signs_in(&manager.email).await;
    manager
        .get(&format!("/en/unit/shifts/{shift}"))
        .await
        .says("See the new shift");
}

async fn a_shift_that_nobody_picked_goes_whole(app: &TestApp) {
    let (ward, manager) = ward_of(app).await;
    set_rate(app, Category::EnGeneral, 25_000).await;
    let shift = app.shift(ward, 5, 2, manager.id).await;
    let now = app.now();
    app.write(move |conn| {
        diesel::insert_into(shift_fallbacks::table)
            .values((
                shift_fallbacks::shift_id.eq(shift),
                shift_fallbacks::category.eq(Category::EnGeneral),
                shift_fallbacks::applies_at.eq(now),
            ))
            .execute(conn)
    })
    .await;
    assert_eq!(fallback::run(&app.app).await.expect("the job runs"), 1);
    let state: String = app
        .read(move |conn| shifts::table.find(shift).select(shifts::state).first(conn))
        .await;
    assert_eq!(state, "cancelled");
    let (_, category, places, _) = last(app).await;
    assert_eq!((category, places), (Category::EnGeneral, 2));
    manager
        .get(&format!("/zh/unit/shifts/{shift}"))
        .await
        .says("餘額已移給");
    assert_eq!(app.mail().await.len(), 1);
}

both!(
    whom_a_unit_prefers_picks_first_and_the_others_read_when_it_opens,
    what_stays_free_goes_to_the_fallback_and_who_has_picked_keeps_theirs,
    a_shift_that_nobody_picked_goes_whole,
);
