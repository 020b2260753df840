//! The letters about one place: confirmed or not, offered, handed over, asked about.

use super::letter::Words;
use crate::config::Config;
use crate::i18n::Lang;
use crate::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// What a letter about a place says.
    About {
        /// To a unit: somebody applies; the detail is until when to answer.
        Applied = "unit_applied",
        /// To a unit: it has not answered yet.
        Unanswered = "unit_unanswered",
        /// To a unit: two colleagues want to hand over or exchange.
        Agree = "unit_agree",
        /// To a member: the unit said yes.
        Confirmed = "place_confirmed",
        /// To a member: the unit said no; the detail is why.
        Declined = "place_declined",
        /// To a member: the unit said nothing.
        Silent = "place_silent",
        /// To a member who waits: a place is kept; the detail is until when.
        Offered = "place_offered",
        /// To all who wait: a place is free.
        Called = "place_free",
        /// To a member who waited: they were passed over; the detail is by which rule.
        Skipped = "place_skipped",
        /// To a member: are you still coming?
        Coming = "still_coming",
        /// To a colleague: take over this shift; the detail is who asks.
        HandoverAsked = "handover_asked",
        /// To both: the unit agreed.
        HandoverAgreed = "handover_agreed",
        /// To both: it will not be.
        HandoverRefused = "handover_refused",
        /// To a member: a unit does not want them for now; the detail is why.
        Blocked = "unit_block",
        /// To a member who appealed: it stays; the detail is the answer.
        StillBlocked = "unit_block_stays",
        /// To a member who appealed: it is lifted; the detail is the answer.
        Unblocked = "unit_block_lifted",
        /// To a member: the unit lifted its block by itself.
        Wanted = "unit_block_ended",
    }
}

/// A letter about a place, as its outbox row holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickingLetter {
    /// What it says.
    pub about: About,
    /// Whom it greets, or the member of whom a unit reads.
    pub name: String,
    /// Where and when, in words; the unit, where it is about one.
    pub shift: String,
    /// Row of the shift, or of the block.
    pub id: i64,
    /// What [`About`] says.
    pub detail: String,
}

impl PickingLetter {
    /// The word under which its row is stored.
    pub fn kind(&self) -> &'static str {
        self.about.as_str()
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one arm a letter: split, nobody could see that none is missing"
    )]
    /// Writes it.
    pub(super) fn words(&self, lang: Lang, config: &Config) -> Words {
        let t = lang.texts();
        let page = |path: &str| format!("{}/{lang}{path}", config.base_url);
        let (name, shift, detail) = (&self.name, &self.shift, &self.detail);
        let (subject, text) = match self.about {
            About::Applied => (
                t.mail_applied_subject(shift),
                t.mail_applied_text(name, shift, detail),
            ),
            About::Unanswered => (
                t.mail_unanswered_subject(shift),
                t.mail_applied_text(name, shift, detail),
            ),
            About::Agree => (
                t.mail_agree_subject(shift),
                t.mail_agree_text(name, shift, detail),
            ),
            About::Confirmed => (
                t.mail_place_confirmed_subject(shift),
                t.mail_place_confirmed_text(shift),
            ),
            About::Declined => (
                t.mail_place_declined_subject(shift),
                t.mail_place_declined_text(shift, detail),
            ),
            About::Silent => (
                t.mail_place_silent_subject(shift),
                t.mail_place_silent_text(shift),
            ),
            About::Offered => (
                t.mail_offered_subject(shift),
                t.mail_offered_text(shift, detail),
            ),
            About::Called => (t.mail_called_subject(shift), t.mail_called_text(shift)),
            About::Skipped => (
                t.mail_skipped_subject(shift),
                t.mail_skipped_text(shift, detail),
            ),
            About::Coming => (t.mail_coming_subject(shift), t.mail_coming_text(shift)),
            About::HandoverAsked => (
                t.mail_handover_asked_subject(shift),
                t.mail_handover_asked_text(detail, shift),
            ),
            About::HandoverAgreed => (
                t.mail_handover_agreed_subject(shift),
                t.mail_handover_agreed_text(shift),
            ),
            About::HandoverRefused => (
                t.mail_handover_refused_subject(shift),
                t.mail_handover_refused_text(shift),
            ),
            About::Blocked => (
                t.mail_blocked_subject(shift),
                t.mail_blocked_text(shift, detail),
            ),
            About::StillBlocked => (
                t.mail_appeal_answered_subject(shift),
                t.mail_still_blocked_text(detail),
            ),
            About::Unblocked => (
                t.mail_appeal_answered_subject(shift),
                t.mail_unblocked_text(shift, detail),
            ),
            About::Wanted => (t.mail_wanted_subject(shift), t.mail_wanted_text(shift)),
        };
        let action = match self.about {
            About::Applied | About::Unanswered | About::Agree => {
                (t.mail_applied_action(), page("/unit/applications"))
            }
            About::Declined | About::Silent | About::Skipped | About::Wanted => {
                (t.way_similar(), page("/shifts?can=1"))
            }
            About::Blocked | About::StillBlocked => (
                t.way_appeal(),
                page(&format!("/my-shifts/blocks/{}", self.id)),
            ),
            About::Offered | About::Called => {
                (t.why_to_shift(), page(&format!("/shifts/{}", self.id)))
            }
            _ => (t.mine_title(), page("/my-shifts")),
        };
        let mut paragraphs = vec![text];
        if !matches!(
            self.about,
            About::Applied | About::Unanswered | About::Agree
        ) {
            paragraphs.insert(0, t.mail_greeting(name));
        }
        Words {
            subject,
            paragraphs,
            action: Some(action),
        }
    }
}
