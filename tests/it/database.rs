//! A private database for each test, copied from one that was migrated once.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use locum::db::{self, Dialect};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// A database that is gone when this is dropped.
pub struct Database {
    pub url: String,
    /// The name to drop it by; SQLite's goes with its folder.
    name: Option<String>,
}

impl Database {
    /// Makes one; a SQLite file lands in `folder`.
    pub fn create(dialect: Dialect, folder: &Path) -> Self {
        match dialect {
            Dialect::Sqlite => {
                let file = folder.join("locum.sqlite");
                std::fs::write(&file, migrated_file()).expect("a temporary folder can be written");
                Self {
                    url: format!("sqlite://{}", file.display()),
                    name: None,
                }
            }
            Dialect::Postgres => {
                static COUNT: AtomicU32 = AtomicU32::new(0);
                let template = migrated_template();
                let name = format!("{template}_{}", COUNT.fetch_add(1, Ordering::Relaxed));
                administer(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
                Self {
                    url: postgres_url(&name),
                    name: Some(name),
                }
            }
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            administer(&format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

/// The bytes of a migrated SQLite file; closing the last connection folds its log in.
fn migrated_file() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("migrated.sqlite");
        db::migrate(&format!("sqlite://{}", file.display())).expect("migrations run");
        std::fs::read(file).expect("the migrated file")
    })
}

/// The name of a migrated PostgreSQL database of this process.
fn migrated_template() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let name = format!("locum_test_{}", std::process::id());
        administer(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        administer(&format!("CREATE DATABASE {name}"));
        db::migrate(&postgres_url(&name)).expect("migrations run");
        name
    })
}

fn admin_url() -> String {
    std::env::var("LOCUM_TEST_POSTGRES").expect(
        "LOCUM_TEST_POSTGRES names a PostgreSQL database; tests/all starts a server and sets it",
    )
}

fn postgres_url(name: &str) -> String {
    let admin = admin_url();
    let (server, _) = admin
        .rsplit_once('/')
        .expect("LOCUM_TEST_POSTGRES is postgres://…/database");
    format!("{server}/{name}")
}

fn administer(statement: &str) {
    PgConnection::establish(&admin_url())
        .expect("the PostgreSQL server of LOCUM_TEST_POSTGRES answers")
        .batch_execute(statement)
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}
