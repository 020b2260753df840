//! The queue: every open file, those first whose promise is closest to breaking.

use crate::app::App;
use crate::error::AppError;
use crate::vetting::clock::{self, Clocks};
use crate::vetting::service::File;
use crate::vetting::tracker::{self, Progress};
use crate::vetting::{State, service as vetting};

/// Which part of the queue is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// An officer can do something now.
    Ours,
    /// Recommended: a second officer decides.
    Second,
    /// A former unit has the ball.
    Units,
    /// The applicant has it.
    Applicant,
    /// Past day 42.
    Late,
    /// Members, for suspension and reinstatement.
    Members,
}

impl Tab {
    /// All parts, in the order of the page.
    pub const ALL: [Self; 6] = [
        Self::Ours,
        Self::Second,
        Self::Units,
        Self::Applicant,
        Self::Late,
        Self::Members,
    ];

    /// The word in the address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Second => "second",
            Self::Units => "units",
            Self::Applicant => "applicant",
            Self::Late => "late",
            Self::Members => "members",
        }
    }

    /// Reads it; anything else is the first.
    pub fn parse(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|tab| tab.as_str() == word)
            .unwrap_or(Self::Ours)
    }
}

/// A file in the queue.
pub struct Row {
    /// The file.
    pub file: File,
    /// Its clocks.
    pub clocks: Option<Clocks>,
    /// Who has it and what comes next; nothing for members.
    pub progress: Option<Progress>,
}

impl Row {
    /// Service days used.
    pub fn day(&self) -> i64 {
        self.clocks
            .map_or(0, |clocks| clocks.service.working_clock_days)
    }

    /// Whether the row belongs to a part.
    pub fn is_in(&self, tab: Tab) -> bool {
        use tracker::Holder;
        let holder = self.progress.as_ref().map(|progress| &progress.holder);
        let second = self.file.case.recommendation.is_some();
        match tab {
            Tab::Ours => matches!(holder, Some(Holder::Us)) && !second,
            Tab::Second => holder.is_some() && second,
            Tab::Units => matches!(holder, Some(Holder::Units(_))),
            Tab::Applicant => matches!(holder, Some(Holder::You)),
            Tab::Late => holder.is_some() && self.clocks.is_some_and(|clocks| clocks.is_overdue()),
            Tab::Members => matches!(
                self.file.application.state,
                State::Approved | State::Suspended
            ),
        }
    }
}

/// Files on which work is to be done.
const OPEN: &[State] = &[
    State::Submitted,
    State::CheckingDocuments,
    State::MoreInformation,
    State::AwaitingReferences,
    State::ReadyForDecision,
];
/// Files of members.
const MEMBERS: &[State] = &[State::Approved, State::Suspended];

/// The open files that an officer may work on (or the members), most at risk first.
///
/// # Errors
/// The database's.
pub async fn list(app: &App, by: i64, tab: Tab) -> Result<Vec<Row>, AppError> {
    let now = app.clock.now();
    let states = if tab == Tab::Members { MEMBERS } else { OPEN };
    let files = vetting::files(app, by, states).await?;
    let mut rows: Vec<Row> = files
        .into_iter()
        .map(|file| Row {
            clocks: clock::read(&file.application, &file.events, now),
            progress: tracker::progress(&file, now),
            file,
        })
        .collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.day()), row.file.application.id));
    Ok(rows)
}
