//! What makes an answer doubtful (R17): facts that an officer reads and that only a call-back settles.

use super::likeness;
use super::referees::{self, Referee};
use crate::accounts::sightings::{self, Trace as Sighting};
use crate::accounts::store::User;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::text_enum;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

text_enum! {
    /// A kind of doubt.
    Doubt {
        /// The address is at a provider where anybody can open one.
        FreeMail = "free_mail",
        /// The contact has the applicant's name.
        OwnName = "own_name",
        /// Answered in a browser in which the applicant was signed in.
        OwnSession = "own_session",
        /// Answered in a browser in which the applicant has signed in before.
        OwnBrowser = "own_browser",
        /// Answered from an address from which the applicant has signed in.
        OwnSource = "own_source",
        /// Answered with a rare program that the applicant uses too.
        OwnAgent = "own_agent",
        /// Answered from the address of another unit's answer.
        AlikeSource = "alike_source",
        /// Answered with the rare program of another unit's answer.
        AlikeAgent = "alike_agent",
    }
}

/// A doubt with its facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspicion {
    /// Of which kind.
    pub kind: Doubt,
    /// When the applicant was seen there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// The row of the other unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<i64>,
}

/// What the server noticed of whoever answers. Hashes only; empty where nothing is known.
#[derive(Debug, Clone, Default)]
pub struct Witness {
    /// From where, and with what.
    pub trace: Sighting,
    /// Who is signed in there.
    pub user: Option<i64>,
    /// The token of a browser that somebody signed in with before.
    pub device: Option<String>,
}

impl Suspicion {
    fn of(kind: Doubt) -> Self {
        Self {
            kind,
            day: None,
            other: None,
        }
    }

    /// The doubt in words, with its facts.
    pub(crate) fn sentence(
        &self,
        referee: &Referee,
        all: &[Referee],
        t: &Texts,
        lang: Lang,
    ) -> String {
        let day = self.day.map_or(String::new(), |day| lang.date(day));
        let other = all
            .iter()
            .find(|other| Some(other.id) == self.other)
            .map_or(String::new(), Referee::place);
        match self.kind {
            Doubt::FreeMail => {
                t.doubt_free_mail(likeness::free_mail(&referee.email).unwrap_or_default())
            }
            Doubt::OwnName => t.doubt_own_name(&referee.contact),
            Doubt::OwnSession => t.doubt_own_session(),
            Doubt::OwnBrowser => t.doubt_own_browser(),
            Doubt::OwnSource => t.doubt_own_source(day),
            Doubt::OwnAgent => t.doubt_own_agent(day),
            Doubt::AlikeSource => t.doubt_alike_source(other),
            Doubt::AlikeAgent => t.doubt_alike_agent(other),
        }
    }
}

/// All doubts about a unit: those of its contact, and those of its answer.
pub fn all(referee: &Referee, applicant: &User) -> Vec<Suspicion> {
    let mut found = Vec::new();
    if likeness::free_mail(&referee.email).is_some() {
        found.push(Suspicion::of(Doubt::FreeMail));
    }
    let named = |name: &str| likeness::same_name(&referee.contact, name);
    if named(&applicant.name_en) || named(&applicant.name_zh) {
        found.push(Suspicion::of(Doubt::OwnName));
    }
    found.extend(stored(referee));
    found
}

fn stored(referee: &Referee) -> Vec<Suspicion> {
    serde_json::from_str(&referee.suspicions).unwrap_or_default()
}

fn text(suspicions: &[Suspicion]) -> Result<String, AppError> {
    Ok(serde_json::to_string(suspicions).map_err(anyhow::Error::from)?)
}

/// Compares whoever answers with the applicant and with the other units, and keeps what is found: with
/// this unit, and with the other one of two that are alike.
pub(super) fn note(
    conn: &mut Conn,
    user: i64,
    referee: &Referee,
    witness: &Witness,
    now: UtcTime,
) -> Result<(), AppError> {
    let mut found = Vec::new();
    if witness.user == Some(user) {
        found.push(Suspicion::of(Doubt::OwnSession));
    }
    if let Some(device) = &witness.device
        && sightings::is_device_of(conn, user, device)?
    {
        found.push(Suspicion::of(Doubt::OwnBrowser));
    }
    let seen = sightings::compare(conn, user, &witness.trace, now)?;
    let at = |kind, at: Option<UtcTime>| {
        at.map(|at| Suspicion {
            day: Some(at.day()),
            ..Suspicion::of(kind)
        })
    };
    found.extend(at(Doubt::OwnSource, seen.source));
    found.extend(at(Doubt::OwnAgent, seen.agent));
    let rare = sightings::is_rare(conn, &witness.trace, now)?;
    for other in referees::list(conn, referee.application)? {
        if other.id == referee.id {
            continue;
        }
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        let alike = [
            (
                same(&witness.trace.source, &other.answer_source),
                Doubt::AlikeSource,
            ),
            (
                rare && same(&witness.trace.agent, &other.answer_agent),
                Doubt::AlikeAgent,
            ),
        ];
        let mut theirs = stored(&other);
        for (_, kind) in alike.into_iter().filter(|(holds, _)| *holds) {
            let about = |row| Suspicion {
                other: Some(row),
                ..Suspicion::of(kind)
            };
            found.push(about(other.id));
            theirs.push(about(referee.id));
        }
        if theirs != stored(&other) {
            referees::update_suspicions(conn, other.id, &text(&theirs)?)?;
        }
    }
    referees::update_witness(conn, referee.id, &witness.trace, &text(&found)?)?;
    Ok(())
}
