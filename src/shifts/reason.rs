//! Why a member may not take a shift: a code, the fact in a sentence, and the way out.

use super::gate::Held;
use super::working_time::Finding;
use crate::clock::UtcTime;
use crate::credentials::Slot;
use crate::domain::{Bilingual, Category, UnitKind};
use crate::i18n::{Lang, Texts};
use crate::vetting::State;
use chrono::NaiveDate;
use chrono_tz::Tz;

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
    /// The approval does not cover this kind of unit.
    Kind(UnitKind),
    /// The practising certificate does not cover the shift's last day.
    Licence(Option<NaiveDate>),
    /// The unit asks for a document that is not verified, or that ends before the shift does.
    Requirement(Slot, Option<NaiveDate>),
    /// Somebody close to the member heads the unit.
    Recused(Bilingual),
    /// The unit does not want the member for now: row of the block, unit, day of review.
    Blocked(i64, Bilingual, NaiveDate),
    /// It overlaps with a place that the member holds.
    Overlap(Box<Held>),
    /// It overlaps with the member's main job.
    MainJob(UtcTime, UtcTime, Tz),
    /// Too little rest beside another shift: minutes, and the least.
    Rest {
        minutes: i64,
        least: i64,
        before: bool,
    },
    /// It would be one night too many in a row: how many it would make, and how many may be.
    Nights { run: i64, most: i64 },
    /// Too many hours in 168: minutes that it would make, and that may be.
    WeekHours { minutes: i64, most: i64 },
    /// Too many hours in four weeks.
    FourWeekHours { minutes: i64, most: i64 },
    /// As many shifts of the hospital in its week as may be picked ahead; free to all from then on.
    Quota { most: i64, free_from: UtcTime },
    /// It is not released yet, to this member: from when on, and the shift.
    NotOpen(UtcTime, i64),
    /// The unit lets people whom it prefers pick first: until when, and the unit.
    Preferred(UtcTime, Bilingual),
    /// The regime of the hospital.
    Regime(Finding),
    /// The member holds this very shift.
    Own,
    /// Somebody else was faster.
    Full,
}

/// Hours with a half, from minutes.
pub fn hours(minutes: i64) -> String {
    let (whole, rest) = (minutes / 60, minutes % 60);
    if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{}", rest * 10 / 60)
    }
}

impl Reason {
    /// Its code, for machines and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotApproved(State::Suspended) => "suspended",
            Self::NotApproved(_) => "not_approved",
            Self::Cancelled => "cancelled",
            Self::Past => "past",
            Self::Rank { .. } => "rank",
            Self::Scope(_) => "scope",
            Self::Kind(_) => "unit_kind",
            Self::Licence(_) => "licence_date",
            Self::Requirement(..) => "requirement",
            Self::Recused(_) => "declared",
            Self::Blocked(..) => "unit_block",
            Self::Overlap(_) => "overlap",
            Self::MainJob(..) => "main_job",
            Self::Rest { .. } => "rest",
            Self::Nights { .. } => "nights",
            Self::WeekHours { .. } => "hours_week",
            Self::FourWeekHours { .. } => "hours_4w",
            Self::Quota { .. } => "quota",
            Self::NotOpen(..) => "not_open",
            Self::Preferred(..) => "preferred_first",
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
            Self::Kind(kind) => t.reason_unit_kind(kind.label(t)),
            Self::Licence(Some(until)) => t.reason_licence(lang.date_year(until)),
            Self::Licence(None) => t.reason_licence_none(),
            Self::Requirement(slot, None) => t.reason_requirement(slot.label(t)),
            Self::Requirement(slot, Some(until)) => {
                t.reason_requirement_ends(slot.label(t), lang.date_year(until))
            }
            Self::Recused(unit) => t.reason_recused(unit.name(lang)),
            Self::Blocked(_, unit, review) => {
                t.reason_blocked(unit.name(lang), lang.date_year(review))
            }
            Self::Overlap(held) => t.reason_overlap(
                lang.date(held.starts_at.local(held.zone).date()),
                lang.time_range(held.starts_at, held.ends_at, held.zone),
                held.hospital.name(lang),
                held.unit.name(lang),
            ),
            Self::MainJob(from, to, zone) => t.reason_main_job(
                lang.date(from.local(*zone).date()),
                lang.time_range(*from, *to, *zone),
            ),
            Self::Rest { .. }
            | Self::Nights { .. }
            | Self::WeekHours { .. }
            | Self::FourWeekHours { .. }
            | Self::Quota { .. } => self.house_sentence(t, lang),
            Self::Regime(finding) => finding.sentence(t, lang),
            Self::NotOpen(at, _) => t.reason_not_open(lang.moment(at)),
            Self::Preferred(until, unit) => t.reason_preferred(unit.name(lang), lang.moment(until)),
            Self::Own => t.reason_own(),
            Self::Full => t.reason_full(),
        }
    }

    /// The sentences about rules of a hospital.
    fn house_sentence(&self, t: &Texts, lang: Lang) -> String {
        match self {
            Self::Rest {
                minutes,
                least,
                before: true,
            } => t.reason_rest_before(hours(*minutes), hours(*least)),
            Self::Rest { minutes, least, .. } => {
                t.reason_rest_after(hours(*minutes), hours(*least))
            }
            Self::Nights { run, most } => t.reason_nights(*run, *most),
            Self::WeekHours { minutes, most } => t.reason_week_hours(hours(*minutes), hours(*most)),
            Self::FourWeekHours { minutes, most } => {
                t.reason_four_week_hours(hours(*minutes), hours(*most))
            }
            Self::Quota { most, free_from } => t.reason_quota(*most, lang.moment(free_from)),
            _ => String::new(),
        }
    }

    /// The way out: a page and what it offers.
    pub(crate) fn way_out(&self, t: &Texts) -> (String, String) {
        match self {
            Self::NotApproved(_) => ("/application".into(), t.way_tracker()),
            Self::Scope(_) | Self::Kind(_) => ("/application".into(), t.way_scope()),
            Self::Licence(_) | Self::Requirement(..) => {
                ("/application/documents".into(), t.way_documents())
            }
            Self::Recused(_) => ("/my-shifts/relatives".into(), t.way_relatives()),
            Self::Blocked(id, ..) => (format!("/my-shifts/blocks/{id}"), t.way_appeal()),
            Self::Overlap(held) => (format!("/shifts/{}", held.shift), t.way_other_shift()),
            Self::MainJob(..) => ("/my-shifts/roster".into(), t.way_roster()),
            Self::Rest { .. }
            | Self::Nights { .. }
            | Self::WeekHours { .. }
            | Self::FourWeekHours { .. } => ("/my-shifts/hours".into(), t.way_hours()),
            Self::NotOpen(_, shift) => (format!("/shifts/{shift}#release"), t.way_release()),
            Self::Regime(finding) => finding.way_out(t),
            Self::Own => ("/my-shifts".into(), t.way_my_shifts()),
            Self::Full
            | Self::Cancelled
            | Self::Past
            | Self::Rank { .. }
            | Self::Quota { .. }
            | Self::Preferred(..) => ("/shifts?can=1".into(), t.way_similar()),
        }
    }
}
