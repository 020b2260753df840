//! What becomes of an enquiry to a former unit: doubts, reminders, silence and every way on (R14–R18, R32).

use crate::app::{BASE_URL, TestApp};
use crate::browser::Browser;
use crate::people::{PASSWORD, Person};
use crate::vetting::{ANSWER, applies, is_checked, links, state_of};
use actix_web::http::Method;
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::Dialect;
use locum::db::schema::{audit_events, outbox, referees, reference_notes, sightings};
use locum::domain::Role;
use locum::vetting::State;

both!(
    r14_no_file_of_the_database_holds_a_link_that_works,
    r15_scanners_use_nothing_up_and_of_many_answers_one_is_taken,
    r16_a_link_opens_one_form_and_shows_the_least,
    r17_the_applicants_own_contacts_are_refused_at_the_form,
    r17_a_forged_answer_is_seen_and_needs_a_call_back_by_another_officer,
    r17_free_mail_always_needs_a_call_back,
    r17_two_units_that_answer_alike_are_both_doubtful,
    r17_a_refuted_answer_does_not_count_and_nobody_is_warned,
    r18_links_begin_with_the_configured_origin_whatever_the_request_names,
    r24_links_are_guessed_three_hundred_times_and_no_more,
    r32_the_applicant_never_sees_what_a_unit_or_an_officer_wrote,
    a_silent_unit_is_reminded_three_times_and_then_there_are_other_ways,
    another_contact_at_the_unit_gets_a_link_and_the_old_one_dies,
    another_unit_is_asked_of_the_applicant,
    a_call_or_a_record_stands_for_an_answer,
    the_wrong_person_names_the_right_one,
    a_letter_that_comes_back_is_on_the_file_at_once_and_the_address_is_corrected,
    an_address_is_corrected_while_the_unit_has_not_answered,
    the_form_keeps_what_was_typed_in_both_languages,
);

/// A file with both units asked: its office page, and the links.
struct Asked<'a> {
    nurse: Person<'a>,
    first: Person<'a>,
    second: Person<'a>,
    file: String,
    links: Vec<String>,
    scope: String,
}

async fn asked(app: &TestApp) -> Asked<'_> {
    let nurse = app.newcomer().await;
    let first = app.staff(Role::Officer, "first@office.example").await;
    let second = app.staff(Role::Officer, "second@office.example").await;
    let reference = applies(app, &nurse).await;
    let file = format!("/zh/office/applications/{reference}");
    let links = is_checked(app, &first, &file).await;
    assert_eq!(links.len(), 2);
    Asked {
        nurse,
        first,
        second,
        file,
        links,
        scope: app.scope_box().await,
    }
}

impl Asked<'_> {
    async fn rows(&self, app: &TestApp) -> Vec<i64> {
        let application = self.nurse.id;
        app.read(move |conn| {
            use locum::db::schema::applications;
            referees::table
                .inner_join(applications::table)
                .filter(applications::user_id.eq(application))
                .order(referees::id)
                .select(referees::id)
                .load(conn)
        })
        .await
    }

    /// The office's page of a unit.
    async fn page(&self, app: &TestApp, index: usize) -> String {
        format!("{}/enquiries/{}", self.file, self.rows(app).await[index])
    }

    async fn states(&self, app: &TestApp) -> Vec<String> {
        app.read(|conn| {
            referees::table
                .order(referees::id)
                .select(referees::state)
                .load(conn)
        })
        .await
    }

    async fn is_recommended(&self) {
        let verdict = [
            ("verdict", "approve"),
            ("reason", "齊全"),
            (self.scope.as_str(), "on"),
            ("kind-ward", "on"),
        ];
        self.first
            .post(&format!("{}/recommend", self.file), &verdict)
            .await
            .is(303);
    }

    async fn decides(&self, officer: &Browser<'_>) -> crate::browser::Answer {
        let verdict = [
            ("verdict", "approve"),
            ("reason", "齊全"),
            (self.scope.as_str(), "on"),
            ("kind-ward", "on"),
        ];
        officer
            .post(&format!("{}/decide", self.file), &verdict)
            .await
    }
}

