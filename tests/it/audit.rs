//! The record cannot be changed silently (R11).

use crate::app::TestApp;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use locum::audit::chain::{self, Broken, Why};
use locum::audit::checkpoint::{self, Checkpoint};
use locum::audit::{self, Actor, Subject};
use locum::clock::{Clock, UtcTime};
use locum::db::schema::{audit_events, audit_head, audit_waiting};
use locum::db::{self, Conn, Db, Dialect};
use locum::error::AppError;
use locum::keys::InstanceKey;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

both! {
    r11_random_edits_are_all_found,
    r11_the_record_takes_no_change,
    r11_numbers_have_no_gaps_however_many_write,
    r11_what_was_recorded_before_the_chain_begins_it,
    r11_a_checkpoint_is_kept_every_day,
}

/// Acts of an ordinary day.
async fn acts(app: &TestApp, count: i64) {
    let now = app.now();
    app.write(move |conn| {
        for number in 0..count {
            let subject = Subject::Application(number % 7 + 1);
            let actor = match number % 3 {
                0 => Actor::System,
                1 => Actor::Referee,
                _ => Actor::Person(number, locum::domain::Role::Officer),
            };
            let detail = json!({"number": number, "slot": "practising_certificate"});
            audit::record(conn, now, actor, "application.begin", subject, &detail)?;
        }
        Ok(())
    })
    .await;
}

async fn verdict(app: &TestApp, anchor: Option<Checkpoint>) -> Result<chain::Head, Broken> {
    let key = app.app.config.instance_key.clone();
    app.read(move |conn| chain::verify(conn, &key, anchor.as_ref()))
        .await
}

async fn signed(app: &TestApp) -> Checkpoint {
    let made = checkpoint::make(&app.app).await;
    made.expect("the chain is whole").expect("it has rows")
}

type Row = (
    i64,
    UtcTime,
    Option<i64>,
    String,
    String,
    String,
    Option<i64>,
    String,
    String,
);

fn rows(conn: &mut Conn) -> QueryResult<Vec<Row>> {
    audit_events::table.order(audit_events::id).load(conn)
}

/// Lets a hand into the table, as somebody with the database's password could.
fn unlock(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Pg(_) => {
            conn.batch_execute("ALTER TABLE audit_events DISABLE TRIGGER audit_is_never_changed")
        }
        Conn::Sqlite(_) => conn
            .batch_execute("DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_cut"),
    }
}

fn put(conn: &mut Conn, id: i64, row: &Row) -> QueryResult<()> {
    diesel::insert_into(audit_events::table)
        .values((
            audit_events::id.eq(id),
            audit_events::at.eq(row.1),
            audit_events::actor_id.eq(row.2),
            audit_events::actor_role.eq(&row.3),
            audit_events::action.eq(&row.4),
            audit_events::subject_kind.eq(&row.5),
            audit_events::subject_id.eq(row.6),
            audit_events::detail.eq(&row.7),
            audit_events::mac.eq(&row.8),
        ))
        .execute(conn)?;
    Ok(())
}

fn note_end(conn: &mut Conn, row: &Row) -> QueryResult<()> {
    diesel::update(audit_head::table)
        .set((audit_head::last_id.eq(row.0), audit_head::mac.eq(&row.8)))
        .execute(conn)?;
    Ok(())
}

/// One letter of a text is another one.
fn flipped(dice: &mut StdRng, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = dice.random_range(0..letters.len());
    letters[at] = if letters[at] == 'x' { 'y' } else { 'x' };
    letters.into_iter().collect()
}

fn flip(conn: &mut Conn, dice: &mut StdRng, row: &Row) -> QueryResult<()> {
    let target = audit_events::table.find(row.0);
    let text = |column: &str, value: String, conn: &mut Conn| {
        sql_query(format!(
            "UPDATE audit_events SET {column} = $1 WHERE id = $2"
        ))
        .bind::<Text, _>(value)
        .bind::<BigInt, _>(row.0)
        .execute(conn)
    };
    match dice.random_range(0..8) {
        0 => diesel::update(target)
            .set(audit_events::at.eq(row.1.plus(chrono::TimeDelta::microseconds(1))))
            .execute(conn)?,
        1 => diesel::update(target)
            .set(audit_events::actor_id.eq(row.2.map_or(1, |id| id + 1)))
            .execute(conn)?,
        2 => text("actor_role", flipped(dice, &row.3), conn)?,
        3 => text("action", flipped(dice, &row.4), conn)?,
        4 => text("subject_kind", flipped(dice, &row.5), conn)?,
        5 => diesel::update(target)
            .set(audit_events::subject_id.eq(None::<i64>))
            .execute(conn)?,
        6 => text("detail", flipped(dice, &row.7), conn)?,
        _ => text("mac", flipped(dice, &row.8), conn)?,
    };
    Ok(())
}

