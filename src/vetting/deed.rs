//! The words of the vetting machine: what may be done to a case, and why it is refused.

use super::facts::Fact;
use super::turn::Turn;
use super::{Act, State};
use crate::credentials::Slot;
use crate::i18n::Texts;
use crate::text_enum;

text_enum! {
    /// What an officer proposes, and another one decides.
    Verdict {
        /// The person may pick.
        Approve = "approve",
        /// The person may not.
        Reject = "reject",
    }
}

impl Verdict {
    /// Its name in a language.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Approve => t.verdict_approve(),
            Self::Reject => t.verdict_reject(),
        }
    }
}

/// What a draft lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The number on the register.
    RegistrationNumber,
    /// A document.
    Document(Slot),
    /// At least one stretch of specialty experience.
    Experience,
    /// At least two former units.
    Units,
}

/// An act with what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// See [`Act::Submit`].
    Submit,
    /// See [`Act::Begin`].
    Begin,
    /// See [`Act::VerifyDocument`].
    VerifyDocument(Slot),
    /// See [`Act::ReturnDocument`].
    ReturnDocument(Slot),
    /// See [`Act::SupplyDocument`].
    SupplyDocument(Slot),
    /// See [`Act::AskFact`].
    AskFact(Fact),
    /// See [`Act::CorrectFact`].
    CorrectFact(Fact),
    /// See [`Act::ConfirmFact`].
    ConfirmFact(Fact),
    /// See [`Act::SendEnquiries`].
    SendEnquiries,
    /// See [`Act::AnswerEnquiry`]; by row.
    AnswerEnquiry(i64),
    /// See [`Act::DeclineEnquiry`]; by row.
    DeclineEnquiry(i64),
    /// Another turn of an enquiry; by row.
    Enquiry(i64, Turn),
    /// See [`Act::Recommend`].
    Recommend(Verdict),
    /// See [`Act::Approve`] and [`Act::Reject`].
    Decide(Verdict),
    /// See [`Act::Withdraw`].
    Withdraw,
    /// See [`Act::Suspend`].
    Suspend,
    /// See [`Act::Reinstate`].
    Reinstate,
    /// See [`Act::Appeal`].
    Appeal,
    /// See [`Act::AllowAppeal`].
    AllowAppeal,
    /// See [`Act::DismissAppeal`].
    DismissAppeal,
    /// See [`Act::ProposeVoid`]; by the officer who should have withdrawn.
    ProposeVoid(i64),
    /// See [`Act::RefuseVoid`].
    RefuseVoid,
    /// See [`Act::Void`].
    Void,
    /// See [`Act::Lapse`].
    Lapse,
    /// See [`Act::Renew`].
    Renew,
    /// See [`Act::Expire`].
    Expire,
    /// See [`Act::Leave`].
    Leave,
}

impl Deed {
    /// The word under which it is recorded.
    pub fn act(self) -> Act {
        match self {
            Self::Submit => Act::Submit,
            Self::Begin => Act::Begin,
            Self::VerifyDocument(_) => Act::VerifyDocument,
            Self::ReturnDocument(_) => Act::ReturnDocument,
            Self::SupplyDocument(_) => Act::SupplyDocument,
            Self::AskFact(_) => Act::AskFact,
            Self::CorrectFact(_) => Act::CorrectFact,
            Self::ConfirmFact(_) => Act::ConfirmFact,
            Self::SendEnquiries => Act::SendEnquiries,
            Self::AnswerEnquiry(_) => Act::AnswerEnquiry,
            Self::DeclineEnquiry(_) => Act::DeclineEnquiry,
            Self::Enquiry(_, turn) => turn.act(),
            Self::Recommend(_) => Act::Recommend,
            Self::Decide(Verdict::Approve) => Act::Approve,
            Self::Decide(Verdict::Reject) => Act::Reject,
            Self::Withdraw => Act::Withdraw,
            Self::Suspend => Act::Suspend,
            Self::Reinstate => Act::Reinstate,
            Self::Appeal => Act::Appeal,
            Self::AllowAppeal => Act::AllowAppeal,
            Self::DismissAppeal => Act::DismissAppeal,
            Self::ProposeVoid(_) => Act::ProposeVoid,
            Self::RefuseVoid => Act::RefuseVoid,
            Self::Void => Act::Void,
            Self::Lapse => Act::Lapse,
            Self::Renew => Act::Renew,
            Self::Expire => Act::Expire,
            Self::Leave => Act::Leave,
        }
    }
}

/// Why a deed is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The diagram has no such arrow from this state.
    #[error("not possible in state {0}")]
    NotHere(State),
    /// Another kind of person does this.
    #[error("another role's act")]
    Role,
    /// Nobody handles their own file.
    #[error("own file")]
    OwnFile,
    /// Who recommends does not decide.
    #[error("a second officer must decide")]
    SecondPerson,
    /// A doubtful answer was not confirmed by telephone.
    #[error("a call-back is missing")]
    CallBack,
    /// Who called back does not decide.
    #[error("another officer must have called back")]
    OwnCallBack,
    /// Whoever took part in a decision neither hears the appeal nor decides again.
    #[error("an officer who was not involved")]
    Involved,
    /// Two others void a decision, not the officer whom it is about and not one alone.
    #[error("two other officers void a decision")]
    TwoOthers,
    /// The draft lacks something.
    #[error("something is missing")]
    Incomplete(Vec<Missing>),
}
