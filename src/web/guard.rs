//! The two gates of every request. [`outer`] stands before routing: request id, host, headers, `HEAD`,
//! error pages, the log line. [`admit`] stands before each handler: origin, session, policy, deadline,
//! panics.

use super::again;
use super::compress;
use super::cookies::Jar;
use super::headers;
use super::page::{Page, language};
use super::route::Policy;
use super::source;
use super::who::{SignedIn, Standing, Who};
use crate::accounts;
use crate::accounts::throttle::{self, PER_LINK_SOURCE};
use crate::app::App;
use crate::domain::Role;
use crate::error::{AppError, Clash, Denial, Detail, Problem};
use crate::i18n::Texts;
use crate::keys;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpResponse, ResponseError};
use askama::Template;
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};
use tracing::Instrument;

/// Made for one request: its name in the log and on its error page, and its scripts' nonce.
#[derive(Clone, Default)]
pub struct RequestIds {
    /// Twelve hexadecimal digits.
    pub id: String,
    /// 256 random bits.
    pub nonce: String,
}

/// Before routing, and after everything.
///
/// # Errors
/// Never; failures become pages.
pub async fn outer(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = keys::random::<6>()
        .iter()
        .fold(String::new(), |id, byte| format!("{id}{byte:02x}"));
    let span = tracing::info_span!("request", id);
    let ids = RequestIds {
        id,
        nonce: keys::random_token(),
    };
    request.extensions_mut().insert(ids.clone());
    let started = Instant::now();
    let method = request.method().clone();
    // Routing knows GET only; the protocol layer leaves the body of a HEAD answer away.
    if method == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    let response = if known_host(&request) {
        next.call(request)
            .instrument(span.clone())
            .await?
            .map_into_boxed_body()
    } else {
        request.into_response(HttpResponse::new(StatusCode::MISDIRECTED_REQUEST))
    };
    let accepted = compress::is_accepted(response.request());
    let mut response = compress::pack(with_page(response), accepted);
    headers::add(&mut response, &ids.id, &ids.nonce);
    let route = response.request().match_pattern().unwrap_or_default();
    let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis());
    span.in_scope(|| tracing::info!(%method, route, status, ms, "answered"));
    Ok(response)
}

/// Links in mails and on pages begin with the configured origin; a request that names another host
/// is not for us (R18). Health checks come by address.
fn known_host(request: &ServiceRequest) -> bool {
    let Some(app) = request.app_data::<Data<App>>() else {
        return false;
    };
    let host = named_host(request);
    let ours = app.config.host();
    let is_loopback = |host: &str| {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.parse::<u16>().is_ok() => name,
            _ => host,
        };
        matches!(name, "127.0.0.1" | "localhost" | "[::1]")
    };
    host == ours
        || (is_loopback(ours) && is_loopback(host))
        || matches!(request.path(), "/healthz" | "/readyz")
}

/// The host that a request names. Forwarded headers say nothing here: anybody can send them.
fn named_host(request: &ServiceRequest) -> &str {
    let header = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    header
        .or_else(|| {
            request
                .uri()
                .authority()
                .map(|authority| authority.as_str())
        })
        .unwrap_or("")
}

/// Before each handler.
///
/// # Errors
/// Never; refusals become answers that [`outer`] draws as pages.
pub async fn admit(
    policy: Policy,
    deadline: Duration,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let http = request.request().clone();
    let work = async {
        check_origin(&request)?;
        if policy == Policy::Link {
            limit_links(&request).await?;
        }
        if policy != Policy::Machine {
            let who = look_up(&request).await?;
            let verdict = judge(policy, &request, &who);
            request.extensions_mut().insert(who);
            verdict?;
        }
        Ok::<_, AppError>(next.call(request).await)
    };
    let settled = tokio::time::timeout(deadline, AssertUnwindSafe(work).catch_unwind()).await;
    let refusal = match settled {
        Ok(Ok(Ok(Ok(response)))) => {
            again::remember(&response);
            return Ok(response.map_into_boxed_body());
        }
        Ok(Ok(Ok(Err(error)))) => return Ok(ServiceResponse::new(http, error.error_response())),
        Ok(Ok(Err(refusal))) => refusal,
        Ok(Err(_)) => AppError::Internal(anyhow::anyhow!("a handler panicked")),
        Err(_) => AppError::Later(5, StatusCode::REQUEST_TIMEOUT),
    };
    Ok(ServiceResponse::new(http, refusal.error_response()))
}

