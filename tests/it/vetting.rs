//! From registered to approved, and everything that can come between, through the pages.

use crate::app::TestApp;
use crate::browser::Browser;
use crate::people::{self, Person};
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::{application_events, applications, bookings, outbox, referees, shifts};
use locum::domain::Role;
use locum::keys::Purpose;
use locum::vetting::State;

const PDF: (&str, &str, &[u8]) = ("證書.pdf", "application/pdf", people::PDF);
const EXPIRES: [(&str, &str); 3] = [
    ("expires_year", "2027"),
    ("expires_month", "12"),
    ("expires_day", "31"),
];

pub const ANSWER: [(&str, &str); 9] = [
    ("worked_here", "yes"),
    ("capacity", "manager"),
    ("competence", "good"),
    ("safety", "good"),
    ("documentation", "fair"),
    ("teamwork", "good"),
    ("punctuality", "good"),
    ("have_back", "yes"),
    ("signed", "Ward manager Lee"),
];

/// Every question about either document answered with yes.
pub const ALL_YES: [(&str, &str); 5] = [
    ("name", "yes"),
    ("number", "yes"),
    ("last_day", "yes"),
    ("conditions", "yes"),
    ("places", "yes"),
];

pub async fn state_of(app: &TestApp, user: i64) -> State {
    app.read(move |conn| {
        applications::table
            .filter(applications::user_id.eq(user))
            .order(applications::id.desc())
            .select(applications::state)
            .first(conn)
    })
    .await
}

/// Fills in everything and sends it in.
pub async fn applies(app: &TestApp, nurse: &Person<'_>) -> String {
    nurse.post("/zh/application/again", &[]).await.is(303);
    nurse
        .post("/zh/application/registration", &[("number", "RN123456")])
        .await
        .is(303);
    nurse
        .upload(
            "/zh/application/documents/practising_certificate",
            &EXPIRES,
            PDF,
        )
        .await
        .is(303);
    nurse
        .upload("/zh/application/documents/experience_proof", &[], PDF)
        .await
        .is(303);
    let specialty = app
        .specialty(locum::domain::Profession::Nurse)
        .await
        .to_string();
    let work = [
        ("hospital", "基督教聯合醫院"),
        ("unit", "內科 7A"),
        ("specialty", specialty.as_str()),
        ("from_year", "2020"),
        ("from_month", "1"),
        ("from_day", "6"),
        ("ongoing", "yes"),
    ];
    nurse
        .post("/zh/application/experience", &work)
        .await
        .is(303);
    for (unit, email) in [
        ("內科 7A", "ward7a@hospital.example"),
        ("外科 6B", "ward6b@hospital.example"),
    ] {
        let fields = [
            ("hospital", "基督教聯合醫院"),
            ("unit", unit),
            ("contact", "李小姐"),
            ("email", email),
            ("phone", "2345 6789"),
        ];
        nurse.post("/zh/application/units", &fields).await.is(303);
    }
    nurse
        .get("/zh/application/check")
        .await
        .is(200)
        .says("遞交申請");
    nurse
        .post("/zh/application/submit", &[])
        .await
        .is(303)
        .leads_to("/zh/application");
    app.strangers().await;
    assert!(app.letter_to(&nurse.email).await.subject.contains("已收到"));
    let id = nurse.id;
    app.read(move |conn| {
        applications::table
            .filter(applications::user_id.eq(id))
            .select(applications::reference)
            .first(conn)
    })
    .await
}

/// The rows of the documents that stand in an application, by the office's links.
async fn documents_of(officer: &Browser<'_>, file: &str) -> Vec<String> {
    let page = officer.get(file).await.is(200).body;
    let mut rows: Vec<String> = page
        .split("?doc=")
        .skip(1)
        .map(|rest| rest.split(['"', '&', '#']).next().unwrap_or("").to_owned())
        .collect();
    rows.sort();
    rows.dedup();
    rows
}

/// Takes the file, accepts both documents, asks the units; returns the links of the two enquiries.
pub async fn is_checked(app: &TestApp, officer: &Browser<'_>, file: &str) -> Vec<String> {
    officer.post(&format!("{file}/begin"), &[]).await.is(303);
    for row in documents_of(officer, file).await {
        officer
            .post(&format!("{file}/documents/{row}/verify"), &ALL_YES)
            .await
            .is(303);
    }
    officer
        .post(&format!("{file}/enquiries"), &[])
        .await
        .is(303);
    links(app).await
}

