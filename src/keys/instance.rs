//! The instance key: the secret outside the database. It wraps what lies inside (a key for each person,
//! the record's key, the house's own secret) and does nothing else, so that it can be changed while the
//! service runs: only the wrapping is made anew. While it is changed there are two, the one that wraps and
//! the former one, which still opens.

use super::{PersonKey, SealBroken, hmac, random};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

/// Bytes that say which key wrapped what follows them.
const MARK: usize = 8;
/// What a wrapped key took before it said so: nonce, key and tag.
const UNMARKED: usize = 24 + 32 + 16;
/// The present key and the former one.
const MOST: usize = 2;

/// The secret that the whole instance rests on; clones share it. It is never printed.
#[derive(Clone)]
pub struct InstanceKey {
    /// The key that wraps, and behind it the former one.
    ring: Arc<RwLock<Vec<[u8; 32]>>>,
    /// What signs links and forms, once the database was opened.
    house: Option<[u8; 32]>,
    /// Where the key is kept, to look again.
    file: Option<PathBuf>,
}

impl std::fmt::Debug for InstanceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InstanceKey(…)")
    }
}

fn one(text: &str) -> Result<[u8; 32], String> {
    let tidy: String = text
        .trim_end_matches('=')
        .replace('+', "-")
        .replace('/', "_");
    let bytes = URL_SAFE_NO_PAD
        .decode(tidy)
        .map_err(|_| "is not base64".to_owned())?;
    let given = bytes.len();
    bytes
        .try_into()
        .map_err(|_| format!("must be 32 bytes in base64, not {given}"))
}

fn ring(text: &str) -> Result<Vec<[u8; 32]>, String> {
    let ring = text
        .split_whitespace()
        .map(one)
        .collect::<Result<Vec<_>, _>>()?;
    match ring.len() {
        0 => Err("is empty".to_owned()),
        1..=MOST => Ok(ring),
        more => Err(format!(
            "may hold the key and the former one, not {more} keys"
        )),
    }
}

fn mark(key: &[u8; 32]) -> Vec<u8> {
    let mut mark = hmac(key, "mark", &[]).to_vec();
    mark.truncate(MARK);
    mark
}

fn wrapping(key: &[u8; 32]) -> PersonKey {
    PersonKey(hmac(key, "wrap", &[]))
}

impl InstanceKey {
    fn new(ring: Vec<[u8; 32]>, file: Option<PathBuf>) -> Self {
        Self {
            ring: Arc::new(RwLock::new(ring)),
            house: None,
            file,
        }
    }

    /// A new random key, for the demo.
    pub fn generate() -> Self {
        Self::new(vec![random()], None)
    }

    /// Reads 32 bytes in base64 (either alphabet, padding optional), or two such keys apart by white
    /// space: the one that wraps, and the former one.
    ///
    /// # Errors
    /// A sentence that says what is wrong, without the value.
    pub fn parse(text: &str) -> Result<Self, String> {
        Ok(Self::new(ring(text)?, None))
    }

    /// The same from a file, which [`InstanceKey::look_again`] reads again.
    ///
    /// # Errors
    /// A sentence that says what is wrong, without the value.
    pub fn read(file: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
        Ok(Self::new(ring(&text)?, Some(file.to_owned())))
    }

    /// Takes up what the file holds now. A file that cannot be read changes nothing: whoever writes to it
    /// may be in the middle.
    pub fn look_again(&self) {
        let Some(file) = &self.file else {
            return;
        };
        let read = std::fs::read_to_string(file).map_err(|error| error.to_string());
        match read.and_then(|text| ring(&text)) {
            Ok(found) => {
                *self.ring.write().unwrap_or_else(PoisonError::into_inner) = found;
            }
            Err(fault) => tracing::warn!(fault, "the file of the instance key cannot be read"),
        }
    }

