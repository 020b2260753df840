//! The letters about how a case ended, and about a membership.

use super::letter::Words;
use crate::config::Config;
use crate::i18n::Lang;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A letter about an outcome, as its outbox row holds it. What somebody wrote is in their own words; what
/// the product adds is in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum OutcomeLetter {
    /// Two officers said yes: for what, and what must be minded.
    Approved {
        name: String,
        scope: String,
        conditions: String,
    },
    /// Two officers said no: why, until when one may appeal, from when one may apply again.
    Rejected {
        name: String,
        reason: String,
        appeal_by: NaiveDate,
        again_from: NaiveDate,
    },
    /// The board is closed to a member, and why.
    Suspended { name: String, reason: String },
    /// It is open again.
    Reinstated {
        name: String,
        /// Why, as the officer wrote it; empty in rows from before it was told.
        #[serde(default)]
        reason: String,
    },
    /// The application was taken back.
    Withdrawn { name: String },
    /// To the applicant: the appeal came in; by when it is answered.
    AppealReceived { name: String, by: NaiveDate },
    /// To an officer: an appeal to hear.
    AppealToHear {
        name: String,
        reference: String,
        by: NaiveDate,
    },
    /// To an administrator: there is no officer who took no part.
    AppealUnheard { name: String, reference: String },
    /// The appeal was allowed: the case returns.
    AppealAllowed { name: String, answer: String },
    /// It was dismissed, and why.
    AppealDismissed {
        name: String,
        answer: String,
        again_from: NaiveDate,
    },
    /// The decision does not count: the case returns and is decided anew.
    Voided { name: String },
    /// The certificate ended: the board is closed until a new one counts.
    Lapsed { name: String },
    /// A new one counts.
    Renewed { name: String },
    /// The member left.
    Left { name: String },
    /// Nobody touches a draft: on which day it is deleted.
    DraftEnding { name: String, on: NaiveDate },
}

impl OutcomeLetter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Approved { .. } => "approved",
            Self::Rejected { .. } => "rejected",
            Self::Suspended { .. } => "suspended",
            Self::Reinstated { .. } => "reinstated",
            Self::Withdrawn { .. } => "withdrawn",
            Self::AppealReceived { .. } => "appeal_received",
            Self::AppealToHear { .. } => "appeal_to_hear",
            Self::AppealUnheard { .. } => "appeal_unheard",
            Self::AppealAllowed { .. } => "appeal_allowed",
            Self::AppealDismissed { .. } => "appeal_dismissed",
            Self::Voided { .. } => "voided",
            Self::Lapsed { .. } => "lapsed",
            Self::Renewed { .. } => "renewed",
            Self::Left { .. } => "left",
            Self::DraftEnding { .. } => "draft_ending",
        }
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one arm a letter: split, nobody could see that none is missing"
    )]
    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let page = |path: &str| format!("{}/{lang}{path}", config.base_url);
        let tracker = || Some((t.mail_to_tracker(), page("/application")));
        let board = || Some((t.mail_approved_action(), page("/shifts")));
        let (subject, name, text, action) = match self {
            Self::Approved {
                name,
                scope,
                conditions,
            } => {
                let minded = match conditions.as_str() {
                    "" => String::new(),
                    _ => t.mail_approved_conditions(conditions),
                };
                let text = vec![t.mail_approved_text(), t.mail_approved_scope(scope), minded];
                (t.mail_approved_subject(), name, text, board())
            }
            Self::Rejected {
                name,
                reason,
                appeal_by,
                again_from,
            } => (
                t.mail_rejected_subject(),
                name,
                vec![
                    t.mail_rejected_text(),
                    reason.clone(),
                    t.mail_rejected_appeal(lang.date(*appeal_by)),
                    t.mail_rejected_next(lang.date_year(*again_from)),
                ],
                tracker(),
            ),
            Self::Suspended { name, reason } => (
                t.mail_suspended_subject(),
                name,
                vec![t.mail_suspended_text(), reason.clone()],
                tracker(),
            ),
            Self::Reinstated { name, reason } => (
                t.mail_reinstated_subject(),
                name,
                [t.mail_reinstated_text(), reason.clone()]
                    .into_iter()
                    .filter(|text| !text.is_empty())
                    .collect(),
                board(),
            ),
            Self::Lapsed { name } => (
                t.mail_lapsed_subject(),
                name,
                vec![t.mail_lapsed_text()],
                Some((t.mail_lapsed_action(), page("/application/documents"))),
            ),
            Self::Renewed { name } => (
                t.mail_reinstated_subject(),
                name,
                vec![t.mail_open_again_text()],
                board(),
            ),
            Self::Left { name } => (t.mail_left_subject(), name, vec![t.mail_left_text()], None),
            Self::Withdrawn { name } => (
                t.mail_withdrawn_subject(),
                name,
                vec![t.mail_withdrawn_text()],
                None,
            ),
            Self::AppealReceived { name, by } => (
                t.mail_appeal_received_subject(),
                name,
                vec![t.mail_appeal_received_text(lang.date(*by))],
                tracker(),
            ),
            Self::AppealToHear {
                name,
                reference,
                by,
            } => (
                t.mail_appeal_hear_subject(reference),
                name,
                vec![t.mail_appeal_hear_text(lang.date(*by))],
                Some((
                    t.mail_appeal_action(),
                    page(&format!("/office/applications/{reference}")),
                )),
            ),
            Self::AppealUnheard { name, reference } => (
                t.mail_appeal_unheard_subject(reference),
                name,
                vec![t.mail_appeal_unheard_text()],
                Some((t.mail_appeal_unheard_action(), page("/admin/people"))),
            ),
            Self::AppealAllowed { name, answer } => (
                t.mail_appeal_allowed_subject(),
                name,
                vec![answer.clone(), t.mail_appeal_allowed_text()],
                tracker(),
            ),
            Self::AppealDismissed {
                name,
                answer,
                again_from,
            } => (
                t.mail_appeal_dismissed_subject(),
                name,
                vec![
                    answer.clone(),
                    t.mail_rejected_next(lang.date_year(*again_from)),
                ],
                tracker(),
            ),
            Self::DraftEnding { name, on } => (
                t.mail_draft_subject(lang.date(*on)),
                name,
                vec![t.mail_draft_text()],
                tracker(),
            ),
            Self::Voided { name } => (
                t.mail_voided_subject(),
                name,
                vec![t.mail_voided_text()],
                tracker(),
            ),
        };
        let mut paragraphs = vec![t.mail_greeting(name)];
        paragraphs.extend(text.into_iter().filter(|line| !line.is_empty()));
        Words {
            subject,
            paragraphs,
            action,
        }
    }
}
