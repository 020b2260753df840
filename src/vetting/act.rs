//! What may be done to an application.

use crate::i18n::Texts;
use crate::text_enum;

text_enum! {
    /// An act in the story of an application; each is one row of its events.
    Act {
        /// The applicant sends it in.
        Submit = "submit",
        /// An officer takes the file.
        Begin = "begin",
        /// An officer accepts a document.
        VerifyDocument = "verify_document",
        /// An officer sends a document back; the others stand.
        ReturnDocument = "return_document",
        /// The applicant replaces a document.
        SupplyDocument = "supply_document",
        /// An officer asks the former units.
        SendEnquiries = "send_enquiries",
        /// A former unit answers.
        AnswerEnquiry = "answer_enquiry",
        /// A former unit cannot or will not answer.
        DeclineEnquiry = "decline_enquiry",
        /// One officer recommends.
        Recommend = "recommend",
        /// Another approves.
        Approve = "approve",
        /// Another rejects.
        Reject = "reject",
        /// The applicant takes it back.
        Withdraw = "withdraw",
        /// The board is closed to a member.
        Suspend = "suspend",
        /// It is opened again.
        Reinstate = "reinstate",
    }
}

impl Act {
    /// What happened, in a language.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Submit => t.act_submit(),
            Self::Begin => t.act_begin(),
            Self::VerifyDocument => t.act_verify_document(),
            Self::ReturnDocument => t.act_return_document(),
            Self::SupplyDocument => t.act_supply_document(),
            Self::SendEnquiries => t.act_send_enquiries(),
            Self::AnswerEnquiry => t.act_answer_enquiry(),
            Self::DeclineEnquiry => t.act_decline_enquiry(),
            Self::Recommend => t.act_recommend(),
            Self::Approve => t.act_approve(),
            Self::Reject => t.act_reject(),
            Self::Withdraw => t.act_withdraw(),
            Self::Suspend => t.act_suspend(),
            Self::Reinstate => t.act_reinstate(),
        }
    }
}

/// In which part somebody acted: parts, not names, are what an applicant is told.
pub(crate) fn actor_label(role: &str, t: &Texts) -> String {
    match role {
        "clinician" => t.actor_you(),
        "referee" => t.actor_unit(),
        "system" => t.actor_system(),
        _ => t.actor_office(),
    }
}
