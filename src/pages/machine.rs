//! Answers for machines: crawlers and health checks. They are not pages, so they have no language.

use crate::app::App;
use crate::db::Unavailable;
use actix_web::HttpResponse;
use actix_web::web::{self, Data};
use diesel::prelude::*;
use diesel::sql_query;

/// Only public pages may be indexed.
const ROBOTS: &str = "User-agent: *\n\
    Disallow: /zh/confirm/\nDisallow: /en/confirm/\n\
    Disallow: /zh/set-password/\nDisallow: /en/set-password/\n\
    Disallow: /demo/\n";

pub(super) async fn robots() -> HttpResponse {
    text(HttpResponse::Ok(), ROBOTS.to_owned())
}

/// The process lives; it asks nothing else, so that a slow database does not get it killed.
pub(super) async fn healthz() -> HttpResponse {
    text(HttpResponse::Ok(), "ok\n".to_owned())
}

#[derive(Debug, thiserror::Error)]
enum NotReady {
    #[error("{0}")]
    Connection(#[from] Unavailable),
    #[error("{0}")]
    Query(#[from] diesel::result::Error),
}

/// Database and document store answer; otherwise 503 names the one that does not. The cause goes to
/// the log only.
pub(super) async fn readyz(app: Data<App>) -> HttpResponse {
    let database = app
        .db
        .read(|conn| Ok::<_, NotReady>(sql_query("SELECT 1").execute(conn)?))
        .await;
    let blobs = app.blobs.clone();
    let store = web::block(move || blobs.check()).await;
    let mut faults = Vec::new();
    if let Err(error) = database {
        tracing::warn!(%error, "not ready: the database does not answer");
        faults.push("database: does not answer");
    }
    if !matches!(store, Ok(Ok(()))) {
        tracing::warn!(?store, "not ready: the document store cannot be written");
        faults.push("document store: cannot be written");
    }
    if faults.is_empty() {
        text(HttpResponse::Ok(), "ready\n".to_owned())
    } else {
        // Another type than plain text, or the guard would draw its page for people.
        let body = format!("{{\"not_ready\":{faults:?}}}\n");
        HttpResponse::ServiceUnavailable()
            .content_type("application/json")
            .body(body)
    }
}

fn text(mut response: actix_web::HttpResponseBuilder, body: String) -> HttpResponse {
    response
        .content_type("text/plain; charset=utf-8")
        .body(body)
}
