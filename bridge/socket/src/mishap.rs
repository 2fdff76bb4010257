//! Mishaps: the n-th operation of a kind fails on purpose, to prove that a program ends well whatever fails
//! (`tests/torture`).
//!
//! Only a program that is embedded can ask for one ([`Settings::mishaps`](crate::Settings::mishaps)): no option and no
//! environment variable leads here. Without a plan a dial, a send, a timer and a call of page code cost one branch more, and
//! streams of bytes nothing: a stream that may fail is one of a kind of its own.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

macro_rules! mishaps {
    ($(
        $(#[doc = $doc:literal])+
        $operation:ident: $($(#[doc = $how:literal])+ $mishap:ident => $name:literal,)+;
    )+) => {
        /// A kind of operation that can be made to fail.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Operation {
            $($(#[doc = $doc])+ $operation,)+
        }

        /// A way in which an operation fails.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Mishap {
            $($($(#[doc = $how])+ $mishap,)+)+
        }

        impl Operation {
            const ALL: &'static [Self] = &[$(Self::$operation),+];
        }

        impl Mishap {
            /// All of them.
            pub const ALL: &'static [Self] = &[$($(Self::$mishap),+),+];

            /// What people know it by.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $($(Self::$mishap => $name,)+)+ }
            }

            /// What fails.
            #[must_use]
            pub const fn operation(self) -> Operation {
                match self { $($(Self::$mishap => Operation::$operation,)+)+ }
            }
        }
    };
}

mishaps! {
    /// A name is looked up.
    Names:
        /// There is no such name.
        NameNotFound => "name-not-found",
        /// The answer never comes.
        NameStalls => "name-stalls",
    ;
    /// A TCP connection is made.
    Connect:
        /// It is refused.
        ConnectRefused => "connect-refused",
        /// Nobody answers.
        ConnectStalls => "connect-stalls",
    ;
    /// TLS is negotiated.
    Tls:
        /// It cannot be agreed on.
        TlsFails => "tls-fails",
        /// The server's part never comes.
        TlsStalls => "tls-stalls",
    ;
    /// Bytes are read: reads with a result are counted.
    Read:
        /// The connection was reset, and what was to be read is lost.
        ReadReset => "read-reset",
        /// The peer has ended its side; what it had sent after that is lost.
        ReadEnds => "read-ends",
        /// Nothing more ever comes.
        ReadStalls => "read-stalls",
    ;
    /// Bytes are written.
    Write:
        /// The pipe is broken, for good.
        WriteBreaks => "write-breaks",
        /// The peer takes nothing more, ever.
        WriteStalls => "write-stalls",
    ;
    /// Written bytes are flushed.
    Flush:
        /// The pipe is broken, for good.
        FlushBreaks => "flush-breaks",
        /// The peer takes nothing more, ever.
        FlushStalls => "flush-stalls",
    ;
    /// This side of a stream is ended.
    Shutdown:
        /// The pipe is broken.
        ShutdownFails => "shutdown-fails",
        /// It never comes to an end.
        ShutdownStalls => "shutdown-stalls",
    ;
    /// The host starts to wait under a time limit: for a dial, a close, a request.
    Wait:
        /// The time is over at once.
        WaitOver => "wait-over",
    ;
    /// Page code sets a timer.
    Timer:
        /// It comes ten seconds late, as timers of phones do that sleep.
        TimerLate => "timer-late",
        /// It never comes.
        TimerNever => "timer-never",
    ;
    /// A message is put into the queue of unsent ones.
    Unsent:
        /// The queue is full.
        UnsentFull => "unsent-full",
    ;
    /// A message is put into the queue of undelivered ones.
    Undelivered:
        /// The queue is full with it: reading stops until the page has caught up.
        UndeliveredFull => "undelivered-full",
    ;
    /// A connection opens whose messages have a size limit.
    Size:
        /// The limit is 0: every message with a payload is over it.
        SizeExceeded => "size-exceeded",
    ;
    /// A function of page code is called: a handler, a callback, a listener.
    Callback:
        /// It throws before it does anything.
        CallbackThrows => "callback-throws",
        /// It throws when it has done everything.
        CallbackThrowsLast => "callback-throws-last",
    ;
}

/// What is to fail, and how often each kind of operation has been tried; for one program at a time.
///
/// It may be looked at from another thread once the program has ended.
#[derive(Debug, Default)]
pub struct Mishaps {
    plan: Option<(Mishap, u64)>,
    counts: [AtomicU64; Operation::ALL.len()],
    struck: AtomicBool,
    streams: AtomicUsize,
}

impl Mishaps {
    /// Nothing fails; operations are counted.
    #[must_use]
    pub fn counting() -> Self {
        Self::default()
    }

    /// The `nth` operation, counted from 1, fails like this.
    #[must_use]
    pub fn at(mishap: Mishap, nth: u64) -> Self {
        Self { plan: Some((mishap, nth)), ..Self::default() }
    }

    /// How many operations of a kind there were so far.
    #[must_use]
    pub fn count(&self, operation: Operation) -> u64 {
        self.counts[operation as usize].load(Ordering::Relaxed)
    }

    /// Whether the planned operation was reached.
    #[must_use]
    pub fn has_struck(&self) -> bool {
        self.struck.load(Ordering::Relaxed)
    }

    /// How many streams to servers are there now: none when a program has ended.
    #[must_use]
    pub fn streams(&self) -> usize {
        self.streams.load(Ordering::Relaxed)
    }

    /// Counts one more operation, and says how it is to fail, if it is the one.
    #[must_use]
    pub fn strikes(&self, operation: Operation) -> Option<Mishap> {
        let count = self.counts[operation as usize].fetch_add(1, Ordering::Relaxed) + 1;
        let (mishap, nth) = self.plan?;
        if mishap.operation() != operation || count != nth {
            return None;
        }
        self.struck.store(true, Ordering::Relaxed);
        Some(mishap)
    }

    pub(crate) fn opened(&self) {
        self.streams.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn dropped(&self) {
        self.streams.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nth_operation_of_its_kind_fails_and_no_other() {
        let mishaps = Mishaps::at(Mishap::WriteStalls, 2);
        assert_eq!(mishaps.strikes(Operation::Read), None);
        assert_eq!(mishaps.strikes(Operation::Write), None);
        assert!(!mishaps.has_struck());
        assert_eq!(mishaps.strikes(Operation::Write), Some(Mishap::WriteStalls));
        assert_eq!(mishaps.strikes(Operation::Write), None);
        assert!(mishaps.has_struck());
        assert_eq!((mishaps.count(Operation::Write), mishaps.count(Operation::Read)), (3, 1));
    }
}
