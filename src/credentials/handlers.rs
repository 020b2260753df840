//! stub
use crate::web::Route;
pub fn routes() -> Vec<Route> {
    vec![]
}
