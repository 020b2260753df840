//! The choices that the filters of the queue offer, and how many files each would show.

use super::queue::{Ball, Due, Filter, Owner, Step};
use crate::domain::Category;
use crate::vetting::overview::{Brief, Named};
use crate::web::Page;

/// A choice of a filter: its word, its name, how many files it would show.
pub struct Choice {
    /// The word in the address.
    pub word: String,
    /// Its name.
    pub label: String,
    /// Files that the other filters leave.
    pub count: usize,
    /// Whether it is chosen.
    pub chosen: bool,
    /// The query that chooses it.
    pub query: String,
}

/// The choices of every filter, each counted within what the others leave.
pub struct Choices {
    /// Who has the ball.
    pub balls: Vec<Choice>,
    /// What comes next.
    pub steps: Vec<Choice>,
    /// Whose they are.
    pub owners: Vec<Choice>,
    /// How they stand.
    pub dues: Vec<Choice>,
    /// What the person is.
    pub categories: Vec<Choice>,
}

impl Choices {
    /// Counts every choice.
    pub fn of(filter: &Filter, briefs: &[Brief], officers: &[Named], me: i64, page: &Page) -> Self {
        let (t, lang) = (page.t, page.lang);
        let choice = |word: String, label: String, other: Filter| Choice {
            count: other.count(briefs, me),
            chosen: other == filter.with(|_| {}),
            query: other.query(),
            word,
            label,
        };
        let colleagues = officers.iter().filter(|officer| officer.id != me);
        let owners = [
            (Owner::Mine, t.queue_mine()),
            (Owner::Nobody, t.queue_nobody()),
        ]
        .into_iter()
        .chain(colleagues.map(|officer| (Owner::Of(officer.id), officer.name(lang).to_owned())));
        Self {
            balls: Ball::ALL
                .iter()
                .map(|ball| {
                    let other = filter.with(|other| other.ball = *ball);
                    choice(ball.to_string(), ball.label(t), other)
                })
                .collect(),
            steps: Step::ALL
                .iter()
                .map(|step| {
                    let other = filter.with(|other| other.step = Some(*step));
                    choice(step.to_string(), step.label(t), other)
                })
                .collect(),
            owners: owners
                .map(|(owner, label)| {
                    let other = filter.with(|other| other.owner = Some(owner));
                    choice(owner.word(), label, other)
                })
                .collect(),
            dues: Due::ALL
                .iter()
                .map(|due| {
                    let other = filter.with(|other| other.due = Some(*due));
                    choice(due.to_string(), due.label(t), other)
                })
                .collect(),
            categories: Category::ALL
                .iter()
                .map(|category| {
                    let other = filter.with(|other| other.category = Some(*category));
                    choice(category.to_string(), category.label(t), other)
                })
                .collect(),
        }
    }
}
