//! Watches the thread that a program lives on: signals, and a program that does not let go.

mod fences;

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use minihost_runtime::{Memory, Outcome, Setup, Stop, spawn};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use self::fences::{Excess, Watch};
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

enum News {
    Ended(Result<Outcome, String>),
    Signal(i32),
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
    let (sender, news) = channel();
    if let Err(cause) = forward_signals(sender.clone()) {
        return report::refuse(&format!("cannot listen for signals: {cause}"), Exit::Environment);
    }
    let done = move |result| {
        // The receiver lives until this function returns, and nothing is lost when it is gone by then.
        let _ = sender.send(News::Ended(result));
        // The end of the thread would take the engine's heap apart, object by object, in a process that is about to end.
        loop {
            thread::park();
        }
    };
    let program = match spawn(fences.stack(), setup, done) {
        Ok(program) => program,
        Err(cause) => return report::refuse(&format!("cannot start a thread: {cause}"), Exit::Environment),
    };
    let signal = loop {
        match watch.next(&news, &program.control) {
            Ok(News::Ended(result)) => {
                (bystander.ended)();
                return ended(result, timeout, dump, stdout);
            }
            Ok(News::Signal(SIGINT)) if (bystander.interrupted)() => {}
            Ok(News::Signal(signal)) => break signal,
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
    let (stop, exit) = match signal {
        SIGTERM => (Stop::Terminate, Exit::Terminated),
        _ => (Stop::Interrupt, Exit::Interrupted),
    };
    program.control.stop(stop);
    let mut next_news = next(&news, Some(PATIENCE));
    if next_news.is_err() {
        report::waiting();
        next_news = next(&news, Some(GRACE));
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

fn next(news: &Receiver<News>, limit: Option<Duration>) -> Result<News, RecvTimeoutError> {
    match limit {
        Some(limit) => news.recv_timeout(limit),
        None => news.recv().map_err(|_| RecvTimeoutError::Disconnected),
    }
}

fn forward_signals(sender: Sender<News>) -> std::io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if sender.send(News::Signal(signal)).is_err() {
                break;
            }
        }
    })?;
    Ok(())
}
