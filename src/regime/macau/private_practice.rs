//! Private practice (art. 25(2)).

use serde::Serialize;

use crate::regime::Cited;

/// A person who would pick locum shifts outside the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrivatePracticeCase {
    /// The person is a nurse of the career.
    pub career_nurse: bool,
}

/// Whether such shifts may be picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PrivatePractice {
    /// They may.
    pub locum_allowed: bool,
}

impl Cited for PrivatePractice {
    const ARTICLES: &'static [&'static str] = &["第二十五條第二款"];
}

/// A nurse of the career may not practise privately.
#[must_use]
pub fn private_practice(case: &PrivatePracticeCase) -> PrivatePractice {
    PrivatePractice {
        locum_allowed: !case.career_nurse,
    }
}
