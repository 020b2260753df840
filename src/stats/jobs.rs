//! Keeps the figures of each day, so that the trend has something to stand on.

use super::store;
use crate::app::App;
use crate::error::AppError;

/// Writes today's figures once a day; answers how many rows were written (0 or 1).
///
/// # Errors
/// The database's.
pub async fn keep_snapshot(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    let is_kept = app
        .db
        .read(move |conn| store::find_is_kept(conn, now.day()).map_err(AppError::from))
        .await?;
    if is_kept {
        return Ok(0);
    }
    app.db
        .write(move |conn| {
            let figures = store::find_figures(conn, now)?;
            let text = serde_json::to_string(&figures).map_err(anyhow::Error::from)?;
            Ok::<_, AppError>(store::insert_snapshot(conn, figures.as_at, &text)?)
        })
        .await
}
