//! Nobody handles the file of a relative (R08). Before an officer first opens a file they declare whether
//! they are related to the applicant up to the third degree or have an interest; whoever is sees neither
//! the file nor its documents, decides nothing, and is given no such file.
//!
//! Sources: Lienchiang, rules on recusal § 3; Taitung, rules on promotion § 8 (1).

use super::pace;
use super::service::open;
use super::store::{self, Application};
use crate::accounts;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::declarations;
use crate::domain::Role;
use crate::error::{AppError, Clash, Denial};
use crate::i18n::Texts;
use crate::text_enum;
use diesel::prelude::*;
use serde_json::json;

text_enum! {
    /// What an officer is to an applicant.
    Relation {
        /// Nothing that would have to be declared.
        None = "none",
        /// Married to, or living with.
        Spouse = "spouse",
        /// Parent or child.
        FirstDegree = "first_degree",
        /// Grandparent, grandchild, brother or sister.
        SecondDegree = "second_degree",
        /// Uncle, aunt, nephew, niece, great-grandparent.
        ThirdDegree = "third_degree",
        /// A friend, a debt, a business, a quarrel: whatever could sway.
        Interest = "interest",
    }
}

impl Relation {
    /// The word on the form.
    pub(crate) fn label(self, t: &Texts) -> String {
        match self {
            Self::None => t.relation_none(),
            Self::Spouse => t.relation_spouse(),
            Self::FirstDegree => t.relation_first_degree(),
            Self::SecondDegree => t.relation_second_degree(),
            Self::ThirdDegree => t.relation_third_degree(),
            Self::Interest => t.relation_interest(),
        }
    }
}

fn find(conn: &mut Conn, application: i64, officer: i64) -> QueryResult<Option<Relation>> {
    declarations::table
        .find((application, officer))
        .select(declarations::relation)
        .first(conn)
        .optional()
}

/// Whether an officer may see and handle a file.
///
/// # Errors
/// 403 until they have declared, and for good once they declared a relation.
pub fn check(conn: &mut Conn, application: i64, officer: i64) -> Result<(), AppError> {
    match find(conn, application, officer)? {
        Some(Relation::None) => Ok(()),
        Some(_) => Err(AppError::Forbidden(Denial::Recused)),
        None => Err(AppError::Forbidden(Denial::Undeclared)),
    }
}

/// The files from which an officer withdrew.
///
/// # Errors
/// The database's.
pub fn list_recused(conn: &mut Conn, officer: i64) -> QueryResult<Vec<i64>> {
    declarations::table
        .filter(declarations::officer_id.eq(officer))
        .filter(declarations::relation.ne(Relation::None))
        .select(declarations::application_id)
        .load(conn)
}

/// The officers who withdrew from a file.
///
/// # Errors
/// The database's.
pub fn list_barred(conn: &mut Conn, application: i64) -> QueryResult<Vec<i64>> {
    declarations::table
        .filter(declarations::application_id.eq(application))
        .filter(declarations::relation.ne(Relation::None))
        .select(declarations::officer_id)
        .load(conn)
}

/// Whose file an officer is asked about, before they see anything else of it; and whether their
/// telephones are the same.
///
/// # Errors
/// 404 where there is no such file.
pub async fn ask(
    app: &App,
    officer: i64,
    reference: String,
) -> Result<(accounts::store::User, bool), AppError> {
    app.db
        .read(move |conn| {
            let application = store::find_by_reference(conn, &reference)?;
            let applicant = accounts::store::find_user(conn, application.user)?;
            let officer = accounts::store::find_user(conn, officer)?;
            let alike =
                !officer.mobile.is_empty() && super::same_phone(&officer.mobile, &applicant.mobile);
            Ok((applicant, alike))
        })
        .await
}

/// An officer declares. A relation is for good, and the file goes to somebody else.
///
/// # Errors
/// 403 on one's own file; 409 for somebody who has withdrawn already.
pub async fn declare(
    app: &App,
    officer: i64,
    reference: String,
    relation: Relation,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let id = store::find_by_reference(conn, &reference)?.id;
            let application = open(conn, id)?;
            if application.user == officer {
                return Err(AppError::Forbidden(Denial::OwnFile));
            }
            match find(conn, id, officer)? {
                // The same word twice is the same act.
                Some(said) if said == relation => return Ok(()),
                Some(Relation::None) => {
                    diesel::update(declarations::table.find((id, officer)))
                        .set((
                            declarations::relation.eq(relation),
                            declarations::at.eq(now),
                        ))
                        .execute(conn)?;
                }
                Some(_) => return Err(AppError::Conflict(Clash::State)),
                None => {
                    insert(conn, id, officer, relation, now)?;
                }
            }
            let detail = json!({"relation": relation.as_str()});
            audit::record(
                conn,
                now,
                Actor::Person(officer, Role::Officer),
                "application.declared",
                Subject::Application(id),
                &detail,
            )?;
            if relation != Relation::None && application.officer == Some(officer) {
                pace::assign(conn, id, now)?;
            }
            Ok(())
        })
        .await
}

/// Withdraws an officer from a file because a decision of theirs was voided: they did not say it in time.
///
/// # Errors
/// The database's.
pub(super) fn withdraw_for(
    conn: &mut Conn,
    application: &Application,
    officer: i64,
    now: UtcTime,
) -> Result<(), AppError> {
    match find(conn, application.id, officer)? {
        Some(Relation::None) => {
            diesel::update(declarations::table.find((application.id, officer)))
                .set((
                    declarations::relation.eq(Relation::Interest),
                    declarations::at.eq(now),
                ))
                .execute(conn)?;
        }
        Some(_) => return Ok(()),
        None => {
            insert(conn, application.id, officer, Relation::Interest, now)?;
        }
    }
    if application.officer == Some(officer) {
        pace::assign(conn, application.id, now)?;
    }
    Ok(())
}

fn insert(
    conn: &mut Conn,
    application: i64,
    officer: i64,
    relation: Relation,
    now: UtcTime,
) -> QueryResult<usize> {
    diesel::insert_into(declarations::table)
        .values((
            declarations::application_id.eq(application),
            declarations::officer_id.eq(officer),
            declarations::relation.eq(relation),
            declarations::at.eq(now),
        ))
        .execute(conn)
}
