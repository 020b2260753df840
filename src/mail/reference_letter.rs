//! The letters about former units beyond the first enquiry.

use super::letter::Words;
use crate::config::Config;
use crate::i18n::Lang;
use crate::keys::Purpose;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A letter about an enquiry, as its outbox row holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum ReferenceLetter {
    /// A former unit is asked again by the same link.
    Reminder {
        unit: String,
        contact: String,
        applicant: String,
        salt: String,
        expires_on: NaiveDate,
    },
    /// The letter to a unit came back: to the applicant.
    CameBack { name: String, unit: String },
    /// A unit did not answer in time: to the applicant.
    Silent { name: String, unit: String },
    /// Another unit is needed: to the applicant.
    OtherUnit { name: String, unit: String },
}

impl ReferenceLetter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Reminder { .. } => "enquiry_reminder",
            Self::CameBack { .. } => "enquiry_came_back",
            Self::Silent { .. } => "enquiry_silent",
            Self::OtherUnit { .. } => "other_unit",
        }
    }

    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let page = |path: &str| format!("{}/{lang}{path}", config.base_url);
        let units = |label| Some((label, page("/application/units")));
        let (subject, paragraphs, action) = match self {
            Self::Reminder {
                unit,
                contact,
                applicant,
                salt,
                expires_on,
            } => {
                let token = config.instance_key.link_token(Purpose::Enquiry, salt);
                (
                    t.mail_reminder_subject(applicant),
                    vec![
                        t.mail_greeting(contact),
                        t.mail_reminder_text(applicant, unit),
                        t.mail_enquiry_time(lang.date(*expires_on)),
                    ],
                    Some((t.mail_enquiry_action(), page(&format!("/r/{token}")))),
                )
            }
            Self::CameBack { name, unit } => (
                t.mail_came_back_subject(unit),
                vec![t.mail_greeting(name), t.mail_came_back_text(unit)],
                units(t.mail_came_back_action()),
            ),
            Self::Silent { name, unit } => (
                t.mail_silent_subject(unit),
                vec![t.mail_greeting(name), t.mail_silent_text(unit)],
                Some((t.mail_to_tracker(), page("/application"))),
            ),
            Self::OtherUnit { name, unit } => (
                t.mail_other_unit_subject(),
                vec![t.mail_greeting(name), t.mail_other_unit_text(unit)],
                units(t.mail_other_unit_action()),
            ),
        };
        Words {
            subject,
            paragraphs,
            action,
        }
    }
}
