//! The vetting machine: a pure function from a case and a deed to the next case, or a refusal.
//!
//! Between submission and decision the state follows from the facts: a document
//! that is returned pauses the clock, and former units are asked while documents are still checked.
//! What is not allowed here does not happen: everything else is refused.

use super::{Act, State};
use crate::audit::Actor;
use crate::credentials::{DocumentState, Slot};
use crate::domain::Role;
use crate::i18n::Texts;
use crate::text_enum;

/// Former units that must have answered before a decision.
pub const REFERENCES_NEEDED: usize = 2;

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
    }
}

text_enum! {
    /// What an officer proposes, and another one decides.
    Verdict {
        /// The person may pick.
        Approve = "approve",
        /// The person may not.
        Reject = "reject",
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
        }
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

/// Everything that decides what may be done to an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Where it stands.
    pub state: State,
    /// Whose it is.
    pub applicant: i64,
    /// What the draft still lacks; nothing once it was submitted.
    pub missing: Vec<Missing>,
    /// Documents that stand in their slots.
    pub documents: Vec<(Slot, DocumentState)>,
    /// Enquiries, by row.
    pub enquiries: Vec<(i64, EnquiryState)>,
    /// Who proposes what.
    pub recommendation: Option<(i64, Verdict)>,
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
    /// See [`Act::SendEnquiries`].
    SendEnquiries,
    /// See [`Act::AnswerEnquiry`]; by row.
    AnswerEnquiry(i64),
    /// See [`Act::DeclineEnquiry`]; by row.
    DeclineEnquiry(i64),
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
            Self::SendEnquiries => Act::SendEnquiries,
            Self::AnswerEnquiry(_) => Act::AnswerEnquiry,
            Self::DeclineEnquiry(_) => Act::DeclineEnquiry,
            Self::Recommend(_) => Act::Recommend,
            Self::Decide(Verdict::Approve) => Act::Approve,
            Self::Decide(Verdict::Reject) => Act::Reject,
            Self::Withdraw => Act::Withdraw,
            Self::Suspend => Act::Suspend,
            Self::Reinstate => Act::Reinstate,
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
    /// The draft lacks something.
    #[error("something is missing")]
    Incomplete(Vec<Missing>),
}

impl Case {
    /// Whether officers are at work on it.
    pub fn is_under_way(&self) -> bool {
        use State::{AwaitingReferences, CheckingDocuments, MoreInformation, ReadyForDecision};
        matches!(
            self.state,
            CheckingDocuments | MoreInformation | AwaitingReferences | ReadyForDecision
        )
    }

    /// The state that the facts make of a file under way.
    fn progress(&self) -> State {
        let any = |wanted| self.documents.iter().any(|(_, state)| *state == wanted);
        let answered = self
            .enquiries
            .iter()
            .filter(|(_, state)| *state == EnquiryState::Answered)
            .count();
        if any(DocumentState::Returned) {
            State::MoreInformation
        } else if any(DocumentState::Uploaded) {
            State::CheckingDocuments
        } else if answered < REFERENCES_NEEDED {
            State::AwaitingReferences
        } else {
            State::ReadyForDecision
        }
    }

    fn document(&self, slot: Slot) -> Option<DocumentState> {
        self.documents
            .iter()
            .find(|(found, _)| *found == slot)
            .map(|(_, state)| *state)
    }

    fn enquiry(&self, row: i64) -> Option<EnquiryState> {
        self.enquiries
            .iter()
            .find(|(found, _)| *found == row)
            .map(|(_, state)| *state)
    }

    fn with_document(&self, slot: Slot, state: DocumentState) -> Self {
        let mut next = self.clone();
        next.documents.retain(|(found, _)| *found != slot);
        next.documents.push((slot, state));
        next.settled()
    }

    fn with_enquiry(&self, row: i64, state: EnquiryState) -> Self {
        let mut next = self.clone();
        for (found, stands) in &mut next.enquiries {
            if *found == row {
                *stands = state;
            }
        }
        next.settled()
    }