/// Acts come from our own pages: the browser says so in `Sec-Fetch-Site`, older ones in `Origin`.
fn check_origin(request: &ServiceRequest) -> Result<(), AppError> {
    if request.method().is_safe() {
        return Ok(());
    }
    let text = |name: header::HeaderName| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let fetch_site = request
        .headers()
        .get("sec-fetch-site")
        .and_then(|value| value.to_str().ok());
    let ours = match (fetch_site, text(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin
            .split_once("://")
            .is_some_and(|(_, host)| host == named_host(request)),
        (None, None) => true,
    };
    if ours {
        Ok(())
    } else {
        Err(AppError::Forbidden(Denial::Forged))
    }
}

/// One limit for all links that come by mail: whoever guesses tokens tries them all (R24). A mail scanner
/// that opens each letter of a hospital a few times stays below it (R15).
async fn limit_links(request: &ServiceRequest) -> Result<(), AppError> {
    let Some(app) = request.app_data::<Data<App>>() else {
        return Ok(());
    };
    let from = source::address(app, request.request());
    let bucket = throttle::bucket(app, "link-source", &from);
    throttle::take(app, vec![(bucket, PER_LINK_SOURCE)]).await
}

async fn look_up(request: &ServiceRequest) -> Result<Who, AppError> {
    let Some(app) = request.app_data::<Data<App>>() else {
        return Ok(Who::Visitor);
    };
    let Some(token) = Jar::Session.read(app, request.request()) else {
        return Ok(Who::Visitor);
    };
    let user = accounts::sessions::find(app, &token).await?;
    Ok(user.map_or(Who::Visitor, |user| Who::User(Box::new(user))))
}

/// Whether a person may call a route of this policy.
fn judge(policy: Policy, request: &ServiceRequest, who: &Who) -> Result<(), AppError> {
    let role = |user: &SignedIn, wanted: Role| {
        if user.role == wanted {
            Ok(())
        } else {
            Err(AppError::Forbidden(Denial::Role))
        }
    };
    match (policy, who) {
        (Policy::Public | Policy::Link | Policy::Machine, _) => Ok(()),
        (Policy::Demo, _) => match request.app_data::<Data<App>>() {
            Some(app) if app.config.demo => Ok(()),
            _ => Err(AppError::NotFound),
        },
        (Policy::MemberOrNothing, Who::Visitor) => Err(AppError::NotFound),
        (_, Who::Visitor) => Err(AppError::SignIn),
        (Policy::SignedIn, Who::User(_)) => Ok(()),
        (Policy::Clinician, Who::User(user)) => role(user, Role::Clinician),
        (Policy::UnitManager, Who::User(user)) => role(user, Role::UnitManager),
        (Policy::Officer, Who::User(user)) => role(user, Role::Officer),
        (Policy::Administrator, Who::User(user)) => role(user, Role::Administrator),
        (Policy::MemberOrNothing, Who::User(user)) => match user.standing {
            Standing::Member => Ok(()),
            _ => Err(AppError::NotFound),
        },
        (Policy::Member, Who::User(user)) => match user.standing {
            Standing::Member => Ok(()),
            Standing::Suspended => Err(AppError::Forbidden(Denial::Suspended)),
            Standing::Lapsed => Err(AppError::Forbidden(Denial::Lapsed)),
            Standing::None | Standing::Applicant(_) => {
                Err(AppError::Forbidden(Denial::NotApproved))
            }
        },
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    cx: &'a Page,
    title: String,
    text: String,
    link: Option<(String, String)>,
    status: u16,
}

/// Puts a page where there is only a status.
fn with_page(response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let status = response.status();
    let problem = response.response().extensions().get::<Problem>().copied();
    let is_bare = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let fault = status.is_client_error() || status.is_server_error();
    let problem = match problem {
        Some(problem) => problem,
        None if fault && is_bare => Problem {
            status,
            detail: Detail::None,
        },
        None => return response,
    };
    let (request, bare) = response.into_parts();
    let mut answer = match (problem.detail, Page::of(&request)) {
        (Detail::SignIn, _) => to_sign_in(&request),
        (_, Ok(page)) => draw(&page, problem).unwrap_or_else(|error| error.error_response()),
        (_, Err(error)) => error.error_response(),
    };
    if let Some(allow) = bare.headers().get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow.clone());
    }
    if let Detail::Wait(seconds) = problem.detail {
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
    }
    ServiceResponse::new(request, answer)
}

