//! A promotion round of Taitung: sheets, panel and kinship, quota, the shortlist, the director's choice.

use crate::app::TestApp;
use crate::people::{Person, Ward};
use chrono::NaiveDate;
use diesel::prelude::*;
use locum::db::schema::{
    audit_events, engagement_entries, engagements, promotion_candidates, promotion_rounds,
};
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

/// A round that ended with somebody's appointment.
pub async fn appointment(app: &TestApp, ward: &Ward, officer: i64, engagement: i64) -> i64 {
    let id = round(app, ward.hospital, officer).await;
    app.write(move |conn| {
        diesel::update(promotion_rounds::table.find(id))
            .set((
                promotion_rounds::state.eq("appointed"),
                promotion_rounds::appointed.eq(engagement),
            ))
            .execute(conn)
    })
    .await;
    id
}

/// Somebody engaged there with a confirmed sheet whose interview got so many points.
async fn engaged(
    app: &TestApp,
    clerk: i64,
    hospital: i64,
    staff: (i64, i64),
    interview: u32,
) -> i64 {
    let now = app.now();
    app.write(move |conn| {
        let id: i64 = diesel::insert_into(engagements::table)
            .values((
                engagements::user_id.eq(clerk),
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

/// A hospital in Taitung, people engaged there with so many points for their interviews, two officers
/// and a unit head.
struct World<'a> {
    hospital: i64,
    people: Vec<i64>,
    members: Vec<Person<'a>>,
    officer: Person<'a>,
    director: Person<'a>,
    head: Person<'a>,
}

impl<'a> World<'a> {
    async fn make(app: &'a TestApp, interviews: &[u32]) -> Self {
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
        let head = app.staff(Role::UnitManager, "ward@hospital.example").await;
        app.gives(ward, &head).await;
        let one = app.staff(Role::Officer, "one@hospital.example").await;
        let two = app.staff(Role::Officer, "two@hospital.example").await;
        let (mut people, mut members) = (Vec::new(), Vec::new());
        for interview in interviews {
            let member = app.clinician(State::Approved).await;
            let staff = (one.id, two.id);
            people.push(engaged(app, member.id, ward.hospital, staff, *interview).await);
            members.push(member);
        }
        // A new person in each role declares about those who came after.
        let officer = app.staff(Role::Officer, "three@hospital.example").await;
        drop((one, two));
        Self {
            hospital: ward.hospital,
            people,
            members,
            officer,
            director: app.staff(Role::Officer, "four@hospital.example").await,
            head,
        }
    }

    /// The unit head marks everybody as their sheets say, two points an item.
    async fn marked(&self, path: &str) {
        let path = path.replace("/office/", "/unit/");
        for id in &self.people {
            self.head
                .post(&path, &marks(&id.to_string(), "2"))
                .await
                .is(303);
        }
    }

    /// Somebody without kin sits on the panel.
    async fn sits(&self, path: &str) {
        let panel = format!("{path}/panel");
        self.officer.post(&panel, &[("name", "Chan")]).await.is(303);
    }

    async fn lists(&self, path: &str, status: u16) {
        self.officer
            .post(&format!("{path}/shortlist"), &[])
            .await
            .is(status);
    }
}

/// What a unit head types.
fn marks<'a>(row: &'a str, each: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("row", row),
        ("potential_1", each),
        ("potential_2", each),
        ("potential_3", each),
        ("potential_4", each),
        ("potential_5", each),
        ("unrelated", "yes"),
    ]
}

/// Changes an entry behind the product's back.
async fn sets(app: &TestApp, engagement: i64, question: &'static str, given: &'static str) {
    app.write(move |conn| {
        diesel::update(
            engagement_entries::table
                .filter(engagement_entries::engagement_id.eq(engagement))
                .filter(engagement_entries::question.eq(question)),
        )
        .set(engagement_entries::given.eq(given))
        .execute(conn)
    })
    .await;
}

async fn opened(world: &World<'_>, holders: &str) -> String {
    let hospital = world.hospital.to_string();
    let form = [
        ("hospital", hospital.as_str()),
        ("post", "officer"),
        ("lower_total", "10"),
        ("holders", holders),
        ("selection_year", "2026"),
        ("selection_month", "4"),
        ("selection_day", "15"),
    ];
    let answer = world.officer.post("/en/office/rounds", &form).await;
    let answer = answer.is(303);
    answer.location
}

async fn a_round_ends_with_the_directors_choice(app: &TestApp) {
    let world = World::make(app, &[5, 9, 7, 1]).await;
    let (officer, director, people) = (&world.officer, &world.director, &world.people);
    officer
        .get("/zh/office/rounds")
        .await
        .is(200)
        .says("尚未有甄審");
    officer
        .post("/en/office/rounds", &[])
        .await
        .is(422)
        .says("Choose a post")
        .says("Enter how many people hold this post today");
    let path = opened(&world, "1").await;
    officer
        .get(&path)
        .await
        .is(200)
        .says("Candidates: 4")
        .says("Meets the conditions")
        .says("Posts that are free")
        .says("The unit head has not marked their potential yet")
        .says("Somebody must sit on the panel");
    world.sits(&path).await;
    world.lists(&path, 409).await;
    world.marked(&path).await;
    officer
        .post(&format!("{path}/panel"), &[("name", "")])
        .await
        .is(422)
        .says("Enter a name");
    officer
        .post(
            &format!("{path}/panel"),
            &[("name", "Ho"), ("kin_degree", "2"), ("recused", "yes")],
        )
        .await
        .is(303);
    app.mail().await;
    world.lists(&path, 303).await;
    world.lists(&path, 409).await;
    assert_eq!(app.mail().await.len(), 4, "everybody hears of it");
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
    let world = World::make(app, &[5, 9, 7, 1]).await;
    let (officer, people) = (&world.officer, &world.people);
    let path = opened(&world, "0").await;
    world.marked(&path).await;
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
    world.lists(&path, 303).await;
    officer
        .get(&path)
        .await
        .says("This round is void")
        .says("point 8")
        .says("There is no shortlist");
    world.members[1]
        .get("/en/my-engagements")
        .await
        .says("This round is void");
    let best = people[1].to_string();
    world
        .director
        .post(&format!("{path}/appoint"), &[("row", best.as_str())])
        .await
        .is(409);
    app.ignores_mail();
}

async fn a_shortlist_stays_as_it_was_made(app: &TestApp) {
    app.ignores_mail();
    let world = World::make(app, &[5, 9, 7, 1]).await;
    let path = opened(&world, "0").await;
    world.marked(&path).await;
    world.sits(&path).await;
    world.lists(&path, 303).await;
    let kept = || async {
        app.read(|conn| {
            promotion_candidates::table
                .order(promotion_candidates::engagement_id)
                .select((promotion_candidates::place, promotion_candidates::total))
                .load::<(Option<i32>, Option<String>)>(conn)
        })
        .await
    };
    let before = kept().await;
    let places: Vec<_> = before.iter().map(|(place, _)| *place).collect();
    assert_eq!(places, [Some(3), Some(1), Some(2), None]);
    // Whatever is entered or changed afterwards, nobody moves.
    let last = world.people[3];
    sets(
        app,
        last,
        "score",
        r#"{"education":"doctorate","seniority":{"years":9,"months":0},"appraisals":[],"potential":[2,2,2,2,2],"attitude":5,"contribution":5,"interview":10}"#,
    )
    .await;
    sets(
        app,
        world.people[1],
        "conditions",
        r#"{"to":"officer","years_in_grade":1,"last_three":["C","C","C"],"education":"university"}"#,
    )
    .await;
    assert_eq!(kept().await, before);
    world.officer.get(&path).await.says("Kept as it was");
    let appoint = format!("{path}/appoint");
    let late = last.to_string();
    let best = world.people[1].to_string();
    world
        .director
        .post(&appoint, &[("row", late.as_str())])
        .await
        .is(409);
    world
        .director
        .post(&appoint, &[("row", best.as_str())])
        .await
        .is(303);
    let acts: Vec<String> = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::subject_kind.eq("round"))
                .filter(audit_events::action.ne("round.marked"))
                .order(audit_events::id)
                .select(audit_events::action)
                .load(conn)
        })
        .await;
    assert_eq!(
        acts,
        [
            "round.opened",
            "round.panel",
            "round.listed",
            "round.appointed"
        ]
    );
}

