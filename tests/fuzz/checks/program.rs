//! A mini-program in memory, under a virtual clock: run until it ends.

use std::rc::Rc;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use minihost_peer::{Log, Script, serve_stream};
use minihost_runtime::console::{ConsoleOutput, Level};
use minihost_runtime::{
    Outcome, Output, Position, Project, STACK_BYTES, Settings, Setup, Time, UiCall, Uncaught, spawn,
};
use minihost_socket::{Network, Target};
use tokio::io::DuplexStream;

/// The hour after which a program that waits for ever is stopped.
const TIMEOUT: Duration = Duration::from_secs(3600);

/// What it printed, and what is left of it.
pub(crate) struct Ran {
    pub(crate) lines: Vec<String>,
    pub(crate) outcome: Outcome,
}

struct Lines(Arc<Mutex<Vec<String>>>);

impl ConsoleOutput for Lines {
    fn line(&self, _: Level, text: &str) {
        self.0.lock().expect("lines").push(text.to_owned());
    }
}

impl Output for Lines {
    fn ui(&self, _: &UiCall) {}

    fn warning(&self, _: &str, _: Option<&Position>) {}

    fn uncaught(&self, error: &Uncaught) {
        self.line(Level::Error, &format!("uncaught {}", error.message));
    }

    fn flush(&self) {}
}

/// Runs `project` with settings that `adjust` may change.
///
/// # Panics
/// When the host itself fails.
pub(crate) fn run(project: Project, adjust: impl FnOnce(&mut Settings) + Send + 'static) -> Ran {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&lines);
    let setup = move || {
        let mut settings = Settings::new(project);
        settings.time = Time::Virtual { epoch_millis: 1_700_000_000_000 };
        settings.timeout = Some(TIMEOUT);
        settings.seed = Some(1);
        settings.socket.network = Network::memory(Rc::new(dial));
        adjust(&mut settings);
        Setup { settings, output: Rc::new(Lines(kept)), trace: None, extension: None }
    };
    let (sender, receiver) = channel();
    let running = spawn(STACK_BYTES, setup, move |result| drop(sender.send(result))).expect("a thread");
    let outcome = receiver.recv().expect("an outcome").unwrap_or_else(|panic| panic!("{panic}"));
    running.thread.join().expect("the thread ends");
    let lines = std::mem::take(&mut *lines.lock().expect("lines"));
    Ran { lines, outcome }
}

fn dial(_: &Target) -> Option<DuplexStream> {
    let (near, far) = tokio::io::duplex(64 << 10);
    tokio::task::spawn_local(async move { serve_stream(far, &Script::default(), &Log::new()).await });
    Some(near)
}
