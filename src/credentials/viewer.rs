//! Where somebody is in a document: page, size and turn are the address, so that the viewer needs no
//! script and a colleague can be sent to the very spot.

use super::documents::Document;
use super::reading::{self, Barrier};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::Texts;
use serde::Deserialize;

/// Sizes of a page: as wide as its place, one and a half times, twice.
const ZOOMS: [u8; 3] = [1, 2, 3];

/// What the address says; nonsense is read as the beginning.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Spot {
    page: String,
    zoom: String,
    turn: String,
}

/// A document's page as the viewer shows it.
pub struct Viewer {
    /// Row of the document.
    pub document: i64,
    /// The page, the first is 1.
    pub page: usize,
    /// How many there are; none where the file cannot be drawn.
    pub pages: usize,
    /// 1 to 3.
    pub zoom: u8,
    /// Quarters of a turn to the right, 0 to 3.
    pub turn: u8,
    /// Why the reader sees no page now.
    pub barrier: Option<Barrier>,
    /// What stands before the viewer's own words in each address.
    before: String,
}

impl Viewer {
    /// The spot of a document; `before` is the part of the query that names the document, or empty.
    ///
    /// # Errors
    /// The disk's, where the pages must be drawn first.
    pub async fn open(
        app: &App,
        officer: i64,
        document: &Document,
        spot: &Spot,
        before: String,
    ) -> Result<Self, AppError> {
        let barrier = reading::barrier(app, officer, document).await?;
        let pages = match barrier {
            None => reading::pages(app, document).await?.len(),
            Some(_) => 0,
        };
        let zoom = spot.zoom.parse().ok().filter(|zoom| ZOOMS.contains(zoom));
        Ok(Self {
            document: document.id,
            page: spot.page.parse().unwrap_or(1).clamp(1, pages.max(1)),
            pages,
            barrier,
            zoom: zoom.unwrap_or(1),
            turn: spot.turn.parse().ok().filter(|turn| *turn < 4).unwrap_or(0),
            before,
        })
    }

    fn link(&self, page: usize, zoom: u8, turn: u8) -> String {
        let before = &self.before;
        format!("?{before}page={page}&zoom={zoom}&turn={turn}#viewer")
    }

    /// Why there is no page, in a language.
    pub(crate) fn explanation(&self, t: &Texts) -> String {
        match self.barrier {
            None => t.viewer_none(),
            Some(Barrier::Unscanned) => t.viewer_unscanned(),
            Some(Barrier::Infected) => t.viewer_infected(),
            Some(Barrier::SayWhy) => t.problem_bulk_text(),
            Some(Barrier::Stop) => t.viewer_stop(),
        }
    }

    /// Whether saying why opens the document.
    pub fn asks_why(&self) -> bool {
        self.barrier == Some(Barrier::SayWhy)
    }

    /// The page before.
    pub fn previous(&self) -> Option<String> {
        (self.page > 1).then(|| self.link(self.page - 1, self.zoom, self.turn))
    }

    /// The page after.
    pub fn next(&self) -> Option<String> {
        (self.page < self.pages).then(|| self.link(self.page + 1, self.zoom, self.turn))
    }

    /// The same, larger.
    pub fn larger(&self) -> Option<String> {
        (self.zoom < 3).then(|| self.link(self.page, self.zoom + 1, self.turn))
    }

    /// The same, smaller.
    pub fn smaller(&self) -> Option<String> {
        (self.zoom > 1).then(|| self.link(self.page, self.zoom - 1, self.turn))
    }

    /// The same, a quarter further to the right.
    pub fn turned(&self) -> String {
        self.link(self.page, self.zoom, (self.turn + 1) % 4)
    }
}
