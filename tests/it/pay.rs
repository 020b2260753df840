//! What was worked and what is paid: a shift from the code in the ward to the payroll.

use crate::app::TestApp;
use crate::people::{Person, Ward};
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::clock::UtcTime;
use locum::db::schema::{
    audit_events, bookings, experience_rates, experiences, hospitals, pay_lines, pay_runs,
    pay_terms, shifts,
};
use locum::domain::{Category, Role};
use locum::vetting::State;

/// A place that somebody holds on a shift, picked long ago.
pub async fn place(app: &TestApp, user: i64, shift: i64) -> i64 {
    let now = app.now();
    let key = format!("place {}", app.next_number());
    app.write(move |conn| {
        let (from, to, cents): (UtcTime, UtcTime, i64) = shifts::table
            .find(shift)
            .select((shifts::starts_at, shifts::ends_at, shifts::cents_per_hour))
            .first(conn)?;
        diesel::update(shifts::table.find(shift))
            .set(shifts::filled.eq(shifts::filled + 1))
            .execute(conn)?;
        diesel::insert_into(bookings::table)
            .values((
                bookings::shift_id.eq(shift),
                bookings::user_id.eq(user),
                bookings::starts_at.eq(from),
                bookings::ends_at.eq(to),
                bookings::state.eq("held"),
                bookings::cents_per_hour.eq(cents),
                bookings::idempotency_key.eq(&key),
                bookings::picked_at.eq(now.minus(TimeDelta::hours(1))),
                bookings::undo_until.eq(now.minus(TimeDelta::minutes(50))),
                bookings::unit_told_at.eq(now),
            ))
            .returning(bookings::id)
            .get_result(conn)
    })
    .await
}

/// A payroll export that an officer made, with nothing in it.
pub async fn run(app: &TestApp, officer: i64) -> i64 {
    let now = app.now();
    app.write(move |conn| {
        diesel::insert_into(pay_runs::table)
            .values((
                pay_runs::currency.eq("HKD"),
                pay_runs::state.eq("made"),
                pay_runs::made_by.eq(officer),
                pay_runs::made_at.eq(now),
            ))
            .returning(pay_runs::id)
            .get_result(conn)
    })
    .await
}

/// A ward with its manager, and a nurse with a morning there tomorrow.
struct Scene<'a> {
    ward: Ward,
    manager: Person<'a>,
    nurse: Person<'a>,
    booking: i64,
}

async fn scene(app: &TestApp) -> Scene<'_> {
    let ward = app.unit().await;
    let manager = app
        .staff(Role::UnitManager, "manager@hospital.example")
        .await;
    app.gives(ward, &manager).await;
    let nurse = app.clinician(State::Approved).await;
    let shift = app.shift(ward, 1, 1, manager.id).await;
    let booking = place(app, nurse.id, shift).await;
    Scene {
        ward,
        manager,
        nurse,
        booking,
    }
}

