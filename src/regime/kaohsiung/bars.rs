//! Who may not be engaged (第七點).

use serde::Serialize;

use crate::regime::Cited;
use crate::regime::word::words;

/// What a candidate declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarsCase {
    /// The declarations, in any order.
    pub declarations: Vec<Declaration>,
}

words! {
    /// A fact that a candidate declares.
    pub enum Declaration {
        /// (一) 曾犯內亂罪、外患罪
        Treason = "treason",
        /// (二) 曾服公務有貪污行為
        Corruption = "corruption",
        /// (三) 判處有期徒刑以上之刑確定，尚未執行或執行未畢
        Imprisonment = "imprisonment",
        /// (三) 但受緩刑宣告者，不在此限
        SuspendedSentence = "suspended_sentence",
        /// (四) 受撤職或休職處分，其停止任用
        DismissalOrSuspension = "dismissal_or_suspension",
        /// (五) 褫奪公權尚未復權
        CivilRights = "civil_rights",
        /// (六) 受禁治產宣告，尚未撤銷
        Incapacity = "incapacity",
    }
}

/// Whether the candidate is barred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bars {
    /// The candidate is.
    pub barred: bool,
    /// By which items, ascending.
    pub items: Vec<u32>,
}

impl Cited for Bars {
    const ARTICLES: &'static [&'static str] = &["第七點"];
}

/// Which items bar a candidate.
#[must_use]
pub fn bars(case: &BarsCase) -> Bars {
    let suspended = case.declarations.contains(&Declaration::SuspendedSentence);
    let mut items: Vec<u32> = case
        .declarations
        .iter()
        .filter(|declared| !(suspended && **declared == Declaration::Imprisonment))
        .filter_map(|declared| item(*declared))
        .collect();
    items.sort_unstable();
    items.dedup();
    Bars {
        barred: !items.is_empty(),
        items,
    }
}

/// The item's number; a suspended sentence has none.
const fn item(declared: Declaration) -> Option<u32> {
    match declared {
        Declaration::Treason => Some(1),
        Declaration::Corruption => Some(2),
        Declaration::Imprisonment => Some(3),
        Declaration::SuspendedSentence => None,
        Declaration::DismissalOrSuspension => Some(4),
        Declaration::CivilRights => Some(5),
        Declaration::Incapacity => Some(6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suspended_sentence_lifts_its_own_item_alone() {
        let all = Declaration::ALL
            .iter()
            .rev()
            .chain(Declaration::ALL)
            .copied()
            .collect();
        assert_eq!(bars(&BarsCase { declarations: all }).items, [1, 2, 4, 5, 6]);
        let suspended = vec![Declaration::SuspendedSentence];
        assert!(
            !bars(&BarsCase {
                declarations: suspended
            })
            .barred
        );
    }
}
