//! Takes a file while it arrives: counted, recognised and sealed block by block, so that neither the
//! disk nor the memory ever holds it plain and whole.

use super::content::{Fault, Inspection, Media};
use super::domain::Scan;
use super::store::{BlobStore, Upload as Sealing};
use crate::error::{AppError, Denial};
use crate::keys::PersonKey;
use crate::web::form::{self, CSRF_FIELD, line};
use actix_multipart::{Field, Multipart};
use actix_web::{HttpRequest, web};
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Most text fields that an upload form carries.
const TEXT_FIELDS: usize = 16;
/// Longest text field that an upload form carries.
const TEXT_LIMIT: usize = 4096;

/// A file in the store that no row names yet.
pub struct Stored {
    /// Its name in the store.
    pub blob: String,
    /// Its name on the person's device, tidied.
    pub file_name: String,
    /// Its kind.
    pub media: Media,
    /// Its size in bytes.
    pub size: i64,
    /// SHA-256 of the plain file, hexadecimal.
    pub sha256: String,
    /// The sealed pictures of its pages; a picture has none beside itself.
    pub pages: Vec<String>,
    /// What the virus scanner said.
    pub scan: Scan,
}

/// SHA-256 of some bytes, hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).as_slice())
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// An upload form as it arrived.
pub struct Upload {
    /// The file, or what is wrong with it.
    pub file: Result<Stored, Fault>,
    /// The other fields.
    pub fields: BTreeMap<String, String>,
}

/// Reads an upload form. Its token must come before its file.
///
/// # Errors
/// 403 without the token; the disk's; a broken stream.
pub async fn receive(
    request: &HttpRequest,
    mut parts: Multipart,
    store: &BlobStore,
    key: &PersonKey,
    owner: i64,
) -> Result<Upload, AppError> {
    let mut fields = BTreeMap::new();
    while let Some(part) = parts.next().await {
        // What cannot be read carries no token that could be believed.
        let part = part.map_err(|_| AppError::Forbidden(Denial::Forged))?;
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            form::check_token(request, fields.get(CSRF_FIELD).map_or("", String::as_str))?;
            let file = keep(part, store, key, owner).await?;
            // The file is the form's last field: nothing behind it is read, and no second file is stored.
            return Ok(Upload { file, fields });
        } else {
            if fields.len() == TEXT_FIELDS {
                return Err(AppError::Invalid("the form has too many fields"));
            }
            fields.insert(name, text(part).await?);
        }
    }
    form::check_token(request, fields.get(CSRF_FIELD).map_or("", String::as_str))?;
    Ok(Upload {
        file: Err(Fault::NoFile),
        fields,
    })
}

async fn text(mut part: Field) -> Result<String, AppError> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.next().await {
        bytes.extend_from_slice(
            &piece.map_err(|_| AppError::Invalid("the form did not arrive whole"))?,
        );
        if bytes.len() > TEXT_LIMIT {
            return Err(AppError::Invalid("a field of the form is too long"));
        }
    }
    String::from_utf8(bytes).map_err(|_| AppError::Invalid("a field of the form is no text"))
}

/// What somebody called their file, as a name that no file system or header minds.
fn tidy_name(name: Option<&str>) -> String {
    let name = name
        .unwrap_or_default()
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default();
    let tidy: String = name
        .chars()
        .filter(|c| !c.is_control() && !"\"<>:|?*".contains(*c))
        .take(100)
        .collect();
    line(&tidy, 100).unwrap_or_else(|| "document".to_owned())
}

/// The store may lie across a network.
async fn finish(sealed: Sealing) -> Result<String, AppError> {
    let finished = web::block(move || sealed.finish()).await;
    let name = finished.map_err(anyhow::Error::from)?;
    Ok(name.map_err(anyhow::Error::from)?)
}

async fn keep(
    mut part: Field,
    store: &BlobStore,
    key: &PersonKey,
    owner: i64,
) -> Result<Result<Stored, Fault>, AppError> {
    let disk = |error: std::io::Error| AppError::Internal(error.into());
    let sent_name = part
        .content_disposition()
        .and_then(|disposition| disposition.get_filename().map(str::to_owned));
    let mut inspection = Inspection::default();
    let mut digest = Sha256::new();
    let mut sealed = store.create(key, owner).map_err(disk)?;
    let mut fault = None;
    while let Some(piece) = part.next().await {
        let piece = piece.map_err(|_| AppError::Invalid("the file did not arrive whole"))?;
        if let Err(found) = inspection.see(&piece) {
            fault = Some(found);
            break;
        }
        digest.update(&piece);
        sealed.write(&piece).map_err(disk)?;
    }
    if let Some(fault) = fault {
        return Ok(Err(fault));
    }
    Ok(match inspection.conclude() {
        // A form that is sent without a file carries an empty one without a name.
        Err(Fault::Empty) if sent_name.as_deref().unwrap_or_default().is_empty() => {
            Err(Fault::NoFile)
        }
        Err(fault) => Err(fault),
        Ok((media, size)) => Ok(Stored {
            blob: finish(sealed).await?,
            file_name: tidy_name(sent_name.as_deref()),
            media,
            size: i64::try_from(size).unwrap_or(i64::MAX),
            sha256: hex(digest.finalize().as_slice()),
            pages: Vec::new(),
            scan: Scan::NotAsked,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_paths_and_tricks() {
        assert_eq!(tidy_name(Some("C:\\Users\\me\\證書.pdf")), "證書.pdf");
        assert_eq!(tidy_name(Some("../../etc/passwd")), "passwd");
        assert_eq!(tidy_name(Some("a\r\nb\".pdf")), "ab.pdf");
        assert_eq!(tidy_name(Some("")), "document");
        assert_eq!(tidy_name(Some("\u{202e}fdp.exe")), "document");
    }
}
