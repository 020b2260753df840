//! A statement as a PDF file, written with a font of the machine: none that can write Chinese may be
//! handed on with this program. Where the machine has none, the page itself is printed.

use krilla::Document;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::text::{Font, TextDirection};

/// A4 in points, and its margins.
const PAGE: (f32, f32) = (595.0, 842.0);
const LEFT: f32 = 48.0;
const RIGHT: f32 = 547.0;
const TOP: f32 = 64.0;
const BOTTOM: f32 = 786.0;

/// A line on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// The heading.
    Title(String),
    /// Text.
    Text(String),
    /// What it is on the left, how much on the right.
    Entry(String, String),
    /// What stands under an entry, in small letters.
    Small(String),
}

impl Row {
    fn size(&self) -> f32 {
        match self {
            Self::Title(_) => 18.0,
            Self::Text(_) | Self::Entry(..) => 10.5,
            Self::Small(_) => 9.0,
        }
    }

    /// Space above it.
    fn gap(&self) -> f32 {
        match self {
            Self::Title(_) | Self::Small(_) => 4.0,
            Self::Text(_) => 6.0,
            Self::Entry(..) => 11.0,
        }
    }
}

/// The font of a setting `path#face`; `None` where the machine has none there.
pub fn font(setting: &str) -> Option<Font> {
    let (path, face) = setting.rsplit_once('#').unwrap_or((setting, "0"));
    let bytes = std::fs::read(path).ok()?;
    Font::new(bytes.into(), face.parse().ok()?)
}

/// Whether the machine has the font of the setting.
pub fn has_font(setting: &str) -> bool {
    let path = setting.rsplit_once('#').map_or(setting, |(path, _)| path);
    std::path::Path::new(path).is_file()
}

/// How wide a text is at size 1, near enough to break lines and to set figures to the right.
fn width(text: &str) -> f32 {
    let wide = |c: char| match c {
        '.' | ',' | ':' | ' ' | 'i' | 'l' | '\'' => 0.28,
        '0'..='9' | '$' => 0.556,
        c if c.is_ascii() => 0.6,
        _ => 1.0,
    };
    text.chars().map(wide).sum()
}

/// Breaks a text into lines; between words where there are any.
fn broken(text: &str, widest: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in text.split_inclusive(' ').flat_map(pieces) {
        let Some(last) = lines.last_mut() else {
            continue;
        };
        if !last.is_empty() && width(last) + width(piece.trim_end()) > widest {
            lines.push(piece.trim_start().to_owned());
        } else {
            last.push_str(piece);
        }
    }
    lines
}

/// A word of Latin letters stays whole; a line may end after any Han letter.
fn pieces(word: &str) -> Vec<&str> {
    if word.is_ascii() {
        vec![word]
    } else {
        let starts = word.char_indices().map(|(at, c)| (at, at + c.len_utf8()));
        starts.filter_map(|(from, to)| word.get(from..to)).collect()
    }
}

/// Writes rows onto as many pages as they need.
///
/// # Errors
/// When the file cannot be put together, which is a fault of ours or of the font.
pub fn write(
    font: &Font,
    title: &str,
    lang: &str,
    rows: &[Row],
    footer: &str,
) -> anyhow::Result<Vec<u8>> {
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .language(lang.to_owned()),
    );
    let settings =
        || PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| anyhow::anyhow!("A4 is no page"));
    let sheets = laid_out(rows);
    let count = sheets.len();
    for (number, sheet) in (1_usize..).zip(sheets) {
        let mut page = document.start_page_with(settings()?);
        let mut surface = page.surface();
        let mut put = |x: f32, y: f32, size: f32, text: &str| {
            let at = Point::from_xy(x, y);
            surface.draw_text(at, font.clone(), size, text, false, TextDirection::Auto);
        };
        for (x, y, size, text) in &sheet {
            put(*x, *y, *size, text);
        }
        put(LEFT, 812.0, 8.5, footer);
        let folio = format!("{number} / {count}");
        put(RIGHT - width(&folio) * 8.5, 812.0, 8.5, &folio);
        surface.finish();
        page.finish();
    }
    document
        .finish()
        .map_err(|error| anyhow::anyhow!("the PDF file: {error:?}"))
}

/// Where each text stands: left edge, baseline, size; a page each.
type Placed = Vec<(f32, f32, f32, String)>;

fn laid_out(rows: &[Row]) -> Vec<Placed> {
    let mut sheets: Vec<Placed> = vec![Vec::new()];
    let mut y = TOP;
    for row in rows {
        let size = row.size();
        let (left, right) = match row {
            Row::Title(text) | Row::Text(text) | Row::Small(text) => (text, ""),
            Row::Entry(left, right) => (left, right.as_str()),
        };
        let room = RIGHT - LEFT - width(right) * size - 12.0;
        for (index, line) in broken(left, room / size).into_iter().enumerate() {
            y += size * 1.35 + if index == 0 { row.gap() } else { 0.0 };
            if y > BOTTOM {
                sheets.push(Vec::new());
                y = TOP + size;
            }
            let Some(sheet) = sheets.last_mut() else {
                continue;
            };
            if index == 0 && !right.is_empty() {
                let x = RIGHT - width(right) * size;
                sheet.push((x, y, size, right.to_owned()));
            }
            sheet.push((LEFT, y, size, line));
        }
    }
    sheets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_after_han_letters() {
        assert_eq!(broken("one two three", 4.0), ["one two ", "three"]);
        assert_eq!(broken("內科病房", 2.0), ["內科", "病房"]);
        assert_eq!(broken("", 2.0), [""]);
    }

    #[test]
    fn many_rows_take_more_pages_and_none_is_lost() {
        let rows: Vec<Row> = (0..200)
            .map(|number| Row::Entry(format!("line {number}"), format!("${number}")))
            .collect();
        let sheets = laid_out(&rows);
        assert!(sheets.len() > 3);
        let texts: usize = sheets.iter().map(Vec::len).sum();
        assert_eq!(texts, 400);
        assert!(
            sheets
                .iter()
                .flatten()
                .all(|(_, y, ..)| *y > TOP && *y <= BOTTOM)
        );
    }
}
