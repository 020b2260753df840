//! Pages of documents.

use super::content::{Fault, MAX_PAGES, MAX_POINTS, Media};
use super::domain::Scan;
use super::reading;
use super::service::{self, OwnDocuments};
use super::standing::{SlotFile, SlotState};
use super::{Document, DocumentState, Slot};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::privacy::periods::What;
use crate::web::form::date;
use crate::web::route::{Policy, Route, get, post};
use crate::web::{FieldErrors, Flash, Page, SignedIn};
use actix_multipart::Multipart;
use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

type Answer = Result<HttpResponse, AppError>;

/// Routes of this room.
pub fn routes() -> Vec<Route> {
    use Policy::{Clinician, Officer};
    vec![
        get("/{lang:zh|en}/application/documents", Clinician, list),
        get(
            "/{lang:zh|en}/application/documents/{slot}",
            Clinician,
            show_upload,
        ),
        post(
            "/{lang:zh|en}/application/documents/{slot}",
            Clinician,
            upload,
        )
        .upload(),
        get("/{lang:zh|en}/application/files/{id}", Clinician, download),
        get("/{lang:zh|en}/office/files/{id}", Officer, download),
        get(
            "/{lang:zh|en}/office/files/{id}/pages/{number}",
            Officer,
            show_page,
        ),
    ]
}

#[derive(Template)]
#[template(path = "credentials/documents.html")]
struct DocumentsPage<'a> {
    cx: &'a Page,
    own: OwnDocuments,
}

impl DocumentsPage<'_> {
    fn state_of(&self, slot: &SlotFile) -> SlotState {
        slot.state(self.own.sent, self.cx.now.day())
    }

    /// The documents that count: the one that waits, and the one that stands.
    fn shown<'b>(&self, slot: &'b SlotFile) -> Vec<&'b Document> {
        slot.pending.iter().chain(&slot.standing).collect()
    }

    /// Whether its owner is asked for it, and does not merely have the choice.
    fn is_wanted(&self, slot: &SlotFile) -> bool {
        slot.needed || slot.slot == Slot::IdentityCard
    }

    /// What the owner of a renewed or ending document needs to know.
    fn line(&self, slot: &SlotFile) -> Option<String> {
        let (t, today) = (self.cx.t, self.cx.now.day());
        let day = |day| self.cx.lang.date_year(day);
        match (&slot.pending, slot.last_day()) {
            _ if slot
                .pending
                .as_ref()
                .is_some_and(|it| it.scan == Scan::Pending) =>
            {
                Some(t.documents_scanning())
            }
            (_, Some(last)) if last < today => Some(t.documents_ended(day(last))),
            (Some(_), Some(last)) => Some(t.documents_stands_until(day(last))),
            (Some(_), None) if slot.standing.is_some() => Some(t.documents_stands()),
            (Some(pending), None) if self.own.sent && pending.state == DocumentState::Uploaded => {
                Some(t.documents_waits())
            }
            _ => None,
        }
    }

    fn upload_word(&self, slot: &SlotFile) -> String {
        let t = self.cx.t;
        match (&slot.pending, &slot.standing) {
            (None, None) => t.documents_upload(),
            (None, Some(_)) if slot.slot.expires() => t.documents_renew(),
            _ => t.documents_replace(),
        }
    }
}

async fn list(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let own = service::own_slots(&app, user.id).await?;
    page.html(&DocumentsPage { cx: &page, own })
}

#[derive(Template)]
#[template(path = "credentials/upload.html")]
struct UploadPage<'a> {
    cx: &'a Page,
    slot: Slot,
    held: SlotFile,
    date: [String; 3],
    errors: FieldErrors,
}

fn boxes(day: Option<NaiveDate>) -> [String; 3] {
    day.map_or_else(Default::default, |day| {
        [
            day.year().to_string(),
            day.month().to_string(),
            day.day().to_string(),
        ]
    })
}

async fn show_upload(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, Slot)>,
) -> Answer {
    let slot = path.1;
    let held = service::own_slot(&app, user.id, slot).await?;
    let pending = held.pending.as_ref();
    let date = boxes(pending.and_then(|document| document.expires_on));
    page.html(&UploadPage {
        cx: &page,
        slot,
        held,
        date,
        errors: FieldErrors::default(),
    })
}

