//! What a program may use: time, the time of one turn of its script, memory.
//!
//! A script that does not come back cannot end itself, so the thread that watches looks at it a few times a second.

use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use minihost_log::{Clock, Timestamp};
use minihost_runtime::{Control, Memory, STACK_BYTES};

use super::news::{LOOK, News, Newsroom};
use super::{GRACE, memory_is_known};

/// What a run may use; nothing is a limit where there is none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fences {
    /// How long it may take. The program keeps this itself, as long as its script comes back.
    pub(crate) timeout: Option<Duration>,
    /// How long its script may go without coming back.
    pub(crate) turn: Option<Duration>,
    /// How many bytes of memory the process may hold.
    pub(crate) memory: Option<usize>,
}

/// What a script can fill between two looks, more than twice over.
const MARGIN: usize = 1 << 30;

impl Fences {
    /// The stack of the program's thread, in bytes.
    ///
    /// Built-in functions that call each other (a text of lists of lists, proxies of proxies, the parser) use it, and running
    /// out of it cannot be caught. But what is used of it is memory: with room for more than the memory that the program may
    /// have, that limit is passed first.
    pub(super) fn stack(&self) -> usize {
        // A thread that is never entered so deeply has the same cost with either.
        let watched = self.memory.filter(|_| memory_is_known() && usize::BITS >= 64);
        STACK_BYTES.max(watched.map_or(0, |most| most.saturating_add(MARGIN)))
    }
}

/// Which limit was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Excess {
    Time,
    Turn,
    /// The process holds so many bytes.
    Memory(usize),
}

/// Looks at one program.
pub(super) struct Watch {
    fences: Fences,
    memory: Option<Memory>,
    clock: Clock,
    /// When the script was looked at last.
    looked: Timestamp,
    /// The turn that went on then, and how long it has been seen to go on.
    turn: Option<(u64, Duration)>,
}

impl Watch {
    /// Watches a program that starts now.
    pub(super) fn new(fences: Fences) -> Self {
        let clock = Clock::system();
        let memory = fences.memory.and_then(|_| Memory::open());
        Self { fences, memory, clock, looked: clock.now(), turn: None }
    }

    /// The next news of the program, or the limit that it has passed.
    pub(super) fn next(&mut self, news: &Newsroom, control: &Control) -> Result<News, Excess> {
        let end = self.fences.timeout.map(|timeout| self.clock.now().after(timeout + GRACE));
        loop {
            let left = end.map_or(LOOK, |end| end.since(self.clock.now()));
            match news.next(left.min(LOOK)) {
                Ok(news) => return Ok(news),
                // The program's thread is gone, without a word.
                Err(RecvTimeoutError::Disconnected) => return Err(Excess::Time),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if let Some(excess) = self.look(control) {
                return Err(excess);
            }
            if end.is_some_and(|end| end <= self.clock.now()) {
                return Err(Excess::Time);
            }
        }
    }

    fn look(&mut self, control: &Control) -> Option<Excess> {
        let now = self.clock.now();
        // A machine that slept, or a process that was stopped, has not run any script meanwhile.
        let passed = now.since(self.looked).min(2 * LOOK);
        self.looked = now;
        self.turn = control.turn().map(|turn| match self.turn {
            Some((known, time)) if known == turn => (turn, time + passed),
            _ => (turn, Duration::ZERO),
        });
        if let (Some(limit), Some((_, time))) = (self.fences.turn, self.turn)
            && time >= limit
        {
            return Some(Excess::Turn);
        }
        let used = self.memory.as_ref()?.used()?;
        (used > self.fences.memory?).then_some(Excess::Memory(used))
    }
}
