//! R07: people press whatever their pages offer, in any order, while days pass. Whatever they press, no
//! page fails, and every open file has an owner, a date that is still to come, and a next step.

use crate::app::TestApp;
use crate::browser::Browser;
use crate::people::{self, Person};
use crate::vetting::{applies, links, state_of};
use chrono::TimeDelta;
use diesel::prelude::*;
use locum::db::schema::applications;
use locum::domain::Role;
use locum::jobs;
use locum::vetting::tracker::{Holder, Next};
use locum::vetting::{State, overview};
use std::collections::BTreeSet;

both! {
    r07_whatever_people_press_an_open_file_has_an_owner_a_date_and_a_next_step,
}

/// Files, and acts on each.
const FILES: u64 = 8;
const ACTS: usize = 60;

/// Numbers from a seed, so that a history that fails can be told again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % u64::try_from(end).unwrap()).unwrap()
    }

    fn one_of<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        (!of.is_empty()).then(|| &of[self.below(of.len())])
    }
}

/// A form of a page as a person would send it.
struct Form {
    action: String,
    fields: Vec<(String, String)>,
    uploads: bool,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// What somebody types into a box of that name.
fn typed(name: &str, dice: &mut Dice) -> String {
    match name {
        "number" => "RN123456".into(),
        "email" => format!("ward{}@hospital.example", dice.below(1000)),
        "phone" => "2345 6789".into(),
        name if name.ends_with("_year") => if name.starts_with("expires") {
            "2027"
        } else {
            "2020"
        }
        .into(),
        name if name.ends_with("_month") => "12".into(),
        name if name.ends_with("_day") => "31".into(),
        _ => format!("See page {}", dice.below(9)),
    }
}

/// The form with answers thrown by dice: one of each group of buttons, some of the boxes, some text.
fn fill(form: &str, dice: &mut Dice) -> Option<Form> {
    let (head, _) = form.split_once('>')?;
    let action = attribute(head, "action")?;
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut radios: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut presses: Vec<(&str, &str)> = Vec::new();
    for tag in form.split('<') {
        let Some(name) = attribute(tag, "name") else {
            continue;
        };
        let value = attribute(tag, "value").unwrap_or("on");
        let kind = attribute(tag, "type").unwrap_or("text");
        if name == "csrf" {
        } else if tag.starts_with("button") {
            presses.push((name, value));
        } else if tag.starts_with("select") {
            let body = form.split(tag).nth(1)?.split("</select").next()?;
            let options: Vec<&str> = body
                .split("<option")
                .skip(1)
                .filter_map(|option| attribute(option, "value"))
                .collect();
            fields.push((name.into(), (*dice.one_of(&options)?).into()));
        } else if tag.starts_with("textarea") {
            fields.push((name.into(), typed(name, dice)));
        } else if tag.starts_with("input") {
            match kind {
                "hidden" => fields.push((name.into(), value.into())),
                "checkbox" if dice.below(4) > 0 => fields.push((name.into(), value.into())),
                "checkbox" | "file" => {}
                "radio" => match radios.iter_mut().find(|(group, _)| *group == name) {
                    Some((_, values)) => values.push(value),
                    None => radios.push((name, vec![value])),
                },
                _ => fields.push((name.into(), typed(name, dice))),
            }
        }
    }
    for (name, values) in radios {
        // The first answer is the good one; were it rare, no file would ever come far.
        let value = if dice.below(5) > 0 {
            values[0]
        } else {
            *dice.one_of(&values)?
        };
        fields.push((name.into(), value.into()));
    }
    if let Some((name, value)) = dice.one_of(&presses) {
        fields.push(((*name).into(), (*value).into()));
    }
    Some(Form {
        action: action.replace("&amp;", "&"),
        fields,
        uploads: attribute(head, "enctype").is_some(),
    })
}

/// Looks at a page and presses one of its buttons; what was pressed, and what came of it.
async fn press(browser: &Browser<'_>, path: &str, dice: &mut Dice) -> String {
    let page = browser.get(path).await;
    assert!(page.status < 500, "{path}: {}", page.status);
    let main = page.body.split("<main").nth(1).unwrap_or_default();
    let main = main.split("</main>").next().unwrap_or_default();
    let forms: Vec<&str> = main
        .split("<form")
        .skip(1)
        .filter_map(|form| form.split("</form>").next())
        .filter(|form| form.split('>').next().unwrap_or_default().contains("post"))
        .collect();
    // Steps forward are pressed more often than the others, or no file would ever come far.
    let forward = [
        "/begin",
        "/verify",
        "/enquiries",
        "/recommend",
        "/decide",
        "/submit",
        "/documents/practising_certificate",
        "/documents/experience_proof",
        "/r/",
    ];
    let leads = |form: &&&str| {
        forward
            .iter()
            .any(|step| form.split('>').next().unwrap_or_default().contains(step))
    };
    let ahead: Vec<&str> = forms.iter().filter(leads).copied().collect();
    let among = if ahead.is_empty() || dice.below(4) == 0 {
        &forms
    } else {
        &ahead
    };
    let Some(form) = dice.one_of(among).and_then(|form| fill(form, dice)) else {
        return format!("{path} ({})", page.status);
    };
    let fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let answer = if form.uploads {
        let file = ("paper.pdf", "application/pdf", people::PDF);
        browser.upload(&form.action, &fields, file).await
    } else {
        browser.post(&form.action, &fields).await
    };
    assert!(
        answer.status < 500,
        "{} {fields:?}: {}",
        form.action,
        answer.status
    );
    format!("{} {fields:?} ({})", form.action, answer.status)
}

/// An officer who has nothing to do with the person finds the next step on the file's page.
async fn offers(app: &TestApp, watcher: &Person<'_>, brief: &overview::Brief, story: &str) {
    let file = format!("/en/office/applications/{}", brief.application.reference);
    app.open_session(watcher, watcher.id).await;
    let mut page = watcher.get(&file).await;
    if page.location.ends_with("/declare") {
        let none = [("relation", "none")];
        watcher
            .post(&format!("{file}/declare"), &none)
            .await
            .is(303);
        page = watcher.get(&file).await;
    }
    let step = match brief.progress.next {
        Next::Take => "/begin\"",
        Next::Check => "/verify\"",
        Next::Ask => "/enquiries\"",
        Next::Elsewhere => "/references/",
        Next::Decide if brief.application.recommended_by.is_some() => "/decide\"",
        Next::Decide => "/recommend\"",
        Next::Hear => "/appeal\"",
        ref other => panic!("the office does not do {other:?}\n{story}"),
    };
    let found = page.status == 200 && page.body.contains(step);
    let next = &brief.progress.next;
    assert!(
        found,
        "{next:?} is not offered ({} {}):\n{story}\n{}",
        page.status, page.location, page.body
    );
}

/// What must hold of a person's file, whatever was pressed.
async fn holds(app: &TestApp, nurse: &Person<'_>, watcher: &Person<'_>, told: &[String]) {
    let story = || told.join("\n");
    let state = state_of(app, nurse.id).await;
    let page = nurse.get("/en/application").await;
    assert_eq!(page.status, 200, "{state}\n{}", story());
    let shown = page.body.contains("class=\"ball__who\"");
    assert!(shown, "{state}: nobody has the ball\n{}", story());
    let briefs = overview::list(&app.app, watcher.id)
        .await
        .expect("the queue");
    let brief = briefs
        .iter()
        .find(|brief| brief.application.user == nurse.id);
    assert_eq!(brief.is_some(), state.is_open(), "{state}\n{}", story());
    if let Some(brief) = brief {
        let new = [State::Submitted, State::Voided, State::Appealed].contains(&state);
        assert!(
            brief.officer.is_some() || new,
            "{state}: no officer\n{}",
            story()
        );
        assert!(
            brief.progress.by >= app.now().day(),
            "{state}: a past date\n{}",
            story()
        );
        if let Holder::Units(units) = &brief.progress.holder {
            assert!(!units.is_empty(), "{}", story());
        }
        if brief.progress.holder == Holder::Us {
            offers(app, watcher, brief, &story()).await;
        }
        let by = locum::i18n::Lang::En.date(brief.progress.by);
        assert!(
            page.body.contains(&by),
            "{state}: {by} is not said\n{}",
            story()
        );
    }
    let id = nurse.id;
    let deciders: (State, Option<i64>, Option<i64>) = app
        .read(move |conn| {
            applications::table
                .filter(applications::user_id.eq(id))
                .order(applications::id.desc())
                .select((
                    applications::state,
                    applications::recommended_by,
                    applications::decided_by,
                ))
                .first(conn)
        })
        .await;
    if deciders.0.is_member() {
        assert!(deciders.1.is_some() && deciders.2.is_some(), "{}", story());
        assert_ne!(deciders.1, deciders.2, "{}", story());
    }
}

/// One act: somebody presses something, or time passes; what it was.
async fn act(app: &TestApp, story: &mut Story<'_>, dice: &mut Dice) -> String {
    let Story {
        nurse,
        officers,
        reference,
        letters,
    } = story;
    match dice.below(20) {
        0..5 => {
            let pages = [
                "",
                "/units",
                "/documents/practising_certificate",
                "/documents/experience_proof",
                "/withdraw",
                "/appeal",
            ];
            // Withdrawing is rare, or nothing else would be told.
            let count = if dice.below(9) == 0 { 6 } else { 4 };
            let path = format!("/en/application{}", pages[dice.below(count)]);
            press(nurse, &path, dice).await
        }
        5..15 => {
            let officer = &officers[dice.below(3)];
            let file = format!("/en/office/applications/{reference}");
            let page = officer.get(&file).await.body;
            let papers: Vec<&str> = page
                .split("?doc=")
                .skip(1)
                .filter_map(|rest| rest.split(['"', '&', '#']).next())
                .collect();
            let path = match dice.one_of(&papers) {
                Some(paper) => format!("{file}?doc={paper}"),
                None => file,
            };
            press(officer, &path, dice).await
        }
        15..18 => {
            letters.extend(links(app).await);
            // Mostly the newest: old links are dead ends.
            let newest = &letters[letters.len().saturating_sub(4)..];
            match dice.one_of(newest) {
                Some(link) => press(&app.visitor(), link, dice).await,
                None => "no letter".into(),
            }
        }
        18 => {
            jobs::run(&app.app).await;
            "jobs".into()
        }
        _ => {
            let hours = TimeDelta::hours(i64::try_from(dice.below(100)).unwrap());
            app.passes(hours);
            for person in officers.iter().chain([&*nurse]) {
                app.open_session(person, person.id).await;
            }
            format!("{} hours pass", hours.num_hours())
        }
    }
}

struct Story<'a> {
    nurse: Person<'a>,
    officers: &'a [Person<'a>; 3],
    reference: String,
    letters: Vec<String>,
}

