//! The gate beyond category, certificate and overlap: what units, hospitals and members themselves say;
//! and that the screen and the rule never disagree.

use crate::app::TestApp;
use crate::people::{Person, Ward};
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use locum::credentials::Slot;
use locum::db::schema::{
    bookings, documents, house_rules, main_job, pick_rules, relatives, shifts, unit_blocks,
    unit_requirements,
};
use locum::domain::Role;
use locum::shifts::board::{Drawn, board};
use locum::shifts::picking::{PickError, pick, undo};
use locum::shifts::reason::Reason;
use locum::shifts::service::detail;
use locum::shifts::{refusals, waiting};
use locum::vetting::State;
use locum::vetting::declarations::Relation;

/// Sets a rule of a hospital: rest and week are its house rules, in hours.
pub async fn house_rule(app: &TestApp, ward: Ward, rule: &'static str, amount: i32, blocks: bool) {
    app.write(move |conn| {
        let least = match rule {
            "rest" => (amount * 60, blocks, 168 * 60, false),
            "week_hours" => (0, false, amount * 60, blocks),
            _ => {
                return diesel::insert_into(pick_rules::table)
                    .values((
                        pick_rules::hospital_id.eq(ward.hospital),
                        pick_rules::rule.eq(rule),
                        pick_rules::amount.eq(amount),
                        pick_rules::blocks.eq(blocks),
                    ))
                    .execute(conn);
            }
        };
        diesel::delete(house_rules::table.find(ward.hospital)).execute(conn)?;
        diesel::insert_into(house_rules::table)
            .values((
                house_rules::hospital_id.eq(ward.hospital),
                house_rules::max_shift_minutes.eq(24 * 60),
                house_rules::max_shift_blocks.eq(false),
                house_rules::min_rest_minutes.eq(least.0),
                house_rules::min_rest_blocks.eq(least.1),
                house_rules::max_week_minutes.eq(least.2),
                house_rules::max_week_blocks.eq(least.3),
                house_rules::rest_days.eq(0),
                house_rules::rest_days_blocks.eq(false),
                house_rules::working_regime.eq("rotating"),
                house_rules::agreed_extension.eq(false),
            ))
            .execute(conn)
    })
    .await;
}

/// The codes of what stands against a shift, as its page has them.
async fn codes(app: &TestApp, user: i64, shift: i64) -> Vec<&'static str> {
    let card = detail(&app.app, user, shift).await.expect("a page").card;
    card.reasons.iter().map(Reason::code).collect()
}

async fn a_unit_asks_for_a_document_that_covers_the_shift(app: &TestApp) {
    let ward = app.unit().await;
    let nurse = app.clinician(State::Approved).await;
    let shift = app.shift(ward, 3, 1, nurse.id).await;
    app.write(move |conn| {
        diesel::insert_into(unit_requirements::table)
            .values((
                unit_requirements::unit_id.eq(ward.id),
                unit_requirements::slot.eq(Slot::LifeSupport),
            ))
            .execute(conn)
    })
    .await;
    nurse
        .get(&format!("/zh/shifts/{shift}"))
        .await
        .says("你的檔案未有已核對的這份文件")
        .says("/zh/application/documents");
    let (user, application, now) = (nurse.id, nurse.application, app.now());
    app.write(move |conn| {
        diesel::insert_into(documents::table)
            .values((
                documents::application_id.eq(application),
                documents::user_id.eq(user),
                documents::slot.eq(Slot::LifeSupport),
                documents::file_name.eq("bls.pdf"),
                documents::media_type.eq("application/pdf"),
                documents::size_bytes.eq(1_i64),
                documents::sha256.eq("0"),
                documents::blob.eq("bls"),
                documents::state.eq(locum::credentials::DocumentState::Verified),
                documents::expires_on.eq(NaiveDate::from_ymd_opt(2026, 3, 4)),
                documents::uploaded_at.eq(now),
            ))
            .execute(conn)
    })
    .await;
    nurse
        .get(&format!("/en/shifts/{shift}"))
        .await
        .says("Yours ends on 4 March 2026, before this shift does.");
    let earlier = app.shift(ward, 2, 1, nurse.id).await;
    assert!(codes(app, nurse.id, earlier).await.is_empty());
}