/// The kinds of forgery, in turn. Makes one and answers with the row that must be named.
fn forge(conn: &mut Conn, dice: &mut StdRng, kind: usize) -> QueryResult<i64> {
    unlock(conn)?;
    let all = rows(conn)?;
    let count = i64::try_from(all.len()).expect("few");
    let at = dice.random_range(1..all.len() - 1);
    let row = &all[at];
    let from = |id: i64| audit_events::table.filter(audit_events::id.ge(id));
    match kind {
        0 => flip(conn, dice, row)?,
        // Deleted from the middle.
        1 => {
            diesel::delete(audit_events::table.find(row.0)).execute(conn)?;
        }
        // Two rows change places, hashes and all.
        2 => {
            let other = &all[dice.random_range(at + 1..all.len())];
            diesel::delete(audit_events::table.filter(audit_events::id.eq_any([row.0, other.0])))
                .execute(conn)?;
            put(conn, row.0, other)?;
            put(conn, other.0, row)?;
        }
        // A row is put in and the later ones are numbered anew.
        3 => {
            diesel::delete(from(row.0)).execute(conn)?;
            put(conn, row.0, &all[0])?;
            for later in &all[at..] {
                put(conn, later.0 + 1, later)?;
            }
            let last = all.last().expect("rows");
            diesel::update(audit_head::table)
                .set((
                    audit_head::last_id.eq(last.0 + 1),
                    audit_head::mac.eq(&last.8),
                ))
                .execute(conn)?;
        }
        // The end is cut and its note forgotten, or made to fit, or the whole is an older copy.
        4 => {
            diesel::delete(from(row.0)).execute(conn)?;
        }
        5 => {
            diesel::delete(from(row.0)).execute(conn)?;
            note_end(conn, &all[at - 1])?;
        }
        // The chain is made anew from its first row, with a key of one's own.
        6 => {
            diesel::delete(from(0)).execute(conn)?;
            let (own, _) = InstanceKey::generate().new_house_key("audit");
            let mut before = String::new();
            for row in &all {
                let fields = json!([
                    before,
                    row.0,
                    row.1.rfc3339(),
                    row.2,
                    row.3,
                    row.4,
                    row.5,
                    row.6,
                    row.7
                ]);
                before = own.sign("audit", fields.to_string().as_bytes());
                let mut forged = row.clone();
                forged.8.clone_from(&before);
                put(conn, row.0, &forged)?;
                note_end(conn, &forged)?;
            }
            return Ok(1);
        }
        // An act is added at the end.
        7 => {
            put(conn, count + 1, row)?;
            note_end(
                conn,
                &(
                    count + 1,
                    row.1,
                    row.2,
                    row.3.clone(),
                    row.4.clone(),
                    row.5.clone(),
                    row.6,
                    row.7.clone(),
                    row.8.clone(),
                ),
            )?;
            return Ok(count + 1);
        }
        // It waits outside the chain.
        _ => {
            diesel::insert_into(audit_waiting::table)
                .values((
                    audit_waiting::at.eq(row.1),
                    audit_waiting::actor_role.eq("system"),
                    audit_waiting::action.eq("application.approve"),
                    audit_waiting::subject_kind.eq("application"),
                    audit_waiting::detail.eq("{}"),
                ))
                .execute(conn)?;
            return Ok(count + 1);
        }
    }
    Ok(row.0)
}

async fn r11_random_edits_are_all_found(app: &TestApp) {
    acts(app, 90).await;
    let anchor = signed(app).await;
    assert_eq!(
        verdict(app, Some(anchor.clone()))
            .await
            .map(|head| head.last_id),
        Ok(90)
    );
    let mut found = BTreeMap::new();
    for round in 0..200 {
        let (key, anchor) = (app.app.config.instance_key.clone(), anchor.clone());
        let kind = round % 9;
        let told = Arc::new(Mutex::new(None));
        let heard = Arc::clone(&told);
        let undone = app.app.db.write(move |conn| {
            let mut dice = StdRng::seed_from_u64(u64::try_from(round).expect("small"));
            let row = forge(conn, &mut dice, kind)?;
            let verdict = chain::verify(conn, &key, Some(&anchor))?;
            *heard.lock().expect("unpoisoned") = Some((row, verdict));
            Err::<(), _>(AppError::Invalid("undone"))
        });
        assert!(
            matches!(undone.await, Err(AppError::Invalid("undone"))),
            "{kind}"
        );
        let (row, verdict) = told.lock().expect("unpoisoned").take().expect("it ran");
        match verdict {
            Err(Broken::Row { row: named, .. }) => assert_eq!(named, row, "kind {kind}"),
            other => panic!("kind {kind}, row {row}: {other:?}"),
        }
        *found.entry(kind).or_insert(0) += 1;
    }
    assert_eq!(found.values().sum::<i32>(), 200);
    assert_eq!(found.len(), 9, "every kind of forgery had its turn");
    // Without an anchor a cut end that was noted cannot be seen: that is what the anchor is for.
    assert!(verdict(app, None).await.is_ok());
    let forged = Checkpoint {
        last_id: 1,
        ..anchor
    };
    assert_eq!(verdict(app, Some(forged)).await, Err(Broken::Forged));
}

