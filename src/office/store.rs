//! Rows of the workbench itself: prepared reasons, checks, saved views, settings.

use super::checks::{Mark, Question};
use super::reasons::{Kind, NewReason, Reason};
use super::views::SavedView;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{
    canned_reasons as reasons, document_checks as checks, office_views as views,
    officer_settings as settings,
};
use diesel::prelude::*;

type ReasonColumns = (
    reasons::id,
    reasons::kind,
    reasons::word,
    reasons::counts_as,
    reasons::name_en,
    reasons::name_zh,
    reasons::text_en,
    reasons::text_zh,
    reasons::retired_at,
);
const REASON: ReasonColumns = (
    reasons::id,
    reasons::kind,
    reasons::word,
    reasons::counts_as,
    reasons::name_en,
    reasons::name_zh,
    reasons::text_en,
    reasons::text_zh,
    reasons::retired_at,
);

/// Prepared reasons, those in use first.
pub fn list_reasons(conn: &mut Conn) -> QueryResult<Vec<Reason>> {
    reasons::table
        .order((reasons::kind.desc(), reasons::id))
        .select(REASON)
        .load(conn)
}

pub fn find_reason(conn: &mut Conn, id: i64) -> QueryResult<Reason> {
    reasons::table.find(id).select(REASON).first(conn)
}

/// Adds a reason under a word of its own.
pub fn insert_reason(conn: &mut Conn, kind: Kind, word: &str, new: &NewReason) -> QueryResult<i64> {
    diesel::insert_into(reasons::table)
        .values((
            reasons::kind.eq(kind),
            reasons::word.eq(word),
            reasons::counts_as.eq(new.counts_as),
            reasons::name_en.eq(&new.name_en),
            reasons::name_zh.eq(&new.name_zh),
            reasons::text_en.eq(&new.text_en),
            reasons::text_zh.eq(&new.text_zh),
        ))
        .returning(reasons::id)
        .get_result(conn)
}

pub fn update_reason(conn: &mut Conn, id: i64, new: &NewReason) -> QueryResult<usize> {
    diesel::update(reasons::table.find(id))
        .set((
            reasons::counts_as.eq(new.counts_as),
            reasons::name_en.eq(&new.name_en),
            reasons::name_zh.eq(&new.name_zh),
            reasons::text_en.eq(&new.text_en),
            reasons::text_zh.eq(&new.text_zh),
        ))
        .execute(conn)
}

/// Takes a reason out of use, or back into it. 0 when it is so already.
pub fn update_retired(conn: &mut Conn, id: i64, at: Option<UtcTime>) -> QueryResult<usize> {
    let row = reasons::table.find(id);
    match at {
        Some(at) => diesel::update(row.filter(reasons::retired_at.is_null()))
            .set(reasons::retired_at.eq(at))
            .execute(conn),
        None => diesel::update(row.filter(reasons::retired_at.is_not_null()))
            .set(reasons::retired_at.eq(None::<UtcTime>))
            .execute(conn),
    }
}

/// What was checked on some documents.
pub fn list_checks(
    conn: &mut Conn,
    documents: &[i64],
) -> QueryResult<Vec<(i64, Question, Mark, UtcTime)>> {
    checks::table
        .filter(checks::document_id.eq_any(documents))
        .select((
            checks::document_id,
            checks::question,
            checks::answer,
            checks::at,
        ))
        .load(conn)
}

/// Writes an answer in place of an earlier one.
pub fn replace_check(
    conn: &mut Conn,
    document: i64,
    (question, mark): (Question, Mark),
    officer: i64,
    now: UtcTime,
) -> QueryResult<()> {
    diesel::delete(checks::table.find((document, question.as_str()))).execute(conn)?;
    diesel::insert_into(checks::table)
        .values((
            checks::document_id.eq(document),
            checks::question.eq(question),
            checks::answer.eq(mark),
            checks::officer_id.eq(officer),
            checks::at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn list_views(conn: &mut Conn, user: i64) -> QueryResult<Vec<SavedView>> {
    views::table
        .filter(views::user_id.eq(user))
        .order((views::name, views::id))
        .select((views::id, views::name, views::query))
        .load(conn)
}

/// Keeps a view in place of one of the same name.
pub fn replace_view(
    conn: &mut Conn,
    user: i64,
    name: &str,
    query: &str,
    now: UtcTime,
) -> QueryResult<()> {
    let same = views::table
        .filter(views::user_id.eq(user))
        .filter(views::name.eq(name));
    diesel::delete(same).execute(conn)?;
    diesel::insert_into(views::table)
        .values((
            views::user_id.eq(user),
            views::name.eq(name),
            views::query.eq(query),
            views::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets a view of an officer. 0 where it is somebody else's.
pub fn delete_view(conn: &mut Conn, user: i64, id: i64) -> QueryResult<usize> {
    diesel::delete(views::table.find(id).filter(views::user_id.eq(user))).execute(conn)
}

pub fn find_shortcuts(conn: &mut Conn, user: i64) -> QueryResult<bool> {
    let found = settings::table
        .find(user)
        .select(settings::shortcuts)
        .first(conn)
        .optional()?;
    Ok(found.unwrap_or(false))
}

pub fn replace_shortcuts(conn: &mut Conn, user: i64, on: bool) -> QueryResult<()> {
    diesel::delete(settings::table.find(user)).execute(conn)?;
    diesel::insert_into(settings::table)
        .values((settings::user_id.eq(user), settings::shortcuts.eq(on)))
        .execute(conn)?;
    Ok(())
}
