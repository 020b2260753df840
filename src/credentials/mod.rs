//! Documents that prove what a person is: slots, uploads, the sealed store.
//! Nothing else reads or writes a file of a person.

pub mod content;
pub mod documents;
pub mod domain;
mod handlers;
pub mod service;
pub mod store;
mod upload;

pub use documents::Document;
pub use domain::{DocumentState, ReturnReason, Slot};
pub use handlers::routes;
pub use upload::Stored;
