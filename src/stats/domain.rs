//! The figures, in the shape in which they are published.

use crate::domain::{Category, Profession};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Members of one category.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Approved, with an open account.
    pub approved: i64,
    /// Of these, with at least one confirmed shift: held, and past its undo window.
    pub matched: i64,
}

/// One count for each category, always all four and in this order.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByCategory {
    /// Enrolled nurses (general).
    pub en_general: Count,
    /// Registered nurses (general).
    pub rn_general: Count,
    /// Doctors without an entry on the Specialist Register.
    pub doctor_non_specialist: Count,
    /// Doctors on the Specialist Register.
    pub doctor_specialist: Count,
}

impl ByCategory {
    /// The count of a category.
    pub fn of(&self, category: Category) -> Count {
        match category {
            Category::EnGeneral => self.en_general,
            Category::RnGeneral => self.rn_general,
            Category::DoctorNonSpecialist => self.doctor_non_specialist,
            Category::DoctorSpecialist => self.doctor_specialist,
        }
    }

    fn slot(&mut self, category: Category) -> &mut Count {
        match category {
            Category::EnGeneral => &mut self.en_general,
            Category::RnGeneral => &mut self.rn_general,
            Category::DoctorNonSpecialist => &mut self.doctor_non_specialist,
            Category::DoctorSpecialist => &mut self.doctor_specialist,
        }
    }
}

/// Everything that is published, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The day, in the service's zone.
    pub as_at: NaiveDate,
    /// Approved members.
    pub approved: i64,
    /// Matched among the doctors.
    pub matched_doctors: i64,
    /// Matched among the nurses.
    pub matched_nurses: i64,
    /// The same by category.
    pub by_category: ByCategory,
}

impl Figures {
    /// Adds up what the query answered; a category without a row counts nobody.
    pub fn new(as_at: NaiveDate, rows: &[(Category, Count)]) -> Self {
        let mut by_category = ByCategory::default();
        for (category, count) in rows {
            *by_category.slot(*category) = *count;
        }
        let matched = |profession: Profession| {
            Category::ALL
                .iter()
                .filter(|category| category.profession() == profession)
                .map(|category| by_category.of(*category).matched)
                .sum()
        };
        Self {
            as_at,
            approved: Category::ALL
                .iter()
                .map(|category| by_category.of(*category).approved)
                .sum(),
            matched_doctors: matched(Profession::Doctor),
            matched_nurses: matched(Profession::Nurse),
            by_category,
        }
    }

    /// All matched members.
    pub fn matched(&self) -> i64 {
        self.matched_doctors + self.matched_nurses
    }

    /// The figures for spreadsheets: UTF-8 with a byte order mark, one row a category. Every cell is
    /// a fixed word, a date or a number, so no cell can be taken for a formula.
    pub fn csv(&self) -> String {
        let head = "\u{feff}as_at,category,approved,matched\r\n".to_owned();
        Category::ALL.iter().fold(head, |text, category| {
            let count = self.by_category.of(*category);
            format!(
                "{text}{},{category},{},{}\r\n",
                self.as_at, count.approved, count.matched
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures() -> Figures {
        let count = |approved, matched| Count { approved, matched };
        Figures::new(
            NaiveDate::from_ymd_opt(2026, 3, 2).expect("a date"),
            &[
                (Category::DoctorSpecialist, count(9, 2)),
                (Category::RnGeneral, count(80, 60)),
                (Category::EnGeneral, count(20, 5)),
            ],
        )
    }

    #[test]
    fn the_json_has_all_four_categories_in_order() {
        assert_eq!(
            serde_json::to_string(&figures()).expect("json"),
            r#"{"as_at":"2026-03-02","approved":109,"matched_doctors":2,"matched_nurses":65,"by_category":{"en_general":{"approved":20,"matched":5},"rn_general":{"approved":80,"matched":60},"doctor_non_specialist":{"approved":0,"matched":0},"doctor_specialist":{"approved":9,"matched":2}}}"#
        );
    }

    #[test]
    fn the_csv_opens_in_a_spreadsheet_and_holds_no_formula() {
        let csv = figures().csv();
        let mut lines = csv.lines();
        assert_eq!(
            lines.next(),
            Some("\u{feff}as_at,category,approved,matched")
        );
        assert_eq!(lines.next(), Some("2026-03-02,en_general,20,5"));
        assert_eq!(lines.count(), 3);
        assert!(
            !csv.split([',', '\n'])
                .any(|cell| cell.starts_with(['=', '+', '-', '@', '\t']))
        );
    }
}