async fn everybody_sees_how_they_stand_and_nothing_of_others(app: &TestApp) {
    app.ignores_mail();
    let world = World::make(app, &[5, 9, 7, 1]).await;
    let path = opened(&world, "0").await;
    let [third, first, _, last] = world.members.as_slice() else {
        panic!("four take part");
    };
    first
        .get("/en/my-engagements")
        .await
        .is(200)
        .says("Promotion to Intermediate officer")
        .says("The round is open");
    world.marked(&path).await;
    world.sits(&path).await;
    world.lists(&path, 303).await;
    // 8 for education, 4 years, 10 for potential, 6 and the interview.
    let page = first.get("/en/my-engagements").await;
    page.says("at place 1")
        .says("Total: 37")
        .hides("Total: 33")
        .hides("Total: 29");
    last.get("/zh/my-engagements")
        .await
        .says("有三人或以上的總分較高");
    let best = world.people[1].to_string();
    world
        .director
        .post(&format!("{path}/appoint"), &[("row", best.as_str())])
        .await
        .is(303);
    first
        .get("/en/my-engagements")
        .await
        .says("The director has appointed you");
    third
        .get("/en/my-engagements")
        .await
        .says("has appointed somebody else");
    let notice = path.replace("/office/rounds", "/my-rounds");
    let notice = format!("{notice}/notice");
    first.get(&notice).await.is(200).says("notice of transfer");
    third.get(&notice).await.is(404);
    world.head.get(&notice).await.is(403);
}

