//! stub
use crate::web::Route;
pub mod service;
pub fn routes() -> Vec<Route> {
    vec![]
}
