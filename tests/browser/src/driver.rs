//! Starts and stops what a walk needs: the demo, the driver, a browser. Each is stopped by its own
//! handle when it is dropped.

use fantoccini::{Client, ClientBuilder};
use serde_json::json;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// A child process that ends with its owner.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to stop.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that stays free until the demo listens, some seconds later: not one of those that the
/// system gives to outgoing connections, and each only once in this process.
fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let step = std::process::id() * 16 + NEXT.fetch_add(1, Ordering::Relaxed);
        let port = u16::try_from(10_000 + step % 10_000).expect("a port");
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// Waits until something listens, or the process that should has ended.
fn wait_for(port: u16, process: &mut Running, log: &Path) {
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let ended = process.0.try_wait().expect("a child process");
        assert!(
            ended.is_none(),
            "the demo ended instead of listening on {port}: {ended:?}\n{}",
            std::fs::read_to_string(log).unwrap_or_default()
        );
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

/// `locum demo` on a port and a folder of its own.
pub struct Demo {
    /// Its address, without a slash at the end.
    pub base: String,
    running: Running,
    data: tempfile::TempDir,
}

/// What the demo said is what explains a walk that ended early.
impl Drop for Demo {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let said = std::fs::read_to_string(self.data.path().join("demo.log"));
            let ended = self.running.0.try_wait();
            eprintln!("the demo ({ended:?}) said: {}", said.unwrap_or_default());
        }
    }
}

impl Demo {
    /// Starts it and waits until it answers.
    pub fn start() -> Self {
        let data = tempfile::tempdir().expect("a temporary folder");
        let port = free_port();
        let log = data.path().join("demo.log");
        let said = File::create(&log).expect("a file");
        let child = Command::new(program())
            .args(["demo", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(data.path().join("data"))
            .stdout(Stdio::null())
            .stderr(said)
            .spawn()
            .expect("the demo starts");
        let mut running = Running(child);
        wait_for(port, &mut running, &log);
        Self {
            base: format!("http://127.0.0.1:{port}"),
            running,
            data,
        }
    }
}

fn program() -> String {
    std::env::var("LOCUM_BIN").expect("LOCUM_BIN names the built program; run tests/all")
}

/// Every route without a parameter but the language: its path after the language, and its policy.
pub fn pages() -> Vec<(String, String)> {
    let output = Command::new(program())
        .args(["routes", "--json"])
        .output()
        .expect("locum routes runs");
    let rows: Vec<serde_json::Value> =
        serde_json::from_slice(&output.stdout).expect("locum routes --json is JSON");
    let word = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or("").to_owned();
    rows.iter()
        .filter(|row| row["method"] == "GET")
        .map(|row| (word(row, "path"), word(row, "policy")))
        .filter_map(|(path, policy)| Some((path.strip_prefix("/{lang:zh|en}")?.to_owned(), policy)))
        .filter(|(path, _)| !path.contains('{'))
        .collect()
}

/// Whether pages may run scripts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    /// As most people have it.
    On,
    /// As some have it, and as everything must work.
    Off,
}

/// A browser and its driver.
pub struct Chrome {
    /// The hands on it.
    pub client: Client,
    _driver: Running,
    _profile: tempfile::TempDir,
}

impl Chrome {
    /// Starts one with a new profile.
    pub async fn start(scripts: Scripts) -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder");
        let child = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts: Debian's package is chromium-driver");
        let mut driver = Running(child);
        let port = announced_port(&mut driver);
        let user_data = format!("--user-data-dir={}", profile.path().display());
        let mut arguments = vec![
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1280,900",
            &user_data,
        ];
        if scripts == Scripts::Off {
            arguments.push("--blink-settings=scriptEnabled=false");
        }
        let capabilities = json!({"goog:chromeOptions": {"args": arguments}});
        let connector = hyper_util::client::legacy::connect::HttpConnector::new();
        let client = ClientBuilder::new(connector)
            .capabilities(capabilities.as_object().expect("an object").clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the browser starts");
        Self {
            client,
            _driver: driver,
            _profile: profile,
        }
    }

    /// Closes the browser; its driver goes when this is dropped.
    pub async fn close(self) {
        self.client
            .clone()
            .close()
            .await
            .expect("the browser closes");
    }
}

/// The port that the driver chose and says on its output.
fn announced_port(driver: &mut Running) -> u16 {
    let output = driver.0.stdout.take().expect("the driver's output");
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let line = lines
        .find(|line| line.contains("started successfully on port"))
        .expect("the driver says its port");
    // The driver goes on writing; somebody must go on reading.
    std::thread::spawn(move || lines.for_each(drop));
    let port = line
        .rsplit(' ')
        .next()
        .expect("a port")
        .trim_end_matches('.');
    port.parse().expect("a port")
}
