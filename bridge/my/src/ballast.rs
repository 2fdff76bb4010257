//! Bytes that page objects keep alive and that the garbage collector does not count.
//!
//! The collector looks at its own heap alone. A message's object is small; the string or the buffer in it is not, and
//! lives until the object is collected. Without this a server that sends large messages would fill the memory with
//! those that the page has long let go.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// After so many bytes of messages the collector runs, where it is quick: as long as they stay, their memory comes fresh from
/// the system, which takes longer than looking at an ordinary page.
const LEAST: usize = 8 << 20;

/// And after so many in any case.
const MOST: usize = 32 << 20;

/// For each microsecond that the last collection took, so many bytes may come before the next one: receiving them takes ten
/// times as long.
const BYTES_PER_MICROSECOND: usize = 10 << 10;

/// The bytes of what was delivered since the last collection.
#[derive(Debug)]
pub(crate) struct Ballast {
    bytes: Cell<usize>,
    limit: Cell<usize>,
}

impl Default for Ballast {
    fn default() -> Self {
        Self { bytes: Cell::new(0), limit: Cell::new(LEAST) }
    }
}

impl Ballast {
    /// Notes that the page was given `bytes`, and collects what it has let go when that adds up. Called between
    /// macrotasks only.
    #[expect(clippy::disallowed_methods, reason = "a collection takes real time; no program sees what comes of it")]
    pub(crate) fn add(&self, bytes: usize) {
        let bytes = self.bytes.get().saturating_add(bytes);
        self.bytes.set(bytes);
        if bytes < self.limit.get() {
            return;
        }
        let start = Instant::now();
        boa_gc::force_collect();
        self.bytes.set(0);
        self.limit.set(limit_after(start.elapsed()));
    }
}

/// How many bytes may come after a collection that took this long.
fn limit_after(collection: Duration) -> usize {
    let micros = usize::try_from(collection.as_micros()).unwrap_or(usize::MAX);
    micros.saturating_mul(BYTES_PER_MICROSECOND).clamp(LEAST, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_a_collection_takes_the_rarer_it_is() {
        let mib = |micros| limit_after(Duration::from_micros(micros)) >> 20;
        assert_eq!([0, 300, 1_600, 3_000, 1_000_000].map(mib), [8, 8, 15, 29, 32]);
        assert_eq!(limit_after(Duration::MAX), MOST);
    }
}
