//! An officer asks about something that the applicant typed.

use crate::app::TestApp;
use crate::people;
use crate::vetting::state_of;
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::{
    application_events, applications, asked_facts, audit_events, documents, users,
};
use locum::domain::Role;
use locum::vetting::State;

both! {
    a_number_in_doubt_is_asked_about_corrected_and_compared_anew,
    a_detail_that_is_right_is_sent_unchanged,
    an_ask_without_a_reason_is_refused_and_so_is_an_empty_answer,
    a_replaced_version_stays_readable_and_the_story_tells_who_read_it,
    an_administrator_reads_what_is_late_and_opens_no_file,
    a_member_whose_certificate_ended_can_be_suspended,
    r10_an_answer_changes_what_was_asked_about_and_nothing_else,
}

const PAGE: &str = "/en/application/facts";
const DOUBT: &str = "The certificate shows RN654321.";

async fn number_of(app: &TestApp, id: i64) -> String {
    app.read(move |conn| {
        let row = applications::table.find(id);
        row.select(applications::registration_number).first(conn)
    })
    .await
}

async fn a_number_in_doubt_is_asked_about_corrected_and_compared_anew(app: &TestApp) {
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::ReadyForDecision).await;
    let (reference, paper) = app.papers(nurse.application).await;
    let file = format!("/en/office/applications/{reference}");
    nurse
        .get(PAGE)
        .await
        .is(200)
        .says("Nothing is asked at the moment");
    officer
        .get(&file)
        .await
        .is(200)
        .says("Ask about a detail")
        .hides("Waits for the applicant");
    let typed = [("fact", "registration_number"), ("fact_reason", DOUBT)];
    officer
        .post(&format!("{file}/ask"), &typed)
        .await
        .leads_to(&file);
    assert_eq!(state_of(app, nurse.id).await, State::MoreInformation);
    let letter = app.letter_to(&nurse.email).await;
    assert!(letter.subject.contains("輪到你"), "{}", letter.subject);
    assert!(letter.text.contains(DOUBT), "{}", letter.text);
    assert!(letter.text.contains("/zh/application/facts"));
    assert!(!letter.text.contains("RN123456"), "no number in the mail");
    officer
        .get(&file)
        .await
        .is(200)
        .says("Waiting for the applicant: Registration number")
        .says("Applicant asked about a detail: Registration number")
        .says("Waits for the applicant");
    // Once at a time.
    officer.post(&format!("{file}/ask"), &typed).await.is(409);
    // The clock waits.
    app.passes(TimeDelta::days(5));
    let nurse_now = app.signs_in(&nurse.email).await;
    nurse_now
        .get("/en/application")
        .await
        .is(200)
        .says("It is your turn: look again at your Registration number")
        .says("5 days paused")
        .says(PAGE);
    nurse_now
        .get(PAGE)
        .await
        .is(200)
        .says(DOUBT)
        .says("RN123456");
    nurse_now
        .post(PAGE, &[("registration_number", "RN654321")])
        .await
        .leads_to("/en/application");
    assert_eq!(number_of(app, nurse.application).await, "RN654321");
    // Only the paper that shows the number is looked at again.
    assert_eq!(state_of(app, nurse.id).await, State::CheckingDocuments);
    let waiting: Vec<i64> = app
        .read(move |conn| {
            let waits = documents::table.filter(documents::state.eq("uploaded"));
            waits.select(documents::id).load(conn)
        })
        .await;
    assert_eq!(waiting, [paper]);
    // What stood before stays in the record, and in the audit there is no number.
    let officer_now = app.signs_in(&officer.email).await;
    officer_now
        .get(&file)
        .await
        .is(200)
        .says("RN123456 → RN654321")
        .says("Corrected");
    let id = nurse.application;
    let (kept, details): ((String, Option<String>), Vec<String>) = app
        .read(move |conn| {
            let asked = asked_facts::table.filter(asked_facts::application_id.eq(id));
            let kept = asked.select((asked_facts::old_value, asked_facts::new_value));
            let details = audit_events::table.select(audit_events::detail);
            Ok((kept.first(conn)?, details.load(conn)?))
        })
        .await;
    assert_eq!(kept, ("RN123456".into(), Some("RN654321".into())));
    let told = |word: &str| details.iter().any(|detail| detail.contains(word));
    assert!(told("registration_number") && !told("RN654321") && !told(DOUBT));
}

