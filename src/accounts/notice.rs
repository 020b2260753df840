//! What the pages of accounts share: a page that only says something, the sentence about a password, and
//! the header of a page behind a link.

use super::domain::{MIN_PASSWORD, WeakPassword};
use crate::i18n::Texts;
use crate::web::Page;
use actix_web::HttpResponse;
use actix_web::http::header;
use askama::Template;

/// A page that only says something.
#[derive(Template)]
#[template(path = "accounts/notice.html")]
pub(super) struct NoticePage<'a> {
    pub(super) cx: &'a Page,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) next: String,
}

/// What is wrong with a password, as a sentence.
pub(super) fn password_fault(t: &Texts, fault: WeakPassword) -> String {
    match fault {
        WeakPassword::Short => t.error_password_short(MIN_PASSWORD),
        WeakPassword::Long => t.error_password_long(),
        WeakPassword::Guessable => t.error_password_guessable(),
    }
}

/// Keeps the token in a link's address from the next page.
pub(super) fn private(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(
        header::REFERRER_POLICY,
        header::HeaderValue::from_static("no-referrer"),
    );
    response
}
