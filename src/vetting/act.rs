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
        /// An officer asks the applicant about a typed fact.
        AskFact = "ask_fact",
        /// The applicant corrects it.
        CorrectFact = "correct_fact",
        /// The applicant says that it is right as it stands.
        ConfirmFact = "confirm_fact",
        /// The applicant replaces a document.
        SupplyDocument = "supply_document",
        /// An officer asks the former units.
        SendEnquiries = "send_enquiries",
        /// A former unit answers.
        AnswerEnquiry = "answer_enquiry",
        /// A former unit cannot or will not answer.
        DeclineEnquiry = "decline_enquiry",
        /// An officer sends another link to a unit.
        AskAgain = "ask_again",
        /// The applicant corrects how a unit is reached.
        CorrectContact = "correct_contact",
        /// A letter to a unit came back.
        BounceEnquiry = "bounce_enquiry",
        /// A unit did not answer in time.
        ExpireEnquiry = "expire_enquiry",
        /// Whoever was asked names somebody else.
        RedirectEnquiry = "redirect_enquiry",
        /// An officer asks for another unit instead.
        GiveUpEnquiry = "give_up_enquiry",
        /// An officer notes what a unit or a record said.
        NoteAnswer = "note_answer",
        /// An answer turned out not to be the unit's.
        RefuteAnswer = "refute_answer",
        /// One officer recommends.
        Recommend = "recommend",
        /// Another approves.
        Approve = "approve",
        /// Another rejects.
        Reject = "reject",
        /// The applicant takes it back.
        Withdraw = "withdraw",
        /// The file goes to an officer.
        Assign = "assign",
        /// The board is closed to a member.
        Suspend = "suspend",
        /// It is opened again.
        Reinstate = "reinstate",
        /// The applicant appeals against a rejection.
        Appeal = "appeal",
        /// An officer who took no part lets the case return.
        AllowAppeal = "allow_appeal",
        /// Or lets the rejection stand.
        DismissAppeal = "dismiss_appeal",
        /// An officer says that somebody should have withdrawn.
        ProposeVoid = "propose_void",
        /// That proposal is refused or taken back.
        RefuseVoid = "refuse_void",
        /// A second officer agrees: the decision does not count.
        Void = "void",
        /// The certificate of a member ended.
        Lapse = "lapse",
        /// A new one counts.
        Renew = "renew",
        /// Nobody touched the draft.
        Expire = "expire",
        /// A member leaves.
        Leave = "leave",
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
            Self::AskFact => t.act_ask_fact(),
            Self::CorrectFact => t.act_correct_fact(),
            Self::ConfirmFact => t.act_confirm_fact(),
            Self::SupplyDocument => t.act_supply_document(),
            Self::SendEnquiries => t.act_send_enquiries(),
            Self::AnswerEnquiry => t.act_answer_enquiry(),
            Self::DeclineEnquiry => t.act_decline_enquiry(),
            Self::AskAgain => t.act_ask_again(),
            Self::CorrectContact => t.act_correct_contact(),
            Self::BounceEnquiry => t.act_bounce_enquiry(),
            Self::ExpireEnquiry => t.act_expire_enquiry(),
            Self::RedirectEnquiry => t.act_redirect_enquiry(),
            Self::GiveUpEnquiry => t.act_give_up_enquiry(),
            Self::NoteAnswer => t.act_note_answer(),
            Self::RefuteAnswer => t.act_refute_answer(),
            Self::Recommend => t.act_recommend(),
            Self::Approve => t.act_approve(),
            Self::Reject => t.act_reject(),
            Self::Withdraw => t.act_withdraw(),
            Self::Assign => t.act_assign(),
            Self::Suspend => t.act_suspend(),
            Self::Reinstate => t.act_reinstate(),
            Self::Appeal => t.act_appeal(),
            Self::AllowAppeal => t.act_allow_appeal(),
            Self::DismissAppeal => t.act_dismiss_appeal(),
            Self::ProposeVoid => t.act_propose_void(),
            Self::RefuseVoid => t.act_refuse_void(),
            Self::Void => t.act_void(),
            Self::Lapse => t.act_lapse(),
            Self::Renew => t.act_renew(),
            Self::Expire => t.act_expire(),
            Self::Leave => t.act_leave(),
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
