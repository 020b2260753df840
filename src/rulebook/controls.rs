//! A question's fields as controls of a form.

use super::texts;
use crate::i18n::Lang;
use crate::regime::Regime;
use crate::rules::{Note, Shape};
use std::collections::BTreeMap;

/// What was typed, by the control's name.
pub type Typed = BTreeMap<String, String>;

/// Rows of a list that are offered, more than those that are filled in.
const SPARE: usize = 2;
/// Rows of a list that can be filled in.
const ROWS: usize = 12;

/// How a control is typed into.
pub enum Kind {
    /// One line.
    Line,
    /// One line of digits.
    Digits,
    /// Several lines.
    Lines,
    /// One of several: value and label.
    Choice(Vec<(String, String)>),
    /// Year, month and day.
    Day([String; 3]),
}

/// A control.
pub struct Control {
    /// Its name, which is also its id.
    pub name: String,
    /// What it asks.
    pub label: String,
    /// How it is answered.
    pub hint: String,
    /// How it is typed into.
    pub kind: Kind,
    /// What was typed.
    pub value: String,
}

/// Controls that belong together.
#[derive(Default)]
pub struct Group {
    /// What they are about; empty where each speaks for itself.
    pub legend: String,
    /// The controls.
    pub controls: Vec<Control>,
}

/// Makes controls of fields.
pub struct Maker<'a> {
    /// Whose words.
    pub regime: Regime,
    /// The reader's language.
    pub lang: Lang,
    /// What was typed.
    pub typed: &'a Typed,
}

/// The kind inside of what may be left out.
pub fn within(shape: &Shape) -> &Shape {
    match shape {
        Shape::Maybe(inner) => inner,
        other => other,
    }
}

/// Rows of a list that stand in the form.
pub fn rows(path: &str, most: Option<usize>, typed: &Typed) -> usize {
    let filled = (0..ROWS)
        .filter(|row| {
            let (one, below) = (format!("{path}.{row}"), format!("{path}.{row}."));
            typed.iter().any(|(name, value)| {
                (*name == one || name.starts_with(&below)) && !value.trim().is_empty()
            })
        })
        .max()
        .map_or(0, |row| row + 1);
    let offered = (filled + SPARE).min(ROWS);
    most.map_or(offered, |most| offered.min(most).max(most.min(5)))
}

impl Maker<'_> {
    fn label(&self, word: &str) -> String {
        texts::name(self.regime, word, self.lang)
            .unwrap_or(word)
            .to_owned()
    }

    fn typed(&self, name: &str) -> String {
        self.typed.get(name).cloned().unwrap_or_default()
    }

    /// All controls of a question.
    pub fn groups(&self, fields: &[Note]) -> Vec<Group> {
        let mut groups = vec![Group::default()];
        for note in fields {
            let label = self.label(note.name);
            match within(&note.shape) {
                Shape::Object(fields) => {
                    groups.push(self.group(label, note.name, fields));
                    groups.push(Group::default());
                }
                Shape::List(inner, most) => match (&**inner, most) {
                    (Shape::Object(fields), most) => {
                        for row in 0..rows(note.name, *most, self.typed) {
                            let legend = format!("{label} {}", row + 1);
                            groups.push(self.group(
                                legend,
                                &format!("{}.{row}", note.name),
                                fields,
                            ));
                        }
                        groups.push(Group::default());
                    }
                    (Shape::Words(_), most) => {
                        let controls = (0..rows(note.name, *most, self.typed)).map(|row| {
                            let label = format!("{label} {}", row + 1);
                            self.control(format!("{}.{row}", note.name), label, inner, false)
                        });
                        let controls = controls.collect();
                        groups.push(Group {
                            legend: label.clone(),
                            controls,
                        });
                        groups.push(Group::default());
                    }
                    _ => self.add(&mut groups, note, label),
                },
                _ => self.add(&mut groups, note, label),
            }
        }
        groups.retain(|group| !group.controls.is_empty());
        groups
    }

    fn add(&self, groups: &mut [Group], note: &Note, label: String) {
        let needed = note.default.is_none() && !matches!(note.shape, Shape::Maybe(_));
        let control = self.control(note.name.to_owned(), label, within(&note.shape), needed);
        if let Some(last) = groups.last_mut() {
            last.controls.push(control);
        }
    }

    fn group(&self, legend: String, path: &str, fields: &[Note]) -> Group {
        let controls = fields.iter().map(|note| {
            let name = format!("{path}.{}", note.name);
            self.control(name, self.label(note.name), within(&note.shape), false)
        });
        Group {
            legend,
            controls: controls.collect(),
        }
    }

    fn control(&self, name: String, label: String, shape: &Shape, needed: bool) -> Control {
        let value = self.typed(&name);
        let choice = |words: Vec<(String, String)>| {
            let none = (String::new(), "–".to_owned());
            let none = (!needed).then_some(none);
            Kind::Choice(none.into_iter().chain(words).collect())
        };
        let t = self.lang.texts();
        let (kind, hint) = match shape {
            Shape::YesNo => {
                let words = vec![
                    ("true".to_owned(), t.rulebook_yes()),
                    ("false".to_owned(), t.rulebook_no()),
                ];
                (choice(words), String::new())
            }
            Shape::Words(words) => {
                let named = |word: &&'static str| ((*word).to_owned(), self.label(word));
                (choice(words.iter().map(named).collect()), String::new())
            }
            Shape::Number { whole, least, most } => {
                (Kind::Digits, self.number_hint(*whole, *least, *most))
            }
            Shape::Day => {
                let part = |part: &str| self.typed(&format!("{name}_{part}"));
                (Kind::Day(["year", "month", "day"].map(part)), String::new())
            }
            Shape::List(inner, most) => match (&**inner, most) {
                (Shape::Shift, _) => (Kind::Lines, t.rulebook_hint_shifts()),
                (Shape::Day, _) => (Kind::Lines, t.rulebook_hint_days()),
                (Shape::Number { .. }, Some(count)) => {
                    (Kind::Line, t.rulebook_hint_numbers(*count))
                }
                _ => (Kind::Line, t.rulebook_hint_list()),
            },
            _ => (Kind::Line, String::new()),
        };
        Control {
            name,
            label,
            hint,
            kind,
            value,
        }
    }

    fn number_hint(&self, whole: bool, least: Option<u32>, most: Option<u32>) -> String {
        let t = self.lang.texts();
        match (whole, least, most) {
            (true, Some(least), Some(most)) => t.rulebook_hint_whole_range(least, most),
            (false, Some(least), Some(most)) => t.rulebook_hint_range(least, most),
            (true, _, None) => t.rulebook_hint_whole(),
            _ => String::new(),
        }
    }
}
