//! A draft that nobody touches: its owner is warned on days 60 and 83, and on day 90 it ends.

use super::State;
use super::machine::Deed;
use super::service::{Trace, carry_out, open, tell};
use super::tracker::DRAFT_DAYS;
use crate::app::App;
use crate::audit::Actor;
use crate::clock::{UtcTime, add_days};
use crate::db::Conn;
use crate::db::schema::applications;
use crate::error::AppError;
use crate::mail::Letter;
use crate::mail::outcome_letter::OutcomeLetter;
use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;

/// Days without a touch after which a warning goes out: the first, and the last one.
const WARN: [i64; 2] = [60, 83];

/// How many warnings are due after so many days.
fn warnings(days: i64) -> i32 {
    WARN.iter().map(|day| i32::from(days >= *day)).sum()
}

/// Warns and ends what is due; returns of how many drafts.
///
/// # Errors
/// The database's.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let first = now.minus(TimeDelta::days(60));
    let idle = app
        .db
        .read(move |conn| {
            let idle = applications::table
                .filter(applications::state.eq(State::Draft))
                .filter(applications::touched_at.le(first))
                .order(applications::id)
                .select(applications::id);
            Ok::<Vec<i64>, AppError>(idle.load(conn)?)
        })
        .await?;
    let mut done = 0;
    for id in idle {
        let settle = move |conn: &mut Conn| settle(conn, id, now).map(usize::from);
        done += app.db.write(settle).await?;
    }
    Ok(done)
}

fn settle(conn: &mut Conn, id: i64, now: UtcTime) -> Result<bool, AppError> {
    let application = open(conn, id)?;
    let (touched, warned): (UtcTime, i32) = applications::table
        .find(id)
        .select((applications::touched_at, applications::draft_warnings))
        .first(conn)?;
    let days = (now.day() - touched.day()).num_days();
    if application.state != State::Draft {
        return Ok(false);
    }
    // Nobody's draft ends unwarned: after a stop of the product the warning comes first.
    if days >= DRAFT_DAYS && warned > 0 {
        let trace = Trace::of(json!({}));
        carry_out(conn, &application, Deed::Expire, Actor::System, &trace, now)?;
        return Ok(true);
    }
    let due = warnings(days);
    if due <= warned {
        return Ok(false);
    }
    diesel::update(applications::table.find(id))
        .set(applications::draft_warnings.eq(due))
        .execute(conn)?;
    let on = add_days(touched.day(), DRAFT_DAYS).max(add_days(now.day(), 1));
    tell(conn, &application, now, |name| {
        Letter::Outcome(OutcomeLetter::DraftEnding { name, on })
    })?;
    Ok(true)
}
