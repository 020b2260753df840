//! Data go when their time is over, or when their owner asks; their owner gets a copy.

use crate::app::TestApp;
use crate::people::PASSWORD;
use crate::vetting::{applies, is_checked};
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;
use locum::audit::{chain, checkpoint};
use locum::db::schema::{
    account_links, application_events, applications, asked_facts, audit_events, data_exports,
    documents, erasures, experiences, known_devices, notices, outbox, person_keys, referees,
    throttles, users,
};
use locum::db::{Conn, Dialect};
use locum::domain::Role;
use locum::i18n::Lang;
use locum::mail::outcome_letter::OutcomeLetter;
use locum::mail::unit_letter::{Place, UnitLetter};
use locum::mail::{self, Envelope, Letter};
use locum::privacy::{erasure, exporting};
use locum::vetting::State;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

both! {
    r40_a_rejected_applicant_is_gone_after_two_years,
    r40_who_owes_nothing_is_erased_at_once,
    r40_letters_to_former_units_go_with_the_file,
    r40_an_address_that_nobody_confirmed_is_forgotten,
    r41_a_person_fetches_a_copy_without_anybody_else_in_it,
    what_has_served_is_swept,
    r13_the_data_folder_tells_nothing_without_the_key,
}

const CANARY: &str = "CANARY-9Z";

