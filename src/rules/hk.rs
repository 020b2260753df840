//! The questions of `hk`.

use super::given::given;
use super::question::{Always, Question, Unless};
use crate::regime::hk;

pub(super) const QUESTIONS: &[Question] = &[
    ("vetting_clock", &Unless(hk::vetting_clock)),
    ("publishable", &Always(hk::publishable)),
    ("working_time", &Always(hk::working_time)),
];

given!(hk::VettingClockCase { submitted_on, on, paused = [] });
given!(hk::Pause { from, to });

given!(hk::PublishableCase { members });
given!(hk::Membership {
    category,
    status,
    matched
});

given!(hk::WorkingTimeCase { shifts, limits = {} });
given!(hk::Limits {
    max_shift_hours = 12,
    min_rest_hours = 11,
    max_hours_in_7_days = 60,
    rest_days_in_7 = 1,
});
