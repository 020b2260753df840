//! The fair release: a shift opens at a set time, and within its first window those with the fewest
//! recent shifts come first. The rule and the seed are public, so that everybody can work out their
//! own moment:
//!
//! moment = opening + (recent shifts, four at most, in quarters of the window), + the draw, a part of
//! one quarter; the end of the window at the latest. The draw is the first four bytes of
//! SHA-256(`seed:member number`), as a part of 2^32.

use crate::clock::UtcTime;
use chrono::TimeDelta;
use sha2::{Digest, Sha256};

/// Days before the opening whose shifts count as recent.
pub const RECENT_DAYS: i64 = 28;

/// When and how a shift is released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// To whom comes first.
    pub opens_at: UtcTime,
    /// To everybody, at the latest.
    pub first_until: UtcTime,
    /// The public seed.
    pub seed: String,
}

impl Release {
    /// A member's part of a quarter, from 0 to 4,294,967,295.
    pub fn draw(&self, member: i64) -> u32 {
        let digest = Sha256::digest(format!("{}:{member}", self.seed));
        digest
            .iter()
            .take(4)
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte))
    }

    /// From when on a member may pick.
    pub fn opens_for(&self, member: i64, recent: i64) -> UtcTime {
        let window = self.first_until.since(self.opens_at).num_seconds().max(0);
        let quarter = window / 4;
        let part = quarter * i64::from(self.draw(member)) / (1 << 32);
        let wait = (quarter * recent.clamp(0, 4) + part).min(window);
        self.opens_at.plus(TimeDelta::seconds(wait))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn release() -> Release {
        let opens_at = UtcTime::new("2026-03-01T01:00:00".parse().unwrap());
        Release {
            opens_at,
            first_until: opens_at.plus(TimeDelta::hours(2)),
            seed: "harbour".into(),
        }
    }

    #[test]
    fn the_draw_is_what_the_public_rule_says() {
        // printf 'harbour:7' | sha256sum | head -c 8
        let digest = Sha256::digest("harbour:7");
        let first = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
        assert_eq!(release().draw(7), first);
    }

    proptest! {
        #[test]
        fn fewer_recent_shifts_open_no_later_and_everybody_is_in_by_the_end(member in 1_i64..9999, recent in 0_i64..9) {
            let (release, end) = (release(), release().first_until);
            let mine = release.opens_for(member, recent);
            prop_assert!(release.opens_at <= mine && mine <= end);
            prop_assert!(mine <= release.opens_for(member, recent + 1));
        }
    }
}
