//! A former unit as an officer sees it: how the enquiry stands, what was said, what is doubtful about it,
//! what other officers found out.

use super::enquiry::{self, Answer, Suggestion};
use super::machine::EnquiryState;
use super::notes::{self, NoteKind, Noted, Outcome};
use super::referees::Referee;
use super::suspicion::{self, Suspicion};
use super::turn::{Turn, Way};
use crate::accounts;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::keys::InstanceKey;

/// A former unit with everything that only officers read.
pub struct UnitReference {
    /// The enquiry.
    pub referee: Referee,
    /// What the unit said.
    pub answer: Option<Answer>,
    /// Whom to ask instead.
    pub suggestion: Option<Suggestion>,
    /// What is doubtful.
    pub doubts: Vec<Suspicion>,
    /// What officers wrote down.
    pub notes: Vec<Noted>,
}

/// The former units of a file.
///
/// # Errors
/// 500 when a seal is broken.
pub fn list(
    conn: &mut Conn,
    key: &InstanceKey,
    user: i64,
    referees: &[Referee],
) -> Result<Vec<UnitReference>, AppError> {
    let applicant = accounts::store::find_user(conn, user)?;
    let notes = notes::list(conn, key, user, referees)?;
    let mut listed = Vec::new();
    for referee in referees {
        let own = notes.iter().filter(|noted| noted.referee == referee.id);
        listed.push(UnitReference {
            answer: enquiry::read(conn, key, user, referee)?,
            suggestion: enquiry::suggestion(conn, key, user, referee)?,
            doubts: suspicion::all(referee, &applicant),
            notes: own.cloned().collect(),
            referee: referee.clone(),
        });
    }
    Ok(listed)
}

impl UnitReference {
    /// The doubts in words; `all` are the units of the file.
    pub(crate) fn doubts_in_words(&self, all: &[Referee], t: &Texts, lang: Lang) -> Vec<String> {
        let doubts = self.doubts.iter();
        doubts
            .map(|doubt| doubt.sentence(&self.referee, all, t, lang))
            .collect()
    }

    /// Whether the answer came by link and a call-back about it can be noted.
    pub fn takes_call_back(&self) -> bool {
        notes::is_by_link(&self.referee)
    }

    /// Whether the answer counts only after a call-back that is still missing.
    pub fn needs_call_back(&self) -> bool {
        let confirmed = self.notes.iter().any(|noted| {
            noted.kind == NoteKind::CallBack
                && noted.outcome == Outcome::Confirmed
                && self
                    .referee
                    .answered_at
                    .is_none_or(|answered| noted.at >= answered)
        });
        self.takes_call_back() && !self.doubts.is_empty() && !confirmed
    }

    /// Whether the unit can be asked in another way.
    pub fn takes_another_way(&self) -> bool {
        self.referee.can(Turn::Note)
    }

    /// What happened when, in one line.
    pub(crate) fn dates(&self, t: &Texts, lang: Lang) -> String {
        let referee = &self.referee;
        let on = |at: Option<UtcTime>| at.map(|at| lang.day_month(at.day()));
        let reminded = (referee.reminders > 0)
            .then(|| on(referee.reminded_at))
            .flatten();
        let expires = on(referee.expires_at).filter(|_| referee.is_waiting());
        let parts = [
            on(referee.asked_at).map(|day| t.enquiry_asked(day)),
            on(referee.opened_at).map(|day| t.enquiry_opened(day)),
            reminded.map(|day| t.reference_reminded(referee.reminders, day)),
            on(referee.answered_at).map(|day| match referee.state {
                EnquiryState::Declined => t.enquiry_declined(day),
                _ => t.enquiry_answered(day),
            }),
            on(referee.turned_at).and_then(|day| match referee.state {
                EnquiryState::Bounced => Some(t.enquiry_bounced(day)),
                EnquiryState::Expired => Some(t.enquiry_expired(day)),
                _ => None,
            }),
            expires.map(|day| t.reference_expires(day)),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// How the answer came in, where it was not the link.
    pub(crate) fn way(&self, t: &Texts) -> Option<String> {
        match self.referee.answered_by {
            Some(Way::Telephone) => Some(t.reference_by_telephone()),
            Some(Way::Personnel) => Some(t.reference_by_personnel()),
            Some(Way::Link) | None => None,
        }
    }
}
