//! A page that connects, talks, closes, and does it again: nothing of it may stay. An hour of it by a virtual clock is a test;
//! ten minutes by the machine's clock, with real connections, are another one that only who asks for it runs:
//!
//! `cargo test --workspace --test soak -- --ignored --nocapture`

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails its test")]
#![expect(clippy::print_stdout, reason = "who runs it for ten minutes wants the numbers")]

mod sample;
mod steady;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use boa_engine::{Context, JsResult};
use minihost_peer::{Log, LogSettings, Peer, PeerSettings, Script, Service};
use minihost_runtime::console::{ConsoleOutput, Level};
use minihost_runtime::{
    Ended, Extension, Outcome, Output, Position, Program, Project, STACK_BYTES, Settings, Setup, Time, UiCall,
    Uncaught, spawn,
};
use minihost_socket::{Network, Target};

use sample::Sample;

const PAGE: &str = include_str!("page.js");

/// So many samples at most are taken of a run.
const SAMPLES: usize = 200;

/// What a run came to.
struct Run {
    outcome: Outcome,
    samples: Vec<Sample>,
    rounds: usize,
    /// What the page says that it has seen.
    seen: serde_json::Value,
}

/// Takes samples while the page says its rounds; it lives on the program's thread.
struct Watch {
    program: RefCell<Option<Program>>,
    /// Every connection in memory holds another handle to it.
    streams: Rc<()>,
    every: usize,
    rounds: Cell<usize>,
    told: Arc<Mutex<(Vec<Sample>, usize, serde_json::Value)>>,
}

impl ConsoleOutput for Watch {
    fn line(&self, _: Level, text: &str) {
        if let Some(seen) = text.strip_prefix("seen ") {
            self.told.lock().unwrap().2 = serde_json::from_str(seen).unwrap();
            return;
        }
        assert!(text.starts_with("round "), "{text}");
        let rounds = self.rounds.get() + 1;
        self.rounds.set(rounds);
        let mut told = self.told.lock().unwrap();
        told.1 = rounds;
        if rounds.is_multiple_of(self.every) {
            let program = self.program.borrow();
            // This handle is none of a connection.
            told.0.push(Sample::take(program.as_ref().unwrap(), Rc::strong_count(&self.streams) - 1));
        }
    }
}

impl Output for Watch {
    fn ui(&self, _: &UiCall) {}

    fn warning(&self, message: &str, _: Option<&Position>) {
        panic!("{message}");
    }

    fn uncaught(&self, error: &Uncaught) {
        panic!("{}", error.message);
    }

    fn flush(&self) {}
}

struct Introduce(Rc<Watch>);

impl Extension for Introduce {
    fn install(&self, program: &Program, _: &mut Context) -> JsResult<()> {
        *self.0.program.borrow_mut() = Some(program.clone());
        Ok(())
    }

    fn started(&self, _: &Program, result: Result<(), Ended>, _: &mut Context) -> Result<(), Ended> {
        result
    }
}

/// Runs the page for `duration`, with `pause` between two rounds, until it ends by itself; about `rounds` of them are expected.
/// In memory and by a virtual clock, where no server is given.
fn run(duration: Duration, pause: Duration, rounds: usize, server: Option<u16>) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.js");
    let host = server.map_or("peer".to_owned(), |port| format!("127.0.0.1:{port}"));
    let words = [
        ("DURATION", duration.as_millis().to_string()),
        ("PAUSE", pause.as_millis().to_string()),
        // A port that nobody listens on.
        ("ABSENT", if server.is_some() { "ws://127.0.0.1:1/" } else { "ws://absent/" }.to_owned()),
        ("PEER", format!("ws://{host}")),
        ("HTTP/", format!("http://{host}/")),
    ];
    let page = words.iter().fold(PAGE.to_owned(), |page, (word, text)| page.replace(word, text));
    std::fs::write(&file, page).unwrap();
    let project = Project::open(&file).unwrap();
    let told = Arc::<Mutex<_>>::default();
    let kept = Arc::clone(&told);
    let setup = move || {
        let watch = Watch {
            program: RefCell::default(),
            streams: Rc::default(),
            every: (rounds / SAMPLES).max(1),
            rounds: Cell::new(0),
            told: kept,
        };
        let mut settings = Settings::new(project);
        if server.is_none() {
            settings.time = Time::Virtual { epoch_millis: 1_700_000_000_000 };
            settings.socket.network = in_memory(&watch.streams);
        }
        let watch = Rc::new(watch);
        let extension = Introduce(Rc::clone(&watch));
        Setup { settings, output: watch, trace: None, extension: Some(Box::new(extension)) }
    };
    let (sender, receiver) = channel();
    let running = spawn(STACK_BYTES, setup, move |result| sender.send(result).unwrap()).unwrap();
    let outcome = receiver.recv().unwrap().unwrap();
    running.thread.join().unwrap();
    let (samples, rounds, seen) = std::mem::take(&mut *told.lock().unwrap());
    Run { outcome, samples, rounds, seen }
}

/// A log that keeps nothing: what it kept would grow.
fn forgetful() -> Log {
    Log::with_settings(LogSettings { kept_bytes: 0, ..LogSettings::default() })
}

/// A server in memory; each of its connections holds a handle of `streams` until the host lets go of it.
fn in_memory(streams: &Rc<()>) -> Network {
    let service = Service::new(Script::default(), forgetful());
    let streams = Rc::downgrade(streams);
    Network::memory(Rc::new(move |target: &Target| {
        if target.host() == "absent" {
            return None;
        }
        let (near, far) = tokio::io::duplex(64 << 10);
        let (service, held) = (service.clone(), streams.upgrade());
        tokio::task::spawn_local(async move {
            service.serve(far).await;
            drop(held);
        });
        Some(near)
    }))
}

fn judge(run: &Run) {
    assert_eq!(run.outcome.ended, Ended::Exhausted);
    println!("{} rounds: {}", run.rounds, run.seen);
    // Each kind of thing has happened, all the time.
    for kind in ["open", "message", "error", "close", "request", "failed", "timer"] {
        let count = run.seen[kind].as_u64().unwrap_or_default();
        assert!(count as usize >= run.rounds / 12, "{kind}: {count} in {} rounds", run.rounds);
    }
    steady::judge(&run.samples);
}

#[test]
fn an_hour_of_reconnects_leaves_nothing_behind() {
    let run = run(Duration::from_secs(3600), Duration::from_secs(2), 1800, None);
    assert!(run.rounds > 1000, "{} rounds", run.rounds);
    judge(&run);
}

#[test]
#[ignore = "takes ten minutes: cargo test --workspace --test soak -- --ignored --nocapture"]
fn ten_minutes_of_real_reconnects_leave_nothing_behind() {
    let peer = Peer::start(PeerSettings { log: forgetful(), ..PeerSettings::default() }).unwrap();
    let run = run(Duration::from_secs(600), Duration::ZERO, 10_000, Some(peer.port()));
    judge(&run);
}
