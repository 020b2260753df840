//! Engagements: opened by an officer, reckoned with the regime's own questions, confirmed by somebody
//! else for the committee, told in time, with leave that a member asks for.

use crate::app::TestApp;
use crate::people::Person;
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use locum::db::schema::{audit_events, engagement_entries, engagements};
use locum::domain::Role;
use locum::engagements::domain::State as Stage;
use locum::organisation::house_rules::HouseRules;
use locum::organisation::settings;
use locum::regime::Regime;
use locum::vetting::State;

/// An engagement in Kaohsiung that began on 1 March 2024, written behind the product's back.
pub async fn engagement(app: &TestApp, user: i64, hospital: i64) -> i64 {
    let now = app.now();
    app.write(move |conn| {
        diesel::insert_into(engagements::table)
            .values((
                engagements::user_id.eq(user),
                engagements::hospital_id.eq(hospital),
                engagements::regime.eq("kaohsiung"),
                engagements::state.eq(Stage::Engaged),
                engagements::starts_on.eq(NaiveDate::from_ymd_opt(2024, 3, 1).expect("a date")),
                engagements::opened_by.eq(user),
                engagements::opened_at.eq(now),
                engagements::state_since.eq(now),
            ))
            .returning(engagements::id)
            .get_result(conn)
    })
    .await
}

/// A hospital of a regime.
async fn hospital(app: &TestApp, regime: Regime) -> i64 {
    let ward = app.unit().await;
    let email = format!("head{}@hospital.example", ward.id);
    let head = app.staff(Role::Administrator, &email).await;
    settings::save(
        &app.app,
        head.id,
        ward.hospital,
        regime,
        HouseRules::DEFAULT,
    )
    .await
    .expect("it is set");
    ward.hospital
}

/// Opens an engagement as an officer does, and returns its path.
async fn opened(
    app: &TestApp,
    officer: &Person<'_>,
    nurse: &Person<'_>,
    hospital: i64,
    state: &str,
) -> String {
    let (reference, _) = app.papers(nurse.application).await;
    let hospital = hospital.to_string();
    let form = [
        ("reference", reference.as_str()),
        ("hospital", hospital.as_str()),
        ("state", state),
        ("starts_year", "2026"),
        ("starts_month", "2"),
        ("starts_day", "2"),
    ];
    let answer = officer
        .post("/en/office/engagements/new", &form)
        .await
        .is(303);
    answer.location
}

async fn an_engagement_is_opened_reckoned_and_confirmed_by_a_second_person(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    let officer = app.staff(Role::Officer, "one@hospital.example").await;
    let second = app.staff(Role::Officer, "two@hospital.example").await;
    let (hk, county) = (
        hospital(app, Regime::Hk).await,
        hospital(app, Regime::Lienchiang).await,
    );
    app.mail().await;
    officer
        .get("/en/office/engagements")
        .await
        .is(200)
        .says("None is open yet");
    officer.get("/zh/office/engagements/new").await.is(200);
    // Faulty: nobody's reference, a regime without contracts.
    let (reference, _) = app.papers(nurse.application).await;
    let hk = hk.to_string();
    let mut form = vec![
        ("reference", "LS-0000-0000"),
        ("hospital", hk.as_str()),
        ("state", "probation"),
        ("starts_year", "2026"),
        ("starts_month", "2"),
        ("starts_day", "2"),
    ];
    officer
        .post("/en/office/engagements/new", &form)
        .await
        .is(422)
        .says("Enter the reference of a member");
    form[0].1 = reference.as_str();
    officer
        .post("/en/office/engagements/new", &form)
        .await
        .is(422)
        .says("Choose a hospital whose rules know contracts");
    let path = opened(app, &officer, &nurse, county, "reserve").await;
    app.letter_to(&nurse.email).await;
    officer
        .get(&path)
        .await
        .is(200)
        .says("Nothing is entered yet");
    // Another one at the same hospital is refused.
    let county = county.to_string();
    form[1].1 = county.as_str();
    officer
        .post("/en/office/engagements/new", &form)
        .await
        .is(422)
        .says("This member has an engagement there already");
    // Grade and starting step are proposed with reasons.
    let start = format!("{path}/enter/start");
    officer.get(&start).await.is(200).says("Education");
    officer
        .post(
            &start,
            &[
                ("post", "nurse"),
                ("education", "university"),
                ("skill", "true"),
            ],
        )
        .await
        .is(303);
    officer
        .get(&path)
        .await
        .says("Grade and starting step")
        .says("annex 1");
    // A fault names its field and enters nothing.
    officer
        .post(
            &format!("{path}/enter/pay"),
            &[("grade", "9"), ("step", "1")],
        )
        .await
        .is(422)
        .says("must be an integer from 2 to 6, not 9");
    officer.get(&format!("{path}/enter/bars")).await.is(404);
    // The appraisal counts once somebody else confirms it.
    let marks = "4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4";
    officer
        .post(
            &format!("{path}/enter/appraisal"),
            &[("months_in_service", "12"), ("h1", marks), ("h2", marks)],
        )
        .await
        .is(303);
    officer
        .get(&path)
        .await
        .says("Waits for somebody else to confirm")
        .hides("Confirm for the committee");
    let entry: i64 = app
        .read(|conn| {
            engagement_entries::table
                .filter(engagement_entries::question.eq("appraisal"))
                .select(engagement_entries::id)
                .first(conn)
        })
        .await;
    let entry = entry.to_string();
    let confirm = format!("{path}/confirm");
    officer
        .post(&confirm, &[("row", entry.as_str())])
        .await
        .is(409);
    second
        .get(&path)
        .await
        .is(200)
        .says("Confirm for the committee");
    second
        .post(&confirm, &[("row", entry.as_str())])
        .await
        .is(303);
    second
        .post(&confirm, &[("row", entry.as_str())])
        .await
        .is(409);
    nurse
        .get("/zh/my-engagements")
        .await
        .is(200)
        .says("由委員會確認")
        .says("年度考核");
    let recorded: i64 = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::subject_kind.eq("engagement"))
                .count()
                .get_result(conn)
        })
        .await;
    assert_eq!(recorded, 4);
}

