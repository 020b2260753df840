//! A promotion round of Taitung: sheets, panel and kinship, quota, the shortlist, the director's choice.

use crate::app::TestApp;
use crate::people::Person;
use chrono::NaiveDate;
use diesel::prelude::*;
use locum::db::schema::{engagement_entries, engagements, promotion_rounds};
use locum::domain::Role;
use locum::engagements::domain::State as Stage;
use locum::organisation::house_rules::HouseRules;
use locum::organisation::settings;
use locum::regime::Regime;
use locum::vetting::State;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 4, 15).expect("a date")
}

/// An open round for intermediate officers, written behind the product's back.
pub async fn round(app: &TestApp, hospital: i64, officer: i64) -> i64 {
    let now = app.now();
    app.write(move |conn| {
        diesel::insert_into(promotion_rounds::table)
            .values((
                promotion_rounds::hospital_id.eq(hospital),
                promotion_rounds::post.eq("officer"),
                promotion_rounds::lower_total.eq(10),
                promotion_rounds::selection_on.eq(day()),
                promotion_rounds::state.eq("open"),
                promotion_rounds::opened_by.eq(officer),
                promotion_rounds::opened_at.eq(now),
                promotion_rounds::state_since.eq(now),
            ))
            .returning(promotion_rounds::id)
            .get_result(conn)
    })
    .await
}

/// Somebody engaged there with a confirmed sheet whose interview got so many points.
async fn engaged(app: &TestApp, hospital: i64, staff: (i64, i64), interview: u32) -> i64 {
    let clerk = app.clinician(State::Approved).await;
    let now = app.now();
    app.write(move |conn| {
        let id: i64 = diesel::insert_into(engagements::table)
            .values((
                engagements::user_id.eq(clerk.id),
                engagements::hospital_id.eq(hospital),
                engagements::regime.eq("taitung"),
                engagements::state.eq(Stage::Engaged),
                engagements::starts_on.eq(day()),
                engagements::opened_by.eq(staff.0),
                engagements::opened_at.eq(now),
                engagements::state_since.eq(now),
            ))
            .returning(engagements::id)
            .get_result(conn)?;
        let conditions =
            r#"{"to":"officer","years_in_grade":4,"last_three":["A","B","A"],"education":"university"}"#;
        let score = format!(
            r#"{{"education":"university","seniority":{{"years":4,"months":0}},"appraisals":[],"potential":[2,2,2,2,2],"attitude":3,"contribution":3,"interview":{interview}}}"#
        );
        for (question, given) in [("conditions", conditions), ("score", score.as_str())] {
            diesel::insert_into(engagement_entries::table)
                .values((
                    engagement_entries::engagement_id.eq(id),
                    engagement_entries::question.eq(question),
                    engagement_entries::given.eq(given),
                    engagement_entries::entered_by.eq(staff.0),
                    engagement_entries::entered_at.eq(now),
                    engagement_entries::confirmed_by.eq(staff.1),
                    engagement_entries::confirmed_at.eq(now),
                ))
                .execute(conn)?;
        }
        Ok(id)
    })
    .await
}

/// A hospital in Taitung, four people engaged there, and two officers.
async fn world<'a>(app: &'a TestApp) -> (i64, Vec<i64>, Person<'a>, Person<'a>) {
    let ward = app.unit().await;
    let head = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    settings::save(
        &app.app,
        head.id,
        ward.hospital,
        Regime::Taitung,
        HouseRules::DEFAULT,
    )
    .await
    .expect("it is set");
    let officer = app.staff(Role::Officer, "one@hospital.example").await;
    let director = app.staff(Role::Officer, "two@hospital.example").await;
    let mut people = Vec::new();
    for interview in [5, 9, 7, 1] {
        let staff = (officer.id, director.id);
        people.push(engaged(app, ward.hospital, staff, interview).await);
    }
    // A new person in each role declares about those who came after.
    let one = app.staff(Role::Officer, "three@hospital.example").await;
    drop((officer, director));
    let two = app.staff(Role::Officer, "four@hospital.example").await;
    (ward.hospital, people, one, two)
}

async fn opened(officer: &Person<'_>, hospital: i64) -> String {
    let hospital = hospital.to_string();
    let form = [
        ("hospital", hospital.as_str()),
        ("post", "officer"),
        ("lower_total", "10"),
        ("selection_year", "2026"),
        ("selection_month", "4"),
        ("selection_day", "15"),
    ];
    let answer = officer.post("/en/office/rounds", &form).await.is(303);
    answer.location
}

async fn a_round_ends_with_the_directors_choice(app: &TestApp) {
    let (hospital, people, officer, director) = world(app).await;
    officer
        .get("/zh/office/rounds")
        .await
        .is(200)
        .says("尚未有甄審");
    officer
        .post("/en/office/rounds", &[])
        .await
        .is(422)
        .says("Choose a post");
    let path = opened(&officer, hospital).await;
    officer
        .get(&path)
        .await
        .is(200)
        .says("Candidates: 4")
        .says("Meets the conditions")
        .says("the panel at least one member");
    officer
        .post(&format!("{path}/shortlist"), &[])
        .await
        .is(409);
    let panel = format!("{path}/panel");
    officer
        .post(&panel, &[("name", "")])
        .await
        .is(422)
        .says("Enter a name");
    officer.post(&panel, &[("name", "Chan")]).await.is(303);
    officer
        .post(
            &panel,
            &[("name", "Ho"), ("kin_degree", "2"), ("recused", "yes")],
        )
        .await
        .is(303);
    officer
        .post(&format!("{path}/shortlist"), &[])
        .await
        .is(303);
    officer
        .post(&format!("{path}/shortlist"), &[])
        .await
        .is(409);
    officer
        .get(&path)
        .await
        .says("Shortlist made")
        .says("Somebody else than who opened the round");
    let appoint = format!("{path}/appoint");
    let best = people[1].to_string();
    let worst = people[3].to_string();
    officer
        .post(&appoint, &[("row", best.as_str())])
        .await
        .is(409);
    director
        .post(&appoint, &[("row", worst.as_str())])
        .await
        .is(409);
    director.get(&format!("{path}/notice")).await.is(404);
    director
        .post(&appoint, &[("row", best.as_str())])
        .await
        .is(303);
    director
        .post(&appoint, &[("row", best.as_str())])
        .await
        .is(409);
    director
        .get(&format!("{path}/notice").replace("/en/", "/zh/"))
        .await
        .is(200)
        .says("遷調通知書")
        .says("中級專員");
    app.ignores_mail();
}

async fn a_round_whose_panel_was_not_recused_is_void_and_says_so(app: &TestApp) {
    let (hospital, people, officer, director) = world(app).await;
    let path = opened(&officer, hospital).await;
    officer
        .post(
            &format!("{path}/panel"),
            &[("name", "Ho"), ("kin_degree", "3")],
        )
        .await
        .is(303);
    officer.get(&path).await.says("the round would be void");
    let first = people[0].to_string();
    officer
        .post(&format!("{path}/leave-out"), &[("row", first.as_str())])
        .await
        .is(303);
    officer.get(&path).await.says("Candidates: 3");
    officer
        .post(&format!("{path}/shortlist"), &[])
        .await
        .is(303);
    officer
        .get(&path)
        .await
        .says("This round is void")
        .says("point 8");
    let best = people[1].to_string();
    director
        .post(&format!("{path}/appoint"), &[("row", best.as_str())])
        .await
        .is(409);
    app.ignores_mail();
}

both!(
    a_round_ends_with_the_directors_choice,
    a_round_whose_panel_was_not_recused_is_void_and_says_so,
);
