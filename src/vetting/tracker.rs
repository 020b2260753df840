//! What a person sees of their application: four facts, always. Who has it, since when, what happens
//! next, by what date. A state that could not fill all four would not compile.

use super::clock::Clocks;
use super::machine::EnquiryState;
use super::service::{ENQUIRY_LIVES, File};
use super::{Act, State};
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
    /// An officer asks the units.
    Ask,
    /// The units answer.
    Answer,
    /// The applicant names another unit, since too few can answer.
    NameUnit,
    /// Two officers decide.
    Decide,
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
const DRAFT_DAYS: i64 = 90;
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
fn working_days_after(day: NaiveDate, count: u32) -> NaiveDate {
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

/// The four facts; `None` once the application is decided or withdrawn.
pub fn progress(file: &File, now: UtcTime) -> Option<Progress> {
    let since = file.application.state_since.day();
    let asked = file
        .referees
        .iter()
        .filter_map(|referee| referee.asked_at)
        .max();
    let (holder, since, next, by) = match file.application.state {
        State::Draft => (
            Holder::You,
            since,
            Next::Complete,
            add_days(since, DRAFT_DAYS),
        ),
        State::Submitted => (
            Holder::Us,
            since,
            Next::Take,
            working_days_after(since, TAKE),
        ),
        State::CheckingDocuments => (
            Holder::Us,
            since,
            Next::Check,
            working_days_after(since, CHECK),
        ),
        State::MoreInformation => (
            Holder::You,
            since,
            Next::Replace(returned(file)),
            add_days(since, REPLACE_DAYS),
        ),
        State::AwaitingReferences => match (waiting_units(file), asked) {
            (units, Some(asked)) if !units.is_empty() => (
                Holder::Units(units),
                asked.day(),
                Next::Answer,
                asked.plus(ENQUIRY_LIVES).day(),
            ),
            _ if file
                .referees
                .iter()
                .any(|referee| referee.state == EnquiryState::Named) =>
            {
                (Holder::Us, since, Next::Ask, working_days_after(since, ASK))
            }
            _ => (
                Holder::You,
                since,
                Next::NameUnit,
                add_days(since, REPLACE_DAYS),
            ),
        },
        State::ReadyForDecision => (
            Holder::Us,
            since,
            Next::Decide,
            working_days_after(since, DECIDE),
        ),
        State::Approved | State::Suspended | State::Rejected | State::Withdrawn => return None,
    };
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

fn returned(file: &File) -> Vec<Slot> {
    let returned = file
        .documents
        .iter()
        .filter(|document| document.state == DocumentState::Returned);
    returned.map(|document| document.slot).collect()
}

fn waiting_units(file: &File) -> Vec<String> {
    let waiting = |state| matches!(state, EnquiryState::Asked | EnquiryState::Opened);
    file.referees
        .iter()
        .filter(|referee| waiting(referee.state))
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
            (Next::Ask, _) => t.ball_ask(),
            (Next::Answer, Holder::Units(units)) => t.ball_answer(lang.list(units)),
            (Next::Answer, Holder::You | Holder::Us) => t.ball_ask(),
            (Next::NameUnit, _) => t.ball_name_unit(),
            (Next::Decide, _) => t.ball_decide(),
        }
    }

    /// Since when, and whether the reader has anything to do.
    pub(crate) fn since_line(&self, t: &Texts, lang: Lang) -> String {
        let since = lang.date(self.since);
        match self.holder {
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
            Next::Ask => t.ball_next_ask(by),
            Next::Answer => t.ball_next_answer(by),
            Next::NameUnit => t.ball_next_name_unit(by),
            Next::Decide => t.ball_next_decide(by),
        }
    }

    /// The page on which the reader does what is theirs, and its button.
    pub(crate) fn action(&self, t: &Texts) -> Option<(&'static str, String)> {
        match self.next {
            Next::Complete => None,
            Next::Replace(_) => Some(("/application/documents", t.ball_action_replace())),
            Next::NameUnit => Some(("/application/units", t.ball_action_name_unit())),
            Next::Take | Next::Check | Next::Ask | Next::Answer | Next::Decide => None,
        }
    }
}

