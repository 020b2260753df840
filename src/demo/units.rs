//! What units say in the demo: somebody did not come, and how it was; and the office of a typhoon.

use crate::app::App;
use crate::clock::add_days;
use crate::db::schema::users;
use crate::error::AppError;
use crate::pay::service;
use crate::pay::turnout::{self, Saying, Speech};
use crate::shifts::weather::{self, NewWeather, Signal};
use diesel::prelude::*;

/// Lives through it with the product's own services.
pub(super) async fn live(
    app: &App,
    manager: i64,
    officer: i64,
    member: &'static str,
) -> anyhow::Result<()> {
    let now = app.clock.now();
    let nurse: i64 = app
        .db
        .read(move |conn| {
            let found = users::table.filter(users::email_key.eq(member));
            Ok::<_, AppError>(found.select(users::id).first(conn)?)
        })
        .await?;
    let places = service::of_manager(app, manager).await?;
    let absent = places
        .iter()
        .find(|place| place.record().is_none() && place.ends_at <= now && place.user != nurse);
    if let Some(place) = absent {
        let note = "當日沒有到場，致電兩次無人接聽。".to_owned();
        turnout::report(app, manager, place.id, note).await?;
        let word = "我前一日已致電病房，說明因病不能當值。".to_owned();
        turnout::reply(app, place.user, place.id, word).await?;
    }
    let worked = places
        .iter()
        .find(|place| place.record().is_some() && place.ends_at <= now && place.user == nurse);
    if let Some(place) = worked {
        let of_unit = Saying {
            again: true,
            note: "交更清楚，熟悉病房運作。".into(),
        };
        turnout::say(app, manager, place.id, Speech::OfUnit, of_unit).await?;
        let of_member = Saying {
            again: true,
            note: String::new(),
        };
        turnout::say(app, nurse, place.id, Speech::OfMember, of_member).await?;
    }
    let typhoon = NewWeather {
        signal: Signal::Typhoon8,
        cluster: None,
        day: add_days(now.day(), 1),
        note: "如交通停頓，先致電單位，不用冒險上班。".into(),
    };
    weather::post(app, officer, typhoon).await?;
    Ok(())
}
