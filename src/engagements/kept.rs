//! What was answered when something was entered: kept with its articles and the edition of the rules, so
//! that a change of law changes nothing that was decided before.

use super::store::Entry;
use crate::i18n::Lang;
use crate::regime::Regime;
use crate::rulebook::answer::Teller;
use crate::rules::{self, Answered};
use chrono::NaiveDate;

/// The answer as it was kept; asked of the rules only where none was.
pub(super) fn answered(regime: Regime, entry: &Entry) -> Option<Answered> {
    match &entry.answered {
        Some(line) => Answered::read(line),
        None => rules::answered(regime, &entry.question, &entry.given).ok(),
    }
}

/// The edition that an answer of today is kept with.
pub(super) fn edition(regime: Regime) -> NaiveDate {
    regime.edition().in_force_from
}

/// What is said of an edition: empty where none was kept.
pub(super) fn told(edition: &Option<NaiveDate>, lang: Lang) -> String {
    edition.map_or_else(String::new, |day| {
        lang.texts().engagement_edition(lang.date_year(day))
    })
}

/// The articles under which an entry was answered, and the edition in which they stand.
pub(super) fn cited(teller: &Teller, entry: &Entry, answer: Option<&Answered>) -> String {
    let articles = answer.map_or(&[][..], |answer| &answer.articles).iter();
    let articles: Vec<String> = articles.map(|article| teller.article(article)).collect();
    let mut said = teller.lang.list(&articles);
    let edition = told(&entry.edition, teller.lang);
    if !edition.is_empty() {
        said.push_str(" · ");
        said.push_str(&edition);
    }
    said
}
