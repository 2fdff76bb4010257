//! `minihost test PATH…`: runs test files, each in a process of its own.

mod baseline;
mod list;
mod memory;
mod options;
mod progress;
mod reports;
mod round;
mod selection;
mod settings;
mod shard;
mod watch;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use clap::ArgMatches;
use minihost_runner::Interrupt;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use self::round::{Which, round};
use crate::exit::Exit;
use crate::report;

pub(super) use options::command;

/// What is wrong, and how the process ends because of it.
type Refusal = (String, Exit);

fn usage(message: impl Into<String>) -> Refusal {
    (message.into(), Exit::Usage)
}

/// Runs the tests and tells how they ended.
pub(super) fn test(matches: &ArgMatches) -> Exit {
    let stop = Stop::default();
    let ended = if matches.get_flag("watch") { watch::watch(matches, &stop) } else { once(matches, &stop) };
    ended.unwrap_or_else(|(message, exit)| report::refuse(&message, exit))
}

fn once(matches: &ArgMatches, stop: &Stop) -> Result<Exit, Refusal> {
    let settings = settings::settings(matches)?;
    if settings.files.is_empty() {
        return Err(("there is no test file here; tests are in files called *.test.js".to_owned(), Exit::NoTests));
    }
    let interrupt = Interrupt::default();
    let inner = interrupt.clone();
    let listening = stop.listen(move || inner.set());
    listening.map_err(|cause| (format!("cannot listen for signals: {cause}"), Exit::Environment))?;
    let which = if matches.get_flag("last-failed") { Which::Failed } else { Which::All };
    let ended = round(matches, settings, &which, &interrupt)?;
    Ok(if ended.result.summary.interrupted { stop.exit() } else { ended.exit })
}

/// The signals that end a run: SIGINT and SIGTERM.
#[derive(Default)]
struct Stop {
    is_terminated: Arc<AtomicBool>,
}

impl Stop {
    /// Calls `act` on each of them, on a thread of its own.
    ///
    /// # Errors
    /// Where the system does not let it.
    fn listen(&self, act: impl Fn() + Send + 'static) -> io::Result<()> {
        let mut signals = Signals::new([SIGINT, SIGTERM])?;
        let is_terminated = Arc::clone(&self.is_terminated);
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                is_terminated.store(signal == SIGTERM, Ordering::Release);
                act();
            }
        })?;
        Ok(())
    }

    /// What the last of them means.
    fn exit(&self) -> Exit {
        if self.is_terminated.load(Ordering::Acquire) { Exit::Terminated } else { Exit::Interrupted }
    }
}
