//! Pages that explain the service, and the answers that machines ask for. It holds no rule and reads
//! no person's data; the only figures on its pages are the public ones.

mod handlers;
mod machine;

use crate::web::route::{Policy, Route, get};

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    use Policy::{Machine, Public};
    vec![
        get("/{lang:zh|en}", Public, handlers::start),
        get("/{lang:zh|en}/how-it-works", Public, handlers::how_it_works),
        get("/{lang:zh|en}/help", Public, handlers::help),
        get("/{lang:zh|en}/privacy", Public, handlers::privacy),
        get(
            "/{lang:zh|en}/accessibility",
            Public,
            handlers::accessibility,
        ),
        get("/robots.txt", Machine, machine::robots),
        get("/healthz", Machine, machine::healthz),
        get("/readyz", Machine, machine::readyz),
    ]
}
