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

    /// A value that no field of the kind takes.
    fn wrong(shape: &Shape) -> Value {
        match shape {
            Shape::Text => serde_json::json!(-77.5),
            Shape::Maybe(inner) => wrong(inner),
            _ => serde_json::json!("wrong-77"),
        }
    }

    fn refused(regime: Regime, question: &str, given: &Value, path: &str, shape: &Shape) {
        let wrong = wrong(shape);
        let mut given = given.clone();
        let place = given.pointer_mut(path);
        *place.unwrap_or_else(|| panic!("{question} {path}")) = wrong.clone();
        let fault = ask(regime, question, &given.to_string()).expect_err(path);
        let name = path.rsplit('/').next().unwrap_or_default();
        let sentence = format!("{} {}", fault.place, fault.said);
        assert!(sentence.contains(name), "{question} {path}: {sentence}");
        let text = wrong.as_str().map_or(wrong.to_string(), str::to_owned);
        assert!(sentence.contains(&text), "{question} {path}: {sentence}");
        assert!(
            sentence.contains("must be "),
            "{question} {path}: {sentence}"
        );
    }

    #[test]
    fn a_refusal_names_the_field_what_was_given_and_what_is_allowed() {
        for regime in Regime::ALL {
            for sheet in sheets(*regime) {
                let example = &texts::of(*regime).questions[sheet.name].example;
                let mut given: Value = serde_json::from_str(example).unwrap();
                for note in &sheet.fields {
                    if let Shape::Object(fields) = within(&note.shape) {
                        for inner in fields {
                            let Some(object) = given.get(note.name) else {
                                continue;
                            };
                            if object.get(inner.name).is_some() {
                                let path = format!("/{}/{}", note.name, inner.name);
                                refused(*regime, sheet.name, &given, &path, &inner.shape);
                            }
                        }
                    }
                    // A field that the example leaves out is given wrongly too.
                    given[note.name] = given.get(note.name).cloned().unwrap_or(Value::Null);
                    let before = given[note.name].clone();
                    refused(
                        *regime,
                        sheet.name,
                        &given,
                        &format!("/{}", note.name),
                        &note.shape,
                    );
                    given[note.name] = before;
                    if given[note.name].is_null() {
                        given.as_object_mut().unwrap().remove(note.name);
                    }
                }
            }
        }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table")]
    fn what_fields_show_together_is_refused_as_plainly() {
        for (regime, question, given, parts) in [
            (
                Regime::Hk,
                "vetting_clock",
                r#"{"submitted_on":"2025-02-03","on":"2025-02-01"}"#,
                [
                    "on must be submitted_on, 2025-02-03, or later",
                    "not 2025-02-01",
                ],
            ),
            (
                Regime::Hk,
                "vetting_clock",
                r#"{"submitted_on":"2025-02-03","on":"2025-03-01","paused":[{"from":"2025-02-09","to":"2025-02-08"}]}"#,
                [
                    "paused[0].to must be its from, 2025-02-09",
                    "not 2025-02-08",
                ],
            ),
            (
                Regime::Hk,
                "vetting_clock",
                r#"{"submitted_on":"9999-12-30","on":"9999-12-31"}"#,
                ["submitted_on must be early enough", "not 9999-12-30"],
            ),
            (
                Regime::Macau,
                "pay_index",
                r#"{"table":"I","grade":"senior","step":5}"#,
                ["step must be 1 to 4 for senior in table I", "not 5"],
            ),
            (
                Regime::Macau,
                "pay_index",
                r#"{"table":"III","grade":"head","step":1}"#,
                ["grade must be grade_one or senior in table III", "not head"],
            ),
            (
                Regime::Macau,
                "promotion",
                r#"{"from":"grade_one","to":"head","years_in_grade":3,"appraisal":"satisfactory"}"#,
                ["to must be senior or specialist from grade_one", "not head"],
            ),
            (
                Regime::Lienchiang,
                "appraisal",
                r#"{"months_in_service":12,"h1":null,"h2":null}"#,
                [
                    "h1 or h2 must be a list of twenty marks",
                    "months_in_service is 12",
                ],
            ),
            (
                Regime::Lienchiang,
                "reserve",
                r#"{"notified_on":"9999-12-30","on":"9999-12-31"}"#,
                ["notified_on must be early enough", "not 9999-12-30"],
            ),
            (
                Regime::Kaohsiung,
                "annual_leave",
                r#"{"start":"2025-02-03","on":"2025-02-01"}"#,
                ["on must be start, 2025-02-03, or later", "not 2025-02-01"],
            ),
            (
                Regime::Kaohsiung,
                "leave",
                r#"{"type":"bereavement"}"#,
                ["relation must be", "for bereavement leave, not null"],
            ),
            (
                Regime::Kaohsiung,
                "dates",
                r#"{"reported_on":"2025-01-01","approved_on":"9999-12-30"}"#,
                ["approved_on must be early enough", "not 9999-12-30"],
            ),
            (
                Regime::Taitung,
                "seniority",
                r#"{"start":"2025-02-03","selection_on":"2025-02-01"}"#,
                [
                    "selection_on must be start, 2025-02-03, or later",
                    "not 2025-02-01",
                ],
            ),
            (
                Regime::Taitung,
                "seniority",
                r#"{"start":"2020-02-03","selection_on":"2025-02-01","gaps":[{"left":"2021-02-01","returned":"2021-01-01"}]}"#,
                [
                    "gaps[0].returned must be its left, 2021-02-01",
                    "not 2021-01-01",
                ],
            ),
            (
                Regime::Taitung,
                "seniority",
                r#"{"start":"2020-02-03","selection_on":"2025-02-01","gaps":[{"left":"2019-02-01","returned":"2021-01-01"}]}"#,
                ["gaps[0].left must be start, 2020-02-03", "not 2019-02-01"],
            ),
            (
                Regime::Taitung,
                "seniority",
                r#"{"start":"2020-02-03","selection_on":"2025-02-01","gaps":[{"left":"2021-02-01","returned":"2021-06-01"},{"left":"2021-03-01","returned":"2021-07-01"}]}"#,
                [
                    "gaps must not overlap: one begins on 2021-03-01",
                    "2021-06-01",
                ],
            ),
        ] {
            let said = ask(regime, question, given).expect_err(given).said;
            for part in parts {
                assert!(said.contains(part), "{question}: {said}");
            }
        }
    }
}
