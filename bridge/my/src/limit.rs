//! What a page is told that has too much of something, where it has no other way to hear of it.

use boa_engine::{JsError, JsNativeError};

/// A `RangeError` for page code, thrown by the call that would have gone over a limit: `name: there are LIMIT WHAT already,
/// which is the limit (--OPTION)`.
///
/// Calls that have a `fail` callback fail instead, but for those that would make another call that is not settled.
#[must_use]
pub fn too_many(name: &str, limit: usize, what: &str, option: &str) -> JsError {
    let message = format!("{name}: there are {limit} {what} already, which is the limit (--{option})");
    JsNativeError::range().with_message(message).into()
}
