//! The letters about what was worked and what is paid.

use super::letter::Words;
use crate::config::Config;
use crate::i18n::Lang;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A letter about pay, as its outbox row holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum PayLetter {
    /// A unit stands for a member's hours: to the member, who agrees or not.
    Authorised {
        name: String,
        turn: Turn,
        pay: String,
        until: NaiveDate,
    },
    /// A member does not agree: to the unit. What they say stands on the page only.
    Queried { member: String, turn: Turn },
    /// An export was released: to each member in it.
    Released { name: String, pay: String },
}

/// Which place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The unit with its hospital.
    pub place: String,
    /// Day and times.
    pub when: String,
    /// Row of the booking.
    pub booking: i64,
}

impl PayLetter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Authorised { .. } => "hours_authorised",
            Self::Queried { .. } => "hours_queried",
            Self::Released { .. } => "pay_released",
        }
    }

    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let page = |path: &str| format!("{}/{lang}{path}", config.base_url);
        match self {
            Self::Authorised {
                name,
                turn,
                pay,
                until,
            } => Words {
                subject: t.mail_hours_subject(&turn.when),
                paragraphs: vec![
                    t.mail_greeting(name),
                    t.mail_hours_text(&turn.place, &turn.when, pay),
                    t.mail_hours_until(lang.date(*until)),
                ],
                action: Some((
                    t.mail_hours_action(),
                    page(&format!("/my-pay/{}", turn.booking)),
                )),
            },
            Self::Queried { member, turn } => Words {
                subject: t.mail_queried_subject(&turn.when),
                paragraphs: vec![t.mail_queried_text(member, &turn.place, &turn.when)],
                action: Some((
                    t.mail_queried_action(),
                    page(&format!("/unit/attendance/{}", turn.booking)),
                )),
            },
            Self::Released { name, pay } => Words {
                subject: t.mail_pay_subject(pay),
                paragraphs: vec![t.mail_greeting(name), t.mail_pay_text(pay)],
                action: Some((t.mail_pay_action(), page("/my-pay"))),
            },
        }
    }
}
