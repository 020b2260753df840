//! Documents over the years: renewed, returned, ended, replaced.

use crate::app::TestApp;
use crate::people::{self, Person};
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::credentials::reminders;
use locum::db::schema::{applications, declarations, documents, users};
use locum::domain::Role;
use locum::i18n::Lang;
use locum::vetting::State;

both! {
    r08_a_renewal_is_handled_by_nobody_who_withdrew_or_has_not_said_so,
    a_certificate_that_ends_at_new_year_is_renewed_in_time,
    a_lapsed_certificate_closes_later_shifts_only_and_its_renewal_opens_them,
    a_paid_renewal_counts_until_the_day_that_an_officer_sets,
    a_returned_renewal_leaves_the_accepted_certificate_standing,
    members_are_reminded_four_times_and_once_at_the_end,
    what_is_welcome_may_come_and_does_not_hold_the_file_up,
}

const PDF: (&str, &str, &[u8]) = ("new.pdf", "application/pdf", people::PDF);
const CERTIFICATE: &str = "/en/application/documents/practising_certificate";
/// Every question about a practising certificate answered with yes.
const YES: [(&str, &str); 4] = [
    ("name", "yes"),
    ("number", "yes"),
    ("last_day", "yes"),
    ("conditions", "yes"),
];
const RECEIPT: &str = "/en/application/documents/renewal_evidence";

fn until(year: &str) -> [(&str, &str); 3] {
    [
        ("expires_year", year),
        ("expires_month", "12"),
        ("expires_day", "31"),
    ]
}

/// The row of the document that a member has waiting.
async fn waiting(app: &TestApp, user: i64) -> i64 {
    app.read(move |conn| {
        documents::table
            .filter(documents::user_id.eq(user))
            .filter(documents::state.eq("uploaded"))
            .select(documents::id)
            .first(conn)
    })
    .await
}

/// Lets time pass until a day of 2026 or later, and signs somebody in again.
async fn on<'a>(app: &'a TestApp, day: &str, person: &Person<'a>) -> Person<'a> {
    let day: chrono::NaiveDate = day.parse().expect("a date");
    app.passes(TimeDelta::days((day - app.now().day()).num_days()));
    let browser = app.visitor();
    app.open_session(&browser, person.id).await;
    Person {
        id: person.id,
        email: person.email.clone(),
        application: person.application,
        browser,
    }
}

async fn a_certificate_that_ends_at_new_year_is_renewed_in_time(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    let officer = app.staff(Role::Officer, "officer@hospital.example").await;
    let ward = app.unit().await;
    let nurse = on(app, "2026-11-20", &nurse).await;
    let officer = on(app, "2026-11-20", &officer).await;
    let december = app.shift(ward, 20, 1, officer.id).await;
    let january = app.shift(ward, 43, 1, officer.id).await;
    let why = |shift: i64| format!("/en/shifts/{shift}/why");
    nurse
        .get(&why(january))
        .await
        .is(200)
        .says("31 December 2026");
    nurse
        .get(&why(december))
        .await
        .is(200)
        .hides("31 December 2026");

    let page = nurse.get("/en/application/documents").await.is(200);
    page.says("Ends soon").says("receipt of your renewal");
    nurse.upload(CERTIFICATE, &until("2029"), PDF).await.is(303);
    let page = nurse.get("/en/application/documents").await;
    page.says("Being checked")
        .says("The one we accepted counts until 31 December 2026");
    // What nobody has checked opens nothing, and closes nothing.
    nurse.get(&why(january)).await.says("31 December 2026");
    nurse.get(&why(december)).await.hides("31 December 2026");

    let id = waiting(app, nurse.id).await;
    let path = format!("/en/office/renewals/{id}");
    officer.get("/en/office/renewals").await.says(&path);
    officer.get(&path).await.is(200).says("31 December 2029");
    let accept = format!("{path}/accept");
    // The same questions as before the approval.
    let refused = officer.post(&accept, &YES[..3]).await.is(422);
    refused.says("Answer");
    officer
        .post(&accept, &YES[3..])
        .await
        .leads_to("/en/office/renewals");
    officer.post(&accept, &[]).await.is(404);
    let letter = app.letter_to(&nurse.email).await;
    assert!(letter.text.contains("2029"), "{}", letter.text);
    nurse.get(&why(january)).await.hides("31 December 2026");
    let page = nurse.get("/en/application/documents").await;
    page.says("Accepted").says("One earlier version");
    officer.get("/en/office/renewals").await.hides(&path);
}

