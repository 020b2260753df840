//! What a person's own copy holds of engagements and of declarations to hospitals.

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{
    engagement_entries, engagements, hospitals, leave_requests, promotion_candidates,
    promotion_rounds, regime_declarations,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Value, json};

fn entries(conn: &mut Conn, engagement: i64) -> QueryResult<Vec<Value>> {
    type Entry = (String, String, Option<String>, UtcTime, Option<UtcTime>);
    let rows: Vec<Entry> = engagement_entries::table
        .filter(engagement_entries::engagement_id.eq(engagement))
        .order(engagement_entries::id)
        .select((
            engagement_entries::question,
            engagement_entries::given,
            engagement_entries::answered,
            engagement_entries::entered_at,
            engagement_entries::confirmed_at,
        ))
        .load(conn)?;
    let each = rows.into_iter().map(|(question, given, answered, at, confirmed)| {
        let given: Value = serde_json::from_str(&given).unwrap_or_default();
        let answered: Option<Value> = answered.and_then(|line| serde_json::from_str(&line).ok());
        json!({
            "question": question, "given": given, "answered": answered, "entered_at": at.rfc3339(),
            "confirmed_at": confirmed.map(UtcTime::rfc3339),
        })
    });
    Ok(each.collect())
}

fn leave(conn: &mut Conn, engagement: i64) -> QueryResult<Vec<Value>> {
    let rows: Vec<(NaiveDate, NaiveDate, String)> = leave_requests::table
        .filter(leave_requests::engagement_id.eq(engagement))
        .order(leave_requests::id)
        .select((
            leave_requests::first_day,
            leave_requests::last_day,
            leave_requests::state,
        ))
        .load(conn)?;
    let each = rows.into_iter().map(|(first, last, state)| {
        json!({"first_day": first.to_string(), "last_day": last.to_string(), "state": state})
    });
    Ok(each.collect())
}

/// Promotion rounds: what was kept of this person, and nothing of others.
fn rounds(conn: &mut Conn, engagement: i64) -> QueryResult<Vec<Value>> {
    type Kept = (Option<bool>, Option<String>, Option<i32>);
    type Marked = (Option<String>, Option<String>);
    let rows: Vec<(String, String, Kept, Marked)> = promotion_candidates::table
        .inner_join(
            promotion_rounds::table.on(promotion_rounds::id.eq(promotion_candidates::round_id)),
        )
        .filter(promotion_candidates::engagement_id.eq(engagement))
        .order(promotion_rounds::id)
        .select((
            promotion_rounds::post,
            promotion_rounds::state,
            (
                promotion_candidates::eligible,
                promotion_candidates::total,
                promotion_candidates::place,
            ),
            (
                promotion_candidates::potential,
                promotion_candidates::potential_note,
            ),
        ))
        .load(conn)?;
    let each = rows
        .into_iter()
        .map(|(post, state, kept, (potential, note))| {
            let (eligible, total, place) = kept;
            json!({
                "post": post, "state": state, "eligible": eligible, "total": total,
                "place": place, "potential": potential, "potential_note": note,
            })
        });
    Ok(each.collect())
}

/// Engagements with all that stands on them, and what follows from declarations.
pub(super) fn collect(conn: &mut Conn, user: i64) -> QueryResult<Value> {
    let rows: Vec<(i64, String, String, String, NaiveDate)> = engagements::table
        .inner_join(hospitals::table)
        .filter(engagements::user_id.eq(user))
        .order(engagements::id)
        .select((
            engagements::id,
            hospitals::name_en,
            engagements::regime,
            engagements::state,
            engagements::starts_on,
        ))
        .load(conn)?;
    let mut found = Vec::new();
    for (id, hospital, regime, state, starts_on) in rows {
        found.push(json!({
            "hospital": hospital, "regime": regime, "state": state,
            "starts_on": starts_on.to_string(),
            "entries": entries(conn, id)?, "leave": leave(conn, id)?,
            "rounds": rounds(conn, id)?,
        }));
    }
    let declared: Vec<(String, String, UtcTime)> = regime_declarations::table
        .filter(regime_declarations::user_id.eq(user))
        .select((
            regime_declarations::regime,
            regime_declarations::outcome,
            regime_declarations::declared_at,
        ))
        .load(conn)?;
    let declared = declared.into_iter().map(|(regime, outcome, at)| {
        json!({"regime": regime, "outcome": outcome, "declared_at": at.rfc3339()})
    });
    Ok(json!({"engagements": found, "declarations": declared.collect::<Vec<_>>()}))
}
