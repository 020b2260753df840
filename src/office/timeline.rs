//! Everything that happened to a file, as officers read it: by name, with what was written down.

use super::trail;
use crate::accounts;
use crate::app::App;
use crate::clock::UtcTime;
use crate::credentials::{ReturnReason, Slot};
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::vetting::actor_label;
use crate::vetting::facts::Fact;
use crate::vetting::file_notes::FileNote;
use crate::vetting::references::UnitReference;
use crate::vetting::service::File;
use serde_json::Value;
use std::collections::BTreeMap;

/// A line of the story.
pub struct Line {
    /// When.
    pub at: UtcTime,
    /// What.
    pub what: String,
    /// By whom; empty where nobody acted.
    pub by: String,
    /// What was said with it.
    pub said: String,
}

/// Names of the people who acted.
async fn names(app: &App, file: &File, lang: Lang) -> Result<BTreeMap<i64, String>, AppError> {
    let details = file
        .events
        .iter()
        .filter_map(|event| detail(&event.detail, "officer")?.as_i64());
    let mut ids: Vec<i64> = file
        .events
        .iter()
        .filter_map(|event| event.actor)
        .chain(details)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    app.db
        .read(move |conn| {
            let mut names = BTreeMap::new();
            for id in ids {
                let user = accounts::store::find_user(conn, id)?;
                names.insert(id, user.name(lang).to_owned());
            }
            Ok(names)
        })
        .await
}

fn detail(text: &str, key: &str) -> Option<Value> {
    serde_json::from_str::<Value>(text).ok()?.get(key).cloned()
}

/// The whole story, newest first.
///
/// # Errors
/// The database's.
pub async fn of(
    app: &App,
    file: &File,
    references: &[UnitReference],
    notes: &[FileNote],
    t: &Texts,
    lang: Lang,
) -> Result<Vec<Line>, AppError> {
    let names = names(app, file, lang).await?;
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let mut lines: Vec<Line> = file
        .events
        .iter()
        .map(|event| {
            let word = |key| detail(&event.detail, key);
            let slot = word("slot").and_then(|slot| Slot::parse(slot.as_str()?));
            let fact = word("fact").and_then(|fact| Fact::parse(fact.as_str()?));
            let officer = word("officer").and_then(|officer| officer.as_i64());
            let about = slot
                .map(|slot| slot.label(t))
                .or(fact.map(|fact| fact.label(t)))
                .or(officer.map(name));
            let why = word("reason").and_then(|why| ReturnReason::parse(why.as_str()?));
            let why = why.map(|why| why.label(t));
            let said = word("said").and_then(|said| said.as_str().map(str::to_owned));
            let said = said.filter(|said| !said.is_empty());
            let what = event.act.label(t);
            Line {
                at: event.at,
                what: match about {
                    Some(about) => t.timeline_about(what, about),
                    None => what,
                },
                by: match event.actor {
                    Some(actor) => name(actor),
                    None => actor_label(&event.actor_role, t),
                },
                said: match (why, said) {
                    (Some(why), Some(said)) => t.asked_both(why, said),
                    (one, other) => one.or(other).unwrap_or_default(),
                },
            }
        })
        .collect();
    let person = file.person.name(lang).to_owned();
    let papers = file.documents.iter().chain(&file.earlier);
    lines.extend(papers.map(|document| Line {
        at: document.uploaded_at,
        what: t.timeline_uploaded(document.slot.label(t)),
        by: person.clone(),
        said: document.file_name.clone(),
    }));
    lines.extend(trail::lines(app, file, t, lang).await?);
    lines.extend(references.iter().flat_map(|unit| of_unit(unit, t, lang)));
    lines.extend(notes.iter().map(|note| Line {
        at: note.at,
        what: t.timeline_note(),
        by: note.officer.name(lang).to_owned(),
        said: note.text.clone().unwrap_or_default(),
    }));
    lines.sort_by_key(|line| std::cmp::Reverse(line.at));
    Ok(lines)
}

fn of_unit(unit: &UnitReference, t: &Texts, lang: Lang) -> Vec<Line> {
    let place = unit.referee.place();
    let line = |at: Option<UtcTime>, what: String| {
        at.map(|at| Line {
            at,
            what,
            by: String::new(),
            said: String::new(),
        })
    };
    let opened = line(unit.referee.opened_at, t.timeline_opened(place.as_str()));
    let reminded = line(
        unit.referee.reminded_at,
        t.timeline_reminded(place.as_str(), unit.referee.reminders),
    );
    let noted = unit.notes.iter().map(|noted| Line {
        at: noted.at,
        what: t.timeline_about(noted.kind.label(t), place.as_str()),
        by: noted.officer.name(lang).to_owned(),
        said: noted.outcome.label(t),
    });
    opened.into_iter().chain(reminded).chain(noted).collect()
}