/// A note of a call to the unit's public number.
fn call(outcome: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("number", "2958 1234"),
        ("found_in", "醫院電話簿"),
        ("on_year", "2026"),
        ("on_month", "3"),
        ("on_day", "2"),
        ("time", "14:00"),
        ("spoke_to", "病房經理李小姐"),
        ("dates", "yes"),
        ("confirmed", "CANARY-5N 回覆由她親自填寫"),
        ("outcome", outcome),
    ]
}

async fn job(app: &TestApp) -> locum::jobs::Report {
    locum::jobs::run(&app.app).await
}

async fn r14_no_file_of_the_database_holds_a_link_that_works(app: &TestApp) {
    app.ignores_mail();
    let asked = asked(app).await;
    app.passes(TimeDelta::days(4));
    job(app).await;
    let tokens: Vec<&str> = asked
        .links
        .iter()
        .filter_map(|link| link.rsplit('/').next())
        .collect();
    if app.app.db.dialect() == Dialect::Sqlite {
        let mut bytes = Vec::new();
        for entry in std::fs::read_dir(&app.app.config.data).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                bytes.extend(std::fs::read(path).unwrap());
            }
        }
        assert!(bytes.len() > 100_000, "the database was read");
        for token in &tokens {
            let found = bytes
                .windows(token.len())
                .any(|window| window == token.as_bytes());
            assert!(!found, "a file holds {token}");
        }
    }
    let texts: Vec<String> = app
        .read(|conn| {
            let mut texts: Vec<String> = outbox::table.select(outbox::payload).load(conn)?;
            let details: Vec<String> = audit_events::table
                .select(audit_events::detail)
                .load(conn)?;
            texts.extend(details);
            Ok(texts)
        })
        .await;
    assert!(
        texts
            .iter()
            .all(|text| tokens.iter().all(|token| !text.contains(token)))
    );
}

async fn r15_scanners_use_nothing_up_and_of_many_answers_one_is_taken(app: &TestApp) {
    app.ignores_mail();
    let asked = asked(app).await;
    let link = &asked.links[0];
    let scanner = app.visitor();
    for _ in 0..100 {
        scanner.get(link).await.is(200);
    }
    let scanner = app.visitor();
    for _ in 0..100 {
        scanner.send(Method::HEAD, link, &[], None).await.is(200);
        let options = scanner.send(Method::OPTIONS, link, &[], None).await;
        assert_eq!(options.status, 405);
    }
    app.visitor().post(link, &[]).await.is(422);
    let browser = app.visitor();
    browser.get(link).await.is(200);
    let answers =
        futures_util::future::join_all((0..50).map(|_| browser.post(link, &ANSWER))).await;
    let count = |status| {
        answers
            .iter()
            .filter(|answer| answer.status == status)
            .count()
    };
    assert_eq!((count(303), count(410)), (1, 49));
}

async fn r16_a_link_opens_one_form_and_shows_the_least(app: &TestApp) {
    app.ignores_mail();
    let asked = asked(app).await;
    let link = &asked.links[0];
    for path in [link.clone(), format!("{link}/colleague")] {
        let page = app.visitor().get(&path).await.is(200);
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert_eq!(page.header("cache-control"), "no-store");
        for secret in ["RN123456", &asked.nurse.email, "5123", "ward6b", "外科 6B"] {
            assert!(!page.body.contains(secret), "{path} shows {secret}");
        }
        let outside = page
            .body
            .split("http")
            .skip(1)
            .filter(|rest| rest.starts_with("://") || rest.starts_with("s://"));
        assert_eq!(outside.count(), 0, "no third party");
    }
    // The token opens nothing else.
    let token = link.rsplit('/').next().unwrap();
    for other in ["confirm", "set-password"] {
        let status = app
            .visitor()
            .get(&format!("/zh/{other}/{token}"))
            .await
            .status;
        assert!(matches!(status, 404 | 410 | 200), "{other}: {status}");
        app.visitor()
            .post(
                &format!("/zh/{other}/{token}"),
                &[("password", "correct staple battery tram")],
            )
            .await
            .is(410);
    }
    // Re-issued: the old one is gone.
    let row = asked.rows(app).await[0];
    let contact = [
        ("contact", "何小姐"),
        ("email", "ward7b@hospital.example"),
        ("phone", "2345 6789"),
    ];
    asked
        .nurse
        .post(&format!("/zh/application/units/{row}/correct"), &contact)
        .await
        .is(303);
    app.visitor().get(link).await.is(410);
    app.visitor().post(link, &ANSWER).await.is(410);
    asked
        .nurse
        .post("/zh/application/withdraw", &[])
        .await
        .is(303);
    app.visitor().get(&asked.links[1]).await.is(410);
}

