//! The document store: one sealed file a document, streamed both ways, never readable without the
//! owner's key. Owner and name are bound into every block, so files cannot be swapped.

use super::place::{Place, Sink};
use crate::config::StoreSettings;
use crate::keys::{self, PersonKey};
use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::Payload;
use std::io;

/// Plain bytes in a block; each block on disk is 16 bytes longer.
const BLOCK: usize = 64 * 1024;
const TAG: usize = 16;
const NONCE: usize = 19;
/// Letters of a file's name; nothing else in the store has as many.
const NAME: usize = 43;
/// Letters of a name that is written and removed to see whether that can be done.
const PROBE: usize = 20;
/// Says whose store it is.
const OWNER: &str = "owner";

/// Sealed files in a folder or a bucket.
#[derive(Debug, Clone)]
pub struct BlobStore(Place);

pub use super::place::Entry;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The store's answer.
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
    sink: Sink,
}

impl BlobStore {
    /// Opens what the settings name.
    ///
    /// # Errors
    /// The disk's, or that this program cannot speak to such a store.
    pub fn open(settings: &StoreSettings) -> io::Result<Self> {
        Ok(Self(Place::open(settings)?))
    }

    /// Every file of ours, finished or not, with its age.
    ///
    /// # Errors
    /// The store's.
    pub fn list(&self) -> io::Result<Vec<Entry>> {
        let mut entries = self.0.list()?;
        entries.retain(|entry| entry.is_part() || is_name(&entry.name));
        Ok(entries)
    }

    /// Whether this store belongs to the house that goes by `house`; one without an owner is taken.
    ///
    /// # Errors
    /// The store's.
    pub fn belongs_to(&self, house: &str) -> io::Result<bool> {
        match self.0.read(OWNER) {
            Ok(owner) => Ok(owner == house.as_bytes()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.0.put(OWNER, house.as_bytes())?;
                Ok(true)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether the store can be written to.
    ///
    /// # Errors
    /// The store's.
    pub fn check(&self) -> io::Result<()> {
        let probe = keys::random_token();
        let probe = probe.get(..PROBE).unwrap_or(&probe);
        self.0.put(probe, b"")?;
        self.0.remove(probe)
    }

    /// Begins a file for an owner.
    ///
    /// # Errors
    /// The disk's.
    pub fn create(&self, key: &PersonKey, owner: i64) -> io::Result<Upload> {
        let name = keys::random_token();
        let nonce = keys::random::<NONCE>();
        let mut sink = self.0.create(&name)?;
        sink.write(&nonce)?;
        Ok(Upload {
            encryptor: Some(EncryptorBE32::new(&key.0.into(), &nonce.into())),
            pending: Vec::with_capacity(BLOCK),
            about: about(owner, &name),
            name,
            sink,
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
        let stored = self.0.read(name)?;
        let (nonce, sealed) = stored
            .split_first_chunk::<NONCE>()
            .ok_or(ReadError::Broken)?;
        let about = about(owner, name);
        let mut decryptor =
            DecryptorBE32::<XChaCha20Poly1305>::new(&key.0.into(), &(*nonce).into());
        let mut plain = Vec::with_capacity(sealed.len());
        let mut rest = sealed;
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
        self.0.remove(name)
    }
}

fn is_name(name: &str) -> bool {
    name.len() == NAME
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
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
            self.sink.write(&sealed)?;
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
        self.sink.write(&sealed)?;
        self.sink.finish()?;
        Ok(self.name)
    }
}

fn sealing() -> io::Error {
    io::Error::other("a document could not be sealed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::InstanceKey;
    use std::fs;
    use std::path::Path;

    fn store(folder: &Path) -> (BlobStore, PersonKey) {
        let (key, _) = InstanceKey::generate().new_person_key(1);
        (
            BlobStore::open(&StoreSettings::Folder(folder.to_owned())).unwrap(),
            key,
        )
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
