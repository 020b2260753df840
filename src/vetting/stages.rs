//! The six fixed steps of an application, each with its own state, and the rail of service days.

use super::clock::Clocks;
use super::facts;
use super::machine::EnquiryState;
use super::referees::Referee;
use super::service::File;
use super::tracker::waiting_units;
use super::{Act, State};
use crate::clock::UtcTime;
use crate::credentials::{DocumentState, Slot};
use crate::i18n::{Lang, Texts};

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
    let state = file.application.state;
    let decided = state.is_member() || matches!(state, State::Rejected | State::Left);
    let asked = &file.case.asked;
    let mut received = stage(
        t,
        t.stage_received(),
        if sent.is_some() && asked.is_empty() {
            Mark::Done
        } else {
            Mark::You
        },
        date(sent.or(Some(file.application.created_at))),
    );
    if !asked.is_empty() {
        received.line = t.stage_told(facts::names(asked, t, lang));
    }
    let decision = match file.application.state {
        State::ReadyForDecision | State::Appealed => Mark::Now,
        _ if decided => Mark::Done,
        _ => Mark::Open,
    };
    let can_pick = match file.application.state {
        State::Approved => Mark::Done,
        State::Suspended | State::Lapsed | State::Rejected | State::Left => Mark::Bad,
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
        () if file
            .referees
            .iter()
            .any(|referee| referee.state == EnquiryState::Bounced) =>
        {
            Mark::You
        }
        () if !waiting_units(file).is_empty() => Mark::Unit,
        () if file.referees.iter().any(|referee| {
            use EnquiryState::{Expired, Redirected, Refuted};
            matches!(referee.state, Expired | Redirected | Refuted)
        }) =>
        {
            Mark::Now
        }
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
            let (word, mark) = enquiry_word(referee, t, lang);
            (referee.place(), word, mark)
        })
        .collect();
    stage
}

/// How an enquiry stands, as the applicant may know it: never what was said.
pub(super) fn enquiry_word(referee: &Referee, t: &Texts, lang: Lang) -> (String, Mark) {
    let on = |at: Option<UtcTime>| at.map_or(String::new(), |at| lang.day_month(at.day()));
    match referee.state {
        EnquiryState::Named => (t.enquiry_named(), Mark::Open),
        EnquiryState::Asked | EnquiryState::Opened if referee.reminders > 0 => {
            (t.enquiry_reminded(on(referee.reminded_at)), Mark::Unit)
        }
        EnquiryState::Asked => (t.enquiry_asked(on(referee.asked_at)), Mark::Unit),
        EnquiryState::Opened => (t.enquiry_opened(on(referee.opened_at)), Mark::Unit),
        EnquiryState::Answered => (t.enquiry_answered(on(referee.answered_at)), Mark::Done),
        EnquiryState::Declined => (t.enquiry_declined(on(referee.answered_at)), Mark::You),
        EnquiryState::Bounced => (t.enquiry_bounced(on(referee.turned_at)), Mark::You),
        EnquiryState::Expired => (t.enquiry_expired(on(referee.expires_at)), Mark::Now),
        EnquiryState::Redirected | EnquiryState::Refuted => (t.enquiry_elsewhere(), Mark::Now),
        EnquiryState::GivenUp => (t.enquiry_given_up(), Mark::You),
    }
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
