//! The questions for people who read and try them on a page.

use super::field::Note;
use super::json::Json;
use super::question::questions;
use super::shown::Shown;
use crate::regime::Regime;
use crate::regime::told::Told;

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
    /// What was given, where the field does not allow it; empty where it is missing.
    pub given: Option<String>,
    /// The same taken apart, where several fields show it together.
    pub told: Option<Told>,
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

/// An answer with its articles, as it can be kept: what it says does not change with the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The answer.
    pub shown: Shown,
    /// Where its rule stands, in the source's own numbering.
    pub articles: Vec<String>,
    /// The line as `locum rules answer` writes it.
    pub line: String,
}

impl Answered {
    /// Reads a line that was kept; `None` where it is none of ours.
    pub fn read(line: &str) -> Option<Self> {
        let parts = Shown::of(Json::parse(line).ok()?);
        let articles = match parts.get("articles") {
            Some(Shown::List(articles)) => articles.iter(),
            _ => [].iter(),
        };
        let articles = articles.filter_map(|article| match article {
            Shown::Text(article) => Some(article.clone()),
            _ => None,
        });
        Some(Self {
            articles: articles.collect(),
            shown: parts.get("answer")?.clone(),
            line: line.to_owned(),
        })
    }
}

/// Answers a question, as `locum rules answer` does; `given` is JSON.
///
/// # Errors
/// Where there is no such question, or what is given cannot be read or has no answer.
pub fn ask(regime: Regime, question: &str, given: &str) -> Result<Shown, Fault> {
    answered(regime, question, given).map(|answered| answered.shown)
}

/// The same, to be kept.
///
/// # Errors
/// The same.
pub fn answered(regime: Regime, question: &str, given: &str) -> Result<Answered, Fault> {
    let fault = |fault: super::fault::Fault| fault.parts();
    let plain = |said: String| fault(super::fault::Fault::new(said));
    let found = questions(regime).iter().find(|(name, _)| *name == question);
    let (_, question) = found.ok_or_else(|| plain(format!("no question {question}")))?;
    let given = Json::parse(given).map_err(|error| plain(error.to_string()))?;
    let line = question.answer(Json::NULL, given).map_err(fault)?;
    Answered::read(&line).ok_or_else(|| plain("the answer cannot be read".to_owned()))
}
