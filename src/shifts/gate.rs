//! The gate: one pure function says whether a member may take a shift, and every reason why not. The
//! board, the pick, the waiting list, handing over and the page that explains all ask it; no reason
//! against it is permission.

use super::fair::{RECENT_DAYS, Release};
use super::hours::{self, HouseRules};
use super::reason::Reason;
use super::regime_rows::RulesByUnit;
use crate::clock::UtcTime;
use crate::credentials::Slot;
use crate::domain::{Bilingual, Category, UnitKind};
use crate::vetting::State;
use crate::vetting::members::Membership;
use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;

/// What the gate needs to know of a shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Row.
    pub id: i64,
    /// Row of the unit.
    pub unit: i64,
    /// Its name, for the sentence.
    pub unit_name: Bilingual,
    /// What kind of place it is.
    pub kind: UnitKind,
    /// Row of the hospital.
    pub hospital: i64,
    /// Who is wanted.
    pub category: Category,
    /// Row of the specialty.
    pub specialty: i64,
    /// Its name, for the sentence.
    pub specialty_name: Bilingual,
    /// When it starts.
    pub starts_at: UtcTime,
    /// When it ends; the instant itself is free again.
    pub ends_at: UtcTime,
    /// Zone of the hospital, in which a certificate's last day is meant.
    pub zone: Tz,
    /// How many are wanted.
    pub places: i32,
    /// How many have been found, or are asked just now.
    pub filled: i32,
    /// Whether it was called off.
    pub cancelled: bool,
    /// When it is released, where not at once.
    pub release: Option<Release>,
    /// Until when it is only for people whom the unit prefers.
    pub preferred_until: Option<UtcTime>,
    /// Rules of the hospital.
    pub rules: HouseRules,
    /// Documents that the unit wants.
    pub needs: Vec<Slot>,
}

/// A place that the member holds already, or held lately.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Row of its shift.
    pub shift: i64,
    /// When it starts.
    pub starts_at: UtcTime,
    /// When it ends.
    pub ends_at: UtcTime,
    /// Zone of its hospital.
    pub zone: Tz,
    /// Row of the hospital.
    pub hospital_id: i64,
    /// Hospital.
    pub hospital: Bilingual,
    /// Unit.
    pub unit: Bilingual,
}

/// A unit that does not want the member for now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Row.
    pub id: i64,
    /// Row of the unit.
    pub unit: i64,
    /// When it is looked at again.
    pub review_on: NaiveDate,
}

/// A member before the gate, with everything that it asks about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What their approval covers.
    pub membership: Membership,
    /// The places that they hold, from five weeks ago on.
    pub held: Vec<Held>,
    /// Their main job, as they wrote it down.
    pub main_job: Vec<(UtcTime, UtcTime)>,
    /// Verified documents with their last day.
    pub proofs: Vec<(Slot, Option<NaiveDate>)>,
    /// Units that somebody close to them heads.
    pub relatives: Vec<i64>,
    /// Units that do not want them for now.
    pub blocks: Vec<Block>,
    /// Units that would have them first.
    pub preferred_by: Vec<i64>,
    /// What the regime of each unit's hospital asks of them.
    pub regimes: RulesByUnit,
}

impl Candidate {
    /// All work beside a shift.
    pub fn work_beside(&self, shift: i64) -> Vec<(UtcTime, UtcTime)> {
        let held = self.held.iter().filter(|held| held.shift != shift);
        let held = held.map(|held| (held.starts_at, held.ends_at));
        held.chain(self.main_job.iter().copied()).collect()
    }

    /// Shifts that started in the weeks before an instant.
    pub fn recent(&self, before: UtcTime) -> i64 {
        let since = before.minus(TimeDelta::days(RECENT_DAYS));
        let recent = self
            .held
            .iter()
            .filter(|held| held.starts_at > since && held.starts_at <= before);
        i64::try_from(recent.count()).unwrap_or(0)
    }
}

/// What the gate answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What stands against it, what weighs most first; nothing is permission.
    pub against: Vec<Reason>,
    /// What the member should know before they take it.
    pub warnings: Vec<Reason>,
}

/// Proof that the gate was asked inside the transaction, for one member and one shift; nothing else can
/// book.
#[derive(Debug)]
pub struct Cleared {
    member: i64,
    shift: i64,
}

impl Cleared {
    /// Who was cleared.
    pub fn member(&self) -> i64 {
        self.member
    }

    /// For which shift.
    pub fn shift(&self) -> i64 {
        self.shift
    }
}

