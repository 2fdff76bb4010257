//! The declarations for editors: the compiler accepts them and everything that is written with them, and they name what is
//! really there.
//!
//! The compiler is a package of `tests/types/package.json`: `npm ci` in `tests/types` gets it. Without it the checks that
//! need it say so and pass, but not in CI.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "reads files, and says what it cannot check"
)]

mod compiler;
mod globals;
mod published;
