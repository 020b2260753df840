//! What keys make possible: tokens nobody can guess, a key for each person, and small values sealed at
//! rest. Nothing here is stored; losing the instance key loses the files.

mod instance;

pub use instance::InstanceKey;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

const NONCE: usize = 24;

/// A sealed value was made with another key, for another owner, or was altered.
#[derive(Debug, thiserror::Error)]
#[error("a sealed value could not be opened: wrong key, wrong owner, or altered")]
pub struct SealBroken;

/// A key that belongs to one person; destroying its wrapped form erases what it sealed.
#[derive(Clone)]
pub struct PersonKey(pub(crate) [u8; 32]);

/// What a link in a mail may be used for. A token for one purpose opens nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Confirms that an address belongs to the person who registered.
    ConfirmEmail,
    /// Lets the holder set a password (forgotten, or invited).
    SetPassword,
    /// Lets a former unit answer one enquiry.
    Enquiry,
    /// Reads one member's calendar.
    Calendar,
}

impl Purpose {
    /// The word under which the purpose is stored and mixed into the token.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ConfirmEmail => "confirm_email",
            Self::SetPassword => "set_password",
            Self::Enquiry => "enquiry",
            Self::Calendar => "calendar",
        }
    }
}

fn hmac(key: &[u8; 32], label: &str, parts: &[&str]) -> [u8; 32] {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        unreachable!("HMAC takes a key of any length")
    };
    mac.update(label.as_bytes());
    for part in parts {
        mac.update(&[0]);
        mac.update(part.as_bytes());
    }
    mac.finalize().into_bytes().into()
}

/// `N` random bytes from the system's generator.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::fill(&mut bytes);
    bytes
}

/// Random bytes as text for cookies and salts: 256 bits, URL-safe.
pub fn random_token() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

/// What the database keeps instead of a token.
pub fn token_hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// Compares two texts without telling by time where they differ.
pub fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

impl InstanceKey {
    fn derive(&self, label: &str, parts: &[&str]) -> [u8; 32] {
        hmac(&self.house_secret(), label, parts)
    }

    /// A token for forms of one session (or one visit); each rendering has its own.
    pub fn csrf_token(&self, cookie: &str) -> String {
        let salt = URL_SAFE_NO_PAD.encode(random::<12>());
        let bound = URL_SAFE_NO_PAD.encode(self.derive("csrf", &[cookie, &salt]));
        format!("{salt}.{bound}")
    }

    /// Whether a token was made for forms of this session (or visit).
    pub fn is_csrf_token(&self, cookie: &str, token: &str) -> bool {
        token.split_once('.').is_some_and(|(salt, bound)| {
            let wanted = URL_SAFE_NO_PAD.encode(self.derive("csrf", &[cookie, salt]));
            same(&wanted, bound)
        })
    }

    /// The token of a link, from what its row holds: so the mail can be written when it is sent,
    /// and neither the outbox nor the log ever holds a usable link (R14).
    pub fn link_token(&self, purpose: Purpose, salt: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.derive("link", &[purpose.as_str(), salt]))
    }

    /// A stable stand-in for an address or an IP, for throttles and logs.
    pub fn pseudonym(&self, value: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.derive("pseudonym", &[value]).get(..12).unwrap_or(&[]))
    }

    /// Stands for a file in records that must not hold its hash: whoever has a copy of a file could
    /// tell by a plain hash whose it is.
    pub fn fingerprint(&self, hash: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.derive("fingerprint", &[hash]))
    }
}

impl PersonKey {
    /// A text that only holders of the key can make for these bytes.
    pub fn sign(&self, label: &str, bytes: &[u8]) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            unreachable!("HMAC takes a key of any length")
        };
        mac.update(label.as_bytes());
        mac.update(&[0]);
        mac.update(bytes);
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }

    /// Seals a small value; `about` (owner and kind) must be given again to open it.
    pub fn seal(&self, plain: &[u8], about: &str) -> Vec<u8> {
        let nonce = random::<NONCE>();
        let payload = Payload {
            msg: plain,
            aad: about.as_bytes(),
        };
        let Ok(sealed) =
            XChaCha20Poly1305::new(&self.0.into()).encrypt(&XNonce::from(nonce), payload)
        else {
            unreachable!("sealing fails only past 256 GiB")
        };
        [nonce.as_slice(), &sealed].concat()
    }

    /// Opens what [`PersonKey::seal`] made.
    ///
    /// # Errors
    /// When the key or `about` is another one, or a byte was changed.
    pub fn open(&self, sealed: &[u8], about: &str) -> Result<Vec<u8>, SealBroken> {
        let (nonce, msg) = sealed.split_at_checked(NONCE).ok_or(SealBroken)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| SealBroken)?;
        XChaCha20Poly1305::new(&self.0.into())
            .decrypt(
                &XNonce::from(nonce),
                Payload {
                    msg,
                    aad: about.as_bytes(),
                },
            )
            .map_err(|_| SealBroken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_and_bound_to_its_purpose() {
        let key = InstanceKey::generate();
        let token = key.link_token(Purpose::Enquiry, "salt");
        assert!(token.len() >= 43, "256 bits in base64");
        assert_ne!(token, key.link_token(Purpose::SetPassword, "salt"));
        assert_eq!(token, key.link_token(Purpose::Enquiry, "salt"));
    }

    #[test]
    fn an_altered_seal_is_refused() {
        let (person, _) = InstanceKey::generate().new_person_key(1);
        let mut sealed = person.seal(b"comment", "referee:1");
        assert_eq!(person.open(&sealed, "referee:1").unwrap(), b"comment");
        assert!(person.open(&sealed, "referee:2").is_err());
        *sealed.last_mut().unwrap() ^= 1;
        assert!(person.open(&sealed, "referee:1").is_err());
    }
}
