//! Pages of documents.

use super::content::{Fault, Media};
use super::service;
use super::{Document, DocumentState, Slot};
use crate::app::App;
use crate::error::AppError;
use crate::i18n::{Lang, Texts};
use crate::vetting::service::{self as applications, File};
use crate::vetting::stages::document_word;
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
        get("/{lang:zh|en}/office/files/{id}/picture", Officer, picture),
    ]
}

/// A slot with what stands in it.
struct SlotRow<'a> {
    slot: Slot,
    document: Option<&'a Document>,
}

impl SlotRow<'_> {
    fn can_upload(&self, file: &File) -> bool {
        let open = matches!(
            file.application.state,
            crate::vetting::State::Draft | crate::vetting::State::Submitted
        ) || file.case.is_under_way();
        let takes = self.document.is_none_or(|document| {
            matches!(
                document.state,
                DocumentState::Uploaded | DocumentState::Returned
            )
        });
        open && takes
    }
}

#[derive(Template)]
#[template(path = "credentials/documents.html")]
struct DocumentsPage<'a> {
    cx: &'a Page,
    file: &'a File,
    slots: Vec<SlotRow<'a>>,
}

async fn list(page: Page, app: Data<App>, user: SignedIn) -> Answer {
    let file = applications::own_file(&app, user.id).await?;
    let slots = Slot::needed(file.application.category)
        .iter()
        .map(|slot| SlotRow {
            slot: *slot,
            document: file.document(*slot),
        })
        .collect();
    page.html(&DocumentsPage {
        cx: &page,
        file: &file,
        slots,
    })
}

#[derive(Template)]
#[template(path = "credentials/upload.html")]
struct UploadPage<'a> {
    cx: &'a Page,
    slot: Slot,
    document: Option<&'a Document>,
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
    let file = applications::own_file(&app, user.id).await?;
    if !Slot::needed(file.application.category).contains(&slot) {
        return Err(AppError::NotFound);
    }
    let document = file.document(slot);
    let date = boxes(document.and_then(|document| document.expires_on));
    page.html(&UploadPage {
        cx: &page,
        slot,
        document,
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
        Fault::CutShort => t.upload_cut_short(),
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
    let file = applications::own_file(&app, user.id).await?;
    let waiting = file
        .document(slot)
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
    let file = applications::own_file(&app, user.id).await?;
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
            document: file.document(slot),
            date,
            errors,
        },
    )
}

/// A file leaves as an attachment that no browser runs (R38).
async fn download(app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let (document, plain) = service::read(&app, &user, path.1).await?;
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

/// The picture itself, for the viewer of the office.
async fn picture(app: Data<App>, user: SignedIn, path: Path<(Lang, i64)>) -> Answer {
    let (document, plain) = service::read(&app, &user, path.1).await?;
    if !document.media().is_picture() {
        return Err(AppError::NotFound);
    }
    Ok(inert(document.media()).body(plain))
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
