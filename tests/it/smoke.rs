//! The house stands: pages answer, people are who they are.

use crate::app::TestApp;
use locum::domain::Role;
use locum::vetting::State;

both! { everybody_can_be_made }

async fn everybody_can_be_made(app: &TestApp) {
    let admin = app
        .staff(Role::Administrator, "head@hospital.example")
        .await;
    admin.get("/en/admin/people").await.is(200);
    let manager = app.staff(Role::UnitManager, "ward@hospital.example").await;
    let ward = app.unit().await;
    app.gives(ward, &manager).await;
    assert!(app.shift(ward, 3, 2, manager.id).await > 0);
    for state in State::ALL {
        let nurse = app.clinician(*state).await;
        nurse.get("/zh/admin/people").await.is(403);
    }
    app.signs_in("head@hospital.example")
        .await
        .get("/zh/admin/people")
        .await
        .is(200);
    app.visitor().get("/zh/sign-in").await.is(200);
}
