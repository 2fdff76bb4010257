//! Runs one test file from the request to the last event.

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::channel;

use minihost_runner::protocol::{ClockKind, Failure, FailureKind, Limits, Request, VERSION, WorkerEvent};
use minihost_runtime::{Project, STACK_BYTES, Settings, Setup, Time, spawn};
use minihost_socket::Profile;
use tokio::sync::Notify;

use crate::extension::KitExtension;
use crate::history::{History, sink};
use crate::kit::{Kit, Reporter};
use crate::output::ScriptOutput;
use crate::tools::Peers;

/// The first moment of programs that live by the virtual clock: 2024-01-01T00:00:00Z.
const EPOCH_MILLIS: i64 = 1_704_067_200_000;

/// Runs a test file and tells everything that happens to the reporter that `reporter` makes on the file's own thread.
///
/// # Errors
/// Where minihost itself failed; what the file does wrong is told as an event.
pub fn run<R: Reporter + 'static>(
    request: Request,
    reporter: impl FnOnce() -> R + Send + 'static,
) -> Result<(), String> {
    if request.version != VERSION {
        return Err(format!("the request is of version {}, this worker of {VERSION}", request.version));
    }
    let (sender, ended) = channel();
    let setup = move || setup(request, Rc::new(reporter()));
    let running =
        spawn(STACK_BYTES, setup, move |result| drop(sender.send(result))).map_err(|cause| cause.to_string())?;
    let result = ended.recv().map_err(|_| "the test's thread ended without a word".to_owned())?;
    running.thread.join().map_err(|_| "the test's thread panicked".to_owned())?;
    result.map(drop)
}

fn setup(request: Request, reporter: Rc<dyn Reporter>) -> Setup {
    let Request { file, options, .. } = request;
    let path = PathBuf::from(&file);
    let project = match Project::open(&path) {
        Ok(project) => project,
        Err(cause) => {
            let failure = Failure::new(FailureKind::Thrown, cause.to_string());
            reporter.event(&WorkerEvent::LoadFailed { failure });
            // An empty program in its place: it ends at once.
            Project::nothing(path)
        }
    };
    let (history, changed) = (Rc::<History>::default(), Arc::<Notify>::default());
    let peers = Rc::new(Peers::new(Arc::clone(&changed)));
    let mut settings = Settings::new(project);
    // A test script is no page.
    settings.dynamic_import = true;
    settings.socket.extra_roots = peers.roots();
    settings.bridge.profile = if options.profile == "latest" { Profile::Latest } else { Profile::Classic };
    if options.clock == ClockKind::Virtual {
        settings.seed = Some(options.seed);
        settings.time = Time::Virtual { epoch_millis: EPOCH_MILLIS };
        settings.socket.network = peers.network();
        if options.order.is_some() || !options.orders.is_empty() {
            settings.schedule = Some(Rc::default());
        }
    }
    if let Some(limits) = options.limits {
        let Limits { loop_iterations, jobs, calls } = limits;
        let usual = settings.limits;
        let calls = calls.unwrap_or(usual.calls);
        settings.limits = minihost_runtime::Limits { loop_iterations, jobs, calls, ..usual };
    }
    let output = Rc::new(ScriptOutput::new(Rc::clone(&reporter)));
    let trace = sink(Rc::clone(&history), Arc::clone(&changed));
    let schedule = settings.schedule.clone();
    let kit = Rc::new(Kit::new(options, reporter, history, peers, changed, schedule));
    // Errors before the first test are kept for it.
    kit.begin(usize::MAX);
    let extension = KitExtension { kit, output: Rc::clone(&output) };
    Setup { settings, output, trace: Some(trace), extension: Some(Box::new(extension)) }
}
