//! Engagements: where locum work turns into a contract. An officer opens one for a member at a hospital;
//! what is reckoned on it are questions of the hospital's regime with what was given, so that every line
//! can be opened and asked again. It holds no rule of its own.

pub mod domain;
mod kept;
mod known;
pub mod leave;
mod leave_store;
mod member_pages;
mod office_pages;
pub mod reminders;
mod round_file;
mod round_pages;
mod round_store;
mod round_unit_pages;
pub mod rounds;
pub mod service;
mod store;

use crate::web::Route;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    let mut routes = office_pages::routes();
    routes.extend(member_pages::routes());
    routes.extend(round_pages::routes());
    routes.extend(round_unit_pages::routes());
    routes
}
