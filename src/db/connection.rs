//! Connections: which database a URL means, and how each is set up.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{Error as PoolError, ManageConnection, R2D2Connection};
use std::time::Duration;

/// A connection to either database; every query in the product is written once, against this.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL.
    Pg(PgConnection),
    /// SQLite, embedded.
    Sqlite(SqliteConnection),
}

/// Which database it is, for the rare statement that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Embedded; the default.
    Sqlite,
    /// A server, for several nodes.
    Postgres,
}

impl Dialect {
    /// Decides by scheme and never falls through from one to the other: diesel's own `establish`
    /// would create a SQLite file named after a mistyped PostgreSQL address.
    pub fn of(url: &str) -> Self {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::Postgres
        } else {
            Self::Sqlite
        }
    }

    /// Of an open connection.
    pub fn of_conn(conn: &Conn) -> Self {
        match conn {
            Conn::Pg(_) => Self::Postgres,
            Conn::Sqlite(_) => Self::Sqlite,
        }
    }
}

/// Holds a row until the transaction ends, so that what is read of it and around it stays true.
/// SQLite has one writer and needs nothing.
///
/// # Errors
/// `NotFound`, or the database's.
pub fn lock_application(conn: &mut Conn, id: i64) -> QueryResult<()> {
    use super::schema::applications;
    if let Conn::Pg(conn) = conn {
        applications::table
            .find(id)
            .select(applications::id)
            .for_update()
            .first::<i64>(conn)?;
    }
    Ok(())
}

/// The same for the end of the audit chain: no two changes may continue it at once.
///
/// # Errors
/// The database's.
pub fn lock_audit_head(conn: &mut Conn) -> QueryResult<()> {
    use super::schema::audit_head;
    if let Conn::Pg(conn) = conn {
        audit_head::table
            .select(audit_head::id)
            .for_update()
            .first::<i64>(conn)?;
    }
    Ok(())
}

/// `busy_timeout` comes first: switching to WAL under load fails with "locked" otherwise.
/// `secure_delete` overwrites what is deleted: erased means erased in the file, too.
const SQLITE_SETUP: &str = "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; \
     PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA cache_size=-16384; PRAGMA mmap_size=268435456;";

pub(super) struct Manager {
    url: String,
    read_only: bool,
}

pub(super) type Pool = diesel::r2d2::Pool<Manager>;

pub(super) fn pool(url: &str) -> Result<Pool, String> {
    let manager = Manager {
        url: url.to_owned(),
        read_only: Dialect::of(url) == Dialect::Sqlite,
    };
    // Connecting once first gives the real reason; the pool would only say that it timed out.
    manager.connect()?;
    Pool::builder()
        .max_size(8)
        .min_idle(Some(1))
        .connection_timeout(Duration::from_secs(5))
        .build(manager)
        .map_err(|error| error.to_string())
}

impl Manager {
    pub(super) fn writing(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            read_only: false,
        }
    }

    pub(super) fn connect(&self) -> Result<Conn, String> {
        match Dialect::of(&self.url) {
            Dialect::Postgres => {
                let mut conn =
                    PgConnection::establish(&self.url).map_err(|error| error.to_string())?;
                conn.batch_execute("SET TIME ZONE 'UTC'")
                    .map_err(|error| error.to_string())?;
                Ok(Conn::Pg(conn))
            }
            Dialect::Sqlite => {
                let path = self.url.trim_start_matches("sqlite://");
                let mut conn = SqliteConnection::establish(path)
                    .map_err(|error| format!("{path}: {error}"))?;
                let only = if self.read_only {
                    "PRAGMA query_only=ON;"
                } else {
                    ""
                };
                conn.batch_execute(&format!("{SQLITE_SETUP}{only}"))
                    .map_err(|error| format!("{path}: {error}"))?;
                Ok(Conn::Sqlite(conn))
            }
        }
    }
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = PoolError;

    fn connect(&self) -> Result<Conn, PoolError> {
        Manager::connect(self)
            .map_err(|reason| PoolError::ConnectionError(ConnectionError::BadConnection(reason)))
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), PoolError> {
        conn.ping().map_err(PoolError::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}
