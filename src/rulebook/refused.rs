//! Why something that was typed has no answer, in the reader's language: which field, what it may be and
//! what was given.

use super::answer::Teller;
use crate::i18n::Lang;
use crate::regime::told::Told;
use crate::rules::{Fault, Note, Shape};

/// A fault for people.
pub struct Refused {
    /// What the field is called; empty where it is of the whole.
    pub field: String,
    /// The sentence.
    pub said: String,
    /// The language of the sentence.
    pub lang: Lang,
}

/// The field that a path such as `shifts[2].end` leads to.
fn find<'a>(fields: &'a [Note], place: &str) -> Option<&'a Note> {
    let mut fields = fields;
    let mut found = None;
    for part in place.split('.') {
        let name = part.split('[').next().unwrap_or_default();
        let note = fields.iter().find(|note| note.name == name)?;
        fields = &note.fields;
        found = Some(note);
    }
    found
}

/// What a kind of value may be.
fn allowed(teller: &Teller, shape: &Shape) -> String {
    let t = teller.lang.texts();
    match shape {
        Shape::YesNo => t.refused_yes_no(),
        Shape::Text => t.refused_text(),
        Shape::Day => t.refused_day(),
        Shape::Moment => t.refused_moment(),
        Shape::Shift => t.refused_shift(),
        Shape::Words(words) => {
            let words: Vec<String> = words.iter().map(|word| teller.word(word)).collect();
            t.refused_words(teller.lang.list(&words))
        }
        Shape::Number { whole, least, most } => match (*whole, *least, *most) {
            (true, Some(least), Some(most)) => t.refused_whole_range(least, most),
            (false, Some(least), Some(most)) => t.refused_range(least, most),
            (true, _, _) => t.refused_whole(),
            (false, _, _) => t.refused_number(),
        },
        Shape::Maybe(inner) => allowed(teller, inner),
        Shape::List(inner, _) => t.refused_list(allowed(teller, inner)),
        Shape::Object(_) => t.refused_object(),
    }
}

/// The kind of value at a place: one entry of a list where the place counts one.
fn at<'a>(shape: &'a Shape, place: &str) -> &'a Shape {
    match shape {
        Shape::Maybe(inner) => at(inner, place),
        Shape::List(inner, _) if place.ends_with(']') => at(inner, place),
        other => other,
    }
}

/// What several fields show together; `None` for a kind that has no words here.
fn together(teller: &Teller, told: &Told) -> Option<String> {
    let t = teller.lang.texts();
    let word = |word: &str| teller.word(word);
    Some(match (told.kind, told.values.as_slice()) {
        ("not_before", [field, other, earliest, given]) => {
            t.refused_not_before(word(field), word(other), earliest, given)
        }
        ("too_late", [field, given]) => t.refused_too_late(word(field), given),
        ("needs", [field, leave]) => t.refused_needs(word(leave), word(field)),
        ("level", [least, most, category, given]) => {
            t.refused_level(word(category), least, most, given)
        }
        ("point_value", [most, given]) => t.refused_point_value(most, given),
        ("technical_allowance", [most, grade, given]) => {
            t.refused_technical_allowance(grade, most, given)
        }
        ("no_half", [months]) => t.refused_no_half(months),
        ("no_grade", [table, grade]) => t.refused_no_grade(table, word(grade)),
        ("step", [last, grade, step]) => t.refused_step(word(grade), last, step),
        ("no_promotion", [from, to]) => t.refused_no_promotion(word(from), word(to)),
        ("no_specialty", []) => t.refused_no_specialty(),
        ("potential_note", [sum]) => t.refused_potential_note(sum),
        ("overlap", [later, ends]) => t.refused_overlap(later, ends),
        ("gaps", [left, returned]) => t.refused_gaps(left, returned),
        _ => return None,
    })
}

/// A fault in the reader's language.
pub fn told(teller: &Teller, fields: &[Note], fault: Fault) -> Refused {
    let first = fault.place.split(['.', '[']).next().unwrap_or_default();
    let known = !first.is_empty() && first != "given";
    let field = if known {
        teller.word(first)
    } else {
        String::new()
    };
    let english = |said| Refused {
        field: field.clone(),
        said,
        lang: Lang::En,
    };
    if let Some(said) = fault.told.as_ref().and_then(|told| together(teller, told)) {
        return Refused {
            field,
            said,
            lang: teller.lang,
        };
    }
    let found = find(fields, &fault.place);
    let (Some(note), Some(given)) = (found, fault.given) else {
        return english(format!("{} {}", fault.place, fault.said).trim().to_owned());
    };
    let t = teller.lang.texts();
    let (name, may) = (
        teller.word(note.name),
        allowed(teller, at(&note.shape, &fault.place)),
    );
    let said = if given.is_empty() {
        t.refused_missing(name, may)
    } else {
        t.refused_given(name, may, given.trim_matches('"'))
    };
    Refused {
        field,
        said,
        lang: teller.lang,
    }
}
