//! Pages leave packed: on a telephone's connection a board is read in a tenth of the bytes. Only what is
//! drawn as a page is packed, at the quickest level; files of the program were packed when it was built.
//! What a page repeats of its reader's secrets is salted anew on each page, so its length tells nothing.

use actix_web::HttpRequest;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::header::{
    self, AcceptEncoding, ContentEncoding, Encoding, Header, HeaderValue,
};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// Shorter ones fit into a packet as they are.
const LEAST: usize = 1_200;

/// Whether whoever asks reads gzip.
pub fn is_accepted(request: &HttpRequest) -> bool {
    let ways = [Encoding::gzip(), Encoding::identity()];
    AcceptEncoding::parse(request)
        .is_ok_and(|accepted| accepted.negotiate(ways.iter()) == Some(Encoding::gzip()))
}

/// Packs a page.
pub fn pack(response: ServiceResponse<BoxBody>, accepted: bool) -> ServiceResponse<BoxBody> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        return response;
    }
    response.map_body(|head, body| {
        let vary = HeaderValue::from_static("accept-encoding");
        head.headers_mut().append(header::VARY, vary);
        let page = match body.try_into_bytes() {
            Ok(page) if accepted && page.len() >= LEAST => page,
            Ok(page) => return BoxBody::new(page),
            Err(body) => return body,
        };
        let mut packed = GzEncoder::new(Vec::with_capacity(page.len() / 6), Compression::fast());
        // Nothing fails in memory; if it did, the page would leave as it is.
        match packed.write_all(&page).and_then(|()| packed.finish()) {
            Ok(packed) => {
                let gzip = HeaderValue::from_static(ContentEncoding::Gzip.as_str());
                head.headers_mut().insert(header::CONTENT_ENCODING, gzip);
                BoxBody::new(packed)
            }
            Err(_) => BoxBody::new(page),
        }
    })
}
