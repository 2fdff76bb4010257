//! What there is of a program, and of its process, at one moment.

use minihost_runtime::{Memory, Program};
use tokio::runtime::Handle;

/// The moment's numbers.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sample {
    /// Memory of the process that is in use, in KiB.
    pub(crate) resident: usize,
    /// Open descriptors of the process.
    pub(crate) descriptors: usize,
    /// Tasks of the program's runtime; those of connections in memory, on the server's side, among them.
    pub(crate) tasks: usize,
    /// Connections in memory that the host has not let go of.
    pub(crate) streams: usize,
    /// Calls of `my` that are not settled.
    pub(crate) calls: usize,
    /// Listeners.
    pub(crate) listeners: usize,
}

impl Sample {
    /// Of `program`, on its own thread.
    pub(crate) fn take(program: &Program, streams: usize) -> Self {
        let counts = program.counts();
        assert_eq!(counts.lost_calls, 0);
        Self {
            resident: resident(),
            descriptors: std::fs::read_dir("/proc/self/fd").unwrap().count(),
            tasks: Handle::current().metrics().num_alive_tasks(),
            streams,
            calls: counts.pending_calls,
            listeners: counts.listeners + counts.task_listeners,
        }
    }
}

fn resident() -> usize {
    Memory::open().unwrap().used().unwrap() / 1024
}
