//! Promotion of contract nurses (第八點).

use rust_decimal::Decimal;
use serde::Serialize;

use crate::regime::Cited;
use crate::regime::education::Education;
use crate::regime::listed::listed;
use crate::regime::within::Within;
use crate::regime::word::words;

/// A nurse who would be promoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NursePromotionCase {
    /// To what.
    pub track: Track,
    /// The kind of hospital.
    pub hospital: Hospital,
    /// Years in municipal, teaching and psychiatric hospitals together.
    pub years: Decimal,
    /// Years in psychiatric hospitals.
    pub psychiatric_years: Decimal,
    /// The rung of the clinical ladder, N0 to N4 (專業能力進階).
    pub ladder: Within<0, 4>,
    /// A certificate that may stand in for the ladder.
    pub certificate: Option<Certificate>,
    /// The nurse's education.
    pub education: Education,
    /// The nurse is licensed as a registered nurse (護理師證照).
    pub rn_licence: bool,
    /// The nurse's work is excellent (表現優良).
    pub excellent: bool,
}

words! {
    /// What the promotion leads to.
    pub enum Track {
        /// 契約護理師
        Rn = "rn",
        /// 責任加給職務
        Charge = "charge",
    }
}

words! {
    /// The kind of hospital.
    pub enum Hospital {
        /// 聯合、民生、中醫
        General = "general",
        /// 凱旋
        Psychiatric = "psychiatric",
    }
}

words! {
    /// A certificate that stands in for the ladder.
    pub enum Certificate {
        /// 感染管制護理師
        InfectionControl = "infection_control",
        /// 精神衛生護理師
        MentalHealth = "mental_health",
        /// 專科護理師
        Specialist = "specialist",
    }
}

words! {
    /// What stands in the way of a promotion.
    pub enum PromotionLack {
        /// No licence as a registered nurse.
        Licence = "licence",
        /// Too few years that count.
        Years = "years",
        /// Work that is not excellent.
        Excellent = "excellent",
        /// Too low on the ladder.
        Ladder = "ladder",
        /// Too low an education.
        Education = "education",
    }
}

/// Whether the promotion is open to the nurse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NursePromotion {
    /// It is.
    pub eligible: bool,
    /// What stands in the way.
    pub missing: Vec<PromotionLack>,
}

impl Cited for NursePromotion {
    const ARTICLES: &'static [&'static str] = &["第八點"];
}

/// Whether a nurse may be promoted.
#[must_use]
pub fn nurse_promotion(case: &NursePromotionCase) -> NursePromotion {
    let years = counted_years(case);
    let missing = match case.track {
        Track::Rn => listed([
            (!case.rn_licence, PromotionLack::Licence),
            (years < Decimal::from(3), PromotionLack::Years),
            (!has_skill(case), PromotionLack::Ladder),
            (
                case.education < Education::JuniorCollege,
                PromotionLack::Education,
            ),
        ]),
        Track::Charge => listed([
            (years < Decimal::from(7), PromotionLack::Years),
            (!case.excellent, PromotionLack::Excellent),
            (case.ladder.get() < 3, PromotionLack::Ladder),
            (
                case.education < Education::University,
                PromotionLack::Education,
            ),
        ]),
    };
    NursePromotion {
        eligible: missing.is_empty(),
        missing,
    }
}

/// In a psychiatric hospital only the years in such hospitals count.
const fn counted_years(case: &NursePromotionCase) -> Decimal {
    match case.hospital {
        Hospital::General => case.years,
        Hospital::Psychiatric => case.psychiatric_years,
    }
}

/// The rung of the ladder that the hospital asks of a registered nurse, or a certificate in its place.
const fn has_skill(case: &NursePromotionCase) -> bool {
    let rung = match case.hospital {
        Hospital::General => 2,
        Hospital::Psychiatric => 3,
    };
    case.ladder.get() >= rung || case.certificate.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(track: Track, hospital: Hospital) -> NursePromotionCase {
        NursePromotionCase {
            track,
            hospital,
            years: Decimal::ZERO,
            psychiatric_years: Decimal::ZERO,
            ladder: Within::new(0).unwrap(),
            certificate: Some(Certificate::Specialist),
            education: Education::Primary,
            rn_licence: false,
            excellent: false,
        }
    }

    #[test]
    fn each_track_asks_its_own() {
        use PromotionLack::{Education, Excellent, Ladder, Licence, Years};
        let missing = |track| nurse_promotion(&case(track, Hospital::General)).missing;
        assert_eq!(missing(Track::Rn), [Licence, Years, Education]);
        assert_eq!(
            missing(Track::Charge),
            [Years, Excellent, Ladder, Education]
        );
    }

    #[test]
    fn a_psychiatric_hospital_counts_its_own_years() {
        let years = |hospital, years: u32, psychiatric_years: u32| {
            let case = NursePromotionCase {
                years: years.into(),
                psychiatric_years: psychiatric_years.into(),
                ..case(Track::Rn, hospital)
            };
            !nurse_promotion(&case)
                .missing
                .contains(&PromotionLack::Years)
        };
        assert!(years(Hospital::Psychiatric, 0, 3) && !years(Hospital::Psychiatric, 9, 2));
        assert!(years(Hospital::General, 3, 0) && !years(Hospital::General, 2, 9));
    }
}
