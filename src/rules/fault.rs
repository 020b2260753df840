//! Why a question cannot be answered, in one sentence.

use crate::regime::told::{Tells, Told};
use std::fmt;

/// A fault, and where in the question it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The path to the field, such as `shifts[2].end`; empty where the fault is of the whole.
    place: String,
    /// What is wrong with it: `must be …, not …`.
    said: String,
    /// What was given, where the field does not allow it; empty where it is missing.
    given: Option<String>,
    /// The same taken apart, where several fields show it together.
    told: Option<Told>,
}

impl Fault {
    /// A fault of the value that is being read.
    pub fn new(said: impl fmt::Display) -> Self {
        Self {
            place: String::new(),
            said: said.to_string(),
            given: None,
            told: None,
        }
    }

    /// A refusal of a regime.
    pub fn refused(refusal: &(impl fmt::Display + Tells)) -> Self {
        Self {
            told: Some(refusal.told()),
            ..Self::new(refusal)
        }
    }

    /// The same fault taken apart.
    pub fn told(mut self, told: Told) -> Self {
        self.told = Some(told);
        self
    }

    /// The same fault with what was given.
    pub fn given(mut self, given: impl fmt::Display) -> Self {
        self.given = Some(given.to_string());
        self
    }

    /// The same fault, seen from the object in which the value is this field.
    pub fn in_field(self, name: &str) -> Self {
        self.below(name.to_owned())
    }

    /// The same fault, seen from the list in which the value is this entry, counted from 0.
    pub fn in_entry(self, place: usize) -> Self {
        self.below(format!("[{place}]"))
    }

    /// The same fault, with a name for the whole where the fault is of the whole.
    pub fn of_whole(self, name: &str) -> Self {
        if self.place.is_empty() {
            self.in_field(name)
        } else {
            self
        }
    }

    /// For people.
    pub fn parts(self) -> super::sheet::Fault {
        super::sheet::Fault {
            place: self.place,
            said: self.said,
            given: self.given,
            told: self.told,
        }
    }

    fn below(mut self, parent: String) -> Self {
        let joint = if self.place.is_empty() || self.place.starts_with('[') {
            ""
        } else {
            "."
        };
        self.place = format!("{parent}{joint}{}", self.place);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{} ", self.place)?;
        }
        f.write_str(&self.said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_its_place() {
        let fault = Fault::new("must be after the start");
        assert_eq!(fault.to_string(), "must be after the start");
        let fault = fault.in_field("end").in_entry(2).in_field("shifts");
        assert_eq!(
            fault.of_whole("given").to_string(),
            "shifts[2].end must be after the start"
        );
        assert_eq!(
            Fault::new("is missing").of_whole("given").to_string(),
            "given is missing"
        );
    }
}
