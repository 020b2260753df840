//! The questions of `kaohsiung`.

use super::given::given;
use super::question::{Always, Question, Unless};
use crate::regime::kaohsiung;

pub(super) const QUESTIONS: &[Question] = &[
    ("bars", &Always(kaohsiung::bars)),
    ("second_job", &Always(kaohsiung::second_job)),
    ("dates", &Unless(kaohsiung::dates)),
    ("annual_leave", &Unless(kaohsiung::annual_leave)),
    ("leave", &Unless(kaohsiung::leave)),
    ("discipline", &Always(kaohsiung::discipline)),
    ("appraisal", &Always(kaohsiung::appraisal)),
    ("appraisal_quota", &Always(kaohsiung::appraisal_quota)),
    ("pay", &Unless(kaohsiung::pay)),
    ("hourly", &Always(kaohsiung::hourly)),
    (
        "responsibility_posts",
        &Always(kaohsiung::responsibility_posts),
    ),
    ("training_bond", &Always(kaohsiung::training_bond)),
    ("nurse_promotion", &Always(kaohsiung::nurse_promotion)),
];

given!(kaohsiung::BarsCase { declarations });

given!(kaohsiung::SecondJobCase { pay_basis, consent = false });

given!(kaohsiung::DatesCase { reported_on, approved_on = null });

given!(kaohsiung::AnnualLeaveCase { start, on });

given!(kaohsiung::LeaveCase {
    r#type,
    relation = null,
    pregnancy_months = null,
    service_months = null,
});

given!(kaohsiung::DisciplineCase { commendation = 0, merit = 0, admonition = 0, demerit = 0 });

given!(kaohsiung::AppraisalCase {
    work,
    conduct,
    knowledge,
    talent,
    absent_days_in_a_row = 0,
    absent_days_total = 0,
    leave_days = 0,
    net = 0,
    c_conditions = [],
    months_in_service = 12,
    employed_at_year_end = true,
});

given!(kaohsiung::AppraisalQuotaCase { participants });

given!(kaohsiung::PayCase {
    category,
    level,
    duty_level = 0,
    responsibility_level = 0,
    minimum_monthly_wage = 0,
});

given!(kaohsiung::HourlyCase { minimum_hourly_wage, level = 0, hours });

given!(kaohsiung::ResponsibilityPostsCase { headcount });

given!(kaohsiung::TrainingBondCase {
    training_days,
    amount_paid
});

given!(kaohsiung::NursePromotionCase {
    track,
    hospital,
    years,
    psychiatric_years = 0,
    ladder,
    certificate = null,
    education,
    rn_licence = true,
    excellent = false,
});
