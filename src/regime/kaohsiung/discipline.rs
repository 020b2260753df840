//! Awards against penalties (第二十八點).

use serde::Serialize;

use crate::regime::Cited;

/// How many commendations make a merit, and admonitions a demerit.
const THREE: i64 = 3;

/// The net that is as much as a demerit, in commendations.
pub(super) const DEMERIT: i64 = -THREE;

/// The awards and penalties of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DisciplineCase {
    /// 嘉獎
    pub commendation: u32,
    /// 記功
    pub merit: u32,
    /// 申誡
    pub admonition: u32,
    /// 記過
    pub demerit: u32,
}

/// What is left when they cancel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Discipline {
    /// In commendations; negative where the penalties outweigh.
    pub net: i64,
    /// It is as much as a demerit.
    pub reaches_demerit: bool,
}

impl Cited for Discipline {
    const ARTICLES: &'static [&'static str] = &["第二十八點"];
}

/// Sets awards against penalties.
#[must_use]
pub fn discipline(case: &DisciplineCase) -> Discipline {
    let awards = i64::from(case.commendation) + THREE * i64::from(case.merit);
    let penalties = i64::from(case.admonition) + THREE * i64::from(case.demerit);
    let net = awards - penalties;
    Discipline {
        net,
        reaches_demerit: net <= DEMERIT,
    }
}
