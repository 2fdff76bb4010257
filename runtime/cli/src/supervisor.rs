//! Watches the thread that a program lives on: signals, and a program that does not let go.

mod fences;
mod news;

use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use minihost_runtime::{Memory, Outcome, Setup, Stop, spawn};

use self::fences::{Excess, Watch};
use self::news::{News, Newsroom};
use crate::dump::Dump;
use crate::exit::Exit;
use crate::report;
use crate::terminal::Stdout;

pub(crate) use self::fences::Fences;

/// Whether a limit on memory can be kept on this system.
pub(crate) fn memory_is_known() -> bool {
    Memory::open().is_some()
}

/// What a program that was told to end may still need: its own callbacks, and the close handshake (3 s).
const GRACE: Duration = Duration::from_secs(5);

/// How long a person waits after Ctrl-C before wondering.
const PATIENCE: Duration = Duration::from_millis(300);

/// Who else is there while a program runs.
pub(crate) struct Bystander<'a> {
    /// Somebody pressed Ctrl-C: whether that was for the bystander, and not for the program.
    pub(crate) interrupted: &'a dyn Fn() -> bool,
    /// The program has ended, or is given up; what follows is the report.
    pub(crate) ended: &'a dyn Fn(),
}

impl Bystander<'_> {
    /// Nobody.
    pub(crate) const NOBODY: Self = Self { interrupted: &|| false, ended: &|| {} };
}

/// Runs the program to its end, and reports how that came about.
///
/// Returning from here ends the process: a script that never comes back (an endless loop) is left behind with it.
pub(crate) fn supervise(
    setup: impl FnOnce() -> Setup + Send + 'static,
    stdout: &Stdout,
    fences: Fences,
    dump: Option<Dump>,
    bystander: &Bystander<'_>,
) -> Exit {
    let timeout = fences.timeout;
    let mut watch = Watch::new(fences);
    let (sender, results) = channel();
    let news = match Newsroom::new(results) {
        Ok(news) => news,
        Err(cause) => return report::refuse(&format!("cannot listen for signals: {cause}"), Exit::Environment),
    };
    let done = move |result| {
        // The receiver lives until this function returns, and nothing is lost when it is gone by then.
        let _ = sender.send(result);
        // The end of the thread would take the engine's heap apart, object by object, in a process that is about to end.
        loop {
            thread::park();
        }
    };
    let program = match spawn(fences.stack(), setup, done) {
        Ok(program) => program,
        Err(cause) => return report::refuse(&format!("cannot start a thread: {cause}"), Exit::Environment),
    };
    let stop = loop {
        match watch.next(&news, &program.control) {
            Ok(News::Ended(result)) => {
                (bystander.ended)();
                return ended(result, timeout, dump, stdout);
            }
            Ok(News::Signal(Stop::Interrupt)) if (bystander.interrupted)() => {}
            Ok(News::Signal(stop)) => break stop,
            Err(excess) => {
                let entered = program.control.entered();
                stdout.flush();
                (bystander.ended)();
                return match excess {
                    Excess::Time => report::stuck(timeout, &entered, Exit::Timeout),
                    Excess::Turn => report::turn_without_end(fences.turn.unwrap_or_default(), &entered),
                    Excess::Memory(used) => report::too_much_memory(used, fences.memory.unwrap_or_default(), &entered),
                };
            }
        }
    };
    let exit = match stop {
        Stop::Terminate => Exit::Terminated,
        Stop::Interrupt => Exit::Interrupted,
    };
    program.control.stop(stop);
    let mut next_news = news.next(PATIENCE);
    if next_news.is_err() {
        report::waiting();
        next_news = news.next(GRACE);
    }
    (bystander.ended)();
    if let Ok(News::Ended(result)) = next_news {
        return ended(result, timeout, dump, stdout);
    }
    // A script that never came back has left its lines unwritten.
    stdout.flush();
    // A second signal means "now".
    if next_news.is_ok() { exit } else { report::stuck(None, &program.control.entered(), exit) }
}

/// Tells how the program ended, after the data of its pages.
fn ended(result: Result<Outcome, String>, timeout: Option<Duration>, dump: Option<Dump>, stdout: &Stdout) -> Exit {
    let dumped = match (&result, dump) {
        (Ok(outcome), Some(dump)) => dump.write(&outcome.pages, stdout),
        _ => Ok(()),
    };
    let exit = report::ended(result, timeout);
    match dumped {
        Ok(()) => exit,
        // What the program did counts first.
        Err(message) => report::refuse(&message, if exit == Exit::Clean { Exit::Environment } else { exit }),
    }
}
