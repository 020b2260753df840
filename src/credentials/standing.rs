//! How each slot of a person stands, from its documents: pure, so that page, tracker, reminder and office
//! say the same.

use super::documents::Document;
use super::domain::{DocumentState, Slot};
use crate::domain::Category;
use crate::i18n::Texts;
use crate::vetting::State;
use chrono::{NaiveDate, TimeDelta};

/// Days before its last day on which a document begins to expire, and its owner hears of it first.
pub const EXPIRING_DAYS: i64 = 90;

/// A slot with all that was ever put into it.
#[derive(Debug, Clone)]
pub struct SlotFile {
    /// What is to be proved.
    pub slot: Slot,
    /// Whether an application needs it.
    pub needed: bool,
    /// The verified document.
    pub standing: Option<Document>,
    /// The document that waits for an officer or came back from one.
    pub pending: Option<Document>,
    /// What stood here before, newest first; kept for the record.
    pub past: Vec<Document>,
}

/// How a slot stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotState {
    /// Nothing is there.
    Missing,
    /// A document is there, and the application was not sent in.
    Uploaded,
    /// An officer looks at it.
    BeingChecked,
    /// Sent back with a reason.
    Returned,
    /// Accepted.
    Verified,
    /// Accepted, and its last day is near.
    Expiring(NaiveDate),
    /// Its last day is over.
    Expired(NaiveDate),
}

impl SlotState {
    /// Its name in a language.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Missing => t.slot_missing(),
            Self::Uploaded => t.slot_uploaded(),
            Self::BeingChecked => t.slot_being_checked(),
            Self::Returned => t.slot_returned(),
            Self::Verified => t.slot_verified(),
            Self::Expiring(_) => t.slot_expiring(),
            Self::Expired(_) => t.slot_expired(),
        }
    }

    /// The class of its tag.
    pub(crate) fn css(self) -> &'static str {
        match self {
            Self::Missing | Self::Uploaded | Self::BeingChecked => "",
            Self::Returned => "tag--you",
            Self::Verified => "tag--ok",
            Self::Expiring(_) => "tag--warn",
            Self::Expired(_) => "tag--err",
        }
    }
}

impl SlotFile {
    /// Sorts the documents of an application into the slots that its category has, those that are needed
    /// first. Evidence of a renewal is asked for only where a certificate is about to end.
    pub fn all(category: Category, documents: &[Document], today: NaiveDate) -> Vec<Self> {
        let of = |slot| Self::of(slot, category, documents);
        let slots = Slot::needed(category).iter().chain(&Slot::WELCOME);
        let mut files: Vec<Self> = slots.map(|slot| of(*slot)).collect();
        let renewal = of(Slot::RenewalEvidence);
        let certificate = files
            .iter()
            .position(|file| file.slot == Slot::PractisingCertificate);
        if let Some(at) = certificate {
            let ends = files.get(at).and_then(|file| file.last_day());
            if !renewal.is_empty() || ends.is_some_and(|day| is_near(day, today)) {
                files.insert(at + 1, renewal);
            }
        }
        files
    }

    /// One slot of a category, with its documents out of all of an application, oldest first.
    pub fn of(slot: Slot, category: Category, documents: &[Document]) -> Self {
        let find = |states: &[DocumentState]| {
            let mut fitting = documents
                .iter()
                .filter(|document| document.slot == slot && states.contains(&document.state));
            fitting.next_back().cloned()
        };
        let past = documents
            .iter()
            .rev()
            .filter(|document| document.slot == slot && document.state == DocumentState::Replaced);
        Self {
            slot,
            needed: Slot::needed(category).contains(&slot),
            standing: find(&[DocumentState::Verified]),
            pending: find(&[DocumentState::Uploaded, DocumentState::Returned]),
            past: past.cloned().collect(),
        }
    }

    /// Whether nothing was ever put here.
    pub fn is_empty(&self) -> bool {
        self.standing.is_none() && self.pending.is_none() && self.past.is_empty()
    }

    /// Last day of the verified document.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.standing.as_ref()?.expires_on
    }

    /// How it stands on a day; `sent` says whether officers have the application.
    pub fn state(&self, sent: bool, today: NaiveDate) -> SlotState {
        match self.pending.as_ref().map(|document| document.state) {
            Some(DocumentState::Returned) => return SlotState::Returned,
            Some(_) if sent => return SlotState::BeingChecked,
            Some(_) => return SlotState::Uploaded,
            None => {}
        }
        match (&self.standing, self.last_day()) {
            (None, _) => SlotState::Missing,
            (Some(_), Some(day)) if day < today => SlotState::Expired(day),
            (Some(_), Some(day)) if is_near(day, today) => SlotState::Expiring(day),
            (Some(_), _) => SlotState::Verified,
        }
    }

    /// Whether its owner may upload here while the application stands so. What was verified is replaced
    /// by a member, who renews it; before the decision it stands.
    pub fn takes_upload(&self, state: State) -> bool {
        match state {
            State::Draft => true,
            State::Submitted | State::CheckingDocuments => {
                self.standing.is_none() && (self.pending.is_some() || !self.needed)
            }
            State::MoreInformation | State::AwaitingReferences | State::ReadyForDecision => {
                self.pending.is_some()
            }
            _ => state.is_member(),
        }
    }
}

fn is_near(day: NaiveDate, today: NaiveDate) -> bool {
    day - today <= TimeDelta::days(EXPIRING_DAYS)
}
