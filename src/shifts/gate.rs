//! The gate: one pure function says whether a member may take a shift, and every reason why not. The
//! board, the pick and the page that explains all ask it; an empty list is permission.

use super::working_time::{self, Finding, RegimeRules};
use crate::clock::UtcTime;
use crate::domain::{Bilingual, Category};
use crate::i18n::{Lang, Texts};
use crate::vetting::State;
use crate::vetting::members::Membership;
use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;

/// What the gate needs to know of a shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Row.
    pub id: i64,
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
    /// How many have been found.
    pub filled: i32,
    /// Whether it was called off.
    pub cancelled: bool,
    /// The rules of its hospital, and what the member declared there.
    pub regime: RegimeRules,
}

/// A place that the member holds already.
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
    /// Hospital.
    pub hospital: Bilingual,
    /// Unit.
    pub unit: Bilingual,
}

/// Why a member may not take a shift; each names the fact that it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Not a member, or not any more.
    NotApproved(State),
    /// It was called off.
    Cancelled,
    /// It has begun.
    Past,
    /// Another category is wanted.
    Rank { wanted: Category, own: Category },
    /// The approval does not cover the specialty.
    Scope(Bilingual),
    /// The practising certificate does not cover the shift's last day.
    Licence(Option<NaiveDate>),
    /// It overlaps with a place that the member holds.
    Overlap(Box<Held>),
    /// The rules of the hospital's regime stand against it.
    Regime(Finding),
    /// The member holds this very shift.
    Own,
    /// Somebody else was faster.
    Full,
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

/// All reasons why a member may not take a shift, those that weigh most first. Intervals are half
/// open: a shift may begin at the instant at which another one ends.
pub fn eligibility(
    member: &Membership,
    held: &[Held],
    shift: &Wanted,
    now: UtcTime,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
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
    if !member.specialties.contains(&shift.specialty) {
        reasons.push(Reason::Scope(shift.specialty_name.clone()));
    }
    // A night shift that ends on 1 January needs a certificate that covers 1 January.
    let last_day = shift
        .ends_at
        .minus(TimeDelta::microseconds(1))
        .local(shift.zone)
        .date();
    if member
        .certificate_until
        .is_none_or(|until| until < last_day)
    {
        reasons.push(Reason::Licence(member.certificate_until));
    }
    let mut own = false;
    for place in held {
        if place.shift == shift.id {
            own = true;
        } else if place.starts_at < shift.ends_at && place.ends_at > shift.starts_at {
            reasons.push(Reason::Overlap(Box::new(place.clone())));
        }
    }
    let others = held.iter().filter(|place| place.shift != shift.id);
    let others: Vec<_> = others
        .map(|place| (place.starts_at, place.ends_at))
        .collect();
    let own_time = (shift.starts_at, shift.ends_at);
    let found = working_time::findings(&shift.regime, &others, own_time, shift.zone);
    reasons.extend(
        found
            .into_iter()
            .filter(Finding::blocks)
            .map(Reason::Regime),
    );
    if own {
        reasons.push(Reason::Own);
    } else if shift.filled >= shift.places {
        reasons.push(Reason::Full);
    }
    reasons
}

/// Asks the gate for the one who books.
///
/// # Errors
/// All reasons, when there is any.
pub fn clear(
    member: &Membership,
    held: &[Held],
    shift: &Wanted,
    now: UtcTime,
) -> Result<Cleared, Vec<Reason>> {
    let reasons = eligibility(member, held, shift, now);
    if reasons.is_empty() {
        Ok(Cleared {
            member: member.user,
            shift: shift.id,
        })
    } else {
        Err(reasons)
    }
}

