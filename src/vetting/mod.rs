//! An application from draft to decision: the machine, the clocks, the tracker, the applicant's pages,
//! the former units' answers. It decides who may pick; it never shows a shift.

mod act;
pub mod applying;
pub mod asking;
pub mod assigning;
mod background;
mod background_pages;
pub mod clock;
pub mod deciding;
pub mod declarations;
pub mod enquiry;
pub mod file_notes;
mod former_unit_pages;
mod handlers;
mod likeness;
pub mod lookback;
pub mod machine;
pub mod members;
pub mod notes;
pub mod overview;
pub mod pace;
mod referee_pages;
pub mod referees;
pub mod references;
pub mod reminders;
mod review_pages;
pub mod reviews;
pub mod risk;
pub mod service;
pub mod stages;
mod state;
pub mod store;
pub mod suspicion;
pub mod tracker;
pub mod turn;

pub use act::Act;
pub(crate) use act::actor_label;
pub(crate) use former_unit_pages::parse_contact;
pub use handlers::routes;
pub(crate) use likeness::same_phone;
pub use state::State;