async fn r17_the_applicants_own_contacts_are_refused_at_the_form(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.newcomer().await;
    nurse.post("/zh/application/again", &[]).await.is(303);
    let own = nurse.email.clone();
    let (local, domain) = own.split_once('@').unwrap();
    let dotted = format!("n.urse{}@{domain}", local.trim_start_matches("nurse"));
    let tagged = format!("{local}+ward@{}", domain.to_uppercase());
    // `о` and `е` are Cyrillic.
    let alike = format!("{local}@pеоple.example");
    let named = |email: &str, phone: &str| {
        let fields = [
            ("hospital", "聯合醫院"),
            ("unit", "內科 7A"),
            ("contact", "李小姐"),
            ("email", email),
            ("phone", phone),
        ];
        fields.map(|(name, value)| (name, value.to_owned()))
    };
    let post = async |email: &str, phone: &str| {
        let fields = named(email, phone);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        nurse.post("/zh/application/units", &fields).await
    };
    for email in [&own, &dotted, &tagged, &alike] {
        post(email, "2345 6789")
            .await
            .is(422)
            .says("這是你自己的電郵地址");
    }
    post("ward7a@hospital.example", "51234567")
        .await
        .is(422)
        .says("這是你自己的電話");
    post("ward7a@hospital.example", "2345 6789").await.is(303);
    post("Ward.7a@hospital.example", "2345 6780")
        .await
        .is(422)
        .says("另一個單位已用這個地址");
}

