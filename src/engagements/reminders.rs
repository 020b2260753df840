//! Dates of an engagement that nobody should miss: the officer who entered them and the member hear
//! fourteen days before.

use super::service::tell;
use super::store;
use crate::app::App;
use crate::clock::add_days;
use crate::error::AppError;
use crate::mail::engagement_letter::EngagementLetter;

/// How many days before.
const AHEAD: i64 = 14;

/// Reminds of what comes near, once; returns of how many dates.
///
/// # Errors
/// The database's.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let mut told = 0;
            for (entry, _, day, engagement, officer) in
                store::list_due(conn, add_days(now.day(), AHEAD))?
            {
                let Some(day) = day else { continue };
                if store::update_reminded(conn, entry, now)? == 0 {
                    continue;
                }
                let engagement = store::find(conn, engagement)?;
                for (user, office) in [(engagement.user, false), (officer, true)] {
                    let hospital = engagement.hospital.clone();
                    tell(conn, user, now, |name, lang| EngagementLetter::Due {
                        name,
                        hospital: hospital.name(lang).to_owned(),
                        day,
                        engagement: office.then_some(engagement.id),
                    })?;
                }
                told += 1;
            }
            Ok::<_, AppError>(told)
        })
        .await
}
