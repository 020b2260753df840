//! The stories: whole requests against a whole application, each with a database of its own.
//!
//! `both!` runs a story on SQLite and on PostgreSQL. The second needs a server: `tests/all` starts one;
//! by hand, set `LOCUM_TEST_POSTGRES` to the address of a database whose user may create databases.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    reason = "a story is told in one piece, and one that cannot go on has failed"
)]

/// Makes a test on each database from each story, an `async fn story(app: &TestApp)`.
macro_rules! both {
    ($($story:ident),+ $(,)?) => {
        mod sqlite {
            $(#[actix_web::test]
            async fn $story() {
                super::$story(&crate::app::TestApp::start(locum::db::Dialect::Sqlite).await).await;
            })+
        }
        mod postgres {
            $(#[actix_web::test]
            #[ignore = "needs PostgreSQL: run tests/all"]
            async fn $story() {
                super::$story(&crate::app::TestApp::start(locum::db::Dialect::Postgres).await).await;
            })+
        }
    };
}

mod access;
mod accounts;
mod app;
mod audit;
mod blobs;
mod board;
mod browser;
mod calling;
mod compress;
mod credentials;
mod database;
mod durable;
mod engagements;
mod facts;
mod feeds;
mod files;
mod filling;
mod flood;
mod gate;
mod gates;
mod history;
mod hospitals;
mod hostile;
mod house;
mod identity;
mod keys;
mod licence;
mod lists;
mod mail;
mod many;
mod matching;
mod migrations;
mod notices;
mod outcomes;
mod pace;
mod pay;
mod people;
mod picking;
mod privacy;
mod process;
mod references;
mod regimes;
mod rounds;
mod rulebook;
mod rules;
mod searches;
mod shifts;
mod smoke;
mod snapshot;
mod stats;
mod turnout;
mod vetting;
mod walk;
mod wards;
mod weather;
mod workbench;