async fn r17_a_forged_answer_is_seen_and_needs_a_call_back_by_another_officer(app: &TestApp) {
    app.ignores_mail();
    let asked = asked(app).await;
    // The applicant signs in at home; a month's memory holds keyed hashes only.
    let mut home = app.visitor();
    home.headers = vec![("user-agent", "Rare/1.0".to_owned())];
    let form = [
        ("email", asked.nurse.email.as_str()),
        ("password", PASSWORD),
    ];
    home.post("/zh/sign-in", &form).await.is(303);
    let kept: Vec<(String, String)> = app
        .read(|conn| {
            sightings::table
                .select((sightings::source, sightings::agent))
                .load(conn)
        })
        .await;
    assert!(
        kept.iter()
            .all(|(source, agent)| !source.contains("192.0.2") && !agent.contains("Rare"))
    );
    // The first answer comes from that very browser, the second from the ward.
    home.get(&asked.links[0]).await.is(200);
    home.post(&asked.links[0], &ANSWER).await.is(303);
    app.visitor().post(&asked.links[1], &ANSWER).await.is(303);
    assert_eq!(state_of(app, asked.nurse.id).await, State::ReadyForDecision);
    asked
        .second
        .get(&asked.file)
        .await
        .is(200)
        .says("瀏覽器正以申請人的帳戶登入")
        .says("申請人曾用來登入")
        .says("回覆的網絡地址，申請人在3月2日")
        .says("曾用同一版本登入")
        .says("需要致電核實");
    asked.is_recommended().await;
    asked
        .decides(&asked.second)
        .await
        .is(409)
        .says("要先致電核實");
    let back = format!("{}/call-back", asked.page(app, 0).await);
    // The number that the applicant typed is no proof, unless the officer found it elsewhere.
    let mut typed = call("confirmed");
    typed[0] = ("number", "2345 6789");
    asked
        .second
        .post(&back, &typed)
        .await
        .is(422)
        .says("改用單位的公開電話");
    // The applicant's own never is, wherever it was found.
    let mut applicants = call("confirmed");
    applicants[0] = ("number", "5123 4567");
    applicants.push(("typed_number", "yes"));
    asked
        .second
        .post(&back, &applicants)
        .await
        .is(422)
        .says("這是個案本人的號碼");
    asked
        .second
        .post(&back, &[])
        .await
        .is(422)
        .says("輸入對方的姓名及職位");
    // Nobody reached: nothing is settled.
    asked.second.post(&back, &call("not_reached")).await.is(303);
    asked
        .decides(&asked.second)
        .await
        .is(409)
        .says("要先致電核實");
    asked.second.post(&back, &call("confirmed")).await.is(303);
    asked
        .decides(&asked.second)
        .await
        .is(409)
        .says("要由另一位主任決定");
    typed.push(("typed_number", "yes"));
    asked.first.post(&back, &typed).await.is(303);
    asked
        .second
        .get(&asked.page(app, 0).await)
        .await
        .says("CANARY-5N")
        .says("3 項查詢紀錄");
    asked.decides(&asked.second).await.is(303);
    assert_eq!(state_of(app, asked.nurse.id).await, State::Approved);
    // R13: the note is sealed.
    let sealed: Vec<Vec<u8>> = app
        .read(|conn| {
            reference_notes::table
                .select(reference_notes::note_sealed)
                .load(conn)
        })
        .await;
    assert_eq!(sealed.len(), 3);
    assert!(
        sealed
            .iter()
            .all(|bytes| !bytes.windows(6).any(|window| window == b"CANARY"))
    );
}

async fn r17_free_mail_always_needs_a_call_back(app: &TestApp) {
    app.ignores_mail();
    let asked = asked(app).await;
    let row = asked.rows(app).await[0];
    let contact = [
        ("contact", "李小姐"),
        ("email", "ward7a@gmail.com"),
        ("phone", "2345 6789"),
    ];
    asked
        .nurse
        .post(&format!("/zh/application/units/{row}/correct"), &contact)
        .await
        .is(303);
    for link in links(app).await.iter().chain(&asked.links[1..]) {
        app.visitor().post(link, &ANSWER).await.is(303);
    }
    asked
        .first
        .get(&asked.file)
        .await
        .says("地址屬gmail.com，任何人都可以開立。");
    asked.is_recommended().await;
    asked
        .decides(&asked.second)
        .await
        .is(409)
        .says("要先致電核實");
    let back = format!("{}/call-back", asked.page(app, 0).await);
    asked.first.post(&back, &call("confirmed")).await.is(303);
    asked.decides(&asked.second).await.is(303);
}

async fn r17_two_units_that_answer_alike_are_both_doubtful(app: &TestApp) {
    app.ignores_mail();
    let asked = asked(app).await;
    let one = app.visitor();
    for link in &asked.links {
        one.post(link, &ANSWER).await.is(303);
    }
    asked
        .first
        .get(&asked.file)
        .await
        .says("與基督教聯合醫院 內科 7A的回覆來自同一個網絡地址")
        .says("與基督教聯合醫院 外科 6B的回覆來自同一個網絡地址");
    asked.is_recommended().await;
    asked.decides(&asked.second).await.is(409);
    // A rejection waits for no call.
    let verdict = [("verdict", "reject"), ("reason", "未足一年")];
    asked
        .second
        .post(&format!("{}/decide", asked.file), &verdict)
        .await
        .is(303);
}

