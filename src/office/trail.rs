//! What else belongs to the story of a file: who read which paper, which letters its applicant was sent.

use super::timeline::Line;
use crate::accounts;
use crate::app::App;
use crate::audit;
use crate::clock::UtcTime;
use crate::credentials::Document;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::mail::notices;
use crate::vetting::service::File;
use std::collections::{BTreeMap, BTreeSet};

/// A page of a paper is a read of its own; the story tells each reader once a day for each paper.
fn once_a_day(reads: Vec<(UtcTime, i64, i64)>) -> Vec<(UtcTime, i64, i64)> {
    let mut known = BTreeSet::new();
    let mut told = reads;
    told.retain(|(at, reader, document)| known.insert((at.day(), *reader, *document)));
    told
}

/// The lines, in no order.
///
/// # Errors
/// The database's.
pub(super) async fn lines(
    app: &App,
    file: &File,
    t: &Texts,
    lang: Lang,
) -> Result<Vec<Line>, AppError> {
    let papers: Vec<Document> = file
        .documents
        .iter()
        .chain(&file.earlier)
        .cloned()
        .collect();
    let ids: Vec<i64> = papers.iter().map(|document| document.id).collect();
    let user = file.application.user;
    let (reads, names, letters) = app
        .db
        .read(move |conn| {
            let reads = once_a_day(audit::list_reads(conn, &ids)?);
            let mut names = BTreeMap::new();
            for (_, reader, _) in &reads {
                if !names.contains_key(reader) {
                    let user = accounts::store::find_user(conn, *reader)?;
                    names.insert(*reader, user.name(lang).to_owned());
                }
            }
            Ok::<_, AppError>((reads, names, notices::list_all(conn, user)?))
        })
        .await?;
    let read = reads.into_iter().filter_map(|(at, reader, document)| {
        let document = papers.iter().find(|paper| paper.id == document)?;
        Some(Line {
            at,
            what: t.trail_read(document.slot.label(t)),
            by: names.get(&reader).cloned().unwrap_or_default(),
            said: String::new(),
        })
    });
    let since = file.application.created_at;
    let letters = letters.into_iter();
    let sent = letters
        .filter(|notice| notice.at >= since && notice.is_about_file())
        .map(|notice| Line {
            at: notice.at,
            what: t.trail_letter(notice.words(lang, &app.config).subject),
            by: String::new(),
            said: String::new(),
        });
    Ok(read.chain(sent).collect())
}
