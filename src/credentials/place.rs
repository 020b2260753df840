//! Where sealed files lie: a folder, or a bucket of an S3-compatible service (cargo feature `s3`). What is
//! written here is sealed already.

#[cfg(feature = "s3")]
use super::bucket::Bucket;
use crate::config::StoreSettings;
use crate::keys;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The end of the name of a file that is being written.
const PART: &str = ".part";

/// A folder or a bucket.
#[derive(Debug, Clone)]
pub(super) enum Place {
    Folder(PathBuf),
    #[cfg(feature = "s3")]
    Bucket(Bucket),
}

/// A file as a list of them has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// How long ago it was written; nothing where the clock of the store runs ahead.
    pub age: Duration,
}

impl Entry {
    /// Whether it was never finished.
    pub fn is_part(&self) -> bool {
        self.name.ends_with(PART)
    }
}

/// A file that is being written; dropping it unfinished leaves nothing behind.
pub(super) enum Sink {
    File {
        file: File,
        part: PathBuf,
        goal: PathBuf,
    },
    #[cfg(feature = "s3")]
    Object {
        bucket: Bucket,
        name: String,
        bytes: Vec<u8>,
    },
}

impl Place {
    /// Opens what the settings name.
    pub(super) fn open(settings: &StoreSettings) -> io::Result<Self> {
        match settings {
            StoreSettings::Folder(folder) => {
                fs::create_dir_all(folder)?;
                Ok(Self::Folder(folder.clone()))
            }
            #[cfg(feature = "s3")]
            StoreSettings::S3(settings) => Ok(Self::Bucket(Bucket::open(settings)?)),
            #[cfg(not(feature = "s3"))]
            StoreSettings::S3(_) => Err(io::Error::other(
                "this program was built without the feature s3",
            )),
        }
    }

    pub(super) fn create(&self, name: &str) -> io::Result<Sink> {
        match self {
            Self::Folder(folder) => {
                let part = folder.join(format!("{name}{PART}"));
                Ok(Sink::File {
                    file: File::create_new(&part)?,
                    part,
                    goal: folder.join(name),
                })
            }
            #[cfg(feature = "s3")]
            Self::Bucket(bucket) => Ok(Sink::Object {
                bucket: bucket.clone(),
                name: name.to_owned(),
                bytes: Vec::new(),
            }),
        }
    }

    /// Puts a small file of ours under its name, whoever else does the same at this moment.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Folder(folder) => {
                let part = folder.join(format!("{name}-{}{PART}", keys::random_token()));
                let mut file = File::create_new(&part)?;
                file.write_all(bytes)?;
                file.sync_all()?;
                fs::rename(part, folder.join(name))
            }
            #[cfg(feature = "s3")]
            Self::Bucket(bucket) => bucket.write(name, bytes.to_vec()),
        }
    }

    pub(super) fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        match self {
            Self::Folder(folder) => fs::read(folder.join(name)),
            #[cfg(feature = "s3")]
            Self::Bucket(bucket) => bucket.read(name),
        }
    }

    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        match self {
            Self::Folder(folder) => fs::remove_file(folder.join(name)),
            #[cfg(feature = "s3")]
            Self::Bucket(bucket) => bucket.remove(name),
        }
    }

    pub(super) fn list(&self) -> io::Result<Vec<Entry>> {
        match self {
            Self::Folder(folder) => list(folder),
            #[cfg(feature = "s3")]
            Self::Bucket(bucket) => bucket.list(),
        }
    }
}

fn list(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let modified = match entry.metadata() {
            Ok(metadata) => metadata.modified()?,
            // It went while we looked.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        entries.push(Entry {
            name: entry.file_name().to_string_lossy().into_owned(),
            age: modified.elapsed().unwrap_or_default(),
        });
    }
    Ok(entries)
}

impl Sink {
    pub(super) fn write(&mut self, sealed: &[u8]) -> io::Result<()> {
        match self {
            Self::File { file, .. } => file.write_all(sealed),
            #[cfg(feature = "s3")]
            Self::Object { bytes, .. } => bytes.write_all(sealed),
        }
    }

    /// Waits until the whole file is safe under its name.
    pub(super) fn finish(mut self) -> io::Result<()> {
        match &mut self {
            Self::File { file, part, goal } => {
                file.sync_all()?;
                fs::rename(&*part, &*goal)?;
                if let Some(folder) = goal.parent() {
                    File::open(folder)?.sync_all()?;
                }
                Ok(())
            }
            #[cfg(feature = "s3")]
            Self::Object {
                bucket,
                name,
                bytes,
            } => bucket.write(name, std::mem::take(bytes)),
        }
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        // After `finish` the part was renamed and there is nothing to remove.
        match self {
            Self::File { part, .. } => drop(fs::remove_file(part)),
            #[cfg(feature = "s3")]
            Self::Object { .. } => {}
        }
    }
}
