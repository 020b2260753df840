//! The letters about who did not come.

use super::letter::Words;
use super::pay_letter::Turn;
use crate::config::Config;
use crate::i18n::Lang;
use serde::{Deserialize, Serialize};

/// A letter to a member of whom a unit says that they did not come, as its outbox row holds it. What
/// people wrote of it stands on the page only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnoutLetter {
    /// Whom it greets.
    pub name: String,
    /// The place.
    pub turn: Turn,
    /// What it says.
    pub about: Report,
}

/// Where the report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Report {
    /// The unit made it.
    Made,
    /// The office found a good reason, or that they came.
    Excused,
    /// The office found that they did not come.
    Upheld,
}

impl TurnoutLetter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        match self.about {
            Report::Made => "absence_reported",
            Report::Excused | Report::Upheld => "absence_reviewed",
        }
    }

    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let (place, when) = (&self.turn.place, &self.turn.when);
        let (subject, text, action) = match self.about {
            Report::Made => (
                t.mail_absent_subject(when),
                t.mail_absent_text(place, when),
                t.mail_absent_action(),
            ),
            Report::Excused => (
                t.mail_review_subject(when),
                t.mail_review_excused(place, when),
                t.mail_review_action(),
            ),
            Report::Upheld => (
                t.mail_review_subject(when),
                t.mail_review_upheld(place, when),
                t.mail_review_action(),
            ),
        };
        let page = format!("{}/{lang}/my-pay/{}", config.base_url, self.turn.booking);
        Words {
            subject,
            paragraphs: vec![t.mail_greeting(&self.name), text],
            action: Some((action, page)),
        }
    }
}
