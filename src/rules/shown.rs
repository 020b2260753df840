//! An answer taken apart, in the order in which it is written.

use super::json::Json;

/// A value of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// There is none.
    Nothing,
    /// True or false.
    YesNo(bool),
    /// A number's digits.
    Number(String),
    /// A word, a date, a name.
    Text(String),
    /// Entries in order.
    List(Vec<Shown>),
    /// Names and values in order.
    Object(Vec<(String, Shown)>),
}

impl Shown {
    /// Reads a value that we wrote.
    pub(super) fn of(json: Json<'_>) -> Self {
        if let Some(yes) = json.boolean() {
            return Self::YesNo(yes);
        }
        if let Some(digits) = json.number() {
            return Self::Number(digits.to_owned());
        }
        if let Some(text) = json.string() {
            return Self::Text(text.into_owned());
        }
        if let Some(entries) = json.entries() {
            return Self::List(entries.into_iter().map(Self::of).collect());
        }
        let fields = json.fields().unwrap_or_default().into_iter();
        let named: Vec<(String, Self)> = fields
            .filter_map(|(name, value)| Some((name.string()?.into_owned(), Self::of(value))))
            .collect();
        if named.is_empty() {
            Self::Nothing
        } else {
            Self::Object(named)
        }
    }

    /// The value under a name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }
}
