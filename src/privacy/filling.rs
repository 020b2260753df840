//! What a person's own copy holds of how units and the office would have them: asked about shifts, and
//! preferred.

use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{hospitals, preferred_members, shift_invitations, units};
use diesel::prelude::*;
use serde_json::{Value, json};

/// Shifts that the office asked about, and units that would have the person first.
pub(super) fn collect(conn: &mut Conn, user: i64) -> QueryResult<Value> {
    let asked: Vec<(i64, UtcTime, Option<UtcTime>)> = shift_invitations::table
        .filter(shift_invitations::user_id.eq(user))
        .order(shift_invitations::id)
        .select((
            shift_invitations::shift_id,
            shift_invitations::invited_at,
            shift_invitations::declined_at,
        ))
        .load(conn)?;
    let asked = asked.into_iter().map(|(shift, at, declined)| {
        json!({
            "shift": shift, "invited_at": at.rfc3339(),
            "declined_at": declined.map(UtcTime::rfc3339),
        })
    });
    let preferred: Vec<(String, String, UtcTime)> = preferred_members::table
        .inner_join(units::table.on(units::id.eq(preferred_members::unit_id)))
        .inner_join(hospitals::table.on(hospitals::id.eq(units::hospital_id)))
        .filter(preferred_members::user_id.eq(user))
        .order(preferred_members::added_at)
        .select((
            hospitals::name_en,
            units::name_en,
            preferred_members::added_at,
        ))
        .load(conn)?;
    let preferred = preferred.into_iter().map(
        |(hospital, unit, at)| json!({"hospital": hospital, "unit": unit, "since": at.rfc3339()}),
    );
    Ok(json!({
        "invitations": asked.collect::<Vec<_>>(),
        "preferred_by": preferred.collect::<Vec<_>>(),
    }))
}
