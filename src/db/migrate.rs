//! Brings a database to the shape that this program knows, and refuses one that is newer.

use super::connection::{Conn, Dialect, Manager};
use diesel::backend::Backend;
use diesel::migration::{Migration, MigrationSource};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Why a database could not be migrated.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// It cannot be opened.
    #[error("cannot open the database: {0}")]
    Open(String),
    /// It holds a migration that this program does not know: it was served by a newer one.
    #[error(
        "the database is newer than this program (it holds migration {0}); run the newer program, or restore a backup from before"
    )]
    Newer(String),
    /// A migration failed and was rolled back.
    #[error("a migration failed: {0}")]
    Failed(String),
}

/// Runs what is missing and returns how many migrations ran.
///
/// # Errors
/// See [`MigrateError`]; a failed migration leaves the database as it was before it.
pub fn migrate(url: &str) -> Result<usize, MigrateError> {
    match Manager::writing(url)
        .connect()
        .map_err(MigrateError::Open)?
    {
        Conn::Sqlite(mut conn) => run(&mut conn, SQLITE),
        Conn::Pg(mut conn) => run(&mut conn, POSTGRES),
    }
}

/// The names of the migrations that this program knows for a database, in order.
pub fn known(dialect: Dialect) -> Vec<String> {
    match dialect {
        Dialect::Sqlite => names::<diesel::sqlite::Sqlite>(&SQLITE),
        Dialect::Postgres => names::<diesel::pg::Pg>(&POSTGRES),
    }
}

fn names<DB: Backend>(source: &EmbeddedMigrations) -> Vec<String> {
    let migrations: Vec<Box<dyn Migration<DB>>> = source.migrations().unwrap_or_default();
    migrations
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect()
}

fn run<C, DB>(conn: &mut C, source: EmbeddedMigrations) -> Result<usize, MigrateError>
where
    C: MigrationHarness<DB>,
    DB: Backend,
{
    let failed =
        |error: Box<dyn std::error::Error + Send + Sync>| MigrateError::Failed(error.to_string());
    let known = names::<DB>(&source);
    let applied = conn.applied_migrations().map_err(failed)?;
    if let Some(newer) = applied
        .iter()
        .map(ToString::to_string)
        .find(|version| !known.contains(version))
    {
        return Err(MigrateError::Newer(newer));
    }
    Ok(conn.run_pending_migrations(source).map_err(failed)?.len())
}
