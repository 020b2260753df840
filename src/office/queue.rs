//! The queue: every open file, those first whose promise is closest to breaking; and its filters, which
//! are the address.

use crate::domain::Category;
use crate::i18n::Texts;
use crate::text_enum;
use crate::vetting::overview::Brief;
use crate::vetting::risk::{DUE_DAYS, PROMISE_DAYS};
use crate::vetting::tracker::{Holder, Next};
use serde::Deserialize;

text_enum! {
    /// Who has the ball.
    Ball {
        /// Everybody's files.
        All = "all",
        /// An officer can do something now.
        Ours = "ours",
        /// Recommended: a second officer decides.
        Second = "second",
        /// A former unit has it.
        Units = "units",
        /// The applicant has it.
        Applicant = "applicant",
    }
}

text_enum! {
    /// What comes next.
    Step {
        /// An officer takes the file.
        Take = "take",
        /// Documents are checked.
        Check = "check",
        /// The applicant replaces a document.
        Replace = "replace",
        /// Units are asked, or asked in another way.
        Ask = "ask",
        /// Units answer.
        Answer = "answer",
        /// The applicant names another unit or corrects one.
        Unit = "unit",
        /// Two officers decide.
        Decide = "decide",
        /// An officer who took no part answers an appeal.
        Hear = "hear",
    }
}

text_enum! {
    /// How a file stands against the promise.
    Due {
        /// Past day 42.
        Overdue = "overdue",
        /// Day 28 to 42.
        Soon = "due",
        /// Breaks the promise although every step keeps its date.
        Risk = "risk",
    }
}

/// Whose a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The reader's.
    Mine,
    /// Nobody's.
    Nobody,
    /// A colleague's.
    Of(i64),
}

impl Ball {
    pub(super) fn label(self, t: &Texts) -> String {
        match self {
            Self::All => t.queue_all(),
            Self::Ours => t.queue_ours(),
            Self::Second => t.queue_second(),
            Self::Units => t.queue_units(),
            Self::Applicant => t.queue_applicant(),
        }
    }

    fn has(self, brief: &Brief) -> bool {
        let second = brief.application.recommended_by.is_some();
        match self {
            Self::All => true,
            Self::Ours => brief.progress.holder == Holder::Us && !second,
            Self::Second => second,
            Self::Units => matches!(brief.progress.holder, Holder::Units(_)),
            Self::Applicant => brief.progress.holder == Holder::You,
        }
    }
}

impl Step {
    pub(super) fn label(self, t: &Texts) -> String {
        match self {
            Self::Take => t.queue_step_take(),
            Self::Check => t.queue_step_check(),
            Self::Replace => t.queue_step_replace(),
            Self::Ask => t.queue_step_ask(),
            Self::Answer => t.queue_step_answer(),
            Self::Unit => t.queue_step_unit(),
            Self::Decide => t.queue_step_decide(),
            Self::Hear => t.queue_step_hear(),
        }
    }

    fn of(next: &Next) -> Option<Self> {
        match next {
            Next::Complete => None,
            Next::Take => Some(Self::Take),
            Next::Check => Some(Self::Check),
            Next::Replace(_) | Next::Tell(_) => Some(Self::Replace),
            Next::Ask | Next::Elsewhere => Some(Self::Ask),
            Next::Answer => Some(Self::Answer),
            Next::NameUnit | Next::Correct => Some(Self::Unit),
            Next::Decide => Some(Self::Decide),
            Next::Hear => Some(Self::Hear),
        }
    }
}

impl Due {
    pub(super) fn label(self, t: &Texts) -> String {
        match self {
            Self::Overdue => t.queue_late(),
            Self::Soon => t.queue_due(),
            Self::Risk => t.queue_risk(),
        }
    }

    fn has(self, brief: &Brief) -> bool {
        match self {
            Self::Overdue => brief.risk.is_overdue(),
            Self::Soon => (DUE_DAYS..=PROMISE_DAYS).contains(&brief.risk.day),
            Self::Risk => brief.risk.is_at_risk(),
        }
    }
}

impl Owner {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "mine" => Some(Self::Mine),
            "nobody" => Some(Self::Nobody),
            id => id.parse().ok().map(Self::Of),
        }
    }

    /// The word in the address.
    pub fn word(self) -> String {
        match self {
            Self::Mine => "mine".to_owned(),
            Self::Nobody => "nobody".to_owned(),
            Self::Of(id) => id.to_string(),
        }
    }

    fn has(self, brief: &Brief, me: i64) -> bool {
        let officer = brief.officer.as_ref().map(|officer| officer.id);
        match self {
            Self::Mine => officer == Some(me),
            Self::Nobody => officer.is_none(),
            Self::Of(id) => officer == Some(id),
        }
    }
}

/// A filter that can be taken away by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// What comes next.
    Step,
    /// Whose they are.
    Owner,
    /// How they stand.
    Due,
    /// What the person is.
    Category,
    /// Part of a number or a name.
    Text,
}

/// The address as it came.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    ball: String,
    step: String,
    owner: String,
    due: String,
    category: String,
    q: String,
    page: String,
}

/// Which files are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Who has the ball.
    pub ball: Ball,
    /// What comes next.
    pub step: Option<Step>,
    /// Whose they are.
    pub owner: Option<Owner>,
    /// How they stand.
    pub due: Option<Due>,
    /// What the person is.
    pub category: Option<Category>,
    /// Part of a number or a name.
    pub q: String,
    /// Which page, from 1.
    pub page: usize,
    /// Whether the address said something that nobody understands.
    pub ignored: bool,
}

