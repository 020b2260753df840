//! What a person sees of their application: four facts, always. Who has it, since when, what happens
//! next, by what date. A state that could not fill all four would not compile.

use super::State;
use super::appeals;
use super::facts::{self, Fact};
use super::machine::{EnquiryState, REFERENCES_NEEDED};
use super::service::{ENQUIRY_LIVES, File};
use crate::clock::{UtcTime, add_days};
use crate::credentials::{DocumentState, Slot};
use crate::i18n::{Lang, Texts};
use chrono::{Datelike, NaiveDate, Weekday};

/// Who has the ball.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// The applicant.
    You,
    /// The office.
    Us,
    /// Former units, by name.
    Units(Vec<String>),
}

/// What happens next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// The applicant fills in and sends.
    Complete,
    /// An officer takes the file.
    Take,
    /// An officer looks at the documents.
    Check,
    /// The applicant replaces these.
    Replace(Vec<Slot>),
    /// The applicant answers about these facts.
    Tell(Vec<Fact>),
    /// An officer asks the units.
    Ask,
    /// The units answer.
    Answer,
    /// The applicant names another unit, since too few can answer.
    NameUnit,
    /// The applicant corrects the address of a unit whose letter came back.
    Correct,
    /// An officer asks a silent unit in another way.
    Elsewhere,
    /// Two officers decide.
    Decide,
    /// An officer who took no part answers an appeal.
    Hear,
}

/// The four facts of an open application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Who has the ball.
    pub holder: Holder,
    /// Since when.
    pub since: NaiveDate,
    /// What happens next.
    pub next: Next,
    /// By what date.
    pub by: NaiveDate,
    /// Whether an earlier date was not kept: the page apologises.
    pub late: bool,
}

/// How long a draft is kept without being touched, in days.
pub(super) const DRAFT_DAYS: i64 = 90;

/// How long an applicant has for a document, in days.
const REPLACE_DAYS: i64 = 14;

/// Working days for an officer to take a file, to check documents, to send enquiries, and for two to decide.
const TAKE: u32 = 2;

const CHECK: u32 = 5;

const ASK: u32 = 2;

const DECIDE: u32 = 5;

/// After a date that was not kept, the next word comes within so many days.
const NEXT_WORD_DAYS: i64 = 7;

