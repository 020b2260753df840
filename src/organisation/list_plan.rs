//! What a pasted list would change, what stands against it, and the change.

use super::entries::Entry;
use super::list_rows::{Stored, load, put};
use super::lists::{Fault, List, Read, Wrong};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::db::Conn;
use crate::db::schema::{hospitals, specialties, users};
use crate::domain::Role;
use crate::error::AppError;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// What a pasted list would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// What would be added, by its key.
    pub added: Vec<String>,
    /// What would be changed.
    pub changed: Vec<String>,
    /// How many lines say what stands already.
    pub same: usize,
    steps: Vec<(Option<i64>, Entry)>,
}

/// Holds a list against what is stored.
///
/// # Errors
/// The database's; what is wrong with a line is in the answer.
pub fn plan(
    conn: &mut Conn,
    list: List,
    lines: Vec<Read>,
    today: NaiveDate,
) -> Result<(Plan, Vec<Fault>), AppError> {
    let stored = load(conn, list)?.into_iter();
    let stored: HashMap<String, Stored> = stored.map(|row| (row.1.key(), row)).collect();
    let known = Known::load(conn)?;
    let (mut plan, mut faults) = (Plan::default(), Vec::new());
    for (line, entry) in lines {
        let old = stored.get(&entry.key());
        let mut wrong = known.lacks(&entry);
        wrong.extend(old.and_then(|(_, old)| stands(old, &entry, today)));
        faults.extend(wrong.into_iter().map(|wrong| Fault { line, wrong }));
        match old {
            Some((_, old)) if *old == entry => plan.same += 1,
            Some((row, _)) => {
                plan.changed.push(entry.key());
                plan.steps.push((Some(*row), entry));
            }
            None => {
                plan.added.push(entry.key());
                plan.steps.push((None, entry));
            }
        }
    }
    Ok((plan, faults))
}

/// What a line would change that other rows rest on, or that counts already.
fn stands(old: &Entry, new: &Entry, today: NaiveDate) -> Option<Wrong> {
    let column = match (old, new) {
        (Entry::Specialty(old), Entry::Specialty(new)) => {
            (old.profession != new.profession).then_some("profession")
        }
        // It changes time zone and currency, too, and has a page of its own.
        (Entry::Hospital(old), Entry::Hospital(new)) => {
            (old.regime != new.regime).then_some("regime")
        }
        (Entry::Rate(old), Entry::Rate(new)) => {
            (old != new && old.from <= today).then_some("per_hour")
        }
        (Entry::Experience(old), Entry::Experience(new)) => {
            (old != new && old.from <= today).then_some("per_hour")
        }
        (Entry::Terms(old), Entry::Terms(new)) => {
            (old != new && old.from <= today).then_some("per_hour")
        }
        _ => None,
    };
    column.map(Wrong::Stands)
}

/// What the lines of a list may name.
struct Known {
    hospitals: HashSet<String>,
    specialties: HashSet<String>,
    managers: HashSet<String>,
}

impl Known {
    fn load(conn: &mut Conn) -> QueryResult<Self> {
        let (hospitals, specialties): (Vec<String>, Vec<String>) = (
            hospitals::table.select(hospitals::code).load(conn)?,
            specialties::table.select(specialties::code).load(conn)?,
        );
        let managers: Vec<String> = users::table
            .filter(users::role.eq(Role::UnitManager))
            .filter(users::disabled_at.is_null())
            .select(users::email_key)
            .load(conn)?;
        Ok(Self {
            hospitals: hospitals.into_iter().collect(),
            specialties: specialties.into_iter().collect(),
            managers: managers.into_iter().collect(),
        })
    }

    fn lacks(&self, entry: &Entry) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        let mut ask = |column, known: &HashSet<String>, word: &String| {
            if !known.contains(word) {
                wrong.push(Wrong::Unknown(column, word.clone()));
            }
        };
        match entry {
            Entry::Unit(unit) => {
                ask("hospital_code", &self.hospitals, &unit.hospital);
                ask("specialty_code", &self.specialties, &unit.specialty);
                for manager in &unit.managers {
                    ask("managers", &self.managers, manager);
                }
            }
            Entry::Terms(terms) => ask("hospital_code", &self.hospitals, &terms.hospital),
            Entry::Limit(limit) => ask("hospital_code", &self.hospitals, &limit.hospital),
            _ => {}
        }
        wrong
    }
}

/// Keeps a list: all of it, or nothing where something is wrong with a line.
///
/// # Errors
/// The database's; what is wrong with a line is in the answer.
pub async fn keep(
    app: &App,
    by: i64,
    list: List,
    lines: Vec<Read>,
) -> Result<(Plan, Vec<Fault>), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let (plan, faults) = plan(conn, list, lines.clone(), now.day())?;
            if !faults.is_empty() || plan.steps.is_empty() {
                return Ok((plan, faults));
            }
            for (row, entry) in &plan.steps {
                put(conn, *row, entry, now)?;
            }
            let actor = Actor::Person(by, Role::Administrator);
            let (added, changed) = (plan.added.len(), plan.changed.len());
            let detail = json!({"list": list.as_str(), "added": added, "changed": changed});
            audit::record(conn, now, actor, "list.kept", Subject::House, &detail)?;
            Ok::<_, AppError>((plan, faults))
        })
        .await
}
