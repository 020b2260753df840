//! Addresses, telephones and passwords as values that can only hold what is allowed.

use unicode_normalization::UnicodeNormalization;

/// An e-mail address as typed, with the key under which it is unique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    address: String,
    key: String,
}

impl Email {
    /// Takes an address that mail can be sent to. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let address: String = text.trim().nfkc().collect();
        let (local, domain) = address.rsplit_once('@')?;
        let plain = address.len() <= 254
            && !local.is_empty()
            && domain.contains('.')
            && !address.chars().any(|c| c.is_control() || c.is_whitespace());
        if !plain || address.parse::<lettre::Address>().is_err() {
            return None;
        }
        let key = address.to_lowercase();
        Some(Self { address, key })
    }

    /// As typed.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Lower case: one account an address.
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// A telephone number: digits, spaces, `+`, `-`, brackets; 8 to 15 digits. `None` for anything else.
pub fn telephone(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let allowed = text
        .chars()
        .all(|c| c.is_ascii_digit() || " +-()".contains(c));
    (allowed && (8..=15).contains(&digits)).then(|| text.to_owned())
}

/// The number under which a hospital knows a member of its staff: one human, one number, one account (R10).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffNumber(String);

impl StaffNumber {
    /// Takes 3 to 20 letters and digits, however they are spaced or cased. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let number: String = text
            .nfkc()
            .filter(|c| !matches!(c, ' ' | '-' | '/'))
            .collect::<String>()
            .to_uppercase();
        let plain = number.chars().all(|c| c.is_ascii_alphanumeric());
        (plain && (3..=20).contains(&number.len())).then_some(Self(number))
    }

    /// As it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A password that may be set (NIST 800-63B-4 §3.1.1.2: long, not known, no composition rules).
#[derive(Clone)]
pub struct NewPassword(String);

/// What is wrong with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeakPassword {
    /// Fewer than fifteen characters.
    Short,
    /// More than 128 characters.
    Long,
    /// Guessed quickly: common, repeated, or made of the person's own data or the service's name.
    Guessable,
}

/// Fewest characters, as long as there is no second factor.
pub const MIN_PASSWORD: usize = 15;
const MAX_PASSWORD: usize = 128;
/// Guesses (as a power of ten) that a password must stand.
const MIN_GUESSES_LOG10: f64 = 10.0;
/// Words that belong to the service and so to everybody's first guesses.
const OUR_WORDS: [&str; 6] = [
    "hospital",
    "authority",
    "hospitalauthority",
    "locum",
    "nurse",
    "doctor",
];

impl NewPassword {
    /// Takes a password that is long and not easily guessed; `about` is what others know of the person.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str, about: &[&str]) -> Result<Self, WeakPassword> {
        let password = normalise(text);
        match password.chars().count() {
            count if count < MIN_PASSWORD => return Err(WeakPassword::Short),
            count if count > MAX_PASSWORD => return Err(WeakPassword::Long),
            _ => {}
        }
        let inputs: Vec<&str> = OUR_WORDS
            .iter()
            .copied()
            .chain(about.iter().copied())
            .collect();
        // Han characters and spaces are not in its dictionaries; it counts them as brute force.
        if zxcvbn::zxcvbn(&password, &inputs).guesses_log10() < MIN_GUESSES_LOG10 {
            return Err(WeakPassword::Guessable);
        }
        Ok(Self(password))
    }

    /// The normalised text, for hashing only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// The same password typed on two keyboards is the same password.
pub fn normalise(password: &str) -> String {
    password.nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let email = Email::parse(" Chan.TaiMan@Example.com ").unwrap();
        assert_eq!(email.address(), "Chan.TaiMan@Example.com");
        assert_eq!(email.key(), "chan.taiman@example.com");
        for bad in [
            "",
            "a",
            "a@b",
            "@b.c",
            "a@b.c\r\nBcc: d@e.f",
            "a b@c.d",
            "a@b.c,d@e.f",
        ] {
            assert!(Email::parse(bad).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn telephones() {
        assert_eq!(
            telephone(" +852 9123 4567").as_deref(),
            Some("+852 9123 4567")
        );
        assert!(telephone("999").is_none());
        assert!(telephone("9123 4567 ext").is_none());
    }

    #[test]
    fn r21_long_passwords_of_any_characters_are_taken_and_guessable_ones_are_not() {
        let check = |text: &str| NewPassword::parse(text, &["taiman", "chan"]).map(|_| ());
        assert_eq!(check("12345678901234"), Err(WeakPassword::Short));
        assert_eq!(check(&"x".repeat(129)), Err(WeakPassword::Long));
        assert_eq!(check("hospitalauthority"), Err(WeakPassword::Guessable));
        assert_eq!(check("passwordpassword"), Err(WeakPassword::Guessable));
        assert_eq!(check("aaaaaaaaaaaaaaaaaaaa"), Err(WeakPassword::Guessable));
        assert_eq!(check("午夜 以後 再 過 海 去 上 班"), Ok(()));
        assert_eq!(check("correct staple battery tram"), Ok(()));
        assert_eq!(normalise("ｐａｓｓ"), "pass");
    }
}
