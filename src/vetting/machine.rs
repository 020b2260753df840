//! The vetting machine: a pure function from a case and a deed to the next case, or a refusal.
//!
//! Between submission and decision the state follows from the facts: a document
//! that is returned pauses the clock, and former units are asked while documents are still checked.
//! What is not allowed here does not happen: everything else is refused.

use super::State;
use super::facts::Fact;
use super::turn::Turn;
use crate::audit::Actor;
use crate::credentials::{DocumentState, Slot};
use crate::domain::Role;

pub use super::deed::{Deed, Missing, Refusal, Verdict};
pub use super::turn::EnquiryState;

/// Former units that must have answered before a decision.
pub const REFERENCES_NEEDED: usize = 2;

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
    /// Typed facts that the applicant was asked about and has not answered.
    pub asked: Vec<Fact>,
    /// Enquiries, by row.
    pub enquiries: Vec<(i64, EnquiryState)>,
    /// Answers that count after a call-back only: the row, and which officers had it confirmed.
    pub doubtful: Vec<(i64, Vec<i64>)>,
    /// Who proposes what.
    pub recommendation: Option<(i64, Verdict)>,
    /// Who rejected what was appealed against; there is one appeal a case.
    pub appealed: Option<Earlier>,
    /// A proposal to void the decision, while nobody has answered it.
    pub voiding: Option<Voiding>,
}

/// The two officers of a rejection that was appealed against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// Who recommended.
    pub proposer: i64,
    /// Who decided.
    pub decider: i64,
}

/// A proposal to void a decision (R09).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voiding {
    /// Who proposes.
    pub proposer: i64,
    /// The officer who should have withdrawn.
    pub about: i64,
}

impl Case {
    /// Whether officers are at work on it.
    pub fn is_under_way(&self) -> bool {
        State::UNDER_WAY.contains(&self.state)
    }

    /// Whether two officers decided, so that their decision can be voided.
    fn was_decided(&self) -> bool {
        self.state.is_member() || self.state == State::Rejected
    }

