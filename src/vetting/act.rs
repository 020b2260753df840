//! What may be done to an application.

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
