//! Both databases have the tables that `src/db/schema.rs` says.

use crate::app::TestApp;
use crate::database::Database;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text};
use locum::db::{self, Db, Dialect, MigrateError};
use locum::error::AppError;
use std::collections::BTreeMap;

both! { r10_the_tables_are_those_of_the_schema, a_newer_database_is_refused }

/// `table.column` and whether it may be null.
type Columns = BTreeMap<String, bool>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

const SQLITE: &str = "SELECT m.name || '.' || c.name AS name, NOT (c.\"notnull\" OR c.pk > 0) AS nullable \
    FROM sqlite_master m, pragma_table_info(m.name) c \
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '__diesel%'";
const POSTGRES: &str = "SELECT (table_name || '.' || column_name)::text AS name, is_nullable = 'YES' AS nullable \
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_diesel%'";

/// What `schema.rs` declares, read as text.
fn declared() -> Columns {
    let source = include_str!("../../src/db/schema.rs");
    let mut columns = Columns::new();
    for block in source.split("diesel::table! {").skip(1) {
        let lines: Vec<&str> = block.lines().map(str::trim).collect();
        let header = lines
            .iter()
            .find(|line| line.ends_with('{'))
            .expect("a table");
        let table = header.split_whitespace().next().expect("a name");
        for line in lines.iter().take_while(|line| **line != "}") {
            if let Some((column, kind)) = line.split_once(" -> ") {
                columns.insert(format!("{table}.{column}"), kind.starts_with("Nullable"));
            }
        }
    }
    columns
}

async fn r10_the_tables_are_those_of_the_schema(app: &TestApp) {
    let query = match app.app.db.dialect() {
        Dialect::Sqlite => SQLITE,
        Dialect::Postgres => POSTGRES,
    };
    let rows = app
        .read(move |conn| diesel::sql_query(query).load::<Column>(conn))
        .await;
    let found: Columns = rows
        .into_iter()
        .map(|column| (column.name, column.nullable))
        .collect();
    let declared = declared();
    assert!(declared.len() > 100, "schema.rs was not read");
    let differ = |a: &Columns, b: &Columns| -> Vec<String> {
        a.iter()
            .filter(|(name, null)| b.get(*name) != Some(null))
            .map(|(name, _)| name.clone())
            .collect()
    };
    assert_eq!(
        (differ(&declared, &found), differ(&found, &declared)),
        (vec![], vec![])
    );
}

async fn a_newer_database_is_refused(app: &TestApp) {
    app.write(|conn| {
        diesel::sql_query(
            "INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')",
        )
        .execute(conn)
    })
    .await;
    let refused = db::migrate(&app.app.config.database_url);
    assert!(matches!(refused, Err(MigrateError::Newer(version)) if version == "99990101000000"));
}

#[test]
fn both_databases_have_the_same_migrations() {
    let of = |dialect: &str| {
        let folder = format!("{}/migrations/{dialect}", env!("CARGO_MANIFEST_DIR"));
        let entries = std::fs::read_dir(folder).expect("migrations");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(of("sqlite"), of("postgres"));
    assert_eq!(
        db::known_migrations(Dialect::Sqlite),
        db::known_migrations(Dialect::Postgres)
    );
}

#[derive(QueryableByName)]
struct Synchronous {
    #[diesel(sql_type = Integer)]
    synchronous: i32,
}

#[derive(QueryableByName)]
struct JournalMode {
    #[diesel(sql_type = Text)]
    journal_mode: String,
}

#[actix_web::test]
async fn what_sqlite_answered_is_on_disk() {
    let app = TestApp::start(Dialect::Sqlite).await;
    let writer = app.write(|conn| {
        let synchronous =
            diesel::sql_query("PRAGMA synchronous").get_result::<Synchronous>(conn)?;
        let mode = diesel::sql_query("PRAGMA journal_mode").get_result::<JournalMode>(conn)?;
        Ok((synchronous.synchronous, mode.journal_mode))
    });
    assert_eq!(writer.await, (2, "wal".to_owned()), "2 is FULL");
}

#[actix_web::test]
async fn readers_cannot_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = Database::create(Dialect::Sqlite, folder.path());
    let db = Db::open(&database.url).expect("it opens");
    let tried = db
        .read(|conn| Ok::<_, AppError>(diesel::sql_query("DELETE FROM users").execute(conn)?))
        .await;
    assert!(tried.is_err());
}
