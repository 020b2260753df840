//! The letters to units about who comes to work.

use super::letter::Words;
use crate::config::Config;
use crate::i18n::Lang;
use serde::{Deserialize, Serialize};

/// A letter to a unit, as its outbox row holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum UnitLetter {
    /// Somebody comes.
    Booked(Place),
    /// Somebody of whom the unit was told does not come after all. It never says why.
    Vacated(Place),
}

/// Who, where and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The unit with its hospital.
    pub unit: String,
    /// Name of the member.
    pub member: String,
    /// Day and times.
    pub when: String,
    /// Row of the shift.
    pub shift: i64,
}

impl UnitLetter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Booked(_) => "unit_booked",
            Self::Vacated(_) => "unit_vacated",
        }
    }

    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let (place, subject, text, label) = match self {
            Self::Booked(place) => (
                place,
                t.mail_booked_subject(&place.when),
                t.mail_booked_text(&place.member, &place.unit, &place.when),
                t.mail_booked_action(),
            ),
            Self::Vacated(place) => (
                place,
                t.mail_vacated_subject(&place.when),
                t.mail_vacated_text(&place.member, &place.unit, &place.when),
                t.mail_vacated_action(),
            ),
        };
        let page = format!("{}/{lang}/unit/shifts/{}", config.base_url, place.shift);
        Words {
            subject,
            paragraphs: vec![text],
            action: Some((label, page)),
        }
    }
}
