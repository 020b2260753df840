//! How a value of a question is read and described, type by type.

use super::fault::Fault;
use super::json::Json;
use super::shape::Shape;
use crate::regime::within::AtMost;
use crate::regime::word::Word;

/// A type that can stand in a question.
pub(super) trait Field: Sized {
    /// What is allowed, as it follows "must be".
    fn allowed() -> String;

    /// Reads a value.
    ///
    /// # Errors
    /// Where it is not allowed.
    fn read(json: Json<'_>) -> Result<Self, Fault>;

    /// The fields within, where the value is an object or a list of objects.
    fn fields() -> Vec<Note> {
        Vec::new()
    }

    /// What kind of value it is, for a form.
    fn shape() -> Shape;
}

/// A field of a question.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its name.
    pub name: &'static str,
    /// What is allowed.
    pub allowed: String,
    /// What is taken where it is left out; it may not be left out where there is nothing.
    pub default: Option<&'static str>,
    /// The fields within.
    pub fields: Vec<Note>,
    /// What kind of value it is.
    pub shape: Shape,
}

/// The fault of a value that the type does not allow.
pub(super) fn not_allowed<T: Field>(json: Json<'_>) -> Fault {
    Fault::new(format!("must be {}, not {json}", T::allowed())).given(json)
}

impl Field for bool {
    fn allowed() -> String {
        "true or false".into()
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        json.boolean().ok_or_else(|| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::YesNo
    }
}

impl Field for String {
    fn allowed() -> String {
        "text".into()
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        let text = json.string().ok_or_else(|| not_allowed::<Self>(json))?;
        Ok(text.into_owned())
    }

    fn shape() -> Shape {
        Shape::Text
    }
}

impl<T: Word> Field for T {
    fn allowed() -> String {
        let words: Vec<&str> = T::WORDS.iter().map(|word| word.word()).collect();
        format!("one of {}", words.join(", "))
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        let text = json.string();
        let known = T::WORDS
            .iter()
            .find(|known| text.as_deref() == Some(known.word()));
        known.copied().ok_or_else(|| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::Words(T::WORDS.iter().map(|word| word.word()).collect())
    }
}

impl<T: Field> Field for Option<T> {
    fn allowed() -> String {
        format!("{}, or null", T::allowed())
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        if json.is_null() {
            Ok(None)
        } else {
            T::read(json).map(Some)
        }
    }

    fn fields() -> Vec<Note> {
        T::fields()
    }

    fn shape() -> Shape {
        Shape::Maybe(Box::new(T::shape()))
    }
}

impl<T: Field> Field for Vec<T> {
    fn allowed() -> String {
        format!("a list, each entry {}", T::allowed())
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        let entries = json.entries().ok_or_else(|| not_allowed::<Self>(json))?;
        let read = |(place, entry)| T::read(entry).map_err(|fault| fault.in_entry(place));
        entries.into_iter().enumerate().map(read).collect()
    }

    fn fields() -> Vec<Note> {
        T::fields()
    }

    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()), None)
    }
}

impl<T: Field, const LENGTH: usize> Field for [T; LENGTH] {
    fn allowed() -> String {
        format!("a list of exactly {LENGTH}, each entry {}", T::allowed())
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        let entries: Vec<T> = Field::read(json)?;
        entries.try_into().map_err(|_| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()), Some(LENGTH))
    }
}

impl<T: Field, const MOST: usize> Field for AtMost<T, MOST> {
    fn allowed() -> String {
        format!("a list of {MOST} at most, each entry {}", T::allowed())
    }

    fn read(json: Json<'_>) -> Result<Self, Fault> {
        Self::new(Field::read(json)?).ok_or_else(|| not_allowed::<Self>(json))
    }

    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()), Some(MOST))
    }
}
