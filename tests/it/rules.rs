//! The questions of the regimes, asked as `locum rules answer` asks them.
//!
//! `tests/cases/*.jsonl` hold a question a line with what is expected of it, as the page of the regimes
//! fixes it: `expect` is compared field by field, `expect_error: true` wants an error.

#![expect(
    clippy::unwrap_used,
    reason = "a helper of tests may fail them, as the tests themselves may"
)]

use std::fs;
use std::path::{Path, PathBuf};

use locum::regime::Regime;
use locum::rules::{answer_stream, list};
use serde_json::{Value, json};

/// How far two decimals may lie apart: the cases are given to four places.
const TOLERANCE: f64 = 0.000_05;

/// The lines out for an input, and whether all of it was answered.
fn asked(input: impl AsRef<[u8]>) -> (Vec<Value>, bool) {
    let mut output = Vec::new();
    let all_answered = answer_stream(input.as_ref(), &mut output).unwrap();
    let lines = String::from_utf8(output).unwrap();
    (
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
        all_answered,
    )
}

/// The line out for a single line in.
fn asked_once(line: &str) -> Value {
    let (mut lines, _) = asked(line);
    assert_eq!(lines.len(), 1, "{line}");
    lines.remove(0)
}

fn case_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "jsonl")
    });
    files.sort();
    files
}

/// The same value, decimals to four places, the order of an object's fields aside.
fn same(expected: &Value, answered: &Value) -> bool {
    match (expected, answered) {
        (Value::Number(expected), Value::Number(answered)) => {
            let distance = expected
                .as_f64()
                .zip(answered.as_f64())
                .map(|(one, other)| (one - other).abs());
            distance.is_some_and(|distance| distance < TOLERANCE)
        }
        (Value::Array(expected), Value::Array(answered)) => {
            expected.len() == answered.len()
                && expected
                    .iter()
                    .zip(answered)
                    .all(|(one, other)| same(one, other))
        }
        (Value::Object(expected), Value::Object(answered)) => {
            expected.len() == answered.len()
                && expected
                    .iter()
                    .all(|(name, one)| answered.get(name).is_some_and(|other| same(one, other)))
        }
        _ => expected == answered,
    }
}

/// What is wrong with an answer to a case, if anything is.
fn fault(case: &Value, line: &Value) -> Option<String> {
    let as_expected = if case["expect_error"] == true {
        line["error"]
            .as_str()
            .is_some_and(|sentence| !sentence.is_empty())
            && line.get("answer").is_none()
    } else {
        let cited = line["articles"]
            .as_array()
            .is_some_and(|articles| !articles.is_empty());
        same(&case["expect"], &line["answer"]) && cited
    };
    let same_id = case["id"] == line["id"];
    (!as_expected || !same_id).then(|| format!("{case}\n  was answered with {line}"))
}