/// The paths of the enquiries in the mail that is waiting.
pub async fn links(app: &TestApp) -> Vec<String> {
    let mail = app.mail().await;
    let path = |text: &str| {
        Some(format!(
            "/zh/r/{}",
            text.split("/zh/r/").nth(1)?.split_whitespace().next()?
        ))
    };
    mail.iter()
        .filter_map(|letter| path(&letter.text))
        .collect()
}

async fn the_plain_path_ends_at_the_board(app: &TestApp) {
    let nurse = app.newcomer().await;
    let first = app.staff(Role::Officer, "first@office.example").await;
    let second = app.staff(Role::Officer, "second@office.example").await;
    let reference = applies(app, &nurse).await;
    nurse
        .get("/zh/application")
        .await
        .is(200)
        .says("等待主任接手")
        .says("今日 第0日");
    let file = format!("/zh/office/applications/{reference}");
    app.passes(TimeDelta::days(1));
    let first = app.signs_in(&first.email).await;
    let links = is_checked(app, &first, &file).await;
    assert_eq!(links.len(), 2);
    nurse_sees(
        app,
        &nurse.email,
        "現正等待：基督教聯合醫院 內科 7A及基督教聯合醫院 外科 6B",
    )
    .await;
    for link in &links {
        // Looking uses nothing up (R15).
        app.visitor()
            .get(link)
            .await
            .is(200)
            .says("陳大文")
            .hides("RN123456")
            .hides(&nurse.email);
        app.visitor().post(link, &ANSWER).await.is(303);
        app.visitor().post(link, &ANSWER).await.is(410);
        app.visitor().get(link).await.is(410);
    }
    assert_eq!(state_of(app, nurse.id).await, State::ReadyForDecision);
    nurse.get("/zh/shifts").await;
    let scope = app.scope_box().await;
    let verdict = [
        ("verdict", "approve"),
        ("reason", "文件齊全"),
        (scope.as_str(), "on"),
        ("kind-ward", "on"),
    ];
    first
        .post(&format!("{file}/decide"), &verdict)
        .await
        .is(409);
    first
        .post(&format!("{file}/recommend"), &verdict)
        .await
        .is(303);
    // R10: who recommends does not decide.
    first
        .post(&format!("{file}/decide"), &verdict)
        .await
        .is(409)
        .says("要由第二位主任決定");
    let second = app.signs_in(&second.email).await;
    second
        .get(&file)
        .await
        .is(200)
        .says("文件齊全")
        .says("Ward manager Lee");
    second
        .post(&format!("{file}/decide"), &verdict)
        .await
        .is(303);
    assert_eq!(state_of(app, nurse.id).await, State::Approved);
    let subjects: Vec<String> = app
        .mail()
        .await
        .into_iter()
        .map(|letter| letter.subject)
        .collect();
    assert_eq!(
        subjects,
        [
            "基督教聯合醫院 內科 7A已回覆",
            "基督教聯合醫院 外科 6B已回覆",
            "審核已通過，你可以選更"
        ]
    );
    nurse_sees(app, &nurse.email, "審核已通過，你可以選更").await;
}

pub async fn nurse_sees(app: &TestApp, email: &str, text: &str) {
    app.signs_in(email)
        .await
        .get("/zh/application")
        .await
        .is(200)
        .says(text);
}

