//! What asks: connections to this very process that stay open, each asking again as soon as it has an
//! answer. Only what the benchmark needs of HTTP/1.1: answers of a known length.

use anyhow::Context;
use futures_util::future::try_join_all;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// An answer.
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Its entity tag, or empty.
    pub tag: String,
    /// Bytes of the body.
    pub body: Vec<u8>,
}

/// A connection that stays open.
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// The socket's.
    pub async fn to(address: SocketAddr) -> anyhow::Result<Self> {
        let socket = TcpStream::connect(address).await?;
        socket.set_nodelay(true)?;
        Ok(Self(BufReader::with_capacity(64 * 1024, socket)))
    }

    /// Sends a request as it is and reads its answer.
    ///
    /// # Errors
    /// The socket's; an answer without a length.
    pub async fn ask(&mut self, request: &str) -> anyhow::Result<Answer> {
        self.0.get_mut().write_all(request.as_bytes()).await?;
        let mut head = Vec::with_capacity(1_024);
        while !head.ends_with(b"\r\n\r\n") {
            head.push(self.0.read_u8().await.context("the server hung up")?);
        }
        let head = String::from_utf8_lossy(&head);
        let field = |name: &str| {
            head.lines().find_map(|line| {
                let (field, value) = line.split_once(':')?;
                field.eq_ignore_ascii_case(name).then(|| value.trim())
            })
        };
        let status = head.split(' ').nth(1).context("no status")?.parse()?;
        let tag = field("etag").unwrap_or_default().to_owned();
        // An answer without a body may say how long one would be.
        let length = match field("content-length") {
            Some(length) if status != 304 => length.parse()?,
            _ => 0,
        };
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await?;
        Ok(Answer { status, tag, body })
    }
}

/// A page of a member, asked for as a browser does.
pub fn get(path: &str, session: &str) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nCookie: session={session}\r\n\r\n"
    )
}

/// A form of a member.
pub fn post(path: &str, session: &str, body: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nCookie: session={session}\r\n\r\n{body}",
        body.len()
    )
}

/// Opens many connections.
///
/// # Errors
/// The socket's.
pub async fn open(address: SocketAddr, count: usize) -> anyhow::Result<Vec<Connection>> {
    try_join_all((0..count).map(|_| Connection::to(address))).await
}

/// What a round of requests took.
#[derive(Clone, Copy)]
pub struct Round {
    /// From the first question to the last answer.
    pub took: Duration,
    /// Answers.
    pub answers: usize,
    /// Answers with the status that was hoped for.
    pub hoped: usize,
}

impl Round {
    /// Answers as hoped for, a second.
    pub fn rate(self) -> f64 {
        let hoped = u32::try_from(self.hoped).unwrap_or(u32::MAX);
        f64::from(hoped) / self.took.as_secs_f64().max(f64::EPSILON)
    }
}

/// Asks on all connections at once, each its own requests one after the other.
///
/// # Errors
/// The socket's.
pub async fn round(
    connections: &mut [Connection],
    requests: &[Vec<String>],
    hoped: u16,
) -> anyhow::Result<Round> {
    let begun = Instant::now();
    let asked = connections
        .iter_mut()
        .zip(requests)
        .map(|(connection, requests)| async move {
            let mut good = 0;
            for request in requests {
                good += usize::from(connection.ask(request).await?.status == hoped);
            }
            Ok::<_, anyhow::Error>((requests.len(), good))
        });
    let asked = try_join_all(asked).await?;
    Ok(Round {
        took: begun.elapsed(),
        answers: asked.iter().map(|(answers, _)| answers).sum(),
        hoped: asked.iter().map(|(_, good)| good).sum(),
    })
}
