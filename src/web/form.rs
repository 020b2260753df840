//! Forms: bound to the browser they were shown in, refilled when something is wrong, re-shown in the
//! other language without acting.

use super::cookies::Jar;
use crate::app::App;
use crate::error::{AppError, Denial};
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Data};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;

/// The name of the hidden field that binds a form to its browser.
pub const CSRF_FIELD: &str = "csrf";
/// The query that asks to see the form again, in the path's language, with what was typed.
pub const SWITCH_QUERY: &str = "switch";

/// A form as it was sent: its token was checked before the handler runs.
pub struct Form<T> {
    /// What was typed, as text; the service parses it.
    pub data: T,
    /// Whether the person only changed the language: show it again, do nothing.
    pub switching: bool,
}

/// An act without fields of its own: a button.
pub type Press = Form<serde::de::IgnoredAny>;

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = Bytes::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let body =
                body.await
                    .map_err(|error| match error.as_response_error().status_code() {
                        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
                        _ => AppError::Invalid("the form did not arrive whole"),
                    })?;
            let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(&body)
                .map_err(|_| AppError::Invalid("the form cannot be read"))?;
            let token = fields.iter().find(|(name, _)| name == CSRF_FIELD);
            check_token(&request, token.map_or("", |(_, value)| value))?;
            let switching = request
                .query_string()
                .split('&')
                .any(|part| part == SWITCH_QUERY);
            let app = app(&request)?;
            if !switching && Jar::Session.read(&app, &request).is_some() {
                let turn = app.presses.enter(request.path(), &body).await?;
                request.extensions_mut().insert(turn);
            }
            let data = serde_urlencoded::from_bytes(&body)
                .map_err(|_| AppError::Invalid("the form has a field twice"))?;
            Ok(Self { data, switching })
        })
    }
}

/// The value that the tokens of this browser's forms are made from.
pub fn browser(app: &App, request: &HttpRequest) -> Option<String> {
    Jar::Session
        .read(app, request)
        .or_else(|| Jar::Visit.read(app, request))
}

/// Checks a form's token against the browser that sent it.
///
/// # Errors
/// 403 when it is missing, another browser's or another session's.
pub fn check_token(request: &HttpRequest, token: &str) -> Result<(), AppError> {
    let app = app(request)?;
    match browser(&app, request) {
        Some(cookie) if app.config.instance_key.is_csrf_token(&cookie, token) => Ok(()),
        _ => Err(AppError::Forbidden(Denial::Forged)),
    }
}

/// The application behind a request.
///
/// # Errors
/// When the server was put together without it.
pub fn app(request: &HttpRequest) -> Result<Data<App>, AppError> {
    request
        .app_data::<Data<App>>()
        .cloned()
        .ok_or_else(|| anyhow::anyhow!("the application is not registered").into())
}

/// What is wrong with a form, field by field, in the reader's language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(&'static str, String)>);

impl FieldErrors {
    /// Adds a sentence that says what to do about a field.
    pub fn add(&mut self, field: &'static str, sentence: String) {
        self.0.push((field, sentence));
    }

    /// Takes the value, or notes the sentence.
    pub fn check<V>(
        &mut self,
        field: &'static str,
        value: Option<V>,
        sentence: impl FnOnce() -> String,
    ) -> Option<V> {
        if value.is_none() {
            self.add(field, sentence());
        }
        value
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order of the form.
    pub fn all(&self) -> &[(&'static str, String)] {
        &self.0
    }

    /// What is wrong with one field; empty when nothing is.
    pub fn of(&self, field: &str) -> &str {
        self.0
            .iter()
            .find(|(name, _)| *name == field)
            .map_or("", |(_, sentence)| sentence)
    }
}

/// A line of text as people type it: trimmed, without control characters, at most `max` characters.
/// `None` when nothing is left or it is too long.
pub fn line(text: &str, max: usize) -> Option<String> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= max;
    (fits && !text.chars().any(unwanted)).then(|| text.to_owned())
}

/// Several lines of text; control characters but line breaks are refused.
pub fn lines(text: &str, max: usize) -> Option<String> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= max;
    let clean = !text.chars().any(|c| c != '\n' && unwanted(c));
    (fits && clean).then(|| text.to_owned())
}

/// Control characters and direction overrides: they forge headers, logs and names.
fn unwanted(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Three boxes of a date as printed on paper. `None` when they make no date.
pub fn date(year: &str, month: &str, day: &str) -> Option<chrono::NaiveDate> {
    chrono::NaiveDate::from_ymd_opt(
        year.trim()
            .parse()
            .ok()
            .filter(|year| (1900..2200).contains(year))?,
        month.trim().parse().ok()?,
        day.trim().parse().ok()?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_no_tricks() {
        assert_eq!(line("  陳大文 ", 20).as_deref(), Some("陳大文"));
        for bad in [
            "",
            "   ",
            "a\r\nBcc: x",
            "a\0b",
            "\u{202e}gpj.exe",
            "toolong",
        ] {
            assert_eq!(line(bad, 5), None, "{bad:?}");
        }
        assert_eq!(lines("a\r\nb", 5).as_deref(), Some("a\nb"));
    }

    #[test]
    fn a_date_is_read_from_three_boxes() {
        assert!(date("2027", " 12", "31").is_some());
        assert!(date("2027", "2", "29").is_none());
        assert!(date("27", "12", "31").is_none());
    }
}
