//! Reads the sources and holds the walls of the house: who may use whom, how long a file is, where a
//! sentence may stand, how it is worded.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A source file: its path from the root, its text, and the code without its unit tests.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn code(&self) -> &str {
        self.text.split("#[cfg(test)]").next().unwrap_or(&self.text)
    }

    /// The code without comments: what the compiler reads.
    fn bare(&self) -> String {
        let lines = self.code().lines();
        lines
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The room: `accounts` of `src/accounts/store.rs`.
    fn room(&self) -> &str {
        let mut parts = self.path.split('/').skip(1);
        parts
            .next()
            .filter(|_| parts.next().is_some())
            .unwrap_or("")
    }

    fn file(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or("")
    }
}

fn files(folder: &str, extension: &str) -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of ours") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(ROOT).join(folder), &mut found);
    found.sort();
    let sources: Vec<Source> = found
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == extension))
        .map(|path| Source {
            path: path
                .strip_prefix(ROOT)
                .expect("a file of ours")
                .to_string_lossy()
                .into_owned(),
            text: fs::read_to_string(path).expect("a text"),
        })
        .collect();
    assert!(!sources.is_empty(), "{folder} holds no .{extension}");
    sources
}

#[track_caller]
fn none(offenders: Vec<String>) {
    assert!(offenders.is_empty(), "{}", offenders.join("\n"));
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The words of a text that follow `before` directly: `crate::` in `use crate::mail::post` gives `mail`.
fn words_after(text: &str, before: &str) -> BTreeSet<String> {
    let rest = text.split(before).skip(1);
    rest.map(|rest| rest.chars().take_while(|c| is_word(*c)).collect())
        .collect()
}

#[test]
fn domain_is_pure() {
    // lettre::Address is the parser of addresses; nothing is sent with it.
    let banned = [
        "actix",
        "askama",
        "lettre::transport",
        "Conn",
        "crate::db",
        "crate::web",
        "crate::mail",
        "schema::",
    ];
    let offenders = files("src", "rs")
        .iter()
        .filter(|source| {
            source.file() == "domain.rs" || source.room() == "regime" || source.room() == "rules"
        })
        .flat_map(|source| {
            let bare = source.bare();
            let used = banned.iter().filter(move |word| bare.contains(**word));
            used.map(|word| format!("{} uses {word}", source.path))
                .collect::<Vec<_>>()
        })
        .collect();
    none(offenders);
}

#[test]
fn handlers_ask_services_and_never_the_tables() {
    let offenders = files("src", "rs")
        .iter()
        .filter(|source| source.file().contains("handlers") || source.file().contains("pages"))
        .filter(|source| source.bare().contains("schema") || source.bare().contains("diesel::"))
        .map(|source| format!("{} reads tables itself", source.path))
        .collect();
    none(offenders);
}

/// Functions of another room's store that every room may call: each is the row of a shared noun.
const SHARED_STORES: [&str; 3] = ["find_user", "User", "find_person_key"];
/// Rooms that are not features: the ground on which all stand, and those who put all together.
const GROUND: [&str; 4] = ["db", "web", "demo", "jobs"];

#[test]
fn no_room_reaches_into_anothers_store() {
    let rooms: BTreeSet<String> = files("src", "rs")
        .iter()
        .map(|source| source.room().to_owned())
        .collect();
    let mut offenders = Vec::new();
    for source in files("src", "rs")
        .iter()
        .filter(|source| !GROUND.contains(&source.room()))
    {
        let bare = source.bare();
        for room in rooms
            .iter()
            .filter(|room| !room.is_empty() && *room != source.room())
        {
            let used = words_after(&bare, &format!("{room}::store::"));
            let allowed =
                |word: &String| SHARED_STORES.contains(&word.as_str()) || word == "BlobStore";
            // `use room::store;` or `use room::store::{…}` opens the whole of it.
            let grouped = bare.contains(&format!("{room}::store::{{"))
                || bare.contains(&format!("{room}::store;"));
            if grouped || !used.iter().all(allowed) {
                offenders.push(format!("{} uses {room}::store ({used:?})", source.path));
            }
        }
    }
    none(offenders);
}

#[test]
fn no_file_is_longer_than_a_sitting() {
    let offenders = files("src", "rs")
        .iter()
        .filter(|source| !source.path.ends_with("db/schema.rs"))
        .map(|source| (source.code().lines().count(), &source.path))
        .filter(|(lines, _)| *lines > 400)
        .map(|(lines, path)| format!("{path} has {lines} lines of code; 400 are the limit"))
        .collect();
    none(offenders);
}

#[test]
fn only_the_clock_asks_the_machine() {
    let offenders = files("src", "rs")
        .iter()
        .filter(|source| source.path != "src/clock.rs")
        .filter(|source| {
            ["Utc::now", "Local::now", "SystemTime::now"]
                .iter()
                .any(|call| source.bare().contains(call))
        })
        .map(|source| format!("{} asks the machine for the time", source.path))
        .collect();
    none(offenders);
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[test]
fn no_sentence_stands_outside_i18n() {
    let rooms = ["i18n", "demo", "regime", "rules"];
    let sources = files("src", "rs");
    let code = sources
        .iter()
        .filter(|source| !rooms.contains(&source.room()));
    let code = code.map(|source| (&source.path, source.bare()));
    let pages = files("templates", "html");
    let pages = pages.iter().map(|page| (&page.path, page.text.clone()));
    let offenders = code
        .chain(pages)
        .filter(|(_, text)| text.chars().any(is_han))
        .map(|(path, _)| format!("{path} holds Chinese; it belongs into locales/"))
        .collect();
    none(offenders);
}

#[test]
fn templates_keep_to_the_content_policy() {
    let inline = [
        " style=",
        "<style",
        " onclick=",
        " onchange=",
        " onsubmit=",
        " oninput=",
        " onload=",
        "javascript:",
    ];
    let offenders = files("templates", "html")
        .iter()
        .filter(|page| !page.path.starts_with("templates/mail/"))
        .flat_map(|page| {
            inline
                .iter()
                .filter(|word| page.text.contains(**word))
                .map(move |word| format!("{}: {word}", page.path))
        })
        .collect();
    none(offenders);
}

/// Texts of a language: id and pattern, with the lines of a longer one joined.
fn texts(language: &str) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for file in files(&format!("locales/{language}"), "ftl") {
        let mut last: Option<String> = None;
        for line in file.text.lines() {
            let starts = line.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
            match line.split_once('=') {
                Some((id, pattern)) if starts => {
                    let id = id.trim().to_owned();
                    let double = texts.insert(id.clone(), pattern.trim().to_owned());
                    assert!(double.is_none(), "{id} stands twice in {language}");
                    last = Some(id);
                }
                _ if line.starts_with(' ') => {
                    if let Some(text) = last.as_ref().and_then(|id| texts.get_mut(id)) {
                        text.push('\n');
                        text.push_str(line.trim());
                    }
                }
                _ => last = None,
            }
        }
    }
    texts
}

#[test]
fn both_languages_say_the_same_things() {
    let (english, chinese) = (texts("en"), texts("zh-HK"));
    let ids = |texts: &BTreeMap<String, String>| texts.keys().cloned().collect::<BTreeSet<_>>();
    let (en, zh) = (ids(&english), ids(&chinese));
    let mut offenders: Vec<String> = en
        .symmetric_difference(&zh)
        .map(|id| format!("{id} is in one language only"))
        .collect();
    for (id, text) in &english {
        let (en, zh) = (
            words_after(text, "$"),
            words_after(chinese.get(id).map_or("", |text| text), "$"),
        );
        if en != zh {
            offenders.push(format!(
                "{id} takes {en:?} in English and {zh:?} in Chinese"
            ));
        }
    }
    none(offenders);
}

#[test]
fn every_text_is_said_somewhere() {
    let mut used = BTreeSet::new();
    let mut pages = files("templates", "html");
    pages.extend(files("templates", "txt"));
    for source in files("src", "rs").iter().chain(&pages) {
        used.extend(source.text.split(|c| !is_word(c)).map(str::to_owned));
    }
    let offenders = texts("en")
        .into_keys()
        .filter(|id| !used.contains(&id.replace('-', "_")))
        .map(|id| format!("nothing says {id}"))
        .collect();
    none(offenders);
}

/// The sentences of a text as a reader meets them: markup of Fluent taken out, variants apart.
fn sentences(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                plain.push('X');
            }
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    // A full stop inside an address or a number ends nothing.
    plain
        .replace(". ", "\n")
        .split(['。', '？', '！', '?', '!', '\n'])
        .map(|sentence| sentence.trim().to_owned())
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

#[test]
fn english_is_short_and_plain() {
    let banned = ["please", "invalid", "illegal", "forbidden", "sorry", "oops"];
    let mut offenders = Vec::new();
    for (id, text) in texts("en") {
        for sentence in sentences(&text) {
            let words = sentence.split_whitespace().count();
            if words > 25 {
                offenders.push(format!("{id}: {words} words: {sentence}"));
            }
        }
        let lower = text.to_lowercase();
        let words: BTreeSet<&str> = lower.split(|c: char| !c.is_alphabetic()).collect();
        offenders.extend(
            banned
                .iter()
                .filter(|word| words.contains(**word))
                // An apology for a broken promise is the one place for the word.
                .filter(|word| {
                    **word != "sorry" || !(id == "ball-next-late" || id.contains("overdue"))
                })
                .map(|word| format!("{id} says {word}")),
        );
    }
    none(offenders);
}

#[test]
fn chinese_is_plain_written_chinese_of_hong_kong() {
    let banned = [
        "進行", "作出", "唔", "嘅", "幾時", "揀", "喺", "佢", "咗", "嗰", "睇",
    ];
    let mut offenders = Vec::new();
    for (id, text) in texts("zh-HK") {
        offenders.extend(
            banned
                .iter()
                // 進行中 is the name of a state; what is banned is 進行 before a verb.
                .filter(|word| text.replace("進行中", "").contains(**word))
                .map(|word| format!("{id} says {word}")),
        );
        if text.trim_end_matches('。') == "處理中" {
            offenders.push(format!("{id} says 處理中 and nothing else"));
        }
        if (id.starts_with("error-") || id.contains("-error-")) && text.contains('請') {
            offenders.push(format!("{id}: an error says what to do, not 請"));
        }
        for sentence in sentences(&text) {
            let characters = sentence.chars().filter(|c| is_han(*c)).count();
            if characters > 45 {
                offenders.push(format!("{id}: {characters} 字: {sentence}"));
            }
            let half = sentence.chars().zip(sentence.chars().skip(1));
            if half
                .into_iter()
                .any(|(a, b)| is_han(a) && matches!(b, ',' | ';' | ':' | '?' | '!' | '('))
            {
                offenders.push(format!("{id}: half-width punctuation: {sentence}"));
            }
        }
    }
    none(offenders);
}
