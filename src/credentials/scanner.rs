//! Asks a ClamAV daemon whether a file carries anything (R37). Only a clear "OK" from a scanner that
//! knows a bad file when it sees one lets a file pass; everything else leaves it unscanned.

use std::fmt;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::{Duration, Instant};

/// Bytes sent in one piece.
const PIECE: usize = 64 * 1024;
/// Longest answer that is read, in bytes; true ones are a line.
const LONGEST_ANSWER: usize = 1024;
/// Longest that a scan may take in all.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where a ClamAV daemon listens, and how long it may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanner {
    place: Place,
    patience: Duration,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Unix(PathBuf),
    Tcp(SocketAddr),
}

/// What a scanner found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    Clean,
    /// Something, by its name in the scanner's signatures.
    Found(String),
}

/// Why a file is still unscanned.
#[derive(Debug, thiserror::Error)]
pub enum Unscanned {
    /// The scanner is down, or too slow.
    #[error("the scanner cannot be asked: {0}")]
    Io(#[from] io::Error),
    /// The scanner looked at a part of the file only.
    #[error("the file is above the scanner's limits")]
    Limit,
    /// No answer of a scanner.
    #[error("the scanner's answer makes no sense: {0:?}")]
    Garbage(String),
}

/// Why a scanner is not believed.
#[derive(Debug, thiserror::Error)]
pub enum Distrust {
    /// It could not be asked.
    #[error(transparent)]
    Unscanned(#[from] Unscanned),
    /// It calls the test file of all scanners clean.
    #[error("the scanner calls the EICAR test file clean: has it any signatures?")]
    Blind,
    /// It finds something in a file that holds one harmless sentence.
    #[error("the scanner finds {0:?} in a harmless file")]
    Afraid(String),
}

impl FromStr for Scanner {
    type Err = &'static str;

    /// Reads `unix:/path/of/socket` or `tcp:address:port`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WANTED: &str = "unix:/path/of/socket or tcp:127.0.0.1:3310";
        let place = match text.split_once(':') {
            Some(("unix", path)) if path.starts_with('/') => Place::Unix(path.into()),
            Some(("tcp", address)) => Place::Tcp(address.parse().map_err(|_| WANTED)?),
            _ => return Err(WANTED),
        };
        Ok(Self {
            place,
            patience: PATIENCE,
        })
    }
}

impl fmt::Display for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Unix(path) => write!(f, "unix:{}", path.display()),
            Place::Tcp(address) => write!(f, "tcp:{address}"),
        }
    }
}

/// The test file that every scanner must find. It is put together here so that no scanner finds it in
/// our source or our program.
fn eicar() -> Vec<u8> {
    [
        r"X5O!P%@AP[4\PZX54(P^)7CC)7}",
        "$EICAR-STANDARD-ANTIVIRUS",
        "-TEST-FILE!$H+H*",
    ]
    .concat()
    .into_bytes()
}

