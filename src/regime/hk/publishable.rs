//! Which members may stand in a published figure (第5段: 只公布已通過資格審核的登記人數).

use serde::Serialize;

use crate::regime::Cited;
use crate::regime::word::words;

/// The only status whose members are published.
const APPROVED: &str = "approved";

words! {
    /// What the office engages people as.
    pub enum Category {
        /// 登記護士（普通科）
        EnGeneral = "en_general",
        /// 註冊護士（普通科）
        RnGeneral = "rn_general",
        /// 醫生（非專科醫生）
        DoctorNonSpecialist = "doctor_non_specialist",
        /// 醫生（專科醫生）
        DoctorSpecialist = "doctor_specialist",
    }
}

/// The members from whom the figures are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishableCase {
    /// All of them, whatever their status.
    pub members: Vec<Membership>,
}

/// One member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// What the member is engaged as.
    pub category: Category,
    /// Where the member's vetting stands; only `approved` means anything here.
    pub status: String,
    /// The member has at least one confirmed engagement.
    pub matched: bool,
}

/// The figures that may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Publishable {
    /// Approved members of all categories.
    pub approved: u64,
    /// The same, and those matched, category by category.
    pub by_category: ByCategory,
}

/// One count for each category.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ByCategory {
    /// 登記護士（普通科）
    pub en_general: Count,
    /// 註冊護士（普通科）
    pub rn_general: Count,
    /// 醫生（非專科醫生）
    pub doctor_non_specialist: Count,
    /// 醫生（專科醫生）
    pub doctor_specialist: Count,
}

/// The members of one category.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Those approved.
    pub approved: u64,
    /// Those approved who have at least one confirmed engagement.
    pub matched: u64,
}

impl Cited for Publishable {
    const ARTICLES: &'static [&'static str] = &["第5段"];
}

/// Counts the members who may be published.
#[must_use]
pub fn publishable(case: &PublishableCase) -> Publishable {
    let mut answer = Publishable {
        approved: 0,
        by_category: ByCategory::default(),
    };
    for member in case
        .members
        .iter()
        .filter(|member| member.status == APPROVED)
    {
        let counts = &mut answer.by_category;
        let count = match member.category {
            Category::EnGeneral => &mut counts.en_general,
            Category::RnGeneral => &mut counts.rn_general,
            Category::DoctorNonSpecialist => &mut counts.doctor_non_specialist,
            Category::DoctorSpecialist => &mut counts.doctor_specialist,
        };
        answer.approved += 1;
        count.approved += 1;
        count.matched += u64::from(member.matched);
    }
    answer
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_categories_add_up_to_the_whole(
            members in prop::collection::vec((0usize..4, "approved|pending|Approved|", any::<bool>()), 0..30),
        ) {
            let members: Vec<_> = members
                .into_iter()
                .map(|(category, status, matched)| Membership {
                    category: Category::ALL[category],
                    status,
                    matched,
                })
                .collect();
            let approved = members.iter().filter(|member| member.status == "approved").count();
            let answer = publishable(&PublishableCase { members });
            let ByCategory { en_general, rn_general, doctor_non_specialist, doctor_specialist } = answer.by_category;
            let counts = [en_general, rn_general, doctor_non_specialist, doctor_specialist];
            prop_assert_eq!(counts.iter().map(|count| count.approved).sum::<u64>(), answer.approved);
            prop_assert_eq!(usize::try_from(answer.approved).unwrap(), approved);
            prop_assert!(counts.iter().all(|count| count.matched <= count.approved));
        }
    }
}
