//! What PostgreSQL may ask for again: a transaction that lost against another one.

use super::Unavailable;

/// How often a change is tried before its conflict is reported.
const TRIES: usize = 5;

/// What a change may fail with.
pub trait WriteError: From<diesel::result::Error> + From<Unavailable> + Send + 'static {
    /// Whether running the same change again may succeed (deadlock, serialization failure).
    fn is_transient(&self) -> bool;
}

/// Whether the database itself asks for the transaction to be run again.
pub fn is_transient(error: &diesel::result::Error) -> bool {
    use diesel::result::{DatabaseErrorKind, Error};
    match error {
        Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        Error::DatabaseError(_, information) => information.message().contains("deadlock detected"),
        _ => false,
    }
}

pub fn with_retries<T, E: WriteError, F>(
    mut change: F,
    mut run: impl FnMut(&mut F) -> Result<T, E>,
) -> Result<T, E> {
    for _ in 1..TRIES {
        match run(&mut change) {
            Err(error) if error.is_transient() => {}
            settled => return settled,
        }
    }
    run(&mut change)
}
