//! Modules: ES modules, CommonJS scripts and JSON, mixed in one project (FW-2).
//!
//! Owns: finding a module's file, telling its form, and evaluating each file once.
//!
//! Never: reads a file outside the project's root.

mod ahead;
mod arrows;
mod changed;
pub mod code;
mod commonjs;
mod discarded;
mod dynamic;
mod environment;
mod failure;
#[cfg(test)]
mod fixture;
mod form;
#[cfg(any(test, fuzzing))]
pub mod fuzzed;
mod getters;
mod graph;
mod imports;
mod lengths;
mod lines;
mod loader;
mod mend;
mod nesting;
mod originals;
mod prepared;
mod resolve;
mod rounds;
mod scanner;
mod source_map;
mod stacks;
mod statements;
mod survey;
mod syntax;
mod synthetic;
mod trampoline;
pub(crate) mod typed;
mod unresolved;
mod using;

pub(crate) use commonjs::install;
pub use failure::LoadFailure;
pub(crate) use loader::{Loader, Loaders};
pub(crate) use stacks::{install as install_stacks, raw as raw_stack, remove as remove_stacks};