/// All reasons why a member may not take a shift, those that weigh most first, and what they should know
/// before they do. Intervals are half open: a shift may begin at the instant at which another one ends.
pub fn eligibility(candidate: &Candidate, shift: &Wanted, now: UtcTime) -> Verdict {
    let mut against = Vec::new();
    about_the_person(&candidate.membership, shift, now, &mut against);
    about_the_unit(candidate, shift, &mut against);
    let own = about_the_time(candidate, shift, &mut against);
    let mut warnings = Vec::new();
    for finding in hours::findings(candidate, shift, now) {
        if finding.blocks {
            against.push(finding.reason);
        } else {
            warnings.push(finding.reason);
        }
    }
    if let Some(release) = &shift.release {
        let recent = candidate.recent(release.opens_at);
        let opens_at = release.opens_for(candidate.membership.user, recent);
        if opens_at > now {
            against.push(Reason::NotOpen(opens_at, shift.id));
        }
    }
    let first = shift.preferred_until.filter(|until| *until > now);
    if let Some(until) = first.filter(|_| !candidate.preferred_by.contains(&shift.unit)) {
        against.push(Reason::Preferred(until, shift.unit_name.clone()));
    }
    if own {
        against.push(Reason::Own);
    } else if shift.filled >= shift.places {
        against.push(Reason::Full);
    }
    Verdict { against, warnings }
}

fn about_the_person(member: &Membership, shift: &Wanted, now: UtcTime, reasons: &mut Vec<Reason>) {
    if member.state != State::Approved {
        reasons.push(Reason::NotApproved(member.state));
    }
    if shift.cancelled {
        reasons.push(Reason::Cancelled);
    }
    if shift.starts_at <= now {
        reasons.push(Reason::Past);
    }
    if member.category != shift.category {
        reasons.push(Reason::Rank {
            wanted: shift.category,
            own: member.category,
        });
    }
    if !member.scope.specialties.contains(&shift.specialty) {
        reasons.push(Reason::Scope(shift.specialty_name.clone()));
    }
    if !member.scope.kinds.contains(&shift.kind) {
        reasons.push(Reason::Kind(shift.kind));
    }
    let covered = |until: NaiveDate| until >= shift.last_day();
    if !member.certificate_until.is_some_and(covered) {
        reasons.push(Reason::Licence(member.certificate_until));
    }
}

fn about_the_unit(candidate: &Candidate, shift: &Wanted, reasons: &mut Vec<Reason>) {
    for slot in &shift.needs {
        let proof = candidate.proofs.iter().find(|(held, _)| held == slot);
        match proof {
            None => reasons.push(Reason::Requirement(*slot, None)),
            Some((_, Some(until))) if *until < shift.last_day() => {
                reasons.push(Reason::Requirement(*slot, Some(*until)));
            }
            Some(_) => {}
        }
    }
    if candidate.relatives.contains(&shift.unit) {
        reasons.push(Reason::Recused(shift.unit_name.clone()));
    }
    let block = candidate
        .blocks
        .iter()
        .find(|block| block.unit == shift.unit);
    reasons.extend(
        block.map(|block| Reason::Blocked(block.id, shift.unit_name.clone(), block.review_on)),
    );
}

/// Overlaps; answers whether the member holds this very shift.
fn about_the_time(candidate: &Candidate, shift: &Wanted, reasons: &mut Vec<Reason>) -> bool {
    let overlaps = |from: UtcTime, to: UtcTime| from < shift.ends_at && to > shift.starts_at;
    let mut own = false;
    for place in &candidate.held {
        if place.shift == shift.id {
            own = true;
        } else if overlaps(place.starts_at, place.ends_at) {
            reasons.push(Reason::Overlap(Box::new(place.clone())));
        }
    }
    let main = candidate
        .main_job
        .iter()
        .find(|(from, to)| overlaps(*from, *to));
    reasons.extend(main.map(|(from, to)| Reason::MainJob(*from, *to, shift.zone)));
    own
}

impl Wanted {
    /// The day that documents must cover: a night shift that ends on 1 January needs 1 January.
    fn last_day(&self) -> NaiveDate {
        self.ends_at
            .minus(TimeDelta::microseconds(1))
            .local(self.zone)
            .date()
    }
}

/// Asks the gate for the one who books; `heeded` says that they have read the warnings.
///
/// # Errors
/// The verdict, where there is any reason against it or a warning was not read.
pub fn clear(
    candidate: &Candidate,
    shift: &Wanted,
    heeded: bool,
    now: UtcTime,
) -> Result<Cleared, Verdict> {
    let verdict = eligibility(candidate, shift, now);
    if verdict.against.is_empty() && (heeded || verdict.warnings.is_empty()) {
        Ok(Cleared {
            member: candidate.membership.user,
            shift: shift.id,
        })
    } else {
        Err(verdict)
    }
}

