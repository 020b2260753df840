//! A former unit's answer: opened by a link, given once, sealed with the applicant's key.

use super::background;
use super::machine::{Deed, EnquiryState};
use super::referees::{self, Referee};
use super::service::{Trace, carry_out, open, tell};
use super::suspicion::{self, Witness};
use super::turn::Turn;
use super::{asking, store};
use crate::accounts;
use crate::accounts::domain::Email;
use crate::app::App;
use crate::audit::Actor;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::error::{AppError, Clash};
use crate::i18n::{Lang, Texts};
use crate::keys::{self, InstanceKey};
use crate::mail::Letter;
use crate::text_enum;
use serde::de::DeserializeOwned;
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

text_enum! {
    /// In which part somebody knows the applicant.
    Capacity {
        /// Ran the unit.
        Manager = "manager",
        /// Supervised them.
        Supervisor = "supervisor",
        /// Worked beside them.
        Colleague = "colleague",
        /// Knows them from the records.
        Records = "records",
    }
}

impl Capacity {
    /// The word on the form.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::Manager => t.capacity_manager(),
            Self::Supervisor => t.capacity_supervisor(),
            Self::Colleague => t.capacity_colleague(),
            Self::Records => t.capacity_records(),
        }
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
    /// Whether the person worked there on the dates that they say.
    pub worked_here: Plain,
    /// What differs, where the dates are not right.
    #[serde(default)]
    pub differs: String,
    /// In which part whoever answers knows them; missing in answers of an earlier form.
    #[serde(default)]
    pub capacity: Option<Capacity>,
    /// One rating an aspect, in the order of [`Aspect::ALL`].
    pub ratings: Vec<Rating>,
    /// Whether the unit would have them back.
    pub have_back: Plain,
    /// What else the office should know, or empty.
    pub comment: String,
    /// Whether something is better said by telephone.
    #[serde(default)]
    pub call: bool,
    /// Who answers: name and post.
    pub signed: String,
}

/// Whom to ask instead of the person who was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Name and post.
    pub name: String,
    /// Official address.
    pub email: String,
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
    let referee = referees::find_by_hash(conn, &keys::token_hash(token))?.ok_or(AppError::Gone)?;
    let application = store::find(conn, referee.application)?;
    let open = referee.is_waiting()
        && referee
            .expires_at
            .is_some_and(|expires_at| now < expires_at)
        && super::State::UNDER_WAY.contains(&application.state);
    if open {
        Ok((referee, application))
    } else {
        Err(AppError::Gone)
    }
}

/// Opens the form. Looking uses nothing up: mail scanners look too (R15).
///
/// # Errors
/// 410 when it was answered, has expired, or the application has ended.
pub async fn look(app: &App, token: String, lang: Lang) -> Result<Opened, AppError> {
    let now = app.clock.now();
    let opened = app
        .db
        .read(move |conn| {
            let (referee, application) = find(conn, &token, now)?;
            let mut stretches = background::list_experiences(conn, application.id)?;
            stretches.retain(|stretch| stretch.hospital == referee.hospital);
            Ok::<_, AppError>(Opened {
                applicant: accounts::store::find_user(conn, application.user)?,
                referee,
                stretches,
            })
        })
        .await?;
    if opened.referee.state == EnquiryState::Asked {
        let id = opened.referee.id;
        app.db
            .write(move |conn| Ok::<_, AppError>(referees::update_opened(conn, id, lang, now)?))
            .await?;
    }
    Ok(opened)
}

/// Takes the answer, once: of many at the same time one is taken, the others find the link used.
///
/// # Errors
/// 410 when the link was used or has expired.
pub async fn answer(
    app: &App,
    token: String,
    answer: Answer,
    witness: Witness,
) -> Result<(), AppError> {
    settle(app, token, Some((answer, witness))).await
}

/// Notes that the unit cannot or will not answer.
///
/// # Errors
/// 410 when the link was used or has expired.
pub async fn decline(app: &App, token: String) -> Result<(), AppError> {
    settle(app, token, None).await
}

