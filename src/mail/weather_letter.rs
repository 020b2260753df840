//! The letter about a typhoon or a rainstorm.

use super::letter::Words;
use crate::config::Config;
use crate::i18n::Lang;
use crate::shifts::weather_rows::Signal;
use serde::{Deserialize, Serialize};

/// To whoever works where the weather is, as its outbox row holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeatherLetter {
    /// Whom it greets.
    pub name: String,
    /// Where and when they work, in words.
    pub shift: String,
    /// What the weather is.
    pub signal: Signal,
    /// What the office adds, or empty.
    pub note: String,
    /// The unit's telephone.
    pub phone: String,
}

impl WeatherLetter {
    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let signal = self.signal.label(t);
        let text = t.mail_weather_text(&signal, &self.shift, &self.phone);
        let mut paragraphs = vec![t.mail_greeting(&self.name), text];
        paragraphs.extend((!self.note.is_empty()).then(|| self.note.clone()));
        let page = format!("{}/{lang}/my-shifts", config.base_url);
        Words {
            subject: t.mail_weather_subject(&signal, &self.shift),
            paragraphs,
            action: Some((t.mine_title(), page)),
        }
    }
}
