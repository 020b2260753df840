//! The shift board: the gate's rule, picking and giving back, a member's own shifts, a unit's posting
//! and its list of who is coming. Only approved members see it, and only [`gate::Cleared`] books.

mod board_pages;
mod declarations;
pub mod declaring;
mod declaring_pages;
mod filter;
pub mod gate;
pub mod jobs;
mod member_pages;
mod posting;
mod regime_rows;
mod rosters;
pub mod service;
mod store;
mod unit_letters;
mod unit_pages;
pub mod working_time;

use crate::web::Route;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    let mut routes = board_pages::routes();
    routes.extend(member_pages::routes());
    routes.extend(unit_pages::routes());
    routes.extend(declaring_pages::routes());
    routes
}
