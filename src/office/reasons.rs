//! Prepared reasons. There is one way: an officer chooses a prepared reason, and its text in the
//! applicant's language is what the applicant reads. For a document each counts as one of the fixed words
//! of `ReturnReason`, which stay because the column, the figures and the first sentence of the letter rest
//! on them; the administrator's text is what comes after that sentence.

use super::store;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::credentials::ReturnReason;
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::i18n::{Lang, Texts};
use crate::keys;
use crate::text_enum;
use diesel::Queryable;
use serde_json::json;

text_enum! {
    /// What a reason is for.
    Kind {
        /// For sending a document back.
        Return = "return",
        /// For a decision against the applicant.
        Reject = "reject",
    }
}

impl Kind {
    /// Its name in a language.
    pub(super) fn label(self, t: &Texts) -> String {
        match self {
            Self::Return => t.reasons_return(),
            Self::Reject => t.reasons_reject(),
        }
    }
}

/// The fixed words that an administrator may choose from; what the virus scanner says is not one.
pub const COUNTS_AS: [ReturnReason; 7] = [
    ReturnReason::Unreadable,
    ReturnReason::CutOff,
    ReturnReason::WrongDocument,
    ReturnReason::OtherName,
    ReturnReason::Expired,
    ReturnReason::DateDiffers,
    ReturnReason::Other,
];

/// A prepared reason.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Reason {
    /// Row.
    pub id: i64,
    /// What it is for.
    pub kind: Kind,
    /// What a form sends for it.
    pub word: String,
    /// What it counts as, for a document.
    pub counts_as: Option<ReturnReason>,
    /// Short name in English, for officers.
    pub name_en: String,
    /// The same in Chinese.
    pub name_zh: String,
    /// What the applicant reads in English; empty where the fixed sentence says it all.
    pub text_en: String,
    /// The same in Chinese.
    pub text_zh: String,
    /// When it was taken out of use.
    pub retired_at: Option<UtcTime>,
}

impl Reason {
    /// Its short name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.name_en,
            Lang::Zh => &self.name_zh,
        }
    }

    /// What the applicant reads in a language.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.text_en,
            Lang::Zh => &self.text_zh,
        }
    }
}

/// What an administrator typed.
#[derive(Debug, Clone)]
pub struct NewReason {
    /// What it counts as, for a document.
    pub counts_as: Option<ReturnReason>,
    /// Short name in English.
    pub name_en: String,
    /// Short name in Chinese.
    pub name_zh: String,
    /// Text in English.
    pub text_en: String,
    /// Text in Chinese.
    pub text_zh: String,
}

/// All reasons, those out of use too.
///
/// # Errors
/// The database's.
pub async fn all(app: &App) -> Result<Vec<Reason>, AppError> {
    app.db.read(|conn| Ok(store::list_reasons(conn)?)).await
}

/// The reasons of a kind that are in use.
///
/// # Errors
/// The database's.
pub async fn in_use(app: &App, kind: Kind) -> Result<Vec<Reason>, AppError> {
    let mut reasons = all(app).await?;
    reasons.retain(|reason| reason.kind == kind && reason.retired_at.is_none());
    Ok(reasons)
}

/// One reason.
///
/// # Errors
/// 404 where there is none.
pub async fn find(app: &App, id: i64) -> Result<Reason, AppError> {
    app.db
        .read(move |conn| Ok(store::find_reason(conn, id)?))
        .await
}

/// Adds a reason, or changes one.
///
/// # Errors
/// 404 where there is none.
pub async fn save(
    app: &App,
    by: i64,
    kind: Kind,
    id: Option<i64>,
    new: NewReason,
) -> Result<(), AppError> {
    let now = app.clock.now();
    let word = format!("r-{}", keys::random_token());
    app.db
        .write(move |conn| {
            let id = match id {
                Some(id) if store::update_reason(conn, id, &new)? == 0 => {
                    return Err(AppError::NotFound);
                }
                Some(id) => id,
                None => store::insert_reason(conn, kind, &word, &new)?,
            };
            let actor = Actor::Person(by, Role::Administrator);
            let (subject, detail) = (Subject::User(by), json!({"reason": id}));
            Ok(audit::record(
                conn,
                now,
                actor,
                "reason.saved",
                subject,
                &detail,
            )?)
        })
        .await
}

/// Takes a reason out of use, or back into it; what was sent with it stays as it was written.
///
/// # Errors
/// 409 when it is so already.
pub async fn set_retired(app: &App, by: i64, id: i64, retired: bool) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            if store::update_retired(conn, id, retired.then_some(now))? == 0 {
                return Err(AppError::Conflict(Clash::State));
            }
            let actor = Actor::Person(by, Role::Administrator);
            let (subject, detail) = (Subject::User(by), json!({"reason": id, "retired": retired}));
            Ok(audit::record(
                conn,
                now,
                actor,
                "reason.retired",
                subject,
                &detail,
            )?)
        })
        .await
}
