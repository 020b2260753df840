//! Other leave (第十七點).

use rust_decimal::Decimal;
use serde::Serialize;

use super::Refusal;
use crate::regime::Cited;
use crate::regime::word::words;

/// A leave that is asked for. A field that the leave does not need is of no matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeaveCase {
    /// The kind of leave.
    pub r#type: LeaveType,
    /// Who died; bereavement needs it.
    pub relation: Option<Relation>,
    /// Months of the pregnancy that was lost; miscarriage needs it.
    pub pregnancy_months: Option<Decimal>,
    /// Months in service; maternity and miscarriage need it.
    pub service_months: Option<Decimal>,
}

words! {
    /// A kind of leave.
    pub enum LeaveType {
        /// 事假
        Personal = "personal",
        /// 普通傷病假, the days not in hospital
        Sick = "sick",
        /// 婚假
        Marriage = "marriage",
        /// 喪假
        Bereavement = "bereavement",
        /// 分娩假
        Maternity = "maternity",
        /// 流產
        Miscarriage = "miscarriage",
        /// 陪產假
        Paternity = "paternity",
    }
}

words! {
    /// Who died.
    pub enum Relation {
        /// 父母
        Parent = "parent",
        /// 養父母
        AdoptiveParent = "adoptive_parent",
        /// 繼父母
        StepParent = "step_parent",
        /// 配偶
        Spouse = "spouse",
        /// 祖父母
        Grandparent = "grandparent",
        /// 子女
        Child = "child",
        /// 配偶之父母、養父母或繼父母
        SpouseParent = "spouse_parent",
        /// 曾祖父母
        GreatGrandparent = "great_grandparent",
        /// 兄弟姊妹
        Sibling = "sibling",
        /// 配偶之祖父母
        SpouseGrandparent = "spouse_grandparent",
    }
}

words! {
    /// How much of the wage is paid.
    pub enum LeavePay {
        /// 不給工資
        None = "none",
        /// 工資折半
        Half = "half",
        /// 工資照給
        Full = "full",
    }
}

/// The leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Leave {
    /// Days; for personal and sick leave in a year.
    pub days: u32,
    /// How much of the wage is paid.
    pub pay: LeavePay,
}

impl Cited for Leave {
    const ARTICLES: &'static [&'static str] = &["第十七點"];
}

/// The days and pay of a leave.
///
/// # Errors
/// Where a field that the leave needs was not given.
pub fn leave(case: &LeaveCase) -> Result<Leave, Refusal> {
    let needs = |field, allowed| Refusal::Needs {
        leave: case.r#type,
        field,
        allowed,
    };
    let months = "a number of 0 or more";
    let service = || case.service_months.ok_or(needs("service_months", months));
    let (days, pay) = match case.r#type {
        LeaveType::Personal => (14, LeavePay::None),
        LeaveType::Sick => (30, LeavePay::Half),
        LeaveType::Marriage => (8, LeavePay::Full),
        LeaveType::Paternity => (5, LeavePay::Full),
        LeaveType::Bereavement => (
            bereavement_days(
                case.relation
                    .ok_or(needs("relation", "one that is listed"))?,
            ),
            LeavePay::Full,
        ),
        LeaveType::Maternity => (56, motherhood_pay(service()?)),
        LeaveType::Miscarriage => {
            let pregnancy = case
                .pregnancy_months
                .ok_or(needs("pregnancy_months", months))?;
            (miscarriage_days(pregnancy), motherhood_pay(service()?))
        }
    };
    Ok(Leave { days, pay })
}

const fn bereavement_days(relation: Relation) -> u32 {
    match relation {
        Relation::Parent | Relation::AdoptiveParent | Relation::StepParent | Relation::Spouse => 8,
        Relation::Grandparent | Relation::Child | Relation::SpouseParent => 6,
        Relation::GreatGrandparent | Relation::Sibling | Relation::SpouseGrandparent => 3,
    }
}

fn miscarriage_days(pregnancy_months: Decimal) -> u32 {
    if pregnancy_months < Decimal::TWO {
        5
    } else if pregnancy_months < Decimal::from(3) {
        7
    } else {
        28
    }
}

/// Full from six months of service, else half.
fn motherhood_pay(service_months: Decimal) -> LeavePay {
    if service_months >= Decimal::from(6) {
        LeavePay::Full
    } else {
        LeavePay::Half
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: LeaveCase = LeaveCase {
        r#type: LeaveType::Personal,
        relation: None,
        pregnancy_months: None,
        service_months: None,
    };

    #[test]
    fn a_leave_names_the_field_it_lacks() {
        let said = |case: LeaveCase| leave(&case).unwrap_err().to_string();
        let miscarriage = LeaveCase {
            r#type: LeaveType::Miscarriage,
            ..NOTHING
        };
        assert_eq!(
            said(miscarriage),
            "pregnancy_months must be a number of 0 or more for miscarriage leave, not null"
        );
        let pregnancy_months = Some(Decimal::ONE);
        assert_eq!(
            said(LeaveCase {
                pregnancy_months,
                ..miscarriage
            }),
            "service_months must be a number of 0 or more for miscarriage leave, not null"
        );
        assert!(
            leave(&LeaveCase {
                r#type: LeaveType::Maternity,
                pregnancy_months,
                ..NOTHING
            })
            .is_err()
        );
        assert!(
            leave(&LeaveCase {
                r#type: LeaveType::Bereavement,
                ..NOTHING
            })
            .is_err()
        );
    }

    #[test]
    fn the_months_of_a_lost_pregnancy_make_the_days() {
        let days = |tenths| {
            let case = LeaveCase {
                r#type: LeaveType::Miscarriage,
                pregnancy_months: Some(Decimal::new(tenths, 1)),
                service_months: Some(Decimal::new(59, 1)),
                ..NOTHING
            };
            leave(&case).unwrap()
        };
        assert_eq!(
            days(19),
            Leave {
                days: 5,
                pay: LeavePay::Half
            }
        );
        assert_eq!([days(20).days, days(29).days, days(30).days], [7, 7, 28]);
    }
}
