//! The questions of `lienchiang`.

use super::given::given;
use super::question::{Always, Question, Unless};
use crate::regime::lienchiang;

pub(super) const QUESTIONS: &[Question] = &[
    ("kinship", &Always(lienchiang::kinship)),
    ("reserve", &Unless(lienchiang::reserve)),
    ("start", &Always(lienchiang::start)),
    ("pay", &Unless(lienchiang::pay)),
    ("working_time", &Always(lienchiang::working_time)),
    ("probation", &Unless(lienchiang::probation)),
    ("appraisal", &Unless(lienchiang::appraisal)),
];

given!(lienchiang::KinshipCase { relation });

given!(lienchiang::ReserveCase { notified_on, on });

given!(lienchiang::StartCase {
    post,
    education,
    training_months = 0,
    experience_months = 0,
    licence = false,
    skill = false,
});

given!(lienchiang::PayCase {
    grade,
    step,
    point_value = "73.28",
    scarce = false,
    technical_allowance = 0,
});

given!(lienchiang::WorkingTimeCase { shifts, agreed_extension = false });

given!(lienchiang::ProbationCase { start, months = 3 });

given!(lienchiang::AppraisalCase {
    months_in_service,
    h1,
    h2,
    previous = [],
    employed_on_31_dec = true,
});
