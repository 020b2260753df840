//! What every request passes through: routes with their policies, who is asking, forms, pages.
//! It knows no feature; it must not hold a sentence that people read.

pub mod again;
pub mod assets;
mod compress;
pub mod cookies;
pub mod form;
pub mod guard;
pub mod headers;
pub mod page;
pub mod route;
pub mod source;
pub mod spreadsheet;
pub mod who;

pub use form::{FieldErrors, Form, Press};
pub use page::{Flash, Page};
pub use route::{Policy, Route};
pub use who::{SignedIn, Standing, Who};
