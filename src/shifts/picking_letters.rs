//! What members and units hear about a place.

use super::reason::Reason;
use super::store::{Booking, Shift};
use crate::accounts::store::User;
use crate::accounts::store::find_user;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::units;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::mail::picking_letter::{About, PickingLetter};
use crate::mail::{self, Envelope, Letter};
use diesel::prelude::*;

/// Units are written to in Chinese, the language of their wards.
const UNIT_LANG: Lang = Lang::Zh;

/// Where and when a shift is, in words.
pub fn shift_text(shift: &Shift, lang: Lang) -> String {
    format!(
        "{} {}, {} {}",
        shift.hospital.name(lang),
        shift.unit.name(lang),
        lang.date(shift.day()),
        lang.time_range(shift.starts_at, shift.ends_at, shift.zone())
    )
}

fn to_member(
    conn: &mut Conn,
    user: i64,
    about: About,
    shift: &Shift,
    detail: impl FnOnce(Lang) -> String,
    now: UtcTime,
) -> Result<(), AppError> {
    let owner = find_user(conn, user)?;
    let letter = PickingLetter {
        about,
        name: owner.name(owner.lang).to_owned(),
        shift: shift_text(shift, owner.lang),
        id: shift.id,
        detail: detail(owner.lang),
    };
    let to = Envelope::from(&owner);
    Ok(mail::post(conn, &to, &Letter::Picking(letter), now)?)
}

/// Tells a member something that needs no more words.
///
/// # Errors
/// The database's.
pub fn plain(
    conn: &mut Conn,
    user: i64,
    about: About,
    shift: &Shift,
    now: UtcTime,
) -> Result<(), AppError> {
    to_member(conn, user, about, shift, |_| String::new(), now)
}

/// Tells a member that the unit declined, and why.
///
/// # Errors
/// The database's.
pub fn declined(
    conn: &mut Conn,
    booking: &Booking,
    reason: &str,
    now: UtcTime,
) -> Result<(), AppError> {
    let reason = |_| reason.to_owned();
    to_member(
        conn,
        booking.user,
        About::Declined,
        &booking.shift,
        reason,
        now,
    )
}

/// Tells a member that a place is kept for them.
///
/// # Errors
/// The database's.
pub fn offered(
    conn: &mut Conn,
    user: i64,
    shift: &Shift,
    until: UtcTime,
    now: UtcTime,
) -> Result<(), AppError> {
    let until = |lang: Lang| lang.moment(until);
    to_member(conn, user, About::Offered, shift, until, now)
}

/// Tells a member who waits that a place is free.
///
/// # Errors
/// The database's.
pub fn called(conn: &mut Conn, user: i64, shift: &Shift, now: UtcTime) -> Result<(), AppError> {
    plain(conn, user, About::Called, shift, now)
}

/// Tells a member who waited by which rule they were passed over.
///
/// # Errors
/// The database's.
pub fn skipped(
    conn: &mut Conn,
    user: i64,
    shift: &Shift,
    reason: &Reason,
    now: UtcTime,
) -> Result<(), AppError> {
    let reason = |lang: Lang| reason.sentence(lang.texts(), lang);
    to_member(conn, user, About::Skipped, shift, reason, now)
}

/// Asks a colleague to take a shift over.
///
/// # Errors
/// The database's.
pub fn handover_asked(
    conn: &mut Conn,
    taker: i64,
    giver: &User,
    shift: &Shift,
    now: UtcTime,
) -> Result<(), AppError> {
    let who = |lang| giver.name(lang).to_owned();
    to_member(conn, taker, About::HandoverAsked, shift, who, now)
}

/// Tells a member that a place was released by others, and why.
///
/// # Errors
/// The database's.
pub fn released(
    conn: &mut Conn,
    owner: &User,
    shift: &Shift,
    reason: &str,
    now: UtcTime,
) -> Result<(), AppError> {
    let letter = Letter::PlaceReleased {
        name: owner.name(owner.lang).to_owned(),
        shift: shift_text(shift, owner.lang),
        reason: reason.to_owned(),
    };
    Ok(mail::post(conn, &Envelope::from(owner), &letter, now)?)
}

/// Tells a unit about a member and a shift of its own; `detail` is what [`About`] says.
///
/// # Errors
/// The database's.
pub fn to_unit(
    conn: &mut Conn,
    about: About,
    member: i64,
    shift: &Shift,
    detail: impl FnOnce(&mut Conn, Lang) -> QueryResult<String>,
    now: UtcTime,
) -> Result<(), AppError> {
    let address: String = units::table
        .find(shift.unit_id)
        .select(units::email)
        .first(conn)?;
    let letter = PickingLetter {
        about,
        name: find_user(conn, member)?.name(UNIT_LANG).to_owned(),
        shift: shift_text(shift, UNIT_LANG),
        id: shift.id,
        detail: detail(conn, UNIT_LANG)?,
    };
    let to = Envelope {
        recipient: None,
        address: &address,
        lang: UNIT_LANG,
    };
    Ok(mail::post(conn, &to, &Letter::Picking(letter), now)?)
}
