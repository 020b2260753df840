//! The questions for people who read and try them on a page.

use super::field::Note;
use super::json::Json;
use super::question::questions;
use super::shown::Shown;
use crate::regime::Regime;

/// A question.
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub fields: Vec<Note>,
    /// Where its rule stands.
    pub articles: &'static [&'static str],
}

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The path to the field, such as `shifts[2].end`; empty where it is of the whole.
    pub place: String,
    /// What is wrong.
    pub said: String,
}

/// The questions of a regime, in the order in which they are listed.
pub fn sheets(regime: Regime) -> Vec<Sheet> {
    let sheet = |(name, question): &(&'static str, &'static dyn super::question::Ask)| Sheet {
        name,
        fields: question.fields(),
        articles: question.articles(),
    };
    questions(regime).iter().map(sheet).collect()
}

/// Answers a question, as `locum rules answer` does; `given` is JSON.
///
/// # Errors
/// Where there is no such question, or what is given cannot be read or has no answer.
pub fn ask(regime: Regime, question: &str, given: &str) -> Result<Shown, Fault> {
    let fault = |fault: super::fault::Fault| {
        let (place, said) = fault.parts();
        Fault { place, said }
    };
    let plain = |said: String| fault(super::fault::Fault::new(said));
    let found = questions(regime).iter().find(|(name, _)| *name == question);
    let (_, question) = found.ok_or_else(|| plain(format!("no question {question}")))?;
    let given = Json::parse(given).map_err(|error| plain(error.to_string()))?;
    let line = question.answer(Json::NULL, given).map_err(fault)?;
    let line = Json::parse(&line).map_err(|error| plain(error.to_string()))?;
    Ok(Shown::of(line)
        .get("answer")
        .cloned()
        .unwrap_or(Shown::Nothing))
}
