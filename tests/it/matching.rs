//! The matching desk: what lacks somebody, who fits, and asking them. They pick themselves.

use crate::app::TestApp;
use crate::pay::place;
use crate::people::{Person, Ward};
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::{audit_events, main_job, shifts, users};
use locum::domain::{Category, Role};
use locum::vetting::State;

const DESK: &str = "/en/office/matching";

struct Scene<'a> {
    ward: Ward,
    manager: Person<'a>,
    officer: Person<'a>,
}

async fn scene(app: &TestApp) -> Scene<'_> {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    Scene {
        ward,
        manager,
        officer: app.staff(Role::Officer, "first@office.example").await,
    }
}

async fn reference(app: &TestApp, person: &Person<'_>) -> String {
    app.papers(person.application).await.0
}

/// Whether texts stand on a page in this order.
fn in_order(body: &str, texts: &[&str]) -> bool {
    let found: Vec<Option<usize>> = texts.iter().map(|text| body.find(text)).collect();
    found.iter().all(Option::is_some) && found.is_sorted()
}

async fn what_lacks_somebody_is_listed_by_urgency(app: &TestApp) {
    let scene = scene(app).await;
    scene
        .officer
        .get(DESK)
        .await
        .is(200)
        .says("Nothing lacks anybody");
    let late = app.shift(scene.ward, 5, 2, scene.manager.id).await;
    let soon = app.shift(scene.ward, 1, 1, scene.manager.id).await;
    let full = app.shift(scene.ward, 2, 1, scene.manager.id).await;
    let far = app.shift(scene.ward, 20, 1, scene.manager.id).await;
    let worked = app.shift(scene.ward, -3, 2, scene.manager.id).await;
    let nurse = app.clinician(State::Approved).await;
    place(app, nurse.id, full).await;
    place(app, nurse.id, worked).await;
    app.write(move |conn| {
        diesel::update(shifts::table.find(late))
            .set(shifts::category.eq(Category::EnGeneral))
            .execute(conn)
    })
    .await;
    let path = |shift: i64| format!("{DESK}/{shift}\"");
    let page = scene.officer.get(DESK).await.is(200);
    let page = page.says("2 shifts lack 3 people").says("2 of 2 free");
    assert!(in_order(&page.body, &[&path(soon), &path(late)]));
    page.says("16 hours").hides(&path(full)).hides(&path(far));
    scene
        .officer
        .get(&format!("{DESK}?days=28&category=rn_general"))
        .await
        .says("2 shifts lack 2 people")
        .says(&path(far))
        .hides(&path(late))
        // One of two places last week, and one of two of this one: Thursday's shift counts for another.
        .says("50%");
    scene
        .officer
        .get(&format!("{DESK}?hospital=0"))
        .await
        .says("Nothing lacks anybody");
    scene
        .officer
        .get("/zh/office/matching")
        .await
        .says("2 更共欠 3 人");
}

async fn members_are_ranked_with_reasons_and_asked_and_pick_themselves(app: &TestApp) {
    let scene = scene(app).await;
    let shift = app.shift(scene.ward, 4, 3, scene.manager.id).await;
    let (fresh, known, busy) = (
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
    );
    let other = app.clinician_as(Category::EnGeneral, State::Approved).await;
    let suspended = app.clinician(State::Suspended).await;
    let before = app.shift(scene.ward, -2, 1, scene.manager.id).await;
    place(app, known.id, before).await;
    let elsewhere = app.shift(app.unit().await, 4, 1, scene.manager.id).await;
    place(app, busy.id, elsewhere).await;
    let (a, b, c) = (
        reference(app, &known).await,
        reference(app, &fresh).await,
        reference(app, &busy).await,
    );
    let path = format!("{DESK}/{shift}");
    let page = scene.officer.get(&path).await.is(200);
    let page = page
        .says("The first 3 of 3 members")
        .says("Has worked in the unit once")
        .says("It overlaps with a shift on")
        .hides(&reference(app, &other).await)
        .hides(&reference(app, &suspended).await);
    assert!(in_order(&page.body, &[&a, &b, &c]), "{}", page.body);
    scene
        .officer
        .post(&path, &[])
        .await
        .is(422)
        .says("Choose at least one member");
    let (known_id, fresh_id, busy_id) = (
        known.id.to_string(),
        fresh.id.to_string(),
        busy.id.to_string(),
    );
    let all = [
        ("member", known_id.as_str()),
        ("member", &fresh_id),
        ("member", &busy_id),
    ];
    let done = format!("{path}?done=2&of=3");
    scene.officer.post(&path, &all).await.leads_to(&done);
    let letters = app.mail().await;
    let mut to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, [fresh.email.as_str(), &known.email]);
    assert!(letters[0].text.contains(&format!("/shifts/{shift}")));
    scene
        .officer
        .get(&done)
        .await
        .says("2 of 3 were asked")
        .says("Asked (2)")
        .says("No answer yet");
    // Once a member and shift.
    let again = [("member", known_id.as_str())];
    let nobody = format!("{path}?done=0&of=1");
    scene.officer.post(&path, &again).await.leads_to(&nobody);
    // It is a question: one picks, one does not, and nobody was booked before.
    let page = format!("/en/shifts/{shift}");
    known
        .get(&page)
        .await
        .says("The office asks whether you can");
    busy.get(&page).await.hides("The office asks");
    known
        .post(&format!("{page}/pick"), &[("key", "one")])
        .await
        .is(303);
    fresh
        .post(&format!("{page}/decline"), &[])
        .await
        .leads_to(&page);
    fresh.post(&format!("{page}/decline"), &[]).await.is(409);
    known.post(&format!("{page}/decline"), &[]).await.is(409);
    busy.post(&format!("{page}/decline"), &[]).await.is(409);
    fresh.get(&page).await.says("Nobody asks you again");
    scene
        .officer
        .get(&path)
        .await
        .says("Picked it")
        .says("Not this time")
        .says("The first 2 of 2 members");
    let again = [("member", fresh_id.as_str())];
    scene.officer.post(&path, &again).await.leads_to(&nobody);
    let acts: Vec<String> = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::action.like("shift.invit%"))
                .order(audit_events::id)
                .select(audit_events::action)
                .load(conn)
        })
        .await;
    let declined = "shift.invitation_declined";
    assert_eq!(acts, ["shift.invited", "shift.invited", declined]);
}

