//! What happens without anybody asking: mail leaves, windows close, figures are kept. Each job is a
//! reconciler without input that may run at any time and on any node; the timer in `serve`,
//! `locum work --once` and the tests call the same function.

use crate::accounts::sessions;
use crate::app::App;
use crate::error::AppError;
use crate::mail;
use crate::stats;
use actix_web::web::Data;
use std::time::Duration;

/// How often `serve` looks for work.
const EVERY: Duration = Duration::from_secs(5);

/// What one round did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// Sessions that had ended.
    pub sessions_swept: usize,
    /// Bookings of which units were told.
    pub units_told: usize,
    /// Letters that left.
    pub letters_sent: usize,
    /// Days whose figures were kept.
    pub snapshots_kept: usize,
}

/// Runs every job that is due.
///
/// # Errors
/// The database's; what was done before stays done.
pub async fn run(app: &App) -> Result<Report, AppError> {
    let now = app.clock.now();
    let sessions_swept = app
        .db
        .write(move |conn| sessions::sweep(conn, now).map_err(AppError::from))
        .await?;
    Ok(Report {
        sessions_swept,
        units_told: crate::shifts::jobs::tell_units(app).await?,
        letters_sent: mail::worker::run(app).await?,
        snapshots_kept: stats::jobs::keep_snapshot(app).await?,
    })
}

/// Runs the jobs for as long as the server lives.
pub async fn forever(app: Data<App>) {
    loop {
        if let Err(error) = run(&app).await {
            tracing::error!(%error, "a round of jobs failed; the next one tries again");
        }
        tokio::time::sleep(EVERY).await;
    }
}
