//! An answer as people read it.

use super::texts;
use crate::i18n::Lang;
use crate::regime::Regime;
use crate::rules::{Shown, in_english};
use chrono::{NaiveDate, NaiveDateTime};

/// A part of an answer: its name, and one or several lines.
pub struct Part {
    /// What it is.
    pub label: String,
    /// The value; several where it is a list.
    pub lines: Vec<String>,
}

/// Parts whose texts are names or articles and no words of ours.
const RAW: [&str; 3] = ["shortlist", "name", "article"];

/// Tells values in a language.
pub struct Teller {
    /// Whose words.
    pub regime: Regime,
    /// The reader's language.
    pub lang: Lang,
}

impl Teller {
    /// What a word is called; itself where it is none of ours.
    pub fn word(&self, word: &str) -> String {
        texts::name(self.regime, word, self.lang)
            .unwrap_or(word)
            .to_owned()
    }

    /// An article, as the language cites it.
    pub fn article(&self, article: &str) -> String {
        match (self.lang, article) {
            (Lang::Zh, "house rules") => self.lang.texts().rulebook_house_rules(),
            (Lang::Zh, article) => article.to_owned(),
            (Lang::En, article) => in_english(article),
        }
    }

    fn text(&self, text: &str) -> String {
        if let Ok(day) = text.parse::<NaiveDate>() {
            return self.lang.date_year(day);
        }
        match NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M") {
            Ok(at) => format!("{} {}", self.lang.date_year(at.date()), self.lang.time(at)),
            Err(_) => self.word(text),
        }
    }

    /// A value in one line.
    pub fn value(&self, value: &Shown) -> String {
        let t = self.lang.texts();
        match value {
            Shown::Nothing => t.rulebook_nothing(),
            Shown::YesNo(true) => t.rulebook_yes(),
            Shown::YesNo(false) => t.rulebook_no(),
            Shown::Number(digits) => grouped(digits),
            Shown::Text(text) => self.text(text),
            Shown::List(entries) if entries.is_empty() => t.rulebook_nothing(),
            Shown::List(entries) => {
                let entries: Vec<String> = entries.iter().map(|entry| self.value(entry)).collect();
                self.lang.list(&entries)
            }
            Shown::Object(fields) => {
                let fields = fields
                    .iter()
                    .map(|(name, value)| match (name.as_str(), value) {
                        ("article", Shown::Text(article)) => self.article(article),
                        // What is found says what it is by itself.
                        ("rule" | "at", value) => self.value(value),
                        (name, value) => {
                            let (name, value) = (self.word(name), self.value(value));
                            t.rulebook_pair(name, value)
                        }
                    });
                fields.collect::<Vec<_>>().join(" · ")
            }
        }
    }

    /// The parts of an answer.
    pub fn parts(&self, answer: &Shown) -> Vec<Part> {
        let Shown::Object(fields) = answer else {
            return Vec::new();
        };
        let part = |(name, value): &(String, Shown)| {
            let lines = match value {
                Shown::List(entries) if !entries.is_empty() && RAW.contains(&name.as_str()) => {
                    entries.iter().map(raw).collect()
                }
                Shown::List(entries)
                    if entries.iter().any(|one| matches!(one, Shown::Object(_))) =>
                {
                    entries.iter().map(|entry| self.value(entry)).collect()
                }
                Shown::Object(fields) => {
                    let t = self.lang.texts();
                    let line = |(name, value): &(String, Shown)| {
                        t.rulebook_pair(self.word(name), self.value(value))
                    };
                    fields.iter().map(line).collect()
                }
                value => vec![self.value(value)],
            };
            Part {
                label: self.word(name),
                lines,
            }
        };
        fields.iter().map(part).collect()
    }
}

fn raw(value: &Shown) -> String {
    match value {
        Shown::Text(text) | Shown::Number(text) => text.clone(),
        _ => String::new(),
    }
}

/// Digits with a comma after each thousand.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits
        .strip_prefix('-')
        .map_or(("", digits), |rest| ("-", rest));
    let (whole, rest) = digits
        .split_once('.')
        .map_or((digits, None), |(a, b)| (a, Some(b)));
    let mut grouped = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(rest) = rest {
        grouped.push('.');
        grouped.push_str(rest);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(grouped("1234567.8901"), "1,234,567.8901");
        assert_eq!(grouped("-100"), "-100");
    }
}
