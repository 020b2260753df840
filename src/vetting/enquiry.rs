//! A former unit's answer: opened by a link, given once, sealed with the applicant's key.

use super::background::{self, Referee};
use super::machine::{Deed, EnquiryState};
use super::service::{Trace, carry_out, open, tell};
use super::store;
use crate::accounts;
use crate::accounts::throttle::{self, PER_SOURCE};
use crate::app::App;
use crate::audit::Actor;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::error::{AppError, Clash};
use crate::i18n::Texts;
use crate::keys::{self, InstanceKey};
use crate::mail::Letter;
use crate::text_enum;
use serde::{Deserialize, Serialize};
use serde_json::json;

text_enum! {
    /// A plain answer to a plain question.
    Plain {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Not known.
        Unknown = "unknown",
    }
}

text_enum! {
    /// How somebody worked, in one aspect.
    Rating {
        /// No doubt.
        Good = "good",
        /// As expected.
        Fair = "fair",
        /// Something the office should know.
        Concern = "concern",
        /// Not known.
        Unknown = "unknown",
    }
}

text_enum! {
    /// What a unit is asked about.
    Aspect {
        /// Clinical competence.
        Competence = "competence",
        /// Safety of patients.
        Safety = "safety",
        /// Records.
        Documentation = "documentation",
        /// Work with others.
        Teamwork = "teamwork",
        /// Being there on time.
        Punctuality = "punctuality",
    }
}

impl Plain {
    /// The word on the form.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Yes => t.answer_yes(),
            Self::No => t.answer_no(),
            Self::Unknown => t.answer_unknown(),
        }
    }
}

impl Rating {
    /// The word on the form.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Good => t.rating_good(),
            Self::Fair => t.rating_fair(),
            Self::Concern => t.rating_concern(),
            Self::Unknown => t.answer_unknown(),
        }
    }
}

impl Aspect {
    /// The question on the form.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Competence => t.aspect_competence(),
            Self::Safety => t.aspect_safety(),
            Self::Documentation => t.aspect_documentation(),
            Self::Teamwork => t.aspect_teamwork(),
            Self::Punctuality => t.aspect_punctuality(),
        }
    }
}

/// What a unit says. Only officers read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Whether the person worked there as they say.
    pub worked_here: Plain,
    /// One rating an aspect, in the order of [`Aspect::ALL`].
    pub ratings: Vec<Rating>,
    /// Whether the unit would have them back.
    pub have_back: Plain,
    /// What else the office should know, or empty.
    pub comment: String,
    /// Who answers: name and post.
    pub signed: String,
}

/// An enquiry that its link has opened, with what its form may show: the applicant's name and nothing
/// else of theirs (R16).
pub struct Opened {
    /// The enquiry.
    pub referee: Referee,
    /// The applicant's names.
    pub applicant: accounts::store::User,
    /// Where the applicant says they worked at that place.
    pub stretches: Vec<background::Experience>,
}

fn find(
    conn: &mut Conn,
    token: &str,
    now: UtcTime,
) -> Result<(Referee, store::Application), AppError> {
    let referee =
        background::find_referee_by_hash(conn, &keys::token_hash(token))?.ok_or(AppError::Gone)?;
    let application = store::find(conn, referee.application)?;
    let open = matches!(referee.state, EnquiryState::Asked | EnquiryState::Opened)
        && referee
            .expires_at
            .is_some_and(|expires_at| now < expires_at)
        && application.decided_at.is_none()
        && application.state != super::State::Withdrawn;
    if open {
        Ok((referee, application))
    } else {
        Err(AppError::Gone)
    }
}

/// Opens the form. Looking uses nothing up: mail scanners look too (R15).
///
/// # Errors
/// 410 when it was answered, has expired, or the application has ended; 429 for guessers.
pub async fn look(app: &App, token: String, source: &str) -> Result<Opened, AppError> {
    throttle::take(
        app,
        vec![(throttle::bucket(app, "enquiry-source", source), PER_SOURCE)],
    )
    .await?;
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let (referee, application) = find(conn, &token, now)?;
            background::update_opened(conn, referee.id, now)?;
            let mut stretches = background::list_experiences(conn, application.id)?;
            stretches.retain(|stretch| stretch.hospital == referee.hospital);
            Ok(Opened {
                applicant: accounts::store::find_user(conn, application.user)?,
                referee,
                stretches,
            })
        })
        .await
}

/// Takes the answer, once: of many at the same time one is taken, the others find the link used.
///
/// # Errors
/// 410 when the link was used or has expired.
pub async fn answer(app: &App, token: String, answer: Answer) -> Result<(), AppError> {
    settle(app, token, Some(answer)).await
}

/// Notes that the unit cannot or will not answer.
///
/// # Errors
/// 410 when the link was used or has expired.
pub async fn decline(app: &App, token: String) -> Result<(), AppError> {
    settle(app, token, None).await
}

async fn settle(app: &App, token: String, answer: Option<Answer>) -> Result<(), AppError> {
    let now = app.clock.now();
    let key = app.config.instance_key.clone();
    app.db
        .write(move |conn| {
            let (found, _) = find(conn, &token, now)?;
            let application = open(conn, found.application)?;
            // Read again under the lock: another answer may just have been taken.
            let (referee, _) = find(conn, &token, now)?;
            let (deed, state) = match answer {
                Some(_) => (Deed::AnswerEnquiry(referee.id), EnquiryState::Answered),
                None => (Deed::DeclineEnquiry(referee.id), EnquiryState::Declined),
            };
            let trace = Trace::of(json!({"enquiry": referee.id}));
            carry_out(conn, &application, deed, Actor::Referee, &trace, now)?;
            let sealed = match &answer {
                Some(answer) => Some(seal(conn, &key, application.user, referee.id, answer)?),
                None => None,
            };
            if background::update_settled(conn, referee.id, state, sealed.as_deref(), now)? == 0 {
                return Err(AppError::Gone);
            }
            let unit = referee.place();
            tell(conn, &application, now, |name| match state {
                EnquiryState::Declined => Letter::UnitDeclined { name, unit },
                _ => Letter::UnitAnswered { name, unit },
            })
        })
        .await
}

fn about(referee: i64) -> String {
    format!("answer:{referee}")
}

fn seal(
    conn: &mut Conn,
    key: &InstanceKey,
    user: i64,
    referee: i64,
    answer: &Answer,
) -> Result<Vec<u8>, AppError> {
    let person = accounts::store::find_person_key(conn, key, user)?
        .ok_or(AppError::Conflict(Clash::State))?;
    let plain = serde_json::to_vec(answer).map_err(anyhow::Error::from)?;
    Ok(person
        .map_err(anyhow::Error::from)?
        .seal(&plain, &about(referee)))
}

/// Opens a sealed answer for an officer; `None` where there is none or the person's key was destroyed.
///
/// # Errors
/// 500 when the seal is broken.
pub fn read(
    conn: &mut Conn,
    key: &InstanceKey,
    user: i64,
    referee: &Referee,
) -> Result<Option<Answer>, AppError> {
    let Some(sealed) = &referee.answer_sealed else {
        return Ok(None);
    };
    let Some(person) = accounts::store::find_person_key(conn, key, user)? else {
        return Ok(None);
    };
    let plain = person
        .and_then(|person| person.open(sealed, &about(referee.id)))
        .map_err(anyhow::Error::from)?;
    Ok(Some(
        serde_json::from_slice(&plain).map_err(anyhow::Error::from)?,
    ))
}