async fn nobody_works_under_a_relative(app: &TestApp) {
    let ward = app.unit().await;
    let nurse = app.clinician(State::Approved).await;
    let shift = app.shift(ward, 3, 1, nurse.id).await;
    let unit = ward.id.to_string();
    nurse
        .get("/zh/my-shifts/relatives")
        .await
        .is(200)
        .says("未有申報");
    nurse
        .post("/zh/my-shifts/relatives", &[("unit", unit.as_str())])
        .await
        .is(422)
        .says("選擇主管與你的關係");
    nurse
        .post(
            "/zh/my-shifts/relatives",
            &[("unit", unit.as_str()), ("relation", "second_degree")],
        )
        .await
        .is(303);
    assert_eq!(codes(app, nurse.id, shift).await, ["declared"]);
    nurse
        .get(&format!("/en/shifts/{shift}"))
        .await
        .says("You declared that somebody close to you heads")
        .says("/en/my-shifts/relatives");
    nurse
        .post(&format!("/zh/my-shifts/relatives/{unit}/remove"), &[])
        .await
        .is(303);
    assert!(codes(app, nurse.id, shift).await.is_empty());
}

async fn a_unit_that_does_not_want_somebody_says_why_and_is_answered_to(app: &TestApp) {
    let (ward, another) = (app.unit().await, app.unit().await);
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::Approved).await;
    let other = app.clinician(State::Approved).await;
    let shift = app.shift(ward, 3, 1, manager.id).await;
    let elsewhere = refusals::block(&app.app, manager.id, another.id, nurse.id, "x".into()).await;
    assert!(elsewhere.is_err(), "only for a unit that they hold");
    let block = refusals::block(&app.app, manager.id, ward.id, nurse.id, "兩次遲到".into());
    let id = block.await.expect("a block");
    assert!(app.letter_to(&nurse.email).await.text.contains("兩次遲到"));
    assert_eq!(codes(app, nurse.id, shift).await, ["unit_block"]);
    let page = format!("/zh/my-shifts/blocks/{id}");
    nurse
        .get(&format!("/zh/shifts/{shift}/why"))
        .await
        .says("暫不安排你當值")
        .says(&page);
    other.get(&page).await.is(404);
    nurse.get(&page).await.is(200).says("兩次遲到");
    nurse.post(&page, &[("text", "")]).await.is(422);
    nurse.post(&page, &[("text", "當日鐵路停駛")]).await.is(303);
    nurse.post(&page, &[("text", "再說")]).await.is(409);
    officer
        .get("/zh/office/appeals")
        .await
        .is(200)
        .says("當日鐵路停駛");
    let answer = format!("/zh/office/appeals/{id}");
    officer.post(&answer, &[("text", "")]).await.is(422);
    officer
        .post(&answer, &[("text", "理由充分"), ("answer", "lift")])
        .await
        .is(303);
    officer
        .post(&answer, &[("text", "理由充分"), ("answer", "keep")])
        .await
        .is(409);
    assert!(app.letter_to(&nurse.email).await.text.contains("理由充分"));
    assert!(codes(app, nurse.id, shift).await.is_empty());
    nurse.get(&page).await.says("已解除");
}

async fn the_main_job_counts_for_rest_and_is_the_members_own(app: &TestApp) {
    let ward = app.unit().await;
    house_rule(app, ward, "rest", 8, true).await;
    let nurse = app.clinician(State::Approved).await;
    let other = app.clinician(State::Approved).await;
    // Tomorrow 07:00 to 15:00.
    let shift = app.shift(ward, 1, 1, nurse.id).await;
    let path = "/zh/my-shifts/roster";
    let night = |weeks| {
        [
            ("day_year", "2026"),
            ("day_month", "3"),
            ("day_day", "2"),
            ("start", "21:00"),
            ("end", "02:00"),
            ("weeks", weeks),
        ]
    };
    nurse
        .post(path, &night("x"))
        .await
        .is(422)
        .says("輸入 1 至 12");
    nurse.post(path, &night("2")).await.is(303);
    nurse
        .get(path)
        .await
        .says("未來更次（2）")
        .says("21:00–翌日 02:00");
    assert_eq!(codes(app, nurse.id, shift).await, ["rest"]);
    assert!(codes(app, other.id, shift).await.is_empty());
    nurse
        .get(&format!("/zh/shifts/{shift}"))
        .await
        .says("與上一更相隔 5 小時，醫院要求 8 小時");
    let row: i64 = app
        .read(|conn| main_job::table.select(main_job::id).first(conn))
        .await;
    let remove = format!("{path}/{row}/remove");
    other.post(&remove, &[]).await.is(404);
    nurse.post(&remove, &[]).await.is(303);
    assert!(codes(app, nurse.id, shift).await.is_empty());
}

