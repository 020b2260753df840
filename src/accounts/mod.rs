//! Accounts: registering, signing in and out, links by mail, sessions, inviting staff.
//! It decides who somebody is, never what they may work.

pub mod domain;
pub mod entering;
pub mod links;
mod notice;
pub mod own;
mod own_pages;
pub mod passwords;
mod register_pages;
pub mod service;
pub mod sessions;
pub mod sightings;
mod sign_in_pages;
pub mod staff;
mod staff_pages;
pub mod store;
pub mod throttle;

use crate::web::route::Route;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    let mut routes = register_pages::routes();
    routes.extend(sign_in_pages::routes());
    routes.extend(own_pages::routes());
    routes.extend(staff_pages::routes());
    routes
}
