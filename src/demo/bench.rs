//! What the officers of the demo left on their workbench: a note for each other, and a view of the queue.

use crate::app::App;
use crate::db::schema::{applications, users};
use crate::error::AppError;
use crate::office::views;
use crate::vetting::file_notes;
use diesel::prelude::*;

/// Writes a note about the person who has waited for three months, and names two views.
pub(super) async fn leave(app: &App, officer: i64, waiting: &'static str) -> Result<(), AppError> {
    let reference = app
        .db
        .read(move |conn| {
            let found = applications::table
                .inner_join(users::table.on(users::id.eq(applications::user_id)))
                .filter(users::email.eq(waiting))
                .select(applications::reference)
                .first::<String>(conn)?;
            Ok::<_, AppError>(found)
        })
        .await?;
    let note = "致電病房兩次，無人接聽。聯絡部門秘書，星期四再試。";
    file_notes::add(app, officer, reference, note.to_owned()).await?;
    for (name, query) in [
        ("我的・由我處理", "ball=ours&owner=mine"),
        ("超過 42 日", "ball=all&due=overdue"),
    ] {
        views::save(app, officer, name.to_owned(), query.to_owned()).await?;
    }
    Ok(())
}
