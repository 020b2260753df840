//! Has uploads opened by a child process ([`super::draw`]) and reads what it made of them. Nothing in
//! this process ever parses what a stranger sent.

use super::content::Fault;
use super::draw::fault_of;
use crate::app::App;
use crate::error::AppError;
use actix_web::http::StatusCode;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::Semaphore;

/// The word that makes our own program the child.
pub const COMMAND: &str = "draw-pages";
/// The word after it that has COPY written across a picture.
pub const AS_COPY: &str = "as-copy";
/// Children at work at the same time: what they may take together is bounded.
const AT_ONCE: usize = 2;
/// Longest that a child may live.
const PATIENCE: Duration = Duration::from_secs(30);
/// Most that a child may answer, in bytes.
const MOST: u64 = 40 * 1024 * 1024;

/// Lets a few children work at a time.
pub struct Drawers(Semaphore);

impl Default for Drawers {
    fn default() -> Self {
        Self(Semaphore::new(AT_ONCE))
    }
}

/// Has a file drawn: a picture comes back as one picture written anew, a PDF file as one picture a page.
/// `as_copy` writes COPY across a picture. The inner error is what is wrong with the file.
///
/// # Errors
/// When the child cannot be started, which is a fault of ours.
pub async fn draw(
    app: &App,
    plain: &[u8],
    as_copy: bool,
) -> Result<Result<Vec<Vec<u8>>, Fault>, AppError> {
    let _permit = app
        .drawers
        .0
        .acquire()
        .await
        .map_err(|_| AppError::Later(5, StatusCode::SERVICE_UNAVAILABLE))?;
    let mut child = Command::new(&app.config.program)
        .arg(COMMAND)
        .args(as_copy.then_some(AS_COPY))
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(anyhow::Error::from)?;
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(anyhow::anyhow!("the drawing child has no pipes").into());
    };
    let mut answer = Vec::new();
    let mut stdout = stdout.take(MOST);
    let work = async {
        let feed = async move {
            // A child that has seen enough stops reading; its exit code says why.
            drop(stdin.write_all(plain).await);
            drop(stdin.shutdown().await);
        };
        let ((), read) = tokio::join!(feed, stdout.read_to_end(&mut answer));
        read?;
        child.wait().await
    };
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(status)) if status.success() => Ok(split(&answer).ok_or(Fault::Unreadable)),
        Ok(Ok(status)) => Ok(Err(fault_of(status.code()))),
        Ok(Err(error)) => Err(anyhow::Error::from(error).into()),
        Err(_) => Ok(Err(Fault::Unreadable)),
    }
}

/// The pictures of an answer; `None` where it is cut short or holds none.
fn split(mut answer: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut pictures = Vec::new();
    while let Some((length, rest)) = answer.split_first_chunk::<8>() {
        let length = usize::try_from(u64::from_be_bytes(*length)).ok()?;
        let (picture, rest) = rest.split_at_checked(length)?;
        pictures.push(picture.to_vec());
        answer = rest;
    }
    (answer.is_empty() && !pictures.is_empty()).then_some(pictures)
}
