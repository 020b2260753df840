//! A question: a name, the fields it takes and the function of `regime/` that answers it.

use std::fmt::Display;

use serde::Serialize;

use super::fault::Fault;
use super::field::{Field, Note};
use super::json::Json;
use super::{hk, kaohsiung, lienchiang, macau, taitung};
use crate::regime::told::Tells;
use crate::regime::{Cited, Regime};

/// The name of a question, and how it is answered.
pub(super) type Question = (&'static str, &'static dyn Ask);

/// The questions of a regime, in the order in which they are listed.
pub(super) const fn questions(regime: Regime) -> &'static [Question] {
    match regime {
        Regime::Hk => hk::QUESTIONS,
        Regime::Macau => macau::QUESTIONS,
        Regime::Lienchiang => lienchiang::QUESTIONS,
        Regime::Kaohsiung => kaohsiung::QUESTIONS,
        Regime::Taitung => taitung::QUESTIONS,
    }
}

/// What can be done with a question, whatever its types.
pub(super) trait Ask {
    /// Describes the fields of `given`.
    fn fields(&self) -> Vec<Note>;

    /// Where its rule stands.
    fn articles(&self) -> &'static [&'static str];

    /// Answers with a line of output.
    ///
    /// # Errors
    /// Where what is given cannot be read or has no answer.
    fn answer(&self, id: Json<'_>, given: Json<'_>) -> Result<String, Fault>;
}

/// A question that has an answer to whatever can be read.
pub(super) struct Always<Case, Answer>(pub fn(&Case) -> Answer);

/// A question whose case may show a fault that no single field shows.
pub(super) struct Unless<Case, Answer, Refusal>(pub fn(&Case) -> Result<Answer, Refusal>);

impl<Case, Answer> Ask for Always<Case, Answer>
where
    Case: Field,
    Answer: Serialize + Cited,
{
    fn fields(&self) -> Vec<Note> {
        Case::fields()
    }

    fn articles(&self) -> &'static [&'static str] {
        Answer::ARTICLES
    }

    fn answer(&self, id: Json<'_>, given: Json<'_>) -> Result<String, Fault> {
        let Self(answer) = self;
        written(id, answer(&read(given)?))
    }
}

impl<Case, Answer, Refusal> Ask for Unless<Case, Answer, Refusal>
where
    Case: Field,
    Answer: Serialize + Cited,
    Refusal: Display + Tells,
{
    fn fields(&self) -> Vec<Note> {
        Case::fields()
    }

    fn articles(&self) -> &'static [&'static str] {
        Answer::ARTICLES
    }

    fn answer(&self, id: Json<'_>, given: Json<'_>) -> Result<String, Fault> {
        let Self(answer) = self;
        written(
            id,
            answer(&read(given)?).map_err(|refusal| Fault::refused(&refusal))?,
        )
    }
}

fn read<Case: Field>(given: Json<'_>) -> Result<Case, Fault> {
    Case::read(given).map_err(|fault| fault.of_whole("given"))
}

/// The line out for a question that has an answer.
#[derive(Serialize)]
struct Answered<'a, Answer> {
    id: Json<'a>,
    answer: Answer,
    articles: &'static [&'static str],
}

fn written<Answer: Serialize + Cited>(id: Json<'_>, answer: Answer) -> Result<String, Fault> {
    let answered = Answered {
        id,
        answer,
        articles: Answer::ARTICLES,
    };
    serde_json::to_string(&answered).map_err(Fault::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regime::exact::{Exact, parse};

    /// Every field, with those within it.
    fn all(fields: Vec<Note>) -> Vec<Note> {
        let within = |mut note: Note| {
            let nested = all(std::mem::take(&mut note.fields));
            [note].into_iter().chain(nested)
        };
        fields.into_iter().flat_map(within).collect()
    }

    #[test]
    fn every_question_has_its_own_name_and_fields() {
        for &regime in Regime::ALL {
            let questions = questions(regime);
            for (place, (name, question)) in questions.iter().enumerate() {
                assert!(
                    !questions[..place].iter().any(|(other, _)| other == name),
                    "{name} twice"
                );
                let fields = all(question.fields());
                assert!(!fields.is_empty(), "{name} takes nothing");
                assert!(fields.iter().all(|field| !field.allowed.is_empty()));
            }
        }
    }

    #[test]
    fn a_decimal_in_an_answer_is_a_plain_number() {
        let printed = |text| serde_json::to_string(&Exact::from(parse(text).unwrap())).unwrap();
        assert_eq!(printed("76.50"), "76.5");
        assert_eq!(printed("80.0"), "80");
        assert_eq!(printed("-6"), "-6");
        assert_eq!(printed("82.6"), "82.6");
    }

    #[test]
    fn the_questions_are_those_of_the_page() {
        let counts = Regime::ALL
            .iter()
            .map(|&regime| questions(regime).len())
            .collect::<Vec<_>>();
        assert_eq!(counts, [3, 11, 7, 13, 6]);
    }
}
