//! A bucket of an S3-compatible service. The store is asked from threads that may wait, so a thread of its
//! own drives the client.

use super::place::Entry;
use crate::config::S3;
use futures_util::TryStreamExt;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{ClientOptions, Error, ObjectStore, ObjectStoreExt, RetryConfig};
use std::io;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::{Duration, SystemTime};
use tokio::runtime::{Builder, Handle};

/// Longest that one request may take; what takes longer is tried again by whoever asked.
const PATIENCE: Duration = Duration::from_secs(30);

/// A bucket with the thread that speaks to it; clones share both.
#[derive(Debug, Clone)]
pub(super) struct Bucket {
    store: Arc<AmazonS3>,
    runtime: Handle,
}

fn told(error: Error) -> io::Error {
    match error {
        Error::NotFound { .. } => io::Error::new(io::ErrorKind::NotFound, error),
        error => io::Error::other(error),
    }
}

impl Bucket {
    /// Makes a client; nothing is sent yet.
    pub(super) fn open(settings: &S3) -> io::Result<Self> {
        // An error says that another part of this process chose the same one before.
        drop(rustls::crypto::ring::default_provider().install_default());
        let is_plain = settings.endpoint.starts_with("http://");
        let options = ClientOptions::new()
            .with_allow_http(is_plain)
            .with_timeout(PATIENCE);
        let retries = RetryConfig {
            max_retries: 3,
            retry_timeout: PATIENCE,
            ..RetryConfig::default()
        };
        let store = AmazonS3Builder::new()
            .with_endpoint(&settings.endpoint)
            .with_bucket_name(&settings.bucket)
            .with_region(&settings.region)
            .with_access_key_id(&settings.access_key)
            .with_secret_access_key(&settings.secret_key)
            .with_client_options(options)
            .with_retry(retries)
            .build()
            .map_err(told)?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        std::thread::Builder::new()
            .name("bucket".to_owned())
            .spawn(move || runtime.block_on(std::future::pending::<()>()))?;
        Ok(Self {
            store: Arc::new(store),
            runtime: handle,
        })
    }

    fn wait<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> io::Result<T> {
        let (answer, answered) = mpsc::sync_channel(1);
        self.runtime.spawn(async move {
            // Nobody listens only where the asking thread is gone.
            drop(answer.send(work.await));
        });
        let done = answered
            .recv()
            .map_err(|_| io::Error::other("the client of the bucket is gone"))?;
        done.map_err(told)
    }

    pub(super) fn write(&self, name: &str, bytes: Vec<u8>) -> io::Result<()> {
        let (store, path) = (Arc::clone(&self.store), Path::from(name));
        self.wait(async move { store.put(&path, bytes.into()).await.map(|_| ()) })
    }

    pub(super) fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let (store, path) = (Arc::clone(&self.store), Path::from(name));
        let bytes = self.wait(async move { store.get(&path).await?.bytes().await })?;
        Ok(bytes.to_vec())
    }

    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        let (store, path) = (Arc::clone(&self.store), Path::from(name));
        self.wait(async move { store.delete(&path).await })
    }

    pub(super) fn list(&self) -> io::Result<Vec<Entry>> {
        let store = Arc::clone(&self.store);
        let listed = self.wait(async move { store.list(None).try_collect::<Vec<_>>().await })?;
        let entries = listed.into_iter().map(|object| Entry {
            name: object.location.to_string(),
            age: SystemTime::from(object.last_modified)
                .elapsed()
                .unwrap_or_default(),
        });
        Ok(entries.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::store::{BlobStore, ReadError};
    use super::*;
    use crate::config::StoreSettings;
    use crate::keys::InstanceKey;

    /// The server that `tests/all` starts, with the name and key that it knows.
    fn settings(secret_key: &str) -> S3 {
        S3 {
            endpoint: std::env::var("LOCUM_TEST_S3").expect("LOCUM_TEST_S3 names a server"),
            bucket: "locum-test".to_owned(),
            region: "us-east-1".to_owned(),
            access_key: "S3RVER".to_owned(),
            secret_key: secret_key.to_owned(),
        }
    }

    #[test]
    #[ignore = "needs an S3 server: run tests/all"]
    fn a_bucket_keeps_what_a_folder_keeps() {
        let settings = settings("S3RVER");
        let bucket = Bucket::open(&settings).unwrap();
        let store = BlobStore::open(&StoreSettings::S3(settings)).unwrap();
        let (key, _) = InstanceKey::generate().new_person_key(1);
        store.check().unwrap();
        assert!(store.belongs_to("this house").unwrap());
        assert!(store.belongs_to("this house").unwrap());
        assert!(!store.belongs_to("another one").unwrap());
        let plain: Vec<u8> = b"CANARY ".iter().copied().cycle().take(300_000).collect();
        let name = store.seal(&key, 1, &plain).unwrap();
        assert_eq!(store.read(&key, 1, &name).unwrap(), plain);
        assert!(matches!(store.read(&key, 2, &name), Err(ReadError::Broken)));
        let raw = bucket.read(&name).unwrap();
        assert!(!raw.windows(6).any(|window| window == b"CANARY"));
        // An upload that stops leaves nothing.
        let mut upload = store.create(&key, 1).unwrap();
        upload.write(&plain).unwrap();
        drop(upload);
        let listed = store.list().unwrap();
        let names: Vec<&str> = listed.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, [name.as_str()], "and neither owner nor probe");
        assert!(
            listed
                .iter()
                .all(|entry| entry.age < Duration::from_secs(600))
        );
        store.remove(&name).unwrap();
        let Err(ReadError::Io(missing)) = store.read(&key, 1, &name) else {
            panic!("it is gone");
        };
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
        assert!(store.list().unwrap().is_empty());
        bucket.remove("owner").unwrap();
    }

    #[test]
    fn a_service_that_is_not_there_is_said_to_be_missing_without_showing_the_secret() {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", port.local_addr().unwrap());
        drop(port);
        let settings = S3 {
            endpoint,
            bucket: "b".to_owned(),
            region: "r".to_owned(),
            access_key: "a".to_owned(),
            secret_key: "another secret".to_owned(),
        };
        let told = Bucket::open(&settings).unwrap().read("x").unwrap_err();
        let shown = format!("{told:?} {told} {settings:?}");
        assert!(!shown.contains("another secret"), "{shown}");
    }
}
