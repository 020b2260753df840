//! Tables of a rule: every cell is an answer of the regime itself.

use super::answer::Teller;
use super::texts::{Axis, TableText};
use crate::rules::{Shown, ask};
use serde_json::Value;

/// A table.
pub struct Table {
    /// Its caption.
    pub caption: String,
    /// What the rows are.
    pub corner: String,
    /// Heads of the columns.
    pub heads: Vec<String>,
    /// Head and cells of each row.
    pub rows: Vec<(String, Vec<String>)>,
}

fn head(teller: &Teller, value: &Value) -> String {
    match value {
        Value::String(word) => teller.value(&Shown::Text(word.clone())),
        other => other.to_string(),
    }
}

fn asked(teller: &Teller, question: &str, given: &[String]) -> Option<Shown> {
    let given = given.iter().filter(|part| !part.is_empty()).cloned();
    let given = given.collect::<Vec<_>>().join(",");
    ask(teller.regime, question, &format!("{{{given}}}")).ok()
}

fn field(axis: &Axis, value: &Value) -> String {
    format!("{}:{value}", Value::String(axis.field.clone()))
}

/// Asks the regime for every cell; one that it refuses stays empty.
pub fn table(teller: &Teller, question: &str, text: &TableText) -> Table {
    let cell = |answer: Option<&Shown>, part: &String| {
        let value = answer.and_then(|answer| answer.get(part));
        value.map_or_else(|| "–".to_owned(), |value| teller.value(value))
    };
    let row = |value: &Value| {
        let given = field(&text.rows, value);
        let cells = match &text.columns {
            Some(columns) => {
                let of = |column: &Value| {
                    let given = [text.given.clone(), given.clone(), field(columns, column)];
                    let answer = asked(teller, question, &given);
                    text.show
                        .first()
                        .map_or_else(String::new, |part| cell(answer.as_ref(), part))
                };
                columns.values.iter().map(of).collect()
            }
            None => {
                let answer = asked(teller, question, &[text.given.clone(), given]);
                text.show
                    .iter()
                    .map(|part| cell(answer.as_ref(), part))
                    .collect()
            }
        };
        (head(teller, value), cells)
    };
    let heads = match &text.columns {
        Some(columns) => {
            let name = teller.word(&columns.field);
            let values = columns.values.iter().map(|value| head(teller, value));
            values.map(|value| format!("{name} {value}")).collect()
        }
        None => text.show.iter().map(|part| teller.word(part)).collect(),
    };
    Table {
        caption: text.title.text(teller.lang).to_owned(),
        corner: teller.word(&text.rows.field),
        heads,
        rows: text.rows.values.iter().map(row).collect(),
    }
}