    fn ring(&self) -> Vec<[u8; 32]> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        ring.clone()
    }

    fn current(&self) -> [u8; 32] {
        self.ring().into_iter().next().unwrap_or_default()
    }

    /// The key that wraps as text, for the file that the demo keeps it in.
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.current())
    }

    /// Whether a former key is given beside the one that wraps.
    pub fn is_changing(&self) -> bool {
        self.ring().len() > 1
    }

    /// Names the key that wraps without showing it.
    pub fn name(&self) -> String {
        URL_SAFE_NO_PAD.encode(mark(&self.current()))
    }

    /// What signs links and forms. It lies in the database, wrapped, so it outlives a change of the
    /// instance key; before a database is opened the instance key stands in.
    pub(super) fn house_secret(&self) -> [u8; 32] {
        self.house.unwrap_or_else(|| self.current())
    }

    /// The same key with the secret of the house that was opened.
    pub fn with_house_secret(self, secret: &PersonKey) -> Self {
        Self {
            house: Some(secret.0),
            ..self
        }
    }

    fn wrap(&self, key: &PersonKey, about: &str) -> Vec<u8> {
        let with = self.current();
        [mark(&with), wrapping(&with).seal(&key.0, about)].concat()
    }

    fn unwrap_with(ring: &[[u8; 32]], wrapped: &[u8], about: &str) -> Option<PersonKey> {
        let (marked, sealed) = if wrapped.len() == UNMARKED {
            (None, wrapped)
        } else {
            let (mark, sealed) = wrapped.split_at_checked(MARK)?;
            (Some(mark), sealed)
        };
        ring.iter()
            .filter(|key| marked.is_none_or(|marked| mark(key) == marked))
            .find_map(|key| wrapping(key).open(sealed, about).ok())
            .and_then(|bytes| bytes.try_into().ok())
            .map(PersonKey)
    }

    /// Opens a wrapped key. Where none of the keys fits, another process may have begun to change it, so
    /// the file is read again.
    fn unwrap(&self, wrapped: &[u8], about: &str) -> Result<PersonKey, SealBroken> {
        if let Some(key) = Self::unwrap_with(&self.ring(), wrapped, about) {
            return Ok(key);
        }
        self.look_again();
        Self::unwrap_with(&self.ring(), wrapped, about).ok_or(SealBroken)
    }

    /// Wraps anew what a former key wrapped; `None` where the present one did.
    fn rewrap(&self, wrapped: &[u8], about: &str) -> Result<Option<Vec<u8>>, SealBroken> {
        let present = mark(&self.current());
        if wrapped.len() != UNMARKED && wrapped.starts_with(&present) {
            return Ok(None);
        }
        let key = self.unwrap(wrapped, about)?;
        Ok(Some(self.wrap(&key, about)))
    }

    /// A new key for a person, and its wrapped form for the database.
    pub fn new_person_key(&self, user: i64) -> (PersonKey, Vec<u8>) {
        let key = PersonKey(random());
        let wrapped = self.wrap(&key, &person(user));
        (key, wrapped)
    }

    /// A new key of the house's own (such as the audit's), and its wrapped form for the database: so
    /// that what it signs outlives a change of the instance key.
    pub fn new_house_key(&self, name: &str) -> (PersonKey, Vec<u8>) {
        let key = PersonKey(random());
        let wrapped = self.wrap(&key, &house(name));
        (key, wrapped)
    }

    /// Opens a person's wrapped key.
    ///
    /// # Errors
    /// When the row was altered, belongs to another person or another instance.
    pub fn open_person_key(&self, user: i64, wrapped: &[u8]) -> Result<PersonKey, SealBroken> {
        self.unwrap(wrapped, &person(user))
    }

    /// Opens a wrapped key of the house's own.
    ///
    /// # Errors
    /// When the row was altered or belongs to another instance.
    pub fn open_house_key(&self, name: &str, wrapped: &[u8]) -> Result<PersonKey, SealBroken> {
        self.unwrap(wrapped, &house(name))
    }

    /// A person's key under the present instance key; `None` where it is already.
    ///
    /// # Errors
    /// When no key that is given opens it.
    pub fn rewrap_person_key(
        &self,
        user: i64,
        wrapped: &[u8],
    ) -> Result<Option<Vec<u8>>, SealBroken> {
        self.rewrap(wrapped, &person(user))
    }

    /// The same of a key of the house's own.
    ///
    /// # Errors
    /// When no key that is given opens it.
    pub fn rewrap_house_key(
        &self,
        name: &str,
        wrapped: &[u8],
    ) -> Result<Option<Vec<u8>>, SealBroken> {
        self.rewrap(wrapped, &house(name))
    }
}

