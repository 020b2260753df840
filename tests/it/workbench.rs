//! The officers' workbench, through its pages.

use crate::app::TestApp;
use crate::people::Person;
use crate::vetting::{ALL_YES, ANSWER, applies, is_checked};
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::{
    applications, audit_events, document_checks, file_notes, office_views, officer_settings,
    referees, users,
};
use locum::domain::Role;
use locum::vetting::State;

both! {
    the_queue_puts_the_riskiest_first_and_its_address_is_its_filter,
    the_next_file_goes_to_one_officer,
    an_officer_who_leaves_hands_over_in_one_act,
    nobody_has_the_files_of_a_closed_account,
    several_files_are_given_or_reminded_and_never_decided,
    a_document_is_accepted_when_every_question_was_answered_with_yes,
    private_notes_are_sealed_and_no_page_of_the_applicant_shows_them,
    a_prepared_reason_speaks_the_applicants_language,
    a_view_is_its_officers_own,
    single_keys_are_off_until_somebody_turns_them_on,
    the_promise_is_honest_when_there_is_nothing,
    r44_a_table_for_spreadsheets_runs_nothing,
}

const QUEUE: &str = "/en/office/applications";

/// A saved view of an officer.
pub async fn view(app: &TestApp, user: i64) -> i64 {
    let now = app.now();
    app.write(move |conn| {
        diesel::insert_into(office_views::table)
            .values((
                office_views::user_id.eq(user),
                office_views::name.eq("mine"),
                office_views::query.eq("ball=all"),
                office_views::created_at.eq(now),
            ))
            .returning(office_views::id)
            .get_result(conn)
    })
    .await
}

async fn reference(app: &TestApp, nurse: &Person<'_>) -> String {
    app.papers(nurse.application).await.0
}

async fn officer_of(app: &TestApp, application: i64) -> Option<i64> {
    app.read(move |conn| {
        applications::table
            .find(application)
            .select(applications::officer_id)
            .first(conn)
    })
    .await
}

/// The references on a page of the queue, in order.
fn order(body: &str) -> Vec<String> {
    let rows = body.split("name=\"file\" value=\"").skip(1);
    rows.map(|rest| rest.split('"').next().unwrap_or("").to_owned())
        .collect()
}

async fn the_queue_puts_the_riskiest_first_and_its_address_is_its_filter(app: &TestApp) {
    app.ignores_mail();
    let old = app.clinician(State::CheckingDocuments).await;
    app.passes(TimeDelta::days(26));
    let slow = app.clinician(State::CheckingDocuments).await;
    app.passes(TimeDelta::days(18));
    let middle = app.clinician(State::ReadyForDecision).await;
    app.passes(TimeDelta::days(2));
    let new = app.clinician(State::Submitted).await;
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let names = [
        reference(app, &old).await,
        reference(app, &new).await,
        reference(app, &middle).await,
        reference(app, &slow).await,
    ];
    let page = officer.get(&format!("{QUEUE}?ball=all")).await.is(200);
    // Past the promise first, then what will pass it, then by the next date.
    assert_eq!(order(&page.body)[..2], [names[0].clone(), names[3].clone()]);
    assert_eq!(order(&page.body).len(), 4);
    page.says("1 past day 42. 4 without an officer.")
        .says("Day 46 of 42")
        .says("expected day 50")
        .says("All open files <strong>4</strong>");
    let only = async |query: &str| {
        let page = officer.get(&format!("{QUEUE}?{query}")).await.is(200);
        order(&page.body)
    };
    assert_eq!(only("ball=all&step=take").await, [names[1].clone()]);
    assert_eq!(only("step=decide").await, [names[2].clone()]);
    assert_eq!(only("ball=all&due=overdue").await, [names[0].clone()]);
    assert!(only("ball=all&owner=mine").await.is_empty());
    assert!(only("ball=units").await.is_empty());
    let search = format!("{QUEUE}?q={}", names[2].to_lowercase());
    assert_eq!(order(&officer.get(&search).await.body), [names[2].clone()]);
    officer
        .get(&format!("{QUEUE}?ball=upwards&due=overdue"))
        .await
        .is(200)
        .says("Part of the address was not understood")
        .says("Clear filters");
    officer
        .get(&format!("{QUEUE}?ball=all&category=doctor_specialist"))
        .await
        .is(200)
        .says("No file fits these filters.");
}