impl Scanner {
    /// The same scanner, given another time for a whole scan.
    pub fn within(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Has a file scanned. It waits for the network: call it where that is allowed.
    ///
    /// # Errors
    /// Why the file is still unscanned; asking again later may help.
    pub fn scan(&self, plain: &[u8]) -> Result<Verdict, Unscanned> {
        let ends = Instant::now() + self.patience;
        match &self.place {
            Place::Unix(path) => {
                let stream = UnixStream::connect(path)?;
                converse(&stream, plain, ends, |left| {
                    stream.set_write_timeout(Some(left))?;
                    stream.set_read_timeout(Some(left))
                })
            }
            Place::Tcp(address) => {
                let stream = TcpStream::connect_timeout(address, self.patience)?;
                converse(&stream, plain, ends, |left| {
                    stream.set_write_timeout(Some(left))?;
                    stream.set_read_timeout(Some(left))
                })
            }
        }
    }

    /// Shows the scanner a bad file and a good one, at the start and whenever trust is in doubt.
    ///
    /// # Errors
    /// Why it is not to be believed.
    pub fn prove(&self) -> Result<(), Distrust> {
        if self.scan(&eicar())? == Verdict::Clean {
            return Err(Distrust::Blind);
        }
        match self.scan(b"A harmless sentence.")? {
            Verdict::Clean => Ok(()),
            Verdict::Found(name) => Err(Distrust::Afraid(name)),
        }
    }
}

/// Sends a file piece by piece and reads the answer; `allow` gives the socket the time that is left, so
/// that one byte now and then cannot hold us.
fn converse<S>(
    stream: S,
    plain: &[u8],
    ends: Instant,
    allow: impl Fn(Duration) -> io::Result<()>,
) -> Result<Verdict, Unscanned>
where
    S: Read + Write,
{
    let mut stream = stream;
    let more_time = || {
        let left = ends.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::Error::from(io::ErrorKind::TimedOut));
        }
        allow(left)
    };
    let mut send = |bytes: &[u8]| -> io::Result<()> {
        more_time()?;
        stream.write_all(bytes)
    };
    let sent = send(b"zINSTREAM\0").and_then(|()| {
        for piece in plain.chunks(PIECE) {
            let length = u32::try_from(piece.len()).map_err(io::Error::other)?;
            send(&length.to_be_bytes())?;
            send(piece)?;
        }
        send(&[0; 4])
    });
    let mut answer = Vec::new();
    let mut piece = [0; 256];
    let read = loop {
        let read = more_time().and_then(|()| stream.read(&mut piece));
        match read {
            Ok(0) => break Ok(()),
            Ok(count) => answer.extend(piece.iter().take(count)),
            Err(error) => break Err(error),
        }
        if answer.contains(&0) || answer.len() > LONGEST_ANSWER {
            break Ok(());
        }
    };
    // A scanner that had enough answers and hangs up while we still send: its answer says more than
    // the broken pipe does.
    if answer.is_empty() {
        sent?;
        read?;
    }
    understand(&answer)
}

