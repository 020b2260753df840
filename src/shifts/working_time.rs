//! What the rules of a hospital's regime say about one member and one shift: working time beside the
//! member's own places, and what the member declared. Pure; the gate appends what it finds.

use super::declaring::{Declared, Outcome};
use crate::clock::UtcTime;
use crate::i18n::{Lang, Texts};
use crate::organisation::house_rules::HouseRules;
use crate::organisation::regimes::regime_name;
use crate::regime::roster::{Roster, merged};
use crate::regime::shift::LocalShift;
use crate::regime::{Cited, Regime, calendar, hk, lienchiang, macau};
use crate::rules::in_english;
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

/// How far back the rules look: Macau's four weeks, and what is left of the one before.
pub const LOOKS_BACK: TimeDelta = TimeDelta::days(36);

/// Work from an instant up to, not including, another.
pub type Stretch = (UtcTime, UtcTime);

/// The rules of a shift's hospital, and what the member declared there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegimeRules {
    /// The body of rules.
    pub regime: Regime,
    /// What the hospital settled for itself.
    pub house: HouseRules,
    /// The unit of the shift.
    pub unit: i64,
    /// What the member declared, where it still counts.
    pub declared: Option<Declared>,
}

impl Default for RegimeRules {
    fn default() -> Self {
        Self {
            regime: Regime::Hk,
            house: HouseRules::DEFAULT,
            unit: 0,
            declared: None,
        }
    }
}

/// A rule of working time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// A limit of the house.
    House(hk::Rule),
    /// Macau.
    Macau(macau::Rule),
    /// Lienchiang.
    Lienchiang(lienchiang::WorkingRule),
}

/// What a regime finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A rule of working time would be passed.
    Time {
        /// Whose rule.
        regime: Regime,
        /// Which.
        rule: Rule,
        /// Where it stands.
        article: &'static str,
        /// The shift, day or week concerned, in the hospital's time.
        at: NaiveDateTime,
        /// Whether it bars; otherwise it is a warning.
        blocks: bool,
    },
    /// The member has not declared what the regime asks, or not for a year.
    Undeclared(Regime),
    /// What the member declared stands against it.
    Declared(Regime, Outcome),
}

fn local(work: Stretch, zone: Tz) -> Option<LocalShift> {
    LocalShift::new(work.0.local(zone), work.1.local(zone))
}

