//! A member before the board: what they see of it, and what of it they can take.

use super::board_rows::{self as rows, Asked, Found};
use super::facts::{self, Member};
use super::filter::{Filter, Key};
use super::gate;
use super::service::{Card, card};
use super::snapshot::{Entry, Snapshot};
use super::store::Shift;
use crate::clock::UtcTime;
use crate::db::Conn;
use crate::error::AppError;
use std::sync::Arc;

/// How many shifts the gate is asked about for one page of what can be taken, or for a month of it.
pub(super) const SCAN: usize = 1_000;

/// A member before the board, with everything that the gate is told.
pub(super) struct Reader {
    /// The member.
    pub(super) member: Member,
    /// The present instant.
    pub(super) now: UtcTime,
    snapshot: Arc<Snapshot>,
    units: Vec<i64>,
}

impl Reader {
    /// Reads it.
    ///
    /// # Errors
    /// 403 for who is no member.
    pub(super) fn of(
        conn: &mut Conn,
        snapshot: Arc<Snapshot>,
        user: i64,
        now: UtcTime,
    ) -> Result<Self, AppError> {
        Ok(Self {
            member: facts::load_member_under(conn, user, snapshot.rules(), now)?,
            units: rows::list_own_units(conn, user)?,
            snapshot,
            now,
        })
    }

    /// What a filter finds for the member.
    pub(super) fn find<'a>(&'a self, filter: &'a Filter) -> Found<'a> {
        Found::of(
            &self.snapshot,
            Asked {
                category: self.member.candidate.membership.category,
                filter,
                units: &self.units,
                now: self.now,
            },
        )
    }

    /// A shift with what stands against it.
    pub(super) fn card(&self, shift: Arc<Shift>) -> Card {
        card(&self.member, self.snapshot.around(), shift, self.now)
    }

    /// Up to `most` of some shifts that the member can take; and whether the look, at `look` of them, ended
    /// early.
    fn taken<'a>(
        &self,
        entries: impl Iterator<Item = &'a Entry>,
        most: usize,
        look: usize,
    ) -> (Vec<Arc<Shift>>, bool) {
        let mut taken = Vec::new();
        for (asked, entry) in entries.enumerate() {
            if asked == look {
                return (taken, true);
            }
            let wanted = entry.shift.wanted(self.snapshot.around());
            let verdict = gate::eligibility(&self.member.candidate, &wanted, self.now);
            if verdict.against.is_empty() {
                taken.push(Arc::clone(&entry.shift));
                if taken.len() == most {
                    return (taken, true);
                }
            }
        }
        (taken, false)
    }

    /// Up to `most` shifts that the member can take, from a place on; and whether the look ended early.
    pub(super) fn can_take(
        &self,
        found: &Found<'_>,
        from: Option<Key>,
        most: usize,
        look: usize,
    ) -> (Vec<Arc<Shift>>, bool) {
        let scope = &self.member.candidate.membership.scope;
        self.taken(found.likely(scope, from), most, look)
    }

    /// The same as cards.
    pub(super) fn takeable(&self, filter: &Filter, from: Option<Key>, most: usize) -> Vec<Card> {
        let (taken, _) = self.can_take(&self.find(filter), from, most, SCAN);
        taken.into_iter().map(|shift| self.card(shift)).collect()
    }

    /// What the member can take and could not when they last looked: posted since, or opened to them since.
    pub(super) fn fresh(&self, filter: &Filter, seen: i64, looked_at: UtcTime) -> Vec<Card> {
        let candidate = &self.member.candidate;
        let opened = |shift: &Shift| {
            shift.release().is_some_and(|release| {
                let recent = candidate.recent(release.opens_at);
                let opens = release.opens_for(candidate.membership.user, recent);
                opens > looked_at && opens <= self.now
            })
        };
        let found = self.find(filter);
        let entries = found
            .likely(&candidate.membership.scope, None)
            .filter(|entry| entry.shift.id > seen || opened(&entry.shift));
        let (taken, _) = self.taken(entries, SCAN, SCAN);
        taken.into_iter().map(|shift| self.card(shift)).collect()
    }
}
