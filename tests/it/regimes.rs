//! The rules of a hospital's regime at the gate: working time with its article, and what members declare.

use crate::app::TestApp;
use crate::people::Ward;
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::clock::UtcTime;
use locum::db::schema::{audit_events, regime_declarations};
use locum::domain::Role;
use locum::organisation::house_rules::{HouseRules, Limit};
use locum::organisation::settings;
use locum::regime::Regime;
use locum::shifts::picking::{PickError, pick};
use locum::vetting::State;

/// A ward whose hospital follows a regime.
async fn ward(app: &TestApp, regime: Regime, rules: HouseRules) -> (Ward, i64) {
    let ward = app.unit().await;
    let head = app
        .staff(
            Role::Administrator,
            &format!("head{}@hospital.example", ward.id),
        )
        .await;
    settings::save(&app.app, head.id, ward.hospital, regime, rules)
        .await
        .expect("it is set");
    (ward, head.id)
}

/// The start of a day, so many days from the next Monday, at an hour of the hospital's clock.
fn at(app: &TestApp, day: i64, hour: i64) -> UtcTime {
    use chrono::Datelike;
    let today = app.now().day();
    let to_monday = 7 - i64::from(today.weekday().num_days_from_monday());
    let day = locum::clock::add_days(today, to_monday + day);
    let midnight = day.and_hms_opt(0, 0, 0).expect("a time");
    UtcTime::from_local(midnight, locum::clock::SERVICE_ZONE).plus(TimeDelta::hours(hour))
}

async fn codes(app: &TestApp, user: i64, shift: i64) -> Vec<&'static str> {
    match pick(
        &app.app,
        user,
        shift,
        format!("{user} {shift} {}", app.next_number()),
        true,
    )
    .await
    {
        Ok(()) => vec![],
        Err(PickError::Refused(reasons)) => reasons.iter().map(|reason| reason.code()).collect(),
        Err(PickError::Unheeded(reasons)) => panic!("only warnings: {reasons:?}"),
        Err(PickError::App(error)) => panic!("{error}"),
    }
}

async fn a_house_limit_blocks_only_where_the_house_says_so(app: &TestApp) {
    let blocking = HouseRules {
        min_rest: Limit {
            amount: 11 * 60,
            blocks: true,
        },
        ..HouseRules::DEFAULT
    };
    let (strict, by) = ward(app, Regime::Hk, blocking).await;
    let (mild, _) = ward(app, Regime::Hk, HouseRules::DEFAULT).await;
    let nurse = app.clinician(State::Approved).await;
    // Eight hours each: from 07:00, from 22:00, and seven hours of rest between.
    let first = app.shift_at(strict, at(app, 0, 7), 2, by).await;
    let soon = app.shift_at(strict, at(app, 0, 22), 2, by).await;
    let elsewhere = app.shift_at(mild, at(app, 0, 22), 2, by).await;
    assert!(codes(app, nurse.id, first).await.is_empty());
    assert_eq!(codes(app, nurse.id, soon).await, ["rest"]);
    nurse
        .get(&format!("/zh/shifts/{soon}/why"))
        .await
        .is(200)
        .says("與上一更相隔 7 小時，醫院要求 11 小時");
    assert!(codes(app, nurse.id, elsewhere).await.is_empty());
}

async fn r02_macau_refuses_more_than_twelve_hours_in_a_row(app: &TestApp) {
    let (ward, by) = ward(app, Regime::Macau, HouseRules::DEFAULT).await;
    let nurse = app.clinician(State::Approved).await;
    let first = app.shift_at(ward, at(app, 0, 8), 2, by).await;
    let touching = app.shift_at(ward, at(app, 0, 16), 2, by).await;
    // Who declared nothing is asked first.
    assert_eq!(codes(app, nurse.id, first).await, ["undeclared"]);
    nurse
        .get(&format!("/en/shifts/{first}/why"))
        .await
        .says("/en/my-shifts/declarations/macau");
    let path = "/en/my-shifts/declarations/macau";
    nurse
        .get(path)
        .await
        .is(200)
        .says("Are you a nurse of Macau");
    nurse.post(path, &[]).await.is(422).says("Choose an answer");
    nurse
        .post(path, &[("career_nurse", "no"), ("truth", "yes")])
        .await
        .leads_to("/en/shifts");
    assert!(codes(app, nurse.id, first).await.is_empty());
    let refused = codes(app, nurse.id, touching).await;
    assert_eq!(refused, ["consecutive_hours", "shift_change"]);
    nurse
        .get(&format!("/en/shifts/{touching}/why"))
        .await
        .says("more than 12 hours of work in a row")
        .says("art. 22(6)");
    // A career nurse may not practise privately at all.
    nurse
        .post(path, &[("career_nurse", "yes"), ("truth", "yes")])
        .await
        .is(303);
    let later = app.shift_at(ward, at(app, 3, 8), 2, by).await;
    assert_eq!(codes(app, nurse.id, later).await, ["career_nurse"]);
    nurse
        .get(&format!("/zh/shifts/{later}/why"))
        .await
        .says("第二十五條第二款");
    // Nor anywhere else.
    let home = app.unit().await;
    let elsewhere = app.shift_at(home, at(app, 4, 8), 2, by).await;
    assert_eq!(codes(app, nurse.id, elsewhere).await, ["career_nurse"]);
}

