//! Licence numbers that look unusual are pointed out and stop nobody.

use crate::app::TestApp;
use diesel::prelude::*;
use locum::db::schema::applications;
use locum::domain::Role;
use locum::vetting::State;

both! {
    an_unusual_licence_number_is_kept_and_pointed_out_to_both_sides,
    a_pattern_that_no_number_fits_is_refused,
}

const PAGE: &str = "/en/application/registration";

async fn an_unusual_licence_number_is_kept_and_pointed_out_to_both_sides(app: &TestApp) {
    let head = app.staff(Role::Administrator, "head@office.example").await;
    let officer = app.staff(Role::Officer, "officer@office.example").await;
    let nurse = app.clinician(State::Draft).await;
    let sent = app.clinician(State::CheckingDocuments).await;
    let (reference, _) = app.papers(sent.application).await;
    let file = format!("/en/office/applications/{reference}");
    // Nothing is known: nothing is said.
    nurse
        .post(PAGE, &[("number", "12")])
        .await
        .leads_to("/en/application");
    nurse.get(PAGE).await.is(200).hides("looks unusual");
    officer.get(&file).await.is(200).hides("looks unusual");
    let typed = [("nurse", "n999999\nen999999"), ("doctor", "")];
    head.post("/en/admin/licences", &typed)
        .await
        .leads_to("/en/admin/licences");
    head.get("/en/admin/reasons")
        .await
        .is(200)
        .says("/en/admin/licences");
    head.get("/en/admin/licences")
        .await
        .is(200)
        .says("N999999\nEN999999");
    // Kept all the same; whoever typed it and whoever checks it are told.
    nurse.post(PAGE, &[("number", "RN12")]).await.leads_to(PAGE);
    nurse
        .get(PAGE)
        .await
        .is(200)
        .says("RN12 is kept, but it looks unusual")
        .says("N999999, EN999999");
    let id = nurse.application;
    let kept: String = app
        .read(move |conn| {
            let row = applications::table.find(id);
            row.select(applications::registration_number).first(conn)
        })
        .await;
    assert_eq!(kept, "RN12");
    officer
        .get(&file)
        .await
        .is(200)
        .says("looks unusual: N999999, EN999999 is expected");
    nurse
        .post(PAGE, &[("number", "en 123456")])
        .await
        .leads_to("/en/application");
    nurse
        .get("/zh/application/registration")
        .await
        .is(200)
        .hides("格式與一般不同");
    nurse.get("/en/admin/licences").await.is(403);
    officer.post("/en/admin/licences", &typed).await.is(403);
}

async fn a_pattern_that_no_number_fits_is_refused(app: &TestApp) {
    let head = app.staff(Role::Administrator, "head@office.example").await;
    let typed = [("nurse", "RN[0-9]+"), ("doctor", "M99999")];
    let again = head.post("/zh/admin/licences", &typed).await.is(422);
    again.says("RN[0-9]+").says("M99999").says("只可用英文字母");
    head.get("/zh/admin/licences").await.is(200).hides("M99999");
}
