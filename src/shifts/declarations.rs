//! What a member declared to the hospitals of a regime: read for the page, kept with its consequences.

use super::declaring::{Declared, Said};
use super::regime_rows;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::domain::{Bilingual, Role};
use crate::error::AppError;
use crate::regime::Regime;
use serde_json::json;

/// Units of the regime's hospitals, and what was declared before.
pub type Behind = (Vec<(i64, Bilingual, Bilingual)>, Option<Declared>);

/// What stands behind the page.
///
/// # Errors
/// The database's.
pub async fn behind(app: &App, user: i64, regime: Regime) -> Result<Behind, AppError> {
    app.db
        .read(move |conn| {
            let units = regime_rows::list_units(conn, regime)?;
            let declared = regime_rows::list_declared(conn, user)?;
            let before = declared.into_iter().find(|(of, _)| *of == regime);
            Ok((units, before.map(|(_, declared)| declared)))
        })
        .await
}

/// Keeps what follows from what was said, and records that it was declared, not what.
///
/// # Errors
/// The database's.
pub async fn keep(app: &App, user: i64, said: Said) -> Result<(), AppError> {
    let now = app.clock.now();
    let (regime, declared) = (said.regime(), said.follows(now));
    app.db
        .write(move |conn| {
            regime_rows::store_declared(conn, user, regime, &declared)?;
            let actor = Actor::Person(user, Role::Clinician);
            let detail = json!({"regime": regime.as_str()});
            let subject = Subject::User(user);
            audit::record(conn, now, actor, "member.declared", subject, &detail)?;
            Ok::<_, AppError>(())
        })
        .await
}
