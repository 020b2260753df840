//! The organisation that shifts belong to: clusters, hospitals with their regimes and house rules,
//! units, specialties, rates, templates. It knows where, under which rules and for how much, never who.

mod hospital_pages;
pub mod house_rules;
pub mod regimes;
pub mod service;
pub mod settings;

pub use hospital_pages::routes;
