//! Documents that prove what a person is: slots, uploads, the sealed store.
//! Nothing else reads or writes a file of a person.

#[cfg(feature = "s3")]
mod bucket;
mod bulk_pages;
pub mod content;
mod copy_mark;
pub mod documents;
pub mod domain;
pub mod draw;
pub mod drawing;
mod examine;
mod handlers;
mod looks;
mod place;
pub mod reading;
pub mod reminders;
mod renewal_rows;
pub mod renewals;
pub mod scanner;
pub mod scanning;
pub mod service;
pub mod standing;
pub mod store;
mod upload;
pub mod viewer;

pub use documents::Document;
pub use domain::{DocumentState, ReturnReason, Slot};
pub use upload::{Stored, digest};

use crate::web::route::Route;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    let mut routes = handlers::routes();
    routes.extend(bulk_pages::routes());
    routes
}
