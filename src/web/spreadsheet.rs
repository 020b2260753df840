//! Tables for spreadsheets and from them. Names and places in them were typed by strangers, and a
//! spreadsheet runs what looks like a formula.

use crate::error::AppError;
use actix_web::HttpResponse;
use actix_web::http::header;

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if runs {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The rows as a file: UTF-8 with a byte order mark, so that Chinese is read as Chinese.
///
/// # Errors
/// None that a row can cause.
pub fn file(name: &str, rows: &[Vec<String>]) -> Result<HttpResponse, AppError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| harmless(cell)))
            .map_err(anyhow::Error::from)?;
    }
    let body = writer
        .into_inner()
        .map_err(|error| anyhow::anyhow!("csv: {error}"))?;
    let disposition = format!("attachment; filename=\"{name}.csv\"");
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(body))
}

/// A line of a table as somebody pastes it: its number in what was pasted, and its cells.
pub type Line = (u64, Vec<String>);

/// The line on which a record begins. The reader's own count stands before the line breaks that part it
/// from the one before, so it is one short in what a browser sends, and more after empty lines.
fn number(text: &str, record: &csv::StringRecord) -> u64 {
    let from = record.position().map_or(0, csv::Position::byte);
    let rest = usize::try_from(from).ok().and_then(|from| text.get(from..));
    let rest = rest.unwrap_or_default().trim_start_matches(['\r', '\n']);
    let before = text.strip_suffix(rest).unwrap_or_default();
    let breaks = before.bytes().filter(|byte| *byte == b'\n').count();
    u64::try_from(breaks).map_or(0, |breaks| breaks + 1)
}

/// Reads a table that was pasted from a spreadsheet (cells parted by tabs) or from a file (by commas);
/// empty lines are left out, and so is what [`file()`] puts before a formula. `None` where it is no text of
/// that kind.
pub fn read(text: &str) -> Option<Vec<Line>> {
    let text = text.trim_start_matches('\u{feff}');
    let tabs = text.lines().next().is_some_and(|head| head.contains('\t'));
    let lines = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(text.as_bytes())
        .into_records()
        .collect::<Result<Vec<_>, _>>()
        .ok()?;
    let cell = |cell: &str| match cell.strip_prefix('\'') {
        Some(rest) if harmless(rest) != rest => rest.to_owned(),
        _ => cell.to_owned(),
    };
    let lines = lines
        .iter()
        .filter(|line| line.iter().any(|cell| !cell.is_empty()));
    Some(
        lines
            .map(|line| (number(text, line), line.iter().map(cell).collect()))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::body::MessageBody;

    #[test]
    fn what_was_written_is_read_again() {
        let pasted = "code\tname\r\n\r\nA\t=1, or 2\r\n";
        let cells = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let read_again = vec![(1, cells(["code", "name"])), (3, cells(["A", "=1, or 2"]))];
        assert_eq!(read(pasted), Some(read_again));
        let saved = "\u{feff}code,name\r\nA,'+852 2345\r\n";
        assert_eq!(read(saved).unwrap()[1], (2, cells(["A", "+852 2345"])));
    }

    #[test]
    fn no_cell_is_a_formula() {
        let rows = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "陳, 大文", "plain"];
        let rows: Vec<Vec<String>> = rows.iter().map(|cell| vec![(*cell).to_owned()]).collect();
        let body = file("queue", &rows)
            .unwrap()
            .into_body()
            .try_into_bytes()
            .unwrap();
        let text = std::str::from_utf8(&body).unwrap();
        assert_eq!(
            text,
            "\u{feff}'=1+1\r\n'+1\r\n'-1\r\n'@SUM(A1)\r\n'\tx\r\n\"陳, 大文\"\r\nplain\r\n"
        );
    }
}