async fn r11_the_record_takes_no_change(app: &TestApp) {
    acts(app, 3).await;
    for attempt in [
        "UPDATE audit_events SET action = 'nothing' WHERE id = 2",
        "DELETE FROM audit_events WHERE id = 3",
    ] {
        let tried = app.app.db.write(move |conn| {
            sql_query(attempt).execute(conn)?;
            Ok::<_, AppError>(())
        });
        let refused = format!("{:?}", tried.await.expect_err("it is refused"));
        assert!(refused.contains("append-only"), "{refused}");
    }
    assert!(verdict(app, None).await.is_ok());
    // Another instance key opens neither the chain nor the service.
    let mut config = app.app.config.clone();
    config.instance_key = InstanceKey::generate();
    let stranger = locum::app::App::open(config, Clock::System).expect("it opens");
    assert!(chain::begin(&stranger).await.is_err());
}

async fn r11_numbers_have_no_gaps_however_many_write(app: &TestApp) {
    let now = app.now();
    let write = |number: i64| {
        app.app.db.write(move |conn| {
            let detail = json!({"number": number});
            audit::record(
                conn,
                now,
                Actor::System,
                "test.act",
                Subject::Shift(number),
                &detail,
            )?;
            // Every third is undone after it was recorded.
            if number % 3 == 0 {
                return Err(AppError::Invalid("undone"));
            }
            Ok(())
        })
    };
    let done = futures_util::future::join_all((0..60).map(write)).await;
    assert_eq!(done.iter().filter(|one| one.is_ok()).count(), 40);
    let head = verdict(app, None).await.expect("the chain is whole");
    assert_eq!(head.last_id, 40);
}

async fn r11_what_was_recorded_before_the_chain_begins_it(app: &TestApp) {
    acts(app, 3).await;
    let url = app.app.config.database_url.clone();
    let down = match app.app.db.dialect() {
        Dialect::Sqlite => {
            include_str!("../../migrations/sqlite/2026-11-23-000040_audit_and_privacy/down.sql")
        }
        Dialect::Postgres => {
            include_str!("../../migrations/postgres/2026-11-23-000040_audit_and_privacy/down.sql")
        }
    };
    let bare = Db::open(&url).expect("it opens");
    bare.write(move |conn| {
        conn.batch_execute(down)?;
        conn.batch_execute("DELETE FROM __diesel_schema_migrations WHERE version = '20261123000040'")?;
        // One row's number was lost, as after a transaction that was undone.
        conn.batch_execute(
            "INSERT INTO audit_events (id, at, actor_role, action, subject_kind, subject_id, detail) \
             VALUES (9, '2026-01-01 00:00:00', 'system', 'old.act', 'shift', 1, '{}')",
        )?;
        Ok::<_, AppError>(())
    })
    .await
    .expect("an old database");
    assert_eq!(db::migrate(&url).expect("it migrates"), 1);
    let renewed = locum::app::App::open(app.app.config.clone(), Clock::System).expect("it opens");
    chain::begin(&renewed).await.expect("the chain begins");
    let all = renewed
        .db
        .read(|conn| Ok::<_, AppError>(rows(conn)?))
        .await
        .expect("rows");
    let told: Vec<_> = all.iter().map(|row| (row.0, row.4.as_str())).collect();
    let old = "application.begin";
    assert_eq!(told, [(1, old), (2, old), (3, old), (4, "old.act")]);
    let key = app.app.config.instance_key.clone();
    let head = renewed
        .db
        .read(move |conn| Ok::<_, AppError>(chain::verify(conn, &key, None)?));
    assert_eq!(
        head.await.expect("it reads").map(|head| head.last_id),
        Ok(4)
    );
}

async fn r11_a_checkpoint_is_kept_every_day(app: &TestApp) {
    let folder = app.app.config.audit_folder.clone();
    assert_eq!(
        checkpoint::keep(&app.app).await.expect("nothing to sign"),
        0
    );
    acts(app, 5).await;
    assert_eq!(checkpoint::keep(&app.app).await.expect("signed"), 1);
    acts(app, 5).await;
    assert_eq!(
        checkpoint::keep(&app.app).await.expect("signed"),
        0,
        "once a day"
    );
    app.passes(chrono::TimeDelta::days(1));
    assert_eq!(checkpoint::keep(&app.app).await.expect("signed"), 1);
    for (file, last) in [("audit-2026-03-02.json", 5), ("audit-2026-03-03.json", 10)] {
        let kept = Checkpoint::read(&folder.join(file)).expect("a checkpoint");
        assert_eq!(kept.last_id, last);
        assert!(verdict(app, Some(kept)).await.is_ok());
    }
    // A broken chain is not signed, and the log says so every time.
    app.write(|conn| {
        unlock(conn)?;
        diesel::delete(audit_events::table.find(4)).execute(conn)
    })
    .await;
    assert_eq!(
        verdict(app, None).await,
        Err(Broken::Row {
            row: 4,
            why: Why::Missing
        })
    );
    app.passes(chrono::TimeDelta::days(1));
    assert!(checkpoint::keep(&app.app).await.is_err());
}