/// Monday to Friday; public holidays are not known here, so a date can only be kept earlier.
pub(super) fn working_days_after(day: NaiveDate, count: u32) -> NaiveDate {
    let mut day = day;
    let mut left = count;
    while left > 0 {
        day = add_days(day, 1);
        if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    day
}

/// What the four facts follow from: of a file no more than this, so that a queue of many files need not
/// load them whole.
#[derive(Debug, Clone)]
pub struct Situation {
    /// Where the application stands.
    pub state: State,
    /// Since when.
    pub state_since: UtcTime,
    /// Documents that were sent back.
    pub returned: Vec<Slot>,
    /// Typed facts that the applicant was asked about.
    pub asked: Vec<Fact>,
    /// The former units.
    pub units: Vec<UnitStands>,
}

/// How the enquiry to a former unit stands.
#[derive(Debug, Clone)]
pub struct UnitStands {
    /// Its name.
    pub place: String,
    /// How the enquiry stands.
    pub state: EnquiryState,
    /// When it was asked.
    pub asked_at: Option<UtcTime>,
    /// When it answered, came back, expired, or was sent elsewhere.
    pub turned_at: Option<UtcTime>,
}

impl UnitStands {
    fn is_waiting(&self) -> bool {
        matches!(self.state, EnquiryState::Asked | EnquiryState::Opened)
    }
}

impl Situation {
    /// The situation of a file.
    pub fn of(file: &File) -> Self {
        let returned = file
            .documents
            .iter()
            .filter(|document| document.state == DocumentState::Returned);
        let units = file.referees.iter().map(|referee| UnitStands {
            place: referee.place(),
            state: referee.state,
            asked_at: referee.asked_at,
            turned_at: referee.turned_at.or(referee.answered_at),
        });
        Self {
            state: file.application.state,
            state_since: file.application.state_since,
            returned: returned.map(|document| document.slot).collect(),
            asked: file.case.asked.clone(),
            units: units.collect(),
        }
    }
}

/// The four facts; `None` once the application is decided or withdrawn.
pub fn progress(file: &File, now: UtcTime) -> Option<Progress> {
    progress_of(&Situation::of(file), now)
}

/// The four facts of a situation; `None` once the application is decided or withdrawn.
pub fn progress_of(here: &Situation, now: UtcTime) -> Option<Progress> {
    let (holder, since, next, by) = facts(here)?;
    let today = now.day();
    let late = by < today;
    let by = if late {
        add_days(today, NEXT_WORD_DAYS)
    } else {
        by
    };
    Some(Progress {
        holder,
        since,
        next,
        by,
        late,
    })
}

/// Who, since when, what next, by what date: as promised, whatever day it is.
type Facts = (Holder, NaiveDate, Next, NaiveDate);

fn facts(here: &Situation) -> Option<Facts> {
    let since = here.state_since.day();
    let ours = |next, days| (Holder::Us, since, next, working_days_after(since, days));
    let yours = |next, days| (Holder::You, since, next, add_days(since, days));
    Some(match here.state {
        State::Draft => yours(Next::Complete, DRAFT_DAYS),
        State::Submitted | State::Voided => ours(Next::Take, TAKE),
        State::Appealed => ours(Next::Hear, appeals::ANSWER),
        State::CheckingDocuments => ours(Next::Check, CHECK),
        State::MoreInformation if !here.asked.is_empty() => {
            yours(Next::Tell(here.asked.clone()), REPLACE_DAYS)
        }
        State::MoreInformation => yours(Next::Replace(here.returned.clone()), REPLACE_DAYS),
        State::AwaitingReferences => {
            if let Some(facts) = stuck(here) {
                return Some(facts);
            }
            let asked = here.units.iter().filter_map(|unit| unit.asked_at);
            let mut states = here.units.iter().map(|unit| unit.state);
            let waiting = here.units.iter().filter(|unit| unit.is_waiting());
            let waiting: Vec<String> = waiting.map(|unit| unit.place.clone()).collect();
            match (waiting, asked.max()) {
                (units, Some(asked)) if !units.is_empty() => (
                    Holder::Units(units),
                    asked.day(),
                    Next::Answer,
                    asked.plus(ENQUIRY_LIVES).day(),
                ),
                _ if states.any(|state| state == EnquiryState::Named) => ours(Next::Ask, ASK),
                _ => yours(Next::NameUnit, REPLACE_DAYS),
            }
        }
        State::ReadyForDecision => ours(Next::Decide, DECIDE),
        State::Approved
        | State::Suspended
        | State::Lapsed
        | State::Rejected
        | State::Withdrawn
        | State::Expired
        | State::Left => return None,
    })
}

/// Where too few units can still answer: who does something about it.
fn stuck(here: &Situation) -> Option<Facts> {
    use EnquiryState::{Answered, Asked, Bounced, Expired, Named, Opened, Redirected, Refuted};
    let in_play = |state| matches!(state, Named | Asked | Opened | Answered);
    let states = || here.units.iter().map(|unit| unit.state);
    if states().filter(|state| in_play(*state)).count() >= REFERENCES_NEEDED {
        return None;
    }
    let turned = here.units.iter().filter(|unit| !in_play(unit.state));
    let turned = turned.filter_map(|unit| unit.turned_at);
    let since = turned.max().unwrap_or(here.state_since).day();
    Some(if states().any(|state| state == Bounced) {
        (
            Holder::You,
            since,
            Next::Correct,
            add_days(since, REPLACE_DAYS),
        )
    } else if states().any(|state| matches!(state, Expired | Redirected | Refuted)) {
        (
            Holder::Us,
            since,
            Next::Elsewhere,
            working_days_after(since, ASK),
        )
    } else {
        (
            Holder::You,
            since,
            Next::NameUnit,
            add_days(since, REPLACE_DAYS),
        )
    })
}

pub(super) fn waiting_units(file: &File) -> Vec<String> {
    file.referees
        .iter()
        .filter(|referee| referee.is_waiting())
        .map(|referee| referee.place())
        .collect()
}

impl Progress {
    /// The class that colours the panel.
    pub fn css(&self) -> &'static str {
        match self.holder {
            _ if self.late => "ball--late",
            Holder::You => "ball--you",
            Holder::Us => "",
            Holder::Units(_) => "ball--unit",
        }
    }

    /// Who has the ball and what for, as a title.
    pub(crate) fn title(&self, t: &Texts, lang: Lang) -> String {
        match (&self.next, &self.holder) {
            (Next::Complete, _) => t.ball_complete(),
            (Next::Take, _) => t.ball_take(),
            (Next::Check, _) => t.ball_check(),
            (Next::Replace(slots), _) => {
                let names: Vec<String> = slots.iter().map(|slot| slot.label(t)).collect();
                t.ball_replace(lang.list(&names))
            }
            (Next::Tell(facts), _) => t.ball_tell(facts::names(facts, t, lang)),
            (Next::Ask, _) => t.ball_ask(),
            (Next::Answer, Holder::Units(units)) => t.ball_answer(lang.list(units)),
            (Next::Answer, Holder::You | Holder::Us) => t.ball_ask(),
            (Next::NameUnit, _) => t.ball_name_unit(),
            (Next::Correct, _) => t.ball_correct(),
            (Next::Elsewhere, _) => t.ball_elsewhere(),
            (Next::Decide, _) => t.ball_decide(),
            (Next::Hear, _) => t.ball_hear(),
        }
    }

    /// Since when, and whether the reader has anything to do.
    pub(crate) fn since_line(&self, t: &Texts, lang: Lang) -> String {
        let since = lang.date(self.since);
        match self.holder {
            // The clock waits for documents only.
            Holder::You if matches!(self.next, Next::Correct | Next::NameUnit) => {
                t.ball_since_turn(since)
            }
            Holder::You => t.ball_since_you(since),
            Holder::Us => t.ball_since_us(since),
            Holder::Units(_) => t.ball_since_units(since),
        }
    }

    /// What happens next, by what date.
    pub(crate) fn next_line(&self, t: &Texts, lang: Lang) -> String {
        let by = lang.date(self.by);
        if self.late && !matches!(self.holder, Holder::You) {
            return t.ball_next_late(by);
        }
        match self.next {
            Next::Complete => t.ball_next_complete(by),
            Next::Take => t.ball_next_take(by),
            Next::Check => t.ball_next_check(by),
            Next::Replace(_) => t.ball_next_replace(by),
            Next::Tell(_) => t.ball_next_tell(by),
            Next::Ask => t.ball_next_ask(by),
            Next::Answer => t.ball_next_answer(by),
            Next::NameUnit => t.ball_next_name_unit(by),
            Next::Correct => t.ball_next_correct(by),
            Next::Elsewhere => t.ball_next_elsewhere(by),
            Next::Decide => t.ball_next_decide(by),
            Next::Hear => t.ball_next_hear(by),
        }
    }

    /// The page on which the reader does what is theirs, and its button.
    pub(crate) fn action(&self, t: &Texts) -> Option<(&'static str, String)> {
        match self.next {
            Next::Complete => None,
            Next::Replace(_) => Some(("/application/documents", t.ball_action_replace())),
            Next::Tell(_) => Some(("/application/facts", t.ball_action_tell())),
            Next::NameUnit => Some(("/application/units", t.ball_action_name_unit())),
            Next::Correct => Some(("/application/units", t.ball_action_correct())),
            Next::Elsewhere
            | Next::Take
            | Next::Check
            | Next::Ask
            | Next::Answer
            | Next::Decide
            | Next::Hear => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_are_no_working_days() {
        let friday = NaiveDate::from_ymd_opt(2026, 2, 27).unwrap();
        assert_eq!(working_days_after(friday, 1).to_string(), "2026-03-02");
        assert_eq!(working_days_after(friday, 5).to_string(), "2026-03-06");
    }
}
