//! From what was typed to the question as JSON, and from an example back to the form.

use super::controls::{Typed, rows, within};
use crate::rules::{Note, Shape};
use serde_json::Value;

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// Digits stay digits, exactly as typed; everything else is text, which the question refuses by name.
fn number(text: &str) -> String {
    if serde_json::from_str::<serde_json::Number>(text).is_ok() {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A shift as typed: `2025-02-03 08:00–16:00`; an end that is not later is on the next day.
fn shift(line: &str) -> String {
    let parts: Vec<&str> = line
        .split([' ', '–', '\u{3000}', '\t'])
        .filter(|part| !part.is_empty())
        .collect();
    let (start, end) = match parts.as_slice() {
        [day, from, to] => {
            let date = chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").ok();
            let last = date.map(|date| crate::clock::add_days(date, i64::from(to <= from)));
            let last = last.map_or_else(|| (*day).to_owned(), |last| last.to_string());
            (format!("{day}T{from}"), format!("{last}T{to}"))
        }
        [start, end] => ((*start).to_owned(), (*end).to_owned()),
        _ => return quoted(line),
    };
    format!("{{\"start\":{},\"end\":{}}}", quoted(&start), quoted(&end))
}

/// What a field that must be given is when it was left blank: null or empty where that is allowed.
fn blank(note: &Note) -> Option<String> {
    match (note.default, &note.shape) {
        (None, Shape::Maybe(_)) => Some("null".to_owned()),
        (None, Shape::List(..)) => Some("[]".to_owned()),
        _ => None,
    }
}

/// What was typed, as questions are asked.
pub struct Reader<'a>(pub &'a Typed);

impl Reader<'_> {
    fn typed(&self, name: &str) -> Option<&str> {
        let text = self.0.get(name)?.trim();
        (!text.is_empty()).then_some(text)
    }

    fn day(&self, name: &str) -> Option<String> {
        let part = |part: &str| self.typed(&format!("{name}_{part}"));
        let parts = ["year", "month", "day"].map(part);
        let [year, month, day] = parts;
        parts.iter().any(Option::is_some).then(|| {
            let part = |part: Option<&str>| part.unwrap_or_default().to_owned();
            let (year, month, day) = (part(year), part(month), part(day));
            quoted(&format!("{year:0>4}-{month:0>2}-{day:0>2}"))
        })
    }

    fn value(&self, shape: &Shape, name: &str) -> Option<String> {
        match shape {
            Shape::Day => self.day(name),
            Shape::Number { .. } => self.typed(name).map(number),
            Shape::YesNo => self.typed(name).map(|text| match text {
                "true" | "false" => text.to_owned(),
                other => quoted(other),
            }),
            Shape::Maybe(inner) => self.value(inner, name),
            Shape::List(inner, most) => self.list(inner, *most, name),
            Shape::Object(fields) => Some(self.object(fields, &format!("{name}."))),
            Shape::Text | Shape::Words(_) | Shape::Moment | Shape::Shift => {
                self.typed(name).map(quoted)
            }
        }
    }

    fn list(&self, inner: &Shape, most: Option<usize>, name: &str) -> Option<String> {
        let entries: Vec<String> = match inner {
            Shape::Words(_) | Shape::Object(_) => (0..rows(name, most, self.0))
                .filter_map(|row| {
                    let entry = self.value(inner, &format!("{name}.{row}"))?;
                    (entry != "{}").then_some(entry)
                })
                .collect(),
            Shape::Shift => {
                let lines = self.typed(name).unwrap_or_default().lines();
                let lines = lines.map(str::trim).filter(|line| !line.is_empty());
                lines.map(shift).collect()
            }
            _ => {
                let parts = self.typed(name).unwrap_or_default();
                let parts = parts.split([',', '、', '，', ' ', '\n', '\r']);
                let parts = parts.filter(|part| !part.is_empty());
                let digits = matches!(inner, Shape::Number { .. });
                parts
                    .map(|part| if digits { number(part) } else { quoted(part) })
                    .collect()
            }
        };
        (!entries.is_empty()).then(|| format!("[{}]", entries.join(",")))
    }

    /// The fields as an object; what was left blank is left out, so that its default is taken.
    pub fn object(&self, fields: &[Note], path: &str) -> String {
        // A row of a list in which nothing was typed is no row.
        let typed =
            |(name, value): (&String, &String)| name.starts_with(path) && !value.trim().is_empty();
        let asked = path.is_empty() || self.0.iter().any(typed);
        let fields = fields.iter().filter_map(|note| {
            let value = self.value(&note.shape, &format!("{path}{}", note.name));
            let value = value.or_else(|| blank(note).filter(|_| asked));
            value.map(|value| format!("{}:{value}", quoted(note.name)))
        });
        let fields: Vec<String> = fields.collect();
        format!("{{{}}}", fields.join(","))
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn shift_line(value: &Value) -> String {
    let part = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
    let (start, end) = (part("start"), part("end"));
    match (start.split_once('T'), end.split_once('T')) {
        (Some((day, from)), Some((_, to))) => format!("{day} {from}–{to}"),
        _ => format!("{start} {end}"),
    }
}

/// Fills the form with an example.
pub fn fill(fields: &[Note], given: &Value, path: &str, typed: &mut Typed) {
    for note in fields {
        let Some(value) = given.get(note.name) else {
            continue;
        };
        fill_one(
            within(&note.shape),
            value,
            &format!("{path}{}", note.name),
            typed,
        );
    }
}

fn fill_one(shape: &Shape, value: &Value, name: &str, typed: &mut Typed) {
    match (shape, value) {
        (Shape::Object(fields), value) => fill(fields, value, &format!("{name}."), typed),
        (Shape::Day, Value::String(day)) => {
            for (part, digits) in ["year", "month", "day"].iter().zip(day.split('-')) {
                let digits = digits.trim_start_matches('0').to_owned();
                typed.insert(format!("{name}_{part}"), digits);
            }
        }
        (Shape::List(inner, _), Value::Array(entries)) => match &**inner {
            Shape::Words(_) | Shape::Object(_) => {
                for (row, entry) in entries.iter().enumerate() {
                    fill_one(inner, entry, &format!("{name}.{row}"), typed);
                }
            }
            Shape::Shift => {
                let lines: Vec<String> = entries.iter().map(shift_line).collect();
                typed.insert(name.to_owned(), lines.join("\n"));
            }
            _ => {
                let parts: Vec<String> = entries.iter().map(plain).collect();
                typed.insert(name.to_owned(), parts.join(" "));
            }
        },
        (_, value) => {
            typed.insert(name.to_owned(), plain(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::texts;
    use super::*;
    use crate::regime::Regime;
    use crate::rules::{ask, sheets};

    #[test]
    fn an_example_survives_the_form() {
        for regime in Regime::ALL {
            for sheet in sheets(*regime) {
                let example = &texts::of(*regime).questions[sheet.name].example;
                let mut typed = Typed::new();
                let given = serde_json::from_str(example).unwrap();
                fill(&sheet.fields, &given, "", &mut typed);
                let again = Reader(&typed).object(&sheet.fields, "");
                assert_eq!(
                    ask(*regime, sheet.name, &again),
                    ask(*regime, sheet.name, example),
                    "{regime:?} {}: {again}",
                    sheet.name
                );
            }
        }
    }

    #[test]
    fn a_night_shift_ends_on_the_next_day() {
        assert_eq!(
            shift("2025-02-28 22:00–06:00"),
            r#"{"start":"2025-02-28T22:00","end":"2025-03-01T06:00"}"#
        );
        assert_eq!(shift("tomorrow"), "\"tomorrow\"");
    }
}
