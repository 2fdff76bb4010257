//! What page code sees: the table of the `my` API, and the table of its error codes.
//!
//! Owns: the name, kind, options, results and clauses of every `my` function that this host has; what every error code
//! means and what to do about it. `canIUse`, the
//! installer of the natives and the order in which options are read all come from this one table, so that they
//! cannot drift apart.
//!
//! Never: names the engine, or does anything when a function is called.

mod api;
mod ask;
mod clauses;
mod codes;
mod dts;
mod request_codes;
mod table;

pub use api::{Api, Field, FieldType, Form};
pub use ask::can_i_use;
pub use clauses::{CLAUSES, Clause, is_clause};
pub use codes::{Applies, CODES, Channel, ErrorCode, explain, lookup};
pub use dts::my_dts;
pub use request_codes::{REQUEST_CODES, explain_request};
pub use table::{APIS, REQUEST_TASK, SOCKET_TASK, find};
