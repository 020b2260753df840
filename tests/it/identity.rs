//! A copy of the identity card comes with the offer and goes by itself (R39).

use crate::app::TestApp;
use chrono::TimeDelta;
use diesel::prelude::*;
use image::{ImageFormat, Rgb, RgbImage};
use locum::credentials::Slot;
use locum::db::schema::documents;
use locum::domain::Role;
use locum::privacy::{erasure, sweeps};
use locum::vetting::State;
use std::io::Cursor;

both! {
    r39_no_copy_of_the_identity_card_is_taken_before_the_approval,
    r39_the_copy_bears_copy_is_seen_once_and_goes_by_itself,
}

const SLOT: &str = "/en/application/documents/identity_card";
const LIST: &str = "/en/application/documents";

fn card() -> Vec<u8> {
    let white = RgbImage::from_pixel(856, 540, Rgb([255; 3]));
    let mut png = Cursor::new(Vec::new());
    white
        .write_to(&mut png, ImageFormat::Png)
        .expect("a picture");
    png.into_inner()
}

async fn row(app: &TestApp, user: i64) -> Option<(i64, String, String)> {
    app.read(move |conn| {
        documents::table
            .filter(documents::user_id.eq(user))
            .filter(documents::slot.eq(Slot::IdentityCard))
            .select((documents::id, documents::file_name, documents::blob))
            .order(documents::id.desc())
            .first(conn)
            .optional()
    })
    .await
}

fn stored(app: &TestApp) -> usize {
    let folder = app.app.config.data.join("documents");
    std::fs::read_dir(folder).expect("a folder").count()
}

async fn r39_no_copy_of_the_identity_card_is_taken_before_the_approval(app: &TestApp) {
    for state in State::ALL.iter().copied() {
        if state == State::Approved {
            continue;
        }
        let nurse = app.clinician(state).await;
        let before = stored(app);
        let page = nurse.get(SLOT).await;
        assert!(matches!(page.status, 409 | 404), "{state}: {}", page.status);
        page.hides("type=\"file\"");
        let list = nurse.get(LIST).await;
        assert!(!list.body.contains("dentity card"), "{state}");
        let file = ("card.png", "image/png", card());
        let answer = nurse.upload(SLOT, &[], (file.0, file.1, &file.2)).await;
        assert!(
            matches!(answer.status, 409 | 404),
            "{state}: {}",
            answer.status
        );
        assert_eq!(row(app, nurse.id).await, None, "{state}");
        assert_eq!(stored(app), before, "{state}");
    }
    let nurse = app.clinician(State::Submitted).await;
    nurse
        .get(SLOT)
        .await
        .is(409)
        .says("too early for your identity card");
}

async fn r39_the_copy_bears_copy_is_seen_once_and_goes_by_itself(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.clinician(State::Approved).await;
    let officer = app.staff(Role::Officer, "officer@office.example").await;
    nurse
        .get(LIST)
        .await
        .is(200)
        .says("dentity card")
        .says("To do");
    let form = nurse.get(SLOT).await.is(200);
    form.says("COPY")
        .says("after 90 days")
        .says("at the office instead");
    let pdf = ("card.pdf", "application/pdf", crate::people::PDF);
    nurse
        .upload(SLOT, &[], pdf)
        .await
        .is(422)
        .says("JPEG or PNG picture");
    let plain = card();
    nurse
        .upload(SLOT, &[], ("card.png", "image/png", &plain))
        .await
        .is(303);
    let (id, _, blob) = row(app, nurse.id).await.expect("it came");
    let own = format!("/en/application/files/{id}");
    let kept = nurse.get(&own).await.is(200).bytes;
    let picture = image::load_from_memory(&kept)
        .expect("a picture")
        .into_rgb8();
    let inked = picture.pixels().filter(|point| point.0 != [255; 3]).count();
    assert!(inked > 10_000, "{inked} points of COPY");
    // Vetting does not see it; who checks it does, until they have.
    let (reference, _) = app.papers(nurse.application).await;
    let file = officer
        .get(&format!("/en/office/applications/{reference}"))
        .await;
    file.is(200).hides("dentity card");
    let stranger = app.clinician(State::Approved).await;
    stranger.get(&own).await.is(404);
    let ward = app.staff(Role::UnitManager, "ward@hospital.example").await;
    assert_ne!(
        ward.get(&format!("/en/office/files/{id}")).await.status,
        200
    );
    officer
        .get("/en/office/renewals")
        .await
        .is(200)
        .says("dentity card");
    officer
        .get(&format!("/en/office/renewals/{id}"))
        .await
        .is(200);
    let page = format!("/en/office/files/{id}/pages/1");
    assert_eq!(
        officer.get(&page).await.is(200).bytes,
        kept,
        "with COPY across"
    );
    officer
        .post(
            &format!("/en/office/renewals/{id}/accept"),
            &[("name", "yes")],
        )
        .await
        .is(303);
    officer.get(&page).await.is(404);
    officer.get(&format!("/en/office/files/{id}")).await.is(404);
    nurse.get(&own).await.is(200);

    app.passes(TimeDelta::days(89));
    sweeps::run(&app.app).await.expect("it sweeps");
    let path = app.app.config.data.join("documents").join(&blob);
    assert!(path.exists());
    app.passes(TimeDelta::days(2));
    sweeps::run(&app.app).await.expect("it sweeps");
    erasure::run(&app.app).await.expect("it buries");
    assert!(!path.exists(), "gone after ninety days");
    let (_, name, blob) = row(app, nurse.id).await.expect("the row stays");
    assert_eq!((name.as_str(), blob), ("", format!("erased-{id}")));
    app.open_session(&nurse.browser, nurse.id).await;
    nurse.get(&own).await.is(404);
    nurse.get(LIST).await.is(200).says("The copy was removed");
    // A copy of one's data does not stumble over it.
    crate::privacy::copy(app, nurse.id).await;
    let ready: String = app
        .read(|conn| {
            use locum::db::schema::data_exports;
            data_exports::table.select(data_exports::state).first(conn)
        })
        .await;
    assert_eq!(ready, "ready");
}
