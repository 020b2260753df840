//! The board in memory is the board of the database, whatever happens and whoever changes it.

use crate::app::TestApp;
use crate::people::Ward;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use locum::clock::UtcTime;
use locum::db::Dialect;
use locum::db::schema::{board_changes, shifts, units};
use locum::domain::{Category, Role};
use locum::error::AppError;
use locum::shifts::snapshot::Current;
use std::sync::mpsc;

both! {
    the_board_in_memory_follows_every_change,
    a_change_is_seen_whenever_it_is_committed,
    a_node_that_slept_reads_everything_again,
    another_node_sees_what_this_one_wrote,
    every_table_that_the_board_rests_on_tells_of_its_changes,
}

/// A shift as far as the board shows it.
type Row = (i64, i32, i64, String);

/// What is open, as the board in memory has it.
async fn remembered(app: &TestApp, board: &Current) -> Vec<Row> {
    let (board, now) = (board.clone(), app.now());
    let read = app.app.db.read(move |conn| board.read(conn, now)).await;
    let snapshot = read.expect("the board is read");
    let mut rows = Vec::new();
    for category in Category::ALL {
        for entry in snapshot.between(*category, (now, i64::MAX), None) {
            let shift = &entry.shift;
            assert_eq!(entry.left, shift.left());
            rows.push((
                shift.id,
                shift.left(),
                shift.cents_per_hour,
                shift.unit.en.clone(),
            ));
        }
    }
    rows.sort();
    rows
}

/// The same, as the database has it.
async fn written(app: &TestApp) -> Vec<Row> {
    let now = app.now();
    app.read(move |conn| {
        shifts::table
            .inner_join(units::table)
            .filter(shifts::state.eq("open"))
            .filter(shifts::starts_at.gt(now))
            .order(shifts::id)
            .select((
                shifts::id,
                shifts::places - shifts::filled - shifts::offered,
                shifts::cents_per_hour,
                units::name_en,
            ))
            .load(conn)
    })
    .await
}

/// The board in memory agrees with the database.
pub(crate) async fn agrees(app: &TestApp) {
    assert_eq!(remembered(app, &app.app.board).await, written(app).await);
}

async fn ward_with_shifts(app: &TestApp, count: i64) -> (Ward, Vec<i64>, i64) {
    let by = app.staff(Role::UnitManager, "m@hospital.example").await.id;
    let ward = app.unit().await;
    let mut made = Vec::new();
    for number in 0..count {
        let start = app.now().plus(TimeDelta::hours(30 + 7 * number));
        made.push(app.shift_at(ward, start, 3, by).await);
    }
    (ward, made, by)
}

async fn set_left(app: &TestApp, shift: i64, places: i32) {
    app.write(move |conn| {
        let one = shifts::table.find(shift);
        diesel::update(one)
            .set(shifts::places.eq(places))
            .execute(conn)
    })
    .await;
}

async fn the_board_in_memory_follows_every_change(app: &TestApp) {
    agrees(app).await;
    let (ward, made, by) = ward_with_shifts(app, 12).await;
    agrees(app).await;
    set_left(app, made[3], 7).await;
    agrees(app).await;
    // Called off, deleted, moved to another day, to other people.
    app.write({
        let made = made.clone();
        move |conn| {
            let of = |index: usize| shifts::table.find(made[index]);
            diesel::update(of(0))
                .set(shifts::state.eq("cancelled"))
                .execute(conn)?;
            diesel::delete(of(1)).execute(conn)?;
            let later: UtcTime = of(11).select(shifts::ends_at).first(conn)?;
            let ends = later.plus(TimeDelta::hours(8));
            diesel::update(of(2))
                .set((shifts::starts_at.eq(later), shifts::ends_at.eq(ends)))
                .execute(conn)?;
            diesel::update(of(4))
                .set(shifts::category.eq(Category::EnGeneral))
                .execute(conn)
        }
    })
    .await;
    agrees(app).await;
    assert_eq!(written(app).await.len(), 10);
    app.write(move |conn| {
        let unit = units::table.find(ward.id);
        diesel::update(unit)
            .set(units::name_en.eq("Another name"))
            .execute(conn)
    })
    .await;
    agrees(app).await;
    let other = app.unit().await;
    app.shift(other, 5, 1, by).await;
    agrees(app).await;
    // What is undone never was.
    let (board, now, shift) = (app.app.board.clone(), app.now(), made[5]);
    let undone = app.app.db.write(move |conn| {
        let one = shifts::table.find(shift);
        diesel::update(one)
            .set(shifts::places.eq(9))
            .execute(conn)?;
        Err::<(), _>(AppError::NotFound)
    });
    assert!(undone.await.is_err());
    agrees(app).await;
    app.app
        .db
        .read(move |conn| board.read(conn, now))
        .await
        .expect("read");
    app.passes(TimeDelta::days(3));
    agrees(app).await;
}

