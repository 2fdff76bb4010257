//! What a test script can do: `describe`, `it`, `launch`, `peer`, `clock`, `events`.
//!
//! Owns: the globals of a test script, and the order in which its tests and hooks run.
//!
//! Never: prints, decides which files run, or judges more than one file.

mod call;
mod expect;
mod extension;
mod failure;
mod history;
mod kit;
mod label;
mod later;
mod leaks;
mod mock;
mod native;
mod output;
mod run;
mod tools;
mod tree;
mod worker;

pub use kit::Reporter;
pub use worker::run;

/// The declarations of all this, for editors and for `tsc`.
pub const TEST_DTS: &str = include_str!("../test.d.ts");
