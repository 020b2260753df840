//! The states of an application.

use crate::i18n::Texts;
use crate::text_enum;

text_enum! {
    /// Where an application stands. The last word of its events, kept in a column.
    State {
        /// Being filled in; can be left and taken up again.
        Draft = "draft",
        /// Sent in; no officer has begun.
        Submitted = "submitted",
        /// An officer checks the documents.
        CheckingDocuments = "checking_documents",
        /// A document was returned: the clock waits for the applicant.
        MoreInformation = "more_information",
        /// All documents stand; former units have not all answered.
        AwaitingReferences = "awaiting_references",
        /// Everything is there: one officer recommends, another decides.
        ReadyForDecision = "ready_for_decision",
        /// A member: may see the board and pick.
        Approved = "approved",
        /// A member to whom the board is closed for now.
        Suspended = "suspended",
        /// Two officers said no.
        Rejected = "rejected",
        /// The applicant took it back.
        Withdrawn = "withdrawn",
        /// A member whose practising certificate has ended; a new one opens the board again.
        Lapsed = "lapsed",
        /// Rejected, and an officer who took no part looks at it again.
        Appealed = "appealed",
        /// The decision does not count, because somebody should have withdrawn: it is decided anew.
        Voided = "voided",
        /// A draft that nobody touched for ninety days.
        Expired = "expired",
        /// A member who left.
        Left = "left",
    }
}

impl State {
    /// States in which officers are at work on a file.
    pub const UNDER_WAY: [Self; 4] = [
        Self::CheckingDocuments,
        Self::MoreInformation,
        Self::AwaitingReferences,
        Self::ReadyForDecision,
    ];

    /// Whether two officers said yes and nothing has ended that since.
    pub fn is_member(self) -> bool {
        Self::MEMBERS.contains(&self)
    }

    /// Whether the office owes an answer.
    pub fn is_open(self) -> bool {
        Self::OPEN.contains(&self)
    }

    /// The states in which the office owes an answer.
    pub const OPEN: [Self; 7] = [
        Self::Submitted,
        Self::CheckingDocuments,
        Self::MoreInformation,
        Self::AwaitingReferences,
        Self::ReadyForDecision,
        Self::Appealed,
        Self::Voided,
    ];

    /// The open states to which the promise of six weeks speaks; an appeal has a promise of its own.
    pub const PROMISED: [Self; 6] = [
        Self::Submitted,
        Self::CheckingDocuments,
        Self::MoreInformation,
        Self::AwaitingReferences,
        Self::ReadyForDecision,
        Self::Voided,
    ];

    /// Whether days of the promise are used: not while the file waits for the applicant or was decided.
    pub fn is_counted(self) -> bool {
        Self::PROMISED.contains(&self) && self != Self::MoreInformation
    }

    /// The states of members.
    pub const MEMBERS: [Self; 3] = [Self::Approved, Self::Suspended, Self::Lapsed];

    /// The states after which the person may apply anew.
    pub const ENDED: [Self; 4] = [Self::Rejected, Self::Withdrawn, Self::Expired, Self::Left];

    /// Its name in a language.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Draft => t.state_draft(),
            Self::Submitted => t.state_submitted(),
            Self::CheckingDocuments => t.state_checking_documents(),
            Self::MoreInformation => t.state_more_information(),
            Self::AwaitingReferences => t.state_awaiting_references(),
            Self::ReadyForDecision => t.state_ready_for_decision(),
            Self::Approved => t.state_approved(),
            Self::Suspended => t.state_suspended(),
            Self::Rejected => t.state_rejected(),
            Self::Withdrawn => t.state_withdrawn(),
            Self::Lapsed => t.state_lapsed(),
            Self::Appealed => t.state_appealed(),
            Self::Voided => t.state_voided(),
            Self::Expired => t.state_expired(),
            Self::Left => t.state_left(),
        }
    }
}
