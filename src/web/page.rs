//! What every page knows: its language, who reads it, where it is, what just happened.

use super::cookies::Jar;
use super::form::{self, SWITCH_QUERY};
use super::guard::RequestIds;
use super::who::{SignedIn, Standing, Who};
use crate::app::App;
use crate::clock::UtcTime;
use crate::domain::Role;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::keys;
use crate::text_enum;
use actix_web::cookie::time::Duration;
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use askama::Template;
use std::future::{Ready, ready};

text_enum! {
    /// What an act reports on the page that follows it. Closed, so that a cookie cannot put words on a page.
    Flash {
        /// Something was saved.
        Saved = "saved",
        /// Signed out.
        SignedOut = "signed-out",
        /// The address is confirmed.
        Confirmed = "confirmed",
        /// The password was set.
        PasswordSet = "password-set",
        /// A file was taken.
        Uploaded = "uploaded",
        /// The application was sent in.
        Submitted = "submitted",
        /// The application was withdrawn.
        Withdrawn = "withdrawn",
        /// A place is held.
        Picked = "picked",
        /// A place was given back.
        Undone = "undone",
        /// A shift is on the board.
        Posted = "posted",
        /// The enquiries are on their way.
        EnquiriesSent = "enquiries-sent",
        /// An invitation is on its way.
        Invited = "invited",
        /// An act on a file was recorded.
        Recorded = "recorded",
        /// A person's data are erased.
        Erased = "erased",
        /// Units were reminded.
        Reminded = "reminded",
        /// No unit was: each had a letter lately.
        NotReminded = "not-reminded",
        /// Every file has an officer.
        NothingFree = "nothing-free",
    }
}

impl Flash {
    fn sentence(self, t: &Texts) -> String {
        match self {
            Self::Saved => t.flash_saved(),
            Self::SignedOut => t.flash_signed_out(),
            Self::Confirmed => t.flash_confirmed(),
            Self::PasswordSet => t.flash_password_set(),
            Self::Uploaded => t.flash_uploaded(),
            Self::Submitted => t.flash_submitted(),
            Self::Withdrawn => t.flash_withdrawn(),
            Self::Picked => t.flash_picked(),
            Self::Undone => t.flash_undone(),
            Self::Posted => t.flash_posted(),
            Self::EnquiriesSent => t.flash_enquiries_sent(),
            Self::Invited => t.flash_invited(),
            Self::Recorded => t.flash_recorded(),
            Self::Erased => t.flash_erased(),
            Self::Reminded => t.flash_reminded(),
            Self::NotReminded => t.flash_not_reminded(),
            Self::NothingFree => t.flash_nothing_free(),
        }
    }
}

/// Parts of the menu that a phone shows without opening it; with the language switch they fill its width.
const ALWAYS_SHOWN: usize = 2;

/// The context of a page; templates call it `cx`.
#[derive(Clone)]
pub struct Page {
    /// The language of the path.
    pub lang: Lang,
    /// Its texts.
    pub(crate) t: &'static Texts,
    /// Who reads.
    pub who: Who,
    /// The token for forms on the page.
    pub csrf: String,
    /// The path without its language.
    pub path: String,
    /// The query, without its question mark.
    pub query: String,
    /// The request's id, for error pages.
    pub request_id: String,
    /// What its script tags carry.
    pub nonce: String,
    /// When the page was made.
    pub now: UtcTime,
    /// Whether this is the demo.
    pub demo: bool,
    flash: Option<Flash>,
    app: Data<App>,
    new_visit: Option<String>,
}

