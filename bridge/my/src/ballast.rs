//! Bytes that page objects keep alive and that the garbage collector does not count.
//!
//! The collector looks at its own heap alone. A message's object is small; the string or the buffer in it is not, and
//! lives until the object is collected. Without this a server that sends large messages would fill the memory with
//! those that the page has long let go.

use std::cell::Cell;

/// After so many bytes of messages the collector runs. A collection takes about a millisecond in an ordinary page;
/// receiving so many bytes takes ten times as long.
const LIMIT: usize = 32 << 20;

/// The bytes of what was delivered since the last collection.
#[derive(Debug, Default)]
pub(crate) struct Ballast {
    bytes: Cell<usize>,
}

impl Ballast {
    /// Notes that the page was given `bytes`, and collects what it has let go when that adds up. Called between
    /// macrotasks only.
    pub(crate) fn add(&self, bytes: usize) {
        let bytes = self.bytes.get().saturating_add(bytes);
        let is_due = bytes >= LIMIT;
        self.bytes.set(if is_due { 0 } else { bytes });
        if is_due {
            boa_gc::force_collect();
        }
    }
}
