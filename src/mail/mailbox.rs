//! Mail that stays in the house: the demo's mailbox page and the tests read it.

use crate::clock::UtcTime;
use std::sync::{Arc, Mutex, PoisonError};

/// How many letters are kept; the oldest give way.
const KEPT: usize = 500;

/// A letter as it would have left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its place in the outbox.
    pub id: i64,
    /// Recipient.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same for mail programs that show HTML.
    pub html: String,
    /// When.
    pub at: UtcTime,
}

/// Letters in memory; clones share them.
#[derive(Debug, Clone, Default)]
pub struct Mailbox(Arc<Mutex<Vec<Sent>>>);

impl Mailbox {
    /// Keeps a letter.
    pub fn put(&self, sent: Sent) {
        let mut letters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if letters.len() == KEPT {
            letters.remove(0);
        }
        letters.push(sent);
    }

    /// All letters, oldest first.
    pub fn all(&self) -> Vec<Sent> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Takes all letters out.
    pub fn take(&self) -> Vec<Sent> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
