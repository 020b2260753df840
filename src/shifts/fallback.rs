//! Places that stay free may go to another category of the same profession: from a moment on a job moves
//! them to a new shift at that category's rate. Who has picked keeps their place.

use super::picking_letters::shift_text;
use super::rosters::{self, NewShift};
use super::store::{self, Shift};
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{shift_fallbacks as fallbacks, shifts, units};
use crate::domain::Category;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::mail::desk_letter::DeskLetter;
use crate::mail::{self, Envelope, Letter};
use crate::organisation::service as organisation;
use diesel::prelude::*;
use serde_json::json;

/// Units are written to in Chinese, the language of their wards.
const UNIT_LANG: Lang = Lang::Zh;
/// Shifts that one round takes.
const ROUND: i64 = 100;

/// Whom the free places of a shift go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Fallback {
    /// Which category.
    pub category: Category,
    /// From when on.
    pub applies_at: UtcTime,
    /// When that was done, or found impossible.
    pub settled_at: Option<UtcTime>,
    /// The shift that the places went to.
    pub moved_to: Option<i64>,
}

/// What a shift falls back to.
///
/// # Errors
/// The database's.
pub fn find(conn: &mut Conn, shift: i64) -> QueryResult<Option<Fallback>> {
    fallbacks::table
        .find(shift)
        .select((
            fallbacks::category,
            fallbacks::applies_at,
            fallbacks::settled_at,
            fallbacks::moved_to,
        ))
        .first(conn)
        .optional()
}

/// The same, for a page.
///
/// # Errors
/// The database's.
pub async fn of_shift(app: &App, shift: i64) -> Result<Option<Fallback>, AppError> {
    app.db.read(move |conn| Ok(find(conn, shift)?)).await
}

/// Keeps what a shift falls back to.
///
/// # Errors
/// The database's.
pub fn insert(conn: &mut Conn, shift: i64, to: (Category, UtcTime)) -> QueryResult<()> {
    diesel::insert_into(fallbacks::table)
        .values((
            fallbacks::shift_id.eq(shift),
            fallbacks::category.eq(to.0),
            fallbacks::applies_at.eq(to.1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Shifts with free places whose moment has come.
fn list_due(conn: &mut Conn, now: UtcTime) -> QueryResult<Vec<(i64, Category)>> {
    fallbacks::table
        .inner_join(shifts::table.on(shifts::id.eq(fallbacks::shift_id)))
        .filter(fallbacks::settled_at.is_null())
        .filter(fallbacks::applies_at.le(now))
        .filter(shifts::state.eq("open"))
        .filter(shifts::starts_at.gt(now))
        .filter((shifts::filled + shifts::offered).lt(shifts::places))
        .order(shifts::starts_at)
        .limit(ROUND)
        .select((shifts::id, fallbacks::category))
        .load(conn)
}

/// Moves the free places of every shift whose moment has come; answers how many shifts.
///
/// # Errors
/// The database's.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let due = app
        .db
        .read(move |conn| Ok::<_, AppError>(list_due(conn, now)?))
        .await?;
    let mut moved = 0;
    for (shift, category) in due {
        let done = app.db.write(move |conn| apply(conn, shift, category, now));
        moved += usize::from(done.await?);
    }
    Ok(moved)
}

/// Takes the free places off a shift; 0 where somebody picked, or called it off, in the meantime.
fn take_free(conn: &mut Conn, shift: &Shift) -> QueryResult<usize> {
    let as_read = shifts::table
        .find(shift.id)
        .filter(shifts::state.eq("open"))
        .filter(shifts::places.eq(shift.places))
        .filter(shifts::filled.eq(shift.filled))
        .filter(shifts::offered.eq(shift.offered));
    let kept = shift.places - shift.left();
    // A shift without a place is none.
    if kept == 0 {
        diesel::update(as_read)
            .set(shifts::state.eq("cancelled"))
            .execute(conn)
    } else {
        diesel::update(as_read)
            .set(shifts::places.eq(kept))
            .execute(conn)
    }
}

fn settle(conn: &mut Conn, id: i64, to: Option<i64>, now: UtcTime) -> QueryResult<usize> {
    let open = fallbacks::table.find(id);
    diesel::update(open.filter(fallbacks::settled_at.is_null()))
        .set((fallbacks::settled_at.eq(now), fallbacks::moved_to.eq(to)))
        .execute(conn)
}

fn apply(conn: &mut Conn, id: i64, category: Category, now: UtcTime) -> Result<bool, AppError> {
    let shift = store::find_shift(conn, id)?;
    let free = shift.left();
    let currency = &shift.currency;
    let rate = organisation::find_rate(conn, category, shift.band, currency, shift.day())?;
    if free <= 0 {
        return Ok(false);
    }
    let Some(cents_per_hour) = rate else {
        if settle(conn, id, None, now)? > 0 {
            tell(conn, &shift, category, None, now)?;
        }
        return Ok(false);
    };
    if take_free(conn, &shift)? == 0 {
        return Ok(false);
    }
    let new = NewShift {
        unit: shift.unit_id,
        category,
        specialty: shift.specialty_id,
        band: shift.band,
        starts_at: shift.starts_at,
        length: shift.ends_at.since(shift.starts_at),
        places: free,
        cents_per_hour,
        currency: shift.currency.clone(),
        note: shift.note.clone(),
    };
    let poster = shifts::table
        .find(id)
        .select(shifts::posted_by)
        .first(conn)?;
    let to = rosters::insert_shift(conn, &new, poster, now)?;
    settle(conn, id, Some(to), now)?;
    let detail = json!({"to": to, "places": free, "category": category.as_str()});
    let subject = Subject::Shift(id);
    audit::record(
        conn,
        now,
        Actor::System,
        "shift.fell_back",
        subject,
        &detail,
    )?;
    tell(conn, &shift, category, Some((to, free)), now)?;
    Ok(true)
}

/// The unit hears of it.
fn tell(
    conn: &mut Conn,
    shift: &Shift,
    category: Category,
    moved: Option<(i64, i32)>,
    now: UtcTime,
) -> Result<(), AppError> {
    let address: String = units::table
        .find(shift.unit_id)
        .select(units::email)
        .first(conn)?;
    let letter = Letter::Desk(DeskLetter::FellBack {
        shift: shift_text(shift, UNIT_LANG),
        category,
        id: moved.map_or(shift.id, |(to, _)| to),
        places: moved.map_or(0, |(_, places)| places),
    });
    let to = Envelope {
        recipient: None,
        address: &address,
        lang: UNIT_LANG,
    };
    Ok(mail::post(conn, &to, &letter, now)?)
}
