//! The slots that documents are asked in.

use crate::domain::Category;
use crate::i18n::Texts;
use crate::text_enum;
use crate::vetting::State;

text_enum! {
    /// What a document is to prove.
    Slot {
        /// The right to practise until a date.
        PractisingCertificate = "practising_certificate",
        /// Work in the specialties that the person names.
        ExperienceProof = "experience_proof",
        /// An entry on the Specialist Register.
        SpecialistRegistration = "specialist_registration",
        /// The first entry on the register, which has no end.
        RegistrationCertificate = "registration_certificate",
        /// A course in resuscitation.
        LifeSupport = "life_support",
        /// Another course or competence that units ask for.
        OtherCompetency = "other_competency",
        /// That the renewal of the practising certificate was applied and paid for: until the new one
        /// comes the old one is deemed to be held (Cap. 164 s. 10A(6), s. 16A(6)).
        RenewalEvidence = "renewal_evidence",
        /// The identity card, of which a copy is asked for with the offer and never before (R39).
        IdentityCard = "identity_card",
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
    /// What the virus scanner said of a document.
    Scan {
        /// There is no scanner.
        NotAsked = "not_asked",
        /// It has not answered; nobody is shown the document.
        Pending = "pending",
        /// Nothing was found.
        Clean = "clean",
        /// Something was found; nobody is shown the document.
        Infected = "infected",
    }
}

impl Scan {
    /// Whether the document may be shown.
    pub fn is_open(self) -> bool {
        matches!(self, Self::NotAsked | Self::Clean)
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
        /// A virus scanner found something in it.
        Infected = "infected",
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

    /// The slots that everybody may fill beside those that they must.
    pub const WELCOME: [Self; 3] = [
        Self::RegistrationCertificate,
        Self::LifeSupport,
        Self::OtherCompetency,
    ];

    /// The slots on whose last day the right to practise ends.
    pub const LICENCES: [Self; 2] = [Self::PractisingCertificate, Self::RenewalEvidence];

    /// Whether this category has the slot at all.
    pub fn is_asked(self, category: Category) -> bool {
        matches!(self, Self::RenewalEvidence | Self::IdentityCard)
            || Self::needed(category).contains(&self)
            || Self::WELCOME.contains(&self)
    }

    /// Whether the slot is there while the application stands so: a copy of the identity card is not
    /// collected before the approval, which is the offer of locum work (PCPD, Code on identity cards).
    pub fn is_open(self, state: State) -> bool {
        self != Self::IdentityCard || state == State::Approved
    }

    /// Whether what is kept of it is a picture with COPY across, and never the file as it came.
    pub fn is_marked(self) -> bool {
        self == Self::IdentityCard
    }

    /// Whether the paper bears a last day that its owner types.
    pub fn expires(self) -> bool {
        matches!(self, Self::PractisingCertificate | Self::LifeSupport)
    }

    /// Its name in a language.
    pub fn label(self, t: &Texts) -> String {
        match self {
            Self::PractisingCertificate => t.slot_practising_certificate(),
            Self::ExperienceProof => t.slot_experience_proof(),
            Self::SpecialistRegistration => t.slot_specialist_registration(),
            Self::RegistrationCertificate => t.slot_registration_certificate(),
            Self::LifeSupport => t.slot_life_support(),
            Self::OtherCompetency => t.slot_other_competency(),
            Self::RenewalEvidence => t.slot_renewal_evidence(),
            Self::IdentityCard => t.slot_identity_card(),
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
            Self::Infected => t.return_infected(),
            Self::Other => t.return_other(),
        }
    }
}
