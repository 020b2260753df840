//! Who may call what: every route × every kind of person (R29, R30, R31).
//!
//! What a person gets at the gate follows from the route's policy ([`gate`]); the snapshot shows the whole
//! table and is read by a person whenever it changes. A route whose path names a row needs a line in
//! [`ROWS`] as well: whose row it is decides there.

use crate::app::TestApp;
use crate::browser::Answer;
use crate::gates::filled;
use crate::people::Ward;
use actix_web::http::Method;
use locum::db::Dialect;
use locum::domain::Role;
use locum::vetting::State;
use locum::web::Route;
use locum::web::route::Policy;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The kinds of people, in the order of every line below.
const PEOPLE: [&str; 8] = [
    "visitor",
    "applicant",
    "member",
    "suspended",
    "manager",
    "officer",
    "administrator",
    "referee",
];

/// Somebody without an account who holds a link that works: everywhere else a visitor.
const REFEREE: usize = 7;

/// Routes that name a row. What each kind of person gets for a row that is there:
/// `other` is somebody else's, `own` is theirs (a `-` where they cannot have one). A referee gets what
/// a visitor gets.
///
/// | names | the row |
/// | --- | --- |
/// | `staff` | another officer's account / the administrator's own |
/// | `application` | another applicant's / their own: by reference, or the row of its certificate |
/// | `enquiry` | a unit that the stranger's file asks / that the applicant's does |
/// | `notice`, `copy` | another officer's / their own |
/// | `view` | another officer's / their own |
/// | `reason` | the first prepared reason |
/// | `hospital` | any |
/// | `round` | of a hospital where they head no unit, opened by another officer / where they head one / in which they were appointed |
/// | `engagement` | a stranger's / the member's own |
/// | `shift` | of a ward that they do not hold / that they hold |
/// | `place` | somebody else's on such a shift / their own, or on a ward that they hold |
/// | `month` | of their own pay |
/// | `run` | made by another officer / by themselves |
/// | `ward` | another unit / one that they hold |
/// | `block` | a block of another unit |
/// | `template` | of another unit / of one that they hold |
/// | `weather` | a notice about the weather |
/// | `search` | another member's / their own |
#[rustfmt::skip]
const ROWS: &[(&str, &str, &str, &str)] = &[
    // route                                               row       whose    visitor … administrator
    ("POST /{lang:zh|en}/admin/people/{id}/disable", "staff", "other", "303 403 403 403 403 403 303"),
    ("POST /{lang:zh|en}/admin/people/{id}/disable", "staff", "own",   "-   -   -   -   403 403 409"),
    ("POST /{lang:zh|en}/admin/people/{id}/enable",  "staff", "other", "303 403 403 403 403 403 409"),
    ("POST /{lang:zh|en}/admin/people/{id}/enable",  "staff", "own",   "-   -   -   -   403 403 409"),
    ("POST /{lang:zh|en}/admin/people/{id}/role",    "staff", "other", "303 403 403 403 403 403 422"),
    ("POST /{lang:zh|en}/admin/people/{id}/role",    "staff", "own",   "-   -   -   -   403 403 422"),
    ("POST /{lang:zh|en}/admin/reviews/{id}",        "staff", "other", "303 403 403 403 403 403 422"),
    ("GET /{lang:zh|en}/admin/hospitals/{id}",       "hospital", "other", "303 403 403 403 403 403 200"),
    ("POST /{lang:zh|en}/admin/hospitals/{id}",      "hospital", "other", "303 403 403 403 403 403 422"),
    ("GET /{lang:zh|en}/office/engagements/{id}",                      "engagement", "other", "303 403 403 403 403 200 403"),
    ("POST /{lang:zh|en}/office/engagements/{id}/state",               "engagement", "other", "303 403 403 403 403 422 403"),
    ("GET /{lang:zh|en}/office/engagements/{id}/enter/{question}",     "engagement", "other", "303 403 403 403 403 404 403"),
    ("POST /{lang:zh|en}/office/engagements/{id}/enter/{question}",    "engagement", "other", "303 403 403 403 403 404 403"),
    ("POST /{lang:zh|en}/office/engagements/{id}/confirm",             "engagement", "other", "303 403 403 403 403 404 403"),
    ("POST /{lang:zh|en}/office/engagements/{id}/leave",               "engagement", "other", "303 403 403 403 403 422 403"),
    ("GET /{lang:zh|en}/office/rounds/{id}",                           "round", "other", "303 403 403 403 403 200 403"),
    ("POST /{lang:zh|en}/office/rounds/{id}/panel",                    "round", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/rounds/{id}/leave-out",                "round", "other", "303 403 403 403 403 404 403"),
    ("POST /{lang:zh|en}/office/rounds/{id}/shortlist",                "round", "other", "303 403 403 403 403 409 403"),
    ("POST /{lang:zh|en}/office/rounds/{id}/close",                    "round", "other", "303 403 403 403 403 303 403"),
    ("POST /{lang:zh|en}/office/rounds/{id}/appoint",                  "round", "other", "303 403 403 403 403 409 403"),
    ("GET /{lang:zh|en}/office/rounds/{id}/notice",                    "round", "other", "303 403 403 403 403 404 403"),
    ("GET /{lang:zh|en}/unit/rounds/{id}",                             "round", "other", "303 403 403 403 404 403 403"),
    ("GET /{lang:zh|en}/unit/rounds/{id}",                             "round", "own",   "-   -   -   -   200 -   -"),
    ("POST /{lang:zh|en}/unit/rounds/{id}",                            "round", "other", "303 403 403 403 404 403 403"),
    ("POST /{lang:zh|en}/unit/rounds/{id}",                            "round", "own",   "-   -   -   -   422 -   -"),
    ("GET /{lang:zh|en}/my-rounds/{id}/notice",                        "round", "other", "303 404 404 404 403 403 403"),
    ("GET /{lang:zh|en}/my-rounds/{id}/notice",                        "round", "appointed", "-   -   200 -   -   -   -"),
    ("POST /{lang:zh|en}/my-engagements/{id}/leave",                   "engagement", "other", "303 404 404 404 403 403 403"),
    ("POST /{lang:zh|en}/my-engagements/{id}/leave",                   "engagement", "own",   "-   -   422 -   -   -   -"),
    ("GET /{lang:zh|en}/shifts/{id}",                "shift", "other", "404 404 200 404 404 404 404"),
    ("GET /{lang:zh|en}/shifts/{id}/why",            "shift", "other", "404 404 200 404 404 404 404"),
    ("POST /{lang:zh|en}/shifts/{id}/pick",          "shift", "other", "303 403 422 403 403 403 403"),
    ("POST /{lang:zh|en}/shifts/{id}/undo",          "shift", "other", "303 403 409 403 403 403 403"),
    ("POST /{lang:zh|en}/shifts/{id}/wait",          "shift", "other", "303 403 409 403 403 403 403"),
    ("POST /{lang:zh|en}/shifts/{id}/leave",         "shift", "other", "303 403 409 403 403 403 403"),
    ("POST /{lang:zh|en}/shifts/{id}/accept",        "shift", "other", "303 403 422 403 403 403 403"),
    ("POST /{lang:zh|en}/shifts/{id}/decline",       "shift", "other", "303 403 409 403 403 403 403"),
    ("GET /{lang:zh|en}/office/matching/{id}",       "shift", "other", "303 403 403 403 403 200 403"),
    ("POST /{lang:zh|en}/office/matching/{id}",      "shift", "other", "303 403 403 403 403 422 403"),
    ("GET /{lang:zh|en}/my-shifts/{id}/cancel",      "shift", "other", "303 403 404 403 403 403 403"),
    ("POST /{lang:zh|en}/my-shifts/{id}/cancel",     "shift", "other", "303 403 404 403 403 403 403"),
    ("GET /{lang:zh|en}/my-shifts/{id}/event.ics",   "shift", "other", "303 403 404 403 403 403 403"),
    ("POST /{lang:zh|en}/my-shifts/{id}/coming",     "shift", "other", "303 403 404 403 403 403 403"),
    ("GET /{lang:zh|en}/my-shifts/{id}/hand-over",   "shift", "other", "303 403 404 403 403 403 403"),
    ("POST /{lang:zh|en}/my-shifts/{id}/hand-over",  "shift", "other", "303 403 404 403 403 403 403"),
    ("GET /{lang:zh|en}/my-shifts/handovers/{id}",   "shift", "other", "303 403 404 403 403 403 403"),
    ("POST /{lang:zh|en}/my-shifts/handovers/{id}",  "shift", "other", "303 403 422 403 403 403 403"),
    ("POST /{lang:zh|en}/my-shifts/relatives/{id}/remove", "shift", "other", "303 403 409 403 403 403 403"),
    ("POST /{lang:zh|en}/my-shifts/roster/{id}/remove",    "shift", "other", "303 403 404 403 403 403 403"),
    ("POST /{lang:zh|en}/my-shifts/searches/{id}",         "search", "other", "303 403 422 403 403 403 403"),
    ("POST /{lang:zh|en}/my-shifts/searches/{id}/remove",  "search", "other", "303 403 404 403 403 403 403"),
    ("POST /{lang:zh|en}/my-shifts/searches/{id}/remove",  "search", "own",   "-   -   303 -   -   -   -"),
    ("GET /{lang:zh|en}/my-shifts/blocks/{id}",      "shift", "other", "303 403 404 403 403 403 403"),
    ("POST /{lang:zh|en}/my-shifts/blocks/{id}",     "shift", "other", "303 403 404 403 403 403 403"),
    ("POST /{lang:zh|en}/office/appeals/{id}",       "shift", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/unit/handovers/{id}",       "shift", "other", "303 403 403 403 422 403 403"),
    ("GET /{lang:zh|en}/unit/shifts/{id}",           "shift", "other", "303 403 403 403 404 403 403"),
    ("GET /{lang:zh|en}/unit/shifts/{id}",           "shift", "own",   "-   -   -   -   200 -   -"),
    ("GET /{lang:zh|en}/unit/shifts/{id}/call-off",  "shift", "other", "303 403 403 403 404 403 403"),
    ("GET /{lang:zh|en}/unit/shifts/{id}/call-off",  "shift", "own",   "-   -   -   -   200 -   -"),
    ("POST /{lang:zh|en}/unit/shifts/{id}/call-off", "shift", "other", "303 403 403 403 404 403 403"),
    ("POST /{lang:zh|en}/unit/shifts/{id}/call-off", "shift", "own",   "-   -   -   -   422 -   -"),
    ("GET /{lang:zh|en}/unit/wards/{id}",            "ward", "other", "303 403 403 403 404 403 403"),
    ("GET /{lang:zh|en}/unit/wards/{id}",            "ward", "own",   "-   -   -   -   200 -   -"),
    ("POST /{lang:zh|en}/unit/wards/{id}",           "ward", "other", "303 403 403 403 404 403 403"),
    ("POST /{lang:zh|en}/unit/wards/{id}",           "ward", "own",   "-   -   -   -   422 -   -"),
    ("GET /{lang:zh|en}/unit/wards/{id}/blocks",     "ward", "other", "303 403 403 403 404 403 403"),
    ("GET /{lang:zh|en}/unit/wards/{id}/blocks",     "ward", "own",   "-   -   -   -   200 -   -"),
    ("POST /{lang:zh|en}/unit/wards/{id}/blocks",    "ward", "other", "303 403 403 403 404 403 403"),
    ("POST /{lang:zh|en}/unit/wards/{id}/blocks",    "ward", "own",   "-   -   -   -   422 -   -"),
    ("GET /{lang:zh|en}/unit/wards/{id}/preferred",  "ward", "other", "303 403 403 403 404 403 403"),
    ("GET /{lang:zh|en}/unit/wards/{id}/preferred",  "ward", "own",   "-   -   -   -   200 -   -"),
    ("POST /{lang:zh|en}/unit/wards/{id}/preferred", "ward", "other", "303 403 403 403 404 403 403"),
    ("POST /{lang:zh|en}/unit/wards/{id}/preferred", "ward", "own",   "-   -   -   -   422 -   -"),
    ("GET /{lang:zh|en}/unit/wards/{id}/templates",  "ward", "other", "303 403 403 403 404 403 403"),
    ("GET /{lang:zh|en}/unit/wards/{id}/templates",  "ward", "own",   "-   -   -   -   200 -   -"),
    ("POST /{lang:zh|en}/unit/wards/{id}/templates", "ward", "other", "303 403 403 403 404 403 403"),
    ("POST /{lang:zh|en}/unit/wards/{id}/templates", "ward", "own",   "-   -   -   -   422 -   -"),
    ("POST /{lang:zh|en}/unit/templates/{id}/remove", "template", "other", "303 403 403 403 404 403 403"),
    ("POST /{lang:zh|en}/unit/templates/{id}/remove", "template", "own",   "-   -   -   -   303 -   -"),
    ("POST /{lang:zh|en}/unit/blocks/{id}/lift",     "block", "other", "303 403 403 403 404 403 403"),
    ("GET /{lang:zh|en}/unit/attendance/{id}",       "place", "other", "303 403 403 403 404 403 403"),
    ("GET /{lang:zh|en}/unit/attendance/{id}",       "place", "own",   "-   -   -   -   200 -   -"),
    ("POST /{lang:zh|en}/unit/attendance/{id}",      "place", "other", "303 403 403 403 404 403 403"),
    ("POST /{lang:zh|en}/unit/attendance/{id}",      "place", "own",   "-   -   -   -   422 -   -"),
    ("GET /{lang:zh|en}/unit/attendance/{id}/absent",    "place", "other", "303 403 403 403 404 403 403"),
    ("GET /{lang:zh|en}/unit/attendance/{id}/absent",    "place", "own",   "-   -   -   -   409 -   -"),
    ("POST /{lang:zh|en}/unit/attendance/{id}/absent",   "place", "other", "303 403 403 403 404 403 403"),
    ("POST /{lang:zh|en}/unit/attendance/{id}/absent",   "place", "own",   "-   -   -   -   409 -   -"),
    ("GET /{lang:zh|en}/unit/attendance/{id}/feedback",  "place", "other", "303 403 403 403 404 403 403"),
    ("GET /{lang:zh|en}/unit/attendance/{id}/feedback",  "place", "own",   "-   -   -   -   409 -   -"),
    ("POST /{lang:zh|en}/unit/attendance/{id}/feedback", "place", "other", "303 403 403 403 404 403 403"),
    ("POST /{lang:zh|en}/unit/attendance/{id}/feedback", "place", "own",   "-   -   -   -   409 -   -"),
    ("GET /{lang:zh|en}/my-pay/{id}/absence",        "place", "other", "303 404 404 404 403 403 403"),
    ("GET /{lang:zh|en}/my-pay/{id}/absence",        "place", "own",   "-   409 409 409 -   -   -"),
    ("POST /{lang:zh|en}/my-pay/{id}/absence",       "place", "other", "303 404 404 404 403 403 403"),
    ("POST /{lang:zh|en}/my-pay/{id}/absence",       "place", "own",   "-   409 409 409 -   -   -"),
    ("GET /{lang:zh|en}/my-pay/{id}/feedback",       "place", "other", "303 404 404 404 403 403 403"),
    ("GET /{lang:zh|en}/my-pay/{id}/feedback",       "place", "own",   "-   409 409 409 -   -   -"),
    ("POST /{lang:zh|en}/my-pay/{id}/feedback",      "place", "other", "303 404 404 404 403 403 403"),
    ("POST /{lang:zh|en}/my-pay/{id}/feedback",      "place", "own",   "-   409 409 409 -   -   -"),
    ("POST /{lang:zh|en}/office/absences/{id}",      "place", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/weather/{id}/end",   "weather", "other", "303 403 403 403 403 303 403"),
    ("GET /{lang:zh|en}/my-pay/{id}",                "place", "other", "303 404 404 404 403 403 403"),
    ("GET /{lang:zh|en}/my-pay/{id}",                "place", "own",   "-   200 200 200 -   -   -"),
    ("POST /{lang:zh|en}/my-pay/{id}/sign",          "place", "other", "303 404 404 404 403 403 403"),
    ("POST /{lang:zh|en}/my-pay/{id}/sign",          "place", "own",   "-   422 422 422 -   -   -"),
    ("POST /{lang:zh|en}/my-pay/{id}/agree",         "place", "other", "303 404 404 404 403 403 403"),
    ("POST /{lang:zh|en}/my-pay/{id}/agree",         "place", "own",   "-   409 409 409 -   -   -"),
    ("POST /{lang:zh|en}/my-pay/{id}/query",         "place", "other", "303 404 404 404 403 403 403"),
    ("POST /{lang:zh|en}/my-pay/{id}/query",         "place", "own",   "-   422 422 422 -   -   -"),
    ("GET /{lang:zh|en}/my-pay/months/{month}",      "month", "own",   "303 200 200 200 403 403 403"),
    ("GET /{lang:zh|en}/my-pay/months/{month}/statement.pdf", "month", "own", "303 404 404 404 403 403 403"),
    ("GET /{lang:zh|en}/office/payroll/{id}",        "run",   "other", "303 403 403 403 403 200 403"),
    ("GET /{lang:zh|en}/office/payroll/{id}/payroll.csv", "run", "other", "303 403 403 403 403 409 403"),
    ("POST /{lang:zh|en}/office/payroll/{id}/release", "run", "other", "303 403 403 403 403 303 403"),
    ("POST /{lang:zh|en}/office/payroll/{id}/release", "run", "own",   "-   -   -   -   -   409 -"),
    ("POST /{lang:zh|en}/office/payroll/{id}/discard", "run", "other", "303 403 403 403 403 303 403"),
    ("POST /{lang:zh|en}/office/payroll/{id}/paid",  "run",   "other", "303 403 403 403 403 409 403"),
    ("GET /{lang:zh|en}/office/applications/{reference}",              "application", "other", "303 403 403 403 403 200 403"),
    ("GET /{lang:zh|en}/office/applications/{reference}/declare",      "application", "other", "303 403 403 403 403 200 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/declare",     "application", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/begin",       "application", "other", "303 403 403 403 403 303 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/documents/{id}/verify", "application", "other", "303 403 403 403 403 409 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/documents/{id}/return", "application", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/documents/{id}/checks", "application", "other", "303 403 403 403 403 409 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/ask",         "application", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/assign",      "application", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/remind",      "application", "other", "303 403 403 403 403 303 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/notes",       "application", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/views/{id}/forget",                    "view", "other", "303 403 403 403 403 404 403"),
    ("POST /{lang:zh|en}/office/views/{id}/forget",                    "view", "own",   "-   -   -   -   -   303 -"),
    ("GET /{lang:zh|en}/admin/reasons/{id}",                           "reason", "other", "303 403 403 403 403 403 200"),
    ("POST /{lang:zh|en}/admin/reasons/{id}",                          "reason", "other", "303 403 403 403 403 403 422"),
    ("POST /{lang:zh|en}/admin/reasons/{id}/retire",                   "reason", "other", "303 403 403 403 403 403 303"),
    ("POST /{lang:zh|en}/admin/reasons/{id}/restore",                  "reason", "other", "303 403 403 403 403 403 409"),
    ("POST /{lang:zh|en}/office/applications/{reference}/enquiries",   "application", "other", "303 403 403 403 403 409 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/recommend",   "application", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/decide",      "application", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/suspend",     "application", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/reinstate",   "application", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/appeal",      "application", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/void",        "application", "other", "303 403 403 403 403 422 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/void/answer", "application", "other", "303 403 403 403 403 409 403"),
    ("GET /{lang:zh|en}/office/renewals/{id}",                         "application", "other", "303 403 403 403 403 404 403"),
    ("POST /{lang:zh|en}/office/renewals/{id}/accept",                 "application", "other", "303 403 403 403 403 404 403"),
    ("POST /{lang:zh|en}/office/renewals/{id}/return",                 "application", "other", "303 403 403 403 403 404 403"),
    ("GET /{lang:zh|en}/office/files/{id}",                            "application", "other", "303 403 403 403 403 200 403"),
    ("GET /{lang:zh|en}/office/files/{id}/pages/{number}",             "application", "other", "303 403 403 403 403 200 403"),
    ("GET /{lang:zh|en}/application/files/{id}",                       "application", "other", "303 404 404 404 403 403 403"),
    ("GET /{lang:zh|en}/application/files/{id}",                       "application", "own",   "-   200 200 200 -   -   -"),
    ("POST /{lang:zh|en}/application/experience/{id}/remove",          "application", "other", "303 409 409 409 403 403 403"),
    ("POST /{lang:zh|en}/application/units/{id}/remove",               "application", "other", "303 409 409 409 403 403 403"),
    ("GET /{lang:zh|en}/application/units/{id}/correct",               "enquiry", "other", "303 404 404 404 403 403 403"),
    ("GET /{lang:zh|en}/application/units/{id}/correct",               "enquiry", "own",   "-   200 -   -   -   -   -"),
    ("POST /{lang:zh|en}/application/units/{id}/correct",              "enquiry", "other", "303 404 404 404 403 403 403"),
    ("POST /{lang:zh|en}/application/units/{id}/correct",              "enquiry", "own",   "-   422 -   -   -   -   -"),
    ("GET /{lang:zh|en}/office/applications/{reference}/enquiries/{id}",        "enquiry", "other", "303 403 403 403 403 200 403"),
    ("GET /{lang:zh|en}/office/applications/{reference}/enquiries/{id}/{way}",  "enquiry", "other", "303 403 403 403 403 200 403"),
    ("POST /{lang:zh|en}/office/applications/{reference}/enquiries/{id}/{way}", "enquiry", "other", "303 403 403 403 403 422 403"),
    ("GET /{lang:zh|en}/inbox/{id}",                 "notice", "other", "303 404 404 404 404 404 404"),
    ("GET /{lang:zh|en}/inbox/{id}",                 "notice", "own",   "-   200 200 200 200 200 200"),
    ("GET /{lang:zh|en}/account/data/{id}",          "copy",   "other", "303 404 404 404 403 403 403"),
    ("GET /{lang:zh|en}/account/data/{id}",          "copy",   "own",   "-   200 200 200 -   -   -"),
];

/// What the gate does with a person before the handler is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gate {
    In,
    SignIn,
    Forbidden,
    NotThere,
}

impl Gate {
    fn word(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::SignIn => "303",
            Self::Forbidden => "403",
            Self::NotThere => "404",
        }
    }
}

fn gate(policy: Policy, person: &str) -> Gate {
    let only = |wanted: &[&str]| match person {
        "visitor" | "referee" => Gate::SignIn,
        person if wanted.contains(&person) => Gate::In,
        _ => Gate::Forbidden,
    };
    match policy {
        Policy::Public | Policy::Link | Policy::Machine => Gate::In,
        Policy::SignedIn => only(&PEOPLE[1..REFEREE]),
        Policy::Clinician => only(&["applicant", "member", "suspended"]),
        Policy::Member => only(&["member"]),
        Policy::MemberOrNothing if person == "member" => Gate::In,
        Policy::MemberOrNothing => Gate::NotThere,
        Policy::UnitManager => only(&["manager"]),
        Policy::Officer => only(&["officer"]),
        Policy::Administrator => only(&["administrator"]),
        // Stories run outside the demo.
        Policy::Demo => Gate::NotThere,
    }
}

fn name(route: &Route) -> String {
    format!("{} {}", route.method, route.path)
}

/// Whether a path names a row: not a language, a link's token or a file of ours.
fn names_a_row(path: &str) -> bool {
    path.split('/').any(|part| {
        part.starts_with('{')
            && !part.starts_with("{lang:")
            && !matches!(
                part,
                "{token}" | "{file}" | "{slot}" | "{regime}" | "{question}" | "{list}"
            )
    })
}

/// Everybody, and the rows that they own.
struct World {
    ids: [i64; REFEREE],
    applications: [i64; REFEREE],
    /// The referee's link, about the stranger's application.
    token: String,
    stranger: i64,
    strangers_application: i64,
    strangers_file: i64,
    own_enquiry: i64,
    strangers_enquiry: i64,
    own_shift: i64,
    own_ward: i64,
    strangers_ward: i64,
    strangers_shift: i64,
    hospital: i64,
    own_engagement: i64,
    strangers_engagement: i64,
    round: i64,
    strangers_round: i64,
    own_appointment: i64,
}

impl World {
    async fn make(app: &TestApp) -> Self {
        let applicant = app.clinician(State::CheckingDocuments).await;
        let member = app.clinician(State::Approved).await;
        let suspended = app.clinician(State::Suspended).await;
        let manager = app
            .staff(Role::UnitManager, "manager@hospital.example")
            .await;
        let officer = app.staff(Role::Officer, "officer@hospital.example").await;
        let administrator = app
            .staff(Role::Administrator, "head@hospital.example")
            .await;
        let stranger = app.staff(Role::Officer, "stranger@hospital.example").await;
        let other = app.clinician(State::Submitted).await;
        let under_way = app.clinician(State::AwaitingReferences).await;
        let ward: Ward = app.unit().await;
        app.gives(ward, &manager).await;
        app.enquiry(applicant.application).await;
        let token = app.enquiry(under_way.application).await;
        let own_engagement = crate::engagements::engagement(app, member.id, ward.hospital).await;
        Self {
            ids: [
                0,
                applicant.id,
                member.id,
                suspended.id,
                manager.id,
                officer.id,
                administrator.id,
            ],
            applications: [
                0,
                applicant.application,
                member.application,
                suspended.application,
                0,
                0,
                0,
            ],
            token,
            stranger: stranger.id,
            strangers_application: other.application,
            own_enquiry: app.first_unit(applicant.application).await,
            strangers_enquiry: app.first_unit(under_way.application).await,
            strangers_file: under_way.application,
            own_ward: ward.id,
            strangers_ward: app.unit().await.id,
            own_shift: app.shift(ward, 5, 1, manager.id).await,
            hospital: ward.hospital,
            round: crate::rounds::round(app, ward.hospital, stranger.id).await,
            strangers_round: crate::rounds::round(app, app.unit().await.hospital, stranger.id)
                .await,
            own_appointment: crate::rounds::appointment(app, &ward, stranger.id, own_engagement)
                .await,
            own_engagement,
            strangers_engagement: crate::engagements::engagement(app, under_way.id, ward.hospital)
                .await,
            strangers_shift: app.shift(app.unit().await, 5, 1, stranger.id).await,
        }
    }

    /// The path that a line of [`ROWS`] means for a person.
    async fn path(
        &self,
        app: &TestApp,
        path: &str,
        row: &str,
        whose: &str,
        person: usize,
    ) -> String {
        let id = self.id(row, whose, person);
        let (reference, id) = match row {
            "application" => app.papers(id).await,
            "enquiry" => (app.papers(self.file(whose)).await.0, id),
            "notice" => (String::new(), crate::notices::notice(app, id).await),
            "view" => (String::new(), crate::workbench::view(app, id).await),
            "copy" => (String::new(), crate::privacy::copy(app, id).await),
            "place" => (String::new(), self.place(app, whose, person).await),
            "run" => (String::new(), crate::pay::run(app, id).await),
            "search" => (String::new(), crate::searches::search(app, id).await),
            "weather" => (String::new(), crate::weather::weather(app, id).await),
            "template" => (String::new(), crate::wards::template(app, id).await),
            "block" => (String::new(), crate::wards::block(app, id).await),
            _ => (String::new(), id),
        };
        filled(
            &path
                .replace("{reference}", &reference)
                .replace("{id}", &id.to_string())
                .replace("{number}", "1")
                .replace("{month}", "2026-03"),
        )
    }

    /// The application whose enquiry a line means.
    fn file(&self, whose: &str) -> i64 {
        if whose == "own" {
            self.applications[1]
        } else {
            self.strangers_file
        }
    }

    /// A place that somebody holds: the person, somebody in the ward that a manager holds, or neither.
    async fn place(&self, app: &TestApp, whose: &str, person: usize) -> i64 {
        let clinician = matches!(person, 1..=3);
        let (user, shift) = match whose {
            "own" if clinician => (self.ids[person], self.strangers_shift),
            "own" => (self.ids[2], self.own_shift),
            _ => (self.ids[person % 3 + 1], self.strangers_shift),
        };
        crate::pay::place(app, user, shift).await
    }

    /// The id that a line of [`ROWS`] means for a person.
    fn id(&self, row: &str, whose: &str, person: usize) -> i64 {
        match (row, whose) {
            ("staff" | "notice" | "copy" | "view" | "run" | "weather" | "search", "other") => {
                self.stranger
            }
            ("staff" | "notice" | "copy" | "view" | "run" | "search", "own") => self.ids[person],
            ("reason", _) => 1,
            ("application", "other") => self.strangers_application,
            ("application", "own") => self.applications[person],
            ("enquiry", "other") => self.strangers_enquiry,
            ("enquiry", "own") => self.own_enquiry,
            ("hospital", "other") => self.hospital,
            ("place" | "month", _) => 0,
            ("round", "own") => self.round,
            ("round", "appointed") => self.own_appointment,
            ("round", "other") => self.strangers_round,
            ("engagement", "other") => self.strangers_engagement,
            ("engagement", "own") => self.own_engagement,
            ("ward" | "template", "own") => self.own_ward,
            ("ward" | "block" | "template", "other") => self.strangers_ward,
            ("shift", "other") => self.strangers_shift,
            ("shift", "own") => self.own_shift,
            other => panic!("{other:?}: World::id does not know this row"),
        }
    }

    /// One request of a person in a session of its own, an act without any field.
    async fn asks(&self, app: &TestApp, person: usize, method: &Method, path: &str) -> Answer {
        let browser = app.visitor();
        if (1..REFEREE).contains(&person) {
            app.open_session(&browser, self.ids[person]).await;
        }
        if *method == Method::POST {
            browser.post(path, &[]).await
        } else {
            browser.get(path).await
        }
    }
}

#[actix_web::test]
async fn every_route_lets_in_whom_its_policy_says() {
    let app = &TestApp::start(Dialect::Sqlite).await;
    app.ignores_mail();
    let world = World::make(app).await;
    let mut wrong = Vec::new();
    let mut routes = locum::app::routes();
    // Whoever leaves is no member for the routes after it.
    routes.sort_by_key(|route| route.path.ends_with("/application/leave"));
    for route in routes {
        for (person, who) in PEOPLE.iter().enumerate() {
            let path = match person {
                REFEREE => route.path.replace("{token}", &world.token),
                _ => route.path.to_owned(),
            };
            let answer = world.asks(app, person, &route.method, &filled(&path)).await;
            let to_sign_in = answer.status == 303 && answer.location.contains("/sign-in");
            let fits = match gate(route.policy, who) {
                // Inside, the handler decides: the row is not there, the form is empty.
                // An upload form that is none carries no token.
                Gate::In
                    if ["/documents/{slot}", "/unit/many/file"]
                        .iter()
                        .any(|form| route.path.ends_with(form))
                        && route.method == Method::POST =>
                {
                    answer.status == 403
                }
                // The link opens one form, and no other link's page (R16).
                Gate::In if person == REFEREE && route.policy == Policy::Link => {
                    let opens = route.path.contains("/r/{token}");
                    (answer.status != 410) == opens
                }
                Gate::In => {
                    matches!(answer.status, 200 | 303 | 404 | 409 | 410 | 413 | 415 | 422)
                        && !to_sign_in
                }
                Gate::SignIn => to_sign_in,
                Gate::Forbidden => answer.status == 403,
                Gate::NotThere => answer.status == 404,
            };
            if !fits {
                wrong.push(format!(
                    "{}: {who} got {} {}",
                    name(&route),
                    answer.status,
                    answer.location
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[actix_web::test]
async fn rows_are_shown_to_whom_they_belong() {
    let known: BTreeSet<String> = locum::app::routes().iter().map(name).collect();
    for (route, row, whose, statuses) in ROWS {
        assert!(
            known.contains(*route),
            "{route} is in ROWS and not in the product"
        );
        let mut statuses: Vec<&str> = statuses.split_whitespace().collect();
        assert_eq!(statuses.len(), REFEREE, "{route}");
        statuses.push(statuses[0]);
        for (person, expected) in statuses
            .iter()
            .enumerate()
            .filter(|(_, expected)| **expected != "-")
        {
            // Each in a world of its own: an act changes what the next one would find.
            let app = &TestApp::start(Dialect::Sqlite).await;
            app.ignores_mail();
            let world = World::make(app).await;
            let (method, path) = route.split_once(' ').expect("method and path");
            let method = method.parse().expect("a method");
            let path = world.path(app, path, row, whose, person).await;
            let answer = world.asks(app, person, &method, &path).await;
            let got = answer.status.to_string();
            assert_eq!(
                got, **expected,
                "{route}: {} on {whose} {row}",
                PEOPLE[person]
            );
        }
    }
}

#[test]
fn every_route_that_names_a_row_has_a_line() {
    let lines: BTreeSet<&str> = ROWS.iter().map(|(route, ..)| *route).collect();
    let missing: Vec<String> = locum::app::routes()
        .iter()
        .filter(|route| names_a_row(route.path) && route.policy != Policy::Demo)
        .map(name)
        .filter(|route| !lines.contains(route.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "say in ROWS who gets what:\n{}",
        missing.join("\n")
    );
}

#[test]
fn the_whole_table_was_read_by_a_person() {
    let mut table = format!(
        "{:<62} {:<14} {}\n",
        "route",
        "policy",
        PEOPLE.map(|who| format!("{who:<9}")).join(" ")
    );
    for route in locum::app::routes() {
        let words = PEOPLE
            .map(|who| format!("{:<9}", gate(route.policy, who).word()))
            .join(" ");
        writeln!(
            table,
            "{:<62} {:<14} {}",
            name(&route),
            route.policy.as_str(),
            words.trim_end()
        )
        .expect("a String");
    }
    insta::assert_snapshot!(table);
}
