//! The letters to officers about the work of the office.

use super::letter::Words;
use crate::config::Config;
use crate::i18n::Lang;
use serde::{Deserialize, Serialize};

/// A letter to an officer, as its outbox row holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum OfficeLetter {
    /// A colleague handed files to them.
    HandedOver {
        name: String,
        by: String,
        references: Vec<String>,
    },
    /// A colleague proposes that a decision does not count; theirs is the second word.
    VoidProposed {
        name: String,
        by: String,
        reference: String,
    },
}

impl OfficeLetter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::HandedOver { .. } => "files_handed_over",
            Self::VoidProposed { .. } => "void_proposed",
        }
    }

    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let page = |path: &str| format!("{}/{lang}/office/applications{path}", config.base_url);
        match self {
            Self::HandedOver {
                name,
                by,
                references,
            } => {
                let (subject, link) = match references.as_slice() {
                    [only] => (t.mail_handed_subject(only), page(&format!("/{only}"))),
                    all => (
                        t.mail_handed_many_subject(all.len()),
                        page("?ball=all&owner=mine"),
                    ),
                };
                Words {
                    subject,
                    paragraphs: vec![
                        t.mail_greeting(name),
                        t.mail_handed_text(by),
                        references.join("\n"),
                    ],
                    action: Some((t.mail_handed_action(), link)),
                }
            }
            Self::VoidProposed {
                name,
                by,
                reference,
            } => Words {
                subject: t.mail_void_proposed_subject(reference),
                paragraphs: vec![t.mail_greeting(name), t.mail_void_proposed_text(by)],
                action: Some((
                    t.mail_void_proposed_action(),
                    page(&format!("/{reference}")),
                )),
            },
        }
    }
}
