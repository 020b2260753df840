//! What an officer looks for on each kind of document, question by question. A hint stands beside each;
//! none answers it. A document is accepted when every question was answered with yes.

use super::store;
use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::clock::UtcTime;
use crate::credentials::{Document, Slot};
use crate::domain::Role;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::text_enum;
use crate::vetting::facts::Fact;
use crate::vetting::service::File;
use serde_json::{Map, Value, json};

text_enum! {
    /// A question about a document; yes is what lets it pass.
    Question {
        /// The name is the account's.
        Name = "name",
        /// The number is the one typed.
        Number = "number",
        /// The last day is the one typed.
        LastDay = "last_day",
        /// Nothing printed on it rules the work out.
        Conditions = "conditions",
        /// Units, dates and rank are those typed.
        Places = "places",
        /// The register shows one specialty, and it is theirs.
        Specialty = "specialty",
        /// Whoever issued it may do so.
        Issuer = "issuer",
        /// It shows that the renewal was applied and paid for.
        Paid = "paid",
    }
}

text_enum! {
    /// An officer's answer.
    Mark {
        /// It is so.
        Yes = "yes",
        /// It is not.
        No = "no",
        /// The paper does not show it.
        Unknown = "unknown",
    }
}

impl Question {
    /// The questions about a kind of document.
    pub fn of(slot: Slot) -> &'static [Self] {
        match slot {
            Slot::PractisingCertificate => {
                &[Self::Name, Self::Number, Self::LastDay, Self::Conditions]
            }
            Slot::ExperienceProof => &[Self::Name, Self::Places],
            Slot::SpecialistRegistration => &[Self::Name, Self::Number, Self::Specialty],
            Slot::RegistrationCertificate => &[Self::Name, Self::Number],
            Slot::LifeSupport => &[Self::Name, Self::Issuer, Self::LastDay],
            Slot::OtherCompetency => &[Self::Name, Self::Issuer],
            Slot::IdentityCard => &[Self::Name],
            Slot::RenewalEvidence => &[Self::Name, Self::Paid],
        }
    }

    /// The question that compares a typed fact with the paper.
    fn comparing(fact: Fact) -> Self {
        match fact {
            Fact::RegistrationNumber => Self::Number,
            Fact::NameEn | Fact::NameZh => Self::Name,
        }
    }

    /// The question in a language.
    pub(super) fn label(self, t: &Texts) -> String {
        match self {
            Self::Name => t.check_question_name(),
            Self::Number => t.check_question_number(),
            Self::LastDay => t.check_question_last_day(),
            Self::Conditions => t.check_question_conditions(),
            Self::Places => t.check_question_places(),
            Self::Specialty => t.check_question_specialty(),
            Self::Issuer => t.check_question_issuer(),
            Self::Paid => t.check_question_paid(),
        }
    }
}

impl Mark {
    /// The answer in a language.
    pub(super) fn label(self, t: &Texts) -> String {
        match self {
            Self::Yes => t.answer_yes(),
            Self::No => t.answer_no(),
            Self::Unknown => t.check_unknown(),
        }
    }

    /// The class of its tag.
    pub(super) fn css(self) -> &'static str {
        match self {
            Self::Yes => "tag--ok",
            Self::No => "tag--err",
            Self::Unknown => "tag--warn",
        }
    }
}

/// What the applicant typed that a question compares, with the language of each where it has one.
pub(super) fn typed(
    question: Question,
    file: &File,
    document: &Document,
    lang: Lang,
    t: &Texts,
) -> Vec<(Option<Lang>, String)> {
    let plain = |text: String| vec![(None, text)];
    let person = &file.person;
    match question {
        Question::Name => {
            let mut names = vec![(Some(Lang::En), person.name_en.clone())];
            names.extend(
                (!person.name_zh.is_empty()).then(|| (Some(Lang::Zh), person.name_zh.clone())),
            );
            names
        }
        Question::Number => plain(file.application.registration_number.clone()),
        Question::LastDay => match document.expires_on {
            Some(day) => plain(lang.date_year(day)),
            None => plain(t.check_no_date()),
        },
        Question::Places => file
            .experiences
            .iter()
            .map(|work| {
                let to = work
                    .to
                    .map_or_else(|| t.experience_ongoing(), |to| lang.date_year(to));
                let (from, name) = (lang.date_year(work.from), work.specialty_name.name(lang));
                let place = format!("{} {}", work.hospital, work.unit);
                (None, format!("{place} · {name} · {from} – {to}"))
            })
            .collect(),
        Question::Specialty => {
            let mut names: Vec<String> = file
                .experiences
                .iter()
                .map(|work| work.specialty_name.name(lang).to_owned())
                .collect();
            names.dedup();
            plain(lang.list(&names))
        }
        Question::Conditions | Question::Issuer | Question::Paid => Vec::new(),
    }
}