async fn a_member_is_asked_three_times_a_day_and_no_more(app: &TestApp) {
    let scene = scene(app).await;
    let nurse = app.clinician(State::Approved).await;
    app.ignores_mail();
    let id = nurse.id.to_string();
    for (day, asked) in [(2, 1), (3, 1), (4, 1), (5, 0)] {
        let shift = app.shift(scene.ward, day, 1, scene.manager.id).await;
        let path = format!("{DESK}/{shift}");
        let done = format!("{path}?done={asked}&of=1");
        scene
            .officer
            .post(&path, &[("member", &id)])
            .await
            .leads_to(&done);
        if asked == 0 {
            scene
                .officer
                .get(&path)
                .await
                .says("Was asked 3 times today");
            app.passes(TimeDelta::days(1));
            let officer = app.signs_in("first@office.example").await;
            officer
                .post(&path, &[("member", &id)])
                .await
                .leads_to(&format!("{path}?done=1&of=1"));
        }
    }
}

async fn r08_r10_who_withdrew_and_who_is_the_same_human_neither_sees_nor_asks(app: &TestApp) {
    let scene = scene(app).await;
    let shift = app.shift(scene.ward, 4, 2, scene.manager.id).await;
    let (relative, own) = (
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
    );
    let (first, second) = (reference(app, &relative).await, reference(app, &own).await);
    scene
        .officer
        .post(
            &format!("/en/office/applications/{first}/declare"),
            &[("relation", "spouse")],
        )
        .await
        .is(303);
    let officer = scene.officer.id;
    let owner = own.id;
    app.write(move |conn| {
        diesel::update(users::table.find(owner))
            .set(users::mobile.eq("+852 6999 0000"))
            .execute(conn)?;
        diesel::update(users::table.find(officer))
            .set(users::mobile.eq("69990000"))
            .execute(conn)
    })
    .await;
    let path = format!("{DESK}/{shift}");
    scene
        .officer
        .get(&path)
        .await
        .is(200)
        .hides(&first)
        .hides(&second);
    let (one, two) = (relative.id.to_string(), own.id.to_string());
    scene
        .officer
        .post(&path, &[("member", &one), ("member", &two)])
        .await
        .leads_to(&format!("{path}?done=0&of=2"));
    let colleague = app.staff(Role::Officer, "second@office.example").await;
    colleague.get(&path).await.says(&first).says(&second);
    colleague
        .post(&path, &[("member", &one)])
        .await
        .leads_to(&format!("{path}?done=1&of=1"));
    app.letter_to(&relative.email).await;
    // Nor does who withdrew read who was asked.
    scene.officer.get(&path).await.hides(&first);
}

async fn what_members_keep_to_themselves_is_asked_and_not_told(app: &TestApp) {
    let scene = scene(app).await;
    let shift = app.shift(scene.ward, 4, 2, scene.manager.id).await;
    let (works, related) = (
        app.clinician(State::Approved).await,
        app.clinician(State::Approved).await,
    );
    let (user, now) = (works.id, app.now());
    app.write(move |conn| {
        diesel::insert_into(main_job::table)
            .values((
                main_job::user_id.eq(user),
                main_job::starts_at.eq(now.plus(TimeDelta::hours(80))),
                main_job::ends_at.eq(now.plus(TimeDelta::hours(96))),
            ))
            .execute(conn)
    })
    .await;
    let unit = scene.ward.id.to_string();
    related
        .post(
            "/en/my-shifts/relatives",
            &[("unit", &unit), ("relation", "spouse")],
        )
        .await
        .is(303);
    let path = format!("{DESK}/{shift}");
    let page = scene.officer.get(&path).await.is(200);
    let told = page
        .body
        .matches("shown to nobody, stands against it")
        .count();
    assert_eq!(told, 2, "{}", page.body);
    page.hides("main job").hides("heads");
    let ids = [works.id.to_string(), related.id.to_string()];
    scene
        .officer
        .post(&path, &[("member", &ids[0]), ("member", &ids[1])])
        .await
        .leads_to(&format!("{path}?done=0&of=2"));
}

both!(
    what_lacks_somebody_is_listed_by_urgency,
    members_are_ranked_with_reasons_and_asked_and_pick_themselves,
    a_member_is_asked_three_times_a_day_and_no_more,
    r08_r10_who_withdrew_and_who_is_the_same_human_neither_sees_nor_asks,
    what_members_keep_to_themselves_is_asked_and_not_told,
);
