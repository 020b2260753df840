//! Routes: method, full path, policy and handler in one line each. The router, `locum routes`, the
//! access test and the browser tests are all made from the same table, so a route cannot be without
//! a policy and a page cannot be forgotten.

use super::guard;
use super::page::language;
use crate::error::AppError;
use actix_web::http::{Method, header};
use actix_web::middleware::from_fn;
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Responder, web};
use std::collections::BTreeMap;
use std::time::Duration;

/// Who may call a route at all. Whether a row is theirs is decided by the service behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Anybody.
    Public,
    /// Anybody who is signed in.
    SignedIn,
    /// People who register to work, in every state.
    Clinician,
    /// Approved members; everybody else is told why not.
    Member,
    /// Approved members; for everybody else it does not exist.
    MemberOrNothing,
    /// Unit managers.
    UnitManager,
    /// HR officers.
    Officer,
    /// Administrators.
    Administrator,
    /// Whoever holds the link in the path.
    Link,
    /// Anybody, in demo mode only.
    Demo,
    /// Machines: health checks and static files. No session is looked up.
    Machine,
}

impl Policy {
    /// The word for `locum routes`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::SignedIn => "signed-in",
            Self::Clinician => "clinician",
            Self::Member => "member",
            Self::MemberOrNothing => "member-or-404",
            Self::UnitManager => "unit-manager",
            Self::Officer => "officer",
            Self::Administrator => "administrator",
            Self::Link => "link",
            Self::Demo => "demo",
            Self::Machine => "machine",
        }
    }
}

/// How long a request may take, body included; a slow or stalled one is cut off.
const DEADLINE: Duration = Duration::from_secs(30);
/// The same for uploads from a phone in a lift.
const UPLOAD_DEADLINE: Duration = Duration::from_secs(180);

/// One line of the table.
pub struct Route {
    /// `GET` or `POST`.
    pub method: Method,
    /// Full path with its parameters.
    pub path: &'static str,
    /// Who may call it.
    pub policy: Policy,
    deadline: Duration,
    build: Box<dyn Fn(Policy, Duration) -> actix_web::Route>,
}

fn route<F, Args>(method: Method, path: &'static str, policy: Policy, handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let verb = method.clone();
    let build = move |policy, deadline| {
        web::method(verb.clone())
            .to(handler.clone())
            .wrap(from_fn(move |request, next| {
                guard::admit(policy, deadline, request, next)
            }))
    };
    Route {
        method,
        path,
        policy,
        deadline: DEADLINE,
        build: Box::new(build),
    }
}

/// A page or file that is read; `HEAD` works wherever it does.
pub fn get<F, Args>(path: &'static str, policy: Policy, handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    route(Method::GET, path, policy, handler)
}

/// An act.
pub fn post<F, Args>(path: &'static str, policy: Policy, handler: F) -> Route
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    route(Method::POST, path, policy, handler)
}

impl Route {
    /// Lets the body take as long as an upload needs.
    pub fn upload(self) -> Self {
        Self {
            deadline: UPLOAD_DEADLINE,
            ..self
        }
    }
}

/// Registers the table: known path with another method is 405, unknown path 404.
pub fn register(config: &mut web::ServiceConfig, routes: &[Route]) {
    let mut by_path: BTreeMap<&str, Vec<&Route>> = BTreeMap::new();
    let mut order = Vec::new();
    for route in routes {
        let same = by_path.entry(route.path).or_default();
        if same.is_empty() {
            order.push(route.path);
        }
        same.push(route);
    }
    for path in order {
        let mut resource = web::resource(path);
        for route in by_path.remove(path).unwrap_or_default() {
            resource = resource.route((route.build)(route.policy, route.deadline));
        }
        config.service(resource);
    }
    config.default_service(web::to(unknown));
}

/// A path that is no route. One that would be a route with a language in front, or without the slash
/// at its end, leads there; everything else is 404.
async fn unknown(request: HttpRequest) -> Result<HttpResponse, AppError> {
    let path = request.path().trim_end_matches('/');
    let known = |path: &String| request.resource_map().has_resource(path);
    let goal = [path.to_owned(), format!("/{}{path}", language(&request))]
        .into_iter()
        .find(|goal| goal != request.path() && known(goal));
    let (Some(goal), &Method::GET) = (goal, request.method()) else {
        return Err(AppError::NotFound);
    };
    let query = request.query_string();
    let mark = if query.is_empty() { "" } else { "?" };
    Ok(HttpResponse::Found()
        .insert_header((header::LOCATION, format!("{goal}{mark}{query}")))
        .insert_header((header::VARY, "accept-language"))
        .finish())
}
