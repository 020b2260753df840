//! Documents that prove what a person is: slots, uploads, the sealed store.
//! Nothing else reads or writes a file of a person.

pub mod domain;
pub mod store;

pub use domain::{DocumentState, ReturnReason, Slot};

use crate::web::Route;
pub fn routes() -> Vec<Route> {
    vec![]
}
