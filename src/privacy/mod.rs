//! What a person may ask of their data, and when data go without anybody asking: periods as a table,
//! erasure, sweeps, a person's own copy. It decides nothing about an application.

mod contracts;
mod data_pages;
mod declared;
pub mod erasure;
mod export;
pub mod exporting;
mod filling;
pub mod periods;
pub mod sweeps;
pub mod unclaimed;

pub(crate) use data_pages::kept;
pub use data_pages::routes;
