//! The documented exit codes.

use std::process::ExitCode;

use minihost_runtime::{Ended, Outcome, Stop};

/// How `minihost` ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The program ended cleanly.
    Clean = 0,
    /// A test failed.
    Failed = 1,
    /// The command line or minihost.toml is wrong.
    Usage = 2,
    /// The program could not be loaded or parsed.
    Load = 3,
    /// Page code threw, or rejected a promise, and nobody caught it.
    Uncaught = 4,
    /// The program did not end in time, or its script did not come back in time.
    Timeout = 5,
    /// No test was selected.
    NoTests = 6,
    /// The tests that failed are not those that were expected to.
    Drift = 7,
    /// Something outside of the program is missing: a file, a port, a certificate.
    Environment = 8,
    /// The program used more memory than it may.
    Memory = 9,
    /// minihost itself failed.
    Internal = 70,
    /// SIGINT (128 + 2).
    Interrupted = 130,
    /// SIGTERM (128 + 15).
    Terminated = 143,
}

impl Exit {
    /// The code for a program that ended like this. What went wrong first counts: an uncaught error is not hidden by
    /// the timeout that it led to.
    pub(crate) fn of(outcome: &Outcome) -> Self {
        match &outcome.ended {
            Ended::Stopped(Stop::Interrupt) => Self::Interrupted,
            Ended::Stopped(Stop::Terminate) => Self::Terminated,
            Ended::LoadFailed(_) => Self::Load,
            Ended::NoSuchHandler(_) | Ended::NotTouched(_) => Self::Usage,
            Ended::LoadThrew | Ended::EngineFailed => Self::Uncaught,
            _ if outcome.uncaught > 0 => Self::Uncaught,
            Ended::Timeout => Self::Timeout,
            Ended::Exhausted | Ended::Exited | Ended::Idle => Self::Clean,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The table for `--help`.
pub(crate) const HELP: &str = "\
Exit codes:
  0    the program ended cleanly
  2    the command line or minihost.toml is wrong
  3    the program could not be loaded or parsed
  4    an error or a rejected promise that nobody caught
  5    the program did not end in time (--timeout), or its script did not come back (--max-turn)
  8    the environment: a file, a port or a certificate
  9    the program used too much memory (--max-memory)
  70   a bug in minihost
  130  interrupted (Ctrl-C), 143 terminated";