    fn with_state(&self, state: State) -> Self {
        Self {
            state,
            ..self.clone()
        }
    }

    /// Recomputes the state of a file under way; a recommendation does not outlive what it rested on.
    fn settled(mut self) -> Self {
        if self.is_under_way() {
            self.state = self.progress();
        }
        if self.state != State::ReadyForDecision {
            self.recommendation = None;
        }
        self
    }
}

/// Decides what a deed makes of a case. Nothing is done yet: the caller writes what follows.
///
/// # Errors
/// Why the deed is refused; the case stays as it is.
pub fn step(case: &Case, deed: Deed, actor: Actor) -> Result<Case, Refusal> {
    check_role(case, deed, actor)?;
    let here = case.is_under_way();
    let next = match deed {
        Deed::Submit if case.state == State::Draft => {
            if !case.missing.is_empty() {
                return Err(Refusal::Incomplete(case.missing.clone()));
            }
            Some(case.with_state(State::Submitted))
        }
        Deed::Begin if case.state == State::Submitted => {
            Some(case.with_state(State::CheckingDocuments).settled())
        }
        Deed::VerifyDocument(slot) if here => (case.document(slot)
            == Some(DocumentState::Uploaded))
        .then(|| case.with_document(slot, DocumentState::Verified)),
        Deed::ReturnDocument(slot) if here => matches!(
            case.document(slot),
            Some(DocumentState::Uploaded | DocumentState::Verified)
        )
        .then(|| case.with_document(slot, DocumentState::Returned)),
        Deed::SupplyDocument(slot) if here || case.state == State::Submitted => {
            match case.document(slot) {
                Some(state) => state != DocumentState::Verified,
                // What is welcome and not needed may come for as long as documents are looked at.
                None => matches!(case.state, State::Submitted | State::CheckingDocuments),
            }
            .then(|| case.with_document(slot, DocumentState::Uploaded))
        }
        Deed::SendEnquiries if here => ask(case),
        Deed::AnswerEnquiry(row) if here => {
            is_open(case.enquiry(row)).then(|| case.with_enquiry(row, EnquiryState::Answered))
        }
        Deed::DeclineEnquiry(row) if here => {
            is_open(case.enquiry(row)).then(|| case.with_enquiry(row, EnquiryState::Declined))
        }
        Deed::Recommend(verdict) if case.state == State::ReadyForDecision => actor
            .id()
            .filter(|_| case.recommendation.is_none())
            .map(|officer| Case {
                recommendation: Some((officer, verdict)),
                ..case.clone()
            }),
        Deed::Decide(verdict) if case.state == State::ReadyForDecision => {
            decide(case, verdict, actor)?
        }
        Deed::Withdraw if here || matches!(case.state, State::Draft | State::Submitted) => {
            Some(case.with_state(State::Withdrawn))
        }
        Deed::Suspend if case.state == State::Approved => Some(case.with_state(State::Suspended)),
        Deed::Reinstate if case.state == State::Suspended => Some(case.with_state(State::Approved)),
        _ => None,
    };
    next.ok_or(Refusal::NotHere(case.state))
}

fn is_open(enquiry: Option<EnquiryState>) -> bool {
    matches!(enquiry, Some(EnquiryState::Asked | EnquiryState::Opened))
}

fn check_role(case: &Case, deed: Deed, actor: Actor) -> Result<(), Refusal> {
    let fits = match deed {
        Deed::Submit | Deed::SupplyDocument(_) | Deed::Withdraw => {
            actor == Actor::Person(case.applicant, Role::Clinician)
        }
        Deed::AnswerEnquiry(_) | Deed::DeclineEnquiry(_) => actor == Actor::Referee,
        Deed::Begin
        | Deed::VerifyDocument(_)
        | Deed::ReturnDocument(_)
        | Deed::SendEnquiries
        | Deed::Recommend(_)
        | Deed::Decide(_)
        | Deed::Suspend
        | Deed::Reinstate => {
            if actor.id() == Some(case.applicant) {
                return Err(Refusal::OwnFile);
            }
            matches!(actor, Actor::Person(_, Role::Officer))
        }
    };
    if fits { Ok(()) } else { Err(Refusal::Role) }
}

