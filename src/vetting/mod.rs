//! An application from draft to decision: the machine, the clocks, the tracker, the applicant's pages,
//! the former units' answers. It decides who may pick; it never shows a shift.

mod act;
pub mod clock;
pub mod machine;
pub mod members;
pub mod service;
mod state;
pub mod store;

pub use act::Act;
pub use state::State;

use crate::web::Route;

pub fn routes() -> Vec<Route> {
    vec![]
}
