//! Typed facts that an officer asks about: the applicant corrects one, or says that it is right as it
//! stands. What stood before stays in the record, and the clock waits as for a returned document.

use super::State;
use super::applying::own_application;
use super::deciding::open_quoted;
use super::machine::Deed;
use super::overview::grouped;
use super::service::{Trace, carry_out, tell};
use super::store::{self, Application};
use crate::accounts::{self, own};
use crate::app::App;
use crate::audit::Actor;
use crate::clock::UtcTime;
use crate::credentials::{Slot, documents};
use crate::db::Conn;
use crate::db::schema::{applications, asked_facts as asked};
use crate::domain::Role;
use crate::error::{AppError, Clash};
use crate::i18n::{Lang, Texts};
use crate::mail::Letter;
use crate::mail::fact_letter::FactLetter;
use crate::text_enum;
use diesel::prelude::*;
use serde_json::json;
use std::collections::HashMap;

text_enum! {
    /// A fact that the applicant typed and that a paper shows.
    Fact {
        /// The number on the register.
        RegistrationNumber = "registration_number",
        /// The name as the register spells it.
        NameEn = "name_en",
        /// The Chinese name.
        NameZh = "name_zh",
    }
}

impl Fact {
    /// Its name in a language.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::RegistrationNumber => t.registration_number(),
            Self::NameEn => t.register_name_en(),
            Self::NameZh => t.check_name_zh(),
        }
    }

    /// Whether a paper is compared with it.
    pub fn stands_on(self, slot: Slot) -> bool {
        match self {
            Self::NameEn | Self::NameZh => true,
            Self::RegistrationNumber => matches!(
                slot,
                Slot::PractisingCertificate
                    | Slot::RegistrationCertificate
                    | Slot::SpecialistRegistration
            ),
        }
    }

    /// What is typed at present.
    fn value(self, application: &Application, person: &accounts::store::User) -> String {
        match self {
            Self::RegistrationNumber => application.registration_number.clone(),
            Self::NameEn => person.name_en.clone(),
            Self::NameZh => person.name_zh.clone(),
        }
    }
}

/// Names of facts, in a sentence.
pub(crate) fn names(facts: &[Fact], t: &Texts, lang: Lang) -> String {
    let names: Vec<String> = facts.iter().map(|fact| fact.label(t)).collect();
    lang.list(&names)
}

/// A fact that was asked about.
#[derive(Debug, Clone, Queryable)]
pub struct AskedFact {
    /// Row.
    pub id: i64,
    /// Which.
    pub fact: Fact,
    /// When.
    pub asked_at: UtcTime,
    /// Why, in the officer's words.
    pub reason: String,
    /// What stood then.
    pub old_value: String,
    /// What the applicant answered; the same where it is right as it stands.
    pub new_value: Option<String>,
    /// When.
    pub answered_at: Option<UtcTime>,
}

impl AskedFact {
    /// When it was corrected; `None` where it was not.
    pub fn corrected_at(&self) -> Option<UtcTime> {
        let changed = self.new_value.as_ref() != Some(&self.old_value);
        self.answered_at.filter(|_| changed)
    }
}

/// The facts of an application that were asked about, first to last.
///
/// # Errors
/// The database's.
pub fn list(conn: &mut Conn, application: i64) -> QueryResult<Vec<AskedFact>> {
    asked::table
        .filter(asked::application_id.eq(application))
        .order(asked::id)
        .select((
            asked::id,
            asked::fact,
            asked::asked_at,
            asked::reason,
            asked::old_value,
            asked::new_value,
            asked::answered_at,
        ))
        .load(conn)
}

pub(super) fn list_open(conn: &mut Conn, application: i64) -> QueryResult<Vec<Fact>> {
    asked::table
        .filter(asked::application_id.eq(application))
        .filter(asked::answered_at.is_null())
        .order(asked::id)
        .select(asked::fact)
        .load(conn)
}

