//! What kind of value a field takes, so that a form can be made of it.

use super::field::Note;

/// A kind of value.
#[derive(Debug, Clone)]
pub enum Shape {
    /// True or false.
    YesNo,
    /// Any text.
    Text,
    /// One of a few words.
    Words(Vec<&'static str>),
    /// A number.
    Number {
        /// Without decimals.
        whole: bool,
        /// The least.
        least: Option<u32>,
        /// The most.
        most: Option<u32>,
    },
    /// A date.
    Day,
    /// A local time on a date.
    Moment,
    /// A shift: from a local time to another.
    Shift,
    /// The same, or nothing.
    Maybe(Box<Shape>),
    /// A list of one kind, of so many entries at most where that is settled.
    List(Box<Shape>, Option<usize>),
    /// Fields of its own.
    Object(Vec<Note>),
}

impl Shape {
    /// A number without decimals.
    pub(super) fn whole(least: Option<u32>, most: Option<u32>) -> Self {
        Self::Number {
            whole: true,
            least,
            most,
        }
    }

    /// A number that may have decimals.
    pub(super) fn number(least: Option<u32>, most: Option<u32>) -> Self {
        Self::Number {
            whole: false,
            least,
            most,
        }
    }
}
