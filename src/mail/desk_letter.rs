//! The letters about filling shifts.

use super::letter::Words;
use crate::config::Config;
use crate::domain::Category;
use crate::i18n::Lang;
use crate::shifts::weather_rows::Signal;
use chrono::NaiveDate;
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
    /// To a unit: what was free went to its fallback category, or could not.
    FellBack {
        /// Where and when, in words.
        shift: String,
        /// To whom.
        category: Category,
        /// Row of the shift to look at.
        id: i64,
        /// How many places; none where no rate is set.
        places: i32,
    },
    /// To whoever heard of a typhoon or a rainstorm: it is over.
    WeatherOver {
        /// Whom it greets.
        name: String,
        /// What it was.
        signal: Signal,
        /// On which day.
        day: NaiveDate,
    },
}

impl DeskLetter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Invited { .. } => "shift_invitation",
            Self::FellBack { .. } => "shift_fell_back",
            Self::WeatherOver { .. } => "weather_over",
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
            Self::FellBack {
                shift,
                category,
                id,
                places,
            } => {
                let category = category.label(t);
                let (subject, text) = match places {
                    0 => (
                        t.mail_fell_back_not_subject(&category, shift),
                        t.mail_fell_back_not_text(&category, shift),
                    ),
                    _ => (
                        t.mail_fell_back_subject(&category, shift),
                        t.mail_fell_back_text(*places, &category, shift),
                    ),
                };
                Words {
                    subject,
                    paragraphs: vec![text],
                    action: Some((
                        t.mail_fell_back_action(),
                        page(format!("/unit/shifts/{id}")),
                    )),
                }
            }
            Self::WeatherOver { name, signal, day } => {
                let (signal, day) = (signal.label(t), lang.date(*day));
                Words {
                    subject: t.mail_weather_over_subject(&signal, &day),
                    paragraphs: vec![
                        t.mail_greeting(name),
                        t.mail_weather_over_text(&signal, &day),
                    ],
                    action: Some((t.mine_title(), page("/my-shifts".to_owned()))),
                }
            }
        }
    }
}
