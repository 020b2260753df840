//! An application from draft to decision: the machine, the clocks, the tracker, the applicant's pages,
//! the former units' answers. It decides who may pick; it never shows a shift.

mod act;
pub mod applying;
mod background;
mod background_pages;
pub mod clock;
pub mod deciding;
pub mod enquiry;
mod handlers;
pub mod machine;
pub mod members;
mod referee_pages;
pub mod service;
pub mod stages;
mod state;
pub mod store;
pub mod tracker;

pub use act::Act;
pub use handlers::routes;
pub(crate) use handlers::story;
pub use state::State;
