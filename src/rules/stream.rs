//! A stream of lines.

use std::io::{self, BufRead, BufWriter, Write};

use super::line::answer_line;

/// Answers JSON lines: one line out for each line in, in the same order. A line that cannot be answered
/// gets an error and the rest goes on. A blank line is no JSON and gets an error too; blank lines at the
/// very end are none. Whether every line was answered.
///
/// # Errors
/// Where the input cannot be read or the output not be written.
pub fn answer_stream(mut input: impl BufRead, output: impl Write) -> io::Result<bool> {
    let mut output = BufWriter::new(output);
    let mut all_answered = true;
    let mut blank_lines = 0;
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if line.iter().all(u8::is_ascii_whitespace) {
            blank_lines += 1;
        } else {
            // Only now is it known that the blank lines before were not the end.
            for _ in 0..std::mem::take(&mut blank_lines) {
                all_answered &= write_answer(b"", &mut output)?;
            }
            all_answered &= write_answer(&line, &mut output)?;
        }
        line.clear();
    }
    output.flush()?;
    Ok(all_answered)
}

fn write_answer(line: &[u8], output: &mut impl Write) -> io::Result<bool> {
    let answer = answer_line(line);
    let (Ok(text) | Err(text)) = &answer;
    writeln!(output, "{text}")?;
    Ok(answer.is_ok())
}