async fn a_returned_document_pauses_the_clock_and_the_others_stand(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.newcomer().await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let reference = applies(app, &nurse).await;
    let file = format!("/zh/office/applications/{reference}");
    officer.post(&format!("{file}/begin"), &[]).await.is(303);
    let rows = documents_of(&officer, &file).await;
    officer
        .post(&format!("{file}/documents/{}/verify", rows[1]), &ALL_YES)
        .await
        .is(303);
    let back = format!("{file}/documents/{}/return", rows[0]);
    // A refusal without words is no refusal.
    officer
        .post(&back, &[("reason", "other")])
        .await
        .is(422)
        .says("寫明問題及怎樣補交");
    officer
        .post(&back, &[("reason", "unreadable"), ("note", "右下角看不清")])
        .await
        .is(303);
    assert_eq!(state_of(app, nurse.id).await, State::MoreInformation);
    app.passes(TimeDelta::days(10));
    let nurse_again = app.signs_in(&nurse.email).await;
    nurse_again
        .get("/zh/application")
        .await
        .says("輪到你：重新上載執業證明書")
        .says("已用 0 日；輪到你時暫停了 10 日");
    nurse_again
        .get("/zh/application/documents")
        .await
        .says("右下角看不清")
        .says("已接納");
    nurse_again
        .upload(
            "/zh/application/documents/practising_certificate",
            &EXPIRES,
            PDF,
        )
        .await
        .is(303);
    assert_eq!(state_of(app, nurse.id).await, State::CheckingDocuments);
    nurse_again
        .upload("/zh/application/documents/experience_proof", &[], PDF)
        .await
        .is(409);
    nurse_again.get("/zh/application").await.says("等待核對");
}

async fn r04_of_many_decisions_at_once_one_is_taken(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.newcomer().await;
    let first = app.staff(Role::Officer, "first@office.example").await;
    let second = app.staff(Role::Officer, "second@office.example").await;
    let reference = applies(app, &nurse).await;
    let file = format!("/zh/office/applications/{reference}");
    for link in is_checked(app, &first, &file).await {
        app.visitor().post(&link, &ANSWER).await.is(303);
    }
    let scope = app.scope_box().await;
    let approve = [
        ("verdict", "approve"),
        ("reason", "齊全"),
        (scope.as_str(), "on"),
        ("kind-ward", "on"),
    ];
    first
        .post(&format!("{file}/recommend"), &approve)
        .await
        .is(303);
    let decide = format!("{file}/decide");
    let reject = [
        ("verdict", "reject"),
        ("reason", "未足一年"),
        ("again", "3"),
    ];
    let decisions =
        (0..100).map(|index| second.post(&decide, if index % 2 == 0 { &approve } else { &reject }));
    let answers = futures_util::future::join_all(decisions).await;
    let taken = answers.iter().filter(|answer| answer.status == 303).count();
    let refused = answers.iter().filter(|answer| answer.status == 409).count();
    assert_eq!((taken, refused), (1, 99));
    let decided: i64 = app
        .read(|conn| {
            application_events::table
                .filter(application_events::act.eq_any(["approve", "reject"]))
                .count()
                .get_result(conn)
        })
        .await;
    assert_eq!(decided, 1);
}

async fn r14_no_table_holds_a_link_that_works(app: &TestApp) {
    let nurse = app.newcomer().await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let reference = applies(app, &nurse).await;
    let links = is_checked(
        app,
        &officer,
        &format!("/zh/office/applications/{reference}"),
    )
    .await;
    let (salts, payloads): (Vec<Option<String>>, Vec<String>) = app
        .read(|conn| {
            Ok((
                referees::table.select(referees::salt).load(conn)?,
                outbox::table.select(outbox::payload).load(conn)?,
            ))
        })
        .await;
    for link in &links {
        let token = link.rsplit('/').next().unwrap();
        assert!(token.len() >= 22);
        assert!(salts.iter().flatten().all(|salt| salt != token));
        assert!(payloads.iter().all(|payload| !payload.contains(token)));
    }
    let salt = salts[0].clone().unwrap();
    assert!(links.contains(
        &format!("/zh/r/{}", app.app.config.instance_key.link_token(Purpose::Enquiry, &salt))
    ));
}

async fn r15_of_many_answers_at_once_one_is_taken(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.newcomer().await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let reference = applies(app, &nurse).await;
    let link = is_checked(
        app,
        &officer,
        &format!("/zh/office/applications/{reference}"),
    )
    .await
    .remove(0);
    app.visitor()
        .post(&link, &[])
        .await
        .is(422)
        .says("選擇答案");
    let browser = app.visitor();
    browser.get(&link).await.is(200);
    let answers =
        futures_util::future::join_all((0..50).map(|_| browser.post(&link, &ANSWER))).await;
    assert_eq!(
        answers.iter().filter(|answer| answer.status == 303).count(),
        1
    );
    assert_eq!(
        answers.iter().filter(|answer| answer.status == 410).count(),
        49
    );
}