/// What is open, of all files that wait for their applicant.
pub(super) fn list_all_open(conn: &mut Conn) -> QueryResult<HashMap<i64, Vec<Fact>>> {
    let rows = asked::table
        .inner_join(applications::table)
        .filter(applications::state.eq(State::MoreInformation))
        .filter(asked::answered_at.is_null())
        .order(asked::id)
        .select((asked::application_id, asked::fact))
        .load(conn)?;
    Ok(grouped(rows))
}

/// An officer asks the applicant about a typed fact, and says why.
///
/// # Errors
/// 409 where the file is not under way or the fact is asked about already.
pub async fn ask(
    app: &App,
    by: i64,
    reference: String,
    fact: Fact,
    reason: String,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let application = open_quoted(conn, by, &reference)?;
            let mut trace = Trace::of(json!({"fact": fact.as_str()}));
            trace.said = Some(reason.clone());
            let actor = Actor::Person(by, Role::Officer);
            carry_out(conn, &application, Deed::AskFact(fact), actor, &trace, now)?;
            let person = accounts::store::find_user(conn, application.user)?;
            diesel::insert_into(asked::table)
                .values((
                    asked::application_id.eq(application.id),
                    asked::fact.eq(fact),
                    asked::asked_by.eq(by),
                    asked::asked_at.eq(now),
                    asked::reason.eq(&reason),
                    asked::old_value.eq(fact.value(&application, &person)),
                ))
                .execute(conn)?;
            let reason = reason.clone();
            tell(conn, &application, now, |name| {
                Letter::Fact(FactLetter { name, fact, reason })
            })
        })
        .await
}

/// The applicant answers about facts that they were asked about. What is the same as before is confirmed;
/// what is not is corrected, and looked at again on every paper that shows it.
///
/// # Errors
/// 409 where one of them is not asked about.
pub async fn answer(app: &App, user: i64, answers: Vec<(Fact, String)>) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let id = own_application(conn, user)?.id;
            for (fact, value) in &answers {
                answer_one(conn, id, *fact, value, now)?;
            }
            Ok(())
        })
        .await
}

fn answer_one(
    conn: &mut Conn,
    id: i64,
    fact: Fact,
    value: &str,
    now: UtcTime,
) -> Result<(), AppError> {
    // Read anew each time: the answer before may have moved it.
    let application = store::find(conn, id)?;
    let open = asked::table
        .filter(asked::application_id.eq(id))
        .filter(asked::fact.eq(fact))
        .filter(asked::answered_at.is_null());
    let old: Option<String> = open.select(asked::old_value).first(conn).optional()?;
    let old = old.ok_or(AppError::Conflict(Clash::State))?;
    let changed = old != value;
    let (deed, said) = if changed {
        (Deed::CorrectFact(fact), format!("{old} → {value}"))
    } else {
        (Deed::ConfirmFact(fact), value.to_owned())
    };
    let mut trace = Trace::of(json!({"fact": fact.as_str()}));
    trace.said = Some(said);
    let actor = Actor::Person(application.user, Role::Clinician);
    carry_out(conn, &application, deed, actor, &trace, now)?;
    diesel::update(open)
        .set((asked::new_value.eq(value), asked::answered_at.eq(now)))
        .execute(conn)?;
    if !changed {
        return Ok(());
    }
    match fact {
        Fact::RegistrationNumber => {
            diesel::update(applications::table.find(id))
                .set(applications::registration_number.eq(value))
                .execute(conn)?;
        }
        Fact::NameEn => own::correct_name(conn, application.user, Lang::En, value)?,
        Fact::NameZh => own::correct_name(conn, application.user, Lang::Zh, value)?,
    }
    let slots: Vec<Slot> = Slot::ALL.to_vec();
    let shown: Vec<Slot> = slots
        .into_iter()
        .filter(|slot| fact.stands_on(*slot))
        .collect();
    Ok(documents::look_again(conn, id, &shown)?)
}
