//! Pages leave packed where the browser reads that, and say the same.

use crate::app::TestApp;
use crate::browser::Browser;
use locum::domain::Role;
use locum::vetting::State;

both! { a_page_leaves_packed_and_says_the_same }

async fn a_page_leaves_packed_and_says_the_same(app: &TestApp) {
    let manager = app.staff(Role::UnitManager, "m@hospital.example").await;
    let ward = app.unit().await;
    for day in 2..12 {
        app.shift(ward, day, 1, manager.id).await;
    }
    let mut nurse = app.clinician(State::Approved).await;
    let plain = nurse.get("/zh/shifts").await.is(200);
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(plain.header("vary"), "accept-encoding");
    let accepts = |browser: &mut Browser<'_>, ways: &str| {
        browser.headers = vec![("accept-encoding", ways.to_owned())];
    };
    accepts(&mut nurse.browser, "gzip, deflate, br");
    let packed = nurse.browser.get("/zh/shifts").await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    let sizes = (packed.bytes.len(), plain.bytes.len());
    assert!(sizes.0 * 3 < sizes.1, "{sizes:?}");
    assert!(packed.body.contains("<html lang=\"zh-HK\""));
    assert!(packed.body.trim_end().ends_with("</html>"));
    // Who refuses it, and what is no page, gets it as it is.
    accepts(&mut nurse.browser, "gzip;q=0");
    let refused = nurse.browser.get("/zh/shifts").await;
    assert_eq!(refused.header("content-encoding"), "");
    accepts(&mut nurse.browser, "gzip");
    let data = nurse.browser.get("/statistics.json").await;
    assert_eq!((data.status, data.header("content-encoding")), (200, ""));
}
