//! How well a member fits a shift, and in which order the matching desk lists them. The rule stands on the
//! page: who may take it, who has worked in the unit, the longest rest, the fewest hours.

use std::cmp::Reverse;

/// Rest beyond this is as good as any, in minutes.
const RESTED: i64 = 48 * 60;

/// What the desk weighs; nothing of what a member keeps to themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fit {
    /// How often they have worked in the unit.
    pub worked: i64,
    /// Minutes of rest beside their places: before the shift, and after it.
    pub rest: (Option<i64>, Option<i64>),
    /// Minutes of places in the shift's week, without it.
    pub week: i64,
    /// The same in the four weeks that end with it.
    pub four_weeks: i64,
}

/// What the gate says of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// They may take it.
    Free,
    /// They may, once they have read something.
    Warned,
    /// So many reasons stand against it.
    Against(usize),
}

impl Fit {
    /// The shorter rest of the two.
    fn least_rest(&self) -> i64 {
        let sides = self.rest.0.into_iter().chain(self.rest.1);
        sides.min().unwrap_or(RESTED).min(RESTED)
    }

    /// The place in the list; the least comes first.
    pub fn key(&self, standing: Standing, user: i64) -> impl Ord + use<> {
        let known = Reverse(self.worked > 0);
        let rest = Reverse(self.least_rest());
        (standing, known, rest, self.four_weeks, user)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_the_rule_on_the_page() {
        let fit = |worked, rest, four_weeks| Fit {
            worked,
            rest: (Some(rest), None),
            week: 0,
            four_weeks,
        };
        let mut people = [
            (1, Standing::Against(1), fit(9, 5_000, 0)),
            (2, Standing::Warned, fit(0, 400, 0)),
            (3, Standing::Free, fit(0, 3_000, 900)),
            (4, Standing::Free, fit(0, 9_000, 480)),
            (5, Standing::Free, fit(2, 600, 5_000)),
            (6, Standing::Against(3), fit(0, 5_000, 0)),
        ];
        people.sort_by_key(|(user, standing, fit)| fit.key(*standing, *user));
        let order: Vec<i64> = people.iter().map(|(user, ..)| *user).collect();
        assert_eq!(order, [5, 4, 3, 2, 1, 6]);
    }
}
