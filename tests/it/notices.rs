//! What we write to people they also find in the product.

use crate::app::TestApp;
use crate::people::PASSWORD;
use diesel::prelude::*;
use locum::accounts::store::find_user;
use locum::db::schema::{notices, outbox};
use locum::domain::Role;
use locum::mail::outcome_letter::OutcomeLetter;
use locum::mail::{self, Envelope, Letter};
use locum::vetting::State;

both! {
    a_notice_says_what_the_mail_says,
    a_link_that_opens_an_account_is_in_the_mail_only,
    who_wants_no_mail_of_a_kind_finds_the_notice_all_the_same,
    a_notice_tells_how_its_letter_fares,
    a_person_keeps_their_own_account,
}

/// A letter to somebody with an account.
async fn writes(app: &TestApp, user: i64, letter: Letter) {
    let now = app.now();
    app.write(move |conn| {
        let owner = find_user(conn, user)?;
        mail::post(conn, &Envelope::from(&owner), &letter, now)
    })
    .await;
}

fn approved(name: String) -> Letter {
    Letter::Outcome(OutcomeLetter::Approved {
        name,
        scope: "Medicine".to_owned(),
        conditions: String::new(),
    })
}

/// A notice of somebody.
pub async fn notice(app: &TestApp, user: i64) -> i64 {
    writes(app, user, approved("陳大文".to_owned())).await;
    app.read(move |conn| {
        notices::table
            .filter(notices::user_id.eq(user))
            .order(notices::id.desc())
            .select(notices::id)
            .first(conn)
    })
    .await
}

async fn a_notice_says_what_the_mail_says(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    nurse
        .get("/zh/inbox")
        .await
        .is(200)
        .says("暫時沒有通知")
        .hides("未讀</span>");
    let reason = "更次已由醫院取消";
    let letter = Letter::PlaceReleased {
        name: "陳大文".to_owned(),
        shift: "3月9日 07:00".to_owned(),
        reason: reason.to_owned(),
    };
    writes(app, nurse.id, letter).await;
    let id = notice(app, nurse.id).await;
    let mut letters = app.mail().await;
    assert_eq!(letters.len(), 2);
    let list = nurse
        .get("/zh/inbox")
        .await
        .is(200)
        .says("通知（2）")
        .says("共2則，2則未讀");
    let released = letters.remove(0);
    list.says(&released.subject);
    let page = nurse.get(&format!("/zh/inbox/{}", id - 1)).await.is(200);
    // The menu of the page itself counts one less already.
    let page = page
        .says("通知（1）")
        .says("已於3月2日 14:21以電郵發出")
        .says(reason);
    for line in released.text.lines().take_while(|line| !line.is_empty()) {
        page.body
            .contains(line)
            .then_some(())
            .expect("the same words");
    }
    page.says("href=\"/zh/application\"");
    // In the reader's language, whatever the mail's was.
    let english = nurse.get(&format!("/en/inbox/{id}")).await.is(200);
    english.says("href=\"/en/shifts\"").says("Inbox</a>");
    nurse
        .get("/zh/inbox")
        .await
        .says("0則未讀")
        .hides("全部標示為已讀");
    // Nobody else's.
    let other = app.clinician(State::Approved).await;
    other.get(&format!("/zh/inbox/{id}")).await.is(404);
    notice(app, other.id).await;
    app.mail().await;
    other.post("/zh/inbox", &[]).await.leads_to("/zh/inbox");
    other.get("/zh/inbox").await.says("0則未讀");
}

async fn a_link_that_opens_an_account_is_in_the_mail_only(app: &TestApp) {
    let nurse = app.clinician(State::Draft).await;
    app.visitor()
        .post("/zh/forgot", &[("email", &nurse.email)])
        .await
        .is(303);
    let letter = app.letter_to(&nurse.email).await;
    let (_, link) = letter.text.split_once("/set-password/").expect("a link");
    let token = link.split_whitespace().next().expect("a token").to_owned();
    let (id, payload): (i64, String) = app
        .read(|conn| {
            notices::table
                .select((notices::id, notices::payload))
                .first(conn)
        })
        .await;
    let page = nurse.get(&format!("/zh/inbox/{id}")).await.is(200);
    page.says("連結只在電郵內")
        .hides(&token)
        .hides("set-password");
    assert!(payload.contains("\"salt\":\"\""), "{payload}");
}

