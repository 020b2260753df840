//! The questions of `macau`.

use super::given::given;
use super::question::{Always, Question, Unless};
use crate::regime::macau;

pub(super) const QUESTIONS: &[Question] = &[
    ("pay_index", &Unless(macau::pay_index)),
    ("salary", &Always(macau::salary)),
    ("shift_allowance", &Always(macau::shift_allowance)),
    ("working_time", &Always(macau::working_time)),
    ("exemption", &Always(macau::exemption)),
    ("private_practice", &Always(macau::private_practice)),
    ("step", &Unless(macau::step)),
    ("promotion", &Unless(macau::promotion)),
    ("jury", &Unless(macau::jury)),
    ("annex_ii_points", &Always(macau::annex_ii_points)),
    ("training_release", &Always(macau::training_release)),
];

given!(macau::PayIndexCase { table, grade, step });

given!(macau::SalaryCase { index, point_value });

given!(macau::ShiftAllowanceCase { salary_monthly, shifts, holidays = [] });

given!(macau::WorkingTimeCase { shifts, regime, holidays = [], month_hours_due = null });

given!(macau::ExemptionCase { pregnant_months = 0, age, has_child_under_one = false });

given!(macau::PrivatePracticeCase { career_nurse });

given!(macau::StepCase {
    grade,
    step,
    years_in_step,
    appraisal
});

given!(macau::PromotionCase { from, to, years_in_grade, appraisal, specialist_education = false });

given!(macau::JuryCase {
    competition_grade,
    specialty = null,
    specialty_unavailable = false,
    chair,
    members,
    substitutes,
});
given!(macau::Juror { grade, specialties });

given!(macau::AnnexIiPointsCase { post_basic, cpd_hours = 0, grade, full_years = 0 });

given!(macau::TrainingReleaseCase { hours_used, hours_asked, director_extension = false });
