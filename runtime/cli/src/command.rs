//! `minihost run`: the command line and minihost.toml, checked and turned into one run.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use minihost_peer::{Peer, PeerSettings};
use minihost_runtime::{HandlerCall, LoadError, Project, Settings, Setup};
use minihost_socket::Roots;
use serde_json::Value;

use crate::args::{self, RunArgs};
use crate::config::Config;
use crate::duration;
use crate::exit::Exit;
use crate::peer_url;
use crate::report;
use crate::supervisor;
use crate::terminal::{Stdout, Terminal};
use crate::trace::Trace;

/// A program that does not end is a mistake more often than not, and a CI job must not hang: `--timeout none` says
/// that it is none.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);

/// Why there is no run.
enum Refusal {
    Usage(String),
    Load(LoadError),
    Environment(String),
}

/// A run, with everything checked that can be checked before it starts.
struct Plan {
    project: Project,
    page: Option<String>,
    query: Vec<(String, String)>,
    data: Vec<(String, Value)>,
    calls: Vec<HandlerCall>,
    timeout: Option<Duration>,
    idle: Option<Duration>,
    profile: minihost_socket::Profile,
    roots: Roots,
    trace: Option<Trace>,
    /// Kept alive as long as the program runs.
    peer: Option<Peer>,
}

/// Runs the program and tells how it ended.
pub(crate) fn run(arguments: RunArgs) -> Exit {
    let plan = match plan(arguments) {
        Ok(plan) => plan,
        Err(Refusal::Usage(message)) => return report::refuse(&message, Exit::Usage),
        Err(Refusal::Load(error)) => return report::refuse(&error.to_string(), Exit::Load),
        Err(Refusal::Environment(message)) => return report::refuse(&message, Exit::Environment),
    };
    let timeout = plan.timeout;
    let Plan { project, page, query, data, calls, idle, profile, roots, trace, peer, .. } = plan;
    let stdout = Stdout::new();
    let program_stdout = stdout.clone();
    let setup = move || {
        let mut settings = Settings::new(project);
        settings.page = page;
        settings.query = query;
        settings.data = data;
        settings.calls = calls;
        settings.timeout = timeout;
        settings.idle = idle;
        settings.bridge.profile = profile;
        settings.socket.extra_roots = roots;
        let trace = trace.map(Trace::into_sink);
        Setup { settings, output: Rc::new(Terminal::new(program_stdout)), trace }
    };
    let exit = supervisor::supervise(setup, &stdout, timeout);
    drop(peer);
    exit
}

fn plan(arguments: RunArgs) -> Result<Plan, Refusal> {
    let project = Project::open(&arguments.path).map_err(Refusal::Load)?;
    let config = Config::load(project.root()).map_err(|error| Refusal::Usage(error.to_string()))?.run;
    let wrong = |key: &str, message: String| Refusal::Usage(format!("minihost.toml: run.{key}: {message}"));

    let page = arguments.page.or(config.page);
    project.page(page.as_deref()).map_err(|error| match error {
        LoadError::UnknownPage { .. } => Refusal::Usage(error.to_string()),
        error => Refusal::Load(error),
    })?;
    let timeout = match (arguments.timeout, config.timeout) {
        (Some(args::Limit(limit)), _) => limit,
        (None, Some(text)) => duration::parse_limit(&text).map_err(|message| wrong("timeout", message))?,
        (None, None) => Some(DEFAULT_TIMEOUT),
    };
    let idle = match (arguments.idle, config.idle) {
        (None, Some(text)) => Some(duration::parse(&text).map_err(|message| wrong("idle", message))?),
        (idle, _) => idle,
    };
    let mut calls = Vec::new();
    for text in &config.call {
        calls.push(args::handler(text).map_err(|message| wrong("call", message))?);
    }
    calls.extend(arguments.call);
    let calls = calls.into_iter().map(|(handler, event)| HandlerCall { handler, event }).collect();

    let mut query: Vec<_> = config.query.into_iter().chain(arguments.query).collect();
    let mut data: Vec<_> = config.data.into_iter().chain(arguments.data).collect();
    let peer = if arguments.peer || config.peer { Some(start_peer()?) } else { None };
    if let Some(peer) = &peer {
        let url = peer.url();
        query.iter_mut().for_each(|(_, value)| peer_url::in_text(value, &url));
        data.iter_mut().for_each(|(_, value)| peer_url::in_value(value, &url));
    }
    let configured = config.ca.iter().map(|path| project.root().join(path));
    let roots = read_roots(configured.chain(arguments.ca))?;
    let trace = match arguments.trace {
        None => None,
        Some(target) => Some(Trace::open(target.as_deref()).map_err(Refusal::Environment)?),
    };
    let profile = arguments.profile.or(config.profile).unwrap_or(args::Profile::Classic).into();
    Ok(Plan { project, page, query, data, calls, timeout, idle, profile, roots, trace, peer })
}

fn start_peer() -> Result<Peer, Refusal> {
    let settings = PeerSettings::default();
    Peer::start(settings).map_err(|error| Refusal::Environment(format!("cannot start the embedded peer: {error}")))
}

fn read_roots(files: impl Iterator<Item = PathBuf>) -> Result<Roots, Refusal> {
    let mut roots = Roots::default();
    for file in files {
        let cannot = |cause: String| Refusal::Environment(format!("--ca {}: {cause}", file.display()));
        let pem = read(&file).map_err(|cause| cannot(cause.to_string()))?;
        roots.add_pem(&pem).map_err(|cause| cannot(cause.to_string()))?;
    }
    Ok(roots)
}

#[expect(clippy::disallowed_methods, reason = "the binary reads the files that its command line names")]
fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(file)
}
