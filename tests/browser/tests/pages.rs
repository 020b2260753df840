//! Every page of the demo, looked at by a machine, and pictures of it for people.

use fantoccini::{Client, Locator};
use locum_browser_tests::hands::{Hand, Walker};
use locum_browser_tests::{Chrome, Demo, READERS, Reader, Scripts, pages, violations};
use std::collections::BTreeSet;
use std::path::Path;

/// Pages under a word instead of a number, one of each kind, with whose they are.
const UNDER_A_WORD: [(&str, &str); 3] = [
    ("public", "/rules/macau"),
    ("public", "/rules/macau/working_time"),
    ("administrator", "/admin/lists/units"),
];

/// Pages that a reader meets: those of their policies, and what these link to one level deep.
async fn pages_of(walker: &Walker<'_>, lang: &str, policies: &[&str]) -> BTreeSet<String> {
    let listed = pages()
        .into_iter()
        .filter(|(_, policy)| policies.contains(&policy.as_str()));
    let words = UNDER_A_WORD.into_iter();
    let words = words.filter(|(policy, _)| policies.contains(policy));
    let listed: Vec<String> = listed
        .map(|(path, _)| path)
        .chain(words.map(|(_, path)| path.to_owned()))
        .map(|path| format!("/{lang}{path}"))
        .collect();
    let mut found: BTreeSet<String> = listed.iter().cloned().collect();
    for path in &listed {
        walker.open_any(path).await;
        let links = walker
            .client
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
        let walker = Walker {
            client: &chrome.client,
            demo: &demo,
            lang: "zh",
            hand: Hand::Pointer,
        };
        if !reader.email.is_empty() {
            walker.sign_in(reader.email).await;
        }
        for lang in ["zh", "en"] {
            for path in pages_of(&walker, lang, reader.policies).await {
                walker.open_any(&path).await;
                let found = violations(walker.client).await;
                wrong.extend(found.iter().map(|line| format!("{path}: {line}")));
                shoot(walker.client, lang, &path).await;
            }
        }
        chrome.close().await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