async fn r16_a_link_dies_after_fourteen_days_and_with_the_application(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.newcomer().await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let reference = applies(app, &nurse).await;
    let links = is_checked(
        app,
        &officer,
        &format!("/zh/office/applications/{reference}"),
    )
    .await;
    let page = app.visitor().get(&links[0]).await.is(200);
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("cache-control"), "no-store");
    app.passes(TimeDelta::days(15));
    app.visitor().get(&links[0]).await.is(410);
    app.visitor().post(&links[0], &ANSWER).await.is(410);
}

async fn a_unit_that_declines_gives_the_ball_to_the_applicant(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.newcomer().await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let reference = applies(app, &nurse).await;
    let links = is_checked(
        app,
        &officer,
        &format!("/zh/office/applications/{reference}"),
    )
    .await;
    app.visitor().post(&links[0], &ANSWER).await.is(303);
    app.visitor()
        .post(&format!("{}/decline", links[1]), &[])
        .await
        .is(303);
    nurse
        .get("/zh/application")
        .await
        .says("輪到你：補充一個可查詢的單位");
}

async fn r13_what_a_unit_says_and_what_was_uploaded_is_sealed(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.newcomer().await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let reference = applies(app, &nurse).await;
    let file = format!("/zh/office/applications/{reference}");
    let links = is_checked(app, &officer, &file).await;
    let mut answer = ANSWER.to_vec();
    answer.push(("comment", "CANARY-3X in a comment"));
    app.visitor().post(&links[0], &answer).await.is(303);
    officer.get(&file).await.says("CANARY-3X");
    nurse.get("/zh/application").await.hides("CANARY-3X");
    nurse
        .get("/zh/application/history")
        .await
        .hides("CANARY-3X");
    let mut stored = Vec::new();
    for entry in std::fs::read_dir(app.app.config.data.join("documents")).unwrap() {
        stored.push(std::fs::read(entry.unwrap().path()).unwrap());
    }
    let sealed: Vec<Option<Vec<u8>>> = app
        .read(|conn| referees::table.select(referees::answer_sealed).load(conn))
        .await;
    stored.extend(sealed.into_iter().flatten());
    assert_eq!(stored.len(), 5, "two documents, a page of each, an answer");
    assert!(
        stored
            .iter()
            .all(|bytes| !bytes.windows(6).any(|window| window == b"CANARY"))
    );
}

async fn r33_only_whole_files_of_three_kinds_are_taken(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.newcomer().await;
    nurse.post("/zh/application/again", &[]).await.is(303);
    let path = "/zh/application/documents/experience_proof";
    let bad: [(&str, &str, &[u8]); 5] = [
        ("a.pdf", "application/pdf", b"<svg onload=alert(1)>"),
        ("a.pdf.html", "application/pdf", b"<html>"),
        ("a.png", "image/png", b"\x89PNG\r\n\x1a\n cut short"),
        ("a.pdf", "application/pdf", b"%PDF-1.7\n%%EOF\nPK\x03\x04"),
        ("empty.pdf", "application/pdf", b""),
    ];
    for file in bad {
        nurse.upload(path, &[], file).await.is(422);
    }
    let large = [
        b"%PDF-1.7".as_slice(),
        &vec![b' '; 10 * 1024 * 1024],
        b"%%EOF",
    ]
    .concat();
    nurse
        .upload(path, &[], ("a.pdf", "application/pdf", &large))
        .await
        .is(413)
        .says("小於 10 MB");
    assert_eq!(
        std::fs::read_dir(app.app.config.data.join("documents"))
            .unwrap()
            .count(),
        0
    );
    // A good file stays where only its date is missing.
    let path = "/zh/application/documents/practising_certificate";
    nurse
        .upload(path, &[], PDF)
        .await
        .is(422)
        .says("證書.pdf")
        .says("輸入到期日");
    nurse
        .upload(path, &EXPIRES, ("", "application/octet-stream", b""))
        .await
        .is(303);
    nurse
        .get("/zh/application/documents")
        .await
        .says("有效至2027年12月31日");
}

