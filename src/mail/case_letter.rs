//! The letters about a file that is late, and about its review.

use super::letter::Words;
use crate::config::Config;
use crate::i18n::Lang;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A letter about a file's pace, as its outbox row holds it. `reason` is who has the ball, in the
/// language of whom it goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum CaseLetter {
    /// To the applicant on day 28: where it stands.
    Due {
        name: String,
        reason: String,
        by: NaiveDate,
    },
    /// To the applicant on day 43: an apology with the real reason.
    Overdue { name: String, reason: String },
    /// To the applicant after a week without another word: who has the file, since when, what is next.
    Heartbeat { name: String, stands: Vec<String> },
    /// To the office: a file is due, or late.
    Escalated {
        name: String,
        reference: String,
        day: i64,
        reason: String,
        late: bool,
    },
    /// To administrators: somebody asks why.
    ReviewAsked {
        name: String,
        reference: String,
        by: NaiveDate,
    },
    /// To administrators: nobody has answered.
    ReviewUrged { name: String, reference: String },
    /// To the applicant: the answer, with the name of who gives it.
    ReviewAnswered {
        name: String,
        by: String,
        answer: String,
    },
}

impl CaseLetter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Due { .. } => "case_due",
            Self::Overdue { .. } => "case_overdue",
            Self::Heartbeat { .. } => "case_heartbeat",
            Self::Escalated { .. } => "case_escalated",
            Self::ReviewAsked { .. } => "review_asked",
            Self::ReviewUrged { .. } => "review_urged",
            Self::ReviewAnswered { .. } => "review_answered",
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
        let reviews = || Some((t.reviews_title(), page("/admin/reviews")));
        let (subject, name, text, action) = match self {
            Self::Due { name, reason, by } => (
                t.mail_due_subject(),
                name,
                vec![t.mail_due_text(lang.date(*by)), reason.clone()],
                tracker(),
            ),
            Self::Overdue { name, reason } => (
                t.mail_overdue_subject(),
                name,
                vec![
                    t.mail_overdue_text(),
                    reason.clone(),
                    t.mail_overdue_review(),
                ],
                Some((t.review_ask(), page("/application/review"))),
            ),
            Self::Heartbeat { name, stands } => {
                (t.mail_heartbeat_subject(), name, stands.clone(), tracker())
            }
            Self::Escalated {
                name,
                reference,
                day,
                reason,
                late,
            } => (
                if *late {
                    t.mail_escalated_late(reference, *day)
                } else {
                    t.mail_escalated_due(reference, *day)
                },
                name,
                vec![t.mail_escalated_text(reference), reason.clone()],
                // What is late goes to administrators, who open no file.
                Some((
                    t.mail_escalated_action(),
                    page(if *late {
                        "/admin/promise"
                    } else {
                        "/office/applications?due=overdue"
                    }),
                )),
            ),
            Self::ReviewAsked {
                name,
                reference,
                by,
            } => (
                t.mail_review_asked_subject(reference),
                name,
                vec![t.mail_review_asked_text(reference, lang.date(*by))],
                reviews(),
            ),
            Self::ReviewUrged { name, reference } => (
                t.mail_review_urged_subject(reference),
                name,
                vec![t.mail_review_urged_text(reference)],
                reviews(),
            ),
            Self::ReviewAnswered { name, by, answer } => (
                t.mail_review_answered_subject(),
                name,
                vec![t.mail_review_answered_text(by), answer.clone()],
                tracker(),
            ),
        };
        let mut paragraphs = vec![t.mail_greeting(name)];
        paragraphs.extend(text);
        Words {
            subject,
            paragraphs,
            action,
        }
    }
}
