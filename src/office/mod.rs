//! The officers' workbench: the queue by risk, the file, the acts. It holds no rule of its own about a
//! case: what may be done is the vetting machine's business.

mod checks;
mod choices;
mod decision_pages;
mod declaration_pages;
mod document_pages;
mod ending;
mod ending_pages;
mod fact_pages;
mod file_pages;
mod licence_pages;
mod missing;
mod promise;
mod promise_pages;
mod queue;
mod queue_pages;
mod reason_pages;
mod reasons;
mod reference_pages;
mod renewal_pages;
mod store;
mod timeline;
mod trail;
pub mod views;
mod void_pages;
mod work_pages;

use crate::web::route::Route;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    let mut routes = queue_pages::routes();
    routes.extend(work_pages::routes());
    routes.extend(file_pages::routes());
    routes.extend(document_pages::routes());
    routes.extend(fact_pages::routes());
    routes.extend(decision_pages::routes());
    routes.extend(ending_pages::routes());
    routes.extend(declaration_pages::routes());
    routes.extend(reference_pages::routes());
    routes.extend(renewal_pages::routes());
    routes.extend(promise_pages::routes());
    routes.extend(reason_pages::routes());
    routes.extend(void_pages::routes());
    routes.extend(licence_pages::routes());
    routes
}
