//! The members' board: one list by date in pages that lose nothing, a week, a month, and filters with counts.

use crate::app::TestApp;
use crate::people::{Person, Ward};
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::shifts;
use locum::domain::Role;
use locum::vetting::State;
use std::collections::BTreeSet;

both! {
    every_shift_is_on_exactly_one_page_also_when_others_come_and_go,
    the_way_back_leads_over_the_same_pages,
    a_choice_says_how_many_shifts_it_would_show,
    only_units_that_one_knows_and_pay_from_an_amount,
    a_week_shows_what_is_open_beside_what_one_works,
    a_month_counts_each_day_and_leads_to_it,
    an_empty_board_says_what_to_do_next,
}

async fn manager(app: &TestApp) -> i64 {
    let email = format!("manager{}@hospital.example", app.next_number());
    app.staff(Role::UnitManager, &email).await.id
}

/// The shifts of a page, in its order.
fn listed(page: &str) -> Vec<i64> {
    page.split("id=\"shift-")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect()
}

/// Where the link to the next or the previous page leads.
fn link(page: &str, rel: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("rel=\"{rel}\" href=\""))?;
    Some(rest.split('"').next().unwrap().replace("&#38;", "&"))
}

/// Seventy shifts of one ward, three a day.
async fn many(app: &TestApp, ward: Ward, by: i64) -> Vec<i64> {
    let mut made = Vec::new();
    for number in 0..70 {
        let start = app.now().plus(TimeDelta::hours(30 + 8 * number));
        made.push(app.shift_at(ward, start, 2, by).await);
    }
    made
}

async fn every_shift_is_on_exactly_one_page_also_when_others_come_and_go(app: &TestApp) {
    let (ward, by) = (app.unit().await, manager(app).await);
    let made = many(app, ward, by).await;
    let nurse = app.clinician(State::Approved).await;
    let mut seen = Vec::new();
    let mut path = "/en/shifts".to_owned();
    for page in 0.. {
        let html = nurse.get(&path).await.is(200).body;
        seen.extend(listed(&html));
        // While somebody reads, a shift before the place is posted and the last one read is called off.
        if page == 0 {
            let start = app.now().plus(TimeDelta::hours(26));
            app.shift_at(ward, start, 1, by).await;
            let gone = *seen.last().unwrap();
            app.write(move |conn| {
                diesel::update(shifts::table.find(gone))
                    .set(shifts::state.eq("cancelled"))
                    .execute(conn)
            })
            .await;
        }
        match link(&html, "next") {
            Some(next) => path = next,
            None => break,
        }
    }
    assert_eq!(seen, made);
}

async fn the_way_back_leads_over_the_same_pages(app: &TestApp) {
    let (ward, by) = (app.unit().await, manager(app).await);
    let made = many(app, ward, by).await;
    let nurse = app.clinician(State::Approved).await;
    let first = nurse.get("/en/shifts?band=A&band=P&band=N").await.body;
    assert!(link(&first, "prev").is_none());
    let second = nurse.get(&link(&first, "next").unwrap()).await.body;
    let third = nurse.get(&link(&second, "next").unwrap()).await.body;
    assert_eq!(listed(&third), made[60..]);
    assert!(link(&third, "next").is_none());
    let back = nurse.get(&link(&third, "prev").unwrap()).await.body;
    assert_eq!(listed(&back), listed(&second));
    let start = nurse.get(&link(&back, "prev").unwrap()).await.body;
    assert_eq!(listed(&start), listed(&first));
    assert!(link(&start, "prev").is_none());
    // Only what one can take, in pages too.
    let can = nurse.get("/en/shifts?can=1").await.body;
    let next = nurse.get(&link(&can, "next").unwrap()).await.body;
    assert_eq!(listed(&next).first(), made.get(30));
}

