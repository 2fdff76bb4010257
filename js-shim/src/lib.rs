//! What page code sees: the table of the `my` API.
//!
//! Owns: the name, kind, options, results and clauses of every `my` function that this host has. `canIUse`, the
//! installer of the natives and the order in which options are read all come from this one table, so that they
//! cannot drift apart.
//!
//! Never: names the engine, or does anything when a function is called.

mod api;
mod ask;
mod table;

pub use api::{Api, Field, FieldType, Form};
pub use ask::can_i_use;
pub use table::{APIS, find};