type Raw = (Rule, &'static str, NaiveDateTime, bool);

fn house(rules: &HouseRules, shifts: &[LocalShift]) -> Vec<Raw> {
    let case = hk::WorkingTimeCase {
        shifts: shifts.to_vec(),
        limits: rules.limits(),
    };
    let found = hk::working_time(&case).findings.into_iter();
    // Overlaps are the gate's own reason.
    let found = found.filter(|found| found.rule != hk::Rule::Overlap);
    found
        .map(|found| {
            let blocks = rules.blocks(found.rule);
            (Rule::House(found.rule), "house rules", found.at, blocks)
        })
        .collect()
}

fn of_macau(rules: &HouseRules, shifts: Roster) -> Vec<Raw> {
    let case = macau::WorkingTimeCase {
        shifts,
        regime: rules.working_regime,
        holidays: Vec::new(),
        month_hours_due: None,
    };
    let found = macau::working_time(&case).findings.into_iter();
    found
        .map(|found| {
            // It means overtime, not a bar.
            let blocks = found.rule != macau::Rule::OvertimeDay;
            (Rule::Macau(found.rule), found.article, found.at, blocks)
        })
        .collect()
}

fn of_lienchiang(rules: &HouseRules, shifts: Roster) -> Vec<Raw> {
    let article = lienchiang::WorkingTime::ARTICLES.first().copied();
    let article = article.unwrap_or_default();
    let case = lienchiang::WorkingTimeCase {
        shifts,
        agreed_extension: rules.agreed_extension,
    };
    let found = lienchiang::working_time(&case).findings.into_iter();
    found
        .map(|found| {
            (
                Rule::Lienchiang(found.rule),
                article,
                found.at,
                !found.allowed,
            )
        })
        .collect()
}

/// All that the regime finds about shifts; nothing where some of them overlap, which is another fault.
fn of_shifts(rules: &RegimeRules, shifts: &[LocalShift]) -> Vec<Raw> {
    let roster = || Roster::new(shifts).ok();
    match rules.regime {
        Regime::Hk => house(&rules.house, shifts),
        Regime::Macau => roster().map_or_else(Vec::new, |shifts| of_macau(&rules.house, shifts)),
        Regime::Lienchiang => {
            roster().map_or_else(Vec::new, |shifts| of_lienchiang(&rules.house, shifts))
        }
        // Their rules refer to the labour law and fix no hours of their own.
        Regime::Kaohsiung | Regime::Taitung => Vec::new(),
    }
}

/// Findings of working time about a shift beside other work: those that it causes, and those of its own
/// day, its week and its run of shifts without a break, even where other work had caused them already.
/// A main job that was written down twice is worked once.
pub fn working_time(
    rules: &RegimeRules,
    others: &[Stretch],
    shift: Stretch,
    zone: Tz,
) -> Vec<Finding> {
    let Some(own) = local(shift, zone) else {
        return Vec::new();
    };
    let before: Vec<LocalShift> = others
        .iter()
        .filter_map(|work| local(*work, zone))
        .collect();
    let before = merged(&before);
    let mut after = before.clone();
    after.push(own);
    let known = of_shifts(rules, &before);
    let monday = calendar::monday_of(own.first_day()).and_time(NaiveTime::MIN);
    let run = begin_of_run(&after, own);
    let concerns = |found: &Raw| {
        let at = found.2;
        at.date() == own.first_day() || at == run || at == monday || !known.contains(found)
    };
    let found = of_shifts(rules, &after).into_iter().filter(concerns);
    found
        .map(|(rule, article, at, blocks)| Finding::Time {
            regime: rules.regime,
            rule,
            article,
            at,
            blocks,
        })
        .collect()
}

/// When the run of shifts without a break began to which a shift belongs.
fn begin_of_run(shifts: &[LocalShift], own: LocalShift) -> NaiveDateTime {
    let mut start = own.start();
    while let Some(earlier) = shifts.iter().find(|shift| shift.end() == start) {
        start = earlier.start();
    }
    start
}

/// Everything that the regime has to say about a member and a shift.
pub fn findings(rules: &RegimeRules, others: &[Stretch], shift: Stretch, zone: Tz) -> Vec<Finding> {
    let mut found = Vec::new();
    if Outcome::asked(rules.regime) {
        match &rules.declared {
            None => found.push(Finding::Undeclared(rules.regime)),
            Some(declared) => {
                let outcome = declared.outcome(rules.unit);
                if outcome != Outcome::Clear {
                    found.push(Finding::Declared(rules.regime, outcome));
                }
            }
        }
    }
    found.extend(working_time(rules, others, shift, zone));
    found
}

impl Finding {
    /// Whether the shift cannot be taken; otherwise the member is to know.
    pub fn blocks(&self) -> bool {
        match self {
            Self::Time { blocks, .. } => *blocks,
            Self::Undeclared(_) | Self::Declared(..) => true,
        }
    }

    /// Whether it is of the house's own rest or its hours in a week.
    pub fn is_of_rest_or_week(&self) -> bool {
        use hk::Rule::{MaxHoursIn7Days, MinRestHours};
        matches!(
            self,
            Self::Time {
                rule: Rule::House(MinRestHours | MaxHoursIn7Days),
                ..
            }
        )
    }

    /// Its code, for machines and tests: the rule's own name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Time { rule, .. } => rule.code(),
            Self::Undeclared(_) => "undeclared",
            Self::Declared(_, outcome) => outcome.as_str(),
        }
    }

    /// The fact, with its article.
    pub(crate) fn sentence(&self, t: &Texts, lang: Lang) -> String {
        match self {
            Self::Time {
                regime,
                rule,
                article,
                ..
            } => t.regime_reason_time(rule.label(t), cited(*regime, article, t, lang)),
            Self::Undeclared(regime) => t.regime_reason_undeclared(regime_name(*regime, t)),
            Self::Declared(regime, outcome) => {
                let fact = outcome.sentence(t);
                t.regime_reason_declared(fact, cited(*regime, outcome.article(), t, lang))
            }
        }
    }

    /// The way out.
    pub(crate) fn way_out(&self, t: &Texts) -> (String, String) {
        match self {
            Self::Undeclared(regime) | Self::Declared(regime, _) => {
                let path = format!("/my-shifts/declarations/{}", regime.as_str());
                (path, t.way_declare())
            }
            Self::Time { regime, .. } => (
                format!("/rules/{}#working_time", regime.as_str()),
                t.way_rules(),
            ),
        }
    }
}