fn ask(case: &Case) -> Option<Case> {
    let named = |state: EnquiryState| state == EnquiryState::Named;
    case.enquiries
        .iter()
        .any(|(_, state)| named(*state))
        .then(|| {
            let mut next = case.clone();
            for (_, state) in next.enquiries.iter_mut().filter(|(_, state)| named(*state)) {
                *state = EnquiryState::Asked;
            }
            next.settled()
        })
}

/// A decision follows a recommendation of somebody else; it may differ from it.
fn decide(case: &Case, verdict: Verdict, actor: Actor) -> Result<Option<Case>, Refusal> {
    let Some((proposer, _)) = case.recommendation else {
        return Ok(None);
    };
    if actor.id() == Some(proposer) {
        return Err(Refusal::SecondPerson);
    }
    let state = match verdict {
        Verdict::Approve => State::Approved,
        Verdict::Reject => State::Rejected,
    };
    Ok(Some(case.with_state(state)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fmt::Write;

    const APPLICANT: i64 = 1;
    const NURSE: Actor = Actor::Person(APPLICANT, Role::Clinician);
    const FIRST: Actor = Actor::Person(2, Role::Officer);
    const SECOND: Actor = Actor::Person(3, Role::Officer);

    fn draft() -> Case {
        Case {
            state: State::Draft,
            applicant: APPLICANT,
            missing: vec![],
            documents: vec![
                (Slot::PractisingCertificate, DocumentState::Uploaded),
                (Slot::ExperienceProof, DocumentState::Uploaded),
            ],
            enquiries: vec![(1, EnquiryState::Named), (2, EnquiryState::Named)],
            recommendation: None,
        }
    }

    /// Each state as the plain path reaches it.
    fn reached(state: State) -> Case {
        let mut path = vec![(Deed::Submit, NURSE), (Deed::Begin, FIRST)];
        let verified = [
            (Deed::VerifyDocument(Slot::PractisingCertificate), FIRST),
            (Deed::VerifyDocument(Slot::ExperienceProof), FIRST),
        ];
        let answered = [
            (Deed::SendEnquiries, FIRST),
            (Deed::AnswerEnquiry(1), Actor::Referee),
            (Deed::AnswerEnquiry(2), Actor::Referee),
            (Deed::Recommend(Verdict::Approve), FIRST),
        ];
        match state {
            State::Draft => path.clear(),
            State::Submitted => path.truncate(1),
            State::CheckingDocuments => {}
            State::MoreInformation => {
                path.push((Deed::ReturnDocument(Slot::ExperienceProof), FIRST))
            }
            State::AwaitingReferences => {
                path.extend(verified);
                path.push((Deed::SendEnquiries, FIRST));
            }
            State::ReadyForDecision | State::Approved | State::Suspended | State::Rejected => {
                path.extend(verified);
                path.extend(answered);
            }
            State::Withdrawn => path.push((Deed::Withdraw, NURSE)),
        }
        match state {
            State::Approved => path.push((Deed::Decide(Verdict::Approve), SECOND)),
            State::Suspended => {
                path.push((Deed::Decide(Verdict::Approve), SECOND));
                path.push((Deed::Suspend, FIRST));
            }
            State::Rejected => path.push((Deed::Decide(Verdict::Reject), SECOND)),
            _ => {}
        }
        let case = path.into_iter().fold(draft(), |case, (deed, actor)| {
            step(&case, deed, actor).unwrap()
        });
        assert_eq!(case.state, state);
        case
    }

    fn deeds() -> Vec<(Deed, Actor)> {
        let slot = Slot::PractisingCertificate;
        vec![
            (Deed::Submit, NURSE),
            (Deed::Begin, SECOND),
            (Deed::VerifyDocument(slot), SECOND),
            (Deed::ReturnDocument(slot), SECOND),
            (Deed::SupplyDocument(slot), NURSE),
            (Deed::SendEnquiries, SECOND),
            (Deed::AnswerEnquiry(1), Actor::Referee),
            (Deed::DeclineEnquiry(1), Actor::Referee),
            (Deed::Recommend(Verdict::Approve), SECOND),
            (Deed::Decide(Verdict::Approve), SECOND),
            (Deed::Decide(Verdict::Reject), SECOND),
            (Deed::Withdraw, NURSE),
            (Deed::Suspend, SECOND),
            (Deed::Reinstate, SECOND),
        ]
    }

    #[test]
    fn r04_the_whole_table_is_read_by_a_person() {
        let mut table = String::new();
        for state in State::ALL {
            writeln!(table, "{state}").unwrap();
            for (deed, actor) in deeds() {
                let answer = match step(&reached(*state), deed, actor) {
                    Ok(next) => format!("→ {}", next.state),
                    Err(refusal) => format!("✗ {refusal}"),
                };
                writeln!(table, "  {:<16} {answer}", deed.act().as_str()).unwrap();
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn r10_nobody_decides_alone_or_on_their_own_file() {
        let ready = reached(State::ReadyForDecision);
        assert_eq!(
            step(&ready, Deed::Decide(Verdict::Approve), FIRST),
            Err(Refusal::SecondPerson)
        );
        let own = Actor::Person(APPLICANT, Role::Officer);
        assert_eq!(
            step(&ready, Deed::Decide(Verdict::Approve), own),
            Err(Refusal::OwnFile)
        );
        for (deed, _) in deeds() {
            for stranger in [
                Actor::Visitor,
                Actor::System,
                Actor::Person(9, Role::UnitManager),
            ] {
                assert_eq!(step(&ready, deed, stranger), Err(Refusal::Role), "{deed:?}");
            }
        }
    }

    #[test]
    fn a_document_that_is_returned_takes_the_recommendation_with_it() {
        let ready = reached(State::ReadyForDecision);
        let returned = step(&ready, Deed::ReturnDocument(Slot::ExperienceProof), SECOND).unwrap();
        assert_eq!(
            (returned.state, returned.recommendation),
            (State::MoreInformation, None)
        );
        let supplied = step(
            &returned,
            Deed::SupplyDocument(Slot::ExperienceProof),
            NURSE,
        )
        .unwrap();
        let verified = step(
            &supplied,
            Deed::VerifyDocument(Slot::ExperienceProof),
            FIRST,
        )
        .unwrap();
        assert_eq!(verified.state, State::ReadyForDecision);
        assert_eq!(
            step(&verified, Deed::Decide(Verdict::Approve), SECOND),
            Err(Refusal::NotHere(State::ReadyForDecision)),
            "it needs a new recommendation"
        );
    }

    #[test]
    fn a_draft_that_lacks_something_says_what() {
        let mut case = draft();
        case.missing = vec![Missing::Units];
        assert_eq!(
            step(&case, Deed::Submit, NURSE),
            Err(Refusal::Incomplete(vec![Missing::Units]))
        );
    }

    proptest! {
        #[test]
        fn any_story_keeps_the_promises(story in proptest::collection::vec(0_usize..14, 0..60)) {
            let mut case = draft();
            let mut approvals = 0;
            for index in story {
                let (deed, actor) = deeds()[index];
                let actor = if matches!(deed, Deed::Recommend(_)) { FIRST } else { actor };
                if let Ok(next) = step(&case, deed, actor) {
                    if next.state == State::Approved && case.state == State::ReadyForDecision {
                        approvals += 1;
                        prop_assert!(case.documents.iter().all(|(_, state)| *state == DocumentState::Verified));
                        prop_assert!(case.recommendation.is_some());
                    }
                    if next.is_under_way() {
                        prop_assert_eq!(next.state, next.progress());
                    }
                    case = next;
                }
            }
            prop_assert!(approvals <= 1);
        }
    }
}
