//! Chance that falls the same way every time, so that two people talking about the demo see the same.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// A seeded source of choices.
pub struct Dice(StdRng);

impl Dice {
    /// The same choices for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// A number from `from` up to, not including, `to`.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        self.0.random_range(from..to.max(from + 1))
    }

    /// Whether something with so many chances in a hundred happens.
    pub fn percent(&mut self, chances: i64) -> bool {
        self.between(0, 100) < chances
    }

    /// One of several; they must not be empty.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let last = i64::try_from(of.len()).unwrap_or(i64::MAX);
        let index = usize::try_from(self.between(0, last)).unwrap_or(0);
        of.get(index)
            .unwrap_or_else(|| unreachable!("picked from nothing"))
    }
}
