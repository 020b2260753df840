//! The digest of a saved search.

use super::letter::Words;
use crate::config::Config;
use crate::i18n::Lang;
use serde::{Deserialize, Serialize};

/// What is new in a search, as its outbox row holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchLetter {
    /// Whom it greets.
    pub name: String,
    /// What the member calls the search.
    pub search: String,
    /// The nearest shifts, a line each, in the language of the member.
    pub shifts: Vec<String>,
    /// How many more there are.
    pub more: usize,
    /// The board's address.
    pub query: String,
}

impl SearchLetter {
    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let count = self.shifts.len() + self.more;
        let mut paragraphs = vec![
            t.mail_greeting(&self.name),
            t.mail_search_text(&self.search),
        ];
        paragraphs.extend(self.shifts.iter().cloned());
        if self.more > 0 {
            paragraphs.push(t.mail_search_more(self.more));
        }
        let page = format!("{}/{lang}/shifts?{}", config.base_url, self.query);
        Words {
            subject: t.mail_search_subject(count, &self.search),
            paragraphs,
            action: Some((t.mail_search_action(), page)),
        }
    }
}