async fn a_detail_that_is_right_is_sent_unchanged(app: &TestApp) {
    app.ignores_mail();
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::ReadyForDecision).await;
    let (reference, _) = app.papers(nurse.application).await;
    let ask = format!("/zh/office/applications/{reference}/ask");
    for fact in ["name_en", "name_zh"] {
        let typed = [("fact", fact), ("fact_reason", "名冊上的姓名不同。")];
        officer.post(&ask, &typed).await.is(303);
    }
    nurse.get("/zh/application").await.is(200).says("英文姓名");
    // Both are asked on one page; one is right, the other is not.
    let typed = [("name_en", "Chan Tai Man"), ("name_zh", "陳大民")];
    nurse.post("/zh/application/facts", &typed).await.is(303);
    let (id, case) = (nurse.id, nurse.application);
    let (names, acts): ((String, String), Vec<String>) = app
        .read(move |conn| {
            let names = users::table.find(id);
            let acts = application_events::table
                .filter(application_events::application_id.eq(case))
                .order(application_events::id.desc())
                .limit(2)
                .select(application_events::act);
            Ok((
                names.select((users::name_en, users::name_zh)).first(conn)?,
                acts.load(conn)?,
            ))
        })
        .await;
    assert_eq!(names, ("Chan Tai Man".into(), "陳大民".into()));
    assert_eq!(acts, ["correct_fact", "confirm_fact"]);
    nurse
        .get("/zh/application/facts")
        .await
        .is(200)
        .says("目前沒有查問");
}

async fn an_ask_without_a_reason_is_refused_and_so_is_an_empty_answer(app: &TestApp) {
    app.ignores_mail();
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::CheckingDocuments).await;
    let member = app.clinician(State::Approved).await;
    let (reference, _) = app.papers(nurse.application).await;
    let ask = format!("/en/office/applications/{reference}/ask");
    let bare = [("fact", "name_en"), ("fact_reason", " ")];
    officer
        .post(&ask, &bare)
        .await
        .is(422)
        .says("Say what is in doubt");
    let unknown = [("fact", "email"), ("fact_reason", DOUBT)];
    officer
        .post(&ask, &unknown)
        .await
        .is(422)
        .says("Choose a detail")
        .says(DOUBT);
    let whole = [("fact", "name_en"), ("fact_reason", DOUBT)];
    nurse.post(&ask, &whole).await.is(403);
    let (decided, _) = app.papers(member.application).await;
    officer
        .post(&format!("/en/office/applications/{decided}/ask"), &whole)
        .await
        .is(409);
    officer.post(&ask, &whole).await.is(303);
    nurse
        .post(PAGE, &[("name_en", "")])
        .await
        .is(422)
        .says("Enter a name");
    assert_eq!(state_of(app, nurse.id).await, State::MoreInformation);
}

async fn r10_an_answer_changes_what_was_asked_about_and_nothing_else(app: &TestApp) {
    app.ignores_mail();
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::ReadyForDecision).await;
    let (reference, _) = app.papers(nurse.application).await;
    let typed = [
        ("fact", "name_zh"),
        ("fact_reason", "名冊上沒有中文姓名。"),
        ("state", "approved"),
        ("decided_by", "1"),
    ];
    officer
        .post(&format!("/en/office/applications/{reference}/ask"), &typed)
        .await
        .is(303);
    let more = [
        ("name_zh", ""),
        ("name_en", "Somebody Else"),
        ("registration_number", "RN999999"),
        ("state", "approved"),
        ("role", "administrator"),
        ("decided_by", "1"),
        ("officer_id", "1"),
    ];
    nurse.post(PAGE, &more).await.is(303);
    let (id, case) = (nurse.id, nurse.application);
    type Row = ((String, String, Role), (String, State, Option<i64>));
    let ((name_en, name_zh, role), (number, state, decided)): Row = app
        .read(move |conn| {
            let person = users::table.find(id);
            let file = applications::table.find(case);
            Ok((
                person
                    .select((users::name_en, users::name_zh, users::role))
                    .first(conn)?,
                file.select((
                    applications::registration_number,
                    applications::state,
                    applications::decided_by,
                ))
                .first(conn)?,
            ))
        })
        .await;
    assert_eq!((name_en.as_str(), name_zh.as_str()), ("Chan Tai Man", ""));
    assert_eq!((role, number.as_str()), (Role::Clinician, "RN123456"));
    assert_eq!((state, decided), (State::CheckingDocuments, None));
}

