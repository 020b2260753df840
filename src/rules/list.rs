//! The list of every question, for people.

use std::io::{self, BufWriter, Write};

use super::field::Note;
use super::question::questions;
use crate::regime::Regime;

/// Prints every regime with its edition, every question, and every field with what is allowed and what
/// is taken where it is left out.
///
/// # Errors
/// Where the output cannot be written.
pub fn list(output: impl Write) -> io::Result<()> {
    let mut output = BufWriter::new(output);
    for &regime in Regime::ALL {
        let edition = regime.edition();
        writeln!(output, "{}: {}", regime.as_str(), edition.name)?;
        writeln!(
            output,
            "    in force from {}; times in {}, money in {}",
            edition.in_force_from,
            regime.time_zone(),
            regime.currency(),
        )?;
        for (name, question) in questions(regime) {
            writeln!(output, "\n  {name}")?;
            list_fields(&mut output, &question.fields(), 4)?;
        }
        writeln!(output)?;
    }
    output.flush()
}

fn list_fields(output: &mut impl Write, fields: &[Note], indent: usize) -> io::Result<()> {
    for field in fields {
        write!(output, "{:indent$}{}: {}", "", field.name, field.allowed)?;
        if let Some(default) = field.default {
            write!(output, " = {default}")?;
        }
        writeln!(output)?;
        list_fields(output, &field.fields, indent + 4)?;
    }
    Ok(())
}
