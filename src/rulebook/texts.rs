//! What the pages say, read once from the files beside this one. Each text stands in both languages, so
//! that a gap is a fault of the file, which a test finds.

use crate::i18n::Lang;
use crate::regime::Regime;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// English, Chinese.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Pair(String, String);

impl Pair {
    /// The text in a language.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.0,
            Lang::Zh => &self.1,
        }
    }
}

/// Where a table takes its rows or columns from.
#[derive(Debug, Deserialize)]
pub struct Axis {
    /// The field.
    pub field: String,
    /// The values that it takes.
    pub values: Vec<serde_json::Value>,
}

/// A table that is asked from the regime.
#[derive(Debug, Deserialize)]
pub struct TableText {
    /// Its caption.
    pub title: Pair,
    /// One row each.
    pub rows: Axis,
    /// One column each, for a single part of the answer.
    pub columns: Option<Axis>,
    /// The parts of the answer that are shown.
    pub show: Vec<String>,
    /// What every question takes besides: fields of an object, without its braces.
    #[serde(default)]
    pub given: String,
}

/// A question's texts.
#[derive(Debug, Deserialize)]
pub struct QuestionText {
    /// What it is about.
    pub title: Pair,
    /// The rule, sentence by sentence.
    pub says: Vec<Pair>,
    /// Articles, with the source's own words; empty words where the rule is no law.
    pub source: Vec<(String, String)>,
    /// A case to begin with, as JSON.
    pub example: String,
    /// Tables.
    #[serde(default)]
    pub tables: Vec<TableText>,
}

/// What a source rules and no question asks.
#[derive(Debug, Deserialize)]
pub struct Aside {
    /// Where it stands.
    pub article: String,
    /// What it says.
    pub says: Pair,
}

/// A regime's texts.
#[derive(Debug, Default, Deserialize)]
pub struct RegimeText {
    /// By question.
    #[serde(flatten)]
    pub questions: BTreeMap<String, QuestionText>,
    /// What is not computed.
    #[serde(default)]
    pub not_computed: Vec<Aside>,
}

type Names = BTreeMap<String, BTreeMap<String, Pair>>;

fn source(regime: Regime) -> &'static str {
    match regime {
        Regime::Hk => include_str!("texts/hk.toml"),
        Regime::Macau => include_str!("texts/macau.toml"),
        Regime::Lienchiang => include_str!("texts/lienchiang.toml"),
        Regime::Kaohsiung => include_str!("texts/kaohsiung.toml"),
        Regime::Taitung => include_str!("texts/taitung.toml"),
    }
}

/// The texts of a regime.
pub fn of(regime: Regime) -> &'static RegimeText {
    static TEXTS: OnceLock<BTreeMap<&'static str, RegimeText>> = OnceLock::new();
    static NONE: OnceLock<RegimeText> = OnceLock::new();
    let read = || {
        let read = |regime: &Regime| {
            let text = toml::from_str(source(*regime)).unwrap_or_default();
            (regime.as_str(), text)
        };
        Regime::ALL.iter().map(read).collect()
    };
    TEXTS
        .get_or_init(read)
        .get(regime.as_str())
        .unwrap_or_else(|| NONE.get_or_init(RegimeText::default))
}

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| toml::from_str(include_str!("texts/names.toml")).unwrap_or_default())
}

/// What a field, a word or a part of an answer is called; `None` where it is no word of ours.
pub fn name(regime: Regime, word: &str, lang: Lang) -> Option<&'static str> {
    let own = names().get(regime.as_str()).and_then(|own| own.get(word));
    let all = || names().get("all").and_then(|all| all.get(word));
    own.or_else(all).map(|pair| pair.text(lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Note, Shape, ask, sheets};

    fn words(note: &Note, found: &mut Vec<&'static str>) {
        fn of(shape: &Shape, found: &mut Vec<&'static str>) {
            match shape {
                Shape::Words(words) => found.extend(words),
                Shape::Maybe(inner) | Shape::List(inner, _) => of(inner, found),
                Shape::Object(notes) => notes.iter().for_each(|note| words(note, found)),
                _ => {}
            }
        }
        found.push(note.name);
        of(&note.shape, found);
    }

    #[test]
    fn every_file_can_be_read() {
        for regime in Regime::ALL {
            toml::from_str::<RegimeText>(source(*regime)).unwrap();
        }
        toml::from_str::<Names>(include_str!("texts/names.toml")).unwrap();
    }

    #[test]
    fn every_question_has_its_texts_and_its_example_an_answer() {
        for regime in Regime::ALL {
            let texts = of(*regime);
            let sheets = sheets(*regime);
            assert_eq!(sheets.len(), texts.questions.len(), "{regime:?}");
            for sheet in sheets {
                let text = &texts.questions[sheet.name];
                assert!(
                    !text.says.is_empty() && !text.source.is_empty(),
                    "{}",
                    sheet.name
                );
                let answer = ask(*regime, sheet.name, &text.example);
                assert!(answer.is_ok(), "{regime:?} {}: {answer:?}", sheet.name);
            }
        }
    }

    #[test]
    fn every_field_and_word_has_a_name() {
        let mut nameless = Vec::new();
        for regime in Regime::ALL {
            for sheet in sheets(*regime) {
                let mut found = Vec::new();
                sheet.fields.iter().for_each(|note| words(note, &mut found));
                found.retain(|word| name(*regime, word, Lang::Zh).is_none());
                nameless.extend(found.into_iter().map(|word| (regime.as_str(), word)));
            }
        }
        assert!(nameless.is_empty(), "{nameless:?}");
    }

    #[test]
    fn every_part_of_an_answer_has_a_name() {
        fn parts(regime: Regime, value: &crate::rules::Shown, nameless: &mut Vec<String>) {
            match value {
                crate::rules::Shown::Object(fields) => {
                    for (part, value) in fields {
                        if name(regime, part, Lang::Zh).is_none() {
                            nameless.push(part.clone());
                        }
                        parts(regime, value, nameless);
                    }
                }
                crate::rules::Shown::List(entries) => {
                    entries
                        .iter()
                        .for_each(|entry| parts(regime, entry, nameless));
                }
                _ => {}
            }
        }
        let mut nameless = Vec::new();
        for regime in Regime::ALL {
            for (question, text) in &of(*regime).questions {
                let answer = ask(*regime, question, &text.example).unwrap();
                parts(*regime, &answer, &mut nameless);
            }
        }
        assert!(nameless.is_empty(), "{nameless:?}");
    }

    #[test]
    fn a_quotation_is_short() {
        for regime in Regime::ALL {
            for text in of(*regime).questions.values() {
                for (article, words) in &text.source {
                    assert!(words.chars().count() <= 60, "{article}: {words}");
                }
            }
        }
    }
}
