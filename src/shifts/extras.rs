//! What a unit may settle with a shift that it posts: who has the first choice, and whom the places go to
//! that stay free.

use super::posting::{Draft, Fault};
use super::rosters::NewShift;
use super::{fallback, preferred};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::shifts;
use crate::domain::Category;
use crate::organisation::service as organisation;
use chrono::TimeDelta;
use diesel::prelude::*;

/// So long before its start a shift is open to everybody, whatever was settled.
const ALL_BEFORE: TimeDelta = TimeDelta::hours(24);

/// When free places go to the other category: whichever comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Otherwise {
    /// To whom.
    pub category: Category,
    /// Days after it was posted.
    pub days: Option<i64>,
    /// Hours before it starts.
    pub hours: Option<i64>,
}

/// What is settled with a shift.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extras {
    /// Hours of first choice for the people whom the unit prefers.
    pub first_hours: Option<i64>,
    /// Whom free places go to.
    pub otherwise: Option<Otherwise>,
}

/// The moments that extras mean for a shift.
pub struct Moments {
    first_until: Option<UtcTime>,
    otherwise: Option<(Category, UtcTime)>,
}

/// What extras mean for a shift that would be posted now, or why they cannot be.
///
/// # Errors
/// The database's.
pub fn settle(
    conn: &mut Conn,
    new: &NewShift,
    draft: &Draft,
    now: UtcTime,
) -> QueryResult<Result<Moments, Fault>> {
    let mut moments = Moments {
        first_until: None,
        otherwise: None,
    };
    if let Some(hours) = draft.extras.first_hours {
        if preferred::count(conn, new.unit)? == 0 {
            return Ok(Err(Fault::NobodyPreferred));
        }
        let until = now.plus(TimeDelta::hours(hours));
        let until = until.min(new.starts_at.minus(ALL_BEFORE));
        moments.first_until = Some(until).filter(|until| *until > now);
    }
    if let Some(otherwise) = draft.extras.otherwise {
        let after = otherwise.days.map(|days| now.plus(TimeDelta::days(days)));
        let before = otherwise.hours;
        let before = before.map(|hours| new.starts_at.minus(TimeDelta::hours(hours)));
        let at = after.into_iter().chain(before).min();
        let Some(at) = at.filter(|at| *at > now && *at < new.starts_at) else {
            return Ok(Err(Fault::OtherwiseTime));
        };
        let (category, currency) = (otherwise.category, &new.currency);
        if organisation::find_rate(conn, category, new.band, currency, draft.day)?.is_none() {
            return Ok(Err(Fault::OtherwiseRate));
        }
        moments.otherwise = Some((category, at));
    }
    Ok(Ok(moments))
}

/// Keeps them with a shift that was posted.
///
/// # Errors
/// The database's.
pub fn keep(conn: &mut Conn, shift: i64, moments: &Moments) -> QueryResult<()> {
    if let Some(until) = moments.first_until {
        diesel::update(shifts::table.find(shift))
            .set(shifts::preferred_until.eq(until))
            .execute(conn)?;
    }
    if let Some(to) = moments.otherwise {
        fallback::insert(conn, shift, to)?;
    }
    Ok(())
}