/// To the sign-in page, which leads back to a page (never to an act).
fn to_sign_in(request: &actix_web::HttpRequest) -> HttpResponse {
    let lang = language(request);
    let back = if request.method() == Method::GET {
        let whole = request
            .uri()
            .path_and_query()
            .map_or("/", |whole| whole.as_str());
        format!(
            "?next={}",
            askama::filters::urlencode_strict(whole)
                .map(|text| text.to_string())
                .unwrap_or_default()
        )
    } else {
        String::new()
    };
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, format!("/{lang}/sign-in{back}")))
        .finish()
}

fn draw(page: &Page, problem: Problem) -> Result<HttpResponse, AppError> {
    let t = page.t;
    let (title, text) = words(t, problem);
    let link = match problem.detail {
        Detail::Denied(Denial::NotApproved | Denial::Suspended | Denial::Lapsed)
            if page.user().is_some_and(|user| user.role == Role::Clinician) =>
        {
            Some((page.href("/application"), t.problem_to_tracker()))
        }
        Detail::Denied(Denial::BulkReading) => Some((page.href("/office/reading"), t.bulk_title())),
        _ => page
            .user()
            .map(|user| (page.href(user.home()), t.problem_to_home())),
    };
    let template = ProblemPage {
        cx: page,
        title,
        text,
        link,
        status: problem.status.as_u16(),
    };
    page.html_as(problem.status, &template)
}

/// Title and explanation of a problem; each says what can be done.
fn words(t: &Texts, problem: Problem) -> (String, String) {
    match problem.detail {
        Detail::Denied(Denial::NotApproved) => {
            (t.problem_not_approved(), t.problem_not_approved_text())
        }
        Detail::Denied(Denial::Suspended) => (t.problem_suspended(), t.problem_suspended_text()),
        Detail::Denied(Denial::Lapsed) => (t.outcome_lapsed(), t.outcome_lapsed_text()),
        Detail::Denied(Denial::Role) => (t.problem_role(), t.problem_role_text()),
        Detail::Denied(Denial::Forged) => (t.problem_forged(), t.problem_forged_text()),
        Detail::Denied(Denial::OwnFile) => (t.problem_own_file(), t.problem_own_file_text()),
        Detail::Denied(Denial::Undeclared) => (t.problem_undeclared(), t.problem_undeclared_text()),
        Detail::Denied(Denial::Recused) => (t.problem_recused(), t.problem_recused_text()),
        Detail::Denied(Denial::BulkReading) => (t.problem_bulk(), t.problem_bulk_text()),
        Detail::Clash(Clash::State) => (t.problem_state(), t.problem_state_text()),
        Detail::Clash(Clash::SecondPerson) => {
            (t.problem_second_person(), t.problem_second_person_text())
        }
        Detail::Clash(Clash::CallBack) => (t.problem_call_back(), t.problem_call_back_text()),
        Detail::Clash(Clash::OwnCallBack) => {
            (t.problem_own_call_back(), t.problem_own_call_back_text())
        }
        Detail::Clash(Clash::Involved) => (t.problem_involved(), t.problem_involved_text()),
        Detail::Clash(Clash::TwoOthers) => (t.problem_two_others(), t.problem_two_others_text()),
        Detail::Clash(Clash::TooEarly) => (t.problem_too_early(), t.problem_too_early_text()),
        Detail::Clash(Clash::Full) => (t.problem_full(), t.problem_full_text()),
        Detail::Clash(Clash::StaffNumber) => {
            (t.error_staff_number_taken(), t.problem_staff_number_text())
        }
        Detail::Clash(Clash::NotYet) => (t.problem_not_yet(), t.problem_not_yet_text()),
        Detail::Clash(Clash::Incomplete) => (t.problem_incomplete(), t.problem_incomplete_text()),
        Detail::Wait(seconds) => (t.problem_wait(), t.problem_wait_text(seconds)),
        Detail::None | Detail::SignIn => match problem.status {
            StatusCode::NOT_FOUND => (t.problem_not_found(), t.problem_not_found_text()),
            StatusCode::GONE => (t.problem_gone(), t.problem_gone_text()),
            StatusCode::PAYLOAD_TOO_LARGE => (t.problem_too_large(), t.problem_too_large_text()),
            status if status.is_client_error() => (t.problem_request(), t.problem_request_text()),
            _ => (t.problem_ours(), t.problem_ours_text()),
        },
    }
}
