//! What the page of a file shows of how it ends: for what an approval would be, the appeal, the proposal to
//! void a decision.

use super::file_pages::ActForm;
use crate::accounts::store::User;
use crate::app::App;
use crate::domain::{Bilingual, UnitKind};
use crate::error::AppError;
use crate::vetting::appeals::{self, Appeal};
use crate::vetting::scope::Scope;
use crate::vetting::service::File;
use crate::vetting::voiding::{self, Proposal};
use crate::vetting::{State, deciding};

/// What a form calls the box of a specialty.
const BOX: &str = "scope-";
/// What it calls the box of a kind of unit.
const KIND: &str = "kind-";

/// Months after which somebody who is rejected may apply again: what an officer chooses from.
pub(super) const AGAIN_AFTER: [u32; 4] = [0, 3, 6, 12];

/// The one that stands chosen.
const AGAIN_USUAL: u32 = 6;

/// How a file ends.
pub(super) struct Ending {
    /// Specialties in which the applicant has worked, and whether an approval is to cover them.
    pub(super) scope: Vec<(i64, Bilingual, bool)>,
    /// Kinds of unit, and whether it is to cover them.
    pub(super) kinds: Vec<(UnitKind, bool)>,
    /// The appeal.
    pub(super) appeal: Option<Appeal>,
    /// The officers who took the decision.
    pub(super) took_part: Vec<User>,
    /// The proposal to void it.
    pub(super) proposal: Option<Proposal>,
}

impl Ending {
    /// Reads it, with what was ticked where a form was refused.
    pub(super) async fn load(
        app: &App,
        file: &File,
        refused: Option<&ActForm>,
    ) -> Result<Self, AppError> {
        let (worked, proposed) = deciding::scopes(app, file.application.id).await?;
        let shown = match refused {
            Some(form) => form.scope(),
            None => proposed,
        };
        // Before anybody has said anything, everything is.
        let first = refused.is_none() && shown.is_empty();
        let ticked = |row: &i64| first || shown.specialties.contains(row);
        let (took_part, proposal) = if file.application.decided_at.is_some() {
            voiding::standing(app, &file.application).await?
        } else {
            (Vec::new(), None)
        };
        Ok(Self {
            scope: worked
                .into_iter()
                .map(|(row, name)| (row, name, ticked(&row)))
                .collect(),
            kinds: UnitKind::ALL
                .iter()
                .map(|kind| (*kind, first || shown.kinds.contains(kind)))
                .collect(),
            appeal: appeals::of(app, file.application.id).await?,
            took_part,
            proposal,
        })
    }

    /// Whether an appeal waits for an answer.
    pub(super) fn is_appealed(&self, file: &File) -> bool {
        file.application.state == State::Appealed
    }
}

impl ActForm {
    /// What was ticked.
    pub(super) fn scope(&self) -> Scope {
        let boxes = || self.others.keys();
        Scope {
            specialties: boxes()
                .filter_map(|name| name.strip_prefix(BOX)?.parse().ok())
                .collect(),
            kinds: boxes()
                .filter_map(|name| UnitKind::parse(name.strip_prefix(KIND)?))
                .collect(),
        }
    }

    /// After how many months somebody may apply again; the usual where nothing was chosen.
    pub(super) fn again_after(&self) -> u32 {
        let typed = self.again.parse().ok();
        typed
            .filter(|months| AGAIN_AFTER.contains(months))
            .unwrap_or(AGAIN_USUAL)
    }
}