async fn the_next_file_goes_to_one_officer(app: &TestApp) {
    app.ignores_mail();
    let officers = [
        app.staff(Role::Officer, "first@office.example").await,
        app.staff(Role::Officer, "second@office.example").await,
        app.staff(Role::Officer, "third@office.example").await,
    ];
    let old = app.clinician(State::CheckingDocuments).await;
    app.passes(TimeDelta::days(3));
    let new = app.clinician(State::Submitted).await;
    let officers_now = [
        app.signs_in(&officers[0].email).await,
        app.signs_in(&officers[1].email).await,
        app.signs_in(&officers[2].email).await,
    ];
    let all = officers_now
        .iter()
        .map(|one| one.post("/en/office/next", &[]));
    let answers = futures_util::future::join_all(all).await;
    let mut places: Vec<String> = answers
        .into_iter()
        .map(|answer| answer.is(303).location)
        .collect();
    places.sort();
    let mut wanted = vec![
        QUEUE.to_owned(),
        format!("{QUEUE}/{}", reference(app, &old).await),
        format!("{QUEUE}/{}", reference(app, &new).await),
    ];
    wanted.sort();
    assert_eq!(places, wanted);
    assert_ne!(
        officer_of(app, old.application).await,
        officer_of(app, new.application).await
    );
}

async fn an_officer_who_leaves_hands_over_in_one_act(app: &TestApp) {
    let first = app.staff(Role::Officer, "first@office.example").await;
    let second = app.staff(Role::Officer, "second@office.example").await;
    let mut files = Vec::new();
    for state in [
        State::Submitted,
        State::CheckingDocuments,
        State::ReadyForDecision,
    ] {
        let nurse = app.clinician(state).await;
        let path = format!("{QUEUE}/{}", reference(app, &nurse).await);
        let own = first.id.to_string();
        first
            .post(&format!("{path}/assign"), &[("officer", &own)])
            .await
            .is(303);
        files.push(nurse.application);
    }
    first
        .get("/en/office/settings")
        .await
        .is(200)
        .says("You have 3 open files");
    first
        .post("/en/office/hand-over", &[("officer", "")])
        .await
        .is(422)
        .says("Choose a colleague");
    let to = second.id.to_string();
    first
        .post("/en/office/hand-over", &[("officer", &to)])
        .await
        .is(303);
    for file in files {
        assert_eq!(officer_of(app, file).await, Some(second.id));
    }
    let letter = app.letter_to(&second.email).await;
    assert!(letter.subject.contains("3 個個案"), "{}", letter.subject);
    let handed: i64 = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::action.eq("application.assign"))
                .count()
                .get_result(conn)
        })
        .await;
    // Three were taken, then three were handed over.
    assert_eq!(handed, 6);
    first
        .get(&format!("{QUEUE}?ball=all&owner=mine"))
        .await
        .is(200)
        .says("No file fits");
}

async fn nobody_has_the_files_of_a_closed_account(app: &TestApp) {
    let first = app.staff(Role::Officer, "first@office.example").await;
    let second = app.staff(Role::Officer, "second@office.example").await;
    let nurse = app.clinician(State::CheckingDocuments).await;
    let file = format!("{QUEUE}/{}", reference(app, &nurse).await);
    let own = first.id.to_string();
    let assign = format!("{file}/assign");
    first.post(&assign, &[("officer", &own)]).await.is(303);
    // Theirs already; nobody who is no officer gets one.
    first.post(&assign, &[("officer", &own)]).await.is(409);
    let nurse_id = nurse.id.to_string();
    first.post(&assign, &[("officer", &nurse_id)]).await.is(422);
    let (id, now) = (first.id, app.now());
    app.write(move |conn| {
        diesel::update(users::table.find(id))
            .set(users::disabled_at.eq(now))
            .execute(conn)
    })
    .await;
    second
        .get(&format!("{QUEUE}?ball=all&owner=nobody"))
        .await
        .is(200)
        .says("1 without an officer");
    second.get(&file).await.is(200).says("Officer: Nobody yet.");
    second.post("/en/office/next", &[]).await.leads_to(&file);
    assert_eq!(officer_of(app, nurse.application).await, Some(second.id));
}

