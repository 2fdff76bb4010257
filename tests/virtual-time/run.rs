//! Runs a page under the virtual clock, against a peer in memory.

use std::rc::Rc;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use minihost_log::Record;
use minihost_peer::{Log, Script, serve_stream};
use minihost_runtime::console::{ConsoleOutput, Level};
use minihost_runtime::{
    Outcome, Output, Position, Project, STACK_BYTES, Settings, Setup, Time, UiCall, Uncaught, spawn,
};
use minihost_socket::{Network, Target};
use tokio::io::DuplexStream;

/// How long a program may live, on its own clock.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(3600);

/// What is left of a run.
pub(crate) struct Run {
    pub(crate) outcome: Outcome,
    /// What the page printed.
    pub(crate) lines: Vec<String>,
    /// The event log, as JSON lines, without the place of the page on this machine.
    pub(crate) log: Vec<String>,
    /// When the last record was made, on the program's clock.
    pub(crate) last_time: Duration,
    /// How long it took on the machine's clock.
    pub(crate) took: Duration,
}

#[derive(Default)]
struct Seen {
    lines: Vec<String>,
    log: Vec<String>,
    last_time: Duration,
}

/// Collects what a program says; anything but console lines fails the test through the outcome.
struct Collect(Arc<Mutex<Seen>>);

impl ConsoleOutput for Collect {
    fn line(&self, _: Level, text: &str) {
        self.0.lock().unwrap().lines.push(text.to_owned());
    }
}

impl Output for Collect {
    fn ui(&self, _: &UiCall) {}

    fn warning(&self, message: &str, _: Option<&Position>) {
        self.0.lock().unwrap().lines.push(format!("warning: {message}"));
    }

    fn uncaught(&self, error: &Uncaught) {
        self.0.lock().unwrap().lines.push(format!("uncaught: {}", error.message));
    }

    fn flush(&self) {}
}

/// Runs `page` until it ends.
#[expect(clippy::disallowed_methods, reason = "measures that virtual time takes no real time")]
pub(crate) fn run(page: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.js");
    std::fs::write(&file, page).unwrap();
    let project = Project::open(&file).unwrap();
    let seen = Arc::new(Mutex::new(Seen::default()));
    let kept = Arc::clone(&seen);
    let place = project.root().display().to_string();
    let setup = move || {
        let mut settings = Settings::new(project);
        settings.time = Time::Virtual { epoch_millis: 1_700_000_000_000 };
        settings.timeout = Some(TIMEOUT);
        settings.socket.network = Network::memory(Rc::new(dial));
        let records = Arc::clone(&kept);
        let trace = move |record: &Record| {
            let mut seen = records.lock().unwrap();
            seen.log.push(serde_json::to_string(record).unwrap().replace(&place, ""));
            seen.last_time = Duration::from_nanos(record.time.as_nanos());
        };
        Setup { settings, output: Rc::new(Collect(kept)), trace: Some(Box::new(trace)), extension: None }
    };
    let started = std::time::Instant::now();
    let (sender, receiver) = channel();
    let running = spawn(STACK_BYTES, setup, move |result| sender.send(result).unwrap()).unwrap();
    let outcome = receiver.recv().unwrap().unwrap();
    running.thread.join().unwrap();
    let seen = std::mem::take(&mut *seen.lock().unwrap());
    Run { outcome, lines: seen.lines, log: seen.log, last_time: seen.last_time, took: started.elapsed() }
}

fn dial(_: &Target) -> Option<DuplexStream> {
    let (near, far) = tokio::io::duplex(64 << 10);
    tokio::task::spawn_local(async move { serve_stream(far, &Script::default(), &Log::new()).await });
    Some(near)
}
