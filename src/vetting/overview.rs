//! Many files at a glance: what a queue needs of each, in a handful of queries however many they are.

use super::State;
use super::clock::{self, Clocks};
use super::declarations;
use super::facts;
use super::machine::EnquiryState;
use super::risk::Risk;
use super::store::{Application, COLUMNS, Event};
use super::tracker::{self, Progress, Situation, UnitStands};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::credentials::{DocumentState, Slot};
use crate::db::Conn;
use crate::db::schema::{application_events as events, applications, documents, referees, users};
use crate::domain::{Category, Role};
use crate::error::AppError;
use crate::i18n::Lang;
use diesel::prelude::*;
use serde_json::json;
use std::collections::HashMap;

/// Who somebody is, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Named {
    /// Row.
    pub id: i64,
    /// Name as the register spells it.
    pub name_en: String,
    /// Chinese name, or empty.
    pub name_zh: String,
}

impl Named {
    /// The name to show in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh if !self.name_zh.is_empty() => &self.name_zh,
            _ => &self.name_en,
        }
    }
}

/// A file at a glance.
#[derive(Debug, Clone)]
pub struct Brief {
    /// The application.
    pub application: Application,
    /// The person.
    pub person: Named,
    /// Who has it. An officer whose account is closed or who does something else now has nothing.
    pub officer: Option<Named>,
    /// How its days were used.
    pub clocks: Clocks,
    /// Who has the ball and what comes next.
    pub progress: Progress,
    /// How it stands against the promise.
    pub risk: Risk,
}

/// The officers who can be given a file, by name.
pub(super) fn officers(conn: &mut Conn) -> QueryResult<Vec<Named>> {
    users::table
        .filter(users::role.eq(Role::Officer))
        .filter(users::disabled_at.is_null())
        .order((users::name_en, users::id))
        .select((users::id, users::name_en, users::name_zh))
        .load(conn)
}

/// Groups rows by the application that they begin with.
pub(super) fn grouped<T>(rows: Vec<(i64, T)>) -> HashMap<i64, Vec<T>> {
    let mut groups: HashMap<i64, Vec<T>> = HashMap::new();
    for (application, row) in rows {
        groups.entry(application).or_default().push(row);
    }
    groups
}

type Unit = (
    String,
    String,
    EnquiryState,
    Option<UtcTime>,
    Option<UtcTime>,
    Option<UtcTime>,
);

fn units(conn: &mut Conn) -> QueryResult<HashMap<i64, Vec<UnitStands>>> {
    let rows: Vec<(i64, Unit)> = referees::table
        .inner_join(applications::table)
        .filter(applications::state.eq_any(State::OPEN))
        .order(referees::id)
        .select((
            referees::application_id,
            (
                referees::hospital,
                referees::unit,
                referees::state,
                referees::asked_at,
                referees::turned_at,
                referees::answered_at,
            ),
        ))
        .load(conn)?;
    let stands = |(application, unit): (i64, Unit)| {
        let (hospital, unit, state, asked_at, turned_at, answered_at) = unit;
        let stands = UnitStands {
            place: format!("{hospital} {unit}"),
            state,
            asked_at,
            turned_at: turned_at.or(answered_at),
        };
        (application, stands)
    };
    Ok(grouped(rows.into_iter().map(stands).collect()))
}

fn returned(conn: &mut Conn) -> QueryResult<HashMap<i64, Vec<Slot>>> {
    let rows = documents::table
        .inner_join(applications::table)
        .filter(applications::state.eq(State::MoreInformation))
        .filter(documents::state.eq(DocumentState::Returned))
        .order(documents::id)
        .select((documents::application_id, documents::slot))
        .load(conn)?;
    Ok(grouped(rows))
}

/// What began or ended a pause of the clock.
pub(super) fn pauses(conn: &mut Conn, states: &[State]) -> QueryResult<HashMap<i64, Vec<Event>>> {
    let still: Vec<State> = State::ALL
        .iter()
        .copied()
        .filter(|state| !state.is_counted())
        .collect();
    let rows = events::table
        .inner_join(applications::table)
        .filter(applications::state.eq_any(states.to_vec()))
        .filter(
            events::from_state
                .eq_any(still.clone())
                .or(events::to_state.eq_any(still)),
        )
        .order(events::id)
        .select((
            events::application_id,
            (
                events::at,
                events::actor_id,
                events::actor_role,
                events::act,
                events::from_state,
                events::to_state,
                events::detail,
            ),
        ))
        .load(conn)?;
    Ok(grouped(rows))
}

