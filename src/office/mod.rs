//! The officers' workbench: the queue by risk, the file, the acts. It holds no rule of its own: what
//! may be done is the vetting machine's business.

mod declaration_pages;
mod file_pages;
mod queue;
mod queue_pages;
mod reference_pages;

use crate::web::route::Route;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    let mut routes = queue_pages::routes();
    routes.extend(file_pages::routes());
    routes.extend(declaration_pages::routes());
    routes.extend(reference_pages::routes());
    routes
}