#[cfg(test)]
mod tests {
    use super::super::hours::Limit;
    use super::*;
    use crate::clock::SERVICE_ZONE;
    use crate::vetting::scope::Scope;
    use proptest::prelude::*;

    fn at(hours: i64) -> UtcTime {
        let start = NaiveDate::from_ymd_opt(2026, 3, 2)
            .unwrap()
            .and_hms_opt(0, 0, 0)
            .unwrap();
        UtcTime::from_local(start, SERVICE_ZONE).plus(TimeDelta::hours(hours))
    }

    fn name() -> Bilingual {
        Bilingual {
            en: "Medicine".into(),
            zh: "內科".into(),
        }
    }

    fn candidate() -> Candidate {
        Candidate {
            membership: Membership {
                user: 1,
                application: 1,
                state: State::Approved,
                since: at(0),
                category: Category::RnGeneral,
                scope: Scope {
                    specialties: vec![7],
                    kinds: vec![UnitKind::Ward],
                },
                conditions: String::new(),
                certificate_until: NaiveDate::from_ymd_opt(2026, 12, 31),
            },
            held: vec![],
            main_job: vec![],
            proofs: vec![],
            relatives: vec![],
            blocks: vec![],
            preferred_by: vec![],
            regimes: RulesByUnit::default(),
        }
    }

    fn holding(held: &[Held]) -> Candidate {
        Candidate {
            held: held.to_vec(),
            ..candidate()
        }
    }

    fn shift(from: i64, to: i64) -> Wanted {
        Wanted {
            id: 9,
            unit: 3,
            unit_name: name(),
            kind: UnitKind::Ward,
            hospital: 4,
            category: Category::RnGeneral,
            specialty: 7,
            specialty_name: name(),
            starts_at: at(from),
            ends_at: at(to),
            zone: SERVICE_ZONE,
            places: 1,
            filled: 0,
            cancelled: false,
            release: None,
            preferred_until: None,
            rules: HouseRules::default(),
            needs: vec![],
        }
    }

    fn held(from: i64, to: i64) -> Held {
        Held {
            shift: 1,
            starts_at: at(from),
            ends_at: at(to),
            zone: SERVICE_ZONE,
            hospital_id: 4,
            hospital: name(),
            unit: name(),
        }
    }