/// The regime and the article, as a language cites them.
fn cited(regime: Regime, article: &str, t: &Texts, lang: Lang) -> String {
    if regime == Regime::Hk {
        return t.rulebook_house_rules();
    }
    let article = match lang {
        Lang::Zh => article.to_owned(),
        Lang::En => in_english(article),
    };
    t.regime_reason_cited(regime_name(regime, t), article)
}

impl Rule {
    /// The rule's own name.
    pub fn code(self) -> &'static str {
        match self {
            Self::House(rule) => rule.as_str(),
            Self::Macau(rule) => rule.as_str(),
            Self::Lienchiang(rule) => rule.as_str(),
        }
    }

    fn label(self, t: &Texts) -> String {
        match self {
            Self::House(hk::Rule::Overlap) => t.regime_rule_overlap(),
            Self::House(hk::Rule::MaxShiftHours) => t.regime_rule_max_shift_hours(),
            Self::House(hk::Rule::MinRestHours) => t.regime_rule_min_rest_hours(),
            Self::House(hk::Rule::MaxHoursIn7Days) => t.regime_rule_max_hours_in_7_days(),
            Self::House(hk::Rule::RestDaysIn7) => t.regime_rule_rest_days_in_7(),
            Self::Macau(macau::Rule::WeeklyHours) => t.regime_rule_weekly_36(),
            Self::Macau(macau::Rule::DailyPeriod) => t.regime_rule_daily_period(),
            Self::Macau(macau::Rule::Outside0820) => t.regime_rule_outside(),
            Self::Macau(macau::Rule::OvertimeDay) => t.regime_rule_overtime_day(),
            Self::Macau(macau::Rule::MonthHours) => t.regime_rule_month_hours(),
            Self::Macau(macau::Rule::WeeklyRest) => t.regime_rule_weekly_rest(),
            Self::Macau(macau::Rule::WeekendRest) => t.regime_rule_weekend_rest(),
            Self::Macau(macau::Rule::ShiftLength) => t.regime_rule_shift_length(),
            Self::Macau(macau::Rule::ConsecutiveHours) => t.regime_rule_consecutive_hours(),
            Self::Macau(macau::Rule::ShiftChange) => t.regime_rule_shift_change(),
            Self::Lienchiang(lienchiang::WorkingRule::DailyHours) => t.regime_rule_daily_8(),
            Self::Lienchiang(lienchiang::WorkingRule::WeeklyHours) => t.regime_rule_weekly_40(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SERVICE_ZONE;

    fn at(day: u32, hour: u32) -> UtcTime {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        UtcTime::from_local(day.and_hms_opt(hour, 0, 0).unwrap(), SERVICE_ZONE)
    }

    fn found(regime: Regime, others: &[Stretch], shift: Stretch) -> Vec<(&'static str, bool)> {
        let rules = RegimeRules {
            regime,
            ..RegimeRules::default()
        };
        let found = working_time(&rules, others, shift, SERVICE_ZONE);
        found
            .iter()
            .map(|found| (found.code(), found.blocks()))
            .collect()
    }

    #[test]
    fn a_day_that_is_too_long_already_grows_no_longer() {
        let evening = (at(3, 18), at(3, 22));
        for end in [16, 17] {
            let job = (at(3, 8), at(3, end));
            let found = found(Regime::Lienchiang, &[job], evening);
            assert!(found.contains(&("daily_hours", true)), "{end}: {found:?}");
        }
        let other_day = (at(2, 8), at(2, 17));
        assert_eq!(found(Regime::Lienchiang, &[other_day], evening), []);
    }

    #[test]
    fn a_run_that_is_too_long_already_grows_no_longer() {
        let run = [(at(3, 0), at(3, 8)), (at(3, 8), at(3, 16))];
        let found = found(Regime::Macau, &run, (at(3, 16), at(3, 20)));
        let consecutive = macau::Rule::ConsecutiveHours.as_str();
        assert!(
            found.iter().any(|(code, _)| *code == consecutive),
            "{found:?}"
        );
    }

    #[test]
    fn a_main_job_that_was_written_down_twice_silences_nothing() {
        let twice = [(at(3, 8), at(3, 16)), (at(3, 8), at(3, 16))];
        let found = found(Regime::Lienchiang, &twice, (at(3, 18), at(3, 22)));
        assert!(found.contains(&("daily_hours", true)), "{found:?}");
    }
}
