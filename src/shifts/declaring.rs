//! What members declare to the hospitals of a regime, once when they first want a shift there and again
//! every year. Only what follows from it is kept, never what was said. Pure.

use crate::clock::UtcTime;
use crate::i18n::Texts;
use crate::regime::{Cited, Regime, kaohsiung, lienchiang, macau};
use crate::text_enum;
use chrono::TimeDelta;

/// How long a declaration counts.
pub const COUNTS_FOR: TimeDelta = TimeDelta::days(365);

text_enum! {
    /// What follows from a declaration.
    Outcome {
        /// Nothing stands against a shift.
        Clear = "clear",
        /// A nurse of Macau's career may not practise privately.
        CareerNurse = "career_nurse",
        /// The main job is paid by the month and its hospital has not consented.
        SecondJob = "second_job",
        /// One of the bars of Kaohsiung.
        Barred = "barred",
        /// The unit's head is a relative.
        Relative = "relative",
    }
}

impl Outcome {
    /// Whether a regime asks its members to declare anything.
    pub fn asked(regime: Regime) -> bool {
        matches!(
            regime,
            Regime::Macau | Regime::Lienchiang | Regime::Kaohsiung
        )
    }

    /// Where the rule stands.
    pub fn article(self) -> &'static str {
        let articles = match self {
            Self::Clear => &[],
            Self::CareerNurse => macau::PrivatePractice::ARTICLES,
            Self::SecondJob => kaohsiung::SecondJob::ARTICLES,
            Self::Barred => kaohsiung::Bars::ARTICLES,
            Self::Relative => lienchiang::Kinship::ARTICLES,
        };
        articles.first().copied().unwrap_or("")
    }

    /// The fact, without blame.
    pub(crate) fn sentence(self, t: &Texts) -> String {
        match self {
            Self::Clear => t.declaring_clear(),
            Self::CareerNurse => t.declaring_career_nurse(),
            Self::SecondJob => t.declaring_second_job(),
            Self::Barred => t.declaring_barred(),
            Self::Relative => t.declaring_relative(),
        }
    }
}

/// A declaration, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// What follows for every unit.
    pub outcome: Outcome,
    /// Units from which the member stands aside.
    pub units: Vec<i64>,
    /// Units about whose heads they were asked: one that was opened later asks again.
    pub asked: Vec<i64>,
    /// When it was made.
    pub at: UtcTime,
}

impl Declared {
    /// What follows for a unit.
    pub fn outcome(&self, unit: i64) -> Outcome {
        if self.outcome == Outcome::Clear && self.units.contains(&unit) {
            Outcome::Relative
        } else {
            self.outcome
        }
    }

    /// Whether it says anything of a unit: in Lienchiang only of those that were asked about.
    pub fn covers(&self, regime: Regime, unit: i64) -> bool {
        regime != Regime::Lienchiang || self.asked.contains(&unit)
    }

    /// Whether it still counts.
    pub fn counts(&self, now: UtcTime) -> bool {
        now.since(self.at) < COUNTS_FOR
    }
}

/// What a member says.
#[derive(Debug, Clone)]
pub enum Said {
    /// Macau: whether they are a nurse of the career.
    Macau {
        /// They are.
        career_nurse: bool,
    },
    /// Kaohsiung: what bars, and the main job.
    Kaohsiung {
        /// What applies to them.
        bars: Vec<kaohsiung::Declaration>,
        /// How the main job is paid; `None` where there is none.
        main_job: Option<kaohsiung::PayBasis>,
        /// Its hospital consents.
        consent: bool,
    },
    /// Lienchiang: what they are to the heads of units.
    Lienchiang {
        /// Unit and relation.
        relations: Vec<(i64, lienchiang::Relation)>,
        /// Every unit that was asked about.
        asked: Vec<i64>,
    },
}

impl Said {
    /// The regime that asked.
    pub fn regime(&self) -> Regime {
        match self {
            Self::Macau { .. } => Regime::Macau,
            Self::Kaohsiung { .. } => Regime::Kaohsiung,
            Self::Lienchiang { .. } => Regime::Lienchiang,
        }
    }

