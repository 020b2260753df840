//! Promotion rounds of the demo, in the hospital in Taitung: one whose shortlist waits for the director,
//! with the nurse who picks shifts on it, and one that waits for the unit head's marks.

use super::stories::Officers;
use crate::app::App;
use crate::clock::add_days;
use crate::db::schema::{applications, hospitals, unit_managers, units, users};
use crate::engagements::domain::State;
use crate::engagements::rounds::{self, NewRound};
use crate::engagements::service::{self, Opening};
use crate::error::AppError;
use crate::regime::taitung::Post;
use crate::vetting::State as Vetting;
use crate::vetting::declarations::{self, Relation};
use diesel::prelude::*;

/// Whom the round is about: marks of potential, and what the interview got.
const PEOPLE: [([u32; 5], u32); 4] = [
    ([4, 4, 3, 4, 4], 8),
    ([3, 4, 4, 4, 3], 9),
    ([3, 3, 3, 4, 3], 6),
    ([4, 3, 4, 3, 3], 5),
];

/// The last of them has served too short a time.
const TOO_SHORT: usize = 3;

/// The hospital, the nurse and three others who are members: row and reference of each.
async fn find(app: &App) -> Result<(i64, Vec<(i64, String)>), AppError> {
    app.db
        .read(|conn| {
            let hospital = hospitals::table
                .filter(hospitals::code.eq("TTH"))
                .select(hospitals::id)
                .first(conn)?;
            let members = || {
                applications::table
                    .inner_join(users::table.on(users::id.eq(applications::user_id)))
                    .filter(applications::state.eq(Vetting::Approved))
                    .select((users::id, applications::reference))
            };
            let mut people: Vec<(i64, String)> = members()
                .filter(users::email.eq("nurse@demo.example"))
                .load(conn)?;
            let others = members()
                .filter(users::email.ne("nurse@demo.example"))
                .order(users::id)
                .limit(3)
                .load::<(i64, String)>(conn)?;
            people.extend(others);
            Ok::<_, AppError>((hospital, people))
        })
        .await
}

/// The manager heads a unit there as well.
async fn head(app: &App, manager: i64, hospital: i64) -> Result<(), AppError> {
    app.db
        .write(move |conn| {
            let unit: i64 = units::table
                .filter(units::hospital_id.eq(hospital))
                .filter(units::code.eq("HC"))
                .select(units::id)
                .first(conn)?;
            diesel::insert_into(unit_managers::table)
                .values((
                    unit_managers::unit_id.eq(unit),
                    unit_managers::user_id.eq(manager),
                ))
                .execute(conn)?;
            Ok::<_, AppError>(())
        })
        .await
}

/// Enters a question and has the second officer confirm it.
async fn confirmed(
    app: &App,
    officers: Officers,
    id: i64,
    question: &str,
    given: String,
) -> Result<(), AppError> {
    let entered = service::enter(app, officers.first, id, question.into(), given).await?;
    entered.map_err(|fault| anyhow::anyhow!("{question}: {}", fault.said))?;
    let file = service::file(app, officers.second, id).await?;
    let entry = file
        .entries
        .iter()
        .find(|(entry, _)| entry.question == question);
    let entry = entry.map(|(entry, _)| entry.id).ok_or(AppError::NotFound)?;
    service::confirm(app, officers.second, id, entry).await
}

/// Engages everybody there; returns their engagements.
async fn engage(
    app: &App,
    officers: Officers,
    hospital: i64,
    people: Vec<(i64, String)>,
) -> Result<Vec<i64>, AppError> {
    let today = app.clock.now().day();
    let mut engaged = Vec::new();
    for (place, (_, reference)) in people.into_iter().enumerate() {
        for officer in [officers.first, officers.second] {
            declarations::declare(app, officer, reference.clone(), Relation::None).await?;
        }
        let opening = Opening {
            reference,
            hospital,
            state: State::Engaged,
            starts_on: add_days(today, -1900),
        };
        let Ok(id) = service::open(app, officers.first, opening).await? else {
            continue;
        };
        let years = if place == TOO_SHORT { 2 } else { 4 };
        let given = format!(
            r#"{{"to":"officer","years_in_grade":{years},"last_three":["A","B","A"],"education":"university"}}"#
        );
        confirmed(app, officers, id, "conditions", given).await?;
        engaged.push(id);
    }
    Ok(engaged)
}

/// Opens both and lives through the first up to its shortlist, with the product's own services.
///
/// # Errors
/// The database's.
pub async fn insert(app: &App, officers: Officers, manager: i64) -> Result<(), AppError> {
    let today = app.clock.now().day();
    let (hospital, people) = find(app).await?;
    head(app, manager, hospital).await?;
    let engaged = engage(app, officers, hospital, people).await?;
    let new = |post: Post, lower_total, ahead| NewRound {
        hospital,
        post: post.as_str(),
        lower_total,
        holders: 1,
        selection_on: add_days(today, ahead),
    };
    let round = rounds::open(app, officers.first, new(Post::Officer, 12, -3)).await?;
    for (name, degree, recused) in [
        ("林美玉", None, false),
        ("陳國強", None, false),
        ("黃志明", Some(2), true),
    ] {
        rounds::add_to_panel(app, officers.first, round, (name.into(), degree, recused)).await?;
    }
    for (id, (marks, interview)) in engaged.iter().zip(PEOPLE).take(TOO_SHORT) {
        let potential = format!("[{}]", marks.map(|mark| mark.to_string()).join(","));
        rounds::mark(app, manager, (round, *id), potential.clone(), String::new()).await?;
        let given = format!(
            r#"{{"education":"university","seniority":{{"years":5,"months":2}},"appraisals":["step","no_step","step"],"commendations":1,"english":"intermediate","training_hours":32,"potential":{potential},"attitude":4,"contribution":3,"interview":{interview}}}"#
        );
        confirmed(app, officers, *id, "score", given).await?;
    }
    rounds::shortlist(app, officers.first, round).await?;
    rounds::open(app, officers.second, new(Post::SeniorOfficer, 40, 25)).await?;
    Ok(())
}
