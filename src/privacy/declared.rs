//! What the copy of a person's data holds of their own declarations, and of what was asked or said about
//! them beside the story of their application. Of others it holds no name.

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{
    applications, asked_facts as asked, main_job, relatives, reviews, saved_searches as searches,
    unit_blocks as blocks, units,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Value, json};

fn time(at: Option<UtcTime>) -> Option<String> {
    at.map(UtcTime::rfc3339)
}

/// Everything of it.
pub(super) fn collect(conn: &mut Conn, user: i64) -> QueryResult<Value> {
    let relatives: Vec<(String, String, UtcTime)> = relatives::table
        .inner_join(units::table.on(units::id.eq(relatives::unit_id)))
        .filter(relatives::user_id.eq(user))
        .order(relatives::unit_id)
        .select((units::name_en, relatives::relation, relatives::declared_at))
        .load(conn)?;
    let relatives = relatives.into_iter().map(|(unit, relation, at)| {
        json!({"unit": unit, "relation": relation, "declared_at": at.rfc3339()})
    });
    let hours: Vec<(UtcTime, UtcTime)> = main_job::table
        .filter(main_job::user_id.eq(user))
        .order(main_job::starts_at)
        .select((main_job::starts_at, main_job::ends_at))
        .load(conn)?;
    let hours = hours
        .into_iter()
        .map(|(from, to)| json!({"from": from.rfc3339(), "to": to.rfc3339()}));
    Ok(json!({
        "relatives_who_head_a_unit": relatives.collect::<Vec<_>>(),
        "main_job": hours.collect::<Vec<_>>(),
        "saved_searches": searches_of(conn, user)?,
        "asked_facts": asked_of(conn, user)?,
        "reviews": reviews_of(conn, user)?,
        "blocks": blocks_of(conn, user)?,
    }))
}

fn searches_of(conn: &mut Conn, user: i64) -> QueryResult<Vec<Value>> {
    let rows: Vec<(String, String, UtcTime)> = searches::table
        .filter(searches::user_id.eq(user))
        .order(searches::id)
        .select((searches::name, searches::query, searches::created_at))
        .load(conn)?;
    let each = rows
        .into_iter()
        .map(|(name, query, at)| json!({"name": name, "search": query, "saved_at": at.rfc3339()}));
    Ok(each.collect())
}

type Asked = (
    String,
    UtcTime,
    String,
    String,
    Option<String>,
    Option<UtcTime>,
);

fn asked_of(conn: &mut Conn, user: i64) -> QueryResult<Vec<Value>> {
    let rows: Vec<Asked> = asked::table
        .inner_join(applications::table)
        .filter(applications::user_id.eq(user))
        .order(asked::id)
        .select((
            asked::fact,
            asked::asked_at,
            asked::reason,
            asked::old_value,
            asked::new_value,
            asked::answered_at,
        ))
        .load(conn)?;
    let each = rows
        .into_iter()
        .map(|(fact, at, reason, old, new, answered)| {
            json!({"fact": fact, "asked_at": at.rfc3339(), "reason": reason, "was": old,
            "answer": new, "answered_at": time(answered)})
        });
    Ok(each.collect())
}

fn reviews_of(conn: &mut Conn, user: i64) -> QueryResult<Vec<Value>> {
    let rows: Vec<(UtcTime, NaiveDate, Option<UtcTime>, String)> = reviews::table
        .inner_join(applications::table.on(applications::id.eq(reviews::application_id)))
        .filter(applications::user_id.eq(user))
        .order(reviews::id)
        .select((
            reviews::asked_at,
            reviews::due_on,
            reviews::answered_at,
            reviews::answer,
        ))
        .load(conn)?;
    let each = rows.into_iter().map(|(at, due, answered, answer)| {
        json!({"asked_at": at.rfc3339(), "due_on": due, "answered_at": time(answered),
            "answer": answer})
    });
    Ok(each.collect())
}

type Block = (
    (String, String, UtcTime, NaiveDate),
    (String, String, Option<UtcTime>, Option<UtcTime>),
);

fn blocks_of(conn: &mut Conn, user: i64) -> QueryResult<Vec<Value>> {
    let rows: Vec<Block> = blocks::table
        .inner_join(units::table.on(units::id.eq(blocks::unit_id)))
        .filter(blocks::user_id.eq(user))
        .order(blocks::id)
        .select((
            (
                units::name_en,
                blocks::reason,
                blocks::blocked_at,
                blocks::review_on,
            ),
            (
                blocks::appeal,
                blocks::answer,
                blocks::answered_at,
                blocks::lifted_at,
            ),
        ))
        .load(conn)?;
    let each = rows.into_iter().map(|((unit, reason, at, review), rest)| {
        let (appeal, answer, answered, lifted) = rest;
        json!({"unit": unit, "reason": reason, "blocked_at": at.rfc3339(), "review_on": review,
            "appeal": appeal, "answer": answer, "answered_at": time(answered),
            "lifted_at": time(lifted)})
    });
    Ok(each.collect())
}
