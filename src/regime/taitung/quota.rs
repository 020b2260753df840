//! How many of a post there may be (第六點).

use serde::Serialize;

use super::Post;
use crate::regime::Cited;

/// The question for a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotaCase {
    /// The post.
    pub to: Post,
    /// How many hold the post just below.
    pub lower_total: u32,
}

/// How many there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Quota {
    /// At most; none where there is no limit.
    pub max: Option<u64>,
}

impl Cited for Quota {
    const ARTICLES: &'static [&'static str] = &["第六點"];
}

/// 20 % of the junior officers, 5 % of the officers, no limit for junior officers.
#[must_use]
pub fn quota(case: &QuotaCase) -> Quota {
    let percent = match case.to {
        Post::JuniorOfficer => None,
        Post::Officer => Some(20),
        Post::SeniorOfficer => Some(5),
    };
    Quota {
        max: percent.map(|percent| u64::from(case.lower_total) * percent / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_is_rounded_down() {
        let max = |to, lower_total| quota(&QuotaCase { to, lower_total }).max;
        assert_eq!(
            [max(Post::Officer, 4), max(Post::Officer, 5)],
            [Some(0), Some(1)]
        );
        assert_eq!(
            [max(Post::SeniorOfficer, 19), max(Post::SeniorOfficer, 20)],
            [Some(0), Some(1)]
        );
        assert_eq!(max(Post::JuniorOfficer, 100), None);
    }
}