fn fault_sentence(t: &Texts, fault: Fault, slot: Slot) -> String {
    match fault {
        Fault::NoFile => t.upload_no_file(slot.label(t)),
        Fault::Empty => t.upload_empty(),
        Fault::TooLarge => t.upload_too_large(),
        Fault::WrongKind => t.upload_wrong_kind(),
        Fault::NotAPicture => t.upload_not_a_picture(),
        Fault::CutShort => t.upload_cut_short(),
        Fault::Unreadable => t.upload_unreadable(),
        Fault::Infected => t.upload_infected(),
        Fault::Encrypted => t.upload_encrypted(),
        Fault::TooManyPages => t.upload_too_many_pages(MAX_PAGES),
        Fault::TooManyPoints => t.upload_too_many_points(MAX_POINTS / 1_000_000),
    }
}

/// The last day as typed: past ones are refused, since no shift could follow.
fn typed_date(
    page: &Page,
    fields: &BTreeMap<String, String>,
    errors: &mut FieldErrors,
) -> Option<NaiveDate> {
    let text = |name: &str| fields.get(name).map_or("", String::as_str);
    let day = date(
        text("expires_year"),
        text("expires_month"),
        text("expires_day"),
    );
    let day = errors.check("expires", day, || page.t.upload_date_missing())?;
    let future = (day > page.now.day()).then_some(day);
    errors.check("expires", future, || page.t.upload_date_past())
}

async fn upload(
    page: Page,
    app: Data<App>,
    user: SignedIn,
    path: Path<(Lang, Slot)>,
    request: HttpRequest,
    parts: Multipart,
) -> Answer {
    let (slot, t) = (path.1, page.t);
    let received = service::receive(&app, user.id, slot, &request, parts).await?;
    let mut errors = FieldErrors::default();
    let expires_on = if slot.expires() {
        typed_date(&page, &received.fields, &mut errors)
    } else {
        None
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let held = service::own_slot(&app, user.id, slot).await?;
    let waiting = held
        .pending
        .is_some_and(|document| document.state == DocumentState::Uploaded);
    match (received.file, expires_on) {
        // A good file is kept even where the date is not: nobody photographs a paper twice.
        (Ok(stored), expires_on) => service::place(&app, user.id, slot, stored, expires_on).await?,
        (Err(Fault::NoFile), Some(day)) if waiting => {
            service::correct_expiry(&app, user.id, slot, day).await?
        }
        (Err(fault), _) => {
            if fault == Fault::TooLarge {
                status = StatusCode::PAYLOAD_TOO_LARGE;
            }
            errors.add("file", fault_sentence(t, fault, slot));
        }
    }
    if errors.is_empty() {
        return Ok(page.go_with("/application/documents", Flash::Uploaded));
    }
    let held = service::own_slot(&app, user.id, slot).await?;
    let typed = |name: &str| received.fields.get(name).cloned().unwrap_or_default();
    let date = [
        typed("expires_year"),
        typed("expires_month"),
        typed("expires_day"),
    ];
    page.html_as(
        status,
        &UploadPage {
            cx: &page,
            slot,
            held,
            date,
            errors,
        },
    )
}

/// A file leaves as an attachment that no browser runs (R38).
async fn download(app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let (document, plain) = reading::original(&app, &user, path.1).await?;
    let disposition = header::ContentDisposition {
        disposition: header::DispositionType::Attachment,
        parameters: vec![header::DispositionParam::FilenameExt(
            header::ExtendedValue {
                charset: header::Charset::Ext("UTF-8".to_owned()),
                language_tag: None,
                value: document.file_name.clone().into_bytes(),
            },
        )],
    };
    Ok(inert(document.media())
        .insert_header(disposition)
        .body(plain))
}

/// One page as a picture of ours, for the viewer of the office (R38).
async fn show_page(app: Data<App>, user: SignedIn, path: Path<(Lang, i64, usize)>) -> Answer {
    let (_, id, number) = path.into_inner();
    let picture = reading::page(&app, &user, id, number).await?;
    let media = Media::of_head(&picture).filter(|media| media.is_picture());
    Ok(inert(media.ok_or(AppError::NotFound)?).body(picture))
}

fn inert(media: Media) -> actix_web::HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response
        .content_type(media.as_str())
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ))
        .insert_header((header::CACHE_CONTROL, "no-store"));
    response
}
