//! The letters about filling shifts.

use super::letter::Words;
use crate::config::Config;
use crate::i18n::Lang;
use serde::{Deserialize, Serialize};

/// A letter about filling a shift, as its outbox row holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum DeskLetter {
    /// To a member: the office asks whether they can take a shift.
    Invited {
        /// Whom it greets.
        name: String,
        /// Where and when, in words.
        shift: String,
        /// Row of the shift.
        id: i64,
    },
}

impl DeskLetter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Invited { .. } => "shift_invitation",
        }
    }

    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let page = |path: String| format!("{}/{lang}{path}", config.base_url);
        match self {
            Self::Invited { name, shift, id } => Words {
                subject: t.mail_invited_subject(shift),
                paragraphs: vec![
                    t.mail_greeting(name),
                    t.mail_invited_text(shift),
                    t.mail_invited_free(),
                ],
                action: Some((t.mail_invited_action(), page(format!("/shifts/{id}")))),
            },
        }
    }
}