async fn several_files_are_given_or_reminded_and_never_decided(app: &TestApp) {
    app.ignores_mail();
    let first = app.staff(Role::Officer, "first@office.example").await;
    let second = app.staff(Role::Officer, "second@office.example").await;
    let one = app.clinician(State::AwaitingReferences).await;
    let other = app.clinician(State::CheckingDocuments).await;
    app.enquiry(one.application).await;
    let (one_file, other_file) = (reference(app, &one).await, reference(app, &other).await);
    let to = second.id.to_string();
    let files = [("file", one_file.as_str()), ("file", other_file.as_str())];
    let mut fields = files.to_vec();
    fields.extend([
        ("act", "assign"),
        ("officer", to.as_str()),
        ("view", "ball=units"),
    ]);
    first
        .post("/en/office/bulk", &fields)
        .await
        .leads_to("/en/office/applications?ball=units&done=2&of=2");
    assert_eq!(officer_of(app, other.application).await, Some(second.id));
    let remind = [files[0], files[1], ("act", "remind")];
    // The unit had its letter today.
    first
        .post("/en/office/bulk", &remind)
        .await
        .leads_to("/en/office/applications?ball=ours&done=0&of=2");
    app.passes(TimeDelta::days(3));
    let first = app.signs_in(&first.email).await;
    let answer = first.post("/en/office/bulk", &remind).await.is(303);
    assert!(
        answer.location.ends_with("done=1&of=2"),
        "{}",
        answer.location
    );
    first
        .get(&answer.location)
        .await
        .is(200)
        .says("Done for 1 of 2.");
    let file = format!("{QUEUE}/{one_file}");
    first.post(&format!("{file}/remind"), &[]).await.is(303);
    first.get(&file).await.is(200).says("No reminder left");
    let row = app.first_unit(one.application).await;
    let reminders: i32 = app
        .read(move |conn| {
            referees::table
                .find(row)
                .select(referees::reminders)
                .first(conn)
        })
        .await;
    assert_eq!(reminders, 1);
    for act in ["decide", "recommend", "approve", ""] {
        let fields = [files[0], ("act", act), ("verdict", "approve")];
        first.post("/en/office/bulk", &fields).await.is(422);
    }
}

async fn a_document_is_accepted_when_every_question_was_answered_with_yes(app: &TestApp) {
    app.ignores_mail();
    let first = app.staff(Role::Officer, "first@office.example").await;
    let second = app.staff(Role::Officer, "second@office.example").await;
    let nurse = app.clinician(State::CheckingDocuments).await;
    let (reference, row) = app.papers(nurse.application).await;
    let file = format!("{QUEUE}/{reference}");
    first
        .get(&file)
        .await
        .is(200)
        .says("Check the practising certificate (0 of 4)")
        .says("RN123456")
        .says("陳大文");
    let document = format!("{file}/documents/{row}");
    let some = [
        ("name", "yes"),
        ("number", "yes"),
        ("places", "yes"),
        ("nonsense", "yes"),
    ];
    first
        .post(&format!("{document}/checks"), &some)
        .await
        .is(303);
    // A colleague goes on where the first one stopped.
    second.get(&file).await.is(200).says("(2 of 4)");
    second
        .post(&format!("{document}/verify"), &[("conditions", "unknown")])
        .await
        .is(422)
        .says("Answer: Same last day")
        .says("is not answered with yes");
    let rest = [("last_day", "yes"), ("conditions", "yes")];
    second
        .post(&format!("{document}/verify"), &rest)
        .await
        .is(303);
    second
        .post(&format!("{document}/verify"), &ALL_YES)
        .await
        .is(409);
    let kept: Vec<(String, String, i64)> = app
        .read(|conn| {
            document_checks::table
                .order(document_checks::question)
                .select((
                    document_checks::question,
                    document_checks::answer,
                    document_checks::officer_id,
                ))
                .load(conn)
        })
        .await;
    let kept: Vec<_> = kept
        .iter()
        .map(|(question, answer, by)| (question.as_str(), answer.as_str(), *by))
        .collect();
    assert_eq!(
        kept,
        [
            ("conditions", "yes", second.id),
            ("last_day", "yes", second.id),
            ("name", "yes", first.id),
            ("number", "yes", first.id),
        ]
    );
}