async fn who_wants_no_mail_of_a_kind_finds_the_notice_all_the_same(app: &TestApp) {
    let nurse = app.clinician(State::AwaitingReferences).await;
    let page = nurse.get("/zh/account").await.is(200);
    page.says("name=\"unit_answered\" value=\"yes\" checked")
        .says("一定會以電郵通知");
    let form = [
        ("mobile", "9876 5432"),
        ("lang", "en"),
        ("units_asked", "yes"),
    ];
    nurse
        .post("/zh/account", &form)
        .await
        .leads_to("/zh/account");
    let page = nurse.get("/zh/account").await.is(200).says("9876 5432");
    let page = page.hides("name=\"unit_answered\" value=\"yes\" checked");
    page.says("name=\"units_asked\" value=\"yes\" checked");
    let (name, unit) = ("Tai Man".to_owned(), "Ward 3".to_owned());
    let answered = Letter::UnitAnswered {
        name: name.clone(),
        unit,
    };
    writes(app, nurse.id, answered).await;
    assert!(app.mail().await.is_empty());
    nurse
        .get("/zh/inbox")
        .await
        .says("Ward 3")
        .says("沒有以電郵發出");
    // Decisions come all the same, in the language that was chosen.
    writes(app, nurse.id, approved(name)).await;
    let letter = app.letter_to(&nurse.email).await;
    assert!(letter.text.contains("/en/shifts"), "{}", letter.text);
    nurse
        .post("/zh/account", &[("mobile", "12"), ("lang", "en")])
        .await
        .is(422);
}

async fn a_notice_tells_how_its_letter_fares(app: &TestApp) {
    let nurse = app.clinician(State::Approved).await;
    let id = notice(app, nurse.id).await;
    let page = format!("/zh/inbox/{id}");
    nurse.get(&page).await.says("電郵即將發出");
    app.write(|conn| {
        diesel::update(outbox::table)
            .set(outbox::payload.eq("{\"kind\":\"no such letter\"}"))
            .execute(conn)
    })
    .await;
    app.mail().await;
    nurse.get(&page).await.says("電郵未能送達");
}

async fn a_person_keeps_their_own_account(app: &TestApp) {
    let nurse = app.clinician(State::Draft).await;
    let elsewhere = app.signs_in(&nurse.email).await;
    elsewhere
        .get("/zh/account")
        .await
        .is(200)
        .says("你現時在2個瀏覽器登入");
    elsewhere.post("/zh/account/sessions", &[]).await.is(303);
    nurse.get("/zh/account").await.is(303);
    let again = app.signs_in(&nurse.email).await;
    let new = "seven umbrellas on the roof";
    let wrong = [("current", "correct horse battery tram"), ("password", new)];
    again
        .post("/zh/account/password", &wrong)
        .await
        .is(422)
        .says("密碼不正確");
    let weak = [("current", PASSWORD), ("password", "hospitalauthority")];
    again.post("/zh/account/password", &weak).await.is(422);
    let right = [("current", PASSWORD), ("password", new)];
    again
        .post("/zh/account/password", &right)
        .await
        .leads_to("/zh/account");
    app.letter_to(&nurse.email).await;
    again.get("/zh/account").await.is(200);
    elsewhere.get("/zh/account").await.is(303);
    let fields = [("email", nurse.email.as_str()), ("password", new)];
    app.visitor().post("/zh/sign-in", &fields).await.is(303);
    // Staff have one as well, without what is for clinicians.
    let officer = app.staff(Role::Officer, "first@office.example").await;
    officer
        .get("/en/account")
        .await
        .is(200)
        .hides("account/data");
    officer.get("/en/inbox").await.is(200);
    officer.get("/en/account/data").await.is(403);
    // Guessing here is limited as at the door (R24).
    for _ in 0..10 {
        again.post("/zh/account/password", &wrong).await;
    }
    again.post("/zh/account/password", &wrong).await.is(429);
}