fn person(user: i64) -> String {
    format!("person-key:{user}")
}

fn house(name: &str) -> String {
    format!("house-key:{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_key_opens_only_for_its_owner() {
        let key = InstanceKey::generate();
        let (person, wrapped) = key.new_person_key(7);
        assert_eq!(key.open_person_key(7, &wrapped).unwrap().0, person.0);
        assert!(key.open_person_key(8, &wrapped).is_err());
        let other = InstanceKey::generate();
        assert!(other.open_person_key(7, &wrapped).is_err());
    }

    #[test]
    fn a_former_key_opens_and_the_present_one_wraps() {
        let former = InstanceKey::generate();
        let (person, wrapped) = former.new_person_key(7);
        let present = InstanceKey::generate().to_text();
        let both = InstanceKey::parse(&format!("{present}\n{}\n", former.to_text())).unwrap();
        assert!(both.is_changing() && !former.is_changing());
        assert_eq!(both.open_person_key(7, &wrapped).unwrap().0, person.0);
        let anew = both.rewrap_person_key(7, &wrapped).unwrap().unwrap();
        assert_eq!(both.rewrap_person_key(7, &anew).unwrap(), None, "once");
        let alone = InstanceKey::parse(&present).unwrap();
        assert_eq!(alone.open_person_key(7, &anew).unwrap().0, person.0);
        assert!(alone.open_person_key(7, &wrapped).is_err());
        assert!(alone.open_person_key(8, &anew).is_err(), "still one owner");
    }

    #[test]
    fn what_was_wrapped_before_keys_were_named_opens_and_is_named() {
        let key = InstanceKey::generate();
        let (person, wrapped) = key.new_person_key(7);
        let unmarked = wrapped[MARK..].to_vec();
        assert_eq!(key.open_person_key(7, &unmarked).unwrap().0, person.0);
        let named = key.rewrap_person_key(7, &unmarked).unwrap().unwrap();
        assert_eq!(named[..MARK], wrapped[..MARK]);
    }

    #[test]
    fn a_changed_file_is_taken_up_when_a_key_does_not_open() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        let (former, present) = (InstanceKey::generate(), InstanceKey::generate());
        std::fs::write(&file, former.to_text()).unwrap();
        let serving = InstanceKey::read(&file).unwrap();
        let both = format!("{} {}", present.to_text(), former.to_text());
        std::fs::write(&file, both).unwrap();
        let (_, wrapped) = present.new_person_key(7);
        assert!(serving.open_person_key(7, &wrapped).is_ok());
        std::fs::write(&file, "half a k").unwrap();
        assert!(serving.open_person_key(8, &wrapped).is_err());
        assert!(serving.open_person_key(7, &wrapped).is_ok());
    }

    #[test]
    fn the_key_is_read_in_either_alphabet_and_never_shown() {
        let key = InstanceKey::generate();
        let padded = format!("{}=\n", key.to_text().replace('-', "+").replace('_', "/"));
        assert_eq!(
            InstanceKey::parse(&padded).unwrap().to_text(),
            key.to_text()
        );
        assert!(!format!("{key:?}").contains(&key.to_text()));
        assert!(InstanceKey::parse("c2hvcnQ").unwrap_err().contains("not 5"));
        let three = [key.to_text(), key.to_text(), key.to_text()].join(" ");
        assert!(InstanceKey::parse(&three).unwrap_err().contains("3 keys"));
    }
}
