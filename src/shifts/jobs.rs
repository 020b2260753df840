//! What happens on the board without anybody asking.

use super::{rosters, snapshot_rows, store, unit_letters};
use crate::app::App;
use crate::error::AppError;

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
                unit_letters::booked(conn, &booking, &shift, now)?;
                told += 1;
            }
            Ok::<_, AppError>(told)
        })
        .await
}

/// Forgets changes of the board that every node has read long ago. Returns how many.
///
/// # Errors
/// The database's.
pub async fn sweep_changes(app: &App) -> Result<usize, AppError> {
    let old = app.db.read(snapshot_rows::find_swept).await?;
    match old {
        None => Ok(0),
        Some(last) => {
            app.db
                .write(move |conn| Ok::<_, AppError>(snapshot_rows::sweep(conn, last)?))
                .await
        }
    }
}