async fn a_rule_that_only_warns_is_read_first(app: &TestApp) {
    app.ignores_mail();
    let ward = app.unit().await;
    house_rule(app, ward, "rest", 11, false).await;
    let nurse = app.clinician(State::Approved).await;
    let first = app.shift(ward, 3, 1, nurse.id).await;
    let start = app.now().plus(TimeDelta::days(3));
    // It starts at 22:21, seven hours after the first one ends at 15:00.
    let second = app
        .shift_at(ward, start.plus(TimeDelta::hours(8)), 1, nurse.id)
        .await;
    nurse
        .post(&format!("/zh/shifts/{first}/pick"), &[("key", "one")])
        .await
        .is(303);
    let pick = format!("/zh/shifts/{second}/pick");
    nurse
        .post(&pick, &[("key", "two")])
        .await
        .is(422)
        .says("選更前要知道")
        .says("醫院要求 11 小時");
    nurse
        .post(&pick, &[("key", "three"), ("heeded", "1")])
        .await
        .is(303);
}

async fn a_fair_release_opens_to_each_member_at_their_own_public_moment(app: &TestApp) {
    app.ignores_mail();
    let ward = app.unit().await;
    let nurse = app.clinician(State::Approved).await;
    let shift = app.shift(ward, 9, 1, nurse.id).await;
    let opens_at = app.now().plus(TimeDelta::hours(1));
    app.write(move |conn| {
        diesel::update(shifts::table.find(shift))
            .set((
                shifts::opens_at.eq(opens_at),
                shifts::first_until.eq(opens_at.plus(TimeDelta::hours(4))),
                shifts::seed.eq("harbour"),
            ))
            .execute(conn)
    })
    .await;
    assert_eq!(codes(app, nurse.id, shift).await, ["not_open"]);
    nurse
        .get(&format!("/zh/shifts/{shift}"))
        .await
        .says("harbour")
        .says("起開放給你選");
    app.visitor()
        .get("/en/fair-release")
        .await
        .is(200)
        .says("The rule");
    let page = detail(&app.app, nurse.id, shift).await.expect("a page");
    let (recent, own) = page.release.expect("a release");
    assert_eq!(recent, 0);
    app.passes(own.since(app.now()) - TimeDelta::seconds(1));
    assert_eq!(codes(app, nurse.id, shift).await, ["not_open"]);
    app.passes(TimeDelta::seconds(1));
    assert!(codes(app, nurse.id, shift).await.is_empty());
}

/// A small world drawn from a seed: the same on both databases.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }
}

