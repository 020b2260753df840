//! What a member could take instead of a shift.

use super::board::Reader;
use super::filter::Filter;
use super::service::Card;
use crate::app::App;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::error::AppError;
use chrono::NaiveDate;

/// Up to three shifts that a member could take instead, the nearest first.
///
/// # Errors
/// 403 for who is no member.
pub async fn similar(app: &App, user: i64) -> Result<Vec<Card>, AppError> {
    let now = app.clock.now();
    app.db
        .read(move |conn| list_similar(conn, user, None, now))
        .await
}

/// The same, from a day on.
///
/// # Errors
/// 403 for who is no member.
pub fn list_similar(
    conn: &mut Conn,
    user: i64,
    from: Option<NaiveDate>,
    now: UtcTime,
) -> Result<Vec<Card>, AppError> {
    let reader = Reader::of(conn, user, now)?;
    let filter = Filter {
        from,
        ..Filter::default()
    };
    Ok(reader.takeable(conn, &filter, None, 3)?.0)
}