async fn lienchiang_counts_its_week_and_keeps_relatives_apart(app: &TestApp) {
    let (ward, by) = ward(app, Regime::Lienchiang, HouseRules::DEFAULT).await;
    let nurse = app.clinician(State::Approved).await;
    let path = "/zh/my-shifts/declarations/lienchiang";
    nurse.get(path).await.is(200);
    nurse.post(path, &[("truth", "yes")]).await.is(303);
    for day in 0..5 {
        let shift = app.shift_at(ward, at(app, day, 8), 1, by).await;
        assert!(codes(app, nurse.id, shift).await.is_empty(), "day {day}");
    }
    let sixth = app.shift_at(ward, at(app, 5, 8), 1, by).await;
    assert_eq!(codes(app, nurse.id, sixth).await, ["weekly_hours"]);
    let next_week = app.shift_at(ward, at(app, 8, 8), 1, by).await;
    let unit = format!("unit_{}", ward.id);
    nurse
        .post(path, &[(unit.as_str(), "first_cousin"), ("truth", "yes")])
        .await
        .is(303);
    nurse
        .post(path, &[(unit.as_str(), "sibling"), ("truth", "yes")])
        .await
        .is(303);
    assert_eq!(codes(app, nurse.id, next_week).await, ["relative"]);
    nurse
        .get(&format!("/zh/shifts/{next_week}/why"))
        .await
        .says("第三點");
    // A unit that was opened afterwards was never asked about.
    let (later, _) = self::ward(app, Regime::Lienchiang, HouseRules::DEFAULT).await;
    let shift = app.shift_at(later, at(app, 9, 8), 1, by).await;
    assert_eq!(codes(app, nurse.id, shift).await, ["undeclared"]);
    nurse.post(path, &[("truth", "yes")]).await.is(303);
    assert!(codes(app, nurse.id, shift).await.is_empty());
}

async fn kaohsiung_asks_for_bars_and_the_main_job_every_year(app: &TestApp) {
    let (ward, by) = ward(app, Regime::Kaohsiung, HouseRules::DEFAULT).await;
    let nurse = app.clinician(State::Approved).await;
    let shift = app.shift_at(ward, at(app, 0, 8), 2, by).await;
    let path = "/zh/my-shifts/declarations/kaohsiung";
    nurse.get(path).await.is(200).says("內亂罪或外患罪");
    for (said, refused) in [
        (vec![("main_job", "monthly")], vec!["second_job"]),
        (
            vec![("main_job", "none"), ("corruption", "yes")],
            vec!["barred"],
        ),
        (vec![("main_job", "monthly"), ("consent", "yes")], vec![]),
    ] {
        let mut form = said.clone();
        form.push(("truth", "yes"));
        nurse.post(path, &form).await.is(303);
        assert_eq!(codes(app, nurse.id, shift).await, refused, "{said:?}");
    }
    // Only what follows is kept, and the record says that it was declared, not what.
    let kept: Vec<(String, String)> = app
        .read(|conn| {
            regime_declarations::table
                .select((regime_declarations::outcome, regime_declarations::units))
                .load(conn)
        })
        .await;
    assert_eq!(kept, [("clear".to_owned(), String::new())]);
    let told: Vec<String> = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::action.eq("member.declared"))
                .select(audit_events::detail)
                .load(conn)
        })
        .await;
    assert_eq!(told.len(), 3);
    assert!(
        told.iter()
            .all(|detail| detail == "{\"regime\":\"kaohsiung\"}"),
        "{told:?}"
    );
    nurse
        .get("/zh/my-shifts/declarations/taitung")
        .await
        .is(404);
    // A year later it is asked again.
    app.passes(TimeDelta::days(366));
    let later = app.shift_at(ward, at(app, 0, 8), 2, by).await;
    assert!(codes(app, nurse.id, later).await.contains(&"undeclared"));
    app.ignores_mail();
}

both!(
    a_house_limit_blocks_only_where_the_house_says_so,
    r02_macau_refuses_more_than_twelve_hours_in_a_row,
    lienchiang_counts_its_week_and_keeps_relatives_apart,
    kaohsiung_asks_for_bars_and_the_main_job_every_year,
);
