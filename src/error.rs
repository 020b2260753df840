//! One wide error at the top: every way in which a request can fail, and its status.
//!
//! The page that a person sees is drawn by `web::guard`, which knows their language.

use crate::db::{Unavailable, WriteError};
use crate::web::again::Answered;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};

/// Why a request was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Sign in first.
    #[error("sign in first")]
    SignIn,
    /// A function that this person does not have.
    #[error("not for this person: {0:?}")]
    Forbidden(Denial),
    /// Does not exist, or may not be known to exist.
    #[error("not found")]
    NotFound,
    /// Somebody or something was faster, or the act does not fit the state.
    #[error("conflict: {0:?}")]
    Conflict(Clash),
    /// The very same form came before: what it was answered with is the answer.
    #[error("the same press again")]
    Again(Box<Answered>),
    /// A link that was used or has expired.
    #[error("gone")]
    Gone,
    /// The request makes no sense in this form; no form of ours sends it.
    #[error("bad request: {0}")]
    Invalid(&'static str),
    /// More than a form of ours can hold.
    #[error("too large")]
    TooLarge,
    /// Too many tries, too many writers: come back after that many seconds.
    #[error("come back in {0} seconds")]
    Later(u32, StatusCode),
    /// Our fault; the log knows more.
    #[error("internal: {0}")]
    Internal(#[from] anyhow::Error),
}

/// Why a function is closed to a person who is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    /// The board opens with the approval.
    NotApproved,
    /// The membership is suspended.
    Suspended,
    /// The certificate of the membership has ended.
    Lapsed,
    /// Another role's function.
    Role,
    /// The form's token or origin is not ours.
    Forged,
    /// An officer on their own file.
    OwnFile,
    /// An officer who has not said whether they know the applicant.
    Undeclared,
    /// An officer who withdrew from the file.
    Recused,
    /// An officer who looked at many documents must say why they need more.
    BulkReading,
}

/// What stood against an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// The file is in another state than the page showed.
    State,
    /// The same officer may not do both.
    SecondPerson,
    /// A doubtful answer of a former unit was not confirmed by telephone.
    CallBack,
    /// Who confirmed a doubtful answer by telephone does not decide.
    OwnCallBack,
    /// Whoever took part in a rejection neither hears the appeal nor decides again.
    Involved,
    /// Two others void a decision.
    TwoOthers,
    /// A rejection names a later date from which one may apply again.
    TooEarly,
    /// The staff number has an account already: one human, one account.
    StaffNumber,
    /// A copy of the identity card is not collected before the approval.
    NotYet,
    /// A list of the application is as long as it may become.
    Full,
    /// Something is missing before this can be done.
    Incomplete,
}

impl AppError {
    /// Makes a retry-later answer for somebody who tried too often.
    pub fn too_many(seconds: u32) -> Self {
        Self::Later(seconds, StatusCode::TOO_MANY_REQUESTS)
    }
}

impl From<diesel::result::Error> for AppError {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind as Kind, Error};
        match error {
            Error::NotFound => Self::NotFound,
            // A constraint stood: somebody was faster than the check before it.
            Error::DatabaseError(Kind::UniqueViolation | Kind::CheckViolation, _) => {
                Self::Conflict(Clash::State)
            }
            Error::DatabaseError(_, ref told)
                if told.message().contains("bookings_never_overlap") =>
            {
                Self::Conflict(Clash::State)
            }
            other => Self::Internal(other.into()),
        }
    }
}

impl From<Unavailable> for AppError {
    fn from(reason: Unavailable) -> Self {
        tracing::warn!(%reason, "the database could not take a request");
        Self::Later(2, StatusCode::SERVICE_UNAVAILABLE)
    }
}

impl WriteError for AppError {
    fn is_transient(&self) -> bool {
        match self {
            Self::Internal(error) => error.downcast_ref().is_some_and(crate::db::is_transient),
            _ => false,
        }
    }
}

/// Travels in the response's extensions to the guard, which draws the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// The status of the answer.
    pub status: StatusCode,
    /// More than the status says, where the page should say it.
    pub detail: Detail,
}

/// What a page says beyond its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Nothing more.
    None,
    /// Go to the sign-in page and come back.
    SignIn,
    /// Why a function is closed.
    Denied(Denial),
    /// What stood against the act.
    Clash(Clash),
    /// Seconds to wait.
    Wait(u32),
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::SignIn | Self::Again(_) => StatusCode::SEE_OTHER,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Gone => StatusCode::GONE,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Later(_, status) => *status,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Internal(error) = self {
            tracing::error!(error = format!("{error:#}"), "a request failed");
        }
        if let Self::Again(answered) = self {
            let mut response = HttpResponse::SeeOther();
            response.insert_header((header::LOCATION, answered.location.as_str()));
            for cookie in &answered.cookies {
                response.append_header((header::SET_COOKIE, cookie.as_str()));
            }
            return response.finish();
        }
        let detail = match self {
            Self::SignIn => Detail::SignIn,
            Self::Forbidden(denial) => Detail::Denied(*denial),
            Self::Conflict(clash) => Detail::Clash(*clash),
            Self::Later(seconds, _) => Detail::Wait(*seconds),
            _ => Detail::None,
        };
        let status = self.status_code();
        let mut response = HttpResponse::new(status);
        response.extensions_mut().insert(Problem { status, detail });
        response
    }
}
