//! How an officer likes to work: filters of the queue under names of their own, and single keys.

use super::store;
use crate::app::App;
use crate::error::{AppError, Clash};
use diesel::Queryable;

/// A filter of the queue that its officer gave a name.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct SavedView {
    /// Row.
    pub id: i64,
    /// What its officer calls it.
    pub name: String,
    /// The query of the queue.
    pub query: String,
}

/// As many as fit above the queue.
const MOST: usize = 20;

/// An officer's views, by name.
///
/// # Errors
/// The database's.
pub async fn list(app: &App, user: i64) -> Result<Vec<SavedView>, AppError> {
    app.db
        .read(move |conn| Ok(store::list_views(conn, user)?))
        .await
}

/// Keeps a view; one of the same name goes.
///
/// # Errors
/// 409 beyond twenty.
pub async fn save(app: &App, user: i64, name: String, query: String) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let views = store::list_views(conn, user)?;
            if views.len() >= MOST && views.iter().all(|view| view.name != name) {
                return Err(AppError::Conflict(Clash::State));
            }
            Ok(store::replace_view(conn, user, &name, &query, now)?)
        })
        .await
}

/// Forgets a view.
///
/// # Errors
/// 404 where it is not theirs.
pub async fn forget(app: &App, user: i64, id: i64) -> Result<(), AppError> {
    app.db
        .write(move |conn| match store::delete_view(conn, user, id)? {
            0 => Err(AppError::NotFound),
            _ => Ok(()),
        })
        .await
}

/// Whether single keys work for an officer: off until they turn them on.
///
/// # Errors
/// The database's.
pub async fn shortcuts(app: &App, user: i64) -> Result<bool, AppError> {
    app.db
        .read(move |conn| Ok(store::find_shortcuts(conn, user)?))
        .await
}

/// Turns single keys on or off.
///
/// # Errors
/// The database's.
pub async fn set_shortcuts(app: &App, user: i64, on: bool) -> Result<(), AppError> {
    app.db
        .write(move |conn| Ok(store::replace_shortcuts(conn, user, on)?))
        .await
}
