//! `expect(value).toBe(…)` and its kin, with Jest's names and meanings.
//!
//! Owns: the matchers, what equality means, and how a mismatch is told.
//!
//! Never: judges a test. A matcher that does not match throws an ordinary `Error`; what is known beyond its message is
//! kept beside it for the reports.
//!
//! Values may come from another realm of the engine, so nothing here looks at prototypes to tell what a value is.

mod assertions;
mod asymmetric;
mod calls;
mod equality;
mod extend;
mod matchers;
mod object;
mod show;

pub(crate) use assertions::Assertions;
pub(crate) use equality::{Rules, equal};
pub(crate) use matchers::throw;
pub(crate) use object::install;
