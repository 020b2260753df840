//! The pay index of a grade and step (annexes I and III) and the salary it gives (art. 27).

use serde::Serialize;

use super::{Grade, Refusal};
use crate::regime::Cited;
use crate::regime::exact::Money;
use crate::regime::point_value::PointValue;
use crate::regime::within::Within;
use crate::regime::word::words;

words! {
    /// Which annex a nurse is paid by.
    pub enum PayTable {
        /// 附件一: nurses with a bachelor's degree, or annex II's 250 points.
        I = "I",
        /// 附件三: nurses with neither.
        Iii = "III",
    }
}

/// The cell of the pay table that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayIndexCase {
    /// The table.
    pub table: PayTable,
    /// The row.
    pub grade: Grade,
    /// The column.
    pub step: Within<1, 5>,
}

/// A cell of the pay table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PayIndex {
    /// Pay points (薪俸點).
    pub index: u32,
}

impl Cited for PayIndex {
    const ARTICLES: &'static [&'static str] = &["第二十七條", "附件一", "附件三"];
}

/// A number of pay points and their value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SalaryCase {
    /// Pay points.
    pub index: u32,
    /// What a point is worth in MOP: set elsewhere and changed often, so always given.
    pub point_value: PointValue,
}

/// The pay for a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Salary {
    /// MOP a month.
    pub monthly: Money,
}

impl Cited for Salary {
    const ARTICLES: &'static [&'static str] = &["第二十七條"];
}

/// Looks up the pay index.
///
/// # Errors
/// Where the annex leaves the cell empty.
pub fn pay_index(case: &PayIndexCase) -> Result<PayIndex, Refusal> {
    let index = case.step.pick(indices(case.table, case.grade));
    let empty = Refusal::EmptyCell {
        table: case.table,
        grade: case.grade,
        step: case.step.get(),
    };
    index.map(|index| PayIndex { index }).ok_or(empty)
}

/// The salary that an index gives.
#[must_use]
pub fn salary(case: &SalaryCase) -> Salary {
    Salary {
        monthly: Money::half_up(case.point_value.times(case.index)),
    }
}

/// How many steps a table has for a grade.
pub(super) fn steps(table: PayTable, grade: Grade) -> usize {
    indices(table, grade).len()
}

/// The steps of a grade, as the annexes print them; none where the grade is not in the annex.
const fn indices(table: PayTable, grade: Grade) -> &'static [u32] {
    match (table, grade) {
        (PayTable::I, Grade::Supervisor) => &[700, 710, 720, 735],
        (PayTable::I, Grade::Head) => &[600, 610, 620, 630],
        (PayTable::I, Grade::SeniorSpecialist) => &[550, 560, 570, 580],
        (PayTable::I, Grade::Specialist) => &[510, 520, 530, 540],
        (PayTable::I, Grade::Senior) => &[475, 485, 495, 505],
        (PayTable::I, Grade::GradeOne) => &[430, 440, 450, 460, 470],
        (PayTable::Iii, Grade::Senior) => &[410, 420, 430, 440],
        (PayTable::Iii, Grade::GradeOne) => &[350, 360, 370, 385, 405],
        (
            PayTable::Iii,
            Grade::Specialist | Grade::SeniorSpecialist | Grade::Head | Grade::Supervisor,
        ) => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(table: PayTable, grade: Grade, step: u32) -> Option<u32> {
        let step = Within::new(step).unwrap();
        pay_index(&PayIndexCase { table, grade, step })
            .ok()
            .map(|answer| answer.index)
    }

    #[test]
    fn a_fifth_step_is_for_grade_one_alone() {
        for &grade in Grade::ALL {
            assert_eq!(
                index(PayTable::I, grade, 5).is_some(),
                grade == Grade::GradeOne
            );
            assert!(index(PayTable::I, grade, 4).is_some());
        }
        assert_eq!(index(PayTable::Iii, Grade::GradeOne, 5), Some(405));
        assert_eq!(index(PayTable::Iii, Grade::Specialist, 1), None);
    }

    #[test]
    fn pay_never_falls_as_step_or_grade_rises() {
        for &table in PayTable::ALL {
            for &grade in Grade::ALL {
                assert!(indices(table, grade).is_sorted());
            }
            let firsts: Vec<_> = Grade::ALL
                .iter()
                .filter_map(|&grade| index(table, grade, 1))
                .collect();
            assert!(firsts.is_sorted());
        }
    }

    #[test]
    fn half_a_pataca_goes_up() {
        let point_value = PointValue::parse("91.5").unwrap();
        assert_eq!(
            salary(&SalaryCase {
                index: 385,
                point_value
            })
            .monthly,
            Money::whole(35_228)
        );
    }
}
