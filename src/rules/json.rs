//! JSON text, looked into only as deep as a question asks, so that every number keeps the digits that
//! were typed and no depth of nesting can exhaust the stack.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{Error, Serialize, Serializer};
use serde_json::value::RawValue;

/// How many characters of a value an error sentence quotes.
const QUOTED: usize = 60;

/// The text of one JSON value, known to be well formed, without space around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Json<'a>(&'a str);

impl<'a> Json<'a> {
    /// Null.
    pub const NULL: Self = Self("null");

    /// Checks that the text is one JSON value.
    pub fn parse(text: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text).map(Self::of)
    }

    /// A value written in the source, such as a field's default.
    pub const fn literal(text: &'static str) -> Self {
        Self(text)
    }

    fn of(raw: &'a RawValue) -> Self {
        Self(raw.get())
    }

    /// Whether this is null.
    pub fn is_null(self) -> bool {
        self == Self::NULL
    }

    /// The value of `true` and `false`.
    pub fn boolean(self) -> Option<bool> {
        self.0.parse().ok()
    }

    /// The digits of a number, as typed.
    pub fn number(self) -> Option<&'a str> {
        let digits = self
            .0
            .starts_with(|first: char| first == '-' || first.is_ascii_digit());
        digits.then_some(self.0)
    }

    /// What a string says.
    pub fn string(self) -> Option<Cow<'a, str>> {
        let quoted = self.0.strip_prefix('"')?.strip_suffix('"')?;
        if quoted.contains('\\') {
            return serde_json::from_str(self.0).ok().map(Cow::Owned);
        }
        Some(Cow::Borrowed(quoted))
    }

    /// The entries of a list.
    pub fn entries(self) -> Option<Vec<Self>> {
        let entries: Vec<&RawValue> = serde_json::from_str(self.0).ok()?;
        Some(entries.into_iter().map(Self::of).collect())
    }

    /// The names and values of an object, in the order written; a name may come twice.
    pub fn fields(self) -> Option<Vec<(Self, Self)>> {
        let fields = serde_json::Deserializer::from_str(self.0)
            .deserialize_map(InOrder)
            .ok()?;
        Some(
            fields
                .into_iter()
                .map(|(name, value)| (Self::of(name), Self::of(value)))
                .collect(),
        )
    }
}

impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(QUOTED) {
            Some((end, _)) => write!(f, "{}…", self.0.get(..end).unwrap_or_default()),
            None => f.write_str(self.0),
        }
    }
}

impl Serialize for Json<'_> {
    /// Writes the value as it was written.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw: &RawValue = serde_json::from_str(self.0).map_err(S::Error::custom)?;
        raw.serialize(serializer)
    }
}

/// Collects an object's fields as written: a map type would drop a name that comes twice.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Vec<(&'de RawValue, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_order_and_may_come_twice() {
        let json = Json::parse(r#" {"b": 1, "\u0061": [ 2 ] , "b":{}} "#).unwrap();
        let fields = json.fields().unwrap();
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (name.string().unwrap(), value.0))
            .collect();
        assert_eq!(
            fields,
            [("b".into(), "1"), ("a".into(), "[ 2 ]"), ("b".into(), "{}")]
        );
    }

    #[test]
    fn depth_is_no_danger() {
        let deep = format!("{}{}", "[".repeat(500_000), "]".repeat(500_000));
        let json = Json::parse(&deep).unwrap();
        assert_eq!(json.entries().unwrap().len(), 1);
        assert!(Json::parse(&"[".repeat(500_000)).is_err());
    }

    #[test]
    fn a_kind_is_not_mistaken_for_another() {
        let is = |text: &'static str| {
            let json = Json::parse(text).unwrap();
            [
                json.is_null(),
                json.boolean().is_some(),
                json.number().is_some(),
                json.string().is_some(),
                json.entries().is_some(),
                json.fields().is_some(),
            ]
        };
        for (kind, text) in ["null", "true", "-1.5e3", r#""a\n""#, "[1]", "{}"]
            .into_iter()
            .enumerate()
        {
            let mut expected = [false; 6];
            expected[kind] = true;
            assert_eq!(is(text), expected, "{text}");
        }
        assert_eq!(Json::parse(r#""\ud800""#).unwrap().string(), None);
    }

    #[test]
    fn a_long_value_is_quoted_in_part() {
        let long = format!("\"{}\"", "王".repeat(100));
        assert_eq!(
            Json::parse(&long).unwrap().to_string().chars().count(),
            QUOTED + 1
        );
    }
}
