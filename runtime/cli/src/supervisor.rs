//! Watches the thread that a program lives on: signals, and a program that does not let go.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use minihost_runtime::{Outcome, Setup, Stop, spawn};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::dump::Dump;
use crate::exit::Exit;
use crate::report;
use crate::terminal::Stdout;

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
    timeout: Option<Duration>,
    dump: Option<Dump>,
    bystander: &Bystander<'_>,
) -> Exit {
    let (sender, news) = channel();
    if let Err(cause) = forward_signals(sender.clone()) {
        return report::refuse(&format!("cannot listen for signals: {cause}"), Exit::Environment);
    }
    // The receiver lives until this function returns, and nothing is lost when it is gone by then.
    let done = move |result| drop(sender.send(News::Ended(result)));
    let program = match spawn(setup, done) {
        Ok(program) => program,
        Err(cause) => return report::refuse(&format!("cannot start a thread: {cause}"), Exit::Environment),
    };
    // The program keeps its own time; this limit is for one that cannot, because its script never returns.
    let signal = loop {
        match next(&news, timeout.map(|timeout| timeout + GRACE)) {
            Some(News::Ended(result)) => {
                (bystander.ended)();
                return ended(result, timeout, dump, stdout);
            }
            Some(News::Signal(SIGINT)) if (bystander.interrupted)() => {}
            Some(News::Signal(signal)) => break signal,
            None => {
                stdout.flush();
                (bystander.ended)();
                return report::stuck(timeout, Exit::Timeout);
            }
        }
    };
    let (stop, exit) = match signal {
        SIGTERM => (Stop::Terminate, Exit::Terminated),
        _ => (Stop::Interrupt, Exit::Interrupted),
    };
    program.control.stop(stop);
    let mut next_news = next(&news, Some(PATIENCE));
    if next_news.is_none() {
        report::waiting();
        next_news = next(&news, Some(GRACE));
    }
    (bystander.ended)();
    if let Some(News::Ended(result)) = next_news {
        return ended(result, timeout, dump, stdout);
    }
    // A script that never came back has left its lines unwritten.
    stdout.flush();
    // A second signal means "now".
    if next_news.is_some() { exit } else { report::stuck(None, exit) }
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

fn next(news: &Receiver<News>, limit: Option<Duration>) -> Option<News> {
    let received = match limit {
        Some(limit) => news.recv_timeout(limit),
        None => news.recv().map_err(|_| RecvTimeoutError::Disconnected),
    };
    received.ok()
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
