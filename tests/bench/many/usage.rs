//! What this process has used of the machine.

use std::io;

use minihost_runtime::Memory;

/// At one moment, or between two of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Usage {
    /// CPU time of all threads, in milliseconds.
    pub(crate) cpu_ms: f64,
    /// Memory that is resident, in KiB.
    pub(crate) kib: f64,
}

impl Usage {
    /// Until now.
    ///
    /// # Errors
    /// Where the kernel does not tell: Linux alone has these files.
    pub(crate) fn now() -> io::Result<Self> {
        let bytes = Memory::open().and_then(|memory| memory.used());
        let bytes = bytes.ok_or_else(|| io::Error::other("the system does not tell how much memory is in use"))?;
        // What each thread has run, in nanoseconds; `/proc/self/stat` tells hundredths of a second alone.
        let mut nanos = 0;
        for thread in std::fs::read_dir("/proc/self/task")? {
            let ran = read(thread?.path().join("schedstat"))?;
            nanos += ran.split(' ').next().and_then(|ran| ran.parse::<u64>().ok()).unwrap_or_default();
        }
        #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 nanoseconds and bytes")]
        let (cpu_ms, kib) = (nanos as f64 / 1e6, bytes as f64 / 1024.0);
        Ok(Self { cpu_ms, kib })
    }

    /// What was used since `before`.
    pub(crate) fn since(self, before: Self) -> Self {
        Self { cpu_ms: self.cpu_ms - before.cpu_ms, kib: self.kib - before.kib }
    }
}

#[expect(clippy::disallowed_methods, reason = "the kernel tells it in files")]
fn read(path: impl AsRef<std::path::Path>) -> io::Result<String> {
    std::fs::read_to_string(path)
}
