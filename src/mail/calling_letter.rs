//! The letter about a shift that its unit called off.

use super::letter::Words;
use crate::config::Config;
use crate::i18n::Lang;
use crate::shifts::calling_rows::Cause;
use serde::{Deserialize, Serialize};

/// To whoever held a place on a shift that was called off, or hoped for one; as its outbox row holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallingLetter {
    /// Whether they held a place; otherwise they waited for one or were to take one over.
    pub held: bool,
    /// Whom it greets.
    pub name: String,
    /// Where and when, in words.
    pub shift: String,
    /// Row of the shift.
    pub id: i64,
    /// Why.
    pub cause: Cause,
    /// What the unit adds, or empty.
    pub note: String,
    /// Up to three shifts that they could take instead, in words.
    pub instead: Vec<String>,
}

impl CallingLetter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        if self.held {
            "shift_called_off"
        } else {
            "wait_called_off"
        }
    }

    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let text = if self.held {
            t.mail_call_off_text(&self.shift)
        } else {
            t.mail_call_off_waited(&self.shift)
        };
        let mut paragraphs = vec![
            t.mail_greeting(&self.name),
            text,
            t.mail_call_off_reason(self.cause.label(t)),
        ];
        paragraphs.extend((!self.note.is_empty()).then(|| self.note.clone()));
        if !self.instead.is_empty() {
            paragraphs.push(t.mail_call_off_instead());
            paragraphs.extend(self.instead.iter().cloned());
        }
        let page = format!("{}/{lang}/shifts/{}/why", config.base_url, self.id);
        Words {
            subject: t.mail_call_off_subject(&self.shift),
            paragraphs,
            action: Some((t.mail_call_off_action(), page)),
        }
    }
}