fn understand(answer: &[u8]) -> Result<Verdict, Unscanned> {
    let garbage = || Unscanned::Garbage(String::from_utf8_lossy(answer).into_owned());
    // An answer without its end was cut short: "OK" may go on.
    let [line @ .., 0] = answer else {
        return Err(garbage());
    };
    let line = std::str::from_utf8(line).map_err(|_| garbage())?;
    if line == "INSTREAM size limit exceeded. ERROR" {
        return Err(Unscanned::Limit);
    }
    match line.strip_prefix("stream: ") {
        Some("OK") => Ok(Verdict::Clean),
        Some(found) => match found.strip_suffix(" FOUND") {
            Some(name) if name.starts_with("Heuristics.Limits.Exceeded") => Err(Unscanned::Limit),
            Some(name) if !name.is_empty() => Ok(Verdict::Found(name.to_owned())),
            _ => Err(garbage()),
        },
        None => Err(garbage()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;
    use std::os::unix::net::UnixListener;

    /// Reads one INSTREAM conversation whole and returns the file in it.
    fn take(stream: &mut (impl Read + Write)) -> Vec<u8> {
        let mut hello = [0; 10];
        stream.read_exact(&mut hello).unwrap();
        assert_eq!(&hello, b"zINSTREAM\0");
        let mut file = Vec::new();
        loop {
            let mut length = [0; 4];
            stream.read_exact(&mut length).unwrap();
            let length = u32::from_be_bytes(length);
            if length == 0 {
                return file;
            }
            let mut piece = vec![0; usize::try_from(length).unwrap()];
            stream.read_exact(&mut piece).unwrap();
            file.extend(piece);
        }
    }

    /// A daemon that answers each file as `answer` says, as many times as it is asked.
    fn clamd(times: usize, answer: impl Fn(&[u8]) -> Vec<u8> + Send + 'static) -> Scanner {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for _ in 0..times {
                let (mut stream, _) = listener.accept().unwrap();
                let file = take(&mut stream);
                drop(stream.write_all(&answer(&file)));
            }
        });
        format!("tcp:{at}").parse().unwrap()
    }

    fn honest(file: &[u8]) -> Vec<u8> {
        if file == eicar() {
            b"stream: Eicar-Test-Signature FOUND\0".to_vec()
        } else {
            b"stream: OK\0".to_vec()
        }
    }

    #[test]
    fn r37_a_scanner_that_knows_the_test_file_is_believed_and_no_other() {
        assert_eq!(eicar().len(), 68, "the test file has 68 bytes");
        clamd(2, honest).prove().unwrap();
        let blind = clamd(2, |_| b"stream: OK\0".to_vec()).prove();
        assert!(matches!(blind, Err(Distrust::Blind)));
        let afraid = clamd(2, |_| b"stream: Everything FOUND\0".to_vec()).prove();
        assert!(matches!(afraid, Err(Distrust::Afraid(_))));
    }

    #[test]
    fn r37_a_large_file_arrives_whole() {
        let file: Vec<u8> = (0..=250).cycle().take(3 * PIECE + 1).collect();
        let wanted = file.clone();
        let scanner = clamd(1, move |seen| {
            assert_eq!(seen, wanted);
            b"stream: Win.Test.CANARY-1 FOUND\0".to_vec()
        });
        let verdict = scanner.scan(&file).unwrap();
        assert_eq!(verdict, Verdict::Found("Win.Test.CANARY-1".into()));
    }

    #[test]
    fn r37_limits_and_garbage_are_no_verdict() {
        for answer in [
            "INSTREAM size limit exceeded. ERROR\0",
            "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0",
        ] {
            let answered = clamd(1, move |_| answer.into()).scan(b"file");
            assert!(matches!(answered, Err(Unscanned::Limit)), "{answer:?}");
        }
        for answer in [
            "",
            "\0",
            "stream: OK",
            "stream: OK\n",
            "stream: \0",
            "stream:  FOUND\0",
            "OK\0",
            "stream: OKAY\0",
            "stream: OK\0more\0",
            "220 mail.example ESMTP\r\n",
            "UNKNOWN COMMAND\0",
        ] {
            let answered = clamd(1, move |_| answer.into()).scan(b"file");
            assert!(matches!(answered, Err(Unscanned::Garbage(_))), "{answer:?}");
        }
        let endless = clamd(1, |_| vec![b'x'; 1_000_000]).scan(b"file");
        assert!(endless.is_err());
    }

    #[test]
    fn r37_a_scanner_that_is_down_or_slow_leaves_the_file_unscanned() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let silent: Scanner = format!("tcp:{}", listener.local_addr().unwrap())
            .parse()
            .unwrap();
        let asked = silent
            .clone()
            .within(Duration::from_millis(50))
            .scan(b"file");
        assert!(matches!(asked, Err(Unscanned::Io(_))), "never answers");
        drop(listener);
        assert!(
            matches!(silent.scan(b"file"), Err(Unscanned::Io(_))),
            "down"
        );
    }

    #[test]
    fn r37_a_scanner_that_had_enough_is_heard() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut some = [0; 100];
            stream.read_exact(&mut some).unwrap();
            stream
                .write_all(b"INSTREAM size limit exceeded. ERROR\0")
                .unwrap();
        });
        let scanner: Scanner = format!("tcp:{at}").parse().unwrap();
        // Whether its words or its hanging up come first, the file is unscanned.
        assert!(scanner.scan(&vec![0; 20 * 1024 * 1024]).is_err());
    }

    #[test]
    fn a_daemon_behind_a_unix_socket_is_asked_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("clamd.ctl");
        let listener = UnixListener::bind(&path).unwrap();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            take(&mut stream);
            stream.write_all(b"stream: OK\0").unwrap();
        });
        let text = format!("unix:{}", path.display());
        let scanner: Scanner = text.parse().unwrap();
        assert_eq!(scanner.to_string(), text);
        assert_eq!(scanner.scan(b"file").unwrap(), Verdict::Clean);
    }

    #[test]
    fn only_two_kinds_of_place_are_understood() {
        for text in [
            "",
            "/run/clamd.ctl",
            "unix:clamd.ctl",
            "tcp:localhost",
            "127.0.0.1:3310",
        ] {
            assert!(text.parse::<Scanner>().is_err(), "{text}");
        }
    }
}
