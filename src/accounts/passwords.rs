//! Argon2id, a few at a time: unlimited threads took a gigabyte for fifty sign-ins, two take 70 MiB.

use super::domain::{NewPassword, normalise};
use crate::error::AppError;
use actix_web::http::StatusCode;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// At once; the machine's smallest size has two cores.
const AT_ONCE: usize = 2;
/// More than this many waiting are told to come back.
const WAITING: usize = 64;

/// OWASP's figures: 19 MiB, two passes.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;

/// Hashes and verifies passwords within fixed memory.
#[derive(Clone)]
pub struct Hasher {
    slots: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

/// Whether a password fits, and whether its hash was made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It does not.
    Wrong,
    /// It does.
    Right,
    /// It does; the stored hash has older parameters, and this one takes its place.
    Renewed(String),
}

impl Default for Hasher {
    fn default() -> Self {
        Self::new()
    }
}

impl Hasher {
    /// An idle pool.
    pub fn new() -> Self {
        Self {
            slots: Arc::new(Semaphore::new(AT_ONCE)),
            queue: Arc::new(Semaphore::new(WAITING)),
        }
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let busy = |_| AppError::Later(2, StatusCode::SERVICE_UNAVAILABLE);
        // Both permits go with the work: a request that is cut off must not free a slot that still hashes.
        let waiting = Arc::clone(&self.queue).try_acquire_owned().map_err(busy)?;
        let slot = Arc::clone(&self.slots)
            .acquire_owned()
            .await
            .map_err(|_| AppError::Later(2, StatusCode::SERVICE_UNAVAILABLE))?;
        tokio::task::spawn_blocking(move || {
            let done = work();
            drop((slot, waiting));
            done
        })
        .await
        .map_err(|error| anyhow::anyhow!("hashing: {error}"))?
    }

    /// The hash to store for a new password.
    ///
    /// # Errors
    /// 503 when too many wait.
    pub async fn hash(&self, password: &NewPassword) -> Result<String, AppError> {
        let password = password.expose().to_owned();
        self.run(move || hash_now(&password)).await
    }

    /// Whether `typed` is the password of `stored`. Without a stored hash the same work is done, so
    /// that the time does not tell whether there is an account (R23).
    ///
    /// # Errors
    /// 503 when too many wait.
    pub async fn verify(&self, typed: &str, stored: Option<String>) -> Result<Verdict, AppError> {
        let typed = normalise(typed);
        self.run(move || {
            let Some(stored) = stored else {
                hash_now(&typed)?;
                return Ok(Verdict::Wrong);
            };
            let hash = PasswordHash::new(&stored)
                .map_err(|error| anyhow::anyhow!("a stored hash cannot be read: {error}"))?;
            if argon2()?.verify_password(typed.as_bytes(), &hash).is_err() {
                return Ok(Verdict::Wrong);
            }
            let current =
                stored.starts_with(&format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p=1$"));
            if current {
                Ok(Verdict::Right)
            } else {
                hash_now(&typed).map(Verdict::Renewed)
            }
        })
        .await
    }
}

/// Hashes without waiting for a slot: for the command line and the demo's seed.
///
/// # Errors
/// When the parameters are refused, which is a fault of ours.
pub fn hash_now(password: &str) -> Result<String, AppError> {
    argon2()?
        .hash_password(normalise(password).as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| anyhow::anyhow!("argon2: {error}").into())
}

fn argon2() -> Result<Argon2<'static>, AppError> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None)
        .map_err(|error| anyhow::anyhow!("argon2: {error}"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r22_the_hash_names_its_parameters() {
        let hash = hash_now("correct staple battery tram").unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
    }

    #[actix_web::test]
    async fn r22_an_old_hash_is_noticed() {
        let old = Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(8_192, 1, 1, None).unwrap(),
        )
        .hash_password(b"correct staple battery tram")
        .unwrap()
        .to_string();
        let hasher = Hasher::new();
        let right = hasher
            .verify("correct staple battery tram", Some(old.clone()))
            .await;
        assert!(matches!(right.unwrap(), Verdict::Renewed(hash) if hash.contains("m=19456")));
        assert_eq!(
            hasher.verify("wrong", Some(old)).await.unwrap(),
            Verdict::Wrong
        );
        assert_eq!(
            hasher.verify("anything", None).await.unwrap(),
            Verdict::Wrong
        );
    }
}
