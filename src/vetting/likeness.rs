//! Whether a former unit is really another one than the applicant (R17): pure comparisons of addresses,
//! telephones and names, however they are written.

use crate::accounts::domain::Email;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const FREE_MAIL: &str = include_str!("free_mail.txt");
const LOOK_ALIKES: &str = include_str!("look_alikes.txt");

/// Why what was typed cannot be a unit's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// The address is the applicant's.
    OwnAddress,
    /// The telephone is the applicant's.
    OwnPhone,
    /// Another unit of the application has the address.
    SameAddress,
}

fn data(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The Latin letter that a reader sees.
fn seen(c: char) -> char {
    let row =
        data(LOOK_ALIKES).find(|row| !c.is_whitespace() && row.chars().any(|other| other == c));
    row.and_then(|row| row.chars().next()).unwrap_or(c)
}

/// A text as a reader sees it: without case, width, accents and letters of other alphabets.
fn plain(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(seen)
        .collect()
}

fn domain_of(address: &str) -> String {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    let (readable, _) = idna::domain_to_unicode(domain);
    plain(readable.trim_end_matches('.'))
}

/// One key for all the ways of writing one mailbox: case, width, accents, look-alikes, dots, `+tag`, and
/// a domain spelt in ASCII (`xn--…`).
pub fn mailbox(address: &str) -> String {
    let local = address.rsplit_once('@').map_or(address, |(local, _)| local);
    let local = plain(local);
    let local = local.split('+').next().unwrap_or("").replace('.', "");
    let domain = domain_of(address).replace("googlemail.com", "gmail.com");
    format!("{local}@{domain}")
}

/// The provider at which anybody can open this address; `None` for an official one.
pub fn free_mail(address: &str) -> Option<String> {
    let domain = domain_of(address);
    data(FREE_MAIL)
        .any(|free| {
            domain
                .strip_suffix(free)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
        .then_some(domain)
}

/// The last eight digits: a number with and without its country code is one number.
fn subscriber(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(8);
    digits.iter().skip(from).collect()
}

/// Whether two telephone numbers ring at one place.
pub fn same_phone(a: &str, b: &str) -> bool {
    subscriber(a) == subscriber(b)
}

/// Whether a contact's name holds every word of a person's name.
pub fn same_name(contact: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        plain(text)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (contact, name) = (words(contact), words(name));
    // A Chinese name stands inside a longer run: `陳大文經理`.
    let within = |word: &String| {
        contact
            .iter()
            .any(|other| other == word || (!word.is_ascii() && other.contains(word.as_str())))
    };
    !name.is_empty() && name.iter().all(within)
}

/// What is wrong with a unit's address and telephone, given the applicant's own and the other units'.
pub fn faults(
    email: &Email,
    phone: &str,
    own: (&str, &str),
    others: impl IntoIterator<Item = String>,
) -> Vec<Likeness> {
    let key = mailbox(email.address());
    let same = others.into_iter().any(|other| mailbox(&other) == key);
    let found = [
        (key == mailbox(own.0), Likeness::OwnAddress),
        (same_phone(phone, own.1), Likeness::OwnPhone),
        (same, Likeness::SameAddress),
    ];
    found
        .into_iter()
        .filter_map(|(holds, likeness)| holds.then_some(likeness))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r17_the_applicants_own_address_is_no_unit_however_it_is_written() {
        let own = "Chan.TaiMan@example.com";
        for disguised in [
            "chan.taiman@example.com",
            "chantaiman+ward@EXAMPLE.com",
            "ｃｈａｎtaiman@example.com",
            "chаntaimаn@example.com",
            "chántaiman@example.com",
            "chantaiman@exаmple.com",
            "chantaiman@xn--exmple-4nf.com",
        ] {
            assert_eq!(mailbox(disguised), mailbox(own), "{disguised}");
        }
        assert_ne!(mailbox("ward7a@hospital.example"), mailbox(own));
        assert_eq!(mailbox("a.b@googlemail.com"), mailbox("AB+x@gmail.com"));
    }

    #[test]
    fn r17_free_mail_is_known_by_its_domain() {
        assert_eq!(free_mail("ward@Gmail.com").as_deref(), Some("gmail.com"));
        assert_eq!(
            free_mail("ward@mail.yahoo.com.hk").as_deref(),
            Some("mail.yahoo.com.hk")
        );
        for official in ["ward@hospital.example", "ward@notgmail.com", "ward"] {
            assert_eq!(free_mail(official), None, "{official}");
        }
    }

    #[test]
    fn r17_one_telephone_is_one_telephone() {
        assert!(same_phone("+852 5123 4567", "51234567"));
        assert!(!same_phone("2345 6789", "+852 5123 4567"));
    }

    #[test]
    fn a_contact_with_the_applicants_name_is_noticed() {
        assert!(same_name("Ward manager Chan Tai-man", "CHAN Tai Man"));
        assert!(same_name("陳大文經理", "陳大文"));
        assert!(!same_name("Ward manager Chan", "CHAN Tai Man"));
        assert!(!same_name("李小姐", ""));
    }
}
