//! Mail: a letter is a row in the transaction of the act that causes it; a worker writes and sends it
//! later, at least once, under one Message-ID. No link stands in the row (R14, R20).

pub mod calling_letter;
pub mod case_letter;
pub mod desk_letter;
pub mod engagement_letter;
pub mod fact_letter;
mod inbox_pages;
pub mod letter;
pub mod mailbox;
pub mod notices;
pub mod office_letter;
pub mod outcome_letter;
pub mod parked;
pub mod pay_letter;
pub mod picking_letter;
pub mod reference_letter;
pub mod search_letter;
mod store;
mod transport;
pub mod turnout_letter;
pub mod unit_letter;
pub mod weather_letter;
pub mod worker;

pub use letter::Letter;
pub use store::{Envelope, bounced_enquiries, post};

use crate::web::Route;

/// Routes of the inbox, and of what did not leave.
pub fn routes() -> Vec<Route> {
    let mut routes = inbox_pages::routes();
    routes.extend(parked::routes());
    routes
}
