//! Walks of people through the demo.

use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use locum_browser_tests::hands::{NAMES, enter, keys, open, register, sign_in, tab, tab_to};
use locum_browser_tests::{Chrome, Demo, PASSWORD, READERS, Reader, Scripts, pages, violations};
use std::collections::BTreeSet;
use std::path::Path;

#[tokio::test]
async fn somebody_registers_in_either_language() {
    let demo = Demo::start();
    let chrome = Chrome::start(Scripts::On).await;
    register(&chrome.client, &demo, "zh").await;
    register(&chrome.client, &demo, "en").await;
    chrome.close().await;
}

#[tokio::test]
async fn somebody_registers_with_scripts_off() {
    let demo = Demo::start();
    let chrome = Chrome::start(Scripts::Off).await;
    register(&chrome.client, &demo, "zh").await;
    chrome.close().await;
}

/// Walks with Tab until the focus is on the page's own button.
async fn tab_to_button(client: &Client) {
    for _ in 0..10 {
        let element = tab(client).await;
        let class = element.attr("class").await.expect("an attribute");
        if class.as_deref() == Some("btn") {
            return;
        }
    }
    panic!("ten Tabs do not reach the button");
}

#[tokio::test]
async fn somebody_registers_by_keyboard_alone() {
    let demo = Demo::start();
    let chrome = Chrome::start(Scripts::On).await;
    let client = &chrome.client;
    open(client, &demo, "/zh/register").await;
    tab_to(client, "category").await;
    // The group's second choice: Space takes the first, the arrow moves on.
    keys(client, " ").await;
    keys(client, &char::from(Key::Down).to_string()).await;
    for (name, text) in NAMES {
        tab_to(client, name).await;
        keys(client, text).await;
    }
    tab_to(client, "password").await;
    keys(client, PASSWORD).await;
    tab_to(client, "consent").await;
    keys(client, " ").await;
    tab_to_button(client).await;
    enter(client).await;
    let sent = format!("{}/zh/register/sent", demo.base)
        .parse()
        .expect("an address");
    client
        .wait()
        .for_url(&sent)
        .await
        .expect("the form is taken");
    chrome.close().await;
}

/// Pages that a reader meets: those of their policies, and what these link to one level deep.
async fn pages_of(client: &Client, demo: &Demo, lang: &str, policies: &[&str]) -> BTreeSet<String> {
    let listed = pages()
        .into_iter()
        .filter(|(_, policy)| policies.contains(&policy.as_str()));
    let listed: Vec<String> = listed.map(|(path, _)| format!("/{lang}{path}")).collect();
    let mut found: BTreeSet<String> = listed.iter().cloned().collect();
    for path in &listed {
        open(client, demo, path).await;
        let links = client
            .find_all(Locator::Css("main a[href]"))
            .await
            .expect("links");
        let mut kinds = BTreeSet::new();
        for link in links {
            let href = link
                .attr("href")
                .await
                .expect("an attribute")
                .unwrap_or_default();
            // One page of each kind is enough: /zh/shifts/17 stands for all shifts.
            let kind: String = href.chars().filter(|c| !c.is_ascii_digit()).collect();
            let plain = href.starts_with(&format!("/{lang}/")) && !href.contains(['#', '?']);
            if plain && href.chars().any(|c| c.is_ascii_digit()) && kinds.insert(kind) {
                found.insert(href);
            }
        }
    }
    found
}

async fn shoot(client: &Client, lang: &str, path: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/screenshots");
    std::fs::create_dir_all(&folder).expect("target/ can be written");
    let name = path
        .trim_start_matches(&format!("/{lang}"))
        .trim_matches('/')
        .replace('/', "_");
    let name = if name.is_empty() {
        "home".to_owned()
    } else {
        name
    };
    for width in [360, 1280] {
        client.set_window_size(width, 900).await.expect("a window");
        let picture = client.screenshot().await.expect("a picture");
        std::fs::write(folder.join(format!("{name}.{lang}.{width}.png")), picture).expect("a file");
    }
}

/// Readers who have a page in this program.
fn readers() -> impl Iterator<Item = Reader> {
    let policies: BTreeSet<String> = pages().into_iter().map(|(_, policy)| policy).collect();
    READERS.into_iter().filter(move |reader| {
        reader
            .policies
            .iter()
            .any(|policy| policies.contains(*policy))
    })
}

#[tokio::test]
async fn every_page_has_no_axe_violation() {
    let demo = Demo::start();
    let mut wrong = Vec::new();
    for reader in readers() {
        let chrome = Chrome::start(Scripts::On).await;
        let client = &chrome.client;
        if !reader.email.is_empty() {
            sign_in(client, &demo, reader.email).await;
        }
        for lang in ["zh", "en"] {
            for path in pages_of(client, &demo, lang, reader.policies).await {
                open(client, &demo, &path).await;
                let found = violations(client).await;
                wrong.extend(found.iter().map(|line| format!("{path}: {line}")));
                shoot(client, lang, &path).await;
            }
        }
        chrome.close().await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
