//! Service owed after a training that the hospital paid (第十五點, 第十六點).

use serde::Serialize;

use crate::regime::Cited;

/// A day of training is served back by so many.
const SERVICE_A_DAY: u64 = 3;

/// A training of a month or more, in days…
const LONG_TRAINING: u32 = 30;

/// …is served back by a year at least.
const LONG_SERVICE: u64 = 365;

/// A breach repays what was paid, and as much again.
const BREACH: u64 = 2;

/// A training at another teaching hospital.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainingBondCase {
    /// Its days.
    pub training_days: u32,
    /// What the hospital paid meanwhile, in TWD.
    pub amount_paid: u32,
}

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TrainingBond {
    /// Days of service after the return.
    pub service_days: u64,
    /// TWD, where they are not served.
    pub breach_repayment: u64,
}

impl Cited for TrainingBond {
    const ARTICLES: &'static [&'static str] = &["第十五點", "第十六點"];
}

/// The service owed, and what a breach costs.
#[must_use]
pub fn training_bond(case: &TrainingBondCase) -> TrainingBond {
    let least = if case.training_days >= LONG_TRAINING {
        LONG_SERVICE
    } else {
        0
    };
    TrainingBond {
        service_days: least.max(SERVICE_A_DAY * u64::from(case.training_days)),
        breach_repayment: BREACH * u64::from(case.amount_paid),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_of_training_owes_a_year() {
        let service = |training_days| {
            training_bond(&TrainingBondCase {
                training_days,
                amount_paid: 0,
            })
            .service_days
        };
        assert_eq!(
            [
                service(0),
                service(29),
                service(30),
                service(121),
                service(122)
            ],
            [0, 87, 365, 365, 366]
        );
    }
}
