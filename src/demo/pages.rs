//! Pages that only the demo has: its mailbox, and every component of the design language.

use crate::app::App;
use crate::domain::Band;
use crate::error::AppError;
use crate::mail::mailbox::Sent;
use crate::web::route::{Policy, Route, get};
use crate::web::{FieldErrors, Page};
use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

type Answer = Result<HttpResponse, AppError>;

/// Routes of the demo.
pub fn routes() -> Vec<Route> {
    vec![
        get("/demo/mail", Policy::Demo, letters),
        get("/demo/mail/{id}", Policy::Demo, letter),
        get("/demo/components", Policy::Demo, components),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Filter {
    to: String,
}

#[derive(Template)]
#[template(path = "demo/letters.html")]
struct LettersPage<'a> {
    cx: &'a Page,
    to: String,
    letters: Vec<Sent>,
}

async fn letters(page: Page, app: Data<App>, filter: Query<Filter>) -> Answer {
    let to = filter.into_inner().to.trim().to_lowercase();
    let mut letters = app.mailbox.all();
    letters.reverse();
    letters.retain(|letter| letter.to.to_lowercase().contains(&to));
    page.html(&LettersPage {
        cx: &page,
        to,
        letters,
    })
}

/// A piece of a letter's text: words, or a link into this service.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Words(&'a str),
    Link(&'a str),
}

/// Finds the links into this service; only they may be followed from the page.
fn pieces<'a>(text: &'a str, base_url: &str) -> Vec<Piece<'a>> {
    let start = format!("{base_url}/");
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, from_link)) = rest
        .find(&start)
        .and_then(|position| rest.split_at_checked(position))
    {
        let end = from_link
            .find(char::is_whitespace)
            .unwrap_or(from_link.len());
        let (link, after) = from_link.split_at_checked(end).unwrap_or((from_link, ""));
        pieces.push(Piece::Words(words));
        pieces.push(Piece::Link(link));
        rest = after;
    }
    pieces.push(Piece::Words(rest));
    pieces
}

#[derive(Template)]
#[template(path = "demo/letter.html")]
struct LetterPage<'a> {
    cx: &'a Page,
    letter: &'a Sent,
    pieces: Vec<Piece<'a>>,
}

async fn letter(page: Page, app: Data<App>, id: Path<i64>) -> Answer {
    let letters = app.mailbox.all();
    let letter = letters
        .iter()
        .find(|letter| letter.id == *id)
        .ok_or(AppError::NotFound)?;
    page.html(&LetterPage {
        cx: &page,
        letter,
        pieces: pieces(&letter.text, &app.config.base_url),
    })
}

#[derive(Template)]
#[template(path = "demo/components.html")]
struct ComponentsPage<'a> {
    cx: &'a Page,
    errors: FieldErrors,
}

async fn components(page: Page) -> Answer {
    let mut errors = FieldErrors::default();
    errors.add("sample_error", page.t.demo_field_error());
    page.html(&ComponentsPage { cx: &page, errors })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_into_the_service_are_links() {
        let text =
            "Open http://127.0.0.1:8080/en/confirm/abc\nor http://127.0.0.1:8080.evil.example/x";
        let found = pieces(text, "http://127.0.0.1:8080");
        assert_eq!(
            found,
            [
                Piece::Words("Open "),
                Piece::Link("http://127.0.0.1:8080/en/confirm/abc"),
                Piece::Words("\nor http://127.0.0.1:8080.evil.example/x"),
            ]
        );
    }
}
