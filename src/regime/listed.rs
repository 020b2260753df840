//! Lists of what is the case: what a person lacks, what is wrong, what limits a grade.

/// The entries whose condition holds, in the order written, which is the order of the answer.
pub(super) fn listed<T, const ENTRIES: usize>(entries: [(bool, T); ENTRIES]) -> Vec<T> {
    entries
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, entry)| entry)
        .collect()
}
