//! The letters about engagements.

use super::letter::Words;
use crate::config::Config;
use crate::engagements::domain::State;
use crate::i18n::Lang;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A letter about an engagement, as its outbox row holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum EngagementLetter {
    /// One was opened: to the member.
    Opened { name: String, hospital: String },
    /// It goes on: to the member.
    Moved {
        name: String,
        hospital: String,
        state: State,
    },
    /// A date comes near: to the member, or to an officer with the row of the engagement.
    Due {
        name: String,
        hospital: String,
        day: NaiveDate,
        engagement: Option<i64>,
    },
    /// Leave was decided: to the member.
    Leave {
        name: String,
        hospital: String,
        first: NaiveDate,
        last: NaiveDate,
        granted: bool,
    },
    /// A promotion round has moved on: to everybody who takes part.
    Round { name: String, hospital: String },
}

impl EngagementLetter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "engagement_opened",
            Self::Moved { .. } => "engagement_moved",
            Self::Due { .. } => "engagement_due",
            Self::Leave { .. } => "engagement_leave",
            Self::Round { .. } => "engagement_round",
        }
    }

    /// Where its link leads.
    fn path(&self) -> String {
        match self {
            Self::Due {
                engagement: Some(id),
                ..
            } => format!("/office/engagements/{id}"),
            _ => "/my-engagements".to_owned(),
        }
    }

    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let (name, subject, text) = match self {
            Self::Opened { name, hospital } => (
                name,
                t.mail_engagement_opened_subject(hospital),
                t.mail_engagement_opened_text(hospital),
            ),
            Self::Moved {
                name,
                hospital,
                state,
            } => (
                name,
                t.mail_engagement_moved_subject(hospital, state.label(t)),
                t.mail_engagement_moved_text(hospital, state.label(t)),
            ),
            Self::Due {
                name,
                hospital,
                day,
                ..
            } => (
                name,
                t.mail_engagement_due_subject(hospital, lang.date_year(day)),
                t.mail_engagement_due_text(hospital, lang.date_year(day)),
            ),
            Self::Round { name, hospital } => (
                name,
                t.mail_engagement_round_subject(hospital),
                t.mail_engagement_round_text(hospital),
            ),
            Self::Leave {
                name,
                hospital,
                first,
                last,
                granted,
            } => {
                let (first, last) = (lang.date_year(first), lang.date_year(last));
                let text = if *granted {
                    t.mail_engagement_leave_granted(hospital, first, last)
                } else {
                    t.mail_engagement_leave_refused(hospital, first, last)
                };
                (name, t.mail_engagement_leave_subject(), text)
            }
        };
        let path = self.path();
        Words {
            subject,
            paragraphs: vec![t.mail_greeting(name), text],
            action: Some((
                t.mail_engagement_action(),
                format!("{}/{lang}{path}", config.base_url),
            )),
        }
    }
}