/// One of the six fixed steps.
pub struct Stage {
    /// Its name.
    pub name: String,
    /// How it stands.
    pub mark: Mark,
    /// That in words, with its date.
    pub line: String,
    /// What is inside it: name, word, mark.
    pub parts: Vec<(String, String, Mark)>,
}

/// How a step or a part of it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Not begun.
    Open,
    /// With the office.
    Now,
    /// With the applicant.
    You,
    /// With a unit.
    Unit,
    /// Done.
    Done,
    /// Stopped.
    Bad,
}

impl Mark {
    /// The class of the step.
    pub fn stage_css(self) -> &'static str {
        match self {
            Self::Open | Self::Bad => "",
            Self::Now => "is-now",
            Self::You => "is-you",
            Self::Unit => "is-unit",
            Self::Done => "is-done",
        }
    }

    /// The class of a tag.
    pub fn tag_css(self) -> &'static str {
        match self {
            Self::Open | Self::Now => "",
            Self::You => "tag--you",
            Self::Unit => "tag--unit",
            Self::Done => "tag--ok",
            Self::Bad => "tag--err",
        }
    }

    /// The words for a step.
    fn word(self, t: &Texts) -> String {
        match self {
            Self::Open => t.stage_open(),
            Self::Now => t.stage_now(),
            Self::You => t.stage_you(),
            Self::Unit => t.stage_unit(),
            Self::Done => t.stage_done(),
            Self::Bad => t.stage_bad(),
        }
    }
}

fn stage(t: &Texts, name: String, mark: Mark, on: Option<String>) -> Stage {
    let line = match on {
        Some(on) => t.stage_line(mark.word(t), on),
        None => mark.word(t),
    };
    Stage {
        name,
        mark,
        line,
        parts: Vec::new(),
    }
}

/// The six steps of a file, in their fixed order, each with its own state.
pub(crate) fn stages(file: &File, t: &Texts, lang: Lang) -> Vec<Stage> {
    let date = |at: Option<UtcTime>| at.map(|at| lang.day_month(at.day()));
    let sent = file.application.submitted_at;
    let decided = matches!(
        file.application.state,
        State::Approved | State::Suspended | State::Rejected
    );
    let received = stage(
        t,
        t.stage_received(),
        if sent.is_some() {
            Mark::Done
        } else {
            Mark::You
        },
        date(sent.or(Some(file.application.created_at))),
    );
    let decision = match file.application.state {
        State::ReadyForDecision => Mark::Now,
        _ if decided => Mark::Done,
        _ => Mark::Open,
    };
    let can_pick = match file.application.state {
        State::Approved => Mark::Done,
        State::Suspended | State::Rejected => Mark::Bad,
        _ => Mark::Open,
    };
    vec![
        received,
        documents_stage(file, t, lang),
        register_stage(file, t),
        units_stage(file, t, lang),
        stage(
            t,
            t.stage_decision(),
            decision,
            date(file.application.decided_at),
        ),
        stage(t, t.stage_can_pick(), can_pick, None),
    ]
}

fn documents_stage(file: &File, t: &Texts, lang: Lang) -> Stage {
    let sent = file.application.submitted_at.is_some();
    let mark_of = |state| match state {
        DocumentState::Uploaded if sent => Mark::Now,
        DocumentState::Uploaded | DocumentState::Replaced => Mark::Open,
        DocumentState::Verified => Mark::Done,
        DocumentState::Returned => Mark::You,
    };
    let marks: Vec<Mark> = file
        .documents
        .iter()
        .map(|document| mark_of(document.state))
        .collect();
    let mark = match marks.as_slice() {
        _ if !sent => Mark::Open,
        marks if marks.contains(&Mark::You) => Mark::You,
        marks if marks.contains(&Mark::Now) => Mark::Now,
        _ => Mark::Done,
    };
    let last = file
        .last(Act::VerifyDocument)
        .filter(|_| mark == Mark::Done);
    let mut stage = stage(
        t,
        t.stage_documents(),
        mark,
        last.map(|event| lang.day_month(event.at.day())),
    );
    stage.parts = file
        .documents
        .iter()
        .zip(marks)
        .map(|(document, mark)| {
            (
                document.slot.label(t),
                document_word(document.state, t),
                mark,
            )
        })
        .collect();
    stage
}

