//! What a check of working time found.

use chrono::NaiveDateTime;
use serde::Serialize;

use super::shift::to_the_minute;
use super::word::Word;

/// A rule that is broken, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Finding<R> {
    /// The rule.
    pub rule: R,
    /// The start of the shift, day or week concerned.
    #[serde(serialize_with = "to_the_minute")]
    pub at: NaiveDateTime,
}

/// Findings in order of time, then of the rule's name; the same one once.
#[must_use]
pub fn in_order<R: Word + PartialEq>(mut findings: Vec<Finding<R>>) -> Vec<Finding<R>> {
    findings.sort_by_key(|finding| (finding.at, finding.rule.word()));
    findings.dedup();
    findings
}