/// What the machine can say about a question; it never answers it. `unlike` is what the body's numbers
/// look like, where this one looks otherwise.
pub(super) fn hint(
    question: Question,
    file: &File,
    document: &Document,
    (today, unlike): (chrono::NaiveDate, Option<&str>),
    t: &Texts,
) -> String {
    match question {
        Question::LastDay => match document.expires_on.map(|day| (day - today).num_days()) {
            Some(days) if days < 0 => t.check_hint_ended(-days),
            Some(days) => t.check_hint_ends(days),
            None => String::new(),
        },
        Question::Number => {
            let look = t.check_hint_number(file.application.category.body(t));
            match unlike {
                Some(expected) => format!("{look} {}", t.check_hint_unlike(expected)),
                None => look,
            }
        }
        Question::Conditions => t.check_hint_conditions(),
        Question::Issuer => t.check_hint_issuer(),
        Question::Name | Question::Places | Question::Specialty | Question::Paid => String::new(),
    }
}

/// Answers by document and question.
pub type Answers = Vec<(i64, Question, Mark)>;

/// What was answered about some documents of a file. What compared a fact that was corrected since is
/// asked again.
///
/// # Errors
/// The database's.
pub async fn list(app: &App, file: &File, documents: Vec<i64>) -> Result<Answers, AppError> {
    let kept = app
        .db
        .read(move |conn| Ok::<_, AppError>(store::list_checks(conn, &documents)?))
        .await?;
    let stands = |question: Question, at: UtcTime| {
        !file.asked.iter().any(|asked| {
            Question::comparing(asked.fact) == question && asked.corrected_at() >= Some(at)
        })
    };
    let kept = kept
        .into_iter()
        .filter(|(_, question, _, at)| stands(*question, *at));
    Ok(kept
        .map(|(row, question, mark, _)| (row, question, mark))
        .collect())
}

/// What was answered about the documents that stand in a file.
///
/// # Errors
/// The database's.
pub async fn of_file(app: &App, file: &File) -> Result<Answers, AppError> {
    let documents = file.documents.iter().map(|document| document.id);
    list(app, file, documents.collect()).await
}

/// The answers in a form, as far as they are answers to questions about this kind of document.
pub fn parse(slot: Slot, fields: &[(String, String)]) -> Vec<(Question, Mark)> {
    let answer = |question: &Question| {
        let field = fields.iter().find(|(name, _)| name == question.as_str());
        field.and_then(|(_, word)| Mark::parse(word))
    };
    let questions = Question::of(slot).iter();
    questions
        .filter_map(|question| Some((*question, answer(question)?)))
        .collect()
}

/// Keeps answers about a document that the officer has open.
///
/// # Errors
/// The database's.
pub async fn save(
    app: &App,
    by: i64,
    document: i64,
    answers: Vec<(Question, Mark)>,
) -> Result<(), AppError> {
    if answers.is_empty() {
        return Ok(());
    }
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            let mut detail = Map::new();
            for (question, mark) in &answers {
                store::replace_check(conn, document, (*question, *mark), by, now)?;
                detail.insert(question.to_string(), json!(mark));
            }
            let actor = Actor::Person(by, Role::Officer);
            let subject = Subject::Document(document);
            let detail = Value::Object(detail);
            audit::record(conn, now, actor, "document.checked", subject, &detail)?;
            Ok(())
        })
        .await
}
