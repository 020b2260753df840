//! The document store: one sealed file a document, streamed both ways, never readable without the
//! owner's key. Owner and name are bound into every block, so files cannot be swapped.

use crate::keys::{self, PersonKey};
use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::Payload;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Plain bytes in a block; each block on disk is 16 bytes longer.
const BLOCK: usize = 64 * 1024;
const TAG: usize = 16;
const NONCE: usize = 19;
/// No upload takes this long.
const UNFINISHED_FOR: Duration = Duration::from_secs(3600);

/// A folder of sealed files.
#[derive(Debug, Clone)]
pub struct BlobStore(PathBuf);

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The disk's answer.
    #[error("the document store: {0}")]
    Io(#[from] io::Error),
    /// Another key, another owner, or altered bytes.
    #[error("a stored document could not be opened: wrong key, wrong owner, or altered")]
    Broken,
}

/// A file that is being written; dropping it unfinished leaves nothing behind.
pub struct Upload {
    encryptor: Option<EncryptorBE32<XChaCha20Poly1305>>,
    pending: Vec<u8>,
    about: String,
    name: String,
    part: PathBuf,
    goal: PathBuf,
    file: File,
}

impl BlobStore {
    /// Opens the folder, making it where it is missing.
    ///
    /// # Errors
    /// The disk's.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self(folder.to_owned()))
    }

    /// Removes what uploads left unfinished when the process died. Younger parts may belong to another
    /// node that is writing them now.
    ///
    /// # Errors
    /// The disk's.
    pub fn sweep(&self) -> io::Result<usize> {
        let mut swept = 0;
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
            let is_part = entry
                .path()
                .extension()
                .is_some_and(|extension| extension == "part");
            if is_part && age > UNFINISHED_FOR {
                fs::remove_file(entry.path())?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// Whether the folder can be written to.
    ///
    /// # Errors
    /// The disk's.
    pub fn check(&self) -> io::Result<()> {
        let probe = self.0.join("probe");
        fs::write(&probe, b"")?;
        fs::remove_file(probe)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Begins a file for an owner.
    ///
    /// # Errors
    /// The disk's.
    pub fn create(&self, key: &PersonKey, owner: i64) -> io::Result<Upload> {
        let name = keys::random_token();
        let nonce = keys::random::<NONCE>();
        let part = self.path(&format!("{name}.part"));
        let mut file = File::create_new(&part)?;
        file.write_all(&nonce)?;
        Ok(Upload {
            encryptor: Some(EncryptorBE32::new(&key.0.into(), &nonce.into())),
            pending: Vec::with_capacity(BLOCK),
            about: about(owner, &name),
            goal: self.path(&name),
            name,
            part,
            file,
        })
    }

    /// Seals a whole file and returns its name.
    ///
    /// # Errors
    /// The disk's; nothing is left behind.
    pub fn seal(&self, key: &PersonKey, owner: i64, bytes: &[u8]) -> io::Result<String> {
        let mut upload = self.create(key, owner)?;
        upload.write(bytes)?;
        upload.finish()
    }

    /// Reads a whole file of at most ten megabytes.
    ///
    /// # Errors
    /// [`ReadError::Broken`] when a byte was changed or the file belongs to somebody else.
    pub fn read(&self, key: &PersonKey, owner: i64, name: &str) -> Result<Vec<u8>, ReadError> {
        let mut file = File::open(self.path(name))?;
        let mut nonce = [0; NONCE];
        file.read_exact(&mut nonce)?;
        let mut sealed = Vec::new();
        file.read_to_end(&mut sealed)?;
        let about = about(owner, name);
        let mut decryptor = DecryptorBE32::<XChaCha20Poly1305>::new(&key.0.into(), &nonce.into());
        let mut plain = Vec::with_capacity(sealed.len());
        let mut rest = sealed.as_slice();
        while let Some((block, after)) = rest
            .split_at_checked(BLOCK + TAG)
            .filter(|(_, after)| !after.is_empty())
        {
            let payload = Payload {
                msg: block,
                aad: about.as_bytes(),
            };
            plain.extend(
                decryptor
                    .decrypt_next(payload)
                    .map_err(|_| ReadError::Broken)?,
            );
            rest = after;
        }
        let payload = Payload {
            msg: rest,
            aad: about.as_bytes(),
        };
        plain.extend(
            decryptor
                .decrypt_last(payload)
                .map_err(|_| ReadError::Broken)?,
        );
        Ok(plain)
    }

    /// Removes a file that no row names (an upload whose transaction failed).
    ///
    /// # Errors
    /// The disk's.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.path(name))
    }
}

fn about(owner: i64, name: &str) -> String {
    format!("document:{owner}:{name}")
}

impl Upload {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// The disk's; the upload is then of no further use.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.pending.extend_from_slice(bytes);
        // The last block is sealed differently, so one block always waits.
        while self.pending.len() > BLOCK {
            let rest = self.pending.split_off(BLOCK);
            let block = std::mem::replace(&mut self.pending, rest);
            let payload = Payload {
                msg: &block,
                aad: self.about.as_bytes(),
            };
            let encryptor = self.encryptor.as_mut().ok_or_else(sealing)?;
            let sealed = encryptor.encrypt_next(payload).map_err(|_| sealing())?;
            self.file.write_all(&sealed)?;
        }
        Ok(())
    }

    /// Seals the end, waits for the disk and returns the file's name.
    ///
    /// # Errors
    /// The disk's; nothing is left behind.
    pub fn finish(mut self) -> io::Result<String> {
        let encryptor = self.encryptor.take().ok_or_else(sealing)?;
        let payload = Payload {
            msg: &self.pending,
            aad: self.about.as_bytes(),
        };
        let sealed = encryptor.encrypt_last(payload).map_err(|_| sealing())?;
        self.file.write_all(&sealed)?;
        self.file.sync_all()?;
        fs::rename(&self.part, &self.goal)?;
        if let Some(folder) = self.goal.parent() {
            File::open(folder)?.sync_all()?;
        }
        Ok(self.name.clone())
    }
}