    /// The state that the facts make of a file under way.
    fn progress(&self) -> State {
        let any = |wanted| self.documents.iter().any(|(_, state)| *state == wanted);
        let answered = self
            .enquiries
            .iter()
            .filter(|(_, state)| *state == EnquiryState::Answered)
            .count();
        if any(DocumentState::Returned) || !self.asked.is_empty() {
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
        Deed::Begin if matches!(case.state, State::Submitted | State::Voided) => {
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
        Deed::SupplyDocument(slot) if here || case.state == State::Submitted => supply(case, slot),
        Deed::AskFact(fact) | Deed::CorrectFact(fact) | Deed::ConfirmFact(fact) if here => {
            about(case, deed, fact)
        }
        Deed::SendEnquiries if here => ask(case),
        Deed::AnswerEnquiry(row) if here => {
            is_open(case.enquiry(row)).then(|| case.with_enquiry(row, EnquiryState::Answered))
        }
        Deed::DeclineEnquiry(row) if here => {
            is_open(case.enquiry(row)).then(|| case.with_enquiry(row, EnquiryState::Declined))
        }
        Deed::Enquiry(row, turn) if here => case
            .enquiry(row)
            .and_then(|from| turn.leads(from))
            .map(|to| case.with_enquiry(row, to)),
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
        Deed::AllowAppeal | Deed::DismissAppeal if case.state == State::Appealed => {
            Some(hear(case, deed, actor)?)
        }
        Deed::ProposeVoid(_) | Deed::RefuseVoid | Deed::Void if case.was_decided() => {
            void(case, deed, actor)?
        }
        _ => moved(case, deed).map(|state| case.with_state(state)),
    };
    next.ok_or(Refusal::NotHere(case.state))
}

/// Acts that lead from one state to another whatever else the case holds.
fn moved(case: &Case, deed: Deed) -> Option<State> {
    use State::{Appealed, Approved, Draft, Lapsed, Rejected, Submitted, Suspended, Voided};
    let here = case.state;
    match deed {
        Deed::Withdraw => (case.is_under_way()
            || matches!(here, Draft | Submitted | Appealed | Voided))
        .then_some(State::Withdrawn),
        Deed::Expire => (here == Draft).then_some(State::Expired),
        Deed::Suspend => matches!(here, Approved | Lapsed).then_some(Suspended),
        Deed::Reinstate => (here == Suspended).then_some(Approved),
        Deed::Lapse => (here == Approved).then_some(Lapsed),
        Deed::Renew => (here == Lapsed).then_some(Approved),
        Deed::Leave => here.is_member().then_some(State::Left),
        Deed::Appeal => (here == Rejected && case.appealed.is_none()).then_some(Appealed),
        _ => None,
    }
}

/// A typed fact is asked about once at a time, and answered once. A corrected one is compared anew with
/// every paper that shows it.
fn about(case: &Case, deed: Deed, fact: Fact) -> Option<Case> {
    let mut next = case.clone();
    match (deed, case.asked.contains(&fact)) {
        (Deed::AskFact(_), false) => next.asked.push(fact),
        (Deed::CorrectFact(_) | Deed::ConfirmFact(_), true) => {
            next.asked.retain(|asked| *asked != fact);
        }
        _ => return None,
    }
    if deed == Deed::CorrectFact(fact) {
        let shown = next.documents.iter_mut();
        for (_, state) in shown.filter(|(slot, _)| fact.stands_on(*slot)) {
            if *state == DocumentState::Verified {
                *state = DocumentState::Uploaded;
            }
        }
    }
    Some(next.settled())
}

fn supply(case: &Case, slot: Slot) -> Option<Case> {
    match case.document(slot) {
        Some(state) => state != DocumentState::Verified,
        // What is welcome and not needed may come for as long as documents are looked at.
        None => matches!(case.state, State::Submitted | State::CheckingDocuments),
    }
    .then(|| case.with_document(slot, DocumentState::Uploaded))
}

/// An appeal is heard by somebody who took no part. Allowing it is a recommendation to approve: the case
/// returns, and another officer decides.
fn hear(case: &Case, deed: Deed, actor: Actor) -> Result<Case, Refusal> {
    let involved = case.appealed.is_some_and(|earlier| {
        [Some(earlier.proposer), Some(earlier.decider)].contains(&actor.id())
    });
    if involved {
        return Err(Refusal::Involved);
    }
    if deed == Deed::DismissAppeal {
        return Ok(case.with_state(State::Rejected));
    }
    let mut next = case.with_state(State::CheckingDocuments).settled();
    if next.state == State::ReadyForDecision {
        next.recommendation = actor.id().map(|officer| (officer, Verdict::Approve));
    }
    Ok(next)
}

/// A decision of somebody who should have withdrawn is voided by two others (R09).
fn void(case: &Case, deed: Deed, actor: Actor) -> Result<Option<Case>, Refusal> {
    let by = actor.id();
    let with = |voiding| Case {
        voiding,
        ..case.clone()
    };
    match (deed, case.voiding) {
        (Deed::ProposeVoid(about), None) => match by {
            Some(proposer) if proposer != about => {
                Ok(Some(with(Some(Voiding { proposer, about }))))
            }
            _ => Err(Refusal::TwoOthers),
        },
        (Deed::RefuseVoid, Some(voiding)) if by != Some(voiding.about) => Ok(Some(with(None))),
        (Deed::Void, Some(voiding))
            if by != Some(voiding.about) && by != Some(voiding.proposer) =>
        {
            Ok(Some(Case {
                state: State::Voided,
                recommendation: None,
                ..with(None)
            }))
        }
        (Deed::RefuseVoid | Deed::Void, Some(_)) => Err(Refusal::TwoOthers),
        _ => Ok(None),
    }
}

fn is_open(enquiry: Option<EnquiryState>) -> bool {
    matches!(enquiry, Some(EnquiryState::Asked | EnquiryState::Opened))
}

fn check_role(case: &Case, deed: Deed, actor: Actor) -> Result<(), Refusal> {
    let fits = match deed {
        Deed::Submit
        | Deed::SupplyDocument(_)
        | Deed::CorrectFact(_)
        | Deed::ConfirmFact(_)
        | Deed::Withdraw
        | Deed::Appeal
        | Deed::Leave => actor == Actor::Person(case.applicant, Role::Clinician),
        Deed::AnswerEnquiry(_) | Deed::DeclineEnquiry(_) => actor == Actor::Referee,
        Deed::Lapse | Deed::Renew | Deed::Expire => actor == Actor::System,
        Deed::Enquiry(_, turn) => {
            if actor.id() == Some(case.applicant) && turn != Turn::Correct {
                return Err(Refusal::OwnFile);
            }
            turn.fits(actor, case.applicant)
        }
        Deed::Begin
        | Deed::VerifyDocument(_)
        | Deed::ReturnDocument(_)
        | Deed::AskFact(_)
        | Deed::SendEnquiries
        | Deed::Recommend(_)
        | Deed::Decide(_)
        | Deed::Suspend
        | Deed::Reinstate
        | Deed::AllowAppeal
        | Deed::DismissAppeal
        | Deed::ProposeVoid(_)
        | Deed::RefuseVoid
        | Deed::Void => {
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

/// Each doubtful answer was confirmed by telephone, by somebody else than who decides (R17).
fn check_call_backs(case: &Case, actor: Actor) -> Result<(), Refusal> {
    for (_, callers) in &case.doubtful {
        if callers.is_empty() {
            return Err(Refusal::CallBack);
        }
        if callers.iter().all(|caller| Some(*caller) == actor.id()) {
            return Err(Refusal::OwnCallBack);
        }
    }
    Ok(())
}

/// A decision follows a recommendation of somebody else; it may differ from it.
fn decide(case: &Case, verdict: Verdict, actor: Actor) -> Result<Option<Case>, Refusal> {
    let Some((proposer, _)) = case.recommendation else {
        return Ok(None);
    };
    if actor.id() == Some(proposer) {
        return Err(Refusal::SecondPerson);
    }
    if case
        .appealed
        .is_some_and(|earlier| actor.id() == Some(earlier.decider))
    {
        return Err(Refusal::Involved);
    }
    if verdict == Verdict::Approve {
        check_call_backs(case, actor)?;
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
    const THIRD: Actor = Actor::Person(4, Role::Officer);
    const REJECTED: Earlier = Earlier {
        proposer: 2,
        decider: 3,
    };

    fn draft() -> Case {
        Case {
            state: State::Draft,
            applicant: APPLICANT,
            missing: vec![],
            documents: vec![
                (Slot::PractisingCertificate, DocumentState::Uploaded),
                (Slot::ExperienceProof, DocumentState::Uploaded),
            ],
            asked: vec![],
            enquiries: vec![(1, EnquiryState::Named), (2, EnquiryState::Named)],
            doubtful: vec![],
            recommendation: None,
            appealed: None,
            voiding: None,
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
            State::Withdrawn => path.push((Deed::Withdraw, NURSE)),
            State::Expired => path = vec![(Deed::Expire, Actor::System)],
            _ => {
                path.extend(verified);
                path.extend(answered);
            }
        }
        let approved = (Deed::Decide(Verdict::Approve), SECOND);
        let rejected = (Deed::Decide(Verdict::Reject), SECOND);
        match state {
            State::Approved => path.push(approved),
            State::Suspended => path.extend([approved, (Deed::Suspend, FIRST)]),
            State::Lapsed => path.extend([approved, (Deed::Lapse, Actor::System)]),
            State::Left => path.extend([approved, (Deed::Leave, NURSE)]),
            State::Voided => {
                path.extend([approved, (Deed::ProposeVoid(3), FIRST), (Deed::Void, THIRD)])
            }
            State::Rejected => path.push(rejected),
            State::Appealed => path.extend([rejected, (Deed::Appeal, NURSE)]),
            _ => {}
        }
        let mut case = path.into_iter().fold(draft(), |case, (deed, actor)| {
            step(&case, deed, actor).unwrap()
        });
        if state == State::Appealed {
            case.appealed = Some(REJECTED);
        }
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
            (Deed::AskFact(Fact::NameEn), SECOND),
            (Deed::CorrectFact(Fact::NameEn), NURSE),
            (Deed::ConfirmFact(Fact::NameEn), NURSE),
            (Deed::SendEnquiries, SECOND),
            (Deed::AnswerEnquiry(1), Actor::Referee),
            (Deed::DeclineEnquiry(1), Actor::Referee),
            (Deed::Enquiry(1, Turn::Note), SECOND),
            (Deed::Enquiry(1, Turn::Refute), SECOND),
            (Deed::Recommend(Verdict::Approve), SECOND),
            (Deed::Decide(Verdict::Approve), SECOND),
            (Deed::Decide(Verdict::Reject), SECOND),
            (Deed::Withdraw, NURSE),
            (Deed::Suspend, SECOND),
            (Deed::Reinstate, SECOND),
            (Deed::Appeal, NURSE),
            (Deed::AllowAppeal, THIRD),
            (Deed::DismissAppeal, THIRD),
            (Deed::ProposeVoid(3), FIRST),
            (Deed::RefuseVoid, THIRD),
            (Deed::Void, THIRD),
            (Deed::Leave, NURSE),
            (Deed::Lapse, Actor::System),
            (Deed::Renew, Actor::System),
            (Deed::Expire, Actor::System),
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
        for (deed, actor) in deeds() {
            let strangers = [
                Actor::Visitor,
                Actor::System,
                Actor::Referee,
                Actor::Person(9, Role::UnitManager),
            ];
            for stranger in strangers.into_iter().filter(|stranger| *stranger != actor) {
                assert_eq!(step(&ready, deed, stranger), Err(Refusal::Role), "{deed:?}");
            }
        }
    }

    #[test]
    fn r17_a_doubtful_answer_needs_a_call_back_by_another_officer_before_an_approval() {
        let mut ready = reached(State::ReadyForDecision);
        let mut approve = |callers: &[i64], actor| {
            ready.doubtful = vec![(1, callers.to_vec())];
            step(&ready, Deed::Decide(Verdict::Approve), actor).map(|case| case.state)
        };
        assert_eq!(approve(&[], SECOND), Err(Refusal::CallBack));
        assert_eq!(approve(&[3], SECOND), Err(Refusal::OwnCallBack));
        assert_eq!(approve(&[3], THIRD), Ok(State::Approved));
        assert_eq!(approve(&[2], SECOND), Ok(State::Approved));
        ready.doubtful = vec![(1, vec![])];
        assert!(step(&ready, Deed::Decide(Verdict::Reject), SECOND).is_ok());
    }

    #[test]
    fn r17_an_answer_that_was_not_the_units_takes_the_recommendation_with_it() {
        let ready = reached(State::ReadyForDecision);
        let refuted = step(&ready, Deed::Enquiry(1, Turn::Refute), SECOND).unwrap();
        assert_eq!(
            (refuted.state, refuted.recommendation),
            (State::AwaitingReferences, None)
        );
        let noted = step(&refuted, Deed::Enquiry(1, Turn::Note), SECOND).unwrap();
        assert_eq!(noted.state, State::ReadyForDecision);
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
    fn a_fact_that_is_asked_about_pauses_the_file_and_a_corrected_one_is_checked_anew() {
        let ready = reached(State::ReadyForDecision);
        let fact = Fact::RegistrationNumber;
        let asked = step(&ready, Deed::AskFact(fact), SECOND).unwrap();
        assert_eq!(
            (asked.state, asked.recommendation),
            (State::MoreInformation, None)
        );
        for (deed, actor) in [
            (Deed::AskFact(fact), FIRST),
            (Deed::CorrectFact(Fact::NameZh), NURSE),
        ] {
            let refusal = Refusal::NotHere(State::MoreInformation);
            assert_eq!(step(&asked, deed, actor), Err(refusal), "{deed:?}");
        }
        assert_eq!(
            step(&asked, Deed::CorrectFact(fact), FIRST),
            Err(Refusal::Role)
        );
        let confirmed = step(&asked, Deed::ConfirmFact(fact), NURSE).unwrap();
        assert_eq!(confirmed.state, State::ReadyForDecision);
        let corrected = step(&asked, Deed::CorrectFact(fact), NURSE).unwrap();
        assert_eq!(corrected.state, State::CheckingDocuments);
        let state = |slot| corrected.document(slot);
        assert_eq!(
            (
                state(Slot::PractisingCertificate),
                state(Slot::ExperienceProof)
            ),
            (Some(DocumentState::Uploaded), Some(DocumentState::Verified)),
            "only a paper that shows the number"
        );
    }

    #[test]
    fn an_appeal_is_heard_by_somebody_who_took_no_part_and_decided_by_another() {
        let appealed = reached(State::Appealed);
        for involved in [FIRST, SECOND] {
            for deed in [Deed::AllowAppeal, Deed::DismissAppeal] {
                assert_eq!(step(&appealed, deed, involved), Err(Refusal::Involved));
            }
        }
        let dismissed = step(&appealed, Deed::DismissAppeal, THIRD).unwrap();
        assert_eq!(
            step(&dismissed, Deed::Appeal, NURSE),
            Err(Refusal::NotHere(State::Rejected)),
            "there is one appeal"
        );
        let allowed = step(&appealed, Deed::AllowAppeal, THIRD).unwrap();
        assert_eq!(allowed.recommendation, Some((4, Verdict::Approve)));
        let approve = |actor| step(&allowed, Deed::Decide(Verdict::Approve), actor);
        assert_eq!(approve(THIRD), Err(Refusal::SecondPerson));
        assert_eq!(approve(SECOND), Err(Refusal::Involved));
        assert_eq!(approve(FIRST).unwrap().state, State::Approved);
    }

    #[test]
    fn r09_two_others_void_a_decision_and_it_is_taken_anew() {
        let member = reached(State::Approved);
        assert_eq!(
            step(&member, Deed::ProposeVoid(3), SECOND),
            Err(Refusal::TwoOthers)
        );
        let proposed = step(&member, Deed::ProposeVoid(3), FIRST).unwrap();
        assert_eq!(proposed.state, State::Approved);
        for alone in [FIRST, SECOND] {
            assert_eq!(step(&proposed, Deed::Void, alone), Err(Refusal::TwoOthers));
        }
        assert_eq!(
            step(&proposed, Deed::RefuseVoid, SECOND),
            Err(Refusal::TwoOthers)
        );
        let voided = step(&proposed, Deed::Void, THIRD).unwrap();
        assert_eq!((voided.state, voided.recommendation), (State::Voided, None));
        let again = step(&voided, Deed::Begin, FIRST).unwrap();
        assert_eq!(again.state, State::ReadyForDecision);
        let refused = step(&proposed, Deed::RefuseVoid, FIRST).unwrap();
        assert_eq!((refused.state, refused.voiding), (State::Approved, None));
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
        fn any_story_keeps_the_promises(story in proptest::collection::vec(0_usize..29, 0..80)) {
            let mut case = draft();
            let mut approvals = 0;
            let mut rounds = 1;
            for index in story {
                let (deed, actor) = deeds()[index];
                let actor = if matches!(deed, Deed::Recommend(_)) { FIRST } else { actor };
                if let Ok(next) = step(&case, deed, actor) {
                    if next.state == State::Approved && case.state == State::ReadyForDecision {
                        approvals += 1;
                        prop_assert!(case.documents.iter().all(|(_, state)| *state == DocumentState::Verified));
                        prop_assert!(case.recommendation.is_some() && case.asked.is_empty());
                    }
                    if next.is_under_way() {
                        prop_assert_eq!(next.state, next.progress());
                    }
                    // What was voided or allowed on appeal is decided anew.
                    rounds += i32::from(matches!(deed, Deed::Void | Deed::AllowAppeal));
                    case = next;
                }
            }
            prop_assert!(approvals <= rounds);
        }
    }
}