async fn r17_a_refuted_answer_does_not_count_and_nobody_is_warned(app: &TestApp) {
    let asked = asked(app).await;
    for link in &asked.links {
        app.visitor().post(link, &ANSWER).await.is(303);
    }
    asked.is_recommended().await;
    app.mail().await;
    let page = asked.page(app, 0).await;
    asked
        .first
        .post(&format!("{page}/call-back"), &call("denied"))
        .await
        .is(303);
    assert!(app.mail().await.is_empty(), "a forger is not warned");
    assert_eq!(
        state_of(app, asked.nurse.id).await,
        State::AwaitingReferences
    );
    assert_eq!(asked.states(app).await, ["refuted", "answered"]);
    asked.decides(&asked.second).await.is(409);
    asked
        .second
        .get(&page)
        .await
        .says("不獲確認")
        .says("Ward manager Lee")
        .says("改問單位的另一位聯絡人");
    asked
        .nurse
        .get("/zh/application")
        .await
        .says("用其他方法向單位查詢")
        .hides("不獲確認");
}

async fn r18_links_begin_with_the_configured_origin_whatever_the_request_names(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.newcomer().await;
    let mut officer = app.staff(Role::Officer, "first@office.example").await;
    let reference = applies(app, &nurse).await;
    let file = format!("/zh/office/applications/{reference}");
    officer.browser.headers = vec![
        ("x-forwarded-host", "evil.test".to_owned()),
        ("x-forwarded-proto", "https".to_owned()),
        ("forwarded", "host=evil.test".to_owned()),
    ];
    is_checked_quietly(&officer, &file).await;
    app.passes(TimeDelta::days(4));
    job(app).await;
    let letters = app.app.mailbox.take();
    let with_links = letters
        .iter()
        .filter(|letter| letter.text.contains("/zh/r/"));
    let mut count = 0;
    for letter in with_links {
        count += 1;
        assert!(letter.text.contains(&format!("{BASE_URL}/zh/r/")));
        assert!(!letter.text.contains("evil.test") && !letter.html.contains("evil.test"));
    }
    assert_eq!(count, 4, "two letters and two reminders");
    officer.browser.headers = vec![("host", "evil.test".to_owned())];
    let status = officer.get(&file).await.status;
    assert!(matches!(status, 400 | 421), "{status}");
}

async fn is_checked_quietly(officer: &Browser<'_>, file: &str) {
    officer.post(&format!("{file}/begin"), &[]).await.is(303);
    officer
        .post(&format!("{file}/enquiries"), &[])
        .await
        .is(303);
}

async fn r24_links_are_guessed_three_hundred_times_and_no_more(app: &TestApp) {
    let guesser = app.visitor();
    for index in 0..300 {
        let path = match index % 3 {
            0 => format!("/zh/r/guess{index}"),
            1 => format!("/zh/confirm/guess{index}"),
            _ => format!("/zh/set-password/guess{index}"),
        };
        let status = guesser.get(&path).await.status;
        assert!(matches!(status, 200 | 410), "{path}: {status}");
    }
    for path in ["/zh/r/guess", "/zh/confirm/guess", "/zh/set-password/guess"] {
        guesser.get(path).await.is(429);
    }
    // Whoever sits elsewhere gets in, and so does everybody after a quarter of an hour.
    app.visitor().get("/zh/r/guess").await.is(410);
    app.passes(TimeDelta::minutes(16));
    guesser.get("/zh/r/guess").await.is(410);
}

async fn r32_the_applicant_never_sees_what_a_unit_or_an_officer_wrote(app: &TestApp) {
    app.ignores_mail();
    let asked = asked(app).await;
    let mut answer = ANSWER.to_vec();
    answer.extend([
        ("comment", "CANARY-3X in a comment"),
        ("differs", "CANARY-4D"),
    ]);
    app.visitor().post(&asked.links[0], &answer).await.is(303);
    let colleague = [("name", "CANARY-6C"), ("email", "canary7@hospital.example")];
    app.visitor()
        .post(&format!("{}/colleague", asked.links[1]), &colleague)
        .await
        .is(303);
    let back = format!("{}/call-back", asked.page(app, 0).await);
    asked.first.post(&back, &call("confirmed")).await.is(303);
    let rows = asked.rows(app).await;
    for path in [
        "/zh/application".to_owned(),
        "/zh/application/history".to_owned(),
        "/zh/application/units".to_owned(),
        format!("/zh/application/units/{}/correct", rows[0]),
        format!("/zh/application/units/{}/correct", rows[1]),
    ] {
        let page = asked.nurse.get(&path).await.is(200);
        assert!(
            !page.body.to_uppercase().contains("CANARY"),
            "{path} shows what was written"
        );
    }
    for letter in app.mail().await {
        assert!(!letter.text.to_uppercase().contains("CANARY"));
    }
    // The officer reads all of it.
    asked
        .second
        .get(&asked.file)
        .await
        .says("CANARY-3X")
        .says("CANARY-6C");
}

