//! One line: a question in, an answer or an error out.

use serde::Serialize;

use super::fault::Fault;
use super::given::{slots, value};
use super::json::Json;
use super::question::{Ask, questions};
use crate::regime::Regime;

/// The fields of a line. The last two are let by unread, so that a file of worked examples can be asked
/// as it stands.
const FIELDS: [&str; 6] = [
    "id",
    "regime",
    "question",
    "given",
    "expect",
    "expect_error",
];

/// The line out for a question that has no answer.
#[derive(Serialize)]
struct Faulty<'a> {
    id: Json<'a>,
    error: String,
}

/// The line out for a line in, without its end: an answer, or an error.
pub(super) fn answer_line(line: &[u8]) -> Result<String, String> {
    let parsed = parse(line);
    let id = parsed.as_ref().map_or(Json::NULL, |json| id(*json));
    let answered = parsed.and_then(|json| answer(json, id));
    answered.map_err(|fault| error_line(id, &fault))
}

fn error_line(id: Json<'_>, fault: &Fault) -> String {
    let faulty = Faulty {
        id,
        error: fault.to_string(),
    };
    // Text cannot fail to be written; an error without its id would still be an error.
    serde_json::to_string(&faulty).unwrap_or_else(|_| r#"{"id":null,"error":"unwritable"}"#.into())
}

fn parse(line: &[u8]) -> Result<Json<'_>, Fault> {
    let text = std::str::from_utf8(line).map_err(|_| Fault::new("the line is no UTF-8"))?;
    Json::parse(text).map_err(|error| Fault::new(format!("the line is no JSON: {error}")))
}

/// The id given, of whatever kind, or null.
fn id(line: Json<'_>) -> Json<'_> {
    let fields = line.fields().unwrap_or_default();
    let id = fields
        .into_iter()
        .find(|(name, _)| name.string().as_deref() == Some("id"));
    id.map_or(Json::NULL, |(_, id)| id)
}

fn answer(line: Json<'_>, id: Json<'_>) -> Result<String, Fault> {
    let [_, regime, question, given, _, _] =
        slots(line, &FIELDS).map_err(|fault| fault.of_whole("the line"))?;
    let regime: Regime = value(regime, "regime")?;
    let question = find(regime, question)?;
    let given =
        given.ok_or_else(|| Fault::new("is missing; it must be an object").in_field("given"))?;
    question.answer(id, given)
}

fn find(regime: Regime, name: Option<Json<'_>>) -> Result<&'static dyn Ask, Fault> {
    let text = name.and_then(Json::string);
    let questions = questions(regime);
    let found = questions
        .iter()
        .find(|(known, _)| text.as_deref() == Some(*known));
    found.map(|(_, question)| *question).ok_or_else(|| {
        let known: Vec<&str> = questions.iter().map(|(known, _)| *known).collect();
        let allowed = format!(
            "must be one that {} has: {}",
            regime.as_str(),
            known.join(", ")
        );
        let said = match name {
            Some(name) => format!("{allowed}, not {name}"),
            None => format!("is missing; it {allowed}"),
        };
        Fault::new(said).in_field("question")
    })
}
