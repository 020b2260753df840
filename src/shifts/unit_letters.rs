//! What units hear: who comes, and who does not come after all.

use super::rosters;
use super::store::{Booking, Shift};
use crate::accounts::store::User;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::i18n::Lang;
use crate::mail::unit_letter::{Place, UnitLetter};
use crate::mail::{self, Envelope, Letter};
use diesel::prelude::*;

/// Units are written to in Chinese, the language of their wards.
const UNIT_LANG: Lang = Lang::Zh;

fn place(shift: &Shift, member: &str) -> Place {
    let (day, time) = (
        UNIT_LANG.date(shift.day()),
        UNIT_LANG.time_range(shift.starts_at, shift.ends_at, shift.zone()),
    );
    Place {
        unit: format!(
            "{} {}",
            shift.hospital.name(UNIT_LANG),
            shift.unit.name(UNIT_LANG)
        ),
        member: member.to_owned(),
        when: format!("{day} {time}"),
        shift: shift.id,
    }
}

fn post(conn: &mut Conn, address: &str, letter: UnitLetter, now: UtcTime) -> QueryResult<()> {
    let to = Envelope {
        recipient: None,
        address,
        lang: UNIT_LANG,
    };
    mail::post(conn, &to, &Letter::Unit(letter), now)
}

/// Tells a unit who comes.
///
/// # Errors
/// The database's.
pub fn booked(
    conn: &mut Conn,
    booking: &rosters::Untold,
    shift: &Shift,
    now: UtcTime,
) -> QueryResult<()> {
    let member = if booking.member_zh.is_empty() {
        &booking.member_en
    } else {
        &booking.member_zh
    };
    let letter = UnitLetter::Booked(place(shift, member));
    post(conn, &booking.unit_email, letter, now)
}

/// Tells a unit that a place is free again, if it was told of the booking; why is the member's own.
///
/// # Errors
/// The database's.
pub fn vacated(conn: &mut Conn, booking: &Booking, member: &User, now: UtcTime) -> QueryResult<()> {
    let Some(address) = rosters::find_told_unit(conn, booking.id)? else {
        return Ok(());
    };
    let letter = UnitLetter::Vacated(place(&booking.shift, member.name(UNIT_LANG)));
    post(conn, &address, letter, now)
}