async fn a_silent_unit_is_reminded_three_times_and_then_there_are_other_ways(app: &TestApp) {
    let asked = asked(app).await;
    app.visitor().post(&asked.links[1], &ANSWER).await.is(303);
    app.mail().await;
    let mut reminders = 0;
    for day in 1..=13 {
        app.passes(TimeDelta::days(1));
        let report = job(app).await;
        assert_eq!(
            report.units_reminded,
            usize::from(matches!(day, 4 | 8 | 12)),
            "day {day}"
        );
        // Any round may run again, on any node.
        assert_eq!(job(app).await.units_reminded, 0);
        let mut letters = app.app.mailbox.take();
        // What the applicant hears each week is not the unit's.
        letters.retain(|letter| letter.to != asked.nurse.email);
        reminders += letters.len();
        for letter in letters {
            assert_eq!(letter.to, "ward7a@hospital.example");
            assert!(letter.text.contains(&asked.links[0]), "the same link");
        }
    }
    assert_eq!(reminders, 3);
    let nurse = app.signs_in(&asked.nurse.email).await;
    nurse.get("/zh/application").await.says("3月14日已提醒");
    app.passes(TimeDelta::days(1));
    assert_eq!(job(app).await.enquiries_expired, 1);
    assert_eq!(job(app).await.enquiries_expired, 0);
    let letters = app.app.mailbox.take();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, asked.nurse.email);
    assert!(letters[0].subject.contains("未有回覆"));
    app.visitor().get(&asked.links[0]).await.is(410);
    let nurse = app.signs_in(&asked.nurse.email).await;
    nurse
        .get("/zh/application")
        .await
        .says("由我們處理：用其他方法向單位查詢")
        .says("期滿，未有回覆");
    let officer = app.signs_in(&asked.first.email).await;
    officer
        .get(&asked.page(app, 0).await)
        .await
        .says("改問單位的另一位聯絡人")
        .says("改問其他單位")
        .says("以電話查詢代替回覆")
        .says("以人事紀錄代替回覆")
        .says("已提醒 3 次");
}

async fn another_contact_at_the_unit_gets_a_link_and_the_old_one_dies(app: &TestApp) {
    let asked = asked(app).await;
    let page = format!("{}/contact", asked.page(app, 0).await);
    let contact = |email| {
        [
            ("contact", "何護士長"),
            ("email", email),
            ("phone", "2958 1234"),
        ]
    };
    asked
        .first
        .post(&page, &contact("ward6b@hospital.example"))
        .await
        .is(422)
        .says("另一個單位已用這個地址");
    asked
        .first
        .post(&page, &contact("duty7a@hospital.example"))
        .await
        .is(303);
    let letters = app.mail().await;
    let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(to, ["duty7a@hospital.example", asked.nurse.email.as_str()]);
    app.visitor().get(&asked.links[0]).await.is(410);
    let link = letters[0].text.split(BASE_URL).nth(1).unwrap();
    let link = link.split_whitespace().next().unwrap();
    app.visitor().post(link, &ANSWER).await.is(303);
    assert_eq!(asked.states(app).await, ["answered", "asked"]);
    asked
        .first
        .post(&page, &contact("duty7a@hospital.example"))
        .await
        .is(409);
    app.mail().await;
}

