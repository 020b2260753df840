//! What the chain cannot tell about itself (a cut end, an older copy put back) a signed note outside
//! the database can: once a day its end is written to a folder, best on another machine.
//!
//! It is signed with the audit's own key by HMAC, not by a pair of keys: only `locum audit verify`
//! checks it and that has the key anyway, and whoever could read the key on this host could read a
//! private key beside it as well. What protects against such a person is that the note lies elsewhere.

use super::chain::{self, Broken};
use crate::app::App;
use crate::clock::UtcTime;
use crate::error::AppError;
use crate::keys::{self, PersonKey};
use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// The end of the chain at an instant, signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// When it was written, in UTC.
    pub at: String,
    /// Number of the last act.
    pub last_id: i64,
    /// Its hash.
    pub mac: String,
    /// Over the three above.
    pub signature: String,
}

impl Checkpoint {
    fn signature(key: &PersonKey, at: &str, last_id: i64, mac: &str) -> String {
        let fields = serde_json::json!([at, last_id, mac]);
        key.sign("checkpoint", fields.to_string().as_bytes())
    }

    fn sign(key: &PersonKey, at: UtcTime, head: chain::Head) -> Self {
        let at = at.rfc3339();
        Self {
            signature: Self::signature(key, &at, head.last_id, &head.mac),
            at,
            last_id: head.last_id,
            mac: head.mac,
        }
    }

    /// Whether it was signed with this key.
    pub(super) fn is_signed_with(&self, key: &PersonKey) -> bool {
        let wanted = Self::signature(key, &self.at, self.last_id, &self.mac);
        keys::same(&wanted, &self.signature)
    }

    /// Reads one from its file.
    ///
    /// # Errors
    /// That the file cannot be read or is no checkpoint.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
        serde_json::from_str(&text)
            .with_context(|| format!("{} is not a checkpoint", file.display()))
    }

    /// Writes it beside the earlier ones, whole or not at all.
    fn write(&self, file: &Path) -> std::io::Result<()> {
        let part = file.with_extension("part");
        let mut out = File::create(&part)?;
        out.write_all(format!("{}\n", serde_json::json!(self)).as_bytes())?;
        out.sync_all()?;
        fs::rename(part, file)
    }
}

/// The chain as it stands, checked from its first row and signed.
///
/// # Errors
/// The database's, or that the chain is broken; the log names the row.
pub async fn make(app: &App) -> Result<Option<Checkpoint>, AppError> {
    let now = app.clock.now();
    let instance = app.config.instance_key.clone();
    let (checked, key) = app
        .db
        .read(move |conn| {
            let checked = chain::verify(conn, &instance, None)?;
            Ok::<_, AppError>((checked, chain::key(conn, &instance)?))
        })
        .await?;
    let head = checked.map_err(anyhow::Error::from)?;
    match key {
        // Nothing has happened yet.
        _ if head.last_id == 0 => Ok(None),
        Some(key) => Ok(Some(Checkpoint::sign(&key, now, head))),
        None => Err(anyhow::Error::from(Broken::Key).into()),
    }
}

/// Writes today's checkpoint once a day; answers how many files were written (0 or 1). A chain that is
/// broken is not signed: the job fails, loudly, every time.
///
/// # Errors
/// That the chain is broken, or the disk's.
pub async fn keep(app: &App) -> Result<usize, AppError> {
    let folder = &app.config.audit_folder;
    let file = folder.join(format!("audit-{}.json", app.clock.now().day()));
    if file.exists() {
        return Ok(0);
    }
    let Some(checkpoint) = make(app).await? else {
        return Ok(0);
    };
    fs::create_dir_all(folder)
        .and_then(|()| checkpoint.write(&file))
        .map_err(anyhow::Error::from)?;
    Ok(1)
}
