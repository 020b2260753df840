//! Members hear in time that a document ends: 90, 60, 30 and 7 days before, and once it has ended.

use super::renewal_rows;
use crate::accounts::store::find_user;
use crate::app::App;
use crate::clock::add_days;
use crate::error::AppError;
use crate::mail::{self, Envelope, Letter};

/// Days before the last day, the tightest first: whoever was not reached in time gets one letter, not
/// four. 0 stands for the day after the last.
const DAYS: [i32; 5] = [0, 7, 30, 60, 90];

/// Letters of one round: nearly all certificates end on the same night.
const BATCH: i64 = 200;

/// Reminds whoever is due and returns how many letters were posted. What an officer is looking at
/// already needs no reminder.
///
/// # Errors
/// The database's.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let mut reminded = 0;
            for days in DAYS {
                // The last day itself still counts.
                let ends_by = match days {
                    0 => add_days(now.day(), -1),
                    days => add_days(now.day(), i64::from(days)),
                };
                for due in renewal_rows::list_ending(conn, ends_by, days, BATCH)? {
                    renewal_rows::update_reminded(conn, due.id, days)?;
                    let Some(until) = due.expires_on else {
                        continue;
                    };
                    let person = find_user(conn, due.user)?;
                    let name = person.name(person.lang).to_owned();
                    let slot = due.slot;
                    let letter = match days {
                        0 => Letter::DocumentEnded { name, slot, until },
                        _ => Letter::DocumentEnding { name, slot, until },
                    };
                    mail::post(conn, &Envelope::from(&person), &letter, now)?;
                    reminded += 1;
                }
            }
            Ok::<_, AppError>(reminded)
        })
        .await
}
