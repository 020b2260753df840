//! A hospital has a regime: an administrator sets it, with the zone and the money that follow from it
//! and what the hospital settles for itself.

use crate::app::TestApp;
use diesel::prelude::*;
use locum::db::schema::{audit_events, hospitals};
use locum::domain::Role;
use locum::organisation::house_rules::{HouseRules, Limit};
use locum::organisation::settings;
use locum::regime::Regime;

/// The form as it is shown, with some fields typed anew.
fn form<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("regime", "hk"),
        ("max_shift", "12"),
        ("max_shift_effect", "warn"),
        ("min_rest", "11"),
        ("min_rest_effect", "warn"),
        ("max_week", "60"),
        ("max_week_effect", "warn"),
        ("rest_days", "1"),
        ("rest_days_effect", "warn"),
        ("working_regime", "rotating"),
    ];
    for (name, value) in changed {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

async fn an_administrator_settles_a_hospital(app: &TestApp) {
    let ward = app.unit().await;
    let head = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    let path = format!("/en/admin/hospitals/{}", ward.hospital);
    head.get("/en/admin/hospitals")
        .await
        .is(200)
        .says("Hospitals: 1")
        .says("Hong Kong: locum self-selection");
    head.get(&path).await.is(200).says("value=\"12\"");
    // The same as before is no act.
    head.post(&path, &form(&[])).await.is(303);
    let changed = [
        ("regime", "lienchiang"),
        ("min_rest", "10.5"),
        ("min_rest_effect", "block"),
        ("agreed_extension", "yes"),
    ];
    head.post(&path, &form(&changed))
        .await
        .leads_to("/en/admin/hospitals");
    let (hospital, rules) = settings::find(&app.app, ward.hospital)
        .await
        .expect("a hospital");
    assert_eq!(
        (
            hospital.regime,
            hospital.zone.as_str(),
            hospital.currency.as_str()
        ),
        (Regime::Lienchiang, "Asia/Taipei", "TWD")
    );
    let expected = HouseRules {
        min_rest: Limit {
            amount: 630,
            blocks: true,
        },
        agreed_extension: true,
        ..HouseRules::DEFAULT
    };
    assert_eq!(rules, expected);
    let recorded: Vec<(Option<i64>, String)> = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::action.eq("hospital.settled"))
                .select((audit_events::subject_id, audit_events::detail))
                .load(conn)
        })
        .await;
    assert_eq!(recorded.len(), 1);
    assert_eq!(recorded[0].0, Some(ward.hospital));
    assert!(
        recorded[0].1.contains("\"min_rest\":[630,true]"),
        "{recorded:?}"
    );
    head.get(&path.replace("/en/", "/zh/"))
        .await
        .says("value=\"10.5\"")
        .says("連江縣：約用人員");
}

async fn a_faulty_form_comes_back_as_typed_and_changes_nothing(app: &TestApp) {
    let ward = app.unit().await;
    let head = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    let path = format!("/zh/admin/hospitals/{}", ward.hospital);
    for (name, value, said) in [
        ("regime", "mars", "選擇醫院適用的規則"),
        ("max_shift", "25", "輸入1至24小時，準確至分鐘"),
        ("min_rest", "eleven", "輸入0至24小時，準確至分鐘"),
        ("max_week", "0.999", "輸入1至168小時，準確至分鐘"),
        ("rest_days", "7", "輸入0至6日的整數"),
        ("working_regime", "", "選擇護士在這裏怎樣工作"),
    ] {
        let typed = form(&[(name, value), ("agreed_extension", "yes")]);
        head.post(&path, &typed).await.is(422).says(said);
    }
    // Switching the language keeps what was typed and does nothing.
    let typed = form(&[("max_shift", "9.5")]);
    head.post(&format!("{path}?switch"), &typed)
        .await
        .is(200)
        .says("value=\"9.5\"");
    let regime: String = app
        .read(move |conn| {
            hospitals::table
                .find(ward.hospital)
                .select(hospitals::regime)
                .first(conn)
        })
        .await;
    assert_eq!(regime, "hk");
}

both!(
    an_administrator_settles_a_hospital,
    a_faulty_form_comes_back_as_typed_and_changes_nothing,
);
