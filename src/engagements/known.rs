//! What is known of somebody before a sheet is filled in: it stands in the form, and whoever enters it
//! looks at it.

use super::round_file::OwnRound;
use super::service::File;
use crate::regime::Regime;
use crate::rules::{Shown, ask};
use serde_json::{Value, json};

/// The round that is open for them.
fn open_round(file: &File) -> Option<&OwnRound> {
    file.rounds.iter().find(|one| one.round.state == "open")
}

/// What was given last for a question.
fn given(file: &File, question: &str) -> Option<Value> {
    let mut entries = file.entries.iter();
    let (entry, _) = entries.find(|(entry, _)| entry.question == question)?;
    serde_json::from_str(&entry.given).ok()
}

/// Years and months up to a round's selection, from the first day of service.
fn seniority(file: &File, round: &OwnRound) -> Option<Value> {
    let entered = file
        .entries
        .iter()
        .find(|(entry, _)| entry.question == "seniority");
    let counted = match entered.and_then(|(_, answer)| answer.as_ref()) {
        Some(answer) => answer.shown.clone(),
        None => {
            let given = json!({
                "start": file.engagement.starts_on.to_string(),
                "selection_on": round.round.selection_on.to_string(),
            });
            ask(Regime::Taitung, "seniority", &given.to_string()).ok()?
        }
    };
    let part = |name| match counted.get(name) {
        Some(Shown::Number(digits)) => digits.parse::<u32>().ok(),
        _ => None,
    };
    Some(json!({"years": part("years")?, "months": part("months")?}))
}

/// What stands in the form of a question: what was given last, and over it what is known.
pub(super) fn first(file: &File, question: &str) -> Value {
    let mut form = given(file, question).unwrap_or_else(|| json!({}));
    let Some((fields, round)) = form.as_object_mut().zip(open_round(file)) else {
        return form;
    };
    let mut known = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    };
    match question {
        "conditions" => known("to", Some(json!(round.round.post))),
        "score" => {
            let education = given(file, "conditions");
            known(
                "education",
                education.and_then(|met| met.get("education").cloned()),
            );
            known("seniority", seniority(file, round));
            let row = &round.candidate.row;
            let marks = row.potential.as_deref();
            known(
                "potential",
                marks.and_then(|marks| serde_json::from_str(marks).ok()),
            );
            known(
                "potential_note",
                row.potential_note.as_ref().map(|note| json!(note)),
            );
        }
        _ => {}
    }
    form
}
