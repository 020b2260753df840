//! What a licence number of each body looks like, as administrators keep it. A number that looks otherwise
//! is pointed out to applicant and officer and stops nobody: no body publishes its rule.

use crate::app::App;
use crate::audit::{self, Actor, Subject};
use crate::db::Conn;
use crate::db::schema::licence_patterns;
use crate::domain::{Profession, Role};
use crate::error::AppError;
use diesel::prelude::*;
use serde_json::json;

/// Most patterns of one body.
const MOST: usize = 10;
/// Longest pattern.
const LONGEST: usize = 30;

/// The patterns of one body; none means that nothing is known of its numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Patterns(Vec<String>);

impl Patterns {
    /// Reads patterns, one a line: `9` is a digit, `A` a letter, everything else stands for itself.
    /// `None` for what no number could look like.
    pub fn parse(typed: &str) -> Option<Self> {
        let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
        let patterns: Vec<String> = lines.map(str::to_uppercase).collect();
        let fair = |pattern: &String| {
            pattern.len() <= LONGEST
                && pattern
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || " -/.".contains(c))
        };
        (patterns.len() <= MOST && patterns.iter().all(fair)).then_some(Self(patterns))
    }

    /// One pattern a line, as it is typed and kept.
    pub fn text(&self) -> String {
        self.0.join("\n")
    }

    /// The patterns in one line, where a number looks like none of them.
    pub fn unlike(&self, number: &str) -> Option<String> {
        let number = bare(number);
        let fits = |pattern: &String| {
            let pattern = bare(pattern);
            pattern.len() == number.len()
                && pattern
                    .iter()
                    .zip(&number)
                    .all(|(wanted, given)| match wanted {
                        '9' => given.is_ascii_digit(),
                        'A' => given.is_ascii_uppercase(),
                        wanted => wanted == given,
                    })
        };
        let known = self.0.is_empty() || number.is_empty() || self.0.iter().any(fits);
        (!known).then(|| self.0.join(", "))
    }
}

/// Without what people write between the parts.
fn bare(text: &str) -> Vec<char> {
    let upper = text.to_uppercase();
    upper.chars().filter(|c| !" -/.".contains(*c)).collect()
}

fn find(conn: &mut Conn, profession: Profession) -> QueryResult<Patterns> {
    let text: Option<String> = licence_patterns::table
        .find(profession)
        .select(licence_patterns::patterns)
        .first(conn)
        .optional()?;
    Ok(text
        .as_deref()
        .and_then(Patterns::parse)
        .unwrap_or_default())
}

/// The patterns of the body of a profession.
///
/// # Errors
/// The database's.
pub async fn patterns(app: &App, profession: Profession) -> Result<Patterns, AppError> {
    app.db
        .read(move |conn| find(conn, profession).map_err(AppError::from))
        .await
}

/// An administrator says what the numbers of a body look like.
///
/// # Errors
/// The database's.
pub async fn save(
    app: &App,
    by: i64,
    profession: Profession,
    patterns: Patterns,
) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(move |conn| {
            diesel::delete(licence_patterns::table.find(profession)).execute(conn)?;
            diesel::insert_into(licence_patterns::table)
                .values((
                    licence_patterns::profession.eq(profession),
                    licence_patterns::patterns.eq(patterns.text()),
                ))
                .execute(conn)?;
            let actor = Actor::Person(by, Role::Administrator);
            let detail = json!({"profession": profession.as_str(), "patterns": patterns.0.len()});
            let action = "licence_patterns.changed";
            Ok(audit::record(
                conn,
                now,
                actor,
                action,
                Subject::House,
                &detail,
            )?)
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_read_as_people_write_numbers() {
        let patterns = Patterns::parse("RN999999\n\n m 9999a ").unwrap();
        assert_eq!(patterns.text(), "RN999999\nM 9999A");
        for like in ["RN123456", "rn 123-456", "M1234B", "m1234b", ""] {
            assert_eq!(patterns.unlike(like), None, "{like}");
        }
        for unlike in ["RN12345", "EN123456", "M12345", "RNX23456", "一"] {
            let told = patterns.unlike(unlike);
            assert_eq!(told.as_deref(), Some("RN999999, M 9999A"), "{unlike}");
        }
        assert_eq!(
            Patterns::default().unlike("anything"),
            None,
            "nothing is known"
        );
    }

    #[test]
    fn what_no_number_looks_like_is_no_pattern() {
        assert_eq!(Patterns::parse(""), Some(Patterns::default()));
        for wrong in ["RN[0-9]+", "號9999", &"9".repeat(31), &"9\n".repeat(11)] {
            assert_eq!(Patterns::parse(wrong), None, "{wrong}");
        }
    }
}