async fn dates_are_told_in_time_and_states_go_one_way(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    let officer = app.staff(Role::Officer, "one@hospital.example").await;
    let county = hospital(app, Regime::Lienchiang).await;
    let path = opened(app, &officer, &nurse, county, "probation").await;
    app.mail().await;
    let today = app.now().day();
    let (year, month, day) = {
        use chrono::Datelike;
        (
            today.year().to_string(),
            today.month().to_string(),
            today.day().to_string(),
        )
    };
    officer
        .post(
            &format!("{path}/enter/probation"),
            &[
                ("start_year", year.as_str()),
                ("start_month", month.as_str()),
                ("start_day", day.as_str()),
                ("months", "1"),
            ],
        )
        .await
        .is(303);
    let run = || locum::engagements::reminders::run(&app.app);
    assert_eq!(run().await.expect("the job runs"), 0);
    // The contract's date changes: only the later entry is told of.
    officer
        .post(
            &format!("{path}/enter/probation"),
            &[
                ("start_year", year.as_str()),
                ("start_month", month.as_str()),
                ("start_day", day.as_str()),
                ("months", "1"),
            ],
        )
        .await
        .is(303);
    app.passes(TimeDelta::days(20));
    assert_eq!(run().await.expect("the job runs"), 1);
    assert_eq!(run().await.expect("the job runs"), 0, "once is enough");
    let letters = app.mail().await;
    let mut to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    to.sort_unstable();
    let mut expected = vec![nurse.email.as_str(), officer.email.as_str()];
    expected.sort_unstable();
    assert_eq!(to, expected);
    // A new session: the old one has ended in the meantime.
    let officer = app.signs_in("one@hospital.example").await;
    let state = format!("{path}/state");
    officer.post(&state, &[("to", "reserve")]).await.is(409);
    officer.post(&state, &[("to", "engaged")]).await.is(303);
    officer.post(&state, &[("to", "ended")]).await.is(303);
    officer.post(&state, &[("to", "engaged")]).await.is(409);
    officer
        .post(
            &format!("{path}/enter/pay"),
            &[("grade", "4"), ("step", "1")],
        )
        .await
        .is(409);
    app.ignores_mail();
}

async fn a_reserve_serves_from_the_day_on_which_they_are_called(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.clinician(State::Approved).await;
    let officer = app.staff(Role::Officer, "one@hospital.example").await;
    let city = hospital(app, Regime::Kaohsiung).await;
    let path = opened(app, &officer, &nurse, city, "reserve").await;
    let id: i64 = app
        .read(|conn| engagements::table.select(engagements::id).first(conn))
        .await;
    let ask = format!("/en/my-engagements/{id}/leave");
    let day = [
        ("first_year", "2026"),
        ("first_month", "4"),
        ("first_day", "6"),
        ("last_year", "2026"),
        ("last_month", "4"),
        ("last_day", "6"),
    ];
    nurse.post(&ask, &day).await.is(404);
    officer
        .post(&format!("{path}/state"), &[("to", "engaged")])
        .await
        .is(303);
    let since: NaiveDate = app
        .read(|conn| {
            engagements::table
                .select(engagements::starts_on)
                .first(conn)
        })
        .await;
    assert_eq!(since, app.now().day());
    // Nobody has earned leave on their first day.
    nurse.post(&ask, &day).await.is(422);
}