/// The open files that an officer may see, the worst first: six queries, however many files.
///
/// # Errors
/// The database's.
pub async fn list(app: &App, by: i64) -> Result<Vec<Brief>, AppError> {
    let now = app.clock.now();
    app.db.read(move |conn| Ok(load(conn, by, now)?)).await
}

fn load(conn: &mut Conn, by: i64, now: UtcTime) -> QueryResult<Vec<Brief>> {
    let rows: Vec<(Application, Named)> = applications::table
        .inner_join(users::table.on(users::id.eq(applications::user_id)))
        .filter(applications::state.eq_any(State::OPEN))
        .filter(applications::user_id.ne(by))
        .filter(applications::id.ne_all(declarations::list_recused(conn, by)?))
        .select((COLUMNS, (users::id, users::name_en, users::name_zh)))
        .load(conn)?;
    let officers = officers(conn)?;
    let (mut units, mut returned) = (units(conn)?, returned(conn)?);
    let mut asked = facts::list_all_open(conn)?;
    let pauses = pauses(conn, &State::OPEN)?;
    let mut briefs: Vec<Brief> = rows
        .into_iter()
        .filter_map(|(application, person)| {
            let id = application.id;
            let situation = Situation {
                state: application.state,
                state_since: application.state_since,
                returned: returned.remove(&id).unwrap_or_default(),
                asked: asked.remove(&id).unwrap_or_default(),
                units: units.remove(&id).unwrap_or_default(),
            };
            let paused = pauses.get(&id).map_or(&[][..], Vec::as_slice);
            let clocks = clock::read(&application, paused, now)?;
            let progress = tracker::progress_of(&situation, now)?;
            let officer = officers
                .iter()
                .find(|officer| Some(officer.id) == application.officer);
            Some(Brief {
                risk: Risk::of(&clocks, &progress, now.day()),
                officer: officer.cloned(),
                application,
                person,
                clocks,
                progress,
            })
        })
        .collect();
    briefs.sort_by_key(|brief| (brief.risk.order(), brief.application.id));
    Ok(briefs)
}

/// A member at a glance.
#[derive(Debug, Clone, Queryable)]
pub struct Member {
    /// Number of the file.
    pub reference: String,
    /// What they work as.
    pub category: Category,
    /// Whether they may pick.
    pub state: State,
    /// Since when.
    pub since: UtcTime,
    /// The person.
    pub person: Named,
}

/// Members, suspended ones first: a page of them, and how many there are in all.
///
/// # Errors
/// The database's.
pub async fn members(
    app: &App,
    by: i64,
    wanted: String,
    page: i64,
    size: i64,
) -> Result<(Vec<Member>, i64), AppError> {
    let like = format!("%{}%", wanted.replace(['%', '_', '\\'], ""));
    app.db
        .read(move |conn| {
            let recused = declarations::list_recused(conn, by)?;
            let rows = || {
                applications::table
                    .inner_join(users::table.on(users::id.eq(applications::user_id)))
                    .filter(applications::state.eq_any(State::MEMBERS))
                    .filter(applications::user_id.ne(by))
                    .filter(applications::id.ne_all(&recused))
                    .filter(
                        applications::reference
                            .like(like.to_uppercase())
                            .or(users::name_zh.like(&like))
                            .or(lower(users::name_en).like(like.to_lowercase())),
                    )
            };
            let all = rows().count().get_result(conn)?;
            let shown = rows()
                .order((applications::state.desc(), users::name_en, applications::id))
                .limit(size)
                .offset((page - 1).max(0) * size)
                .select((
                    applications::reference,
                    applications::category,
                    applications::state,
                    applications::state_since,
                    (users::id, users::name_en, users::name_zh),
                ))
                .load(conn)?;
            Ok((shown, all))
        })
        .await
}

diesel::define_sql_function! {
    /// Small letters of Latin names, on both databases.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// The officers who can be given a file, by name.
///
/// # Errors
/// The database's.
pub async fn list_officers(app: &App) -> Result<Vec<Named>, AppError> {
    app.db.read(|conn| Ok(officers(conn)?)).await
}

/// Notes that an officer took a list of files out of the product.
///
/// # Errors
/// The database's.
pub async fn note_export(
    app: &App,
    by: i64,
    action: &'static str,
    files: usize,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let actor = Actor::Person(by, Role::Officer);
            let detail = json!({"files": files});
            audit::record(conn, now, actor, action, Subject::User(by), &detail)?;
            Ok(())
        })
        .await
}
