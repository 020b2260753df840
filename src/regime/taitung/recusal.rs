//! Recusal of a panel (第八點).

use serde::Serialize;

use crate::regime::Cited;
use crate::regime::within::Within;

/// The degree up to which a member must recuse (三親等).
const BARRED_DEGREE: u32 = 3;

/// A panel that selects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecusalCase {
    /// Its members.
    pub panel: Vec<PanelMember>,
}

/// A member of a panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelMember {
    /// The member's name.
    pub name: String,
    /// The degree of kinship with a candidate, 0 for a spouse; none without kinship.
    pub kin_degree: Option<Within<0, 9>>,
    /// The member took no part.
    pub recused: bool,
}

/// Whether the selection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Recusal {
    /// It does.
    pub valid: bool,
}

impl Cited for Recusal {
    const ARTICLES: &'static [&'static str] = &["第八點"];
}

/// A selection is void where a relative within the third degree took part.
#[must_use]
pub fn recusal(case: &RecusalCase) -> Recusal {
    let taints = |member: &PanelMember| {
        let near = member
            .kin_degree
            .is_some_and(|degree| degree.get() <= BARRED_DEGREE);
        near && !member.recused
    };
    Recusal {
        valid: !case.panel.iter().any(taints),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_near_relative_is_enough() {
        let member = |degree: Option<u32>, recused| PanelMember {
            name: String::new(),
            kin_degree: degree.and_then(Within::new),
            recused,
        };
        let valid = |panel| recusal(&RecusalCase { panel }).valid;
        assert!(valid(vec![
            member(None, false),
            member(Some(4), false),
            member(Some(0), true)
        ]));
        assert!(!valid(vec![member(None, false), member(Some(0), false)]));
    }
}
