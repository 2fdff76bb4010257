//! Mutants: ways in which the host can be made wrong, one at a time, to prove that the conformance suite notices each.
//!
//! Owns: the table of mutants, and the question whether one is active. The places that go wrong ask [`is`] in one line.
//!
//! Never: active in what people get. Without the feature `on`, which only `tests/mutants` asks for, [`is`] is a constant
//! `false`: the compiler removes every hook, and no environment variable is read.

mod table;

pub use table::Mutant;

/// The environment variable that names the active mutant, in a build with the feature.
#[cfg(feature = "on")]
pub const VARIABLE: &str = "MINIHOST_MUTANT";

/// Whether the host is to be wrong in this way.
#[cfg(feature = "on")]
#[must_use]
pub fn is(mutant: Mutant) -> bool {
    static ACTIVE: std::sync::OnceLock<Option<Mutant>> = std::sync::OnceLock::new();
    *ACTIVE.get_or_init(|| {
        let name = std::env::var(VARIABLE).ok()?;
        Mutant::ALL.iter().copied().find(|mutant| mutant.name() == name)
    }) == Some(mutant)
}

/// Whether the host is to be wrong in this way: never.
#[cfg(not(feature = "on"))]
#[must_use]
#[inline(always)]
pub const fn is(_: Mutant) -> bool {
    false
}
