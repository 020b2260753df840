//! What happens on the board without anybody asking.

use super::{rosters, store};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Lang;
use crate::mail::{self, Envelope, Letter};

/// Units are written to in Chinese, the language of their wards.
const UNIT_LANG: Lang = Lang::Zh;

/// Tells units who comes, once the pick can no longer be undone. Returns how many letters were posted.
///
/// # Errors
/// The database's.
pub async fn tell_units(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let mut told = 0;
            for booking in rosters::list_untold(conn, now)? {
                if rosters::update_told(conn, booking.id, now)? == 0 {
                    continue;
                }
                let shift = store::find_shift(conn, booking.shift)?;
                let name = if booking.member_zh.is_empty() {
                    &booking.member_en
                } else {
                    &booking.member_zh
                };
                let time = UNIT_LANG.time_range(shift.starts_at, shift.ends_at, shift.zone());
                let letter = Letter::UnitBooked {
                    unit: format!(
                        "{} {}",
                        shift.hospital.name(UNIT_LANG),
                        shift.unit.name(UNIT_LANG)
                    ),
                    member: name.clone(),
                    when: format!("{} {time}", UNIT_LANG.date(shift.day())),
                    shift: shift.id,
                };
                let to = Envelope {
                    recipient: None,
                    address: &booking.unit_email,
                    lang: UNIT_LANG,
                };
                mail::post(conn, &to, &letter, now)?;
                told += 1;
            }
            Ok::<_, AppError>(told)
        })
        .await
}
