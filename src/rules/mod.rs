//! The questions that can be asked of the regimes: JSON lines in, JSON lines out.
//!
//! A question's fields are declared once (`given!`, in the file of its regime); the declaration reads
//! them, refuses what is unknown or out of range in a sentence that names the field, and lists them.
//! This room holds no rule of any regime and must not reckon: it reads, asks `regime/` and writes.

mod article;
mod fault;
mod field;
mod given;
mod json;
mod line;
mod list;
mod numbers;
mod question;
mod shape;
mod sheet;
mod shown;
mod stream;
mod times;

mod hk;
mod kaohsiung;
mod lienchiang;
mod macau;
mod taitung;

pub use article::in_english;
pub use field::Note;
pub use list::list;
pub use shape::Shape;
pub use sheet::{Answered, Fault, Sheet, answered, ask, sheets};
pub use shown::Shown;
pub use stream::answer_stream;
