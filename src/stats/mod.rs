//! Public figures and the administrator's matching page. One query counts the members, and only
//! approved ones; page, JSON, CSV, snapshot and admin page all show what it answers (R06).
//! No name and no id of a person may leave this room.

pub mod domain;
mod handlers;
pub mod jobs;
mod store;
mod trend;

pub use handlers::routes;

use crate::app::App;
use crate::error::AppError;
use domain::Figures;

/// The figures as they are now.
///
/// # Errors
/// The database's.
pub async fn figures(app: &App) -> Result<Figures, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| Ok(store::find_figures(conn, now)?))
        .await
}
