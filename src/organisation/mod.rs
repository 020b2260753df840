//! The organisation that shifts belong to: clusters, hospitals with their regimes and house rules,
//! units, specialties, rates, templates. It knows where, under which rules and for how much, never who.

mod cells;
pub mod entries;
mod hospital_pages;
pub mod house_rules;
mod list_pages;
mod list_plan;
pub mod list_rows;
pub mod lists;
pub mod regimes;
pub mod service;
pub mod settings;
mod settled_rows;

use crate::web::Route;

/// Routes of the organisation.
pub fn routes() -> Vec<Route> {
    let mut routes = hospital_pages::routes();
    routes.extend(list_pages::routes());
    routes
}
