//! The next missing thing of a file, named, and where on its page it is done.

use super::checks::{Answers, Question};
use crate::credentials::{Document, DocumentState};
use crate::i18n::{Lang, Texts};
use crate::vetting::facts;
use crate::vetting::machine::EnquiryState;
use crate::vetting::overview::Brief;
use crate::vetting::references::UnitReference;
use crate::vetting::service::File;
use crate::vetting::tracker::{Holder, Next, Progress};

/// What is to be done next, by whomever.
pub struct Missing {
    /// The sentence.
    pub what: String,
    /// Where: a place on the page, or a page below it.
    pub href: Option<String>,
}

/// The same of a file in the queue, of which less is known: no place, and no document by name.
pub fn in_short(brief: &Brief, t: &Texts, lang: Lang) -> String {
    match (&brief.progress.next, &brief.progress.holder) {
        (Next::Complete, _) => t.ball_complete(),
        (Next::Take, _) => t.missing_take(),
        (Next::Check, _) => t.queue_step_check(),
        (Next::Replace(slots), _) => {
            let names: Vec<String> = slots.iter().map(|slot| slot.label(t)).collect();
            t.missing_replace(lang.list(&names))
        }
        (Next::Tell(facts), _) => t.missing_tell(facts::names(facts, t, lang)),
        (Next::Answer, Holder::Units(units)) => t.missing_answer(lang.list(units)),
        (Next::Ask | Next::Answer, _) => t.missing_ask(),
        (Next::NameUnit, _) => t.missing_name_unit(),
        (Next::Correct, _) => t.queue_step_correct(),
        (Next::Elsewhere, _) => t.queue_step_elsewhere(),
        (Next::Hear, _) => t.queue_step_hear(),
        (Next::Decide, _) if brief.application.recommended_by.is_some() => t.missing_decide(),
        (Next::Decide, _) => t.missing_recommend(),
    }
}

/// Everything that the sentence rests on.
pub struct Facts<'a> {
    /// The file.
    pub file: &'a File,
    /// Its former units.
    pub references: &'a [UnitReference],
    /// What was checked on its documents.
    pub answers: &'a Answers,
    /// Who has the ball.
    pub progress: Option<&'a Progress>,
    /// Who reads.
    pub me: i64,
}

impl Facts<'_> {
    fn document(&self, state: DocumentState) -> Option<&Document> {
        let mut documents = self.file.documents.iter();
        documents.find(|document| document.state == state)
    }

    /// How many questions about a document were answered, and how many there are.
    pub fn answered(&self, document: &Document) -> (usize, usize) {
        let questions = Question::of(document.slot);
        let answered = self
            .answers
            .iter()
            .filter(|(row, question, _)| *row == document.id && questions.contains(question));
        (answered.count(), questions.len())
    }

    fn unit(&self, wanted: impl Fn(&UnitReference) -> bool) -> Option<(String, String)> {
        let unit = self.references.iter().find(|unit| wanted(unit))?;
        let href = format!(
            "{}/enquiries/{}",
            self.file.application.reference, unit.referee.id
        );
        Some((unit.referee.place(), href))
    }

    /// Names it.
    pub fn next(&self, t: &Texts, lang: Lang) -> Missing {
        let here = |what: String, href: &str| Missing {
            what,
            href: Some(href.to_owned()),
        };
        let bare = |what: String| Missing { what, href: None };
        let Some(progress) = self.progress else {
            return bare(self.file.application.state.label(t));
        };
        match &progress.next {
            Next::Complete => bare(t.ball_complete()),
            Next::Take => bare(t.missing_take()),
            Next::Check => match self.document(DocumentState::Uploaded) {
                Some(document) => {
                    let (answered, all) = self.answered(document);
                    let what = t.missing_check(document.slot.label(t), answered, all);
                    here(what, &format!("?doc={}#facts", document.id))
                }
                None => bare(progress.title(t, lang)),
            },
            Next::Replace(slots) => {
                let names: Vec<String> = slots.iter().map(|slot| slot.label(t)).collect();
                let what = t.missing_replace(lang.list(&names));
                match self.document(DocumentState::Returned) {
                    Some(document) => here(what, &format!("?doc={}#facts", document.id)),
                    None => bare(what),
                }
            }
            Next::Tell(facts) => here(t.missing_tell(facts::names(facts, t, lang)), "#asked"),
            Next::Ask => here(t.missing_ask(), "#units"),
            Next::Answer => match self.unit(|unit| unit.referee.is_waiting()) {
                Some((place, href)) => here(t.missing_answer(place), &href),
                None => here(t.missing_ask(), "#units"),
            },
            Next::NameUnit => here(t.missing_name_unit(), "#units"),
            Next::Correct => match self.unit(|unit| unit.referee.state == EnquiryState::Bounced) {
                Some((place, href)) => here(t.missing_correct(place), &href),
                None => here(t.missing_name_unit(), "#units"),
            },
            Next::Elsewhere => match self.unit(UnitReference::takes_another_way) {
                Some((place, href)) => here(t.missing_elsewhere(place), &href),
                None => here(t.missing_ask(), "#units"),
            },
            Next::Decide => self.decision(t),
            Next::Hear => here(t.missing_hear(), "#appeal"),
        }
    }

    fn decision(&self, t: &Texts) -> Missing {
        let (what, href) = match self.file.case.recommendation {
            None => match self.unit(UnitReference::needs_call_back) {
                Some((place, href)) => (t.missing_call_back(place), href),
                None => (t.missing_recommend(), "#decision".to_owned()),
            },
            Some((proposer, _)) if proposer == self.me => {
                (t.missing_second(), "#decision".to_owned())
            }
            Some(_) => match self.unit(UnitReference::needs_call_back) {
                Some((place, href)) => (t.missing_call_back(place), href),
                None => (t.missing_decide(), "#decision".to_owned()),
            },
        };
        Missing {
            what,
            href: Some(href),
        }
    }
}