async fn leave_is_asked_for_within_the_balance_and_decided(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    let stranger = app.clinician(State::Approved).await;
    let officer = app.staff(Role::Officer, "one@hospital.example").await;
    let city = hospital(app, Regime::Kaohsiung).await;
    let id = engagement(app, nurse.id, city).await;
    let ask = format!("/en/my-engagements/{id}/leave");
    let days = |from: i64, to: i64| {
        use chrono::Datelike;
        let today = app.now().day();
        let mut form = Vec::new();
        for (name, day) in [("first", from), ("last", to)] {
            let day = locum::clock::add_days(today, day);
            form.push((format!("{name}_year"), day.year().to_string()));
            form.push((format!("{name}_month"), day.month().to_string()));
            form.push((format!("{name}_day"), day.day().to_string()));
        }
        form
    };
    async fn sends(
        person: &Person<'_>,
        path: &str,
        form: &[(String, String)],
    ) -> crate::browser::Answer {
        let form: Vec<_> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        person.post(path, &form).await
    }
    nurse
        .get("/en/my-engagements")
        .await
        .is(200)
        .says("Ask for leave");
    sends(&stranger, &ask, &days(5, 6)).await.is(404);
    sends(&nurse, &ask, &days(6, 5))
        .await
        .is(422)
        .says("the first before the last");
    sends(&nurse, &ask, &days(5, 60))
        .await
        .is(422)
        .says("days of this year are left");
    sends(&nurse, &ask, &days(5, 6)).await.is(303);
    let path = format!("/en/office/engagements/{id}");
    officer.get(&path).await.is(200).says("Asked for");
    // What is asked for counts, and no day is asked for twice.
    sends(&nurse, &ask, &days(6, 7))
        .await
        .is(422)
        .says("asked for leave on some of these days already");
    let (year_left, taken) = (10, 2);
    sends(&nurse, &ask, &days(10, 10 + year_left - taken))
        .await
        .is(422)
        .says("days of this year are left");
    let leave: i64 = app
        .read(|conn| {
            use locum::db::schema::leave_requests;
            leave_requests::table.select(leave_requests::id).first(conn)
        })
        .await;
    let leave = leave.to_string();
    let decide = format!("{path}/leave");
    officer
        .post(&decide, &[("row", leave.as_str()), ("act", "grant")])
        .await
        .is(303);
    officer
        .post(&decide, &[("row", leave.as_str()), ("act", "refuse")])
        .await
        .is(409);
    app.letter_to(&nurse.email).await;
    nurse.get("/en/my-engagements").await.says("Granted");
}

/// An answer that was given under another edition stays as it was, whatever the rules say now.
async fn an_old_answer_keeps_its_words_its_articles_and_its_edition(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.clinician(State::Approved).await;
    let officer = app.staff(Role::Officer, "one@hospital.example").await;
    let city = hospital(app, Regime::Kaohsiung).await;
    let path = opened(app, &officer, &nurse, city, "engaged").await;
    let pay = [("category", "professional"), ("level", "12")];
    officer
        .post(&format!("{path}/enter/pay"), &pay)
        .await
        .is(303);
    officer
        .get(&path)
        .await
        .says("Edition in force from 29 October 2024");
    // As if it had been answered before the law was changed: another sum, another article.
    let old = r#"{"id":null,"answer":{"base":11111,"monthly":11111},"articles":["第九十九點"]}"#;
    let day = NaiveDate::from_ymd_opt(2001, 2, 3).expect("a date");
    app.write(move |conn| {
        diesel::update(engagement_entries::table)
            .set((
                engagement_entries::answered.eq(old),
                engagement_entries::edition.eq(day),
            ))
            .execute(conn)
    })
    .await;
    officer
        .get(&path)
        .await
        .says("11,111")
        .says("point 99")
        .says("Edition in force from 3 February 2001");
    nurse
        .get("/zh/my-engagements")
        .await
        .says("11,111")
        .says("2001年2月3日起生效的版本");
}

both!(
    an_old_answer_keeps_its_words_its_articles_and_its_edition,
    an_engagement_is_opened_reckoned_and_confirmed_by_a_second_person,
    dates_are_told_in_time_and_states_go_one_way,
    a_reserve_serves_from_the_day_on_which_they_are_called,
    leave_is_asked_for_within_the_balance_and_decided,
);