async fn r08_a_renewal_is_handled_by_nobody_who_withdrew_or_has_not_said_so(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    let cousin = app.staff(Role::Officer, "cousin@hospital.example").await;
    nurse.upload(CERTIFICATE, &until("2029"), PDF).await.is(303);
    let id = waiting(app, nurse.id).await;
    let path = format!("/en/office/renewals/{id}");
    let user = nurse.id;
    let reference: String = app
        .read(move |conn| {
            let own = applications::table.filter(applications::user_id.eq(user));
            own.select(applications::reference).first(conn)
        })
        .await;
    let file = format!("/en/office/applications/{reference}");
    app.write(|conn| diesel::delete(declarations::table).execute(conn))
        .await;
    // The file asks whether they know the member; nothing is shown or done before.
    cousin.get(&path).await.leads_to(&file);
    cousin.post(&format!("{path}/accept"), &[]).await.is(403);
    let related = [("relation", "third_degree")];
    cousin
        .post(&format!("{file}/declare"), &related)
        .await
        .is(303);
    cousin.get(&path).await.is(403);
    cousin.post(&format!("{path}/accept"), &[]).await.is(403);
    let back = [("reason", "illegible")];
    cousin.post(&format!("{path}/return"), &back).await.is(403);
    cousin.get("/en/office/renewals").await.hides(&path);
}

async fn a_lapsed_certificate_closes_later_shifts_only_and_its_renewal_opens_them(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    let officer = app.staff(Role::Officer, "officer@hospital.example").await;
    let ward = app.unit().await;
    let nurse = on(app, "2027-01-02", &nurse).await;
    let officer = on(app, "2027-01-02", &officer).await;
    let shift = app.shift(ward, 3, 1, officer.id).await;
    // The board stays open: only the shift is closed, and it says why and what to do.
    nurse
        .get(&format!("/en/shifts/{shift}/why"))
        .await
        .is(200)
        .says("31 December 2026")
        .says("/en/application/documents");
    nurse
        .get("/en/application/documents")
        .await
        .says("ended on 31 December 2026");
    nurse.upload(CERTIFICATE, &until("2029"), PDF).await.is(303);
    let id = waiting(app, nurse.id).await;
    officer
        .post(&format!("/en/office/renewals/{id}/accept"), &YES)
        .await
        .is(303);
    app.letter_to(&nurse.email).await;
    let page = nurse.get(&format!("/en/shifts/{shift}/why")).await;
    page.is(200).hides("31 December 2026");
}

async fn a_paid_renewal_counts_until_the_day_that_an_officer_sets(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    let officer = app.staff(Role::Officer, "officer@hospital.example").await;
    let ward = app.unit().await;
    let nurse = on(app, "2026-12-20", &nurse).await;
    let officer = on(app, "2026-12-20", &officer).await;
    nurse.upload(RECEIPT, &[], PDF).await.is(303);
    let id = waiting(app, nurse.id).await;
    let accept = format!("/en/office/renewals/{id}/accept");
    officer.post(&accept, &[]).await.is(422).says("last day");
    let past = [
        ("until_year", "2026"),
        ("until_month", "12"),
        ("until_day", "20"),
    ];
    officer.post(&accept, &past).await.is(422).says("2026");
    let day = [
        ("until_year", "2027"),
        ("until_month", "2"),
        ("until_day", "28"),
        ("name", "yes"),
        ("paid", "yes"),
    ];
    officer.post(&accept, &day).await.is(303);
    app.letter_to(&nurse.email).await;
    let covered = app.shift(ward, 70, 1, officer.id).await;
    let beyond = app.shift(ward, 71, 1, officer.id).await;
    let why = |shift: i64| format!("/en/shifts/{shift}/why");
    nurse.get(&why(covered)).await.hides("28 February 2027");
    nurse.get(&why(beyond)).await.says("28 February 2027");
    // At the turn of the year nothing has ended: the one letter is about the day to come.
    app.mail().await;
    on(app, "2027-01-02", &nurse).await;
    assert_eq!(reminders::run(&app.app).await.expect("the job runs"), 1);
    let letter = app.letter_to(&nurse.email).await;
    assert!(letter.text.contains("2月28日"), "{}", letter.text);
}

