//! One run of a program, with a mishap.

use std::rc::Rc;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use minihost_log::{Record, Sink};
use minihost_peer::{Authority, Log, Script, Service, TlsKind};
use minihost_runtime::console::{ConsoleOutput, Level};
use minihost_runtime::{Outcome, Output, Position, STACK_BYTES, Setup, Stop, Time, UiCall, Uncaught, spawn};
use minihost_socket::{Mishaps, Network, Roots, Target};

use super::programs::{HOST, Program, Server};

/// Programs live by the virtual clock: one that takes so much real time hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is left of a run.
pub(super) struct Run {
    pub(super) mishaps: Arc<Mishaps>,
    /// How it ended, or why that cannot be told: a panic, or a program that hangs.
    pub(super) ended: Result<Outcome, String>,
    pub(super) records: Vec<Record>,
    /// How many streams to servers were left when the program's thread had ended.
    pub(super) streams: usize,
}

/// Programs say here what they like.
struct Silent;

impl ConsoleOutput for Silent {
    fn line(&self, _: Level, _: &str) {}
}

impl Output for Silent {
    fn ui(&self, _: &UiCall) {}
    fn warning(&self, _: &str, _: Option<&Position>) {}
    fn uncaught(&self, _: &Uncaught) {}
    fn flush(&self) {}
}

impl Run {
    pub(super) fn of(program: &Program, mishaps: Mishaps) -> Self {
        let mishaps = Arc::new(mishaps);
        let records = Arc::new(Mutex::new(Vec::new()));
        let (given, kept, of_thread) = (Arc::clone(&mishaps), Arc::clone(&records), program.clone());
        let setup = move || {
            let mut settings = of_thread.plan.settings();
            settings.time = Time::Virtual { epoch_millis: 1_700_000_000_000 };
            settings.seed = Some(1);
            settings.socket.mishaps = Some(given);
            settings.socket.network = network(of_thread.server);
            settings.socket.extra_roots = Roots::supplied(Arc::new(|| authority().pem().to_owned()));
            let sink = move |record: &Record| kept.lock().unwrap().push(record.clone());
            let trace: Option<Box<dyn Sink>> = Some(Box::new(sink));
            Setup { settings, output: Rc::new(Silent), trace, extension: None }
        };
        let (sender, receiver) = channel();
        let running = spawn(STACK_BYTES, setup, move |result| sender.send(result).unwrap()).unwrap();
        let ended = receiver.recv_timeout(PATIENCE).unwrap_or_else(|_| {
            running.control.stop(Stop::Terminate);
            Err(format!("it hangs: nothing came of it in {PATIENCE:?}"))
        });
        if ended.is_ok() {
            running.thread.join().unwrap();
        }
        let records = std::mem::take(&mut *records.lock().unwrap());
        let streams = mishaps.streams();
        Self { mishaps, ended, records, streams }
    }

    /// The event log, a line for each record.
    pub(super) fn lines(&self) -> Vec<String> {
        self.records.iter().map(|record| serde_json::to_string(record).unwrap()).collect()
    }

    pub(super) fn log(&self) -> String {
        self.lines().join("\n")
    }
}

fn network(server: Server) -> Network {
    let mut service = Service::new(Script::default(), Log::new());
    if server == Server::Tls {
        service = service.with_tls(TlsKind::Valid, authority(), &[HOST]).unwrap();
    }
    Network::memory(Rc::new(move |_: &Target| {
        let (near, far) = tokio::io::duplex(64 << 10);
        let service = service.clone();
        tokio::task::spawn_local(async move { service.serve(far).await });
        Some(near)
    }))
}

fn authority() -> &'static Authority {
    static AUTHORITY: OnceLock<Authority> = OnceLock::new();
    AUTHORITY.get_or_init(|| Authority::new().unwrap())
}
