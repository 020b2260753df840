//! What lies in the inboxes of the demo, and one copy of a person's data.

use crate::app::App;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::db::schema::{notices, outbox, users};
use crate::error::AppError;
use crate::privacy::exporting;
use chrono::TimeDelta;
use diesel::prelude::*;

/// Letters of the past have long left, and their notices been read; those of the last days fill the
/// mailbox, and the newest of each person is still to be opened.
pub(super) fn forget_the_old(conn: &mut Conn, today: UtcTime) -> QueryResult<()> {
    let old = outbox::table.filter(outbox::created_at.lt(today.minus(TimeDelta::days(3))));
    diesel::update(old)
        .set(outbox::sent_at.eq(outbox::created_at.nullable()))
        .execute(conn)?;
    let newest: Vec<Option<i64>> = notices::table
        .group_by(notices::user_id)
        .select(diesel::dsl::max(notices::id))
        .load(conn)?;
    let newest: Vec<i64> = newest.into_iter().flatten().collect();
    diesel::update(notices::table.filter(notices::id.ne_all(newest)))
        .set(notices::read_at.eq(notices::created_at.nullable()))
        .execute(conn)?;
    Ok(())
}

/// The nurse has asked for a copy of her data, and it is ready.
pub(super) async fn copy_for(app: &App, email: &'static str) -> Result<(), AppError> {
    let user = app
        .db
        .read(move |conn| {
            let found = users::table
                .filter(users::email.eq(email))
                .select(users::id)
                .first::<i64>(conn)?;
            Ok::<_, AppError>(found)
        })
        .await?;
    exporting::ask(app, user).await?;
    exporting::run(app).await?;
    Ok(())
}