impl Reason {
    /// Its code, for machines and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotApproved(_) => "not_approved",
            Self::Cancelled => "cancelled",
            Self::Past => "past",
            Self::Rank { .. } => "rank",
            Self::Scope(_) => "scope",
            Self::Licence(_) => "licence_date",
            Self::Overlap(_) => "overlap",
            Self::Regime(finding) => finding.code(),
            Self::Own => "own",
            Self::Full => "full",
        }
    }

    /// The fact, without blame.
    pub(crate) fn sentence(&self, t: &Texts, lang: Lang) -> String {
        match self {
            Self::NotApproved(state) => t.reason_not_approved(state.label(t)),
            Self::Cancelled => t.reason_cancelled(),
            Self::Past => t.reason_past(),
            Self::Rank { wanted, own } => t.reason_rank(wanted.label(t), own.label(t)),
            Self::Scope(specialty) => t.reason_scope(specialty.name(lang)),
            Self::Licence(Some(until)) => t.reason_licence(lang.date_year(until)),
            Self::Licence(None) => t.reason_licence_none(),
            Self::Overlap(held) => t.reason_overlap(
                lang.date(held.starts_at.local(held.zone).date()),
                lang.time_range(held.starts_at, held.ends_at, held.zone),
                held.hospital.name(lang),
                held.unit.name(lang),
            ),
            Self::Regime(finding) => finding.sentence(t, lang),
            Self::Own => t.reason_own(),
            Self::Full => t.reason_full(),
        }
    }

    /// The way out: a page and what it offers.
    pub(crate) fn way_out(&self, t: &Texts) -> (String, String) {
        match self {
            Self::NotApproved(_) => ("/application".into(), t.way_tracker()),
            Self::Scope(_) => ("/application".into(), t.way_scope()),
            Self::Licence(_) => ("/application/documents".into(), t.way_documents()),
            Self::Overlap(held) => (format!("/shifts/{}", held.shift), t.way_other_shift()),
            Self::Regime(finding) => finding.way_out(t),
            Self::Own => ("/my-shifts".into(), t.way_my_shifts()),
            Self::Cancelled | Self::Past | Self::Rank { .. } | Self::Full => {
                ("/shifts?can=1".into(), t.way_similar())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SERVICE_ZONE;
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

    fn member() -> Membership {
        Membership {
            user: 1,
            application: 1,
            state: State::Approved,
            since: at(0),
            category: Category::RnGeneral,
            specialties: vec![7],
            certificate_until: NaiveDate::from_ymd_opt(2026, 12, 31),
        }
    }

    fn shift(from: i64, to: i64) -> Wanted {
        Wanted {
            id: 9,
            category: Category::RnGeneral,
            specialty: 7,
            specialty_name: name(),
            starts_at: at(from),
            ends_at: at(to),
            zone: SERVICE_ZONE,
            places: 1,
            filled: 0,
            cancelled: false,
            regime: RegimeRules::default(),
        }
    }

    fn held(from: i64, to: i64) -> Held {
        Held {
            shift: 1,
            starts_at: at(from),
            ends_at: at(to),
            zone: SERVICE_ZONE,
            hospital: name(),
            unit: name(),
        }
    }

    fn codes(member: &Membership, held: &[Held], shift: &Wanted) -> Vec<&'static str> {
        eligibility(member, held, shift, at(0))
            .iter()
            .map(Reason::code)
            .collect()
    }

    #[test]
    fn an_empty_list_is_permission() {
        assert!(clear(&member(), &[], &shift(7, 14), at(0)).is_ok());
    }

    #[test]
    fn all_reasons_are_named_at_once() {
        let member = Membership {
            state: State::Suspended,
            category: Category::EnGeneral,
            specialties: vec![],
            certificate_until: None,
            ..member()
        };
        let shift = Wanted {
            filled: 1,
            cancelled: true,
            ..shift(0, 7)
        };
        assert_eq!(
            codes(&member, &[held(6, 8)], &shift),
            [
                "not_approved",
                "cancelled",
                "past",
                "rank",
                "scope",
                "licence_date",
                "overlap",
                "full"
            ]
        );
    }

    #[test]
    fn touching_shifts_do_not_overlap() {
        assert!(codes(&member(), &[held(0, 7), held(14, 20)], &shift(7, 14)).is_empty());
        assert_eq!(
            codes(&member(), &[held(13, 20)], &shift(7, 14)),
            ["overlap"]
        );
    }

    #[test]
    fn the_certificate_must_cover_the_last_day_of_a_night_shift() {
        let until = |day| Membership {
            certificate_until: NaiveDate::from_ymd_opt(2026, 3, day),
            ..member()
        };
        let night = shift(21, 31);
        assert_eq!(codes(&until(2), &[], &night), ["licence_date"]);
        assert!(codes(&until(3), &[], &night).is_empty());
        // Ending at midnight, it belongs to the day before.
        assert!(codes(&until(2), &[], &shift(14, 24)).is_empty());
    }

    proptest! {
        #[test]
        fn overlap_is_the_same_both_ways_and_less_held_means_fewer_reasons(
            a in 1_i64..60, long_a in 1_i64..14, b in 1_i64..60, long_b in 1_i64..14
        ) {
            let overlaps = |held_from, held_to, from, to| !codes(&member(), &[held(held_from, held_to)], &shift(from, to)).is_empty();
            let (end_a, end_b) = (a + long_a, b + long_b);
            prop_assert_eq!(overlaps(a, end_a, b, end_b), overlaps(b, end_b, a, end_a));
            let both = codes(&member(), &[held(a, end_a), held(a + 30, end_a + 30)], &shift(b, end_b)).len();
            prop_assert!(both >= codes(&member(), &[held(a, end_a)], &shift(b, end_b)).len());
        }
    }
}