async fn the_quota_counts_who_holds_the_post_and_who_was_appointed_since(app: &TestApp) {
    app.ignores_mail();
    let world = World::make(app, &[5, 9]).await;
    // Two in ten, and both are there.
    let full = opened(&world, "2").await;
    world.marked(&full).await;
    world.sits(&full).await;
    world.officer.get(&full).await.says("are filled (point 6)");
    world.lists(&full, 409).await;
    let close = |path: &str| format!("{path}/close");
    world.officer.post(&close(&full), &[]).await.is(303);
    world.officer.post(&close(&full), &[]).await.is(409);
    // One post and two rounds for it: the second finds it taken.
    let (one, two) = (opened(&world, "1").await, opened(&world, "1").await);
    for path in [&one, &two] {
        world.marked(path).await;
        world.sits(path).await;
        world.lists(path, 303).await;
    }
    let best = world.people[1].to_string();
    let appoint = |path: &str| format!("{path}/appoint");
    world
        .director
        .post(&appoint(&one), &[("row", best.as_str())])
        .await
        .is(303);
    let other = world.people[0].to_string();
    world
        .director
        .post(&appoint(&two), &[("row", other.as_str())])
        .await
        .is(409);
    world.officer.post(&close(&two), &[]).await.is(303);
    world
        .officer
        .get(&two)
        .await
        .says("Closed without a shortlist");
}

async fn nobody_who_meets_the_conditions_closes_a_round(app: &TestApp) {
    app.ignores_mail();
    let world = World::make(app, &[5]).await;
    let path = opened(&world, "0").await;
    world.sits(&path).await;
    let close = format!("{path}/close");
    // Somebody could still be chosen.
    world.officer.post(&close, &[]).await.is(409);
    sets(
        app,
        world.people[0],
        "conditions",
        r#"{"to":"officer","years_in_grade":1,"last_three":["A","C","A"],"education":"university"}"#,
    )
    .await;
    world
        .officer
        .get(&path)
        .await
        .says("Does not meet the conditions")
        .says("Close the round");
    world.lists(&path, 409).await;
    world.officer.post(&close, &[]).await.is(303);
    world
        .officer
        .get(&path)
        .await
        .says("Nobody who takes part meets the conditions");
    world.members[0]
        .get("/en/my-engagements")
        .await
        .says("Closed without a shortlist")
        .says("Missing:");
}

async fn a_panel_that_stood_aside_as_a_whole_decides_nothing(app: &TestApp) {
    app.ignores_mail();
    let world = World::make(app, &[5, 9]).await;
    let path = opened(&world, "0").await;
    world.marked(&path).await;
    world
        .officer
        .post(
            &format!("{path}/panel"),
            &[("name", "Ho"), ("kin_degree", "1"), ("recused", "yes")],
        )
        .await
        .is(303);
    world
        .officer
        .get(&path)
        .await
        .says("Somebody must sit on the panel who has not stood aside");
    world.lists(&path, 409).await;
    world.sits(&path).await;
    world.lists(&path, 303).await;
}

async fn the_unit_head_marks_potential_and_the_sheet_follows(app: &TestApp) {
    app.ignores_mail();
    let world = World::make(app, &[5]).await;
    let path = opened(&world, "0").await;
    let head = &world.head;
    head.get("/zh/unit/rounds")
        .await
        .is(200)
        .says("尚待評分：1");
    let unit = path.replace("/office/", "/unit/");
    head.get(&unit).await.is(200).says("Team spirit");
    let row = world.people[0].to_string();
    head.post(&unit, &[])
        .await
        .is(422)
        .says("Choose whom you mark")
        .says("Say that you are no relative");
    head.post(&unit, &marks(&row, "6"))
        .await
        .is(422)
        .says("Enter a number from 0 to 5");
    // Twenty-five needs a reason in words.
    let mut high = marks(&row, "5");
    head.post(&unit, &high)
        .await
        .is(422)
        .says("Write why the five add up to more than 21");
    high.push(("note", "Built the records office alone."));
    head.post(&unit, &high).await.is(303);
    head.get("/en/unit/rounds").await.says("All marked");
    // The sheet that was there holds other marks: it does not count.
    world
        .officer
        .get(&path)
        .await
        .says("holds other marks of potential");
    let enter = format!("/en/office/engagements/{row}/enter/score");
    world
        .officer
        .get(&enter)
        .await
        .is(200)
        .says("5 5 5 5 5")
        .says("Built the records office alone.");
    // A head of another hospital sees nothing of it.
    let other = app.staff(Role::UnitManager, "far@hospital.example").await;
    app.gives(app.unit().await, &other).await;
    other.get(&unit).await.is(404);
    other.post(&unit, &marks(&row, "1")).await.is(404);
    other
        .get("/en/unit/rounds")
        .await
        .is(200)
        .says("No round of your hospitals is open");
}

both!(
    a_round_ends_with_the_directors_choice,
    a_round_whose_panel_was_not_recused_is_void_and_says_so,
    a_shortlist_stays_as_it_was_made,
    everybody_sees_how_they_stand_and_nothing_of_others,
    the_quota_counts_who_holds_the_post_and_who_was_appointed_since,
    nobody_who_meets_the_conditions_closes_a_round,
    a_panel_that_stood_aside_as_a_whole_decides_nothing,
    the_unit_head_marks_potential_and_the_sheet_follows,
);