async fn private_notes_are_sealed_and_no_page_of_the_applicant_shows_them(app: &TestApp) {
    app.ignores_mail();
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::CheckingDocuments).await;
    let file = format!("{QUEUE}/{}", reference(app, &nurse).await);
    let secret = "CANARY the ward manager sounded unsure";
    officer
        .post(&format!("{file}/notes"), &[("text", " ")])
        .await
        .is(422)
        .says("Write something");
    officer
        .post(&format!("{file}/notes"), &[("text", secret)])
        .await
        .is(303);
    officer
        .get(&file)
        .await
        .is(200)
        .says(secret)
        .says("Private notes (1)");
    for page in [
        "/zh/application",
        "/zh/application/history",
        "/zh/inbox",
        "/zh/account/data",
    ] {
        nurse
            .get(page)
            .await
            .is(200)
            .hides("CANARY")
            .hides("內部備註");
    }
    let (sealed, details): (Vec<u8>, Vec<String>) = app
        .read(|conn| {
            Ok((
                file_notes::table
                    .select(file_notes::note_sealed)
                    .first(conn)?,
                audit_events::table
                    .filter(audit_events::action.eq("application.noted"))
                    .select(audit_events::detail)
                    .load(conn)?,
            ))
        })
        .await;
    assert!(!sealed.windows(6).any(|part| part == b"CANARY"));
    assert_eq!(details, [r#"{"note":1}"#]);
    // With the person's key the note is gone, wherever a copy lies.
    let user = nurse.id;
    app.write(move |conn| {
        use locum::db::schema::person_keys;
        diesel::delete(person_keys::table.find(user)).execute(conn)
    })
    .await;
    let body = officer.get(&file).await.body;
    assert!(!body.contains("CANARY"));
}

async fn a_prepared_reason_speaks_the_applicants_language(app: &TestApp) {
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let admin = app.staff(Role::Administrator, "head@office.example").await;
    let nurse = app.clinician(State::CheckingDocuments).await;
    let (reference, row) = app.papers(nurse.application).await;
    let page = admin.get("/en/admin/reasons").await.is(200);
    page.says("13 in use").says("No signature or stamp");
    let reason = [
        ("kind", "return"),
        ("counts_as", "other"),
        ("name_en", "Blank back"),
        ("name_zh", "欠背頁"),
        ("text_en", "Upload the back as well."),
        ("text_zh", ""),
    ];
    admin
        .post("/en/admin/reasons", &reason)
        .await
        .is(422)
        .says("Enter the text in both languages");
    let mut reason = reason.to_vec();
    reason[5] = ("text_zh", "背頁也要上載。");
    admin.post("/en/admin/reasons", &reason).await.is(303);
    let file = format!("{QUEUE}/{reference}");
    let page = officer.get(&file).await.is(200).says("Blank back").body;
    // What fills the box is the applicant's language, whatever the officer reads.
    assert!(page.contains("data-text=\"背頁也要上載。\""));
    let word = page
        .split("<option value=\"r-")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("the new reason");
    let word = format!("r-{word}");
    officer
        .post(
            &format!("{file}/documents/{row}/return"),
            &[("reason", &word)],
        )
        .await
        .is(303);
    let letter = app.letter_to(&nurse.email).await;
    assert!(letter.text.contains("背頁也要上載。"), "{}", letter.text);
    // Out of use it can be chosen no more.
    admin.post("/en/admin/reasons/14/retire", &[]).await.is(303);
    officer.get(&file).await.is(200).hides("Blank back");
    admin.post("/en/admin/reasons/14/retire", &[]).await.is(409);
    admin
        .get("/zh/admin/reasons")
        .await
        .is(200)
        .says("欠背頁")
        .says("停用");
}

async fn a_view_is_its_officers_own(app: &TestApp) {
    let first = app.staff(Role::Officer, "first@office.example").await;
    let second = app.staff(Role::Officer, "second@office.example").await;
    let save = [
        ("name", "遲了的"),
        ("view", "due=overdue&ball=all&page=4&x=<script>"),
    ];
    first
        .post("/zh/office/views", &save)
        .await
        .leads_to("/zh/office/applications?ball=all&due=overdue");
    first.post("/zh/office/views", &save).await.is(303);
    first
        .post("/zh/office/views", &[("name", ""), ("view", "ball=all")])
        .await
        .is(422);
    let page = first.get("/zh/office/applications").await.is(200).body;
    assert_eq!(page.matches("遲了的").count(), 1);
    second
        .get("/zh/office/applications")
        .await
        .is(200)
        .hides("遲了的");
    let views: Vec<(i64, String)> = app
        .read(|conn| {
            office_views::table
                .select((office_views::id, office_views::query))
                .load(conn)
        })
        .await;
    let [(id, query)] = views.as_slice() else {
        panic!("one view was expected: {views:?}");
    };
    assert_eq!(query, "ball=all&due=overdue");
    let forget = format!("/zh/office/views/{id}/forget");
    second.post(&forget, &[]).await.is(404);
    first.post(&forget, &[]).await.is(303);
    first
        .get("/zh/office/settings")
        .await
        .is(200)
        .hides("遲了的");
}

async fn single_keys_are_off_until_somebody_turns_them_on(app: &TestApp) {
    let officer = app.staff(Role::Officer, "first@office.example").await;
    officer.get(QUEUE).await.is(200).hides("data-keys");
    officer
        .post("/en/office/settings", &[("shortcuts", "yes")])
        .await
        .is(303);
    officer
        .get(QUEUE)
        .await
        .is(200)
        .says("data-keys")
        .says("Single keys are on.");
    officer.post("/en/office/settings", &[]).await.is(303);
    officer.get(QUEUE).await.is(200).hides("data-keys");
    let rows: i64 = app
        .read(|conn| officer_settings::table.count().get_result(conn))
        .await;
    assert_eq!(rows, 1);
}

async fn the_promise_is_honest_when_there_is_nothing(app: &TestApp) {
    app.ignores_mail();
    let officer = app.staff(Role::Officer, "first@office.example").await;
    officer
        .get("/en/office/promise")
        .await
        .is(200)
        .says("No file is open.")
        .says("there is no median")
        .says("No file has finished a step")
        .says("No unit has an enquiry to answer.");
    let nurse = app.newcomer().await;
    let second = app.staff(Role::Officer, "second@office.example").await;
    let reference = applies(app, &nurse).await;
    let file = format!("{QUEUE}/{reference}");
    app.passes(TimeDelta::days(2));
    let officer = app.signs_in(&officer.email).await;
    let links = is_checked(app, &officer, &file).await;
    officer
        .get("/en/office/promise")
        .await
        .is(200)
        .says("References outstanding (2)")
        .says("Open files: 1. Past day 42: 0.");
    for link in links {
        app.visitor().post(&link, &ANSWER).await.is(303);
    }
    let scope = app.scope_box().await;
    let verdict = [
        ("verdict", "approve"),
        ("reason", "All is there"),
        (scope.as_str(), "on"),
        ("kind-ward", "on"),
    ];
    officer
        .post(&format!("{file}/recommend"), &verdict)
        .await
        .is(303);
    let second = app.signs_in(&second.email).await;
    second
        .post(&format!("{file}/decide"), &verdict)
        .await
        .is(303);
    second
        .get("/en/office/promise")
        .await
        .is(200)
        .says("Decided in the last 90 days: 1. Within 42 days: 1.")
        .says("Half took at most 2 days");
    let table = second.get("/en/office/promise.csv").await.is(200);
    assert!(
        table
            .header("content-disposition")
            .starts_with("attachment")
    );
    table.says(&reference).hides("Chan Tai Man");
}

async fn r44_a_table_for_spreadsheets_runs_nothing(app: &TestApp) {
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.clinician(State::Submitted).await;
    let user = nurse.id;
    app.write(move |conn| {
        diesel::update(users::table.find(user))
            .set((
                users::name_en.eq("=HYPERLINK(\"https://evil.example\")"),
                users::name_zh.eq(""),
            ))
            .execute(conn)
    })
    .await;
    let table = officer
        .get("/en/office/applications.csv?ball=all")
        .await
        .is(200);
    assert!(table.header("content-type").starts_with("text/csv"));
    let names: Vec<&str> = table
        .body
        .split(',')
        .filter(|cell| cell.contains("HYPERLINK"))
        .collect();
    assert_eq!(names.len(), 1);
    assert!(names[0].starts_with("\"'="), "{names:?}");
    let taken: i64 = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::action.eq("queue.exported"))
                .count()
                .get_result(conn)
        })
        .await;
    assert_eq!(taken, 1);
}
