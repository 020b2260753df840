//! The letter to an applicant whom an officer asks about something that they typed.

use super::letter::Words;
use crate::config::Config;
use crate::i18n::Lang;
use crate::vetting::facts::Fact;
use serde::{Deserialize, Serialize};

/// What is asked, as its outbox row holds it. What was typed is not repeated in the mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactLetter {
    /// Whom it greets.
    pub name: String,
    /// About what.
    pub fact: Fact,
    /// Why, in the officer's words.
    pub reason: String,
}

impl FactLetter {
    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let fact = self.fact.label(t);
        Words {
            subject: t.mail_fact_subject(fact.as_str()),
            paragraphs: vec![
                t.mail_greeting(&self.name),
                t.mail_fact_text(fact.as_str()),
                self.reason.clone(),
                t.mail_fact_rest(),
            ],
            action: Some((
                t.ball_action_tell(),
                format!("{}/{lang}/application/facts", config.base_url),
            )),
        }
    }
}
