//! The four cookies. Over TLS they carry the `__Host-` prefix and `Secure`; on plain loopback (the
//! demo) they cannot, or some browsers would drop them.

use crate::app::App;
use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

/// What a cookie is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jar {
    /// The session of somebody who is signed in.
    Session,
    /// A visit before signing in; only binds forms to a browser.
    Visit,
    /// A browser on which somebody signed in before, so that guessing elsewhere does not lock them out.
    Device,
    /// What the next page reports.
    Flash,
}

impl Jar {
    fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-session",
            (Self::Session, false) => "session",
            (Self::Visit, true) => "__Host-visit",
            (Self::Visit, false) => "visit",
            (Self::Device, true) => "__Host-device",
            (Self::Device, false) => "device",
            (Self::Flash, true) => "__Host-flash",
            (Self::Flash, false) => "flash",
        }
    }

    /// The value that the browser sent.
    pub fn read(self, app: &App, request: &HttpRequest) -> Option<String> {
        request
            .cookie(self.name(app.config.secure()))
            .map(|cookie| cookie.value().to_owned())
    }

    /// A cookie to set; `keep` is how long the browser shall hold it, or until it closes.
    pub fn set(self, app: &App, value: String, keep: Option<Duration>) -> Cookie<'static> {
        let secure = app.config.secure();
        let mut cookie = Cookie::build(self.name(secure), value)
            .path("/")
            .http_only(true)
            .secure(secure)
            .same_site(SameSite::Lax)
            .finish();
        cookie.set_max_age(keep);
        cookie
    }

    /// Tells the browser to forget it.
    pub fn clear(self, app: &App) -> Cookie<'static> {
        self.set(app, String::new(), Some(Duration::ZERO))
    }
}
