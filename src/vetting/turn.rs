//! How an enquiry to a former unit stands, and what can become of it besides an answer by link: a small
//! machine beside the large one.

use super::Act;
use crate::audit::Actor;
use crate::domain::Role;
use crate::i18n::Texts;
use crate::text_enum;

text_enum! {
    /// Where an enquiry to a former unit stands.
    EnquiryState {
        /// Named by the applicant, not asked yet.
        Named = "named",
        /// The link is on its way.
        Asked = "asked",
        /// The form was opened.
        Opened = "opened",
        /// The unit answered.
        Answered = "answered",
        /// The unit cannot or will not answer.
        Declined = "declined",
        /// The letter came back.
        Bounced = "bounced",
        /// The link died unanswered.
        Expired = "expired",
        /// The wrong person: somebody else there is to be asked.
        Redirected = "redirected",
        /// The answer was not the unit's; it does not count.
        Refuted = "refuted",
        /// Another unit is asked for instead.
        GivenUp = "given_up",
    }
}

impl EnquiryState {
    /// Its name in a language.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Named => t.enquiry_state_named(),
            Self::Asked => t.enquiry_state_asked(),
            Self::Opened => t.enquiry_state_opened(),
            Self::Answered => t.enquiry_state_answered(),
            Self::Declined => t.enquiry_state_declined(),
            Self::Bounced => t.enquiry_state_bounced(),
            Self::Expired => t.enquiry_state_expired(),
            Self::Redirected => t.enquiry_state_redirected(),
            Self::Refuted => t.enquiry_state_refuted(),
            Self::GivenUp => t.enquiry_state_given_up(),
        }
    }
}

text_enum! {
    /// How an answer came in.
    Way {
        /// Through the link.
        Link = "link",
        /// An officer telephoned the unit.
        Telephone = "telephone",
        /// An officer read the personnel record.
        Personnel = "personnel",
    }
}

text_enum! {
    /// A turn that an enquiry takes.
    Turn {
        /// An officer sends a new link, to the same contact or another one.
        AskAgain = "ask_again",
        /// The applicant corrects the contact; a new link replaces the old.
        Correct = "correct",
        /// The letter came back.
        Bounce = "bounce",
        /// Nobody answered while the link lived.
        Expire = "expire",
        /// Whoever opened it is the wrong person and names another one.
        Redirect = "redirect",
        /// An officer asks the applicant for another unit instead.
        GiveUp = "give_up",
        /// An officer notes what a call or a personnel record said: it counts as an answer.
        Note = "note",
        /// A call-back showed that the answer is not the unit's: it does not count.
        Refute = "refute",
    }
}

/// Who takes a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Officer,
    Applicant,
    Referee,
    System,
}

impl Turn {
    /// Where it leads from a state; `None` where it cannot be taken.
    pub fn leads(self, from: EnquiryState) -> Option<EnquiryState> {
        use EnquiryState::{
            Answered, Asked, Bounced, Declined, Expired, GivenUp, Named, Opened, Redirected,
            Refuted,
        };
        match (self, from) {
            (
                Self::AskAgain,
                Asked | Opened | Declined | Bounced | Expired | Redirected | Refuted,
            )
            | (Self::Correct, Asked | Opened | Bounced | Expired) => Some(Asked),
            (Self::Correct, Named) => Some(Named),
            (Self::Bounce, Asked | Opened) => Some(Bounced),
            (Self::Expire, Asked | Opened) => Some(Expired),
            (Self::Redirect, Asked | Opened) => Some(Redirected),
            (
                Self::GiveUp,
                Asked | Opened | Declined | Bounced | Expired | Redirected | Refuted,
            ) => Some(GivenUp),
            (
                Self::Note,
                Asked | Opened | Declined | Bounced | Expired | Redirected | Refuted | GivenUp,
            ) => Some(Answered),
            (Self::Refute, Answered) => Some(Refuted),
            _ => None,
        }
    }

    /// The states from which it leads somewhere.
    pub fn from(self) -> Vec<EnquiryState> {
        let all = EnquiryState::ALL.iter().copied();
        all.filter(|state| self.leads(*state).is_some()).collect()
    }

    pub(super) fn by(self) -> By {
        match self {
            Self::AskAgain | Self::GiveUp | Self::Note | Self::Refute => By::Officer,
            Self::Correct => By::Applicant,
            Self::Redirect => By::Referee,
            Self::Bounce | Self::Expire => By::System,
        }
    }

    /// Whether somebody may take it in an application of `applicant`.
    pub(super) fn fits(self, actor: Actor, applicant: i64) -> bool {
        match self.by() {
            By::Officer => matches!(actor, Actor::Person(_, Role::Officer)),
            By::Applicant => actor == Actor::Person(applicant, Role::Clinician),
            By::Referee => actor == Actor::Referee,
            By::System => actor == Actor::System,
        }
    }

    /// The word under which it is recorded.
    pub(super) fn act(self) -> Act {
        match self {
            Self::AskAgain => Act::AskAgain,
            Self::Correct => Act::CorrectContact,
            Self::Bounce => Act::BounceEnquiry,
            Self::Expire => Act::ExpireEnquiry,
            Self::Redirect => Act::RedirectEnquiry,
            Self::GiveUp => Act::GiveUpEnquiry,
            Self::Note => Act::NoteAnswer,
            Self::Refute => Act::RefuteAnswer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[test]
    fn the_table_of_turns_is_read_by_a_person() {
        let mut table = String::new();
        for turn in Turn::ALL {
            writeln!(table, "{turn} by {:?}", turn.by()).unwrap();
            for state in EnquiryState::ALL {
                let goal = turn
                    .leads(*state)
                    .map_or("✗".to_owned(), |to| format!("→ {to}"));
                writeln!(table, "  {:<11} {goal}", state.as_str()).unwrap();
            }
        }
        insta::assert_snapshot!(table);
    }
}