async fn r38_a_file_leaves_as_an_attachment_for_its_owner_and_the_office_only(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.newcomer().await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let stranger = app.newcomer().await;
    let reference = applies(app, &nurse).await;
    let row = documents_of(&officer, &format!("/zh/office/applications/{reference}"))
        .await
        .remove(0);
    let own = nurse
        .get(&format!("/zh/application/files/{row}"))
        .await
        .is(200)
        .says("CANARY-7Q");
    assert!(
        own.header("content-disposition")
            .starts_with("attachment; filename*=UTF-8''")
    );
    assert_eq!(
        own.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert_eq!(own.header("x-content-type-options"), "nosniff");
    // R30: another's file is not there, as one that does not exist is not there.
    stranger
        .get(&format!("/zh/application/files/{row}"))
        .await
        .is(404)
        .hides("CANARY");
    app.visitor()
        .get(&format!("/zh/application/files/{row}"))
        .await
        .is(303);
    officer
        .get(&format!("/zh/office/files/{row}"))
        .await
        .is(200);
}

async fn r05_a_suspended_member_loses_the_gate_and_the_places_ahead(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.clinician(State::Approved).await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let ward = app.unit().await;
    let shift = app.shift(ward, 5, 1, officer.id).await;
    nurse.get("/zh/shifts").await.is(200);
    nurse
        .post(&format!("/zh/shifts/{shift}/pick"), &[("key", "one")])
        .await
        .is(303);
    let (reference, _) = app.papers(nurse.application).await;
    let file = format!("/zh/office/applications/{reference}");
    officer
        .post(&format!("{file}/suspend"), &[("reason", "跟進事故")])
        .await
        .is(303);
    nurse.get("/zh/shifts").await.is(403).says("會員資格已暫停");
    nurse.get(&format!("/zh/shifts/{shift}")).await.is(404);
    let (filled, held): (i32, i64) = app
        .read(move |conn| {
            let held = bookings::table
                .filter(bookings::state.eq("held"))
                .count()
                .get_result(conn)?;
            Ok((
                shifts::table
                    .find(shift)
                    .select(shifts::filled)
                    .first(conn)?,
                held,
            ))
        })
        .await;
    assert_eq!((filled, held), (0, 0));
    officer
        .post(&format!("{file}/reinstate"), &[("reason", "已跟進")])
        .await
        .is(303);
    nurse.get("/zh/shifts").await.is(200);
}

async fn an_application_names_twenty_units_and_no_more(app: &TestApp) {
    let nurse = app.newcomer().await;
    nurse.post("/en/application/again", &[]).await.is(303);
    for number in 0..21 {
        let (unit, email) = (
            format!("Ward {number}"),
            format!("ward{number}@hospital.example"),
        );
        let fields = [
            ("hospital", "United Christian"),
            ("unit", unit.as_str()),
            ("contact", "Ms Lee"),
            ("email", email.as_str()),
            ("phone", "2345 6789"),
        ];
        let answer = nurse.post("/en/application/units", &fields).await;
        if number < 20 {
            answer.is(303);
        } else {
            answer.is(409).says("The list is full");
        }
    }
}

async fn an_application_is_withdrawn_and_begun_again(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.newcomer().await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let reference = applies(app, &nurse).await;
    let links = is_checked(
        app,
        &officer,
        &format!("/zh/office/applications/{reference}"),
    )
    .await;
    nurse.post("/zh/application/again", &[]).await.is(409);
    nurse.post("/zh/application/withdraw", &[]).await.is(303);
    app.visitor().get(&links[0]).await.is(410);
    nurse.get("/zh/application").await.says("你已撤回這個申請");
    nurse.post("/zh/application/again", &[]).await.is(303);
    nurse.get("/zh/application").await.says("輪到你：填妥申請");
}

both!(
    the_plain_path_ends_at_the_board,
    a_returned_document_pauses_the_clock_and_the_others_stand,
    r04_of_many_decisions_at_once_one_is_taken,
    r14_no_table_holds_a_link_that_works,
    r15_of_many_answers_at_once_one_is_taken,
    r16_a_link_dies_after_fourteen_days_and_with_the_application,
    a_unit_that_declines_gives_the_ball_to_the_applicant,
    r13_what_a_unit_says_and_what_was_uploaded_is_sealed,
    r33_only_whole_files_of_three_kinds_are_taken,
    r38_a_file_leaves_as_an_attachment_for_its_owner_and_the_office_only,
    r05_a_suspended_member_loses_the_gate_and_the_places_ahead,
    an_application_names_twenty_units_and_no_more,
    an_application_is_withdrawn_and_begun_again,
);
