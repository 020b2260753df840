//! An engagement of the demo: the nurse who picks shifts is also engaged by the hospital in Kaohsiung.

use super::stories::Officers;
use crate::app::App;
use crate::clock::add_days;
use crate::db::schema::{applications, hospitals, users};
use crate::engagements::domain::State;
use crate::engagements::leave;
use crate::engagements::service::{self, Opening};
use crate::error::AppError;
use crate::vetting::declarations::{self, Relation};
use diesel::prelude::*;

/// What stands on it: question, and what is given.
const ENTRIES: [(&str, &str); 6] = [
    ("bars", r#"{"declarations":[]}"#),
    ("second_job", r#"{"pay_basis":"monthly","consent":true}"#),
    (
        "pay",
        r#"{"category":"professional","level":12,"duty_level":1}"#,
    ),
    (
        "training_bond",
        r#"{"training_days":45,"amount_paid":60000}"#,
    ),
    ("discipline", r#"{"commendation":2}"#),
    (
        "appraisal",
        r#"{"work":85,"conduct":82,"knowledge":78,"talent":80,"leave_days":2}"#,
    ),
];

/// Opens it and lets it go on, through the product's own services.
///
/// # Errors
/// The database's.
pub async fn insert(app: &App, officers: Officers) -> Result<(), AppError> {
    let today = app.clock.now().day();
    let (nurse, reference, hospital): (i64, String, i64) = app
        .db
        .read(|conn| {
            let nurse: (i64, String) = applications::table
                .inner_join(users::table.on(users::id.eq(applications::user_id)))
                .filter(users::email.eq("nurse@demo.example"))
                .select((users::id, applications::reference))
                .first(conn)?;
            let hospital = hospitals::table
                .filter(hospitals::code.eq("KMUH"))
                .select(hospitals::id)
                .first(conn)?;
            Ok::<_, AppError>((nurse.0, nurse.1, hospital))
        })
        .await?;
    for officer in [officers.first, officers.second] {
        declarations::declare(app, officer, reference.clone(), Relation::None).await?;
    }
    let opening = Opening {
        reference,
        hospital,
        state: State::Probation,
        starts_on: add_days(today, -500),
    };
    let Ok(id) = service::open(app, officers.first, opening).await? else {
        return Ok(());
    };
    for (question, given) in ENTRIES {
        let entered =
            service::enter(app, officers.first, id, question.into(), given.into()).await?;
        entered.map_err(|fault| anyhow::anyhow!("{question}: {}", fault.said))?;
    }
    let reported = add_days(today, -80);
    let dates = format!(r#"{{"reported_on":"{reported}"}}"#);
    let dates = service::enter(app, officers.first, id, "dates".into(), dates).await?;
    dates.map_err(|fault| anyhow::anyhow!("dates: {}", fault.said))?;
    service::advance(app, officers.first, id, State::Engaged).await?;
    let (first, last) = (add_days(today, 20), add_days(today, 21));
    let asked = leave::ask_leave(app, nurse, id, first, last).await?;
    asked.map_err(|fault| anyhow::anyhow!("leave: {fault:?}"))?;
    Ok(())
}
