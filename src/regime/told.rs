//! A refusal taken apart, so that it can be worded in any language.

/// The kind of a refusal, and its values in the order in which they are told: names of fields and words
/// of the regime stay words, days and numbers are digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The kind.
    pub kind: &'static str,
    /// The values.
    pub values: Vec<String>,
}

impl Told {
    /// A refusal of a kind.
    pub fn new<const COUNT: usize>(kind: &'static str, values: [&dyn ToString; COUNT]) -> Self {
        Self {
            kind,
            values: values.iter().map(|value| value.to_string()).collect(),
        }
    }

    /// A day that lies before another that it must not precede: the field, the other field, its day, what
    /// was given.
    pub fn not_before(
        field: &'static str,
        other: &'static str,
        earliest: chrono::NaiveDate,
        given: chrono::NaiveDate,
    ) -> Self {
        Self::new("not_before", [&field, &other, &earliest, &given])
    }
}

/// A refusal that can be taken apart.
pub trait Tells {
    /// Its kind and values.
    fn told(&self) -> Told;
}
