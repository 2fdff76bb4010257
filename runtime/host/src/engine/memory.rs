//! How much memory the process holds.

use std::fs::File;
use std::os::unix::fs::FileExt;

/// Where Linux tells it (proc(5)); a system without this file tells nothing.
const STATM: &str = "/proc/self/statm";

/// The file, kept open, since it is read many times.
#[derive(Debug)]
pub struct Memory {
    statm: File,
}

impl Memory {
    /// Nothing, where the system does not tell.
    #[must_use]
    pub fn open() -> Option<Self> {
        File::open(STATM).ok().map(|statm| Self { statm })
    }

    /// Bytes that are in memory, those of the program's file included.
    #[must_use]
    pub fn used(&self) -> Option<usize> {
        let mut bytes = [0; 128];
        let length = self.statm.read_at(&mut bytes, 0).ok()?;
        let text = std::str::from_utf8(bytes.get(..length)?).ok()?;
        let pages: usize = text.split_whitespace().nth(1)?.parse().ok()?;
        Some(pages.saturating_mul(rustix::param::page_size()))
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_is_used() {
        let memory = Memory::open().unwrap();
        let before = memory.used().unwrap();
        let filled = vec![1_u8; 64 << 20];
        let after = memory.used().unwrap();
        assert!(filled.len() == 64 << 20 && after > before + (48 << 20), "{before} {after}");
    }
}
