//! The questions of `taitung`.

use super::given::given;
use super::question::{Always, Question, Unless};
use crate::regime::taitung;

pub(super) const QUESTIONS: &[Question] = &[
    ("conditions", &Always(taitung::conditions)),
    ("score", &Unless(taitung::score)),
    ("quota", &Always(taitung::quota)),
    ("ranking", &Always(taitung::ranking)),
    ("seniority", &Unless(taitung::seniority)),
    ("recusal", &Always(taitung::recusal)),
];

given!(taitung::ConditionsCase {
    to,
    years_in_grade,
    last_three,
    has_speciality = false,
    education,
});

given!(taitung::ScoreCase {
    education,
    seniority,
    appraisals,
    commendations = 0,
    merits = 0,
    admonitions = 0,
    demerits = 0,
    english = "none",
    training_hours = 0,
    potential,
    attitude,
    contribution,
    interview,
    potential_note = "",
});
given!(taitung::ScoredSeniority { years, months });

given!(taitung::QuotaCase { to, lower_total });

given!(taitung::RankingCase { candidates });
given!(taitung::Candidate { name, total });

given!(taitung::SeniorityCase { start, selection_on, gaps = [] });
given!(taitung::Gap { left, returned });

given!(taitung::RecusalCase { panel });
given!(taitung::PanelMember {
    name,
    kin_degree,
    recused
});