async fn settle(
    app: &App,
    token: String,
    given: Option<(Answer, Witness)>,
) -> Result<(), AppError> {
    let now = app.clock.now();
    let key = app.config.instance_key.clone();
    app.db
        .write(move |conn| {
            let (found, _) = find(conn, &token, now)?;
            let application = open(conn, found.application)?;
            // Read again under the lock: another answer may just have been taken.
            let (referee, _) = find(conn, &token, now)?;
            let (deed, state) = match given {
                Some(_) => (Deed::AnswerEnquiry(referee.id), EnquiryState::Answered),
                None => (Deed::DeclineEnquiry(referee.id), EnquiryState::Declined),
            };
            let trace = Trace::of(json!({"enquiry": referee.id}));
            carry_out(conn, &application, deed, Actor::Referee, &trace, now)?;
            let sealed = match &given {
                Some((answer, _)) => {
                    let about = about(referee.id);
                    Some(seal(conn, &key, application.user, &about, answer)?)
                }
                None => None,
            };
            if referees::update_settled(conn, referee.id, state, sealed.as_deref(), now)? == 0 {
                return Err(AppError::Gone);
            }
            if let Some((_, witness)) = &given {
                suspicion::note(conn, application.user, &referee, witness, now)?;
            }
            let unit = referee.place();
            tell(conn, &application, now, |name| match state {
                EnquiryState::Declined => Letter::UnitDeclined { name, unit },
                _ => Letter::UnitAnswered { name, unit },
            })
        })
        .await
}

/// Notes whom to ask instead; the link dies, and an officer decides whom to ask.
///
/// # Errors
/// 410 when the link was used or has expired.
pub async fn redirect(
    app: &App,
    token: String,
    name: String,
    email: Email,
) -> Result<(), AppError> {
    let now = app.clock.now();
    let key = app.config.instance_key.clone();
    app.db
        .write(move |conn| {
            let (found, _) = find(conn, &token, now)?;
            let application = open(conn, found.application)?;
            let (referee, _) = find(conn, &token, now)?;
            asking::take(
                conn,
                &application,
                &referee,
                Turn::Redirect,
                Actor::Referee,
                now,
            )?;
            let suggestion = Suggestion {
                name: name.clone(),
                email: email.address().to_owned(),
            };
            let about = format!("suggestion:{}", referee.id);
            let sealed = seal(conn, &key, application.user, &about, &suggestion)?;
            referees::update_suggestion(conn, referee.id, &sealed)?;
            let unit = referee.place();
            tell(conn, &application, now, |name| Letter::UnitDeclined {
                name,
                unit,
            })
        })
        .await
}

fn about(referee: i64) -> String {
    format!("answer:{referee}")
}

/// Seals what was said about a person with that person's key.
pub(super) fn seal<T: Serialize>(
    conn: &mut Conn,
    key: &InstanceKey,
    user: i64,
    about: &str,
    value: &T,
) -> Result<Vec<u8>, AppError> {
    let person = accounts::store::find_person_key(conn, key, user)?
        .ok_or(AppError::Conflict(Clash::State))?;
    let plain = serde_json::to_vec(value).map_err(anyhow::Error::from)?;
    Ok(person.map_err(anyhow::Error::from)?.seal(&plain, about))
}

/// Opens what [`seal`] made; `None` where the person's key was destroyed.
pub(super) fn unseal<T: DeserializeOwned>(
    conn: &mut Conn,
    key: &InstanceKey,
    user: i64,
    sealed: &[u8],
    about: &str,
) -> Result<Option<T>, AppError> {
    let Some(person) = accounts::store::find_person_key(conn, key, user)? else {
        return Ok(None);
    };
    let plain = person
        .and_then(|person| person.open(sealed, about))
        .map_err(anyhow::Error::from)?;
    Ok(Some(
        serde_json::from_slice(&plain).map_err(anyhow::Error::from)?,
    ))
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
    match &referee.answer_sealed {
        Some(sealed) => unseal(conn, key, user, sealed, &about(referee.id)),
        None => Ok(None),
    }
}

/// Opens whom to ask instead; `None` where nobody was named or the person's key was destroyed.
///
/// # Errors
/// 500 when the seal is broken.
pub fn suggestion(
    conn: &mut Conn,
    key: &InstanceKey,
    user: i64,
    referee: &Referee,
) -> Result<Option<Suggestion>, AppError> {
    match &referee.suggestion_sealed {
        Some(sealed) => unseal(
            conn,
            key,
            user,
            sealed,
            &format!("suggestion:{}", referee.id),
        ),
        None => Ok(None),
    }
}