/// Tables and their columns of text or bytes, as `schema.rs` declares them.
fn texts() -> BTreeMap<String, Vec<String>> {
    let source = include_str!("../../src/db/schema.rs");
    let mut tables = BTreeMap::new();
    for block in source.split("diesel::table! {").skip(1) {
        let mut lines = block.lines().map(str::trim).filter(|line| !line.is_empty());
        let table = lines.next().and_then(|line| line.split_whitespace().next());
        let columns = lines
            .take_while(|line| *line != "}")
            .filter_map(|line| line.trim_end_matches(',').split_once(" -> "))
            .filter(|(_, kind)| kind.contains("Text") || kind.contains("Binary"))
            .map(|(column, _)| column.to_owned());
        tables.insert(table.expect("a name").to_owned(), columns.collect());
    }
    assert!(tables.len() > 25, "schema.rs was not read");
    tables
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Where in the database a text stands: `table.column`.
async fn places(app: &TestApp, text: &str) -> Vec<String> {
    let text = text.to_owned();
    app.read(move |conn| {
        let mut found = Vec::new();
        for (table, columns) in texts() {
            for column in columns {
                let value = match conn {
                    Conn::Pg(_) => format!("\"{column}\"::text"),
                    Conn::Sqlite(_) => format!("CAST(\"{column}\" AS TEXT)"),
                };
                let query = format!(
                    "SELECT COUNT(*) AS count FROM {table} WHERE LOWER({value}) LIKE LOWER('%{text}%')"
                );
                if sql_query(query).get_result::<Count>(conn)?.count > 0 {
                    found.push(format!("{table}.{column}"));
                }
            }
        }
        Ok(found)
    })
    .await
}

/// Files under a folder that hold a text.
fn files(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, text));
        } else {
            let bytes = std::fs::read(&path).expect("a file").to_ascii_lowercase();
            let text = text.to_ascii_lowercase();
            if bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
            {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

/// Puts the canary wherever people write about a person.
async fn plant(app: &TestApp, user: i64, application: i64) {
    let (now, specialty) = (
        app.now(),
        app.specialty(locum::domain::Profession::Nurse).await,
    );
    app.write(move |conn| {
        diesel::update(users::table.find(user))
            .set((
                users::email.eq(format!("{CANARY}@people.example")),
                users::email_key.eq(format!("{CANARY}@people.example").to_lowercase()),
                users::name_en.eq(CANARY),
                users::name_zh.eq(CANARY),
                users::mobile.eq(CANARY),
                users::heard_from.eq(CANARY),
            ))
            .execute(conn)?;
        diesel::update(applications::table.find(application))
            .set((
                applications::registration_number.eq(CANARY),
                applications::recommendation_reason.eq(CANARY),
                applications::decision_reason.eq(CANARY),
            ))
            .execute(conn)?;
        diesel::insert_into(application_events::table)
            .values((
                application_events::application_id.eq(application),
                application_events::at.eq(now),
                application_events::actor_role.eq("officer"),
                application_events::act.eq("reject"),
                application_events::from_state.eq("ready_for_decision"),
                application_events::to_state.eq("rejected"),
                application_events::detail.eq(format!("{{\"said\":\"{CANARY}\"}}")),
            ))
            .execute(conn)?;
        diesel::insert_into(experiences::table)
            .values((
                experiences::application_id.eq(application),
                experiences::hospital.eq(CANARY),
                experiences::unit.eq(CANARY),
                experiences::specialty_id.eq(specialty),
                experiences::from_on.eq(now.day()),
            ))
            .execute(conn)?;
        diesel::insert_into(referees::table)
            .values((
                referees::application_id.eq(application),
                referees::hospital.eq("Eastern"),
                referees::unit.eq("Ward 3"),
                referees::contact.eq("REFEREE-9Z"),
                referees::email.eq("REFEREE-9Z@hospital.example"),
                referees::phone.eq("REFEREE-9Z"),
                referees::state.eq("answered"),
                referees::answered_at.eq(now),
                referees::answer_sealed.eq(b"sealed".to_vec()),
            ))
            .execute(conn)?;
        diesel::update(documents::table.filter(documents::application_id.eq(application)))
            .set((
                documents::file_name.eq(format!("{CANARY}.pdf")),
                documents::return_note.eq(CANARY),
            ))
            .execute(conn)?;
        let owner = locum::accounts::store::find_user(conn, user)?;
        let (name, reason) = (CANARY.to_owned(), CANARY.to_owned());
        let letter = Letter::Outcome(OutcomeLetter::Suspended { name, reason });
        mail::post(conn, &Envelope::from(&owner), &letter, now)?;
        // And a letter about them to somebody else.
        let to = Envelope {
            recipient: None,
            address: "ward@hospital.example",
            lang: Lang::Zh,
        };
        let letter = Letter::Unit(UnitLetter::Booked(Place {
            unit: "Ward".to_owned(),
            member: CANARY.to_owned(),
            when: "today".to_owned(),
            shift: 1,
        }));
        mail::post(conn, &to, &letter, now)
    })
    .await;
}

async fn r40_a_rejected_applicant_is_gone_after_two_years(app: &TestApp) {
    app.ignores_mail();
    let member = app.clinician(State::Approved).await;
    let nurse = app.clinician(State::Rejected).await;
    let reference = app.papers(nurse.application).await.0;
    plant(app, nurse.id, nurse.application).await;
    nurse.get("/zh/account").await.is(200).says(CANARY);
    nurse.post("/zh/account/data", &[]).await.is(303);
    locum::jobs::run(&app.app).await;
    let before = app.visitor().get("/statistics.json").await.is(200).body;
    let anchor = checkpoint::make(&app.app)
        .await
        .expect("whole")
        .expect("rows");
    assert!(places(app, CANARY).await.len() >= 15);
    // Kept to the last day.
    app.passes(TimeDelta::days(729));
    locum::jobs::run(&app.app).await;
    assert!(
        places(app, CANARY)
            .await
            .contains(&"users.name_en".to_owned())
    );
    app.passes(TimeDelta::days(2));
    let report = locum::jobs::run(&app.app).await;
    assert_eq!(report.erased, 1, "the nurse, and not the member");
    assert_eq!(places(app, CANARY).await, Vec::<String>::new());
    assert_eq!(places(app, "REFEREE-9Z").await, Vec::<String>::new());
    if app.app.db.dialect() == Dialect::Sqlite {
        assert_eq!(files(&app.app.config.data, CANARY), Vec::<String>::new());
    }
    // The key is destroyed and the files are gone; the member's are not.
    let keys: Vec<i64> = app
        .read(|conn| person_keys::table.select(person_keys::user_id).load(conn))
        .await;
    assert_eq!(keys, [member.id]);
    let kept = app.app.blobs.list().expect("a folder");
    assert_eq!(kept.len(), 1, "the member's certificate");
    // The application is still counted, nobody can sign in, and the chain holds.
    let after = app.visitor().get("/statistics.json").await.is(200).body;
    let figures = |body: &str| {
        let json: serde_json::Value = serde_json::from_str(body).expect("JSON");
        json["categories"].clone()
    };
    assert_eq!(figures(&before), figures(&after));
    assert!(before.contains("\"approved\""), "{before}");
    let left: (String, String) = app
        .read(move |conn| {
            applications::table
                .inner_join(users::table.on(users::id.eq(applications::user_id)))
                .filter(applications::reference.eq(&reference))
                .select((applications::state, users::name_en))
                .first(conn)
        })
        .await;
    assert_eq!(left, ("rejected".to_owned(), "***".to_owned()));
    let instance = app.app.config.instance_key.clone();
    let verdict = app
        .read(move |conn| chain::verify(conn, &instance, Some(&anchor)))
        .await;
    assert!(verdict.is_ok(), "{verdict:?}");
    assert_eq!(locum::jobs::run(&app.app).await.erased, 0, "once");
}

async fn r40_letters_to_former_units_go_with_the_file(app: &TestApp) {
    app.ignores_mail();
    let officer = app.staff(Role::Officer, "first@office.example").await;
    let nurse = app.newcomer().await;
    let reference = applies(app, &nurse).await;
    let file = format!("/en/office/applications/{reference}");
    is_checked(app, &officer, &file).await;
    let letters = || async {
        app.read(|conn| {
            let units = outbox::table.filter(outbox::recipient_id.is_null());
            let units = units.filter(outbox::kind.eq("enquiry"));
            units.count().get_result::<i64>(conn)
        })
        .await
    };
    assert_eq!(letters().await, 2);
    nurse.post("/en/application/withdraw", &[]).await.is(303);
    let sure = [("sure", "yes"), ("password", PASSWORD)];
    nurse.post("/en/account/erase", &sure).await.is(303);
    assert_eq!(letters().await, 0);
}

async fn r40_who_owes_nothing_is_erased_at_once(app: &TestApp) {
    let member = app.clinician(State::Approved).await;
    member
        .get("/en/account/erase")
        .await
        .is(200)
        .hides("type=\"password\"");
    let sure = [("sure", "yes"), ("password", PASSWORD)];
    member.post("/en/account/erase", &sure).await.is(409);
    let rejected = app.clinician(State::Rejected).await;
    rejected.post("/en/account/erase", &sure).await.is(409);
    let nurse = app.clinician(State::Draft).await;
    nurse
        .get("/zh/account/data")
        .await
        .is(200)
        .says("/zh/account/erase");
    let faulty = nurse
        .post(
            "/zh/account/erase",
            &[("password", "something else entirely")],
        )
        .await;
    faulty.is(422).says("勾選方格").says("密碼不正確");
    nurse
        .post("/zh/account/erase", &sure)
        .await
        .leads_to("/zh/sign-in");
    app.letter_to(&nurse.email).await;
    nurse.get("/zh/account").await.is(303);
    let fields = [("email", nurse.email.as_str()), ("password", PASSWORD)];
    app.visitor().post("/zh/sign-in", &fields).await.is(422);
    let keys: i64 = app
        .read(move |conn| {
            let key = person_keys::table.filter(person_keys::user_id.eq(nurse.id));
            key.count().get_result(conn)
        })
        .await;
    assert_eq!(keys, 0);
    let told: Vec<String> = app
        .read(|conn| erasures::table.select(erasures::cause).load(conn))
        .await;
    assert_eq!(told, ["asked", "asked"], "the application and the person");
    // The address is free for them to come back as somebody new.
    assert_eq!(places(app, &nurse.email).await, ["outbox.address"]);
}

async fn r40_an_address_that_nobody_confirmed_is_forgotten(app: &TestApp) {
    app.unconfirmed("typo@people.example").await;
    app.passes(TimeDelta::days(89));
    assert_eq!(erasure::run(&app.app).await.expect("it runs"), 0);
    app.passes(TimeDelta::days(1));
    assert_eq!(erasure::run(&app.app).await.expect("it runs"), 1);
    assert_eq!(places(app, "typo@people").await, Vec::<String>::new());
    assert_eq!(erasure::run(&app.app).await.expect("it runs"), 0);
}

/// What may stay when a person goes, and why.
const STAYS: &[(&str, &str)] = &[
    ("declarations.relation", "one of six"),
    (
        "pick_rules unit_terms unit_requirements waiting.state handovers.state",
        "rules of hospitals and units; states of ours",
    ),
    ("escalations.kind", "one of two"),
    ("asked_facts.fact", "one of three"),
    ("approved_unit_kinds.kind", "one of six"),
    (
        "bulk_readings.reason",
        "an officer's word about their own work",
    ),
    ("document_checks", "questions and answers of ours"),
    ("canned_reasons licence_patterns", "texts of the house"),
    ("office_views", "an officer's word about their own work"),
    ("users.lang", "a choice of two"),
    ("users.role", "one of four; figures"),
    ("users.category", "one of four; figures"),
    ("users.collection_statement", "a version of ours"),
    ("applications.reference", "a number of ours"),
    ("applications.category", "figures"),
    ("applications.state", "figures"),
    ("applications.recommendation", "one of two"),
    ("voidings.outcome", "one of two"),
    (
        "application_events.actor_role application_events.act application_events.from_state application_events.to_state",
        "acts and states",
    ),
    ("audit_", "ids and words of ours; nothing that people wrote"),
    ("bookings", "places by number; figures"),
    ("called_off", "a unit's word about a shift of its own"),
    ("weather_notices", "the office's word about the weather"),
    ("attendance.state", "one of five"),
    ("absences.state feedback.side", "words of ours"),
    ("pay_lines pay_runs", "sums by number, kept as accounts are"),
    (
        "documents.slot documents.media_type documents.state documents.return_reason documents.scan",
        "slots, kinds, states and reasons of ours",
    ),
    ("referees.state", "one of five"),
    ("data_exports.state", "one of five"),
    ("erasures", "that it was done"),
    (
        "engagements.regime engagements.state engagement_entries.question leave_requests.state",
        "words of ours; figures",
    ),
    (
        "promotion_rounds.post promotion_rounds.state promotion_rounds.closed_because promotion_panel.name",
        "posts and states of ours; who sat on a panel stays as long as its decision",
    ),
    (
        "doomed_blobs",
        "names of files of ours, until they are removed",
    ),
    ("throttles", "keyed stand-ins, for a day"),
    ("house_keys", "secrets of the house, wrapped"),
    // What belongs to the house and to nobody.
    (
        "clusters hospitals house_rules specialties units shift_templates rates experience_rates pay_terms shifts shift_fallbacks statistics_snapshots",
        "the organisation",
    ),
];

#[test]
fn r40_every_column_of_text_is_emptied_or_named_as_staying() {
    let statements: Vec<&str> = erasure::OF_APPLICATION
        .iter()
        .chain(erasure::OF_PERSON)
        .copied()
        .collect();
    let goes = |table: &str, column: &str| {
        statements.iter().any(|statement| {
            statement.starts_with(&format!("DELETE FROM {table} "))
                || (statement.starts_with(&format!("UPDATE {table} SET "))
                    && [format!(" {column} = "), format!(", {column} = ")]
                        .iter()
                        .any(|set| statement.contains(set)))
        })
    };
    let stays = |name: &str| {
        STAYS.iter().any(|(what, _)| {
            what.split(' ').any(|what| {
                let whole = !what.contains('.');
                name == what
                    || (whole
                        && (name.starts_with(&format!("{what}."))
                            || (what.ends_with('_') && name.starts_with(what))))
            })
        })
    };
    let unnamed: BTreeSet<String> = texts()
        .into_iter()
        .flat_map(|(table, columns)| {
            columns
                .into_iter()
                .map(move |column| (table.clone(), column))
        })
        .filter(|(table, column)| !goes(table, column))
        .map(|(table, column)| format!("{table}.{column}"))
        .filter(|name| !stays(name))
        .collect();
    assert!(
        unnamed.is_empty(),
        "empty these in src/privacy/erasure.rs, or say in STAYS why they may stay: {unnamed:?}"
    );
}

/// A copy of somebody's data that can be fetched.
pub async fn copy(app: &TestApp, user: i64) -> i64 {
    exporting::ask(&app.app, user)
        .await
        .expect("it is asked for");
    exporting::run(&app.app).await.expect("it is made");
    app.read(move |conn| {
        data_exports::table
            .filter(data_exports::user_id.eq(user))
            .select(data_exports::id)
            .first(conn)
    })
    .await
}

async fn r41_a_person_fetches_a_copy_without_anybody_else_in_it(app: &TestApp) {
    let nurse = app.clinician(State::AwaitingReferences).await;
    plant(app, nurse.id, nurse.application).await;
    let (now, id, application) = (app.now(), nurse.id, nurse.application);
    app.write(move |conn| {
        diesel::insert_into(asked_facts::table)
            .values((
                asked_facts::application_id.eq(application),
                asked_facts::fact.eq("name_en"),
                asked_facts::asked_by.eq(id),
                asked_facts::asked_at.eq(now),
                asked_facts::reason.eq(CANARY),
                asked_facts::old_value.eq(CANARY),
            ))
            .execute(conn)
    })
    .await;
    app.mail().await;
    let page = nurse.get("/en/account/data").await.is(200);
    page.says("11 April 2026").says("Make a copy");
    nurse.post("/en/account/data", &[]).await.is(303);
    let page = nurse.get("/en/account/data").await.is(200);
    page.says("<progress")
        .says("the law gives us until 11 April 2026");
    nurse.post("/en/account/data", &[]).await.is(409);
    assert_eq!(exporting::run(&app.app).await.expect("it is made"), 1);
    let letters = app.mail().await;
    assert_eq!(letters.len(), 1);
    assert!(
        letters[0].text.contains("/zh/account/data"),
        "{}",
        letters[0].text
    );
    let page = nurse
        .get("/zh/account/data")
        .await
        .is(200)
        .says("9")
        .says("副本已備妥")
        .body;
    let (_, link) = page.split_once("href=\"/zh/account/data/").expect("a link");
    let id: i64 = link[..link.find('"').expect("its end")]
        .parse()
        .expect("a number");
    let answer = nurse.get(&format!("/zh/account/data/{id}")).await.is(200);
    assert_eq!(answer.header("content-type"), "application/zip");
    assert!(
        answer
            .header("content-disposition")
            .starts_with("attachment")
    );
    // Sealed in the store, plain for its owner only.
    assert_eq!(
        files(&app.app.config.data.join("documents"), CANARY),
        Vec::<String>::new()
    );
    let other = app.clinician(State::Draft).await;
    other.get(&format!("/zh/account/data/{id}")).await.is(404);
    let bytes = exporting::fetch(&app.app, nurse.id, id)
        .await
        .expect("its owner's");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
    let mut texts = BTreeMap::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("whole");
        texts.insert(
            file.name().expect("a name").into_owned(),
            String::from_utf8_lossy(&bytes).into_owned(),
        );
    }
    let all = texts.values().cloned().collect::<String>();
    assert!(!all.contains("REFEREE-9Z"), "no name of somebody else");
    for (file, wanted) in [
        ("account.json", CANARY),
        ("applications.json", CANARY),
        (
            "applications.json",
            "\"answer_withheld\": \"before_outcome\"",
        ),
        ("declared.json", CANARY),
        ("declared.json", "\"blocks\": []"),
        ("letters.json", CANARY),
        ("README.txt", "以往單位的回覆沒有列出"),
        ("record.json", "data.copy_asked"),
        ("shifts.json", "[]"),
        ("filling.json", "\"preferred_by\": []"),
    ] {
        let text = &texts[file];
        assert!(
            text.contains(wanted),
            "{wanted} is missing in {file}: {text}"
        );
    }
    // What officers say towards a decision is not in it before the outcome.
    assert!(texts["applications.json"].contains("\"recommendation_reason\": null"));
    let document = texts
        .iter()
        .find(|(name, _)| name.starts_with("documents/"));
    assert!(document.is_some_and(|(_, text)| text.starts_with("%PDF")));
    let withheld: String = app
        .read(|conn| {
            audit_events::table
                .filter(audit_events::action.eq("data.copy_made"))
                .select(audit_events::detail)
                .first(conn)
        })
        .await;
    assert!(
        withheld.contains("before_outcome"),
        "the refusal is recorded with its reason"
    );
    // It dies after a week, and its file with it.
    let stored = || app.app.blobs.list().expect("a folder").len();
    let with_copy = stored();
    app.passes(TimeDelta::days(7));
    app.open_session(&nurse, nurse.id).await;
    nurse.get(&format!("/zh/account/data/{id}")).await.is(410);
    locum::jobs::run(&app.app).await;
    locum::jobs::run(&app.app).await;
    assert_eq!(stored(), with_copy - 1);
    nurse
        .get("/zh/account/data")
        .await
        .says("已過期")
        .says("預備副本");
    app.ignores_mail();
}

async fn what_has_served_is_swept(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.clinician(State::Withdrawn).await;
    app.visitor()
        .post("/zh/forgot", &[("email", &nurse.email)])
        .await
        .is(303);
    app.signs_in(&nurse.email).await;
    app.mail().await;
    let left = async || {
        app.read(|conn| {
            let tries: i64 = throttles::table.count().get_result(conn)?;
            let links: i64 = account_links::table.count().get_result(conn)?;
            let browsers: i64 = known_devices::table.count().get_result(conn)?;
            let told = outbox::table.filter(outbox::payload.ne("{}"));
            let letters: i64 = told.count().get_result(conn)?;
            let notices: i64 = notices::table.count().get_result(conn)?;
            Ok([tries > 0, links > 0, browsers > 0, letters > 0, notices > 0])
        })
        .await
    };
    locum::jobs::run(&app.app).await;
    assert_eq!(left().await, [true, true, true, true, true]);
    app.passes(TimeDelta::days(31));
    locum::jobs::run(&app.app).await;
    assert_eq!(left().await, [false, false, true, false, true]);
    app.passes(TimeDelta::days(340));
    locum::jobs::run(&app.app).await;
    assert_eq!(left().await, [false, false, true, false, false]);
    app.passes(TimeDelta::days(40));
    locum::jobs::run(&app.app).await;
    assert_eq!(left().await, [false, false, false, false, false]);
}

async fn r13_the_data_folder_tells_nothing_without_the_key(app: &TestApp) {
    app.ignores_mail();
    let nurse = app.clinician(State::Draft).await;
    let expires = [
        ("expires_year", "2027"),
        ("expires_month", "12"),
        ("expires_day", "31"),
    ];
    let file = [crate::people::PDF, b"%CANARY-FILE\n%%EOF\n"].concat();
    nurse
        .upload(
            "/zh/application/documents/practising_certificate",
            &expires,
            ("certificate.pdf", "application/pdf", &file),
        )
        .await
        .is(303);
    let waiting = app.clinician(State::AwaitingReferences).await;
    let token = app.enquiry(waiting.application).await;
    let answer = [
        ("capacity", "manager"),
        ("worked_here", "yes"),
        ("competence", "good"),
        ("safety", "good"),
        ("documentation", "fair"),
        ("teamwork", "good"),
        ("punctuality", "good"),
        ("have_back", "yes"),
        ("signed", "CANARY-SIGNED"),
        ("comment", "CANARY-COMMENT"),
    ];
    app.visitor()
        .post(&format!("/zh/r/{token}"), &answer)
        .await
        .is(303);
    copy(app, nurse.id).await;
    for secret in ["CANARY-FILE", "CANARY-SIGNED", "CANARY-COMMENT"] {
        // Database, its log, documents, copies, checkpoints: every file that there is.
        assert_eq!(
            files(&app.app.config.data, secret),
            Vec::<String>::new(),
            "{secret}"
        );
        assert_eq!(places(app, secret).await, Vec::<String>::new(), "{secret}");
    }
}
