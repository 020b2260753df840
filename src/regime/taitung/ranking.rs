//! Which candidates the committee names (第六點: 圈選前三名送院長簽核派任).

use std::cmp::Reverse;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::regime::Cited;

/// How many candidates are named, ties at the last place aside.
const PLACES: usize = 3;

/// Those who are ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankingCase {
    /// In any order.
    pub candidates: Vec<Candidate>,
}

/// A candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The candidate's name.
    pub name: String,
    /// The total of the candidate's score sheet.
    pub total: Total,
}

/// The total of a score sheet; penalties may make it negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Total(pub Decimal);

/// Those who are named to the director.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ranking {
    /// Names, the highest total first, then by code point.
    pub shortlist: Vec<String>,
}

impl Cited for Ranking {
    const ARTICLES: &'static [&'static str] = &["第六點"];
}

/// The three highest, and whoever ties with the third.
#[must_use]
pub fn ranking(case: &RankingCase) -> Ranking {
    let mut ranked: Vec<&Candidate> = case.candidates.iter().collect();
    ranked.sort_by_key(|candidate| (Reverse(candidate.total), candidate.name.as_str()));
    let third = ranked.get(PLACES - 1).map(|candidate| candidate.total);
    let shortlist = ranked
        .into_iter()
        .take_while(|candidate| third.is_none_or(|third| candidate.total >= third))
        .map(|candidate| candidate.name.clone())
        .collect();
    Ranking { shortlist }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shortlist(candidates: &[(&str, i64)]) -> Vec<String> {
        let candidates = candidates
            .iter()
            .map(|(name, total)| Candidate {
                name: (*name).into(),
                total: Total(Decimal::from(*total)),
            })
            .collect();
        ranking(&RankingCase { candidates }).shortlist
    }

    #[test]
    fn ties_before_the_third_place_bring_no_fourth() {
        assert_eq!(
            shortlist(&[("d", 70), ("c", 80), ("b", 90), ("a", 90)]),
            ["a", "b", "c"]
        );
        assert_eq!(
            shortlist(&[("d", 80), ("c", 80), ("b", 80), ("a", 90), ("e", 79)]),
            ["a", "b", "c", "d"]
        );
        assert_eq!(shortlist(&[("b", -1), ("a", -2)]), ["b", "a"]);
    }

    #[test]
    fn names_are_ordered_by_code_point() {
        assert_eq!(
            shortlist(&[("王", 1), ("é", 1), ("Z", 1), ("a", 1)]),
            ["Z", "a", "é", "王"]
        );
    }

    proptest! {
        #[test]
        fn nobody_named_is_below_anybody_left_out(totals in prop::collection::vec(0i64..6, 0..12)) {
            let names: Vec<String> = (0..totals.len()).map(|place| place.to_string()).collect();
            let candidates: Vec<_> = names.iter().map(String::as_str).zip(totals.iter().copied()).collect();
            let named = shortlist(&candidates);
            let (inside, outside): (Vec<_>, Vec<_>) =
                candidates.iter().partition(|(name, _)| named.iter().any(|named| named == name));
            prop_assert!(named.len() >= totals.len().min(3));
            let lowest = inside.iter().map(|(_, total)| total).min();
            prop_assert!(outside.iter().all(|(_, total)| Some(total) < lowest));
        }
    }
}
