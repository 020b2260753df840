//! The same press twice is one act. A form carries a token of its own rendering; when the very same form
//! comes again (a double tap, a browser that tries again), the answer of the first is given once more and
//! nothing is done. Remembered by this node for ten minutes: behind it the states and keys of the acts
//! themselves refuse what was done already.

use crate::error::AppError;
use actix_web::HttpMessage;
use actix_web::body::MessageBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::{StatusCode, header};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::OwnedMutexGuard;

/// How long an answer is remembered.
const FOR: Duration = Duration::from_secs(600);

/// How many at most; the oldest are forgotten first.
const MOST: usize = 10_000;

/// Where the first press led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The page.
    pub location: String,
    /// Cookies that went with it, such as the one that says what was done.
    pub cookies: Vec<String>,
}

type Slot = Arc<tokio::sync::Mutex<Option<Answered>>>;

/// The forms that came lately.
#[derive(Default)]
pub struct Presses(Mutex<HashMap<[u8; 32], (Instant, Slot)>>);

/// The right to act on a form; others with the same form wait until it is dropped.
pub struct Turn(OwnedMutexGuard<Option<Answered>>);

impl Presses {
    /// Waits for a form that is the same, then says whether it was answered.
    ///
    /// # Errors
    /// [`AppError::Again`] with the answer of the first.
    pub async fn enter(&self, path: &str, body: &[u8]) -> Result<Turn, AppError> {
        let mut digest = Sha256::new();
        digest.update(path);
        digest.update([0]);
        digest.update(body);
        let turn = self.slot(digest.finalize().into()).lock_owned().await;
        match &*turn {
            Some(answered) => Err(AppError::Again(Box::new(answered.clone()))),
            None => Ok(Turn(turn)),
        }
    }

    fn slot(&self, press: [u8; 32]) -> Slot {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if slots.len() >= MOST {
            slots.retain(|_, (since, _)| now.duration_since(*since) < FOR);
        }
        if slots.len() >= MOST {
            slots.clear();
        }
        let (since, slot) = slots.entry(press).or_insert_with(|| (now, Slot::default()));
        if now.duration_since(*since) >= FOR {
            (*since, *slot) = (now, Slot::default());
        }
        slot.clone()
    }
}

/// Remembers where an act led to. A form that was refused may come again as it is.
pub fn remember(response: &ServiceResponse<impl MessageBody>) {
    let turn = response.request().extensions_mut().remove::<Turn>();
    let Some(Turn(mut slot)) = turn else {
        return;
    };
    if response.status() != StatusCode::SEE_OTHER {
        return;
    }
    let headers = response.headers();
    let text = |value: &header::HeaderValue| value.to_str().ok().map(str::to_owned);
    if let Some(location) = headers.get(header::LOCATION).and_then(text) {
        let cookies = headers.get_all(header::SET_COOKIE).filter_map(text);
        *slot = Some(Answered {
            location,
            cookies: cookies.collect(),
        });
    }
}