fn sealing() -> io::Error {
    io::Error::other("a document could not be sealed")
}

impl Drop for Upload {
    fn drop(&mut self) {
        // After `finish` the part was renamed and there is nothing to remove.
        drop(fs::remove_file(&self.part));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::InstanceKey;

    fn store(folder: &Path) -> (BlobStore, PersonKey) {
        let (key, _) = InstanceKey::generate().new_person_key(1);
        (BlobStore::open(folder).unwrap(), key)
    }

    fn put(store: &BlobStore, key: &PersonKey, bytes: &[u8]) -> String {
        let mut upload = store.create(key, 1).unwrap();
        for piece in bytes.chunks(10_007) {
            upload.write(piece).unwrap();
        }
        upload.finish().unwrap()
    }

    #[test]
    fn what_was_written_is_read_at_every_block_boundary() {
        let folder = tempfile::tempdir().unwrap();
        let (store, key) = store(folder.path());
        for size in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK] {
            let bytes: Vec<u8> = (0..=250).cycle().take(size).collect();
            let name = put(&store, &key, &bytes);
            assert_eq!(store.read(&key, 1, &name).unwrap(), bytes, "{size}");
        }
    }

    #[test]
    fn r13_nothing_is_readable_and_nothing_can_be_swapped() {
        let folder = tempfile::tempdir().unwrap();
        let (store, key) = store(folder.path());
        let name = put(&store, &key, b"CANARY in a certificate");
        let path = folder.path().join(&name);
        let mut raw = fs::read(&path).unwrap();
        assert!(!raw.windows(6).any(|window| window == b"CANARY"));
        assert!(
            matches!(store.read(&key, 2, &name), Err(ReadError::Broken)),
            "another owner"
        );
        let other = put(&store, &key, b"another certificate");
        fs::copy(folder.path().join(&other), &path).unwrap();
        assert!(
            matches!(store.read(&key, 1, &name), Err(ReadError::Broken)),
            "swapped"
        );
        *raw.last_mut().unwrap() ^= 1;
        fs::write(&path, raw).unwrap();
        assert!(
            matches!(store.read(&key, 1, &name), Err(ReadError::Broken)),
            "altered"
        );
    }

    #[test]
    fn an_upload_that_stops_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (store, key) = store(folder.path());
        let mut upload = store.create(&key, 1).unwrap();
        upload.write(&[7; 200_000]).unwrap();
        drop(upload);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
