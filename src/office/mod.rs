//! The officers' workbench: the queue by risk, the file, the acts. It holds no rule of its own: what
//! may be done is the vetting machine's business.

mod handlers;
mod queue;
mod reference_pages;

pub use handlers::routes;