async fn a_choice_says_how_many_shifts_it_would_show(app: &TestApp) {
    let (first, second, by) = (app.unit().await, app.unit().await, manager(app).await);
    for (ward, days) in [(first, 1), (first, 2), (second, 3)] {
        app.shift(ward, days, 1, by).await;
    }
    let nurse = app.clinician(State::Approved).await;
    let count = |page: &str, row: i64, of: &str| {
        let select = page.split(&format!("name=\"{of}\"")).nth(1).unwrap();
        let select = select.split("</select>").next().unwrap();
        let (_, rest) = select.split_once(&format!("value=\"{row}\"")).unwrap();
        let words = rest.split("</option>").next().unwrap();
        words
            .rsplit_once('(')
            .unwrap()
            .1
            .trim_end_matches(')')
            .to_owned()
    };
    let page = nurse.get("/en/shifts").await.is(200).says("3 shifts").body;
    assert_eq!(count(&page, first.hospital, "hospital"), "2");
    assert_eq!(count(&page, second.hospital, "hospital"), "1");
    assert!(!page.contains("name=\"unit\""));
    // A choice counts what the other conditions leave, not what it chooses itself.
    let page = nurse
        .get(&format!("/en/shifts?hospital={}", first.hospital))
        .await
        .says("2 shifts")
        .body;
    assert_eq!(count(&page, second.hospital, "hospital"), "1");
    assert_eq!(count(&page, first.id, "unit"), "2");
    nurse
        .get(&format!("/en/shifts?unit={}", second.id))
        .await
        .is(200)
        .says("One shift");
}

async fn only_units_that_one_knows_and_pay_from_an_amount(app: &TestApp) {
    let (known, new, by) = (app.unit().await, app.unit().await, manager(app).await);
    let mine = app.shift(known, 2, 1, by).await;
    let again = app.shift(known, 5, 1, by).await;
    let dear = app.shift(new, 6, 1, by).await;
    app.write(move |conn| {
        diesel::update(shifts::table.find(dear))
            .set(shifts::cents_per_hour.eq(90_000_i64))
            .execute(conn)
    })
    .await;
    let nurse = app.clinician(State::Approved).await;
    nurse
        .get("/en/shifts?mine=1")
        .await
        .is(200)
        .says("No shift fits");
    nurse
        .post(&format!("/en/shifts/{mine}/pick"), &[("key", "one")])
        .await
        .is(303);
    let page = nurse.get("/en/shifts?mine=1").await.is(200);
    assert_eq!(listed(&page.body), [mine, again]);
    let page = nurse.get("/en/shifts?pay=900").await.is(200);
    assert_eq!(listed(&page.body), [dear]);
    page.says("From $900 an hour");
    nurse.get("/en/shifts?pay=much").await.says("left out");
}

async fn picks(nurse: &Person<'_>, shift: i64) {
    let key = format!("{shift}");
    nurse
        .post(&format!("/en/shifts/{shift}/pick"), &[("key", &key)])
        .await
        .is(303);
}

async fn a_week_shows_what_is_open_beside_what_one_works(app: &TestApp) {
    use chrono::Datelike;
    let (ward, by) = (app.unit().await, manager(app).await);
    let today = app.now().day();
    let to_monday = 7 - i64::from(today.weekday().num_days_from_monday());
    let own = app.shift(ward, to_monday, 1, by).await;
    let open = app.shift(ward, to_monday + 2, 1, by).await;
    let later = app.shift(ward, to_monday + 9, 1, by).await;
    let nurse = app.clinician(State::Approved).await;
    picks(&nurse, own).await;
    let monday = locum::clock::add_days(today, to_monday);
    let path = format!("/en/shifts?from={monday}&view=week");
    let page = nurse.get(&path).await.is(200).says("You work").body;
    let shown: BTreeSet<i64> = [own, open, later]
        .into_iter()
        .filter(|shift| page.contains(&format!("/en/shifts/{shift}\"")))
        .collect();
    assert_eq!(shown, BTreeSet::from([own, open]));
    let next = locum::clock::add_days(monday, 7);
    assert!(
        page.contains(&format!("from={next}&#38;view=week")),
        "{page}"
    );
    nurse
        .get(&format!("/en/shifts?from={next}&view=week"))
        .await
        .says("Nothing open")
        .says("one place left");
}

async fn a_month_counts_each_day_and_leads_to_it(app: &TestApp) {
    let (ward, by) = (app.unit().await, manager(app).await);
    let day = locum::clock::add_days(app.now().day(), 3);
    for _ in 0..2 {
        app.shift(ward, 3, 1, by).await;
    }
    let nurse = app.clinician(State::Approved).await;
    let path = format!("/en/shifts?from={day}&view=month");
    nurse
        .get(&path)
        .await
        .is(200)
        .says("2 shifts")
        .says(&format!("from={day}&#38;to={day}"));
    nurse
        .get(&format!("/en/shifts?from={day}&to={day}"))
        .await
        .says("2 shifts");
}

async fn an_empty_board_says_what_to_do_next(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    for view in ["", "?view=week", "?view=month", "?can=1"] {
        nurse.get(&format!("/zh/shifts{view}")).await.is(200);
    }
    nurse
        .get("/en/shifts")
        .await
        .says("No shift fits")
        .says("Come back later");
}
