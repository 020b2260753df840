//! Numbers and lists that carry their range in their type.

use rust_decimal::Decimal;

/// An integer from `MIN` to `MAX`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Within<const MIN: u32, const MAX: u32>(u32);

impl<const MIN: u32, const MAX: u32> Within<MIN, MAX> {
    /// `None` where the number is out of range.
    #[must_use]
    pub const fn new(number: u32) -> Option<Self> {
        if MIN <= number && number <= MAX {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The entry for this number in a table whose first entry is the one for `MIN`.
    #[must_use]
    pub fn pick<T: Copy>(self, table: &[T]) -> Option<T> {
        let place = usize::try_from(self.0 - MIN).ok()?;
        table.get(place).copied()
    }
}

/// A decimal from 0 to `MAX`, both included: a mark, or a part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct UpTo<const MAX: u32>(Decimal);

impl<const MAX: u32> UpTo<MAX> {
    /// `None` where the number is out of range.
    #[must_use]
    pub fn new(number: Decimal) -> Option<Self> {
        (Decimal::ZERO <= number && number <= Decimal::from(MAX)).then_some(Self(number))
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> Decimal {
        self.0
    }
}

/// A list of no more than `MOST` entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtMost<T, const MOST: usize>(Vec<T>);

impl<T, const MOST: usize> AtMost<T, MOST> {
    /// `None` where there are more.
    #[must_use]
    pub fn new(entries: Vec<T>) -> Option<Self> {
        (entries.len() <= MOST).then_some(Self(entries))
    }

    /// The entries, in the order given.
    #[must_use]
    pub fn entries(&self) -> &[T] {
        &self.0
    }
}
