//! The two clocks of a file: service days, which stand still while the office waits for the applicant,
//! and days since registration, which never do.

use super::store::{Application, Event};
use crate::clock::UtcTime;
use crate::regime::hk::{ClockStatus, Pause, VettingClock, VettingClockCase, vetting_clock};
use chrono::NaiveDate;

/// How long a file has taken, and when its end is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clocks {
    /// The service's own clock (`hk vetting_clock`).
    pub service: VettingClock,
    /// Days of it that were the applicant's.
    pub paused_days: i64,
    /// Days since the person registered.
    pub since_registration: i64,
}

impl Clocks {
    /// Whether the promise of six weeks is broken.
    pub fn is_overdue(&self) -> bool {
        self.service.status == ClockStatus::Overdue
    }
}

/// Reads the clocks; `None` before the application was sent in. They stop with the decision.
pub fn read(application: &Application, events: &[Event], now: UtcTime) -> Option<Clocks> {
    let submitted_on = application.submitted_at?.day();
    let on = application
        .decided_at
        .unwrap_or(now)
        .day()
        .max(submitted_on);
    let service = vetting_clock(&VettingClockCase {
        submitted_on,
        on,
        paused: pauses(events, on),
    })
    .ok()?;
    Some(Clocks {
        service,
        paused_days: service.calendar_days - service.working_clock_days,
        since_registration: (on - application.created_at.day()).num_days(),
    })
}

/// The stretches in which the file waited for the applicant, or had been decided; one that lasts ends today.
fn pauses(events: &[Event], on: NaiveDate) -> Vec<Pause> {
    let mut pauses = Vec::new();
    let mut began = None;
    for event in events {
        match (began, event.to.is_counted()) {
            (None, false) => began = Some(event.at.day()),
            (Some(from), true) => {
                pauses.push(Pause {
                    from,
                    to: event.at.day(),
                });
                began = None;
            }
            _ => {}
        }
    }
    pauses.extend(began.map(|from: NaiveDate| Pause {
        from,
        to: on.max(from),
    }));
    // The decision itself stops the clock.
    pauses.retain(|pause| pause.from < on);
    pauses
}
