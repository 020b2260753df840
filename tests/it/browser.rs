//! What a person does with a browser: open a page, send a form. It keeps cookies, and it looks at
//! every page as a reviewer would.

use crate::app::TestApp;
use actix_web::cookie::Cookie;
use actix_web::dev::ServiceResponse;
use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use flate2::read::GzDecoder;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Read;
use std::net::SocketAddr;

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    /// The same as it came, for what is no text.
    pub bytes: Vec<u8>,
    /// Where it sends the browser; empty where it does not.
    pub location: String,
}

impl Answer {
    pub(crate) async fn of(response: ServiceResponse) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = actix_web::body::to_bytes(response.into_body())
            .await
            .expect("a body");
        let location = headers
            .get("location")
            .and_then(|value| value.to_str().ok());
        let packed = headers.get("content-encoding");
        let text = if packed.is_some_and(|packed| packed == "gzip") {
            let mut text = Vec::new();
            GzDecoder::new(body.as_ref())
                .read_to_end(&mut text)
                .expect("it is gzip");
            text
        } else {
            body.to_vec()
        };
        Self {
            status,
            location: location.unwrap_or("").to_owned(),
            body: String::from_utf8_lossy(&text).into_owned(),
            bytes: body.to_vec(),
            headers,
        }
    }

    /// Fails the test unless the answer has this status.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.location, self.body);
        self
    }

    /// Fails the test unless the answer is a 303 to `path`.
    #[track_caller]
    pub fn leads_to(self, path: &str) -> Self {
        let answer = self.is(303);
        assert_eq!(answer.location, path);
        answer
    }

    /// Fails the test unless the page holds `text`.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(
            self.body.contains(text),
            "{text:?} is missing:\n{}",
            self.body
        );
        self
    }

    /// Fails the test if the page holds `text`.
    #[track_caller]
    pub fn hides(self, text: &str) -> Self {
        assert!(
            !self.body.contains(text),
            "{text:?} stands here:\n{}",
            self.body
        );
        self
    }

    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// The body without what differs from one request to the next: tokens, nonces, request ids.
    pub fn settled(&self) -> String {
        let mut text = self.body.clone();
        for mark in ["name=\"csrf\" value=\"", "nonce=\"", "<code>"] {
            let parts: Vec<&str> = text.split(mark).collect();
            let end = if mark == "<code>" { '<' } else { '"' };
            let kept: Vec<&str> = parts
                .iter()
                .enumerate()
                .map(|(n, part)| {
                    if n == 0 {
                        part
                    } else {
                        part.find(end).map_or(*part, |at| &part[at..])
                    }
                })
                .collect();
            text = kept.join(mark);
        }
        text
    }
}

/// A browser with its cookies.
pub struct Browser<'a> {
    app: &'a TestApp,
    cookies: RefCell<BTreeMap<String, String>>,
    /// Headers that it sends with every request.
    pub headers: Vec<(&'static str, String)>,
    /// Where it sits: no two at one place, unless a story says so.
    pub address: SocketAddr,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(app: &'a TestApp) -> Self {
        Self {
            app,
            cookies: RefCell::default(),
            headers: Vec::new(),
            address: app.next_address(),
        }
    }

    /// The value of a cookie, where it has one.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Puts a cookie into the jar.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .borrow_mut()
            .insert(name.to_owned(), value.to_owned());
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        let answer = self.send(Method::GET, path, &[], None).await;
        self.look_at(path, &answer);
        answer
    }

    /// Sends a form with the token that its page carries.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token().await;
        let mut fields = fields.to_vec();
        fields.push(("csrf", &token));
        let answer = self.post_raw(path, &fields, &[]).await;
        self.look_at(path, &answer);
        answer
    }

    /// Sends a form as it is: without a token unless `fields` has one.
    pub async fn post_raw(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> Answer {
        let body = serde_urlencoded::to_string(fields).expect("fields are text");
        let body = (
            "application/x-www-form-urlencoded".to_owned(),
            body.into_bytes(),
        );
        self.send(Method::POST, path, headers, Some(body)).await
    }

    /// Sends a form with one file in the field `file`, its token first.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        (name, media_type, bytes): (&str, &str, &[u8]),
    ) -> Answer {
        let token = self.token().await;
        let mut body = Vec::new();
        for (field, value) in std::iter::once(&("csrf", token.as_str())).chain(fields) {
            body.extend(
                format!(
                    "--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
                )
                .into_bytes(),
            );
        }
        body.extend(format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: {media_type}\r\n\r\n").into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n--edge--\r\n");
        let body = ("multipart/form-data; boundary=edge".to_owned(), body);
        self.send(Method::POST, path, &[], Some(body)).await
    }

    /// The token of this browser's forms; a browser that was never here looks at a page first.
    pub async fn token(&self) -> String {
        if self.bound_to().is_none() {
            self.get("/zh/sign-in").await;
        }
        let cookie = self.bound_to().expect("a page with a form sets a cookie");
        self.app.app.config.instance_key.csrf_token(&cookie)
    }

    fn bound_to(&self) -> Option<String> {
        self.cookie("session").or_else(|| self.cookie("visit"))
    }

    /// Any request; the others are made of it.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<(String, Vec<u8>)>,
    ) -> Answer {
        let mut request = actix_web::test::TestRequest::default()
            .method(method)
            .uri(path)
            .peer_addr(self.address)
            .insert_header(("host", "localhost:8080"));
        for (name, value) in &self.headers {
            request = request.insert_header((*name, value.as_str()));
        }
        for (name, value) in headers {
            request = request.insert_header((*name, *value));
        }
        for (name, value) in self.cookies.borrow().iter() {
            request = request.cookie(Cookie::new(name.clone(), value.clone()));
        }
        if let Some((media_type, body)) = body {
            request = request
                .insert_header(("content-type", media_type))
                .set_payload(body);
        }
        let answer = self.app.answer(request.to_request()).await;
        self.keep_cookies(&answer);
        answer
    }

    fn keep_cookies(&self, answer: &Answer) {
        let mut jar = self.cookies.borrow_mut();
        for value in answer.headers.get_all("set-cookie") {
            let text = value.to_str().expect("a cookie is text");
            let cookie = Cookie::parse(text).expect("a cookie");
            let gone = cookie.max_age().is_some_and(|age| age.is_zero());
            if gone {
                jar.remove(cookie.name());
            } else {
                jar.insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
        }
    }

    /// What holds on every page: forms that act carry this browser's token, and nothing is inline.
    fn look_at(&self, path: &str, answer: &Answer) {
        let html = answer.header("content-type").starts_with("text/html");
        if !html {
            return;
        }
        let key = &self.app.app.config.instance_key;
        let cookie = self.bound_to().unwrap_or_default();
        for form in answer.body.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap_or(form);
            let acts = form
                .split('>')
                .next()
                .is_some_and(|tag| tag.contains("method=\"post\""));
            let token = form
                .split_once("name=\"csrf\" value=\"")
                .and_then(|(_, rest)| rest.split('"').next());
            assert!(
                !acts || token.is_some_and(|token| key.is_csrf_token(&cookie, token)),
                "a form on {path} is without this browser's token:\n{form}"
            );
        }
        for inline in [" style=", " onclick=", " onsubmit=", " onchange="] {
            assert!(!answer.body.contains(inline), "{inline} on {path}");
        }
        let headings = answer.body.matches("<h1").count();
        assert_eq!(headings, 1, "{path} ({}) has {headings} h1", answer.status);
    }
}
