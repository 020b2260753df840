//! The product in a browser. It needs the built program (`LOCUM_BIN`), axe-core (`AXE_JS`), Chromium
//! and its driver; `tests/all` provides them.

mod axe;
mod driver;
pub mod hands;

pub use axe::violations;
pub use driver::{Chrome, Demo, Scripts, pages};

/// A path, and whether it is read as each of the demo's people.
pub struct Reader {
    /// Address to sign in with; empty for a visitor.
    pub email: &'static str,
    /// The policies (words of `locum routes`) whose pages are read as this person.
    pub policies: &'static [&'static str],
}

/// The password of every demo account.
pub const PASSWORD: &str = "night tram over the harbour";

/// Who reads which pages.
pub const READERS: [Reader; 6] = [
    Reader {
        email: "",
        policies: &["public", "demo"],
    },
    Reader {
        email: "applicant@demo.example",
        policies: &["clinician", "signed-in"],
    },
    Reader {
        email: "nurse@demo.example",
        policies: &["member", "member-or-404"],
    },
    Reader {
        email: "manager@demo.example",
        policies: &["unit-manager"],
    },
    Reader {
        email: "officer@demo.example",
        policies: &["officer"],
    },
    Reader {
        email: "admin@demo.example",
        policies: &["administrator"],
    },
];
