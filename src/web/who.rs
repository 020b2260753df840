//! Who is asking. Looked up afresh for every request, so that a suspension, a disabled account or a
//! changed role bites on the very next one.

use crate::domain::{Category, Role};
use crate::error::AppError;
use crate::i18n::Lang;
use crate::vetting::State;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use std::future::{Ready, ready};

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Their row.
    pub id: i64,
    /// What their account is for.
    pub role: Role,
    /// Their name as the register spells it.
    pub name_en: String,
    /// Their Chinese name, where they have one.
    pub name_zh: String,
    /// The language of their mail.
    pub lang: Lang,
    /// What they are registered as, for clinicians.
    pub category: Option<Category>,
    /// Where their application stands, for clinicians who have one.
    pub standing: Standing,
    /// Hash of the session's token.
    pub session: String,
    /// Notices that they have not opened.
    pub unread: i64,
}

/// Where a person stands with the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No application: staff, or a clinician who has not begun.
    None,
    /// An application that is not (or no longer) approved.
    Applicant(State),
    /// May see the board.
    Member,
    /// Was approved; the gate is closed.
    Suspended,
    /// Was approved; the certificate has ended.
    Lapsed,
}

impl Standing {
    /// Derives it from the state of the latest application.
    pub fn of(state: Option<State>) -> Self {
        match state {
            None => Self::None,
            Some(State::Approved) => Self::Member,
            Some(State::Suspended) => Self::Suspended,
            Some(State::Lapsed) => Self::Lapsed,
            Some(
                other @ (State::Draft
                | State::Submitted
                | State::CheckingDocuments
                | State::MoreInformation
                | State::AwaitingReferences
                | State::ReadyForDecision
                | State::Rejected
                | State::Withdrawn
                | State::Appealed
                | State::Voided
                | State::Expired
                | State::Left),
            ) => Self::Applicant(other),
        }
    }
}

impl SignedIn {
    /// The name to show in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh if !self.name_zh.is_empty() => &self.name_zh,
            _ => &self.name_en,
        }
    }

    /// The page on which this person begins.
    pub fn home(&self) -> &'static str {
        match (self.role, self.standing) {
            (Role::Clinician, Standing::Member) => "/shifts",
            (Role::Clinician, _) => "/application",
            (Role::UnitManager, _) => "/unit",
            (Role::Officer, _) => "/office/applications",
            (Role::Administrator, _) => "/admin",
        }
    }
}

/// The asker of a request, as the guard found them.
#[derive(Debug, Clone)]
pub enum Who {
    /// Not signed in.
    Visitor,
    /// Signed in.
    User(Box<SignedIn>),
}

impl Who {
    /// The person, where there is one.
    pub fn user(&self) -> Option<&SignedIn> {
        match self {
            Self::Visitor => None,
            Self::User(user) => Some(user),
        }
    }
}

impl FromRequest for Who {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let who = request.extensions().get::<Self>().cloned();
        ready(Ok(who.unwrap_or(Self::Visitor)))
    }
}

/// For handlers behind a policy that admits only people who are signed in.
impl FromRequest for SignedIn {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let user = match request.extensions().get::<Who>() {
            Some(Who::User(user)) => Ok((**user).clone()),
            _ => Err(AppError::SignIn),
        };
        ready(user)
    }
}
