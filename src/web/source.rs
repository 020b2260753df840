//! Where a request comes from. A forwarded address is believed only from the configured proxy.

use crate::app::App;
use actix_web::HttpRequest;

/// The address that limits are counted for.
pub fn address(app: &App, request: &HttpRequest) -> String {
    let Some(peer) = request.peer_addr().map(|peer| peer.ip()) else {
        return "unknown".to_owned();
    };
    if app.config.trusted_proxy != Some(peer) {
        return peer.to_string();
    }
    // The last entry is the one that our own proxy added; earlier ones anybody can invent.
    request
        .headers()
        .get_all("x-forwarded-for")
        .last()
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .map_or_else(|| peer.to_string(), |entry| entry.trim().to_owned())
}