    /// What follows, by the regime's own rules.
    pub fn follows(&self, at: UtcTime) -> Declared {
        let (outcome, units) = match self {
            Self::Macau { career_nurse } => {
                let case = macau::PrivatePracticeCase {
                    career_nurse: *career_nurse,
                };
                let outcome = if macau::private_practice(&case).locum_allowed {
                    Outcome::Clear
                } else {
                    Outcome::CareerNurse
                };
                (outcome, Vec::new())
            }
            Self::Kaohsiung {
                bars,
                main_job,
                consent,
            } => (kaohsiung_follows(bars, *main_job, *consent), Vec::new()),
            Self::Lienchiang { relations, .. } => {
                let barred = relations.iter().filter(|(_, relation)| {
                    let relation = *relation;
                    lienchiang::kinship(&lienchiang::KinshipCase { relation }).barred
                });
                (Outcome::Clear, barred.map(|(unit, _)| *unit).collect())
            }
        };
        let asked = match self {
            Self::Lienchiang { asked, .. } => asked.clone(),
            Self::Macau { .. } | Self::Kaohsiung { .. } => Vec::new(),
        };
        Declared {
            outcome,
            units,
            asked,
            at,
        }
    }
}

fn kaohsiung_follows(
    bars: &[kaohsiung::Declaration],
    main_job: Option<kaohsiung::PayBasis>,
    consent: bool,
) -> Outcome {
    let case = kaohsiung::BarsCase {
        declarations: bars.to_vec(),
    };
    if kaohsiung::bars(&case).barred {
        return Outcome::Barred;
    }
    let allowed = main_job.is_none_or(|pay_basis| {
        kaohsiung::second_job(&kaohsiung::SecondJobCase { pay_basis, consent }).allowed
    });
    if allowed {
        Outcome::Clear
    } else {
        Outcome::SecondJob
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regime::kaohsiung::{Declaration, PayBasis};

    fn at() -> UtcTime {
        UtcTime::new("2026-03-02T00:00:00".parse().unwrap())
    }

    #[test]
    fn what_follows_is_what_the_regime_says() {
        let nurse = |career_nurse| Said::Macau { career_nurse }.follows(at()).outcome(1);
        assert_eq!(
            (nurse(true), nurse(false)),
            (Outcome::CareerNurse, Outcome::Clear)
        );
        let job = |bars: &[Declaration], main_job, consent| {
            let bars = bars.to_vec();
            Said::Kaohsiung {
                bars,
                main_job,
                consent,
            }
            .follows(at())
            .outcome(1)
        };
        assert_eq!(job(&[], None, false), Outcome::Clear);
        assert_eq!(job(&[], Some(PayBasis::Monthly), false), Outcome::SecondJob);
        assert_eq!(job(&[], Some(PayBasis::Monthly), true), Outcome::Clear);
        assert_eq!(job(&[], Some(PayBasis::Hourly), false), Outcome::Clear);
        assert_eq!(job(&[Declaration::Corruption], None, true), Outcome::Barred);
        let relations = vec![
            (7, lienchiang::Relation::Sibling),
            (8, lienchiang::Relation::FirstCousin),
        ];
        let asked = vec![7, 8];
        let declared = Said::Lienchiang { relations, asked }.follows(at());
        assert!(declared.covers(Regime::Lienchiang, 8));
        assert!(!declared.covers(Regime::Lienchiang, 9), "opened afterwards");
        assert!(declared.covers(Regime::Macau, 9));
        assert_eq!(declared.outcome(7), Outcome::Relative);
        assert_eq!(declared.outcome(8), Outcome::Clear);
    }

    #[test]
    fn a_declaration_counts_for_a_year() {
        let declared = Said::Macau {
            career_nurse: false,
        }
        .follows(at());
        assert!(declared.counts(at().plus(TimeDelta::days(364))));
        assert!(!declared.counts(at().plus(TimeDelta::days(365))));
    }
}
