//! The jury of a competition (art. 16).

use serde::Serialize;

use super::{Grade, Refusal};
use crate::regime::Cited;
use crate::regime::listed::listed;
use crate::regime::word::words;

/// How many members, and how many substitutes, a jury has besides its chair (art. 16(2)).
const SEATS: usize = 2;

/// A jury that is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JuryCase {
    /// The grade competed for.
    pub competition_grade: Grade,
    /// The specialty competed for; needed for the grade of specialist, else of no matter.
    pub specialty: Option<String>,
    /// No nurse with that specialty can be had.
    pub specialty_unavailable: bool,
    /// The chair.
    pub chair: Juror,
    /// The members.
    pub members: Vec<Juror>,
    /// The substitutes.
    pub substitutes: Vec<Juror>,
}

/// A nurse on a jury.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Juror {
    /// The grade held.
    pub grade: Grade,
    /// The specialist educations held.
    pub specialties: Vec<String>,
}

words! {
    /// What is wrong with a jury.
    pub enum JuryFault {
        /// Not two members and two substitutes.
        Size = "size",
        /// Somebody is of a lower grade than the one competed for.
        Grade = "grade",
        /// No member of the specialty.
        SpecialtyMember = "specialty_member",
        /// No substitute of the specialty.
        SpecialtySubstitute = "specialty_substitute",
    }
}

/// Whether the jury may be appointed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Jury {
    /// It may.
    pub valid: bool,
    /// What is wrong with it.
    pub faults: Vec<JuryFault>,
}

impl Cited for Jury {
    const ARTICLES: &'static [&'static str] = &["第十六條"];
}

/// Checks a jury.
///
/// # Errors
/// Where a competition for specialists names no specialty.
pub fn jury(case: &JuryCase) -> Result<Jury, Refusal> {
    if case.competition_grade == Grade::Specialist && case.specialty.is_none() {
        return Err(Refusal::NoSpecialty);
    }
    let wrong_size = case.members.len() != SEATS || case.substitutes.len() != SEATS;
    let faults = listed([
        (wrong_size, JuryFault::Size),
        (anybody_lower(case), JuryFault::Grade),
        (
            lacks_specialty(case, &case.members),
            JuryFault::SpecialtyMember,
        ),
        (
            lacks_specialty(case, &case.substitutes),
            JuryFault::SpecialtySubstitute,
        ),
    ]);
    Ok(Jury {
        valid: faults.is_empty(),
        faults,
    })
}

/// Somebody is of a lower grade than the one competed for (art. 16(4)).
fn anybody_lower(case: &JuryCase) -> bool {
    let mut everybody = [&case.chair]
        .into_iter()
        .chain(&case.members)
        .chain(&case.substitutes);
    everybody.any(|juror| juror.grade < case.competition_grade)
}

/// In a competition for specialists nobody on these seats has the specialty, or any where it cannot be
/// had (art. 16(5)).
fn lacks_specialty(case: &JuryCase, seats: &[Juror]) -> bool {
    let wanted = case.specialty.as_ref();
    let counts = |held: &String| case.specialty_unavailable || Some(held) == wanted;
    let has_it = |juror: &Juror| juror.specialties.iter().any(counts);
    case.competition_grade == Grade::Specialist && !seats.iter().any(has_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn juror(grade: Grade, specialties: &[&str]) -> Juror {
        Juror {
            grade,
            specialties: specialties.iter().map(ToString::to_string).collect(),
        }
    }

    fn case(competition_grade: Grade) -> JuryCase {
        JuryCase {
            competition_grade,
            specialty: Some("icu".into()),
            specialty_unavailable: false,
            chair: juror(Grade::Supervisor, &["icu"]),
            members: vec![juror(Grade::Supervisor, &[]); 2],
            substitutes: vec![juror(Grade::Supervisor, &["renal"]); 2],
        }
    }

    #[test]
    fn the_specialty_of_the_chair_does_not_count() {
        assert_eq!(
            jury(&case(Grade::Specialist)).unwrap().faults,
            [JuryFault::SpecialtyMember, JuryFault::SpecialtySubstitute]
        );
        assert!(jury(&case(Grade::Head)).unwrap().valid);
    }

    #[test]
    fn where_the_specialty_cannot_be_had_another_does() {
        let unavailable = JuryCase {
            specialty_unavailable: true,
            ..case(Grade::Specialist)
        };
        assert_eq!(
            jury(&unavailable).unwrap().faults,
            [JuryFault::SpecialtyMember]
        );
        let unnamed = JuryCase {
            specialty: None,
            ..unavailable
        };
        assert_eq!(jury(&unnamed), Err(Refusal::NoSpecialty));
    }

    #[test]
    fn nobody_is_of_a_lower_grade() {
        let low_chair = JuryCase {
            chair: juror(Grade::Head, &[]),
            ..case(Grade::Supervisor)
        };
        assert_eq!(jury(&low_chair).unwrap().faults, [JuryFault::Grade]);
    }
}