async fn another_unit_is_asked_of_the_applicant(app: &TestApp) {
    let asked = asked(app).await;
    let page = asked.page(app, 0).await;
    asked
        .first
        .post(&format!("{page}/other-unit"), &[])
        .await
        .is(303);
    let letter = app.letter_to(&asked.nurse.email).await;
    assert!(letter.subject.contains("補充另一個單位"));
    app.visitor().get(&asked.links[0]).await.is(410);
    asked
        .nurse
        .get("/zh/application")
        .await
        .says("輪到你：補充一個可查詢的單位")
        .says("改為查詢其他單位");
    let unit = [
        ("hospital", "律敦治醫院"),
        ("unit", "內科 3C"),
        ("contact", "鄭小姐"),
        ("email", "ward3c@hospital.example"),
        ("phone", "2291 0000"),
    ];
    asked
        .nurse
        .post("/zh/application/units", &unit)
        .await
        .is(303);
    asked
        .first
        .post(&format!("{}/enquiries", asked.file), &[])
        .await
        .is(303);
    let links = links(app).await;
    assert_eq!(links.len(), 1);
    for link in links.iter().chain(&asked.links[1..]) {
        app.visitor().post(link, &ANSWER).await.is(303);
    }
    assert_eq!(state_of(app, asked.nurse.id).await, State::ReadyForDecision);
    app.mail().await;
}

async fn a_call_or_a_record_stands_for_an_answer(app: &TestApp) {
    app.ignores_mail();
    let asked = asked(app).await;
    let (one, two) = (asked.page(app, 0).await, asked.page(app, 1).await);
    let telephone = format!("{one}/telephone");
    // What is not confirmed does not count.
    asked
        .first
        .post(&telephone, &call("not_reached"))
        .await
        .is(303);
    assert_eq!(asked.states(app).await, ["asked", "asked"]);
    asked
        .first
        .post(&telephone, &call("confirmed"))
        .await
        .is(303);
    let record = [
        ("found_in", "人事系統 2023/118"),
        ("on_year", "2026"),
        ("on_month", "3"),
        ("on_day", "2"),
        ("dates", "yes"),
        ("confirmed", "註冊護士，2021 至 2023 年"),
        ("outcome", "confirmed"),
    ];
    asked
        .first
        .post(&format!("{two}/personnel"), &record)
        .await
        .is(303);
    assert_eq!(state_of(app, asked.nurse.id).await, State::ReadyForDecision);
    app.visitor().get(&asked.links[0]).await.is(410);
    asked
        .second
        .get(&asked.file)
        .await
        .says("以電話查詢取得")
        .says("以人事紀錄取得");
    // Told once each, and noted once: a second note finds an answer.
    asked
        .second
        .post(&telephone, &call("confirmed"))
        .await
        .is(409);
    asked.is_recommended().await;
    asked.decides(&asked.second).await.is(303);
}

async fn the_wrong_person_names_the_right_one(app: &TestApp) {
    let asked = asked(app).await;
    let path = format!("{}/colleague", asked.links[0]);
    app.visitor()
        .post(&path, &[("name", "")])
        .await
        .is(422)
        .says("輸入對方的公務電郵");
    let colleague = [("name", "何護士長"), ("email", "ho@hospital.example")];
    app.visitor().post(&path, &colleague).await.is(303);
    app.visitor().post(&path, &colleague).await.is(410);
    app.visitor().get(&asked.links[0]).await.is(410);
    app.letter_to(&asked.nurse.email).await;
    let page = asked.page(app, 0).await;
    asked
        .first
        .get(&page)
        .await
        .says("建議改問：何護士長，ho@hospital.example");
    // The office sends it with one press more.
    asked
        .first
        .get(&format!("{page}/contact"))
        .await
        .says("value=\"ho@hospital.example\"");
    asked
        .nurse
        .get("/zh/application")
        .await
        .says("正用其他方法查詢")
        .hides("何護士長");
}

