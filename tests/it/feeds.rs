//! The calendar feed, single events, and hours.

use crate::app::TestApp;
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::{applications, calendar_feeds, main_job};
use locum::vetting::State;

async fn a_feed_has_an_address_of_its_own_that_can_be_changed(app: &TestApp) {
    app.ignores_mail();
    let ward = app.unit().await;
    let nurse = app.clinician(State::Approved).await;
    // Three days from now at 21:00 in Hong Kong until 05:00 of the next day.
    let day = locum::clock::add_days(app.now().day(), 3);
    let start = day.and_hms_opt(21, 0, 0).expect("a time");
    let start = locum::clock::UtcTime::from_local(start, locum::clock::SERVICE_ZONE);
    let shift = app.shift_at(ward, start, 1, nurse.id).await;
    nurse
        .post(&format!("/zh/shifts/{shift}/pick"), &[("key", "one")])
        .await
        .is(303);
    let page = "/zh/my-shifts/calendar";
    nurse.get(page).await.is(200).says("未有訂閱地址");
    nurse
        .post(page, &[("act", "renew"), ("level", "full")])
        .await
        .is(303);
    let address = |body: &str| {
        let from = body.find("/calendar/").expect("an address");
        body[from..]
            .chars()
            .take_while(|c| *c != '<')
            .collect::<String>()
    };
    let first = address(
        &nurse
            .get(page)
            .await
            .body
            .replace("/my-shifts/calendar", ""),
    );
    let stored: String = app
        .read(|conn| {
            calendar_feeds::table
                .select(calendar_feeds::token_hash)
                .first(conn)
        })
        .await;
    assert!(!first.contains(&stored), "only a hash is kept (R14)");
    // No session: calendars do not sign in. 21:00 in Hong Kong is 13:00 in UTC.
    let calendar = app.visitor().get(&first).await.is(200);
    assert!(calendar.header("content-type").starts_with("text/calendar"));
    calendar
        .says("DTSTART:20260305T130000Z")
        .says("DTEND:20260305T210000Z")
        .says("BEGIN:VEVENT")
        .says("+852 2123 4567");
    nurse
        .get(&format!("/zh/my-shifts/{shift}/event.ics"))
        .await
        .is(200)
        .says("DTSTART:20260305T130000Z");
    nurse
        .post(page, &[("act", "renew"), ("level", "busy")])
        .await
        .is(303);
    app.visitor().get(&first).await.is(410);
    let second = address(
        &nurse
            .get(page)
            .await
            .body
            .replace("/my-shifts/calendar", ""),
    );
    app.visitor()
        .get(&second)
        .await
        .is(200)
        .says("有更次")
        .hides("+852 2123 4567");
    // Who is no member any more has no feed (R05).
    let application = nurse.application;
    app.write(move |conn| {
        diesel::update(applications::table.find(application))
            .set(applications::state.eq(State::Suspended))
            .execute(conn)
    })
    .await;
    app.visitor().get(&second).await.is(410).hides("VEVENT");
}

async fn hours_are_counted_across_hospitals_and_the_main_job(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.clinician(State::Approved).await;
    nurse
        .get("/zh/my-shifts/hours")
        .await
        .is(200)
        .says("0／68 小時")
        .says("未計入連續性合約");
    // Two shifts of eight hours this week in two hospitals: sixteen; the third makes it count.
    for day in [1, 2, 3] {
        let ward = app.unit().await;
        let shift = app.shift(ward, day, 1, nurse.id).await;
        let key = format!("key {day}");
        nurse
            .post(
                &format!("/zh/shifts/{shift}/pick"),
                &[("key", key.as_str())],
            )
            .await
            .is(303);
        let page = nurse.get("/zh/my-shifts/hours").await.is(200);
        if day < 3 {
            page.says("未計入連續性合約");
        } else {
            page.says("24／68 小時").says("本星期計入連續性合約");
        }
    }
    let (user, from) = (nurse.id, app.now().plus(TimeDelta::days(4)));
    app.write(move |conn| {
        diesel::insert_into(main_job::table)
            .values((
                main_job::user_id.eq(user),
                main_job::starts_at.eq(from),
                main_job::ends_at.eq(from.plus(TimeDelta::minutes(450))),
            ))
            .execute(conn)
    })
    .await;
    nurse
        .get("/en/my-shifts/hours")
        .await
        .says("31.5")
        .says("24 of 68 hours");
}

async fn a_month_shows_what_one_works_and_the_limits_stand_beside_the_hours(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.clinician(State::Approved).await;
    let month = "/en/my-shifts/month?from=2026-03-01";
    nurse
        .get(month)
        .await
        .is(200)
        .says("March 2026")
        .says("You work on no day of this month.");
    nurse.get("/en/my-shifts/hours").await.hides("Limits where");
    let ward = app.unit().await;
    let shift = app.shift(ward, 2, 1, nurse.id).await;
    nurse
        .post(&format!("/en/shifts/{shift}/pick"), &[("key", "one")])
        .await
        .is(303);
    let (user, from) = (nurse.id, app.now().plus(TimeDelta::days(40)));
    app.write(move |conn| {
        diesel::insert_into(main_job::table)
            .values((
                main_job::user_id.eq(user),
                main_job::starts_at.eq(from),
                main_job::ends_at.eq(from.plus(TimeDelta::hours(8))),
            ))
            .execute(conn)
    })
    .await;
    nurse
        .get(month)
        .await
        .is(200)
        .says(&format!("/en/shifts/{shift}"))
        .hides("Main job")
        .hides("You work on no day");
    // The link leads to the next month, and that is where the main job is.
    nurse
        .get("/en/my-shifts/month?from=2026-04-01")
        .await
        .says("Main job")
        .hides(&format!("/en/shifts/{shift}"));
    nurse
        .get("/en/my-shifts/hours")
        .await
        .says("Limits where you work")
        .says("/en/rules/hk");
}

both!(
    a_feed_has_an_address_of_its_own_that_can_be_changed,
    hours_are_counted_across_hospitals_and_the_main_job,
    a_month_shows_what_one_works_and_the_limits_stand_beside_the_hours,
);