impl Page {
    /// Puts together what a page knows of a request.
    ///
    /// # Errors
    /// When the server was put together without its application.
    pub fn of(request: &HttpRequest) -> Result<Self, AppError> {
        let app = form::app(request)?;
        let lang = language(request);
        let who = request.extensions().get::<Who>().cloned();
        let browser = form::browser(&app, request);
        let new_visit = browser.is_none().then(keys::random_token);
        let cookie = browser.or_else(|| new_visit.clone()).unwrap_or_default();
        let path = request.path();
        let bare = path
            .strip_prefix("/zh")
            .or_else(|| path.strip_prefix("/en"))
            .filter(|rest| rest.is_empty() || rest.starts_with('/'))
            .unwrap_or(path);
        let ids = request
            .extensions()
            .get::<RequestIds>()
            .cloned()
            .unwrap_or_default();
        Ok(Self {
            lang,
            t: lang.texts(),
            who: who.unwrap_or(Who::Visitor),
            csrf: app.config.instance_key.csrf_token(&cookie),
            path: bare.to_owned(),
            query: request.query_string().to_owned(),
            request_id: ids.id,
            nonce: ids.nonce,
            now: app.clock.now(),
            demo: app.config.demo,
            flash: Jar::Flash
                .read(&app, request)
                .and_then(|word| Flash::parse(&word)),
            app,
            new_visit,
        })
    }

    /// Draws a page.
    ///
    /// # Errors
    /// When the template fails, which is a fault of ours.
    pub fn html(&self, template: &impl Template) -> Result<HttpResponse, AppError> {
        self.html_as(StatusCode::OK, template)
    }

    /// Draws a page with a status: 422 for a form with faults, 404 for what is not there.
    ///
    /// # Errors
    /// When the template fails, which is a fault of ours.
    pub fn html_as(
        &self,
        status: StatusCode,
        template: &impl Template,
    ) -> Result<HttpResponse, AppError> {
        let body = template
            .render()
            .map_err(|error| anyhow::anyhow!("template: {error}"))?;
        let mut response = HttpResponse::build(status);
        response
            .content_type("text/html; charset=utf-8")
            .insert_header((header::CONTENT_LANGUAGE, self.lang.tag()));
        if let Some(visit) = &self.new_visit {
            response.cookie(Jar::Visit.set(&self.app, visit.clone(), None));
        }
        if self.flash.is_some() {
            response.cookie(Jar::Flash.clear(&self.app));
        }
        Ok(response.body(body))
    }