async fn a_returned_renewal_leaves_the_accepted_certificate_standing(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    let officer = app.staff(Role::Officer, "officer@hospital.example").await;
    nurse.upload(CERTIFICATE, &until("2029"), PDF).await.is(303);
    let id = waiting(app, nurse.id).await;
    let path = format!("/en/office/renewals/{id}/return");
    officer.post(&path, &[]).await.is(422);
    let other = [("reason", "other")];
    officer.post(&path, &other).await.is(422);
    // A prepared reason says it in the member's language.
    officer
        .get(&format!("/en/office/renewals/{id}"))
        .await
        .is(200)
        .says("Last day cannot be read");
    let reason = [("reason", "number_unreadable"), ("note", "")];
    officer.post(&path, &reason).await.is(303);
    let letter = app.letter_to(&nurse.email).await;
    assert!(
        letter.text.contains("我們看不清註冊號碼"),
        "{}",
        letter.text
    );
    nurse.upload(CERTIFICATE, &until("2029"), PDF).await.is(303);
    let id = waiting(app, nurse.id).await;
    let path = format!("/en/office/renewals/{id}/return");
    let reason = [("reason", "cut_off"), ("note", "The lower edge")];
    officer.post(&path, &reason).await.is(303);
    let letter = app.letter_to(&nurse.email).await;
    assert!(letter.text.contains("The lower edge"), "{}", letter.text);
    nurse
        .get("/en/application/documents")
        .await
        .says("Returned")
        .says("The lower edge")
        .says("counts until 31 December 2026");
    let ward = app.unit().await;
    let shift = app.shift(ward, 20, 1, officer.id).await;
    nurse
        .get("/en/shifts?can=1")
        .await
        .says(&format!("shifts/{shift}"));
    // The next one takes the place of the returned one.
    nurse.upload(CERTIFICATE, &until("2029"), PDF).await.is(303);
    nurse
        .get("/en/application/documents")
        .await
        .says("Being checked")
        .says("2 earlier versions");
}

async fn members_are_reminded_four_times_and_once_at_the_end(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    // An applicant has other letters to wait for.
    app.clinician(State::CheckingDocuments).await;
    let id = nurse.id;
    app.write(move |conn| {
        diesel::update(users::table.find(id))
            .set(users::lang.eq(Lang::En))
            .execute(conn)
    })
    .await;
    let run = || async { reminders::run(&app.app).await.expect("the job runs") };
    for (day, words) in [
        ("2026-10-02", "ends on 31 December 2026"),
        ("2026-11-01", "ends on"),
        ("2026-12-01", "ends on"),
        ("2026-12-24", "ends on"),
        ("2027-01-01", "ended on 31 December 2026"),
    ] {
        let day: chrono::NaiveDate = day.parse().expect("a date");
        let days = (day - app.now().day()).num_days();
        app.passes(TimeDelta::days(days - 1));
        assert_eq!(run().await, 0, "the day before {day}");
        app.passes(TimeDelta::days(1));
        assert_eq!(run().await, 1, "{day}");
        assert_eq!(run().await, 0, "{day}, again");
        let letter = app.letter_to(&nurse.email).await;
        assert!(letter.subject.contains(words), "{day}: {}", letter.subject);
    }
}

async fn what_is_welcome_may_come_and_does_not_hold_the_file_up(app: &TestApp) {
    let nurse = app.clinician(State::Submitted).await;
    let path = "/en/application/documents/life_support";
    nurse.get(path).await.is(200);
    nurse.upload(path, &until("2027"), PDF).await.is(303);
    nurse
        .get("/en/application/documents")
        .await
        .says("certificate in life support")
        .says("Being checked");
    let waits = app.clinician(State::AwaitingReferences).await;
    waits.upload(path, &until("2027"), PDF).await.is(409);
    waits
        .get("/en/application/documents")
        .await
        .hides(&format!("href=\"{path}\""));
}
