//! Which connection something belongs to.

use std::fmt;

/// The number of a connection, counted from 1 in the order of the `connectSocket` calls of one mini-program.
///
/// A replaced connection keeps its number, so that nothing of it can be taken for its successor's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Generation(u32);

impl Generation {
    /// The first connection of a mini-program.
    pub const FIRST: Self = Self(1);

    /// The generation that follows this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }

    /// The number itself.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