    fn codes(candidate: &Candidate, shift: &Wanted) -> Vec<&'static str> {
        let verdict = eligibility(candidate, shift, at(0));
        verdict.against.iter().map(Reason::code).collect()
    }

    #[test]
    fn no_reason_is_permission_and_a_warning_must_be_read() {
        assert!(clear(&candidate(), &shift(7, 14), false, at(0)).is_ok());
        let limit = Some(Limit {
            amount: 480,
            blocks: false,
        });
        let tight = Wanted {
            rules: HouseRules {
                rest: limit,
                ..HouseRules::default()
            },
            ..shift(7, 14)
        };
        let tired = holding(&[held(-2, 4)]);
        let refused = clear(&tired, &tight, false, at(0)).unwrap_err();
        assert!(refused.against.is_empty() && refused.warnings[0].code() == "rest");
        assert!(clear(&tired, &tight, true, at(0)).is_ok());
    }

    #[test]
    fn all_reasons_are_named_at_once() {
        let mut candidate = holding(&[held(6, 8)]);
        candidate.membership = Membership {
            state: State::Suspended,
            category: Category::EnGeneral,
            scope: Scope::default(),
            certificate_until: None,
            ..candidate.membership
        };
        candidate.main_job = vec![(at(5), at(7))];
        candidate.relatives = vec![3];
        candidate.blocks = vec![Block {
            id: 1,
            unit: 3,
            review_on: at(0).day(),
        }];
        let opens_at = at(20);
        let shift = Wanted {
            filled: 1,
            cancelled: true,
            needs: vec![Slot::LifeSupport],
            release: Some(Release {
                opens_at,
                first_until: opens_at,
                seed: "s".into(),
            }),
            ..shift(0, 7)
        };
        assert_eq!(
            codes(&candidate, &shift),
            [
                "suspended",
                "cancelled",
                "past",
                "rank",
                "scope",
                "unit_kind",
                "licence_date",
                "requirement",
                "declared",
                "unit_block",
                "overlap",
                "main_job",
                "not_open",
                "full"
            ]
        );
    }

    #[test]
    fn touching_shifts_do_not_overlap() {
        let around = holding(&[held(0, 7), held(14, 20)]);
        assert!(codes(&around, &shift(7, 14)).is_empty());
        assert_eq!(codes(&holding(&[held(13, 20)]), &shift(7, 14)), ["overlap"]);
    }

    #[test]
    fn the_certificate_must_cover_the_last_day_of_a_night_shift() {
        let until = |day| {
            let mut candidate = candidate();
            candidate.membership.certificate_until = NaiveDate::from_ymd_opt(2026, 3, day);
            candidate
        };
        let night = shift(21, 31);
        assert_eq!(codes(&until(2), &night), ["licence_date"]);
        assert!(codes(&until(3), &night).is_empty());
        // Ending at midnight, it belongs to the day before.
        assert!(codes(&until(2), &shift(14, 24)).is_empty());
    }

    #[test]
    fn a_unit_wants_a_document_on_the_days_of_the_shift() {
        let shift = Wanted {
            needs: vec![Slot::LifeSupport],
            ..shift(7, 14)
        };
        let with = |until| Candidate {
            proofs: vec![(Slot::LifeSupport, until)],
            ..candidate()
        };
        assert_eq!(codes(&candidate(), &shift), ["requirement"]);
        assert_eq!(
            codes(&with(NaiveDate::from_ymd_opt(2026, 3, 1)), &shift),
            ["requirement"]
        );
        assert!(codes(&with(NaiveDate::from_ymd_opt(2026, 3, 2)), &shift).is_empty());
        assert!(codes(&with(None), &shift).is_empty());
    }

    #[test]
    fn each_rule_of_the_house_blocks_at_its_own_count() {
        let rule = |set: fn(&mut HouseRules, Option<Limit>), amount| {
            let mut rules = HouseRules::default();
            set(
                &mut rules,
                Some(Limit {
                    amount,
                    blocks: true,
                }),
            );
            rules
        };
        let against = |rules, held: &[Held], from, to| {
            let shift = Wanted {
                rules,
                ..shift(from, to)
            };
            codes(&holding(held), &shift)
        };
        let rest = rule(|rules, limit| rules.rest = limit, 480);
        assert_eq!(against(rest, &[held(24, 31)], 38, 45), ["rest"]);
        assert!(against(rest, &[held(24, 30)], 38, 45).is_empty());
        let nights = rule(|rules, limit| rules.nights = limit, 2);
        let two = [held(21, 31), held(69, 79)];
        assert_eq!(
            against(nights, &two, 45, 55),
            ["nights"],
            "it would join them"
        );
        assert!(against(nights, &two[..1], 45, 55).is_empty());
        let week = rule(|rules, limit| rules.week = limit, 17 * 60);
        assert_eq!(against(week, &[held(24, 34)], 48, 56), ["hours_week"]);
        assert!(against(week, &[held(24, 34)], 48, 55).is_empty());
        let four = rule(|rules, limit| rules.four_weeks = limit, 17 * 60);
        // The next weeks count as well: their windows hold this shift.
        assert_eq!(
            against(four, &[held(3 * 168 + 5, 3 * 168 + 15)], 48, 56),
            ["hours_4w"]
        );
        assert!(against(four, &[held(4 * 168 + 5, 4 * 168 + 15)], 48, 56).is_empty());
        let quota = rule(|rules, limit| rules.quota = limit, 1);
        assert_eq!(against(quota, &[held(72, 80)], 100, 107), ["quota"]);
        assert!(against(quota, &[held(72, 80)], 48, 55).is_empty(), "soon");
        assert!(against(quota, &[held(172, 180)], 100, 107).is_empty());
    }

    #[test]
    fn the_first_choice_is_for_whom_the_unit_prefers_and_ends_for_all() {
        let shift = Wanted {
            preferred_until: Some(at(2)),
            ..shift(7, 14)
        };
        let preferred = Candidate {
            preferred_by: vec![3],
            ..candidate()
        };
        let elsewhere = Candidate {
            preferred_by: vec![4],
            ..candidate()
        };
        assert!(codes(&preferred, &shift).is_empty());
        assert_eq!(codes(&candidate(), &shift), ["preferred_first"]);
        assert_eq!(codes(&elsewhere, &shift), ["preferred_first"]);
        assert!(eligibility(&candidate(), &shift, at(2)).against.is_empty());
    }

    proptest! {
        #[test]
        fn overlap_is_the_same_both_ways_and_less_held_means_fewer_reasons(
            a in 1_i64..60, long_a in 1_i64..14, b in 1_i64..60, long_b in 1_i64..14
        ) {
            let overlaps = |held_from, held_to, from, to| !codes(&holding(&[held(held_from, held_to)]), &shift(from, to)).is_empty();
            let (end_a, end_b) = (a + long_a, b + long_b);
            prop_assert_eq!(overlaps(a, end_a, b, end_b), overlaps(b, end_b, a, end_a));
            let both = codes(&holding(&[held(a, end_a), held(a + 30, end_a + 30)]), &shift(b, end_b)).len();
            prop_assert!(both >= codes(&holding(&[held(a, end_a)]), &shift(b, end_b)).len());
        }
    }
}
