//! Static files, embedded in the program under names that carry their content's hash.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

use crate::error::AppError;

/// A file, plain and compressed.
pub struct Asset {
    url: &'static str,
    media_type: &'static str,
    raw: &'static [u8],
    brotli: &'static [u8],
}

/// Addresses of the files as constants: a missing file does not compile.
pub mod files {
    use super::Asset;
    include!(concat!(env!("OUT_DIR"), "/assets.rs"));
}

/// Answers `/static/{file}`; browsers may keep it for ever.
pub async fn serve(request: HttpRequest) -> Result<HttpResponse, AppError> {
    let asset = files::FILES
        .iter()
        .find(|asset| asset.url == request.path())
        .ok_or(AppError::NotFound)?;
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "accept-encoding"))
        .content_type(asset.media_type);
    let takes_brotli = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|coding| coding.trim() == "br"));
    Ok(if takes_brotli && asset.brotli.len() < asset.raw.len() {
        response
            .insert_header((header::CONTENT_ENCODING, "br"))
            .body(asset.brotli)
    } else {
        response.body(asset.raw)
    })
}