async fn drawn(app: &TestApp, dice: &mut Dice, wards: &[Ward], nurses: &[Person<'_>]) -> Vec<i64> {
    for ward in wards {
        for (rule, least, most) in [
            ("rest", 1, 12),
            ("nights", 1, 2),
            ("week_hours", 12, 40),
            ("four_week_hours", 1_200, 2_400),
            ("quota", 1, 3),
        ] {
            if dice.one_in(3) {
                let amount = least + i32::try_from(dice.below(most)).unwrap();
                house_rule(app, *ward, rule, amount, dice.one_in(2)).await;
            }
        }
    }
    for nurse in nurses {
        for ward in wards {
            let (user, now) = (nurse.id, app.now());
            let (kin, blocked, job) = (dice.one_in(9), dice.one_in(9), dice.below(120));
            let ward = *ward;
            app.write(move |conn| {
                if kin {
                    diesel::insert_into(relatives::table)
                        .values((
                            relatives::user_id.eq(user),
                            relatives::unit_id.eq(ward.id),
                            relatives::relation.eq(Relation::Spouse),
                            relatives::declared_at.eq(now),
                        ))
                        .execute(conn)?;
                }
                if blocked {
                    diesel::insert_into(unit_blocks::table)
                        .values((
                            unit_blocks::user_id.eq(user),
                            unit_blocks::unit_id.eq(ward.id),
                            unit_blocks::reason.eq("-"),
                            unit_blocks::blocked_by.eq(user),
                            unit_blocks::blocked_at.eq(now),
                            unit_blocks::review_on.eq(now.day()),
                        ))
                        .execute(conn)?;
                }
                let from = now.plus(TimeDelta::hours(i64::try_from(job).unwrap()));
                diesel::insert_into(main_job::table)
                    .values((
                        main_job::user_id.eq(user),
                        main_job::starts_at.eq(from),
                        main_job::ends_at.eq(from.plus(TimeDelta::hours(3))),
                    ))
                    .execute(conn)
            })
            .await;
        }
    }
    let mut made = Vec::new();
    for _ in 0..14 {
        let ward = wards[usize::try_from(dice.below(2)).unwrap()];
        let start = app
            .now()
            .plus(TimeDelta::hours(i64::try_from(dice.below(150)).unwrap()));
        let places = 1 + i32::try_from(dice.below(2)).unwrap();
        let shift = app.shift_at(ward, start, places, nurses[0].id).await;
        if dice.one_in(4) {
            let opens_at = app.now().plus(TimeDelta::minutes(
                i64::try_from(dice.below(60)).unwrap() - 30,
            ));
            app.write(move |conn| {
                diesel::update(shifts::table.find(shift))
                    .set((shifts::opens_at.eq(opens_at), shifts::seed.eq("s")))
                    .execute(conn)
            })
            .await;
        }
        made.push(shift);
    }
    made
}

/// What the page says and what the act answers, for each member and shift of drawn worlds, while they
/// fill up: the same codes, in the same order, the button exactly where the pick succeeds.
async fn the_screen_and_the_rule_never_disagree(app: &TestApp) {
    app.ignores_mail();
    let mut dice = Dice(20_190_318);
    let wards = [app.unit().await, app.unit().await];
    let mut nurses = vec![];
    for _ in 0..4 {
        nurses.push(app.clinician(State::Approved).await);
    }
    let made = drawn(app, &mut dice, &wards, &nurses).await;
    let (mut taken, mut refused, mut warned) = (0, 0, 0);
    for shift in &made {
        for nurse in &nurses {
            let page = detail(&app.app, nurse.id, *shift).await.expect("a page");
            let board = board(&app.app, nurse.id, Default::default()).await;
            let Drawn::List(list) = board.expect("a board").drawn else {
                panic!("the board begins as a list");
            };
            let listed = list.cards.into_iter().find(|card| card.shift.id == *shift);
            let says = |reasons: &[Reason]| reasons.iter().map(Reason::code).collect::<Vec<_>>();
            let screen = says(&page.card.reasons);
            // A shift that has begun is on no list any more.
            if let Some(listed) = listed {
                assert_eq!(says(&listed.reasons), screen, "list and page");
                assert_eq!(says(&listed.warnings), says(&page.card.warnings));
            }
            let html = nurse.get(&format!("/zh/shifts/{shift}")).await.is(200);
            let button = html.body.contains(&format!("/zh/shifts/{shift}/pick"));
            let key = format!("{} {shift}", nurse.id);
            let rule = match pick(&app.app, nurse.id, *shift, key.clone(), false).await {
                Ok(()) => vec![],
                Err(PickError::Refused(reasons)) => says(&reasons),
                Err(PickError::Unheeded(warnings)) => {
                    assert_eq!(says(&warnings), says(&page.card.warnings));
                    warned += 1;
                    let heeded = pick(&app.app, nurse.id, *shift, key, true).await;
                    assert!(heeded.is_ok());
                    vec![]
                }
                Err(PickError::App(error)) => panic!("{error}"),
            };
            assert_eq!(screen, rule, "page and rule of shift {shift}");
            assert_eq!(button, rule.is_empty());
            // The waiting list asks the same rule.
            if rule == ["full"] {
                waiting::join(&app.app, nurse.id, *shift)
                    .await
                    .expect("a place in the queue");
            } else {
                assert!(waiting::join(&app.app, nurse.id, *shift).await.is_err());
            }
            if rule.is_empty() {
                taken += 1;
                if dice.one_in(3) {
                    // Within eight hours of the start there is nothing to undo.
                    let _ = undo(&app.app, nurse.id, *shift).await;
                }
            } else {
                refused += 1;
            }
        }
    }
    assert!(
        taken > 5 && refused > 15 && warned > 0,
        "{taken} {refused} {warned}"
    );
    let held: i64 = app
        .read(|conn| bookings::table.count().get_result(conn))
        .await;
    assert!(held > 0);
}

both!(
    a_unit_asks_for_a_document_that_covers_the_shift,
    nobody_works_under_a_relative,
    a_unit_that_does_not_want_somebody_says_why_and_is_answered_to,
    the_main_job_counts_for_rest_and_is_the_members_own,
    a_rule_that_only_warns_is_read_first,
    a_fair_release_opens_to_each_member_at_their_own_public_moment,
    the_screen_and_the_rule_never_disagree,
);
