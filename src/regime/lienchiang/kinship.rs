//! Who may not be engaged under a relative (第三點).

use serde::Serialize;

use crate::regime::Cited;
use crate::regime::word::words;

/// The degree up to which relatives are barred (三親等).
const BARRED_DEGREE: u32 = 3;

/// What a candidate is to the unit's direct head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KinshipCase {
    /// The relation.
    pub relation: Relation,
}

words! {
    /// What one person is to another.
    pub enum Relation {
        /// 配偶
        Spouse = "spouse",
        /// 父母
        Parent = "parent",
        /// 子女
        Child = "child",
        /// 祖父母、外祖父母
        Grandparent = "grandparent",
        /// 孫子女、外孫子女
        Grandchild = "grandchild",
        /// 兄弟姊妹
        Sibling = "sibling",
        /// 曾祖父母
        GreatGrandparent = "great_grandparent",
        /// 曾孫子女
        GreatGrandchild = "great_grandchild",
        /// 伯、叔、姑、舅、姨
        UncleAunt = "uncle_aunt",
        /// 姪、甥
        NephewNiece = "nephew_niece",
        /// 堂、表兄弟姊妹
        FirstCousin = "first_cousin",
        /// 配偶之父母
        ParentInLaw = "parent_in_law",
        /// 子女之配偶
        ChildInLaw = "child_in_law",
        /// 配偶之子女
        Stepchild = "stepchild",
        /// 父母之配偶
        Stepparent = "stepparent",
        /// 配偶之祖父母
        GrandparentInLaw = "grandparent_in_law",
        /// 孫子女之配偶
        GrandchildInLaw = "grandchild_in_law",
        /// 配偶之兄弟姊妹、兄弟姊妹之配偶
        SiblingInLaw = "sibling_in_law",
        /// 配偶之伯叔姑舅姨、伯叔姑舅姨之配偶
        UncleAuntInLaw = "uncle_aunt_in_law",
        /// 配偶之姪甥、姪甥之配偶
        NephewNieceInLaw = "nephew_niece_in_law",
        /// 配偶之堂表兄弟姊妹、堂表兄弟姊妹之配偶
        CousinInLaw = "cousin_in_law",
        /// A friend.
        Friend = "friend",
        /// A colleague.
        Colleague = "colleague",
    }
}

words! {
    /// How two persons are related.
    pub enum KinshipKind {
        /// 配偶
        Spouse = "spouse",
        /// 血親
        Blood = "blood",
        /// 姻親
        Marriage = "marriage",
        /// Not at all.
        None = "none",
    }
}

/// How near the relation is, and what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Kinship {
    /// The degree (親等), 0 for a spouse; none without kinship.
    pub degree: Option<u32>,
    /// The kind.
    pub kind: KinshipKind,
    /// The candidate may not be engaged under that head.
    pub barred: bool,
}

impl Cited for Kinship {
    const ARTICLES: &'static [&'static str] = &["第三點"];
}

/// Whether a relation bars the engagement.
#[must_use]
pub fn kinship(case: &KinshipCase) -> Kinship {
    let (kind, degree) = degree(case.relation);
    Kinship {
        degree,
        kind,
        barred: degree.is_some_and(|degree| degree <= BARRED_DEGREE),
    }
}

const fn degree(relation: Relation) -> (KinshipKind, Option<u32>) {
    use KinshipKind::{Blood, Marriage, None as NoKin, Spouse};
    match relation {
        Relation::Spouse => (Spouse, Some(0)),
        Relation::Parent | Relation::Child => (Blood, Some(1)),
        Relation::Grandparent | Relation::Grandchild | Relation::Sibling => (Blood, Some(2)),
        Relation::GreatGrandparent
        | Relation::GreatGrandchild
        | Relation::UncleAunt
        | Relation::NephewNiece => (Blood, Some(3)),
        Relation::FirstCousin => (Blood, Some(4)),
        Relation::ParentInLaw
        | Relation::ChildInLaw
        | Relation::Stepchild
        | Relation::Stepparent => (Marriage, Some(1)),
        Relation::GrandparentInLaw | Relation::GrandchildInLaw | Relation::SiblingInLaw => {
            (Marriage, Some(2))
        }
        Relation::UncleAuntInLaw | Relation::NephewNieceInLaw => (Marriage, Some(3)),
        Relation::CousinInLaw => (Marriage, Some(4)),
        Relation::Friend | Relation::Colleague => (NoKin, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_degree_is_barred_and_the_fourth_is_not() {
        let free: Vec<_> = Relation::ALL
            .iter()
            .copied()
            .filter(|&relation| !kinship(&KinshipCase { relation }).barred)
            .collect();
        use Relation::{Colleague, CousinInLaw, FirstCousin, Friend};
        assert_eq!(free, [FirstCousin, CousinInLaw, Friend, Colleague]);
    }
}