/// Where a document stands, in words.
pub(crate) fn document_word(state: DocumentState, t: &Texts) -> String {
    match state {
        DocumentState::Uploaded => t.document_uploaded(),
        DocumentState::Verified => t.document_verified(),
        DocumentState::Returned => t.document_returned(),
        DocumentState::Replaced => t.document_replaced(),
    }
}

fn register_stage(file: &File, t: &Texts) -> Stage {
    let certificate = file
        .document(Slot::PractisingCertificate)
        .map(|document| document.state);
    let mark = match certificate {
        Some(DocumentState::Verified) => Mark::Done,
        _ if file.case.is_under_way() => Mark::Now,
        _ => Mark::Open,
    };
    let mut stage = stage(t, t.stage_register(), mark, None);
    stage.line = t.stage_line(stage.line, file.application.category.body(t));
    stage
}

fn units_stage(file: &File, t: &Texts, lang: Lang) -> Stage {
    let asked = file
        .referees
        .iter()
        .any(|referee| referee.state != EnquiryState::Named);
    let answered = file
        .referees
        .iter()
        .filter(|referee| referee.state == EnquiryState::Answered)
        .count();
    let mark = match () {
        () if answered >= super::machine::REFERENCES_NEEDED => Mark::Done,
        () if !waiting_units(file).is_empty() => Mark::Unit,
        () if file.application.state == State::AwaitingReferences && !asked => Mark::Now,
        () if file.application.state == State::AwaitingReferences => Mark::You,
        () => Mark::Open,
    };
    let mut stage = stage(t, t.stage_units(), mark, None);
    if asked {
        stage.line = t.stage_line(
            stage.line,
            t.stage_units_count(answered, file.referees.len()),
        );
    }
    stage.parts = file
        .referees
        .iter()
        .map(|referee| {
            let on = |at: Option<UtcTime>| at.map_or(String::new(), |at| lang.day_month(at.day()));
            let (word, mark) = match referee.state {
                EnquiryState::Named => (t.enquiry_named(), Mark::Open),
                EnquiryState::Asked => (t.enquiry_asked(on(referee.asked_at)), Mark::Unit),
                EnquiryState::Opened => (t.enquiry_opened(on(referee.opened_at)), Mark::Unit),
                EnquiryState::Answered => (t.enquiry_answered(on(referee.answered_at)), Mark::Done),
                EnquiryState::Declined => (t.enquiry_declined(on(referee.answered_at)), Mark::You),
            };
            (referee.place(), word, mark)
        })
        .collect();
    stage
}

/// The rail of days 0 to 49: lengths in percent, as SVG wants them.
pub struct Rail {
    /// Service days used.
    pub day: i64,
    /// The same as a share of the rail.
    pub used: String,
    /// Whether the promise is broken.
    pub late: bool,
}

/// Days that the rail spans; a longer wait fills it.
const RAIL_DAYS: i64 = 49;

/// Draws the service days on the rail.
pub fn rail(clocks: &Clocks) -> Rail {
    let day = clocks.service.working_clock_days;
    let shown = day.clamp(0, RAIL_DAYS);
    let share = shown * 10_000 / RAIL_DAYS;
    Rail {
        day,
        used: format!("{}.{:02}%", share / 100, share % 100),
        late: clocks.is_overdue(),
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