async fn a_letter_that_comes_back_is_on_the_file_at_once_and_the_address_is_corrected(
    app: &TestApp,
) {
    let asked = asked(app).await;
    let row = asked.rows(app).await[0];
    let path = format!("/zh/application/units/{row}/correct");
    let contact = |email| {
        [
            ("contact", "李小姐"),
            ("email", email),
            ("phone", "2345 6789"),
        ]
    };
    asked
        .nurse
        .post(&path, &contact("bounce@hospital.example"))
        .await
        .is(303);
    let report = job(app).await;
    assert_eq!(report.enquiries_bounced, 1);
    assert_eq!(job(app).await.enquiries_bounced, 0);
    assert_eq!(asked.states(app).await, ["bounced", "asked"]);
    let letter = app.letter_to(&asked.nurse.email).await;
    assert!(letter.subject.contains("未能送達"));
    asked
        .nurse
        .get("/zh/application")
        .await
        .says("輪到你：更正單位的電郵地址")
        .says("3月2日未能送達");
    asked.first.get(&asked.file).await.is(200).says("未能送達");
    asked
        .nurse
        .get("/zh/application/units")
        .await
        .says(&format!("/units/{row}/correct"));
    asked
        .nurse
        .post(&path, &contact("ward7a@hospital.example"))
        .await
        .is(303);
    let links = links(app).await;
    app.visitor().post(&links[0], &ANSWER).await.is(303);
    assert_eq!(asked.states(app).await, ["answered", "asked"]);
    app.mail().await;
}

async fn an_address_is_corrected_while_the_unit_has_not_answered(app: &TestApp) {
    app.ignores_mail();
    let asked = asked(app).await;
    let row = asked.rows(app).await[0];
    let path = format!("/zh/application/units/{row}/correct");
    asked
        .nurse
        .get(&path)
        .await
        .is(200)
        .says("value=\"ward7a@hospital.example\"");
    let contact = |email| {
        [
            ("contact", "李小姐"),
            ("email", email),
            ("phone", "2345 6789"),
        ]
    };
    asked
        .nurse
        .post(&path, &contact(&asked.nurse.email))
        .await
        .is(422)
        .says("這是你自己的電郵地址");
    app.passes(TimeDelta::days(10));
    let nurse = app.signs_in(&asked.nurse.email).await;
    nurse
        .post(&path, &contact("ward7@hospital.example"))
        .await
        .is(303);
    app.visitor().get(&asked.links[0]).await.is(410);
    let link = links(app).await.remove(0);
    // The fortnight begins again.
    app.passes(TimeDelta::days(10));
    app.visitor().post(&link, &ANSWER).await.is(303);
    let nurse = app.signs_in(&asked.nurse.email).await;
    nurse
        .post(&path, &contact("ward8@hospital.example"))
        .await
        .is(409);
}

async fn the_form_keeps_what_was_typed_in_both_languages(app: &TestApp) {
    app.ignores_mail();
    let asked = asked(app).await;
    let link = &asked.links[0];
    let browser = app.visitor();
    let typed = [("worked_here", "no"), ("signed", "Ward manager Lee")];
    let english = link.replace("/zh/", "/en/");
    browser
        .post(&format!("{english}?switch"), &typed)
        .await
        .is(200)
        .says("How do you know the applicant?")
        .says("value=\"Ward manager Lee\"");
    browser
        .post(&english, &typed)
        .await
        .is(422)
        .says("Say what differs")
        .says("Choose how you know the applicant");
    // Opened in English, reminded in English.
    browser.get(&english).await.is(200);
    let lang: Option<String> = app
        .read(|conn| {
            referees::table
                .order(referees::id)
                .select(referees::lang)
                .first(conn)
        })
        .await;
    assert_eq!(lang.as_deref(), Some("en"));
    app.passes(TimeDelta::days(4));
    app.mail().await;
    job(app).await;
    let letters = app.app.mailbox.take();
    assert!(
        letters
            .iter()
            .any(|letter| letter.subject.starts_with("Waiting for you: did"))
    );
}
