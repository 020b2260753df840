//! `TestApp`: the product with a clock that a test moves, a mailbox that it reads and a database of
//! its own. Start here; `browser.rs` has the requests, `people.rs` the people and the wards.

use crate::browser::{Answer, Browser};
use crate::database::Database;
use actix_web::web::Data;
use locum::app::App;
use locum::clock::{Clock, UtcTime};
use locum::config::{Config, MailTransport, StoreSettings};
use locum::db::schema::outbox;
use locum::db::{Conn, Db, Dialect};
use locum::error::AppError;
use locum::keys::InstanceKey;
use locum::mail::mailbox::Sent;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;

/// Where every test is: <http://localhost:8080>.
pub const BASE_URL: &str = "http://localhost:8080";
/// When every test begins, in Hong Kong: Monday 2 March 2026, 14:21.
const START: &str = "2026-03-02T06:21:00";
/// Drawn once; a test that fails today fails tomorrow.
const INSTANCE_KEY: &str = "p3mXW0sPp0rj9xq2m1c5Vt0l2QkH8yQe4bD7nUuZ6cA";

type Response = Pin<Box<dyn Future<Output = Answer>>>;
type Service = Box<dyn Fn(actix_http::Request) -> Response>;

/// The product, and hands to move its world with.
pub struct TestApp {
    /// What the handlers share: `app.app.config`, `app.app.clock`, ….
    pub app: Data<App>,
    service: Service,
    ignores_mail: Cell<bool>,
    count: Cell<u32>,
    browsers: Cell<u8>,
    _database: Database,
    _folder: tempfile::TempDir,
}

impl TestApp {
    /// Starts it on a database of its own.
    pub async fn start(dialect: Dialect) -> Self {
        Self::start_with(dialect, |_| {}).await
    }

    /// Starts it with another configuration: `|config| config.demo = true`.
    pub async fn start_with(dialect: Dialect, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = Database::create(dialect, folder.path());
        let key_file = folder.path().join("instance.key");
        std::fs::write(&key_file, INSTANCE_KEY).expect("a key file");
        let mut config = Config {
            listen: "127.0.0.1:0".parse().expect("an address"),
            data: folder.path().to_owned(),
            database_url: database.url.clone(),
            base_url: BASE_URL.to_owned(),
            instance_key: InstanceKey::read(&key_file).expect("a key"),
            mail: MailTransport::Mailbox,
            mail_from: "Locum <no-reply@locum.example>".to_owned(),
            contact: "office@locum.example".to_owned(),
            store: StoreSettings::Folder(folder.path().join("documents")),
            trusted_proxy: None,
            clamd: None,
            pdf_font: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc#4".to_owned(),
            audit_folder: folder.path().join("audit"),
            log: "off".to_owned(),
            log_json: false,
            program: env!("CARGO_BIN_EXE_locum").into(),
            demo: false,
        };
        change(&mut config);
        let clock = Clock::fixed(UtcTime::new(START.parse().expect("a time")));
        let app = Data::new(App::open(config, clock).expect("the application opens"));
        Self {
            service: service(app.clone()).await,
            app,
            ignores_mail: Cell::new(false),
            count: Cell::new(0),
            browsers: Cell::new(0),
            _database: database,
            _folder: folder,
        }
    }

    /// A browser that was never here; of somebody who is not signed in.
    pub fn visitor(&self) -> Browser<'_> {
        Browser::new(self)
    }

    /// The present instant.
    pub fn now(&self) -> UtcTime {
        self.app.clock.now()
    }

    /// Lets time pass.
    pub fn passes(&self, time: chrono::TimeDelta) {
        self.app.clock.advance(time);
    }

    /// A number that no other call in this test gets.
    pub fn next_number(&self) -> u32 {
        self.count.set(self.count.get() + 1);
        self.count.get()
    }

    /// An address at which no other browser of this test sits, for the first 256 of them.
    pub(crate) fn next_address(&self) -> std::net::SocketAddr {
        self.browsers.set(self.browsers.get().wrapping_add(1));
        ([192, 0, 2, self.browsers.get()], 50_000).into()
    }

    /// Sends what waits in the outbox and takes all letters out of the mailbox.
    pub async fn mail(&self) -> Vec<Sent> {
        locum::mail::worker::run(&self.app)
            .await
            .expect("the mail worker runs");
        self.app.mailbox.take()
    }

    /// The letters that a round of jobs has sent already.
    pub fn mailed(&self) -> Vec<Sent> {
        self.app.mailbox.take()
    }

    /// The one letter that was sent since mail was last read; it must be for `address`.
    pub async fn letter_to(&self, address: &str) -> Sent {
        let mut letters = self.mail().await;
        let all: Vec<_> = letters.iter().map(|one| (&one.to, &one.subject)).collect();
        assert!(
            letters.len() == 1 && letters[0].to == address,
            "one letter to {address} was expected: {all:?}"
        );
        letters.remove(0)
    }

    /// For a story in which letters are not the point.
    pub fn ignores_mail(&self) {
        self.ignores_mail.set(true);
    }

    /// Looks into the database.
    pub async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Conn) -> diesel::QueryResult<T> + Send + 'static,
    ) -> T {
        let found = self.app.db.read(|conn| Ok::<_, AppError>(query(conn)?));
        found.await.expect("a test's query runs")
    }

    /// Changes the database behind the product's back.
    pub async fn write<T: Send + 'static>(
        &self,
        mut change: impl FnMut(&mut Conn) -> diesel::QueryResult<T> + Send + 'static,
    ) -> T {
        let done = self
            .app
            .db
            .write(move |conn| Ok::<_, AppError>(change(conn)?));
        done.await.expect("a test's change is made")
    }

    pub(crate) async fn answer(&self, request: actix_http::Request) -> Answer {
        (self.service)(request).await
    }
}

/// The whole application behind one function, because its type cannot be named.
async fn service(app: Data<App>) -> Service {
    use actix_web::dev::Service as _;
    let service = std::rc::Rc::new(actix_web::test::init_service(locum::server!(app)).await);
    Box::new(move |request| {
        let service = std::rc::Rc::clone(&service);
        Box::pin(async move {
            let response = service.call(request).await.expect("outer never fails");
            Answer::of(response).await
        })
    })
}

/// Letter rows that are due and did not leave.
async fn waiting(db: Db, now: UtcTime) -> i64 {
    use diesel::prelude::*;
    db.read(move |conn| {
        let due = outbox::table
            .filter(outbox::sent_at.is_null())
            .filter(outbox::parked_at.is_null())
            .filter(outbox::next_attempt_at.le(now));
        Ok::<_, AppError>(due.count().get_result(conn)?)
    })
    .await
    .expect("the outbox can be read")
}

impl Drop for TestApp {
    /// A letter that no test reads is a letter that nobody checked.
    fn drop(&mut self) {
        if std::thread::panicking() || self.ignores_mail.get() {
            return;
        }
        let (db, now) = (self.app.db.clone(), self.now());
        let waiting = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build();
            runtime.expect("a runtime").block_on(waiting(db, now))
        });
        let waiting = waiting.join().expect("the outbox was counted");
        let unread = self.app.mailbox.all();
        assert!(
            waiting == 0 && unread.is_empty(),
            "the test left mail unread: {waiting} in the outbox, {unread:?}; read it or call ignores_mail()"
        );
    }
}
