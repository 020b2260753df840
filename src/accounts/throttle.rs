//! Limits at every oracle. Counted in the database, so that they hold for all nodes and restarts.

use crate::app::App;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::error::AppError;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text, Timestamp};

/// So many tries in so much time.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    tries: i32,
    window: TimeDelta,
}

/// Tries for one account or link: far below NIST's hundred.
pub const PER_ACCOUNT: Limit = Limit {
    tries: 10,
    window: TimeDelta::minutes(15),
};
/// Tries from one address, which a whole hospital may share.
pub const PER_SOURCE: Limit = Limit {
    tries: 100,
    window: TimeDelta::minutes(15),
};

/// Links from one address, behind which a whole hospital's mail scanner may sit.
pub const PER_LINK_SOURCE: Limit = Limit {
    tries: 300,
    window: TimeDelta::minutes(15),
};

#[derive(QueryableByName)]
struct Hits {
    #[diesel(sql_type = Integer)]
    hits: i32,
}

/// Counts one try in a bucket, in one statement so that parallel tries cannot share a count.
fn hit(conn: &mut Conn, bucket: &str, limit: Limit, now: UtcTime) -> QueryResult<i32> {
    diesel::sql_query(
        "INSERT INTO throttles (bucket, window_started_at, hits) VALUES ($1, $2, 1) \
         ON CONFLICT (bucket) DO UPDATE SET \
         hits = CASE WHEN throttles.window_started_at <= $3 THEN 1 ELSE throttles.hits + 1 END, \
         window_started_at = CASE WHEN throttles.window_started_at <= $3 THEN $2 ELSE throttles.window_started_at END \
         RETURNING hits",
    )
    .bind::<Text, _>(bucket)
    .bind::<Timestamp, _>(now)
    .bind::<Timestamp, _>(now.minus(limit.window))
    .get_result::<Hits>(conn)
    .map(|row| row.hits)
}

/// Counts a try in each bucket before anything is evaluated.
///
/// # Errors
/// 429 with the seconds to wait once a limit is passed.
pub async fn take(app: &App, buckets: Vec<(String, Limit)>) -> Result<(), AppError> {
    let now = app.clock.now();
    let passed = app
        .db
        .write(move |conn| {
            let mut longest = None;
            for (bucket, limit) in &buckets {
                if hit(conn, bucket, *limit, now)? > limit.tries {
                    longest = longest.max(Some(limit.window));
                }
            }
            Ok::<_, AppError>(longest)
        })
        .await?;
    match passed {
        None => Ok(()),
        Some(window) => Err(AppError::too_many(
            u32::try_from(window.num_seconds()).unwrap_or(u32::MAX),
        )),
    }
}

/// Names a bucket without holding the address or account itself.
pub fn bucket(app: &App, oracle: &str, subject: &str) -> String {
    format!("{oracle}:{}", app.config.instance_key.pseudonym(subject))
}
