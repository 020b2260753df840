//! The shift board: the gate's rule, picking and giving back, a member's own shifts, a unit's posting
//! and its list of who is coming. Only approved members see it, and only [`gate::Cleared`] books.

mod applications_pages;
pub mod batch;
mod batch_pages;
pub mod board;
mod board_pages;
mod board_rows;
mod booking_rows;
pub mod calling_off;
mod calling_pages;
pub mod calling_rows;
pub mod candidates;
pub mod confirming;
mod declarations;
pub mod declaring;
mod declaring_pages;
mod extras;
pub mod facts;
pub mod fair;
pub mod fallback;
mod feed_pages;
pub mod feeds;
pub mod filter;
mod fit;
pub mod gate;
mod gate_pages;
pub mod handover_rows;
pub mod handovers;
pub mod hours;
pub mod ics;
pub mod invitations;
pub mod jobs;
pub mod matching;
mod matching_pages;
mod matching_rows;
mod member_pages;
pub mod own_word;
mod patterns;
pub mod picking;
mod picking_letters;
mod picking_pages;
mod posting;
pub mod preferred;
mod preferred_pages;
mod reader;
pub mod reason;
pub mod refusals;
mod regime_rows;
mod rosters;
mod search_pages;
pub mod searches;
pub mod service;
mod shift_pages;
pub mod similar;
pub mod snapshot;
mod snapshot_rows;
mod store;
mod template_pages;
mod templates;
mod unit_letters;
mod unit_pages;
pub mod waiting;
pub mod waiting_rows;
mod ward_pages;
pub mod wards;
pub mod weather;
mod weather_pages;
pub mod weather_rows;
pub mod working_time;

use crate::web::Route;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    let mut routes = board_pages::routes();
    routes.extend(shift_pages::routes());
    routes.extend(member_pages::routes());
    routes.extend(search_pages::routes());
    routes.extend(picking_pages::routes());
    routes.extend(gate_pages::routes());
    routes.extend(feed_pages::routes());
    routes.extend(applications_pages::routes());
    routes.extend(unit_pages::routes());
    routes.extend(calling_pages::routes());
    routes.extend(batch_pages::routes());
    routes.extend(ward_pages::routes());
    routes.extend(preferred_pages::routes());
    routes.extend(template_pages::routes());
    routes.extend(weather_pages::routes());
    routes.extend(matching_pages::routes());
    routes.extend(declaring_pages::routes());
    routes
}
