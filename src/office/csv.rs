//! Tables for spreadsheets. Names and places in them were typed by strangers, and a spreadsheet runs what
//! looks like a formula.

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

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::body::MessageBody;

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