/// Time passes, and people sign in again.
async fn later(app: &TestApp, time: TimeDelta, people: &[&Person<'_>]) {
    app.passes(time);
    for person in people {
        app.open_session(&person.browser, person.id).await;
    }
}

/// The code that hangs in a ward now.
async fn code(app: &TestApp, ward: Ward) -> String {
    locum::pay::service::ward_code(&app.app, ward.id, app.now().day())
}

async fn acts(app: &TestApp) -> Vec<String> {
    app.read(|conn| {
        audit_events::table
            .filter(
                audit_events::action
                    .like("attendance.%")
                    .or(audit_events::action.like("payroll.%")),
            )
            .order(audit_events::id)
            .select(audit_events::action)
            .load(conn)
    })
    .await
}

async fn a_shift_is_signed_confirmed_agreed_and_paid_by_two(app: &TestApp) {
    let scene = scene(app).await;
    let Scene {
        nurse,
        manager,
        booking,
        ..
    } = &scene;
    let own = format!("/zh/my-pay/{booking}");
    let unit = format!("/zh/unit/attendance/{booking}");
    // Tomorrow 06:50: the ward's code shows that she is there; another day's does not.
    let yesterdays = code(app, scene.ward).await;
    let sign = format!("{own}/sign");
    nurse.post(&sign, &[("code", &yesterdays)]).await.is(409);
    let both = [nurse, manager];
    later(app, TimeDelta::hours(16) + TimeDelta::minutes(29), &both).await;
    nurse
        .post(&sign, &[("code", &yesterdays)])
        .await
        .is(422)
        .says("輸入護士站今日的簽到碼");
    let todays = code(app, scene.ward).await;
    manager
        .get("/zh/unit/attendance")
        .await
        .is(200)
        .says(&todays);
    nurse
        .get("/zh/my-pay")
        .await
        .is(200)
        .says("現在可以簽到或簽退");
    nurse.post(&sign, &[("code", &todays)]).await.is(303);
    later(app, TimeDelta::hours(8) + TimeDelta::minutes(12), &both).await;
    nurse.post(&sign, &[("code", &todays)]).await.is(303);
    nurse.post(&sign, &[("code", &todays)]).await.is(409);
    // 15:02: the signatures lie near the plan, so the plan stands in the form.
    manager
        .get(&unit)
        .await
        .is(200)
        .says("value=\"07:00\"")
        .says("value=\"15:00\"")
        .says("簽到時間：06:50");
    let times = |to: &'static str, reason: &'static str| {
        [
            ("from", "07:00"),
            ("to", to),
            ("reason", reason),
            ("act", "authorise"),
        ]
    };
    manager
        .post(&unit, &times("15:30", "late"))
        .await
        .is(422)
        .says("結束時間必須在現在之前");
    manager
        .post(&unit, &times("14:30", ""))
        .await
        .is(422)
        .says("輸入與原定時間不同的原因");
    manager
        .post(&unit, &times("15:00", ""))
        .await
        .leads_to("/zh/unit/attendance");
    let letter = app.letter_to(&nurse.email).await;
    assert!(letter.text.contains("$2,400"), "{}", letter.text);
    // She does not agree; nothing is paid meanwhile.
    nurse
        .get(&own)
        .await
        .says("選更時固定的時薪：$300")
        .says("機構規則")
        .says("工作 8 小時（480 分鐘）");
    nurse
        .post(&format!("{own}/query"), &[("query", "")])
        .await
        .is(422);
    nurse
        .post(&format!("{own}/query"), &[("query", "我在 15:02 才離開")])
        .await
        .is(303);
    let letter = app.mail().await.remove(0);
    assert!(letter.text.contains("陳大文不同意") && !letter.text.contains("15:02"));
    let lines: i64 = app
        .read(|conn| pay_lines::table.count().get_result(conn))
        .await;
    assert_eq!(lines, 0);
    manager.get(&unit).await.says("我在 15:02 才離開");
    let again = [
        ("from", "07:00"),
        ("to", "15:02"),
        ("reason", "交更"),
        ("answer", "已更正"),
        ("act", "authorise"),
    ];
    manager.post(&unit, &again).await.is(303);
    app.mail().await;
    nurse.get(&own).await.says("已更正").says("$2,410");
    nurse.post(&format!("{own}/agree"), &[]).await.is(303);
    nurse.post(&format!("{own}/agree"), &[]).await.is(409);
    manager.post(&unit, &again).await.is(409);
    // Payroll: one makes, another releases, and only then there is a file.
    let first = app.staff(Role::Officer, "first@office.example").await;
    let second = app.staff(Role::Officer, "second@office.example").await;
    first
        .get("/zh/office/payroll")
        .await
        .is(200)
        .says("HKD：1 項，共 $2,410");
    let made = first
        .post("/zh/office/payroll", &[("currency", "HKD")])
        .await
        .is(303);
    first
        .post("/zh/office/payroll", &[("currency", "HKD")])
        .await
        .is(409);
    let run = made.location;
    first
        .get(&run)
        .await
        .says("要由另一位主任批准")
        .hides("批准發放</button>");
    first.post(&format!("{run}/release"), &[]).await.is(409);
    first.get(&format!("{run}/payroll.csv")).await.is(409);
    nurse
        .get("/zh/my-pay/months/2026-03")
        .await
        .says("會在下次發薪");
    second.post(&format!("{run}/release"), &[]).await.is(303);
    let letter = app.letter_to(&nurse.email).await;
    assert!(letter.subject.contains("$2,410"));
    let file = second.get(&format!("{run}/payroll.csv")).await.is(200);
    assert!(
        file.body.contains("陳大文") && file.body.contains(",482,300.00,2410.00,HKD"),
        "{}",
        file.body
    );
    second.post(&format!("{run}/discard"), &[]).await.is(409);
    second.post(&format!("{run}/paid"), &[]).await.is(303);
    nurse
        .get("/zh/my-pay/months/2026-03")
        .await
        .says("已於 2026年3月3日 發放")
        .says("$2,410");
    nurse
        .get("/en/my-pay/months/2026-03")
        .await
        .is(200)
        .says("Paid on 3 March 2026");
    assert_eq!(
        acts(app).await,
        [
            "attendance.signed_in",
            "attendance.signed_out",
            "attendance.authorised",
            "attendance.queried",
            "attendance.authorised",
            "attendance.agreed",
            "payroll.made",
            "payroll.released",
            "payroll.exported",
            "payroll.paid",
        ]
    );
}

async fn silence_for_a_week_lets_a_line_be_paid_and_an_export_can_be_taken_back(app: &TestApp) {
    let scene = scene(app).await;
    later(app, TimeDelta::days(2), &[&scene.nurse, &scene.manager]).await;
    let unit = format!("/zh/unit/attendance/{}", scene.booking);
    let planned = [("from", "07:00"), ("to", "15:00"), ("act", "authorise")];
    scene.manager.post(&unit, &planned).await.is(303);
    app.mail().await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let make = || officer.post("/zh/office/payroll", &[("currency", "HKD")]);
    make().await.is(409);
    later(app, TimeDelta::days(7), &[&officer]).await;
    let run = make().await.is(303).location;
    // What an export holds cannot be questioned or changed any more.
    let query = format!("/zh/my-pay/{}/query", scene.booking);
    let nurse = app.signs_in(&scene.nurse.email).await;
    nurse.post(&query, &[("query", "too late")]).await.is(409);
    let manager = app.signs_in(&scene.manager.email).await;
    manager.post(&unit, &planned).await.is(409);
    officer.post(&format!("{run}/discard"), &[]).await.is(303);
    nurse.post(&query, &[("query", "in time")]).await.is(303);
    make().await.is(409);
    app.ignores_mail();
}

async fn experience_counts_as_the_table_stood_when_the_place_was_picked(app: &TestApp) {
    let scene = scene(app).await;
    let (application, specialty) = (scene.nurse.application, scene.ward.specialty);
    let now = app.now();
    app.write(move |conn| {
        let day = |text: &str| -> chrono::NaiveDate { text.parse().expect("a date") };
        diesel::insert_into(experiences::table)
            .values((
                experiences::application_id.eq(application),
                experiences::hospital.eq("Old Hospital"),
                experiences::unit.eq("Ward 5"),
                experiences::specialty_id.eq(specialty),
                experiences::from_on.eq(day("2019-01-01")),
                experiences::to_on.eq(Some(day("2025-01-01"))),
            ))
            .execute(conn)?;
        // Six years: the step of five holds; the one that came after the pick does not count.
        for (years, extra, created) in [
            (5, 1_000_i64, now.minus(TimeDelta::days(30))),
            (6, 9_000, now),
            (10, 5_000, now.minus(TimeDelta::days(30))),
        ] {
            diesel::insert_into(experience_rates::table)
                .values((
                    experience_rates::category.eq(Category::RnGeneral),
                    experience_rates::currency.eq("HKD"),
                    experience_rates::from_years.eq(years),
                    experience_rates::extra_cents_per_hour.eq(extra),
                    experience_rates::effective_from.eq(day("2026-01-01")),
                    experience_rates::created_at.eq(created),
                ))
                .execute(conn)?;
        }
        Ok(())
    })
    .await;
    later(app, TimeDelta::days(2), &[&scene.nurse, &scene.manager]).await;
    let unit = format!("/zh/unit/attendance/{}", scene.booking);
    let planned = [("from", "07:00"), ("to", "15:00"), ("act", "authorise")];
    scene.manager.post(&unit, &planned).await.is(303);
    app.ignores_mail();
    let own = format!("/en/my-pay/{}", scene.booking);
    scene
        .nurse
        .get(&own)
        .await
        .says("6 full years of experience: $310 an hour")
        .says("$2,480");
}

async fn macau_adds_its_allowance_for_the_month_and_the_page_names_the_article(app: &TestApp) {
    let scene = scene(app).await;
    let hospital = scene.ward.hospital;
    // Thursday 5 March, 22:00: a night of eight hours.
    let start = UtcTime::new("2026-03-05T14:00:00".parse().expect("a time"));
    let shift = app.shift_at(scene.ward, start, 1, scene.manager.id).await;
    app.write(move |conn| {
        diesel::update(hospitals::table.find(hospital))
            .set((hospitals::regime.eq("macau"), hospitals::currency.eq("MOP")))
            .execute(conn)?;
        diesel::update(shifts::table.find(shift))
            .set(shifts::currency.eq("MOP"))
            .execute(conn)?;
        diesel::insert_into(pay_terms::table)
            .values((
                pay_terms::hospital_id.eq(hospital),
                pay_terms::category.eq(Category::RnGeneral),
                pay_terms::effective_from
                    .eq("2026-01-01".parse::<chrono::NaiveDate>().expect("a date")),
                pay_terms::monthly_salary.eq(Some(40_000)),
            ))
            .execute(conn)
    })
    .await;
    let night = place(app, scene.nurse.id, shift).await;
    app.passes(TimeDelta::days(5));
    let unit = format!("/zh/unit/attendance/{night}");
    let manager = app.signs_in(&scene.manager.email).await;
    let planned = [("from", "22:00"), ("to", "06:00"), ("act", "authorise")];
    manager.post(&unit, &planned).await.is(303);
    app.ignores_mail();
    let nurse = app.signs_in(&scene.nurse.email).await;
    // Eight hours of 300, and 2 % of 40,000.
    nurse
        .get("/zh/my-pay/months/2026-03")
        .await
        .is(200)
        .says("2026年3月薪酬結算")
        .says("MOP$2,400")
        .says("MOP$800")
        .says("第二十九條")
        .says("00:00 至 08:00 滿四小時，2%")
        .says("MOP$3,200");
    // Questioned, the hours go and their allowance with them.
    nurse
        .post(&format!("/zh/my-pay/{night}/query"), &[("query", "no")])
        .await
        .is(303);
    nurse
        .get("/zh/my-pay/months/2026-03")
        .await
        .hides("MOP$800");
}

async fn a_statement_is_a_pdf_file_that_opens(app: &TestApp) {
    let scene = scene(app).await;
    later(app, TimeDelta::days(2), &[&scene.nurse, &scene.manager]).await;
    let unit = format!("/zh/unit/attendance/{}", scene.booking);
    let planned = [("from", "07:00"), ("to", "15:00"), ("act", "authorise")];
    scene.manager.post(&unit, &planned).await.is(303);
    app.ignores_mail();
    let path = "/zh/my-pay/months/2026-03/statement.pdf";
    let file = scene.nurse.get(path).await;
    if std::path::Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists() {
        let file = file.is(200);
        assert_eq!(file.header("content-type"), "application/pdf");
        assert!(file.bytes.starts_with(b"%PDF-") && file.bytes.len() < 200_000);
        if let Ok(folder) = std::env::var("LOCUM_TEST_KEEP") {
            std::fs::write(format!("{folder}/statement.pdf"), &file.bytes).expect("a file");
        }
    } else {
        file.leads_to("/zh/my-pay/months/2026-03");
    }
}

async fn pay_is_shown_to_its_member_and_nobody_else(app: &TestApp) {
    let scene = scene(app).await;
    let other = app.clinician(State::Approved).await;
    let stranger = app.staff(Role::UnitManager, "other@hospital.example").await;
    later(
        app,
        TimeDelta::days(2),
        &[&scene.nurse, &scene.manager, &other, &stranger],
    )
    .await;
    let planned = [("from", "07:00"), ("to", "15:00"), ("act", "authorise")];
    let unit = format!("/zh/unit/attendance/{}", scene.booking);
    stranger.post(&unit, &planned).await.is(404);
    stranger
        .get("/zh/unit/attendance")
        .await
        .is(200)
        .hides("Chan Tai Man");
    scene.manager.post(&unit, &planned).await.is(303);
    app.ignores_mail();
    other
        .get(&format!("/zh/my-pay/{}", scene.booking))
        .await
        .is(404);
    other
        .get("/zh/my-pay/months/2026-03")
        .await
        .is(200)
        .says("這個月沒有當值")
        .hides("$2,400");
    // A unit sees hours, not money.
    scene.manager.get(&unit).await.hides("$2,400");
}

both!(
    a_shift_is_signed_confirmed_agreed_and_paid_by_two,
    silence_for_a_week_lets_a_line_be_paid_and_an_export_can_be_taken_back,
    experience_counts_as_the_table_stood_when_the_place_was_picked,
    macau_adds_its_allowance_for_the_month_and_the_page_names_the_article,
    a_statement_is_a_pdf_file_that_opens,
    pay_is_shown_to_its_member_and_nobody_else,
);