    /// Draws a form again: 422 with its faults, 200 where only the language was switched.
    ///
    /// # Errors
    /// When the template fails, which is a fault of ours.
    pub fn form_again(
        &self,
        switching: bool,
        template: &impl Template,
    ) -> Result<HttpResponse, AppError> {
        let status = if switching {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        self.html_as(status, template)
    }

    /// After an act: 303 to a page in the same language (`path` without its prefix).
    pub fn go(&self, path: &str) -> HttpResponse {
        HttpResponse::SeeOther()
            .insert_header((header::LOCATION, self.href(path)))
            .finish()
    }

    /// After an act that the next page reports.
    pub fn go_with(&self, path: &str, flash: Flash) -> HttpResponse {
        let cookie = Jar::Flash.set(&self.app, flash.as_str().into(), Some(Duration::minutes(1)));
        HttpResponse::SeeOther()
            .insert_header((header::LOCATION, self.href(path)))
            .cookie(cookie)
            .finish()
    }

    /// A path in the page's language.
    pub fn href(&self, path: &str) -> String {
        format!("/{}{path}", self.lang)
    }

    /// The same page in the other language.
    pub fn switch_href(&self) -> String {
        let query = self
            .query
            .split('&')
            .filter(|part| !part.is_empty() && *part != SWITCH_QUERY)
            .collect::<Vec<_>>()
            .join("&");
        let mark = if query.is_empty() { "" } else { "?" };
        format!("/{}{}{mark}{query}", self.lang.other(), self.path)
    }

    /// Where a form posts itself to be shown in the other language with what was typed.
    pub fn switch_form_href(&self) -> String {
        format!("/{}{}?{SWITCH_QUERY}", self.lang.other(), self.path)
    }

    /// Whether the page is in this part of the service.
    pub fn is_in(&self, path: &str) -> bool {
        self.path == path
            || self
                .path
                .strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether an entry of the menu is where the reader is: of several that fit, the closest.
    pub fn is_current(&self, path: &str) -> bool {
        let closer = |other: &str| other.len() > path.len() && self.is_in(other);
        self.is_in(path) && !self.nav().iter().any(|(other, _)| closer(other))
    }

    /// The parts that stand in the masthead on a phone too; the others fold into its menu.
    pub fn nav_first(&self) -> Vec<(&'static str, String)> {
        self.nav().into_iter().take(ALWAYS_SHOWN).collect()
    }

    /// The parts that a phone shows in the menu.
    pub fn nav_rest(&self) -> Vec<(&'static str, String)> {
        self.nav().into_iter().skip(ALWAYS_SHOWN).collect()
    }

    /// The parts of the service that this reader has, the most used first.
    fn nav(&self) -> Vec<(&'static str, String)> {
        let t = self.t;
        let mut parts = self.rooms();
        if let Some(user) = self.user() {
            let inbox = match user.unread {
                0 => t.nav_inbox(),
                unread => t.nav_inbox_unread(unread),
            };
            parts.push(("/inbox", inbox));
            parts.push(("/account", t.nav_account()));
        }
        parts
    }

    /// The parts that depend on what somebody is here for.
    fn rooms(&self) -> Vec<(&'static str, String)> {
        let t = self.t;
        match self.user().map(|user| (user.role, user.standing)) {
            None => vec![
                ("/register", t.nav_register()),
                ("/statistics", t.nav_statistics()),
            ],
            Some((Role::Clinician, Standing::Member)) => vec![
                ("/shifts", t.nav_shifts()),
                ("/my-shifts", t.nav_my_shifts()),
                ("/my-pay", t.nav_my_pay()),
                ("/application", t.nav_application()),
                ("/my-engagements", t.nav_my_engagements()),
            ],
            Some((Role::Clinician, Standing::Suspended)) => vec![
                ("/application", t.nav_application()),
                ("/my-pay", t.nav_my_pay()),
            ],
            Some((Role::Clinician, _)) => vec![("/application", t.nav_application())],
            Some((Role::UnitManager, _)) => vec![
                ("/unit", t.nav_unit()),
                ("/unit/tonight", t.nav_tonight()),
                ("/unit/attendance", t.nav_attendance()),
            ],
            Some((Role::Officer, _)) => vec![
                ("/office/applications", t.nav_office()),
                ("/office/renewals", t.nav_renewals()),
                ("/office/matching", t.nav_matching()),
                ("/office/engagements", t.nav_engagements()),
                ("/office/appeals", t.nav_appeals()),
                ("/office/promise", t.nav_promise()),
                ("/office/payroll", t.nav_payroll()),
                ("/office/absences", t.nav_absences()),
                ("/office/weather", t.nav_weather()),
            ],
            Some((Role::Administrator, _)) => {
                vec![
                    ("/admin", t.nav_admin()),
                    ("/admin/reviews", t.nav_reviews()),
                    ("/admin/people", t.nav_people()),
                    ("/admin/reasons", t.nav_reasons()),
                    ("/admin/hospitals", t.nav_hospitals()),
                ]
            }
        }
    }

    /// The reader, where they are signed in.
    pub fn user(&self) -> Option<&SignedIn> {
        self.who.user()
    }

    /// What just happened, as a sentence.
    pub fn flash_sentence(&self) -> Option<String> {
        self.flash.map(|flash| flash.sentence(self.t))
    }

    /// The time at which the page was made, for the banner.
    pub fn now_time(&self) -> String {
        self.lang.time(self.now.local(crate::clock::SERVICE_ZONE))
    }
}

/// The path's language, or the one that the browser asks for.
pub fn language(request: &HttpRequest) -> Lang {
    let from_path = request.path().split('/').nth(1).and_then(Lang::parse);
    from_path.unwrap_or_else(|| {
        let wanted = request
            .headers()
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok());
        Lang::negotiate(wanted.unwrap_or(""))
    })
}

impl FromRequest for Page {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}