#[test]
fn every_worked_example_is_answered_as_expected() {
    let mut faults = Vec::new();
    for path in case_files() {
        let text = fs::read_to_string(&path).unwrap();
        let cases: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert!(!cases.is_empty(), "{} is empty", path.display());
        for case in &cases {
            let expects = case.get("expect").is_some() != case.get("expect_error").is_some();
            assert!(expects, "{case} expects nothing, or two things");
        }
        let (lines, _) = asked(&text);
        assert_eq!(lines.len(), cases.len(), "{}", path.display());
        faults.extend(
            cases
                .iter()
                .zip(&lines)
                .filter_map(|(case, line)| fault(case, line)),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_regime_has_worked_examples() {
    let files = case_files();
    for regime in Regime::ALL {
        let name = format!("{}.jsonl", regime.as_str());
        assert!(
            files.iter().any(|path| path.ends_with(&name)),
            "{name} is missing"
        );
    }
}

#[test]
fn a_faulty_line_is_answered_in_its_place_and_the_rest_goes_on() {
    let good = r#"{"id":"x1","regime":"lienchiang","question":"pay","given":{"grade":4,"step":3}}"#;
    let lines: [&[u8]; 12] = [
        good.as_bytes(),
        b"",
        b"not json",
        b"[1]",
        b"\xff\xfe",
        br#"{"id":"x1","regime":"lienchiang","question":"pay","given":{"grade":9,"step":3}}"#,
        br#"{"id":7,"regime":"atlantis","question":"pay","given":{}}"#,
        br#"{"id":[1],"regime":"hk","question":"pay","given":{}}"#,
        br#"{"regime":"hk","question":"working_time","given":{"shifts":[]}}"#,
        br#"{"id":{"a":1.50},"regime":"hk","question":"working_time","given":{"shifts":[]}}"#,
        br#"{"id":"cut off","regime":"hk","#,
        good.as_bytes(),
    ];
    let (out, all_answered) = asked(lines.join(&b'\n'));
    assert!(!all_answered);
    let ids: Vec<&Value> = out.iter().map(|line| &line["id"]).collect();
    let x1 = json!("x1");
    let none = Value::Null;
    let expected = [
        &x1,
        &none,
        &none,
        &none,
        &none,
        &x1,
        &json!(7),
        &json!([1]),
        &none,
        &json!({"a": 1.5}),
        &none,
        &x1,
    ];
    assert_eq!(ids, expected);
    let answered: Vec<bool> = out
        .iter()
        .map(|line| line.get("answer").is_some())
        .collect();
    let expected = [
        true, false, false, false, false, false, false, false, true, true, false, true,
    ];
    assert_eq!(answered, expected);
    assert_eq!(
        out[5],
        json!({"id": "x1", "error": "grade must be an integer from 2 to 6, not 9"})
    );
    assert_eq!(out[0], out[11]);
}

/// A payroll's worth of lines: a hundred thousand, every tenth of them faulty. Prints how many a second
/// were answered; run with `--nocapture` to read it.
#[test]
fn a_hundred_thousand_lines_good_and_faulty_are_each_answered_in_their_place() {
    const LINES: usize = 100_000;
    let cases: Vec<String> = case_files()
        .iter()
        .flat_map(|path| {
            let text = fs::read_to_string(path).unwrap();
            text.lines().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let faulty = [
        "{",
        "[1]",
        r#"{"id":1,"regime":"mars","question":"pay","given":{}}"#,
    ];
    let mut input = String::new();
    for number in 0..LINES {
        let line = match number % 10 {
            9 => faulty[number / 10 % faulty.len()],
            _ => cases[number % cases.len()].as_str(),
        };
        input.push_str(line);
        input.push('\n');
    }
    let begun = std::time::Instant::now();
    let (answers, all_answered) = asked(&input);
    let rate = f64::from(u32::try_from(LINES).unwrap()) / begun.elapsed().as_secs_f64();
    println!("{rate:.0} lines a second");
    assert!(!all_answered);
    assert_eq!(answers.len(), LINES);
    for (number, answer) in answers.iter().enumerate() {
        if number % 10 == 9 {
            assert!(answer.get("error").is_some(), "line {number}: {answer}");
            continue;
        }
        let case: Value = serde_json::from_str(&cases[number % cases.len()]).unwrap();
        assert_eq!(fault(&case, answer), None, "line {number}");
    }
}

#[test]
fn all_is_answered_where_nothing_but_the_end_is_blank() {
    let good = r#"{"id":"a","regime":"taitung","question":"recusal","given":{"panel":[]}}"#;
    for (input, lines, all_answered) in [
        (String::new(), 0, true),
        ("\n\n".to_owned(), 0, true),
        (good.to_owned(), 1, true),
        (format!("{good}\r\n{good}\r\n"), 2, true),
        (format!("{good}\n\n \n"), 1, true),
        (format!("{good}\n\n{good}\n"), 3, false),
        (format!("\n{good}"), 2, false),
    ] {
        let (out, all) = asked(&input);
        assert_eq!((out.len(), all), (lines, all_answered), "{input:?}");
    }
}

#[test]
fn an_id_of_any_kind_comes_back_as_it_was_written() {
    for id in [
        r#""é\u0001""#,
        "12345678901234567890123",
        "1.0",
        "null",
        "true",
        "[ 1, {} ]",
        r#"{"b":1,"a":2}"#,
    ] {
        let line = format!(
            r#"{{"id": {id} ,"regime":"taitung","question":"recusal","given":{{"panel":[]}}}}"#
        );
        let mut out = Vec::new();
        assert!(answer_stream(line.as_bytes(), &mut out).unwrap());
        assert!(
            String::from_utf8(out)
                .unwrap()
                .starts_with(&format!(r#"{{"id":{id},"#)),
            "{id}"
        );
    }
}

#[test]
fn an_error_names_the_field_what_was_given_and_what_is_allowed() {
    let said = |regime: &str, question: &str, given: &str| {
        let line = format!(r#"{{"regime":"{regime}","question":"{question}","given":{given}}}"#);
        asked_once(&line)["error"]
            .as_str()
            .unwrap_or("an answer")
            .to_owned()
    };
    let shifts = r#"{"shifts":[{"start":"2025-02-03T08:00","end":"2025-02-03T24:00"}]}"#;
    assert_eq!(
        said("hk", "working_time", shifts),
        r#"shifts[0].end must be a local time such as 2025-02-03T08:00, not "2025-02-03T24:00""#
    );
    assert_eq!(
        said(
            "hk",
            "working_time",
            r#"{"shifts":[],"limits":{"max_hours":1}}"#
        ),
        r#"limits has no field "max_hours"; its fields are max_shift_hours, min_rest_hours, max_hours_in_7_days, rest_days_in_7"#
    );
    assert_eq!(
        said("lienchiang", "pay", r#"{"grade":2}"#),
        "step is missing; it must be an integer from 1 to 15"
    );
    assert_eq!(
        said("lienchiang", "pay", r#"{"grade":2,"step":1,"step":1}"#),
        "step is given twice"
    );
    assert_eq!(
        said("lienchiang", "pay", "[]"),
        "given must be an object, not []"
    );
    assert_eq!(
        said(
            "lienchiang",
            "pay",
            r#"{"grade":2,"step":1,"point_value":59.99}"#
        ),
        "point_value must be 60 to 120, not 59.99"
    );
    assert_eq!(
        said("hk", "pay", "{}"),
        r#"question must be one that hk has: vetting_clock, publishable, working_time, not "pay""#
    );
    assert_eq!(
        asked_once(r#"{"regime":"hk","question":"working_time"}"#)["error"],
        "given is missing; it must be an object"
    );
    assert_eq!(
        asked_once(r#"{"id":1,"extra":2}"#)["error"],
        r#"the line has no field "extra"; its fields are id, regime, question, given, expect, expect_error"#
    );
}

#[test]
fn no_line_is_too_strange_to_answer() {
    let deep = format!(
        r#"{{"id":1,"regime":"hk","question":"working_time","given":{}"#,
        "[".repeat(200_000)
    );
    let deep_and_closed = format!(
        r#"{{"id":1,"regime":"hk","question":"working_time","given":{{"shifts":{}{}}}}}"#,
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    let huge = format!(
        r#"{{"regime":"macau","question":"salary","given":{{"index":1,"point_value":{}}}}}"#,
        "9".repeat(100_000)
    );
    let ages = r#"{"regime":"macau","question":"working_time","given":{"shifts":[{"start":"0001-01-01T00:00","end":"9999-12-31T23:59"}],"regime":"normal"}}"#;
    for (line, answered) in [
        (deep.as_str(), false),
        (&deep_and_closed, false),
        (&huge, false),
        (ages, true),
    ] {
        let line_out = asked_once(line);
        assert_eq!(line_out.get("answer").is_some(), answered);
        assert!(line_out.to_string().len() < 1000);
    }
}

#[test]
fn every_question_is_listed_with_its_fields() {
    let mut listed = Vec::new();
    list(&mut listed).unwrap();
    let listed = String::from_utf8(listed).unwrap();
    for expected in [
        "macau: 第18/2009號法律",
        "\n  pay\n    grade: an integer from 2 to 6\n    step: an integer from 1 to 15\n",
        "\n    point_value: a number of 0 or more, or digits in text such as \"73.28\" (below 10^12, 28 digits at most) = \"73.28\"\n",
        "\n    type: one of personal, sick,",
        "\n    limits: an object = {}\n        max_shift_hours: ",
    ] {
        assert!(listed.contains(expected), "{expected}");
    }
}
