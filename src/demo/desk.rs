//! What the demo shows of filling shifts: the office has asked the nurse and two others about one.

use crate::app::App;
use crate::db::schema::{shifts, users};
use crate::domain::Category;
use crate::error::AppError;
use crate::shifts::{candidates, invitations};
use chrono::TimeDelta;
use diesel::prelude::*;

/// How many others are asked about the same shift.
const OTHERS: usize = 2;

/// An officer asks about the first shift that the nurse could take; one of the others would rather not.
///
/// # Errors
/// The database's.
pub(super) async fn ask(app: &App, officer: i64) -> Result<(), AppError> {
    let now = app.clock.now();
    let (nurse, open): (i64, Vec<i64>) = app
        .db
        .read(move |conn| {
            let nurse = users::table.filter(users::email_key.eq("nurse@demo.example"));
            let open = shifts::table
                .filter(shifts::category.eq(Category::RnGeneral))
                .filter(shifts::state.eq("open"))
                .filter(shifts::starts_at.gt(now.plus(TimeDelta::days(2))))
                .filter(shifts::filled.eq(0))
                .filter(shifts::places.gt(1))
                .order(shifts::starts_at)
                .limit(40)
                .select(shifts::id);
            let nurse = nurse.select(users::id).first(conn)?;
            Ok::<_, AppError>((nurse, open.load(conn)?))
        })
        .await?;
    for shift in open {
        if invitations::invite(app, officer, shift, vec![nurse]).await? == 0 {
            continue;
        }
        let ranking = candidates::rank(app, officer, shift).await?;
        let free = ranking.ranked.iter().filter(|one| one.can_be_asked());
        let others: Vec<i64> = free.map(|one| one.person.user).take(OTHERS).collect();
        invitations::invite(app, officer, shift, others.clone()).await?;
        if let Some(other) = others.first() {
            invitations::decline(app, *other, shift).await?;
        }
        break;
    }
    Ok(())
}