async fn a_change_is_seen_whenever_it_is_committed(app: &TestApp) {
    let (_, made, _) = ward_with_shifts(app, 3).await;
    agrees(app).await;
    // The first change has its number, and waits with its commit until the second one is there.
    let (begun, has_begun) = mpsc::channel();
    let (end, may_end) = mpsc::channel::<()>();
    let (db, first) = (app.app.db.clone(), made[0]);
    let may_end = std::sync::Mutex::new(may_end);
    let slow = actix_web::rt::spawn(async move {
        db.write(move |conn| {
            let one = shifts::table.find(first);
            diesel::update(one)
                .set(shifts::places.eq(8))
                .execute(conn)?;
            begun.send(()).expect("the test waits");
            may_end
                .lock()
                .expect("one holds it")
                .recv()
                .expect("the test tells");
            Ok::<_, AppError>(())
        })
        .await
    });
    actix_web::web::block(move || has_begun.recv().expect("it begins"))
        .await
        .expect("it ran");
    let before = remembered(app, &app.app.board).await;
    assert!(
        before.iter().all(|(_, left, ..)| *left == 3),
        "nothing is committed: {before:?}"
    );
    // SQLite has one writer: the second change would wait for the first.
    if app.app.db.dialect() == Dialect::Postgres {
        set_left(app, made[1], 5).await;
        let between = remembered(app, &app.app.board).await;
        assert_eq!(
            between
                .iter()
                .map(|(_, left, ..)| *left)
                .collect::<Vec<_>>(),
            [3, 5, 3]
        );
        set_left(app, made[2], 6).await;
        agrees(app).await;
    }
    end.send(()).expect("it waits");
    slow.await.expect("it ran").expect("it is written");
    agrees(app).await;
    assert_eq!(written(app).await[0].1, 8);
}

async fn a_node_that_slept_reads_everything_again(app: &TestApp) {
    let (_, made, _) = ward_with_shifts(app, 3).await;
    agrees(app).await;
    set_left(app, made[0], 9).await;
    // Sixty thousand changes, of which the job keeps fifty thousand.
    app.write(|conn| {
        diesel::sql_query(
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 60000) \
             INSERT INTO board_changes (shift_id) SELECT $1 FROM n",
        )
        .bind::<BigInt, _>(0)
        .execute(conn)
    })
    .await;
    locum::jobs::run(&app.app).await;
    let kept = || app.read(|conn| board_changes::table.count().get_result::<i64>(conn));
    assert_eq!(kept().await, 50_000);
    // Of those, too, all but the last: what this node has not seen can no longer be told by their number.
    app.write(|conn| {
        let last = diesel::dsl::max(board_changes::id);
        let last: Option<i64> = board_changes::table.select(last).first(conn)?;
        let old = board_changes::id.lt(last.expect("some"));
        diesel::delete(board_changes::table.filter(old)).execute(conn)
    })
    .await;
    agrees(app).await;
    assert_eq!(written(app).await[0].1, 9);
}

#[derive(QueryableByName)]
struct Watched {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

async fn every_table_that_the_board_rests_on_tells_of_its_changes(app: &TestApp) {
    let query = match app.app.db.dialect() {
        Dialect::Sqlite => {
            "SELECT DISTINCT tbl_name AS name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_board' ESCAPE '\\'"
        }
        Dialect::Postgres => {
            "SELECT DISTINCT event_object_table::text AS name FROM information_schema.triggers \
             WHERE trigger_name LIKE '%\\_board'"
        }
    };
    let watched: Vec<Watched> = app
        .read(move |conn| diesel::sql_query(query).load(conn))
        .await;
    let mut names: Vec<String> = watched.into_iter().map(|table| table.name).collect();
    names.sort();
    let rests_on = [
        "hospitals",
        "house_rules",
        "pick_rules",
        "shifts",
        "specialties",
        "unit_requirements",
        "unit_terms",
        "units",
    ];
    assert_eq!(names, rests_on);
}

async fn another_node_sees_what_this_one_wrote(app: &TestApp) {
    let (_, made, _) = ward_with_shifts(app, 2).await;
    let other = Current::default();
    assert_eq!(remembered(app, &other).await, written(app).await);
    set_left(app, made[1], 6).await;
    agrees(app).await;
    assert_eq!(remembered(app, &other).await, written(app).await);
}