/// Reads a word of the address; what is not understood is noted and left out.
fn read<T>(word: &str, parse: impl FnOnce(&str) -> Option<T>, ignored: &mut bool) -> Option<T> {
    let word = word.trim();
    if word.is_empty() {
        return None;
    }
    let found = parse(word);
    *ignored |= found.is_none();
    found
}

impl Filter {
    /// Reads an address; old ones and strange ones open too.
    pub fn of(query: &Query) -> Self {
        let mut ignored = false;
        let ball = read(&query.ball, Ball::parse, &mut ignored);
        let step = read(&query.step, Step::parse, &mut ignored);
        let owner = read(&query.owner, Owner::parse, &mut ignored);
        let due = read(&query.due, Due::parse, &mut ignored);
        let category = read(&query.category, Category::parse, &mut ignored);
        Self {
            ball: ball.unwrap_or(Ball::Ours),
            step,
            owner,
            due,
            category,
            q: query.q.trim().chars().take(60).collect(),
            page: query.page.parse().unwrap_or(1).max(1),
            ignored,
        }
    }

    /// Reads the query of an address.
    pub fn parse(query: &str) -> Self {
        let query: Query = serde_urlencoded::from_str(query).unwrap_or_default();
        Self::of(&query)
    }

    /// The query that leads here: in one order, without what says nothing.
    pub fn query(&self) -> String {
        let owner = self.owner.map(Owner::word).unwrap_or_default();
        let page = match self.page {
            1 => String::new(),
            page => page.to_string(),
        };
        let parts = [
            ("ball", self.ball.as_str()),
            ("step", self.step.map_or("", Step::as_str)),
            ("owner", &owner),
            ("due", self.due.map_or("", Due::as_str)),
            ("category", self.category.map_or("", Category::as_str)),
            ("q", &self.q),
            ("page", &page),
        ];
        let said: Vec<_> = parts.iter().filter(|(_, word)| !word.is_empty()).collect();
        serde_urlencoded::to_string(said).unwrap_or_default()
    }

    /// Whether more than the ball is chosen.
    pub fn is_narrow(&self) -> bool {
        let bare = Self {
            ball: self.ball,
            page: self.page,
            ..Self::parse("")
        };
        *self
            != Self {
                ignored: self.ignored,
                ..bare
            }
    }

    /// Whether a file is shown to an officer.
    pub fn has(&self, brief: &Brief, me: i64) -> bool {
        self.ball.has(brief)
            && self
                .step
                .is_none_or(|step| Step::of(&brief.progress.next) == Some(step))
            && self.owner.is_none_or(|owner| owner.has(brief, me))
            && self.due.is_none_or(|due| due.has(brief))
            && self
                .category
                .is_none_or(|category| brief.application.category == category)
            && self.finds(brief)
    }

    fn finds(&self, brief: &Brief) -> bool {
        let wanted = self.q.to_lowercase();
        let person = &brief.person;
        wanted.is_empty()
            || [
                &brief.application.reference,
                &person.name_en,
                &person.name_zh,
            ]
            .iter()
            .any(|text| text.to_lowercase().contains(&wanted))
    }

    pub(super) fn count(&self, briefs: &[Brief], me: i64) -> usize {
        briefs.iter().filter(|brief| self.has(brief, me)).count()
    }

    /// Whether something is chosen.
    pub fn is_set(&self, facet: Facet) -> bool {
        self.without(facet) != self.with(|_| {})
    }

    /// The same without one choice.
    pub fn without(&self, facet: Facet) -> Self {
        self.with(|other| match facet {
            Facet::Step => other.step = None,
            Facet::Owner => other.owner = None,
            Facet::Due => other.due = None,
            Facet::Category => other.category = None,
            Facet::Text => other.q.clear(),
        })
    }

    /// The same with a change, from its first page.
    pub(super) fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = self.clone();
        other.page = 1;
        change(&mut other);
        other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// An address means the same whatever order its parts stand in, and is never refused.
        #[test]
        fn the_address_is_the_filter(
            mut parts in proptest::sample::subsequence(
                vec!["ball=units", "step=answer", "owner=nobody", "due=due", "category=rn_general", "q=LO-2", "page=3"], 0..=7),
            seed in any::<u64>(),
        ) {
            let straight = Filter::parse(&parts.join("&"));
            let turns = usize::try_from(seed % 7).unwrap();
            let middle = turns.min(parts.len());
            parts.rotate_left(middle);
            prop_assert_eq!(&Filter::parse(&parts.join("&")), &straight);
            prop_assert_eq!(Filter::parse(&straight.query()), straight);
        }
    }

    #[test]
    fn what_nobody_understands_is_left_out_and_said() {
        let filter = Filter::parse("ball=sideways&step=&owner=12&q=%20LO-1%20&page=-4");
        assert!(filter.ignored);
        assert_eq!((filter.ball, filter.step), (Ball::Ours, None));
        assert_eq!((filter.owner, filter.page), (Some(Owner::Of(12)), 1));
        assert_eq!(filter.q, "LO-1");
        assert!(!Filter::parse("ball=all").is_narrow() && filter.is_narrow());
    }
}