async fn r07_whatever_people_press_an_open_file_has_an_owner_a_date_and_a_next_step(app: &TestApp) {
    app.ignores_mail();
    let officers = [
        app.staff(Role::Officer, "first@office.example").await,
        app.staff(Role::Officer, "second@office.example").await,
        app.staff(Role::Officer, "third@office.example").await,
    ];
    // Somebody of the office who never acts sees every file that nobody hides from them.
    let watcher = app.staff(Role::Officer, "watcher@office.example").await;
    app.scope_box().await;
    let mut seen = BTreeSet::new();
    for seed in 1..=FILES {
        let mut dice = Dice(seed * 7919);
        app.mail().await;
        let nurse = app.newcomer().await;
        let reference = applies(app, &nurse).await;
        let mut story = Story {
            nurse,
            officers: &officers,
            reference,
            letters: Vec::new(),
        };
        let mut told = Vec::new();

        for _ in 0..ACTS {
            told.push(act(app, &mut story, &mut dice).await);
            holds(app, &story.nurse, &watcher, &told).await;
            let state = state_of(app, story.nurse.id).await;
            seen.insert(state.to_string());
            if State::ENDED.contains(&state) && dice.below(6) == 0 {
                break;
            }
        }
    }
    // A walk that comes nowhere proves nothing.
    for state in [
        State::CheckingDocuments,
        State::MoreInformation,
        State::AwaitingReferences,
        State::ReadyForDecision,
        State::Approved,
    ] {
        assert!(
            seen.contains(&state.to_string()),
            "{state} was never reached: {seen:?}"
        );
    }
}
