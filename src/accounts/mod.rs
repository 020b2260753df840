//! Accounts: registering, signing in and out, links by mail, sessions, inviting staff.
//! It decides who somebody is, never what they may work.

pub mod domain;
mod handlers;
pub mod links;
pub mod passwords;
pub mod service;
pub mod sessions;
pub mod staff;
pub mod store;
pub mod throttle;

pub use handlers::routes;
