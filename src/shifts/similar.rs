//! What a member could take instead of a shift.

use super::board::Reader;
use super::filter::Filter;
use super::service::Card;
use super::snapshot::Snapshot;
use super::store::Shift;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::error::AppError;
use std::sync::Arc;

/// Up to three shifts that a member could take in the place of one that is called off, from its day on.
///
/// # Errors
/// 403 for who is no member.
pub fn list_instead(
    conn: &mut Conn,
    snapshot: Arc<Snapshot>,
    user: i64,
    shift: &Shift,
    now: UtcTime,
) -> Result<Vec<Card>, AppError> {
    let reader = Reader::of(conn, snapshot, user, now)?;
    let filter = Filter {
        from: Some(shift.day()),
        ..Filter::default()
    };
    // The board may still hold it.
    let mut cards = reader.takeable(&filter, None, 4);
    cards.retain(|card| card.shift.id != shift.id);
    cards.truncate(3);
    Ok(cards)
}
