//! The one door to the database: [`Db::read`] and [`Db::write`], the same on SQLite and PostgreSQL.
//!
//! - SQLite: one thread owns the only writing connection. It takes what waits, runs each closure
//!   in a savepoint of one `BEGIN IMMEDIATE`, commits with `synchronous=FULL`, then answers.
//! - PostgreSQL: a transaction each; rules are held by constraints and compare-and-swap.
//!
//! A closure given to [`Db::write`] may run again: no mail, no file and no clock inside it.

mod connection;
mod migrate;
mod retry;
pub mod schema;
mod writer;

pub use connection::{Conn, Dialect, lock_application, lock_audit_head};
pub use migrate::{MigrateError, known as known_migrations, migrate};
pub use retry::{WriteError, is_transient};

use connection::{Manager, Pool};
use diesel::Connection;
use diesel::connection::SimpleConnection;
use std::sync::Arc;
use writer::Writer;

/// The database cannot take this now; nothing was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unavailable {
    /// Too many writers wait already.
    #[error("the write queue is full")]
    QueueFull,
    /// The commit failed (disk full, server gone): nothing of it happened.
    #[error("the commit failed")]
    CommitFailed,
    /// No connection could be had in time.
    #[error("no database connection")]
    NoConnection,
}

/// A handle on the database; clones share it.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    readers: Pool,
    writers: Writers,
    dialect: Dialect,
    at_end: Option<AtEnd>,
    url: String,
}

/// Runs at the end of every change, inside its transaction; where it fails, the change is undone.
pub type AtEnd = Arc<dyn Fn(&mut Conn) -> diesel::QueryResult<()> + Send + Sync>;

enum Writers {
    /// SQLite: the thread with the only writing connection.
    Thread(Writer),
    /// PostgreSQL: the readers' pool serves writers too.
    Pool,
}

/// A database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The server or the file did not answer.
    #[error("cannot open the database: {0}")]
    Connect(String),
}

impl Db {
    /// Opens the database that `url` names (`sqlite://path` or `postgres://…`).
    ///
    /// # Errors
    /// When it cannot be reached; the message names the cause, never the password.
    pub fn open(url: &str) -> Result<Self, OpenError> {
        Self::open_with(url, None)
    }

    /// The same; `at_end` runs at the end of every change, in its transaction.
    ///
    /// # Errors
    /// When it cannot be reached; the message names the cause, never the password.
    pub fn open_with(url: &str, at_end: Option<AtEnd>) -> Result<Self, OpenError> {
        let dialect = Dialect::of(url);
        let writers = match dialect {
            Dialect::Sqlite => Writers::Thread(Writer::start(
                Manager::writing(url)
                    .connect()
                    .map_err(OpenError::Connect)?,
                at_end.clone(),
            )),
            Dialect::Postgres => Writers::Pool,
        };
        let readers = connection::pool(url).map_err(OpenError::Connect)?;
        Ok(Self(Arc::new(Inner {
            readers,
            writers,
            dialect,
            at_end,
            url: url.to_owned(),
        })))
    }

    /// Runs one change on a connection of its own and waits for it: for what must be known before
    /// anything is served.
    ///
    /// # Errors
    /// When the database cannot be reached, or refuses.
    pub fn at_start<T>(
        &self,
        change: impl FnOnce(&mut Conn) -> diesel::QueryResult<T>,
    ) -> Result<T, OpenError> {
        let mut conn = Manager::writing(&self.0.url)
            .connect()
            .map_err(OpenError::Connect)?;
        change(&mut conn).map_err(|error| OpenError::Connect(error.to_string()))
    }

    /// Makes what was deleted unreadable in the files: SQLite's log is folded in and emptied (pages are
    /// overwritten as they are freed, see `secure_delete`). PostgreSQL does the same in its own time, with
    /// its vacuum and the turn of its log.
    ///
    /// # Errors
    /// The database's.
    pub async fn forget<E>(&self) -> Result<(), E>
    where
        E: From<Unavailable> + From<diesel::result::Error> + Send + 'static,
    {
        if self.dialect() == Dialect::Postgres {
            return Ok(());
        }
        let url = self.0.url.clone();
        let task = tokio::task::spawn_blocking(move || {
            let mut conn = Manager::writing(&url)
                .connect()
                .map_err(|_| Unavailable::NoConnection)?;
            conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)")?;
            Ok(())
        });
        task.await
            .unwrap_or_else(|_| Err(Unavailable::NoConnection.into()))
    }

    /// Which of the two databases this is.
    pub fn dialect(&self) -> Dialect {
        self.0.dialect
    }

    /// Runs queries that change nothing, on a blocking thread.
    ///
    /// # Errors
    /// The closure's own, or [`Unavailable`].
    pub async fn read<T, E>(
        &self,
        query: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Unavailable> + Send + 'static,
    {
        let inner = Arc::clone(&self.0);
        let task = tokio::task::spawn_blocking(move || {
            let mut conn = inner.readers.get().map_err(|_| Unavailable::NoConnection)?;
            query(&mut conn)
        });
        task.await
            .unwrap_or_else(|_| Err(Unavailable::NoConnection.into()))
    }

    /// Runs a change as one transaction and answers after it is on disk.
    ///
    /// # Errors
    /// The closure's own (then nothing was written), or [`Unavailable`].
    pub async fn write<T, E>(
        &self,
        change: impl FnMut(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: WriteError,
    {
        match &self.0.writers {
            Writers::Thread(writer) => writer.submit(change).await,
            Writers::Pool => {
                let inner = Arc::clone(&self.0);
                let task = tokio::task::spawn_blocking(move || {
                    let mut conn = inner.readers.get().map_err(|_| Unavailable::NoConnection)?;
                    retry::with_retries(change, |change| {
                        transaction(&mut conn, change, inner.at_end.as_ref())
                    })
                });
                task.await
                    .unwrap_or_else(|_| Err(Unavailable::CommitFailed.into()))
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that opens transactions"
)]
fn transaction<T, E: From<diesel::result::Error>>(
    conn: &mut Conn,
    change: &mut impl FnMut(&mut Conn) -> Result<T, E>,
    at_end: Option<&AtEnd>,
) -> Result<T, E> {
    conn.transaction(|conn| {
        let done = change(conn)?;
        if let Some(at_end) = at_end {
            at_end(conn)?;
        }
        Ok(done)
    })
}
