//! What came of a place and what is paid for it: attendance that the unit stands for and the member
//! agrees to, lines that say how they were reckoned, statements, and the payroll that two people make.
//! Money is counted in cents and never passes through a float.

pub mod attendance;
mod ledger;
mod member_pages;
mod office_pages;
mod paper;
pub mod payroll;
pub mod reckon;
mod runs;
pub mod service;
pub mod statement;
mod store;
pub mod turnout;
mod turnout_pages;
mod turnout_rows;
mod unit_pages;

use crate::web::Route;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    let mut routes = member_pages::routes();
    routes.extend(unit_pages::routes());
    routes.extend(office_pages::routes());
    routes.extend(turnout_pages::routes());
    routes
}