async fn a_replaced_version_stays_readable_and_the_story_tells_who_read_it(app: &TestApp) {
    app.ignores_mail();
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::CheckingDocuments).await;
    let (reference, paper) = app.papers(nurse.application).await;
    let file = format!("/en/office/applications/{reference}");
    officer.get(&file).await.is(200).hides("Earlier versions");
    let back = [
        ("reason", "cut_off"),
        ("note", "The lower edge is missing."),
    ];
    officer
        .post(&format!("{file}/documents/{paper}/return"), &back)
        .await
        .is(303);
    let until = [
        ("expires_year", "2027"),
        ("expires_month", "12"),
        ("expires_day", "31"),
    ];
    let pdf = ("new.pdf", "application/pdf", people::PDF);
    nurse
        .upload(
            "/en/application/documents/practising_certificate",
            &until,
            pdf,
        )
        .await
        .is(303);
    officer
        .get(&file)
        .await
        .is(200)
        .says("Earlier versions")
        .says(&format!("?doc={paper}"))
        .says("Replaced")
        .says("The lower edge is missing.")
        .says("Letter to the applicant: It is your turn: practising certificate")
        .hides("Read: ");
    // Nothing can be done with it but read it, and reading is told.
    officer
        .get(&format!("{file}?doc={paper}"))
        .await
        .is(200)
        .hides(&format!("documents/{paper}/verify"))
        .hides(&format!("documents/{paper}/return"));
    officer
        .get(&format!("/en/office/files/{paper}"))
        .await
        .is(200);
    officer
        .get(&file)
        .await
        .is(200)
        .says("Read: practising certificate");
    let details: Vec<String> = app
        .read(|conn| {
            let reads = audit_events::table.filter(audit_events::action.eq("document.read"));
            reads.select(audit_events::detail).load(conn)
        })
        .await;
    assert!(
        details
            .iter()
            .any(|detail| detail.contains("\"replaced\":true"))
    );
    // The applicant's own page does not tell who read.
    nurse
        .get("/en/application/history")
        .await
        .is(200)
        .hides("Read: ");
}

async fn an_administrator_reads_what_is_late_and_opens_no_file(app: &TestApp) {
    app.ignores_mail();
    let head = app.staff(Role::Administrator, "head@office.example").await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::CheckingDocuments).await;
    let (reference, _) = app.papers(nurse.application).await;
    let page = "/en/admin/promise";
    head.get(page)
        .await
        .is(200)
        .says("No file is past its promise.");
    app.passes(TimeDelta::days(50));
    let head = app.signs_in(&head.email).await;
    head.get(page)
        .await
        .is(200)
        .says("Files past the promise: 1")
        .says(&reference)
        .hides("/en/office/");
    head.get("/zh/admin/promise")
        .await
        .is(200)
        .says("超出承諾的檔案：1");
    let officer = app.signs_in(&officer.email).await;
    officer.get(page).await.is(403);
    let file = format!("/en/office/applications/{reference}");
    head.get(&file).await.is(403);
}

async fn a_member_whose_certificate_ended_can_be_suspended(app: &TestApp) {
    app.ignores_mail();
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::Lapsed).await;
    let (reference, _) = app.papers(nurse.application).await;
    let file = format!("/en/office/applications/{reference}");
    officer
        .get(&file)
        .await
        .is(200)
        .says("Member, certificate ended")
        .says(&format!("{reference}/suspend"));
    let why = [("reason", "The unit reports an incident.")];
    officer
        .post(&format!("{file}/suspend"), &why)
        .await
        .leads_to(&file);
    assert_eq!(state_of(app, nurse.id).await, State::Suspended);
}
