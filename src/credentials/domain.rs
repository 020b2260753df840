//! The slots that documents are asked in.

use crate::domain::Category;
use crate::i18n::Texts;
use crate::text_enum;

text_enum! {
    /// What a document is to prove.
    Slot {
        /// The right to practise until a date.
        PractisingCertificate = "practising_certificate",
        /// Work in the specialties that the person names.
        ExperienceProof = "experience_proof",
        /// An entry on the Specialist Register.
        SpecialistRegistration = "specialist_registration",
    }
}

text_enum! {
    /// Where a document stands.
    DocumentState {
        /// Waits for an officer.
        Uploaded = "uploaded",
        /// Accepted.
        Verified = "verified",
        /// Sent back with a reason.
        Returned = "returned",
        /// A newer one stands in its place; kept for the record.
        Replaced = "replaced",
    }
}

text_enum! {
    /// Why a document is sent back.
    ReturnReason {
        /// Cannot be read.
        Unreadable = "unreadable",
        /// Parts of the page are cut off.
        CutOff = "cut_off",
        /// Another document than the one asked for.
        WrongDocument = "wrong_document",
        /// Names another person.
        OtherName = "other_name",
        /// Has expired, or ends before the first shift.
        Expired = "expired",
        /// The date typed is not the one on the paper.
        DateDiffers = "date_differs",
        /// Something else, said in the note.
        Other = "other",
    }
}

impl Slot {
    /// The slots that a category must fill.
    pub fn needed(category: Category) -> &'static [Self] {
        match category {
            Category::EnGeneral | Category::RnGeneral | Category::DoctorNonSpecialist => {
                &[Self::PractisingCertificate, Self::ExperienceProof]
            }
            Category::DoctorSpecialist => &[
                Self::PractisingCertificate,
                Self::SpecialistRegistration,
                Self::ExperienceProof,
            ],
        }
    }

    /// Whether the paper bears a last day.
    pub fn expires(self) -> bool {
        matches!(self, Self::PractisingCertificate)
    }

    /// Its name in a language.
    pub fn label(self, t: &Texts) -> String {
        match self {
            Self::PractisingCertificate => t.slot_practising_certificate(),
            Self::ExperienceProof => t.slot_experience_proof(),
            Self::SpecialistRegistration => t.slot_specialist_registration(),
        }
    }
}

impl ReturnReason {
    /// What was wrong and what to do, in a language.
    pub fn label(self, t: &Texts) -> String {
        match self {
            Self::Unreadable => t.return_unreadable(),
            Self::CutOff => t.return_cut_off(),
            Self::WrongDocument => t.return_wrong_document(),
            Self::OtherName => t.return_other_name(),
            Self::Expired => t.return_expired(),
            Self::DateDiffers => t.return_date_differs(),
            Self::Other => t.return_other(),
        }
    }
}
